"""What the sentences of claims tell that their fields do not: which of several, what has changed, that all are meant.

Put here: what follows from the words of sentences. Keep out: likeness of words (`features`), what a telling is worth
(`weights.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from models.language.extract import language_of
from models.language.text import fold
from models.linking.linkable import LinkableClaim, bare
from models.linking.weights import weights

_WORD = re.compile(r"[^\W_]{3,}")
_CHANGES = frozenset({"increase", "decrease", "reduce"})
_ALL = frozenset({"all", "every", "جميع", "كافه", "كل"})

Side = tuple[int, str]
"""One of the sets of `sides.yaml`, and the noun beside its word."""


def which(one: LinkableClaim, other: LinkableClaim) -> tuple[str, str] | None:
    """The words by which two sentences of one language tell their things apart (third, fourth brigade), if they do."""
    if one.lang != other.lang:
        return None
    mine, theirs = _sides(one.lang, one.sentence), _sides(other.lang, other.sentence)
    for side in mine.keys() & theirs.keys():
        if not mine[side].keys() & theirs[side].keys():
            return next(iter(mine[side].values())), next(iter(theirs[side].values()))
    return None


def calls_off(claim: LinkableClaim) -> bool:
    """Whether the sentence tells that something is cancelled or suspended."""
    return not weights().undoing_actions.isdisjoint(_tags(claim.lang, claim.sentence))


def tells_of_change(claim: LinkableClaim) -> bool:
    """Whether the sentence tells that something rose or fell."""
    return not _CHANGES.isdisjoint(_tags(claim.lang, claim.sentence))


def means_all(claim: LinkableClaim) -> bool:
    """Whether the sentence speaks of all there are."""
    return not _ALL.isdisjoint(map(fold, _WORD.findall(claim.sentence)))


@lru_cache(maxsize=1 << 14)
def _tags(lang: str, sentence: str) -> frozenset[str]:
    """The acts and measures that the words of a sentence name."""
    tokens = (token for part in language_of(lang).sentences(sentence) for token in part)
    named = (reading for token in tokens for reading in (token.tags.get("action"), token.tags.get("measure")))
    return frozenset(name for name in named if name is not None)


@lru_cache(maxsize=1 << 14)
def _sides(lang: str, sentence: str) -> Mapping[Side, Mapping[int, str]]:
    """For each set and noun of the sentence, which of the set stand beside it, by the words for them."""
    known, beside_all = _known()
    words = [bare(fold(word)) if lang == "ar" else fold(word) for word in _WORD.findall(sentence)]
    found: dict[Side, dict[int, str]] = {}
    for at, word in enumerate(words):
        if word in known:
            number, value = known[word]
            for noun in words[max(0, at - 1) : at] + words[at + 1 : at + 2]:
                if noun not in beside_all:
                    found.setdefault((number, noun), {})[value] = word
    return found


@cache
def _known() -> tuple[Mapping[str, tuple[int, int]], frozenset[str]]:
    raw: dict[str, Any] = yaml.safe_load(files("models.linking").joinpath("sides.yaml").read_text("utf-8"))
    return dict(_numbered(raw["sets"])), frozenset(map(fold, raw["beside_all"]))


def _numbered(sets: list[list[list[str]]]) -> Iterator[tuple[str, tuple[int, int]]]:
    for number, values in enumerate(sets):
        for value, forms in enumerate(values):
            for form in forms:
                yield fold(form), (number, value)
