"""Names in two scripts."""

from __future__ import annotations

import pytest

from models.linking.names import alike, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("تحسين الخفاجي", "Tahsin al-Khafaji"),
        ("الخفاجي", "Khafaji"),
        ("اللواء تحسين الخفاجي", "الخفاجي"),
        ("العميد وليد العزاوي", "Brig. Gen. Walid al-Azzawi"),
        ("كوردستان", "Kurdistan"),
        ("كردستان", "كوردستان"),
        ("شريف ماكس", "Max Sharif"),
        ("جون كيربي", "John Kirby"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الجبوري", "الجبير"),
        ("وزارة الصحة", "وزارة الدفاع"),
        ("البيت الأبيض", "White House"),
        ("رياض السلماني", "Mahdi al-Ugaili"),
        ("", "Khafaji"),
        ("؟", "!"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


def test_titles_and_articles_are_no_part_of_a_name() -> None:
    assert skeleton("الدكتور علي النداوي") == skeleton("علي النداوي") == skeleton("Dr. Ali al-Naddawi")
