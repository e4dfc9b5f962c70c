"""Policy claims: an act of an institution that is announced, agreed, planned, going on, done, put off or denied.

Put here: which acts are claims, how they stand, and how far their clause reaches. Keep out: the words (lexicon).
"""

from __future__ import annotations

from collections.abc import Iterator

from models.claim import Claim, Kind, Status
from models.concepts import concepts
from models.language.claims.acting import Roles, actor_and_object, is_predicate
from models.language.claims.clauses import COMMAS, aside_ends, aspect, is_break, is_finite_verb, is_mark
from models.language.claims.nouns import NounPhrase, find_heads, find_place, is_joined
from models.language.claims.standing import ANNOUNCED_WHEN_DONE, Act, is_named_for, is_nominal, read_act
from models.language.claims.statement import Statement, period, time_of
from models.language.lexicon import Sentence, Token, mask
from models.language.mention import Mention, MentionKind

# What a claim of a done act may say together with an amount; other done acts with an amount are numeric claims only.
_DONE_WITH_AMOUNT = frozenset({"allocate", "sign", "approve", "agree"})
_MOST_WORDS = 18
# Acts whose pronoun says who acts (انسحابها, التزامها), not what is acted on.
_BY_ITSELF = frozenset({"withdraw", "remain", "deploy", "return", "resign", "continue", "arrive", "fight"})
_OF_ITS_OWN = _BY_ITSELF | {"commit", "participate", "reject", "approve", "support"}
_STATES = mask("action", "negation", "ongoing", "denial")
# Who can answer for an act.
_RESPONSIBLE = frozenset({"institution", "office", "force", "group"})
_CLOSES = ("that", "clause", "relative", "cite")


def policy_claims(statement: Statement, extractor: str) -> Iterator[Claim]:
    """The policy claims of a sentence, in order of their spans; no two share words."""
    taken = 0
    for index in statement.sentence.having(_STATES):
        if index < taken:
            continue
        token = statement.sentence[index]
        act = _not_of_a_kind(statement, index) if "negation" in token.tags else None
        if act is None and "ongoing" in token.tags:
            act = _still_there(statement, index)
        if act is None and "denial" in token.tags:
            act = _none_there(statement, index)
        if act is None and "action" in token.tags:
            act = _act(statement, index)
        if act is not None and index not in statement.timed:
            last = _reach(statement, act)
            claim = _claim(statement, act, last, extractor)
            if claim is not None:
                yield claim
                taken = last


def _act(statement: Statement, index: int) -> Act | None:
    if _is_presupposed(statement, index) or _asks(statement, index) or _describes(statement, index):
        return None
    if _is_chat(statement, index) or _is_condition(statement, index):
        return None
    act = read_act(statement, index)
    if act is not None and act.action == "agree" and "head" in statement.sentence[index].tags and not act.negated:
        # An agreement is a thing; what was agreed on is the claim.
        return None
    return act


def _not_of_a_kind(statement: Statement, index: int) -> Act | None:
    """A state denied of forces: القوات … ليست قتالية, the forces are not combat forces."""
    sentence = statement.sentence
    follower = index + 1
    if follower >= len(sentence) or sentence[follower].tags.get("qualifier") != "combat":
        return None
    first, _ = statement.clause(index)
    heads = find_heads(sentence, max(0, first), index) or find_heads(sentence, 0, index)
    if not heads or sentence[heads[-1]].tags["head"] not in ("force", "soldier", "fighter"):
        return None
    return Act("remain", follower, heads[0], Status.ONGOING, negated=True)


def _still_there(statement: Statement, index: int) -> Act | None:
    """Forces that are still somewhere, without a verb: القوات ما زالت في قاعدة, the troops are still at the base."""
    sentence = statement.sentence
    following = sentence[index + 1].tags if index + 1 < len(sentence) else {}
    first, _ = statement.clause(index)
    heads = find_heads(sentence, first, index)
    if following.get("preposition") not in ("in", "at") or not heads:
        return None
    if concepts().heads[sentence[heads[-1]].tags["head"]].kind != "force":
        return None
    return Act("remain", index, heads[0], Status.ONGOING, negated=False)


def _none_there(statement: Statement, index: int) -> Act | None:
    """Forces of which there are none: لا توجد قوات قتالية, there are no combat troops."""
    sentence = statement.sentence
    for position in range(index + 1, min(len(sentence), index + 3)):
        tags = sentence[position].tags
        if "head" in tags:
            present = concepts().heads[tags["head"]].kind == "force"
            return Act("remain", index, index, Status.ONGOING, negated=True) if present else None
        if "qualifier" not in tags and "place" not in tags:
            return None
    return None


def _is_presupposed(statement: Statement, index: int) -> bool:
    """Whether the act stands in a relative clause (القوات التي انسحبت), which presupposes it."""
    sentence = statement.sentence
    if aspect(sentence[index], "action") not in ("past", "present") or index == 0:
        return False
    if _modifies(sentence, index):
        return True
    before = [token.tags for token in sentence.tokens[max(0, index - 2) : index]]
    if any(is_mark(token, COMMAS) for token in sentence.tokens[max(0, index - 3) : index]):
        # A clause behind a comma tells something new: the ministry, which signed a contract in May.
        return False
    return "relative" in before[-1] or ("auxiliary" in before[-1] and any("relative" in tags for tags in before))


def _modifies(sentence: Sentence, index: int) -> bool:
    """Whether an English participle narrows the noun before it (a timetable endorsed by Baghdad)."""
    before, following = sentence[index - 1], sentence.tokens[index + 1 : index + 2]
    narrows = sentence[index].text.isascii() and ("head" in before.tags or not before.tags)
    return narrows and any(token.form == "by" for token in following)


def _describes(statement: Statement, index: int) -> bool:
    """Whether the word only describes or dates (بشكل مستمر, بعد الوصول), or acts on a mere pronoun (يوقفهم)."""
    sentence = statement.sentence
    reading = sentence[index].word.reading("action")
    token = sentence[index]
    if reading is None or _is_done_to_it(token) or _is_addressed(token) or _is_relay(statement, index):
        return True
    if index and reading.aspect in ("past", "present") and "article" in sentence[index - 1].tags:
        # A noun that looks like a verb: the lifts, the cuts.
        return True
    if index == 0:
        return False
    if is_named_for(sentence, index):
        return True
    before = sentence[index - 1]
    if _stays_so(before) and reading.tags["action"] in ("open", "close"):
        # The port remains open: the state is the claim.
        return False
    if before.text.isascii() and _is_bare(sentence[index]) and _stands_for_adjective(before):
        return True
    if reading.aspect is None and ("timing" in before.tags and "preposition" not in before.tags):
        return True
    if reading.entry.grammar == "adj":
        named = any(tag in before.tags for tag in ("that", "pronoun", "auxiliary", "ongoing", "place"))
        definite = before.form.rpartition(" ")[2].startswith("ال")
        return not named and not (definite and "al" not in reading.proclitics)
    return False


def _is_done_to_it(token: Token) -> bool:
    """Whether the act is done to a mere pronoun (يوقفهم, تشغيلها), or only for a purpose (ليغادر)."""
    for reading in token.word.readings:
        if "action" not in reading.tags or reading.entry.grammar == "adj":
            continue
        if reading.aspect is not None and (reading.enclitic is not None or "li" in reading.proclitics):
            return True
        if reading.enclitic is not None and reading.tags["action"] not in _OF_ITS_OWN:
            return True
    return False


def _is_addressed(token: Token) -> bool:
    """Whether you act (افتتحتم), in whatever way the word is read."""
    return all(reading.person == "2" for reading in token.word.readings if "action" in reading.tags)


def _is_relay(statement: Statement, index: int) -> bool:
    """Whether a verb of both kinds relays somebody's words (نقلت الوكالة عن الوزير), and carries nothing away."""
    sentence = statement.sentence
    if "say" not in sentence[index].tags or not is_finite_verb(sentence[index]):
        return False
    last = statement.clause(index)[1]
    return any(token.tags.get("preposition") == "about" for token in sentence.tokens[index + 1 : last])


def _stays_so(token: Token) -> bool:
    """Whether the verb says only that something stays as it is (remains, stayed)."""
    return token.text.isascii() and token.tags.get("action") == "remain" and is_finite_verb(token)


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
    for position in range(index - 1, -1, -1):
        if is_break(tokens[position]) or _answers(tokens[position + 1]):
            return False
        if "condition" in tokens[position].tags:
            return True
    return False


def _answers(token: Token) -> bool:
    """Whether the token opens what follows from a condition (فسننسحب, فإن)."""
    return token.form.startswith("ف") and is_joined(token) and (is_finite_verb(token) or "that" in token.tags)


def _is_chat(statement: Statement, index: int) -> bool:
    """Whether I or you act (you could build a bridge with that): no institution does."""
    return any("addressed" in token.tags for token in statement.sentence.tokens[max(0, index - 3) : index])


def _asks(statement: Statement, index: int) -> bool:
    sentence = statement.sentence
    first, _ = statement.clause(index)
    if any("question" in token.tags for token in sentence.tokens[first:index]):
        return True
    return sentence.tokens[-1].text in "?؟"


def _reach(statement: Statement, act: Act) -> int:
    """The index after the last word of the act's clause: through its object, place and time."""
    sentence = statement.sentence
    last = act.index + 1
    position = act.index + 1
    loose = 0
    amounts = {index for mention in statement.amounts for index in range(mention.first, mention.last)}
    while position < min(len(sentence), act.index + _MOST_WORDS):
        token = sentence[position]
        tags = token.tags
        if is_mark(token, COMMAS) and (closing := aside_ends(sentence, position)) is not None:
            position = closing + 1
            continue
        if position not in amounts and (is_break(token) or any(tag in tags for tag in _CLOSES)):
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
        content = position in statement.timed or position in amounts or token.kind == "number"
        content = content or any(tag in tags for tag in ("head", "qualifier", "place", "action", "number", "agreed"))
        if content:
            last, loose = position + 1, 0
        else:
            loose += 1
            if loose > 5:
                break
        position += 1
    return last if last > act.index + 1 else min(position, act.index + 3)


def _claim(statement: Statement, act: Act, last: int, extractor: str) -> Claim | None:
    sentence = statement.sentence
    roles = actor_and_object(statement, act, last)
    subject, target = roles.actor, roles.target
    first = _with_subject(statement, act, subject or target)
    if last - first < 2 or not (roles.suits or _is_asserted(statement, act, roles)):
        return None
    counted = act.status is Status.ANNOUNCED and act.action in ANNOUNCED_WHEN_DONE and is_nominal(statement, act.index)
    done = (act.status in (Status.COMPLETED, Status.ONGOING) or counted) and not act.negated
    done = done and act.action not in _DONE_WITH_AMOUNT
    first_of_clause, last_of_clause = statement.clause(act.index)
    if done and any(_counts(mention) and first_of_clause <= mention.first < last for mention in statement.amounts):
        return None
    when = time_of(statement, min(first_of_clause, act.first), max(last, last_of_clause), act.index, _names_a_year)
    source = statement.source_at(act.index)
    while last > act.first + 1 and is_break(sentence[last - 1]):
        last -= 1
    start, end = sentence[first].start, sentence[last - 1].end
    acting = frozenset(
        index
        for phrase in (subject, target)
        if phrase is not None
        for index in phrase.tokens
        if phrase.head == "state" or sentence[index].tags.get("place") in phrase.qualifiers
    )
    place = _place_of(subject, target) or find_place(sentence, first, last, act.index, acting)
    return Claim(
        kind=Kind.POLICY,
        quote=statement.text[start:end],
        start=start,
        end=end,
        attribution=source.attribution(statement.quoted(act.index)),
        confidence=_confidence(act, subject, target, when),
        extractor=extractor,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        speaker=source.speaker.shown if source.speaker else None,
        speaker_role=source.speaker.role if source.speaker else None,
        via=source.via.shown if source.via else None,
        subject=None if subject is None else subject.subject,
        action=act.action,
        object=None if target is None else target.subject,
        place=place,
        status=act.status,
        negated=act.negated,
        period=period(when, statement.text),
    )


def _is_asserted(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether an act on no usual object is a claim all the same: an institution does it, or somebody answers for it."""
    if _needs_object(statement.sentence[act.index]):
        return False
    acts = roles.actor is not None and concepts().heads[roles.actor.head].kind in _RESPONSIBLE
    acts = acts or _officer_acts(statement, act.index)
    if act.action in ("agree", "commit") and roles.target is None and not _says_what(statement, act, roles.actor):
        return False
    nominal = is_nominal(statement, act.index)
    speaker = statement.source_at(act.index).speaker
    answered = speaker is not None and (speaker.role is not None or speaker.name is None)
    if act.status is Status.DENIED:
        return not nominal or answered or acts or act.told or roles.target is not None
    if act.status is Status.COMPLETED and not act.negated:
        return acts and not nominal and (roles.target is not None or _says_what(statement, act, roles.actor))
    if act.status is Status.ONGOING:
        names = act.told and nominal and act.action in ("commit", "continue", "support")
        names = names or (is_predicate(statement, act.index) and statement.source_at(act.index).speaker is not None)
        return names or (acts and act.action in ("commit", "continue", "suspend", "implement"))
    passive = act.first < act.index and "passive" in statement.sentence[act.index - 1].tags
    if act.status is Status.HYPOTHETICAL or (act.action in _BY_ITSELF and not passive):
        return acts or (speaker is not None and "pronoun" in statement.sentence[max(0, act.first - 1)].tags)
    if act.status is Status.POSTPONED and nominal:
        return acts or act.told or roles.target is not None
    return acts or act.told or answered


def _officer_acts(statement: Statement, index: int) -> bool:
    """Whether the holder of an office acts (وقع ممثلون عن الجيش, the governor signed)."""
    sentence = statement.sentence
    beside = index - 1 if sentence[index].text.isascii() else index + 1
    return is_finite_verb(sentence[index]) and 0 <= beside < len(sentence) and "role" in sentence[beside].tags


def _says_what(statement: Statement, act: Act, actor: NounPhrase | None) -> bool:
    """Whether words unknown to us follow that say what a done act was done to (approved new rules), not only a day."""
    sentence = statement.sentence
    position = act.index + 1 if actor is None else max(act.index + 1, actor.last)
    while position < len(sentence):
        token = sentence[position]
        closing = aside_ends(sentence, position) if is_break(token) else None
        if closing is None and position not in statement.timed and token.tags.get("preposition") != "on":
            return not is_break(token) and "preposition" not in token.tags and "clause" not in token.tags
        position = (closing or position) + 1
    return False


def _needs_object(token: Token) -> bool:
    """Whether the word is an act only with what it acts on (حل البرلمان, not حل الأزمة)."""
    reading = token.word.reading("action")
    return reading is not None and "with_object" in reading.tags


def _place_of(subject: NounPhrase | None, target: NounPhrase | None) -> str | None:
    """The place that belongs to what is acted on, or to who acts."""
    places = [phrase.place for phrase in (target, subject) if phrase is not None and phrase.place is not None]
    return places[0] if places else None


def _with_subject(statement: Statement, act: Act, phrase: NounPhrase | None) -> int:
    """Where the claim's span begins: at the noun right before the verb, if that is who or what the act is about."""
    led = act.first < act.index or is_finite_verb(statement.sentence[act.index]) or is_predicate(statement, act.index)
    if phrase is None or phrase.first >= act.first or not led:
        return act.first
    between = statement.sentence.tokens[phrase.last : act.first]
    return act.first if len(between) > 2 or any(is_break(token) for token in between) else phrase.first


def _names_a_year(statement: Statement, mention: Mention) -> bool:
    """Whether a period only says which budget or vote it is (موازنة العام المقبل), not when something is done."""
    before = statement.sentence[mention.first - 1] if mention.first else None
    if before is None or before.text.isascii() or "head" not in before.tags or mention.deadline:
        return False
    opening = statement.sentence[mention.first].tags
    return concepts().heads[before.tags["head"]].kind == "instrument" and "timing" not in opening


def _counts(mention: Mention) -> bool:
    kinds = (MentionKind.NUMBER, MentionKind.QUANTITY, MentionKind.MONEY, MentionKind.PERCENT)
    return mention.kind in kinds and mention.counted is None


def _confidence(act: Act, subject: NounPhrase | None, target: NounPhrase | None, when: Mention | None) -> float:
    """How sure the reading is: a known actor, a known object, and a time make it surer."""
    score = 0.5 + 0.15 * (subject is not None) + 0.15 * (target is not None)
    score += 0.1 * (when is not None and when.resolved)
    return round(min(score, 0.95) - 0.1 * (act.status is Status.HYPOTHETICAL), 2)
