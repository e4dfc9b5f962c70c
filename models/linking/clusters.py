"""Claims into clusters: each claim joins the cluster whose representatives it repeats, or begins one.

A cluster is known by a few of its claims: its first different readings and its latest claim. A claim joins only if it
repeats one of these and is at odds with none, so that a chain of small differences does not drift; however often a
claim is repeated, it is compared with a bounded number. Put here: who joins what, and which links tell it. Keep out:
how two claims compare (`comparison`), loading and storing.
"""

from __future__ import annotations

import uuid
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from itertools import islice

from models.claim import Kind, content_key
from models.linking.blocking import Key, blocking_keys
from models.linking.comparison import judge
from models.linking.decisions import Constraints
from models.linking.features import place
from models.linking.judgement import Judgement, Outcome, told
from models.linking.linkable import LinkableClaim
from models.tables.cluster import Relation

_READINGS = 4
"""First different readings of a cluster that stand for it, beside its latest claim."""
_PER_BLOCK = 40
"""Clusters of a block that a claim is compared with, those last added to first."""


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of claims in order, how they stand to each other, how surely, why, and under whose name."""

    claim_a: uuid.UUID
    claim_b: uuid.UUID
    relation: Relation
    score: float
    reasons: list[dict[str, str]]
    decided_by: str


@dataclass
class Assignment:
    """What is to be written: members by claim, clusters begun, clusters that went into another, links."""

    members: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    founded: list[uuid.UUID] = field(default_factory=list)
    merged: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class _Cluster:
    cluster_id: uuid.UUID
    known: bool
    readings: dict[tuple[Hashable, ...], LinkableClaim] = field(default_factory=dict)
    latest: LinkableClaim | None = None
    groups: set[uuid.UUID] = field(default_factory=set)
    voices: set[tuple[uuid.UUID, str | None]] = field(default_factory=set)
    representatives: tuple[LinkableClaim, ...] = ()
    into: _Cluster | None = None

    def add(self, claim: LinkableClaim) -> bool:
        """Take a claim in; whether it now stands for the cluster by a reading of its own."""
        is_new = self.readings.setdefault(claim.reading, claim) is claim
        self.voices.add(_voice(claim))
        if self.latest is None or claim.order > self.latest.order:
            self.latest = claim
        self._choose()
        return is_new and len(self.readings) <= _READINGS

    def take_over(self, other: _Cluster) -> None:
        """Take in all of another cluster, which from now on is this one."""
        readings: dict[tuple[Hashable, ...], LinkableClaim] = {}
        for claim in sorted((*self.readings.values(), *other.readings.values()), key=lambda claim: claim.order):
            readings.setdefault(claim.reading, claim)
        self.readings = readings
        self.latest = max((self.latest or self.first, other.latest or self.first), key=lambda claim: claim.order)
        self.groups |= other.groups
        self.voices |= other.voices
        self._choose()
        other.into = self

    @property
    def first(self) -> LinkableClaim:
        """The claim that has stood for the cluster longest."""
        return next(iter(self.readings.values()))

    @property
    def now(self) -> _Cluster:
        """The cluster that this one has become."""
        cluster = self
        while cluster.into is not None:
            cluster = cluster.into
        return cluster

    def _choose(self) -> None:
        found = list(islice(self.readings.values(), _READINGS))
        if self.latest is not None and self.latest not in found:
            found.append(self.latest)
        self.representatives = tuple(found)


@dataclass(frozen=True, slots=True)
class _Match:
    """A cluster that a claim repeats or is at odds with, and the pair that shows it."""

    cluster: _Cluster
    judgement: Judgement
    representative: LinkableClaim


def _voice(claim: LinkableClaim) -> tuple[uuid.UUID, str | None]:
    return (claim.group_id, claim.speaker)


def assign(
    new: Iterable[LinkableClaim],
    known: Iterable[tuple[uuid.UUID, LinkableClaim]],
    constraints: Constraints | None = None,
    placed: Iterable[tuple[uuid.UUID, uuid.UUID]] = (),
) -> Assignment:
    """Put new claims into clusters, beside known claims (with their clusters), within what people decided.

    `placed` tells the clusters of claims (claim, cluster) that decisions name. The order of the arguments is no matter:
    claims are looked at in their one order.
    """
    clustering = _Clustering(constraints or Constraints())
    for cluster_id, claim in sorted(known, key=lambda pair: (pair[1].order, pair[0])):
        clustering.know(cluster_id, claim)
    for claim_id, cluster_id in placed:
        clustering.know_decided(claim_id, cluster_id)
    for claim in sorted(new, key=lambda claim: claim.order):
        clustering.place(claim)
    return clustering.result()


_NONE: dict[_Cluster, None] = {}


class _Clustering:
    """The clusters at hand, found through blocking keys, and what has been assigned so far."""

    def __init__(self, constraints: Constraints) -> None:
        self._constraints = constraints
        self._clusters: dict[uuid.UUID, _Cluster] = {}
        self._blocks: dict[Key, dict[_Cluster, None]] = {}
        self._twins: dict[tuple[uuid.UUID, Hashable], tuple[LinkableClaim, _Cluster]] = {}
        self._decided: dict[uuid.UUID, _Cluster] = {}
        self._at_odds: set[tuple[frozenset[_Cluster], Outcome]] = set()
        self._done = Assignment()

    def know(self, cluster_id: uuid.UUID, claim: LinkableClaim) -> None:
        """Take in a claim that has its cluster already."""
        cluster = self._clusters.setdefault(cluster_id, _Cluster(cluster_id, known=True))
        self._take(cluster, claim)

    def know_decided(self, claim_id: uuid.UUID, cluster_id: uuid.UUID) -> None:
        """Take in where a claim that a decision names already stands."""
        group = self._constraints.group(claim_id)
        if group is not None:
            cluster = self._clusters.setdefault(cluster_id, _Cluster(cluster_id, known=True))
            cluster.groups.add(group)
            self._decided[group] = cluster

    def result(self) -> Assignment:
        """What is to be written, clusters that went into another resolved."""
        done, now = self._done, {cluster_id: cluster.now.cluster_id for cluster_id, cluster in self._clusters.items()}
        done.members = {claim_id: now[cluster_id] for claim_id, cluster_id in done.members.items()}
        gone = [cluster_id for cluster_id in done.merged if self._clusters[cluster_id].known]
        done.founded = [cluster_id for cluster_id in done.founded if cluster_id not in done.merged]
        done.merged = {cluster_id: now[cluster_id] for cluster_id in gone}
        return done

    def place(self, claim: LinkableClaim) -> None:
        """Find the claim's cluster, or begin one, and link it to what it repeats, updates or contradicts."""
        group = self._constraints.group(claim.claim_id)
        decided = None if group is None else self._decided.get(group)
        twin = self._twins.get((claim.group_id, claim.reading))
        if decided is None and twin is not None:
            cluster = twin[1].now
            if self._may_join(group, cluster):
                self._join(claim, cluster, group)
                self._link(claim, twin[0], judge(claim, twin[0]))
                return
        joinable, rivals = self._look_around(claim, group)
        if decided is not None:
            cluster = decided.now
            joinable = [match for match in joinable if match.cluster is cluster]
        elif joinable:
            cluster = self._merge([match.cluster for match in joinable])
        else:
            cluster = self._found(claim)
        stands_for_it = self._join(claim, cluster, group)
        if joinable:
            self._link(claim, joinable[0].representative, joinable[0].judgement)
        for rival in rivals:
            self._note_odds(claim, cluster, rival, always=stands_for_it)

    def _note_odds(self, claim: LinkableClaim, cluster: _Cluster, rival: _Match, *, always: bool) -> None:
        """Link a claim to what it is at odds with: for each reading that stands for a cluster, else once a cluster."""
        other = rival.cluster.now
        # One voice that states both in one text tells a whole and its part.
        one_voice = _voice(claim) in other.voices or _voice(rival.representative) in cluster.voices
        odds = (frozenset((cluster, other)), rival.judgement.outcome)
        if other is not cluster and not one_voice and (always or odds not in self._at_odds):
            self._at_odds.add(odds)
            self._link(claim, rival.representative, rival.judgement)

    def _look_around(self, claim: LinkableClaim, group: uuid.UUID | None) -> tuple[list[_Match], list[_Match]]:
        """The clusters that the claim may join and those that it is at odds with, each with its best pair."""
        joinable, rivals = [], []
        for cluster in self._candidates(claim):
            # Where people put different readings together, to repeat one of them is enough.
            united = bool(cluster.groups & self._constraints.united)
            best: _Match | None = None
            at_odds: _Match | None = None
            parted = False
            for representative in cluster.representatives:
                judgement = judge(claim, representative)
                parted = parted or judgement.outcome.parts
                if judgement.outcome.joins and (best is None or judgement.points > best.judgement.points):
                    best = _Match(cluster, judgement, representative)
                if judgement.outcome in (Outcome.UPDATE, Outcome.CONTRADICTS) and at_odds is None:
                    at_odds = _Match(cluster, judgement, representative)
                # Acts that keep apart at one time are at odds at another; figures of other things stay other things.
                if judgement.outcome is Outcome.DIFFERENT and not united and claim.kind is Kind.NUMERIC:
                    break
            if best is not None and (united or not parted) and self._may_join(group, cluster):
                joinable.append(best)
            elif at_odds is not None:
                rivals.append(at_odds)
        joinable.sort(key=lambda match: (-match.judgement.points, match.representative.order))
        return joinable, rivals

    def _candidates(self, claim: LinkableClaim) -> Iterable[_Cluster]:
        """The clusters under the claim's keys, a bounded number a key, but for those that are surely about others."""
        found: dict[_Cluster, None] = {}
        for key in blocking_keys(claim):
            for cluster in islice(reversed(self._blocks.get(key, _NONE)), _PER_BLOCK):
                found[cluster.now] = None
        for cluster in found:
            first = cluster.representatives[0]
            if not place(claim, first).bars or cluster.groups or claim.group_id == first.group_id:
                yield cluster

    def _may_join(self, group: uuid.UUID | None, cluster: _Cluster) -> bool:
        return group is None or not (self._constraints.excluded(group) & cluster.groups)

    def _merge(self, joinable: list[_Cluster]) -> _Cluster:
        """The cluster to join; others that the claim repeats as well go into it, unless they are at odds."""
        kept = joinable[0]
        for other in joinable[1:]:
            if self._agree(kept, other):
                younger, elder = sorted((kept, other), key=lambda one: (not one.known, one.first.order), reverse=True)
                self._done.merged[younger.cluster_id] = elder.cluster_id
                elder.take_over(younger)
                kept = elder
        return kept

    def _agree(self, one: _Cluster, other: _Cluster) -> bool:
        if any(self._constraints.excluded(group) & other.groups for group in one.groups):
            return False
        pairs = ((mine, theirs) for mine in one.representatives for theirs in other.representatives)
        return not any(judge(mine, theirs).outcome.parts for mine, theirs in pairs)

    def _found(self, claim: LinkableClaim) -> _Cluster:
        cluster_id = content_key("cluster", str(claim.claim_id))
        self._done.founded.append(cluster_id)
        cluster = self._clusters[cluster_id] = _Cluster(cluster_id, known=False)
        return cluster

    def _join(self, claim: LinkableClaim, cluster: _Cluster, group: uuid.UUID | None) -> bool:
        self._done.members[claim.claim_id] = cluster.cluster_id
        if group is not None:
            cluster.groups.add(group)
            self._decided[group] = cluster
        return self._take(cluster, claim)

    def _take(self, cluster: _Cluster, claim: LinkableClaim) -> bool:
        stands_for_it = cluster.add(claim)
        for key in blocking_keys(claim):
            block = self._blocks.setdefault(key, {})
            block.pop(cluster, None)
            block[cluster] = None
        self._twins.setdefault((claim.group_id, claim.reading), (claim, cluster))
        return stands_for_it

    def _link(self, one: LinkableClaim, other: LinkableClaim, judgement: Judgement) -> None:
        comparison = told(judgement)
        if comparison is not None:
            claim_a, claim_b = sorted((one.claim_id, other.claim_id))
            rule = f"rule:{comparison.relation.value}"
            self._done.links.append(
                Link(claim_a, claim_b, comparison.relation, comparison.score, comparison.reasons, rule)
            )
