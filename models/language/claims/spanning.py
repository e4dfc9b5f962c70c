"""How far the clause of an act reaches: from its subject through its object, place and time.

Put here: the span of a policy claim. Keep out: everything else about it (`policy`).
"""

from __future__ import annotations

from models.language.claims.acting import is_predicate
from models.language.claims.clauses import COMMAS, aside_ends, is_break, is_finite_verb, is_mark, next_predicate
from models.language.claims.nouns import NounPhrase, is_joined
from models.language.claims.standing import Act
from models.language.claims.statement import Statement
from models.language.lexicon import NUMBER, mask

_MOST_WORDS = 18
_CLOSES = mask("that", "clause", "relative", "cite")
_CONTENT = NUMBER | mask("head", "qualifier", "place", "action", "number", "agreed")


def reach(statement: Statement, act: Act) -> int:
    """The index after the last word of the act's clause: through its object, place and time."""
    sentence = statement.sentence
    last = act.index + 1
    position = act.index + 1
    loose = 0
    amounts = {index for mention in statement.amounts for index in range(mention.first, mention.last)}
    stop = next_predicate(sentence, act.index, min(len(sentence), act.index + _MOST_WORDS))
    while position < stop:
        token = sentence[position]
        tags = token.tags
        if is_mark(token, COMMAS) and (closing := aside_ends(sentence, position)) is not None:
            position = closing + 1
            continue
        if position not in amounts and (is_break(token) or token.word.mask & _CLOSES):
            opens_amount = position + 1 in amounts and not is_break(token)
            if not opens_amount and (position not in statement.timed or not is_break(token)):
                break
        if "timing" in tags and "preposition" not in tags and position not in statement.timed:
            # What it comes before or after is another matter (بعد عودة آخر 184 عائلة).
            break
        if (is_finite_verb(token) and position not in statement.timed) or ("pronoun" in tags and is_joined(token)):
            break
        if is_joined(token) and "action" in tags:
            break
        if token.word.mask & _CONTENT or position in amounts or position in statement.timed:
            last, loose = position + 1, 0
        else:
            loose += 1
            if loose > 5:
                break
        position += 1
    return last if last > act.index + 1 else min(position, act.index + 3)


def begins_at(statement: Statement, act: Act, phrase: NounPhrase | None) -> int:
    """Where the claim's span begins: at the noun right before the verb, if that is who or what the act is about."""
    led = act.first < act.index or is_finite_verb(statement.sentence[act.index]) or is_predicate(statement, act.index)
    if phrase is None or phrase.first >= act.first or not led:
        return act.first
    between = statement.sentence.tokens[phrase.last : act.first]
    return act.first if len(between) > 2 or any(is_break(token) for token in between) else phrase.first
