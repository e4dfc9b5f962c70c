"""What a check brought up for a person: accounts that contradict, or data that looks wrong."""

from __future__ import annotations

import uuid
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.tables.columns import Moment, enum_column, moment_column


class FlagType(StrEnum):
    """What kind of trouble a flag is about."""

    VALUE = "value"
    DEADLINE = "deadline"
    STATUS = "status"
    DENIAL = "denial"
    SELF_CONTRADICTION = "self_contradiction"
    MISQUOTE = "misquote"
    OVERDUE = "overdue"
    ARITHMETIC = "arithmetic"
    DATA = "data"


class FlagSeverity(StrEnum):
    """How soon a person should look."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class FlagState(StrEnum):
    """Where the review of a flag stands."""

    OPEN = "open"
    ASSIGNED = "assigned"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    RESOLVED = "resolved"
    REOPENED = "reopened"


class Side(StrEnum):
    """Which of two accounts a claim stands on."""

    A = "a"
    B = "b"


class FlagRow(SQLModel, table=True):
    """One dispute or one piece of bad data, keyed by check and what is disputed, explained in both languages."""

    __tablename__ = "flag"
    __table_args__ = (sa.Index("flag_queue_idx", "state", "severity", "type"),)

    flag_id: uuid.UUID = Field(primary_key=True)
    check_name: str = Field(index=True)
    type: FlagType = enum_column(FlagType)
    severity: FlagSeverity = enum_column(FlagSeverity)
    explanation_en: str
    explanation_ar: str
    state: FlagState = enum_column(FlagState, default=FlagState.OPEN)
    opened_at: Moment = moment_column()


class FlagClaimRow(SQLModel, table=True):
    """A claim on one side of a flag: every claim of side a is incompatible with every claim of side b."""

    __tablename__ = "flag_claim"

    flag_id: uuid.UUID = Field(primary_key=True, foreign_key="flag.flag_id", ondelete="CASCADE")
    claim_id: uuid.UUID = Field(primary_key=True, foreign_key="claim.claim_id", ondelete="CASCADE", index=True)
    side: Side = enum_column(Side)
