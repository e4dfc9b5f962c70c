"""Finds the time mentions of a sentence: what stands around dates and durations and makes them one mention.

Put here: 'by', 'since', 'within', 'ago' and what they do to the time beside them. Keep out: the shapes of dates
(`reading`) and their meaning (`said`), ranges, lone years, durations.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from models.language.lexicon import MARK, NUMBER, Sentence, mask
from models.language.mention import Grain, Mention, MentionKind
from models.language.numerals import STARTING
from models.language.times import calendar
from models.language.times.calendar import GRAINS, Interval
from models.language.times.context import TIME_TAGS, Context, Found
from models.language.times.digits import clock
from models.language.times.durations import Duration, duration
from models.language.times.lengths import find_length, measure
from models.language.times.ranges import date_range, listed_day, pair
from models.language.times.said import Said, resolve
from models.language.times.spans import find_span, find_stretch
from models.language.times.words import DASHES
from models.language.times.years import lone_year

_NAMES = mask(*TIME_TAGS - {"shift", "part", "timing", "era"})
_MAY_NAME = _NAMES | NUMBER | mask("fraction")
# How far before the word that names a time an expression may begin ('within no more than two hundred and ten days').
_REACH = 8
_COUNTS = mask("number", "ordinal", "fraction", "scale", "last", "many", "vague", "daypart", "dated")
_BEGINS = NUMBER | mask(*TIME_TAGS) | _COUNTS
_TIMING = mask("timing")
# What may begin so many units of time.
_MAY_COUNT = STARTING | mask("period", "article", "last", "shift", "many", "some")
# What may follow a preposition of time.
_TIMELY = _BEGINS | STARTING | mask("article", "joins", "dated", "comparator", "some")
# What a time may hold.
_HELD = _TIMELY | MARK | mask("preposition", "relative", "only", "whole", "distance", "general", "anaphoric")
_BOUNDS = frozenset(("by", "before", "until", "within"))


def find_times(sentence: Sentence, reference: dt.datetime | None) -> list[Mention]:
    """The dates and durations of a sentence in their order; relative ones are resolved against `reference` if given.

    Dates carry inclusive days in `since` and `until`, both None where the text leaves them open ('in the coming days')
    or no such day exists (31 February). Durations carry `seconds`, and low = high = their number where one unit counts.
    """
    names = sentence.having(_MAY_NAME)
    return _Finder(sentence, reference).all(names) if names else []


def near_times(sentence: Sentence) -> frozenset[int]:
    """The tokens that may belong to a time: words such as times hold lead from them to one that names a time."""
    masks = sentence.masks
    near: set[int] = set()
    for name in sentence.having(_MAY_NAME):
        # A stretch is looked through once, however many names stand in it.
        if name in near or not _may_name(sentence, name):
            continue
        first, last = name, name + 1
        while first > 0 and masks[first - 1] & _HELD:
            first -= 1
        while last < len(masks) and masks[last] & _HELD:
            last += 1
        near.update(range(first, last))
    return frozenset(near)


def _may_name(sentence: Sentence, index: int) -> bool:
    """Whether a token names a time, or is a number that looks like a date or is followed by a mark."""
    token = sentence[index]
    if token.kind != "number" or _may_be_date(token.form, token.kind):
        return True
    return index + 1 < len(sentence) and sentence[index + 1].kind == "mark"


def _may_be_date(form: str, kind: str) -> bool:
    return kind == "number" and (len(form) == 4 or "." in form) and len(form) <= 10


class _Finder(Context):
    """Finds the mentions of one sentence."""

    def all(self, names: list[int]) -> list[Mention]:
        """The mentions near the tokens that may name a time."""
        found: list[Mention] = []
        last = 0
        for name in names:
            if name < last or not self._names_time(name):
                continue
            index = max(last, name - _REACH)
            while index <= name:
                one = self._expression(index) if self._may_begin(index) else None
                if one is not None:
                    found.append(self._mention(one))
                index = last = index + 1 if one is None else max(one.last, index + 1)
        return found

    def _may_begin(self, index: int) -> bool:
        """Whether a time may begin at a token; a preposition begins one only before what may belong to it."""
        found = self.masks[index] & _BEGINS
        if found != _TIMING:
            return found != 0
        return index + 1 < len(self.masks) and self.masks[index + 1] & _TIMELY != 0

    def _names_time(self, index: int) -> bool:
        """Whether a token names a time, or is a number that may be one: every expression has one near its beginning."""
        token = self.tokens[index]
        if token.kind == "number":
            return _may_be_date(token.form, token.kind) or self.reader.is_mark(index + 1, "/:-")
        if token.word.mask & _NAMES:
            return True
        placed = self.reader.ordinal(index - 1) is not None or self.reader.tag(index - 1, "last") is not None
        return "fraction" in token.word.tags and placed

    def _expression(self, index: int) -> Found | None:
        if self.reader.tag(index, "sometime"):
            return Found(index, index + 1)
        timing = self.reader.timing(index)
        if timing is None:
            return self._bare(index)
        at = index + 1
        if self.reader.timing(at) in ("in", "from", "between", "for") and timing not in ("in", "from"):
            at += 1
        rough = False
        while (comparator := self.reader.tag(at, "comparator")) is not None or self.reader.tag(at, "article"):
            rough = rough or comparator not in (None, "approx")
            at += 1
        if at >= len(self.tokens):
            return None
        found = self._bounded(index, at, timing)
        if found is not None and rough and found.dated and not found.deadline:
            found = replace(found, interval=None, grain=Grain.VAGUE)
        if found is None and (timing in ("in", "from", "before", "after") or at > index + 1):
            return self._bare(index)
        return found

    def _bounded(self, index: int, at: int, timing: str) -> Found | None:
        if timing == "between" or timing == "from":
            found = date_range(self, at, between=timing == "between")
            if found is not None:
                return replace(found, first=index)
            return None if timing == "between" else self._onward(index, at)
        found = find_stretch(self, at)
        if found is not None:
            first = at if timing == "in" else index
            return replace(found, first=first, deadline=timing in _BOUNDS, open_end=timing in ("since", "after"))
        found = find_span(self, at)
        if found is not None:
            ahead = found.interval is not None and self.day is not None and found.interval.since == self.day
            first = at if timing == "in" else index
            bound = timing in _BOUNDS or (timing in ("during", "in") and ahead)
            return replace(found, first=first, deadline=bound, open_end=timing in ("since", "after"))
        distance = self.reader.tag(index, "distance")
        length = find_length(self, at)
        core = pair(self, at) or date_range(self, at, between=False) or listed_day(self, at)
        two_ends = core is not None
        core = core or self._date(at)
        core = core or lone_year(self, at, bounded=True)
        longer = length is not None and (core is None or length.last > core.last - (timing == "for"))
        if length is not None and longer:
            return self._bounded_length(index, length, timing, distance)
        if core is None:
            return None
        if timing == "in":
            return core
        if timing in ("for", "ago", "between"):
            return None if timing == "ago" else core
        core.first = index
        core.deadline = timing in _BOUNDS
        core.open_end = timing in ("since", "after") and not (two_ends and timing == "since")
        if timing in ("by", "before") and core.interval is not None and core.interval.until == self.day:
            core = self._next_week(core)
        coarse = core.grain not in (Grain.DAY, Grain.TIME, Grain.VAGUE)
        if timing == "before" and core.interval is not None and coarse:
            last = calendar.add_days(core.interval.since, -1)
            core.interval = None if last is None else Interval(last, last, core.grain)
        return core

    def _next_week(self, found: Found) -> Found:
        """'Before Thursday', said on a Thursday, is the next one."""
        named = range(found.first, found.last)
        weekday = any(self.reader.tag(at, "weekday") is not None for at in named)
        dated = any(self.reader.tag(at, tag) is not None for at in named for tag in ("today", "month", "shift"))
        dated = dated or any(self.tokens[at].kind == "number" for at in named)
        if not weekday or dated or found.interval is None:
            return found
        return replace(found, interval=calendar.one_day(calendar.add_days(found.interval.until, 7)))

    def _onward(self, index: int, at: int) -> Found | None:
        """'From July 1' without another end: from that day on; Arabic من before a date only says which one."""
        found = self._bare(at)
        known = found is not None and found.dated and found.grain in (Grain.DAY, Grain.MONTH, Grain.YEAR)
        if found is None or not known or not self.tokens[index].text.isascii() or found.deadline:
            return found
        return replace(found, first=index, open_end=True)

    def _bounded_length(self, index: int, found: Found, timing: str, distance: object) -> Found | None:
        length = found.length
        if length is None:
            return None
        vague = not length.parts
        if self.reader.is_mark(found.last - 2, DASHES) and found.longest is None:  # over a two-year period
            return replace(found, first=index if timing == "for" else found.first, dated=False)
        if (distance is not None or timing in ("within", "during")) and self._from_now(found.last):
            found = replace(found, last=found.last + 2)
        tense = self.tense(index, says=False)
        if timing == "during" and tense is None and self.done_after(found.last):
            tense = "past"
        if length.bare and (before := self.reader.unit(index - 1)) is not None and before[0] == length.unit:
            return None  # عاما بعد عام
        anchored = self._anchored_elsewhere(found.last, timing)
        found = replace(found, first=index)
        if timing == "within" or timing == "during":
            if timing == "during" and length.definite and not length.numeral and length.parts:
                return None
            if (tense == "past" and timing == "during") or anchored:
                return None if vague else replace(found, dated=False)
            until = self.moved(found.longest or length, 1)
            interval = None if until is None or self.day is None else Interval(self.day, until, GRAINS[length.unit])
            return replace(found, interval=interval, deadline=True)
        if isinstance(distance, int) and not (timing == "in" and tense != "future"):
            if length.definite and not length.numeral and length.bare:
                return None
            if anchored or (tense == "past" and distance > 0):
                return None if vague else replace(found, dated=False)
            if vague:
                return replace(found, open_end=timing == "since")
            if timing == "since" or length.unit in ("second", "minute", "hour"):
                interval = calendar.one_day(self.moved(length, distance))
            else:
                interval = self._offset(length, distance, found)
            grain = Grain.VAGUE if interval is None else interval.grain
            return replace(found, interval=interval, grain=grain, open_end=timing == "since")
        if vague and not length.numeral:
            return None
        if length.bare and timing != "for" and not self._alone(index, found.last):
            return None
        if length.definite and timing == "in":
            return None
        return replace(found, first=found.first if timing == "for" else index + 1, dated=False)

    def _offset(self, length: Duration, distance: int, found: Found) -> Interval | None:
        said = Said(offset=tuple((distance * count, unit) for count, unit in length.parts), hijri=length.hijri or None)
        more = self.reader.date(found.last)
        if more is not None and more[0].weekday is not None and more[0].weekday_shift is None and more[0].day is None:
            said.weekday, found.last = more[0].weekday, more[1]
        return resolve(said, self.day, None)

    def _anchored_elsewhere(self, index: int, timing: str) -> bool:
        """'A year after the war', قبل شهر من الانتخابات, بعد يومين على الهجوم: the distance is not from today."""
        index += self.reader.tag(index, "only") is not None
        if timing == "after" and self.reader.tag(index, "preposition") == "on":
            return True
        if timing == "within" and self.reader.tag(index, "joins") == "of":
            return True
        if self.reader.timing(index) not in ("from", "before", "after") and not self.reader.tag(index, "that"):
            return False
        return self.reader.tag(index + 1, "today") is None

    def _from_now(self, index: int) -> bool:
        return self.reader.timing(index) == "from" and self.reader.tag(index + 1, "today") == 0

    def _bare(self, index: int) -> Found | None:
        found = self._unbounded(index)
        # بنهاية العام: by the end of it.
        by = found is not None and found.dated and self.reader.tag(index, "part") == "end"
        if found is not None and by and self.reader.has_proclitic(index, "bi"):
            found = replace(found, deadline=True)
        return found

    def _unbounded(self, index: int) -> Found | None:
        length = None
        if self.masks[index] & _MAY_COUNT:
            found = find_stretch(self, index) or find_span(self, index)
            if found is not None:
                return found
            length = find_length(self, index)
        core = date_range(self, index, between=False) or self._date(index) or lone_year(self, index, bounded=False)
        core = pair(self, index) or core or self._numbered_day(index) or self._clock(index)
        if length is None or length.length is None or (core is not None and core.last >= length.last):
            return core
        return self._bare_length(index, length)

    def _bare_length(self, index: int, found: Found) -> Found | None:
        length = found.length
        if length is None:
            return None
        at = found.last
        distance = self.reader.tag(at, "distance")
        if self.reader.timing(at) == "ago" and isinstance(distance, int):
            return self._bounded_length(index, replace(found, last=at + 1), "ago", distance)
        if self._from_now(at):
            past = self.tense(index, says=False) == "past"
            interval = self._offset(length, -1 if past else 1, found)
            return replace(found, last=at + 2, interval=interval, grain=Grain.DAY)
        if not length.parts:
            return replace(found, dated=False) if length.numeral else None
        if found.longest is None and (length.bare or (length.definite and not length.numeral)):
            if not (self._counts_one(index, length) or self._alone(index, at)):
                return None
            if length.definite and len(length.parts) == 1 and length.parts[0][0] == 1:
                return self.dated(index, at, Said(shifts={length.unit: 0}))
        return replace(found, dated=False)

    def _counts_one(self, index: int, length: Duration) -> bool:
        """Whether a unit without a number is one of them: أكثر من شهر, 'nearly a month', تمديد المهمة لسنة."""
        if length.definite or length.unit in ("quarter", "half"):
            return False
        alone = self.reader.has_proclitic(index, "li") and (
            length.last >= len(self.tokens) or self.tokens[length.last].kind == "mark"
        )
        return alone or self.reader.tag(index - 1, "comparator") is not None

    def _alone(self, first: int, last: int) -> bool:
        """Whether the sentence says nothing else."""
        rest = self.tokens[:first] + self.tokens[last:]
        return all(token.kind == "mark" for token in rest)

    def _date(self, index: int) -> Found | None:
        reader = self.reader
        read = reader.date(index)
        if read is None:
            return None
        said, at = read
        if said.quarter is not None or said.half is not None:
            whole = said.year or said.month or said.hijri_month or said.shifts or said.century
            if not whole and (reader.timing(at) == "from" or reader.tag(at, "joins") == "of"):
                return None  # the second half of the volunteers
        for timing in ("between", "from"):
            if reader.timing(at) == timing:
                inner = date_range(self, at + 1, between=timing == "between", within=said)
                if inner is not None:
                    return replace(inner, first=index)
        distance = reader.tag(at, "distance")
        if said.weekday is not None and said.weekday_shift is None and said.day is None and isinstance(distance, int):
            length = duration(reader, at + 1)
            if length is not None and length.parts and reader.timing(at) in ("before", "after"):
                said.offset = tuple((distance * count, unit) for count, unit in length.parts)
                at = length.last
        if reader.tag(at, "era") == "before":
            return Found(index, at + 1)
        return self._in_both_calendars(self.dated(index, at, said), said)

    def _in_both_calendars(self, found: Found, said: Said) -> Found:
        """A day with what it is in the other calendar (5 أيار الموافق …): one date, by the one with a year."""
        other = self.reader.date(found.last + 1) if self.reader.dates(found.last) else None
        if other is None:
            return found
        again = self.dated(found.first, other[1], other[0])
        return again if said.year is None and again.interval is not None else replace(found, last=other[1])

    def _clock(self, index: int) -> Found | None:
        """A time of day alone: no day, but no count either."""
        step = clock(self.reader, index, Said())
        return None if step is None else Found(index, step[1], grain=Grain.TIME)

    def _numbered_day(self, index: int) -> Found | None:
        """'On the day 27': a date, but of no said month."""
        numeral = self.reader.numeral(index + 1) if self.reader.names_day(index) else None
        if numeral is None or self.tokens[index + 1].kind != "number" or numeral.value not in range(1, 32):
            return None
        goes_on = self.reader.is_mark(numeral.last, DASHES + "/:") or not self.ends(numeral.last)
        return None if goes_on else Found(index, numeral.last)

    def _mention(self, found: Found) -> Mention:
        kind = MentionKind.DATE if found.dated else MentionKind.DURATION
        article = self.reader.tag(found.first - 1, "article") and self.reader.joined(found.first - 1, found.first)
        first = found.first - bool(article)
        start, end = self.tokens[first].start, self.tokens[found.last - 1].end
        if " ال" in self.tokens[first].form and self.reader.tag(first, "period"):
            start = self.tokens[first].end - len(self.tokens[first].text.rpartition(" ")[2])  # في stays outside
        mention = Mention(kind, start, end, first, found.last, grain=found.grain)
        if found.dated:
            mention.deadline, mention.open_end = found.deadline, found.open_end
            if found.interval is not None:
                mention.since, mention.until = found.interval.since, found.interval.until
            return mention
        measure(self, mention, found)
        return mention
