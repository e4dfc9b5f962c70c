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


class FlagCause(StrEnum):
    """Why a flag came into its state."""

    FOUND = "found"
    CHANGED = "changed"
    GONE = "gone"
    DONE = "done"
    UPDATED = "updated"
    SETTLED = "settled"
    RULED = "ruled"


class Side(StrEnum):
    """Which of two accounts a claim stands on."""

    A = "a"
    B = "b"


class FlagRow(SQLModel, table=True):
    """One dispute or one piece of bad data, keyed by check and what is disputed.

    Both languages say why it is one (`explanation`), and what would settle it (`resolution`).

    `cause` is why it is in its state: its ground was found, or says something else than before; its claims are gone,
    what was due is done or an account moved on (`by_claim` says so), the accounts no longer exclude each other; or a
    person ruled (`by_decision`). `readings` is a key of what the two sides say, and have said since `changed_at`. The
    database lets a state follow only those that may come before it, and writes each step into `flag_event`.
    """

    __tablename__ = "flag"
    __table_args__ = (sa.Index("flag_queue_idx", "state", "severity", "type"),)

    flag_id: uuid.UUID = Field(primary_key=True)
    check_name: str = Field(index=True)
    type: FlagType = enum_column(FlagType)
    severity: FlagSeverity = enum_column(FlagSeverity)
    explanation_en: str
    explanation_ar: str
    resolution_en: str = Field(default="", sa_column_kwargs={"server_default": ""})
    resolution_ar: str = Field(default="", sa_column_kwargs={"server_default": ""})
    state: FlagState = enum_column(FlagState, default=FlagState.OPEN)
    cause: FlagCause = enum_column(FlagCause, default=FlagCause.FOUND)
    by_claim: uuid.UUID | None = None
    by_decision: int | None = Field(default=None, sa_type=sa.BigInteger)
    readings: str = Field(default="", sa_column_kwargs={"server_default": ""})
    changed_at: Moment = moment_column()
    opened_at: Moment = moment_column()


class FlagEventRow(SQLModel, table=True):
    """A step of a flag from state to state, and why: append-only, written by the database itself."""

    __tablename__ = "flag_event"

    flag_event_id: int | None = Field(
        default=None, sa_column=sa.Column(sa.BigInteger, sa.Identity(always=True), primary_key=True)
    )
    flag_id: uuid.UUID = Field(foreign_key="flag.flag_id", index=True)
    before: FlagState | None = enum_column(FlagState, nullable=True)
    after: FlagState = enum_column(FlagState)
    cause: FlagCause = enum_column(FlagCause)
    by_claim: uuid.UUID | None = None
    by_decision: int | None = Field(default=None, sa_type=sa.BigInteger)
    happened_at: Moment = moment_column()


class FlagClaimRow(SQLModel, table=True):
    """A claim on one side of a flag: every claim of side a is incompatible with every claim of side b."""

    __tablename__ = "flag_claim"

    flag_id: uuid.UUID = Field(primary_key=True, foreign_key="flag.flag_id", ondelete="CASCADE")
    claim_id: uuid.UUID = Field(primary_key=True, foreign_key="claim.claim_id", ondelete="CASCADE", index=True)
    side: Side = enum_column(Side)
