"""A Postgres server of our own, started on demand in the data folder and shared by every process that asks.

Put here: its birth, life and death, and the databases in it. Keep out: connections to what stands in them
(`connection`). It listens on a Unix socket in a folder that only its own user (and root) can enter, never on a port.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import pq, sql

from infra.database.errors import DatabaseError
from infra.database.programs import ROOTS_PLACE, Account, Programs

# A machine of 2 cores and 2 GB in mind. fsync, full_page_writes and synchronous_commit keep their default, on: a
# batch that was reported as written must be there after a power cut.
_OPTIONS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "port": "5432",  # only a part of the socket's name; stated, or PGPORT would change it
    "max_connections": "80",
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",  # a solid-state disk
    "jit": "off",  # costs more than it saves on queries of milliseconds
    "log_checkpoints": "off",
}
_LONGEST_FOLDER = 85
"""Bytes: a socket's whole path must stay below 104 on macOS and 108 on Linux."""
_PATIENCE = 60.0
"""Seconds that a start may take, crash recovery included."""


@dataclass(frozen=True)
class ServerStatus:
    """How a server stands: `pid` is None where it does not run; `home` is where its files really are."""

    running: bool
    pid: int | None
    home: Path
    url: str


class EmbeddedServer:
    """The one server of a home folder; any number of processes may hold one of these for the same folder."""

    def __init__(self, home: Path) -> None:
        self._asked_home = home

    def start(self, database: str = "tawatur") -> str:
        """The URL of a database of the running server, both made when missing; raises DatabaseError."""
        if not self._answers():
            with self._locked():
                if not self._answers():
                    self._launch()
        self._create(database)
        return self.url(database)

    def stop(self) -> bool:
        """End the server and all its processes; False if none ran."""
        if not self._home.exists():
            return False
        with self._locked():
            processes = self._processes()
            ran = bool(processes) or self._answers()
            if self._pid() is not None:
                account = Account.for_home(self._home)
                pg_ctl = Programs.find(account, self._made_by()).folder / "pg_ctl"
                for mode in ("fast", "immediate"):
                    if account.run(pg_ctl, "stop", "-w", "-t", "30", "-m", mode, PGDATA=self._data).returncode == 0:
                        break
            self._end_leftovers()
        return ran

    def remove(self) -> None:
        """End the server and delete its files, wherever they really are; the lock stays for who may wait for it."""
        self.stop()
        shutil.rmtree(self._home, ignore_errors=True)
        if self._asked_home.is_symlink():
            self._asked_home.unlink()

    def status(self) -> ServerStatus:
        """How the server stands now; starts nothing."""
        running = self._answers()
        return ServerStatus(running, self._pid() if running else None, self._home, self.url("tawatur"))

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database of this server."""
        return f"postgresql+psycopg://postgres@localhost:5432/{quote(database)}?host={quote(str(self._socket))}"

    @property
    def _home(self) -> Path:
        return self._asked_home.resolve()

    @property
    def _data(self) -> Path:
        return self._home / "data"

    @property
    def _socket(self) -> Path:
        """The socket's folder: in the home, or in /tmp where that path is too long or not plain enough for libpq."""
        folder = self._home / "socket"
        if len(os.fsencode(folder)) <= _LONGEST_FOLDER and re.fullmatch(r"[\w/.-]+", str(folder), re.ASCII):
            return folder
        return Path("/tmp") / f"tawatur-{_short_key(self._home)}"  # noqa: S108  its owner is checked before use

    def _conninfo(self) -> str:
        return f"host={self._socket} port=5432 user=postgres dbname=postgres connect_timeout=10"

    def _answers(self) -> bool:
        # A server whose folder was deleted under it lives on for a minute: without its files it does not count.
        return self._pid() is not None and pq.PGconn.ping(self._conninfo().encode()) == pq.Ping.OK

    def _pid(self) -> int | None:
        """The postmaster's process id as it wrote it down, whether or not it still lives."""
        try:
            return int((self._data / "postmaster.pid").read_text().split("\n", 1)[0])
        except FileNotFoundError:
            return None
        except PermissionError:
            raise DatabaseError(
                f"{self._home} belongs to another user: run as its owner, or set TAWATUR_DATA_DIR"
            ) from None

    def _made_by(self) -> int | None:
        version = self._data / "PG_VERSION"
        return int(version.read_text()) if version.exists() else None

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Only one process at a time starts or stops the server; the lock dies with its holder."""
        lock = self._asked_home.with_name(f"{self._asked_home.name}.lock")
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            handle = lock.open("a")
        except OSError as error:
            raise DatabaseError(
                f"cannot write to the data folder {lock.parent} ({error.strerror}): set TAWATUR_DATA_DIR to one you own"
            ) from None
        with handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _launch(self) -> None:
        """Bring up the server, whatever state the last one was left in; called under the lock."""
        account = self._settle()
        programs = Programs.find(account, self._made_by())
        if not self._data.exists():
            self._initialise(account, programs)
        account.own(self._socket)
        options = _OPTIONS | {"unix_socket_directories": str(self._socket)}
        command = (programs.folder / "pg_ctl", "start", "-w", "-t", str(_PATIENCE), "-l", self._home / "server.log")
        set_options = " ".join(f"-c {name}={value}" for name, value in options.items())
        deadline = time.monotonic() + _PATIENCE
        tries_left = 5  # without /proc, processes of a killed server are not seen: the new one refuses until they end
        while not self._answers():
            if not self._postmaster_lives():
                self._end_leftovers()
                failed = account.run(*command, "-o", set_options, PGDATA=self._data).returncode != 0
                tries_left -= failed
            if tries_left == 0 or time.monotonic() > deadline:
                raise DatabaseError(f"the embedded Postgres did not start: {self._last_words()}")
            time.sleep(0.05)

    def _settle(self) -> Account:
        """Make the home for the user who will run the server, elsewhere if that user cannot enter the data folder."""
        account = Account.for_home(self._asked_home)
        if not self._asked_home.exists() and not account.can_enter(self._asked_home.parent):
            place = ROOTS_PLACE / _short_key(self._asked_home)
            ROOTS_PLACE.mkdir(mode=0o755, parents=True, exist_ok=True)
            account.own(place)
            self._asked_home.unlink(missing_ok=True)
            self._asked_home.symlink_to(place)
        account.own(self._home)
        return account

    def _initialise(self, account: Account, programs: Programs) -> None:
        """Make an empty cluster: a finished one appears under its name at once, a broken-off one never does."""
        unfinished = self._home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        # C.UTF-8, since under C pg_trgm drops every Arabic letter; trust, since others cannot reach the socket.
        asked = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        done = account.run(programs.folder / "initdb", *asked, PGDATA=unfinished)
        if done.returncode != 0:
            raise DatabaseError(f"the embedded Postgres cannot be set up in {self._home}: {_last_line(done.stderr)}")
        unfinished.rename(self._data)

    def _create(self, database: str) -> None:
        with psycopg.connect(self._conninfo(), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is None:
                # Another process may be doing the same: either error says that it was first.
                with contextlib.suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))

    def _postmaster_lives(self) -> bool:
        """Whether the written-down process is our postmaster, and not another that was given its number since."""
        pid = self._pid()
        if pid is None:
            return False
        if _has_proc():
            return self._is_ours(pid)
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True

    def _processes(self) -> list[int]:
        """Every living process of this server, also of one whose postmaster was killed; none where /proc is missing."""
        numbers = [int(entry.name) for entry in Path("/proc").glob("[0-9]*")]
        return [pid for pid in numbers if self._is_ours(pid)]

    def _is_ours(self, pid: int) -> bool:
        """Whether a process is a Postgres that works in our data folder, as all of its processes do."""
        try:
            program, folder = (Path(f"/proc/{pid}/{what}").readlink() for what in ("exe", "cwd"))
        except OSError:  # it ended, or is another user's
            return False
        return program.name.startswith("postgres") and str(folder).removesuffix(" (deleted)") == str(self._data)

    def _end_leftovers(self) -> None:
        """End what a killed postmaster left behind: two servers on one folder would destroy it."""
        for attempt in range(100):
            if not (processes := self._processes()):
                break
            for pid in processes:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGQUIT if attempt < 50 else signal.SIGKILL)
            time.sleep(0.05)
        else:
            raise DatabaseError(f"processes {processes} of the last embedded Postgres do not end: end them by hand")
        if _has_proc():  # proven dead, so its notes may go: the number in them can be a zombie's or another process's
            for note in (self._data / "postmaster.pid", self._socket / ".s.PGSQL.5432.lock"):
                note.unlink(missing_ok=True)

    def _last_words(self) -> str:
        log = self._home / "server.log"
        return f"{_last_line(log.read_text(errors='replace') if log.exists() else '')} (see {log})"


def _has_proc() -> bool:
    return Path("/proc/self/cwd").exists()


def _short_key(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if "FATAL" in line or "error" in line.lower()] or text.splitlines()
    return lines[-1].strip() if lines else "it gave no reason"
