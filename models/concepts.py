"""The concepts of `concepts.yaml`, read once and typed.

Put here: what follows from the file alone: names, units, natures, which place holds which, which actions exclude each
other. Keep out: words (`models.language`), how much a likeness of concepts is worth (`models.linking`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NATURES = frozenset({"toll", "stock", "flow", "event"})


class ConceptError(ValueError):
    """`concepts.yaml` contradicts itself; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Label:
    """A concept's name as a reader of a report should see it."""

    en: str
    ar: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured; `nature` is toll, stock, flow or event, `unit` the default one."""

    label: Label
    unit: str
    nature: str


@dataclass(frozen=True, slots=True)
class Action:
    """What is done; `against`: the actions that cannot hold of the same thing at the same time, both ways.

    `of` holds the kinds of heads that the action is news of.
    """

    label: Label
    against: frozenset[str]
    of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Head:
    """What a subject or object is at its core; `unit` and `measure` where a bare count of them has one.

    `kind` is its class: force, group, institution, instrument …
    """

    label: Label
    kind: str
    unit: str | None
    measure: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place; `within` lists the places that hold it, the nearest first."""

    label: Label
    within: tuple[str, ...]


@dataclass(frozen=True)
class Concepts:
    """All concepts by id."""

    units: Mapping[str, Label]
    measures: Mapping[str, Measure]
    actions: Mapping[str, Action]
    heads: Mapping[str, Head]
    qualifiers: Mapping[str, Label]
    places: Mapping[str, Place]

    def holds(self, outer: str, inner: str) -> bool:
        """Whether `outer` holds `inner`: Iraq holds Baghdad; no place holds itself."""
        place = self.places.get(inner)
        return place is not None and outer in place.within

    def label(self, concept_id: str, lang: str) -> str:
        """The name of a concept or compound (`force.combat.us`) in `en` or `ar`; an unknown id is its own name.

        >>> concepts().label("force.combat.us", "en")
        'combat United States forces'
        """
        head, *qualifiers = concept_id.split(".")
        # A place is a noun to the head, the others mostly adjectives: they stand outside it in both languages.
        qualifiers.sort(key=lambda qualifier: (qualifier in self.places) != (lang == "ar"))
        names = [self._name(head, lang, qualifier=False)]
        names += [self._name(qualifier, lang, qualifier=True) for qualifier in qualifiers]
        return " ".join(names if lang == "ar" else [*names[1:], names[0]])

    def _name(self, concept_id: str, lang: str, *, qualifier: bool) -> str:
        first, then = (self.qualifiers, self.heads) if qualifier else (self.heads, self.qualifiers)
        for group in (first, self.places, self.measures, self.actions, self.units, then):
            found = group.get(concept_id)
            if found is not None:
                label = found if isinstance(found, Label) else found.label
                return label.ar if lang == "ar" else label.en
        return concept_id


@cache
def concepts() -> Concepts:
    """The concepts that ship with the project; raises ConceptError where the file contradicts itself."""
    return parse(yaml.load(files("models").joinpath("concepts.yaml").read_text("utf-8"), _Loader))  # noqa: S506  (safe)


def parse(raw: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Concepts:
    """The concepts of the file's content; raises ConceptError on an unknown key or a name that leads nowhere."""
    units = {key: _label(entry, key) for key, entry in raw["units"].items()}
    return Concepts(
        units=MappingProxyType(units),
        measures=MappingProxyType({key: _measure(key, entry, units) for key, entry in raw["measures"].items()}),
        actions=MappingProxyType(_actions(raw["actions"], raw["heads"])),
        heads=MappingProxyType({key: _head(key, entry, units, raw["measures"]) for key, entry in raw["heads"].items()}),
        qualifiers=MappingProxyType({key: _label(entry, key) for key, entry in raw["qualifiers"].items()}),
        places=MappingProxyType({key: _place(key, raw["places"]) for key in raw["places"]}),
    )


def _label(entry: Mapping[str, Any], key: str, *others: str) -> Label:
    unknown = set(entry) - {"en", "ar", *others}
    if unknown or not entry.get("en") or not entry.get("ar"):
        raise ConceptError(f"{key}: needs en and ar, and knows no {sorted(unknown)}")
    return Label(en=entry["en"], ar=entry["ar"])


def _known(key: str, name: Any, among: Mapping[str, Any]) -> str:
    if name not in among:
        raise ConceptError(f"{key}: there is no {name}")
    return str(name)


def _measure(key: str, entry: Mapping[str, Any], units: Mapping[str, Any]) -> Measure:
    if entry["nature"] not in NATURES:
        raise ConceptError(f"{key}: there is no nature {entry['nature']}")
    return Measure(_label(entry, key, "unit", "nature"), _known(key, entry["unit"], units), entry["nature"])


def _actions(raw: Mapping[str, Mapping[str, Any]], heads: Mapping[str, Mapping[str, Any]]) -> dict[str, Action]:
    kinds = {entry["class"]: key for key, entry in heads.items()}
    against: dict[str, set[str]] = {key: set() for key in raw}
    for key, entry in raw.items():
        for other in entry.get("against", ()):
            against[key].add(_known(key, other, raw))
            against[other].add(key)
    return {
        key: Action(
            _label(entry, key, "against", "of"),
            frozenset(against[key]),
            frozenset(_known(key, kind, kinds) for kind in entry.get("of", ())),
        )
        for key, entry in raw.items()
    }


def _head(key: str, entry: Mapping[str, Any], units: Mapping[str, Any], measures: Mapping[str, Any]) -> Head:
    unit = None if "unit" not in entry else _known(key, entry["unit"], units)
    measure = None if "measure" not in entry else _known(key, entry["measure"], measures)
    return Head(_label(entry, key, "unit", "measure", "class"), entry["class"], unit, measure)


def _place(key: str, raw: Mapping[str, Mapping[str, Any]]) -> Place:
    within: list[str] = []
    holder = raw[key].get("in")
    while holder is not None:
        if holder == key or holder in within:
            raise ConceptError(f"{key}: lies within itself")
        within.append(_known(key, holder, raw))
        holder = raw[holder].get("in")
    return Place(_label(raw[key], key, "in"), tuple(within))
