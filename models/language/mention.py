"""A mention: one number, amount, ordinal, duration, date or range, as a text expresses it.

Put here: what mentions are. Keep out: how they are found (`amounts`, `times`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.claim import Comparator, plain_number


class MentionKind(StrEnum):
    """What is mentioned. A range or bound of a number, money … keeps that kind and says so in its comparator."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    MONEY = "money"
    QUANTITY = "quantity"
    DURATION = "duration"
    DATE = "date"


class Grain(StrEnum):
    """How precise a time is."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    VAGUE = "vague"


@dataclass(slots=True)
class Mention:
    """One mention over the tokens `first` to `last` (exclusive) of its sentence, offsets `start` to `end` of the text.

    Amounts: `low` and `high` bound the value (equal where exact or approximate, None where open), in the base unit
    (`unit`; `per` day, year … where it is a rate) or in `currency` (ISO 4217; the likeliest where the text leaves it
    open, as in 'dollars' of no said country). `counted` is the index of the token that names what is counted, where the
    noun itself carries the number (جنديان، جندي واحد). Durations: `seconds` (a month is 30 days, a year 365). Dates:
    `since` and `until` are inclusive days, None where open or not resolvable; `deadline` is true of 'by X', 'before X',
    'within X', `open_end` of 'since X', 'from X on', 'after X'.
    """

    kind: MentionKind
    start: int
    end: int
    first: int
    last: int
    low: float | None = None
    high: float | None = None
    comparator: Comparator = Comparator.EXACT
    unit: str | None = None
    currency: str | None = None
    per: str | None = None
    counted: int | None = None
    seconds: float | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    grain: Grain | None = None
    deadline: bool = False
    open_end: bool = False

    @property
    def resolved(self) -> bool:
        """Whether a date is known as days."""
        return self.since is not None or self.until is not None

    def to_json(self, text: str) -> dict[str, Any]:
        """The form that `tawatur mentions` writes: kind, span, value or low and high, unit, currency, rate, seconds."""
        item: dict[str, Any] = {
            "kind": self.kind.value,
            "span": [self.start, self.end],
            "text": text[self.start : self.end],
        }
        if self.kind is MentionKind.DATE:
            item["start"] = self.since and self.since.isoformat()
            item["end"] = self.until and self.until.isoformat()
            item["grain"] = self.grain and self.grain.value
            return item
        if self.low is not None and self.low == self.high:
            item["value"] = plain_number(self.low)
        else:
            item["low"], item["high"] = plain_number(self.low), plain_number(self.high)
            if self.comparator not in (Comparator.BETWEEN, Comparator.VAGUE):
                item["value"] = plain_number(self.high if self.low is None else self.low)
        item["comparator"] = self.comparator.value
        for key in ("unit", "currency", "per", "seconds"):
            value = getattr(self, key)
            if value is not None:
                item[key] = value
        return item
