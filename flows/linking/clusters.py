"""Clusters and their members as rows.

Put here: what both rulings and new claims do to clusters that stand. Keep out: why.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, text

from models.linking.clusters import Merged
from models.tables.cluster import ClusterFate


def clusters_of(connection: Connection, claims: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The cluster of each claim that is in one."""
    query = "SELECT claim_id, cluster_id FROM cluster_member WHERE claim_id = ANY(:claims)"
    return {row.claim_id: row.cluster_id for row in connection.execute(text(query), {"claims": sorted(claims)})}


def merge(connection: Connection, merged: Sequence[Merged]) -> int:
    """Move the members of each cluster that went into another, and drop it; how many rows that changed."""
    if not merged:
        return 0
    values = {
        "gone": [one.cluster_id for one in merged],
        "into": [one.into for one in merged],
        "now": [one.now for one in merged],
        "days": [(one.day or dt.date.max).isoformat() for one in merged],
    }
    stored = "SELECT cluster_id FROM cluster WHERE cluster_id = ANY(:gone)"
    known = set(connection.execute(text(stored), values).scalars())
    note_events(connection, ClusterFate.MERGED, {one.cluster_id: one.now for one in merged if one.cluster_id in known})
    keep = """
        INSERT INTO cluster_merge
        SELECT * FROM unnest(CAST(:gone AS uuid[]), CAST(:into AS uuid[]), CAST(CAST(:days AS text[]) AS date[]))
    """
    connection.execute(text(keep), values)
    move = """
        UPDATE cluster_member SET placed_in = coalesce(placed_in, cluster_id), cluster_id = now
        FROM unnest(CAST(:gone AS uuid[]), CAST(:now AS uuid[])) AS merged (gone, now) WHERE cluster_id = gone
    """
    moved = connection.execute(text(move), values).rowcount
    return moved + connection.execute(text("DELETE FROM cluster WHERE cluster_id = ANY(:gone)"), values).rowcount


def rename(connection: Connection, renamed: Mapping[uuid.UUID, uuid.UUID]) -> int:
    """Call clusters otherwise, wherever they are named; how many rows that changed."""
    if not renamed:
        return 0
    values = {"before": list(renamed), "after": list(renamed.values())}
    names = "unnest(CAST(:before AS uuid[]), CAST(:after AS uuid[])) AS renamed (before, after)"
    connection.execute(text(f"INSERT INTO cluster SELECT after FROM {names}"), values)
    written = len(renamed)
    for table, column in _NAMED_IN:
        query = f"UPDATE {table} SET {column} = after FROM {names} WHERE {column} = before"
        written += connection.execute(text(query), values).rowcount
    connection.execute(text("DELETE FROM cluster WHERE cluster_id = ANY(:before)"), values)
    return written


def take_apart(connection: Connection, clusters: Iterable[uuid.UUID]) -> int:
    """Have the claims of clusters placed anew; how many rows that changed."""
    values = {"clusters": sorted(clusters)}
    if not values["clusters"]:
        return 0
    written = 0
    for statement in _TAKE_APART:
        written += connection.execute(text(statement), values).rowcount
    return written


def note_events(connection: Connection, event: ClusterFate, clusters: Mapping[uuid.UUID, uuid.UUID]) -> None:
    """Keep what became of clusters, by the other one: what is done again on the way back in order is told once."""
    if clusters:
        values = {"event": event.value, "clusters": list(clusters), "others": list(clusters.values())}
        connection.execute(text(_NOTE), values)


_NAMED_IN = (
    ("cluster_member", "cluster_id"),
    ("cluster_member", "placed_in"),
    ("cluster_key", "cluster_id"),
    ("cluster_merge", "cluster_id"),
    ("cluster_merge", "into_id"),
)

_NOTE = """
    INSERT INTO cluster_event (event, cluster_id, other_id)
    SELECT CAST(:event AS cluster_fate), cluster_id, other_id
    FROM unnest(CAST(:clusters AS uuid[]), CAST(:others AS uuid[])) AS noted (cluster_id, other_id)
    ON CONFLICT DO NOTHING
"""

_TAKE_APART = (
    """
    INSERT INTO former_place SELECT claim_id, cluster_id FROM cluster_member WHERE cluster_id = ANY(:clusters)
    ON CONFLICT DO NOTHING
    """,
    """
    DELETE FROM link USING cluster_member
    WHERE cluster_id = ANY(:clusters) AND claim_id IN (claim_a, claim_b)
    """,
    """
    WITH RECURSIVE gone AS (
        SELECT unnest(CAST(:clusters AS uuid[])) AS cluster_id
        UNION
        SELECT cluster_merge.cluster_id FROM cluster_merge JOIN gone ON into_id = gone.cluster_id
    ), unfiled AS (
        DELETE FROM cluster_key WHERE cluster_id IN (SELECT cluster_id FROM gone)
    )
    DELETE FROM cluster_merge WHERE cluster_id IN (SELECT cluster_id FROM gone)
    """,
    "DELETE FROM cluster_member WHERE cluster_id = ANY(:clusters)",
    "DELETE FROM cluster WHERE cluster_id = ANY(:clusters)",
)
