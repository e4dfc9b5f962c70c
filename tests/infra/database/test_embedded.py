"""The embedded server: one for all who ask, gone when told, back after a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from infra.database.embedded import EmbeddedServer

START = """
import sys, time
from pathlib import Path
from infra.database.embedded import EmbeddedServer
url = EmbeddedServer(Path(sys.argv[1])).start()
print(EmbeddedServer(Path(sys.argv[1])).status().pid, flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(tmp_path / "postgres")
    yield server
    server.remove()


def starter(home: Path, stays: float = 0.0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", START, str(home), str(stays)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def connect(server: EmbeddedServer) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(server.url("tawatur").replace("postgresql+psycopg", "postgresql"))


def alive(pid: int) -> bool:
    """Whether a process runs; one that nobody has reaped yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_processes_that_start_at_once_share_one_server(embedded: EmbeddedServer, tmp_path: Path) -> None:
    started = [starter(tmp_path / "postgres") for _ in range(3)]
    pids = {process.communicate(timeout=60)[0].strip() for process in started}
    assert pids == {str(embedded.status().pid)}


def test_a_killed_client_leaves_the_server_to_the_others(embedded: EmbeddedServer, tmp_path: Path) -> None:
    process = starter(tmp_path / "postgres", stays=60)
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    process.kill()
    process.wait()
    with connect(embedded) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert embedded.status().pid == pid


def test_stop_leaves_no_process_and_start_finds_the_data_again(embedded: EmbeddedServer) -> None:
    embedded.start()
    with connect(embedded) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
    pid = embedded.status().pid
    assert pid is not None
    assert embedded.stop()
    assert not alive(pid)
    assert not embedded.status().running
    assert not embedded.stop()
    embedded.start()
    with connect(embedded) as connection:
        assert connection.execute("SELECT value FROM kept").fetchone() == (7,)


def test_a_killed_server_comes_back_with_its_data(embedded: EmbeddedServer) -> None:
    embedded.start()
    with connect(embedded) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
    pid = embedded.status().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    begun = time.monotonic()
    embedded.start()
    assert time.monotonic() - begun < 30
    with connect(embedded) as connection:
        assert connection.execute("SELECT value FROM kept").fetchone() == (7,)


def test_folders_with_spaces_arabic_letters_and_long_names_are_fine(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / "بيانات الادعاءات" / ("long " * 20).strip() / "postgres")
    try:
        server.start()
        with connect(server) as connection:
            assert connection.execute("SELECT 'ق' LIKE '_'").fetchone() == (True,)
    finally:
        server.remove()


def test_a_removed_server_leaves_no_files(embedded: EmbeddedServer, tmp_path: Path) -> None:
    embedded.start()
    home = embedded.status().home
    embedded.remove()
    assert not home.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["postgres.lock"]
    assert embedded.start()
