"""Claims placed in clusters, batch by batch, and what comes of it as rows.

Put here: the next claims in their order, and writing where they were placed. Keep out: which claims wait (`order`),
what is known (`known`), how claims compare (`models.linking`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, text

from flows.linking.clusters import merge, note_events, rename
from flows.linking.known import Known, recall, tell_decided, tell_names
from flows.linking.rows import linkable
from infra.database.connection import copy_rows
from models.linking.clusters import Assignment, Clustering
from models.linking.decisions import Constraints
from models.linking.embedding import SentenceScorer
from models.linking.ledger import Names
from models.linking.linkable import LinkableClaim
from models.linking.names import Aliases
from models.tables.cluster import ClusterFate

_MOST_AT_HAND = 1_500_000
"""Clusters kept in memory; beyond, they are looked up again."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What one batch placed, and how many rows that changed."""

    assignment: Assignment
    written: int


@dataclass(frozen=True, slots=True)
class Told:
    """What people have told the linker: rulings on pairs, aliases of names, and a sentence model if they have one."""

    decided: Constraints
    aliases: Aliases
    scorer: SentenceScorer | None = None


def place_claims(connection: Connection, told: Told, size: int) -> Iterator[Placed]:
    """Place the claims that wait, in their order, each batch one transaction."""
    with connection.begin():
        placing = _Placing(connection, told)
    begin = 0
    while True:
        with connection.begin():
            new = _waiting(connection, begin, size, told.aliases)
            if not new:
                return
            placed = placing.place(connection, new)
        begin += size
        yield placed
        if placing.holds > _MOST_AT_HAND:
            with connection.begin():
                placing = _Placing(connection, told)


class _Placing:
    """What is at hand while claims are placed."""

    def __init__(self, connection: Connection, told: Told) -> None:
        self._names = Names()
        self._clustering = Clustering(
            told.decided, names=self._names, scorer=told.scorer, recall=partial(recall, connection)
        )
        self._known = Known(connection, told.aliases)
        tell_decided(connection, self._clustering, told.decided, told.aliases)

    @property
    def holds(self) -> int:
        return len(self._clustering.ledger)

    def place(self, connection: Connection, new: list[LinkableClaim]) -> Placed:
        tell_names(connection, self._names, new)
        self._known.tell(connection, self._clustering, new)
        self._clustering.place_all(new)
        assignment = self._clustering.take_result()
        return Placed(assignment, _write(connection, assignment, new))


def _waiting(connection: Connection, begin: int, size: int, aliases: Aliases) -> list[LinkableClaim]:
    query = "SELECT claim_id, CAST(NULL AS uuid) AS cluster_id FROM waiting WHERE number > :begin AND number <= :end"
    return [claim for _, claim in linkable(connection, query, {"begin": begin, "end": begin + size}, aliases)]


def _write(connection: Connection, done: Assignment, new: list[LinkableClaim]) -> int:
    days = {claim.claim_id: claim.published or dt.date.max for claim in new}
    written = rename(connection, done.renamed)
    copy_rows(connection, "cluster", ["cluster_id"], [(cluster_id,) for cluster_id in done.founded])
    written += merge(connection, done.merged)
    members = (
        (claim_id, cluster_id, done.placed_in.get(claim_id), days[claim_id], claim_id in done.standing)
        for claim_id, cluster_id in done.members.items()
    )
    copy_rows(connection, "cluster_member", ["claim_id", "cluster_id", "placed_in", "day", "stands"], members)
    keys = ((filed.key, filed.day or dt.date.max, filed.claim_id, filed.cluster_id) for filed in done.filed)
    copy_rows(connection, "cluster_key", ["key", "day", "claim_id", "cluster_id"], keys)
    note_events(connection, ClusterFate.SPLIT, done.split)
    connection.execute(text("DELETE FROM former_place WHERE claim_id = ANY(:claims)"), {"claims": list(done.members)})
    return written + len(done.founded) + len(done.members) + _write_links(connection, done)


def _write_links(connection: Connection, done: Assignment) -> int:
    connection.execute(text("CREATE TEMPORARY TABLE found (LIKE link) ON COMMIT DROP"))
    rows = (
        (found.claim_a, found.claim_b, found.relation.value, found.score, _json(found.reasons), found.decided_by)
        for found in done.links
    )
    copy_rows(connection, "found", ["claim_a", "claim_b", "relation", "score", "reasons", "decided_by"], rows)
    # A person may have linked the two already.
    return connection.execute(text("INSERT INTO link SELECT * FROM found ON CONFLICT DO NOTHING")).rowcount


def _json(reasons: list[dict[str, str]]) -> str:
    return json.dumps(reasons, ensure_ascii=False)
