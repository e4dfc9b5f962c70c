"""The article that the project began with: what a reader expects of it (its text is not part of the project)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.claim import Article, Claim, Comparator, Status
from models.language.extract import extract

SEED = Path(__file__).parents[4] / "shared" / "seed" / "article.txt"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the seed article is not here")


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    text = SEED.read_text(encoding="utf-8")
    title = text.split("\n", 1)[0]
    return extract(Article("seed", "seed", title, text, dt.date(2021, 11, 15), lang="ar"))


def acts(claims: list[Claim], action: str) -> list[Claim]:
    return [claim for claim in claims if claim.action == action]


def test_at_most_2500_coalition_fighters_by_the_white_house_through_the_spokesman(claims: list[Claim]) -> None:
    [claim] = [c for c in claims if c.quantity is not None and c.quantity.high == 2500]
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.comparator) == (None, Comparator.AT_MOST)
    assert (claim.quantity.unit, claim.measure, claim.subject) == ("person", "force_size", "fighter.coalition")
    assert claim.speaker == "البيت الأبيض"
    assert claim.via is not None
    assert "الخفاجي" in claim.via


def test_three_and_one_are_arrested_and_only_the_one_near_baghdad(claims: list[Claim]) -> None:
    arrested = [c for c in claims if c.measure == "arrested" and c.quantity is not None]
    assert [(c.quantity.low, c.subject, c.place) for c in arrested if c.quantity] == [
        (3, "militant", None),
        (1, "militant", "baghdad"),
    ]


def test_us_combat_forces_leave_by_the_end_of_the_year_as_agreed(claims: list[Claim]) -> None:
    [claim] = [c for c in acts(claims, "withdraw") if c.subject == "force.combat.us"]
    assert claim.status is Status.AGREED
    assert claim.period is not None
    assert (claim.period.start, claim.period.end) in {
        (None, dt.date(2021, 12, 31)),
        (dt.date(2021, 12, 31), dt.date(2021, 12, 31)),
    }
    assert claim.place == "iraq"


def test_the_forces_there_are_no_combat_forces(claims: list[Claim]) -> None:
    assert any("ليست قتالية" in c.quote and c.negated for c in claims)


def test_the_withdrawal_follows_an_agreed_timetable(claims: list[Claim]) -> None:
    assert any("جدول زمني" in c.quote and c.status is Status.AGREED for c in acts(claims, "withdraw"))


def test_the_forces_that_left_went_to_kuwait(claims: list[Claim]) -> None:
    assert [(c.place, c.status) for c in acts(claims, "transfer")] == [("kuwait", Status.COMPLETED)]


def test_a_part_has_withdrawn_and_only_advisers_remain(claims: list[Claim]) -> None:
    assert any("جزء من" in c.quote and c.status is Status.COMPLETED for c in acts(claims, "withdraw"))
    assert any(c.subject == "adviser" and not c.negated for c in acts(claims, "remain"))


def test_joint_forces_are_to_be_formed(claims: list[Claim]) -> None:
    assert [(c.object, c.status) for c in acts(claims, "form")] == [("force.joint", Status.PLANNED)]


def test_the_international_forces_go_on_supporting(claims: list[Claim]) -> None:
    assert any(
        c.status is Status.ONGOING and c.speaker is not None and "القوات الدولية" in c.speaker
        for c in acts(claims, "support")
    )


def test_many_sites_were_handed_over(claims: list[Claim]) -> None:
    assert any(c.object == "base" and c.status is Status.COMPLETED for c in acts(claims, "hand_over"))


def test_nothing_comes_from_the_title_or_the_related_posts(claims: list[Claim]) -> None:
    text = SEED.read_text(encoding="utf-8")
    assert all(text.index("\n") < c.start and c.end <= text.index("Related Posts") for c in claims)


def test_every_quote_stands_at_its_offsets(claims: list[Claim]) -> None:
    text = SEED.read_text(encoding="utf-8")
    assert all(text[c.start : c.end] == c.quote for c in claims)
