"""The key of the data that checks have seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from checks.fingerprint import data_key
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


def test_the_same_data_has_one_key(connection: sa.Connection) -> None:
    assert data_key(connection, DAY, "1") == data_key(connection, DAY, "1")


def test_another_day_or_version_is_another_key(connection: sa.Connection) -> None:
    keys = {
        data_key(connection, DAY, "1"),
        data_key(connection, DAY, "2"),
        data_key(connection, DAY.replace(day=1), "1"),
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
    before = data_key(connection, DAY, "1")
    connection.execute(sa.text(change))
    assert data_key(connection, DAY, "1") != before


def test_what_checks_write_themselves_does_not_count(connection: sa.Connection) -> None:
    before = data_key(connection, DAY, "1")
    ledger.write(connection, {"flag": {}, "check_run": {}, "run": {}})
    assert data_key(connection, DAY, "1") == before
