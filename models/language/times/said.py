"""What a date expression says, and the days that it means on a day of publication.

`Said` is the bag of what the words gave (a year, a month name, 'next', 'the third', 'end of'), in whatever order a
language puts them; `resolve` turns it into days. Put here: how relative and partial dates are completed. Keep out:
words and their order (`reading`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from models.language.mention import Grain
from models.language.times import calendar
from models.language.times.calendar import Interval

# A month without a year is taken in the year of publication, unless it would be further away than this.
_FAR = 270
_NONE_NAMED, _NO_DAYS = (None,) * 7, (None,) * 5
# Fields and shifted units from fine to coarse: what a range's end leaves unsaid it shares with the other end.
_LEVELS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    ((), ("day",)),
    ((), ("week",)),
    (("month", "hijri_month", "month_shift", "season", "quarter", "half"), ("month", "quarter", "half")),
    (("year",), ("year",)),
    (("decade", "century"), ("decade", "century")),
)


@dataclass(slots=True)
class Said:
    """The fields of one date expression; None where nothing was said.

    `shifts` holds units placed by 'this', 'next', 'last' (`{"year": 1}`), `told` what counts from a day told before
    (the next day, اليوم التالي); `month_shift` and `weekday_shift` belong to a named month, season or weekday. `nth`
    counts `nth_of` (weekday, day, week) in the rest; -1 is the last. `century` is the century's number (21) or 0
    shifted by `shifts`. `offset` is a distance from the day of publication.
    """

    year: int | None = None
    hijri: bool | None = None
    month: int | None = None
    hijri_month: int | None = None
    month_shift: int | None = None
    season: int | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    day: int | None = None
    weekday: int | None = None
    weekday_shift: int | None = None
    nth: int | None = None
    nth_of: str | None = None
    today: int | None = None
    feast: str | None = None
    part: str | None = None
    offset: tuple[tuple[float, str], ...] | None = None
    clock: bool | None = None
    shifts: dict[str, int] = field(default_factory=dict)

    @property
    def anchored(self) -> bool:
        """Whether this says a day or a period, rather than a part or a time of day alone."""
        named = (self.year, self.month, self.hijri_month, self.season, self.quarter, self.half, self.decade)
        days = (self.weekday, self.today, self.feast, self.offset, self.century)
        return bool(self.shifts) or named != _NONE_NAMED or days != _NO_DAYS

    def takes(self, updates: dict[str, object]) -> bool:
        """Whether nothing of the kind has been said before."""
        return all(
            not set(self.shifts) & set(value) if name == "shifts" and isinstance(value, dict)
            else getattr(self, name) is None
            for name, value in updates.items()
        )  # fmt: skip

    def add(self, updates: dict[str, object]) -> None:
        """Note what further words said."""
        for name, value in updates.items():
            if name == "shifts" and isinstance(value, dict):
                self.shifts.update(value)
            else:
                setattr(self, name, value)

    def completed_by(self, other: Said) -> Said:
        """This, with the coarser fields that only the other end of a range says: '3' to '7 May 2021' is 3 May 2021."""
        both = replace(self, shifts=dict(self.shifts))
        if any(one.today is not None or one.feast is not None or one.offset is not None for one in (self, other)):
            return both
        for names, units in _LEVELS[self._level() + 1 :]:
            for name in names:
                setattr(both, name, getattr(other, name))
            both.shifts.update({unit: shift for unit, shift in other.shifts.items() if unit in units})
        both.hijri = both.hijri or (other.hijri if both.hijri_month == other.hijri_month else None)
        return both

    def _level(self) -> int:
        """The coarsest level of which something is said."""
        return max(
            (
                level
                for level, (names, units) in enumerate(_LEVELS)
                if any(getattr(self, name) is not None for name in names) or any(unit in self.shifts for unit in units)
            ),
            default=0,
        )


def resolve(said: Said, reference: dt.date | None, tense: str | None) -> Interval | None:
    """The days that are meant, or None where the text or a missing day of publication leaves them open."""
    whole = _whole(said, reference, tense)
    if whole is None or said.part is None:
        return whole
    return calendar.part(whole, said.part, reference)


def _whole(said: Said, reference: dt.date | None, tense: str | None) -> Interval | None:
    if said.offset is not None:
        return None if reference is None else _at_offset(said, reference)
    if said.feast is not None:
        feast = _feast(said, reference, tense)
        if feast is None or said.nth_of != "day":
            return feast
        return calendar.one_day(calendar.add_days(feast.since, (said.nth or 1) - 1)) if (said.nth or 0) > 0 else None
    dated = said.month is not None or said.hijri_month is not None
    if said.today is not None and not dated:
        return None if reference is None else calendar.one_day(calendar.add_days(reference, said.today))
    if dated and said.day is not None:
        return _yearly(said, reference, tense, lambda year: _day_in(_month(said, year), said.day))
    frame = _frame(said, reference, tense)
    if said.nth is not None:
        return None if frame is None else _nth(said, frame)
    if said.day is not None:
        if frame is not None and frame.grain is Grain.MONTH:
            return _day_in(frame, said.day)
        return None if reference is None or said.weekday is None else _nearest_day(said.day, said.weekday, reference)
    if said.weekday is None:
        return frame
    if frame is not None and frame.grain is Grain.WEEK:
        return calendar.one_day(calendar.add_days(frame.since, said.weekday))
    return None if reference is None else _weekday(said.weekday, said.weekday_shift, reference, tense)


def _frame(said: Said, reference: dt.date | None, tense: str | None) -> Interval | None:
    """The week, month, quarter, season, year or decade within which the rest is said."""
    if "week" in said.shifts:
        return None if reference is None else calendar.enclosing(reference, "week", said.shifts["week"])
    if said.month is not None or said.hijri_month is not None or said.season is not None:
        month = _yearly(said, reference, tense, lambda year: _month(said, year))
        return month if said.half is None or month is None else _half_of_month(month, said.half)
    if "month" in said.shifts:
        month = None if reference is None else calendar.enclosing(reference, "month", said.shifts["month"])
        return month if said.half is None or month is None else _half_of_month(month, said.half)
    if said.half is not None and said.century is not None:
        return calendar.months(said.century * 100 - 99 + 50 * (said.half != 1), 1, 600, Grain.VAGUE)
    if said.quarter is not None or said.half is not None:
        return _yearly(said, reference, tense, lambda year: _part_of_year(said, year))
    if said.decade is not None:
        return _decade(said, reference)
    if said.century is not None:
        return calendar.months(said.century * 100 - 99, 1, 1200, Grain.VAGUE)
    for unit in ("day", "quarter", "half"):
        if unit in said.shifts:
            return None if reference is None else calendar.enclosing(reference, unit, said.shifts[unit])
    year = _said_year(said, reference)
    if year is not None:
        return calendar.hijri(year) if said.hijri else calendar.months(year, 1, 12, Grain.YEAR)
    for unit in ("decade", "century"):
        if unit in said.shifts:
            return None if reference is None else calendar.enclosing(reference, unit, said.shifts[unit])
    return None


def _said_year(said: Said, reference: dt.date | None) -> int | None:
    """The year that is named, or placed by 'this', 'next', 'last'."""
    if said.year is not None or "year" not in said.shifts or reference is None:
        return said.year
    this = calendar.hijri_year(reference) if said.hijri or said.hijri_month else (reference.year, reference.month)
    return None if this is None else this[0] + said.shifts["year"]


def _yearly(
    said: Said, reference: dt.date | None, tense: str | None, build: Callable[[int], Interval | None]
) -> Interval | None:
    """What recurs every year, in the year that is said or meant."""
    year = _said_year(said, reference)
    if year is not None:
        return _within_hijri(said, year, build) if said.hijri and said.hijri_month is None else build(year)
    unplaced = said.season is not None and said.month_shift is None  # a season of every year
    if reference is None or unplaced:
        return None
    this = calendar.hijri_year(reference) if said.hijri_month else (reference.year, reference.month)
    if this is None:
        return None
    around = [interval for year in range(this[0] - 2, this[0] + 4) if (interval := build(year)) is not None]
    if said.weekday is not None and said.day is not None and said.month_shift is None:
        near = [one for one in around if abs((one.since - reference).days) <= 366 + _FAR]
        matching = [one for one in near if one.since.weekday() == said.weekday]
        if matching:
            return min(matching, key=lambda one: abs((one.since - reference).days))
    return _occurrence(around, build(this[0]), said.month_shift, reference, tense)


def _within_hijri(said: Said, year: int, build: Callable[[int], Interval | None]) -> Interval | None:
    """The Gregorian month, season or feast that begins in a Hijri year (صيف 1436هـ); a quarter of one is open."""
    whole = calendar.hijri(year)
    if whole is None or said.quarter is not None or said.half is not None:
        return None
    found = (build(number) for number in range(whole.since.year, whole.until.year + 1))
    return next((one for one in found if one is not None and whole.since <= one.since <= whole.until), None)


def _occurrence(
    around: list[Interval], this: Interval | None, shift: int | None, reference: dt.date, tense: str | None
) -> Interval | None:
    if shift is not None and shift != 0:
        if shift > 0:
            found = [one for one in around if one.since > reference][shift - 1 :]
            return found[0] if found else None
        found = [one for one in around if one.until < reference]
        return found[shift] if len(found) >= -shift else None
    if this is None or shift == 0:
        return this
    if tense == "future":
        return next((one for one in around if one.until >= reference), None)
    if tense == "past":
        return next((one for one in reversed(around) if one.since <= reference), None)
    nearest = min(around, key=lambda one: _distance(one, reference))
    return nearest if _distance(this, reference) > _FAR else this


def _distance(interval: Interval, reference: dt.date) -> int:
    if interval.since <= reference <= interval.until:
        return 0
    return min(abs((interval.since - reference).days), abs((interval.until - reference).days))


def _month(said: Said, year: int) -> Interval | None:
    if said.hijri_month is not None:
        return _hijri_month(said.hijri_month, year)
    if said.season is not None:
        return calendar.months(year, said.season, 3, Grain.QUARTER)
    return None if said.month is None else calendar.months(year, said.month, 1, Grain.MONTH)


def _hijri_month(month: int, year: int) -> Interval | None:
    """The month of a Hijri year, or the one that begins in a Gregorian year ('Ramadan 2019')."""
    if year <= 1500:
        return calendar.hijri(year, month)
    first = calendar.hijri_year(dt.date(min(year, 9999), 1, 1))
    if first is None:
        return None
    found = (calendar.hijri(first[0] + shift, month) for shift in (0, 1))
    return next((one for one in found if one is not None and one.since.year == year), None)


def _part_of_year(said: Said, year: int) -> Interval | None:
    if said.quarter is not None:
        number = 4 if said.quarter < 0 else said.quarter
        return calendar.months(year, 3 * number - 2, 3, Grain.QUARTER) if 1 <= number <= 4 else None
    number = 2 if said.half is None or said.half < 0 else said.half
    return calendar.months(year, 6 * number - 5, 6, Grain.HALF) if 1 <= number <= 2 else None


def _half_of_month(month: Interval, half: int) -> Interval | None:
    middle = month.since + dt.timedelta(days=14)
    if half == 1:
        return Interval(month.since, middle, Grain.HALF)
    return Interval(middle + dt.timedelta(days=1), month.until, Grain.HALF)


def _day_in(month: Interval | None, number: int | None) -> Interval | None:
    if month is None or number is None or number < 1:
        return None
    date = calendar.add_days(month.since, number - 1)
    return calendar.one_day(date) if date is not None and date <= month.until else None


def _decade(said: Said, reference: dt.date | None) -> Interval | None:
    if said.decade is None:
        return None
    if said.decade >= 100:
        return calendar.months(said.decade, 1, 120, Grain.DECADE)
    century = 1900
    if said.century is not None:
        century = (said.century - 1) * 100
    elif "century" in said.shifts:
        if reference is None:
            return None
        century = (reference.year - 1) // 100 * 100 + 100 * said.shifts["century"]
    return calendar.months(century + said.decade, 1, 120, Grain.DECADE)


def _nth(said: Said, frame: Interval) -> Interval | None:
    nth = said.nth or 1
    if said.nth_of == "weekday" and said.weekday is not None:
        return calendar.one_day(calendar.weekday_in(frame, said.weekday, nth))
    if said.nth_of == "week":
        return calendar.week_in(frame, nth)
    date = frame.until if nth < 0 else calendar.add_days(frame.since, nth - 1)
    return calendar.one_day(date) if date is not None and date <= frame.until else None


def _weekday(weekday: int, shift: int | None, reference: dt.date, tense: str | None) -> Interval | None:
    """A weekday by itself: the day of publication or the last one before, after a verb of the future the next one."""
    ahead, behind = (weekday - reference.weekday()) % 7, (reference.weekday() - weekday) % 7
    if shift is None:
        days = ahead if tense == "future" else -behind
    elif shift == 0:
        days = ahead
    elif shift > 0:
        days = (ahead or 7) + 7 * (shift - 1)
    else:
        days = -(behind or 7) + 7 * (shift + 1)
    return calendar.one_day(calendar.add_days(reference, days))


def _nearest_day(number: int, weekday: int, reference: dt.date) -> Interval | None:
    """The day of the month ('Thursday the 21st') in this, the last or the next month, where the weekday agrees."""
    for shift in (0, -1, 1):
        month = calendar.enclosing(reference, "month", shift)
        found = None if month is None else _day_in(month, number)
        if found is not None and found.since.weekday() == weekday:
            return found
    return None


def _feast(said: Said, reference: dt.date | None, tense: str | None) -> Interval | None:
    kind, *numbers = (said.feast or "").split()
    gregorian: Callable[[int], Interval | None]
    if kind == "easter":
        gregorian = calendar.easter
    elif kind == "hijri":
        month, number = int(numbers[0]), int(numbers[1])

        def gregorian(year: int) -> Interval | None:
            first = calendar.hijri_year(dt.date(year, 1, 1)) if 1 <= year <= 9999 else None
            if first is None:
                return None
            days = (calendar.hijri(first[0] + shift, month, number) for shift in (0, 1))
            return next((day for day in days if day is not None and day.since.year == year), None)
    else:
        month, number = int(numbers[0]), int(numbers[1])

        def gregorian(year: int) -> Interval | None:
            return calendar.day(year, month, number)

    return _yearly(said, reference, tense, gregorian)


def _at_offset(said: Said, reference: dt.date) -> Interval | None:
    """The day, month or year at a distance from the day of publication; the weekday of that week if one is named."""
    parts = said.offset or ()
    if said.hijri:
        this = calendar.hijri_year(reference)
        return calendar.hijri(this[0] + int(parts[0][0])) if this is not None and parts[0][1] == "year" else None
    date: dt.date | None = reference
    for count, unit in parts:
        date = None if date is None else calendar.add(date, count, unit)
    if date is None:
        return None
    if said.weekday is not None:
        week = calendar.week(date)
        return None if week is None else calendar.one_day(calendar.add_days(week.since, said.weekday))
    count, unit = parts[0]
    if len(parts) == 1 and unit in ("month", "quarter", "half", "year", "decade") and count == int(count):
        return calendar.enclosing(date, "month" if unit in ("month", "quarter", "half") else "year")
    return calendar.one_day(date)
