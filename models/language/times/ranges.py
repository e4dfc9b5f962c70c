"""Ranges of days, months and years: 'from 3 to 7 May', بين عامي 2015 و2018, يومي 15 و16 آذار.

Put here: two ends and what they share. Keep out: ranges of durations (`lengths`).
"""

from __future__ import annotations

from dataclasses import replace

from models.language.times import calendar
from models.language.times.calendar import Interval
from models.language.times.context import Context, Found
from models.language.times.said import Said, resolve
from models.language.times.words import DASHES
from models.language.times.years import plain_year


def date_range(context: Context, index: int, *, between: bool, within: Said | None = None) -> Found | None:
    """The range that begins at a token; `between` joins its ends by 'and', `within` is said of both before them."""
    reader = context.reader
    attached = reader.timing(index - 1) == "from"
    if not (between or attached or context.may_be_joined(index)):
        return None
    first = _end_of_range(context, index, inside=within is not None or between or attached)
    if first is None:
        return None
    low, end = first
    at = connector(context, end, between=between, attached=attached or low.today is not None)
    if at is None:
        return None
    while reader.tag(at, "article"):
        at += 1
    second = _end_of_range(context, at, inside=True)
    if second is None:
        return None
    high, last = second
    if _bare_day(high) and (low.month or low.hijri_month):
        high.month, high.hijri_month, high.hijri = low.month, low.hijri_month, low.hijri
        high, last = reader.extend(high, last)
    if high.hijri and low.month and low.year is None and reader.digits(end - 1) is not None:
        low.month, low.hijri_month, low.hijri = None, low.month, True  # 7/11 حتى 1/12/1436هـ
    if not (low.anchored or high.anchored or within is not None) or (
        _bare_day(high) and _bare_day(low) and within is None
    ):
        return None
    if low.anchored and _bare_day(high) and low.day is None:
        return None
    if _bare_day(low) and high.day is None:
        return None
    shared = within or Said()
    low, high = low.completed_by(high).completed_by(shared), high.completed_by(low).completed_by(shared)
    return _between(context, index, last, low, high)


def pair(context: Context, index: int) -> Found | None:
    """يومي 15 و16 آذار, عامي 2014 و2015: two that a dual announces."""
    if not _announces_two(context, index):
        return None
    found = date_range(context, index + 1, between=True)
    return None if found is None else replace(found, first=index)


def listed_day(context: Context, index: int) -> Found | None:
    """'On 15 and 16 May': two days in a row as one date, else the first by itself, with the month of the second."""
    reader = context.reader
    value = reader.digits(index)
    if value is None or not 1 <= value <= 31 or not reader.has_joint(index + 1):
        return None
    read = reader.date(index + 1 + (reader.tag(index + 1, "joins") == "and"))
    if read is None or read[0].day is None or not (read[0].month or read[0].hijri_month) or read[0].day <= value:
        return None
    low = Said(day=value).completed_by(read[0])
    if read[0].day == value + 1:
        return _between(context, index, read[1], low, read[0])
    return context.dated(index, index + 1, low)


def _announces_two(context: Context, index: int) -> bool:
    """Whether a dual stands before its two days or years: عامي, العامين, not عامين."""
    unit = context.reader.unit(index)
    return unit is not None and unit[1].number == "du" and (unit[1].construct or "al" in unit[1].proclitics)


def _in_announced_years(context: Context, index: int) -> bool:
    """Whether a dual names the number as a year: عامي 1863 و1879."""
    places = (index - 1, index - 3 if context.reader.tag(index - 1, "joins") == "and" else index - 2)
    units = (context.reader.unit(at) for at in places if _announces_two(context, at))
    return any(unit is not None and unit[0] == "year" for unit in units)


def connector(context: Context, index: int, *, between: bool, attached: bool) -> int | None:
    """Where the second end of a range begins: after 'to', 'and', a dash, or at a word with و or ل attached."""
    reader = context.reader
    if between and reader.tag(index, "joins") == "and":
        return index + 1
    if between and reader.has_proclitic(index, "and"):
        return index
    if reader.tag(index, "joins") == "to" or reader.timing(index) == "until":
        return index + 1
    if reader.is_mark(index, DASHES) or _two_years(context, index):
        return index + 1
    return index if attached and reader.has_proclitic(index, "li") else None


def _two_years(context: Context, index: int) -> bool:
    """Whether a slash joins a year and the next one, as of a season or a school year: 2025/2026."""
    first, second = plain_year(context, index - 1), plain_year(context, index + 1)
    return context.reader.is_mark(index, "/") and first is not None and second == first + 1


def _between(context: Context, first: int, last: int, low: Said, high: Said) -> Found:
    tense = context.tense(first, says=False)
    since, until = resolve(low, context.day, tense), resolve(high, context.day, tense)
    if since is not None and until is not None:
        if low.weekday is not None and high.weekday is not None and low.day is None and high.day is None:
            since, until = _weekdays(low, high, since, until)
        elif until.until < since.since and high.year is None:
            until = resolve(high, since.since, "future")
    if since is None or until is None or until.until < since.since:
        return Found(first, last)
    return Found(first, last, interval=Interval(since.since, until.until, until.grain), grain=until.grain)


def _end_of_range(context: Context, index: int, *, inside: bool) -> tuple[Said, int] | None:
    """One end of a range: a date, a bare day ('3 to 7 May') or a bare year."""
    reader = context.reader
    at = index
    if _announces_two(context, at) and reader.digits(at + 1) is not None:
        at += 1
    since = 1000 if _in_announced_years(context, at) else 1900
    year = plain_year(context, at, since)
    if year is not None and reader.unit(at + 1) is None:
        read = reader.date(at)
        if read is None:
            return Said(year=year), at + 1 + bool(reader.tag(at + 1, "era") and reader.is_era(at + 1))
        return read
    read = reader.date(at)
    numeral = reader.numeral(at)
    dated = read is not None and (read[0].day is not None or read[0].weekday is not None)
    if read is not None and (numeral is None or dated or read[1] > numeral.last):
        return read
    if numeral is None or numeral.value != int(numeral.value):
        return read
    if 1 <= numeral.value <= 31 and reader.unit(numeral.last) is None:
        return Said(day=int(numeral.value)), numeral.last
    if inside and 1000 <= numeral.value <= 2100 and context.tokens[at].kind == "word":
        return (Said(year=int(numeral.value)), numeral.last) if context.ends(numeral.last) else None
    return read


def _bare_day(said: Said) -> bool:
    return said.day is not None and not said.anchored


def _weekdays(low: Said, high: Said, since: Interval, until: Interval) -> tuple[Interval, Interval]:
    """Two weekdays lie within one week: the end that is placed ('next Sunday') places the other."""
    if low.shifts or high.shifts:
        return since, until
    days = ((high.weekday or 0) - (low.weekday or 0)) % 7
    if high.weekday_shift is not None and low.weekday_shift is None:
        moved = calendar.one_day(calendar.add_days(until.since, -days))
        return (moved or since), until
    moved = calendar.one_day(calendar.add_days(since.since, days))
    return since, (moved or until)
