"""Claims into clusters: each claim joins the cluster whose representatives it repeats, or begins one.

A claim joins only if it repeats one of a cluster's representatives and is at odds with none, so that a chain of small
differences does not drift. Put here: who joins what, and which links tell it. Keep out: keeping clusters (`ledger`),
how two claims compare (`comparison`), loading and storing.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from models.claim import Kind
from models.linking.blocking import meeting
from models.linking.comparison import are_strangers, judge
from models.linking.decisions import Constraints
from models.linking.embedding import SentenceScorer
from models.linking.judgement import Judgement, Outcome, told
from models.linking.ledger import Cluster, Ledger, Names, Voice, voice
from models.linking.linkable import LinkableClaim
from models.tables.cluster import Relation


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of claims in order, how they stand to each other, how surely, why, and under whose name."""

    claim_a: uuid.UUID
    claim_b: uuid.UUID
    relation: Relation
    score: float
    reasons: list[dict[str, str]]
    decided_by: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A cluster under a key, by the claim that brought it there and the day of it; None where undated."""

    key: int
    cluster_id: uuid.UUID
    claim_id: uuid.UUID
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Merged:
    """That a cluster went into another, on the day of the claim that showed it; `now` is where its claims are."""

    cluster_id: uuid.UUID
    into: uuid.UUID
    now: uuid.UUID
    day: dt.date | None


@dataclass
class Assignment:
    """What is to be written.

    `members`: the cluster of each claim; `placed_in`: the cluster where it was put, where that has since gone into
    another; `standing`: claims that stand for their clusters; `founded`: clusters begun, but for those that went into
    others; `renamed`: stored clusters that take up an earlier name; `split`: the standing cluster from which the first
    claim of a new one was split off.
    """

    members: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    placed_in: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    standing: set[uuid.UUID] = field(default_factory=set)
    founded: list[uuid.UUID] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    renamed: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    split: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    filed: list[Filed] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is stored of a cluster beside the claims that stand for it: who speaks in it, what it is at odds with."""

    voices: Iterable[Voice] = ()
    odds: Iterable[tuple[uuid.UUID, Outcome]] = ()


Recall = Callable[[uuid.UUID], Recalled]


def _nothing_is_stored(_: uuid.UUID) -> Recalled:
    return Recalled()


@dataclass(frozen=True, slots=True)
class _Match:
    """A cluster that a claim repeats or is at odds with, and the pair that shows it."""

    cluster: Cluster
    judgement: Judgement
    representative: LinkableClaim


def assign(claims: Iterable[LinkableClaim], constraints: Constraints | None = None) -> Assignment:
    """Put claims into clusters where there were none, within what people decided; their order is no matter."""
    clustering = Clustering(constraints)
    clustering.place_all(claims)
    return clustering.take_result()


class Clustering:
    """The placing of claims, one after the other, beside those that the ledger holds.

    `recall` is asked of a stored cluster once a claim is at odds with it, which few are.
    """

    def __init__(
        self,
        constraints: Constraints | None = None,
        ledger: Ledger | None = None,
        names: Names | None = None,
        scorer: SentenceScorer | None = None,
        recall: Recall = _nothing_is_stored,
    ) -> None:
        self.ledger = ledger or Ledger()
        self._constraints = constraints or Constraints()
        self._names = names or Names()
        self._scorer = scorer
        self._recall = recall
        self._at_odds: set[tuple[frozenset[Cluster], Outcome]] = set()
        self._begin()

    def _begin(self) -> None:
        self._members: dict[uuid.UUID, Cluster] = {}
        self._founded: list[Cluster] = []
        self._merged: list[tuple[Cluster, Cluster, dt.date | None]] = []
        self._filed: list[tuple[int, Cluster, LinkableClaim]] = []
        self._done = Assignment()

    def know_decided(self, claim_id: uuid.UUID, cluster: Cluster) -> None:
        """Take in where a claim that a decision names already stands."""
        group = self._constraints.group(claim_id)
        if group is not None:
            cluster.groups.add(group)
            self.ledger.decided[group] = cluster

    def place_all(self, claims: Iterable[LinkableClaim]) -> None:
        """Place claims in their one order: by day, undated last, then id."""
        for claim in sorted(claims, key=lambda claim: claim.order):
            self.place(claim)

    def take_result(self) -> Assignment:
        """What has been placed since this was last asked for."""
        done, founded = self._done, self._founded
        for claim_id, cluster in self._members.items():
            done.members[claim_id] = cluster.now.cluster_id
            if cluster.into is not None:
                done.placed_in[claim_id] = cluster.cluster_id
        done.founded = [cluster.cluster_id for cluster in founded if cluster.into is None]
        done.merged = [
            Merged(gone.cluster_id, kept.cluster_id, gone.now.cluster_id, day) for gone, kept, day in self._merged
        ]
        done.filed = [
            Filed(key, cluster.cluster_id, claim.claim_id, claim.published) for key, cluster, claim in self._filed
        ]
        done.split, self._names.split = self._names.split, {}
        for cluster in founded:
            cluster.is_stored = True
        self._begin()
        return done

    def place(self, claim: LinkableClaim) -> None:
        """Find the claim's cluster, or begin one, and link it to what it repeats, updates or contradicts."""
        group = self._constraints.group(claim.claim_id)
        decided = None if group is None else self.ledger.decided.get(group)
        twin = self.ledger.twins.get((claim.group_id, claim.reading))
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
            cluster = self._merge([match.cluster for match in joinable], claim.published)
        else:
            cluster = self._found(claim)
        stands_for_it = self._join(claim, cluster, group)
        if joinable:
            self._link(claim, joinable[0].representative, joinable[0].judgement)
        for rival in rivals:
            self._note_odds(claim, cluster, rival, always=stands_for_it)

    def _look_around(self, claim: LinkableClaim, group: uuid.UUID | None) -> tuple[list[_Match], list[_Match]]:
        """The clusters that the claim may join and those that it is at odds with, each with its best pair."""
        joinable, rivals = [], []
        for cluster in self.ledger.under(meeting(claim).probes):
            # Those that are surely about others need no closer look.
            if not cluster.groups and are_strangers(claim, cluster.first):
                continue
            # Where people put different readings together, to repeat one of them is enough.
            united = bool(cluster.groups & self._constraints.united)
            best: _Match | None = None
            at_odds: _Match | None = None
            parted = False
            for representative in cluster.representatives:
                judgement = judge(claim, representative, self._scorer)
                outcome = judgement.outcome
                parted = parted or outcome.parts
                if outcome.joins and (best is None or judgement.points > best.judgement.points):
                    best = _Match(cluster, judgement, representative)
                if outcome in (Outcome.UPDATE, Outcome.CONTRADICTS) and at_odds is None:
                    at_odds = _Match(cluster, judgement, representative)
                # Acts that keep apart at one time are at odds at another; figures of other things stay other things.
                if outcome is Outcome.DIFFERENT and not united and claim.kind is Kind.NUMERIC:
                    break
            if best is not None and (united or not parted) and self._may_join(group, cluster):
                joinable.append(best)
            elif at_odds is not None:
                rivals.append(at_odds)
        joinable.sort(key=lambda match: (-match.judgement.points, match.representative.order))
        return joinable, rivals

    def _may_join(self, group: uuid.UUID | None, cluster: Cluster) -> bool:
        return group is None or not (self._constraints.excluded(group) & cluster.groups)

    def _merge(self, joinable: list[Cluster], day: dt.date | None) -> Cluster:
        """The cluster to join; others that the claim repeats as well go into it, unless they are at odds."""
        kept = joinable[0]
        for other in joinable[1:]:
            if self._agree(kept, other):
                elder, younger = sorted((kept, other), key=lambda one: (not one.has_kept_name, one.first.order))
                self._merged.append((younger, elder, day))
                elder.take_over(younger)
                kept = elder
        return kept

    def _agree(self, one: Cluster, other: Cluster) -> bool:
        if any(self._constraints.excluded(group) & other.groups for group in one.groups):
            return False
        pairs = ((mine, theirs) for mine in one.representatives for theirs in other.representatives)
        return not any(judge(mine, theirs).outcome.parts for mine, theirs in pairs)

    def _found(self, claim: LinkableClaim) -> Cluster:
        name, has_kept_name = self._names.of(claim)
        cluster = self.ledger.clusters[name] = Cluster(name, has_kept_name=has_kept_name)
        self._founded.append(cluster)
        return cluster

    def _join(self, claim: LinkableClaim, cluster: Cluster, group: uuid.UUID | None) -> bool:
        self._members[claim.claim_id] = cluster
        if group is not None:
            cluster.groups.add(group)
            self.ledger.decided[group] = cluster
        stands, keys = self.ledger.file(claim, cluster)
        self._filed += [(key, cluster, claim) for key in keys]
        if stands:
            self._done.standing.add(claim.claim_id)
        self._take_up_name(cluster, claim)
        return stands

    def _take_up_name(self, cluster: Cluster, claim: LinkableClaim) -> None:
        """Call a cluster that has a new name as its claims' cluster was called before."""
        name = None if cluster.has_kept_name else self._names.kept(claim)
        if name is None:
            return
        before, cluster.cluster_id, cluster.has_kept_name = cluster.cluster_id, name, True
        self.ledger.clusters[name] = self.ledger.clusters.pop(before)
        if cluster.is_stored:
            self._done.renamed[before] = name

    def _note_odds(self, claim: LinkableClaim, cluster: Cluster, rival: _Match, *, always: bool) -> None:
        """Link a claim to what it is at odds with: for each reading that stands for a cluster, else once a cluster."""
        other = rival.cluster.now
        self._recall_all(cluster)
        self._recall_all(other)
        # One voice that states both in one text tells a whole and its part.
        one_voice = voice(claim) in other.voices or voice(rival.representative) in cluster.voices
        odds = (frozenset((cluster, other)), rival.judgement.outcome)
        if other is not cluster and not one_voice and (always or odds not in self._at_odds):
            self._at_odds.add(odds)
            self._link(claim, rival.representative, rival.judgement)

    def _recall_all(self, cluster: Cluster) -> None:
        """Take in what is stored of a cluster that is at odds with another."""
        while cluster.unrecalled:
            recalled = self._recall(cluster.unrecalled.pop())
            cluster.voices.update(recalled.voices)
            for other_id, outcome in recalled.odds:
                if other_id in self.ledger.clusters:
                    self._at_odds.add((frozenset((cluster, self.ledger.clusters[other_id].now)), outcome))

    def _link(self, one: LinkableClaim, other: LinkableClaim, judgement: Judgement) -> None:
        comparison = told(judgement)
        if comparison is not None:
            claim_a, claim_b = sorted((one.claim_id, other.claim_id))
            rule = f"rule:{comparison.relation.value}"
            self._done.links.append(
                Link(claim_a, claim_b, comparison.relation, comparison.score, comparison.reasons, rule)
            )
