"""Numeric claims: an amount becomes one where the sentence says what it measures.

Put here: which amounts are claims, what they count, their bounds and base units. Keep out: how amounts are read
(`models.language.amounts`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.claim import Claim, Comparator, Kind, Quantity, Status
from models.concepts import concepts
from models.language.claims.clauses import is_break, is_finite_verb
from models.language.claims.nouns import NounPhrase, find_heads, find_place, is_joined, read_noun_phrase
from models.language.claims.statement import Statement, period, time_of
from models.language.lexicon import Token
from models.language.mention import Mention, MentionKind

_AMOUNTS = frozenset({MentionKind.NUMBER, MentionKind.PERCENT, MentionKind.MONEY, MentionKind.QUANTITY})
_COUNTED_WITHIN = 4
_GENERAL = frozenset({"count", "share", "increase", "decrease", "contract_value", "cost"})
# A measure whose name says less than the unit it is given in.
_BY_UNIT = {("deficit", "megawatt"): "power_shortfall"}
_SINGULAR_MEASURES = frozenset(
    {"killed", "injured", "arrested", "kidnapped", "rescued", "released", "missing", "surrendered", "executed"}
)


@dataclass(slots=True)
class _Count:
    """An amount on its way to a claim: the tokens `first` to `last` of its span, and what it counts."""

    mention: Mention
    first: int
    last: int
    phrase: NounPhrase | None


def numeric_claims(statement: Statement, extractor: str) -> Iterator[Claim]:
    """The numeric claims of a sentence, in order of their spans."""
    counts = [_counted(statement, mention) for mention in statement.amounts if mention.kind in _AMOUNTS]
    counts += _singulars(statement, counts)
    counts.sort(key=lambda count: count.first)
    previous: NounPhrase | None = None
    for position, count in enumerate(counts):
        if count.phrase is None and previous is not None and _counts_others(statement, count):
            count.phrase = previous
        previous = count.phrase or previous
        if _is_noise(statement, count):
            continue
        following = counts[position + 1].first if position + 1 < len(counts) else len(statement.sentence)
        claim = _claim(statement, count, following, extractor)
        if claim is not None:
            yield claim


def _counted(statement: Statement, mention: Mention) -> _Count:
    """The noun that an amount counts: the noun that carries the number itself, or the first head after it."""
    sentence = statement.sentence
    if mention.counted is not None and "head" in sentence[mention.counted].tags:
        phrase = read_noun_phrase(sentence, mention.counted, len(sentence))
        return _Count(mention, mention.first, max(mention.last, mention.counted + 1), phrase)
    if mention.kind is MentionKind.NUMBER:
        for index in range(mention.last, min(len(sentence), mention.last + _COUNTED_WITHIN)):
            token = sentence[index]
            if index in statement.timed or is_break(token) or token.kind == "number" or is_finite_verb(token):
                break
            if "head" in token.tags or ("measure" in token.tags and not is_joined(token)):
                if "head" not in token.tags:
                    return _Count(mention, mention.first, index + 1, None)
                phrase = read_noun_phrase(sentence, index, len(sentence))
                return _Count(mention, mention.first, index + 1, phrase)
            if is_joined(token) or token.tags.get("preposition", "of") not in ("of", "from"):
                break
    return _Count(mention, mention.first, mention.last, None)


def _singulars(statement: Statement, counts: list[_Count]) -> Iterator[_Count]:
    """One, said by a noun alone after a word of toll or arrest: مقتل جندي, اعتقال أحد الإرهابيين, killed a soldier."""
    sentence = statement.sentence
    taken = {index for count in counts for index in range(count.first, count.last)}
    for index, token in enumerate(sentence):
        if token.tags.get("measure") not in _SINGULAR_MEASURES or index in taken:
            continue
        if index and ("negation" in sentence[index - 1].tags or "denial" in sentence[index - 1].tags):
            continue
        for noun in range(index + 1, min(len(sentence), index + 4)):
            tags = sentence[noun].tags
            if noun in taken or is_break(sentence[noun]) or ("measure" in tags and "head" not in tags):
                break
            if "head" in tags:
                one_of = "one_of" in sentence[noun - 1].tags
                if one_of or _is_one(sentence[noun]):
                    first = noun - 1 if one_of or _is_article(sentence[noun - 1].form) else noun
                    mention = Mention(
                        MentionKind.NUMBER, sentence[first].start, sentence[noun].end, first, noun + 1, 1, 1
                    )
                    yield _Count(mention, first, noun + 1, read_noun_phrase(sentence, noun, len(sentence)))
                break


def _is_one(token: Token) -> bool:
    reading = token.word.reading("head")
    if reading is None or reading.number != "sg" or reading.entry.grammar != "noun":
        return False
    unit = concepts().heads[reading.tags["head"]].unit
    return unit == "person" and not reading.proclitics and reading.enclitic is None


def _is_article(form: str) -> bool:
    return form in ("a", "an")


def _counts_others(statement: Statement, count: _Count) -> bool:
    """Whether the number counts the same kind as the one before it: وإصابة 12 آخرين, and 12 others, وثلاثة جرحى."""
    sentence = statement.sentence
    if count.mention.kind is not MentionKind.NUMBER:
        return False
    following = sentence[count.last].tags if count.last < len(sentence) else {}
    inside = [sentence[index].tags for index in range(max(0, count.first - 1), count.last)]
    return "other" in following or any("measure" in tags or "other" in tags for tags in inside)


def _is_noise(statement: Statement, count: _Count) -> bool:
    """Whether words beside the number say that it is no claim (المادة 140, شارع 60, a score, an age)."""
    sentence = statement.sentence
    near = range(max(0, count.first - 2), min(len(sentence), count.last + 1))
    for index in near:
        if "noise" in sentence[index].tags and "head" not in sentence[index].tags:
            return True
        if index < count.first and sentence[index].text in "/#" and sentence[index].kind == "mark":
            return True
    return False


def _claim(statement: Statement, count: _Count, following: int, extractor: str) -> Claim | None:
    sentence, mention, phrase = statement.sentence, count.mention, count.phrase
    unit = _unit(mention, phrase)
    found = _measure(statement, count, following, unit)
    if found is None:
        return None
    measure, at = found
    if _is_bare_one(statement, count):
        return None
    unit = unit or concepts().measures[measure].unit
    measure = _BY_UNIT.get((measure, unit), measure)
    first, last = statement.clause(count.first)
    subject = phrase or (NounPhrase("person", 0, 0) if unit == "person" else _owner(statement, at, count))
    place = (phrase.place if phrase else None) or find_place(sentence, *_around(statement, count), near=count.first)
    when = time_of(statement, first, last, count.last) or _only_time(statement, measure)
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


def _measure(statement: Statement, count: _Count, following: int, unit: str | None) -> tuple[str, int] | None:
    """What the amount measures, and the index of the token that says so.

    The counted noun itself (12 قتيلا), else the nearest word before it in the sentence (مقتل 12) or after it before the
    next amount (12 were killed), else what a bare count of the noun states (2,500 fighters).
    """
    sentence = statement.sentence
    if count.phrase is not None and count.phrase.measure is not None and _suits(count.phrase.measure, unit):
        return count.phrase.measure, count.first
    candidates: list[tuple[float, str, int]] = []
    for index in range(max(0, count.first - _REACH_BEFORE), min(following, count.last + _REACH_AFTER, len(sentence))):
        measure = sentence[index].tags.get("measure")
        if measure is None or (index in statement.timed) or not _suits(measure, unit):
            continue
        cost = _distance(statement, index, count)
        if cost is not None:
            candidates.append((cost + (_GENERAL_COSTS if measure in _GENERAL else 0), measure, index))
    own = None if count.phrase is None else concepts().heads[count.phrase.head].measure
    if candidates and (own is None or min(candidates)[0] <= _OWN_COSTS):
        _, measure, index = min(candidates)
        return measure, index
    return None if own is None else (own, count.first)


_REACH_BEFORE = 14
_REACH_AFTER = 8
_GENERAL_COSTS = 6.0
_AFTER_COSTS = 1.5
# A noun that states a measure by itself (2,500 fighters) keeps it against words farther away than this.
_OWN_COSTS = 5.0


def _distance(statement: Statement, index: int, count: _Count) -> float | None:
    """How far a measure's word stands from the amount; None where a boundary of statements lies between."""
    sentence = statement.sentence
    if count.first <= index < count.last:
        return 0.0
    after = index >= count.last
    low, high = (count.last, index) if after else (index + 1, count.first)
    if after and (is_joined(sentence[index]) or any(is_joined(token) for token in sentence.tokens[low:high])):
        return None
    if after and index == count.last:
        return 0.0
    cost = float(high - low)
    for between in range(low, high):
        token = sentence[between]
        if "that" in token.tags or ("say" in token.tags and is_finite_verb(token)):
            return None
        if is_break(token):
            if after or token.text in ";؛:":
                return None
            cost += 3.0
        if "relative" in token.tags or "clause" in token.tags:
            cost += 2.0
    return cost + (_AFTER_COSTS if after else 0.0)


def _suits(measure: str, unit: str | None) -> bool:
    """Whether an amount in this unit can measure it: persons are killed, money is spent."""
    known = concepts().measures.get(measure)
    if known is None:
        return False
    if unit is None:
        return measure in _SINGULAR_MEASURES or known.unit in ("seat", "vote", "case")
    if unit == "family":
        return known.unit == "person"
    if unit in ("percent", "percentage_point"):
        return known.unit == "percent"
    if unit == "megawatt" and measure == "deficit":
        return True
    if unit in ("money", "person", "percent", "barrel", "megawatt", "day", "vote", "seat"):
        return known.unit == unit or measure == "count"
    return known.unit in (unit, "item") or measure in _COUNTS_THINGS


_COUNTS_THINGS = frozenset(
    {
        "destroyed",
        "seized",
        "intercepted",
        "launched",
        "handed_over",
        "delivered",
        "liberated",
        "units_formed",
        "count",
        "deployed",
    }
)


def _owner(statement: Statement, at: int, count: _Count) -> NounPhrase | None:
    """Whose measure it is, where the amount counts no noun: the head after the measure's word (إيرادات النفط)."""
    sentence = statement.sentence
    first, last = statement.clause(at)
    heads = [index for index in find_heads(sentence, at, last) if index < count.first or index >= count.last]
    heads = heads or find_heads(sentence, first, at)
    if not heads:
        return None
    return read_noun_phrase(sentence, heads[0], last)


def _around(statement: Statement, count: _Count) -> tuple[int, int]:
    """The stretch in which a place belongs to the count: its clause, what is joined to it, and a place named before."""
    sentence = statement.sentence
    first, last = statement.clause(count.first)
    while last < len(sentence) and not is_break(sentence[last]) and "clause" not in sentence[last].tags:
        last = statement.clause(last)[1]
    while first > 0 and not any(tag in sentence[first].tags for tag in ("that", "clause", "relative")):
        first = statement.clause(first - 1)[0]
    return first, last


def _only_time(statement: Statement, measure: str) -> Mention | None:
    """The one date of a sentence, which dates what happened in it; no deadline, and no date of a standing figure."""
    if len(statement.times) != 1 or concepts().measures[measure].nature not in ("toll", "event", "flow"):
        return None
    when = time_of(statement, 0, len(statement.sentence), 0)
    return None if when is None or when.deadline or not when.resolved else when


def _is_bare_one(statement: Statement, count: _Count) -> bool:
    """Whether the number is a mere `one` that counts nothing named (no one, a separate one)."""
    first = statement.sentence[count.first]
    return count.phrase is None and count.mention.high == 1 and first.kind == "word" and "measure" not in first.tags


def _status(statement: Statement, at: int, measure: str, count: _Count, when: Mention | None) -> Status | None:
    """Where what is measured stands: a verb of the past or a toll is completed, a future or planned one is planned."""
    sentence = statement.sentence
    first, _ = statement.clause(at)
    before = [sentence[index].tags for index in range(max(first, at - 4), at + 1)]
    before += [token.tags for token in sentence.tokens[count.last : count.last + 3] if not is_break(token)]
    readings = sentence[at].word.readings
    if any("condition" in tags or tags.get("say") in ("demanded", "expected") for tags in before):
        return Status.HYPOTHETICAL
    if any(tags.get("modality") in ("will", "plan", "target") for tags in before):
        return Status.PLANNED
    if readings and "will" in readings[0].proclitics:
        return Status.PLANNED
    if readings and readings[0].aspect == "past" and measure != "allocation":
        return Status.COMPLETED
    if measure == "allocation":
        return Status.ANNOUNCED
    since = None if when is None else when.since
    if since is not None and statement.published is not None and since > statement.published:
        return Status.PLANNED
    nature = concepts().measures[measure].nature
    return Status.ONGOING if nature == "stock" else Status.COMPLETED


def _confidence(phrase: NounPhrase | None, measure: str, at: int, count: _Count) -> float:
    """How sure the reading is: a counted noun and a word for the measure beside it make it surest."""
    score = 0.6
    if phrase is not None:
        score += 0.2
    if abs(at - count.first) <= 3 and measure not in _GENERAL:
        score += 0.15
    if count.mention.comparator is Comparator.VAGUE:
        score -= 0.2
    return round(score, 2)
