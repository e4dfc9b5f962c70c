"""How long a commitment is to last, in days: a truce of four days, an extension by two months.

Put here: durations as claims. Keep out: durations as times (`models.language.times`).
"""

from __future__ import annotations

from collections.abc import Iterator

from models.claim import Claim, Quantity, Status
from models.language.claims.around import date_of
from models.language.claims.clauses import is_break, is_finite_verb
from models.language.claims.counting import Count
from models.language.claims.nouns import NounPhrase
from models.language.claims.numeric import written
from models.language.claims.state import status_of
from models.language.claims.statement import Statement
from models.language.claims.telling import Told
from models.language.lexicon import mask
from models.language.mention import Mention, MentionKind

_DAY = 86_400
_MEASURE = "commitment_length"
_WITHIN = 7
_HEAD = mask("head")
_PERIOD = mask("period")
# What lasts as long as a duration beside it says, and what does so only where a word such as `for` says it.
_LASTING = frozenset({"truce", "sanction"})
_LASTING_FOR = frozenset({"mandate", "agreement", "contract", "deadline"})


def length_claims(statement: Statement, extractor: str) -> Iterator[Claim]:
    """The lengths of commitments that a sentence states, in order."""
    sentence = statement.sentence
    if not sentence.any_mask & _PERIOD:
        return
    heads = {sentence[index].tags["head"] for index in sentence.having(_HEAD)}
    if heads.isdisjoint(_LASTING) and heads.isdisjoint(_LASTING_FOR):
        return
    for mention in statement.times:
        if mention.kind is not MentionKind.DURATION or mention.seconds is None:
            continue
        at = _what_lasts(statement, mention)
        if at is None:
            continue
        days = round(mention.seconds / _DAY, 2)
        phrase = NounPhrase(statement.sentence[at].tags["head"], at, at + 1, at=at)
        count = Count(mention, mention.first, mention.last, None)
        told = Told(count, _MEASURE, at, "day")
        text = statement.text[mention.start : mention.end]
        quantity = Quantity(days, days, mention.comparator, "day", text)
        # The length itself dates nothing.
        apart = statement.without(mention)
        when = date_of(apart, _MEASURE, count)
        when = when if when is not None and when.deadline else None
        yield written(
            statement, told, quantity, phrase, _place(statement, mention), _status(statement, told), when, extractor
        )


def _what_lasts(statement: Statement, mention: Mention) -> int | None:
    """The token of the commitment that lasts so long: right behind a duration (a seven-day truce), or before it."""
    sentence = statement.sentence
    hyphenated = "-" in statement.text[mention.start : mention.end]
    named = sentence[mention.last].tags.get("head") if mention.last < len(sentence) else None
    if named in _LASTING or (hyphenated and named in _LASTING_FOR):
        return mention.last if sentence[mention.last].text.isascii() else None
    says_how_long = any("for" in sentence[i].tags.get("timing", "") for i in range(mention.first, mention.last))
    for index in range(mention.first - 1, max(-1, mention.first - 1 - _WITHIN), -1):
        token = sentence[index]
        tags = token.tags
        if tags.get("measure") == _MEASURE or tags.get("timing") == "for" or tags.get("action") == "extend":
            says_how_long = True
        if (tags.get("head") in _LASTING and (tags["head"] == "truce" or " " in token.form)) or (
            says_how_long and tags.get("head") in _LASTING_FOR
        ):
            return index
        if is_break(token) or "that" in tags or (is_finite_verb(token) and "action" not in tags):
            return None
    return None


def _place(statement: Statement, mention: Mention) -> str | None:
    """The place named right behind the duration (a truce of 72 hours in Hodeidah)."""
    following = statement.sentence.tokens[mention.last : mention.last + 2]
    if len(following) == 2 and following[0].tags.get("preposition") == "in" and "place" in following[1].tags:
        return str(following[1].tags["place"])
    return None


def _status(statement: Statement, told: Told) -> Status:
    """Agreed, announced or planned as its words say; completed where an act has made it so; else ongoing."""
    status = status_of(statement, told.at, _MEASURE, told.count, None)
    if status is not Status.COMPLETED:
        return status
    first, _ = statement.clause(told.at)
    acts = (token for token in statement.sentence.tokens[first : told.count.first] if "action" in token.tags)
    return Status.COMPLETED if any(is_finite_verb(token) for token in acts) else Status.ONGOING
