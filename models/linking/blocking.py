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
from itertools import product

from models.claim import Comparator, Kind
from models.concepts import concepts
from models.linking import spots
from models.linking.features import one_act, theme_of
from models.linking.linkable import LinkableClaim
from models.linking.weights import root, weights

_TELLING_DIGITS = 3
_BITS = 64
_ALL_BITS = (1 << _BITS) - 1
_PRIME = 0x100000001B3
"""That of the FNV hash of 64 bits."""
_LEAST_WORDS, _MORE_WORDS = 2, 4
"""Words of a sentence, the least by a hash, that sentences all but the same mostly share (MinHash)."""

_Named = tuple[object, ...]
_Block = tuple[int, list[int]]
"""A key under which a claim is filed, and the probes that belong to it."""


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
    probes = (probe for _, near in blocks for probe in near)
    return Meeting(tuple(dict.fromkeys(key for key, _ in blocks)), tuple(dict.fromkeys(probes)))


def _numeric(claim: LinkableClaim, measure: str) -> Iterator[_Block]:
    base = (measure, claim.unit, claim.currency)
    if claim.digits >= _TELLING_DIGITS:
        key = _key((*base, "number", float(claim.magnitude)))
        yield key, [key]
    if claim.is_named and claim.subject is not None and claim.period is not None:
        # What one person gives of one time: other figures as well, wherever.
        key = _key((*base, "of", root(claim.subject), claim.period_start, claim.period_end))
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


def _at(claim: LinkableClaim, base: _Named, nature: str, day: int, days: Iterable[int]) -> Iterator[_Block]:
    """Where a numeric claim is filed and looked for at one step of days."""
    wide, wides = _steps(_scale(claim), math.log(weights().limits.conflict_factor))
    happened = nature in ("toll", "event")
    place = claim.place or (spots.scene(claim) if happened else None)
    if place is not None:
        yield _block((*base, "place", place), (wide, day), (wides, days))
    if claim.subject is not None and not (happened and claim.place):
        named = (*base, "subject", root(claim.subject))
        if happened:
            yield from _by_size(claim, named, day, days)
        else:
            yield _block(named, (wide, day), (wides, days))
    yield from _by_size(claim, (*base, "size"), day, days)
    # Figures that are one but for their zeros: a slip of the pen.
    digits = f"{claim.magnitude:.5e}".partition("e")[0]
    if claim.unit == "money" and claim.digits and (claim.place or claim.digits >= _TELLING_DIGITS):
        yield _block((*base, "slip", claim.place, digits), (day,), (days,))
    if claim.speaker is not None and claim.subject is not None and claim.digits:
        yield _block((*base, "said", claim.subject, claim.place, digits), (day,), (days,))
    if claim.place is None:
        for name in spots.named(claim.lang, claim.sentence):
            yield _block((*base, "spot", spots.sound(name)), (wide, day), (wides, days))
    # Counts of events without a place are at odds only where the sentences are all but the same: they share rare words.
    if happened and claim.place is None:
        for word in _rarest(claim, _LEAST_WORDS):
            yield _block((*base, "word"), (word, day), ((word,), days))


def _rarest(claim: LinkableClaim, most: int) -> list[int]:
    """The words of a sentence that are the least by a hash: sentences that are all but the same mostly share them."""
    return sorted(_number_of(("word", word)) for word in claim.words)[:most]


def _by_size(claim: LinkableClaim, named: _Named, day: int, days: Iterable[int]) -> Iterator[_Block]:
    """Where a claim meets those that can say the same number: exact ones all but agree, bounds are off by a factor."""
    limits = weights().limits
    size, sizes = _steps(_scale(claim), math.log(limits.bound_near))
    bounds, bounded = (*named, "bound"), (*named, "bounded")
    if claim.comparator is Comparator.EXACT:
        close, closes = _steps(_scale(claim), -math.log(1 - limits.rounding))
        yield _block((*named, "exact"), (close, day), (closes, days))
        yield _key(bounded, size, day), _probes(bounds, sizes, days)
    else:
        yield _key(bounds, size, day), [*_probes(bounds, sizes, days), *_probes(bounded, sizes, days)]


def _scale(claim: LinkableClaim) -> float:
    return math.log(abs(claim.magnitude) + 1)


def _policy(claim: LinkableClaim, action: str) -> Iterator[_Block]:
    act = one_act(action)
    if claim.subject or claim.object:
        key = _key((act, "both", claim.subject, claim.object))
        yield key, [key]
    # What is denied may have no name of ours: it is found by the rarest words of the sentence, as is what denies it.
    if claim.said_on is not None:
        day, days = _steps(claim.said_on, weights().opposed.denied + 1)
        for word in _rarest(claim, _MORE_WORDS):
            yield _block((act, "word"), (word, day), ((word,), days))
    for party in dict.fromkeys((claim.object, claim.subject, theme_of(claim))):
        if party is None:
            continue
        if claim.said_on is None:
            key = _key((act, "party", party))
            yield key, [key]
            continue
        day, days = _steps(claim.said_on, weights().windows["policy"].days + 1)
        # Acts that exclude each other, or move each other's time, meet as well.
        met = (act, *_met_by(action))
        for kind, name in (("party", party), ("root", root(party))):
            yield _key((act, kind, name), day), [_key((one, kind, name), near) for one in met for near in days]


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


def _block(named: _Named, at: tuple[int, ...], near: tuple[Iterable[int], ...]) -> _Block:
    return _key(named, *at), _probes(named, *near)


def _probes(named: _Named, *near: Iterable[int]) -> list[int]:
    return [_key(named, *steps) for steps in product(*near)]


def _key(named: _Named, *steps: int) -> int:
    """A key as it is stored: a signed number of 64 bits that is the same in every process."""
    number = _number_of(named)
    for step in steps:
        number = (number ^ step & _ALL_BITS) * _PRIME & _ALL_BITS
    return number - (1 << _BITS) if number >> _BITS - 1 else number


@lru_cache(maxsize=1 << 18)
def _number_of(named: _Named) -> int:
    return int.from_bytes(blake2b(repr(named).encode(), digest_size=_BITS // 8).digest())
