"""Whether the checks have seen this data: a key of all that they read.

Put here: what counts as the same data. Keep out: what follows from it (`running`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

from models.claim import content_key
from models.tables import metadata

_SNAPSHOT = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"

_WRITTEN_BY = "coalesce(sum(hashtextextended(xmin::text, 0)::numeric), 0)"
_READ = (
    *("outlet", "article", "set_aside", "extraction", "claim", "link", "cluster", "cluster_member", "article_copy"),
    *("cluster_key", "cluster_merge", "cluster_event", "former_place"),
    *("concept", "action_conflict", "decision", "alias"),
)
"""The tables that are read. Flags and runs, which checks write themselves, do not count, though they are checked."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A key of the data; the oldest transaction that had not ended, which was not seen whole; and rows by table."""

    key: str
    snapshot: int
    rows: Mapping[str, int]


def fingerprint(connection: Connection, as_of: dt.date, version: str) -> Fingerprint:
    """What the checks are about to read: the rows, the day that counts as today, and the checks themselves.

    A row is known by the transaction that wrote it: one that changes is another, and none need be read.
    """
    tables = sorted(metadata.tables)
    counts = ", ".join(
        f"(SELECT ARRAY[count(*), {_WRITTEN_BY if table in _READ else 0}] FROM {table})" for table in tables
    )
    begun, *seen = connection.execute(text(f"SELECT {_SNAPSHOT}, {counts}")).one()
    counted = dict(zip(tables, seen, strict=True))
    key = content_key("data", as_of.isoformat(), version, *(str(counted[table]) for table in _READ))
    return Fingerprint(key.hex, begun, {table: int(rows) for table, (rows, _) in counted.items()})
