"""A run of all checks: once over data that they have not seen.

Put here: the order of it, and what it comes to. Keep out: Prefect (`flows.check`), single steps.
"""

from __future__ import annotations

import datetime as dt
import shutil
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, text

from checks import warm_up
from checks.catalogue import catalogue, version
from checks.check import Check
from checks.data_docs.pages import DETAILS, write_pages
from checks.fingerprint import data_key
from checks.flags import Offenders, write_flags
from infra.database.connection import engine
from models.tables.run import CheckSeverity

Progress = Callable[[int, int | None], None]
"""Takes how many checks are done, and of how many."""

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('tawatur checks'))"
_KNOWN = """
SELECT check_name, expectation, severity, offenders FROM check_run
WHERE data_key = :data_key AND checked_at = (SELECT max(checked_at) FROM check_run) ORDER BY check_run_id
"""
_RECORD = """
INSERT INTO check_run (data_key, check_name, expectation, severity, success, offenders, seconds)
VALUES (:data_key, :check_name, :expectation, :severity, :success, :offenders, :seconds)
"""


@dataclass(frozen=True, slots=True)
class Failed:
    """A check that does not hold."""

    name: str
    sentence: str
    severity: CheckSeverity
    offenders: int


@dataclass(frozen=True)
class CheckSummary:
    """What a run of the checks came to; `skipped` where they had seen the data, with what they found then.

    `opened` and `resolved` count flags by type, `written` all rows that were inserted, changed or deleted.
    """

    data_key: str
    checks: int
    failed: Sequence[Failed] = ()
    skipped: bool = False
    opened: Mapping[str, int] = field(default_factory=dict)
    resolved: Mapping[str, int] = field(default_factory=dict)
    written: int = 0

    @property
    def stopped(self) -> bool:
        """Whether an invariant of our own data is broken."""
        return any(failed.severity is CheckSeverity.STOP for failed in self.failed)


def run_checks(url: str, as_of: dt.date, docs: Path | None, progress: Progress | None = None) -> CheckSummary:
    """Run all checks on the database at `url`, write flags and results in one transaction, and Data Docs into `docs`.

    Raises CheckError if a check cannot be run.
    """
    with engine(url).begin() as connection:
        connection.execute(text(_ONE_AT_A_TIME))
        key = data_key(connection, as_of, version())
        known = _known(connection, key)
        if known is not None:
            return known
        loading = threading.Thread(target=warm_up)
        loading.start()
        found = []
        for number, check in enumerate(catalogue(), start=1):
            found.append(_find_offenders(connection, check, as_of))
            if progress is not None:
                progress(number, len(catalogue()))
        changes = write_flags(connection, found, as_of)
        loading.join()
        counted = _show(found, url, as_of, docs)
        connection.execute(
            text(_RECORD), [_result(key, offenders, counted[offenders.check.name]) for offenders in found]
        )
    failed = [
        Failed(check.name, check.sentence, check.severity, counted[check.name])
        for check in catalogue()
        if counted[check.name]
    ]
    return CheckSummary(key, len(found), failed, False, changes.opened, changes.resolved, changes.rows + len(found))


def _known(connection: Connection, key: str) -> CheckSummary | None:
    """What the checks found when they last ran, if that was on this data; flags stand as that run left them."""
    rows = connection.execute(text(_KNOWN), {"data_key": key}).all()
    if not rows:
        return None
    failed = [
        Failed(row.check_name, row.expectation, CheckSeverity(row.severity), row.offenders)
        for row in rows
        if row.offenders
    ]
    return CheckSummary(key, len(rows), failed, skipped=True)


def _find_offenders(connection: Connection, check: Check, as_of: dt.date) -> Offenders:
    begun = time.monotonic()
    rows = [dict(row) for row in connection.execute(text(check.query(as_of))).mappings()]
    return Offenders(check, rows, time.monotonic() - begun)


def _result(key: str, offenders: Offenders, count: int) -> Mapping[str, object]:
    check = offenders.check
    return {
        "data_key": key,
        "check_name": check.name,
        "expectation": check.sentence,
        "severity": check.severity.value,
        "success": count == 0,
        "offenders": count,
        "seconds": round(offenders.seconds, 4),
    }


def _show(found: Sequence[Offenders], url: str, as_of: dt.date, docs: Path | None) -> Mapping[str, int]:
    """Have Great Expectations run the same checks; how many rows break each, by its count."""
    from checks.expectations import run_checkpoint

    checks = [offenders.check for offenders in found]
    if docs is None:
        return run_checkpoint(checks, url, as_of, None)
    built = docs.with_name(f"{docs.name}.new")
    shutil.rmtree(built, ignore_errors=True)
    built.mkdir(parents=True)
    counted = run_checkpoint(checks, url, as_of, built / DETAILS)
    write_pages(docs, built, found, as_of)
    return counted
