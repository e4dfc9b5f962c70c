"""Accounts of one thing that cannot both hold at one time: an update, a contradiction, or neither after all.

Different places, groups, part and whole, and what is only supposed never contradict. Put here: which of the three it
is. Keep out: whether two claims speak of one thing to begin with (`features`, `comparison`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from models.claim import Kind, Status
from models.linking import features, quantities, telling
from models.linking.features import Finding
from models.linking.judgement import DIFFERENT, Judgement, Outcome
from models.linking.linkable import LinkableClaim
from models.linking.quantities import Values
from models.linking.voices import one_voice
from models.linking.weights import weights

LIVE = frozenset({Status.ANNOUNCED, Status.PLANNED, Status.AGREED, Status.ONGOING})
"""Statuses that lead to one another: claims that differ in these alone say the same."""
NAMED = frozenset({"subject.equal", "subject.general", "subject.alike"})
"""What says that both claims count one kind of thing."""
IN_ONE_PLACE = frozenset({"place.equal", "place.spot"})
"""What says that both claims are of one place."""
PLACED = IN_ONE_PLACE | {"place.country"}
"""What says so of one country at least."""
_FUTURE = frozenset({Status.ANNOUNCED, Status.PLANNED, Status.AGREED, Status.POSTPONED})
_DECIDED = frozenset({Status.ANNOUNCED, Status.COMPLETED})
_PART_AND_WHOLE = frozenset(
    {"subject.covered", "actor.covered", "object.covered", "place.within", "deadline.overlapping"}
)
_TENS = (10, 100)
_ZEROS = (*_TENS, 1_000, 1_000_000)
_ANCHORS = IN_ONE_PLACE | frozenset({"actor.equal", "actor.crossed", "object.equal", "polarity.whole_denied"})
_OF_MANY = frozenset({"object.general", "object.alike"})
_GENERAL = frozenset({"actor.general", "actor.alike", "object.general", "object.alike"})


def has_risen(earlier: LinkableClaim, later: LinkableClaim, values: Values) -> bool:
    """Whether a later count goes beyond an earlier one, though both can hold (at least 8, then 11)."""
    if values is not Values.BOUND_NEAR:
        return False
    days = _days_later(earlier, later)
    if days is None or days < weights().windows["toll"].changes or later.magnitude <= earlier.magnitude:
        return False
    nature = weights().natures[earlier.measure or ""]
    beyond = earlier.low is not None and later.low is not None
    return nature == "toll" or (nature == "stock" and beyond and telling.tells_of_change(later))


def other_value(earlier: LinkableClaim, later: LinkableClaim, found: list[Finding]) -> Judgement:
    """Values that exclude each other: a later state of the thing, or two accounts of one state."""
    nature = weights().natures[earlier.measure or ""]
    slipped = is_slip(earlier, later)
    if not slipped and not _of_one_thing(earlier, later, nature, found):
        return DIFFERENT
    if slipped:
        # One of the two may name it more closely: the border crossing, the land crossing.
        found = [finding for finding in found if not finding.line.endswith(".covered")]
    outcome = _change(earlier, later, nature)
    told = "value.scale" if slipped else "value.disjoint"
    if outcome is Outcome.UPDATE:
        told = "value.risen" if nature == "toll" else "value.changed"
    numbers = (("one", quantities.shown(earlier)), ("other", quantities.shown(later)))
    measure = Finding("measure.equal", (("measure", earlier.measure or ""),))
    return _conflict(outcome, earlier, later, [measure, Finding(told, texts=numbers), *found])


def differ_in_zeros(small: float, large: float) -> bool:
    """Whether two figures are one but for some zeros."""
    return bool(small) and any(math.isclose(large, small * zeros) for zeros in _ZEROS)


def is_slip(earlier: LinkableClaim, later: LinkableClaim) -> bool:
    """Whether two figures are one but for its zeros: a thousand for a million in sentences all but the same, or a zero.

    A zero too many is a slip only where one voice is quoted on one thing within days.
    """
    small, large = sorted((abs(earlier.magnitude), abs(later.magnitude)))
    if not differ_in_zeros(small, large):
        return False
    if earlier.unit == "money" and large > small * max(_TENS):
        placed = earlier.place is not None and earlier.place == later.place
        telling_number = min(earlier.digits, later.digits) >= weights().limits.rare_digits
        if (placed or telling_number) and features.told_alike(earlier, later):
            return True
    days = _days_later(earlier, later)
    one_statement = days is not None and days <= weights().limits.deadline_days and one_voice(earlier, later)
    about = features.subject(earlier, later)
    one_thing = earlier.subject is not None and later.subject is not None and not about.bars
    one_thing = one_thing and earlier.place == later.place
    named = earlier.place is not None or "." in (earlier.subject or "") + (later.subject or "")
    bounded_alike = earlier.comparator is later.comparator
    if not (bounded_alike and one_statement and one_thing and named):
        return False
    # Of three arrests and of thirty one spokesman tells in one week.
    happened = weights().natures[earlier.measure or ""] in ("toll", "event")
    return not happened or (earlier.digits > 1 and features.told_alike(earlier, later))


def _of_one_thing(earlier: LinkableClaim, later: LinkableClaim, nature: str, found: list[Finding]) -> bool:
    """Whether two different values can be of one thing: one group, place and time, as far as the claims tell.

    Two counts of one day and town are often of two events, two sums of one year of two companies: what is counted and
    where must both be named and one, unless the sentences are all but the same.
    """
    known = weights()
    lines = frozenset(finding.line for finding in found)
    national = earlier.measure in known.national_measures
    small, large = sorted((abs(earlier.magnitude), abs(later.magnitude)))
    if large > small * known.limits.conflict_factor:
        return False
    if earlier.measure in known.empty_measures or earlier.measure in known.market_measures:
        return False
    days = _days_later(earlier, later)
    one_period = "time.same_period" in lines
    if "time.beyond" in lines or (days is None and not one_period):
        return False
    if _tells_one_thing_twice(earlier, later, days, lines):
        return True
    if not lines & (NAMED | PLACED):
        return False
    if features.told_alike(earlier, later):
        # Two companies' profits are told in the same words, two tolls of one event too.
        # What an ambulance service reports of Ramadan and of the feast is told alike as well: a toll is of a place.
        one_body = "subject.equal" in lines or (national and NAMED & lines)
        if nature == "toll":
            return bool(PLACED & lines)
        return bool(one_body) and earlier.period == later.period
    # Of what a country has but one, the country may go without saying, or is all there is to say of its event.
    if not (NAMED & lines or (national and nature == "event" and PLACED & lines)):
        return False
    placed = bool(PLACED & lines) or national
    match nature:
        case "toll" | "event":
            near = one_period or (days is not None and days <= known.windows[nature].near)
            share = features.words_shared(earlier, later)
            there = "place.scene" in lines and share is not None and share >= weights().limits.words_denied
            in_one_place = there or bool(IN_ONE_PLACE & lines) or (national and "place.country" in lines)
            if not near or not in_one_place:
                return False
            # Of projects, and of contracts, a town has many, each with its sum.
            if earlier.unit == "money" and not _is_of_one_group(found):
                return False
            # Of a toll that is said to have risen, the event need not be told anew.
            return features.tell_of_one_event(earlier, later) or (
                nature == "toll" and not features.told_apart(earlier, later) and telling.tells_of_change(later)
            )
        case "flow":
            return placed and one_period
        case _:
            if not placed:
                return False
            in_one_town = bool(IN_ONE_PLACE & lines)
            return national or _is_of_one_group(found) or (in_one_town and telling.tells_of_change(later))


def _tells_one_thing_twice(
    earlier: LinkableClaim, later: LinkableClaim, days: int | None, lines: frozenset[str]
) -> bool:
    """Whether one person, named, gives both within days, of one group and of one stated time."""
    one_person = earlier.is_named and later.is_named and one_voice(earlier, later)
    if not one_person or days is None or days > weights().limits.deadline_days or not lines & NAMED:
        return False
    happened = weights().natures[earlier.measure or ""] in ("toll", "event")
    if happened and not features.tell_of_one_event(earlier, later):
        return False
    times = [(claim.period_start, claim.period_end) for claim in (earlier, later)]
    return times[0] == times[1] != (None, None)


def _is_of_one_group(found: list[Finding]) -> bool:
    """Whether both count one group that is named beyond its kind: US soldiers, US forces."""
    return any(
        finding.line == "subject.equal" or (finding.line == "subject.alike" and "." in dict(finding.ids)["one"])
        for finding in found
    )


def _change(earlier: LinkableClaim, later: LinkableClaim, nature: str) -> Outcome:
    """What a different value at its distance in days is: an update, a contradiction, or of another time."""
    days = _days_later(earlier, later) or 0
    late = days >= weights().windows[nature].changes
    if nature == "toll":
        # What a toll is said to have risen to, within one day too, presupposes the lower one.
        higher = max(earlier, later, key=lambda claim: claim.magnitude)
        if (late and higher is later) or (days == 0 and telling.tells_of_change(higher)):
            return Outcome.UPDATE
        return Outcome.CONTRADICTS if days <= weights().windows[nature].changes else Outcome.DIFFERENT
    reported = days > 0 and nature != "event" and telling.tells_of_change(later)
    if not late and not reported:
        return Outcome.CONTRADICTS
    # Who says that it rose, a voice that gave another number before, or the outlets' own accounts, report a change;
    # two voices disagree.
    changed = reported or earlier.speaker is None or later.speaker is None or one_voice(earlier, later)
    return Outcome.UPDATE if nature != "event" and changed else Outcome.DIFFERENT


def denial(earlier: LinkableClaim, later: LinkableClaim, found: list[Finding]) -> Judgement:
    """A number that one states and the other denies."""
    days = _days_later(earlier, later)
    if days is None or days > weights().opposed.denied:
        return DIFFERENT
    return _conflict(Outcome.CONTRADICTS, earlier, later, [Finding("polarity.opposite"), *found])


def one_is_called_off(one: LinkableClaim, other: LinkableClaim) -> bool:
    """Whether one sentence gives what the other takes back."""
    return one.measure in weights().given_measures and telling.calls_off(one) != telling.calls_off(other)


def called_off(earlier: LinkableClaim, later: LinkableClaim, found: list[Finding]) -> Judgement:
    """A sum that one gives and the other takes back: two accounts of one act where all else is told alike."""
    days = _days_later(earlier, later)
    if days is None or days > weights().opposed.present or not features.told_alike(earlier, later):
        return DIFFERENT
    return _conflict(Outcome.CONTRADICTS, earlier, later, [Finding("polarity.called_off"), *found])


def opposed(earlier: LinkableClaim, later: LinkableClaim, found: list[Finding]) -> Judgement:
    """Two acts that exclude each other, or one affirmed and denied: a contradiction if both are said of one time."""
    known, days = weights().opposed, _days_later(earlier, later)
    if days is None or (earlier.action in weights().rulings_of_a_body and not _by_one_body(found)):
        return DIFFERENT
    statuses = {earlier.status, later.status}
    if Status.DENIED in statuses or (statuses == {Status.COMPLETED} and later.negated):
        # What was done cannot turn undone; what was not, can be done by the next day.
        within = known.denied
    elif statuses <= _FUTURE:
        within = known.future
    elif statuses & _FUTURE:
        # What has not begun, or still stands, can yet be done as planned.
        return DIFFERENT
    else:
        within = known.present
    return _conflict(Outcome.CONTRADICTS, earlier, later, found) if days <= within else DIFFERENT


def _by_one_body(found: list[Finding]) -> bool:
    """Whether one party acts in both: what one body approves another may reject."""
    same_act = all(finding.line != "action.opposed" for finding in found)
    return same_act or any(finding.line in ("actor.equal", "actor.general", "actor.alike") for finding in found)


def other_deadline(earlier: LinkableClaim, later: LinkableClaim, found: list[Finding]) -> Judgement:
    """One act at times that exclude each other: moved by the authority that set it, or two accounts of one time."""
    days = _days_later(earlier, later)
    if days is None or not {earlier.status, later.status} <= _FUTURE | {Status.ONGOING}:
        return DIFFERENT
    by_one = later.status is Status.POSTPONED or _one_authority(earlier, later)
    moved = days >= (1 if by_one else weights().windows["policy"].changes)
    return _conflict(Outcome.UPDATE if moved else Outcome.CONTRADICTS, earlier, later, found)


def moves(earlier: LinkableClaim, later: LinkableClaim) -> Judgement | None:
    """The later act as one that moves the time of the earlier (postponed, extended); None where it is none.

    It is an update where the mover is told as done, or by the voice of before; else an account beside the standing one.
    """
    moving = weights().moving_actions
    if later.action not in moving or earlier.action in moving or not features.has_a_time(earlier):
        return None
    if later.negated or earlier.negated or earlier.status not in LIVE:
        return None
    days, about = _days_later(earlier, later), features.theme(earlier, later)
    placed, actor = features.place(earlier, later), features.actor(earlier, later)
    if days is None or days > weights().windows["policy"].days or about.bars or placed.bars or about.points <= 0:
        return None
    times = features.deadline(earlier, later)
    line = Finding("action.moved", (("action", later.action or ""),))
    found = [line, about, placed, times, features.published(earlier, later), *([] if actor.bars else [actor])]
    official = later.speaker is None or (later.subject is not None and later.status in _DECIDED)
    updates = days > 0 and (official or _one_authority(earlier, later))
    return _conflict(Outcome.UPDATE if updates else Outcome.CONTRADICTS, earlier, later, found)


def _one_authority(earlier: LinkableClaim, later: LinkableClaim) -> bool:
    """Whether one voice says both: the same speaker, or no speaker and the same party acting."""
    if earlier.speaker and later.speaker:
        return one_voice(earlier, later)
    return earlier.subject is not None and earlier.subject == later.subject


def _days_later(earlier: LinkableClaim, later: LinkableClaim) -> int | None:
    if earlier.said_on is None or later.said_on is None:
        return None
    return later.said_on - earlier.said_on


def _conflict(outcome: Outcome, one: LinkableClaim, other: LinkableClaim, found: list[Finding]) -> Judgement:
    """The outcome, if the two speak of one thing closely enough: no part and whole, no two accounts of one voice."""
    found = [_seen_through_denial(finding, one, other) for finding in found]
    part_and_whole = any(
        finding.line in _PART_AND_WHOLE and not _is_ruled_out(finding, one, other) for finding in found
    )
    hypothetical = Status.HYPOTHETICAL in (one.status, other.status)
    one_text = one.group_id == other.group_id
    two_voices = one.speaker and other.speaker and not one_voice(one, other)
    if part_and_whole or hypothetical or (one_text and not (two_voices and outcome is Outcome.CONTRADICTS)):
        return DIFFERENT
    more = [finding for finding in (features.speaker(one, other), features.words(one, other)) if finding is not None]
    points = sum(finding.points for finding in [*found, *more])
    lines = frozenset(finding.line for finding in (*found, *more))
    enough = weights().limits.conflict - (weights().limits.denied_alike if _is_denied_alike(one, other) else 0)
    if points < enough or features.apart(one, other) is not None:
        return DIFFERENT
    if one.kind is Kind.POLICY and not _anchored(one, other, lines, found):
        return DIFFERENT
    return Judgement(outcome, points, (*found, *more))


def _is_denied_alike(one: LinkableClaim, other: LinkableClaim) -> bool:
    """Whether one says of an act, in all but the same words, that it is not."""
    return one.kind is Kind.POLICY and one.negated != other.negated and features.told_alike(one, other)


def _is_ruled_out(finding: Finding, one: LinkableClaim, other: LinkableClaim) -> bool:
    """Whether what will not be in a whole time is said to be in a part of it (not this year; in April)."""
    if finding.line != "deadline.overlapping" or one.negated == other.negated:
        return False
    never, once = (one, other) if one.negated else (other, one)
    whole, part = never.period, once.period
    return whole is not None and part is not None and whole.first <= part.first and part.last <= whole.last


def _is_named_alike(found: Iterable[Finding]) -> bool:
    """Whether both name who acts beyond the kind, in other words (Eritrean forces, Eritrean soldiers)."""
    return any(finding.line == "actor.alike" and "." in dict(finding.ids)["one"] for finding in found)


def _anchored(one: LinkableClaim, other: LinkableClaim, lines: frozenset[str], found: Iterable[Finding]) -> bool:
    """Whether two acts are of one known thing: named beyond its kind, or its kind in one country or by one voice.

    Where the sentences share hardly a word, only the thing acted on tells that they speak of one matter, or that the
    voice that set a time moves it.
    """
    one_speaks = bool(features.ONE_SPEAKER & lines)
    if features.told_apart(one, other):
        there = bool(IN_ONE_PLACE & lines) and ("actor.equal" in lines or _is_named_alike(found))
        return there or "object.equal" in lines or (one_speaks and "action.moved" in lines)
    # One body closes a gate and opens a tunnel.
    if "action.opposed" in lines and _OF_MANY & lines and not IN_ONE_PLACE & lines:
        return features.told_alike(one, other)
    if _ANCHORS & lines:
        return True
    if _GENERAL & lines:
        if one_speaks or "place.country" in lines:
            return True
        days = _days_later(one, other)
        soon = one.action == other.action and days is not None and days <= weights().windows["policy"].near
        if _is_named_alike(found) and (soon or features.tell_of_one_event(one, other)):
            return True
        # Done, and not done yet: told in the same words, of one thing.
        share = features.words_shared(one, other)
        if one.negated != other.negated and share is not None and share >= weights().limits.words_denied:
            return True
        # All the camps are one thing, wherever they stand.
        if telling.means_all(one) and telling.means_all(other):
            return True
    return features.told_alike(one, other)


def _seen_through_denial(finding: Finding, one: LinkableClaim, other: LinkableClaim) -> Finding:
    """The finding that one thing is a part of the other, unless the whole is denied: that denies each part."""
    if one.negated == other.negated or not finding.line.endswith(".covered"):
        return finding
    denied = one if one.negated else other
    whole = dict(finding.ids)["general"]
    # Of states and agreements in general there are many.
    named = "." in whole and whole in (denied.subject, denied.object)
    return Finding("polarity.whole_denied", finding.ids) if named else finding
