"""Names in two scripts: one, or two."""

from __future__ import annotations

import pytest

from models.linking.names import Aliases, alike
from models.linking.naming import key
from tests.bench_names import best_plain, pairs, score


@pytest.mark.parametrize("part", ["open", "closed"])
def test_labelled_pairs(part: str) -> None:
    found = pairs(part)
    ours = score(found, alike)
    assert ours.precision >= 0.97
    assert ours.recall >= 0.9
    assert ours.f1 >= best_plain(found).f1 + 0.2


@pytest.mark.parametrize("part", ["open", "closed"])
def test_the_order_of_the_two_is_no_matter(part: str) -> None:
    assert not [pair for pair in pairs(part) if alike(pair.one, pair.other) != alike(pair.other, pair.one)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("", "Khafaji"), ("", ""), ("؟", "!"), ("اللواء", "اللواء"), ("1", "2"), ("ء", "ع"), ("'", "’")],
)
def test_what_is_no_name_is_like_no_other(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


def test_titles_and_articles_are_no_part_of_a_name() -> None:
    assert alike("الدكتور علي النداوي", "علي النداوي")
    assert alike("علي النداوي", "Dr. Ali al-Naddawi")
    assert not alike("الدكتور", "Dr.")
    assert key("الفريق أول الركن عبد الأمير يار الله") == key("عبد الأمير يار الله")


def test_a_name_stands_for_the_last_that_was_said_of_it() -> None:
    said = [("Abu Ali", "Abu Omar"), ("أبو علي", "Jaafar"), ("Abu Omar", "Hadi Karim"), ("Sheikh ABU ALI", "Hani Saad")]
    aliases = Aliases.of(said)
    assert aliases.standing_for("abu ali") == "Hani Saad"
    assert aliases.standing_for("Abu Omar") == "Hadi Karim"
    assert aliases.standing_for("Hadi Karim") is None
    assert aliases.standing_for(None) is None
    assert Aliases.of([*said, ("Abu Ali", "Abu Ali")]).standing_for("Abu Ali") is None


def test_names_that_stand_for_each_other_end_somewhere() -> None:
    aliases = Aliases.of([("Abu Ali", "Abu Omar"), ("Abu Omar", "Abu Ali")])
    assert aliases.standing_for("Abu Ali") in ("Abu Ali", "Abu Omar")
