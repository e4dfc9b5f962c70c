"""Articles as published, the outlets that published them, and the input that could not become an article."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.set_aside import SetAsideReason
from models.tables.columns import Moment, enum_column, moment_column


class OutletRow(SQLModel, table=True):
    """Who publishes."""

    __tablename__ = "outlet"
    __table_args__ = (sa.CheckConstraint("name <> ''", name="outlet_has_a_name"),)

    outlet_id: uuid.UUID = Field(primary_key=True)
    name: str = Field(unique=True)


class ArticleRow(SQLModel, table=True):
    """One published text; `article_id` is the content key of url and text."""

    __tablename__ = "article"
    __table_args__ = (
        sa.CheckConstraint("length(url) BETWEEN 1 AND 2000", name="article_url_is_given"),
        sa.CheckConstraint("text <> ''", name="article_has_text"),
        sa.CheckConstraint("lang IN ('ar', 'en')", name="article_lang_is_known"),
    )

    article_id: uuid.UUID = Field(primary_key=True)
    outlet_id: uuid.UUID = Field(foreign_key="outlet.outlet_id", index=True)
    url: str = Field(unique=True)
    title: str
    published: dt.date | None = Field(default=None, index=True)
    published_at: dt.datetime | None = Field(default=None, sa_column=sa.Column(sa.DateTime(timezone=True)))
    lang: str
    author: str | None = None
    text: str
    ingested_at: Moment = moment_column()


class SetAsideRow(SQLModel, table=True):
    """An input that could not become an article: where it stood, why, and the input itself (zlib-compressed)."""

    __tablename__ = "set_aside"
    __table_args__ = (sa.CheckConstraint("line IS NULL OR line > 0", name="set_aside_line_counts_from_one"),)

    set_aside_id: uuid.UUID = Field(primary_key=True)
    source: str
    line: int | None = None
    reason: SetAsideReason = enum_column(SetAsideReason)
    detail: str
    raw: bytes | None = None
    set_aside_at: Moment = moment_column()
