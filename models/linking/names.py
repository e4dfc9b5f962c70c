"""Whether two names, in whichever script, can be one person's or institution's.

A name is reduced to its consonants in a common alphabet: the scripts agree on these, while vowels, doubling and the
article vary (الخفاجي, al-Khafaji, Khafaji). Put here: likeness of names. Keep out: who is quoted (`models.language`).
"""

from __future__ import annotations

import re
from functools import lru_cache

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
_SHORTEST = 3
_ALIKE = 88.0
"""Percent of likeness of the letters or consonants from which two names are taken for one."""


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """The consonants of a name's words, in a common alphabet, the article left out.

    >>> skeleton("تحسين الخفاجي"), skeleton("Tahsin al-Khafaji")
    ('thsn kfj', 'thsn kfj')
    """
    words = (_consonants(word) for word in _WORD.findall(fold(name)) if word not in ("al", "el", "the", "of"))
    return " ".join(word for word in words if word)


def _consonants(word: str) -> str:
    if word.isascii():
        for pair, letter in _LATIN_PAIRS:
            word = word.replace(pair, letter)
        word = word.translate(_LATIN)
        if word.endswith("h") and len(word) > 2:
            word = word[:-1]
    else:
        word = _ARTICLE.sub("", word)
        word = word.removesuffix("ه")
        word = word.translate(_ARABIC)
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
    return " ".join(_ARTICLE.sub("", word) for word in _WORD.findall(fold(name)))
