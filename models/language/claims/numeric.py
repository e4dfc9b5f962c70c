"""Numeric claims: an amount becomes one where the sentence says what it measures.

Put here: which amounts are claims, what they count, their bounds and base units. Keep out: how amounts are read
(`models.language.amounts`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.claim import Claim, Comparator, Kind, Quantity, Status
from models.concepts import concepts
from models.language.claims.clauses import aspect, is_break, is_finite_verb
from models.language.claims.counting import Count, counted, counts_others, singulars
from models.language.claims.measuring import BY_UNIT, GENERAL, measure_of
from models.language.claims.nouns import NAMED_BY_UNIT, NounPhrase, find_heads, find_place, is_joined, read_noun_phrase
from models.language.claims.statement import Statement, dates, period, time_of
from models.language.lexicon import Token
from models.language.mention import Grain, Mention, MentionKind

_MONEY_FROM = 1000
_AMOUNTS = frozenset({MentionKind.NUMBER, MentionKind.PERCENT, MentionKind.MONEY, MentionKind.QUANTITY})


def numeric_claims(statement: Statement, extractor: str) -> Iterator[Claim]:
    """The numeric claims of a sentence, in order of their spans."""
    counts = [counted(statement, mention) for mention in statement.amounts if mention.kind in _AMOUNTS]
    counts += singulars(statement, counts)
    counts.sort(key=lambda count: count.first)
    previous: NounPhrase | None = None
    for position, count in enumerate(counts):
        if position and _shares_currency(statement, counts[position - 1], count):
            money = counts[position - 1].mention
            count.mention = replace(count.mention, kind=money.kind, currency=money.currency)
        if count.phrase is None and previous is not None and counts_others(statement, count):
            count.phrase = previous
        previous = count.phrase or previous
        if _is_noise(statement, count):
            continue
        following = counts[position + 1].first if position + 1 < len(counts) else len(statement.sentence)
        claim = _claim(statement, count, following, extractor)
        if claim is not None:
            yield claim


def _shares_currency(statement: Statement, before: Count, count: Count) -> bool:
    """Whether a number is money as the one that it is joined to (350 million dinars for hospitals and 120 million)."""
    mention = count.mention
    if before.mention.kind is not MentionKind.MONEY or mention.kind is not MentionKind.NUMBER or count.phrase:
        return False
    between = statement.sentence.tokens[before.last : count.first + 1]
    plain = not any(is_break(token) or is_finite_verb(token) or "that" in token.tags for token in between)
    joined = any(is_joined(token) for token in between[-2:])
    return plain and joined and not count.unknown and (mention.low or 0) >= _MONEY_FROM


def _is_noise(statement: Statement, count: Count) -> bool:
    """Whether words beside the number say that it is no claim (المادة 140, شارع 60, a score, an age)."""
    sentence = statement.sentence
    near = range(max(0, count.first - 2), min(len(sentence), count.last + 1))
    for index in near:
        if "noise" in sentence[index].tags and "head" not in sentence[index].tags:
            return True
        if index < count.first and sentence[index].text in "/#" and sentence[index].kind == "mark":
            return True
    following = sentence[count.last].tags if count.last < len(sentence) else {}
    if "period" in following and count.phrase is None and count.mention.kind is MentionKind.NUMBER:
        # An age or a duration (22 عاما).
        return True
    return _is_label(statement, count)


def _is_label(statement: Statement, count: Count) -> bool:
    """Whether a bare number in brackets labels the word before it (محطة عرفات (2))."""
    sentence, mention = statement.sentence, count.mention
    if mention.kind is not MentionKind.NUMBER or mention.first == 0 or mention.last >= len(sentence):
        return False
    before = sentence[mention.first - 1]
    reading = before.word.reading("head")
    named = reading is not None and "al" in reading.proclitics and reading.number == "sg"
    named = named and "measure" not in before.tags and "body" not in before.tags
    if named and sentence[mention.first].kind == "number" and mention.comparator is Comparator.EXACT:
        # A unit, a road, a house by its number (الفرقة 30).
        return count.phrase is None or count.phrase.first < mention.first
    return sentence[mention.first - 1].text == "(" and sentence[mention.last].text == ")"


def _claim(statement: Statement, count: Count, following: int, extractor: str) -> Claim | None:
    sentence, mention = statement.sentence, count.mention
    if count.phrase is None and count.first and "other" in sentence[count.first - 1].tags and mention.unit is None:
        # Another 900 are stationed in Syria: persons, of a kind that an earlier sentence names.
        count.phrase = NounPhrase("person", 0, 0)
    phrase = count.phrase
    unit = _unit(mention, phrase)
    found = measure_of(statement, count, following, unit)
    if found is None:
        return None
    measure, at = found
    unit = unit or concepts().measures[measure].unit
    measure = BY_UNIT.get((measure, unit), measure)
    first, last = statement.clause(count.first)
    subject = phrase or (NounPhrase("person", 0, 0) if unit == "person" else _owner(statement, at, count))
    if unit in NAMED_BY_UNIT and (subject is None or concepts().heads[subject.head].kind != "energy"):
        subject = NounPhrase(NAMED_BY_UNIT[unit], 0, 0)
    if _is_bare_one(statement, count) or _says_little(statement, count, measure, at, unit, subject):
        return None
    place = (phrase.place if phrase else None) or find_place(
        sentence, *_around(statement, count), near=count.first, without=statement.speaking
    )
    place = place or _only_place(statement, count)
    when = time_of(statement, first, last, count.last) or _only_time(statement, measure, count)
    source = statement.source_at(count.first)
    start = mention.start
    end = max(mention.end, sentence[count.last - 1].end)
    return Claim(
        kind=Kind.NUMERIC,
        quote=statement.text[start:end],
        start=start,
        end=end,
        attribution=source.attribution(statement.quoted(count.first)),
        confidence=_confidence(phrase, measure, at, count),
        extractor=extractor,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        speaker=source.speaker.shown if source.speaker else None,
        speaker_role=source.speaker.role if source.speaker else None,
        via=source.via.shown if source.via else None,
        quantity=Quantity(
            mention.low,
            mention.high,
            mention.comparator,
            unit,
            statement.text[mention.start : mention.end],
            mention.currency if unit == "money" else None,
        ),
        subject=None if subject is None else subject.subject,
        measure=measure,
        place=place,
        status=_status(statement, at, measure, count, when),
        period=period(when, statement.text),
    )


def _unit(mention: Mention, phrase: NounPhrase | None) -> str | None:
    if mention.kind is MentionKind.MONEY:
        return "money"
    if mention.kind is MentionKind.PERCENT:
        return mention.unit or "percent"
    if mention.unit is not None and mention.unit in concepts().units:
        return mention.unit
    if phrase is not None:
        return concepts().heads[phrase.head].unit
    return None


def _owner(statement: Statement, at: int, count: Count) -> NounPhrase | None:
    """Whose measure it is, where the amount counts no noun: the head after the measure's word (إيرادات النفط)."""
    sentence = statement.sentence
    first, last = statement.clause(at)
    heads = [index for index in find_heads(sentence, at, last) if index < count.first or index >= count.last]
    if sentence[at].tags.get("action") == "allocate":
        # An allocation is of what it is for.
        heads = [index for index in heads if index >= count.last] or heads
    heads = heads or find_heads(sentence, first, at)
    heads = heads or find_heads(sentence, _stated_together(statement, at)[0], first)[-1:]
    if not heads:
        return None
    return read_noun_phrase(sentence, heads[0], last)


def _around(statement: Statement, count: Count) -> tuple[int, int]:
    """The stretch in which a place belongs to the count: its clause, what is joined to it, and a place named before."""
    sentence = statement.sentence
    first, last = statement.clause(count.first)
    while last < len(sentence) and not is_break(sentence[last]) and "clause" not in sentence[last].tags:
        last = statement.clause(last)[1]
    while first > 0 and not any(tag in sentence[first].tags for tag in ("that", "clause", "relative")):
        first = statement.clause(first - 1)[0]
    return first, last


def _only_place(statement: Statement, count: Count) -> str | None:
    """The one place that the statement names after a preposition: where all that it tells took place."""
    sentence = statement.sentence
    first, last = _stated_together(statement, count.first)
    opened = (i for i in range(count.last, last) if "clause" in sentence[i].tags and "occasion" not in sentence[i].tags)
    last = min(opened, default=last)
    named = [
        index for index in range(first + 1, last) if "place" in sentence[index].tags and index not in statement.speaking
    ]
    if len({sentence[index].tags["place"] for index in named}) != 1 or not any("preposition" in token.tags for token in sentence.tokens[named[0] - 2 : named[0]]):
        return None
    return str(sentence[named[0]].tags["place"])


def _only_time(statement: Statement, measure: str, count: Count) -> Mention | None:
    """The one date of a statement, which dates what happened in it; no deadline, and no date of a standing figure."""
    if concepts().measures[measure].nature not in ("toll", "event", "flow"):
        return None
    first, last = _stated_together(statement, count.first)
    found = [mention for mention in dates(statement) if first <= mention.first < last]
    if len(found) > 1 and concepts().measures[measure].nature == "flow":
        # A budget of 2022, approved on Sunday: the year is what the amount is of.
        found = [mention for mention in found if mention.grain is Grain.YEAR]
    if len(found) != 1 or found[0].deadline or not found[0].resolved:
        return None
    return found[0]


def _stated_together(statement: Statement, index: int) -> tuple[int, int]:
    """The tokens around `index` that one `that` opens (أن …، وأن …): first and last (exclusive)."""
    sentence = statement.sentence
    opened = [position for position, token in enumerate(sentence) if "that" in token.tags]
    first = max((position for position in opened if position <= index), default=0)
    last = min((position for position in opened if position > index), default=len(sentence))
    return first, last


def _is_bare_one(statement: Statement, count: Count) -> bool:
    """Whether the number is a mere `one` that counts nothing named (no one, a separate one)."""
    first = statement.sentence[count.first]
    return count.phrase is None and count.mention.high == 1 and first.kind == "word" and "measure" not in first.tags


def _says_little(
    statement: Statement, count: Count, measure: str, at: int, unit: str | None, subject: NounPhrase | None
) -> bool:
    """Whether an amount says nothing that desks follow: half a person, one project, a share of no known thing."""
    mention = count.mention
    if unit in ("person", "family") and mention.low is not None and mention.low < 1:
        return True
    if mention.high == 1 and (at == count.first or _is_of_one(statement, count)):
        return True
    if at == count.first and mention.counted is not None and mention.high == 2 and unit not in ("person", "family"):
        return True
    if measure not in _OF_MARKETS:
        return False
    if unit == "percent" and subject is None and measure != "growth":
        return True
    return any(token.tags.get("noise") == "market" for token in statement.sentence)


def _is_of_one(statement: Statement, count: Count) -> bool:
    """Whether one names only what others are of (7 أفراد من عائلة واحدة)."""
    return count.first > 0 and statement.sentence[count.first - 1].tags.get("preposition") == "from"


_OF_MARKETS = frozenset({"share", "increase", "decrease", "count", "cost", "contract_value", "growth"})


def _status(statement: Statement, at: int, measure: str, count: Count, when: Mention | None) -> Status | None:
    """Where what is measured stands: a verb of the past or a toll is completed, a future or planned one is planned."""
    sentence = statement.sentence
    first, _ = statement.clause(at)
    around = [sentence[index] for index in range(max(first, min(at, count.first) - 4), count.first)]
    # من المتوقع أن يسجل نموا: what stands before `that` says how the rest is meant.
    around += sentence.tokens[max(0, first - 2) : first]
    around += [token for token in sentence.tokens[count.last : count.last + 3] if not is_break(token)]
    tags = [token.tags for token in around]
    token = sentence[at]
    verb = statement.source_at(count.first).verb
    nature = concepts().measures[measure].nature
    if any("condition" in each or each.get("say") in ("demanded", "expected") for each in tags):
        return Status.HYPOTHETICAL
    if verb == "expected" or (verb == "demanded" and nature in ("flow", "event")):
        return Status.HYPOTHETICAL
    if any(each.tags.get("modality") in ("will", "plan", "target") or _is_future(each) for each in around):
        agreed = any("agreed" in each.tags for each in sentence.tokens[first:at])
        return Status.AGREED if agreed else Status.PLANNED
    if _is_future(token):
        return Status.PLANNED
    if measure in ("increase", "decrease") and any("agreed" in each.tags for each in sentence.tokens[first:at]):
        return Status.AGREED
    if measure == "allocation":
        return Status.ANNOUNCED
    since = None if when is None else when.since
    if since is not None and statement.published is not None and since > statement.published:
        return Status.PLANNED
    form = aspect(token)
    if measure == "count":
        return Status.ONGOING
    if form == "past" or any("past" in each.tags for each in sentence.tokens[max(first, at) : count.first]):
        return Status.COMPLETED
    supplied = form == "present" and not token.text.isascii() and nature != "toll"
    return Status.ONGOING if nature == "stock" or supplied else Status.COMPLETED


def _is_future(token: Token) -> bool:
    readings = token.word.readings
    return bool(readings) and "will" in readings[0].proclitics


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
