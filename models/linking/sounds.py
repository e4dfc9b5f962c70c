"""Words of names by their sounds, in one alphabet for all scripts, and whether two can be one word.

The scripts agree on consonants, but for a few that can be written in more than one way (ج is j or g, th is ث or س);
vowels are written by halves: Arabic keeps the long ones, Latin spellings vary. So a word is its consonants, each as the
set of sounds that it may stand for, with what is written between them. Put here: sounds of words. Keep out: what words
make a name (`naming`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

# What a consonant, romanised, can be; the sound by which it is known in a skeleton first. K is kh.
_SOUNDS = {
    "b": "b", "p": "b", "t": "t", "th": "ts", "j": "jg", "dj": "jg", "g": "gjk", "gh": "g", "ch": "xkj", "h": "h",
    "kh": "K", "d": "d", "dh": "dz", "r": "r", "z": "z", "s": "s", "sh": "x", "f": "f", "ph": "f", "v": "fb",
    "q": "kg", "k": "k", "ck": "k", "c": "ks", "l": "l", "m": "m", "n": "n", "w": "w", "y": "y",
}  # fmt: skip
# Arabic letters that can be more than their romanisation says.
_ARABIC_SOUNDS = {"ج": "jg", "ق": "kg", "ظ": "dz", "ض": "dz", "غ": "gk"}
_ARABIC_VOWELS = "اويعء"
_LATIN_UNIT = re.compile(r"[aeiou']+|dj|th|gh|ch|kh|dh|sh|ph|ck|x|[b-df-hj-np-tv-z]")
_LONG = 5
"""Consonants from which on a word may differ in one of them, or in one vowel."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: its consonants as sets of sounds, and what is written before, between and after them.

    `skeleton` has one letter for each consonant that both scripts always write; `ends_in_h`: whether the last one is an
    h that another spelling may leave out.
    """

    text: str
    consonants: tuple[frozenset[str], ...]
    skeleton: str
    gaps: tuple[str, ...]
    is_latin: bool
    ends_in_h: bool

    @property
    def is_active(self) -> bool:
        """Whether it has the form of سالم or خالد, whose second vowel is an i."""
        return not self.is_latin and len(self.consonants) == 3 and self.gaps[1:] == ("ا", "", "")


@lru_cache(maxsize=1 << 16)
def word(text: str) -> Word:
    """The sounds of a word, folded and without its article."""
    is_latin = text.isascii()
    units = _latin_units(text) if is_latin else _arabic_units(text)
    consonants: list[str] = []
    gaps = [""]
    for sounds, letter in units:
        if not sounds:
            gaps[-1] += letter
        elif not consonants or gaps[-1] or consonants[-1][0] != sounds[0] or (sounds == "h" and not is_latin):
            consonants.append(sounds)
            gaps.append("")
    for number, sounds in enumerate(consonants[1:]):
        if sounds[0] == "b" and consonants[number] == "n":
            consonants[number] = "nm"  # جنبلاط is Jumblatt
    ends_in_h = len(consonants) > 1 and text[-1] in "hه" and consonants[-1] == "h"
    skeleton = "".join(sounds[0].lower() for sounds in consonants if sounds not in ("w", "y"))
    return Word(text, tuple(map(frozenset, consonants)), skeleton, tuple(gaps), is_latin, ends_in_h)


def _arabic_units(text: str) -> list[tuple[str, str]]:
    """Each letter as the sounds it may be, none for what is a vowel or leans on one."""
    units = []
    for number, letter in enumerate(text):
        if letter in _ARABIC_VOWELS and (number or letter not in "وي"):
            units.append(("", letter))
        else:
            roman = "w" if letter == "و" else "y" if letter == "ي" else anyascii(letter).lower()
            units.append((_ARABIC_SOUNDS.get(letter) or _SOUNDS.get(roman, ""), ""))
    return units


def _latin_units(text: str) -> list[tuple[str, str]]:
    if re.match("ou[aeio]", text):
        text = "w" + text[2:]  # French: Ouali
    units: list[tuple[str, str]] = []
    for unit in _LATIN_UNIT.findall(text):
        if unit == "x":
            units += [("k", ""), ("s", "")]
        elif unit in "yw" and units:
            units.append(("", unit))
        else:
            units.append((_SOUNDS.get(unit, ""), unit if unit not in _SOUNDS else ""))
    return units


def sound_alike(one: Word, other: Word) -> bool:
    """Whether two words can be spellings of one."""
    if one.text == other.text:
        return True
    if not one.skeleton or not other.skeleton:
        return False
    mine, theirs = one.consonants, other.consonants
    if len(mine) != len(theirs):
        if one.ends_in_h and len(mine) == len(theirs) + 1:
            mine = mine[:-1]
        elif other.ends_in_h and len(theirs) == len(mine) + 1:
            theirs = theirs[:-1]
    same_length = len(mine) == len(theirs)
    if not same_length or any(map(frozenset.isdisjoint, mine, theirs)):
        # A consonant may be lost on the way between scripts, in words that are long enough to tell all the same.
        long = min(len(mine), len(theirs)) >= _LONG
        return long and Levenshtein.distance(one.skeleton, other.skeleton, score_cutoff=1) <= 1
    return _vowels_apart(one, other, len(mine)) <= (len(mine) >= _LONG)


def _vowels_apart(one: Word, other: Word, last: int) -> int:
    """How many vowels of two words with the same consonants cannot be one."""
    apart = 0
    # The vowel of the last syllable, if no other follows: there French `ou` is a long one.
    stressed = last if one.gaps[last] or other.gaps[last] else last - 1
    for place in range(last + 1):
        mine, theirs = one.gaps[place], other.gaps[place]
        if mine == theirs:
            continue
        at = _At(place, last, stressed)
        if one.is_latin and other.is_latin:
            apart += not _latin_agree(mine, theirs, at)
        elif one.is_latin or other.is_latin:
            written, spoken = (other, one) if one.is_latin else (one, other)
            apart += not _scripts_agree(written, written.gaps[place], spoken.gaps[place], at)
        else:
            apart += mine.replace("ء", "") != theirs.replace("ء", "")
    return apart


class _At(NamedTuple):
    """Where between the consonants of a word a vowel stands."""

    place: int
    last: int
    stressed: int

    @property
    def is_first(self) -> bool:
        return self.place == 0

    @property
    def is_last(self) -> bool:
        return self.place == self.last


def _latin_agree(one: str, other: str, at: _At) -> bool:
    """Whether two romanisations of what stands between two consonants can be one: Omar, Umar; not Hassan, Hussein."""
    one, other = _plain(one), _plain(other)
    if not one or not other:
        return _may_be_unwritten(one or other, at)
    return _covers(one, other) and _covers(other, one)


def _plain(gap: str) -> str:
    return gap.replace("ee", "i").replace("'", "")


def _covers(one: str, other: str) -> bool:
    """Whether a romanisation has all the vowels of another, as far as these differ for certain: e is a or i."""
    front, back = "i" in one or "y" in one, bool(_BACK & set(one))
    if front and not _FRONT & set(other):
        return False
    if back and not _BACK & set(other):
        return False
    return front or back or "e" in one or "a" not in one or "a" in other or "e" in other


def _scripts_agree(word_written: Word, written: str, spoken: str, at: _At) -> bool:
    """Whether what Arabic writes between two consonants can be read as a romanisation has it."""
    spoken = _plain(spoken)
    front, back = bool(_FRONT & set(spoken)), bool(_BACK & set(spoken))
    if not written:
        if at.is_last:
            return spoken in ("", "e") or (word_written.ends_in_h and spoken in ("a", "e", "ia", "ya"))
        if at.place == 2 and word_written.is_active and spoken == "a":
            return False
        return _may_be_unwritten(spoken, at)
    if at.is_first:
        return bool(spoken) and ("و" not in written or back)
    if "و" in written and not back:
        return False
    if "ي" in written:
        return front or (at.is_last and spoken == "a")  # ى is folded into ي
    if "ا" in written:
        return bool(_OPEN & set(spoken))
    return not set("iy") & set(spoken)


_FRONT, _BACK, _OPEN = frozenset("iye"), frozenset("ouw"), frozenset("aeo")


def _may_be_unwritten(vowel: str, at: _At) -> bool:
    """Whether a vowel can be a short one: any, but those that spell a long one, and none at the ends of a word."""
    if at.is_first or at.is_last:
        return not vowel or (vowel == "e" and at.is_last)
    return len(vowel) <= 1 or (vowel == "ou" and at.place != at.stressed)
