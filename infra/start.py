"""The first command on a fresh machine: brings what is needed, then runs `tawatur` or the tests.

    python3 infra/start.py run [PATH …]     run the main job (no PATH: the sample corpus)
    python3 infra/start.py test             lint, types and tests
    python3 infra/start.py COMMAND …        any other command of tawatur

Needs Python 3.11 to 3.13 and the Python package index, nothing else: standard library only. Put here: finding or
fetching uv, and handing over to it. Keep out: everything that can wait until the environment stands.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SUPPORTED = ((3, 11), (3, 14))
UV = "uv>=0.8"
_QUIET_INSTALL = ("install", "--quiet", "--disable-pip-version-check", "--no-input")
CHECKS = (
    ("lint", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("tests", ("pytest",)),
)


def main(arguments: list[str]) -> int:
    """Set up, then run what was asked for; its exit code."""
    if not SUPPORTED[0] <= sys.version_info[:2] < SUPPORTED[1]:
        return _fail(f"Python 3.11 to 3.13 is needed; this is {sys.version.split()[0]} ({sys.executable})")
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    uv = _find_uv()
    if uv is None:
        return 2
    environment = _environment()
    if not _synchronise(uv, environment):
        return 2
    if arguments == ["test"]:
        return _test(uv, environment)
    return subprocess.run([*_run(uv), "tawatur", *arguments], env=environment, check=False).returncode


def _environment() -> dict[str, str]:
    """uv uses this Python and no other, and the project's own environment whatever is active."""
    environment = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    return environment | {
        "UV_PYTHON": sys.executable,
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_PROJECT_ENVIRONMENT": str(ROOT / ".venv"),
        "UV_PROJECT": str(ROOT),
        "UV_COMPILE_BYTECODE": "1",  # once here, in parallel, instead of bit by bit in the first runs
    }


def _find_uv() -> str | None:
    """uv from the PATH or from our cache; where there is none, fetched with pip into the cache."""
    home = _cache() / "uv"
    program = "uv.exe" if os.name == "nt" else "uv"
    for found in (shutil.which("uv"), shutil.which(program, path=str(home / "bin"))):
        if found:
            return found
    print("fetching uv (once) …", flush=True)
    home.mkdir(parents=True, exist_ok=True)
    fetched = subprocess.run(
        [sys.executable, "-m", "pip", *_QUIET_INSTALL, "--upgrade", "--target", str(home), UV],
        capture_output=True,
        text=True,
        check=False,
    )
    found = shutil.which(program, path=str(home / "bin"))
    if fetched.returncode or found is None:
        reason = (fetched.stderr.strip().splitlines() or ["pip said nothing"])[-1]
        _fail(f"uv could not be fetched from the package index: {reason}")
        return None
    return found


def _cache() -> Path:
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "tawatur"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tawatur"


def _synchronise(uv: str, environment: dict[str, str]) -> bool:
    """Make .venv what uv.lock says; says so only where there is something to do."""
    command = [uv, "sync", "--frozen", "--quiet"]
    if subprocess.run([*command, "--check"], env=environment, capture_output=True, check=False).returncode == 0:
        return True
    print("setting up the environment from uv.lock (about 180 packages, once) …", flush=True)
    begun = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        _fail(f"the environment could not be set up:\n{done.stderr.strip()}")
        return False
    print(f"environment ready after {time.monotonic() - begun:.0f} s", flush=True)
    return True


def _run(uv: str) -> list[str]:
    return [uv, "run", "--frozen", "--no-sync", "--quiet"]


def _test(uv: str, environment: dict[str, str]) -> int:
    """Lint, format, types and tests, each to its end; the first failing one's exit code."""
    results = []
    for name, command in CHECKS:
        print(f"── {name}: {' '.join(command)}", flush=True)
        begun = time.monotonic()
        code = subprocess.run([*_run(uv), *command], env=environment, cwd=ROOT, check=False).returncode
        results.append((name, code, time.monotonic() - begun))
    print("──")
    for name, code, seconds in results:
        print(f"{name:<8} {'passed' if code == 0 else f'FAILED ({code})':<12} {seconds:6.1f} s")
    return next((code for _, code, _ in results if code), 0)


def _fail(message: str) -> int:
    print(f"start: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
