"""What people ruled on pairs of claims, as constraints that clusters keep.

*Same* is transitive; *different* keeps the whole clusters of its two claims apart; on one pair the latest ruling
stands. Put here: what the rulings add up to. Keep out: storing them, and what a machine thinks of the pair.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from models.tables.decision import Ruling


@dataclass(frozen=True, slots=True)
class Decision:
    """One ruling on a pair of claims, by whom and why."""

    claim_a: uuid.UUID
    claim_b: uuid.UUID
    ruling: Ruling
    author: str
    reason: str

    @property
    def pair(self) -> tuple[uuid.UUID, uuid.UUID]:
        """The two claims in order."""
        return (min(self.claim_a, self.claim_b), max(self.claim_a, self.claim_b))


@dataclass
class Constraints:
    """The rulings that stand, worked out: which claims belong together, and which of these groups stay apart.

    `conflicts` holds each *same* that the standing *different* ones do not allow: it is left out, and shown. `united`
    names the groups of more than one claim.
    """

    together: list[Decision] = field(default_factory=list)
    apart: list[Decision] = field(default_factory=list)
    conflicts: list[Decision] = field(default_factory=list)
    united: frozenset[uuid.UUID] = frozenset()
    _parent: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    _apart: dict[uuid.UUID, set[uuid.UUID]] = field(default_factory=dict)

    @property
    def claims(self) -> set[uuid.UUID]:
        """The claims that a standing ruling names."""
        return {claim_id for decision in (*self.together, *self.apart) for claim_id in decision.pair}

    def group(self, claim_id: uuid.UUID) -> uuid.UUID | None:
        """The name of the decided group that a claim is in; None where nobody ruled on it."""
        if claim_id not in self._parent:
            return None
        while self._parent[claim_id] != claim_id:
            claim_id = self._parent[claim_id]
        return claim_id

    def excluded(self, group: uuid.UUID) -> frozenset[uuid.UUID]:
        """The groups that must not be in one cluster with this one."""
        found = (self.group(claim_id) for claim_id in self._apart.get(group, ()))
        return frozenset(other for other in found if other is not None)

    def _keep_apart(self, decision: Decision) -> None:
        for claim_id, other in (decision.pair, decision.pair[::-1]):
            self._parent.setdefault(claim_id, claim_id)
            self._apart.setdefault(claim_id, set()).add(other)
        self.apart.append(decision)

    def _put_together(self, decision: Decision) -> None:
        one, other = (self._parent.setdefault(claim_id, claim_id) for claim_id in decision.pair)
        one, other = self.group(one) or one, self.group(other) or other
        if other in self.excluded(one):
            self.conflicts.append(decision)
            return
        self.together.append(decision)
        if one != other:
            kept, gone = min(one, other), max(one, other)
            self._parent[gone] = kept
            self._apart.setdefault(kept, set()).update(self._apart.pop(gone, set()))


def constraints(decisions: Iterable[Decision]) -> Constraints:
    """The constraints that follow from rulings in the order in which they were made; withdrawn ones fall away."""
    latest: dict[tuple[uuid.UUID, uuid.UUID], Decision] = {}
    for decision in decisions:
        latest.pop(decision.pair, None)
        latest[decision.pair] = decision
    found = Constraints()
    for decision in latest.values():
        if decision.ruling is Ruling.DIFFERENT:
            found._keep_apart(decision)
    for decision in latest.values():
        if decision.ruling is Ruling.SAME:
            found._put_together(decision)
    groups = (found.group(decision.claim_a) for decision in found.together)
    found.united = frozenset(group for group in groups if group is not None)
    return found
