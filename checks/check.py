"""A check as a value.

Put here: what a check is made of. Keep out: where checks are read from (`catalogue`), what is done with them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from models.tables.flag import FlagType
from models.tables.run import CheckSeverity

_AS_OF = "{as_of}"


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence that must hold of a table, and the SELECT of the rows that break it.

    The rows have `key` (text[], what the row is known by), and may have `side_a`, `side_b` (text[], claim ids),
    `severity` (a flag's) and `rule`; all else explains the row. `explanation` holds templates by language.
    """

    name: str
    table: str
    severity: CheckSeverity
    flag: FlagType
    sentence: str
    sql: str
    explanation: Mapping[str, str]

    def query(self, as_of: dt.date) -> str:
        """The SELECT for a day that counts as today: one text, for whoever runs it."""
        return self.sql.replace(_AS_OF, f"DATE '{as_of.isoformat()}'")
