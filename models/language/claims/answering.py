"""Whether somebody answers for an act: an institution does it right there, or says, decides or denies it.

Each status asks for its own evidence: a done act for the one who did it, a planned one for whose plan it is. Put here:
what an act needs to be a claim. Keep out: words that state no act at all (`asserting`), its status (`standing`).
"""

from __future__ import annotations

from collections.abc import Callable

from models.claim import Status
from models.concepts import concepts
from models.language.claims.acting import Roles, is_ours, is_predicate, strangers
from models.language.claims.asserting import BY_ITSELF, is_occasion
from models.language.claims.clauses import COMMAS, aside_ends, aspect, is_break, is_finite_verb, is_mark
from models.language.claims.dismissing import dismissed
from models.language.claims.governing import is_nominal
from models.language.claims.nouns import NounPhrase, is_joined
from models.language.claims.standing import Act
from models.language.claims.statement import Statement, dates, over_asides
from models.language.claims.weighing import is_responsible, is_settled, is_slight
from models.language.lexicon import Token
from models.language.mention import MentionKind

# What is agreed upon by institutions, whoever signs it.
_TREATIES = frozenset({"agreement", "truce", "timetable", "budget", "law"})
# What an institution settles by doing it, whatever it is done to.
_SETTLED = frozenset(
    {"sign", "approve", "reject", "appoint", "dismiss", "resign", "form", "dissolve", "cancel", "suspend", "extend"}
    | {"postpone", "impose", "lift", "ban", "allow", "open", "close", "allocate", "agree", "end", "complete"}
)
# What goes on as a stand that somebody takes.
_STANDS = frozenset({"commit", "continue", "support"})
_GOES_ON = frozenset({"commit", "continue", "suspend", "negotiate", "train", "support", "hold"})
_THINGS = frozenset({"instrument", "support", "site", "structure", "energy", "weapon", "strike"})
# What an institution lays down for as long as it holds.
_RULES = frozenset({"ban", "allow"})
_GOVERNED_OVER = 5
# What is news only of a usual object.
_NEEDED = frozenset({"begin", "end", "continue"})
_DRIFTS = frozenset({"increase", "reduce", "produce", "export", "import"})
_JOINED = frozenset({"participate"})
# What happens every day: it is news that an institution did it to something.
_PASSING = frozenset({"transfer", "arrive", "announce", "participate", "deliver", "liberate", "reduce", "support"})
_TEXT_WITHIN = 4
_OVER = 2
_CLASHES = frozenset({"attack", "explosion"})
_VOTED_WITHIN = 12
_OLD_YEARS = 2
_DONE = frozenset({Status.COMPLETED, Status.ANNOUNCED})
_PAST = _DONE | {Status.PLANNED, Status.AGREED}
# How far from its beginning a sentence may name its date.
_OPENING = 2
_AIMED_AT = frozenset({"structure", "energy", "support", "instrument", "person"})
_SETTLED_BY = frozenset({"decided", "demanded", "promised"})
_CARRIERS = frozenset({"aircraft", "ship", "vehicle"})
_CLOSE = 1
_MEASURED_WITHIN = 15
_SHORT = 3
# What is done every day, to anything.
_WEAK = frozenset({"hold", "participate", "arrive", "return", "control", "remain", "transfer"})
_REJECTED_WITHIN = 5


def unanswered(statement: Statement, act: Act, roles: Roles) -> str | None:
    """Why nobody answers for an act, in a few words; None where somebody does."""
    if (why := dismissed(statement, act, roles)) is not None:
        return why
    if _needs_object(statement.sentence[act.index]) and not (roles.suits or _is_promised(statement, act, roles)):
        return "on nothing that makes it an act"
    if act.action == "allocate" and _needs_object(statement.sentence[act.index]) and not _is_paid(statement):
        return "no money is set aside"
    if _sets_nothing_aside(statement, act, roles):
        return "nothing is set aside"
    if (
        act.action == "approve"
        and statement.sentence[act.index].tags.get("say") == "decided"
        and not _votes(statement, act)
    ):
        return "a voice, no vote"
    if act.action in ("agree", "commit") and roles.target is None and not _says_what(statement, act, roles.actor):
        return "says not what"
    if act.action in _DRIFTS and not (roles.suits or is_settled(statement, act) or _is_measured(statement, act)):
        return "says not how much"
    if act.action in _JOINED and not roles.suits and not statement.sentence[act.index].text.isascii():
        return "in nothing that makes it an act"
    if roles.target is not None and act.action == "hold" and _holds_office(statement, act, roles.target):
        return "the name of an office"
    if act.action == "hold" and act.status is Status.COMPLETED and not act.negated and _is_meeting(roles.target):
        return "a meeting that took place"
    if act.action == "continue" and not roles.suits and act.status is Status.ONGOING and not is_settled(statement, act):
        return "says not what goes on"
    if act.action == "reject" and _is_silent(statement, act):
        return "refuses to say, and does nothing"
    if act.action == "continue" and roles.actor is not None and roles.actor.head in _CLASHES:
        return "clashes go on by themselves"
    if act.action == "pay" and roles.target is not None and _pushes(statement, act, roles.target):
        return "pushes, not pays"
    if act.action == "agree" and _needs_object(statement.sentence[act.index]) and not _is_deal(roles.target):
        return "no deal"
    if act.action in _NEEDED and _is_work(statement, act):
        return None
    if act.action == "begin" and _begins_another(statement, act, roles):
        return "what begins is nothing that makes it an act"
    if act.action == "attack" and _only_aims(statement, act, roles.target):
        return "aims, and attacks not"
    if act.action == "withdraw" and _departs(statement, act, roles):
        return "a departure"
    if act.action in ("hand_over", "receive") and _is_no_base(statement, roles.target):
        return "a site, and no base"
    if act.action == "announce" and act.negated and not roles.suits:
        return "says not what is announced"
    if act.action == "support" and act.status is Status.PLANNED and not (roles.suits or act.told):
        return "supports nothing that makes it an act"
    if _is_history(statement, act):
        return "history"
    settled = act.status is Status.COMPLETED and act.action in _SETTLED and roles.suits
    settled = settled and _acts_near(statement, act, roles)
    if not settled and is_occasion(statement, act.first if _is_passive(statement, act) else act.verb):
        return "says when something else happened"
    if is_slight(statement, act, roles):
        return "little speaks for it"
    if roles.suits and act.status is not Status.ONGOING and statement.sentence[act.index].text.isascii():
        # English tells its actors and objects by their order.
        return None
    return None if _ANSWERS[act.status](statement, act, roles) else f"nobody answers for it ({act.status.value})"


def _is_work(statement: Statement, act: Act) -> bool:
    """Whether works are to begin by a day, or have not begun (work is to start in May, لم تبدأ الأشغال)."""
    ahead = act.status in (Status.PLANNED, Status.ANNOUNCED, Status.AGREED) and _is_dated(statement, act)
    if not ahead and not (act.status is Status.COMPLETED and act.negated):
        return False
    near = statement.sentence.tokens[max(0, act.first - 2) : act.first] + statement.sentence.tokens[act.index + 1 :][:1]
    return any("works" in token.tags for token in near)


def _is_measured(statement: Statement, act: Act) -> bool:
    """Whether an amount stands near an act, or a date in its clause."""
    measured = any(act.first <= mention.first < act.index + _MEASURED_WITHIN for mention in statement.amounts)
    return measured or _is_dated(statement, act)


def _sets_nothing_aside(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether a verb of setting aside has neither who does it nor what (خصصت الرحلة للأدوية)."""
    acts = roles.target is not None and concepts().heads[roles.target.head].kind == "institution"
    # خصصت الشركات صباحها: what seems to be given is who gives.
    beside = acts and roles.target is not None and is_finite_verb(statement.sentence[act.verb])
    named = roles.actor is not None or (not beside and (roles.suits or roles.target is not None))
    return act.action == "allocate" and not (named or is_nominal(statement, act.verb) or _is_paid(statement))


def _is_paid(statement: Statement) -> bool:
    return any(mention.kind is MentionKind.MONEY for mention in statement.amounts)


def _votes(statement: Statement, act: Act) -> bool:
    """Whether it is said behind the vote what is voted on (صوت على القانون, voted to extend)."""
    following = statement.sentence.tokens[act.index + 1 : act.index + _VOTED_WITHIN]
    if statement.sentence[act.index].text.isascii():
        return True
    return any(token.tags.get("preposition") in ("on", "to") or "li" in _proclitics(token) for token in following)


def _pushes(statement: Statement, act: Act, target: NounPhrase) -> bool:
    """Whether somebody is driven to something (دفع المتظاهرين إلى), and no money is paid."""
    driven = concepts().heads[target.head].kind in ("institution", "group", "office") or target.head == "protester"
    return driven and not _is_paid(statement) and statement.sentence[act.index].form.endswith(("دفع", "دفعت", "دفعوا"))


def _holds_office(statement: Statement, act: Act, target: NounPhrase) -> bool:
    """Whether what seems to be held belongs to the name of who holds it (يعقد المتحدث باسم الانتخابات)."""
    between = statement.sentence.tokens[act.index + 1 : target.first]
    return target.head == "election" and any("role" in token.tags for token in between)


def _begins_another(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether an Arabic verb of beginning has a word unknown to us behind it for what begins (بدأ تسرب الوقود)."""
    sentence, after = statement.sentence, act.index + 1
    if not is_finite_verb(sentence[act.index]):
        return False
    if is_settled(statement, act) or is_responsible(roles.actor) or sentence[act.index].text.isascii():
        return False
    after += after < len(sentence) and sentence[after].tags.get("preposition") == "in"
    if after >= len(sentence) or statement.is_timed(after) or after in range(*_span(roles.target)):
        return False
    return sentence[after].kind == "word" and not sentence[after].tags


def _span(phrase: NounPhrase | None) -> tuple[int, int]:
    return (0, 0) if phrase is None else (phrase.first, phrase.last)


def _is_no_base(statement: Statement, target: NounPhrase | None) -> bool:
    """Whether what is handed over is a base beside arms alone (موقع), where no forces are named."""
    named = target is not None and target.at >= 0 and "armed" in statement.sentence[target.at].tags
    return named and not statement.topic().armed


def _departs(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether a plane or a ship has left as they do every day (غادرت الطائرة المطار)."""
    carrier = roles.actor is not None and roles.target is None and roles.actor.head in _CARRIERS
    return carrier and act.status is Status.COMPLETED and is_finite_verb(statement.sentence[act.index])


def _only_aims(statement: Statement, act: Act, target: NounPhrase | None) -> bool:
    """Whether an Arabic verb of attacking has an object that is only aimed at (تستهدف مشاريع, تستهدف الشباب)."""
    if statement.sentence[act.index].text.isascii():
        return False
    if is_nominal(statement, act.index):
        return target is not None and concepts().heads[target.head].kind == "institution"
    return target is None or concepts().heads[target.head].kind in _AIMED_AT


def _is_history(statement: Statement, act: Act) -> bool:
    """Whether a date of years ago stands in the clause of a done act, or of one that was planned."""
    if act.status not in _PAST or statement.published is None:
        return False
    old = statement.published.year - (_OLD_YEARS if act.status in _DONE else 1)
    first, last = over_asides(statement, act.index)
    found = [mention for mention in dates(statement) if first <= mention.first < last or mention.first <= _OPENING]
    return any(mention.until is not None and mention.until.year < old for mention in found)


def _is_meeting(target: NounPhrase | None) -> bool:
    return target is not None and target.head == "talks"


def _is_deal(target: NounPhrase | None) -> bool:
    return target is not None and concepts().heads[target.head].kind == "instrument"


def _completed(statement: Statement, act: Act, roles: Roles) -> bool:
    """Somebody responsible did it to something, or it was done to a usual object."""
    if act.action in _PASSING and not act.negated and not (roles.suits and _is_done_by(statement, act, roles)):
        return False
    if act.action == "pay" and not (act.negated or act.first < act.index or _acts_near(statement, act, roles)):
        # صرف الرواتب by itself may be a noun as well as a verb.
        return False
    if act.negated:
        passive = _is_passive(statement, act) and _is_answered(statement, act)
        near = roles.suits and _beside(statement, act, roles, over=1)
        return passive or near or _acts(statement, act, roles) or _is_awaited(statement, act)
    if is_nominal(statement, act.verb):
        passive = act.first < act.index or _done_later(statement, act.index)
        return roles.suits and (passive if act.governor is None else _governed(statement, act))
    if _acts_near(statement, act, roles):
        done = act.action == "sign" and statement.sentence[act.index].text.isascii()
        done = done or (act.action in _SETTLED and _done_to(statement, act, roles))
        return done or roles.suits
    before = statement.sentence.tokens[max(0, act.first - 2) : act.first]
    if act.action == "sign" and roles.target is not None:
        # A contract that is named before was signed by those who answer for it (أما العقد فقد وقع).
        named = roles.target.head == "contract" and roles.target.first < act.first
        if named or roles.target.head in _TREATIES:
            return True
    if _is_ours(statement, act):
        return roles.target is not None
    narrows = bool(before) and "relative" in before[-1].tags and not is_break(before[0])
    is_place = roles.target is not None and roles.target.head == "state"
    # Prices and output rise and fall by themselves.
    alone = act.action not in _DRIFTS and not narrows and not is_place and not is_responsible(roles.actor)
    if statement.sentence[act.index].text.isascii():
        # A truce brokered by Qatar took effect.
        over = _OVER if _is_passive(statement, act) or act.action == "begin" else 0
        return roles.suits and alone and _beside(statement, act, roles, over)
    return roles.suits and alone and _touches(statement, act, roles)


def _is_done_by(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether somebody who can answer for it is named, and what he did it to, or who says that he went."""
    told = act.action == "transfer" and statement.source_at(act.index).speaker is not None
    return is_responsible(roles.actor) and (roles.target is not None or told)


def _is_awaited(statement: Statement, act: Act) -> bool:
    """Whether it has not been done yet (لم يبدأ التحقيق بعد)."""
    first, last = statement.clause(act.index)
    return (
        act.negated
        and act.verb != act.index
        and any("yet" in token.tags for token in statement.sentence.tokens[first:last])
    )


def _ongoing(statement: Statement, act: Act, roles: Roles) -> bool:
    """Somebody responsible goes on with it, or takes that stand."""
    if act.noun is not None:
        return roles.target is not None or act.told
    if is_predicate(statement, act.verb):
        mine = "pronoun" in statement.sentence[max(0, act.first - 1)].tags
        return roles.suits or is_responsible(roles.actor) or mine
    if is_nominal(statement, act.verb):
        still = act.governor is not None and "ongoing" in statement.sentence[act.governor].tags
        stands = act.action in _STANDS or statement.sentence[act.verb].tags.get("action") == "commit"
        told = act.told and stands and not is_joined(statement.sentence[act.index])
        return (still and roles.suits) or (told and _governed(statement, act, over=1))
    if act.negated and not _acts(statement, act, roles):
        return False
    lasting = _lasts(statement, act)
    if act.action == "reject" and is_responsible(roles.actor) and _rejects_act(statement, act):
        return True
    if _acts_near(statement, act, roles):
        return (lasting and (roles.suits or act.action in _GOES_ON)) or act.action in _RULES
    stands = lasting or (act.action in _RULES | {"reject"} and is_responsible(roles.actor))
    return stands and roles.suits and _beside(statement, act, roles, over=int(act.action == "remain"))


def _is_silent(statement: Statement, act: Act) -> bool:
    """Whether what is refused is to say something (رفضت المتحدثة تأكيد الموعد)."""
    first, last = over_asides(statement, act.index)
    for position in range(act.index + 1, max(last, act.index + _VOTED_WITHIN)):
        if position >= len(statement.sentence):
            return False
        token = statement.sentence[position]
        tags = token.tags
        if is_break(token) and (position < first or aside_ends(statement.sentence, position) is None):
            closes = any(is_mark(other, COMMAS) for other in statement.sentence.tokens[act.index : position])
            if not closes:
                return False
        if is_finite_verb(token) or "that" in tags:
            return False
        utters = tags.get("say") not in (None, "demanded", "decided", "agreed")
        if utters and position not in statement.speaking and "statement" not in tags:
            return True
    return False


def _rejects_act(statement: Statement, act: Act) -> bool:
    """Whether what is rejected is an act (rejects any displacement, ترفض أي تمديد), not a remark."""
    following = statement.sentence.tokens[act.index + 1 : act.index + _REJECTED_WITHIN]
    named = next((token for token in following if "action" in token.tags or "measure" in token.tags), None)
    return named is not None and not is_finite_verb(named)


def _is_passive(statement: Statement, act: Act) -> bool:
    return act.first < act.index and "passive" in statement.sentence[act.index - 1].tags


def _lasts(statement: Statement, act: Act) -> bool:
    """Whether a word says that it goes on (ما زال, يجري, continues), and not that it went on (واصلت)."""
    token = statement.sentence[act.verb]
    if act.verb != act.index:
        return True
    if not token.text.isascii() and aspect(token, "action") == "past":
        return False
    before = statement.sentence.tokens[max(0, act.first - 1) : act.verb + 1]
    kept = any("ongoing" in other.tags or other.tags.get("action") == "remain" for other in before)
    return kept or act.action in ("hold", "remain")


def _planned(statement: Statement, act: Act, roles: Roles) -> bool:
    """Somebody responsible will do it, or says so; what will happen to a usual object."""
    if is_nominal(statement, act.verb) and not _is_planned(statement, act, roles):
        return False
    if is_nominal(statement, act.verb) and is_joined(statement.sentence[act.verb]) and roles.target is None:
        return roles.suits
    if _does_by_itself(statement, act, roles):
        return False
    goes_on = act.action == "continue" and act.told and _is_dated(statement, act)
    if _is_kept(statement, act):
        return True
    if act.action in BY_ITSELF and not _is_passive(statement, act) and not roles.suits and not goes_on:
        return _acts(statement, act, roles) or _we_say(statement, act)
    if act.action in _NEEDED and not is_nominal(statement, act.verb):
        told = act.told or _acts(statement, act, roles) or _is_answered(statement, act)
        return roles.suits or (told and _is_dated(statement, act))
    if act.action == "allocate" and aspect(statement.sentence[act.verb], "action") == "present" and not act.told:
        return _acts_near(statement, act, roles) or (roles.suits and _is_paid(statement))
    acts = roles.suits or _acts(statement, act, roles) or act.told
    return acts or _is_answered(statement, act) or _is_promised(statement, act, roles)


def _does_by_itself(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether what cannot act is the subject of an Arabic verb with an object (ارتفاع الأسعار سيمنح السوق دفعة)."""
    sentence, target = statement.sentence, roles.target
    if sentence[act.index].text.isascii() or roles.actor is not None or not is_finite_verb(sentence[act.verb]):
        return False
    if target is None or target.last > act.first or act.verb != act.index:
        return False
    following = sentence[act.index + 1] if act.index + 1 < len(sentence) else None
    if following is None or is_break(following) or statement.is_timed(act.index + 1):
        return False
    object_follows = (
        following.kind == "word" and "preposition" not in following.tags and following.form.startswith("ال")
    )
    return object_follows or act.action in _RULES


def _is_kept(statement: Statement, act: Act) -> bool:
    """Whether something is to be kept at a level (will be kept at 9 million barrels)."""
    first, last = act.index + 1, act.index + _SHORT
    kept = act.action == "remain" and "displaces" in statement.sentence[act.index].tags
    return kept and any(first <= mention.first <= last for mention in statement.amounts)


def _is_dated(statement: Statement, act: Act) -> bool:
    first, last = statement.clause(act.index)
    return any(first < mention.last and mention.first < last for mention in statement.times)


def _is_planned(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether a verbal noun is what somebody plans, decides or announces, not only what is wished or foreseen."""
    if not _governed(statement, act):
        return False
    if act.governor is None:
        return roles.suits
    governor = statement.sentence[act.governor]
    tags, first = governor.tags, governor.word.first
    noun = not is_finite_verb(governor) and first is not None and first.entry.grammar == "noun"
    if "modality" in tags and "say" not in tags:
        return act.told if noun else roles.suits or is_responsible(roles.actor)
    if noun and first is not None and first.enclitic is not None and tags.get("say") in _SETTLED_BY:
        # شكره على توجيهاته بتقديم المساعدات: what he has decided is talked about.
        return False
    if "stipulates" in tags:
        return roles.suits or _names_text(statement, act.governor)
    if tags.get("say") == "expected":
        return roles.suits
    if noun and tags.get("say") == "decided" and act.governor == act.verb - 1:
        # قرار الانسحاب: a decision that is talked about; one that is made stands with a preposition (قرارا بإعفاء).
        return bool(_proclitics(statement.sentence[act.verb]) & {"bi", "li"})
    return True


def _names_text(statement: Statement, index: int) -> bool:
    """Whether a budget, law or agreement stands beside the verb that says what it provides for."""
    near = statement.sentence.tokens[max(0, index - _TEXT_WITHIN) : index + _TEXT_WITHIN]
    return any(concepts().heads[token.tags["head"]].kind == "instrument" for token in near if "head" in token.tags)


def _proclitics(token: Token) -> frozenset[str]:
    return token.word.first.proclitics if token.word.first is not None else frozenset()


def _hypothetical(statement: Statement, act: Act, roles: Roles) -> bool:
    """Somebody demands it, or thinks that somebody responsible may do it."""
    if is_nominal(statement, act.verb) and (act.governor is None or not _governed(statement, act)):
        return False
    speaker = statement.source_at(act.index).speaker
    if not act.told and speaker is None:
        return False
    if is_nominal(statement, act.verb):
        if act.action in _JOINED and not is_responsible(roles.actor):
            return False
        return roles.suits and _is_demanded(statement, act)
    if not act.told and not statement.sentence[act.index].text.isascii():
        return False
    near = _acts_near(statement, act, roles) or (roles.suits and _beside(statement, act, roles))
    return near or (_we_say(statement, act) and _is_answered(statement, act))


def _is_demanded(statement: Statement, act: Act) -> bool:
    """Whether somebody demands it in Arabic, where wishes and possibilities stand in any text."""
    if statement.sentence[act.index].text.isascii() or act.governor is None:
        return True
    tags = statement.sentence[act.governor].tags
    return tags.get("say") == "demanded" or "condition" in tags


def _denied(statement: Statement, act: Act, roles: Roles) -> bool:
    """Somebody denies it."""
    named = roles.suits or roles.target is not None or _acts(statement, act, roles)
    loose = is_nominal(statement, act.verb) or _is_infinitive(statement, act.verb)
    return act.told or named or (loose and _is_answered(statement, act))


def _is_infinitive(statement: Statement, index: int) -> bool:
    """Whether an English verb stands behind `to` (no intention to postpone them)."""
    before = statement.sentence[index - 1] if index else None
    return before is not None and (before.tags.get("joins") == "to" or before.form.endswith(" to"))


def _postponed(statement: Statement, act: Act, roles: Roles) -> bool:
    """Somebody puts off something."""
    if is_nominal(statement, act.verb):
        return act.told or _acts(statement, act, roles) or (roles.suits and _puts_off(statement, act))
    put_off = (
        act.first > 0
        and statement.sentence[act.index].text.isascii()
        and "action" in statement.sentence[act.first - 1].tags
    )
    return put_off or roles.suits or _acts(statement, act, roles) or act.told


def _puts_off(statement: Statement, act: Act) -> bool:
    """Whether a verbal noun of putting off is done or decided, and not a mere delay (عملت على تأخير المشروع)."""
    return statement.sentence[act.index].text.isascii() or act.governor is not None or act.first < act.index


_ANSWERS: dict[Status, Callable[[Statement, Act, Roles], bool]] = {
    Status.COMPLETED: _completed,
    Status.ONGOING: _ongoing,
    Status.PLANNED: _planned,
    Status.ANNOUNCED: _planned,
    Status.AGREED: _planned,
    Status.HYPOTHETICAL: _hypothetical,
    Status.DENIED: _denied,
    Status.POSTPONED: _postponed,
}


def _is_promised(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether an act needs no usual object: denied, or to be done by somebody responsible to something we know."""
    if act.status is Status.DENIED:
        return roles.target is not None
    if _is_awaited(statement, act):
        return True
    if act.action not in _WEAK and _is_set(statement, act, roles):
        return True
    if act.status not in (Status.PLANNED, Status.ANNOUNCED) or is_nominal(statement, act.verb) or roles.target is None:
        return False
    near = _is_ours(statement, act) or _acts_near(statement, act, roles)
    return near and concepts().heads[roles.target.head].kind in _THINGS


def _is_set(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether somebody responsible is to do it by a day, to something of whatever kind."""
    ahead = act.status in (Status.PLANNED, Status.ANNOUNCED, Status.AGREED) and _is_dated(statement, act)
    return ahead and _acts_near(statement, act, roles) and _done_to(statement, act, roles)


def _is_ours(statement: Statement, act: Act) -> bool:
    """Whether we do it."""
    if act.first and statement.sentence[act.first - 1].form == "we":
        return True
    return is_ours(statement.sentence[act.verb])


def _acts(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether somebody who can answer for it acts."""
    return is_responsible(roles.actor) or _officer_acts(statement, act.index)


def _acts_near(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether who acts stands right at the verb: no words unknown to us between."""
    if _officer_acts(statement, act.verb):
        return True
    actor = roles.actor
    if actor is None or not is_responsible(actor):
        return False
    if actor.first > act.verb:
        return strangers(statement, act.verb + 1, actor.first) == 0
    between = statement.sentence.tokens[actor.last : act.first]
    narrows = any("relative" in token.tags for token in between)
    closed = any(is_mark(token, COMMAS) for token in between[:1] + between[-1:])
    if not narrows and closed and len(between) < _SHORT:
        return False
    return actor.last > act.first or strangers(statement, actor.last, act.first) < _CLOSE


def _beside(statement: Statement, act: Act, roles: Roles, over: int = 0) -> bool:
    """Whether what is acted on, or who moves, stands right at the verb."""
    phrase = roles.target or roles.actor
    if phrase is None:
        return True
    if phrase.first > act.index:
        return strangers(statement, act.index + 1, phrase.first) <= over
    return strangers(statement, phrase.last, act.first) <= over


def _touches(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether nothing stands between an Arabic verb and what it was done to, nor an indefinite noun that it narrows."""
    phrase = roles.target or roles.actor
    if phrase is None or act.noun is not None:
        return _beside(statement, act, roles)
    if phrase.first > act.index:
        before = statement.sentence[act.first - 1] if act.first else None
        between = statement.sentence.tokens[act.index + 1 : phrase.first]
        direct = all("action" in token.tags or token.tags.get("preposition") == "on" for token in between)
        return direct and (before is None or bool(before.tags) or before.kind != "word")
    return phrase.last == act.first


def _governed(statement: Statement, act: Act, over: int = _GOVERNED_OVER) -> bool:
    """Whether few words unknown to us stand between a verbal noun and the word that governs it."""
    if act.governor is None or act.governor > act.verb:
        return True
    begin = act.governor + 1
    names = sum(index in statement.speaking for index in range(begin, act.verb))
    return strangers(statement, begin, act.verb) - names <= over


def _done_later(statement: Statement, index: int) -> bool:
    """Whether a passive behind a verbal noun says that it was done (تسليم القاعدة تم)."""
    tokens = statement.sentence.tokens[index + 1 : statement.clause(index)[1]]
    return any("passive" in token.tags for token in tokens)


def _is_answered(statement: Statement, act: Act) -> bool:
    """Whether an office or an institution says it."""
    speaker = statement.source_at(act.index).speaker
    return speaker is not None and (speaker.role is not None or speaker.name is None)


def _we_say(statement: Statement, act: Act) -> bool:
    """Whether a speaker says it of himself or his own (it would open the road, we will resume)."""
    said = act.told or statement.source_at(act.index).speaker is not None
    return said and "pronoun" in statement.sentence[max(0, act.first - 1)].tags


def _officer_acts(statement: Statement, index: int) -> bool:
    """Whether the holder of an office or a body acts (وقع ممثلون عن الجيش, كان الصندوق قد وافق)."""
    sentence = statement.sentence
    if not is_finite_verb(sentence[index]):
        return False
    before = index - 1
    while before > 0 and any(tag in sentence[before].tags for tag in ("auxiliary", "modality", "negation")):
        before -= 1
    following = sentence[index + 1].tags if index + 1 < len(sentence) and not sentence[index].text.isascii() else {}
    return "role" in following or "role" in sentence[before].tags or "body" in sentence[before].tags


def _done_to(statement: Statement, act: Act, roles: Roles) -> bool:
    return roles.target is not None or _says_what(statement, act, roles.actor)


def _says_what(statement: Statement, act: Act, actor: NounPhrase | None) -> bool:
    """Whether words unknown to us follow that say what a done act was done to (approved new rules), not only a day."""
    sentence = statement.sentence
    position = act.index + 1 if actor is None else max(act.index + 1, actor.last)
    while position < len(sentence):
        token = sentence[position]
        closing = aside_ends(sentence, position) if is_break(token) else None
        dates = statement.is_timed(position) or statement.is_timed(position + 1)
        if closing is None and not dates and token.tags.get("preposition") != "on":
            opens = is_break(token) or any(tag in token.tags for tag in ("preposition", "clause", "that", "auxiliary"))
            return not (opens or (is_finite_verb(token) and "li" in _proclitics(token)))
        position = (closing or position) + 1
    return False


def _needs_object(token: Token) -> bool:
    """Whether the word is an act only with what it acts on (حل البرلمان, not حل الأزمة)."""
    return any("with_object" in reading.tags for reading in token.word.readings if "action" in reading.tags)
