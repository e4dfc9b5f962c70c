"""What the finding of times shares: the sentence's reader, the day of publication, the tense of the verbs.

Put here: what every kind of time mention asks. Keep out: the kinds themselves (`finding`, `lengths`, `ranges`,
`years`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.language.lexicon import Sentence
from models.language.mention import Grain
from models.language.times import calendar
from models.language.times.calendar import Interval
from models.language.times.durations import Duration
from models.language.times.reading import Reader
from models.language.times.said import Said, resolve

TIME_TAGS = frozenset((
    "month", "hijri_month", "weekday", "period", "shift", "part", "timing", "today", "season", "decade", "feast", "era",
))  # fmt: skip
_ARABIC = range(0x0600, 0x0700)


@dataclass(slots=True)
class Found:
    """A mention in the making, over the tokens `first` to `last`; a date without interval is not resolved.

    `length` is a duration's (of a range the shorter one's, with the longer one in `longest`); it makes a duration where
    `dated` is false, else a date at that distance.
    """

    first: int
    last: int
    interval: Interval | None = None
    grain: Grain = Grain.VAGUE
    deadline: bool = False
    open_end: bool = False
    length: Duration | None = None
    longest: Duration | None = None
    dated: bool = True


class Context:
    """One sentence and its day of publication."""

    def __init__(self, sentence: Sentence, reference: dt.datetime | None) -> None:
        self.tokens = sentence.tokens
        words = [token.text for token in self.tokens if token.kind == "word"]
        arabic = any(ord(word[0]) in _ARABIC for word in words)
        self.reader = Reader(self.tokens, day_first=arabic or not words)
        self.reference = reference
        self.day = None if reference is None else reference.date()

    def dated(self, first: int, last: int, said: Said) -> Found:
        """The days that a date expression means here."""
        tense = self.tense(first, says=said.weekday is not None)
        interval = resolve(said, self.day, tense)
        grain = Grain.VAGUE if interval is None else interval.grain
        return Found(first, last, interval=interval, grain=grain)

    def moved(self, length: Duration, sign: int) -> dt.date | None:
        """The day so far ahead (1) or back (-1) of the moment of publication."""
        if self.reference is None or self.day is None or not length.parts:
            return None
        if all(unit in ("second", "minute", "hour") for _, unit in length.parts):
            try:
                return (self.reference + dt.timedelta(seconds=sign * length.seconds)).date()
            except OverflowError:
                return None
        date: dt.date | None = self.day
        for count, unit in length.parts:
            date = None if date is None else calendar.add(date, sign * count, unit)
        return date

    def ends(self, index: int) -> bool:
        """Whether nothing that may be counted follows."""
        if index >= len(self.tokens) or self.tokens[index].kind == "mark":
            return True
        return not TIME_TAGS.isdisjoint(self.tokens[index].word.tags) or self.reader.tag(index, "joins") is not None

    def tense(self, index: int, *, says: bool) -> str | None:
        """The time of the nearest verb before: future or past; verbs of saying count only where `says`."""
        for at in range(index - 1, max(-1, index - 25), -1):
            word = self.tokens[at].word
            if word.tags.get("modality") == "will" or word.tags.get("negation") == "future":
                return "future"
            for reading in word.readings:
                if reading.aspect is None or (not says and "say" in reading.tags):
                    continue
                if "will" in reading.proclitics:
                    return "future"
                if reading.aspect == "past":
                    return "past"
                break
        return None
