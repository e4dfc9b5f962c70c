"""Amounts that are no claims: labels, scores, ages, halves of persons, shares of nothing known, the market's quotes.

Put here: which amounts say nothing that desks follow. Keep out: sums of money (`money`), measures (`measuring`).
"""

from __future__ import annotations

from models.claim import Comparator
from models.concepts import concepts
from models.language.claims.clauses import aspect
from models.language.claims.counting import SINGULAR_MEASURES, Count, names_nothing
from models.language.claims.measuring import is_dealt_with
from models.language.claims.nouns import NounPhrase
from models.language.claims.statement import Statement
from models.language.lexicon import Token
from models.language.mention import Mention, MentionKind


def is_noise(statement: Statement, count: Count) -> bool:
    """Whether words beside the number say that it is no claim (المادة 140, شارع 60, a score, an age)."""
    sentence = statement.sentence
    near = range(max(0, count.first - 2), min(len(sentence), count.last + 1))
    for index in near:
        if "noise" in sentence[index].tags and "head" not in sentence[index].tags:
            return True
        slash = index < count.first and sentence[index].text in "/#" and sentence[index].kind == "mark"
        if slash and not statement.is_timed(index):
            return True
    if count.phrase is None and count.mention.kind is MentionKind.NUMBER and names_nothing(statement, count.last):
        return True
    if _is_score(statement, count) or _numbers_a_line(statement, count) or _is_year(statement, count):
        return True
    following = sentence[count.last].tags if count.last < len(sentence) else {}
    if "period" in following and count.phrase is None and count.mention.kind is MentionKind.NUMBER:
        # An age or a duration (22 عاما).
        return True
    return _is_label(statement, count)


def _is_score(statement: Statement, count: Count) -> bool:
    """Whether a number and the one behind its dash are no range (lost 3-0)."""
    before = statement.sentence.tokens[max(0, count.mention.first - 2) : count.mention.first]
    if len(before) == 2 and before[1].text in "-–" and before[0].kind == "number" and before[0].end == before[1].start:
        return count.phrase is None and before[1].end == statement.sentence[count.mention.first].start
    tokens = statement.sentence.tokens[count.mention.last : count.mention.last + 2]
    return (
        len(tokens) == 2
        and tokens[0].text in "-–"
        and tokens[0].kind == "mark"
        and tokens[1].kind == "number"
        and (tokens[0].start == statement.sentence[count.mention.last - 1].end and tokens[0].end == tokens[1].start)
    )


def _is_year(statement: Statement, count: Count) -> bool:
    """Whether a bare number behind a date is the same year in another calendar (175هـ 791), or any other label."""
    bare = count.phrase is None and count.mention.kind is MentionKind.NUMBER
    return bare and statement.is_timed(count.first - 1) and statement.sentence[count.first].kind == "number"


def _numbers_a_line(statement: Statement, count: Count) -> bool:
    """Whether the number is that of a line in a list (7- جندي, 2. Salaries)."""
    if count.mention.first != 0 or count.mention.last >= len(statement.sentence):
        return False
    return statement.sentence[count.mention.last].text in "-–).:" and statement.sentence[0].kind == "number"


def _is_label(statement: Statement, count: Count) -> bool:
    """Whether a bare number in brackets labels the word before it (محطة عرفات (2))."""
    sentence, mention = statement.sentence, count.mention
    if mention.kind is not MentionKind.NUMBER or mention.first == 0 or mention.last >= len(sentence):
        return False
    before = sentence[mention.first - 1]
    reading = before.word.reading("head")
    named = reading is not None and "al" in reading.proclitics and reading.number == "sg"
    named = named and "measure" not in before.tags and "body" not in before.tags
    if named and sentence[mention.first].kind == "number" and mention.comparator is Comparator.EXACT:
        # A unit, a road, a house by its number (الفرقة 30).
        return count.phrase is None or count.phrase.first < mention.first
    return sentence[mention.first - 1].text == "(" and sentence[mention.last].text == ")"


def is_bare_one(statement: Statement, count: Count) -> bool:
    """Whether the number is a mere `one` that counts nothing named (no one, a separate one)."""
    first = statement.sentence[count.first]
    own = count.phrase is not None and count.first <= count.phrase.at < max(count.last, count.phrase.last)
    own = own or any("measure" in token.tags for token in statement.sentence.tokens[count.first : count.last])
    return not own and count.mention.high == 1 and first.kind == "word" and "measure" not in first.tags


def says_little(
    statement: Statement, count: Count, measure: str, at: int, unit: str | None, subject: NounPhrase | None
) -> bool:
    """Whether an amount says nothing that desks follow: half a person, one project, a share of no known thing."""
    mention = count.mention
    if unit in ("person", "family") and mention.low is not None and mention.low < 1:
        return True
    if mention.high == 1 and (measure == "missing" or _is_of_one(statement, count)):
        return True
    if mention.high == 1 and measure not in SINGULAR_MEASURES and at == count.first:
        return True
    two = mention.counted is not None and mention.high == 2
    if two and (at == count.first or unit == "item") and unit not in _TOLD_IN_TWOS:
        return True
    if measure in ("share", "increase", "decrease") and unit == "percent" and not _is_of_news(subject):
        return True
    if measure == "count" and unit in ("company", "unit") and not is_dealt_with(statement.sentence[at], subject):
        return True
    if measure == "count" and unit != "company" and _is_anything(subject):
        return True
    if measure == "seats" and not _is_of_election(statement):
        return True
    if measure == "votes" and unit == "vote" and not _is_voted(statement):
        return True
    if (measure == "oil_price" or _is_of_price(statement, measure)) and _is_tick(statement, count):
        return True
    if _is_of_leisure(statement, count, measure, subject):
        return True
    if measure in ("delivered", "destroyed") and unit == "kilogram" and (mention.high or mention.low or 0) < _LIGHT:
        return True
    if (measure == "force_size" or concepts().measures[measure].unit != "person") and _is_unarmed(statement, count):
        return True
    if measure in _WEAK and statement.everyday and not (_is_great(mention, unit) or _is_followed(subject)):
        return True
    if "natural" in statement.sentence[at].tags and aspect(statement.sentence[at], "measure") == "present":
        # يتوفى مئات الآلاف سنويا: so it goes with people.
        return True
    if measure in _OF_PASTIMES and any("pastime" in token.tags for token in statement.sentence):
        return True
    if measure in _OF_COMPANIES and statement.topic().markets:
        return True
    if measure not in _OF_MARKETS:
        return False
    if unit == "percent" and subject is None and measure != "growth":
        return True
    return any(token.tags.get("noise") == "market" for token in statement.sentence)


def _is_unarmed(statement: Statement, count: Count) -> bool:
    """Whether a noun that means a base, a bomb, a fighter only among forces stands where none are."""
    at = -1 if count.phrase is None else count.phrase.at
    known = 0 <= at < len(statement.sentence) and "armed" in statement.sentence[at].tags
    return known and not statement.topic().armed


def _is_followed(subject: NounPhrase | None) -> bool:
    """Whether forces, the displaced or prisoners are counted, who are no part of everyday life."""
    followed = ("force", "group", "migrant", "captive")
    return subject is not None and subject.head != "family" and concepts().heads[subject.head].kind in followed


def _is_great(mention: Mention, unit: str | None) -> bool:
    """Whether a sum is too great for everyday life."""
    return unit == "money" and (mention.high or mention.low or 0) >= _GREAT_SUM


def _is_of_one(statement: Statement, count: Count) -> bool:
    """Whether one names only what others are of (7 أفراد من عائلة واحدة)."""
    return count.first > 0 and statement.sentence[count.first - 1].tags.get("preposition") == "from"


def _is_of_news(subject: NounPhrase | None) -> bool:
    """Whether a share or a change of it is news: of oil, pay, budgets, forces, not of grades and flats."""
    if subject is None:
        return False
    return concepts().heads[subject.head].kind in _NEWS or subject.head in ("salary", "aid", "seat")


def _is_anything(subject: NounPhrase | None) -> bool:
    """Whether a mere number is of people, states or offices in general (readers, member states)."""
    if subject is None or any(one not in concepts().places for one in subject.qualifiers):
        return False
    return subject.head == "person" or concepts().heads[subject.head].kind == "institution"


def _is_of_election(statement: Statement) -> bool:
    """Whether seats are those of a parliament, won or stood for."""
    return any(_is_electoral(token) for token in statement.sentence)


def _is_voted(statement: Statement) -> bool:
    """Whether voices are votes: there is an election, a council, a law (not three voices in the hall)."""
    return any(
        _is_electoral(token) or token.tags.get("say") == "decided" or token.tags.get("action") in _BY_VOTE
        for token in statement.sentence
    )


def _is_of_price(statement: Statement, measure: str) -> bool:
    """Whether a rise or fall is of a price of oil (هبط الخام 1.2% عند التسوية)."""
    if measure not in ("increase", "decrease"):
        return False
    return any(token.tags.get("head") == "oil" for token in statement.sentence)


def _is_tick(statement: Statement, count: Count) -> bool:
    """Whether an oil price is the market's of the minute (in cents, of futures, at the settlement)."""
    mention = count.mention
    below = (mention.high if mention.low is None else mention.low) or 0
    return below < 1 or any(token.tags.get("noise") == "futures" for token in statement.sentence)


def _is_of_leisure(statement: Statement, count: Count, measure: str, subject: NounPhrase | None) -> bool:
    """Whether tourists, travellers or coaches are merely counted."""
    if count.phrase is None or subject is None or not 0 <= count.phrase.at < len(statement.sentence):
        return False
    if "travels" in statement.sentence[count.phrase.at].tags:
        return measure in _MERELY_COUNTED
    # Trainers are advisers where there are forces; else they are coaches.
    forces = measure == "force_size" and subject.head == "adviser" and not subject.qualifiers
    return forces and "trains" in statement.sentence[count.phrase.at].tags and not _has_forces(statement)


def _has_forces(statement: Statement) -> bool:
    heads = (token.tags.get("head") for token in statement.sentence)
    return any(head in concepts().heads and concepts().heads[head].kind in _ARMED for head in heads if head)


def _is_electoral(token: Token) -> bool:
    tags = token.tags
    return tags.get("head") in _ELECTORAL or (tags.get("measure") in ("seats", "votes") and aspect(token) is not None)


_LIGHT = 100
_GREAT_SUM = 100_000_000
# What by itself says too little where the text is of everyday life: people and things merely counted, shares, sums.
_WEAK = frozenset(
    {
        *("count", "share", "increase", "decrease", "participants", "beneficiaries", "trained", "recruited"),
        *("employees", "sites", "seats", "projects", "completion_rate", "operations", "equipment", "population"),
        *("force_size", "returned", "migrants", "withdrawn", "released", "rescued", "delivered", "infected", "votes"),
        *("cost", "contract_value", "investment", "salaries", "compensation", "sales", "spending", "allocation"),
        *("aid", "loan", "handed_over", "surrendered", "launched", "candidates", "units_formed", "deployed"),
    }
)
# What is news also where a dual alone says two of them.
_TOLD_IN_TWOS = frozenset({"person", "family", "attack", "airstrike"})
_ELECTORAL = frozenset({"parliament", "election", "council", "party", "candidate", "voter", "commission"})
_BY_VOTE = frozenset({"approve", "extend", "elect", "reject"})
_MERELY_COUNTED = frozenset({"count", "migrants", "participants", "force_size", "share", "returned", "increase"})
_ARMED = frozenset({"force", "site", "weapon", "group"})
_NEWS = frozenset({"energy", "instrument", "force", "migrant", "group", "weapon", "strike"})
_OF_MARKETS = frozenset(
    {"share", "increase", "decrease", "count", "cost", "contract_value", "growth", "revenue", "sales"}
)
_OF_COMPANIES = _OF_MARKETS | {"profit", "losses", "loan", "investment", "trade", "operations", "allocation"}
_OF_PASTIMES = frozenset({"participants", "employees", "projects", "revenue", "cost", "sales"})
