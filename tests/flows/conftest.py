"""What the flow tests share: one installation of our own with its database and one Prefect server, for all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from flows.runtime import configure_prefect, prefect_server
from infra.database.connection import engine, ensure_database
from infra.database.embedded import EmbeddedServer
from infra.settings import Settings
from tests.flows.installation import Installation

_numbers = count(1)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A data folder with its database server."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("house"))
    server = EmbeddedServer(settings.database_dir)
    server.start("prefect")
    yield settings
    server.remove()


@pytest.fixture(scope="session")
def prefect(house: Settings) -> Iterator[None]:
    """A Prefect server that every call uses: one start, which takes seconds, for all tests."""
    before = dict(os.environ)
    configure_prefect(house)
    with prefect_server(house) as server:
        assert server is not None
        server.wait()
        yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def installation(house: Settings, tmp_path: Path) -> Iterator[Installation]:
    """An installation with an empty database."""
    yield from _install(house, tmp_path)


@pytest.fixture(scope="module")
def shared_installation(house: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation for all tests of a module."""
    yield from _install(house, tmp_path_factory.mktemp("shared"))


def _install(house: Settings, folder: Path) -> Iterator[Installation]:
    url = EmbeddedServer(house.database_dir).start(f"test_{next(_numbers)}")
    url = ensure_database(house.model_copy(update={"database_url": url}))
    made = Installation(url, folder)
    yield made
    for process in made.started:
        process.kill()
        process.wait()
    engine(url).dispose()


@pytest.fixture
def rows() -> Callable[[str], dict[str, list[tuple[object, ...]]]]:
    """Every table of a database as sorted rows, without what only tells when they were written."""

    def read(url: str) -> dict[str, list[tuple[object, ...]]]:
        from models.tables import metadata

        tables = {}
        with engine(url).connect() as connection:
            for table in metadata.sorted_tables:
                columns = [column for column in table.columns if not (column.name.endswith("_at") or column.identity)]
                found = connection.execute(table.select().with_only_columns(*columns))
                tables[table.name] = sorted((tuple(row) for row in found), key=repr)
        return tables

    return read
