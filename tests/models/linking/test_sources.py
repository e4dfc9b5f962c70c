"""Who says it independently."""

from __future__ import annotations

from typing import Any

from models.linking.sources import independent_sources
from tests.models.linking.readings import claim


def said(name: str, **changes: Any) -> Any:
    return claim(name, {"measure": "killed", "number": "= 11", "unit": "person", **changes})


def test_copies_and_repeats_count_once() -> None:
    assert independent_sources([said("a", group="wire"), said("b", group="wire"), said("c")]) == 2
    assert independent_sources([said("a", article="one"), said("b", article="one")]) == 1


def test_one_outlet_quoting_one_speaker_twice_counts_once() -> None:
    again = [said("a", outlet="الرافد", speaker="علي النداوي"), said("b", outlet="الرافد", speaker="علي النداوي")]
    assert independent_sources(again) == 1


def test_two_outlets_that_report_one_statement_count_twice() -> None:
    both = [said("a", outlet="الرافد", speaker="علي النداوي"), said("b", outlet="دجلة", speaker="علي النداوي")]
    assert independent_sources(both) == 2


def test_one_outlet_with_two_texts_of_its_own_counts_twice() -> None:
    assert independent_sources([said("a", outlet="الرافد"), said("b", outlet="الرافد")]) == 2


def test_nobody_says_nothing() -> None:
    assert independent_sources([]) == 0
