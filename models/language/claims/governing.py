"""The words that govern an act: those that deny, announce, plan or demand it, and the verb of phase that begins it.

Put here: which words bear on an act. Keep out: what they make of it (`standing`).
"""

from __future__ import annotations

from models.concepts import concepts
from models.language.claims.clauses import (
    CLOSING_QUOTES,
    OPENING_QUOTES,
    STRAIGHT_QUOTES,
    aside_begins,
    aside_ends,
    aspect,
    is_break,
    is_finite_verb,
    is_mark,
)
from models.language.claims.nouns import is_joined
from models.language.claims.statement import Statement
from models.language.lexicon import FINITE, MARK, Sentence, Token, mask

GOVERNED_WITHIN = 8
NOUN_GOVERNS_WITHIN = 3
# A verbal noun may stand far behind the verb that governs it, when the verb's subject is a long name with its office.
SAID_WITHIN = 20
_PHASE_REACHES = 12
_MOST_LOOSE = 2
# Acts whose noun also names what comes of them (وقف إطلاق النار, a ceasefire).
_NAMED_ACTS = frozenset({"cease_fire"})
# Prepositions whose noun is no object of a verb of saying or deciding (نجح في إقناع, ساهم في بناء).
_INSIDE = frozenset({"in", "from", "with", "through", "between", "near", "against", "within", "at"})
GOVERNING = mask(
    "say", "modality", "agreed", "stipulates", "condition", "denial", "ongoing", "completed", "opinion", "negation",
    "postponed",
)  # fmt: skip
# The only words that a search for what governs an act stops at, or takes.
_BEARS = GOVERNING | MARK | FINITE | mask("relative", "that")


def is_nominal(statement: Statement, index: int) -> bool:
    """Whether the act is a verbal noun (انسحاب, withdrawal), not a verb."""
    if index >= len(statement.sentence):
        return False
    reading = statement.sentence[index].word.reading("action")
    verbal = reading is None or "passive" in reading.tags or "modality" in reading.tags
    return not verbal and aspect(statement.sentence[index], "action") is None


def is_named_for(sentence: Sentence, index: int) -> bool:
    """Whether a verbal noun is what an institution is for (وزارة النقل, لجنة التحقيق), not an act."""
    reading = sentence[index].word.reading("action")
    before = sentence[index - 1] if index else None
    if before is None or reading is None or "head" not in before.tags:
        return False
    if "al" not in reading.proclitics and "portfolio" not in reading.tags:
        return False
    if "portfolio" in reading.tags:
        return True
    definite = before.form.rpartition(" ")[2].startswith("ال")
    return not definite and concepts().heads[before.tags["head"]].kind in ("institution", "office")


def governors(statement: Statement, index: int) -> list[int]:
    """The words before an act that say how it is meant, nearest first, up to a boundary or another verb."""
    sentence = statement.sentence
    found: list[int] = []
    # ما تم الاتفاق عليه …، هو انسحاب: the pronoun carries what stands before the comma over to the verbal noun.
    copular = index > 0 and "pronoun" in sentence[index - 1].tags
    nominal = is_nominal(statement, index)
    # What is told of: نفى ما تردد بشأن بيع القناة.
    topic = nominal and index > 0 and sentence[index - 1].tags.get("preposition") in ("about", "on")
    infinitive = _is_listed_infinitive(sentence, index)
    listed = copular or nominal or infinitive
    opened = False
    position = index
    while position > max(0, index - (SAID_WITHIN if listed or opened else GOVERNED_WITHIN)):
        position -= 1
        if not sentence.masks[position] & _BEARS:
            continue
        token = sentence[position]
        tags = token.tags
        if is_break(token) and not copular:
            aside = aside_begins(sentence, position) if nominal or opened else None
            if aside is not None:
                position = aside
            elif not (nominal and position + 1 == index and is_joined(sentence[index])):
                break
            continue
        if "relative" in tags and (topic or opened or ("say" in sentence[position + 1].tags and nominal)):
            # لا صحة للأنباء التي تحدثت عن إغلاق: the news tell the act, what stands before judges it.
            found = [governor for governor in found if "say" not in sentence[governor].tags]
            continue
        if "relative" in tags or (nominal and "that" in tags and not copular):
            break
        if "that" in tags:
            opened = True
            if is_joined(token):
                # ينص على أن تتسلم …، وأن يبقى: what governs the first of a list governs the others.
                position = _that_before(sentence, position) or position
            continue
        if token.word.mask & GOVERNING and "presupposes" not in tags:
            if nominal and _is_of_another(sentence, position, index):
                continue
            if not (nominal or opened or copular) and _is_only_noun(token):
                # يتخذ القرارات ويصادق عليها: a decision governs a verb by أن alone.
                continue
            far = index - position > (NOUN_GOVERNS_WITHIN if "modality" in tags else GOVERNED_WITHIN)
            far = far and not ("opinion" in tags and is_joined(sentence[index]))
            if far and not is_finite_verb(token) and not copular and not (opened and "denial" in tags):
                continue
            found.append(position)
            if "say" in tags:
                found += [i for i in range(max(0, position - 2), position) if "condition" in sentence[i].tags]
            if "say" in tags and "relative" not in sentence[max(0, position - 1)].tags:
                # There was no decision to raise prices, لا قرار برفع الأسعار.
                untrue = "denial" in sentence[max(0, position - 1)].tags
                before = range(max(0, position - 1), position) if untrue or not is_finite_verb(token) else ()
                found += [
                    i for i in before if "denial" in sentence[i].tags or sentence[i].tags.get("negation") == "noun"
                ]
                break
        elif is_finite_verb(token) and "auxiliary" not in tags and "passive" not in tags:
            if infinitive and position and sentence[position - 1].tags.get("joins") == "to":
                # Decided to disband its wing and to hand over its weapons: both were decided.
                infinitive = False
                continue
            narrows = position > 0 and "relative" in sentence[position - 1].tags
            if not (narrows and (opened or topic)):
                break
    return found


def _is_only_noun(token: Token) -> bool:
    """Whether an Arabic word of deciding or planning is a noun, and tells nothing of a verb behind it."""
    first = token.word.first
    if token.text.isascii() or first is None or first.entry.grammar != "noun" or first.aspect is not None:
        return False
    return "modality" in token.tags or token.tags.get("say") in ("decided", "demanded", "agreed")


def _is_listed_infinitive(sentence: Sentence, index: int) -> bool:
    """Whether `and` joins an English infinitive to one before it (to disband its wing and [to] hand over)."""
    token = sentence[index]
    if index < 2 or not token.text.isascii() or aspect(token, "action") != "present":
        return False
    before = index - 1 - (sentence[index - 1].tags.get("joins") == "to")
    return sentence[before].tags.get("joins") == "and"


def _is_of_another(sentence: Sentence, position: int, index: int) -> bool:
    """Whether the word at `position` does not govern the verbal noun at `index`, by the preposition before that one."""
    tags = sentence[position].tags
    if "orders" in tags and not _is_prepositional(sentence, position + 1, index):
        return True
    inside = sentence[index - 1].tags.get("preposition") in _INSIDE and position < index - 1
    return inside and "say" in tags and tags["say"] != "denied"


def _is_prepositional(sentence: Sentence, first: int, index: int) -> bool:
    """Whether the noun at `index`, or one it is joined with, stands under a preposition (بسحب القوات وتسليم)."""
    for token in sentence.tokens[first : index + 1]:
        if "preposition" in token.tags or (token.word.first is not None and token.word.first.proclitics & {"bi", "li"}):
            return True
    return False


def _that_before(sentence: Sentence, index: int) -> int | None:
    """The `that` of the clause with which the one at `index` is joined."""
    for position in range(index - 1, max(-1, index - SAID_WITHIN), -1):
        if "that" in sentence[position].tags:
            return position
    return None


def negation_of(statement: Statement, index: int) -> int | None:
    """The index of the word that negates the act, if one stands right before it."""
    sentence = statement.sentence
    first, _ = statement.clause(index)
    if sentence[first].form == "no" and "head" in sentence[first + 1 if first < index else first].tags:
        # No camp in Duhok will be closed.
        return first
    for position in range(index - 1, max(-1, index - 4), -1):
        token = sentence[position]
        if is_break(token) or "that" in token.tags:
            return None
        if "negation" in token.tags:
            forms = {reading.aspect for reading in sentence[index].word.readings if "action" in reading.tags}
            past = "past" in forms and "present" not in forms and not token.text.isascii()
            apart = is_nominal(statement, index) and token.tags["negation"] == "present" and position != index - 1
            if past or apart:
                # لا يخفى دعم الدولة: another verb is negated; no past stands behind لا, لم, لن.
                return None
            nominal = token.tags["negation"] == "noun" and not token.text.isascii()
            return None if nominal and aspect(sentence[index], "action") is not None else position
        if is_finite_verb(token) and "modality" not in token.tags:
            return None
    return _no_subject(statement, index) if sentence[index].text.isascii() else None


def _no_subject(statement: Statement, index: int) -> int | None:
    """The `no` before an English subject (no camp will be closed), where a verb follows it."""
    sentence = statement.sentence
    if aspect(sentence[index], "action") is None:
        return None
    first, _ = statement.clause(index)
    for position in range(index - 1, first - 1, -1):
        token = sentence[position]
        if token.form == "no" and token.tags.get("negation") == "noun":
            return position
        if is_finite_verb(token) and "modality" not in token.tags:
            return None
    return None


def verbal_noun_after(statement: Statement, index: int) -> int | None:
    """The act that a verb of phase begins, over its subject: ستواصل البعثة دعم القوات, continues to train."""
    sentence = statement.sentence
    position = index
    loose = 0
    while position + 1 < min(len(sentence), index + _PHASE_REACHES):
        position += 1
        token = sentence[position]
        before = sentence[position - 1].tags
        if before.get("preposition") == "in" and "action" not in token.tags and position > index + 1:
            # بدأ التنظيم في استخدام أسلوب: what is begun is no act of ours.
            loose = _MOST_LOOSE
        if is_break(token) and (closing := aside_ends(sentence, position)) is not None:
            index += closing - position
            position = closing
            continue
        if is_mark(token, OPENING_QUOTES | CLOSING_QUOTES | STRAIGHT_QUOTES):
            continue
        closes = "that" in token.tags or _opens_time(token) or "presupposes" in token.tags or token.kind == "number"
        if closes or is_break(token) or statement.is_timed(position):
            return None
        loose += token.kind == "word" and not token.tags
        reading, form = token.word.reading("action"), aspect(token, "action")
        if loose >= _MOST_LOOSE and reading is not None and "li" in reading.proclitics:
            return None
        infinitive = form == "present" and sentence[position - 1].tags.get("joins") == "to"
        if is_named_for(sentence, position):
            continue
        if reading is not None and (form not in ("past", "present") or infinitive) and not is_joined(token):
            own = "head" in reading.tags and reading.tags["action"] not in _NAMED_ACTS
            return None if own and concepts().heads[reading.tags["head"]].kind != "support" else position
        if is_finite_verb(token) and not infinitive:
            return None
    return None


def _opens_time(token: Token) -> bool:
    """Whether an Arabic word of time opens what is no object (استمر اهتمامه بعد تعيينه)."""
    opens = "timing" in token.tags and "preposition" not in token.tags and "yet" not in token.tags
    return opens and not token.text.isascii()


def verbal_noun_before(statement: Statement, index: int) -> int | None:
    """The act that a verb of phase is said of, before it: صرف الرواتب سيبدأ."""
    sentence = statement.sentence
    first, _ = statement.clause(index)
    before = sentence[index - 1]
    if index and before.kind == "word" and not before.tags and not before.form.startswith("ال"):
        # على مراحل تبدأ غدا: the verb tells of the noun right before it.
        return None
    for position in range(first, index):
        following = sentence[position + 1]
        led = position > first and any(tag in sentence[position - 1].tags for tag in ("timing", "preposition"))
        if led and not following.text.isascii():
            # بعد نقل الإدارة تم تحويل المبنى
            continue
        named = following.kind == "word" and (not following.tags or "numbered" in following.tags)
        if named and following.text.isascii():
            # Evacuation flights: only what kind of flights they are.
            continue
        for reading in sentence[position].word.readings:
            if "action" in reading.tags and reading.entry.grammar == "noun" and "head" not in reading.tags:
                return position
    return None
