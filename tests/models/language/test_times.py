"""Times in Arabic and English: all examples of both languages, and what must hold of any text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import models.language
from models.language import ar, en
from models.language.lexicon import Language
from models.language.mention import Grain, Mention, MentionKind
from models.language.times import calendar, find_times, period_of

ROOT = Path(models.language.__file__).parent
PUBLISHED = dt.date(2026, 3, 10)


def examples(code: str) -> list[Any]:
    lines = yaml.safe_load((ROOT / code / "examples" / "times.yaml").read_text(encoding="utf-8"))
    return [pytest.param(code, line, id=line["text"]) for line in lines]


def language(code: str) -> Language:
    return ar.language() if code == "ar" else en.language()


def times(code: str, text: str, on: dt.date | None = PUBLISHED) -> list[Mention]:
    reference = None if on is None else dt.datetime.combine(on, dt.time(12))
    return [mention for sentence in language(code).sentences(text) for mention in find_times(sentence, reference)]


def written(mention: Mention, text: str) -> str:
    """A mention as the examples write it."""
    if mention.kind is MentionKind.DURATION:
        return "open" if mention.seconds is None else f"lasts {mention.seconds / 86_400:g} days"
    period = period_of(mention, text)
    if not period.resolved:
        return "open"
    if period.start is None:
        return f"by {period.end}"
    if period.end is None:
        return f"since {period.start}"
    return str(period.start) if period.start == period.end else f"{period.start} .. {period.end}"


@pytest.mark.parametrize(("code", "line"), examples("ar") + examples("en"))
def test_examples_give_their_times_and_no_others(code: str, line: dict[str, Any]) -> None:
    text = line["text"]
    found = {text[one.start : one.end]: written(one, text) for one in times(code, text, line.get("day", PUBLISHED))}
    assert found == {words: str(value) for words, value in line["times"].items()}


ARABIC = (
    "في من إلى بين حتى قبل بعد منذ خلال يوم شهر عام سنة أسبوع الأيام أشهر الشهر العام هذا المقبل الماضي قبل الماضي "
    "مطلع نهاية أواخر كانون الأول شباط مايو رمضان الأحد الخميس اليوم أمس الربع الثالث نصف و ثلاثة الستة عشرين ألفين "
    "31 30 2 17 1446 2024 99999 0 12/3/2021 30/2/2024 . ، / - ( ) هـ الساعة 3:30 السبعينيات القرن آخر أول الـ الأولى "
    "عامي الأشهر التسعة واحد مهلة الموافق بين الميلاد صيف التالي"
)
ENGLISH = (
    "in on of by before until within since between from to and the next last this coming end early mid day days week "
    "month months year years decade century January May March Sunday today ago 3 31 2021 2021-03-12 3/12/2021 90 third "
    "quarter half , - / . s now first six few q Q 3 p.m. an hour BC more than q"
)


def words_of(words: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words.split()), max_size=12)


@given(st.one_of(words_of(ARABIC), words_of(ENGLISH)).map(" ".join), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_row_of_time_words_gives_ordered_mentions_that_slice(text: str, dated: bool) -> None:
    for code in ("ar", "en"):
        end = 0
        for mention in times(code, text, PUBLISHED if dated else None):
            assert end <= mention.start < mention.end <= len(text)
            assert mention.since is None or mention.until is None or mention.since <= mention.until
            end = mention.end


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_read_without_an_exception(text: str) -> None:
    for code in ("ar", "en"):
        for mention in times(code, text):
            assert text[mention.start : mention.end]


MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]


@given(st.integers(0, 40), st.integers(1, 12), st.integers(1900, 2099))
@settings(max_examples=100, deadline=None)
def test_a_day_that_does_not_exist_is_never_turned_into_one(day: int, month: int, year: int) -> None:
    exists = calendar.day(year, month, day)
    for text in (f"في {day} {MONTHS[month - 1]} {year}", f"في {day}/{month}/{year}"):
        for mention in times("ar", text):
            if exists is None:
                assert mention.since is None or mention.since != mention.until
            else:
                assert (mention.since, mention.until) == (exists.since, exists.until)


@given(st.integers(1000, 2000), st.integers(1, 12), st.integers(0, 32))
@settings(max_examples=100, deadline=None)
def test_a_hijri_date_is_the_calendar_s_or_open(year: int, month: int, day: int) -> None:
    exists = calendar.hijri(year, month, day)
    for mention in times("ar", f"في {day}/{month}/{year} هـ"):
        if mention.grain is Grain.DAY:
            assert exists is not None
            assert mention.since == exists.since


@given(st.lists(st.sampled_from("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹./-:, "), max_size=24).map("".join))
@settings(max_examples=200, deadline=None)
def test_digits_and_marks_alone_give_a_day_only_as_a_whole_date(text: str) -> None:
    for mention in times("ar", text, None):
        if mention.since is not None and mention.grain is Grain.DAY:
            assert sum(sign.isdigit() for sign in text[mention.start : mention.end]) >= 4


@pytest.mark.parametrize("mark", ["\u200f", "\u200e", "\u202b", "\u202c", "\u2067", "\u2069", "\ufeff"])
def test_marks_of_direction_change_nothing(mark: str) -> None:
    plain = "وصل الوفد في 12 آذار 2025 وغادر بحلول 14/3/2025 بعد ثلاثة أيام"
    marked = mark + plain.replace(" ", f"{mark} {mark}").replace("/", f"{mark}/{mark}") + mark
    found, again = times("ar", plain), times("ar", marked)
    assert [(one.kind, one.since, one.until, one.seconds) for one in again] == [
        (one.kind, one.since, one.until, one.seconds) for one in found
    ]
    for one, other in zip(found, again, strict=True):
        assert marked[other.start : other.end].replace(mark, "") == plain[one.start : one.end]


def test_dates_at_the_ends_of_the_calendar_stay_unresolved() -> None:
    for on in (dt.date.min, dt.date.max):
        for text in (
            "قبل 5000 عام",
            "العام المقبل",
            "العام الماضي",
            "بعد 9000 سنة",
            "الأحد المقبل",
            "عيد الفطر",
            "رمضان",
        ):
            times("ar", text, on)
    assert calendar.hijri(1600, 1) is None
    assert calendar.hijri(1446, 13) is None


def test_a_week_without_dates_is_none_of_our_business() -> None:
    assert times("ar", "غادر الوفد المدينة") == []
