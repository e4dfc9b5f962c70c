"""Claims as extracted: one row an assertion, and one row an article that says it has been read."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import DATERANGE, NUMRANGE
from sqlmodel import Field, SQLModel

from models.claim import Attribution, Comparator, Kind, Status
from models.tables.columns import enum_column

_QUANTITY = (
    "CASE WHEN comparator IS NULL THEN NULL ELSE numrange(low::numeric, high::numeric, CASE comparator "
    "WHEN 'more_than' THEN '(]' WHEN 'less_than' THEN '[)' ELSE '[]' END) END"
)
_PERIOD = (
    "CASE WHEN period_start IS NULL AND period_end IS NULL THEN NULL ELSE daterange(period_start, period_end, '[]') END"
)


class ExtractionRow(SQLModel, table=True):
    """That an article has been read, by which extractor, and how many claims it holds."""

    __tablename__ = "extraction"
    __table_args__ = (sa.CheckConstraint("claims >= 0", name="extraction_counts_claims"),)

    article_id: uuid.UUID = Field(primary_key=True, foreign_key="article.article_id", ondelete="CASCADE")
    extractor: str
    claims: int


class ClaimRow(SQLModel, table=True):
    """One claim: the fields of `models.claim.Claim`, flat; `quantity` and `period` are computed ranges.

    `low`, `high` are null where unbounded; `period_start`, `period_end` are inclusive days, null where open.
    """

    __tablename__ = "claim"
    __table_args__ = (
        sa.CheckConstraint("span_start >= 0 AND span_end > span_start", name="claim_span_in_order"),
        sa.CheckConstraint(
            "sentence_start <= span_start AND span_end <= sentence_end", name="claim_span_in_its_sentence"
        ),
        sa.CheckConstraint("length(quote) = span_end - span_start", name="claim_quote_fills_its_span"),
        sa.CheckConstraint("low IS NULL OR high IS NULL OR low <= high", name="claim_bounds_in_order"),
        sa.CheckConstraint(
            "(kind = 'numeric') = (comparator IS NOT NULL AND unit IS NOT NULL AND quantity_text IS NOT NULL)",
            name="claim_numeric_has_a_quantity",
        ),
        sa.CheckConstraint(
            "comparator IS NULL OR CASE comparator"
            " WHEN 'exact' THEN low = high WHEN 'approx' THEN low = high"
            " WHEN 'at_least' THEN low IS NOT NULL AND high IS NULL"
            " WHEN 'more_than' THEN low IS NOT NULL AND high IS NULL"
            " WHEN 'at_most' THEN low IS NULL AND high IS NOT NULL"
            " WHEN 'less_than' THEN low IS NULL AND high IS NOT NULL"
            " WHEN 'between' THEN low IS NOT NULL AND high IS NOT NULL"
            " ELSE low IS NOT NULL OR high IS NOT NULL END",
            name="claim_bounds_suit_the_comparator",
        ),
        sa.CheckConstraint("(kind = 'policy') = (action IS NOT NULL)", name="claim_policy_has_an_action"),
        sa.CheckConstraint("(kind = 'policy') <= (status IS NOT NULL)", name="claim_policy_has_a_status"),
        sa.CheckConstraint("(unit = 'money') >= (currency IS NOT NULL)", name="claim_currency_is_of_money"),
        sa.CheckConstraint(
            "period_start IS NULL OR period_end IS NULL OR period_start <= period_end", name="claim_period_in_order"
        ),
        sa.CheckConstraint(
            "(period_text IS NULL) = (period_resolved IS NULL)"
            " AND coalesce(period_resolved, false) = (period_start IS NOT NULL OR period_end IS NOT NULL)",
            name="claim_period_says_if_resolved",
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="claim_confidence_is_a_share"),
        sa.UniqueConstraint("article_id", "kind", "span_start", "span_end", name="claim_one_a_kind_and_span"),
        sa.Index("claim_topic_idx", "measure", "action", "subject", "place"),
        sa.Index("claim_quantity_idx", "quantity", postgresql_using="gist"),
        sa.Index("claim_period_idx", "period", postgresql_using="gist"),
    )

    claim_id: uuid.UUID = Field(primary_key=True)
    article_id: uuid.UUID = Field(foreign_key="article.article_id", ondelete="CASCADE")
    kind: Kind = enum_column(Kind)
    quote: str
    span_start: int
    span_end: int
    sentence_start: int
    sentence_end: int
    speaker: str | None = None
    speaker_role: str | None = None
    via: str | None = None
    attribution: Attribution = enum_column(Attribution)
    low: float | None = None
    high: float | None = None
    comparator: Comparator | None = enum_column(Comparator, nullable=True)
    unit: str | None = None
    currency: str | None = None
    quantity_text: str | None = None
    subject: str | None = None
    measure: str | None = None
    action: str | None = None
    object: str | None = None
    place: str | None = None
    status: Status | None = enum_column(Status, nullable=True)
    negated: bool
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    period_text: str | None = None
    period_resolved: bool | None = None
    confidence: float
    extractor: str
    quantity: Any = Field(default=None, sa_column=sa.Column(NUMRANGE, sa.Computed(_QUANTITY, persisted=True)))
    period: Any = Field(default=None, sa_column=sa.Column(DATERANGE, sa.Computed(_PERIOD, persisted=True)))
