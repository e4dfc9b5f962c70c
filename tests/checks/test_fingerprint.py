"""The key of the data that checks have seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from checks.fingerprint import fingerprint
from infra.database.connection import engine
from tests.checks import ledger
from tests.checks.ledger import DAY


@pytest.fixture
def connection(database: str) -> Iterator[sa.Connection]:
    """A connection to a small ledger."""
    with engine(database).connect() as opened:
        ledger.write(opened, {"both": {"place": "mosul"}, "a": {"is": 12}, "b": {"is": 20}, "flag": {}})
        yield opened
        opened.rollback()


def _key(connection: sa.Connection, day: dt.date, version: str) -> str:
    return fingerprint(connection, day, version).key


def test_the_same_data_has_one_key(connection: sa.Connection) -> None:
    assert _key(connection, DAY, "1") == _key(connection, DAY, "1")


def test_another_day_or_version_is_another_key(connection: sa.Connection) -> None:
    keys = {
        _key(connection, DAY, "1"),
        _key(connection, DAY, "2"),
        _key(connection, DAY.replace(day=1), "1"),
    }
    assert len(keys) == 3


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE claim SET quote = reverse(quote)",
        "UPDATE link SET score = 0.5",
        "UPDATE article SET published = published - 1",
        "DELETE FROM cluster_member",
        "INSERT INTO decision (flag_id, ruling, author, reason) VALUES (gen_random_uuid(), 'confirmed', 'Salma', '-')",
        "UPDATE concept SET label_ar = 'اسم' WHERE concept_id = 'mosul'",
    ],
)
def test_data_that_changed_has_another_key(connection: sa.Connection, change: str) -> None:
    before = _key(connection, DAY, "1")
    with connection.begin_nested():  # as a transaction that came later
        connection.execute(sa.text(change))
    assert _key(connection, DAY, "1") != before


def test_what_checks_write_themselves_does_not_count(connection: sa.Connection) -> None:
    before = _key(connection, DAY, "1")
    ledger.write(connection, {"flag": {}, "check_run": {}, "run": {}})
    assert _key(connection, DAY, "1") == before
