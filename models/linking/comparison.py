"""How two claims stand to each other, with a score and the sentences that say why.

The way: what cannot be compared falls out; the features of `features` gather points or bar the pair; then the values,
the polarity, the acts and the deadlines say whether the two repeat, update or contradict each other. Put here: what
follows from findings. Keep out: findings (`features`), their worth (`weights.yaml`), groups of claims (`clusters`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from models.claim import Kind, Status
from models.concepts import concepts
from models.linking import conflicts, features, quantities, spots
from models.linking.embedding import SentenceScorer
from models.linking.features import Feature, Finding
from models.linking.judgement import DIFFERENT, Comparison, Judgement, Outcome, told
from models.linking.linkable import LinkableClaim
from models.linking.quantities import Values
from models.linking.weights import weights

_UNDECIDED = Judgement(Outcome.UNDECIDED)
_HAPPENED = {Status.ONGOING, Status.COMPLETED}


def compare(one: LinkableClaim, other: LinkableClaim, scorer: SentenceScorer | None = None) -> Comparison | None:
    """The relation of two claims, or None where they cannot be compared or nothing follows; the order is no matter."""
    return told(judge(one, other, scorer))


def judge(one: LinkableClaim, other: LinkableClaim, scorer: SentenceScorer | None = None) -> Judgement:
    """How two claims stand to each other; the order of the two is no matter.

    A `scorer` is asked only whether sentences of two languages say the same, where that can decide.
    """
    earlier, later = (one, other) if one.order <= other.order else (other, one)
    if earlier.group_id.int == later.group_id.int and earlier.reading == later.reading:
        return _copies(earlier, later)
    if earlier.kind is not later.kind:
        return DIFFERENT
    judged = _judge_numeric if earlier.kind is Kind.NUMERIC else _judge_policy
    return judged(earlier, later, scorer)


def are_strangers(one: LinkableClaim, other: LinkableClaim) -> bool:
    """Whether two claims that met under a key are neither related nor copies, as shows at first sight."""
    if features.place(one, other).bars:
        return True
    if one.kind is Kind.POLICY:
        return False
    smaller, larger = abs(one.magnitude), abs(other.magnitude)
    if smaller > larger:
        smaller, larger = larger, smaller
    far = larger > smaller * weights().limits.conflict_factor and not conflicts.differ_in_zeros(smaller, larger)
    return far or features.subject(one, other).bars


def _copies(earlier: LinkableClaim, later: LinkableClaim) -> Judgement:
    within = earlier.article_id == later.article_id
    found = Finding("copy.same_article" if within else "copy.same_text")
    return Judgement(Outcome.SAME if within else Outcome.COPY, weights().limits.same + found.points, (found,))


def _judge_numeric(earlier: LinkableClaim, later: LinkableClaim, scorer: SentenceScorer | None) -> Judgement:
    if (earlier.measure, earlier.unit, earlier.currency) != (later.measure, later.unit, later.currency):
        return DIFFERENT
    if earlier.measure is None:
        return DIFFERENT
    found = _context(features.NUMERIC, earlier, later)
    if found is None:
        return DIFFERENT
    if not _statuses_agree(earlier, later):
        return _UNDECIDED
    values = quantities.relate(earlier, later)
    if earlier.negated != later.negated:
        return conflicts.denial(earlier, later, found) if values is not Values.DISJOINT else _UNDECIDED
    slipped = values is Values.LOOSE and conflicts.is_slip(earlier, later)
    if values is Values.DISJOINT or slipped or conflicts.has_risen(earlier, later, values):
        return conflicts.other_value(earlier, later, found)
    if values is Values.LOOSE or not _say_enough(earlier, later):
        return _UNDECIDED
    line = f"value.{values}"
    told = weights().information(min(earlier.magnitude, later.magnitude), min(earlier.digits, later.digits))

    def value() -> list[Finding]:
        numbers = (("one", quantities.shown(earlier)), ("other", quantities.shown(later)))
        return [Finding("measure.equal", (("measure", earlier.measure or ""),)), Finding(line, texts=numbers)]

    return _same(earlier, later, found, scorer, weights().lines[line].points * told, value)


def _judge_policy(earlier: LinkableClaim, later: LinkableClaim, scorer: SentenceScorer | None) -> Judgement:
    moved = conflicts.moves(earlier, later)
    if moved is not None:
        return moved
    act = features.act(earlier, later)
    opposed = act is None and later.action in concepts().actions[earlier.action or ""].against
    if act is None and not opposed:
        return DIFFERENT
    found = _context(features.POLICY, earlier, later)
    if found is None:
        return DIFFERENT
    known = all(claim.subject or claim.object for claim in (earlier, later))
    # What is denied may have no name of ours, where all but the same words deny it.
    if not known and (earlier.negated == later.negated or not features.told_alike(earlier, later)):
        return _UNDECIDED
    times = features.deadline(earlier, later)
    apart = times.line == "deadline.disjoint"
    if act is None:
        line = Finding("action.opposed", (("one", earlier.action or ""), ("other", later.action or "")))
        affirmed = not (earlier.negated or later.negated)
        return conflicts.opposed(earlier, later, [line, times, *found]) if affirmed and not apart else DIFFERENT
    if earlier.negated != later.negated:
        lines = [Finding("polarity.opposite"), act, times, *found]
        return DIFFERENT if apart else conflicts.opposed(earlier, later, lines)
    if apart:
        return conflicts.other_deadline(earlier, later, [act, times, *found])
    if not _statuses_agree(earlier, later):
        return _UNDECIDED
    return _same(earlier, later, [act, times, *found], scorer)


def _context(table: Iterable[Feature], one: LinkableClaim, other: LinkableClaim) -> list[Finding] | None:
    """What the features of a table find; None as soon as one bars the pair."""
    found = []
    for feature in table:
        finding = feature(one, other)
        if finding is None:
            continue
        if finding.bars:
            return None
        found.append(finding)
    return found


def _say_enough(one: LinkableClaim, other: LinkableClaim) -> bool:
    """Whether both numbers say of whom or where they hold, or are so unusual, or so alike in words, that they tell.

    A country's figure may come from the body that makes it.
    """
    if _says_enough(one) and _says_enough(other):
        return True
    if one.measure in weights().national_measures:
        return features.speaker(one, other) is not None
    return min(one.digits, other.digits) >= weights().limits.rare_digits and features.told_alike(one, other)


def _says_enough(claim: LinkableClaim) -> bool:
    if claim.measure in weights().empty_measures:
        return claim.subject is not None
    return bool(claim.subject or claim.place) or claim.digits >= weights().limits.telling_digits


def _statuses_agree(one: LinkableClaim, other: LinkableClaim) -> bool:
    """Whether the act stands alike: in one status, or in statuses that lead to one another.

    Headlines tell in the present what has happened: of a toll or an event it is no other status.
    """
    if one.status is None or other.status is None or one.status is other.status:
        return True
    if {one.status, other.status} == _HAPPENED and one.measure is not None:
        nature = weights().natures[one.measure]
        if nature == "stock" and spots.shared(one, other) is not None:
            return _are_of_now(one, other)
        return nature in ("toll", "event")
    return one.status in conflicts.LIVE and other.status in conflicts.LIVE


def _are_of_now(one: LinkableClaim, other: LinkableClaim) -> bool:
    """Whether two standing figures are of the days in which they are told: so many are there, so many have come."""
    near = weights().windows["stock"].near
    return all(
        claim.said_on is not None and (claim.period is None or abs(claim.said_on - claim.period.last) <= near)
        for claim in (one, other)
    )


def _same(
    one: LinkableClaim,
    other: LinkableClaim,
    found: list[Finding],
    scorer: SentenceScorer | None,
    extra: float = 0.0,
    value: Callable[[], list[Finding]] = list,
) -> Judgement:
    """Whether the points reach what *same* asks for; speaker and sentences are looked at only where they can matter.

    `value` gives the findings on the numbers, which are worth `extra` here.
    """
    points = extra + sum([finding.points for finding in found])
    of_speaker, of_sentences = _most_by_speaker_and_sentences()
    if points + of_speaker + of_sentences < weights().limits.same:
        return _UNDECIDED
    likenesses = (features.words(one, other), features.sentences(one, other, scorer))
    more = [finding for finding in likenesses if finding is not None]
    points += sum([finding.points for finding in more])
    if points + of_speaker < weights().limits.same:
        return _UNDECIDED
    voice = features.speaker(one, other)
    if voice is not None:
        points += voice.points
        more.insert(0, voice)
    if points < weights().limits.same or not _not_by_chance(one, other, (*found, *more)):
        return _UNDECIDED
    if features.apart(one, other) is not None:
        return DIFFERENT
    if conflicts.one_is_called_off(one, other):
        return conflicts.called_off(one, other, found)
    return Judgement(Outcome.SAME, points, (*value(), *found, *more))


@cache
def _most_by_speaker_and_sentences() -> tuple[float, float]:
    known = weights().lines
    of_sentences = max(known[line].points for line in ("words.many", "sentences.alike"))
    return max(known[line].points for line in features.ONE_SPEAKER), of_sentences


def _not_by_chance(one: LinkableClaim, other: LinkableClaim, found: Iterable[Finding]) -> bool:
    """Whether more than a common count agrees: three arrests, a dozen dead are reported every day somewhere."""
    if one.kind is Kind.POLICY:
        return True
    lines = {finding.line for finding in found}
    if "words.many" in lines or lines & features.ONE_SPEAKER:
        return True
    if one.magnitude <= weights().limits.small_count:
        return bool(lines & conflicts.NAMED and lines & conflicts.PLACED)
    happened = weights().natures[one.measure or ""] in ("toll", "event")
    common = happened and min(one.digits, other.digits) < weights().limits.rare_digits
    return not common or bool(lines & conflicts.IN_ONE_PLACE) or features.tell_of_one_event(one, other)
