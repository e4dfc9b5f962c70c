"""The claim as linking sees it, and what follows from its fields alone.

Put here: values derived from one claim. Keep out: anything about two (`features`).
"""

from __future__ import annotations

import datetime as dt
import math
import re
import uuid
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from models.claim import Comparator, Kind, Status
from models.language.text import ascii_digits, fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_CLITICS = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{3})|^[وف](?=\w{4})")
_MORE_CLITICS = re.compile(r"^[بل](?=\w{4})|(?<=\w{3})ا$")
_LETTERS_OF_CONTENT = 4  # shorter English words are mostly articles, prepositions and auxiliaries


@dataclass(frozen=True)
class Days:
    """The days that something is about, as ordinals; both ends known, `first` <= `last`."""

    first: int
    last: int

    def gap(self, other: Days) -> int:
        """How many days lie between the two: 0 where they touch or overlap."""
        return max(0, self.first - other.last, other.first - self.last)


@dataclass(frozen=True, eq=False)
class LinkableClaim:
    """A claim with what its article adds: outlet, language, day, copy group; `sentence` is the claim's own sentence.

    `lead` is how its article opens, where it names no place of its own; `known_as` is the name that the speaker's
    stands for, where analysts say that it stands for one.
    """

    claim_id: uuid.UUID
    article_id: uuid.UUID
    group_id: uuid.UUID
    outlet: str
    lang: str
    published: dt.date | None
    kind: Kind
    sentence: str
    speaker: str | None = None
    speaker_role: str | None = None
    low: float | None = None
    high: float | None = None
    comparator: Comparator | None = None
    unit: str | None = None
    currency: str | None = None
    subject: str | None = None
    measure: str | None = None
    action: str | None = None
    object: str | None = None
    place: str | None = None
    status: Status | None = None
    negated: bool = False
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    lead: str = ""
    known_as: str | None = None

    @cached_property
    def order(self) -> tuple[bool, dt.date, uuid.UUID]:
        """Where the claim stands in the one order in which claims are looked at: by day, undated last, then id."""
        return (self.published is None, self.published or dt.date.min, self.claim_id)

    @cached_property
    def reading(self) -> tuple[Hashable, ...]:
        """What is claimed, without where and by whom: two claims of one reading say the same of what they name."""
        return (
            self.kind,
            self.measure,
            self.action,
            self.subject,
            self.object,
            self.place,
            self.low,
            self.high,
            self.comparator,
            self.unit,
            self.currency,
            self.status,
            self.negated,
            self.period_start,
            self.period_end,
        )

    @cached_property
    def said_on(self) -> int | None:
        """The day of publication, as an ordinal."""
        return None if self.published is None else self.published.toordinal()

    @cached_property
    def period(self) -> Days | None:
        """The stated days: `since May` runs to the day of saying it, `by June` is its last day; None where unstated."""
        start, end = self.period_start, self.period_end
        if start is not None and end is None:
            return Days(start.toordinal(), max(start.toordinal(), self.said_on or 0))
        if end is None:
            return None
        return Days((start or end).toordinal(), end.toordinal())

    @cached_property
    def when(self) -> Days | None:
        """When the claimed thing happened as far as the claim tells: its period, else the day of publication."""
        if self.period is not None:
            return self.period
        return None if self.said_on is None else Days(self.said_on, self.said_on)

    @cached_property
    def magnitude(self) -> float:
        """The one number that stands for the quantity: its bound, or the middle of its two; 0 where there is none."""
        if self.low is None or self.high is None:
            return self.low if self.low is not None else self.high or 0.0
        return (self.low + self.high) / 2

    @cached_property
    def digits(self) -> int:
        """How many significant digits the magnitude has: 2,437 has four, 2,500 two; `thousands` has none."""
        return 0 if self.comparator is Comparator.VAGUE else significant_digits(self.magnitude)

    @property
    def speaker_name(self) -> str | None:
        """The speaker by the name under which other claims are compared."""
        return self.known_as or self.speaker

    @property
    def is_named(self) -> bool:
        """Whether the speaker has a name: of those who are known by their office alone, there are many."""
        return self.speaker is not None and self.speaker != self.speaker_role

    @cached_property
    def words(self) -> frozenset[str]:
        """The content words of the sentence, folded, Arabic ones without article and conjunction."""
        found = _WORD.findall(fold(ascii_digits(self.sentence)))
        if self.lang == "ar":
            return frozenset(map(bare, found))
        return frozenset(word for word in found if len(word) >= _LETTERS_OF_CONTENT)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The content words, Arabic ones cut more closely: what matters is whether they tell of one event at all."""
        return frozenset(map(stem, self.words)) if self.lang == "ar" else self.words


def stem(word: str) -> str:
    """A bare Arabic word without preposition and accusative ending.

    >>> stem("بانفجار"), stem("سوقا")
    ('انفجار', 'سوق')
    """
    return _MORE_CLITICS.sub("", word)


def bare(word: str) -> str:
    """A folded Arabic word without article and conjunction.

    >>> bare("والمدارس"), bare("للقطاع")
    ('مدارس', 'قطاع')
    """
    return _CLITICS.sub("", word)


@lru_cache(maxsize=1 << 16)
def significant_digits(value: float) -> int:
    """How many significant digits a number has, trailing zeros of whole numbers not counted, six at most."""
    if value == 0 or not math.isfinite(value):
        return 1
    digits = f"{abs(value):.5e}".partition("e")[0].replace(".", "")
    return len(digits.rstrip("0")) or 1
