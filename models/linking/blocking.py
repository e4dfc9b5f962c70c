"""The keys under which claims that can be compared meet, so that no claim is compared with all.

A claim is filed under its *keys*; those that it can be compared with are found under its *probes*. Nearness (of days,
of sizes) is cut into steps of twice its reach: what is near lies in the step of the claim's lower or upper reach.
Put here: which claims meet. Keep out: how they compare (`comparison`), how many of a block are looked at (`ledger`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b

from models.claim import Kind
from models.concepts import concepts
from models.linking.features import one_act, theme_of
from models.linking.linkable import LinkableClaim
from models.linking.weights import root, weights

_TELLING_DIGITS = 3
_BITS = 64
_LEAST_WORDS = 2
"""Words of a sentence, the least by a hash, that sentences all but the same mostly share (MinHash)."""

_Spelled = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where a claim is filed, and where to look for those that it can be compared with, as 64-bit numbers."""

    keys: tuple[int, ...]
    probes: tuple[int, ...]


NOWHERE = Meeting((), ())


@lru_cache(maxsize=1 << 14)
def meeting(claim: LinkableClaim) -> Meeting:
    """The claim's keys, and its probes, the narrowest first; without measure and action it meets only its copies.

    Of two claims that `comparison` could call the same, an update or a contradiction, each has a key among the probes
    of the other.
    """
    if claim.kind is Kind.NUMERIC and claim.measure is not None:
        blocks = list(_numeric(claim, claim.measure))
    elif claim.kind is Kind.POLICY and claim.action is not None:
        blocks = list(_policy(claim, claim.action))
    else:
        return NOWHERE
    keys = (_number(key) for key, _ in blocks)
    probes = (_number(probe) for _, near in blocks for probe in near)
    return Meeting(tuple(dict.fromkeys(keys)), tuple(dict.fromkeys(probes)))


def _numeric(claim: LinkableClaim, measure: str) -> Iterator[tuple[_Spelled, list[_Spelled]]]:
    base = (measure, claim.unit, claim.currency)
    if claim.digits >= _TELLING_DIGITS:
        key: _Spelled = (*base, "number", float(claim.magnitude))
        yield key, [key]
    nature = weights().natures[measure]
    for moment in _moments(claim):
        day, days = _steps(moment, weights().windows[nature].days + 1)
        yield from _at(claim, base, nature, day, days)


def _moments(claim: LinkableClaim) -> Iterable[int]:
    """The days by which a claim is found: the end of its time, and the day of that time nearest to when it was said."""
    if claim.when is None:
        return ()
    said = claim.when.last if claim.said_on is None else claim.said_on
    return dict.fromkeys((claim.when.last, min(max(said, claim.when.first), claim.when.last)))


def _at(
    claim: LinkableClaim, base: _Spelled, nature: str, day: int, days: Iterable[int]
) -> Iterator[tuple[_Spelled, list[_Spelled]]]:
    """Where a numeric claim is filed and looked for at one step of days."""
    limits = weights().limits
    scale = math.log(abs(claim.magnitude) + 1)
    size, sizes = _steps(scale, math.log(limits.bound_near))
    wide, wides = _steps(scale, math.log(limits.conflict_factor))
    happened = nature in ("toll", "event")
    if claim.place is not None:
        key = (*base, "place", claim.place)
        yield (*key, wide, day), [(*key, alike, near) for alike in wides for near in days]
    if claim.subject is not None and not (happened and claim.place):
        key = (*base, "subject", root(claim.subject))
        if happened:
            yield (*key, size, day), [(*key, alike, near) for alike in sizes for near in days]
        else:
            yield (*key, wide, day), [(*key, alike, near) for alike in wides for near in days]
    key = (*base, "size")
    yield (*key, size, day), [(*key, alike, near) for alike in sizes for near in days]
    if claim.unit == "money" and claim.digits and (claim.place or claim.digits >= _TELLING_DIGITS):
        # Sums that are one but for a thousand: a slip of the pen.
        key = (*base, "slip", claim.place, f"{claim.magnitude:.5e}".partition("e")[0], day)
        yield key, [(*key[:-1], near) for near in days]
    # Counts of events without a place are at odds only where the sentences are all but the same: they share rare words.
    if happened and claim.place is None:
        for word in sorted(map(_number, zip(claim.words)))[:_LEAST_WORDS]:
            yield (*base, "word", word, day), [(*base, "word", word, near) for near in days]


def _policy(claim: LinkableClaim, action: str) -> Iterator[tuple[_Spelled, list[_Spelled]]]:
    act = one_act(action)
    key: _Spelled = (act, "both", claim.subject, claim.object)
    yield key, [key]
    for party in dict.fromkeys((claim.object, claim.subject, theme_of(claim))):
        if party is None:
            continue
        if claim.said_on is None:
            key = (act, "party", party)
            yield key, [key]
            continue
        day, days = _steps(claim.said_on, weights().windows["policy"].days + 1)
        # Acts that exclude each other, or move each other's time, meet as well.
        met = (act, *_met_by(action))
        yield (act, "party", party, day), [(one, "party", party, near) for one in met for near in days]
        yield (act, "root", root(party), day), [(act, "root", root(party), near) for near in days]


@cache
def _met_by(action: str) -> tuple[str, ...]:
    """The acts besides its own that a claim of this act can be at odds with, or move, or be moved by."""
    moving = weights().moving_actions
    opposed = concepts().actions[action].against
    moved = concepts().actions if action in moving else moving
    return tuple(dict.fromkeys(one_act(other) for other in (*opposed, *moved) if other != action))


def _steps(position: float, reach: float) -> tuple[int, tuple[int, ...]]:
    """The step that a position is in, and those that hold all that is within reach of it."""
    low, high = (math.floor((position + side * reach) / (2 * reach)) for side in (-1, 1))
    return math.floor(position / (2 * reach)), (low,) if low == high else (low, high)


@lru_cache(maxsize=1 << 18)
def _number(key: _Spelled) -> int:
    """A key as it is stored: a number that is the same in every process."""
    digest = blake2b(repr(key).encode(), digest_size=_BITS // 8).digest()
    return int.from_bytes(digest, signed=True)
