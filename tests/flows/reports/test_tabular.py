"""Rows as table, CSV, JSON and JSON Lines."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import uuid
from typing import Any

import pytest

from flows.reports.queries import Query, UnknownReportError, names
from flows.reports.tabular import Form, nested, write

KEY = uuid.UUID(int=7)
ROWS: list[dict[str, Any]] = [
    {
        "id": KEY,
        "quote": "نحو 2500،\nمقاتل",
        "quantity.low": 2500.0,
        "quantity.unit": "person",
        "ids": [KEY],
        "day": None,
    },
    {"id": KEY, "quote": 'a "b"', "quantity.low": None, "quantity.unit": None, "ids": [], "day": dt.date(2021, 11, 15)},
]


def written(form: Form, rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    write(form, list(ROWS[0]), rows, out)
    return out.getvalue()


def test_dotted_columns_become_an_object_and_an_object_without_values_null() -> None:
    assert nested(ROWS[0])["quantity"] == {"low": 2500, "unit": "person"}
    assert nested(ROWS[1])["quantity"] is None


def test_json_and_json_lines_hold_the_same() -> None:
    lines = [json.loads(line) for line in written(Form.JSONL, ROWS).splitlines()]
    assert lines == json.loads(written(Form.JSON, ROWS)) == [nested(row) for row in ROWS]
    assert lines[1]["day"] == "2021-11-15"


def test_csv_opens_as_utf8_and_keeps_line_breaks_in_a_field() -> None:
    text = written(Form.CSV, ROWS)
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0]["quote"] == ROWS[0]["quote"]
    assert rows[0]["ids"] == str(KEY)


def test_a_table_has_a_line_a_row() -> None:
    lines = written(Form.TABLE, ROWS).splitlines()
    assert len(lines) == 3
    assert "\u2068نحو 2500، مقاتل\u2069" in lines[1]


@pytest.mark.parametrize(("form", "empty"), [(Form.JSON, "[]\n"), (Form.JSONL, "")])
def test_no_rows_are_well_formed_too(form: Form, empty: str) -> None:
    assert written(form, []) == empty
    assert len(written(Form.CSV, []).splitlines()) == len(written(Form.TABLE, []).splitlines()) == 1


def test_every_report_says_in_a_line_what_it_answers() -> None:
    assert {"claims", "clusters", "contradictions", "flags", "links", "runs", "set_aside"} <= set(names())
    assert all(20 < len(Query(name).description) <= 110 for name in names())


@pytest.mark.parametrize("name", ["nothing", "../claims", "claims; drop", ""])
def test_an_unknown_report_is_answered_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownReportError, match="clusters"):
        Query(name)
