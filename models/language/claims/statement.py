"""One sentence made ready for the rules: its tokens, clauses, mentions, and who speaks.

Put here: what every rule looks at. Keep out: the rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from models.claim import Period
from models.language.claims.clauses import Layout
from models.language.claims.speakers import Source
from models.language.lexicon import Sentence
from models.language.mention import Mention
from models.language.times import period_of


@dataclass(slots=True)
class Statement:
    """A sentence with its `amounts` and `times`; `source_at` says who stands behind a token.

    `timed` holds the indexes of tokens that belong to a time, so that no rule takes them for something else.
    """

    text: str
    sentence: Sentence
    layout: Layout
    amounts: list[Mention]
    times: list[Mention]
    timed: frozenset[int]
    source_at: Callable[[int], Source]
    published: dt.date | None

    def clause(self, index: int) -> tuple[int, int]:
        """The tokens, first to last (exclusive), of the clause that the token at `index` stands in."""
        numbers = self.layout.clause
        first = last = index
        while first > 0 and numbers[first - 1] == numbers[index]:
            first -= 1
        while last < len(numbers) and numbers[last] == numbers[index]:
            last += 1
        return first, last

    def quoted(self, index: int) -> bool:
        """Whether the token stands within a quotation."""
        return self.layout.quoted[index]


def time_of(statement: Statement, first: int, last: int, near: int) -> Mention | None:
    """The date mentioned nearest to `near` between two tokens, those after it first; never the date of speaking."""
    found = [
        mention
        for mention in statement.times
        if mention.kind == "date" and first <= mention.first < last and not _dates_the_saying(statement, mention)
    ]
    return min(found, key=lambda mention: abs(mention.first - near) * (1 if mention.first >= near else 2), default=None)


def _dates_the_saying(statement: Statement, mention: Mention) -> bool:
    """Whether the date stands with a verb of saying (قال أمس الأحد إن, said on Sunday that)."""
    sentence = statement.sentence
    before = range(max(0, mention.first - _REACH), mention.first)
    for index in reversed(before):
        tags = sentence[index].tags
        if "that" in tags:
            return False
        if "say" in tags and "action" not in tags:
            return any(
                "that" in sentence[i].tags for i in range(mention.last, min(len(sentence), mention.last + _REACH))
            )
    return False


_REACH = 8


def period(mention: Mention | None, text: str) -> Period | None:
    """The period that a date stands for in a claim, None where there is no date."""
    return None if mention is None else period_of(mention, text)
