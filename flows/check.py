"""The fourth stage: what must hold of the data is checked, and what does not hold becomes flags.

Put here: the stage as Prefect runs it. Keep out: the checks, and how they are run (`checks`).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from prefect import flow

from checks.running import CheckSummary, run_checks
from flows import progress

__all__ = ["CheckSummary", "check"]


@flow(name="check")
def check(database_url: str, as_of: dt.date, data_docs: Path | None = None) -> CheckSummary:
    """Run every check on data that the checks have not seen, with Data Docs into the folder `data_docs`."""
    with progress.stage("checking", "checks") as count:
        return run_checks(database_url, as_of, data_docs, count)
