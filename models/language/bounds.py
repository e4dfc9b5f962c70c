"""What bounds a number: at least, more than, up to; before it or behind it.

Put here: which comparator binds an amount, and from where to where it reaches. Keep out: ranges with two ends
(`amounts`), the words (`*/lexicon/comparators.yaml`).
"""

from __future__ import annotations

from models.claim import Comparator
from models.language.lexicon import Reading, Token
from models.language.numerals import starts_number

_AFTER_WITHIN = 3
_PASSING_WITHIN = 5
_SUBJECT_WITHIN = 7
_BOUNDARY = frozenset({"that", "relative", "clause", "negation", "say", "comparator"})
_QUOTES = frozenset('«“"(')
_NEGATED = {Comparator.MORE_THAN: Comparator.AT_MOST, Comparator.LESS_THAN: Comparator.AT_LEAST}
_OR_EQUAL = {Comparator.MORE_THAN: Comparator.AT_LEAST, Comparator.LESS_THAN: Comparator.AT_MOST}
_LOWER = (Comparator.AT_LEAST, Comparator.MORE_THAN)
_UPPER = (Comparator.AT_MOST, Comparator.LESS_THAN)


def bounds(value: float, comparator: Comparator | None) -> tuple[float | None, float | None]:
    """The lowest and the highest value that the comparator leaves; None where it leaves it open."""
    if comparator in _LOWER:
        return value, None
    if comparator in _UPPER:
        return None, value
    return value, value


def opens_with_and(token: Token) -> bool:
    """Whether `and` is attached to a word."""
    return any("and" in reading.proclitics for reading in token.word.readings)


def comparator_before(tokens: list[Token], first: int, free: int) -> tuple[Comparator | None, int]:
    """The comparator before an amount, over at most one word between (تجاوز عددهم 20), and where it begins.

    Tokens before `free` belong to another amount.
    """
    at, equal = _or_equal(tokens, first - 1, free)
    if not equal and at >= free and _comparing(tokens[at], alone=True) is None and _may_stand_between(tokens[at]):
        at -= 1
    if at < free or _has_preposition(tokens[first]):
        return None, first
    beside = at == first - 1 and not (opens_with_and(tokens[first]) and tokens[first].kind == "word")
    comparing = _comparing(tokens[at], alone=beside or equal)
    if comparing is None:
        at, comparing = _passing(tokens, first - 1, free)
    if comparing is None:
        at, comparing = _verb_before_subject(tokens, first - 1, free)
    if comparing is None:
        return None, first
    comparator = Comparator(comparing.tags.get("comparator") or comparing.tags["passes"])
    if equal:
        comparator = _OR_EQUAL.get(comparator, comparator)
    if at - 1 >= free and "negation" in tokens[at - 1].tags and comparator in _NEGATED:
        comparator, at = _NEGATED[comparator], at - 1
    return comparator, at


def comparator_after(tokens: list[Token], last: int) -> tuple[Comparator | None, int]:
    """The comparator behind an amount, over the words that name what is counted (3 قتلى على الأقل)."""
    for position in range(last, min(len(tokens), last + _AFTER_WITHIN)):
        token = tokens[position]
        for reading in token.word.readings:
            if "after" in reading.tags and "comparator" in reading.tags and "and" not in reading.proclitics:
                return Comparator(reading.tags["comparator"]), position + 1 if position == last else last
        if token.tags.get("joins") == "or":
            return _or_more(tokens, position, last)
        if token.kind in ("mark", "number") or opens_with_and(token):
            break
    return None, last


def _has_preposition(token: Token) -> bool:
    """Whether a preposition is attached to a number (حتى بواحدة: even one)."""
    reading = token.word.reading("number")
    return reading is not None and not reading.proclitics.isdisjoint({"bi", "li"})


def _or_more(tokens: list[Token], position: int, last: int) -> tuple[Comparator | None, int]:
    """200 أو أكبر من, where no number follows."""
    comparing = _comparing(tokens[position + 1], alone=False) if position + 1 < len(tokens) else None
    if comparing is None or (position + 2 < len(tokens) and starts_number(tokens[position + 2])):
        return None, last
    comparator = Comparator(comparing.tags["comparator"])
    return _OR_EQUAL.get(comparator, comparator), position + 2 if position == last else last


def _comparing(token: Token, *, alone: bool) -> Reading | None:
    """The reading as a comparator; one that stands behind its number binds the next only right before it (`alone`)."""
    readings = [reading for reading in token.word.readings if "comparator" in reading.tags]
    if any(reading.aspect is not None for reading in token.word.readings):
        # فتحت: they opened, not `and below`.
        readings = [reading for reading in readings if reading.aspect or "and" not in reading.proclitics]
    readings.sort(key=lambda reading: "after" in reading.tags)
    return next((reading for reading in readings if alone or "after" not in reading.tags), None)


def _passing(tokens: list[Token], at: int, free: int) -> tuple[int, Reading | None]:
    """The verb that passes a number, over what it says it of (لا يقل عدد القتلى عن 20, زادت النسبة على 60)."""
    if at < free or tokens[at].tags.get("preposition") not in ("on", "about"):
        return at, None
    for position in range(at - 1, max(free, at - 1 - _PASSING_WITHIN) - 1, -1):
        reading = tokens[position].word.reading("passes")
        if reading is not None:
            return position, reading
        if tokens[position].kind != "word" or any(other.aspect for other in tokens[position].word.readings):
            break
    return at, None


def _verb_before_subject(tokens: list[Token], at: int, free: int) -> tuple[int, Reading | None]:
    """The verb that bounds a number, over its subject (لا تتجاوز القوات الأميركية 2500, تجاوز عدد القتلى 20)."""
    for position in range(at, max(free, at + 1 - _SUBJECT_WITHIN) - 1, -1):
        token = tokens[position]
        if (reading := token.word.reading("spans_subject")) is not None:
            return position, reading
        if (
            token.kind != "word"
            or token.word.is_finite
            or opens_with_and(token)
            or not _BOUNDARY.isdisjoint(token.tags)
        ):
            break
    return at, None


def _or_equal(tokens: list[Token], at: int, free: int) -> tuple[int, bool]:
    """Leftwards over `or equal to` (أقل من أو يساوي 30, <= 30)."""
    if at < free or "equal" not in tokens[at].tags:
        return at, False
    at -= 1
    at -= at >= free and tokens[at].tags.get("joins") == "or"
    return at, True


def _may_stand_between(token: Token) -> bool:
    if token.kind == "mark":
        return token.text in _QUOTES
    return "measure" in token.tags or token.tags.get("preposition") in ("about", "on", "to")
