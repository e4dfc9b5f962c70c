"""One run from the command line: what must be up before the pipeline, in an order that waits as little as possible.

Put here: starting and ending what a run needs, and telling its outcome. Keep out: the stages (`pipeline`).
"""

from __future__ import annotations

import datetime as dt
import logging
import sys
from collections.abc import Sequence

from flows import progress
from flows.exit_codes import FAULT, STOPPED, WRONG_INPUT
from flows.runtime import configure_prefect, prefect_server, without_heartbeat
from flows.sources.outcome import Defaults
from infra.settings import Settings


def run_pipeline(names: Sequence[str] | None, defaults: Defaults, as_of: dt.date) -> int:
    """Run the pipeline over these inputs (None: the sample corpus), show the summary; the exit code."""
    settings = Settings.read()
    configure_prefect(settings)
    logging.disable(logging.INFO)  # of the libraries; this program has nothing to say there
    with progress.shown():
        progress.say("starting the database …")
        with prefect_server(settings) as server:
            # All imports below take place while the server starts: both take seconds.
            from infra.database.connection import engine, ensure_database

            url = ensure_database(settings)
            progress.say("starting Prefect …")
            from rich.console import Console

            from flows.findings import read_findings
            from flows.pipeline import pipeline
            from flows.sample import sample_path
            from flows.summary import DISPUTES, REPEATED, show

            if server is not None:
                server.wait()
            if names is None:
                progress.say("reading the sample corpus; `tawatur run PATH` reads articles of your own")
                names = [str(sample_path())]
            with without_heartbeat():
                outcome = pipeline(url, list(names), as_of, defaults, settings.reports_dir, settings.data_docs_dir)
            with engine(url).connect() as connection:
                findings = read_findings(connection, disputes=DISPUTES, repeated=REPEATED, articles=0)
            show(outcome, findings, Console(file=sys.stdout))
    if outcome.checked.stopped:
        return STOPPED
    if outcome.extracted.faults:
        return FAULT
    return WRONG_INPUT if outcome.ingested.set_aside else 0
