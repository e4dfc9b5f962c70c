"""One sentence made ready for the rules: its tokens, clauses, mentions, and who speaks.

Put here: what every rule looks at. Keep out: the rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from models.claim import Period
from models.language.amounts import find_amounts
from models.language.claims.clauses import Layout, aside_begins, aside_ends, is_finite_verb
from models.language.claims.nouns import NounPhrase
from models.language.claims.speakers import Source
from models.language.claims.topics import Topic, everyday_balance
from models.language.lexicon import Sentence
from models.language.mention import Grain, Mention, MentionKind
from models.language.times import find_times, near_times, period_of


@dataclass(slots=True)
class Earlier:
    """What the sentences before have counted last: `phrase`, and what of it they measured."""

    phrase: NounPhrase | None = None
    measure: str | None = None


@dataclass
class Statement:
    """A sentence with its amounts and times; `source_at` says who stands behind a token.

    Amounts and times are looked for when a rule first asks: most sentences state nothing that needs them. `speaking`
    holds the indexes of tokens that name who speaks. `home` is the article's country, `topic` what it is about;
    `earlier` is shared by its sentences.
    """

    text: str
    sentence: Sentence
    layout: Layout
    speaking: frozenset[int]
    source_at: Callable[[int], Source]
    published: dt.date | None
    reference: dt.datetime | None
    home: Callable[[], str | None] = lambda: None
    topic: Callable[[], Topic] = Topic
    earlier: Earlier = field(default_factory=Earlier)

    @cached_property
    def everyday(self) -> bool:
        """Whether it tells of everyday life: by its own words, or in an article that does where they name no more."""
        balance = everyday_balance(self.sentence)
        return balance >= _EVERYDAY or (balance >= 0 and self.topic().everyday)

    @cached_property
    def times(self) -> list[Mention]:
        """The dates and durations, relative ones told from the moment of reference."""
        return find_times(self.sentence, self.reference)

    @cached_property
    def timed(self) -> frozenset[int]:
        """The indexes of tokens that belong to a time."""
        return frozenset(index for mention in self.times for index in range(mention.first, mention.last))

    def is_timed(self, index: int) -> bool:
        """Whether a token belongs to a time, so that no rule takes it for something else."""
        return index in self._near_times and index in self.timed

    @cached_property
    def _near_times(self) -> frozenset[int]:
        return near_times(self.sentence)

    @cached_property
    def amounts(self) -> list[Mention]:
        """The amounts that are no times."""
        found = self._amounts_and_times
        return [one for one in found if not any(map(self.is_timed, range(one.first, one.last)))]

    @cached_property
    def counts(self) -> list[Mention]:
        """The amounts that say how many or how much, not which in a row."""
        counts = any(one.kind is not MentionKind.ORDINAL for one in self._amounts_and_times)
        return [one for one in self.amounts if one.kind is not MentionKind.ORDINAL] if counts else []

    @cached_property
    def _amounts_and_times(self) -> list[Mention]:
        return find_amounts(self.sentence)

    def without(self, mention: Mention) -> Statement:
        """The same statement without one of its times (which is no date there: a truce of seven days)."""
        other = replace(self)
        other.times = [time for time in self.times if time is not mention]
        return other

    def clause(self, index: int) -> tuple[int, int]:
        """The tokens, first to last (exclusive), of the clause that the token at `index` stands in."""
        number = self.layout.clause[index]
        return self.layout.begins[number], self.layout.begins[number + 1]

    def quoted(self, index: int) -> bool:
        """Whether the token stands within a quotation."""
        return self.layout.quoted[index]


def over_asides(statement: Statement, index: int) -> tuple[int, int]:
    """The tokens, first to last (exclusive), of the clause around `index`, over the asides that commas cut into it."""
    sentence = statement.sentence
    first, last = statement.clause(index)
    while first > 1 and (opened := aside_begins(sentence, first - 1)) is not None and opened > 0:
        first = statement.clause(opened - 1)[0]
    while 0 < last <= len(sentence) and (closed := aside_ends(sentence, last - 1)) is not None:
        if closed + 1 >= len(sentence):
            break
        last = statement.clause(closed + 1)[1]
    return first, last


def time_of(
    statement: Statement,
    first: int,
    last: int,
    near: int,
    without: Callable[[Statement, Mention], bool] = lambda _statement, _mention: False,
) -> Mention | None:
    """The date nearest to `near` between two tokens, those after it first; never the date of speaking."""
    found = [mention for mention in dates(statement) if first < mention.last and mention.first < last]
    found = [mention for mention in found if not without(statement, mention)]
    costs = {id(mention): abs(mention.first - near) * (1 if mention.first >= near else _BEFORE) for mention in found}
    return min(found, key=lambda mention: costs[id(mention)], default=None)


def dates(statement: Statement) -> list[Mention]:
    """The dates of a sentence that date what it states, not the saying of it."""
    days = [mention for mention in statement.times if mention.kind == "date" and not _is_clock(statement, mention)]
    return [mention for mention in days if not _dates_saying(statement, mention)]


def _is_clock(statement: Statement, mention: Mention) -> bool:
    """Whether a time is of the clock; within 72 hours is a deadline."""
    within = statement.sentence[mention.first].tags.get("timing", "")
    return mention.grain is Grain.TIME and not (mention.deadline and ("within" in within or "during" in within))


def _dates_saying(statement: Statement, mention: Mention) -> bool:
    """Whether the date stands with a verb of saying (قال أمس الأحد إن, the ministry said on Sunday)."""
    sentence = statement.sentence
    if _dates_law(sentence, mention):
        return True
    ahead = mention.since is not None and statement.published is not None and mention.since > statement.published
    if mention.deadline or ahead:
        return False
    for index in range(mention.first - 1, max(-1, mention.first - 1 - _REACH), -1):
        token = sentence[index]
        tags = token.tags
        if "say" in tags and (is_finite_verb(token) or "carries" in tags):
            following = sentence.tokens[mention.last : mention.last + _REACH]
            acts = token.word.readings[0].tags.get("action") not in (None, "announce")
            return (tags["say"] not in _MEANT and not acts) or any("that" in other.tags for other in following)
        content = any(tag in tags for tag in ("action", "measure")) and "qualifier" not in tags
        if "that" in tags or content or is_finite_verb(token) or token.kind == "number":
            return False
    return False


def _dates_law(sentence: Sentence, mention: Mention) -> bool:
    """Whether a year belongs to a law's number (القانون رقم 6 لسنة 2019)."""
    before = sentence[mention.first - 1] if mention.first else None
    return mention.grain is Grain.YEAR and before is not None and before.kind == "number"


_REACH = 12
_EVERYDAY = 2
_BEFORE = 3
# Verbs whose own day is the day of what is decided or expected.
_MEANT = frozenset({"decided", "agreed", "expected", "demanded", "promised"})


def period(mention: Mention | None, text: str) -> Period | None:
    """The period that a date stands for in a claim, None where there is no date."""
    return None if mention is None else period_of(mention, text)
