"""The Prefect server of a run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from infra.settings import Settings


@contextmanager
def run_with_a_server(house: Settings) -> Iterator[int]:
    """A process that has started a server, by the server's id; it is killed at the end."""
    code = (
        "import time\n"
        "from flows.runtime import configure_prefect, prefect_server\n"
        "from infra.settings import Settings\n"
        "settings = Settings.read(); configure_prefect(settings)\n"
        "with prefect_server(settings) as server:\n"
        "    server.wait(); print(server._process.pid, flush=True); time.sleep(100)"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    run = subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment | {"TAWATUR_DATA_DIR": str(house.data_dir)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert run.stdout is not None
        yield int(run.stdout.readline())
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()


def test_a_killed_run_takes_its_prefect_server_along(house: Settings) -> None:
    with run_with_a_server(house) as server:
        pass
    psutil.wait_procs([psutil.Process(server)] if psutil.pid_exists(server) else [], timeout=10)
    assert not psutil.pid_exists(server)


def test_a_server_that_nobody_calls_rests(house: Settings) -> None:
    with run_with_a_server(house) as pid:
        server = psutil.Process(pid)
        for _ in range(15):  # at first it still makes itself ready
            before = sum(server.cpu_times()[:2])
            time.sleep(2)
            if sum(server.cpu_times()[:2]) - before < 0.5:
                return
    raise AssertionError("the server never rests")
