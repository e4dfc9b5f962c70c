"""The clusters at hand: which claims stand for each, under which keys they are found, what they are called.

A cluster is known by a few of its claims: its first different readings and its latest claim. However often a claim is
repeated, however many clusters lie under one key, a claim is compared with a bounded number. Put here: keeping and
finding clusters. Keep out: who joins what (`clusters`), how two claims compare (`comparison`), rows.
"""

from __future__ import annotations

import uuid
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from models.claim import content_key
from models.linking.blocking import meeting
from models.linking.linkable import LinkableClaim

READINGS = 4
"""First different readings of a cluster that stand for it, beside its latest claim."""
A_BLOCK = 8
"""Clusters under one key that a claim is compared with: those filed last."""

Voice = tuple[uuid.UUID, str | None]


def voice(claim: LinkableClaim) -> Voice:
    """Who speaks in which text."""
    return (claim.group_id, claim.speaker)


@dataclass(eq=False, slots=True)
class Cluster:
    """Claims that state the same, by those that stand for them.

    `unrecalled` names the stored clusters in it of which neither all voices nor what they are at odds with is known.
    """

    cluster_id: uuid.UUID
    readings: list[LinkableClaim] = field(default_factory=list)
    latest: LinkableClaim | None = None
    groups: set[uuid.UUID] = field(default_factory=set)
    voices: set[Voice] = field(default_factory=set)
    representatives: tuple[LinkableClaim, ...] = ()
    keys: set[int] = field(default_factory=set)
    into: Cluster | None = None
    unrecalled: set[uuid.UUID] = field(default_factory=set)
    is_stored: bool = False
    has_kept_name: bool = False

    @property
    def first(self) -> LinkableClaim:
        """The earliest of the claims that stand for the cluster."""
        return self.readings[0]

    @property
    def now(self) -> Cluster:
        """The cluster that this one has become."""
        cluster = self
        while cluster.into is not None:
            cluster = cluster.into
        return cluster

    def add(self, claim: LinkableClaim) -> bool:
        """Take a claim in; whether it now stands for the cluster by a reading of its own."""
        stands = len(self.readings) < READINGS and all(claim.reading != other.reading for other in self.readings)
        if stands:
            self.readings.append(claim)
            if len(self.readings) > 1 and claim.order < self.readings[-2].order:
                self.readings.sort(key=_order)
        self.voices.add(voice(claim))
        if self.latest is None or claim.order > self.latest.order:
            self.latest = claim
        self._choose()
        return stands

    def take_over(self, other: Cluster) -> None:
        """Take in all of another cluster, which from now on is this one."""
        readings: dict[tuple[Hashable, ...], LinkableClaim] = {}
        for claim in sorted((*self.readings, *other.readings), key=_order):
            readings.setdefault(claim.reading, claim)
        self.readings = list(islice(readings.values(), READINGS))
        self.latest = max((claim for claim in (self.latest, other.latest) if claim is not None), key=_order)
        self.groups |= other.groups
        self.voices |= other.voices
        self.keys |= other.keys
        if other.unrecalled:
            # By the time it is asked, its claims may be stored under the names of those that took it over.
            self.unrecalled |= {*other.unrecalled, other.cluster_id, self.cluster_id}
        self._choose()
        other.into = self

    def _choose(self) -> None:
        stands = any(self.latest is claim for claim in self.readings)
        self.representatives = tuple(self.readings) if stands or self.latest is None else (*self.readings, self.latest)


def _order(claim: LinkableClaim) -> tuple[Hashable, ...]:
    return claim.order


class Ledger:
    """Clusters by key, by name, and by the texts that tell them.

    What is stored is told to it (`know`, `know_block`, `know_twin`), as far as the next claims ask for it: all that
    lies under their probes, and all claims of their copy groups.
    """

    def __init__(self) -> None:
        self.clusters: dict[uuid.UUID, Cluster] = {}
        self.twins: dict[tuple[uuid.UUID, Hashable], tuple[LinkableClaim, Cluster]] = {}
        self.decided: dict[uuid.UUID, Cluster] = {}
        self._blocks: dict[int, list[Cluster]] = {}

    def __len__(self) -> int:
        return len(self.clusters)

    def know(self, cluster_id: uuid.UUID, claims: Iterable[LinkableClaim]) -> Cluster:
        """Take in a stored cluster by the claims that stand for it, in order; one that is at hand stays as it is."""
        cluster = self.clusters.get(cluster_id)
        if cluster is None:
            cluster = self.clusters[cluster_id] = Cluster(
                cluster_id, unrecalled={cluster_id}, is_stored=True, has_kept_name=True
            )
            for claim in claims:
                cluster.add(claim)
                self.twins.setdefault((claim.group_id, claim.reading), (claim, cluster))
        return cluster.now

    def know_block(self, key: int, clusters: Iterable[uuid.UUID]) -> None:
        """Take in the stored clusters under a key, those filed first before others, if any claim stands for them."""
        block = self._blocks.setdefault(key, [])
        for cluster in map(self.clusters.get, clusters):
            if cluster is not None:
                cluster.keys.add(key)
                block.append(cluster)

    def know_twin(self, claim: LinkableClaim, cluster_id: uuid.UUID) -> None:
        """Take in a stored claim of a copy group, whether or not it stands for its cluster."""
        cluster = self.clusters[cluster_id].now
        cluster.voices.add(voice(claim))
        self.twins.setdefault((claim.group_id, claim.reading), (claim, cluster))

    def under(self, probes: Iterable[int]) -> Iterator[Cluster]:
        """The clusters under the probes, each once, a bounded number a probe, those filed last first."""
        found: dict[Cluster, None] = {}
        for probe in probes:
            for cluster in islice(reversed(self._blocks.get(probe, ())), A_BLOCK):
                found[cluster.now] = None
        yield from found

    def file(self, claim: LinkableClaim, cluster: Cluster) -> tuple[bool, list[int]]:
        """Put a claim in its cluster: whether it stands for it, and the keys under which the cluster is new."""
        stands = cluster.add(claim)
        filed = [key for key in meeting(claim).keys if key not in cluster.keys]
        for key in filed:
            cluster.keys.add(key)
            self._blocks.setdefault(key, []).append(cluster)
        self.twins.setdefault((claim.group_id, claim.reading), (claim, cluster))
        return stands, filed


@dataclass
class Names:
    """What clusters are called: as before, if their claims were in one before, else after their first claim.

    `former` tells where claims were that are placed anew; `taken` are the names of clusters that stand; `split` tells
    of new clusters from which standing one their first claim was split off.
    """

    former: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    taken: set[uuid.UUID] = field(default_factory=set)
    split: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)

    def of(self, claim: LinkableClaim) -> tuple[uuid.UUID, bool]:
        """The name of a cluster that a claim begins, and whether it is one that its claims had before."""
        kept = self.kept(claim)
        if kept is not None:
            return kept, True
        name = name_after(claim.claim_id)
        while name in self.taken:
            name = name_after(name)
        self.taken.add(name)
        if claim.claim_id in self.former:
            self.split[name] = self.former[claim.claim_id]
        return name, False

    def kept(self, claim: LinkableClaim) -> uuid.UUID | None:
        """The name of the cluster that the claim was in, if no other cluster has it; it is then taken."""
        name = self.former.get(claim.claim_id)
        if name is None or name in self.taken:
            return None
        self.taken.add(name)
        return name


def name_after(claim_id: uuid.UUID) -> uuid.UUID:
    """The name of a cluster that a claim begins; where it is taken, the name after that name."""
    return content_key("cluster", str(claim_id))
