"""Great Expectations: our checks as its expectations, run by one checkpoint, with its Data Docs.

The only module that touches it, and it does so inside functions: its import takes seconds. Put here: how a check
becomes an expectation, and what comes back. Keep out: flags (`flags`), pages of our own (`data_docs`).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from checks.check import Check
from models.tables.run import CheckSeverity

ROOT = "/"
"""What a link from Great Expectations' pages to one of ours begins with, until it is known from where it leads."""
Find = Callable[[str], int]
"""Takes the name of a check, finds the rows that break it, and returns how many."""

_NAME = "ledger"
_METRIC = "ledger.offenders"
_SEVERITY = {CheckSeverity.STOP: "critical", CheckSeverity.WARN: "warning", CheckSeverity.FLAG: "info"}
_SAID = {theirs: ours.value for ours, theirs in _SEVERITY.items()}
_find: ContextVar[Find] = ContextVar("find")


class CheckError(Exception):
    """A check could not be run; the message names it."""


@cache
def load() -> tuple[Any, type[Any]]:
    """Great Expectations, and our expectation; takes seconds the first time."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx
    from great_expectations.execution_engine import SqlAlchemyExecutionEngine
    from great_expectations.expectations.expectation import BatchExpectation
    from great_expectations.expectations.metrics.metric_provider import MetricProvider, metric_value
    from great_expectations.render import LegacyRendererType, RenderedStringTemplateContent
    from great_expectations.render.renderer.renderer import renderer

    logging.getLogger("great_expectations").setLevel(logging.ERROR)

    class Offenders(MetricProvider):  # type: ignore[misc]
        """How many rows break a check, in the transaction of the run.

        Great Expectations' own metrics open a connection, which does not see what the run has laid out, and ask thrice:
        whether there is a row, for the rows, and how many.
        """

        metric_name = _METRIC
        domain_keys = ("batch_id",)
        value_keys = ("check",)

        @metric_value(engine=SqlAlchemyExecutionEngine)  # type: ignore[untyped-decorator]
        def _sqlalchemy(cls, metric_value_kwargs: Mapping[str, str], **_: object) -> int:  # noqa: N805
            return _find.get()(metric_value_kwargs["check"])

    class ExpectNoRowToBreakIt(BatchExpectation):  # type: ignore[misc]
        """Expect that no row of the ledger breaks a sentence about it: that the SELECT of such rows returns none."""

        check: str
        table: str
        sentence: str
        query: str

        metric_dependencies = (_METRIC,)
        success_keys = ("check",)

        # An instance without a description of its own is shown as this says.
        @classmethod
        @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)  # type: ignore[untyped-decorator]
        def _prescriptive_renderer(cls, configuration: Any, **_: object) -> list[Any]:
            told = configuration.kwargs
            name = {"tag": "a", "attributes": {"href": f"{ROOT}index.html#{told['check']}"}, "classes": ["name"]}
            return [
                RenderedStringTemplateContent(
                    content_block_type="string_template",
                    string_template={
                        "template": "$sentence $check ($severity, $table)",
                        "params": {**told, "severity": _SAID[configuration.severity]},
                        "styling": {"params": {"check": name}},
                    },
                )
            ]

        def _validate(self, metrics: Mapping[str, int], **_: object) -> dict[str, Any]:
            return {"success": not metrics[_METRIC], "result": {"observed_value": metrics[_METRIC]}}

    return gx, ExpectNoRowToBreakIt


def run_checkpoint(checks: Sequence[Check], find: Find, url: str, docs: Path | None) -> None:
    """Have each check run by `find`; Data Docs of what it finds go into the folder `docs`.

    The suite is one, over one batch: the sentences are about the ledger as a whole, and every further suite costs half
    a second of Data Docs. Raises CheckError if `find` raised.
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
                check=check.name,
                table=check.table,
                sentence=check.sentence,
                query=check.sql,
                severity=_SEVERITY[check.severity],
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
    token = _find.set(find)
    try:
        results = context.checkpoints.add(checkpoint).run().run_results
    finally:
        _find.reset(token)
    for validation in results.values():
        for result in validation.results:
            if result.exception_info.get("raised_exception", True):
                raise CheckError(_said(result))


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


def _said(result: Any) -> str:
    why = result.exception_info.get("exception_message") or result.exception_info
    return f"the check {result.expectation_config.kwargs['check']} could not be run: {why}"
