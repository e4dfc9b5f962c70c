"""What a count tells: by itself, or as a part of, in exchange for, or compared with the count before it.

Put here: how counts of one sentence and of the ones before lend each other their measure. Keep out: words of measure
(`measuring`), the claim (`numeric`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.claim import Status
from models.concepts import concepts
from models.language.claims.clauses import aspect, is_break
from models.language.claims.counting import Count
from models.language.claims.measuring import by_unit, is_auxiliary, measure_of, suits, verb_beside
from models.language.claims.nouns import NounPhrase, is_joined
from models.language.claims.state import status_of
from models.language.claims.statement import Statement
from models.language.lexicon import Sentence, Token
from models.language.mention import Mention, MentionKind

# What is counted one by one, though no unit is named after it.
_GREAT = 1000
_ABOARD_WITHIN = 3
_SUMS_FROM = 1_000_000
# What is money where no other noun says what it is of.
_SUMS = frozenset({"budget", "revenue", "spending", "deficit", "surplus", "debt", "gdp", "salaries"})
_OF_SUMS = frozenset({"budget", "government", "state", "ministry"})
# Units that a number may leave out where the amount before has said them.
_LEFT_OUT = frozenset({"money", "barrel", "cubic_metre", "megawatt", "tonne", "litre"})
_PIECES = frozenset(
    {"dam", "road", "port", "airport", "plant", "refinery", "pipeline", "field", "border", "city", "drug", "aid"}
)


@dataclass(slots=True)
class Told:
    """What a count tells: its `measure`, the token `at` that says so, and whether it took them from the count before.

    `inherited` is "part" of what was counted, "exchange" for it, or what it was "compared" with.
    """

    count: Count
    measure: str
    at: int
    unit: str
    inherited: str | None = None
    whole: Told | None = None

    def whole_status(self, statement: Statement) -> Status:
        """The status of the count that this one is a part of."""
        whole = self if self.whole is None else self.whole
        return status_of(statement, whole.at, whole.measure, whole.count, None)


def list_end(statement: Statement, counts: list[Count], position: int) -> tuple[int, int]:
    """Where the list of amounts ends that begins with this one (18 drones and 3 missiles), and the next amount."""
    last = position
    while last + 1 < len(counts):
        between = statement.sentence.tokens[_end(counts[last]) : counts[last + 1].first]
        if not (is_list(between) or is_of_all(between)):
            break
        last += 1
    following = counts[last + 1].first if last + 1 < len(counts) else len(statement.sentence)
    return (_end(counts[last]) if last > position else 0), following


def is_list(between: list[Token]) -> bool:
    """Whether only `and` or a comma stands between two amounts."""
    return all(token.tags.get("joins") == "and" or token.text in ",،" for token in between)


def is_of_all(between: list[Token]) -> bool:
    """Whether the second amount is all of which the first is some (15 of the 20, ستة من أصل عشرة)."""
    between = [token for token in between if token.text not in ",،"]
    if not between or len(between) > 2:
        return False
    of = between[0].tags.get("joins") == "of" or between[0].tags.get("compares") == "all"
    return of and all("article" in token.tags for token in between[1:])


def _end(count: Count) -> int:
    return count.last if count.phrase is None else max(count.last, count.phrase.last)


def tell(statement: Statement, count: Count, following: int, listed: int, before: Told | None) -> Told | None:
    """What the count tells by itself, or as a part of, in exchange for, or compared with the one before it."""
    if count.mention.kind is MentionKind.QUANTITY and count.mention.unit not in concepts().units:
        # Metres, times: they measure nothing that we follow.
        return None
    if count.phrase is None and before is not None and _was_aboard(statement, count):
        return None
    unit = unit_of(count.mention, count.phrase)
    if unit == "person" and _is_aboard(statement, count):
        return None
    if unit is None and count.phrase is not None and count.phrase.head in _PIECES:
        unit = "item"
    if unit is None and count.phrase is None and before is not None and not count.unknown:
        unit = _unit_of_before(count, before)
    if unit is None and _is_sum(statement, count):
        unit = "money"
    if unit is None and _is_done_to_persons(statement, count):
        unit = "person"
        count.phrase = count.phrase or NounPhrase("person", 0, 0)
    related = _relation(statement, count, before)
    if related in ("same", "all") and before is not None and unit in (None, before.unit):
        count.phrase = count.phrase or before.count.phrase
        stated = None if count.phrase is None else concepts().heads[count.phrase.head].measure
        measure = stated or before.measure if related == "all" else before.measure
        return Told(count, measure, count.first, before.unit)
    if related in ("part", "exchange") and before is not None and _same_kind(unit, before.unit):
        own = verb_beside(statement, count, unit or before.unit)
        if own is None and not _has_measure(statement, count):
            return Told(count, before.measure, count.first, unit or before.unit, related, before)
    if related == "others" and before is not None and _suffers_otherwise(statement, before, count):
        return None
    found = measure_of(statement, count, following, unit, listed)
    if found is None and related == "compared" and before is not None and _is_alike(count, unit, before):
        return Told(count, before.measure, count.first, before.unit, related, before)
    goes_on = related == "list" and (found is None or found[1] == count.first)
    goes_on = goes_on and not _has_measure(statement, count)
    if goes_on and before is not None and unit is not None and suits(before.measure, unit):
        return Told(count, by_unit(before.measure, unit), before.at, unit, "part", before)
    again = related == "others" and before is not None and unit in (None, before.unit)
    if again and before is not None and (found is None or found[1] == count.first):
        return Told(count, before.measure, count.first, unit or before.unit)
    earlier = statement.earlier
    open_ended = before is None and (found is None or found[1] == count.first) and not _has_measure(statement, count)
    if open_ended and earlier.measure and (_refers_back(statement, count) or _is_estimated(statement, count)):
        count.phrase = count.phrase or earlier.phrase
        return Told(count, earlier.measure, count.first, unit or "person")
    if found is None:
        return None
    measure, at = found
    unit = unit or concepts().measures[measure].unit
    if unit is None:
        return None
    return Told(count, by_unit(measure, unit), at, unit)


def _is_sum(statement: Statement, count: Count) -> bool:
    """Whether a bare number of millions is of a sum that its clause names (the deficit reached 77 billion)."""
    mention = count.mention
    value = mention.high if mention.low is None else mention.low
    bare = mention.kind is MentionKind.NUMBER and count.phrase is None and not count.unknown
    if not bare or value is None or value < _SUMS_FROM:
        return False
    first, _ = statement.clause(count.first)
    return any(_names_sum(statement.sentence, index) for index in range(first, count.first))


def _names_sum(sentence: Sentence, index: int) -> bool:
    """Whether a word names public money, and nothing else that there may be too little of (a housing deficit)."""
    if sentence[index].tags.get("measure") not in _SUMS:
        return False
    beside = index - 1 if sentence[index].text.isascii() else index + 1
    if not 0 <= beside < len(sentence):
        return True
    token = sentence[beside]
    known = bool(token.tags) or token.kind != "word"
    return known and token.tags.get("head", "budget") in _OF_SUMS


def _was_aboard(statement: Statement, count: Count) -> bool:
    """Whether all of them are who was on board, not who suffered (من مجموع 226 كانوا على متنها)."""
    tokens = statement.sentence.tokens
    of_all = any(token.tags.get("compares") == "all" for token in tokens[max(0, count.first - 2) : count.first])
    return of_all and any("arrives" in token.tags for token in tokens[count.last : count.last + _ABOARD_WITHIN])


def _is_aboard(statement: Statement, count: Count) -> bool:
    """Whether persons are only said to be on board (تأخر القارب عن العودة وعلى متنه أربعة)."""
    tokens = statement.sentence.tokens
    aboard = count.first > 0 and "arrives" in tokens[count.first - 1].tags and " " in tokens[count.first - 1].form
    return aboard and not any("measure" in token.tags for token in tokens[count.last : count.last + _ABOARD_WITHIN])


def _suffers_otherwise(statement: Statement, before: Told, count: Count) -> bool:
    """Whether a verb of its own says what others did (قتل 27 وتضرر 150 ألفا آخرون)."""
    tokens = statement.sentence.tokens[max(before.count.last, count.first - 2) : count.first]
    return any(token.tags.get("measure") == "destroyed" for token in tokens)


def _has_measure(statement: Statement, count: Count) -> bool:
    """Whether the count says itself what it measures (including five deaths)."""
    own = count.phrase is not None and count.phrase.measure is not None and count.first <= count.phrase.at
    return own or any("measure" in token.tags for token in statement.sentence.tokens[count.first : count.last])


def _is_alike(count: Count, unit: str | None, before: Told) -> bool:
    """Whether a number may be of what the one before it counted (fewer than 900 soldiers, against 1,600)."""
    if unit is None and count.phrase is None and not count.unknown and count.mention.kind is MentionKind.NUMBER:
        count.phrase = before.count.phrase
        return True
    return unit is not None and unit == before.unit


def _same_kind(unit: str | None, other: str | None) -> bool:
    return unit in (None, other)


def _is_done_to_persons(statement: Statement, count: Count) -> bool:
    """Whether a bare number stands right before what persons do or suffer (نحو 843 ألفا نزحوا, 10,000 are missing)."""
    sentence, index = statement.sentence, count.last
    if count.mention.kind is not MentionKind.NUMBER or count.phrase is not None or (count.mention.high or 2) < 2:
        return False
    while index < len(sentence) and is_auxiliary(sentence[index]):
        index += 1
    if index >= len(sentence) or statement.is_timed(index) or is_joined(sentence[index]):
        return False
    measure = sentence[index].tags.get("measure")
    acts = aspect(sentence[index], "measure") is not None or index > count.last
    return measure is not None and concepts().measures[measure].unit == "person" and acts


def _relation(statement: Statement, count: Count, before: Told | None) -> str | None:
    """How the count stands to the one before it: a part of it, in exchange for it, compared with it."""
    if before is None:
        return None
    sentence = statement.sentence
    near = [sentence[index].tags for index in range(max(before.count.last, count.first - 2), count.first)]
    if any("among" in tags for tags in near) and not ("measure" in near[-1] and "head" not in near[-1]):
        return "part"
    inside = [sentence[index].tags for index in range(count.first, min(len(sentence), count.last + 1))]
    if any(tags.get("compares") == "exchange" for tags in near):
        return "exchange"
    if any("other" in tags for tags in inside):
        return "others"
    if "among" in inside[-1]:
        return "part"
    if any("estimates" in tags for tags in near) and count.phrase is None:
        return "same"
    if any(tags.get("compares") == "all" for tags in near):
        return "all"
    if any("among" in tags for tags in inside):
        # Five of them children: a part, where a mark parts it from what is counted.
        return "part" if is_break(sentence[count.first - 1]) else None
    between = sentence.tokens[before.count.last : count.first + 1]
    if count.phrase is None and any(token.text == ":" for token in between):
        return "part"
    if _is_list_on(between, before):
        return "list"
    if any("compares" in token.tags for token in between):
        return "compared"
    ahead = sentence.tokens[max(0, before.count.first - 1) : before.count.first]
    return "compared" if _was_before(ahead, between) else None


def _was_before(before: list[Token], between: list[Token]) -> bool:
    """Whether the amount is what the other was (against 49 million in August; to 12.8 percent from 38 in September)."""
    from_what = between[-2].tags.get("preposition") if len(between) > 1 else None
    moved = from_what == "from" and any(token.tags.get("preposition") == "to" for token in before)
    plain = not any("that" in token.tags or token.text in ";؛:" for token in between)
    return plain and (moved or from_what == "against")


def _unit_of_before(count: Count, before: Told) -> str | None:
    """The unit of the amount before, which a great bare number leaves out (بعجز قدره 64 تريليونا, 220,000 more)."""
    mention = count.mention
    value = mention.high if mention.low is None else mention.low
    if mention.kind is not MentionKind.NUMBER or value is None or value < _GREAT or before.unit not in _LEFT_OUT:
        return None
    if before.unit == "money":
        count.mention = replace(mention, kind=MentionKind.MONEY, currency=before.count.mention.currency)
    return before.unit


def _is_list_on(between: list[Token], before: Told) -> bool:
    """Whether a list goes on from the count before (ضبطت 3 بنادق ومسدسين, fired 14 rockets and two drones)."""
    tokens = between[max(0, _end(before.count) - before.count.last) :]
    joined = any(is_joined(token) or token.tags.get("joins") == "and" or "adds" in token.tags for token in tokens)
    plain = all(
        not token.word.is_finite
        and "that" not in token.tags
        and token.text not in ".;؛:"
        and "clause" not in token.tags
        for token in tokens[:-1]
    )
    return joined and plain and not any("measure" in token.tags and "head" not in token.tags for token in tokens)


def is_part(statement: Statement, count: Count) -> bool:
    """Whether a count is of some of those counted before it (بينهم طفلان)."""
    return any("among" in token.tags for token in statement.sentence.tokens[max(0, count.first - 2) : count.first])


def _is_estimated(statement: Statement, count: Count) -> bool:
    """Whether another puts a bare number at what was just counted (…; the health ministry counted 48)."""
    before = statement.sentence.tokens[max(0, count.first - 2) : count.first]
    bare = count.phrase is None and count.mention.kind is MentionKind.NUMBER and not count.unknown
    return bare and any("estimates" in token.tags for token in before)


def _refers_back(statement: Statement, count: Count) -> bool:
    """Whether a count is of those whom the sentence before counted (Eleven of them are civilians)."""
    sentence = statement.sentence
    following = sentence[count.last].tags if count.last < len(sentence) else {}
    return "among" in following and count.mention.kind is MentionKind.NUMBER


def unit_of(mention: Mention, phrase: NounPhrase | None) -> str | None:
    if mention.kind is MentionKind.MONEY:
        return "money"
    if mention.kind is MentionKind.PERCENT:
        return mention.unit or "percent"
    if mention.unit is not None and mention.unit in concepts().units:
        return mention.unit
    if phrase is not None:
        return concepts().heads[phrase.head].unit
    return None
