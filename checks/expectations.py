"""Great Expectations: our checks as its expectations, run by one checkpoint, with its Data Docs.

The only module that touches it, and it does so inside functions: its import takes seconds. Put here: how a check
becomes an expectation, and what comes back. Keep out: flags (`flags`), pages of our own (`data_docs`).
"""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from checks.check import Check
from models.tables.run import CheckSeverity

_NAME = "ledger"
_SEVERITY = {CheckSeverity.STOP: "critical", CheckSeverity.WARN: "warning", CheckSeverity.FLAG: "info"}


class CheckError(Exception):
    """A check could not be run; the message names it."""


@cache
def load() -> tuple[Any, type[Any]]:
    """Great Expectations, and our expectation; takes seconds the first time."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx
    import great_expectations.expectations as gxe
    from great_expectations.compatibility import pydantic

    logging.getLogger("great_expectations").setLevel(logging.ERROR)

    class ExpectNoRowToBreakIt(gxe.UnexpectedRowsExpectation):  # type: ignore[misc]
        """No row is returned by the SELECT of the rows that break a sentence about the ledger."""

        # The parent prints a line for a query that names its tables itself; the checks do, since they join several.
        @pydantic.validator("unexpected_rows_query", allow_reuse=True)  # type: ignore[untyped-decorator]
        def _validate_query(cls, query: str) -> str:  # noqa: N805
            return query

    return gx, ExpectNoRowToBreakIt


def run_checkpoint(checks: Sequence[Check], url: str, as_of: dt.date, docs: Path | None) -> Mapping[str, int]:
    """How many rows break each check, by name; Data Docs go into the folder `docs`. Raises CheckError.

    The suite is one, over one batch: the sentences are about the ledger as a whole, and every further suite costs half
    a second of Data Docs.
    """
    gx, expectation = load()
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    # A dollar sign in a password would be taken for the name of a variable.
    source = context.data_sources.add_postgres(_NAME, connection_string=url.replace("$", r"\$"))
    suite = gx.ExpectationSuite(name=_NAME)
    for check in checks:
        suite.add_expectation(
            expectation(
                unexpected_rows_query=check.query(as_of),
                description=f"{check.sentence} ({check.name}, {check.severity.value})",
                severity=_SEVERITY[check.severity],
                meta={"check": check.name, "table": check.table},
            )
        )
    batch = source.add_table_asset("claim", table_name="claim").add_batch_definition_whole_table("all")
    definition = gx.ValidationDefinition(name=_NAME, data=batch, suite=context.suites.add(suite))
    checkpoint = gx.Checkpoint(
        name=_NAME,
        validation_definitions=[context.validation_definitions.add(definition)],
        actions=[] if docs is None else [_data_docs(gx, context, docs)],
        result_format={"result_format": "SUMMARY"},
    )
    results = context.checkpoints.add(checkpoint).run().run_results
    return {
        result.expectation_config.meta["check"]: _offenders(result)
        for validation in results.values()
        for result in validation.results
    }


def _data_docs(gx: Any, context: Any, folder: Path) -> Any:
    context.add_data_docs_site(
        _NAME,
        {
            "class_name": "SiteBuilder",
            "site_name": _NAME,
            "show_how_to_buttons": False,
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )
    return gx.checkpoint.UpdateDataDocsAction(name="data_docs", site_names=[_NAME])


def _offenders(result: Any) -> int:
    if result.exception_info.get("raised_exception", True):
        name, message = result.expectation_config.meta["check"], result.exception_info.get("exception_message")
        raise CheckError(f"the check {name} could not be run: {message or result.exception_info}")
    return int(result.result["observed_value"])
