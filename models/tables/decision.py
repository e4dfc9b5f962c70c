"""What a person, or a named rule, ruled on a link or a flag: append-only, kept even when its claims are gone."""

from __future__ import annotations

import uuid
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.tables.columns import Moment, enum_column, moment_column


class Ruling(StrEnum):
    """What was decided: on two claims (same, different), or on a flag (the rest)."""

    SAME = "same"
    DIFFERENT = "different"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class DecisionRow(SQLModel, table=True):
    """One ruling by `author`, on a pair of claims or on a flag; the latest one stands."""

    __tablename__ = "decision"
    __table_args__ = (
        sa.CheckConstraint("(claim_a IS NULL) = (claim_b IS NULL)", name="decision_on_a_whole_pair"),
        sa.CheckConstraint("(claim_a IS NULL) <> (flag_id IS NULL)", name="decision_on_a_pair_or_a_flag"),
        sa.CheckConstraint("claim_a < claim_b", name="decision_pair_in_order"),
        sa.CheckConstraint("author <> '' AND reason <> ''", name="decision_names_author_and_reason"),
        sa.Index("decision_pair_idx", "claim_a", "claim_b"),
    )

    decision_id: int | None = Field(
        default=None, sa_column=sa.Column(sa.BigInteger, sa.Identity(always=True), primary_key=True)
    )
    claim_a: uuid.UUID | None = None
    claim_b: uuid.UUID | None = None
    flag_id: uuid.UUID | None = Field(default=None, index=True)
    ruling: Ruling = enum_column(Ruling)
    author: str
    reason: str
    decided_at: Moment = moment_column()
