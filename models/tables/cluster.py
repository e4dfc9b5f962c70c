"""What the linker found: links between claims, clusters of claims that state the same, groups of copied articles.

All of it is the machine's and can be rebuilt from claims and decisions.
"""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from models.tables.columns import enum_column


class Relation(StrEnum):
    """How two claims stand to each other."""

    SAME = "same"
    UPDATE = "update"
    CONTRADICTS = "contradicts"
    COPY = "copy"


class LinkRow(SQLModel, table=True):
    """Two claims that speak of the same thing, with a score (0 to 1), the reasons as sentences, and who decided.

    `reasons` is a list of `{"en": …, "ar": …}`; `decided_by` is a rule's or a person's name.
    """

    __tablename__ = "link"
    __table_args__ = (
        sa.CheckConstraint("claim_a < claim_b", name="link_pair_in_order"),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name="link_score_is_a_share"),
        sa.CheckConstraint("jsonb_typeof(reasons) = 'array'", name="link_reasons_are_a_list"),
        sa.Index("link_relation_idx", "relation"),
    )

    claim_a: uuid.UUID = Field(primary_key=True, foreign_key="claim.claim_id", ondelete="CASCADE")
    claim_b: uuid.UUID = Field(primary_key=True, foreign_key="claim.claim_id", ondelete="CASCADE", index=True)
    relation: Relation = enum_column(Relation)
    score: float
    reasons: Any = Field(sa_column=sa.Column(JSONB, nullable=False))
    decided_by: str


class ClusterRow(SQLModel, table=True):
    """A repeated claim."""

    __tablename__ = "cluster"

    cluster_id: uuid.UUID = Field(primary_key=True)


class ClusterMemberRow(SQLModel, table=True):
    """The one cluster that a claim belongs to; every linked claim has one, be it alone in it."""

    __tablename__ = "cluster_member"

    claim_id: uuid.UUID = Field(primary_key=True, foreign_key="claim.claim_id", ondelete="CASCADE")
    cluster_id: uuid.UUID = Field(foreign_key="cluster.cluster_id", ondelete="CASCADE", index=True)


class ArticleCopyRow(SQLModel, table=True):
    """The group of near-duplicate articles (a wire text and its copies) that an article belongs to.

    `group_id` is the id of the group's first article; an article of its own words is alone in its group.
    """

    __tablename__ = "article_copy"
    __table_args__ = (sa.CheckConstraint("similarity BETWEEN 0 AND 1", name="article_copy_similarity_is_a_share"),)

    article_id: uuid.UUID = Field(primary_key=True, foreign_key="article.article_id", ondelete="CASCADE")
    group_id: uuid.UUID = Field(foreign_key="article.article_id", ondelete="CASCADE", index=True)
    similarity: float
