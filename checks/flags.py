"""What checks bring up for a person: flags opened, kept up to date, and resolved when their ground is gone.

A flag is known by its check and the row's key. A person's word stands: what is assigned, confirmed or dismissed stays
so, and the latest decision on a flag, where there is one, sets its state. Put here: flags as rows. Keep out: finding
offenders (`finding`), words (`wording`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from checks.check import Check
from checks.finding import Offenders
from checks.wording.phrases import Account
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
_TOLD = ("severity", "explanation_en", "explanation_ar", "resolution_en", "resolution_ar", "readings")
_FOUND = ("flag_id", "check_name", "type", *_TOLD)
_SAID = ("low", "high", "comparator", "period_start", "period_end", "status", "negated")
"""What an account says; who says it, and how often, is no other content."""

_STAGE = f"""
CREATE TEMPORARY TABLE found_flag ON COMMIT DROP AS SELECT {", ".join(_FOUND)} FROM flag WITH NO DATA;
CREATE TEMPORARY TABLE found_side ON COMMIT DROP AS SELECT flag_id, claim_id, side FROM flag_claim WITH NO DATA
"""
_OPEN = f"""
INSERT INTO flag ({", ".join(_FOUND)})
SELECT {", ".join(_FOUND)} FROM found_flag ORDER BY flag_id
ON CONFLICT DO NOTHING RETURNING type
"""
_REOPEN = """
UPDATE flag SET state = 'reopened', cause = 'found', by_claim = NULL, by_decision = NULL FROM found_flag
WHERE flag.flag_id = found_flag.flag_id AND state = 'resolved' RETURNING flag.type
"""
# What was dismissed comes back once its accounts say something else.
_BRING_BACK = """
UPDATE flag SET state = 'reopened', cause = 'changed', by_claim = NULL, by_decision = NULL,
                readings = found.readings, changed_at = clock_timestamp()
FROM found_flag AS found
WHERE flag.flag_id = found.flag_id AND state = 'dismissed' AND flag.readings NOT IN ('', found.readings)
RETURNING flag.type
"""
_RESOLVE = """
UPDATE flag SET state = 'resolved', by_claim = coalesce(done, moved_on), by_decision = NULL,
                cause = CASE WHEN done IS NOT NULL THEN 'done' WHEN moved_on IS NOT NULL THEN 'updated'
                             WHEN is_told THEN 'settled' ELSE 'gone' END::flag_cause
FROM (
    SELECT lost.flag_id,
           -- Of what is overdue, nobody need say that it was not done.
           lost.type = 'data'
           OR EXISTS (SELECT FROM flag_claim AS a WHERE a.flag_id = lost.flag_id AND side = 'a')
              AND (lost.type = 'overdue'
                   OR EXISTS (SELECT FROM flag_claim AS b WHERE b.flag_id = lost.flag_id AND side = 'b')) AS is_told,
           (SELECT news.claim_id
            FROM flag_claim AS told
            JOIN claim AS due USING (claim_id)
            JOIN claim AS news ON news.action = due.action
                              AND coalesce(news.object, news.subject) = coalesce(due.object, due.subject)
            JOIN article ON article.article_id = news.article_id
            WHERE told.flag_id = lost.flag_id AND side = 'a' AND lost.type = 'overdue'
              AND news.status = 'completed' AND NOT news.negated
            ORDER BY article.published DESC NULLS LAST, news.claim_id LIMIT 1) AS done,
           (SELECT CASE WHEN first.published <= second.published THEN claim_b ELSE claim_a END
            FROM flag_claim AS one
            JOIN link ON one.claim_id IN (claim_a, claim_b) AND relation = 'update'
            JOIN flag_claim AS other ON other.flag_id = one.flag_id AND other.side <> one.side
                                    AND other.claim_id IN (claim_a, claim_b)
            JOIN claim AS a ON a.claim_id = claim_a JOIN article AS first ON first.article_id = a.article_id
            JOIN claim AS b ON b.claim_id = claim_b JOIN article AS second ON second.article_id = b.article_id
            WHERE one.flag_id = lost.flag_id
            ORDER BY greatest(first.published, second.published) DESC NULLS LAST, claim_a LIMIT 1) AS moved_on
    FROM flag AS lost
    WHERE state IN ('open', 'reopened') AND check_name <> ALL (:unheard)
      AND NOT EXISTS (SELECT FROM found_flag WHERE found_flag.flag_id = lost.flag_id)
) AS lost
WHERE flag.flag_id = lost.flag_id
RETURNING flag.type
"""
_OTHER = f"""
UPDATE flag SET ({", ".join(_TOLD)}) = ({", ".join(f"found.{name}" for name in _TOLD)}),
                changed_at = CASE flag.readings WHEN found.readings THEN changed_at ELSE clock_timestamp() END
FROM found_flag AS found
WHERE flag.flag_id = found.flag_id
  AND ({", ".join(f"flag.{name}" for name in _TOLD)}) IS DISTINCT FROM ({", ".join(f"found.{name}" for name in _TOLD)})
"""
# The dismissal of what its accounts said before does not hold of what they say now.
_DECIDED = """
UPDATE flag SET state = ruled.state, cause = 'ruled', by_claim = NULL, by_decision = decision_id
FROM (
    SELECT DISTINCT ON (flag_id) flag_id, decision_id, decided_at,
           CASE WHEN ruling IN ('confirmed', 'dismissed') THEN ruling::text ELSE 'reopened' END::flag_state AS state
    FROM decision WHERE flag_id IS NOT NULL ORDER BY flag_id, decision_id DESC
) AS ruled
WHERE flag.flag_id = ruled.flag_id AND ruled.state <> flag.state AND flag.state <> 'resolved'
  AND (ruled.state <> 'reopened' OR flag.state IN ('confirmed', 'dismissed'))
  AND (ruled.state <> 'dismissed' OR decided_at >= changed_at)
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
class FlagChanges:
    """Flags opened (or opened again) and resolved, by type, and how many rows all this wrote."""

    opened: Mapping[str, int] = field(default_factory=dict)
    resolved: Mapping[str, int] = field(default_factory=dict)
    rows: int = 0


def flag_key(check: Check, row: Mapping[str, Any]) -> uuid.UUID:
    """The flag that a row of a check is: for a dispute, by the two clusters, however many claims repeat either side."""
    return content_key("flag", check.name, *map(str, row["key"]))


def write_flags(
    connection: Connection, found: Iterable[Offenders], as_of: dt.date, unheard: Collection[str] = ()
) -> FlagChanges:
    """Make the flags those that the offenders call for; rows that are right already are left alone.

    So are the flags of the checks in `unheard`, whatever they may have found.
    """
    found = [each for each in found if each.check.name not in unheard]
    told = [(each.check, row, {side: _side(row, side) for side in Side}) for each in found for row in each.rows]
    disputed = {claim for _, row, sides in told if row.get("rule") for side in sides.values() for claim in side}
    accounts = read_accounts(connection, disputed)
    place = {claim: number for number, claim in enumerate(accounts)}
    flags, flag_claims = [], []
    for check, row, sides in told:
        flag_id = flag_key(check, row)
        in_order = (sorted(side & place.keys(), key=place.__getitem__) for side in sides.values())
        said = [[accounts[claim] for claim in side] for side in in_order]
        weighs = FlagSeverity(row.get("severity") or _SEVERITY[check.severity])
        readings = _readings(said) if row.get("rule") else ""
        seen = explain(check, row, said, as_of) | {"severity": weighs.value, "readings": readings}
        flags.append((flag_id, check.name, check.flag.value, *(seen[name] for name in _TOLD)))
        flag_claims += [(flag_id, claim, side.value) for side, claims in sides.items() for claim in sorted(claims)]
    for statement in _STAGE.split(";"):
        connection.execute(text(statement))
    copy_rows(connection, "found_flag", list(_FOUND), flags)
    copy_rows(connection, "found_side", ["flag_id", "claim_id", "side"], flag_claims)
    opened = Counter(connection.execute(text(_OPEN)).scalars())
    reopened = Counter(
        flag_type for back in (_REOPEN, _BRING_BACK) for flag_type in connection.execute(text(back)).scalars()
    )
    resolved = Counter(connection.execute(text(_RESOLVE), {"unheard": list(unheard)}).scalars())
    others = sum(
        connection.execute(text(statement)).rowcount for statement in (_OTHER, _DECIDED, _OLD_SIDES, _NEW_SIDES)
    )
    opened += reopened
    return FlagChanges(dict(opened), dict(resolved), opened.total() + resolved.total() + others)


def _readings(said: Sequence[Sequence[Account]]) -> str:
    """A key of what the two sides say, however many say it."""
    told = [sorted({str([getattr(account, field) for field in _SAID]) for account in side}) for side in said]
    return hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()


def _side(row: Mapping[str, Any], side: Side) -> set[uuid.UUID]:
    return {uuid.UUID(claim) for claim in row.get(f"side_{side.value}") or () if claim is not None}
