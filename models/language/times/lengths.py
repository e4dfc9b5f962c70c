"""Durations as mentions, and ranges of them.

Put here: which durations count, and how they become mentions. Keep out: their shape (`durations`), and those that make
a date (`spans`).
"""

from __future__ import annotations

from models.claim import Comparator
from models.language.mention import Mention
from models.language.times import calendar
from models.language.times.calendar import GRAINS
from models.language.times.context import Context, Found
from models.language.times.durations import Duration, duration, single_duration
from models.language.times.ranges import connector
from models.language.times.words import DASHES

_ASIDE = (("([", ")]"), (",،", ",،"), ('"“«', '"”»'), (DASHES, DASHES + '"”»,،'))


def find_length(context: Context, index: int) -> Found | None:
    """A duration, or a range of them: 3 to 5 years."""
    reader = context.reader
    if _is_age(context, index):
        return None
    between = _after_between(context, index)
    low = single_duration(reader, index) if between else None
    if low is not None and (found := _length_range(context, index, low)) is not None:
        return found
    length = duration(reader, index)
    if length is None:
        return _length_range(context, index, None)
    aside = length.unit == "year" and length.numeral and _is_aside(context, index, length.last)
    if aside or _age_follows(context, length.last):
        return None
    return _length_range(context, index, length) or Found(index, length.last, length=length, grain=GRAINS[length.unit])


def measure(context: Context, mention: Mention, found: Found) -> None:
    """Give a duration mention its length, number, unit and comparator."""
    length = found.length
    if length is None or not length.parts:
        mention.comparator = Comparator.VAGUE
        return
    mention.seconds = length.seconds
    if len(length.parts) == 1:
        mention.low = mention.high = length.parts[0][0]
        mention.unit = length.unit
    if found.longest is not None:
        scale = calendar.seconds(1, found.longest.unit)
        mention.low, mention.high = length.seconds / scale, found.longest.parts[0][0]
        mention.unit, mention.seconds = found.longest.unit, found.longest.seconds
        mention.comparator = Comparator.BETWEEN
        return
    comparator = context.reader.tag(mention.first - 1, "comparator")
    if comparator is not None and mention.low is not None:
        mention.comparator = Comparator(str(comparator))
        if mention.comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN):
            mention.high = None
        elif mention.comparator in (Comparator.AT_MOST, Comparator.LESS_THAN):
            mention.low = None


def _length_range(context: Context, index: int, low: Duration | None) -> Found | None:
    reader = context.reader
    numeral = reader.numeral(index)
    if low is not None:
        end = low.last
    elif numeral is not None and not numeral.ordinal:
        end = numeral.last
    else:
        return None
    between = _after_between(context, index)
    at = connector(context, end, between=between, attached=False)
    high = None if at is None else duration(reader, at)
    if high is None or len(high.parts) != 1 or (high.bare and not (between and low is not None)):
        return None
    if low is None:
        if numeral is None:
            return None
        low = Duration(((numeral.value, high.unit),), numeral.last, high.unit, numeral=True)
    if len(low.parts) != 1 or low.seconds >= high.seconds:
        return None
    return Found(index, high.last, length=low, longest=high, grain=GRAINS[high.unit])


def _after_between(context: Context, index: int) -> bool:
    """Whether 'between' stands before, also one that is no word of times (تتراوح بين)."""
    reader = context.reader
    return reader.timing(index - 1) == "between" or reader.tag(index - 1, "comparator") == "between"


def _is_age(context: Context, index: int) -> bool:
    return any(context.reader.tag(index - back, "noise") == "age" for back in (1, 2, 3))


def _age_follows(context: Context, index: int) -> bool:
    return any(context.reader.tag(at, "noise") == "age" for at in (index, index + 1))


def _is_aside(context: Context, first: int, last: int) -> bool:
    """A man (34 years), or between commas: فلان، 34 عاما، …"""
    reader = context.reader
    return any(reader.is_mark(first - 1, opens) and reader.is_mark(last, closes) for opens, closes in _ASIDE)
