"""Accounts of one thing that cannot both hold at one time: an update, a contradiction, or neither after all.

Different places, groups, part and whole, and what is only supposed never contradict. Put here: which of the three it
is. Keep out: whether two claims speak of one thing to begin with (`features`, `comparison`).
"""

from __future__ import annotations

from models.claim import Status
from models.concepts import concepts
from models.linking import features, quantities
from models.linking.features import Finding
from models.linking.judgement import DIFFERENT, Judgement, Outcome
from models.linking.linkable import LinkableClaim
from models.linking.names import alike
from models.linking.quantities import Values
from models.linking.weights import weights

LIVE = frozenset({Status.ANNOUNCED, Status.PLANNED, Status.AGREED, Status.ONGOING})
"""Statuses that lead to one another: claims that differ in these alone say the same."""
_FUTURE = frozenset({Status.ANNOUNCED, Status.PLANNED, Status.AGREED, Status.POSTPONED})
_PART_AND_WHOLE = frozenset({"subject.covered", "object.covered", "place.within", "deadline.overlapping"})
_NAMED = frozenset({"subject.equal", "subject.general", "subject.alike"})


def has_risen(earlier: LinkableClaim, later: LinkableClaim, values: Values) -> bool:
    """Whether a later count goes beyond an earlier one, though both can hold (at least 8, then 11)."""
    if values is not Values.BOUND_NEAR or concepts().measures[earlier.measure or ""].nature != "toll":
        return False
    days = _days_later(earlier, later)
    return days is not None and days >= weights().windows["toll"].changes and later.magnitude > earlier.magnitude


def other_value(earlier: LinkableClaim, later: LinkableClaim, found: list[Finding]) -> Judgement:
    """Values that exclude each other: a later state of the thing, or two accounts of one state."""
    nature = concepts().measures[earlier.measure or ""].nature
    known, days = weights(), _days_later(earlier, later)
    lines = {finding.line for finding in found}
    one_period = "time.same_period" in lines
    if (days is None and not one_period) or {"time.beyond"} & lines:
        return DIFFERENT
    days = days or 0
    small, large = sorted((abs(earlier.magnitude), abs(later.magnitude)))
    counted = nature in ("toll", "event")
    shared = features.words_shared(earlier, later)
    told_alike = shared is not None and shared >= known.limits.words_some
    # Two counts of one day and town are often of two events: the group, or the telling, must be one as well.
    named = {"subject.equal", "subject.general", "subject.alike"} & lines
    placed = "place.equal" in lines
    if counted and (large > small * known.limits.toll_factor or not ((named and placed) or told_alike)):
        return DIFFERENT
    if not counted and not ("subject.equal" in lines or (named and placed) or told_alike):
        return DIFFERENT
    rises = later.magnitude > earlier.magnitude
    numbers = (("one", quantities.shown(earlier)), ("other", quantities.shown(later)))
    measure = Finding("measure.equal", (("measure", earlier.measure or ""),))
    if nature == "toll":
        if rises and days >= known.windows["toll"].changes:
            return _conflict(Outcome.UPDATE, earlier, later, [measure, Finding("value.risen", texts=numbers), *found])
        if days > known.windows["toll"].changes:
            return DIFFERENT
    elif nature == "event":
        if days >= known.windows["event"].changes:
            return DIFFERENT
    elif days >= known.windows[nature].changes:
        return _conflict(Outcome.UPDATE, earlier, later, [measure, Finding("value.disjoint", texts=numbers), *found])
    line = Finding("value.disjoint", texts=numbers)
    return _conflict(Outcome.CONTRADICTS, earlier, later, [measure, line, *found])


def denial(earlier: LinkableClaim, later: LinkableClaim, found: list[Finding]) -> Judgement:
    """A number that one states and the other denies."""
    days = _days_later(earlier, later)
    if days is None or days > weights().opposed.denied:
        return DIFFERENT
    return _conflict(Outcome.CONTRADICTS, earlier, later, [Finding("polarity.opposite"), *found])


def opposed(earlier: LinkableClaim, later: LinkableClaim, found: list[Finding]) -> Judgement:
    """Two acts that exclude each other, or one affirmed and denied: a contradiction if both are said of one time."""
    known, days = weights().opposed, _days_later(earlier, later)
    if days is None:
        return DIFFERENT
    statuses = {earlier.status, later.status}
    if Status.DENIED in statuses:
        within = known.denied
    elif statuses <= _FUTURE:
        within = known.future
    elif statuses & _FUTURE:
        # What has not begun, or still stands, can yet be done as planned.
        return DIFFERENT
    else:
        within = known.present
    if days > within:
        return DIFFERENT
    return _conflict(Outcome.CONTRADICTS, earlier, later, found)


def other_deadline(earlier: LinkableClaim, later: LinkableClaim, found: list[Finding]) -> Judgement:
    """One act at times that exclude each other: moved by the authority that set it, or two accounts."""
    days = _days_later(earlier, later)
    if days is None or not {earlier.status, later.status} <= _FUTURE | {Status.ONGOING}:
        return DIFFERENT
    if days >= weights().windows["policy"].changes and (
        later.status is Status.POSTPONED or _one_authority(earlier, later)
    ):
        return _conflict(Outcome.UPDATE, earlier, later, found)
    return _conflict(Outcome.CONTRADICTS, earlier, later, found)


def moves(earlier: LinkableClaim, later: LinkableClaim) -> Judgement | None:
    """The later act as one that moves the time of the earlier (postponed, extended); None where it is none."""
    moving = weights().moving_actions
    if later.action not in moving or earlier.action in moving or later.action == earlier.action:
        return None
    if later.negated or earlier.negated or earlier.status not in LIVE:
        return None
    days, about = _days_later(earlier, later), features.theme(earlier, later)
    placed = features.place(earlier, later)
    if days is None or days > weights().windows["policy"].days or about.bars or placed.bars or about.points <= 0:
        return None
    day = features.published(earlier, later)
    line = Finding("action.moved", (("action", later.action or ""),))
    found = [line, about, placed, *([] if day is None else [day])]
    set_by_another = later.speaker and earlier.speaker and not alike(later.speaker, earlier.speaker)
    return _conflict(Outcome.CONTRADICTS if set_by_another else Outcome.UPDATE, earlier, later, found)


def _one_authority(earlier: LinkableClaim, later: LinkableClaim) -> bool:
    """Whether one voice says both: the same speaker, or no speaker and the same party acting."""
    if earlier.speaker and later.speaker:
        return alike(earlier.speaker, later.speaker)
    return earlier.subject is not None and earlier.subject == later.subject


def _days_later(earlier: LinkableClaim, later: LinkableClaim) -> int | None:
    if earlier.said_on is None or later.said_on is None:
        return None
    return later.said_on - earlier.said_on


def _conflict(outcome: Outcome, one: LinkableClaim, other: LinkableClaim, found: list[Finding]) -> Judgement:
    """The outcome, if the two speak of one thing closely enough: no part and whole, no two accounts of one voice."""
    lines = {finding.line for finding in found}
    part_and_whole = {"subject.covered", "object.covered", "place.within", "deadline.overlapping"} & lines
    hypothetical = Status.HYPOTHETICAL in (one.status, other.status)
    one_text = one.group_id == other.group_id
    two_voices = one.speaker and other.speaker and not alike(one.speaker, other.speaker)
    if part_and_whole or hypothetical or (one_text and not (two_voices and outcome is Outcome.CONTRADICTS)):
        return DIFFERENT
    more = [finding for finding in (features.speaker(one, other), features.words(one, other)) if finding is not None]
    points = sum(finding.points for finding in [*found, *more])
    if points < weights().limits.conflict:
        return DIFFERENT
    return Judgement(outcome, points, (*found, *more))
