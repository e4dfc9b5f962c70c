"""Why an act is no policy, whoever does it: a company's own business, an effect, an accusation, an arrest.

Put here: acts that are told as news and that no desk follows. Keep out: who must answer for an act (`answering`).
"""

from __future__ import annotations

from collections.abc import Callable

from models.claim import Status
from models.concepts import concepts
from models.language.claims.acting import Roles, is_ours, is_predicate
from models.language.claims.clauses import is_break, is_finite_verb
from models.language.claims.governing import is_nominal
from models.language.claims.nouns import NounPhrase
from models.language.claims.standing import Act
from models.language.claims.statement import Statement
from models.language.claims.weighing import is_responsible
from models.language.lexicon import mask
from models.language.mention import MentionKind

# What companies do every day; what they build, sign or hand over is followed.
_BUSINESS = frozenset(
    {"launch", "form", "appoint", "announce", "produce", "sell", "buy", "increase", "reduce", "end", "continue"}
    | {"support", "cancel"}
)
_OPENS = frozenset({"open"})
# What a company does that desks follow: it is about power and fuel, or with the state.
_FOLLOWED = frozenset({"energy", "force", "group", "strike", "weapon"})
_STATE = frozenset({"government", "ministry", "minister", "prime_minister", "parliament", "central_bank", "sanction"})
_PUBLIC = frozenset({"oil", "gas", "power", "water", "national"})
# What something brings about by itself, where nobody is named who does it.
_EFFECTS = frozenset({"allow", "deliver", "increase", "reduce", "support", "open"})
_IN_ARMS = frozenset({"deploy", "withdraw", "transfer", "begin", "end", "continue", "suspend", "complete", "hold"})
_ARMED = frozenset({"operation", "fighter", "base"})
_KEPT = frozenset({"open", "close"})
# What says nothing without what it is done to.
_OF_SOMETHING = frozenset({"train", "deliver", "hold", "receive"})
_LASTING = frozenset({"instrument", "energy"})
_DRIFTS = frozenset({"increase", "reduce"})
_HEADS, _BLAMES = mask("head"), mask("blames")
_BLAMED_WITHIN, _SUM_WITHIN = 8, 3
# Verbs that no noun under an Arabic preposition is the object of.
_TOLD = frozenset({"said", "announced", "reported"})


def dismissed(statement: Statement, act: Act, roles: Roles) -> str | None:
    """Why an act is no policy, in a few words; None where it may be one."""
    for why, holds in _REASONS:
        if holds(statement, act, roles):
            return why
    return None


def _is_business(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether a company does what only concerns itself: no fuel, power, arms or state is named with it."""
    if act.action not in (_BUSINESS | _OPENS if roles.actor is None else _BUSINESS) or act.status is Status.DENIED:
        return False
    company = roles.actor is not None and roles.actor.head == "company"
    opens = roles.target is not None and roles.target.head == "company" and roles.target.first == act.index + 1
    company = company or (roles.actor is None and opens and is_finite_verb(statement.sentence[act.index]))
    if not company and not (statement.topic().business and not is_responsible(roles.actor)):
        return False
    if roles.actor is not None and roles.actor.qualifiers & _PUBLIC:
        return False
    sentence = statement.sentence
    heads = {str(sentence[index].tags["head"]) for index in sentence.having(_HEADS)} - {"plant"}
    return not (heads & _STATE or any(concepts().heads[head].kind in _FOLLOWED for head in heads))


def _is_effect(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether something will have an effect, and nobody does it (التوسعة ستسمح بدخول المزيد)."""
    if act.action not in _EFFECTS or act.status is not Status.PLANNED or act.negated or act.governor is not None:
        return False
    verb = statement.sentence[act.verb]
    if act.first < act.verb or act.verb != act.index or verb.text.isascii() or not is_finite_verb(verb):
        # A passive, a modality before the verb: somebody has planned it.
        return False
    if is_responsible(roles.actor) or _is_measured(statement, act):
        return False
    return not verb.form.lstrip("وف").startswith(("سن", "ن"))


def _is_measured(statement: Statement, act: Act) -> bool:
    first, last = statement.clause(act.index)
    return any(first < mention.last and mention.first < last for mention in (*statement.amounts, *statement.times))


def _is_accused(statement: Statement, act: Act) -> bool:
    """Whether somebody is only accused of it (اتهم الدولة بدعم المسلحين)."""
    sentence = statement.sentence
    first = sentence[act.verb].word.first
    if act.status is Status.DENIED or first is None or not is_nominal(statement, act.verb):
        return False
    if not sentence[act.verb].text.isascii() and "bi" not in first.proclitics:
        return False
    for position in sentence.having(_BLAMES):
        between = sentence.tokens[position + 1 : act.verb]
        if position < act.verb <= position + _BLAMED_WITHIN:
            return not any(is_break(token) or is_finite_verb(token) for token in between)
    return False


def _is_difference(statement: Statement, act: Act) -> bool:
    """Whether a noun only says by how much something has changed (بزيادة 4 في المئة عن العام الماضي)."""
    if act.action not in _DRIFTS or act.verb != act.index or not is_nominal(statement, act.index):
        return False
    first = statement.sentence[act.index].word.first
    if act.status is Status.ONGOING:
        return first is not None and "and" in first.proclitics
    if first is None or "bi" not in first.proclitics:
        return False
    return act.governor is None or statement.sentence[act.governor].tags.get("say") in _TOLD


def _is_unarmed(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether what moves or begins is one of arms only beside arms (عناصر, معسكر, عملية النقل); none are named."""
    named = [phrase for phrase in (roles.actor, roles.target) if phrase is not None and _is_armed(statement, phrase)]
    vehicles = act.action == "withdraw" and roles.target is not None and roles.target.head == "vehicle"
    return act.action in _IN_ARMS and (bool(named) or vehicles) and not statement.topic().armed


def _is_armed(statement: Statement, phrase: NounPhrase) -> bool:
    return phrase.head in _ARMED and phrase.at >= 0 and "armed" in statement.sentence[phrase.at].tags


def _is_unsigned(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether an Arabic verb of signing has nothing that is signed by institutions (وقع على قميص)."""
    sentence = statement.sentence
    if act.action != "sign" or roles.suits or sentence[act.index].text.isascii():
        return False
    heads = (str(sentence[index].tags["head"]) for index in sentence.having(_HEADS))
    return not any(concepts().heads[head].kind == "instrument" for head in heads)


def _is_asked_not_to(statement: Statement, act: Act) -> bool:
    """Whether `and not to` goes on with what is asked of people (شدد على استقبالهم وعدم إغلاق البوابة)."""
    opening = statement.sentence[act.first]
    first = opening.word.first
    joined = first is not None and "and" in first.proclitics and opening.tags.get("negation") == "noun"
    if not (joined and act.negated and is_nominal(statement, act.index)) or act.governor is None:
        return joined and act.negated and act.governor is None
    return statement.sentence[act.governor].tags.get("say") not in ("denied", "decided", "announced", "agreed")


def _is_of_nothing(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether an Arabic verbal noun says not what it is done to (التقديم سيستمر, التدريب سيبدأ)."""
    if act.noun is None or roles.target is not None or act.action not in _OF_SOMETHING:
        return False
    return statement.sentence[act.noun].form.startswith("ال")


def _is_unheld(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether what goes on in Arabic has nobody who could answer for it (أعمال البحث مستمرة)."""
    if act.status is not Status.ONGOING or act.negated or statement.sentence[act.verb].text.isascii():
        return False
    lasts = roles.target is not None and concepts().heads[roles.target.head].kind in _LASTING
    if act.action == "commit" or (lasts and is_predicate(statement, act.verb)):
        # الهدنة مستمرة, الإمدادات متوقفة
        return False
    told = act.noun is not None or act.first < act.index
    return not (roles.actor is not None or told or is_ours(statement.sentence[act.verb]))


def _makes_up(statement: Statement, act: Act) -> bool:
    """Whether a part of a whole is what is formed (سوف تشكل نصف المساحة)."""
    following = statement.sentence.tokens[act.index + 1 : act.index + 2]
    return act.action == "form" and any("fraction" in token.tags or "percent" in token.tags for token in following)


def _reaches_sum(statement: Statement, act: Act) -> bool:
    """Whether an amount is what is arrived at (سيصل العجز إلى 9 مليارات يورو)."""
    near = range(act.index + 1, act.index + 1 + _SUM_WITHIN)
    kinds = (MentionKind.MONEY, MentionKind.PERCENT)
    return act.action == "arrive" and any(m.first in near and m.kind in kinds for m in statement.amounts)


def _is_loose_investing(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether investing has neither a sum nor anything that it goes into (تستثمر جميع المنابر)."""
    return act.action == "invest" and not (roles.suits or _is_measured(statement, act))


def _is_plot(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether an attack is only what persons have plotted in Arabic (خططوا لتنفيذ هجمات), no institution's plan."""
    if act.action not in ("implement", "attack") or act.status is not Status.PLANNED:
        return False
    strikes = roles.target is not None and concepts().heads[roles.target.head].kind == "strike"
    plotted = roles.actor is None or roles.actor.head == "militant"
    nominal = is_nominal(statement, act.index) and not statement.sentence[act.index].text.isascii()
    return nominal and plotted and (strikes or act.action == "attack")


def _are_experts(act: Act, roles: Roles) -> bool:
    """Whether it is experts who agree on something."""
    return act.action == "agree" and roles.actor is not None and roles.actor.head == "adviser"


def _is_launched(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether what nobody who answers for it launches is nothing that makes it an act (إطلاق أجهزتها الجديدة)."""
    verb = statement.sentence[act.verb]
    if act.action != "launch" or roles.suits or verb.text.isascii():
        return False
    return not (is_responsible(roles.actor) or is_ours(verb))


def _is_brought_out(roles: Roles, act: Act) -> bool:
    """Whether persons who are held or stuck are taken out of somewhere (إخراج المحتجزين), as rescuers do."""
    return (
        act.action == "withdraw" and roles.target is not None and concepts().heads[roles.target.head].kind == "captive"
    )


def _is_attributed(statement: Statement, act: Act) -> bool:
    """Whether what goes on is said of a noun by an adjective of it (حرصه المستمر على تقديم المساعدة)."""
    if act.status is not Status.ONGOING or act.governor is None or not is_nominal(statement, act.verb):
        return False
    governor = statement.sentence[act.governor]
    first = governor.word.first
    return "ongoing" in governor.tags and first is not None and "al" in first.proclitics


def _is_mere(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether an Arabic verb says only what will not be, of nothing and nobody that we know (ولن يغلق بسهولة)."""
    if not act.negated or act.status is not Status.PLANNED or act.action not in _KEPT:
        return False
    named = roles.actor is not None or roles.target is not None
    return not (named or statement.sentence[act.index].text.isascii() or is_ours(statement.sentence[act.verb]))


def _is_arrest(act: Act, roles: Roles) -> bool:
    """Whether somebody who holds no office was arrested, which the police do every day."""
    if act.action != "detain" or act.negated or act.status not in (Status.COMPLETED, Status.ANNOUNCED):
        return False
    target = roles.target
    return target is None or concepts().heads[target.head].kind not in ("office", "institution", "force")


_REASONS: tuple[tuple[str, Callable[[Statement, Act, Roles], bool]], ...] = (
    ("a company's own business", _is_business),
    ("an effect, and nobody's act", _is_effect),
    ("an accusation", lambda statement, act, _: _is_accused(statement, act)),
    ("says by how much", lambda statement, act, _: _is_difference(statement, act)),
    ("signs nothing that makes it an act", _is_unsigned),
    ("what will not be, of nothing we know", _is_mere),
    ("launches nothing that makes it an act", _is_launched),
    ("brings out who is stuck", lambda _, act, roles: _is_brought_out(roles, act)),
    ("an adjective", lambda statement, act, _: _is_attributed(statement, act)),
    ("what people are asked not to do", lambda statement, act, _: _is_asked_not_to(statement, act)),
    ("done to nothing", _is_of_nothing),
    ("nobody holds on to it", _is_unheld),
    ("makes up a part", lambda statement, act, _: _makes_up(statement, act)),
    ("arrives at a sum", lambda statement, act, _: _reaches_sum(statement, act)),
    ("invests nothing", _is_loose_investing),
    ("a plot", _is_plot),
    ("experts agree", lambda _, act, roles: _are_experts(act, roles)),
    ("an arrest", lambda _, act, roles: _is_arrest(act, roles)),
    ("items, and no forces", _is_unarmed),
)
