"""What the linker found: links between claims, clusters of claims that state the same, groups of copied articles.

All of it is the machine's and can be rebuilt from claims and decisions.
"""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from models.tables.columns import Moment, enum_column, moment_column


def _day_column(*, primary_key: bool = False) -> Any:
    stored = sa.Column(sa.Date, nullable=False, server_default=sa.text("'9999-12-31'::date"), primary_key=primary_key)
    return Field(sa_column=stored)


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
    """The one cluster that a claim belongs to; every linked claim has one, be it alone in it.

    `day` is the article's day of publication, the last of all days where undated: claims are placed in its order.
    `stands`: one of the first different readings by which its cluster is known. `placed_in`: where the claim was put,
    if that cluster has since gone into this one.
    """

    __tablename__ = "cluster_member"
    __table_args__ = (
        sa.Index("cluster_member_latest_idx", "cluster_id", "day", "claim_id"),
        sa.Index("cluster_member_standing_idx", "cluster_id", postgresql_where=sa.text("stands")),
        sa.Index("cluster_member_day_idx", "day"),
    )

    claim_id: uuid.UUID = Field(primary_key=True, foreign_key="claim.claim_id", ondelete="CASCADE")
    cluster_id: uuid.UUID = Field(foreign_key="cluster.cluster_id", ondelete="CASCADE")
    placed_in: uuid.UUID | None = None
    day: dt.date = _day_column()
    stands: bool = Field(sa_column=sa.Column(sa.Boolean, nullable=False, server_default=sa.false()))


class ClusterKeyRow(SQLModel, table=True):
    """A blocking key under which a cluster is found: the linker's index; `claim_id` brought it there, on its `day`."""

    __tablename__ = "cluster_key"
    __table_args__ = (
        sa.Index("cluster_key_day_idx", "day"),
        sa.Index("cluster_key_cluster_idx", "cluster_id"),
    )

    key: int = Field(sa_column=sa.Column(sa.BigInteger, primary_key=True, autoincrement=False))
    day: dt.date = _day_column(primary_key=True)
    claim_id: uuid.UUID = Field(primary_key=True)
    cluster_id: uuid.UUID


class ClusterMergeRow(SQLModel, table=True):
    """A cluster that went into another, with the day of the claim that repeats both."""

    __tablename__ = "cluster_merge"

    cluster_id: uuid.UUID = Field(primary_key=True)
    into_id: uuid.UUID = Field(index=True)
    day: dt.date = _day_column()


class FormerPlaceRow(SQLModel, table=True):
    """Where a claim was that is to be placed anew, so that its cluster keeps its name."""

    __tablename__ = "former_place"

    claim_id: uuid.UUID = Field(primary_key=True, foreign_key="claim.claim_id", ondelete="CASCADE")
    cluster_id: uuid.UUID


class ClusterFate(StrEnum):
    """What can become of a cluster: it goes into another, or is split off from one."""

    MERGED = "merged"
    SPLIT = "split"


class ClusterEventRow(SQLModel, table=True):
    """What became of a cluster, and which other one was part of it: `merged` into it, `split` from it."""

    __tablename__ = "cluster_event"
    __table_args__ = (sa.UniqueConstraint("event", "cluster_id", "other_id", name="cluster_event_is_told_once"),)

    cluster_event_id: int | None = Field(
        default=None, sa_column=sa.Column(sa.BigInteger, sa.Identity(always=True), primary_key=True)
    )
    event: ClusterFate = enum_column(ClusterFate)
    cluster_id: uuid.UUID
    other_id: uuid.UUID
    happened_at: Moment = moment_column()


class ArticleCopyRow(SQLModel, table=True):
    """The group of near-duplicate articles (a wire text and its copies) that an article belongs to.

    `group_id` is the id of the group's first article; an article of its own words is alone in its group. `signature` is
    the MinHash of its words, empty where it has none.
    """

    __tablename__ = "article_copy"
    __table_args__ = (sa.CheckConstraint("similarity BETWEEN 0 AND 1", name="article_copy_similarity_is_a_share"),)

    article_id: uuid.UUID = Field(primary_key=True, foreign_key="article.article_id", ondelete="CASCADE")
    group_id: uuid.UUID = Field(foreign_key="article.article_id", ondelete="CASCADE", index=True)
    similarity: float
    signature: bytes = Field(sa_column=sa.Column(sa.LargeBinary, nullable=False, server_default=sa.text("''::bytea")))
