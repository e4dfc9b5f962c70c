"""The Prefect server that a run brings along: `python -m flows.prefect_server FD`, started by `runtime` alone.

It serves on the listening socket that it inherits as FD, and lives as long as its standard input stays open: a run that
is killed, be it with SIGKILL, takes it along. Put here: that process. Keep out: who starts it and with which settings.
"""

from __future__ import annotations

import os
import sys
import threading
import time

import uvicorn

_FAREWELL_SECONDS = 5.0
"""How long it may take to write down what it still holds."""


def main() -> None:
    """Serve until standard input ends."""
    config = uvicorn.Config(
        "prefect.server.api.server:create_app", factory=True, fd=int(sys.argv[1]), log_level="error", lifespan="on"
    )
    server = uvicorn.Server(config)
    threading.Thread(target=_end_with_the_run, args=(server,), daemon=True).start()
    server.run()


def _end_with_the_run(server: uvicorn.Server) -> None:
    sys.stdin.buffer.read()
    server.should_exit = True
    time.sleep(_FAREWELL_SECONDS)
    os._exit(0)


if __name__ == "__main__":
    main()
