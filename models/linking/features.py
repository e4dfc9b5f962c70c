"""What can be found on two claims: one small function a feature, whose docstring says what it looks at.

A feature returns the name of a line in `weights.yaml` with what fills its sentence, or None where it has nothing to
say. Put here: findings. Keep out: points and sentences (`weights.yaml`), what follows from their sum (`comparison`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from models.concepts import concepts
from models.linking import causes, names, spots, telling, voices
from models.linking.embedding import SentenceScorer
from models.linking.linkable import Days, LinkableClaim
from models.linking.weights import weights

_FEWEST_WORDS = 4
_MANY_WORDS = 6
_MOST_OF_A_HEADLINE = 0.7
_DEADLINE = "deadline"
ONE_SPEAKER = frozenset({"speaker.same", "speaker.alias", "speaker.body"})
"""Findings that both are said by one voice."""
_SUSPECT = "suspect"
_PERSON = "person"


Fills = tuple[tuple[str, str], ...]


@dataclass(slots=True, init=False, unsafe_hash=True)
class Finding:
    """A line of `weights.yaml` that applies, with what fills its sentence: ids of concepts, and texts as they are.

    `points` is what it is worth; `bars`, whether it says that the two speak of different things.
    """

    line: str
    ids: Fills
    texts: Fills
    points: float = field(compare=False)
    bars: bool = field(compare=False)

    def __init__(self, line: str, ids: Fills = (), texts: Fills = ()) -> None:
        known = weights()
        self.line, self.ids, self.texts = line, ids, texts
        self.points, self.bars = known.lines[line].points, line in known.barring

    def sentence(self, lang: str) -> str:
        """The finding as a person reads it, in `en` or `ar`."""
        label = weights().lines[self.line].sentence
        named = {name: concepts().label(concept_id, lang) for name, concept_id in self.ids}
        return (label.ar if lang == "ar" else label.en).format(**named, **dict(self.texts))


Feature = Callable[[LinkableClaim, LinkableClaim], Finding | None]


def place(one: LinkableClaim, other: LinkableClaim) -> Finding:
    """Whether the places are one, one holds the other, or they differ."""
    found = _places(one.place, other.place)
    if found.line == "place.within" and one.measure in weights().national_measures:
        return Finding("place.part", found.ids)
    if found.line == "place.unknown" and one.measure in weights().national_measures:
        return Finding("place.unsaid")
    if found.line in ("place.unknown", "place.one_unknown") and (name := spots.shared(one, other)) is not None:
        return Finding("place.spot", texts=(("place", name),))
    if found.line in ("place.unknown", "place.one_unknown") and one.measure is not None:
        here, there = (claim.place or spots.scene(claim) for claim in (one, other))
        if here is not None and here == there and weights().natures[one.measure] in ("toll", "event"):
            return Finding("place.scene", (("place", here),))
    return found


def subject(one: LinkableClaim, other: LinkableClaim) -> Finding:
    """Whether both count, or speak of, the same group: equal, one a part of the other, or different."""
    if one.subject is None and other.subject is None and one.measure in weights().national_measures:
        return Finding("subject.unneeded")
    found = compounds("subject", one.subject, other.subject)
    if found.bars:
        for special, general in ((one.subject or "", other.subject or ""), (other.subject or "", one.subject or "")):
            if general == _covering(one, other):
                return Finding("subject.covered", (("special", special), ("general", general)))
    return found


def _covering(one: LinkableClaim, other: LinkableClaim) -> str | None:
    """What these two claims could call anybody: whoever is taken a suspect; who is killed a person, if told alike."""
    if one.measure in weights().capturing_measures:
        return _SUSPECT
    if weights().natures[one.measure or ""] != "toll":
        return None
    share = words_shared(one, other)
    return _PERSON if share is not None and share >= weights().limits.words_many else None


def actor(one: LinkableClaim, other: LinkableClaim) -> Finding:
    """Whether the same party acts; a thing that acts in one and is acted on in the other is the same thing."""
    if one.action != other.action and one_act(one.action or "") == one_act(other.action or ""):
        return Finding("actor.other_side")
    found = compounds("actor", one.subject, other.subject)
    for acted_on, mover in ((one, other), (other, one)):
        if found.bars and acted_on.object and mover.subject and mover.object is None:
            crossed = compounds("actor", acted_on.object, mover.subject)
            if crossed.line in ("actor.equal", "actor.general", "actor.alike"):
                return Finding("actor.crossed", (("actor", mover.subject),))
    return found


def thing(one: LinkableClaim, other: LinkableClaim) -> Finding:
    """Whether the same thing is acted on."""
    return compounds("object", one.object, other.object)


def theme(one: LinkableClaim, other: LinkableClaim) -> Finding:
    """Whether both speak of the same thing, be it acting or acted on, whoever acts."""
    return compounds("object", theme_of(one), theme_of(other))


def theme_of(claim: LinkableClaim) -> str | None:
    """What a policy claim is about: the thing acted on, else who acts; of a deadline, the deadline."""
    return _DEADLINE if claim.action == _DEADLINE else claim.object or claim.subject


def time(one: LinkableClaim, other: LinkableClaim) -> Finding:
    """Whether both measure at one time: by the stated periods, else by the days of publication."""
    nature = weights().natures[one.measure or ""]
    window = weights().windows[nature]
    if one.period is not None and other.period is not None:
        if same_days(one.period, other.period):
            return Finding("time.same_period", texts=(("period", _shown(one)),))
        if nature == "flow" or one.period.gap(other.period) > (window.days if nature == "stock" else 1):
            return Finding("time.apart")
    if one.when is None or other.when is None:
        return Finding("time.undated")
    days = one.when.gap(other.when)
    if one.period is None and other.period is None:
        return _days_between(None if days else one.published, days, window.near, window.days, barred=nature != "stock")
    if days > window.days:
        return Finding("time.apart" if nature != "stock" else "time.beyond", texts=(("days", str(days)),))
    return Finding("time.met") if days <= window.near else Finding("time.within", texts=(("days", str(days)),))


def published(one: LinkableClaim, other: LinkableClaim) -> Finding:
    """How far apart the two were published."""
    if one.said_on is None or other.said_on is None:
        return Finding("time.undated")
    window = weights().windows["policy"]
    days = abs(one.said_on - other.said_on)
    return _days_between(None if days else one.published, days, window.near, window.days, barred=False)


def deadline(one: LinkableClaim, other: LinkableClaim) -> Finding:
    """Whether the times that the two name for the act can both hold."""
    if one.period is None or other.period is None:
        return _NO_DEADLINE if one.period is other.period else _ONE_DEADLINE
    tolerance = weights().limits.deadline_days
    low, high = _allowed(one)
    other_low, other_high = _allowed(other)
    shapes_differ = (low, high).count(None) != (other_low, other_high).count(None) or (low is None) != (
        other_low is None
    )
    if _close(low, other_low) and _close(high, other_high):
        a_day = low is not None and low == high
        return Finding("deadline.day" if a_day else "deadline.equal", texts=(("period", _shown(one)),))
    later_low = max(low or _LONG_AGO, other_low or _LONG_AGO)
    earlier_high = min(high or _FAR_OFF, other_high or _FAR_OFF)
    bounded = None not in (low, high, other_low, other_high)
    if later_low - earlier_high > tolerance or not (bounded or shapes_differ):
        return Finding("deadline.disjoint", texts=(("one", _shown(one)), ("other", _shown(other))))
    # Done in October is also done by the year's end, which is another thing to say; done in December, hardly.
    same_end = high is not None and other_high is not None and abs(high - other_high) <= tolerance
    return Finding("deadline.overlapping" if bounded or same_end else "deadline.loose")


_NO_DEADLINE, _ONE_DEADLINE = Finding("deadline.unknown"), Finding("deadline.one_unknown")


def _allowed(claim: LinkableClaim) -> tuple[int | None, int | None]:
    start, end = claim.period_start, claim.period_end
    return (None if start is None else start.toordinal(), None if end is None else end.toordinal())


def _close(one: int | None, other: int | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= weights().limits.deadline_days


def speaker(one: LinkableClaim, other: LinkableClaim) -> Finding | None:
    """Whether both quote one speaker by name, in whichever script, or those who speak for one body."""
    named = (one.is_named and other.is_named) or one.group_id == other.group_id
    if named and one.speaker and other.speaker and names.alike(one.speaker_name or "", other.speaker_name or ""):
        if one.speaker_name != one.speaker or other.speaker_name != other.speaker:
            told = (("one", one.speaker), ("other", other.speaker), ("speaker", one.speaker_name or ""))
            return Finding("speaker.alias", texts=told)
        return Finding("speaker.same", texts=(("speaker", one.speaker),))
    body = voices.one_body(one, other)
    return None if body is None else Finding("speaker.body", (("body", body),))


def words(one: LinkableClaim, other: LinkableClaim) -> Finding | None:
    """How many content words the sentences share, where both are in one language."""
    share = words_shared(one, other)
    limits = weights().limits
    if share is None or limits.words_few < share < limits.words_some:
        return None
    if share <= limits.words_few:
        return Finding("words.few")
    if share >= limits.words_many:
        return Finding("words.many")
    return Finding("words.some", texts=(("percent", f"{share:.0%}".removesuffix("%")),))


def sentences(one: LinkableClaim, other: LinkableClaim, scorer: SentenceScorer | None) -> Finding | None:
    """How much two sentences of different languages say the same, if the user has installed a model that can tell."""
    if scorer is None or one.lang == other.lang or not one.sentence or not other.sentence:
        return None
    first, second = (one, other) if one.lang <= other.lang else (other, one)
    likeness = scorer.likeness(first.sentence, second.sentence)
    if likeness >= weights().limits.sentences_alike:
        return Finding("sentences.alike")
    return Finding("sentences.near") if likeness >= weights().limits.sentences_near else None


def apart(one: LinkableClaim, other: LinkableClaim) -> Finding | None:
    """Whether the sentences tell their things apart by a word: the third and the fourth brigade, a fire and a flood."""
    found = telling.which(one, other)
    if found is None and one.measure is not None and weights().natures[one.measure] == "toll":
        found = causes.of_two_events(one, other)
    return None if found is None else Finding("words.apart", texts=(("one", found[0]), ("other", found[1])))


def act(one: LinkableClaim, other: LinkableClaim) -> Finding | None:
    """Whether both name one act, from whichever side (hand over, receive), and how much that tells."""
    if one.action is None or other.action is None or one_act(one.action) != one_act(other.action):
        return None
    return _acts_alike(one.action)


@cache
def _acts_alike(action: str) -> Finding:
    return Finding("action.common" if action in weights().common_actions else "action.telling", (("action", action),))


NUMERIC: tuple[Feature, ...] = (place, subject, time)
POLICY: tuple[Feature, ...] = (place, actor, thing, published)


def one_act(action: str) -> str:
    """The name under which an act is known from either of its sides."""
    return weights().one_act.get(action, action)


def has_a_time(claim: LinkableClaim) -> bool:
    """Whether what the claim speaks of is of the kind that takes place at a set time and can be moved: an election."""
    head = concepts().heads.get((theme_of(claim) or "").partition(".")[0])
    return head is not None and head.kind == "instrument"


def words_shared(one: LinkableClaim, other: LinkableClaim) -> float | None:
    """The share of the shorter sentence's content words that the other has; None across languages."""
    fewest = min(len(one.words), len(other.words)) if one.lang == other.lang else 0
    return len(one.words & other.words) / fewest if fewest >= _FEWEST_WORDS else None


def told_apart(one: LinkableClaim, other: LinkableClaim) -> bool:
    """Whether two sentences of one language share so little that they hardly tell of one event."""
    share = words_shared(one, other)
    return share is not None and share < weights().limits.words_apart


def tell_of_one_event(one: LinkableClaim, other: LinkableClaim) -> bool:
    """Whether two different counts may be of one event: their sentences, in one language, share a good part."""
    fewest = min(len(one.stems), len(other.stems)) if one.lang == other.lang else 0
    return fewest < _FEWEST_WORDS or len(one.stems & other.stems) >= weights().limits.words_event * fewest


def told_alike(one: LinkableClaim, other: LinkableClaim) -> bool:
    """Whether the sentences are all but the same: they share most of the shorter one, a good part of the longer."""
    share = words_shared(one, other)
    if share is None or share < weights().limits.words_many:
        return False
    common, longer = len(one.words & other.words), max(len(one.words), len(other.words))
    short = common >= _MOST_OF_A_HEADLINE * longer and common >= _FEWEST_WORDS + 1
    return short or (common >= _MANY_WORDS and common >= weights().limits.words_some * longer)


def same_days(one: Days, other: Days) -> bool:
    """Whether two tellings of a time mean the same days, within the tolerance."""
    tolerance = weights().limits.deadline_days
    return abs(one.last - other.last) <= tolerance and abs(one.first - other.first) <= tolerance


@lru_cache(maxsize=1 << 16)
def compounds(feature: str, one: str | None, other: str | None) -> Finding:
    """How two compound ids (head and qualifiers) stand to each other, as a finding of the feature."""
    if one is None or other is None:
        named = one or other
        return Finding(f"{feature}.one_unknown", ((feature, named),)) if named else Finding(f"{feature}.unknown")
    if one == other:
        return Finding(f"{feature}.equal" if "." in one else f"{feature}.general", ((feature, one),))
    (head, *narrow), (other_head, *other_narrow) = one.split("."), other.split(".")
    qualifiers, other_qualifiers = frozenset(narrow), frozenset(other_narrow)
    known = weights()
    head, other_head = known.alike.get(head, head), known.alike.get(other_head, other_head)
    if head == other_head and qualifiers == other_qualifiers:
        return Finding(f"{feature}.alike", (("one", one), ("other", other)))
    covered = head == other_head or other_head in known.general.get(head, ())
    covers = head == other_head or head in known.general.get(other_head, ())
    if covered and other_qualifiers <= qualifiers:
        return Finding(f"{feature}.covered", (("special", one), ("general", other)))
    if covers and qualifiers <= other_qualifiers:
        return Finding(f"{feature}.covered", (("special", other), ("general", one)))
    return Finding(f"{feature}.different", (("one", one), ("other", other)))


@lru_cache(maxsize=1 << 16)
def _places(one: str | None, other: str | None) -> Finding:
    if one is None or other is None:
        named = one or other
        return Finding("place.one_unknown", (("place", named),)) if named else Finding("place.unknown")
    if one == other:
        known = concepts().places.get(one)
        country = known is not None and not known.within
        return Finding("place.country" if country else "place.equal", (("place", one),))
    for inner, outer in ((one, other), (other, one)):
        if concepts().holds(outer, inner):
            return Finding("place.within", (("inner", inner), ("outer", outer)))
    return Finding("place.different", (("one", one), ("other", other)))


@lru_cache(maxsize=1 << 16)
def _days_between(day: dt.date | None, days: int, near: int, window: int, *, barred: bool) -> Finding:
    if days == 0:
        return Finding("time.same_day", texts=(("day", str(day)),))
    if days > window:
        return Finding("time.apart" if barred else "time.beyond", texts=(("days", str(days)),))
    return Finding("time.near" if days <= near else "time.within", texts=(("days", str(days)),))


def _shown(claim: LinkableClaim) -> str:
    """The claim's period in figures that both languages read: 2021-12-01 – 2021-12-31."""
    ends = [str(day) for day in (claim.period_start, claim.period_end) if day is not None]
    return " – ".join(dict.fromkeys(ends))


_LONG_AGO = dt.date.min.toordinal()
_FAR_OFF = dt.date.max.toordinal()
