"""The keys under which claims that can be compared meet, so that no claim is compared with all.

Two claims that `comparison` could call the same, an update or a contradiction share at least one key. Nearness (of
days, of numbers) is cut into steps of twice its reach, on two grids half a step apart: what is near shares one of them.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator

from models.claim import Kind
from models.concepts import concepts
from models.linking.features import one_act
from models.linking.linkable import LinkableClaim
from models.linking.weights import root, weights

Key = tuple[Hashable, ...]

_TELLING_DIGITS = 3


def blocking_keys(claim: LinkableClaim) -> tuple[Key, ...]:
    """The claim's keys, the narrowest first; a claim without measure and action has but that of its copies."""
    if claim.kind is Kind.NUMERIC and claim.measure is not None:
        return tuple(_numeric(claim, claim.measure))
    if claim.kind is Kind.POLICY and claim.action is not None:
        return tuple(_policy(claim, claim.action))
    return ()


def _numeric(claim: LinkableClaim, measure: str) -> Iterator[Key]:
    base = (measure, claim.unit, claim.currency)
    if claim.digits >= _TELLING_DIGITS:
        yield (*base, "number", claim.magnitude)
    days = list(_days(claim, measure))
    # Counts of events that differ are of one event only in one place: they meet under it.
    counted = concepts().measures[measure].nature in ("toll", "event")
    for day in days:
        if claim.place is not None:
            yield (*base, "place", claim.place, day)
        if claim.subject is not None and (claim.place is None or not counted):
            yield (*base, "subject", root(claim.subject), day)
    for size in _sizes(claim.magnitude):
        for day in days:
            yield (*base, "size", size, day)


def _policy(claim: LinkableClaim, action: str) -> Iterator[Key]:
    action = one_act(action)
    yield (action, "both", claim.subject, claim.object)
    for party in dict.fromkeys((claim.object, claim.subject)):
        if party is not None:
            # Without the act: acts that exclude each other, or move each other's time, must meet as well.
            yield ("party", party, claim.place)
            yield ("party", party)
            yield (action, "root", root(party))


def _days(claim: LinkableClaim, measure: str) -> Iterator[Key]:
    if claim.when is None:
        return
    step = 2 * (weights().windows[concepts().measures[measure].nature].days + 1)
    yield (0, claim.when.last // step)
    yield (1, (claim.when.last + step // 2) // step)


def _sizes(magnitude: float) -> Iterator[Key]:
    position = math.log(abs(magnitude) + 1) / (2 * math.log(weights().limits.bound_near))
    yield (0, math.floor(position))
    yield (1, math.floor(position + 0.5))
