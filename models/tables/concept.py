"""The concepts of `models/concepts.yaml` as rows, so that SQL can name them and compare them."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.tables.columns import enum_column


class ConceptKind(StrEnum):
    """What a concept is used as."""

    UNIT = "unit"
    MEASURE = "measure"
    ACTION = "action"
    HEAD = "head"
    QUALIFIER = "qualifier"
    PLACE = "place"


class ConceptRow(SQLModel, table=True):
    """One concept with its names; `nature` is a measure's (toll, stock, flow, event), `within` a place's holder."""

    __tablename__ = "concept"
    __table_args__ = (
        sa.CheckConstraint("nature IN ('toll', 'stock', 'flow', 'event')", name="concept_nature_is_known"),
    )

    kind: ConceptKind = Field(sa_column=sa.Column(enum_column(ConceptKind).sa_column.type, primary_key=True))
    concept_id: str = Field(primary_key=True)
    label_en: str
    label_ar: str
    unit: str | None = None
    measure: str | None = None
    nature: str | None = None
    within: str | None = None


class ActionConflictRow(SQLModel, table=True):
    """Two actions that cannot both hold of the same thing at the same time; stored in both directions."""

    __tablename__ = "action_conflict"

    action_a: str = Field(primary_key=True)
    action_b: str = Field(primary_key=True)
