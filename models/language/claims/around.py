"""Where and when what is counted was: the place and the date of its clause or statement.

Put here: place and period of numeric claims. Keep out: how places (`nouns`) and dates (`times`) are read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from models.concepts import concepts
from models.language.claims.clauses import aspect, is_break, next_predicate
from models.language.claims.counting import Count
from models.language.claims.measuring import is_auxiliary
from models.language.claims.nouns import NounPhrase, find_place, is_an_end, is_one_of_several
from models.language.claims.statement import Statement, dates, time_of
from models.language.lexicon import Token
from models.language.mention import Grain, Mention

_LEAP = 29
_CLOSE = 4


def _is_of_clause(statement: Statement, count: Count, phrase: NounPhrase) -> bool:
    """Whether a noun stands in the clause of the count; it may stand in a sentence before."""
    sentence, first = statement.sentence, statement.clause(count.first)[0]
    return first <= phrase.at < len(sentence) and sentence[phrase.at].tags.get("head") == phrase.head


def place_of(statement: Statement, count: Count) -> str | None:
    """Where what is counted is or was: beside the noun, nearest in the clause, or the one place of the statement."""
    beside = None if count.phrase is None else count.phrase.place
    # A noun of an earlier clause may be counted again elsewhere (five soldiers in Baghdad, three in Mosul).
    if count.phrase is not None and beside is not None and _is_of_clause(statement, count, count.phrase):
        several = is_one_of_several(statement.sentence, min(count.phrase.last, len(statement.sentence)) - 1)
        return None if several else beside
    without = statement.speaking | _acting(statement)
    near = find_place(statement.sentence, *_around(statement, count), near=count.first, without=without)
    return near or beside or _only_place(statement, count, without)


def date_of(statement: Statement, measure: str, count: Count) -> Mention | None:
    """When: the date nearest in the clause, or the one date of the statement."""
    first, last = statement.clause(count.first)
    near = time_of(statement, first, next_predicate(statement.sentence, count.last, last), count.last)
    if near is not None and concepts().measures[measure].nature == "stock" and _is_of_act(near, count):
        near = None
    return near or _only_time(statement, measure, count)


def _around(statement: Statement, count: Count) -> tuple[int, int]:
    """The stretch in which a place belongs to the count: its clause, what is joined to it, and a place named before."""
    sentence = statement.sentence
    first, last = statement.clause(count.first)
    other = next_predicate(sentence, count.last, last)
    if other < last:
        return first, other
    while last < len(sentence) and not is_break(sentence[last]) and "clause" not in sentence[last].tags:
        last = statement.clause(last)[1]
    while first > 0 and not any(tag in sentence[first].tags for tag in ("that", "clause", "relative")):
        first = statement.clause(first - 1)[0]
    return first, last


def _acting(statement: Statement) -> frozenset[int]:
    """The countries that give by their bare names (France has pledged): not where it goes."""
    sentence = statement.sentence
    found = set()
    for index, token in enumerate(sentence):
        if "place" not in token.tags or (index and "preposition" in sentence[index - 1].tags):
            continue
        beside = index + 1
        while beside < len(sentence) and is_auxiliary(sentence[beside]):
            beside += 1
        neighbours = [beside] if token.text.isascii() else [index - 1, index + 1]
        if any(0 <= position < len(sentence) and _gives(sentence[position]) for position in neighbours):
            found.add(index)
    return frozenset(found)


def _gives(token: Token) -> bool:
    """Whether a verb is a gift or a promise of one, which is for elsewhere."""
    gives = token.tags.get("measure") in ("delivered", "aid", "deployed") or token.tags.get("say") == "promised"
    return gives and aspect(token) is not None


def _only_place(statement: Statement, count: Count, without: frozenset[int]) -> str | None:
    """The one place that the statement names after a preposition: where all that it tells took place."""
    sentence = statement.sentence
    first, last = stated_together(statement, count.first)
    opened = (i for i in range(count.last, last) if "clause" in sentence[i].tags and "occasion" not in sentence[i].tags)
    last = min(opened, default=last)
    named = [
        index
        for index in range(first + 1, last)
        if "place" in sentence[index].tags and index not in without and not is_an_end(sentence, index)
    ]
    if len({sentence[index].tags["place"] for index in named}) != 1 or not any(
        "preposition" in token.tags for token in sentence.tokens[named[0] - 2 : named[0]]
    ):
        return None
    return str(sentence[named[0]].tags["place"])


def _only_time(statement: Statement, measure: str, count: Count) -> Mention | None:
    """The one date of a statement, which dates what happened in it; no deadline, and no date of a standing figure."""
    if concepts().measures[measure].nature not in ("toll", "event", "flow"):
        return None
    first, last = stated_together(statement, count.first)
    found = [mention for mention in dates(statement) if first <= mention.first < last]
    if len(found) > 1 and concepts().measures[measure].nature == "flow":
        # A budget of 2022, approved on Sunday: the year is what the amount is of.
        found = [mention for mention in found if mention.grain is Grain.YEAR]
    if len(found) != 1 or found[0].deadline or not (found[0].resolved or statement.published is None):
        return None
    if measure in ("contract_value", "cost") or not _same_voice(statement, found[0].first, count.first):
        return None
    if found[0].open_end and found[0].last <= count.first:
        return None
    between = statement.sentence.tokens[count.last : max(count.last, found[0].first)]
    published = statement.published
    ahead = published is not None and found[0].since is not None and found[0].since > published
    ahead = ahead and concepts().measures[measure].nature != "flow"
    return None if ahead or any("compares" in token.tags for token in between) else found[0]


def past_date(statement: Statement, when: Mention | None) -> Mention | None:
    """The date of what is over: none that is yet to come, and a month by its bare name is the last one."""
    published = statement.published
    if when is None or published is None or when.since is None or when.since <= published or when.deadline:
        return when
    numbered = any(token.kind == "number" for token in statement.sentence.tokens[when.first : when.last])
    if when.grain is Grain.DAY and when.until is not None and not numbered and _is_weekday(statement, when):
        week = dt.timedelta(days=7)
        return replace(when, since=when.since - week, until=when.until - week)
    if when.grain is not Grain.MONTH or numbered or when.until is None:
        return None
    last = (when.since.replace(year=when.since.year - 1), when.until.replace(year=when.until.year - 1, day=28))
    until = when.until.replace(year=when.until.year - 1) if when.until.day < _LEAP else _month_end(last[1])
    return replace(when, since=last[0], until=until)


def _is_of_act(when: Mention, count: Count) -> bool:
    """Whether a day well before a standing figure is of an act (opened on Wednesday a plant of 480 megawatts)."""
    return when.grain is Grain.DAY and when.last < count.first - _CLOSE and not when.deadline and not when.open_end


def _same_voice(statement: Statement, one: int, other: int) -> bool:
    """Whether one and the same speaks at two tokens: what a company did on Tuesday does not date what it says."""
    return statement.source_at(one).speaker == statement.source_at(other).speaker


def _is_weekday(statement: Statement, when: Mention) -> bool:
    return any("weekday" in token.tags for token in statement.sentence.tokens[when.first : when.last])


def _month_end(day: dt.date) -> dt.date:
    following = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    return following - dt.timedelta(days=1)


def stated_together(statement: Statement, index: int) -> tuple[int, int]:
    """The tokens around `index` that one `that` opens (أن …، وأن …): first and last (exclusive)."""
    sentence = statement.sentence
    opened = [position for position, token in enumerate(sentence) if "that" in token.tags]
    first = max((position for position in opened if position <= index), default=0)
    last = min((position for position in opened if position > index), default=len(sentence))
    return first, last
