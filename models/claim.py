"""The claim and the article as plain values, before and apart from any table.

Put here: the fields that every room agrees on, their JSON form, and the content keys. Keep out: rules that read text
(`models.language`), comparisons (`models.linking`), rows (`models.tables`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a claim asserts: a measured quantity, or a commitment, decision, plan, status or denial."""

    NUMERIC = "numeric"
    POLICY = "policy"


class Comparator(StrEnum):
    """How the stated number bounds the true one."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    APPROX = "approx"
    BETWEEN = "between"
    VAGUE = "vague"


class Status(StrEnum):
    """Where the act that a claim speaks of stands, according to the claim."""

    ANNOUNCED = "announced"
    PLANNED = "planned"
    AGREED = "agreed"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    POSTPONED = "postponed"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Attribution(StrEnum):
    """Whose words carry the claim: quoted, reported, or the outlet's own."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number with its bounds, in the base unit (persons, percent, dinars, barrels a day, megawatts).

    Unbounded sides are None: `no more than 2,500` is low None, high 2500, at_most.
    """

    low: float | None
    high: float | None
    comparator: Comparator
    unit: str
    text: str
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The days a claim is about: `end` inclusive, None where open; `resolved` is False where no day follows."""

    start: dt.date | None
    end: dt.date | None
    text: str
    resolved: bool


@dataclass(frozen=True, slots=True)
class Article:
    """One published text as it came in; `published` is None where no date is known."""

    url: str
    outlet: str
    title: str
    text: str
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    lang: str | None = None
    author: str | None = None

    @property
    def article_id(self) -> uuid.UUID:
        """The content key: url and text."""
        return content_key("article", self.url, self.text)


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion at one span of one article; `article.text[start:end] == quote` always holds."""

    kind: Kind
    quote: str
    start: int
    end: int
    attribution: Attribution
    confidence: float
    extractor: str
    sentence_start: int
    sentence_end: int
    speaker: str | None = None
    speaker_role: str | None = None
    via: str | None = None
    quantity: Quantity | None = None
    subject: str | None = None
    measure: str | None = None
    action: str | None = None
    object: str | None = None
    place: str | None = None
    status: Status | None = None
    negated: bool = False
    period: Period | None = None

    def claim_id(self, article_id: uuid.UUID) -> uuid.UUID:
        """The content key: article, span and reading (not the confidence, not the extractor's version)."""
        reading = self.to_json()
        for volatile in ("confidence", "extractor", "quote"):
            del reading[volatile]
        return content_key("claim", str(article_id), repr(sorted(reading.items(), key=lambda pair: pair[0])))

    def to_json(self) -> dict[str, Any]:
        """The claim in the form of `tawatur extract --json`, without the ids of claim and article."""
        quantity, period = self.quantity, self.period
        return {
            "kind": self.kind.value,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "speaker": self.speaker,
            "speaker_role": self.speaker_role,
            "via": self.via,
            "attribution": self.attribution.value,
            "quantity": None
            if quantity is None
            else {
                "low": plain_number(quantity.low),
                "high": plain_number(quantity.high),
                "comparator": quantity.comparator.value,
                "unit": quantity.unit,
                "currency": quantity.currency,
                "text": quantity.text,
            },
            "subject": self.subject,
            "measure": self.measure,
            "action": self.action,
            "object": self.object,
            "place": self.place,
            "status": None if self.status is None else self.status.value,
            "negated": self.negated,
            "period": None
            if period is None
            else {
                "start": None if period.start is None else period.start.isoformat(),
                "end": None if period.end is None else period.end.isoformat(),
                "text": period.text,
                "resolved": period.resolved,
            },
            "confidence": self.confidence,
            "extractor": self.extractor,
        }


def plain_number(value: float | None) -> float | int | None:
    """The number as people write it: whole where it is whole."""
    if value is None or value != int(value):
        return value
    return int(value)


def content_key(*parts: str) -> uuid.UUID:
    """A key made of content alone, so that a second run finds what the first one wrote (BLAKE2b, 16 bytes)."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return uuid.UUID(bytes=digest.digest())
