"""The database made ready: migrations there and back, the tables that the models say, rows copied in."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from infra.database.connection import copy_rows, engine, ensure_database, migrate
from infra.database.embedded import EmbeddedServer
from infra.database.errors import DatabaseError
from infra.settings import Settings
from models.concepts import concepts
from models.tables import metadata

DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.fixture
def oldest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the system's own Postgres, started for this test."""
    if not DEBIAN:
        pytest.skip("the system has no Postgres of its own")
    programs = DEBIAN[0]
    folder = tmp_path_factory.mktemp("pg")
    runner: list[str] = []
    if os.geteuid() == 0:
        runner = ["runuser", "-u", "nobody", "--"]
        shutil.chown(folder, "nobody")
        for parent in folder.parents[:2]:
            parent.chmod(0o755)
    data = folder / "data"
    run = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    made = ["-D", str(data), "--locale=C.UTF-8", "-A", "trust", "-U", "postgres"]
    subprocess.run([*runner, str(programs / "initdb"), *made], **run)  # type: ignore[call-overload]
    options = f"-c listen_addresses='' -c unix_socket_directories={folder}"
    control = [*runner, str(programs / "pg_ctl"), "-D", str(data), "-w"]
    subprocess.run([*control, "-o", options, "-l", str(folder / "log"), "start"], **run)  # type: ignore[call-overload]
    yield f"postgresql://postgres@localhost/postgres?host={folder}"
    subprocess.run([*control, "-m", "immediate", "stop"], **run)  # type: ignore[call-overload]


def test_the_migrations_make_just_the_tables_of_the_models(database: str) -> None:
    with engine(database).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_migrations_lead_back_to_nothing_and_forth_again(server: EmbeddedServer) -> None:
    url = server.start("there_and_back")
    for revision in ("head", "base", "head"):
        migrate(url, revision)
    with engine(url).connect() as connection:
        assert set(sa.inspect(connection).get_table_names()) >= set(metadata.tables)


def test_processes_that_migrate_at_once_do_it_once(server: EmbeddedServer) -> None:
    url = server.start("at_once")
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(migrate, [url] * 4)) == [None] * 4


def test_the_oldest_supported_server_takes_the_same_schema(oldest: str) -> None:
    url = ensure_database(Settings(database_url=oldest))
    with engine(url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        places = connection.execute(sa.text("SELECT count(*) FROM concept WHERE kind = 'place'")).scalar_one()
    engine(url).dispose()
    assert places == len(concepts().places)


def test_concepts_are_written_once(database: str) -> None:
    with engine(database).connect() as connection:
        before = connection.execute(sa.text("SELECT sum(xmin::text::bigint) FROM concept")).scalar_one()
    ensure_database(Settings(database_url=database))
    with engine(database).connect() as connection:
        assert connection.execute(sa.text("SELECT sum(xmin::text::bigint) FROM concept")).scalar_one() == before


def test_copied_rows_arrive_with_arabic_nulls_and_tabs(database: str) -> None:
    rows = [(1, "قال\tإن\nنعم \\ لا"), (2, None)]
    with engine(database).begin() as connection:
        connection.execute(sa.text("CREATE TEMPORARY TABLE stage (id int, words text) ON COMMIT DROP"))
        copy_rows(connection, "stage", ["id", "words"], rows)
        found = connection.execute(sa.text("SELECT id, words FROM stage ORDER BY id")).all()
    assert [tuple(row) for row in found] == rows


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    url = "postgresql://someone:secret@127.0.0.1:1/nowhere"
    with pytest.raises(DatabaseError, match=r"no answer from .*someone:\*\*\*@127.0.0.1:1/nowhere"):
        ensure_database(Settings(database_url=url))


def test_decisions_are_append_only(database: str) -> None:
    with engine(database).begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO decision (flag_id, ruling, author, reason)"
                " VALUES (gen_random_uuid(), 'dismissed', 'a reader', 'other places')"
            )
        )
    for change in ("DELETE FROM decision", "UPDATE decision SET reason = 'none'"):
        with engine(database).begin() as connection, pytest.raises(sa.exc.DBAPIError, match="append-only"):
            connection.execute(sa.text(change))
