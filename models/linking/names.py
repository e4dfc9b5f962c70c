"""Whether two names, in whichever script, can be one person's, institution's or place's.

A person's name is compared word by word, by sound, less titles, articles and the names in between that tellings leave
out; an institution's by what its words mean, in either language. What cannot be found out stands in `aliases.yaml`, and
in what analysts add. Put here: likeness of names. Keep out: who is quoted (`models.language`), a name alone (`naming`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from models.linking.naming import Name, Part, key, take_apart
from models.linking.sounds import Word, sound_alike, word


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str) -> bool:
    """Whether two names can be one; a name without letters is like no other."""
    mine, theirs = take_apart(one), take_apart(other)
    if mine.known_as is not None and mine.known_as == theirs.known_as:
        return True
    if mine.is_institution or theirs.is_institution:
        return _one_institution(mine, theirs)
    if mine.is_country and theirs.is_country:
        return mine.countries == theirs.countries
    return bool(mine.person and theirs.person) and _one_person(mine.person, theirs.person)


@dataclass(frozen=True)
class Aliases:
    """Names that analysts say stand for others, each by its key."""

    names: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    @classmethod
    def of(cls, added: Iterable[tuple[str, str]]) -> Aliases:
        """From pairs of a name and what it stands for, in the order in which they were added: the last one holds.

        A name that stands for itself is no alias any more.
        """
        found: dict[tuple[str, ...], str] = {}
        for name, stands_for in added:
            if key(name) == key(stands_for):
                found.pop(key(name), None)
            else:
                found[key(name)] = stands_for
        return cls(found)

    def standing_for(self, name: str | None) -> str | None:
        """The name that this one stands for in the end; None where it stands for no other.

        >>> Aliases.of([("Abu Sumo", "the State Marketer"), ("the state marketer", "SOMO")]).standing_for("Abu Sumo")
        'SOMO'
        """
        if not self.names or name is None:
            return None
        passed: list[tuple[str, ...]] = []
        while (known := key(name)) in self.names and known not in passed:
            passed.append(known)
            name = self.names[known]
        return name if passed else None


def _one_institution(one: Name, other: Name) -> bool:
    """Whether the meanings agree and name one: of one country as far as both name it, with the same proper names."""
    if one.meanings != other.meanings or one.is_kind or other.is_kind or len(one.others) != len(other.others):
        return False
    if one.countries and other.countries and one.countries != other.countries:
        return False
    return all(any(_part_alike(mine, theirs) for theirs in other.others) for mine in one.others)


def _one_person(one: tuple[Part, ...], other: tuple[Part, ...]) -> bool:
    """Whether the shorter name is the longer one less some names, its family name alone, or the same turned round."""
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if len(shorter) == 1:
        return _one_word(shorter[0], longer) or _run_together(shorter, longer)
    return _turned_round(shorter, longer) or _left_out(shorter, longer) or _run_together(shorter, longer)


def _one_word(part: Part, name: tuple[Part, ...]) -> bool:
    """Whether a single word is the name, its family name, or a given name that few have."""
    if len(name) == 1:
        return _part_alike(part, name[0]) and part.is_fathers == name[0].is_fathers
    if part.is_fathers:
        return any(each.is_fathers and _part_alike(part, each) for each in name)
    return not part.is_given and (_part_alike(part, name[-1]) or _part_alike(part, name[0]))


def _turned_round(one: tuple[Part, ...], other: tuple[Part, ...]) -> bool:
    """Whether one has the family name first; two given names turned round are father and son, or two people."""
    if len(one) != 2 or len(other) != 2 or (one[0].is_given and one[1].is_given):
        return False
    return _part_alike(one[0], other[1]) and _part_alike(one[1], other[0])


def _left_out(shorter: tuple[Part, ...], longer: tuple[Part, ...]) -> bool:
    """Whether all words of the shorter stand in the longer, in order, the first of them first.

    Where the longer goes on after them, two given names tell too little.
    """
    if not _part_alike(shorter[0], longer[0]):
        return False
    rest = iter(longer[1:])
    for part in shorter[1:]:
        if not any(_part_alike(part, each) for each in rest):
            return False
    goes_on = next(rest, None) is not None
    return not goes_on or any(part.is_fathers or not part.is_given for part in shorter)


def _run_together(shorter: tuple[Part, ...], longer: tuple[Part, ...]) -> bool:
    """Whether one writes as one word what the other writes as two: تلعفر, Tal Afar."""
    if len(shorter) == len(longer):
        return False
    return sound_alike(*(word("".join(part.text for part in name)) for name in (shorter, longer)))


def _part_alike(one: Part, other: Part) -> bool:
    return any(_form_alike(mine, theirs) for mine in one.forms for theirs in other.forms)


def _form_alike(one: Word, other: Word) -> bool:
    if len(one.text) > 1 and len(other.text) > 1:
        return sound_alike(one, other)
    return _begins_alike(one, other)


def _begins_alike(one: Word, other: Word) -> bool:
    """Whether an initial is that of a word."""
    if one.gaps[0] or other.gaps[0]:
        return bool(one.gaps[0] and other.gaps[0]) and (one.is_latin != other.is_latin or one.text[0] == other.text[0])
    return bool(one.consonants and other.consonants) and not one.consonants[0].isdisjoint(other.consonants[0])
