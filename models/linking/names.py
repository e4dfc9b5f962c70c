"""Whether two names, in whichever script, can be one person's or institution's.

A name is reduced to its consonants in a common alphabet: the scripts agree on these, while vowels, doubling and the
article vary (الخفاجي, al-Khafaji, Khafaji). Put here: likeness of names. Keep out: who is quoted (`models.language`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from rapidfuzz import fuzz

from models.language.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"^(?:[وبل]?ال|لل)(?=\w{2})")
# Consonants that one script keeps apart and the other, or another spelling, does not, fall together.
_ARABIC = str.maketrans("بپتثجچحخدذرزسشصضطظعغفڤقكگلمنهة", "bbttjjhkddrzsxsdtd.gffkkklmnh.")
_LATIN_PAIRS = (
    ("x", "ks"),
    ("kh", "k"),
    ("sh", "x"),
    ("ch", "x"),
    ("th", "t"),
    ("dh", "d"),
    ("gh", "g"),
    ("ph", "f"),
    ("ck", "k"),
)
_LATIN = str.maketrans({"q": "k", "c": "k", "p": "b", "v": "f"})
_VOWELS = re.compile(r"[^bdfghjklmnrstxz]")
_DOUBLE = re.compile(r"(.)\1+")
_LATIN_ARTICLES = ("al", "el", "the", "of")
_SHORTEST = 3
_ALIKE = 88.0
"""Percent of likeness of the letters or consonants from which two names are taken for one."""


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """The consonants of a name's words, in a common alphabet; articles and titles are left out.

    >>> skeleton("تحسين الخفاجي"), skeleton("Tahsin al-Khafaji")
    ('thsn kfj', 'thsn kfj')
    """
    words = (_consonants(word) for word in _words(name))
    return " ".join(word for word in words if word)


def _words(name: str) -> Iterator[str]:
    for word in _WORD.findall(fold(name)):
        bare = _ARTICLE.sub("", word)
        if bare not in _titles():
            yield bare


@cache
def _titles() -> frozenset[str]:
    raw = yaml.safe_load(files("models.linking").joinpath("titles.yaml").read_text("utf-8"))
    return frozenset((*raw["ar"], *raw["en"], *_LATIN_ARTICLES))


def _consonants(word: str) -> str:
    if word.isascii():
        for pair, letter in _LATIN_PAIRS:
            word = word.replace(pair, letter)
        word = word.translate(_LATIN)
        word = word[:-1] if word.endswith("h") and len(word) > 2 else word
    else:
        word = word.removesuffix("ه").translate(_ARABIC)
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", word))


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str) -> bool:
    """Whether two names can be one: the words of the shorter are found, nearly, among those of the longer.

    Within one script the letters decide, across scripts the consonants.
    """
    across = one.isascii() != other.isascii()
    first, second = (skeleton(one), skeleton(other)) if across else (_letters(one), _letters(other))
    if min(len(first), len(second)) < _SHORTEST:
        return first == second != ""
    return fuzz.token_set_ratio(first, second) >= _ALIKE


def _letters(name: str) -> str:
    return " ".join(_words(name))
