"""How two quantities stand to each other."""

from __future__ import annotations

import pytest

from models.linking.quantities import Values, relate, shown
from tests.models.linking.readings import claim


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("= 5", "= 5", Values.EQUAL),
        ("= 5", "= 6", Values.DISJOINT),
        ("<= 2500", "= 2500", Values.BOUND_MET),
        ("<= 2500", "= 2000", Values.BOUND_NEAR),
        ("<= 2500", "= 900", Values.LOOSE),
        ("<= 2500", "= 2600", Values.DISJOINT),
        ("< 100", ">= 100", Values.DISJOINT),
        ("<= 100", ">= 100", Values.BOUND_MET),
        ("> 100", "= 100", Values.BOUND_MET),
        ("> 5", "= 5", Values.DISJOINT),
        ("~ 2500", "= 2437", Values.NEAR),
        ("~ 2500", "= 3100", Values.DISJOINT),
        ("= 1200000", "= 1234567", Values.NEAR),
        ("= 2500", "= 2437", Values.DISJOINT),
        ("= 100", "= 101", Values.NEAR),
        ("= 11", "= 12", Values.DISJOINT),
        ("8..11", "= 10", Values.BOUND_NEAR),
        ("8..11", "= 12", Values.DISJOINT),
        ("vague 24..99", "= 37", Values.LOOSE),
        ("= 60.5", "= 60.5", Values.EQUAL),
    ],
)
def test_two_quantities(one: str, other: str, expected: Values) -> None:
    a, b = (
        claim(name, {"measure": "killed", "unit": "person", "number": said})
        for name, said in zip("ab", (one, other), strict=True)
    )
    assert relate(a, b) is expected
    assert relate(b, a) is expected


def test_numbers_are_shown_in_figures() -> None:
    said = ("= 2500", "<= 2500", "8..11", "~ 77.4")
    assert [shown(claim("a", {"number": one, "measure": "killed"})) for one in said] == [
        "2,500",
        "≤ 2,500",
        "8 – 11",
        "≈ 77.4",
    ]
