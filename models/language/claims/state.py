"""How what is measured stands: counted already, standing, agreed, announced, planned, or only thinkable.

Put here: the status of numeric claims. Keep out: the status of acts (`standing`), what is measured (`measuring`).
"""

from __future__ import annotations

from collections.abc import Iterator

from models.claim import Status
from models.concepts import concepts
from models.language.claims.clauses import aspect, is_break, is_finite_verb
from models.language.claims.counting import Count
from models.language.claims.statement import Statement
from models.language.lexicon import Token
from models.language.mention import Grain, Mention

_BEFORE = 4
# What people do together, which may be going on.
_OF_MANY = frozenset({"participants", "beneficiaries"})
# Acts that have been done to whom or what a noun for them names (قصف ثلاثة مواقع).
_DONE_TO = frozenset({"attack", "dismiss", "liberate"})
_AFTER = 3
_RECKONED = frozenset({"oil_price", "oil_export", "oil_production", "deficit", "spending", "revenue"})
_RECKONED_WITHIN = 16
_OF_POWER = frozenset({"power_generation", "power_demand", "power_shortfall", "power_import"})
_OF_BUDGETS = frozenset({"budget", "deficit", "surplus", "spending"})
# What is counted once it is there, whatever was agreed or decided about it.
_ONLY_COUNTED = frozenset(
    {
        *("count", "votes", "seats", "turnout", "participants", "sales", "revenue", "profit", "losses"),
        *("operations", "attacks", "airstrikes", "growth", "inflation", "unemployment"),
    }
)


def status_of(statement: Statement, at: int, measure: str, count: Count, when: Mention | None) -> Status:
    """Where what is measured stands: a verb of the past or a toll is completed, a future or planned one is planned."""
    sentence = statement.sentence
    first, _ = statement.clause(at)
    begin = max(first, min(at, count.first) - _BEFORE)
    around = [sentence[index] for index in range(begin, count.first)]
    # من المتوقع أن يسجل نموا: what stands before `that` says how the rest is meant.
    around += sentence.tokens[max(0, first - 2) : first]
    around += _following(statement, count)
    if at > count.last:
        around += sentence.tokens[max(count.last, at - 1) : at]
    if first and _results(sentence[first]):
        # من المتوقع أن يستمر، ليصل إلى 57 مليون نسمة
        around += sentence.tokens[statement.clause(first - 1)[0] : first]
    around = [token for token in around if "number" not in token.tags]
    token = sentence[at]
    verb = statement.source_at(count.first).verb
    nature = concepts().measures[measure].nature
    if verb == "denied":
        return Status.DENIED
    if any("condition" in each.tags or _only_wishes(each) for each in around):
        return Status.HYPOTHETICAL
    if verb == "expected" or (verb == "demanded" and nature in ("flow", "event")):
        return Status.HYPOTHETICAL
    settled = None if nature == "toll" or measure in _ONLY_COUNTED else _settled(statement, at, count)
    if any(_intends(each) or _is_future(each) for each in around):
        return Status.AGREED if settled is Status.AGREED and _agrees(statement, at) else Status.PLANNED
    if form_of_intent(statement, at, first):
        return Status.PLANNED
    if _is_future(token) or (_is_purpose(token) and nature != "toll" and measure != "commitment_length"):
        return Status.PLANNED
    if measure == "allocation":
        return Status.ANNOUNCED
    if measure in _OF_BUDGETS and settled is None and _is_put(statement, at, count):
        return Status.PLANNED
    if measure in _OF_BUDGETS | {"revenue"} and settled is None and _is_of_draft(statement, at, count):
        return Status.PLANNED
    if settled is not None and not _is_past(token):
        return settled
    if any(_is_next(token) and not statement.is_timed(i) for i, token in _between(statement, at, count)):
        # قيمة الدفعة المقبلة
        return Status.PLANNED
    provided = nature != "toll" and measure != "executed"
    if provided and any("stipulates" in each.tags for each in sentence.tokens[first : count.first - 1]):
        return Status.PLANNED
    if _is_reckoned(statement, at, measure, count):
        return Status.PLANNED
    if "quota" in token.tags:
        return Status.ONGOING
    since = None if when is None else when.since
    ahead = since is not None and statement.published is not None and since > statement.published
    past = _is_past(token) or _was(statement, first, count) or _was_reached(statement, at, count)
    if ahead and nature != "toll" and not past:
        return Status.PLANNED
    if measure == "count" and "action" in token.tags and "head" not in token.tags:
        # What is made, sold or punished: it has been, or it is to be (بناء أربعة سدود).
        return Status.COMPLETED if _is_past(token) else Status.PLANNED
    if measure == "count":
        return Status.ONGOING
    if measure == "share" and token.tags.get("action") == "form" and "number" not in token.tags:
        # تشكل الصادرات 95 في المئة
        return Status.ONGOING
    if measure == "seats" and at == count.first and sentence[at - 1].tags.get("preposition") == "in":
        # أحزاب ممثلة في 37 مقعدا
        return Status.ONGOING
    if measure == "seats" and any(aspect(each) == "present" for each in sentence.tokens[first : count.last]):
        return Status.ONGOING
    if nature == "stock" and at == count.first and _was(statement, first, count):
        return Status.COMPLETED
    if at == count.first and nature == "stock" and _is_acted_on(statement, count):
        return Status.PLANNED if _is_purpose(sentence[count.first - 1]) else Status.COMPLETED
    if nature == "stock" and _is_over(statement, when):
        return Status.COMPLETED
    if measure in _OF_MANY and at == count.first and _goes_on(statement, first, count):
        return Status.ONGOING
    if measure == "equipment" and at == count.first and _is_used(statement, first, count):
        return Status.COMPLETED
    if nature == "stock" and at > count.last and _done_before(statement, count):
        return Status.COMPLETED
    past_day = measure in _OF_POWER and when is not None and _is_of_past_day(statement, when)
    if past_day and _was_reached(statement, at, count):
        return Status.COMPLETED
    form = aspect(token)
    between = sentence.tokens[max(first, at) : count.first] or sentence.tokens[count.last : at]
    from_it = count.first > 0 and sentence[count.first - 1].tags.get("preposition") == "from"
    if measure == "reserves" and not from_it and any(_moved(each) for each in between):
        # Reserves fell to 9 billion: there they stand.
        return Status.ONGOING
    if _is_past(token) or any("past" in each.tags or _moved(each) for each in between):
        return Status.COMPLETED
    supplied = form == "present" and not token.text.isascii() and nature != "toll" and not _results(token)
    return Status.ONGOING if nature == "stock" or supplied else Status.COMPLETED


def _intends(token: Token) -> bool:
    """Whether a word says that something is to be; what has been aimed at has been hit (استهدفته عشرات الغارات)."""
    modality = token.tags.get("modality")
    hit = token.word.first is not None and token.word.first.aspect == "past" and not token.text.isascii()
    return modality in ("will", "plan") or (modality == "target" and not hit)


def _results(token: Token) -> bool:
    """Whether an Arabic verb says what came of it (ارتفعت لتبلغ)."""
    if "level" in token.tags and "means_nothing" in token.tags:
        return True
    return token.word.is_finite and "li" in (token.word.first.proclitics if token.word.first else ())


def _is_next(token: Token) -> bool:
    """Whether what a word describes is the next one (الدفعة المقبلة), not people who come (القادمين)."""
    reading = token.word.reading("shift")
    return reading is not None and reading.tags["shift"] == 1 and reading.number == "sg"


def _between(statement: Statement, at: int, count: Count) -> Iterator[tuple[int, Token]]:
    """The tokens from the word of measure to the amount behind it, with their indexes."""
    return ((index, statement.sentence[index]) for index in range(at, count.first))


def _goes_on(statement: Statement, first: int, count: Count) -> bool:
    """Whether the last Arabic verb before those who are merely counted is of the present (تخدم 3 ملايين حاج)."""
    verbs = [token for token in statement.sentence.tokens[first : count.first] if is_finite_verb(token)]
    return (
        bool(verbs) and aspect(verbs[-1]) == "present" and not verbs[-1].text.isascii() and "say" not in verbs[-1].tags
    )


def _is_used(statement: Statement, first: int, count: Count) -> bool:
    """Whether an Arabic verb of the past before them says what was done with them (استهدف … بواسطة ثلاث طائرات)."""
    verbs = [token for token in statement.sentence.tokens[first : count.first] if is_finite_verb(token)]
    verbs = [token for token in verbs if "say" not in token.tags and "level" not in token.tags]
    return bool(verbs) and aspect(verbs[-1]) == "past" and not verbs[-1].text.isascii()


def _done_before(statement: Statement, count: Count) -> bool:
    """Whether an Arabic verb of the past stands right before who flees then (أجبرت 156 ألف شخص على اللجوء)."""
    before = count.first - 1
    while before > 0 and "comparator" in statement.sentence[before].tags:
        before -= 1
    token = statement.sentence[before] if count.first else None
    past = token is not None and not token.text.isascii() and is_finite_verb(token) and aspect(token) == "past"
    return past and token is not None and "level" not in token.tags and "say" not in token.tags


def _was(statement: Statement, first: int, count: Count) -> bool:
    """Whether an Arabic auxiliary of the past stands before it in its clause (كانت السيارة تنقل سجينين)."""
    tokens = statement.sentence.tokens[first : count.first]
    return any("past" in token.tags and not token.text.isascii() for token in tokens)


def _is_acted_on(statement: Statement, count: Count) -> bool:
    """Whether an act right before them is done to those that are merely counted (قصف ثلاثة مواقع, سرحت 150 موظفا)."""
    token = statement.sentence[count.first - 1] if count.first else None
    if token is None or token.text.isascii():
        return False
    if token.tags.get("head") == "attack":
        return True
    if "action" not in token.tags or "head" in token.tags:
        return False
    form = aspect(token)
    definite = token.word.first is not None and "al" in token.word.first.proclitics
    return form == "past" or (form is None and not definite and token.tags["action"] in _DONE_TO)


def _is_reckoned(statement: Statement, at: int, measure: str, count: Count) -> bool:
    """Whether a budget or a plan only reckons with the figure (بني على سعر 70 دولارا, on the assumption that)."""
    if measure not in _RECKONED:
        return False
    tokens = statement.sentence.tokens[max(0, min(at, count.first) - _RECKONED_WITHIN) : count.first]
    return any("assumes" in token.tags for token in tokens)


def _is_of_past_day(statement: Statement, when: Mention) -> bool:
    day = when.until or when.since
    return day is not None and statement.published is not None and day < statement.published


def form_of_intent(statement: Statement, at: int, first: int) -> bool:
    """Whether an English base form stands under a word of intent (plans to hire 200 workers and invest 2 billion)."""
    token = statement.sentence[at]
    base = token.text.isascii() and aspect(token) == "present" and token.form == token.word.readings[0].entry.lemma
    before = statement.sentence.tokens[first:at]
    return base and any(each.tags.get("modality") in ("will", "plan", "target") for each in before)


def _following(statement: Statement, count: Count) -> list[Token]:
    """The words right behind the amount, up to the next mark."""
    found: list[Token] = []
    for token in statement.sentence.tokens[count.last : count.last + _AFTER]:
        if is_break(token):
            break
        if is_finite_verb(token) and "say" in token.tags:
            break
        if token.tags.get("joins") == "and" and token.text.isascii():
            break
        if "head" not in token.tags and not _is_forecast(token):
            found.append(token)
    return found


def _is_forecast(token: Token) -> bool:
    """Whether a noun behind an amount names what was forecast or asked for, which it is compared with (بتوقعات)."""
    return "say" in token.tags and aspect(token) is None and not token.text.isascii()


def _settled(statement: Statement, at: int, count: Count) -> Status | None:
    """Agreed or announced, where a word of agreement, promise or decision governs what is measured."""
    sentence = statement.sentence
    first = _opened(statement, count.first)
    for index in range(count.first - 1, first - 1, -1):
        tags = sentence[index].tags
        if index < at and is_break(sentence[index]) and index + 1 < at and _begins_anew(sentence[index + 1]):
            return None
        if "agreed" in tags and _is_approved(statement, first, index):
            return Status.COMPLETED
        if index <= at and ("agreed" in tags or _is_agreement(statement, index)):
            return Status.AGREED
        if tags.get("say") == "promised":
            return Status.ANNOUNCED
        if tags.get("action") == "approve":
            return Status.COMPLETED
        if tags.get("say") == "decided":
            return Status.ANNOUNCED
    return Status.ANNOUNCED if statement.source_at(count.first).verb == "promised" else None


def _is_approved(statement: Statement, first: int, index: int) -> bool:
    """Whether the agreement itself has been approved (صادق المجلس على اتفاق قرض)."""
    tokens = statement.sentence.tokens[first:index]
    return any(token.tags.get("action") == "approve" and aspect(token) == "past" for token in tokens)


def _is_agreement(statement: Statement, index: int) -> bool:
    """Whether an English agreement on something stands here (an agreement on a loan)."""
    token = statement.sentence[index]
    following = statement.sentence.tokens[index + 1 : index + 2]
    on = any(other.tags.get("preposition") in ("on", "for") for other in following)
    return token.tags.get("head") == "agreement" and token.text.isascii() and on


def _begins_anew(token: Token) -> bool:
    readings = token.word.readings
    joined = token.tags.get("joins") == "and" or (bool(readings) and "and" in readings[0].proclitics)
    return joined or "clause" in token.tags


def _opened(statement: Statement, index: int) -> int:
    """Where the statement begins that `that` opens around the token."""
    for position in range(index - 1, -1, -1):
        agreed_on = position and statement.sentence[position - 1].tags.get("preposition") == "on"
        if "that" in statement.sentence[position].tags and not agreed_on:
            return position
    return 0


def _only_wishes(token: Token) -> bool:
    """Whether a word makes what is counted a demand, a forecast or a possibility; demand for power (الطلب) is none."""
    first = token.word.first
    if token.tags.get("modality") == "may":
        return True
    definite = first is not None and first.aspect is None and (token.form.startswith("ال") or "al" in first.proclitics)
    return token.tags.get("say") in ("demanded", "expected") and not definite and "measure" not in token.tags


def _agrees(statement: Statement, at: int) -> bool:
    """Whether a verb of agreement governs (agreed to raise), not only a deal by which something will be done."""
    first = _opened(statement, at)
    tokens = statement.sentence.tokens[first : at + 1]
    return any("agreed" in token.tags and (aspect(token) is not None or _says_agreed(token)) for token in tokens)


def _says_agreed(token: Token) -> bool:
    """Whether a phrase says that it was agreed; under the deal something will only be done."""
    return " " in token.form and not (token.text.isascii() and token.form.startswith("under "))


def _is_put(statement: Statement, at: int, count: Count) -> bool:
    """Whether a budget's figure is put at a level, not reached (تبلغ الموازنة, the deficit is put at)."""
    first, _ = statement.clause(at)
    tokens = statement.sentence.tokens[max(0, min(first, at - 2)) : count.first]
    level = [token for token in tokens if "level" in token.tags]
    if level:
        return aspect(level[-1]) == "present"
    helps = [token for token in tokens if "auxiliary" in token.tags and token.text.isascii()]
    return bool(helps) and "past" not in helps[-1].tags and "completed" not in helps[-1].tags


def _is_of_draft(statement: Statement, at: int, count: Count) -> bool:
    """Whether a figure is one of a budget's, of which no verb says that it was reached (حجم الموازنة 197 تريليونا)."""
    sentence = statement.sentence
    named = any("head" in t.tags and t.tags["head"] == "budget" for t in sentence)
    first, _ = statement.clause(at)
    begin = max(0, min(first, at - 1, count.first - 1))
    return named and not any(_is_past(token) or "past" in token.tags for token in sentence.tokens[begin : count.first])


def _is_over(statement: Statement, when: Mention | None) -> bool:
    """Whether a standing figure is of a month or a year that is over."""
    if when is None or when.since is None or when.until is None or statement.published is None:
        return False
    return when.until < statement.published and when.grain in (Grain.MONTH, Grain.YEAR, Grain.QUARTER)


def _was_reached(statement: Statement, at: int, count: Count) -> bool:
    """Whether a verb of the past says that the level was reached (بلغت الصادرات 3 ملايين, revenue stood at)."""
    first, _ = statement.clause(at)
    tokens = statement.sentence.tokens[max(0, min(first, at - 1)) : count.first]
    return any("level" in token.tags and aspect(token) == "past" for token in tokens)


def _moved(token: Token) -> bool:
    """Whether a level rose or fell (reserves fell to 8.5 billion)."""
    return token.tags.get("measure") in ("increase", "decrease") and _is_past(token)


def _is_past(token: Token) -> bool:
    return aspect(token) == "past" and is_finite_verb(token) and token.tags.get("say") not in ("decided", "promised")


def _is_purpose(token: Token) -> bool:
    """Whether a verbal noun says what for (لبناء أربعة آلاف وحدة سكنية)."""
    first = token.word.first
    return first is not None and "li" in first.proclitics and "action" in first.tags and not is_finite_verb(token)


def _is_future(token: Token) -> bool:
    first = token.word.first
    return first is not None and "will" in first.proclitics
