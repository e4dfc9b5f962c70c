"""Numeric claims: an amount becomes one where the sentence says what it measures.

Put here: which amounts are claims, what they count, their bounds and base units. Keep out: how amounts are read
(`models.language.amounts`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.claim import Claim, Comparator, Kind, Quantity, Status
from models.concepts import concepts
from models.language.claims.around import date_of, past_date, place_of, stated_together
from models.language.claims.clauses import aspect, is_break, is_finite_verb
from models.language.claims.counting import Count, counted, counts_others, singulars
from models.language.claims.measuring import GENERAL
from models.language.claims.money import currency_of, is_small_change
from models.language.claims.nouns import NAMED_BY_UNIT, NounPhrase, find_heads, is_joined, read_noun_phrase
from models.language.claims.state import status_of
from models.language.claims.statement import Statement, period
from models.language.claims.telling import Told, is_of_all, is_part, list_end, tell
from models.language.claims.trifles import is_bare_one, is_noise, says_little
from models.language.mention import Mention, MentionKind

_MONEY_FROM = 1000
_HISTORY = 19
# What is measured says of what, whatever noun stands near.
_OF_WHAT = {
    "water_release": "water",
    "gas_production": "gas",
    "budget": "budget",
    "deficit": "budget",
    "surplus": "budget",
}
# What a share of it is a share of the budget.
_OF_BUDGET = frozenset({"budget", "spending"})
_SHARED_WITHIN = 4
_OPENS_WITHIN = 2
# What is nobody's own: who lends or counts the cases is not what is lent or counted.
_OF_NOBODY = frozenset(
    {"loan", "aid", "contract_value", "cost", "infected", "allocation", "investment", "increase", "decrease"}
)


def numeric_claims(statement: Statement, extractor: str) -> Iterator[Claim]:
    """The numeric claims of a sentence, in order of their spans."""
    counts = [counted(statement, mention) for mention in statement.counts]
    counts += singulars(statement, counts)
    counts.sort(key=lambda count: count.first)
    previous: NounPhrase | None = None
    told: Told | None = None
    for position, count in enumerate(counts):
        if position and _shares_currency(statement, counts[position - 1], count):
            money = counts[position - 1].mention
            count.mention = replace(count.mention, kind=money.kind, currency=money.currency)
        if (count.phrase is None and counts_others(statement, count)) or _says_others(statement, count):
            count.phrase = _same_kind(statement, count, previous or _earlier(statement, count)) or count.phrase
        _take_of_all(statement, counts, position)
        part = position > 0 and is_part(statement, count)
        previous = previous if part and previous is not None else count.phrase or previous
        if is_noise(statement, count):
            continue
        listed, following = list_end(statement, counts, position)
        told_now = tell(statement, count, following, listed, told)
        claim = None if told_now is None else _claim(statement, told_now, extractor)
        if claim is not None:
            told = told_now
            yield claim
    if told is not None and told.count.phrase is not None and told.unit in ("person", "family"):
        statement.earlier.phrase, statement.earlier.measure = told.count.phrase, told.measure


def _same_kind(statement: Statement, count: Count, phrase: NounPhrase | None) -> NounPhrase | None:
    """What was counted before, unless the word before says that persons are meant now (تدمير مخزنين ومقتل خمسة)."""
    said = concepts().measures.get(statement.sentence[count.first - 1].tags.get("measure", "")) if count.first else None
    of_persons = said is not None and said.unit == "person"
    if phrase is None or not of_persons or concepts().heads[phrase.head].unit in ("person", "family"):
        following = statement.sentence.tokens[count.last : count.last + 2]
        if phrase is not None and any("measure" in token.tags for token in following):
            # خلف سبعة قتلى وخمسة آخرين في عداد المفقودين
            return replace(phrase, measure=None)
        return phrase
    return NounPhrase("person", 0, 0)


def _earlier(statement: Statement, count: Count) -> NounPhrase | None:
    """What the sentences before have counted, where a word says that the number is of the same (others, of them)."""
    near = statement.sentence.tokens[max(0, count.first - 1) : count.last + 1]
    return statement.earlier.phrase if any("other" in t.tags or "among" in t.tags for t in near) else None


def _take_of_all(statement: Statement, counts: list[Count], position: int) -> None:
    """Let a bare number count what all of them are of which it is some (15 of the 20 bases)."""
    count, following = counts[position], counts[position + 1 : position + 2]
    if count.phrase is None and position and _is_all(statement, counts[position - 1], count):
        count.phrase = counts[position - 1].phrase
    if count.phrase is not None or not following or following[0].phrase is None:
        return
    if is_of_all(statement.sentence.tokens[count.last : following[0].first]):
        count.phrase = following[0].phrase


def _is_all(statement: Statement, whole: Count, count: Count) -> bool:
    """Whether the amount before opens the sentence as all of which this is some (Of the 1,000 schools, 412)."""
    sentence = statement.sentence
    opens = sentence[0].tags.get("joins") == "of" or sentence[0].tags.get("compares") == "all"
    bare = count.mention.kind is MentionKind.NUMBER and not count.unknown
    return opens and bare and whole.first <= _OPENS_WITHIN and is_break(sentence[count.first - 1])


def _says_others(statement: Statement, count: Count) -> bool:
    """Whether the counted noun only says others (a hundred others)."""
    phrase = count.phrase
    return phrase is not None and phrase.at >= 0 and "other" in statement.sentence[phrase.at].tags


def _shares_currency(statement: Statement, before: Count, count: Count) -> bool:
    """Whether a number is money as the one that it is joined to (350 million dinars for hospitals and 120 million)."""
    mention = count.mention
    if before.mention.kind is not MentionKind.MONEY or mention.kind is not MentionKind.NUMBER or count.phrase:
        return False
    between = statement.sentence.tokens[before.last : count.first + 1]
    plain = not any(is_break(token) or is_finite_verb(token) or "that" in token.tags for token in between)
    joined = any(is_joined(token) for token in between[-2:])
    return plain and joined and not count.unknown and (mention.low or 0) >= _MONEY_FROM


def _claim(statement: Statement, told: Told, extractor: str) -> Claim | None:
    count, unit, measure, at = told.count, told.unit, told.measure, told.at
    sentence, mention = statement.sentence, count.mention
    if count.phrase is None and count.first and "other" in sentence[count.first - 1].tags and mention.unit is None:
        # Another 900 are stationed in Syria: persons, of a kind that an earlier sentence names.
        count.phrase = statement.earlier.phrase or NounPhrase("person", 0, 0)
    phrase = count.phrase
    subject = phrase or (NounPhrase("person", 0, 0) if unit == "person" else _owner(statement, at, count))
    if unit in NAMED_BY_UNIT and (subject is None or concepts().heads[subject.head].kind != "energy"):
        subject = NounPhrase(NAMED_BY_UNIT[unit], 0, 0)
    if measure in _OF_WHAT and unit != "megawatt":
        subject = NounPhrase(_OF_WHAT[measure], 0, 0)
    if measure == "share" and mention.kind is MentionKind.PERCENT and _is_of_budget(statement, at, count):
        subject = NounPhrase("budget", 0, 0)
    if phrase is None and (measure == "votes" or (measure in _OF_NOBODY and _is_institution(subject))):
        subject = None
    if measure == "contract_value" and subject is not None and subject.head == "budget":
        # A budget worth 130 trillion dinars.
        measure = told.measure = "budget"
    part = _part_of(count, unit)
    if is_bare_one(statement, count) or (part is None and says_little(statement, count, measure, at, unit, subject)):
        return None
    if unit == "money" and is_small_change(count, measure, subject):
        return None
    place = place_of(statement, count)
    when = date_of(statement, measure, count)
    if _is_history(statement, when):
        return None
    status = status_of(statement, at, measure, count, when)
    if told.whole is not None:
        compared = told.inherited == "compared"
        status = _compared(statement, told.whole.count, count) if compared else told.whole_status(statement)
    if when is None and told.whole is not None and told.inherited != "compared":
        when = date_of(statement, measure, told.whole.count)
    done = status is Status.COMPLETED or (status is Status.ANNOUNCED and aspect(sentence[at]) == "past")
    when = past_date(statement, when) if done else when
    quantity = Quantity(
        mention.low if part is None else part[0],
        mention.high if part is None else part[1],
        mention.comparator,
        unit if part is None else "percent",
        statement.text[mention.start : mention.end],
        currency_of(statement, count) if unit == "money" else None,
    )
    return written(statement, told, quantity, subject, place, status, when, extractor)


def written(
    statement: Statement,
    told: Told,
    quantity: Quantity,
    subject: NounPhrase | None,
    place: str | None,
    status: Status,
    when: Mention | None,
    extractor: str,
) -> Claim:
    """The claim of a count over its span, said by whoever stands behind it."""
    count, sentence, mention = told.count, statement.sentence, told.count.mention
    source = statement.source_at(count.first)
    start = mention.start
    end = max(mention.end, sentence[count.last - 1].end)
    return Claim(
        kind=Kind.NUMERIC,
        quote=statement.text[start:end],
        start=start,
        end=end,
        attribution=source.attribution(statement.quoted(count.first)),
        confidence=_confidence(count.phrase, told.measure, told.at, count),
        extractor=extractor,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        speaker=source.speaker.shown if source.speaker else None,
        speaker_role=source.speaker.role if source.speaker else None,
        via=source.via.shown if source.via else None,
        quantity=quantity,
        subject=None if subject is None else subject.subject,
        measure=told.measure,
        place=place,
        status=status,
        negated=status is Status.DENIED,
        period=period(when, statement.text),
    )


def _compared(statement: Statement, before: Count, count: Count) -> Status:
    """The status of what an amount is compared with: it was so, or it had only been forecast."""
    tokens = statement.sentence.tokens[before.last : count.first]
    return Status.HYPOTHETICAL if any(t.tags.get("say") == "expected" for t in tokens) else Status.COMPLETED


def _is_history(statement: Statement, when: Mention | None) -> bool:
    """Whether it was two decades before the article (قتل الآلاف في المذبحة عام 1995)."""
    dated = period(when, statement.text)
    if dated is None or dated.end is None or statement.published is None:
        return False
    return dated.end.year < statement.published.year - _HISTORY


def _part_of(count: Count, unit: str | None) -> tuple[float | None, float | None] | None:
    """The percentage that a fraction of all of them is, with its bounds (more than a quarter of the buildings)."""
    mention, phrase = count.mention, count.phrase
    whole = phrase is not None and unit not in ("money", "percent", "percentage_point", "megawatt", "barrel", None)
    bounds = [bound for bound in (mention.low, mention.high) if bound is not None]
    if not whole or mention.kind is not MentionKind.NUMBER or not bounds or not all(0 < bound < 1 for bound in bounds):
        return None
    low, high = (None if bound is None else round(100 * bound, 2) for bound in (mention.low, mention.high))
    return low, high


def _is_of_budget(statement: Statement, at: int, count: Count) -> bool:
    """Whether a share is of the budget or of what is spent (12.67 percent of federal spending, حصته من الموازنة)."""
    tokens = statement.sentence.tokens
    near = [*tokens[min(at, count.first) : count.first], *tokens[count.last : count.last + _SHARED_WITHIN]]
    return any(token.tags.get("measure") in _OF_BUDGET for token in near)


def _is_institution(phrase: NounPhrase | None) -> bool:
    return phrase is not None and concepts().heads[phrase.head].kind in ("institution", "office")


def _owner(statement: Statement, at: int, count: Count) -> NounPhrase | None:
    """Whose measure it is, where the amount counts no noun: the head after the measure's word (إيرادات النفط)."""
    sentence = statement.sentence
    first, last = statement.clause(at)
    heads = [index for index in find_heads(sentence, at, last) if index < count.first or index >= count.last]
    if _is_measured_out(statement, count):
        # Of what it is so much stands right behind it: 450,000 tonnes of wheat, ألف طن من القمح.
        heads = [index for index in heads if index >= count.last] or heads
    if sentence[at].tags.get("action") == "allocate":
        # An allocation is of what it is for.
        heads = [index for index in heads if index >= count.last] or heads
    heads = heads or find_heads(sentence, first, at)
    heads = heads or find_heads(sentence, stated_together(statement, at)[0], first)[-1:]
    if not heads:
        return None
    return read_noun_phrase(sentence, heads[0], last)


def _is_measured_out(statement: Statement, count: Count) -> bool:
    """Whether an amount by weight or volume has `of` and a noun right behind it."""
    tokens = statement.sentence.tokens[count.last : count.last + 2]
    by_measure = count.mention.unit in ("tonne", "kilogram", "litre", "cubic_metre", "barrel")
    of = len(tokens) == 2 and tokens[0].tags.get("preposition") in ("of", "from")
    return by_measure and of and "head" in tokens[1].tags


def _confidence(phrase: NounPhrase | None, measure: str, at: int, count: Count) -> float:
    """How sure the reading is: a counted noun and a word for the measure beside it make it surest."""
    score = 0.6
    if phrase is not None:
        score += 0.2
    if abs(at - count.first) <= 3 and measure not in GENERAL:
        score += 0.15
    if count.mention.comparator is Comparator.VAGUE:
        score -= 0.2
    return round(score, 2)
