"""Which acts somebody states: not what is presupposed, asked, only thought of, or done by nobody who answers for it.

Put here: why a word for an act states none. Keep out: how a stated act is meant (`standing`).
"""

from __future__ import annotations

from collections.abc import Callable

from models.concepts import concepts
from models.language.claims.clauses import COMMAS, aspect, is_break, is_finite_verb, is_mark
from models.language.claims.governing import governors, is_named_for, is_nominal
from models.language.claims.nouns import is_joined
from models.language.claims.statement import Statement
from models.language.lexicon import Reading, Sentence, Token, mask

# Acts that somebody does by moving or staying: who does them must be known.
BY_ITSELF = frozenset({"withdraw", "remain", "deploy", "return", "resign", "continue", "arrive", "fight"})
# Acts whose pronoun says who acts (انسحابها, التزامها), not what is acted on.
_OF_ITS_OWN = BY_ITSELF | {"commit", "participate", "reject", "approve"}
_LONG_NAME = 3
_SUBJECT_WITHIN = 4
# What may stand between a verb and the noun before it, and how a noun ends that a pronoun makes definite.
_VERBAL = frozenset({"negation", "auxiliary", "modality", "passive"})
_PRONOUNS = ("ه", "ها", "هم", "نا")
_NOUN_WITHIN = 6
_NARROWED_WITHIN = 10
# The ending of a noun that no verb has (شرعاً).
_TANWIN = ("ًا", "اً")
_PASTIME_WITHIN, _HELD_WITHIN = 7, 16
_PASTIME = mask("pastime", "noise")
_QUESTION, _ADDRESSED, _CONDITION = mask("question"), mask("addressed"), mask("condition")
_OFFICES = frozenset({"minister", "president", "prime_minister", "leader", "state"})


def objection(statement: Statement, index: int) -> str | None:
    """Why the word at `index` states no act, in a few words; None where it does."""
    for why, holds in _OBJECTIONS:
        if holds(statement, index):
            return why
    return None


def _is_presupposed(statement: Statement, index: int) -> bool:
    """Whether the act stands in a relative clause (القوات التي انسحبت), which presupposes it."""
    sentence = statement.sentence
    if index > 1 and is_nominal(statement, index) and "passive" in sentence[index - 1].tags:
        # الذين تم إيقاف عقودهم
        relative = "relative" in sentence[index - 2].tags and not sentence[index].text.isascii()
        return relative and not is_mark(sentence[max(0, index - 3)], COMMAS)
    if aspect(sentence[index], "action") not in ("past", "present") or index == 0:
        return False
    if _modifies(sentence, index) or _is_of_the_noun(statement, index):
        return True
    if {"relative", "opinion"} <= sentence[index - 1].tags.keys():
        # …، مما فتح الطريق
        return True
    if _narrows_indefinite(statement, index) or _shares_relative(sentence, index):
        return True
    while index > 1 and "negation" in sentence[index - 1].tags:
        # التي لم تصرف الرواتب
        index -= 1
    before = [token.tags for token in sentence.tokens[max(0, index - 2) : index]]
    if any(is_mark(token, COMMAS) for token in sentence.tokens[max(0, index - 3) : index]):
        # A clause behind a comma tells something new: the ministry, which signed a contract in May.
        return False
    if sentence[index].text.isascii() and sentence[index - 1].form == "that" and not _reports(sentence, index - 1):
        # The producers that hold back crude.
        return True
    return "relative" in before[-1] or ("auxiliary" in before[-1] and any("relative" in tags for tags in before))


def _reports(sentence: Sentence, index: int) -> bool:
    """Whether a verb of saying stands right before `that`."""
    return any("say" in token.tags for token in sentence.tokens[max(0, index - 2) : index])


def _narrows_indefinite(statement: Statement, index: int) -> bool:
    """Whether an Arabic verb narrows the indefinite noun before it, behind another verb (أغلقت محال لم تلتزم)."""
    sentence = statement.sentence
    position = index - 1
    while position > 0 and sentence[position].tags.keys() & _VERBAL:
        position -= 1
    before = sentence[position]
    if position and "none" in sentence[position - 1].tags and not before.text.isascii():
        # أي اتفاق يمنع
        return True
    reading = before.word.first
    indefinite = before.kind == "word" and not before.text.isascii() and not before.form.endswith(_PRONOUNS)
    if not indefinite or before.form.startswith(("ال", "لل")) or is_joined(sentence[index]):
        return False
    if before.tags and (reading is None or reading.entry.grammar not in ("noun", "adj") or reading.aspect is not None):
        return False
    if any(tag in before.tags for tag in ("place", "number", "period", "body", "given", "kin")):
        return False
    first, _ = statement.clause(index)
    if position == index - 1 > first and "head" in before.tags and aspect(sentence[index], "action") == "past":
        # الانضمام لجماعة أسست
        return True
    verbs = (token for token in sentence.tokens[first:position] if is_finite_verb(token))
    return any("auxiliary" not in token.tags for token in verbs)


def _shares_relative(sentence: Sentence, index: int) -> bool:
    """Whether `or` joins the verb to one that stands in a relative clause (التي ستستمر أو لن تستمر)."""
    position = index - 1
    while position > 0 and sentence[position].tags.keys() & _VERBAL:
        position -= 1
    if position < 2 or sentence[position].tags.get("joins") != "or" or not is_finite_verb(sentence[position - 1]):
        return False
    return "relative" in sentence[position - 2].tags


def _is_of_the_noun(statement: Statement, index: int) -> bool:
    """Whether an English `that` stands for the noun before it (under the accord that both armies signed in May)."""
    sentence = statement.sentence
    first, _ = statement.clause(index)
    opening, before = sentence[first], sentence.tokens[max(0, first - _NOUN_WITHIN) : first]
    if not before or "that" not in opening.tags or not opening.text.isascii() or first == index:
        return False
    if aspect(sentence[index], "action") != "past" or any("say" in token.tags for token in before):
        return False
    head = before[-1].tags.get("head")
    return "agreed" in before[-1].tags or (head is not None and concepts().heads[head].kind == "instrument")


def _modifies(sentence: Sentence, index: int) -> bool:
    """Whether an English participle narrows the noun before it (a timetable endorsed by Baghdad)."""
    before, following = sentence[index - 1], sentence.tokens[index + 1 : index + 2]
    participle = aspect(sentence[index], "action") == "past"
    narrows = participle and sentence[index].text.isascii() and ("head" in before.tags or not before.tags)
    return narrows and (any(token.form == "by" for token in following) or _is_followed_by_verb(sentence, index))


def _is_followed_by_verb(sentence: Sentence, index: int) -> bool:
    """Whether the verb of the noun follows that the participle narrows (a curfew imposed on Monday has been lifted)."""
    for token in sentence.tokens[index + 1 : index + _NARROWED_WITHIN]:
        if is_break(token) or is_joined(token) or any(tag in token.tags for tag in ("that", "relative", "clause")):
            return False
        if "auxiliary" in token.tags:
            return True
        if is_finite_verb(token) and "preposition" not in token.tags:
            return False
    return False


def _describes(statement: Statement, index: int) -> bool:
    """Whether the word only describes or dates (بشكل مستمر, بعد الوصول), or acts on a mere pronoun (يوقفهم)."""
    sentence = statement.sentence
    reading = sentence[index].word.reading("action")
    token = sentence[index]
    first = token.word.first
    if first is not None and first.aspect is not None and "say" in first.tags and "action" not in first.tags:
        # وتوقع: and he expected, not: and she signs.
        return True
    if index and reading is not None and _stays_so(sentence[index - 1]) and reading.tags["action"] in ("open", "close"):
        # The port remains open, الطريق لا يزال مغلقا: the state is the claim.
        return False
    if (
        reading is None
        or token.text.endswith(_TANWIN)
        or _is_done_to_it(token)
        or _is_addressed(statement, token, index)
        or _is_relay(statement, index)
    ):
        return True
    if index and reading.aspect in ("past", "present") and "article" in sentence[index - 1].tags:
        # A noun that looks like a verb: the lifts, the cuts.
        return True
    if index == 0:
        return False
    if _is_compound(statement, index) or _is_of_another_verb(sentence, index) or is_named_for(sentence, index):
        return True
    if _is_attribute(statement, index) or _went_on(statement, index):
        return True
    if reading.aspect in ("past", "present") and _is_preposition(sentence[index - 1]):
        # عن توفر, على أسس: what looks like a verb is a noun.
        return True
    before = sentence[index - 1]
    if before.text.isascii() and _is_bare(sentence[index]) and _stands_for_adjective(before):
        return True
    timed = "timing" in before.tags and "preposition" not in before.tags and reading.tags["action"] != "deadline"
    if reading.aspect is None and timed:
        return True
    if reading.entry.grammar == "adj":
        if before.kind != "word" and index > 1:
            before = sentence[index - 2]
        named = any(tag in before.tags for tag in ("that", "pronoun", "auxiliary", "ongoing", "place"))
        named = named or ("head" in before.tags and "al" not in reading.proclitics and _is_name(before))
        definite = before.form.rpartition(" ")[2].startswith("ال")
        return not named and not (definite and "al" not in reading.proclitics)
    return False


def _is_attribute(statement: Statement, index: int) -> bool:
    """Whether a noun that is also an adjective stands for one, right behind a definite noun (القوات المشاركة)."""
    sentence = statement.sentence
    if sentence[index].tags["action"] != "participate" or governors(statement, index):
        return False
    reading, before = sentence[index].word.reading("action"), sentence[index - 1].word.first
    if reading is None or before is None or reading.entry.grammar != "noun" or before.entry.grammar != "noun":
        return False
    return reading.proclitics == {"al"} and "al" in before.proclitics and "action" not in sentence[index - 1].tags


def _went_on(statement: Statement, index: int) -> bool:
    """Whether an Arabic verb tells what used to go on (كانت المفاوضات تجري)."""
    sentence = statement.sentence
    if sentence[index].text.isascii() or aspect(sentence[index], "action") != "present":
        return False
    first, _ = statement.clause(index)
    for position in range(index - 1, first - 1, -1):
        token = sentence[position]
        if "auxiliary" in token.tags and token.form.lstrip("و").startswith("كان"):
            return True
        if is_finite_verb(token) or "modality" in token.tags:
            return False
    return False


def _is_compound(statement: Statement, index: int) -> bool:
    """Whether a hyphen makes the word a part of another (a power-ship firm, the cease-and-desist order)."""
    token, before = statement.sentence[index], statement.sentence[index - 1]
    return token.text.isascii() and before.text == "-" and before.end == token.start


def _is_of_another_verb(sentence: Sentence, index: int) -> bool:
    """Whether what goes on is a doing that no act of ours names (traders went on weighing)."""
    if sentence[index].tags.get("action") != "continue" or index + 1 >= len(sentence):
        return False
    following = sentence[index + 1]
    return following.text.isascii() and following.form.endswith("ing") and not following.tags


def _is_preposition(token: Token) -> bool:
    """Whether the token is an Arabic preposition alone, behind which no verb stands."""
    return not token.text.isascii() and "preposition" in token.tags and "relative" not in token.tags


def _is_name(token: Token) -> bool:
    """Whether a noun is a name, definite without an article (حماس)."""
    return token.word.first is not None and token.word.first.entry.grammar in ("name", "phrase")


def _is_done_to_it(token: Token) -> bool:
    """Whether the act is done to a mere pronoun (يوقفهم, تشغيلها), or only for a purpose (ليغادر)."""
    readings = [r for r in token.word.readings if "action" in r.tags and r.entry.grammar != "adj"]
    if any(reading.person == "1" and reading.enclitic is None for reading in readings):
        # وقعنا: we signed, not he signed us.
        return False
    for reading in readings:
        if reading.aspect is not None and (reading.enclitic is not None or "li" in reading.proclitics):
            return True
        if reading.enclitic is not None and reading.tags["action"] not in _OF_ITS_OWN:
            return True
    return False


def _is_addressed(statement: Statement, token: Token, index: int) -> bool:
    """Whether you or I act (افتتحتم, سأحل), in whatever way the word is read."""
    readings = [reading for reading in token.word.readings if "action" in reading.tags]
    if all(reading.person == "2" or _is_mine(token, reading) for reading in readings):
        return True
    # We, who nobody says is speaking: readers and writers.
    ours = all(reading.person == "1" for reading in readings) and token.form.lstrip("وفس")[:1] == "ن"
    ours = ours and not token.text.isascii() and not token.form.lstrip("وف").startswith("س")
    ours = ours and "negation" not in statement.sentence[max(0, index - 1)].tags
    return ours and statement.source_at(index).speaker is None and not statement.quoted(index)


def _is_mine(token: Token, reading: Reading) -> bool:
    """Whether I do it (سأحل), not we; the letters of a past of mine are those of others."""
    return reading.person == "1" and reading.aspect == "present" and token.form.lstrip("وف").lstrip("س")[:1] == "ا"


def _is_topic(statement: Statement, index: int) -> bool:
    """Whether a verbal noun is only what something else is about or comes of (قضية فرض, كلفة تنفيذ, بسبب إغلاق)."""
    sentence = statement.sentence
    if not is_nominal(statement, index):
        return False
    reading = sentence[index].word.reading("action")
    if index == 0 or reading is None or reading.entry.grammar == "adj":
        return False
    before = sentence[index - 1]
    if "presupposes" in before.tags:
        return not _is_denied(statement, index)
    if _is_told_of(statement, index):
        return True
    if "al" in reading.proclitics and before.tags.get("say") == "decided" and not is_finite_verb(before):
        # قرار التأجيل: a decision that is talked about.
        return True
    if sentence[index].text.isascii() or reading.proclitics & {"and", "bi", "li"} or before.kind != "word":
        return False
    if "measure" in before.tags and "action" not in before.tags and "say" not in before.tags:
        return True
    return _is_loose(before) and not _closes_name(statement, index - 1)


def _is_told_of(statement: Statement, index: int) -> bool:
    """Whether the verb that governs the noun stands in a relative clause (المقاومة التي تمكنت من تحرير المدينة)."""
    sentence = statement.sentence
    governor = next(iter(governors(statement, index)), 0)
    if governor < 2 or not is_finite_verb(sentence[governor]) or "say" in sentence[governor].tags:
        return False
    return "relative" in sentence[governor - 1].tags and not is_mark(sentence[governor - 2], COMMAS)


def _is_denied(statement: Statement, index: int) -> bool:
    tags = [statement.sentence[position].tags for position in governors(statement, index)]
    return any("denial" in each or each.get("say") == "denied" for each in tags)


def _is_loose(token: Token) -> bool:
    """Whether a word is none of ours and indefinite, so that a noun behind it may be its genitive."""
    return token.kind == "word" and not token.tags and not token.form.startswith("ال")


def _closes_name(statement: Statement, index: int) -> bool:
    """Whether the word may end the name of who acts: of who speaks, behind an office or title, right behind a verb."""
    sentence = statement.sentence
    first = index
    while first > max(0, index - _LONG_NAME) and _is_loose(sentence[first - 1]):
        first -= 1
    if index in statement.speaking or first == 0:
        return index in statement.speaking
    before = sentence[first - 1]
    named = any(tag in before.tags for tag in ("title", "role", "given", "kin", "body", "place", "qualifier"))
    return named or before.tags.get("head") in _OFFICES or (is_finite_verb(before) and "say" in before.tags)


def _is_another_word(statement: Statement, index: int) -> bool:
    """Whether the preposition behind the act's subject makes it another word (اعتمدت صنعاء على القوة)."""
    sentence = statement.sentence
    other = sentence[index].tags.get("not_with")
    if other is None:
        return False
    following = sentence.tokens[index + 1 : index + 1 + _SUBJECT_WITHIN]
    if other == "of":
        reading = sentence[index].word.reading("action")
        bare = reading is not None and "al" not in reading.proclitics and is_nominal(statement, index)
        return bare and any(token.kind == "word" and "preposition" not in token.tags for token in following[:1])
    for token in following:
        if is_break(token) or is_finite_verb(token):
            return False
        if "preposition" in token.tags:
            return bool(token.tags["preposition"] == other)
    return False


def _is_of_no_weight(statement: Statement, index: int) -> bool:
    """Whether what is acted on makes it no policy: a level, a standard, awareness, a festival, a match."""
    sentence = statement.sentence
    last = min(len(sentence), index + 3)
    for position in range(index + 1, last):
        token = sentence[position]
        if "abstract" in token.tags and "head" not in token.tags:
            return True
        if is_break(token) or "preposition" in token.tags or is_joined(token):
            break
    first, end = statement.clause(index)
    for position in sentence.having(_PASTIME):
        tags = sentence[position].tags
        held = sentence[index].tags.get("action") in ("hold", "launch", "begin") and position > index
        within = _HELD_WITHIN if held else _PASTIME_WITHIN
        near = max(first, index - _PASTIME_WITHIN) <= position < min(end, index + within)
        if near and ("pastime" in tags or tags.get("noise") == "sport"):
            return True
    return False


def is_occasion(statement: Statement, index: int) -> bool:
    """Whether the act only says when something else happened (عندما انسحب, بعد أن أقر, after the troops left)."""
    sentence = statement.sentence
    if not is_finite_verb(sentence[index]) and "passive" not in sentence[index].tags:
        return False
    first, _ = statement.clause(index)
    for position in range(index - 1, first - 2, -1):
        if position < 0:
            break
        token = sentence[position]
        if "occasion" in token.tags:
            # …, when the Fund approved the loan: behind a comma it is told as news.
            return position == 0 or not is_mark(sentence[position - 1], COMMAS)
        if "that" in token.tags:
            return position > 0 and _opens_time(sentence[position - 1])
        if _opens_time(token) and not statement.is_timed(position) and (token.text.isascii() or position == index - 1):
            return True
        if is_break(token) or is_finite_verb(token):
            break
    return False


def _opens_time(token: Token) -> bool:
    return token.tags.get("timing") in ("after", "before", "since", "until") and "preposition" not in token.tags


def _is_relay(statement: Statement, index: int) -> bool:
    """Whether a verb of both kinds relays somebody's words (نقلت الوكالة عن الوزير), and carries nothing away."""
    sentence = statement.sentence
    if sentence[index].tags.get("say") != "reported" or not is_finite_verb(sentence[index]):
        return False
    last = statement.clause(index)[1]
    return any(token.tags.get("preposition") == "about" for token in sentence.tokens[index + 1 : last])


def _stays_so(token: Token) -> bool:
    """Whether the verb says only that something stays as it is (remains, stayed, لا يزال)."""
    if not token.text.isascii():
        return "ongoing" in token.tags and " " in token.form
    return token.tags.get("action") == "remain" and is_finite_verb(token)


def _is_bare(token: Token) -> bool:
    """Whether an English verb stands in its bare form, which is no participle (open, not shut)."""
    forms = {reading.aspect for reading in token.word.readings if "action" in reading.tags}
    return forms == {"present"} and not token.form.endswith("s")


def _stands_for_adjective(before: Token) -> bool:
    """Whether a bare verb after this word is an adjective (was open, left open)."""
    auxiliary = "auxiliary" in before.tags and "modality" not in before.tags
    return auxiliary or (is_finite_verb(before) and "modality" not in before.tags)


def _is_condition(statement: Statement, index: int) -> bool:
    """Whether the act is only the condition of another (سينسحب الجيش إذا توقف القصف; if the truce holds, …)."""
    tokens = statement.sentence.tokens
    if not statement.sentence.any_mask & _CONDITION:
        return False
    for position in range(index - 1, -1, -1):
        if is_break(tokens[position]) or _answers(tokens[position + 1]):
            return False
        if "condition" in tokens[position].tags:
            return True
    return False


def _answers(token: Token) -> bool:
    """Whether the token opens what follows from a condition (فسننسحب, فإن)."""
    opens = is_finite_verb(token) or any(tag in token.tags for tag in ("that", "passive", "modality"))
    return token.form.startswith("ف") and is_joined(token) and opens


def _is_chat(statement: Statement, index: int) -> bool:
    """Whether I or you act (you could build a bridge with that): no institution does."""
    return any(index - 3 <= position < index for position in statement.sentence.having(_ADDRESSED))


def _asks(statement: Statement, index: int) -> bool:
    sentence = statement.sentence
    first, _ = statement.clause(index)
    if any(first <= position < index for position in sentence.having(_QUESTION)):
        return True
    return sentence.tokens[-1].text in "?؟"


_OBJECTIONS: tuple[tuple[str, Callable[[Statement, int], bool]], ...] = (
    ("presupposed in a relative clause", _is_presupposed),
    ("a question", _asks),
    ("describes or dates", _describes),
    ("a topic", _is_topic),
    ("another word, by its preposition", _is_another_word),
    ("of no weight", _is_of_no_weight),
    ("I or you act", _is_chat),
    ("a condition", _is_condition),
)
