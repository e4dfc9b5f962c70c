"""Policy claims: an act of an institution that is announced, agreed, planned, going on, done, put off or denied.

Put here: which acts are claims, how they stand, and how far their clause reaches. Keep out: the words (lexicon).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.claim import Claim, Kind, Status
from models.concepts import concepts
from models.language.claims.clauses import is_break, is_finite_verb
from models.language.claims.nouns import NounPhrase, find_heads, find_place, is_joined, read_noun_phrase
from models.language.claims.statement import Statement, period, time_of
from models.language.lexicon import Token
from models.language.mention import Mention, MentionKind

# What is news once it is done (annotation: the completion of an institutional act as such).
_INSTITUTIONAL = frozenset(
    {"withdraw", "end", "hand_over", "receive", "form", "dissolve", "sign", "approve", "reject", "hold", "complete"}
    | {"extend", "postpone", "cancel", "suspend", "resume", "open", "close", "appoint", "dismiss", "resign", "lift"}
    | {"impose", "cease_fire", "begin", "allocate", "agree", "transfer", "liberate", "reduce", "deliver", "ban"}
)
# What is news while it goes on.
_STATES = frozenset(
    {"remain", "continue", "support", "train", "commit", "withdraw", "negotiate", "implement", "fight", "suspend"}
)
# What moves by itself: the noun after the verbal noun acts (انسحاب القوات); elsewhere it is acted on (توقيع العقد).
_MOVES = frozenset({"withdraw", "remain", "deploy", "return", "arrive", "transfer", "resign", "fight", "continue"})
# Verbs of phase: the act itself is the verbal noun after them (بدء تنفيذ, continue to support).
_PHASES = {
    "begin": Status.ONGOING,
    "continue": Status.ONGOING,
    "commit": Status.ONGOING,
    "resume": Status.ONGOING,
    "complete": Status.COMPLETED,
}
# What is announced once it is done, where no later date is named.
_ANNOUNCED_WHEN_DONE = frozenset(
    {"receive", "hand_over", "withdraw", "arrive", "return", "liberate", "control", "detain"}
)
# What a claim of a done act may say together with an amount; other done acts with an amount are numeric claims only.
_DONE_WITH_AMOUNT = frozenset({"allocate", "sign", "approve", "agree"})
_ACTORS = frozenset({"institution", "office", "force", "group"})
_MOST_WORDS = 18
_OBJECT_WITHIN = 2
# What may stand between an act and its object: the rest of an actor, a share or a stretch of the object.
_PASSED_OVER = frozenset({"institution", "person", "office"})
_GOVERNED_WITHIN = 8
_NOUN_GOVERNS_WITHIN = 3
_GOVERNING = (
    "say",
    "modality",
    "agreed",
    "condition",
    "denial",
    "ongoing",
    "completed",
    "opinion",
    "negation",
    "postponed",
)


@dataclass(slots=True)
class _Act:
    """An act: its action, the tokens of its word (`index`) and of its clause's begin (`first`), and how it is meant."""

    action: str
    index: int
    first: int
    status: Status
    negated: bool


def policy_claims(statement: Statement, extractor: str) -> Iterator[Claim]:
    """The policy claims of a sentence, in order of their spans; no two share words."""
    taken = 0
    for index, token in enumerate(statement.sentence):
        if index < taken or index in statement.timed:
            continue
        act = _not_of_a_kind(statement, index) if "negation" in token.tags else None
        if act is None and "action" in token.tags:
            act = _act(statement, index)
        if act is not None:
            last = _reach(statement, act)
            claim = _claim(statement, act, last, extractor)
            if claim is not None:
                yield claim
                taken = last


def _act(statement: Statement, index: int) -> _Act | None:
    sentence = statement.sentence
    token = sentence[index]
    if _is_presupposed(statement, index) or _asks(statement, index) or _describes(statement, index):
        return None
    action, at = str(token.tags["action"]), index
    phase = None
    if action in _PHASES:
        other = _verbal_noun_after(statement, index)
        if other is not None:
            phase, at = _PHASES[action], other
            action = str(sentence[other].tags["action"])
        elif (earlier := _verbal_noun_before(statement, index)) is not None:
            phase, action = _PHASES[action], str(sentence[earlier].tags["action"])
    negation = _negation(statement, index)
    status = _status(statement, index, action, phase, negation)
    if status is None:
        return None
    negated = negation is not None or status is Status.DENIED
    if negated and status is not Status.DENIED and _leaves_only(statement, at):
        negated, status = False, Status.ONGOING
    first = _first_word(statement, index, negation)
    return _Act(action, at, first, status, negated)


def _status(statement: Statement, index: int, action: str, phase: Status | None, negation: int | None) -> Status | None:
    """How an act stands, by the words that govern it; None where nothing makes it a claim."""
    token = statement.sentence[index]
    governors = [governor.tags for governor in _governors(statement, index)]
    said = {str(tags["say"]) for tags in governors if "say" in tags}
    verb = statement.source_at(index).verb
    meant = {str(tags["modality"]) for tags in governors if "modality" in tags}
    reading = token.word.reading("action")
    aspect = None if reading is None else reading.aspect
    future = "will" in meant or (reading is not None and "will" in reading.proclitics)
    future = future or token.tags.get("modality") == "will"
    done = aspect == "past" or any("completed" in tags for tags in governors) or _is_passive_past(statement, index)
    past = done and not future
    refused = "" if negation is None else str(statement.sentence[negation].tags["negation"])

    if any("condition" in tags for tags in governors):
        return Status.HYPOTHETICAL
    if any("denial" in tags for tags in governors) or "denied" in said or verb == "denied":
        return Status.DENIED
    if any("opinion" in tags for tags in governors):
        return None
    if "perhaps" in meant and aspect == "present":
        meant.add("may")
    if "demanded" in said or verb == "demanded" or meant & {"may", "hope", "must", "want"}:
        return None if past else Status.HYPOTHETICAL
    if "postponed" in token.tags:
        return Status.POSTPONED if past or said or verb or future else None
    if any("agreed" in tags for tags in governors) or _agreed_after(statement, index):
        return Status.AGREED
    if refused == "future" or future or meant & {"plan", "target"} or "expected" in said or verb == "expected":
        promised = (said | {verb}) & {"decided", "announced", "promised"}
        return Status.ANNOUNCED if promised else Status.PLANNED
    if said & {"decided", "announced", "promised"} and not past:
        return _announced(statement, index, action)
    if past and action == "allocate" and refused == "":
        return Status.ANNOUNCED
    if action == "deadline":
        return Status.ANNOUNCED if statement.times else None
    if phase is not None:
        return Status.COMPLETED if negation is not None and past else phase
    if past or refused == "past":
        return Status.COMPLETED if action in _INSTITUTIONAL or refused else None
    if "ongoing" in token.tags or any("ongoing" in tags for tags in governors):
        return Status.ONGOING
    if aspect == "present":
        return Status.ONGOING if action in _STATES or action in _INSTITUTIONAL else None
    return None


def _announced(statement: Statement, index: int, action: str) -> Status:
    """An announced act is still to come, unless it is one that is announced when it is over (أعلن انتهاء المهمة)."""
    over = action in _ANNOUNCED_WHEN_DONE or "completed" in statement.sentence[index].tags
    ahead = any(mention.deadline for mention in statement.times if mention.first > index)
    return Status.COMPLETED if over and not ahead else Status.ANNOUNCED


def _is_passive_past(statement: Statement, index: int) -> bool:
    """Whether an English participle stands after was or were (the base was handed over)."""
    reading = statement.sentence[index].word.reading("action")
    if reading is None or reading.aspect not in (None, "past", "participle"):
        return False
    before = statement.sentence.tokens[max(0, index - 2) : index]
    return any(token.form in ("was", "were", "been") for token in before)


def _governors(statement: Statement, index: int) -> list[Token]:
    """The words before an act that say how it is meant, nearest first, up to a boundary or another verb."""
    sentence = statement.sentence
    found: list[Token] = []
    # ما تم الاتفاق عليه …، هو انسحاب: the pronoun carries what stands before the comma over to the verbal noun.
    copular = index > 0 and "pronoun" in sentence[index - 1].tags
    within = _GOVERNED_WITHIN * (3 if copular else 1)
    for position in range(index - 1, max(-1, index - 1 - within), -1):
        token = sentence[position]
        tags = token.tags
        if "relative" in tags or (is_break(token) and not copular):
            break
        if any(tag in tags for tag in _GOVERNING):
            if "modality" in tags and not is_finite_verb(token) and index - position > _NOUN_GOVERNS_WITHIN:
                continue
            found.append(token)
            if "say" in tags:
                break
        elif is_finite_verb(token) and "auxiliary" not in tags:
            break
    return found


def _negation(statement: Statement, index: int) -> int | None:
    """The index of the word that negates the act, if one stands right before it."""
    sentence = statement.sentence
    for position in range(index - 1, max(-1, index - 4), -1):
        token = sentence[position]
        if is_break(token) or "that" in token.tags:
            return None
        if "negation" in token.tags:
            return position
        if is_finite_verb(token) and "modality" not in token.tags:
            return None
    return None


def _first_word(statement: Statement, index: int, negation: int | None) -> int:
    """Where the clause of an act begins: at its negation, auxiliary or modality, if they stand right before it."""
    sentence = statement.sentence
    first = index if negation is None else negation
    while first > 0 and any(tag in sentence[first - 1].tags for tag in ("auxiliary", "passive", "modality", "ongoing")):
        first -= 1
    return first


def _not_of_a_kind(statement: Statement, index: int) -> _Act | None:
    """A state denied of forces: القوات … ليست قتالية, the forces are not combat forces."""
    sentence = statement.sentence
    follower = index + 1
    if follower >= len(sentence) or sentence[follower].tags.get("qualifier") != "combat":
        return None
    first, _ = statement.clause(index)
    heads = find_heads(sentence, max(0, first), index) or find_heads(sentence, 0, index)
    if not heads or sentence[heads[-1]].tags["head"] not in ("force", "soldier", "fighter"):
        return None
    return _Act("remain", follower, heads[0], Status.ONGOING, negated=True)


def _verbal_noun_after(statement: Statement, index: int) -> int | None:
    sentence = statement.sentence
    for position in range(index + 1, min(len(sentence), index + 4)):
        token = sentence[position]
        if is_break(token) or position in statement.timed or "that" in token.tags:
            return None
        reading = token.word.reading("action")
        if reading is not None and reading.aspect not in ("past", "present") and not is_joined(token):
            return position
    return None


def _verbal_noun_before(statement: Statement, index: int) -> int | None:
    """The act that a verb of phase is said of, before it: صرف الرواتب سيبدأ."""
    sentence = statement.sentence
    first, _ = statement.clause(index)
    for position in range(index - 1, first - 1, -1):
        reading = sentence[position].word.reading("action")
        if reading is not None and reading.entry.grammar == "noun" and "head" not in reading.tags:
            return position
    return None


def _agreed_after(statement: Statement, index: int) -> bool:
    sentence = statement.sentence
    for position in range(index + 1, min(len(sentence), index + 9)):
        token = sentence[position]
        if is_break(token) or "that" in token.tags:
            return False
        if "agreed" in token.tags and "head" not in token.tags:
            return True
    return False


def _leaves_only(statement: Statement, index: int) -> bool:
    following = statement.sentence.tokens[index + 1 : index + 4]
    return any("only" in token.tags for token in following)


def _is_presupposed(statement: Statement, index: int) -> bool:
    """Whether the act stands in a relative clause (القوات التي انسحبت), which presupposes it."""
    sentence = statement.sentence
    if not is_finite_verb(sentence[index]) or index == 0:
        return False
    before = [token.tags for token in sentence.tokens[max(0, index - 2) : index]]
    return "relative" in before[-1] or ("auxiliary" in before[-1] and any("relative" in tags for tags in before))


def _describes(statement: Statement, index: int) -> bool:
    """Whether the word only describes or dates (بشكل مستمر, بعد الوصول), or acts on a mere pronoun (يوقفهم)."""
    sentence = statement.sentence
    reading = sentence[index].word.reading("action")
    if reading is None or index == 0:
        return reading is None
    if reading.aspect is not None and reading.enclitic is not None:
        return True
    before = sentence[index - 1]
    if reading.aspect is None and ("timing" in before.tags and "preposition" not in before.tags):
        return True
    if reading.entry.grammar == "adj":
        named = any(tag in before.tags for tag in ("that", "pronoun", "auxiliary", "ongoing"))
        definite = any("al" in other.proclitics for other in before.word.readings)
        return not named and not (definite and "al" not in reading.proclitics)
    return False


def _asks(statement: Statement, index: int) -> bool:
    sentence = statement.sentence
    first, _ = statement.clause(index)
    if any("question" in token.tags for token in sentence.tokens[first:index]):
        return True
    return sentence.tokens[-1].text in "?؟"


def _reach(statement: Statement, act: _Act) -> int:
    """The index after the last word of the act's clause: through its object, place and time."""
    sentence = statement.sentence
    last = act.index + 1
    position = act.index + 1
    loose = 0
    while position < min(len(sentence), act.index + _MOST_WORDS):
        token = sentence[position]
        tags = token.tags
        if is_break(token) or any(tag in tags for tag in ("that", "clause", "relative", "cite")):
            break
        if (is_finite_verb(token) and position not in statement.timed) or ("pronoun" in tags and is_joined(token)):
            break
        if is_joined(token) and "action" in tags:
            break
        content = position in statement.timed or token.kind == "number"
        content = content or any(tag in tags for tag in ("head", "qualifier", "place", "action", "number", "agreed"))
        if content:
            last, loose = position + 1, 0
        else:
            loose += 1
            if loose > 5:
                break
        position += 1
    return last if last > act.index + 1 else min(position, act.index + 3)


def _claim(statement: Statement, act: _Act, last: int, extractor: str) -> Claim | None:
    sentence = statement.sentence
    subject, target = _actor_and_object(statement, act, last)
    if (subject is None and target is None) or last - act.first < 2:
        return None
    counted = act.status is Status.ANNOUNCED and act.action in _ANNOUNCED_WHEN_DONE
    done = (act.status in (Status.COMPLETED, Status.ONGOING) or counted) and not act.negated
    done = done and act.action not in _DONE_WITH_AMOUNT
    first_of_clause, last_of_clause = statement.clause(act.index)
    if done and any(_counts(mention) and first_of_clause <= mention.first < last for mention in statement.amounts):
        return None
    when = time_of(statement, min(first_of_clause, act.first), max(last, last_of_clause), act.index)
    source = statement.source_at(act.index)
    while last > act.first + 1 and is_break(sentence[last - 1]):
        last -= 1
    first = _with_subject(statement, act, subject or target)
    start, end = sentence[first].start, sentence[last - 1].end
    place = find_place(sentence, first, last, act.index)
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


def _actor_and_object(statement: Statement, act: _Act, last: int) -> tuple[NounPhrase | None, NounPhrase | None]:
    """Who acts and what is acted on, of the classes that the action is news of; neither where nothing suits.

    What moves by itself (انسحاب القوات, the troops withdraw) is the actor. Elsewhere the nouns after the act's word are
    the actor and then the object (وقعت الحكومة عقدا), or the object alone, whose actor may stand before.
    """
    sentence = statement.sentence
    classes = concepts().actions[act.action].of
    if act.action == "deadline":
        return None, read_noun_phrase(sentence, act.index, last)
    after = _phrases(statement, act.index + 1, last)
    begin = _subject_begins(statement, act)
    before = _phrases(statement, begin, act.index)[-1:]
    finite = is_finite_verb(sentence[act.index])
    if act.action in _MOVES:
        candidates = [*before, *after] if finite else [*after, *before]
        mover = next((phrase for phrase in candidates if _class(phrase) in classes), None)
        if mover is None:
            return None, None
        if mover in after and _strangers(statement, act.index + 1, mover.first) >= _OBJECT_WITHIN:
            return None, None
        return mover, next((phrase for phrase in after if phrase is not mover), None)
    passive = act.first < act.index and "passive" in sentence[act.index - 1].tags
    if before and _class(before[0]) in classes and (passive or _class(before[0]) not in _ACTORS):
        # What cannot act is acted on: المواقع سلمت, the election was postponed.
        return None, before[0]
    if finite and not passive and before and _class(before[0]) in _ACTORS:
        target = _near(statement, after, act.index, classes)
        return (None, None) if target is None else (before[0], target)
    if finite and not passive and after and _class(after[0]) in _ACTORS and after[0].first == act.index + 1:
        target = _near(statement, after[1:], after[0].last - 1, classes)
        return (None, None) if target is None else (after[0], target)
    target = _near(statement, after, act.index, classes)
    if target is None:
        return None, None
    return (before[0] if before and _class(before[0]) in _ACTORS else None), target


def _near(statement: Statement, phrases: list[NounPhrase], index: int, classes: frozenset[str]) -> NounPhrase | None:
    """The first noun phrase of one of the classes, if few words unknown to us stand between it and `index`."""
    for phrase in phrases:
        if _class(phrase) in classes:
            return phrase if _strangers(statement, index + 1, phrase.first) < _OBJECT_WITHIN else None
        if _class(phrase) not in _PASSED_OVER:
            break
    return None


def _strangers(statement: Statement, first: int, last: int) -> int:
    """How many words between two tokens are none of ours: neither amounts, times, acts, nor what narrows a noun."""
    amounts = {index for mention in statement.amounts for index in range(mention.first, mention.last)}
    between = [i for i in range(first, last) if i not in statement.timed and i not in amounts]
    return sum(not statement.sentence[index].tags for index in between)


def _phrases(statement: Statement, first: int, last: int) -> list[NounPhrase]:
    """The noun phrases that begin between two tokens."""
    found: list[NounPhrase] = []
    position = first
    while position < last:
        tags = statement.sentence[position].tags
        if "head" in tags and position not in statement.timed:
            phrase = read_noun_phrase(statement.sentence, position, last)
            found.append(phrase)
            position = phrase.last
            continue
        if "place" in tags and not _is_where(statement.sentence[position], statement.sentence[position - 1]):
            # A country by its bare name acts: وقع العراق, Iraq will import.
            found.append(NounPhrase("state", position, position + 1, {tags["place"]}))
        position += 1
    return found


def _is_where(place: Token, before: Token) -> bool:
    """Whether a place says where (في العراق, in Iraq), not who."""
    readings = place.word.readings
    attached = bool(readings) and bool(readings[0].proclitics & {"bi", "li"})
    return (
        attached or bool(place.word.proclitics & {"bi", "li"}) or "preposition" in before.tags or "head" in before.tags
    )


def _class(phrase: NounPhrase) -> str:
    return concepts().heads[phrase.head].kind


def _with_subject(statement: Statement, act: _Act, phrase: NounPhrase | None) -> int:
    """Where the claim's span begins: at the noun right before the verb, if that is who or what the act is about."""
    if phrase is None or phrase.first >= act.first or not is_finite_verb(statement.sentence[act.index]):
        return act.first
    between = statement.sentence.tokens[phrase.last : act.first]
    return act.first if len(between) > 2 or any(is_break(token) for token in between) else phrase.first


def _subject_begins(statement: Statement, act: _Act) -> int:
    """Where the clause of an act begins, reaching over a relative clause to the noun that it narrows."""
    first, _ = statement.clause(act.index)
    while first > 0 and "relative" in statement.sentence[first].tags:
        first, _ = statement.clause(first - 1)
    return first


def _counts(mention: Mention) -> bool:
    return mention.kind in (MentionKind.NUMBER, MentionKind.QUANTITY)


def _confidence(act: _Act, subject: NounPhrase | None, target: NounPhrase | None, when: Mention | None) -> float:
    """How sure the reading is: a known actor, a known object, and a time make it surer."""
    score = 0.5 + 0.15 * (subject is not None) + 0.15 * (target is not None)
    score += 0.1 * (when is not None and when.resolved)
    return round(min(score, 0.95) - 0.1 * (act.status is Status.HYPOTHETICAL), 2)
