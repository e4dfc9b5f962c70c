"""The column kinds that several tables share.

Put here: how an enum, a key or a moment is stored. Keep out: anything about one table.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field


def enum_column(values: type[StrEnum], *, nullable: bool = False, default: StrEnum | None = None) -> Any:
    """A native Postgres enum of the values (not the Python names) of a StrEnum, named after it in snake case."""
    name = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in values.__name__).lstrip("_")
    stored = sa.Enum(values, name=name, values_callable=lambda members: [member.value for member in members])
    server_default = None if default is None else sa.text(f"'{default.value}'::{name}")
    return Field(default=default, sa_column=sa.Column(stored, nullable=nullable, server_default=server_default))


def moment_column() -> Any:
    """The moment at which the database wrote the row: for people; no rule reads it."""
    return Field(
        default=None,
        sa_column=sa.Column(sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    )


Moment = dt.datetime | None
