"""How well groups of claims fit the stories that were drawn, pair by pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

_Claim = TypeVar("_Claim", bound=Hashable)


def pairwise(home: Mapping[_Claim, Hashable], stories: Mapping[_Claim, int]) -> tuple[float, float]:
    """Precision and recall of pairs, from the group of each claim and its story."""
    both = _pairs((home[claim], story) for claim, story in stories.items())
    return both / max(1, _pairs(home[claim] for claim in stories)), both / max(1, _pairs(stories.values()))


def _pairs(groups: Iterable[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())
