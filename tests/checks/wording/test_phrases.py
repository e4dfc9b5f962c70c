"""Figures, days and outlets as parts of sentences in both languages."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from checks.wording import phrases
from checks.wording.phrases import Account

DAY = dt.date(2021, 12, 31)
ACCOUNT = Account(
    outlet="Dijla Post",
    article_id=uuid.UUID(int=1),
    published=dt.date(2021, 11, 5),
    speaker=None,
    measure="force_size",
    action=None,
    subject="force.us",
    object=None,
    place="iraq",
    status=None,
    negated=False,
    comparator="at_most",
    low=None,
    high=2500.0,
    unit="person",
    currency=None,
    period_start=None,
    period_end=DAY,
)


@pytest.mark.parametrize(
    ("changes", "en", "ar"),
    [
        ({}, "no more than 2,500 people", "ما لا يزيد على 2,500 (أشخاص)"),
        ({"comparator": "exact", "low": 4.25, "high": 4.25, "unit": "percent"}, "4.25 percent", "4.25 في المئة"),
        ({"comparator": "between", "low": 10.0, "high": 20.0, "unit": "item"}, "10 to 20", "من 10 إلى 20"),
        ({"comparator": "approx", "low": 2e9, "high": 2e9, "unit": "money", "currency": "USD"},
         "about 2,000,000,000 USD", "نحو 2,000,000,000 (USD)"),
        ({"comparator": "vague", "low": 20.0, "high": None}, "at least 20 people", "ما لا يقل عن 20 (أشخاص)"),
    ],
)  # fmt: skip
def test_a_figure_keeps_its_bound_and_unit(changes: dict[str, object], en: str, ar: str) -> None:
    account = replace(ACCOUNT, **changes)  # type: ignore[arg-type]
    assert (phrases.figure(account, "en"), phrases.figure(account, "ar")) == (en, ar)


@pytest.mark.parametrize(
    ("start", "end", "en", "ar"),
    [
        (None, DAY, "by 31 December 2021", "بحلول 31 كانون الأول/ديسمبر 2021"),
        (DAY, None, "from 31 December 2021 on", "ابتداء من 31 كانون الأول/ديسمبر 2021"),
        (DAY, DAY, "on 31 December 2021", "في 31 كانون الأول/ديسمبر 2021"),
    ],
)
def test_a_time_keeps_its_open_end(start: dt.date | None, end: dt.date | None, en: str, ar: str) -> None:
    account = replace(ACCOUNT, period_start=start, period_end=end)
    assert (phrases.time(account, "en"), phrases.time(account, "ar")) == (en, ar)


@pytest.mark.parametrize(
    ("count", "ar"),
    [(1, "يوم واحد"), (2, "يومان"), (7, "7 أيام"), (42, "42 يوما"), (100, "100 يوم"), (181, "181 يوما")],
)
def test_days_agree_with_their_number(count: int, ar: str) -> None:
    assert phrases.days(count, "ar") == ar


def test_outlets_beyond_three_are_counted() -> None:
    side = [replace(ACCOUNT, outlet=name) for name in ("A", "B", "A", "C", "D", "E")]
    assert phrases.outlets(side, "en") == "A (5 November 2021), B (5 November 2021), C (5 November 2021) and 2 more"
    assert phrases.outlets(side[:2], "ar") == ("«A» (5 تشرين الثاني/نوفمبر 2021) و«B» (5 تشرين الثاني/نوفمبر 2021)")


def test_the_topic_names_the_act_only_where_it_is_one() -> None:
    hold = replace(ACCOUNT, measure=None, action="hold", subject=None, object="election", place=None)
    assert phrases.topic([hold, hold], "en") == "Hold (election)"
    assert phrases.topic([hold, replace(hold, action="postpone")], "en") == "Election"
