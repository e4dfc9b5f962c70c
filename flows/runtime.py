"""What flows need around them: Prefect set up quietly, and a Prefect server for as long as a run lasts.

Put here: Prefect as a program. Keep out: what flows do. Nothing here imports Prefect: its settings must stand in the
environment before anything does, and its server starts while the import still takes its time.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit, urlunsplit

from infra.database.embedded import EmbeddedServer
from infra.settings import Settings

_PATIENCE = 120.0
"""Seconds that the server's first start, with all its tables to make, may take on a slow machine."""
_API_URL = "PREFECT_API_URL"


class PrefectError(Exception):
    """Prefect cannot be used; the message is one readable line."""


def configure_prefect(settings: Settings) -> None:
    """Settle how Prefect behaves in this process and those it starts; what the user has set stays."""
    quiet = {
        "PREFECT_HOME": str(settings.prefect_home),
        "PREFECT_LOGGING_LEVEL": "CRITICAL",  # an error reaches the caller as an exception, who says it in a line
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(int(_PATIENCE)),
        "PREFECT_SHOW_BANNER": "false",
        "DO_NOT_TRACK": "1",
    }
    for name, value in quiet.items():
        os.environ.setdefault(name, value)


class PrefectServer:
    """A server of our own, on a free port of this machine, that ends with this process however it ends.

    Its history is kept in `database_url`, of the embedded server, or, where that is None, in SQLite in Prefect's home:
    a database server that belongs to the user gets no database that it was not asked for.
    """

    def __init__(self, home: Path, database_url: str | None) -> None:
        self._log = home / "server.log"
        self._lock = home / "server.lock"
        self._database_url = database_url
        self._process: subprocess.Popen[bytes] | None = None
        self._held: TextIO | None = None
        self.api_url = ""

    def start(self) -> None:
        """Start it without waiting for it; two that start at once would both make the tables, so one waits."""
        self._lock.parent.mkdir(parents=True, exist_ok=True)
        self._held = self._lock.open("a")
        fcntl.flock(self._held, fcntl.LOCK_EX)
        with socket.create_server(("127.0.0.1", 0)) as listening, self._log.open("ab") as log:
            self.api_url = f"http://127.0.0.1:{listening.getsockname()[1]}/api"
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "flows.prefect_server", str(listening.fileno())],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=os.environ | self._environment(),
                pass_fds=[listening.fileno()],
                start_new_session=True,  # Ctrl-C is for the run, which then ends its server itself
            )

    def wait(self) -> None:
        """Return when it answers; raises PrefectError."""
        import httpx

        try:
            with httpx.Client(timeout=_PATIENCE, trust_env=False) as client:
                client.get(f"{self.api_url}/health").raise_for_status()
        except httpx.HTTPError as error:
            raise PrefectError(f"the Prefect server did not start ({error}): see {self._log}") from None
        finally:
            if self._held is not None:
                self._held.close()

    def stop(self) -> None:
        """Let it write down what it holds, and end it."""
        if self._process is None or self._process.stdin is None:
            return
        self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _environment(self) -> dict[str, str]:
        batches = ("TASK_RUN_RECORDER", "EVENT_PERSISTER")
        environment = {
            "PREFECT__SERVER_EPHEMERAL": "1",
            "PREFECT__SERVER_FINAL": "1",
            "PREFECT_UI_ENABLED": "false",
            **{f"PREFECT_SERVER_SERVICES_{name}_BATCH_SIZE": "200" for name in batches},
            **{f"PREFECT_SERVER_SERVICES_{name}_READ_BATCH_SIZE": "200" for name in batches},
            # A whole number: the recorder cuts what is behind the point off, and would then never rest.
            **{f"PREFECT_SERVER_SERVICES_{name}_FLUSH_INTERVAL": "1" for name in batches},
        }
        if self._database_url is not None:
            url = urlsplit(self._database_url)
            # Without the host name, which asyncpg would rather take than the socket that the query names.
            address = urlunsplit(("postgresql+asyncpg", f"{url.username}@", url.path, url.query, ""))
            environment["PREFECT_API_DATABASE_CONNECTION_URL"] = address
        return environment


@contextlib.contextmanager
def prefect_server(settings: Settings) -> Iterator[PrefectServer | None]:
    """A server that is starting, and that this process uses from now on; None where the user has one."""
    if os.environ.get(_API_URL):
        yield None
        return
    history = None
    if settings.database_url is None:
        history = EmbeddedServer(settings.database_dir).start("prefect")
    server = PrefectServer(settings.prefect_home, history)
    try:
        server.start()
        os.environ[_API_URL] = server.api_url
        yield server
    finally:
        os.environ.pop(_API_URL, None)
        server.stop()


@contextlib.contextmanager
def without_heartbeat() -> Iterator[None]:
    """Flows within do not tell the server again and again that they live, which costs each of them a second."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield
