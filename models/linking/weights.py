"""`weights.yaml`, read once and typed.

Put here: the reading of the file and what follows from it alone. Keep out: looking at claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from models.concepts import Label, concepts

_LARGE = 1000


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds and tolerances; see the file for what each is."""

    same: float
    conflict: float
    telling_digits: int
    rare_digits: int
    small_count: int
    conflict_factor: float
    approx: float
    rounding: float
    bound_met: float
    bound_near: float
    deadline_days: int
    words_many: float
    words_some: float
    words_apart: float
    words_denied: float
    denied_alike: float
    words_event: float
    words_few: float
    sentences_alike: float
    sentences_near: float


@dataclass(frozen=True, slots=True)
class Window:
    """Days: how far apart one thing may be told, what is near, and when a different value is a later state."""

    days: int
    near: int
    changes: int


@dataclass(frozen=True, slots=True)
class Opposed:
    """Days within which acts that exclude each other contradict."""

    future: int
    denied: int
    present: int


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a feature can find: its points and its sentence."""

    points: float
    sentence: Label


@dataclass(frozen=True)
class Weights:
    """What a likeness is worth."""

    limits: Limits
    windows: Mapping[str, Window]
    opposed: Opposed
    empty_measures: frozenset[str]
    national_measures: frozenset[str]
    market_measures: frozenset[str]
    capturing_measures: frozenset[str]
    given_measures: frozenset[str]
    undoing_actions: frozenset[str]
    natures: Mapping[str, str]
    rulings_of_a_body: frozenset[str]
    common_actions: frozenset[str]
    moving_actions: frozenset[str]
    one_act: Mapping[str, str]
    lines: Mapping[str, Line]
    barring: frozenset[str]
    few: float
    below_ten: float
    digits: Mapping[int, float]
    large: float
    alike: Mapping[str, str]
    general: Mapping[str, frozenset[str]]

    def information(self, value: float, digits: int) -> float:
        """How telling it is that two claims name this number."""
        if 0 <= value <= 3 or digits == 0:
            return self.few
        if value < 10 and value == int(value):
            return self.below_ten
        return self.digits[min(digits, max(self.digits))] + (self.large if value >= _LARGE else 0.0)


@cache
def weights() -> Weights:
    """The weights that ship with the project; raises KeyError or TypeError on a line that is not understood."""
    raw: dict[str, Any] = yaml.safe_load(files("models.linking").joinpath("weights.yaml").read_text("utf-8"))
    alike = {head: group[0] for group in raw["alike"] for head in group}
    lines = {
        f"{feature}.{name}": Line(line.get("points", 0.0), Label(line["en"], line["ar"]))
        for feature, named in raw["features"].items()
        for name, line in named.items()
    }
    return Weights(
        limits=Limits(**raw["limits"]),
        windows={nature: Window(**window) for nature, window in raw["windows"].items()},
        opposed=Opposed(**raw["opposed"]),
        empty_measures=frozenset(raw["empty_measures"]),
        national_measures=frozenset(raw["national_measures"]),
        market_measures=frozenset(raw["market_measures"]),
        capturing_measures=frozenset(raw["capturing_measures"]),
        given_measures=frozenset(raw["given_measures"]),
        undoing_actions=frozenset(raw["undoing_actions"]),
        natures={**{name: measure.nature for name, measure in concepts().measures.items()}, **raw["natures"]},
        rulings_of_a_body=frozenset(raw["rulings_of_a_body"]),
        common_actions=frozenset(raw["common_actions"]),
        moving_actions=frozenset(raw["moving_actions"]),
        one_act={act: group[0] for group in raw["one_act"] for act in group},
        lines=lines,
        barring=frozenset(
            f"{feature}.{name}"
            for feature, named in raw["features"].items()
            for name, line in named.items()
            if line.get("bars")
        ),
        few=raw["information"]["few"],
        below_ten=raw["information"]["below_ten"],
        digits=raw["information"]["digits"],
        large=raw["information"]["large"],
        alike=alike,
        general=_general(raw["covers"], alike),
    )


def _general(covers: Mapping[str, list[str]], alike: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """For each head, the heads (by the first of those alike) that cover it, directly or through another."""
    direct: dict[str, set[str]] = {}
    for general, specials in covers.items():
        for special in specials:
            direct.setdefault(alike.get(special, special), set()).add(alike.get(general, general))
    for head, entry in concepts().heads.items():
        own = alike.get(head, head)
        if entry.kind == "person" and own != "person":
            direct.setdefault(own, set()).add("person")
    found: dict[str, frozenset[str]] = {}
    for special, generals in direct.items():
        reached, todo = set(generals), list(generals)
        while todo:
            further = direct.get(todo.pop(), set()) - reached
            reached |= further
            todo += further
        found[special] = frozenset(reached)
    return found


@lru_cache(maxsize=1 << 14)
def root(concept_id: str) -> str:
    """The most general head that covers a compound's head: claims whose subjects can be one share it."""
    known = weights()
    head = concept_id.partition(".")[0]
    head = known.alike.get(head, head)
    return min(known.general.get(head, ()), key=lambda one: (len(known.general.get(one, ())), one), default=head)
