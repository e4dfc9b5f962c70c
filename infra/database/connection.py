"""Connections to our database: made ready once, pooled small, and the quick way to write many rows.

Put here: engines, migrations run, rows copied in. Keep out: the embedded server's life (`embedded`), and what the rows
mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from psycopg import sql
from sqlalchemy.exc import OperationalError

from infra.database.embedded import EmbeddedServer
from infra.database.errors import DatabaseError
from infra.database.reference import load_concepts
from infra.settings import Settings

OLDEST_SERVER = 15
_MIGRATIONS = Path(__file__).parents[1] / "migrations"
_MIGRATION_LOCK = 7_203_114_285_561_203_113  # any number of our own
_A_VERSION = 10_000


def ensure_database(settings: Settings) -> str:
    """The URL of the database, started and migrated: the server that the settings name, else the embedded one.

    Raises DatabaseError, readable, where it cannot be reached or is too old.
    """
    url = settings.database_url or EmbeddedServer(settings.database_dir).start("tawatur")
    migrate(url)
    return url


@cache
def engine(url: str) -> sa.Engine:
    """The engine of a URL, one a process: a small pool that notices dropped connections."""
    return sa.create_engine(url, pool_size=4, max_overflow=4, pool_pre_ping=True)


def migrate(url: str, revision: str = "head") -> None:
    """Bring the schema, at its head the concepts too, to a revision; processes that do so at once wait in turn."""
    with _connect(url) as connection:
        connection.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": _MIGRATION_LOCK})
        connection.commit()
        try:
            config = Config()
            config.set_main_option("script_location", str(_MIGRATIONS))
            config.attributes["connection"] = connection
            if revision == "head":
                command.upgrade(config, revision)
                load_concepts(connection)
            else:
                command.downgrade(config, revision)
            connection.commit()
        finally:
            connection.rollback()
            connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), {"key": _MIGRATION_LOCK})
            connection.commit()


@contextmanager
def exclusive(database: sa.Engine, work: str) -> Iterator[None]:
    """Hold a lock that only one process at a time can have for this work; it is free again when its holder dies."""
    with database.connect() as connection:
        connection.execute(sa.text("SELECT pg_advisory_lock(hashtext(:work))"), {"work": work})
        connection.commit()
        try:
            yield
        finally:
            connection.execute(sa.text("SELECT pg_advisory_unlock(hashtext(:work))"), {"work": work})
            connection.commit()


def copy_rows(connection: sa.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a table, often a temporary one that a merge then reads; several times as fast as INSERT."""
    cursor = connection.connection.cursor()
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _connect(url: str) -> sa.Connection:
    shown = sa.make_url(url).render_as_string(hide_password=True)
    try:
        connection = engine(url).connect()
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()
        raise DatabaseError(f"no answer from {shown}: {reason[-1] if reason else error}") from error
    version = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
    if int(version) < OLDEST_SERVER * _A_VERSION:
        connection.close()
        raise DatabaseError(f"{shown} is PostgreSQL {int(version) // _A_VERSION}; at least {OLDEST_SERVER} is needed")
    return connection
