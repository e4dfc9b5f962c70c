"""Spans of so many units that make a date: 'the next six months', 'the first nine months of the year'.

Put here: spans before or after today, and at either end of a period. Keep out: durations (`lengths`).
"""

from __future__ import annotations

import datetime as dt

from models.language.mention import Grain
from models.language.times import calendar
from models.language.times.calendar import GRAINS, Interval
from models.language.times.context import Context, Found
from models.language.times.words import Words


def find_span(context: Context, index: int) -> Found | None:
    """الأشهر الستة المقبلة, آخر 3 سنوات, 'the next six months'; vague without a number ('the coming days')."""
    reader = context.reader
    at = index
    while reader.tag(at, "article"):
        at += 1
    sign = _sign(reader, at)
    count: float | None = None
    leads = reader.tag(at, "last") is not None or not reader.is_adjective(at)  # not: مضى شهران
    if sign is not None and reader.unit(at) is None and leads:
        at += 1
    else:
        sign = None
    numeral = reader.numeral(at)
    if numeral is not None and not numeral.ordinal:
        count, at = numeral.value, numeral.last
    elif sign is not None and (reader.tag(at, "many") or reader.tag(at, "vague")):
        at += 1
    unit = reader.unit(at)
    if unit is None or (unit[1].number not in ("du", "pl") and (count is None or count < 3)):
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


def find_stretch(context: Context, index: int) -> Found | None:
    """الأشهر التسعة الأولى من العام, آخر ثلاثة أشهر من 2024, 'the first six months of 2025'."""
    reader = context.reader
    at = index + (reader.tag(index, "article") == "the")
    end = _end(reader, at)
    if end is not None:
        at = end[1]
    unit = reader.unit(at)
    at += unit is not None
    at += unit is not None and reader.tag(at, "article") == "the"
    numeral = reader.numeral(at)
    if unit is not None and unit[1].number == "du":
        count = 2
    elif numeral is None or numeral.ordinal or numeral.value != int(numeral.value):
        return None
    else:
        count, at = int(numeral.value), numeral.last
    if unit is None:
        unit, at = reader.unit(at), at + 1
    if end is None:
        end = _end(reader, at)
        at = at if end is None else end[1]
    if end is None or unit is None or not (reader.timing(at) in ("from", "in") or reader.tag(at, "joins") == "of"):
        return None
    at += 1
    at += reader.tag(at, "article") == "the"
    within = reader.period(at)
    if within is None:
        return None
    found = context.dated(index, within[1], within[0])
    found.interval = None if found.interval is None else _cut(found.interval, count, unit[0], end[0])
    found.grain = Grain.VAGUE if found.interval is None else GRAINS[unit[0]]
    return found


def _end(reader: Words, index: int) -> tuple[int, int] | None:
    """Whether the first (1) or the last (-1) are meant, and the index after the word that says so."""
    if reader.tag(index, "last"):
        return -1, index + 1
    ordinal = reader.ordinal(index)
    return ordinal if ordinal is not None and ordinal[0] == 1 else None


def _cut(whole: Interval, count: int, unit: str, end: int) -> Interval | None:
    """The first or last so many units of a period, None where it is shorter."""
    day = dt.timedelta(days=1)
    after = calendar.add_days(whole.until, 1)
    limit = calendar.add(whole.since, count, unit) if end > 0 else after and calendar.add(after, -count, unit)
    if limit is None or after is None or not whole.since <= limit <= after or limit == dt.date.min:
        return None
    return Interval(whole.since, limit - day, whole.grain) if end > 0 else Interval(limit, whole.until, whole.grain)


def _sign(reader: Words, index: int) -> int | None:
    """Whether a word points back (-1) or ahead (1)."""
    shift = reader.tag(index, "shift")
    if isinstance(shift, int) and shift != 0:
        return -1 if shift < 0 else 1
    return -1 if reader.tag(index, "last") else None
