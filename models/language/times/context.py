"""What the finding of times shares: the sentence's reader, the day of publication, the tense of the verbs.

Put here: what every kind of time mention asks. Keep out: the kinds themselves (`finding`, `lengths`, `ranges`,
`years`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.language.lexicon import MARK, Sentence, Token, mask
from models.language.mention import Grain
from models.language.times import calendar
from models.language.times.calendar import Interval
from models.language.times.durations import Duration
from models.language.times.reading import Reader
from models.language.times.said import Said, resolve
from models.language.times.words import DASHES

TIME_TAGS = frozenset((
    "month", "hijri_month", "weekday", "period", "shift", "part", "timing", "today", "season", "decade", "feast", "era",
    "sometime",
))  # fmt: skip
_ARABIC = range(0x0600, 0x0700)
_AHEAD = frozenset(("will", "plan", "target", "must"))
# Verbs behind which what is named is still to come (اتفقوا على فتح المعبر في الأول من أيار).
_SETTLING = frozenset(("agreed", "decided", "promised", "demanded", "expected"))
_BOUNDS_AHEAD = frozenset(("by", "until", "within"))
# How many words may stand between a deadline and its date.
_NEAR = 6
_PUT_OFF_WITHIN = 16
_PRESENT_WITHIN = 4
_MAY_JOIN = MARK | mask("joins", "timing", "today")


def _is_day_first(tokens: Sequence[Token]) -> bool:
    """Whether 3/4/2021 is in April: in a sentence with a word in Arabic letters, or without any word."""
    words = False
    for token in tokens:
        if token.kind == "word":
            if ord(token.text[0]) in _ARABIC:
                return True
            words = True
    return not words


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
        self.tokens, self.masks = sentence.tokens, sentence.masks
        self.reader = Reader(self.tokens, day_first=_is_day_first(self.tokens))
        self.reference = reference
        self.day = None if reference is None else reference.date()
        self._sentence = sentence

    @cached_property
    def _last_joint(self) -> int:
        return next(filter(self._may_join, reversed(self._sentence.having(_MAY_JOIN))), -1)

    def may_be_joined(self, index: int) -> bool:
        """Whether what may join two ends of a range stands behind a token: `to`, `until`, a dash, today (to …)."""
        return self._last_joint > index

    def _may_join(self, index: int) -> bool:
        reader = self.reader
        if self.masks[index] & MARK:
            return reader.is_mark(index, DASHES + "/")
        to = reader.tag(index, "joins") == "to" or reader.timing(index) == "until"
        return to or reader.tag(index, "today") is not None

    def dated(self, first: int, last: int, said: Said) -> Found:
        """The days that a date expression means here."""
        named = said.month is not None or said.hijri_month is not None
        deadline = named and self._is_deadline(first, last)
        tense = None if deadline else self._tense_of_date(first, says=said.weekday is not None)
        if said.weekday is not None and self._done_right_after(last):
            tense = "past"
        interval = resolve(said, self.day, tense)
        grain = Grain.VAGUE if interval is None else interval.grain
        return Found(first, last, interval=interval, grain=grain, deadline=deadline)

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
        named = False
        for at in range(index - 1, max(-1, index - 25), -1):
            word = self.tokens[at].word
            settles = named and word.tags.get("say") in _SETTLING
            if settles and any(reading.aspect is not None for reading in word.readings):
                return "future"
            named = named or self._names_act(at)
            if word.tags.get("negation") == "future" or self._looks_ahead(at):
                return "future"
            if "that" in word.tags and not says:
                return "future" if self._subjunctive(at + 1) else None
            for reading in word.readings:
                if reading.aspect is None or (not says and "say" in reading.tags):
                    continue
                if "will" in reading.proclitics:
                    return "future"
                if reading.aspect == "past" and self._has_own_date(at, index):
                    continue
                if reading.aspect == "past":
                    return "future" if self._to_come(at) else "past"
                break
        return None

    def _puts_off(self, index: int) -> bool:
        """Whether what stands before moves something to the date (postponed the talks to March 15)."""
        tokens = self.tokens[max(0, index - _PUT_OFF_WITHIN) : index]
        return any("postponed" in token.tags or token.tags.get("action") == "extend" for token in tokens)

    def _has_own_date(self, verb: int, index: int) -> bool:
        """Whether a verb farther back is dated itself (في بيان صدر اليوم، على فتح المطار في الأول من أيار)."""
        return index - verb > _NEAR and self.reader.tag(verb + 1, "today") is not None

    def _names_act(self, index: int) -> bool:
        """Whether a verbal noun stands here, of which a verb before it may say that it was agreed or decided."""
        reading = self.tokens[index].word.reading("action")
        return reading is not None and reading.aspect is None and reading.entry.grammar == "noun"

    def _to_come(self, verb: int) -> bool:
        """Whether a form that is also a participle belongs to a future: 'will be held', 'is to be held'."""
        if all(reading.aspect != "participle" for reading in self.tokens[verb].word.readings):
            return False
        before = range(max(0, verb - 3), verb)
        return any(self._looks_ahead(at) or self.reader.tag(at, "joins") == "to" for at in before)

    def _done_right_after(self, index: int) -> bool:
        """Whether an English verb of the past follows directly: the cabinet on Thursday approved …"""
        readings = self.tokens[index].word.readings if index < len(self.tokens) else ()
        past = any("past" in (reading.aspect, reading.tags.get("tense")) for reading in readings)
        return past and self.tokens[index].text.isascii()

    def done_after(self, index: int) -> bool:
        """Whether the next verb says what happened (خلال عامين وصل …)."""
        for at in range(index, min(len(self.tokens), index + 3)):
            if self.tokens[at].kind == "mark":
                break
            readings = self.tokens[at].word.readings
            if "completed" in self.tokens[at].word.tags or (readings and readings[0].aspect is not None):
                return "completed" in self.tokens[at].word.tags or readings[0].aspect == "past"
        return False

    def _looks_ahead(self, index: int) -> bool:
        """Whether a word says that something is to come: will, plans to, يعتزم; not a plan or a past verb (استهدفت)."""
        passive = self.reader.tag(index - 1, "auxiliary") is not None if index else False
        return any(
            reading.tags.get("modality") in _AHEAD
            and (reading.aspect != "past" and (reading.aspect != "participle" or passive))
            and reading.entry.grammar != "noun"
            for reading in self.tokens[index].word.readings
        )

    def _subjunctive(self, index: int) -> bool:
        """Whether a verb stands right after أن (وافق على أن ينسحب): what has not happened yet."""
        word = self.tokens[index].word if index < len(self.tokens) else None
        return word is not None and not word.form.isascii() and any(one.aspect == "present" for one in word.readings)

    def _tense_of_date(self, index: int, *, says: bool) -> str | None:
        """The time in which a date lies, by its verb; ahead after 'by', and not behind after 'to' and 'until'."""
        tense = self.tense(index, says=says)
        at = index - 1 if self.reader.tag(index - 1, "article") is None else index - 2
        timing = "to" if self.reader.tag(at, "joins") == "to" else self.reader.timing(at)
        if timing == "since" and self.reader.tag(at, "distance") != 1:
            return "past"
        if timing in ("to", "until") and self._puts_off(index):
            return "future"
        if timing == "until" and tense == "past" and says:
            # Ordered the schools closed until Wednesday.
            return "future"
        if says and self._is_present(index):
            return "future"
        if tense == "past":
            return None if timing in ("to", "until", "since") else tense
        return tense or ("future" if timing in _BOUNDS_AHEAD else None)

    def _is_present(self, index: int) -> bool:
        """Whether an act in the present stands right before a weekday (which expires on Thursday, تنتهي الخميس)."""
        for at in range(index - 1, max(-1, index - _PRESENT_WITHIN), -1):
            reading = self.tokens[at].word.reading("action")
            if reading is not None:
                return reading.aspect == "present" and reading.tags["action"] in ("end", "begin", "hold", "arrive")
        return False

    def _is_deadline(self, first: int, last: int) -> bool:
        """Whether a date is named as a deadline: 'the deadline is 30 May', مهلة … إلى 15 حزيران."""
        for way in (range(first - 1, first - 1 - _NEAR, -1), range(last, last + 2)):
            for at in way:
                if self.reader.is_mark(at, ",،") or self.reader.tag(at, "that"):
                    break
                if self.reader.tag(at, "head") == "deadline":
                    return True
        return False
