"""Every check, tried on the ledgers that stand beside it: those that break it and those that do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import sqlalchemy as sa

from checks import disputes
from checks.catalogue import catalogue, entries_of_data, entries_on_accounts
from checks.check import Check
from checks.finding import Offenders
from checks.flags import write_flags
from infra.database.connection import engine, ensure_database
from infra.database.embedded import EmbeddedServer
from infra.settings import Settings
from models.tables import metadata
from tests.checks import ledger
from tests.checks.ledger import DAY

CHECKS = {check.name: check for check in catalogue()}
ON_ACCOUNTS = {entry["name"] for entry in entries_on_accounts()}
AS_OF = DAY.replace(year=2022, month=3)
ENTRIES = [*entries_of_data(), *entries_on_accounts()]


def _examples(kind: str) -> list[Any]:
    return [
        pytest.param(entry, example, id=f"{entry['name']}-{number}")
        for entry in ENTRIES
        for number, example in enumerate(entry[kind])
    ]


@pytest.fixture(scope="module")
def bench(server: EmbeddedServer) -> Iterator[sa.Connection]:
    """One connection to a database that holds the concepts only."""
    url = ensure_database(Settings(database_url=server.start("bench_of_checks")))
    with engine(url).begin() as connection:
        yield connection
    engine(url).dispose()


@pytest.fixture
def connection(bench: sa.Connection) -> Iterator[sa.Connection]:
    """The bench, cleared again after the test."""
    trial = bench.begin_nested()
    yield bench
    trial.rollback()


def _offenders(connection: sa.Connection, check: Check) -> list[Mapping[str, Any]]:
    if check.name in ON_ACCOUNTS:  # examples of our own data may stand in tables that lack columns
        disputes.lay_out(connection)
    return [dict(row) for row in connection.execute(sa.text(check.query(AS_OF))).mappings()]


@pytest.mark.parametrize(("entry", "example"), _examples("breaks"))
def test_a_check_finds_what_breaks_it(
    connection: sa.Connection, entry: Mapping[str, Any], example: Mapping[str, Any]
) -> None:
    for guard in entry.get("without", ()):
        ledger.drop(connection, guard)
    ledger.write(connection, example)
    found = _offenders(connection, CHECKS[entry["name"]])
    assert found
    if entry["name"] in ON_ACCOUNTS:
        assert [name for name in sorted(ON_ACCOUNTS) if _offenders(connection, CHECKS[name])] == [entry["name"]]
        write_flags(connection, [Offenders(CHECKS[entry["name"]], found)], AS_OF)
        for told in connection.execute(sa.text("SELECT explanation_en, resolution_ar FROM flag")).one():
            assert told
    if "severity" in example:
        assert found[0]["severity"] == example["severity"]
    if "sides" in example:
        assert [len(found[0]["side_a"]), len(found[0]["side_b"])] == example["sides"]


@pytest.mark.parametrize(("entry", "example"), _examples("holds"))
def test_a_check_passes_what_does_not_break_it(
    connection: sa.Connection, entry: Mapping[str, Any], example: Mapping[str, Any]
) -> None:
    ledger.write(connection, example)
    assert _offenders(connection, CHECKS[entry["name"]]) == []


def test_every_table_has_a_check() -> None:
    assert {check.table for check in catalogue()} == set(metadata.tables)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_every_check_has_examples_and_counter_examples(entry: Mapping[str, Any]) -> None:
    assert entry["breaks"]
    assert entry["holds"]


def test_an_empty_ledger_breaks_nothing(connection: sa.Connection) -> None:
    assert [check.name for check in catalogue() if _offenders(connection, check)] == []
