"""Acts that the noun of an event states: a truce that is denied, elections that are demanded, time given until a day.

Put here: acts without a verb or verbal noun of their own, by the word that governs the noun. Keep out: acts with one
(`standing`).
"""

from __future__ import annotations

from models.claim import Status
from models.language.claims.clauses import is_break, is_finite_verb
from models.language.claims.standing import Act
from models.language.claims.statement import Statement
from models.language.lexicon import Token

_WITHIN = 9
_NEAR = 4
_ACT_WITHIN = 6
_UNTIL_WITHIN = 8
_DENIED = {"agreement": "agree", "truce": "cease_fire"}
_DEMANDED = {"election": "hold", "truce": "cease_fire"}


def of_event(statement: Statement, index: int) -> Act | None:
    """What is denied or demanded by its name alone: نفى وجود أي اتفاق, denied any truce, called for early elections."""
    said = statement.sentence[index].tags.get("say")
    if said == "denied":
        return _event(statement, index, _WITHIN, _DENIED, Status.DENIED)
    if said == "demanded" and is_finite_verb(statement.sentence[index]):
        return _event(statement, index, _NEAR, _DEMANDED, Status.HYPOTHETICAL)
    return None


def of_none(statement: Statement, index: int) -> Act | None:
    """What there is none of: no deal, there is no request; has no plan to do what no word of ours names."""
    token = statement.sentence[index]
    if token.form.endswith((" to", " of")):
        return None if _states_act(statement, index, _NEAR) else _denied_plan(index)
    return _event(statement, index, _NEAR, _DENIED, Status.DENIED)


def of_time_given(statement: Statement, index: int) -> Act | None:
    """A deadline that is set by giving time: gave the officials until Sunday."""
    sentence = statement.sentence
    if "grants" not in sentence[index].tags:
        return None
    within = 2 if "auxiliary" in sentence[index].tags else _UNTIL_WITHIN
    for position in range(index + 1, min(len(sentence), index + within)):
        if is_break(sentence[position]) or is_finite_verb(sentence[position]):
            return None
        if sentence[position].tags.get("timing") == "until" and statement.is_timed(position):
            return Act("deadline", index, index, Status.ANNOUNCED, False, index)
    return None


def _event(statement: Statement, index: int, within: int, events: dict[str, str], status: Status) -> Act | None:
    sentence = statement.sentence
    for position in range(index + 1, min(len(sentence), index + 1 + within)):
        token = sentence[position]
        head = token.tags.get("head")
        # لا يكون الاتفاق على حسابنا: the agreement is there.
        carried = "auxiliary" in token.tags and not token.text.isascii()
        done = "negation" in sentence[index].tags and is_finite_verb(token) and not token.text.isascii()
        compared = "negation" in sentence[index].tags and token.tags.get("preposition") in ("from", "about")
        if is_break(token) or carried or done or compared or ("action" in token.tags and head is None):
            return None
        if head in events:
            if _states_act(statement, position, _ACT_WITHIN):
                return None
            first = position - ("none" in sentence[position - 1].tags or "article" in sentence[position - 1].tags)
            return Act(events[head], position, first, status, status is Status.DENIED, position, told=True)
        named = status is Status.DENIED and _is_plan(token, sentence[position - 1])
        if named and not _states_act(statement, position, _ACT_WITHIN):
            return _denied_plan(position)
    return None


def _denied_plan(index: int) -> Act:
    return Act("commit", index, index, Status.DENIED, True, index, told=True)


def _is_plan(token: Token, before: Token) -> bool:
    """Whether a noun names a plan, a decision or a demand as such (أي قرار, any request)."""
    tags, first = token.tags, token.word.first
    if not token.text.isascii() and "none" not in before.tags:
        return False
    named = tags.get("modality") == "plan" or tags.get("say") in ("decided", "demanded")
    return named and first is not None and first.entry.grammar == "noun" and first.aspect is None


def _states_act(statement: Statement, index: int, within: int) -> bool:
    """Whether an act follows that the noun is of (an agreement to withdraw), which is then the claim."""
    sentence = statement.sentence
    for position in range(index + 1, min(len(sentence), index + 1 + within)):
        if is_break(sentence[position]):
            return False
        if "action" in sentence[position].tags:
            return True
    return False
