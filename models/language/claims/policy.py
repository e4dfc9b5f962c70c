"""Policy claims: an act of an institution that is announced, agreed, planned, going on, done, put off or denied.

Put here: which acts are claims, how they stand, and how far their clause reaches. Keep out: the words (lexicon).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.claim import Claim, Kind, Status
from models.concepts import concepts
from models.language.claims.acting import Roles, actor_and_object
from models.language.claims.answering import unanswered
from models.language.claims.asserting import objection
from models.language.claims.clauses import COMMAS, is_break, is_finite_verb, is_mark, next_predicate
from models.language.claims.events import of_event, of_none, of_time_given
from models.language.claims.governing import is_nominal
from models.language.claims.nouns import NounPhrase, find_heads, find_place
from models.language.claims.spanning import begins_at, led_by, reach
from models.language.claims.standing import ANNOUNCED_WHEN_DONE, Act, read_act
from models.language.claims.statement import Statement, dates, over_asides, period, time_of
from models.language.lexicon import Token, mask
from models.language.mention import Mention, MentionKind

# What a claim of a done act may say together with an amount; other done acts with an amount are numeric claims only.
_DONE_WITH_AMOUNT = frozenset(
    {"allocate", "sign", "approve", "agree", "commit", "suspend", "resume", "cancel", "postpone", "extend", "impose"}
    | {"lift", "ban", "dissolve", "dismiss", "begin", "end", "hold", "complete", "reject"}
)
# Acts that reach up to a day (extended until May).
_LASTING = frozenset({"extend", "remain", "continue", "suspend"})
_DENIED_WITHIN = 5
_TIME_WITHIN = 7
# Words that may state an act.
ACTS = mask("action", "negation", "ongoing", "denial", "say", "grants")


@dataclass(frozen=True, slots=True)
class Stated:
    """An act that is a claim, who acts on what, and the token after its clause."""

    act: Act
    roles: Roles
    last: int


def policy_claims(statement: Statement, extractor: str) -> Iterator[Claim]:
    """The policy claims of a sentence, in order of their spans; no two share words."""
    taken = 0
    for index in statement.sentence.having(ACTS):
        if index < taken:
            continue
        stated = judge(statement, index)
        if isinstance(stated, Stated):
            yield _claim(statement, stated, extractor)
            taken = stated.last


def judge(statement: Statement, index: int) -> Stated | str:
    """The act that the word at `index` states, or in a few words why it is no claim."""
    state = _state(statement, index)
    act = state or _act(statement, index)
    if isinstance(act, str):
        return act
    if statement.is_timed(index):
        return "part of a time"
    last = reach(statement, act)
    roles = actor_and_object(statement, act, last)
    whole = " " in statement.sentence[act.index].form and not statement.sentence[act.index].text.isascii()
    if last - led_by(statement, act, roles.actor or roles.target) < 2 and not (whole and act.told):
        return "a word alone"
    if state is None and (why := unanswered(statement, act, roles)) is not None:
        return why
    if _only_counts(statement, act, last):
        return "done with an amount: the number is the claim"
    return Stated(act, roles, last)


def _state(statement: Statement, index: int) -> Act | None:
    """The state that a word opens without a verb of its own."""
    if not statement.sentence.masks[index] & _OPENS_STATE:
        return None
    tags = statement.sentence[index].tags
    found = (read(statement, index) for tag, read in _WITHOUT_VERB if tag in tags)
    return next((act for act in found if act is not None), None)


def _act(statement: Statement, index: int) -> Act | str:
    tags = statement.sentence[index].tags
    if "action" not in tags:
        return "no act"
    if (why := objection(statement, index)) is not None:
        return why
    act = read_act(statement, index)
    if act is None:
        return "nothing says how it stands"
    if act.action == "hold" and "head" in tags and statement.sentence[index].form.startswith("ال"):
        # التنظيم is who, not that something is organised.
        return "a thing"
    if act.action == "agree" and "head" in tags and not (act.negated and _is_none(statement, index)):
        # An agreement is a thing; what was agreed on is the claim.
        return "a thing"
    return act


def _is_none(statement: Statement, index: int) -> bool:
    """Whether words right before an agreement deny it (no deal, نفى وجود أي اتفاق), not only talk of it."""
    near = statement.sentence.tokens[max(0, index - _DENIED_WITHIN) : index]
    return any(any(tag in token.tags for tag in ("none", "denial", "negation", "say")) for token in near)


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
    return Act("remain", follower, heads[0], Status.ONGOING, True, follower)


def _still_there(statement: Statement, index: int) -> Act | None:
    """Forces that are still somewhere, without a verb: القوات ما زالت في قاعدة, the troops are still at the base."""
    sentence = statement.sentence
    following = sentence[index + 1].tags if index + 1 < len(sentence) else {}
    first, _ = statement.clause(index)
    heads = find_heads(sentence, first, index)
    if following.get("preposition") not in ("in", "at") or not heads:
        return None
    if any(token.form.endswith("ا") and "head" not in token.tags for token in sentence.tokens[heads[-1] + 1 : index]):
        # تحقق القوات تقدما مستمرا في الرماية
        return None
    if concepts().heads[sentence[heads[-1]].tags["head"]].kind != "force":
        return None
    return Act("remain", index, heads[0], Status.ONGOING, False, index)


def _none_there(statement: Statement, index: int) -> Act | None:
    """Forces of which there are none: لا توجد قوات قتالية, there are no combat troops."""
    sentence = statement.sentence
    for position in range(index + 1, min(len(sentence), index + 3)):
        tags = sentence[position].tags
        if "head" in tags:
            present = concepts().heads[tags["head"]].kind == "force" and tags["head"] != "brigade"
            return Act("remain", index, index, Status.ONGOING, True, index) if present else None
        if "qualifier" not in tags and "place" not in tags:
            return None
    return None


# Readers of acts that no verb states, by the word that opens them.
_WITHOUT_VERB: tuple[tuple[str, Callable[[Statement, int], Act | None]], ...] = (
    ("negation", _not_of_a_kind),
    ("ongoing", _still_there),
    ("denial", _none_there),
    ("denial", of_none),
    ("negation", of_none),
    ("say", of_event),
    ("grants", of_time_given),
)
_OPENS_STATE = mask(*(tag for tag, _ in _WITHOUT_VERB))


def _only_counts(statement: Statement, act: Act, last: int) -> bool:
    """Whether an act was done to an amount, so that the number alone is the claim (150 advisers left)."""
    counted = act.status is Status.ANNOUNCED and act.action in ANNOUNCED_WHEN_DONE and is_nominal(statement, act.index)
    done = (act.status in (Status.COMPLETED, Status.ONGOING) or counted) and not act.negated
    stands_by = statement.sentence[act.verb].tags.get("action") == "commit"
    if not done or stands_by or act.action in _DONE_WITH_AMOUNT:
        return False
    first, _ = statement.clause(act.index)
    if any("ongoing" in token.tags for token in statement.sentence.tokens[act.first : act.verb]):
        # They still hold four journalists: the state is a claim besides the number.
        return False
    return any(_counts(statement, mention) and first <= mention.first < last for mention in statement.amounts)


def _claim(statement: Statement, stated: Stated, extractor: str) -> Claim:
    sentence = statement.sentence
    act, last = stated.act, stated.last
    subject, target = stated.roles.actor, stated.roles.target
    first = begins_at(statement, act, subject or target)
    when = _when(statement, act, last)
    last = _with_time(statement, last, when)
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


def _when(statement: Statement, act: Act, last: int) -> Mention | None:
    """The date of an act: in its clause and the asides cut into it; how long it is extended, before when it was."""
    first_of_clause, last_of_clause = over_asides(statement, act.index)
    first, last = min(first_of_clause, act.first), max(last, last_of_clause)
    last = next_predicate(statement.sentence, act.index, last)
    if act.action in _LASTING:
        until = [mention for mention in statement.times if mention.deadline and act.index < mention.first < last]
        if until:
            return until[0]
    return time_of(statement, first, last, act.index, _names_a_year) or _opening_date(statement, act)


def _opening_date(statement: Statement, act: Act) -> Mention | None:
    """The date that a comma sets apart at the head of the sentence (From 3 March until 5 April, five roads …)."""
    sentence = statement.sentence
    for mention in dates(statement)[:1]:
        led = mention.first <= 1 and mention.last < act.first and is_mark(sentence[mention.last], COMMAS)
        between = sentence.tokens[mention.last : act.index]
        told = any("that" in token.tags or ("say" in token.tags and is_finite_verb(token)) for token in between)
        if led and not told:
            return mention
    return None


def _with_time(statement: Statement, last: int, when: Mention | None) -> int:
    """Where a span ends that ends before its date, if only a few words stand between."""
    if when is None or not last <= when.first <= last + _TIME_WITHIN:
        return last
    between = statement.sentence.tokens[last : when.first]
    return last if any(is_break(token) or is_finite_verb(token) for token in between) else when.last


def _place_of(subject: NounPhrase | None, target: NounPhrase | None) -> str | None:
    """The place that belongs to what is acted on, or to who acts."""
    places = [phrase.place for phrase in (target, subject) if phrase is not None and phrase.place is not None]
    return places[0] if places else None


def _names_a_year(statement: Statement, mention: Mention) -> bool:
    """Whether a period only says which budget or vote it is (موازنة العام المقبل), not when something is done."""
    sentence = statement.sentence
    if mention.deadline or "timing" in sentence[mention.first].tags:
        return False
    if all(token.text.isascii() for token in sentence.tokens[mention.first : mention.last + 1]):
        named = mention.last
        if named < len(sentence) and sentence[named].text in ("'s", "’s"):
            named += 1
        return named < len(sentence) and _is_of_a_time(sentence[named])
    return mention.first > 0 and _is_of_a_time(sentence[mention.first - 1])


def _is_of_a_time(token: Token) -> bool:
    """Whether a noun is known by its month or year: a budget, an election, salaries."""
    head = token.tags.get("head")
    return head is not None and (head == "salary" or concepts().heads[head].kind == "instrument")


def _counts(statement: Statement, mention: Mention) -> bool:
    """Whether an amount says how much was done, not how great a thing is (محطة بطاقة 125 ميغاواط)."""
    before = statement.sentence[mention.first - 1].word.first if mention.first else None
    if before is not None and "bi" in before.proclitics and mention.kind is not MentionKind.PERCENT:
        return False
    kinds = (MentionKind.NUMBER, MentionKind.QUANTITY, MentionKind.MONEY)
    return mention.kind in kinds and mention.counted is None


def _confidence(act: Act, subject: NounPhrase | None, target: NounPhrase | None, when: Mention | None) -> float:
    """How sure the reading is: a known actor, a known object, and a time make it surer."""
    score = 0.5 + 0.15 * (subject is not None) + 0.15 * (target is not None)
    score += 0.1 * (when is not None and when.resolved)
    return round(min(score, 0.95) - 0.1 * (act.status is Status.HYPOTHETICAL), 2)
