"""The whole way on one page: articles in, linked claims and flagged contradictions out.

Put here: the order of the stages, and the record of a run. Keep out: what a stage does.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

from prefect import flow
from sqlalchemy import text

import checks
from flows.check import CheckSummary, check
from flows.extract import Extracted, extract
from flows.ingest import Ingested, ingest
from flows.link import LinkSummary, link
from flows.report import report
from flows.sources.outcome import Defaults
from infra.database.connection import engine
from models.claim import content_key

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Outcome:
    """What a run did, stage by stage; without a page where what it found broken stopped it."""

    ingested: Ingested
    extracted: Extracted
    linked: LinkSummary
    checked: CheckSummary
    page: Path | None
    data_docs: Path
    seconds: dict[str, float]

    @property
    def wrote(self) -> bool:
        """Whether any row is new."""
        return bool(self.written)

    @property
    def written(self) -> dict[str, int]:
        """How many rows are new, by what they are; only what there is."""
        counts = {
            "articles": self.ingested.new,
            "set_aside": self.ingested.newly_set_aside,
            "articles_read": self.extracted.articles,
            "claims": self.extracted.claims,
            "links_and_clusters": self.linked.written,
            "checks_and_flags": self.checked.written,
        }
        return {name: count for name, count in counts.items() if count}


@flow(name="pipeline")
def pipeline(
    database_url: str, names: list[str], as_of: dt.date, defaults: Defaults, reports: Path, data_docs: Path
) -> Outcome:
    """Bring in what `names` holds, and take everything that is new through all stages."""
    watch = Stopwatch()
    ingested = watch.time("ingest", ingest, database_url, names, as_of, defaults, [reports, data_docs])
    if ingested.new:  # the checks will be wanted: what they need takes seconds to import
        threading.Thread(target=checks.warm_up, daemon=True).start()
    extracted = watch.time("extract", extract, database_url)
    linked = watch.time("link", link, database_url)
    checked = watch.time("check", check, database_url, as_of, data_docs)
    # Where a check stops the run, the last good page stands.
    page = None if checked.stopped else watch.time("report", report, database_url, reports)
    outcome = Outcome(ingested, extracted, linked, checked, page, data_docs / "index.html", watch.seconds)
    record(database_url, as_of, outcome)
    return outcome


def record(database_url: str, as_of: dt.date, outcome: Outcome) -> None:
    """Write the run down, under the state of the data that it led to: a run that changed nothing leaves no row."""
    row = {
        "run_id": content_key("run", outcome.checked.data_key),
        "as_of": as_of,
        "data_key": outcome.checked.data_key,
        "written": json.dumps(outcome.written),
        "seconds": json.dumps(outcome.seconds),
    }
    insert = (
        "INSERT INTO run (run_id, as_of, data_key, written, seconds)"
        " VALUES (:run_id, :as_of, :data_key, :written, :seconds) ON CONFLICT DO NOTHING"
    )
    with engine(database_url).begin() as connection:
        connection.execute(text(insert), row)


@dataclass
class Stopwatch:
    """Seconds by stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, name: str, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do the work, and note how long it took."""
        begun = time.monotonic()
        result = work(*args, **kwargs)
        self.seconds[name] = round(time.monotonic() - begun, 2)
        return result
