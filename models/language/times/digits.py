"""Reads dates and times of day in digits: 3/4/2021, 2021-04-03, 14-09-1432 هـ, 4/2021, 15:30, الساعة الثالثة.

Put here: what digits and separators alone say. Keep out: dates with words (`reading`).
"""

from __future__ import annotations

from models.language.times.said import Said
from models.language.times.words import DASHES, Words

NUMERIC = frozenset("/.") | frozenset(DASHES)
Step = tuple[dict[str, object], int]


def numeric(words: Words, index: int, said: Said) -> Step | None:
    """3/4/2021, 2021-04-03, 3.4.2021, 14-09-1432 هـ, 4/2021; 3/4 only after a weekday or 'dated'."""
    if words.tokens[index].kind != "number":
        return None
    form = words.tokens[index].form
    if "." in form:
        numbers, at = form.split("."), index + 1
    else:
        numbers, at = [form], index + 1
        while len(numbers) < 3 and words.is_mark(at, NUMERIC) and at + 1 < len(words.tokens):
            mark, number = words.tokens[at], words.tokens[at + 1]
            if number.kind != "number" or (len(numbers) == 2 and mark.text != words.tokens[index + 1].text):
                break
            numbers.append(number.form)
            at += 2
    if not 2 <= len(numbers) <= 3 or not all(number.isdigit() and len(number) <= 4 for number in numbers):
        return None
    values = [int(number) for number in numbers]
    lengths = [len(number) for number in numbers]
    era = words.tag(at, "era")
    if len(values) == 3:
        return _three_numbers(words.day_first, values, lengths, at, era)
    if "." in form:
        return None
    if lengths[1] == 4 and 1 <= values[0] <= 12 and _is_year(values[1]):
        return {"month": values[0], "year": values[1]}, at
    if lengths[0] == 4 and 1 <= values[1] <= 12 and lengths[1] <= 2 and _is_year(values[0]):
        return {"year": values[0], "month": values[1]}, at
    if words.tag(at, "month") or words.tag(at, "hijri_month"):
        return None  # 4 - 6 أغسطس
    if said.weekday is not None or words.tag(index - 1, "dated") or words.names_day(index - 1):
        day, month = _day_and_month(words.day_first, values[0], values[1])
        if 1 <= month <= 12 and 1 <= day <= 31 and said.day is None and said.month is None:
            return {"day": day, "month": month}, at
    return None


def _three_numbers(day_first: bool, values: list[int], lengths: list[int], at: int, era: object) -> Step | None:
    if lengths[0] == 4:
        year, month, day = values
    elif lengths[2] == 4:
        year = values[2]
        day, month = _day_and_month(day_first, values[0], values[1])
    elif max(lengths) <= 2 and lengths[2] == 2:
        year = values[2] + (1400 if era == "hijri" else 2000)
        day, month = _day_and_month(day_first, values[0], values[1])
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31) or (era == "hijri" and year > 1500):
        return None
    if era == "hijri" or (era is None and 1300 <= year <= 1500):
        return {"day": day, "hijri_month": month, "year": year, "hijri": True}, at + (era is not None)
    return {"day": day, "month": month, "year": year}, at + (era is not None)


def _day_and_month(day_first: bool, first: int, second: int) -> tuple[int, int]:
    if (day_first or first > 12) and second <= 12:
        return first, second
    return second, first


def clock(words: Words, index: int, said: Said) -> Step | None:
    """'At 3:30 pm', الساعة الثالثة والنصف: part of a date, but no day of its own."""
    if said.clock is not None:
        return None
    at = index
    unit = words.unit(at)
    named = unit is not None and unit[0] == "hour" and words.articled(at) and unit[1].number not in ("du", "pl")
    if named:
        at += 1
    end = _clock_digits(words, at)
    if end is None and named:
        numeral = words.numeral(at)
        if numeral is None or (numeral.value > 24 and not _is_written_time(words.tokens[at].form)):
            return None
        end = numeral.last
        if words.tag(end, "fraction") is not None and words.has_proclitic(end, "and"):
            end += 1
    if end is None:
        numeral = words.numeral(at)
        if numeral is None or numeral.value > 24 or words.tokens[at].kind != "number":
            return None
        if not words.tag(numeral.last, "daypart") or words.unit(numeral.last) is not None:
            return None
        end = numeral.last
    while words.tag(end, "daypart") and words.tag(end, "period") is None:
        end += 1
    return {"clock": True}, end


def _clock_digits(words: Words, index: int) -> int | None:
    at = index
    value = words.digits(at)
    if value is None or value > 24:
        return None
    while words.is_mark(at + 1, ":") and words.digits(at + 2) in range(60) and len(words.tokens[at + 2].form) == 2:
        at += 2
    return at + 1 if at > index else None


def _is_written_time(form: str) -> bool:
    """Hours and minutes in one: 0930."""
    return len(form) == 4 and form.isdigit() and int(form[:2]) < 24 and int(form[2:]) < 60


def _is_year(value: int) -> bool:
    return 1800 <= value <= 2199
