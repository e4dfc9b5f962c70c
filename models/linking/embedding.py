"""How much two sentences of different languages say the same, by a model that the user may have installed.

Linking needs none: where there is one, its likeness is one finding more (`features.sentences`). Put here: what such a
model must offer. Keep out: finding the one that the user has set (`flows.linking.scorer`), models.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol, runtime_checkable

Vector = Sequence[float]
_KEPT = 1 << 14


@runtime_checkable
class SentenceScorer(Protocol):
    """Says how much two sentences say the same, whatever their languages."""

    def likeness(self, one: str, other: str) -> float:
        """From 0, nothing in common, to 1, the same; what is below 0 counts as 0."""
        ...


class CosineScorer:
    """A scorer by the vectors that a model makes of sentences, each made once as long as it is at hand."""

    def __init__(self, encode: Callable[[list[str]], Sequence[Vector]]) -> None:
        @lru_cache(maxsize=_KEPT)
        def direction(sentence: str) -> tuple[float, ...]:
            vector = [float(value) for value in encode([sentence])[0]]
            length = math.sqrt(math.fsum(value * value for value in vector))
            return tuple(value / length for value in vector) if length else ()

        self._direction = direction

    def likeness(self, one: str, other: str) -> float:
        """The cosine of the two sentences' vectors."""
        return sum(map(float.__mul__, self._direction(one), self._direction(other)))
