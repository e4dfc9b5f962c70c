"""What analysts say of names: that one stands for another, append-only, the last word on a name holding."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.tables.columns import Moment, moment_column


class AliasRow(SQLModel, table=True):
    """That `name` stands for another name, by whom and why; that it stands for itself takes an earlier word back."""

    __tablename__ = "alias"
    __table_args__ = (
        sa.CheckConstraint("name <> '' AND stands_for <> ''", name="alias_names_both"),
        sa.CheckConstraint("author <> '' AND reason <> ''", name="alias_names_author_and_reason"),
    )

    alias_id: int | None = Field(
        default=None, sa_column=sa.Column(sa.BigInteger, sa.Identity(always=True), primary_key=True)
    )
    name: str
    stands_for: str
    author: str
    reason: str
    added_at: Moment = moment_column()
