"""The SELECTs beside this file, found by their names and run as streams.

Put here: what a report is called, what it answers, its rows. Keep out: how rows are shown (`tabular`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, text

_ROWS_AT_ONCE = 1000


class UnknownReportError(Exception):
    """There is no report of that name; the message names those there are."""


class Query:
    """One report's SELECT, by name."""

    def __init__(self, name: str) -> None:
        source = files(__package__) / f"{name}.sql"
        if not name.isidentifier() or not source.is_file():
            raise UnknownReportError(f"there is no report {name!r}; there are: {', '.join(names())}")
        self.name = name
        self.sql = source.read_text(encoding="utf-8")

    @property
    def description(self) -> str:
        """What it answers, in the words that the file begins with."""
        comment = [line for line in self.sql.splitlines() if line.startswith("--")]
        return " ".join(line.removeprefix("--").strip() for line in comment)

    def run(self, connection: Connection) -> tuple[list[str], Iterator[Mapping[str, Any]]]:
        """The columns, and the rows as they come: the server keeps what is not yet asked for."""
        options = {"stream_results": True, "yield_per": _ROWS_AT_ONCE}
        result = connection.execute(text(self.sql), execution_options=options)
        return list(result.keys()), (dict(row) for row in result.mappings())

    def first(self, connection: Connection, limit: int) -> list[Mapping[str, Any]]:
        """The first rows."""
        rows = connection.execute(text(f"{self.sql}\nLIMIT :limit"), {"limit": limit})
        return [dict(row) for row in rows.mappings()]


def names() -> list[str]:
    """Every report there is."""
    return sorted(
        entry.name.removesuffix(".sql") for entry in files(__package__).iterdir() if entry.name.endswith(".sql")
    )
