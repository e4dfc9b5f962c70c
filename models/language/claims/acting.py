"""Who acts and what is acted on: the noun phrases around an act, of the classes that the act is news of.

Put here: actor and object of an act. Keep out: noun phrases themselves (`nouns`), how the act stands (`standing`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.claim import Status
from models.concepts import concepts
from models.language.claims.clauses import COMMAS, OPENING_QUOTES, STRAIGHT_QUOTES, is_finite_verb, is_mark
from models.language.claims.governing import is_nominal, verbal_noun_after
from models.language.claims.nouns import NAMED_BY_UNIT, NounPhrase, is_joined, read_noun_phrase
from models.language.claims.standing import Act
from models.language.claims.statement import Statement, over_asides
from models.language.lexicon import Token
from models.language.mention import MentionKind

# What moves by itself: the noun after the verbal noun acts (انسحاب القوات); elsewhere it is acted on (توقيع العقد).
_MOVES = frozenset({"withdraw", "remain", "deploy", "return", "arrive", "transfer", "resign", "fight", "continue"})
# What is moved by others: it cannot move by itself.
_MOVED = frozenset({"weapon", "captive", "support", "energy", "structure", "instrument", "strike", "site"})
_MOVERS = frozenset({"transfer", "deploy", "return", "arrive"})
_INSTITUTIONS = frozenset({"institution", "office"})
_MILITARY = frozenset({"withdraw", "remain", "deploy"})
_ACTORS = frozenset({"institution", "office", "force", "group"})
_STOPS = frozenset({"suspend", "resume", "lift"})
_STOPPED = frozenset({"ban", "produce", "export", "import", "pay", "negotiate", "train"})
# Acts that an instrument does to something (the budget allocates, the law bans).
_GIVERS = frozenset({"budget", "law"})
_PROVIDES = frozenset({"allocate", "allow", "ban", "impose"})
_ANY = frozenset(head.kind for head in concepts().heads.values())
# What is held as news; a contract or a law is an instrument too, and is not.
_EVENTS = frozenset({"hold", "cease_fire", "agree"})
_HELD = frozenset({"election", "talks"})
_OBJECT_WITHIN = 2
_COORDINATED_WITHIN = 4
_SETTLING = frozenset({"decided", "agreed", "promised", "demanded"})
# What nobody takes anywhere: an institution, an agreement, a place.
_NEVER_MOVED = frozenset({"institution", "office", "instrument", "site"})
# What goes on by itself.
_GO_ON = frozenset({"talks", "operation"})
_SAYING_WORDS = 5
# What is done to institutions, not by them, where nothing else is named.
_MADE = frozenset({"form", "dissolve", "dismiss", "appoint"})
_OF_AMOUNTS = frozenset({"increase", "reduce", "produce", "export", "import", "buy", "sell", "deliver", "receive"})
_ENDS_WITHIN = 10
# What may stand between an act and its object: the rest of an actor, a share or a stretch of the object.
_PASSED_OVER = frozenset({"institution", "person", "office"})
# Prepositions whose noun is no object of an Arabic act, but for acts that are done in something.
_APART = frozenset({"in", "at", "with", "against", "through", "between", "near", "within", "under"})
_IN = frozenset(
    {"participate", "invest", "investigate", "begin", "continue", "implement", "increase", "hold", "sell", "buy"}
)
# Prepositions whose noun is no subject of the act that follows.
_GOVERN = frozenset({"against", "with", "to", "by", "for", "from", "in", "at", "about", "on"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Who acts and what is acted on, None where nobody or nothing that we know; `suits`: of a class of the action's."""

    actor: NounPhrase | None
    target: NounPhrase | None
    suits: bool


def actor_and_object(statement: Statement, act: Act, last: int) -> Roles:
    """Who acts and what is acted on, and whether one of them is of the classes that the action is news of.

    What moves by itself (انسحاب القوات, the troops withdraw) is the actor. Elsewhere the nouns after the act's word are
    the actor and then the object (وقعت الحكومة عقدا), or the object alone, whose actor may stand before.
    """
    sentence = statement.sentence
    after = _phrases(statement, act.index + 1, last)
    if act.action == "deadline":
        near = [phrase for phrase in after if strangers(statement, act.index + 1, phrase.first) < _OBJECT_WITHIN]
        ends = any(token.tags.get("action") == "end" for token in sentence.tokens[act.index : act.index + _ENDS_WITHIN])
        named = "head" in sentence[act.index].tags and ends
        target = near[0] if near else read_noun_phrase(sentence, act.index, last) if named else None
        return Roles(None, target, suits=True)
    if (
        act.action in _EVENTS
        and act.told
        and "head" in sentence[act.index].tags
        and not is_finite_verb(sentence[act.index])
    ):
        # A truce denied, elections demanded: the noun of the event is what it is about.
        return Roles(None, read_noun_phrase(sentence, act.index, last), suits=True)
    if act.noun is not None:
        # What is said of a verbal noun: نقل المعدات بدأ, صرف الرواتب سيتم.
        target = _near(statement, _phrases(statement, act.noun + 1, act.index), act.noun, _ANY, act.action)
        return Roles(None, target, suits=True)
    begin = _subject_begins(statement, act)
    before = _leading(statement, begin, act)
    if act.action in _MOVES:
        return _mover(statement, act, before, after)
    roles = _doer(statement, act, before, after, last)
    if (act.action in _STOPS and _stops_act(statement, act)) or _holds_object(statement, act):
        roles = replace(roles, suits=True)
    nominal = is_nominal(statement, act.index)
    if act.action == "hold" and nominal and roles.target is not None and roles.target.head == "election":
        # موعدا لإجراء الانتخابات: nobody acts.
        return Roles(None, roles.target, roles.suits)
    return roles


def _holds_object(statement: Statement, act: Act) -> bool:
    """Whether an Arabic phrase names an act with what it is done to (حل البرلمان, تبادل الأسرى)."""
    token = statement.sentence[act.index]
    reading = token.word.reading("action")
    if act.governor is not None and statement.sentence[act.governor].tags.get("say") == "expected":
        return False
    whole = reading is not None and reading.entry.grammar == "phrase" and " ال" in token.form
    return whole and is_nominal(statement, act.index) and not token.text.isascii()


def _stops_act(statement: Statement, act: Act) -> bool:
    """Whether what an Arabic verb stops, lifts or resumes is itself an act (ستوقف الإنتاج, رفعت الحظر)."""
    if statement.sentence[act.index].text.isascii() or not is_finite_verb(statement.sentence[act.index]):
        return False
    other = verbal_noun_after(statement, act.index)
    if other is None or statement.sentence[other].tags["action"] not in _STOPPED:
        return False
    return not any("preposition" in token.tags for token in statement.sentence.tokens[act.index + 1 : other])


def _leading(statement: Statement, begin: int, act: Act) -> list[NounPhrase]:
    """Who or what is named last before an act, where it may be its subject: not under a preposition (ضد الإرهابيين)."""
    classes = concepts().actions[act.action].of
    opening = statement.sentence[act.first]
    if opening.text.startswith("و") and is_joined(opening) and is_finite_verb(statement.sentence[act.index]):
        # A joined verb has its subject behind it, or shares the one before (`_carried`).
        return []
    saying = _saying_before(statement, statement.clause(act.index)[0])
    until = act.index if saying is None else saying
    found = [p for p in _phrases(statement, begin, until) if not _is_governed(statement, p)][-2:]
    told = statement.sentence[act.governor].tags if act.governor is not None else {}
    if told.get("say") == "demanded":
        # Who demands does not act: who is called upon does (دعا النواب الحكومة إلى خفض الرواتب).
        return _called_upon(statement, act, found)
    if "orders" in told:
        return found[-1:]
    if len(found) == 2 and _is_coordinated(statement, *found):
        return [replace(found[0], last=found[1].last)]
    if len(found) == 2:
        suits = [_class(phrase) in classes or _class(phrase) in _ACTORS for phrase in found]
        if suits[0] and found[0].first <= begin + 1 and not statement.sentence[act.index].text.isascii():
            # The subject of an Arabic clause stands at its head: إن الاتفاق على مستوى الخبراء سيوقع.
            return found[:1]
        return found[:1] if suits == [True, False] else found[1:]
    return found


def _called_upon(statement: Statement, act: Act, found: list[NounPhrase]) -> list[NounPhrase]:
    """Who is called upon: named last between the demand and the act, in Arabic behind the one who demands."""
    asked = [phrase for phrase in found if act.governor is not None and phrase.first > act.governor]
    if asked and act.governor is not None and not statement.sentence[act.governor].text.isascii():
        asked = [phrase for phrase in asked if phrase.first > act.governor + 1]
    return asked[-1:]


def _is_coordinated(statement: Statement, one: NounPhrase, other: NounPhrase) -> bool:
    """Whether `and` joins two nouns: of two actors the first named is the subject."""
    between = statement.sentence.tokens[one.last : other.first + 1]
    verb = any(is_finite_verb(token) for token in between) or not (_can_act(one) and _can_act(other))
    return not verb and len(between) <= _COORDINATED_WITHIN and any(is_joined(token) for token in between)


def _is_governed(statement: Statement, phrase: NounPhrase) -> bool:
    """Whether an Arabic noun stands under a preposition of its own (ضد الجيش, مع الحكومة)."""
    if phrase.first == 0:
        return False
    before = statement.sentence[phrase.first - 1]
    return not before.text.isascii() and before.tags.get("preposition", "of") in _GOVERN


def _doer(statement: Statement, act: Act, before: list[NounPhrase], after: list[NounPhrase], last: int) -> Roles:
    """The roles of an act that somebody does to something."""
    sentence = statement.sentence
    classes = concepts().actions[act.action].of
    finite = is_finite_verb(sentence[act.index])
    passive = act.first < act.index and "passive" in sentence[act.index - 1].tags
    nominal = is_nominal(statement, act.index) and not is_predicate(statement, act.index)
    if nominal and before and _class(before[0]) in classes and _is_its(sentence[act.index]):
        # الميناء أعيد فتحه: what is named before is what the pronoun stands for.
        return Roles(None, before[0], True)
    if nominal or (before and _apart(statement, before[0], act)):
        before = before if before and _class(before[0]) in _ACTORS else []
    acts_before = bool(before) and _class(before[0]) in _ACTORS
    direct = any(_is_direct(statement, act, phrase) for phrase in after)
    if acts_before and act.action in _MADE and not direct and _class(before[0]) in classes and finite:
        # لجان التقييم لم تشكل: no committee forms itself.
        return Roles(None, before[0], True)
    reaches = act.action == "agree" and not passive
    if before and _class(before[0]) in classes and (passive or not acts_before) and not reaches:
        target = (
            _near(statement, after, act.index, classes, act.action) if act.action in _PROVIDES and not passive else None
        )
        # What cannot act is acted on: المواقع سلمت, the election was postponed.
        return Roles(None, before[0], True) if target is None else Roles(before[0], target, True)
    if finite and not passive and acts_before:
        target = _near(statement, after, act.index, classes, act.action) or _amounting(statement, act, last)
        # Who votes in an election approves of nothing.
        suits = target is not None and not (act.action == "approve" and target.head == "election")
        suits = suits or _gives_money(statement, act, last)
        return Roles(before[0], target or _any_near(statement, after, act.index), suits)
    leads = (
        after
        and not is_ours(sentence[act.verb])
        and (_class(after[0]) in _ACTORS or (after[0].head in _GIVERS and act.action in _PROVIDES))
    )
    if finite and not passive and leads and after[0].first == act.index + 1:
        target = _near(statement, after[1:], after[0].last - 1, classes, act.action) or _amounting(statement, act, last)
        if target is not None or _gives_money(statement, act, last):
            return Roles(after[0], target, True)
        force = _class(after[0]) == "force" and not sentence[act.index].text.isascii()
        if force or _class(after[0]) not in classes or _is_followed(statement, after[0]):
            return Roles(after[0], _any_near(statement, after[1:], after[0].last - 1), False)
    target = _near(statement, after, act.index, classes, act.action) or _amounting(statement, act, last)
    suits = target is not None and (act.action != "hold" or target.head in _HELD)
    suits = suits and not (act.action == "approve" and target is not None and target.head == "election")
    suits = suits or _gives_money(statement, act, last) or _is_of_office(statement, act)
    target = target if suits else _any_near(statement, after, act.index)
    denied = act.status is Status.DENIED and nominal
    if acts_before:
        return Roles(None if denied else before[0], target, suits)
    return Roles(None if passive or nominal else _carried(statement, act), target, suits)


def is_ours(token: Token) -> bool:
    """Whether we do it (شكلنا, سنطلق): what stands behind the verb is what it is done to."""
    ours = any(reading.person == "1" for reading in token.word.readings if "action" in reading.tags)
    # The letters of what I do are those of what he did (استحدث).
    return ours and (token.form.endswith("نا") or token.form.lstrip("وفس")[:1] == "ن")


def _is_followed(statement: Statement, phrase: NounPhrase) -> bool:
    """Whether an Arabic noun right behind its verb has an object behind it, so that it acts (صرفت الحكومة مستحقات)."""
    sentence, at = statement.sentence, phrase.last
    if at >= len(sentence) or sentence[phrase.first].text.isascii() or statement.is_timed(at):
        return False
    token = sentence[at]
    amount = any(mention.first <= at < mention.last for mention in statement.amounts)
    return amount or (token.kind == "word" and not token.tags and not token.form.startswith("ال"))


def _displaced(statement: Statement, act: Act, before: list[NounPhrase], after: list[NounPhrase]) -> Roles | None:
    """The roles of an act by which somebody moves others: تركيا لن تسحب قواتها, قررت اللجنة نشر الشرطة."""
    token = statement.sentence[act.index]
    reading, finite = token.word.reading("action"), is_finite_verb(statement.sentence[act.verb])
    if reading is None or reading.entry.grammar == "word":
        return None
    passive = act.first < act.index and "passive" in statement.sentence[act.index - 1].tags
    displaces = "displaces" in reading.tags
    leads = bool(before) and _can_act(before[0])
    own = not displaces and not passive and finite and leads and act.action != "remain"
    if not (displaces or passive or own) or act.action in ("fight", "continue", "resign"):
        return None
    classes = concepts().actions[act.action].of | _MOVED
    first = after[0] if after else None
    beside = first is not None and first.first == act.index + 1
    if first is not None and displaces and finite and not passive and beside and _can_act(first):
        rest = _any_near(statement, after[1:], first.last - 1)
        if rest is not None:
            return Roles(first, rest, _class(rest) in classes)
        if not leads or before[0].last < act.first:
            return None
    target = (
        None if first is None or not _is_direct(statement, act, first) else _any_near(statement, [first], act.index)
    )
    if target is None and passive and before and _class(before[0]) in classes:
        return Roles(None, before[0], True)
    if target is None or (own and (_class(target) not in classes or _class(target) in _NEVER_MOVED)):
        return None
    actor = before[0] if leads and not passive and (finite or _is_settled(statement, act)) else None
    if actor is None and finite and not passive:
        actor = _carried(statement, act)
    return Roles(actor, target, _class(target) in classes)


def _is_direct(statement: Statement, act: Act, phrase: NounPhrase) -> bool:
    """Whether no preposition stands between an act and a noun (سحب القوات, not انسحب من القاعدة)."""
    between = statement.sentence.tokens[act.index + 1 : phrase.first]
    return not any(token.tags.get("preposition", "of") != "of" for token in between)


def _is_settled(statement: Statement, act: Act) -> bool:
    """Whether who decides, orders or plans a verbal noun is who acts; who only tells of it is not."""
    tags = statement.sentence[act.governor].tags if act.governor is not None else {}
    return act.status is not Status.DENIED and (tags.get("say") in _SETTLING or "modality" in tags)


def _mover(statement: Statement, act: Act, before: list[NounPhrase], after: list[NounPhrase]) -> Roles:
    """The roles of an act that somebody does by moving."""
    classes = concepts().actions[act.action].of
    nominal = is_nominal(statement, act.index) and not is_predicate(statement, act.index)
    if (displaced := _displaced(statement, act, before, after)) is not None:
        return displaced
    before = [phrase for phrase in before if _leads_to(statement, phrase, act, nominal)]
    candidates = [*after, *before] if nominal else [*before, *after]
    if not any(_class(phrase) == "instrument" for phrase in after):
        # An institution withdraws from an agreement; elsewhere who leaves is no news.
        candidates = [phrase for phrase in candidates if _class(phrase) not in _INSTITUTIONS or act.action == "resign"]
    candidates.sort(key=lambda phrase: _class(phrase) == "institution")
    mover = next((phrase for phrase in candidates if _class(phrase) in classes or phrase.head == "mission"), None)
    mover = mover or _by_adjective(statement, act)
    if mover is None or (mover in after and strangers(statement, act.index + 1, mover.first) >= _OBJECT_WITHIN):
        first = before[:1] or [phrase for phrase in after[:1] if phrase.first == act.index + 1]
        acts = next((phrase for phrase in first if _can_act(phrase)), None)
        return Roles(acts or _carried(statement, act), None, False)
    if act.action in _MOVERS and _class(mover) in _MOVED:
        actor = before[0] if before and before[0] is not mover and _class(before[0]) in _ACTORS else None
        return Roles(actor, mover, True)
    if act.action == "continue" and not _can_act(mover) and mover.head not in _GO_ON:
        return Roles(None, mover, True)
    if act.action == "fight":
        return Roles(mover, next((phrase for phrase in after if phrase is not mover), None), True)
    return Roles(mover, None, True)


def _is_its(token: Token) -> bool:
    reading = token.word.reading("action")
    return reading is not None and reading.enclitic is not None


def is_predicate(statement: Statement, index: int) -> bool:
    """Whether an adjective says of the noun before it that it acts (المهمة مستمرة)."""
    reading = statement.sentence[index].word.reading("action")
    return reading is not None and (
        reading.entry.grammar == "adj"
        or (
            reading.entry.grammar != "noun"
            and "ongoing" in reading.tags
            and reading.aspect is None
            and "tense" not in reading.tags
        )
    )


def _by_adjective(statement: Statement, act: Act) -> NounPhrase | None:
    """Whose forces move where only an adjective says it: الانسحاب الأميركي, the US withdrawal."""
    if act.action not in _MILITARY:
        return None
    sentence = statement.sentence
    nouns = [i for i in range(act.first, act.index + 1) if sentence[i].tags.get("action") == act.action]
    nouns = nouns or [i for i in range(statement.clause(act.index)[0], act.index) if "action" in sentence[i].tags]
    if not nouns or not is_nominal(statement, nouns[0]):
        return None
    beside = nouns[0] - 1 if sentence[nouns[0]].text.isascii() else nouns[0] + 1
    if not 0 <= beside < len(sentence) or "qualifier" not in sentence[beside].tags or "head" in sentence[beside].tags:
        return None
    definite = sentence[beside].text.isascii() or sentence[beside].form.startswith("ال")
    if not definite:
        return None
    return NounPhrase("force", min(beside, nouns[0]), max(beside, nouns[0]) + 1, {sentence[beside].tags["qualifier"]})


def _leads_to(statement: Statement, phrase: NounPhrase, act: Act, nominal: bool) -> bool:
    """Whether who is named before an act does it: close before its verb; in English right before its noun."""
    urged = nominal and act.status is Status.HYPOTHETICAL
    if urged and statement.sentence[act.index - 1].tags.get("preposition") == "on":
        # حثت المقاتلين على مغادرة البلاد: who is urged is who would leave.
        return phrase.last == act.index - 1
    if nominal and act.first == act.index:
        return statement.sentence[act.index].text.isascii() and phrase.last == act.index
    return not _apart(statement, phrase, act)


def _apart(statement: Statement, phrase: NounPhrase, act: Act) -> bool:
    """Whether too many words unknown to us stand between a noun and the act behind it; a relative clause may."""
    first, _ = statement.clause(act.index)
    relative = any("relative" in token.tags for token in statement.sentence.tokens[phrase.last : act.first])
    return strangers(statement, first if relative else phrase.last, act.first) >= _OBJECT_WITHIN


def _amounting(statement: Statement, act: Act, last: int) -> NounPhrase | None:
    """What is raised or cut, where only its amount says what it is (سترفع الإنتاج إلى 25 ألف ميغاواط)."""
    if act.action not in _OF_AMOUNTS:
        return None
    for mention in statement.amounts:
        if mention.kind is MentionKind.QUANTITY and act.index < mention.first <= last and mention.unit in NAMED_BY_UNIT:
            return NounPhrase(NAMED_BY_UNIT[mention.unit], mention.first, mention.last)
    return None


def _gives_money(statement: Statement, act: Act, last: int) -> bool:
    """Whether money is what is given (sets aside 320 billion pounds, رصدت مليار جنيه)."""
    if act.action not in ("allocate", "pay", "commit"):
        return False
    return any(m.kind is MentionKind.MONEY and act.index < m.first <= last for m in statement.amounts)


def _is_of_office(statement: Statement, act: Act) -> bool:
    """Whether the holder of an office is appointed or dismissed (إقالة مدير الشركة, sacked the director)."""
    following = statement.sentence.tokens[act.index + 1 : act.index + 3]
    return act.action in ("appoint", "dismiss") and any("role" in token.tags for token in following)


def _carried(statement: Statement, act: Act) -> NounPhrase | None:
    """Who acts where the verb names nobody: the actor of the statement before it (أن الموازنة …، وخصصت; إنه سيرفع)."""
    sentence = statement.sentence
    before = sentence[act.first - 1] if act.first else None
    if before is not None and before.kind == "word" and not before.tags and not is_joined(sentence[act.first]):
        # Its subject stands right before it, and is none of ours.
        return None
    if sentence[act.index].text.isascii():
        # The army said it would open the road.
        it = act.first - 1 if sentence[act.first - 1].form == "it" else 0
        return next((phrase for phrase in _phrases(statement, 0, it) if _can_act(phrase)), None)
    begin, _ = statement.clause(act.index)
    if is_joined(sentence[act.first]) and "negation" in sentence[act.first].tags:
        begin = act.first
    opening = sentence[begin]
    if "that" in opening.tags and opening.word.first is not None and opening.word.first.enclitic is not None:
        return None
    if "that" in opening.tags or (begin and "that" in sentence[begin - 1].tags):
        begin = begin if "that" in opening.tags else begin - 1
    elif not (opening.text.startswith("و") and (is_finite_verb(opening) or "negation" in opening.tags)):
        return None
    opened = [index for index in range(begin) if "that" in sentence[index].tags]
    for phrase in _phrases(statement, opened[-1] + 1 if opened else 0, begin):
        if _class(phrase) in _ACTORS or (phrase.head in _GIVERS and act.action in _PROVIDES):
            return phrase
    return None


def _near(
    statement: Statement, phrases: list[NounPhrase], index: int, classes: frozenset[str], action: str
) -> NounPhrase | None:
    """The first noun phrase of one of the classes, if few words unknown to us stand between it and `index`."""
    for phrase in phrases:
        between = statement.sentence.tokens[index + 1 : phrase.first]
        if any(_dates(token) for token in between):
            break
        if not statement.sentence[index].text.isascii() and _hangs_apart(statement, index, phrase, action):
            # What stands under a preposition of its own is not acted on (لن تتوقف عند دعم القطاع).
            break
        if _class(phrase) in classes:
            return phrase if strangers(statement, index + 1, phrase.first) < _OBJECT_WITHIN else None
        if _class(phrase) not in _PASSED_OVER:
            break
    return None


def _hangs_apart(statement: Statement, index: int, phrase: NounPhrase, action: str) -> bool:
    """Whether the preposition before a noun makes it a circumstance of the act, or a word right there takes it away."""
    apart = _APART - {"in"} if action in _IN else _APART
    for position in range(phrase.first - 1, index, -1):
        tags = statement.sentence[position].tags
        dates = statement.is_timed(position) or statement.is_timed(position + 1)
        if "head" in tags:
            # مع شركات تركية عقدا: the preposition has its noun.
            return False
        if "preposition" in tags and not dates:
            return tags["preposition"] in apart
        if "presupposes" in tags and (action == "announce" or _is_particle(statement.sentence[position])):
            # لم تعلن مسؤوليتها عن هجوم, لم تكتمل بسبب الهجوم
            return True
    return False


def _is_particle(token: Token) -> bool:
    return token.word.first is not None and token.word.first.entry.grammar == "word"


def _any_near(statement: Statement, phrases: list[NounPhrase], index: int) -> NounPhrase | None:
    """The noun phrase right after `index`, of whatever class: what is acted on where it is no usual object."""
    phrase = next(iter(phrases), None)
    if phrase is None or strangers(statement, index + 1, phrase.first) > 0:
        return None
    between = statement.sentence.tokens[index + 1 : phrase.first]
    return None if any(_dates(token) or "action" in token.tags for token in between) else phrase


def _dates(token: Token) -> bool:
    """Whether a word of time closes what an act is done to (توزيع مطبوعات قبل وصول الحافلة)."""
    return "timing" in token.tags and "preposition" not in token.tags


def strangers(statement: Statement, first: int, last: int) -> int:
    """How many words between two tokens are none of ours: neither amounts, times, acts, nor what narrows a noun."""
    amounts = {index for mention in statement.amounts for index in range(mention.first, mention.last)}
    between = [i for i in range(first, last) if not statement.is_timed(i) and i not in amounts]
    aside = _asides(statement, first, last)
    words = [statement.sentence[index] for index in between if index not in aside]
    return sum(word.kind == "word" and not word.tags for word in words if not _is_compounded(statement, word))


def _is_compounded(statement: Statement, word: Token) -> bool:
    """Whether a hyphen joins the word to the next one (staff-level)."""
    return statement.text[word.end : word.end + 1] == "-"


def _asides(statement: Statement, first: int, last: int) -> frozenset[int]:
    """The tokens between two commas (a name behind an office) within a stretch of a sentence."""
    commas = [index for index in range(first, last) if is_mark(statement.sentence[index], COMMAS)]
    return frozenset(range(commas[0], commas[1])) if len(commas) == 2 else frozenset()


def _phrases(statement: Statement, first: int, last: int) -> list[NounPhrase]:
    """The noun phrases that begin between two tokens."""
    found: list[NounPhrase] = []
    position = first
    while position < last:
        tags = statement.sentence[position].tags
        if "head" in tags and not statement.is_timed(position) and not _is_verb(statement.sentence[position]):
            phrase = read_noun_phrase(statement.sentence, position, last)
            found += [] if _is_process(statement, phrase) or _is_unarmed(statement, phrase) else [phrase]
            position = phrase.last
            continue
        if "place" in tags and _acts_there(statement, position):
            # A country by its bare name acts: وقع العراق, Iraq will import.
            last_place = position + 1
            while last_place < last and _goes_on(statement, last_place):
                last_place += 1
            found.append(NounPhrase("state", position, last_place, {tags["place"]}))
        position += 1
    return found


def _is_verb(token: Token) -> bool:
    """Whether a word that may name somebody is rather a verb (طالب, he demanded, not a student)."""
    first = token.word.first
    return first is not None and is_finite_verb(token) and "head" not in first.tags


def _goes_on(statement: Statement, index: int) -> bool:
    """Whether a row of countries goes on at the token (Iraq and China, العراق والصين)."""
    sentence = statement.sentence
    if "place" in sentence[index].tags:
        return is_joined(sentence[index]) or is_joined(sentence[index - 1])
    return is_joined(sentence[index]) and index + 1 < len(sentence) and "place" in sentence[index + 1].tags


def _acts_there(statement: Statement, index: int) -> bool:
    """Whether a place says who (وقع العراق), not where (في العراق, in Iraq) or whose (U.S. forces)."""
    place, before = statement.sentence[index], statement.sentence[index - 1] if index else None
    proclitics = place.word.proclitics | (place.word.readings[0].proclitics if place.word.readings else frozenset())
    if proclitics & {"bi", "li"} or place.text.endswith(("'s", "’s")):
        return False
    if before is not None and ("preposition" in before.tags or "head" in before.tags):
        return False
    following = statement.sentence[index + 1] if index + 1 < len(statement.sentence) else None
    if following is None or not place.text.isascii() or is_finite_verb(following):
        return True
    return not any(tag in following.tags for tag in ("head", "qualifier", "action"))


def _can_act(phrase: NounPhrase) -> bool:
    """Whether a noun is of those who act; a mission acts too, though it may also be extended."""
    return _class(phrase) in _ACTORS or phrase.head == "mission"


def _is_unarmed(statement: Statement, phrase: NounPhrase) -> bool:
    """Whether what is a military unit beside arms alone (فرقة, وحدة) stands where no forces are named."""
    armed = phrase.head == "brigade" and "armed" in statement.sentence[phrase.at].tags
    return armed and not statement.topic().armed


def _is_process(statement: Statement, phrase: NounPhrase) -> bool:
    """Whether an Arabic operation is of no force: a process (عملية التحميل, العملية التعليمية)."""
    sentence = statement.sentence
    if phrase.head != "operation" or sentence[phrase.first].text.isascii() or phrase.qualifiers:
        return False
    following = sentence[phrase.at + 1] if phrase.at + 1 < len(sentence) else None
    return following is not None and following.kind == "word" and not following.tags.keys() - {"everyday"}


def _class(phrase: NounPhrase) -> str:
    return concepts().heads[phrase.head].kind


def _subject_begins(statement: Statement, act: Act) -> int:
    """Where the clause of an act begins, reaching over a relative clause to the noun that it narrows."""
    first, _ = statement.clause(act.index)
    opening = statement.sentence[first]
    if "that" in opening.tags and opening.word.first is not None and opening.word.first.enclitic is not None:
        # بأنهم أنشأوا: they, and nobody named before.
        return first
    saying = _saying_before(statement, first)
    if saying is not None:
        first, _ = statement.clause(saying - 1)
    elif first == act.first and statement.sentence[act.index].text.isascii():
        # The budget, worth 130 trillion dinars, was approved.
        first, _ = over_asides(statement, act.index)
    if first and is_mark(statement.sentence[first - 1], OPENING_QUOTES | STRAIGHT_QUOTES) and first == act.first:
        # قواته «لن تنسحب»: who does it stands before the words that are quoted.
        first, _ = statement.clause(first - 1)
    while first > 0:
        earlier, _ = statement.clause(first - 1)
        relative = "relative" in statement.sentence[first].tags
        if not relative and "relative" not in statement.sentence[earlier].tags:
            break
        first = earlier
    return first


def _saying_before(statement: Statement, first: int) -> int | None:
    """Where words of saying begin that commas set off right before a clause (the dam, she said, remains)."""
    sentence = statement.sentence
    if first < 2 or not sentence[first].text.isascii() or not is_mark(sentence[first - 1], COMMAS):
        return None
    opened, closed = statement.clause(first - 1)
    aside = sentence.tokens[opened : closed - 1]
    says = 0 < len(aside) <= _SAYING_WORDS and any("say" in token.tags and is_finite_verb(token) for token in aside)
    says = says or (len(aside) == 1 and "carries" in aside[0].tags)
    return opened if says and opened > 1 and is_mark(sentence[opened - 1], COMMAS) else None
