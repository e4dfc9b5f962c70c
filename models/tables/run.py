"""Runs of the pipeline that wrote something, and what each check found in them."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from models.tables.columns import Moment, enum_column, moment_column


class CheckSeverity(StrEnum):
    """What a failed check does: stop ends the run with exit code 1, warn and flag go on."""

    STOP = "stop"
    WARN = "warn"
    FLAG = "flag"


class RunRow(SQLModel, table=True):
    """One run that wrote something; `data_key` is the fingerprint of the data that its checks saw."""

    __tablename__ = "run"

    run_id: uuid.UUID = Field(primary_key=True)
    as_of: dt.date
    data_key: str
    written: Any = Field(sa_column=sa.Column(JSONB, nullable=False))
    seconds: Any = Field(sa_column=sa.Column(JSONB, nullable=False))
    finished_at: Moment = moment_column()


class CheckRunRow(SQLModel, table=True):
    """What one check found in one run: what it saw, how many rows break it, and how long it took.

    `observed` holds the rows of its table (`rows`) and what else it measures (`measured`). What holds by this `version`
    of the checks need be checked again only of rows that a transaction from `snapshot` on wrote.
    """

    __tablename__ = "check_run"
    __table_args__ = (
        sa.CheckConstraint("offenders >= 0", name="check_run_counts_offenders"),
        sa.CheckConstraint("seconds >= 0", name="check_run_took_time"),
        sa.CheckConstraint("success = (offenders = 0)", name="check_run_fails_by_its_offenders"),
    )

    check_run_id: int | None = Field(
        default=None, sa_column=sa.Column(sa.BigInteger, sa.Identity(always=True), primary_key=True)
    )
    data_key: str = Field(index=True)
    check_name: str
    expectation: str
    severity: CheckSeverity = enum_column(CheckSeverity)
    success: bool
    observed: Any = Field(sa_column=sa.Column(JSONB, nullable=False, server_default="{}"))
    offenders: int
    seconds: float
    version: str = Field(default="", sa_column_kwargs={"server_default": ""})
    snapshot: int | None = Field(default=None, sa_type=sa.BigInteger)
    checked_at: Moment = moment_column()
