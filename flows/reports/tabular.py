"""Rows as a person or a program wants them: a table on the terminal, CSV, JSON, JSON Lines.

Put here: the four forms. Keep out: what is asked (`queries`). All but the table stream: a million rows in flat memory.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import Any, TextIO

from models.claim import plain_number

Row = Mapping[str, Any]
_TABLE_ROWS = 1000
"""More do not help anyone on a terminal; the other forms give all."""
_LONGEST_CELL = 120


class Form(StrEnum):
    """How a report is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


def write(form: Form, columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    """Write the rows to `out` in one of the forms."""
    _WRITERS[form](columns, rows, out)


def nested(row: Row) -> dict[str, Any]:
    """The row as JSON: `quantity.low` becomes a field of the object `quantity`, null where all its fields are."""
    result: dict[str, Any] = {}
    for name, value in row.items():
        outer, dot, inner = name.partition(".")
        if dot:
            result.setdefault(outer, {})[inner] = plain(value)
        else:
            result[name] = plain(value)
    for outer in {name.partition(".")[0] for name in row if "." in name}:
        if not any(value is not None for value in result[outer].values()):
            result[outer] = None
    return result


def plain(value: Any) -> Any:
    """A database value as JSON knows it."""
    if isinstance(value, float | Decimal):
        return plain_number(float(value))
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def _write_json_lines(_: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    out.writelines(json.dumps(nested(row), ensure_ascii=False) + "\n" for row in rows)


def _write_json(_: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    before = "[\n"
    for row in rows:
        out.write(before + json.dumps(nested(row), ensure_ascii=False))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def _write_csv(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    out.write("\ufeff")  # without it Excel takes UTF-8 for the code page of the machine, and Arabic is lost
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)


def _write_table(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    """A row a line where that fits the terminal, else a field a line."""
    from rich.cells import cell_len

    from flows.bidi import isolated, padded

    rest = iter(rows)
    shown = [[isolated(_shortened(_cell(row[name]))) for name in columns] for row in islice(rest, _TABLE_ROWS)]
    widths = [max(map(cell_len, cells)) for cells in zip(columns, *shown, strict=True)]
    if not out.isatty() or sum(widths) + 2 * len(widths) <= shutil.get_terminal_size().columns:
        out.writelines("  ".join(map(padded, cells, widths)).rstrip() + "\n" for cells in ([*columns], *shown))
    else:
        longest = max(map(len, columns))
        for number, cells in enumerate(shown, start=1):
            out.write(f"{number}.\n")
            out.writelines(f"  {name:<{longest}}  {cell}\n" for name, cell in zip(columns, cells, strict=True) if cell)
    if left := sum(1 for _ in rest):
        out.write(f"… and {left:,} more: --format csv, json or jsonl gives all\n")


def _cell(value: Any) -> str:
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return " ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _shortened(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= _LONGEST_CELL else line[: _LONGEST_CELL - 1] + "…"


_WRITERS: Mapping[Form, Callable[[Sequence[str], Iterable[Row], TextIO], None]] = {
    Form.TABLE: _write_table,
    Form.CSV: _write_csv,
    Form.JSON: _write_json,
    Form.JSONL: _write_json_lines,
}
