"""Clusters and their members as rows.

Put here: what both rulings and new claims do to clusters. Keep out: why.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, text


def clusters_of(connection: Connection, claims: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The cluster of each claim that is in one."""
    query = "SELECT claim_id, cluster_id FROM cluster_member WHERE claim_id = ANY(:claims)"
    return {row.claim_id: row.cluster_id for row in connection.execute(text(query), {"claims": sorted(claims)})}


def merge(connection: Connection, merged: Mapping[uuid.UUID, uuid.UUID]) -> int:
    """Move the members of each cluster that went into another, and drop it."""
    if not merged:
        return 0
    values = {"gone": list(merged), "kept": list(merged.values())}
    move = """
        UPDATE cluster_member SET cluster_id = kept
        FROM unnest(CAST(:gone AS uuid[]), CAST(:kept AS uuid[])) AS merged (gone, kept) WHERE cluster_id = gone
    """
    moved = connection.execute(text(move), values).rowcount
    return moved + connection.execute(text("DELETE FROM cluster WHERE cluster_id = ANY(:gone)"), values).rowcount
