"""The Prefect server of a run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from infra.settings import Settings


def test_a_killed_run_takes_its_prefect_server_along(house: Settings) -> None:
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
    assert run.stdout is not None
    server = int(run.stdout.readline())
    run.send_signal(signal.SIGKILL)
    run.wait()
    for _ in range(100):
        try:
            os.kill(server, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("the server lives on")
