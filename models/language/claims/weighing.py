"""How much speaks for an act's being news: who does it, to what, who decided or says it, by when.

Any text has verbs of these meanings; a claim has more than one sign of an institution behind it. Put here: signs and
how many an act needs. Keep out: what each status needs (`answering`).
"""

from __future__ import annotations

from models.claim import Status
from models.concepts import concepts
from models.language.claims.acting import Roles, is_ours
from models.language.claims.nouns import NounPhrase
from models.language.claims.standing import Act
from models.language.claims.statement import Statement, over_asides

# Who can answer for an act.
_RESPONSIBLE = frozenset({"institution", "office", "force", "group"})
# What only institutions do.
_INSTITUTIONAL = frozenset(
    {"sign", "approve", "appoint", "dismiss", "extend", "postpone", "ban", "impose", "lift", "cancel", "cease_fire"}
    | {
        "withdraw",
        "remain",
        "hand_over",
        "begin",
        "suspend",
        "resume",
        "dissolve",
        "form",
        "agree",
        "commit",
        "allocate",
        "deadline",
    }
)
_SETTLED = frozenset({"decided", "agreed", "announced", "promised", "denied"})
_PLANS = frozenset({"plan", "target"})
# Persons, who act in arms and not by decisions.
_PERSONS = frozenset({"fighter", "militant", "soldier", "contractor"})
_BY_PERSONS = frozenset(
    {"withdraw", "remain", "deploy", "return", "arrive", "transfer", "fight", "attack", "release"}
    | {"control", "liberate", "cease_fire", "detain"}
)
_RESOLVED = frozenset({"sign", "approve", "appoint", "dismiss", "ban", "impose"})
_NEEDED, _NEEDED_EVERYDAY, _NEEDED_ESSAY = 2, 3, 4


def is_slight(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether too little speaks for the act: more is needed where a text tells of everyday life or of shares."""
    if _is_person(statement, act, roles):
        return True
    return _signs(statement, act, roles) < (_NEEDED if _is_resolution(act, roles) else _needed(statement, act))


def _needed(statement: Statement, act: Act) -> int:
    topic = statement.topic()
    if topic.essay:
        return _NEEDED_ESSAY - _is_spoken(statement, act)
    return _NEEDED_EVERYDAY if statement.everyday or topic.markets else _NEEDED


def is_responsible(actor: NounPhrase | None) -> bool:
    """Whether who acts can answer for it: an institution, an office, forces."""
    return actor is not None and (concepts().heads[actor.head].kind in _RESPONSIBLE or actor.head == "mission")


def _is_resolution(act: Act, roles: Roles) -> bool:
    """Whether an institution resolves something, which it may do in any text."""
    return act.action in _RESOLVED and is_responsible(roles.actor)


def _is_spoken(statement: Statement, act: Act) -> bool:
    """Whether somebody in office, or an institution, says it."""
    speaker = statement.source_at(act.index).speaker
    return speaker is not None and (speaker.role is not None or speaker.name is None)


def _signs(statement: Statement, act: Act, roles: Roles) -> int:
    return sum(
        (
            is_responsible(roles.actor),
            # What moves is who acts, one sign and not two.
            roles.suits and (roles.target is not None or roles.actor is None),
            is_settled(statement, act),
            _is_spoken(statement, act),
            _is_dated(statement, act),
            act.negated,
            act.negated and act.verb != act.index,
            act.action in _INSTITUTIONAL,
            _is_ahead(statement, act),
            _is_still(statement, act),
        )
    )


def _is_person(statement: Statement, act: Act, roles: Roles) -> bool:
    """Whether a single person acts as no institution does (مقاتل تعهد)."""
    if roles.actor is None or roles.actor.head not in _PERSONS or is_ours(statement.sentence[act.verb]):
        return False
    reading = statement.sentence[roles.actor.at].word.reading("head")
    alone = reading is not None and reading.number == "sg"
    return alone and act.status is not Status.DENIED and act.action not in _BY_PERSONS


def is_settled(statement: Statement, act: Act) -> bool:
    """Whether somebody decides, agrees, announces, plans or denies it, or a text provides for it."""
    if act.status is Status.DENIED:
        return True
    if act.governor is None:
        # …، على أن تُصرف الشريحة الأولى قبل نهاية الشهر
        return act.told
    tags = statement.sentence[act.governor].tags
    return tags.get("say") in _SETTLED or tags.get("modality") in _PLANS or "stipulates" in tags or "agreed" in tags


def _is_ahead(statement: Statement, act: Act) -> bool:
    """Whether a verb says in so many words that it will be done (سيفتح, will open)."""
    tags = statement.sentence[act.verb].tags
    reading = statement.sentence[act.verb].word.reading("action")
    opening = statement.sentence[act.first].tags
    return (
        "will" in (tags.get("modality"), opening.get("modality"))
        or (reading is not None and "will" in reading.proclitics)
        or (opening.get("negation") == "future")
    )


def _is_still(statement: Statement, act: Act) -> bool:
    """Whether a word says that it goes on (ما زال, مستمرة, still)."""
    return any("ongoing" in token.tags for token in statement.sentence.tokens[max(0, act.first - 1) : act.index + 1])


def _is_dated(statement: Statement, act: Act) -> bool:
    first, last = over_asides(statement, act.index)
    return any(first < mention.last and mention.first < last for mention in statement.times)
