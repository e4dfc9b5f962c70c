"""How an act stands: announced, agreed, planned, going on, done, put off, denied or only supposed.

The words around an act say so: those that govern it, its own form, the verb of saying that reports it. Put here: how an
act is meant. Keep out: which acts are claims, who acts on what (`policy`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.claim import Status
from models.language.claims.clauses import OPENING_QUOTES, STRAIGHT_QUOTES, aspect, is_break, is_finite_verb, is_mark
from models.language.claims.governing import (
    GOVERNING,
    NOUN_GOVERNS_WITHIN,
    SAID_WITHIN,
    governors,
    is_nominal,
    negation_of,
    verbal_noun_after,
    verbal_noun_before,
)
from models.language.claims.statement import Statement
from models.language.lexicon import Token, mask

# What is news once it is done (annotation: the completion of an institutional act as such).
_INSTITUTIONAL = frozenset(
    {"withdraw", "end", "hand_over", "receive", "form", "dissolve", "sign", "approve", "reject", "hold", "complete"}
    | {"extend", "postpone", "cancel", "suspend", "resume", "open", "close", "appoint", "dismiss", "resign", "lift"}
    | {
        "impose",
        "cease_fire",
        "begin",
        "allocate",
        "agree",
        "transfer",
        "liberate",
        "reduce",
        "deliver",
        "ban",
        "allow",
        "pay",
    }
)
# What is news while it goes on.
_STATES = frozenset(
    {"remain", "continue", "support", "train", "commit", "withdraw", "negotiate", "implement", "fight", "suspend"}
    | {"deploy"}
)
# Verbs of phase: the act itself is the verbal noun after them (بدء تنفيذ, continue to support).
_PHASES = {
    "begin": Status.ONGOING,
    "continue": Status.ONGOING,
    "commit": Status.ONGOING,
    "resume": Status.ONGOING,
    "complete": Status.COMPLETED,
}
# What is announced once it is done, where no later date is named.
ANNOUNCED_WHEN_DONE = frozenset(
    {"receive", "hand_over", "withdraw", "arrive", "return", "liberate", "control", "detain"}
)
_ENDED = frozenset({"end", "complete", "sign", "approve", "form", "open", "cease_fire", "resume", "release"})
# Verbs that settle another act (agree to withdraw, vote for an extension, pledge to pay).
_DECIDED_WITHIN = 4
_SETTLED = frozenset({"approve", "agree", "commit"})
# States in which something may stay (the port remains open).
_KEPT = frozenset({"open", "close"})
_AGREEMENTS = frozenset({"agreement", "truce"})
_ORDERED = frozenset({"decided", "demanded"})
_UNDER = mask("under")
_UNDER_WITHIN = 6
_RETURNS_WITHIN = 5
_COMES_WITHIN = 8
_RAISED_WITHIN = 4
_ALONE = 5
# What somebody who denies one thing may say of another in the same breath (denied …, and promised to release).
_OWN_WORDS = frozenset({"promised", "announced"})
_SETTLING = frozenset({"decided", "announced", "promised"})
# Words that give an act its day: it will be on it, is set for it.
_DAY_WITHIN = 3
_DATED = frozenset({"سيكون", "ستكون", "set", "scheduled", "due", "slated", "planned"})
_NEAR_PURPOSE = GOVERNING | mask("none")
_DENIES, _AGREED = mask("denial"), mask("agreed")


@dataclass(slots=True)
class Act:
    """An act: its action, the tokens of its word (`index`) and of its clause's begin (`first`), and how it is meant.

    `verb` is the token that says how it stands: its own word, or the verb of phase before it. `told` is true where a
    verb of deciding, announcing, promising or reporting governs it, `governor` is the nearest word that governs it.
    `noun` is the verbal noun of which a later verb says how it stands (صرف الرواتب سيتم).
    """

    action: str
    index: int
    first: int
    status: Status
    negated: bool
    verb: int
    told: bool = False
    noun: int | None = None
    governor: int | None = None


def read_act(statement: Statement, index: int) -> Act | None:
    """The act that the token at `index` names, after its verb of phase if it is one; None where it is no claim."""
    sentence = statement.sentence
    action, at = str(sentence[index].tags["action"]), index
    phase, noun = None, None
    if _settles_act(statement, index, action):
        return None
    if action in _PHASES:
        other = verbal_noun_after(statement, index)
        if other is not None:
            phase, at = _PHASES[action], other
            action = str(sentence[other].tags["action"])
        elif (earlier := verbal_noun_before(statement, index)) is not None:
            phase, action, noun = _PHASES[action], str(sentence[earlier].tags["action"]), earlier
    if action == "attack" and _aims_at_act(statement, index):
        # تستهدف رفع الإنتاج: it is aimed at.
        phase, at, action = Status.PLANNED, index + 1, str(sentence[index + 1].tags["action"])
    if "repeats" in sentence[index].tags and (again := verbal_noun_after(statement, index)) is not None:
        # لن تعيد فتح الميناء: what is done again is the act.
        at, action = again, str(sentence[again].tags["action"])
    if action == "increase" and _lifts_ban(statement, index):
        action = "lift"
    if action == "arrive" and any("comes" in t.tags for t in sentence.tokens[index + 1 : index + _COMES_WITHIN]):
        action = "begin"
    if action == "return" and (again := _returned_to(statement, index)) is not None:
        at, action = again, str(sentence[again].tags["action"])
    if action == "remain" and any(t.tags.get("action") in _KEPT for t in sentence.tokens[index + 1 : index + 2]):
        return None
    if _is_undone(statement, index):
        return None
    negation = negation_of(statement, index)
    found = governors(statement, index)
    governing = [sentence[position].tags for position in found]
    status = _status(statement, index, action, phase, negation, governing)
    if status is not None and _is_undecided(statement, found):
        status = Status.DENIED
    if status is None:
        return None
    negated = negation is not None or status is Status.DENIED
    if negated and status is not Status.DENIED and _leaves_only(statement, at):
        negated, status = False, Status.ONGOING
    told = any("say" in tags or "stipulates" in tags for tags in governing) or _is_proviso(statement, index)
    first = _first_word(statement, index, negation)
    governor = next((position for position in found if position != negation), None)
    return Act(action, at, first if noun is None else min(first, noun), status, negated, index, told, noun, governor)


def _returned_to(statement: Statement, index: int) -> int | None:
    """The act that somebody goes back to (لن تعود الحكومة إلى خفض الإمدادات, will return to cutting output)."""
    sentence = statement.sentence
    for position in range(index + 1, min(len(sentence) - 1, index + _RETURNS_WITHIN)):
        if is_break(sentence[position]):
            return None
        if sentence[position].tags.get("preposition") == "to":
            reading = sentence[position + 1].word.reading("action")
            form = None if reading is None else reading.aspect
            named = reading is not None and "head" not in reading.tags and form not in ("past", "present")
            return position + 1 if named else None
    return None


def _lifts_ban(statement: Statement, index: int) -> bool:
    """Whether what an Arabic verb of raising raises is a ban, and so is lifted (رفعت السلطات حظر التجول)."""
    sentence = statement.sentence
    if sentence[index].text.isascii():
        return False
    for token in sentence.tokens[index + 1 : index + 1 + _RAISED_WITHIN]:
        if is_break(token) or "preposition" in token.tags or is_finite_verb(token):
            return False
        if token.tags.get("action") == "ban" or token.tags.get("head") == "sanction":
            return True
    return False


def _aims_at_act(statement: Statement, index: int) -> bool:
    """Whether a finite verb of attacking has a verbal noun right behind it, which is then what is aimed at."""
    sentence = statement.sentence
    if index + 1 >= len(sentence) or not is_finite_verb(sentence[index]) or sentence[index].text.isascii():
        return False
    return (
        "action" in sentence[index + 1].tags
        and "head" not in sentence[index + 1].tags
        and is_nominal(statement, index + 1)
    )


def _is_undone(statement: Statement, index: int) -> bool:
    """Whether the act is what a decision ordered that is itself called off (ألغى المجلس قرارا برفع الأسعار)."""
    sentence = statement.sentence
    if not is_nominal(statement, index):
        return False
    decided = undone = False
    for position in range(index - 1, statement.clause(index)[0] - 1, -1):
        tags = sentence[position].tags
        decided = decided or (tags.get("say") in _ORDERED and not is_finite_verb(sentence[position]))
        undone = undone or (decided and tags.get("action") in ("cancel", "reject", "suspend"))
    return undone


def _settles_act(statement: Statement, index: int, action: str) -> bool:
    """Whether what is voted, agreed or pledged is itself an act, which is then the claim (صوت على تمديد المهلة)."""
    sentence = statement.sentence
    if action not in _SETTLED or not is_finite_verb(sentence[index]):
        return False
    if action != "agree" and "say" not in sentence[index].tags:
        return False
    return verbal_noun_after(statement, index) is not None


def _status(
    statement: Statement,
    index: int,
    action: str,
    phase: Status | None,
    negation: int | None,
    governors: list[dict[str, Any]],
) -> Status | None:
    """How an act stands, by the words that govern it; None where nothing makes it a claim."""
    sentence = statement.sentence
    token = sentence[index]
    governed = {tag for tags in governors for tag in tags}
    said = {"decided" if tags.get("action") == "approve" else str(tags["say"]) for tags in governors if "say" in tags}
    verb = statement.source_at(index).verb
    nominal = is_nominal(statement, index)
    meant = {str(tags["modality"]) for tags in governors if "modality" in tags}
    reading = token.word.reading("action")
    form = aspect(token, "action")
    if form == "present" and _is_past_too(statement, index):
        form = "past"
    if form == "past" and _is_yet_to_be(statement, index):
        form = "participle"
    future = "will" in meant or (reading is not None and "will" in reading.proclitics)
    future = future or token.tags.get("modality") == "will"
    done = form == "past" or "completed" in governed or _is_passive_past(statement, index)
    past = done and not future
    refused = "" if negation is None else str(statement.sentence[negation].tags["negation"])

    if nominal and _is_purpose(statement, index):
        return None
    if nominal and action in _KEPT and index and sentence[index - 1].tags.get("action") == "remain":
        return Status.ONGOING
    if "condition" in governed:
        return Status.HYPOTHETICAL
    denied = "denial" in governed or "denied" in said or (verb == "denied" and not said & _OWN_WORDS)
    if denied or _denied_after(statement, index) or _is_none_made(statement, index):
        return Status.DENIED
    if "opinion" in governed:
        return None
    if "perhaps" in meant and form == "present":
        meant.add("may")
    if "demanded" in said or verb == "demanded" or meant & {"may", "hope", "must", "want"}:
        return None if past else Status.HYPOTHETICAL
    if nominal and refused in ("noun", "present") and negation == index - 1 and _stands_alone(statement, index):
        # لا تأجيل, no freeze: there is none.
        return Status.DENIED
    if "postponed" in token.tags and refused != "future":
        return Status.POSTPONED if past or said or verb or future else None
    if refused == "past" and not nominal:
        return Status.COMPLETED
    if _is_proviso(statement, index):
        return Status.PLANNED
    agreed = any(_agrees(tags) for tags in governors) and (not past or nominal)
    agreed = agreed and not (nominal and reading is not None and "li" in reading.proclitics)
    if agreed or (action != "commit" and (not past or nominal) and _agreed_after(statement, index)):
        return Status.AGREED
    if (future or meant & {"plan", "target"} or form == "present") and _is_under_agreement(statement, index):
        return Status.AGREED
    if "stipulates" in governed:
        return Status.AGREED if _names_agreement(statement, index) else Status.PLANNED
    if action == "commit" and token.tags.get("say") == "promised":
        return Status.ANNOUNCED if negation is None else None
    if (
        refused == "future"
        or future
        or meant & {"plan", "target"}
        or (not past and ("expected" in said or verb == "expected"))
    ):
        promised = (
            (action == "allocate" and "expected" not in said and verb != "expected")
            or (said | {verb}) & _SETTLING
            or _decided_after(statement, index)
        )
        return Status.ANNOUNCED if promised else Status.PLANNED
    if said & _SETTLING and not past and refused != "past":
        return _announced(statement, index, action, said)
    if past and action == "allocate" and refused == "":
        return Status.ANNOUNCED
    if action == "deadline":
        first, last = statement.clause(index)
        dated = any(first < mention.last and mention.first < last for mention in statement.times)
        return Status.ANNOUNCED if dated and negation is None else None
    noun = nominal and reading is not None and reading.entry.grammar == "noun"
    if noun and not said and (phase is not None or "ongoing" in token.tags) and not future:
        # استمرار المفاوضات by itself asserts nothing.
        return None
    if phase is Status.ONGOING and form == "present" and negation is None and _is_ahead(statement, index):
        # توريد الغاز يبدأ منتصف الشهر.
        return Status.PLANNED
    if phase is not None:
        return Status.COMPLETED if negation is not None and (past or refused == "past") else phase
    goes_on = "ongoing" in token.tags or "ongoing" in governed
    if goes_on and action in _STATES:
        return Status.ONGOING
    if refused and form in ("participle", "gerund") and token.text.isascii() and not past:
        # We are not leaving.
        return Status.PLANNED
    if past or refused == "past":
        return Status.COMPLETED if action in _INSTITUTIONAL or refused else None
    if form == "present" and _is_ahead(statement, index):
        return Status.PLANNED
    if goes_on:
        return Status.ONGOING
    told = nominal and bool(said & {"said", "reported", "announced"}) and not _stated_fully(statement, index)
    if told and action in _STATES and action != "withdraw":
        # مؤكدا التزام الشركة: what goes on is stated by naming it.
        return Status.ONGOING
    if (
        nominal
        and said & {"said", "reported"}
        and not _stated_fully(statement, index)
        and action in ANNOUNCED_WHEN_DONE | _ENDED
    ):
        return Status.COMPLETED
    if nominal and (later := _said_later(statement, index)) is not None:
        return later
    if form == "present" and action != "form":
        if action == "allocate":
            return Status.ANNOUNCED
        return Status.ONGOING if action in _STATES or action in _INSTITUTIONAL else None
    return None


def _is_past_too(statement: Statement, index: int) -> bool:
    """Whether an English verb whose past looks like its present stands alone (the corporation shut the field)."""
    token, before = statement.sentence[index], statement.sentence[index - 1].tags if index else {}
    if not token.text.isascii() or any(tag in before for tag in ("modality", "auxiliary", "joins", "negation")):
        return False
    return any(reading.aspect == "past" for reading in token.word.readings if "action" in reading.tags)


def _stands_alone(statement: Statement, index: int) -> bool:
    """Whether the clause is no more than `no` and what there is none of («لا تأجيل»)."""
    first, last = statement.clause(index)
    return last - first <= _ALONE


def _is_undecided(statement: Statement, governing: list[int]) -> bool:
    """Whether nobody has decided it: what governs the act is itself negated (لم نقرر رفع, has not agreed to leave)."""
    sentence = statement.sentence
    for position in governing:
        tags = sentence[position].tags
        if tags.get("say") in ("decided", "agreed") and is_finite_verb(sentence[position]):
            return any(
                sentence[before].tags.get("negation") in ("past", "present") and not is_break(sentence[before])
                for before in range(max(0, position - 1), position)
            )
    return False


def _is_yet_to_be(statement: Statement, index: int) -> bool:
    """Whether an English participle stands behind a bare `be` (wants the deal to be cancelled, that it be put off)."""
    return index > 0 and statement.sentence[index - 1].form == "be"


def _is_purpose(statement: Statement, index: int) -> bool:
    """Whether a verbal noun under لـ is only what something else is for (التعاون لمحاربة داعش)."""
    sentence = statement.sentence
    reading = sentence[index].word.reading("action")
    if reading is None or "li" not in reading.proclitics:
        return False
    near = sentence.tokens[max(0, index - NOUN_GOVERNS_WITHIN) : index]
    return not any(token.word.mask & _NEAR_PURPOSE for token in near)


def _stated_fully(statement: Statement, index: int) -> bool:
    """Whether a whole statement is reported, of which the verbal noun is only a part (said that the withdrawal …)."""
    for token in reversed(statement.sentence.tokens[:index]):
        if "that" in token.tags or "say" in token.tags:
            return "that" in token.tags
    return False


def _announced(statement: Statement, index: int, action: str, said: set[str]) -> Status:
    """An announced act is still to come, unless it is one that is announced when it is over (أعلن انتهاء المهمة)."""
    over = is_nominal(statement, index) and action in ANNOUNCED_WHEN_DONE and "announced" in said
    over = over or "completed" in statement.sentence[index].tags
    ahead = any(mention.deadline for mention in statement.times if mention.first > index)
    return Status.COMPLETED if over and not ahead else Status.ANNOUNCED


def _said_later(statement: Statement, index: int) -> Status | None:
    """How a verbal noun stands by what follows it in its clause (صرف الرواتب سيتم, the withdrawal is set for May)."""
    sentence = statement.sentence
    for position in range(index + 1, statement.clause(index)[1]):
        tags = sentence[position].tags
        if sentence[position].form in _DATED and _has_time_after(statement, position):
            return Status.PLANNED
        if "passive" in tags and not sentence[position].text.isascii():
            later = sentence[position].form.startswith("س")
            return Status.PLANNED if later else Status.COMPLETED if "completed" in tags else None
        if is_finite_verb(sentence[position]):
            return None
    return None


def _has_time_after(statement: Statement, index: int) -> bool:
    """Whether a time stands right behind a word, a preposition and an article between them at most."""
    return any(index < mention.first <= index + _DAY_WITHIN for mention in statement.times)


def _is_none_made(statement: Statement, index: int) -> bool:
    """Whether nothing of the kind was made: no agreement has been reached, no decision has been made to leave."""
    sentence = statement.sentence
    if not sentence[index].text.isascii():
        return _is_not_decided(statement, index)
    first, _ = statement.clause(index)
    for position in range(first, index - 1):
        if sentence[position].form == "no" and "negation" in sentence[position].tags:
            tags = sentence[position + 1].tags
            return "say" in tags or "modality" in tags or tags.get("head") in _AGREEMENTS
    return False


def _is_not_decided(statement: Statement, index: int) -> bool:
    """Whether no decision was made for an Arabic verbal noun (لم تتخذ الحكومة قرارا بخفض الإنتاج)."""
    sentence = statement.sentence
    noun = next((i for i in range(index - 1, max(0, index - _DECIDED_WITHIN), -1) if _is_decision(sentence[i])), None)
    if noun is None or not is_nominal(statement, index):
        return False
    before = sentence.tokens[max(0, noun - _DECIDED_WITHIN) : noun]
    return any(token.tags.get("negation") == "past" for token in before) and not any(
        is_break(token) for token in before
    )


def _is_decision(token: Token) -> bool:
    return token.tags.get("say") == "decided" and not is_finite_verb(token)


def _is_proviso(statement: Statement, index: int) -> bool:
    """Whether the act is laid down behind a comma by على أن (…، على أن تُصرف الشريحة الأولى قبل نهاية الشهر)."""
    sentence = statement.sentence
    if index < 3 or aspect(sentence[index], "action") != "present" or "that" not in sentence[index - 1].tags:
        return False
    on = sentence[index - 2]
    # وعليها أن: what somebody must.
    bare = on.word.first is not None and on.word.first.enclitic is None
    return on.tags.get("preposition") == "on" and bare and is_break(sentence[index - 3])


def _is_ahead(statement: Statement, index: int) -> bool:
    """Whether a date of the act's clause is still to come (تجري الانتخابات في 29 سبتمبر المقبل)."""
    first, last = statement.clause(index)
    if statement.published is None:
        return False
    return any(
        first < mention.last
        and mention.first < last
        and mention.since is not None
        and mention.since > statement.published
        for mention in statement.times
    )


def _is_under_agreement(statement: Statement, index: int) -> bool:
    """Whether the act is to be done under an agreement named in its sentence (Under the deal, …; بموجب الهدنة)."""
    sentence = statement.sentence
    first, last = statement.clause(index)
    for position in sentence.having(_UNDER):
        if position > index and not first <= position < last:
            return False
        between = sentence.tokens[position + 1 : index]
        if any("say" in token.tags and is_finite_verb(token) for token in between):
            continue
        for token in sentence.tokens[position : position + _UNDER_WITHIN]:
            if is_break(token) or "relative" in token.tags:
                break
            if "agreed" in token.tags or token.tags.get("head") in _AGREEMENTS:
                return True
    return False


def _names_agreement(statement: Statement, index: int) -> bool:
    """Whether an agreement stands before an act as what provides for it (يقضي الاتفاق بانسحاب, the deal calls for)."""
    before = statement.sentence.tokens[max(0, index - SAID_WITHIN) : index]
    return any(token.tags.get("head") in _AGREEMENTS for token in before)


def _is_passive_past(statement: Statement, index: int) -> bool:
    """Whether an English participle stands after was or were (the base was handed over)."""
    if aspect(statement.sentence[index], "action") not in ("past", "participle"):
        return False
    return any("past" in token.tags for token in statement.sentence.tokens[max(0, index - 2) : index])


def _first_word(statement: Statement, index: int, negation: int | None) -> int:
    """Where the clause of an act begins: at its negation, auxiliary or modality, if they stand right before it."""
    sentence = statement.sentence
    first = index if negation is None else negation
    before = ("auxiliary", "passive", "modality", "ongoing", "none", "denial")
    while first > 0 and any(tag in sentence[first - 1].tags for tag in before):
        first -= 1
    return first


def _leaves_only(statement: Statement, index: int) -> bool:
    following = statement.sentence.tokens[index + 1 : index + 8]
    return any("only" in token.tags for token in following)


def _denied_after(statement: Statement, index: int) -> bool:
    """Whether the clause of an act ends by calling it untrue: reports that the border was closed are not true."""
    if not statement.sentence.any_mask & _DENIES:
        return False
    tokens = statement.sentence.tokens
    for position in range(index + 1, len(tokens)):
        token = tokens[position]
        if is_break(token) and not is_mark(token, OPENING_QUOTES | STRAIGHT_QUOTES):
            return False
        if "denial" in token.tags:
            # ليست هناك شفافية: what there is none of stands behind it, and the act is another matter.
            closes = position + 1 >= len(tokens) or tokens[position + 1].kind in ("mark", "tie")
            return closes or token.text.isascii()
    return False


def _decided_after(statement: Statement, index: int) -> bool:
    """Whether the sentence closes by saying who decided it: …, parliament decided on Monday."""
    sentence = statement.sentence
    ended = False
    for token in sentence.tokens[index + 1 :]:
        ended = ended or is_break(token)
        if "that" in token.tags or "clause" in token.tags:
            return False
        if ended and token.tags.get("say") == "decided" and is_finite_verb(token):
            return True
    return False


def _agrees(tags: Mapping[str, Any]) -> bool:
    """Whether a word says that it was agreed, without an object (اتفق على, not توصل إلى)."""
    return "agreed" in tags and "head" not in tags and "with_object" not in tags


def _agreed_after(statement: Statement, index: int) -> bool:
    sentence = statement.sentence
    if not sentence.any_mask & _AGREED:
        return False
    for position in range(index + 1, min(len(sentence), index + 9)):
        token = sentence[position]
        if is_break(token) or "that" in token.tags or "clause" in token.tags:
            return False
        if _agrees(token.tags) and not token.form.startswith("ال"):
            # المسار المتفق عليه: only which one it is.
            return True
    return False
