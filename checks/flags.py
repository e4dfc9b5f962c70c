"""What checks bring up for a person: flags opened, kept up to date, and resolved when their ground is gone.

A flag is known by its check and the row's key. A person's word stands: what is assigned, confirmed or dismissed stays
so, and the latest decision on a flag, where there is one, sets its state. Put here: flags as rows. Keep out: finding
offenders (`running`), words (`wording`).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from checks.check import Check
from checks.wording.sentences import explain, read_accounts
from infra.database.connection import copy_rows
from models.claim import content_key
from models.tables.flag import FlagSeverity, Side
from models.tables.run import CheckSeverity

_SEVERITY = {
    CheckSeverity.STOP: FlagSeverity.HIGH,
    CheckSeverity.WARN: FlagSeverity.LOW,
    CheckSeverity.FLAG: FlagSeverity.MEDIUM,
}
"""How soon a person should look where the row itself does not say."""
_FOUND = ("flag_id", "check_name", "type", "severity", "explanation_en", "explanation_ar")

_STAGE = """
CREATE TEMPORARY TABLE found_flag ON COMMIT DROP AS
    SELECT flag_id, check_name, type, severity, explanation_en, explanation_ar FROM flag WITH NO DATA;
CREATE TEMPORARY TABLE found_side ON COMMIT DROP AS SELECT flag_id, claim_id, side FROM flag_claim WITH NO DATA
"""
_OPEN = f"""
INSERT INTO flag ({", ".join(_FOUND)})
SELECT {", ".join(_FOUND)} FROM found_flag ORDER BY flag_id
ON CONFLICT DO NOTHING RETURNING type
"""
_REOPEN = """
UPDATE flag SET state = 'reopened' FROM found_flag
WHERE flag.flag_id = found_flag.flag_id AND state = 'resolved' RETURNING flag.type
"""
_RESOLVE = """
UPDATE flag SET state = 'resolved'
WHERE state IN ('open', 'reopened') AND NOT EXISTS (SELECT FROM found_flag WHERE found_flag.flag_id = flag.flag_id)
RETURNING type
"""
_OTHER = """
UPDATE flag SET severity = found.severity, explanation_en = found.explanation_en, explanation_ar = found.explanation_ar
FROM found_flag AS found
WHERE flag.flag_id = found.flag_id AND (flag.severity, flag.explanation_en, flag.explanation_ar)
      IS DISTINCT FROM (found.severity, found.explanation_en, found.explanation_ar)
"""
_DECIDED = """
UPDATE flag SET state = ruled.state
FROM (
    SELECT DISTINCT ON (flag_id) flag_id,
           CASE WHEN ruling IN ('confirmed', 'dismissed') THEN ruling::text ELSE 'reopened' END::flag_state AS state
    FROM decision WHERE flag_id IS NOT NULL ORDER BY flag_id, decision_id DESC
) AS ruled
WHERE flag.flag_id = ruled.flag_id AND ruled.state <> flag.state
  AND (ruled.state <> 'reopened' OR flag.state IN ('confirmed', 'dismissed'))
"""
_OLD_SIDES = """
DELETE FROM flag_claim USING found_flag
WHERE flag_claim.flag_id = found_flag.flag_id
  AND NOT EXISTS (
      SELECT FROM found_side AS found
      WHERE (found.flag_id, found.claim_id, found.side) = (flag_claim.flag_id, flag_claim.claim_id, flag_claim.side)
  )
"""
_NEW_SIDES = """
INSERT INTO flag_claim (flag_id, claim_id, side) SELECT flag_id, claim_id, side FROM found_side ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Offenders:
    """A check, the rows that break it, and the seconds that it took to find them."""

    check: Check
    rows: Sequence[Mapping[str, Any]]
    seconds: float = 0.0


@dataclass(frozen=True)
class FlagChanges:
    """Flags opened (or opened again) and resolved, by type, and how many rows all this wrote."""

    opened: Mapping[str, int] = field(default_factory=dict)
    resolved: Mapping[str, int] = field(default_factory=dict)
    rows: int = 0


def flag_key(check: Check, row: Mapping[str, Any]) -> uuid.UUID:
    """The flag that a row of a check is: for a dispute, by the two clusters, however many claims repeat either side."""
    return content_key("flag", check.name, *map(str, row["key"]))


def write_flags(connection: Connection, found: Iterable[Offenders], as_of: dt.date) -> FlagChanges:
    """Make the flags those that the offenders call for; rows that are right already are left alone."""
    found = list(found)
    disputed = {claim for offenders in found for row in offenders.rows if row.get("rule") for claim in _claims(row)}
    accounts = read_accounts(connection, disputed)
    flags, sides = [], []
    for offenders in found:
        check = offenders.check
        for row in offenders.rows:
            flag_id = flag_key(check, row)
            told = explain(check, row, accounts, [_side(row, side) for side in Side], as_of)
            severity = FlagSeverity(row.get("severity") or _SEVERITY[check.severity])
            flags.append((flag_id, check.name, check.flag.value, severity.value, told["en"], told["ar"]))
            sides += [(flag_id, claim, side.value) for side in Side for claim in sorted(_side(row, side))]
    for statement in _STAGE.split(";"):
        connection.execute(text(statement))
    copy_rows(connection, "found_flag", list(_FOUND), flags)
    copy_rows(connection, "found_side", ["flag_id", "claim_id", "side"], sides)
    opened = Counter(connection.execute(text(_OPEN)).scalars())
    reopened = Counter(connection.execute(text(_REOPEN)).scalars())
    resolved = Counter(connection.execute(text(_RESOLVE)).scalars())
    others = sum(
        connection.execute(text(statement)).rowcount for statement in (_OTHER, _DECIDED, _OLD_SIDES, _NEW_SIDES)
    )
    opened += reopened
    return FlagChanges(dict(opened), dict(resolved), opened.total() + resolved.total() + others)


def _side(row: Mapping[str, Any], side: Side) -> set[uuid.UUID]:
    return {uuid.UUID(claim) for claim in row.get(f"side_{side.value}") or () if claim is not None}


def _claims(row: Mapping[str, Any]) -> set[uuid.UUID]:
    return _side(row, Side.A) | _side(row, Side.B)
