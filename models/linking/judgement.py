"""What can be said of a pair of claims, and how it is told to a person.

Put here: outcomes, scores, reasons. Keep out: how an outcome is reached (`comparison`, `conflicts`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from models.linking.features import Finding
from models.linking.weights import weights
from models.tables.cluster import Relation


class Outcome(StrEnum):
    """All that a pair can be: related in one of four ways, not decided, or about different things."""

    SAME = "same"
    UPDATE = "update"
    CONTRADICTS = "contradicts"
    COPY = "copy"
    UNDECIDED = "undecided"
    DIFFERENT = "different"

    @property
    def joins(self) -> bool:
        """Whether the two may stand in one cluster by this alone."""
        return self in (Outcome.SAME, Outcome.COPY)

    @property
    def parts(self) -> bool:
        """Whether the two may never stand in one cluster."""
        return self in (Outcome.UPDATE, Outcome.CONTRADICTS, Outcome.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome for a pair, the points for it, and what was found."""

    outcome: Outcome
    points: float = 0.0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two claims that speak of the same thing: relation, score (0 to 1), reasons as `{"en": …, "ar": …}`."""

    relation: Relation
    score: float
    reasons: list[dict[str, str]]


DIFFERENT = Judgement(Outcome.DIFFERENT)


def told(judgement: Judgement) -> Comparison | None:
    """The judgement as it is stored and shown; None where it is no relation."""
    if judgement.outcome in (Outcome.UNDECIDED, Outcome.DIFFERENT):
        return None
    relation = Relation(judgement.outcome.value)
    limits = weights().limits
    limit = limits.same if judgement.outcome.joins else limits.conflict
    reasons = [{"en": found.sentence("en"), "ar": found.sentence("ar")} for found in judgement.findings]
    return Comparison(relation, round(1 / (1 + math.exp(limit - 1.5 - judgement.points)), 4), reasons)
