"""What all tests may ask for: a real Postgres of our own, and an empty migrated database in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from infra.database.connection import engine, ensure_database
from infra.database.embedded import EmbeddedServer
from infra.settings import Settings

_numbers = count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    """One embedded server for the whole run, ended with it."""
    embedded = EmbeddedServer(tmp_path_factory.mktemp("server") / "postgres")
    embedded.start("postgres")
    yield embedded
    embedded.remove()


@pytest.fixture
def database(server: EmbeddedServer) -> Iterator[str]:
    """The URL of an empty database at the newest migration, with its concepts."""
    url = ensure_database(Settings(database_url=server.start(f"empty_{next(_numbers)}")))
    yield url
    engine(url).dispose()
