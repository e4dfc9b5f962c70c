"""An installation as a person has it: a database, a data folder, and the command `tawatur`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Installation:
    """An installation with a database of its own: what a person has in front of them."""

    database_url: str
    folder: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> Mapping[str, str]:
        """What a call finds: this installation, and the Prefect server of the session if a test asked for it."""
        return dict(os.environ) | {"TAWATUR_DATABASE_URL": self.database_url, "TAWATUR_DATA_DIR": str(self.folder)}

    def call(self, *arguments: str | Path, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
        """Call `tawatur` to its end."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            self._command(arguments), env=self.environment, input=given, capture_output=True, timeout=200, check=False
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    def begin(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """Call `tawatur` without waiting for it."""
        process = subprocess.Popen(
            self._command(arguments), env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        self.started.append(process)
        return process

    @staticmethod
    def _command(arguments: tuple[str | Path, ...]) -> list[str]:
        return [sys.executable, "-m", "flows.cli", *map(str, arguments)]
