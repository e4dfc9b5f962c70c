"""A ledger many times over: every row again under other ids, so that a large ledger need not be linked.

Put here: copying rows. Keep out: making the first ledger (`tests.bench_linking.fill`, the linker).
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from models.tables import metadata

_TABLES = (
    *("article", "extraction", "claim", "article_copy", "cluster", "cluster_member", "link"),
    *("cluster_key", "cluster_merge", "cluster_event"),
)


def multiply(database: sa.Engine, times: int) -> None:
    """Make a ledger `times` as large: its copies stand beside it, of the same outlets and days, each apart from it."""
    with database.begin() as connection:
        for name in _TABLES:
            connection.execute(sa.text(f"CREATE TEMPORARY TABLE first_{name} ON COMMIT DROP AS SELECT * FROM {name}"))
        for part in range(1, times):
            for name in _TABLES:
                connection.execute(sa.text(_again(metadata.tables[name], part)))
    with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("VACUUM ANALYZE"))


def _again(table: sa.Table, part: int) -> str:
    columns = [column for column in table.columns if column.computed is None and column.identity is None]
    told = {column.name: _of_part(column, part) for column in columns}
    if table.name == "link":
        pair = f"{told['claim_a']}, {told['claim_b']}"
        told |= {"claim_a": f"least({pair})", "claim_b": f"greatest({pair})"}
    return f"INSERT INTO {table.name} ({', '.join(told)}) SELECT {', '.join(told.values())} FROM first_{table.name}"


def _of_part(column: sa.Column[Any], part: int) -> str:
    if isinstance(column.type, sa.Uuid) and column.name != "outlet_id":
        return f"md5({column.name}::text || '{part}')::uuid"
    if column.name == "url":
        return f"url || '#{part}'"
    if column.name == "key":
        return f"key # {part}"
    return column.name
