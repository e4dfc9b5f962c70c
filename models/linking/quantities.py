"""How two stated quantities stand to each other.

Put here: bounds, tolerances, rounding. Keep out: what follows for the claims (`comparison`).
"""

from __future__ import annotations

from enum import StrEnum

from models.claim import Comparator, plain_number
from models.linking.linkable import LinkableClaim
from models.linking.weights import weights

_INFINITY = float("inf")
_LARGE = 10
_OPEN = (Comparator.MORE_THAN, Comparator.LESS_THAN)


class Values(StrEnum):
    """From one number said twice to numbers that cannot both be true."""

    EQUAL = "equal"
    NEAR = "near"
    BOUND_MET = "bound_met"
    BOUND_NEAR = "bound_near"
    LOOSE = "loose"
    DISJOINT = "disjoint"


def relate(one: LinkableClaim, other: LinkableClaim) -> Values:
    """How the two quantities, of one unit, stand to each other."""
    if (one.low, one.high) == (other.low, other.high):
        return Values.EQUAL
    limits = weights().limits
    low, high = _bounds(one, other)
    other_low, other_high = _bounds(other, one)
    if low > other_high or other_low > high or _only_touch(one, other):
        return Values.DISJOINT
    if _is_point(one) and _is_point(other):
        return Values.NEAR
    smaller, larger = sorted((abs(one.magnitude), abs(other.magnitude)))
    if larger <= smaller * (1 + limits.bound_met):
        return Values.BOUND_MET
    return Values.BOUND_NEAR if larger <= smaller * limits.bound_near else Values.LOOSE


def _is_point(claim: LinkableClaim) -> bool:
    return claim.low is not None and claim.low == claim.high


def _bounds(claim: LinkableClaim, other: LinkableClaim) -> tuple[float, float]:
    """The least and the greatest number that the claim allows, seen beside another that may be more precise."""
    low = -_INFINITY if claim.low is None else claim.low
    high = _INFINITY if claim.high is None else claim.high
    slack = 0.0
    if claim.comparator is Comparator.APPROX:
        slack = abs(claim.magnitude) * weights().limits.approx
    elif _is_point(claim) and _is_point(other) and claim.digits < other.digits:
        slack = _rounding(claim)
    return low - slack, high + slack


def _rounding(claim: LinkableClaim) -> float:
    """By how much a number told with few digits may have been rounded; small counts are not rounded."""
    size = abs(claim.magnitude)
    unit = 1.0
    while unit * 10 <= size and size % (unit * 10) == 0:
        unit *= 10
    return (
        0.0
        if size == int(size) and size < 100
        else min(unit / 2 if unit > 1 else 0.0, size * weights().limits.rounding)
    )


def _only_touch(one: LinkableClaim, other: LinkableClaim) -> bool:
    """Whether the two meet in one number alone that one of them leaves out (more than 100, at most 100).

    A large number and more than that number are one told with more or less care; five and more than five are not.
    """
    if not (one.comparator in _OPEN or other.comparator in _OPEN):
        return False
    touch = (one.low is not None and one.low == other.high) or (one.high is not None and one.high == other.low)
    told_loosely = (_is_point(one) or _is_point(other)) and abs(one.magnitude) >= _LARGE
    return touch and not told_loosely


_SIGNS = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< ", "approx": "≈ "}


def shown(claim: LinkableClaim) -> str:
    """The quantity in figures that both languages read: ≤ 2,500; 8 – 11."""
    if claim.low is not None and claim.high is not None and claim.low != claim.high:
        return f"{plain_number(claim.low):,} – {plain_number(claim.high):,}"
    sign = "" if claim.comparator is None else _SIGNS.get(claim.comparator.value, "")
    return f"{sign}{plain_number(claim.magnitude):,}"
