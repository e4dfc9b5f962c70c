"""A run of all checks: what it writes and shows, and when it writes nothing."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from checks.catalogue import catalogue
from checks.running import run_checks
from infra.database.connection import engine
from models.tables.run import CheckSeverity
from tests.checks import ledger
from tests.checks.ledger import DAY

DISPUTE = {
    "both": {"measure": "killed", "place": "mosul"},
    "a": [{"is": 12}, {"is": 12, "outlet": "صحيفة"}],
    "b": {"is": 20},
}
QUOTE = next(check for check in catalogue() if check.name == "quote_stands_in_its_article")
LATE = dt.date(2021, 12, 20)
OVERDUE = {
    "a": {"status": "planned", "to": dt.date(2021, 12, 15)},
    "b": {"status": "completed", "negated": True, "published": dt.date(2021, 12, 18)},
    "relation": None,
}
_READ = (
    "INSERT INTO extraction SELECT article_id, 'reader 1', count(claim_id) FROM article"
    " LEFT JOIN claim USING (article_id) GROUP BY article_id"
)


def _write(database: str, told: Mapping[str, Any]) -> None:
    with engine(database).begin() as connection:
        ledger.write(connection, told)
        connection.execute(sa.text(_READ))


def _rows(database: str, query: str) -> list[Any]:
    with engine(database).connect() as connection:
        return list(connection.execute(sa.text(query)))


def test_a_run_leaves_flags_one_row_a_check_and_pages_and_a_second_run_nothing(database: str, tmp_path: Path) -> None:
    _write(database, DISPUTE)
    docs = tmp_path / "data-docs"
    first = run_checks(database, DAY, docs)
    assert [(failed.name, failed.severity, failed.offenders) for failed in first.failed] == [
        ("value", CheckSeverity.FLAG, 1)
    ]
    assert (first.opened, first.resolved, first.stopped, first.skipped) == ({"value": 1}, {}, False, False)
    recorded = _rows(database, "SELECT check_name, data_key, success, offenders FROM check_run ORDER BY check_run_id")
    assert [row.check_name for row in recorded] == [check.name for check in catalogue()]
    assert {row.data_key for row in recorded} == {first.data_key}
    assert {row.check_name: row.offenders for row in recorded if not row.success} == {"value": 1}
    assert first.written == len(recorded) + 1 + 3  # a flag, and its three claims

    second = run_checks(database, DAY, docs)
    assert (second.skipped, second.written, second.data_key) == (True, 0, first.data_key)
    assert (second.checks, second.failed) == (first.checks, first.failed)
    assert len(_rows(database, "SELECT FROM check_run")) == len(recorded)

    later = run_checks(database, DAY.replace(day=16), docs)
    assert (later.skipped, later.opened, later.written) == (False, {}, len(recorded))
    _pages_stand_alone(docs)


def test_flags_follow_the_day_there_and_back(database: str) -> None:
    _write(database, {"both": {"action": "approve", "object": "budget"}, **OVERDUE})
    states = "SELECT state::text FROM flag WHERE type = 'overdue'"
    for day, skipped, state in (
        (DAY, False, []),
        (LATE, False, ["open"]),
        (DAY, False, ["resolved"]),
        (DAY, True, ["resolved"]),
    ):
        assert run_checks(database, day, None).skipped is skipped
        assert [row.state for row in _rows(database, states)] == state


def _pages_stand_alone(docs: Path) -> None:
    ours = html.unescape(docs.joinpath("index.html").read_text("utf-8"))
    assert all(check.sentence in ours for check in catalogue())
    pages = {page: page.read_text("utf-8") for page in docs.rglob("*.html")}
    assert any("validations" in page.parts for page in pages)
    for text in pages.values():
        assert not re.search(r"""(?:src|href|action|srcset)\s*=\s*["']?\s*(?:https?:)?//""", text)
        assert not re.search(r"@import|url\(\s*[\"']?(?:https?:)?//|<script", text)
    assert [path.name for path in docs.parent.iterdir()] == ["data-docs"]


def test_broken_data_stops_and_says_so_again_when_skipped(database: str) -> None:
    _write(database, {"article": {"text": "قتل ثلاثة جنود"}, "claim": {"quote": "أربعة"}})
    for summary in (run_checks(database, DAY, None), run_checks(database, DAY, None)):
        assert summary.stopped
        assert [failed.name for failed in summary.failed] == ["quote_stands_in_its_article"]
    (flag,) = _rows(database, "SELECT type::text, severity::text, explanation_ar FROM flag")
    assert (flag.type, flag.severity) == ("data", "high")
    assert "أربعة" in flag.explanation_ar


def test_a_round_looks_again_at_what_has_changed_and_at_what_was_wrong(database: str) -> None:
    told = {"text": "Seven soldiers left, eight came."}
    _write(database, {"article": told, "claim": [{"quote": "Seven"}, {"quote": "eight"}]})
    assert not run_checks(database, DAY, None).failed
    quote = QUOTE.query(DAY, since=_snapshot(database))
    for change, failed in (
        ("UPDATE claim SET quote = reverse(quote) WHERE quote = 'Seven'", [QUOTE.name]),
        ("UPDATE article SET published = published - 1", [QUOTE.name]),
        ("UPDATE claim SET quote = substr(text, span_start + 1, span_end - span_start) FROM article", []),
        ("UPDATE article SET text = overlay(text PLACING '#' FROM 1)", [QUOTE.name]),
    ):
        with engine(database).begin() as connection:
            connection.execute(sa.text(change))
        assert [one.name for one in run_checks(database, DAY, None).failed] == failed
    assert len(_rows(database, quote)) == 1
    assert _rows(database, QUOTE.query(DAY, since=_snapshot(database))) == []
    assert len(_rows(database, QUOTE.query(DAY))) == 1


def _snapshot(database: str) -> int:
    (row,) = _rows(database, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next")
    return int(row.next)
