"""English morphology: every form that a line of the lexicon can take, in one table.

A verb is given by its base form, or by base, past and participle where they are irregular (`withdraw withdrew
withdrawn`); a noun takes a regular plural unless one is given. Put here: how English words inflect. Keep out: what they
mean (`lexicon/*.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.language.lexicon import Entry, LexiconError, Reading
from models.language.text import fold

_VOWELS = "aeiou"
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_NO_PROCLITICS: frozenset[str] = frozenset()


class FullForms:
    """Readings of folded words by look-up; words of the closed class are nothing else."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._forms: dict[str, list[Reading]] = {}
        for entry in entries:
            if entry.grammar != "phrase":
                for form, reading in _inflect(entry):
                    known = self._forms.setdefault(form, [])
                    if reading not in known:
                        known.append(reading)

    def readings(self, form: str) -> tuple[Reading, ...]:
        """All readings of a folded word."""
        readings = self._forms.get(form, ())
        return tuple([reading for reading in readings if reading.entry.grammar == "word"] or readings)


def whole_word(form: str) -> Iterable[tuple[str, frozenset[str]]]:
    """The word itself: English attaches no particles to words."""
    return ((form, _NO_PROCLITICS),)


def _inflect(entry: Entry) -> Iterator[tuple[str, Reading]]:
    if entry.grammar == "verb":
        for form in entry.forms:
            yield from _verb(entry, fold(form).split())
        return
    for form in entry.forms:
        lemma = fold(form)
        if entry.grammar != "noun":
            yield lemma, Reading(entry)
            continue
        yield lemma, Reading(entry, number="sg")
        if not entry.plurals:
            yield _with_s(lemma), Reading(entry, number="pl")
    for plural in entry.plurals:
        yield fold(plural), Reading(entry, number="pl")


def _verb(entry: Entry, parts: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    """Present and past are finite; the participles (withdrawing, withdrawn) are not."""
    if len(parts) not in (1, 3):
        raise LexiconError(f"{entry.where}: a verb is its base, or base, past and participle, not {entry.lemma!r}")
    base = parts[0]
    past, participle = (parts[1], parts[2]) if len(parts) == 3 else (_with_ed(base), _with_ed(base))
    if past == base:
        # They cut output: news tells what happened.
        yield past, Reading(entry, aspect="past")
    yield base, Reading(entry, aspect="present")
    yield _with_s(base), Reading(entry, aspect="present", number="sg")
    yield past, Reading(entry, aspect="past")
    yield participle, Reading(entry, aspect="participle")
    yield _with_ing(base), Reading(entry, aspect="gerund")
    if len(parts) == 1 and _may_double(base):
        # transferred, controlled, cancelled: longer words double their last consonant by stress or by country.
        yield base + base[-1] + "ed", Reading(entry, aspect="past")
        yield base + base[-1] + "ed", Reading(entry, aspect="participle")
        yield base + base[-1] + "ing", Reading(entry, aspect="gerund")


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_SIBILANTS) else "s")


def _with_ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _with_ing(word: str) -> str:
    if word.endswith("e") and not word.endswith(("ee", "ye")):
        return word[:-1] + "ing"
    return _doubled(word) + "ing"


def _may_double(word: str) -> bool:
    """Whether a word of several syllables ends in a consonant that may be doubled: one vowel and l, r, t or p."""
    return len(word) > 4 and word[-1] in "lrtp" and word[-2] in _VOWELS and word[-3] not in _VOWELS


def _doubled(word: str) -> str:
    """The stem before -ed and -ing: short words double their last consonant (plan, planned)."""
    closed = len(word) >= 3 and word[-1] not in _VOWELS + "wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS
    syllables = sum(letter in _VOWELS for letter in word)
    return word + word[-1] if closed and syllables == 1 else word
