"""Calendar arithmetic: months, quarters, Hijri dates, feasts as intervals of days.

Put here: what a calendar knows. Keep out: words (`lexicon/times.yaml`) and how they are read (`said`, `reading`).
Every function returns None where no such day exists or Python's calendar ends; none raises.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hijridate import Gregorian, Hijri

from models.language.mention import Grain

_SECONDS = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "month": 2_592_000, "quarter": 7_776_000,
    "half": 15_552_000, "year": 31_536_000, "decade": 315_360_000, "century": 3_153_600_000,
}  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
GRAINS = {
    "second": Grain.TIME, "minute": Grain.TIME, "hour": Grain.TIME, "day": Grain.DAY, "week": Grain.WEEK,
    "month": Grain.MONTH, "quarter": Grain.QUARTER, "half": Grain.HALF, "year": Grain.YEAR, "decade": Grain.DECADE,
    "century": Grain.VAGUE,
}  # fmt: skip

_YEARS_OF_DECADE = {"early": (0, 3), "middle": (4, 6), "late": (7, 9)}


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `since` to `until`, both included, and how precisely a text named them."""

    since: dt.date
    until: dt.date
    grain: Grain


def seconds(count: float, unit: str) -> float:
    """The length of so many units; a month counts 30 days, a year 365."""
    return count * _SECONDS[unit]


def day(year: int, month: int, number: int) -> Interval | None:
    """One Gregorian day."""
    try:
        date = dt.date(year, month, number)
    except ValueError:
        return None
    return Interval(date, date, Grain.DAY)


def one_day(date: dt.date | None) -> Interval | None:
    """The interval of a single day."""
    return None if date is None else Interval(date, date, Grain.DAY)


def months(year: int, first: int, count: int, grain: Grain) -> Interval | None:
    """`count` months from the month `first` on; `first` may lie outside 1 to 12."""
    index = year * 12 + first - 1
    since, after = _first_of(index), _first_of(index + count)
    if since is None:
        return None
    if after is None:
        return Interval(since, dt.date.max, grain)
    return Interval(since, after - dt.timedelta(days=1), grain)


def week(date: dt.date) -> Interval | None:
    """The week, Monday to Sunday, in which a day lies."""
    monday = add_days(date, -date.weekday())
    sunday = monday and add_days(monday, 6)
    return None if monday is None or sunday is None else Interval(monday, sunday, Grain.WEEK)


def enclosing(date: dt.date, unit: str, shift: int = 0) -> Interval | None:
    """The calendar unit in which a day lies, or the one so many units later."""
    if unit == "day":
        return one_day(add_days(date, shift))
    if unit == "week":
        moved = add_days(date, 7 * shift)
        return None if moved is None else week(moved)
    if unit not in _MONTHS:
        return None
    length = _MONTHS[unit]
    if unit == "century":
        return months((date.year - 1) // 100 * 100 + 1 + 100 * shift, 1, length, Grain.VAGUE)
    start = (date.year * 12 + date.month - 1) // length * length + shift * length
    return months(start // 12, start % 12 + 1, length, GRAINS[unit])


def add(date: dt.date, count: float, unit: str) -> dt.date | None:
    """The day so many units later; the last of the month where the month is too short. Fractions count as days."""
    whole = int(count)
    rest = count - whole
    if unit in _MONTHS:
        index = date.year * 12 + date.month - 1 + whole * _MONTHS[unit]
        first, after = _first_of(index), _first_of(index + 1)
        if first is None:
            return None
        last = 31 if after is None else (after - dt.timedelta(days=1)).day
        moved: dt.date | None = first.replace(day=min(date.day, last))
    else:
        moved = add_days(date, whole * _SECONDS[unit] // 86_400)
    return moved if moved is None or not rest else add_days(moved, round(rest * _SECONDS[unit] / 86_400))


def add_days(date: dt.date, count: int) -> dt.date | None:
    """The day so many days later."""
    try:
        return date + dt.timedelta(days=count)
    except OverflowError:
        return None


def hijri(year: int, month: int | None = None, number: int | None = None) -> Interval | None:
    """A Hijri day, month or year of the Umm al-Qura calendar (1343 to 1500 AH)."""
    try:
        if month is None:
            start = Hijri(year, 1, 1)
            since = _gregorian(start)
            return Interval(since, since + dt.timedelta(days=start.year_length() - 1), Grain.YEAR)
        start = Hijri(year, month, 1 if number is None else number)
        since = _gregorian(start)
        if number is not None:
            return Interval(since, since, Grain.DAY)
        return Interval(since, since + dt.timedelta(days=start.month_length() - 1), Grain.MONTH)
    except (ValueError, OverflowError):
        return None


def _gregorian(date: Hijri) -> dt.date:
    return dt.date.fromordinal(date.to_gregorian().toordinal())


def hijri_year(date: dt.date) -> tuple[int, int] | None:
    """The Hijri year and month of a day."""
    try:
        found = Gregorian(date.year, date.month, date.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return found.year, found.month


def weekday_in(interval: Interval, weekday: int, nth: int) -> dt.date | None:
    """The nth such weekday of an interval; -1 is the last one."""
    if nth < 0:
        found = add_days(interval.until, -((interval.until.weekday() - weekday) % 7))
    else:
        found = add_days(interval.since, (weekday - interval.since.weekday()) % 7 + 7 * (nth - 1))
    return found if found is not None and interval.since <= found <= interval.until else None


def week_in(interval: Interval, nth: int) -> Interval | None:
    """The nth week that begins in an interval; -1 is the last one."""
    monday = weekday_in(interval, 0, nth)
    if monday is not None and nth < 0 and (add_days(monday, 6) or monday) > interval.until:
        monday = add_days(monday, -7)
    return None if monday is None else week(monday)


def easter(year: int) -> Interval | None:
    """Western Easter Sunday (Meeus, Jones and Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return day(year, month, number + 1)


def part(whole: Interval, name: str, reference: dt.date | None) -> Interval | None:
    """A part of a period. Start and end are a day (of a week: the weekend), middle of a month the 15th, of a
    year its 181st day (30 June), early and late its first and last third (of a year: quarter; of a decade, and the
    middle of one: whole years), rest what is left after the day of publication."""
    since, until, length = whole.since, whole.until, (whole.until - whole.since).days + 1
    weekly = whole.grain is Grain.WEEK
    if name == "start":
        return one_day(since)
    if name == "end":
        return Interval(until - dt.timedelta(days=1), until, Grain.DAY) if weekly else one_day(until)
    if whole.grain is Grain.DECADE and name in _YEARS_OF_DECADE:
        first, last = _YEARS_OF_DECADE[name]
        return months(since.year + first, 1, 12 * (last - first + 1), Grain.VAGUE)
    if name == "middle":
        days = {Grain.MONTH: 15, Grain.YEAR: 181}.get(whole.grain, (length + 1) // 2)
        return one_day(since + dt.timedelta(days=days - 1))
    if name == "rest":
        if reference is None or not since <= reference <= until:
            return None
        return Interval(reference, until, whole.grain)
    if whole.grain is Grain.MONTH:
        early, late = since + dt.timedelta(days=9), since + dt.timedelta(days=20)
    elif whole.grain is Grain.YEAR:
        early, late = add(since, 3, "month") or until, add(since, 9, "month") or since
        early -= dt.timedelta(days=1)
    else:
        early, late = since + dt.timedelta(days=(length - 1) // 3), since + dt.timedelta(days=length - length // 3 - 1)
    if name == "early":
        return Interval(since, early, Grain.VAGUE)
    return Interval(late, until, Grain.VAGUE)


def _first_of(index: int) -> dt.date | None:
    """The first of a month counted from year 0."""
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, 1) if 1 <= year <= 9999 else None
