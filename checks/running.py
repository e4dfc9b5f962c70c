"""A run of all checks: once over data that they have not seen.

Put here: the order of it, and what it comes to. Keep out: Prefect (`flows.check`), single steps.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, text

from checks import disputes, warm_up
from checks.catalogue import catalogue, version
from checks.data_docs.pages import DETAILS, read_flags, write_pages
from checks.finding import Finder, Offenders, Progress
from checks.fingerprint import Fingerprint, fingerprint
from checks.flags import write_flags
from infra.database.connection import engine
from models.tables.run import CheckSeverity

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('tawatur checks'))"
# By its number: a round that began earlier may have waited for another.
_LAST_ROUND = "checked_at = (SELECT checked_at FROM check_run ORDER BY check_run_id DESC LIMIT 1)"
_KNOWN = f"""
SELECT check_name, expectation, severity, offenders FROM check_run
WHERE data_key = :data_key AND {_LAST_ROUND} ORDER BY check_run_id
"""
# A snapshot that is yet to come is one of another server, from which the ledger was moved.
_HELD = f"""
SELECT check_name, snapshot FROM check_run
WHERE {_LAST_ROUND} AND success AND version = :version
  AND snapshot < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
"""
_RECORD = """
INSERT INTO check_run (data_key, check_name, expectation, severity, success, observed, offenders, seconds, version,
                       snapshot)
VALUES (:data_key, :check_name, :expectation, :severity, :success, :observed, :offenders, :seconds, :version, :snapshot)
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
        """Whether a check of severity *stop* does not hold."""
        return any(failed.severity is CheckSeverity.STOP for failed in self.failed)


def run_checks(
    url: str, as_of: dt.date, docs: Path | None, progress: Progress | None = None, *, everything: bool = False
) -> CheckSummary:
    """Run all checks on the database at `url`, write flags and results in one transaction, and Data Docs into `docs`.

    With `everything`, also on data that they have seen, and on rows that have not changed since a check held. Raises
    CheckError if a check cannot be run.
    """
    with engine(url).begin() as connection:
        connection.execute(text(_ONE_AT_A_TIME))
        seen = fingerprint(connection, as_of, version())
        known = None if everything else _known(connection, seen.key)
        if known is not None:
            return known
        loading = threading.Thread(target=warm_up)
        loading.start()
        disputes.lay_out(connection)
        loading.join()
        held = dict(connection.execute(text(_HELD), {"version": version()}).tuples().all())
        find = Finder(connection, catalogue(), as_of, {} if everything else held, progress)
        built = None if docs is None else _empty(docs.with_name(f"{docs.name}.new"))
        _have_checked(find, url, built)
        found = find.found
        changes = write_flags(connection, found, as_of, unheard=_unheard(found))
        if docs is not None and built is not None:
            write_pages(docs, built, found, read_flags(connection), as_of)
        connection.execute(text(_RECORD), [_result(seen, offenders) for offenders in found])
    failed = [
        Failed(one.check.name, one.check.sentence, one.check.severity, len(one.rows)) for one in found if one.rows
    ]
    return CheckSummary(
        seen.key, len(found), failed, False, changes.opened, changes.resolved, changes.rows + len(found)
    )


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


def _have_checked(find: Finder, url: str, built: Path | None) -> None:
    from checks.expectations import run_checkpoint

    run_checkpoint(catalogue(), find, url, None if built is None else built / DETAILS)


def _unheard(found: Sequence[Offenders]) -> Collection[str]:
    """The checks on accounts, where one that stops does not hold: their flags stay as the last good round left them."""
    broken = any(each.rows for each in found if each.check.severity is CheckSeverity.STOP)
    return {each.check.name for each in found if broken and each.check.severity is CheckSeverity.FLAG}


def _result(seen: Fingerprint, offenders: Offenders) -> Mapping[str, object]:
    check, count = offenders.check, len(offenders.rows)
    return {
        "data_key": seen.key,
        "version": version(),
        "snapshot": seen.snapshot,
        "observed": json.dumps({"rows": seen.rows[check.table], "measured": offenders.observed}),
        "check_name": check.name,
        "expectation": check.sentence,
        "severity": check.severity.value,
        "success": count == 0,
        "offenders": count,
        "seconds": round(offenders.seconds, 4),
    }


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
