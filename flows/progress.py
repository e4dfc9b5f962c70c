"""What a person sees while something runs: bars on a terminal, plain lines elsewhere, both on standard error.

Put here: how progress and complaints are shown. Keep out: what is done; stages say `progress.stage("extract")` and
report counts, whatever the display. Without a display (a scheduled run, a test) all of it is silent.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

Count = Callable[[int, int | None], None]
"""Takes how much is done, and of how much (None: nobody knows yet)."""

_SECONDS_BETWEEN_LINES = 5.0


class Display(Protocol):
    """Something that shows progress."""

    def stage(self, name: str, unit: str) -> contextlib.AbstractContextManager[Count]:
        """Show that a stage runs, for as long as the context lasts; `unit` names what is counted."""

    def say(self, line: str) -> None:
        """Show one line that stays."""


class Silence:
    """Shows nothing."""

    @contextlib.contextmanager
    def stage(self, name: str, unit: str) -> Iterator[Count]:  # noqa: ARG002
        """Count for nobody."""
        yield lambda _done, _total: None

    def say(self, line: str) -> None:
        """Say nothing."""


class Lines:
    """Plain lines: one when a stage begins, one every few seconds, one when it ends."""

    @contextlib.contextmanager
    def stage(self, name: str, unit: str) -> Iterator[Count]:
        """Print a line now and then."""
        begun = shown = time.monotonic()
        last: tuple[int, int | None] = (0, None)
        self.say(f"{name} …")

        def count(done: int, total: int | None) -> None:
            nonlocal shown, last
            last = (done, total)
            if time.monotonic() - shown > _SECONDS_BETWEEN_LINES:
                shown = time.monotonic()
                self.say(f"{name}: {done:,}{'' if total is None else f' of {total:,}'} {unit}")

        yield count
        counted = f"{last[0]:,} {unit}, " if last[0] else ""
        self.say(f"{name}: done ({counted}{time.monotonic() - begun:.1f} s)")

    def say(self, line: str) -> None:
        """Print to standard error at once."""
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


class Bars:
    """Bars with done, total and time left."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextlib.contextmanager
    def stage(self, name: str, unit: str) -> Iterator[Count]:
        """Show a bar that is replaced by one line when the stage ends."""
        begun = time.monotonic()
        last = 0
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, TextColumn(unit), TimeRemainingColumn(), console=self._console, transient=True) as bars:
            task = bars.add_task(name, total=None)

            def count(done: int, total: int | None) -> None:
                nonlocal last
                last = done
                bars.update(task, completed=done, total=total)

            yield count
        counted = f"{last:,} {unit}, " if last else ""
        self.say(f"{name}: {counted}{time.monotonic() - begun:.1f} s", style="dim")

    def say(self, line: str, style: str | None = None) -> None:
        """Print above the bar."""
        self._console.print(escape(line), style=style, highlight=False, soft_wrap=True)


_current: ContextVar[Display] = ContextVar("display", default=Silence())  # noqa: B039  it has no state


@contextlib.contextmanager
def shown() -> Iterator[None]:
    """Show everything within on standard error: with bars if that is a terminal."""
    console = Console(stderr=True)
    token = _current.set(Bars(console) if console.is_terminal else Lines())
    try:
        yield
    finally:
        _current.reset(token)


def stage(name: str, unit: str = "") -> contextlib.AbstractContextManager[Count]:
    """Show that a stage runs, on the display of the moment."""
    return _current.get().stage(name, unit)


def say(line: str) -> None:
    """Show one line that stays, on the display of the moment."""
    _current.get().say(line)
