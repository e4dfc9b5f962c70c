"""What a person rules on two claims, written down; the next run carries it out.

Put here: taking in a ruling on a pair. Keep out: what rulings add up to (`models.linking.decisions`), carrying them out
(`flows.linking.rulings`).
"""

from __future__ import annotations

import uuid

from sqlalchemy import Connection, text

from models.tables.decision import Ruling

ON_PAIRS = (Ruling.SAME, Ruling.DIFFERENT, Ruling.WITHDRAWN)


class RulingError(Exception):
    """The ruling cannot be taken in; the message says why."""


def rule_on(connection: Connection, ruling: Ruling, one: uuid.UUID, other: uuid.UUID, author: str, reason: str) -> int:
    """Write a ruling on two claims down; its number. Raises RulingError where there is nothing to rule on."""
    claim_a, claim_b = sorted((one, other))
    if claim_a == claim_b:
        raise RulingError("a claim cannot be compared with itself")
    if not author.strip() or not reason.strip():
        raise RulingError("a ruling needs an author and a reason")
    values = {"ruling": ruling.value, "claim_a": claim_a, "claim_b": claim_b, "author": author, "reason": reason}
    if ruling is Ruling.WITHDRAWN:
        stands = "SELECT EXISTS (SELECT FROM decision WHERE claim_a = :claim_a AND claim_b = :claim_b)"
        if not connection.execute(text(stands), values).scalar_one():
            raise RulingError("there is no ruling on these two claims to withdraw")
    else:
        found = connection.execute(text("SELECT claim_id FROM claim WHERE claim_id IN (:claim_a, :claim_b)"), values)
        missing = {claim_a, claim_b} - set(found.scalars())
        if missing:
            raise RulingError(f"there is no claim {min(missing)}")
    query = """
        INSERT INTO decision (claim_a, claim_b, ruling, author, reason)
        VALUES (:claim_a, :claim_b, CAST(:ruling AS ruling), :author, :reason) RETURNING decision_id
    """
    return int(connection.execute(text(query), values).scalar_one())
