"""Articles that are one text: a wire report and its copies, with other headers, footers and small edits.

A text is the set of its word shingles, folded, so that spelling and digits do not hide a copy. MinHash signatures find
candidates (datasketch); the true share of shingles decides. Put here: which texts are one. Keep out: what a copy means
for claims (`comparison`, `sources`).
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from datasketch import MinHash, MinHashLSH

from models.language.text import fold

_PERMUTATIONS = 96
_SEED = 1
_CANDIDATE_FROM = 0.2
"""Likeness (Jaccard) from which two texts are looked at: one a fifth of the other's length, wholly in it."""
_ALIKE_FROM = 0.55
"""Share of all shingles of two texts (Jaccard) from which they are one text."""
_CONTAINED_FROM = 0.8
"""Share of the shorter text's shingles from which it stands in the longer one."""
_SHORTEST_CONTAINED = 25
"""Shingles below which being contained says nothing: a formula, not a report."""
KEPT_A_GROUP = 4
"""Texts of a group that new ones are compared with, however many copies there are."""
DAYS = 14
"""Days within which copies are published."""

_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class CopyText:
    """An article's text with what decides whether it can be a copy."""

    article_id: uuid.UUID
    published: dt.date | None
    lang: str
    text: str

    @property
    def order(self) -> tuple[bool, dt.date, uuid.UUID]:
        """The one order in which texts are looked at: by day, undated last, then id."""
        return (self.published is None, self.published or dt.date.min, self.article_id)


@dataclass(frozen=True, slots=True)
class Copied:
    """An article's group, the share of its shingles by which it was put there (1 for the first), its signature."""

    article_id: uuid.UUID
    group_id: uuid.UUID
    similarity: float
    signature: bytes


@dataclass(frozen=True, slots=True)
class KnownText:
    """A text whose group is known, by its signature: its words are asked for only where it may be copied."""

    article_id: uuid.UUID
    published: dt.date | None
    lang: str
    group_id: uuid.UUID
    signature: bytes

    @property
    def order(self) -> tuple[bool, dt.date, uuid.UUID]:
        """The one order in which texts are looked at: by day, undated last, then id."""
        return (self.published is None, self.published or dt.date.min, self.article_id)


Words = Callable[[uuid.UUID], str]


@dataclass
class CopyFinder:
    """Texts seen so far, by signature; texts are to be shown in their one order.

    `words` gives the words of a known text.
    """

    words: Words = field(default=lambda _: "")
    _index: MinHashLSH = field(default_factory=lambda: MinHashLSH(threshold=_CANDIDATE_FROM, num_perm=_PERMUTATIONS))
    _texts: dict[uuid.UUID, KnownText] = field(default_factory=dict)
    _shingles: dict[uuid.UUID, frozenset[int]] = field(default_factory=dict)
    _kept: dict[uuid.UUID, int] = field(default_factory=dict)

    def know(self, text: KnownText) -> None:
        """Take in a text whose group is known."""
        self._kept[text.group_id] = self._kept.get(text.group_id, 0) + 1
        if text.signature and self._kept[text.group_id] <= KEPT_A_GROUP:
            self._texts[text.article_id] = text
            self._index.insert(text.article_id, _minhash(text.signature), check_duplication=False)

    def find(self, text: CopyText) -> Copied:
        """The group of a new text: that of the text most like it, else its own."""
        own = shingles(text.text)
        signature = _signature(own)
        alike = (
            (-likeness(own, self._shingles_of(other)), other.order, other.group_id)
            for other in self._candidates(text, signature)
        )
        least, _, group_id = min(alike, default=(0.0, text.order, text.article_id))
        found = Copied(text.article_id, group_id if least else text.article_id, -least or 1.0, signature)
        self.know(KnownText(text.article_id, text.published, text.lang, found.group_id, signature))
        if text.article_id in self._texts:
            self._shingles[text.article_id] = own
        return found

    def _candidates(self, text: CopyText, signature: bytes) -> Iterable[KnownText]:
        if not signature:
            return
        for article_id in self._index.query(_minhash(signature)):
            other = self._texts[article_id]
            if other.lang == text.lang and _near(other, text):
                yield other

    def _shingles_of(self, text: KnownText) -> frozenset[int]:
        if text.article_id not in self._shingles:
            self._shingles[text.article_id] = shingles(self.words(text.article_id))
        return self._shingles[text.article_id]


def shingles(text: str) -> frozenset[int]:
    """The runs of three words of a text as 32-bit numbers, spelling and digits folded."""
    words = (str(int(word)) if word.isdecimal() else word for word in _WORD.findall(fold(text)))
    hashed = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    runs = (hashed[:-2] * _MIX + hashed[1:-1]) * _MIX + hashed[2:]
    return frozenset((runs >> np.uint64(32)).tolist())


@cache
def _empty() -> MinHash:
    return MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=int)


def _signature(own: frozenset[int]) -> bytes:
    """The MinHash signature of shingles, 32 bits a permutation; empty where there are none."""
    if not own:
        return b""
    # The permutations are costly to draw, and the same for all.
    signature = MinHash(_PERMUTATIONS, _SEED, hashfunc=int, permutations=_empty().permutations, scheme=_empty().scheme)
    signature.update_batch(np.fromiter(own, dtype=np.uint64, count=len(own)))
    return bytes(signature.hashvalues.astype(np.uint32).tobytes())


def _minhash(signature: bytes) -> MinHash:
    values = np.frombuffer(signature, dtype=np.uint32).astype(np.uint64)
    return MinHash(seed=_SEED, hashvalues=values, permutations=_empty().permutations, scheme=_empty().scheme)


def _near(one: KnownText, other: CopyText) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs((one.published - other.published).days) <= DAYS


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """The share by which two texts are one: of all shingles, or of the shorter text's; 0 where they are two."""
    common, shorter = len(one & other), min(len(one), len(other))
    alike = common / (len(one) + len(other) - common)
    contained = common / shorter
    if contained >= _CONTAINED_FROM and shorter >= _SHORTEST_CONTAINED:
        return contained
    return alike if alike >= _ALIKE_FROM else 0.0
