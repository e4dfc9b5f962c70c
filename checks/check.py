"""A check as a value.

Put here: what a check is made of. Keep out: where checks are read from (`catalogue`), what is done with them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.tables.flag import FlagType
from models.tables.run import CheckSeverity

_AS_OF = "{as_of}"
_NEW = re.compile(r"\{new (\w+)\}")


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence that must hold of a table, and the SELECT of the rows that break it.

    The rows have `key` (text[], what the row is known by), and may have `side_a`, `side_b` (text[], claim ids),
    `severity` (a flag's) and `rule`; all else explains the row. `explanation` says of a row why it breaks
    the sentence, `resolution` what would settle the matter: templates by language. `observe` is a SELECT of what it
    measures, names and values, if that is more than rows.
    """

    name: str
    table: str
    severity: CheckSeverity
    flag: FlagType
    sentence: str
    sql: str
    explanation: Mapping[str, str]
    resolution: Mapping[str, str]
    observe: str | None = None

    def query(self, as_of: dt.date, since: int | None = None) -> str:
        """The SELECT for a day that counts as today.

        Where it says `{new table}`, rows of that table count only if a transaction from `since` on wrote them.
        """
        # Numbers of transactions go round. That age() tells the later would bar parallel plans, and `<` would have the
        # planner expect a third of all rows; a comparison with one bit has it expect few.
        written = "TRUE" if since is None else rf"(\1.xmin::text::bigint - {since}) >> 31 & 1 = 0"
        return _NEW.sub(written, _on_day(self.sql, as_of))

    def observing(self, as_of: dt.date) -> str | None:
        """The SELECT of what it measures, for a day that counts as today; None if it only counts rows."""
        return None if self.observe is None else _on_day(self.observe, as_of)


def _on_day(sql: str, as_of: dt.date) -> str:
    return sql.replace(_AS_OF, f"DATE '{as_of.isoformat()}'")
