"""Durations as mentions, ranges of them, and spans before or after today ('the next six months').

Put here: which durations count, and how they become mentions. Keep out: their shape (`durations`).
"""

from __future__ import annotations

from models.claim import Comparator
from models.language.mention import Grain, Mention
from models.language.times import calendar
from models.language.times.calendar import GRAINS, Interval
from models.language.times.context import Context, Found
from models.language.times.durations import Duration, duration, single_duration
from models.language.times.ranges import connector
from models.language.times.words import Words


def find_length(context: Context, index: int) -> Found | None:
    """A duration, or a range of them: 3 to 5 years."""
    reader = context.reader
    if _is_age(context, index):
        return None
    between = reader.timing(index - 1) == "between"
    low = single_duration(reader, index) if between else None
    if low is not None and (found := _length_range(context, index, low)) is not None:
        return found
    length = duration(reader, index)
    if length is None:
        return _length_range(context, index, None)
    if _age_follows(context, length.last) or (length.unit == "year" and _in_brackets(context, index, length.last)):
        return None
    return _length_range(context, index, length) or Found(index, length.last, length=length, grain=GRAINS[length.unit])


def find_span(context: Context, index: int) -> Found | None:
    """الأشهر الستة المقبلة, آخر 3 سنوات, 'the next six months'; vague without a number ('the coming days')."""
    reader = context.reader
    at = index
    while reader.tag(at, "article"):
        at += 1
    sign = _sign(reader, at)
    count: float | None = None
    if sign is not None and reader.unit(at) is None:
        at += 1
    else:
        sign = None
    numeral = reader.numeral(at)
    if numeral is not None and not numeral.ordinal:
        count, at = numeral.value, numeral.last
    elif sign is not None and (reader.tag(at, "many") or reader.tag(at, "vague")):
        at += 1
    unit = reader.unit(at)
    if unit is None or (unit[1].number == "sg" and (count is None or count < 3)):
        return None
    if unit[1].number == "du":
        count = 2
    at += 1
    if sign is None:
        at += reader.tag(at, "article") == "the"
        numeral = reader.numeral(at)
        if count is None and numeral is not None and not reader.has_proclitic(at, "and"):
            count, at = numeral.value, numeral.last
        elif count is None and _sign(reader, at) is None and _sign(reader, at + 1) is not None:
            at += context.tokens[at].form.startswith("ال") if at < len(context.tokens) else 0
        sign = _sign(reader, at)
        if sign is None or not any(one.entry.grammar == "adj" for one in context.tokens[at].word.readings):
            return None
        at += 1
    elif unit[1].number not in ("pl", "du") and count is None:
        return None
    found = Found(index, at, grain=Grain.VAGUE)
    if count is None or context.day is None:
        return found
    other = calendar.add(context.day, sign * count, unit[0])
    if other is None:
        return found
    found.grain = GRAINS[unit[0]]
    found.interval = Interval(min(context.day, other), max(context.day, other), found.grain)
    return found


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
    between = reader.timing(index - 1) == "between"
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


def _is_age(context: Context, index: int) -> bool:
    return any(context.reader.tag(index - back, "noise") == "age" for back in (1, 2, 3))


def _age_follows(context: Context, index: int) -> bool:
    return any(context.reader.tag(at, "noise") == "age" for at in (index, index + 1))


def _in_brackets(context: Context, first: int, last: int) -> bool:
    """A man (34 years)."""
    return context.reader.is_mark(first - 1, "([") and context.reader.is_mark(last, ")]")


def _sign(reader: Words, index: int) -> int | None:
    """Whether a word points back (-1) or ahead (1)."""
    shift = reader.tag(index, "shift")
    if isinstance(shift, int) and shift != 0:
        return -1 if shift < 0 else 1
    return -1 if reader.tag(index, "last") else None
