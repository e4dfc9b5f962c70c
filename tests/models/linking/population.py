"""Invented claims in any number, by the shape of real ones, with the stories that they repeat.

A story is one thing that can be claimed: its measure or act, of whom, where, how many, on which day; its size is drawn
from a heavy tail, as in the news. Each telling is a sentence of an article of some outlet: it can leave out the place,
name a more general group, round the number, come days later, in the other language. Some articles are copies of others.
The news of a day are as many as the ledger of a desk that reads widely holds (5,000 claims): more claims are more days.
Put here: drawing. Keep out: measuring (`tests.bench_linking`).
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from models.claim import Comparator, Kind, Status

CLAIMS_A_DAY = 5_000
_FIRST_DAY = dt.date(2025, 1, 1)
_OUTLETS = 40
_WORDS = 20_000
_IN_A_SENTENCE = 27
_OF_THE_TOPIC = 7
_OF_A_TOPIC = 40
_LETTERS = {"ar": "ابتثجحخدرزسشصضطعغفقكلمنهوي", "en": "abcdefghiklmnoprstuvwy"}
_TELLING = ("killed", "injured", "arrested")
_LATER = 0.25
"""Tellings of a story that come one to five days after its first."""


@dataclass(frozen=True)
class Told:
    """One claim of an article, with its story and what of it is written."""

    story: int
    sentence: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Report:
    """One article: its claims in the order of its sentences; `copy_of` is the report whose text it repeats."""

    report_id: uuid.UUID
    outlet: str
    lang: str
    published: dt.date
    claims: tuple[Told, ...]
    copy_of: uuid.UUID | None = None

    @property
    def text(self) -> str:
        """The sentences of the claims, one after the other, and the outlet's own line."""
        return " ".join((*(told.sentence for told in self.claims), f"{self.outlet} {self.report_id.hex[:6]}."))


@dataclass(frozen=True)
class _Drawn:
    """Values with their weights, ready to draw from."""

    values: tuple[Any, ...]
    cumulated: tuple[float, ...]

    @classmethod
    def of(cls, counts: Mapping[Any, float]) -> _Drawn:
        return cls(tuple(None if key == "None" else key for key in counts), tuple(accumulate(counts.values())))

    def one(self, dice: random.Random) -> Any:
        return dice.choices(self.values, cum_weights=self.cumulated)[0]


@dataclass
class _Story:
    number: int
    day: int
    fields: dict[str, Any]
    words: Mapping[str, list[str]]
    speakers: list[str] = field(default_factory=list)


@cache
def _shape() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("shape.yaml").read_text("utf-8"))
    return raw


def population(claims: int, seed: int = 1, first_day: int = 0) -> Iterator[Report]:
    """Reports with at least so many claims in all, day by day; `first_day` moves all of them."""
    made, day, stories = 0, first_day, 0
    draw = _Draw(seed * 7_919 + first_day)
    while made < claims:
        wanted = min(CLAIMS_A_DAY, claims - made)
        for report in draw.day(day, stories, wanted):
            stories = max(stories, *(told.story + 1 for told in report.claims))
            made += len(report.claims)
            yield report
        day += 1


class _Draw:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - repeatable, and no secret
        shape = _shape()
        self.measures = _Drawn.of({name: entry["claims"] for name, entry in shape["measures"].items()})
        self.actions = _Drawn.of({name: entry["claims"] for name, entry in shape["actions"].items()})
        self.of = {
            (kind, name, part): _Drawn.of(entry[part])
            for kind in ("measures", "actions")
            for name, entry in shape[kind].items()
            for part in ("subjects", "objects", "magnitudes")
            if part in entry
        }
        self.places = _Drawn.of(shape["places"])
        self.digits = _Drawn.of(shape["digits"])
        self.numeric_statuses = _Drawn.of(shape["numeric_statuses"])
        self.policy_statuses = _Drawn.of(shape["policy_statuses"])
        self.comparators = _Drawn.of({name: n for name, n in shape["comparators"].items() if name != "between"})
        self.shares = shape["shares"]
        self.topics: dict[tuple[str, str], list[str]] = {}
        self.later: defaultdict[int, list[tuple[_Story, str]]] = defaultdict(list)
        self.vocabulary = {
            lang: ["".join(self.dice.choices(letters, k=self.dice.randint(4, 8))) for _ in range(_WORDS)]
            for lang, letters in _LETTERS.items()
        }

    def day(self, day: int, first_story: int, claims: int) -> Iterator[Report]:
        """The reports of one day: tellings of its stories and of earlier ones, shuffled into articles, some copied."""
        told = self.later.pop(day, [])
        number = first_story
        while len(told) < claims:
            repeats = self._repeats()
            story = self._story(number, day, is_repeated=repeats > 1)
            number += 1
            for telling in range(repeats):
                lang = "ar" if self.dice.random() < 0.75 else "en"
                is_late = telling > 0 and self.dice.random() < _LATER
                (self.later[day + self.dice.randint(1, 5)] if is_late else told).append((story, lang))
        del told[claims:]
        self.dice.shuffle(told)
        of_lang = {lang: [story for story, theirs in told if theirs == lang] for lang in _LETTERS}
        for lang, stories in of_lang.items():
            at = 0
            while at < len(stories):
                size = min(self.dice.choices((1, 2, 3, 4, 6, 9), weights=(40, 20, 12, 9, 10, 9))[0], len(stories) - at)
                own = dict.fromkeys(story.number for story in stories[at : at + size])
                mine = [next(story for story in stories[at : at + size] if story.number == one) for one in own]
                at += size
                yield from self._reports(mine, lang, day)

    def _reports(self, stories: list[_Story], lang: str, day: int) -> Iterator[Report]:
        published = _FIRST_DAY + dt.timedelta(days=day)
        report_id = uuid.UUID(int=self.dice.getrandbits(128))
        claims = tuple(self._told(story, lang) for story in stories)
        report = Report(report_id, f"outlet {self.dice.randrange(_OUTLETS)}", lang, published, claims)
        yield report
        if self.dice.random() < 0.08:
            copy_id = uuid.UUID(int=self.dice.getrandbits(128))
            yield Report(copy_id, f"outlet {self.dice.randrange(_OUTLETS)}", lang, published, claims, report_id)

    def _repeats(self) -> int:
        """How often a story is told: most once, a few everywhere."""
        if self.dice.random() < 0.84:
            return 1
        return min(1 + int(self.dice.paretovariate(1.3)), 400)

    def _story(self, number: int, day: int, *, is_repeated: bool) -> _Story:
        dice = self.dice
        numeric = dice.random() < self.shares["numeric"]
        fields = self._numeric() if numeric else self._policy()
        # Nobody repeats what is of nobody and nothing.
        while is_repeated and not (fields["subject"] or fields.get("object")):
            fields = self._numeric() if numeric else self._policy()
        placed = self.shares["placed_numeric" if numeric else "placed_policy"]
        fields["place"] = self.places.one(dice) if dice.random() < placed else None
        if dice.random() < self.shares["period_numeric" if numeric else "period_policy"]:
            start = _FIRST_DAY + dt.timedelta(days=day + dice.choice((-30, -1, 0, 7, 30, 90)))
            fields |= {"period_start": start, "period_end": start + dt.timedelta(days=dice.choice((0, 0, 0, 30, 364)))}
        fields["negated"] = dice.random() < self.shares["negated"]
        topic = fields.get("measure") or fields["action"]
        words = {lang: self._words_on(topic, lang) for lang in _LETTERS}
        names = [" ".join(dice.choices(self.vocabulary["en"], k=2)).title() for _ in range(2)]
        return _Story(number, day, fields, words, names)

    def _numeric(self) -> dict[str, Any]:
        dice = self.dice
        name = self.measures.one(dice)
        measure, unit, *currency = name.split("/")
        exponent = int(self.of["measures", name, "magnitudes"].one(dice))
        digits = min(int(self.digits.one(dice)), exponent + 1) if unit != "percent" else 2
        lead = dice.randint(10 ** (digits - 1), 10**digits - 1)
        value = float(lead * 10 ** max(0, exponent + 1 - digits))
        return {
            "kind": Kind.NUMERIC,
            "measure": measure,
            "unit": unit,
            "currency": currency[0] if currency else None,
            "subject": self.of["measures", name, "subjects"].one(dice),
            "value": value,
            "comparator": Comparator(self.comparators.one(dice)),
            "status": Status.COMPLETED if measure in _TELLING else Status(self.numeric_statuses.one(dice)),
        }

    def _policy(self) -> dict[str, Any]:
        dice = self.dice
        action = self.actions.one(dice)
        return {
            "kind": Kind.POLICY,
            "action": action,
            "subject": self.of["actions", action, "subjects"].one(dice),
            "object": self.of["actions", action, "objects"].one(dice),
            "status": Status(self.policy_statuses.one(dice)),
        }

    def _told(self, story: _Story, lang: str) -> Told:
        dice = self.dice
        fields = dict(story.fields)
        if dice.random() < 0.15:
            fields["place"] = None
        if fields.get("subject") and "." in fields["subject"] and dice.random() < 0.1:
            fields["subject"] = fields["subject"].partition(".")[0]
        if dice.random() < 0.3:
            fields |= {"period_start": None, "period_end": None}
        if fields["kind"] is Kind.NUMERIC:
            fields |= self._bounds(fields.pop("value"), fields["comparator"])
        fields["speaker"] = dice.choice(story.speakers) if dice.random() < self.shares["speaker"] else None
        # Most tellings keep most words, some hardly any: half of the pairs share two thirds, one in ten an eighth.
        kept = round(_IN_A_SENTENCE * (1 - 0.8 * dice.random() ** 2))
        words = dice.sample(story.words[lang], k=kept) + self._words(lang, _IN_A_SENTENCE - kept)
        dice.shuffle(words)
        return Told(story.number, " ".join(words).capitalize() + ".", fields)

    def _words_on(self, topic: str, lang: str) -> list[str]:
        """Words of a story, some of which come with its measure or act whatever the story."""
        if (topic, lang) not in self.topics:
            self.topics[topic, lang] = self._words(lang, _OF_A_TOPIC)
        of_topic = self.dice.choices(self.topics[topic, lang], k=_OF_THE_TOPIC)
        return self._words(lang, _IN_A_SENTENCE - _OF_THE_TOPIC) + of_topic

    def _words(self, lang: str, number: int) -> list[str]:
        """Words as often as they come in texts, a few in every other sentence: unrelated sentences share some."""
        return self.dice.choices(self.vocabulary[lang], cum_weights=_frequencies(), k=number)

    def _bounds(self, value: float, comparator: Comparator) -> dict[str, Any]:
        if comparator is Comparator.EXACT and self.dice.random() < 0.1:
            comparator = Comparator.APPROX
        low, high = value, value
        if comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN):
            high = None  # type: ignore[assignment]
        if comparator in (Comparator.AT_MOST, Comparator.LESS_THAN):
            low = None  # type: ignore[assignment]
        if comparator is Comparator.VAGUE:
            low, high = 20.0, 99.0
        return {"low": low, "high": high, "comparator": comparator}


@cache
def _frequencies() -> list[float]:
    return list(accumulate((rank + 10) ** -0.9 for rank in range(1, _WORDS + 1)))
