"""The rows that break each check, found once, in the transaction of the run.

Put here: asking the database. Keep out: what is asked (`catalogue`), what follows (`flags`, `expectations`).
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from checks.check import Check

# Few rows break a check, where the planner expects nearly all of them to come back from its workers.
_FEW_COME_BACK = "SET LOCAL parallel_tuple_cost = 0"

Progress = Callable[[int, int | None], None]
"""Takes how many checks are done, and of how many."""


@dataclass(frozen=True)
class Offenders:
    """A check, the rows that break it, what it measured, and the seconds that it took to find them."""

    check: Check
    rows: Sequence[Mapping[str, Any]]
    seconds: float = 0.0
    observed: Mapping[str, float] = field(default_factory=dict)


class Finder:
    """Finds the offenders of one check after the other, and keeps them."""

    def __init__(
        self,
        connection: Connection,
        checks: Sequence[Check],
        as_of: dt.date,
        held_until: Mapping[str, int],
        progress: Progress | None,
    ):
        """`held_until` names the checks that held of all that transactions before this one had written."""
        self._connection = connection
        self._checks = {check.name: check for check in checks}
        self._as_of = as_of
        self._held_until = held_until
        self._progress = progress
        self._found: dict[str, Offenders] = {}
        connection.execute(text(_FEW_COME_BACK))

    def __call__(self, name: str) -> int:
        """How many rows break the check of this name; raises what the database raises, and can go on after that."""
        check = self._checks[name]
        begun = time.monotonic()
        with self._connection.begin_nested():
            query = check.query(self._as_of, self._held_until.get(name))
            rows = [dict(row) for row in self._connection.execute(text(query)).mappings()]
            observing = check.observing(self._as_of)
            observed = {} if observing is None else dict(self._measured(observing))
        self._found[name] = Offenders(check, rows, time.monotonic() - begun, observed)
        if self._progress is not None:
            self._progress(len(self._found), len(self._checks))
        return len(rows)

    def _measured(self, observing: str) -> Iterator[tuple[str, float]]:
        for what, value in self._connection.execute(text(observing)).tuples():
            if value is not None:
                yield str(what), int(value) if value == int(value) else float(value)

    @property
    def found(self) -> Sequence[Offenders]:
        """What was found so far, in the order of the checks."""
        return [self._found[name] for name in self._checks if name in self._found]
