"""Reads durations: a number and a unit, duals, halves, several units in a row ('two years and three months').

Put here: how long. Keep out: when (`said`), and what a bounded duration means (`finding`).
"""

from __future__ import annotations

from dataclasses import dataclass

from models.language.times import calendar
from models.language.times.words import DASHES, Words


@dataclass(frozen=True, slots=True)
class Duration:
    """So many units in a row, up to the token `last`; no parts where the number is vague ('some days').

    `bare` is true of a single noun with nothing that counts it (شهر), `numeral` of what a number word or digits count,
    `definite` of a unit with the article.
    """

    parts: tuple[tuple[float, str], ...]
    last: int
    unit: str
    bare: bool = False
    hijri: bool = False
    definite: bool = False
    numeral: bool = False

    @property
    def seconds(self) -> float:
        """The length; a month is 30 days, a year 365."""
        return sum(calendar.seconds(count, unit) for count, unit in self.parts)


def duration(words: Words, index: int) -> Duration | None:
    """The longest duration that begins at a token."""
    first = single_duration(words, index)
    if first is None or not first.parts:
        return first
    parts, at, bare = list(first.parts), first.last, first.bare
    while (more := _further(words, at, parts[-1][1])) is not None:
        parts.extend(more.parts)
        at, bare = more.last, False
    hijri = words.tag(at, "era") == "hijri" and len(words.tokens[at].form) > 1
    return Duration(tuple(parts), at + hijri, parts[0][1], bare, hijri, first.definite, first.numeral)


def _further(words: Words, index: int, unit: str) -> Duration | None:
    """The next part: 'and three months', ونصف, ', 4 days', or directly '3 years 2 months'."""
    at = index
    comma = words.is_mark(at, ",،")
    at += comma
    joins = words.tag(at, "joins") == "and"
    attached = words.has_proclitic(at, "and")
    at += joins
    if words.tag(at, "joins") == "minus" and (fraction := _fraction(words, at + 1)) is not None:
        return Duration(((-fraction[0], unit),), fraction[1], unit)
    if not joins and not attached and not comma and words.numeral(at) is None:
        return None
    fraction = _fraction(words, at + (joins and words.tag(at, "article") == "a"))
    if fraction is not None and (joins or attached or comma):
        value, end = fraction
        named = words.unit(end)
        if named is not None and named[1].number not in ("pl", "du"):
            return Duration(((value, named[0]),), end + 1, named[0])
        return Duration(((value, unit),), end, unit) if (joins or attached) else None
    more = single_duration(words, at)
    if more is None or not more.parts or more.definite:
        return None
    if more.bare and not (joins or attached):
        return None
    if not (joins or attached) and more.unit == unit:
        return None
    return more


def single_duration(words: Words, index: int) -> Duration | None:
    """One number with its unit; a unit alone counts one or, in the dual, two."""
    fraction = _fraction(words, index)
    if fraction is not None:
        unit = words.unit(fraction[1])
        at = fraction[1]
        if unit is None and words.tag(at, "article"):
            unit, at = words.unit(at + 1), at + 1
        if unit is not None and unit[1].number not in ("pl", "du") and unit[0] not in ("quarter", "half"):
            return Duration(((fraction[0], unit[0]),), at + 1, unit[0], numeral=True)
    numeral = words.numeral(index)
    if numeral is not None and not numeral.ordinal:
        at = numeral.last
        if words.is_mark(at, DASHES) and words.unit(at + 1) is not None and words.joined(at, at + 1):
            at += 1
        unit = words.unit(at)
        placed = unit is not None and "al" in unit[1].proclitics and unit[1].number == "sg"
        # Not: 408 لسنة 2015, 400 a day.
        counted = unit is not None and unit[1].proclitics <= {"al"} and unit[1].entry.grammar != "phrase"
        if unit is not None and counted and not (placed and words.tokens[index].kind == "word"):
            return Duration(
                ((numeral.value, unit[0]),), _whole(words, at + 1), unit[0], definite="al" in unit[1].proclitics,
                numeral=True,
            )  # fmt: skip
    unit = words.unit(index)
    if unit is None:
        return _vague(words, index)
    name, reading = unit
    definite = words.articled(index)
    if reading.enclitic is not None or (reading.number == "du" and reading.construct):
        return None  # شهري is monthly far more often than two months of
    if reading.number == "du":
        end = _whole(words, index + 1 + words.repeats(index + 1, 2))
        return Duration(((2, name),), end, name, definite=definite)
    if reading.number == "pl":
        return None if name == "half" else Duration((), index + 1, name, definite=definite)
    at = index + 1
    if words.repeats(at, 1):
        return Duration(((1, name),), _whole(words, at + 1), name, definite=definite, numeral=True)
    end = _whole(words, at)
    if end == at and reading.tags.get("weak") and not _stands_alone(words, at, definite):
        return None
    return Duration(((1, name),), end, name, bare=end == at, definite=definite)


def _stands_alone(words: Words, index: int, definite: bool) -> bool:
    """Whether عقد, قرن before a token is a length (بعد عقد من الحرب), not an act or a contract (بعد عقد اجتماع)."""
    ends = index >= len(words.tokens) or words.tokens[index].kind == "mark" or words.timing(index) is not None
    joined = words.tag(index, "joins") is not None or words.has_proclitic(index, "and")
    return not definite and (ends or joined or words.tag(index, "distance") is not None)


def _whole(words: Words, index: int) -> int:
    return index + 1 if words.tag(index, "whole") else index


def _vague(words: Words, index: int) -> Duration | None:
    """'A few days', عدة أشهر, بضع ساعات."""
    if not (words.tag(index, "many") or words.tag(index, "vague") or words.tag(index, "some")):
        return None
    unit = words.unit(index + 1)
    return None if unit is None else Duration((), index + 2, unit[0], numeral=True)


def _fraction(words: Words, index: int) -> tuple[float, int] | None:
    """A part of a unit; عشر and خمس beside a unit are numbers, 'third' places it."""
    other = words.tag(index, "number") is not None or words.tag(index, "ordinal") is not None
    value = None if other else words.tag(index, "fraction")
    return (float(value), index + 1) if isinstance(value, (int, float)) else None
