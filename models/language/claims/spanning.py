"""How far the clause of an act reaches: from its subject through its object, place and time.

Put here: the span of a policy claim. Keep out: everything else about it (`policy`).
"""

from __future__ import annotations

from models.language.claims.acting import is_predicate
from models.language.claims.clauses import COMMAS, aside_ends, is_break, is_finite_verb, is_mark, next_predicate
from models.language.claims.nouns import NounPhrase, is_joined
from models.language.claims.standing import Act
from models.language.claims.statement import Statement
from models.language.lexicon import NUMBER, Sentence, Token, mask

_MOST_WORDS = 18
_CLOSES = mask("that", "clause", "relative", "cite", "condition")
_OPENS_OTHER = _CLOSES | mask("presupposes", "joins", "auxiliary")
_OPENS_STATEMENT = mask("that", "relative")
_CONTENT = NUMBER | mask("head", "qualifier", "place", "action", "number", "agreed")
_HANGING = NUMBER | mask("preposition", "number", "demonstrative")
# How many words unknown to us close the noun that the clause ends with; how many say alone what an act is done to.
_CLOSING, _UNKNOWN = 3, 6
_SUBJECT = 5
_SHORT = 3
_AGREED_WITHIN = 16
# What is never done without saying to what.
_TRANSITIVE = frozenset({"sign", "dismiss", "appoint", "open", "close", "launch", "allocate"})
_AGREES = frozenset({"agree", "commit", "approve"})
_NO_SUBJECT = mask("say", "relative", "clause", "condition", "pronoun", "timing", "negation")
_NAMES = mask("kin", "title", "role")


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
        if is_mark(token, COMMAS) and _is_object_apart(statement, act, position):
            position += 1
            continue
        if position not in amounts and (is_break(token) or token.word.mask & _CLOSES):
            opens_amount = position + 1 in amounts and not is_break(token)
            if not opens_amount and (not statement.is_timed(position) or not is_break(token)):
                break
        if "timing" in tags and "preposition" not in tags and not statement.is_timed(position):
            # What it comes before or after is another matter (بعد عودة آخر 184 عائلة).
            break
        if (is_finite_verb(token) and "place" not in tags and not statement.is_timed(position)) or (
            "pronoun" in tags and is_joined(token)
        ):
            break
        if is_joined(token) and "action" in tags:
            break
        if token.word.mask & _CONTENT or position in amounts or statement.is_timed(position):
            last, loose = position + 1, 0
        else:
            # Who holds an office may have a long name.
            loose = 0 if token.word.mask & _NAMES else loose + 1
            if loose > 5:
                break
        position += 1
    if act.action in _AGREES and (on := _on_what(statement, act, last)) is not None:
        return _closed(statement, on + 1, _UNKNOWN)
    if last > act.index + 1:
        return _closed(statement, last, _CLOSING)
    last = _closed(statement, act.index + 1, _UNKNOWN)
    return last if last > act.index + 1 else min(position, act.index + 3)


def _is_object_apart(statement: Statement, act: Act, comma: int) -> bool:
    """Whether a comma parts an Arabic verb and its subject from the object (دشنت الهيئة أمس، برنامجا)."""
    sentence = statement.sentence
    if comma + 1 >= len(sentence) or sentence[comma + 1].text.isascii() or not is_finite_verb(sentence[act.index]):
        return False
    if not statement.is_timed(comma - 1) and act.action not in _TRANSITIVE:
        return False
    following = sentence[comma + 1]
    plain = (
        following.kind == "word" and not following.text.startswith(("و", "ف")) and not following.form.startswith("ال")
    )
    noun = not following.tags or ("head" in following.tags and not is_finite_verb(following))
    return plain and noun and not any(is_break(token) for token in sentence.tokens[act.index + 1 : comma])


def _on_what(statement: Statement, act: Act, last: int) -> int | None:
    """The preposition that opens what was agreed or pledged in Arabic, behind who and when (اتفقا أمس على التعاون)."""
    sentence = statement.sentence
    if sentence[act.index].text.isascii() or not is_finite_verb(sentence[act.index]):
        return None
    for position in range(act.index + 1, min(len(sentence), act.index + _AGREED_WITHIN)):
        token = sentence[position]
        first = token.word.first
        opens = token.tags.get("preposition") == "on" or (
            act.action == "commit" and first is not None and "bi" in first.proclitics
        )
        if opens and position >= last and not statement.is_timed(position):
            return position
        if opens or is_finite_verb(token) or token.word.mask & _CLOSES or token.text in ".؛;:":
            return None
    return None


def _closed(statement: Statement, last: int, most: int) -> int:
    """Where the noun phrase ends that is not yet whole at `last`: its genitives and adjectives that we do not know."""
    sentence = statement.sentence
    if sentence[last - 1].text.isascii():
        return last
    end = position = last
    while position < len(sentence) and (position < last + most or _hangs(sentence[position - 1])):
        token = sentence[position]
        opens = token.kind == "mark" or bool(token.word.mask & _OPENS_OTHER) or is_finite_verb(token)
        dates = most == _CLOSING and "timing" in token.tags and "preposition" not in token.tags
        if opens or _may_be_joined(token) or dates:
            break
        hangs = "preposition" in token.tags
        if hangs and most == _CLOSING and not (_hangs(sentence[position - 1]) or _is_part(sentence, position)):
            break
        position += 1
        end = end if hangs else position
    return end


def _is_part(sentence: Sentence, index: int) -> bool:
    """Whether an Arabic `of` says what a word unknown to us is a part of (عددا من الإجراءات, الحد من الأنشطة)."""
    before = sentence[index - 1]
    return sentence[index].tags.get("preposition") == "from" and (not before.tags or "number_of" in before.tags)


def _may_be_joined(token: Token) -> bool:
    """Whether the token begins with `and`; of a word that we do not know its first letter may be that."""
    return is_joined(token) or (not token.tags and token.text.startswith("و") and len(token.form) > _SHORT)


def _hangs(token: Token) -> bool:
    """Whether no noun phrase ends with the token: a preposition, a number without its noun, this."""
    return bool(token.word.mask & _HANGING)


def begins_at(statement: Statement, act: Act, phrase: NounPhrase | None) -> int:
    """Where the claim's span begins: at the subject before the verb."""
    first = led_by(statement, act, phrase)
    return _whole_subject(statement, first) if _is_led(statement, act) else first


def led_by(statement: Statement, act: Act, phrase: NounPhrase | None) -> int:
    """Where the noun begins that stands right before the verb, if that is who or what the act is about."""
    if phrase is None or phrase.first >= act.first or not _is_led(statement, act):
        return act.first
    between = statement.sentence.tokens[phrase.last : act.first]
    closed = any(is_break(token) or token.word.mask & _OPENS_STATEMENT for token in between)
    return act.first if len(between) > 2 or closed else phrase.first


def _is_led(statement: Statement, act: Act) -> bool:
    """Whether a subject may stand before the act: it is a verb or says of a noun how it is."""
    verb = is_finite_verb(statement.sentence[act.index]) or is_predicate(statement, act.index)
    return verb or act.first < act.index


def _whole_subject(statement: Statement, first: int) -> int:
    """Where an Arabic clause begins that has its subject before the verb (أن المرحلة الثانية ستبدأ), if it is short."""
    sentence = statement.sentence
    if sentence[first].text.isascii() or is_joined(sentence[first]):
        return first
    begin, _ = statement.clause(first)
    if "that" in sentence[begin].tags:
        begin += 1
    elif begin and not is_break(sentence[begin - 1]):
        return first
    begin += "auxiliary" in sentence[begin].tags
    if not 0 < first - begin <= _SUBJECT or _may_be_joined(sentence[begin]):
        return first
    whole = not any(_is_no_subject(token) for token in sentence.tokens[begin:first])
    return begin if whole and "preposition" not in sentence[begin].tags else first


def _is_no_subject(token: Token) -> bool:
    return bool(token.word.mask & _NO_SUBJECT) or token.kind == "mark" or is_finite_verb(token)
