"""Finds the time mentions of a sentence: dates, ranges, deadlines, distances from today, durations.

Put here: what stands around dates and durations and makes them one mention ('by', 'between', 'ago', 'the next six
months'). Keep out: the shapes of dates (`reading`), their meaning (`said`, `calendar`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from models.claim import Comparator
from models.language.lexicon import Sentence, Word
from models.language.mention import Grain, Mention, MentionKind
from models.language.times import calendar
from models.language.times.calendar import GRAINS, Interval
from models.language.times.digits import clock
from models.language.times.durations import Duration, duration
from models.language.times.reading import Reader
from models.language.times.said import Said, resolve

_TIME_TAGS = frozenset((
    "month", "hijri_month", "weekday", "period", "shift", "part", "timing", "today", "season", "decade", "feast", "era",
))  # fmt: skip
_NAMES = _TIME_TAGS - {"shift", "part", "timing", "era"}
# How far before the word that names a time an expression may begin ('within no more than two hundred and ten days').
_REACH = 8
_BEGINS = _TIME_TAGS | {"number", "ordinal", "fraction", "scale", "last", "many", "vague", "daypart", "dated"}
_COUNTED = ("head", "unit", "currency", "percent", "scale", "period")
_BOUNDS = frozenset(("by", "before", "until", "within"))
_DASHES = "-–—~"
_ARABIC = range(0x0600, 0x0700)


@dataclass(slots=True)
class _Found:
    """A mention in the making, over the tokens `first` to `last`; a date without interval is not resolved."""

    first: int
    last: int
    interval: Interval | None = None
    grain: Grain = Grain.VAGUE
    deadline: bool = False
    open_end: bool = False
    length: Duration | None = None
    longest: Duration | None = None
    dated: bool = True


def find_times(sentence: Sentence, reference: dt.datetime | None) -> list[Mention]:
    """The dates and durations of a sentence in their order; relative ones are resolved against `reference` if given.

    Dates carry inclusive days in `since` and `until`, both None where the text leaves them open ('in the coming days')
    or no such day exists (31 February). Durations carry `seconds`, and low = high = their number where one unit counts.
    """
    tokens = sentence.tokens
    if not any(not _TIME_TAGS.isdisjoint(token.word.tags) or _may_be_date(token.form, token.kind) for token in tokens):
        return []
    return _Finder(sentence, reference).all()


def _may_be_date(form: str, kind: str) -> bool:
    return kind == "number" and (len(form) == 4 or "." in form) and len(form) <= 10


class _Finder:
    def __init__(self, sentence: Sentence, reference: dt.datetime | None) -> None:
        self.tokens = sentence.tokens
        words = [token.text for token in self.tokens if token.kind == "word"]
        arabic = any(ord(word[0]) in _ARABIC for word in words)
        self.reader = Reader(self.tokens, day_first=arabic or not words)
        self.reference = reference
        self.day = None if reference is None else reference.date()

    def all(self) -> list[Mention]:
        found: list[Mention] = []
        last = 0
        for name in (index for index in range(len(self.tokens)) if self._names_time(index)):
            index = max(last, name - _REACH)
            while index <= name:
                token = self.tokens[index]
                begins = token.kind == "number" or not _BEGINS.isdisjoint(token.word.tags)
                one = self._expression(index) if begins else None
                if one is not None:
                    found.append(self._mention(one))
                index = last = index + 1 if one is None else max(one.last, index + 1)
        return found

    def _names_time(self, index: int) -> bool:
        """Whether a token names a time, or is a number that may be one: every expression has one near its beginning."""
        token = self.tokens[index]
        if token.kind == "number":
            return _may_be_date(token.form, token.kind) or self.reader.is_mark(index + 1, "/:-")
        return not _NAMES.isdisjoint(token.word.tags)

    def _expression(self, index: int) -> _Found | None:
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

    # With a word before that bounds it

    def _bounded(self, index: int, at: int, timing: str) -> _Found | None:
        if timing == "between" or timing == "from":
            found = self._range(at, between=timing == "between")
            if found is not None:
                return replace(found, first=index)
            return None if timing == "between" else self._bare(at)
        found = self._span(at)
        if found is not None:
            ahead = found.interval is not None and self.day is not None and found.interval.since == self.day
            first = at if timing == "in" else index
            bound = timing in _BOUNDS or (timing in ("during", "in") and ahead)
            return replace(found, first=first, deadline=bound, open_end=timing in ("since", "after"))
        distance = self.reader.tag(index, "distance")
        length = self._length(at)
        core = self._range(at, between=False) or self._date(at) or self._year(at, bounded=True)
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
        core.open_end = timing in ("since", "after")
        coarse = core.grain not in (Grain.DAY, Grain.TIME, Grain.VAGUE)
        if timing == "before" and core.interval is not None and coarse:
            last = calendar.add_days(core.interval.since, -1)
            core.interval = None if last is None else Interval(last, last, core.grain)
        return core

    def _bounded_length(self, index: int, found: _Found, timing: str, distance: object) -> _Found | None:
        length = found.length
        if length is None:
            return None
        vague = not length.parts
        if distance is not None and self._from_now(found.last):
            found = replace(found, last=found.last + 2)
        tense = self._tense(index, says=False)
        anchored = self._anchored_elsewhere(found.last)
        found = replace(found, first=index)
        if timing == "within" or timing == "during":
            if timing == "during" and length.definite and not length.numeral and length.parts:
                return None
            if (tense == "past" and timing == "during") or anchored:
                return None if vague else replace(found, dated=False)
            until = self._moved(found.longest or length, 1)
            interval = None if until is None or self.day is None else Interval(self.day, until, GRAINS[length.unit])
            return replace(found, interval=interval, deadline=True)
        if isinstance(distance, int) and not (timing == "in" and tense != "future"):
            if anchored or (tense == "past" and distance > 0):
                return None if vague else replace(found, dated=False)
            if vague:
                return replace(found, open_end=timing == "since")
            if timing == "since" or length.unit in ("second", "minute", "hour"):
                interval = calendar.one_day(self._moved(length, distance))
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

    def _offset(self, length: Duration, distance: int, found: _Found) -> Interval | None:
        said = Said(offset=tuple((distance * count, unit) for count, unit in length.parts), hijri=length.hijri or None)
        more = self.reader.date(found.last)
        if more is not None and more[0].weekday is not None and more[0].weekday_shift is None and more[0].day is None:
            said.weekday, found.last = more[0].weekday, more[1]
        return resolve(said, self.day, None)

    def _anchored_elsewhere(self, index: int) -> bool:
        """'A year after the war', قبل شهر من الانتخابات: the distance is not from today."""
        if self.reader.timing(index) not in ("from", "before", "after") and not self.reader.tag(index, "that"):
            return False
        return self.reader.tag(index + 1, "today") is None

    def _from_now(self, index: int) -> bool:
        return self.reader.timing(index) == "from" and self.reader.tag(index + 1, "today") == 0

    def _moved(self, length: Duration, sign: int) -> dt.date | None:
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

    # Without

    def _bare(self, index: int) -> _Found | None:
        found = self._span(index)
        if found is not None:
            return found
        length = self._length(index)
        core = self._range(index, between=False) or self._date(index) or self._year(index, bounded=False)
        core = self._pair(index) or core or self._numbered_day(index) or self._clock(index)
        if length is None or length.length is None or (core is not None and core.last >= length.last):
            return core
        return self._bare_length(index, length)

    def _bare_length(self, index: int, found: _Found) -> _Found | None:
        length = found.length
        if length is None:
            return None
        at = found.last
        distance = self.reader.tag(at, "distance")
        if self.reader.timing(at) == "ago" and isinstance(distance, int):
            return self._bounded_length(index, replace(found, last=at + 1), "ago", distance)
        if self._from_now(at):
            past = self._tense(index, says=False) == "past"
            interval = self._offset(length, -1 if past else 1, found)
            return replace(found, last=at + 2, interval=interval, grain=Grain.DAY)
        if not length.parts:
            return replace(found, dated=False) if length.numeral else None
        if length.bare or (length.definite and not length.numeral):
            if not self._alone(index, at):
                return None
            if length.definite and len(length.parts) == 1 and length.parts[0][0] == 1:
                return self._dated(index, at, Said(shifts={length.unit: 0}))
        return replace(found, dated=False)

    def _alone(self, first: int, last: int) -> bool:
        """Whether the sentence says nothing else."""
        rest = self.tokens[:first] + self.tokens[last:]
        return all(token.kind == "mark" for token in rest)

    # The parts

    def _length(self, index: int) -> _Found | None:
        """A duration, or a range of them: 3 to 5 years."""
        reader = self.reader
        if self._is_age(index):
            return None
        length = duration(reader, index)
        if length is None:
            return self._length_range(index, None)
        if self._age_follows(length.last) or (length.unit == "year" and self._in_brackets(index, length.last)):
            return None
        return self._length_range(index, length) or _Found(index, length.last, length=length, grain=GRAINS[length.unit])

    def _length_range(self, index: int, low: Duration | None) -> _Found | None:
        reader = self.reader
        numeral = reader.numeral(index)
        if low is not None:
            end = low.last
        elif numeral is not None and not numeral.ordinal:
            end = numeral.last
        else:
            return None
        at = self._connector(end, between=reader.timing(index - 1) == "between", attached=False)
        high = None if at is None else duration(reader, at)
        if high is None or len(high.parts) != 1 or (not high.numeral and high.parts[0][0] != 2):
            return None
        if low is None:
            if numeral is None:
                return None
            low = Duration(((numeral.value, high.unit),), numeral.last, high.unit, numeral=True)
        if len(low.parts) != 1 or low.seconds >= high.seconds:
            return None
        return _Found(index, high.last, length=low, longest=high, grain=GRAINS[high.unit])

    def _is_age(self, index: int) -> bool:
        return any(self.reader.tag(index - back, "noise") == "age" for back in (1, 2, 3))

    def _age_follows(self, index: int) -> bool:
        return any(self.reader.tag(at, "noise") == "age" for at in (index, index + 1))

    def _in_brackets(self, first: int, last: int) -> bool:
        """A man (34 years)."""
        return self.reader.is_mark(first - 1, "([") and self.reader.is_mark(last, ")]")

    def _span(self, index: int) -> _Found | None:
        """الأشهر الستة المقبلة, آخر 3 سنوات, 'the next six months'; vague without a number ('the coming days')."""
        reader = self.reader
        at = index
        while reader.tag(at, "article"):
            at += 1
        sign = _sign(reader, at)
        count: float | None = None
        if sign is not None and reader.unit(at) is None:
            at += 1
        else:
            sign = None
        numeral = reader.numeral(at)
        if numeral is not None and not numeral.ordinal:
            count, at = numeral.value, numeral.last
        elif sign is not None and (reader.tag(at, "many") or reader.tag(at, "vague")):
            at += 1
        unit = reader.unit(at)
        if unit is None or (unit[1].number == "sg" and (count is None or count < 3)):
            return None
        if unit[1].number == "du":
            count = 2
        at += 1
        if sign is None:
            numeral = reader.numeral(at)
            if count is None and numeral is not None and not reader.has_proclitic(at, "and"):
                count, at = numeral.value, numeral.last
            elif count is None and _sign(reader, at) is None and _sign(reader, at + 1) is not None:
                at += self.tokens[at].form.startswith("ال") if at < len(self.tokens) else 0
            sign = _sign(reader, at)
            if sign is None or not any(one.entry.grammar == "adj" for one in self.tokens[at].word.readings):
                return None
            at += 1
        elif unit[1].number not in ("pl", "du") and count is None:
            return None
        found = _Found(index, at, grain=Grain.VAGUE)
        if count is None or self.day is None:
            return found
        other = calendar.add(self.day, sign * count, unit[0])
        if other is None:
            return found
        found.grain = GRAINS[unit[0]]
        found.interval = Interval(min(self.day, other), max(self.day, other), found.grain)
        return found

    def _date(self, index: int) -> _Found | None:
        reader = self.reader
        read = reader.date(index)
        if read is None:
            return None
        said, at = read
        for timing in ("between", "from"):
            if reader.timing(at) == timing:
                inner = self._range(at + 1, between=timing == "between", within=said)
                if inner is not None:
                    return replace(inner, first=index)
        distance = reader.tag(at, "distance")
        if said.weekday is not None and said.weekday_shift is None and said.day is None and isinstance(distance, int):
            length = duration(reader, at + 1)
            if length is not None and length.parts and reader.timing(at) in ("before", "after"):
                said.offset = tuple((distance * count, unit) for count, unit in length.parts)
                at = length.last
        return self._dated(index, at, said)

    def _pair(self, index: int) -> _Found | None:
        """يومي 15 و16 آذار, عامي 2014 و2015: two that a dual announces."""
        unit = self.reader.unit(index)
        if unit is None or unit[1].number != "du" or not unit[1].construct:
            return None
        found = self._range(index + 1, between=True)
        return None if found is None else replace(found, first=index)

    def _clock(self, index: int) -> _Found | None:
        """A time of day alone: no day, but no count either."""
        step = clock(self.reader, index, Said())
        return None if step is None else _Found(index, step[1], grain=Grain.TIME)

    def _numbered_day(self, index: int) -> _Found | None:
        """'On the day 27': a date, but of no said month."""
        numeral = self.reader.numeral(index + 1) if self.reader.names_day(index) else None
        if numeral is None or self.tokens[index + 1].kind != "number" or numeral.value not in range(1, 32):
            return None
        goes_on = self.reader.is_mark(numeral.last, _DASHES + "/:") or not self._ends(numeral.last)
        return None if goes_on else _Found(index, numeral.last)

    def _dated(self, first: int, last: int, said: Said) -> _Found:
        tense = self._tense(first, says=said.weekday is not None)
        interval = resolve(said, self.day, tense)
        grain = Grain.VAGUE if interval is None else interval.grain
        return _Found(first, last, interval=interval, grain=grain)

    def _year(self, index: int, *, bounded: bool) -> _Found | None:
        """A year alone: 'in 2015', رؤية 2030; never a number that counts something."""
        reader = self.reader
        year, at = self._plain_year(index), index + 1
        if year is None and bounded and self.tokens[index].kind == "word":
            numeral = reader.numeral(index)
            if numeral is not None and 1500 <= numeral.value <= 2100 and self._ends(numeral.last):
                year, at = int(numeral.value), numeral.last
        elif year is not None and not self._stands_as_year(index, bounded):
            return None
        if year is None:
            return None
        said = Said(year=year)
        if reader.tag(at, "era") and reader.is_era(at):
            at += 1
        more = reader.date(at)
        if more is not None and (more[0].quarter is not None or more[0].half is not None) and more[0].year is None:
            more[0].year, at = year, more[1]
            said = more[0]
        return self._dated(index, at, said)

    def _plain_year(self, index: int) -> int | None:
        value = self.reader.digits(index)
        return value if value is not None and len(self.tokens[index].form) == 4 and 1900 <= value <= 2099 else None

    def _stands_as_year(self, index: int, bounded: bool) -> bool:
        reader = self.reader
        after = index + 1
        if any(reader.tag(after, name) is not None for name in _COUNTED):
            return False
        if after < len(self.tokens):
            following = self.tokens[after]
            glued = following.start == self.tokens[index].end
            if following.kind == "number" or (glued and following.kind == "mark" and following.text in "-/:%+$€£"):
                return False
        before = index - 1
        if before < 0:
            return after >= len(self.tokens) or self.tokens[after].kind == "mark"
        previous = self.tokens[before]
        if previous.kind == "number" or (previous.kind == "mark" and previous.text in "-/:$€£#+°№*="):
            return False
        tags = previous.word.tags
        if any(name in tags for name in ("comparator", "noise", "number", "scale", "currency")):
            return False
        if ("measure" in tags or "head" in tags) and not _in_construct(previous.word):
            return False
        if bounded or "part" in tags or "timing" in tags:
            return True
        if after >= len(self.tokens) or self.tokens[after].kind == "mark":
            return True
        following = self.tokens[after]
        if not _TIME_TAGS.isdisjoint(following.word.tags) or "preposition" in following.word.tags:
            return True
        return following.form.startswith(("ال", "لل")) or bool(tags.get("article"))

    # Ranges

    def _range(self, index: int, *, between: bool, within: Said | None = None) -> _Found | None:
        reader = self.reader
        first = self._end_of_range(index, inside=within is not None or between or reader.timing(index - 1) == "from")
        if first is None:
            return None
        low, end = first
        attached = reader.timing(index - 1) == "from" or low.today is not None
        at = self._connector(end, between=between, attached=attached)
        if at is None:
            return None
        while reader.tag(at, "article"):
            at += 1
        second = self._end_of_range(at, inside=True)
        if second is None:
            return None
        high, last = second
        if _bare_day(high) and (low.month or low.hijri_month):
            high.month, high.hijri_month, high.hijri = low.month, low.hijri_month, low.hijri
            high, last = reader.extend(high, last)
        if not (low.anchored or high.anchored or within is not None) or (
            _bare_day(high) and _bare_day(low) and within is None
        ):
            return None
        if low.anchored and _bare_day(high) and low.day is None:
            return None
        if _bare_day(low) and high.day is None:
            return None
        shared = within or Said()
        low, high = low.completed_by(high).completed_by(shared), high.completed_by(low).completed_by(shared)
        return self._between(index, last, low, high)

    def _between(self, first: int, last: int, low: Said, high: Said) -> _Found:
        tense = self._tense(first, says=False)
        since, until = resolve(low, self.day, tense), resolve(high, self.day, tense)
        if since is not None and until is not None:
            if low.weekday is not None and high.weekday is not None and low.day is None and high.day is None:
                since, until = _weekdays(low, high, since, until)
            elif until.until < since.since and high.year is None:
                until = resolve(high, since.since, "future")
        if since is None or until is None or until.until < since.since:
            return _Found(first, last)
        return _Found(first, last, interval=Interval(since.since, until.until, until.grain), grain=until.grain)

    def _end_of_range(self, index: int, *, inside: bool) -> tuple[Said, int] | None:
        """One end of a range: a date, a bare day ('3 to 7 May') or a bare year."""
        reader = self.reader
        at = index
        unit = reader.unit(at)
        if unit is not None and unit[1].number == "du" and unit[1].construct and reader.digits(at + 1) is not None:
            at += 1
        year = self._plain_year(at)
        if year is not None and reader.unit(at + 1) is None:
            read = reader.date(at)
            if read is None:
                return Said(year=year), at + 1 + bool(reader.tag(at + 1, "era") and reader.is_era(at + 1))
            return read
        read = reader.date(at)
        numeral = reader.numeral(at)
        if read is not None and (numeral is None or read[0].day is not None or read[1] > numeral.last):
            return read
        if numeral is None or numeral.value != int(numeral.value):
            return read
        if 1 <= numeral.value <= 31 and reader.unit(numeral.last) is None:
            return Said(day=int(numeral.value)), numeral.last
        if inside and 1000 <= numeral.value <= 2100 and self.tokens[at].kind == "word":
            return (Said(year=int(numeral.value)), numeral.last) if self._ends(numeral.last) else None
        return read

    def _ends(self, index: int) -> bool:
        """Whether nothing that may be counted follows."""
        if index >= len(self.tokens) or self.tokens[index].kind == "mark":
            return True
        return not _TIME_TAGS.isdisjoint(self.tokens[index].word.tags) or self.reader.tag(index, "joins") is not None

    def _connector(self, index: int, *, between: bool, attached: bool) -> int | None:
        """Where the second end of a range begins: after 'to', 'and', a dash, or at a word with و or ل attached."""
        reader = self.reader
        if between and reader.tag(index, "joins") == "and":
            return index + 1
        if between and reader.has_proclitic(index, "and"):
            return index
        if reader.tag(index, "joins") == "to" or reader.timing(index) == "until":
            return index + 1
        if reader.is_mark(index, _DASHES):
            return index + 1
        return index if attached and reader.has_proclitic(index, "li") else None

    # What stands before

    def _tense(self, index: int, *, says: bool) -> str | None:
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

    def _mention(self, found: _Found) -> Mention:
        kind = MentionKind.DATE if found.dated else MentionKind.DURATION
        start, end = self.tokens[found.first].start, self.tokens[found.last - 1].end
        mention = Mention(kind, start, end, found.first, found.last, grain=found.grain)
        if found.dated:
            mention.deadline, mention.open_end = found.deadline, found.open_end
            if found.interval is not None:
                mention.since, mention.until = found.interval.since, found.interval.until
            return mention
        self._measure(mention, found)
        return mention

    def _measure(self, mention: Mention, found: _Found) -> None:
        length = found.length
        if length is None or not length.parts:
            mention.comparator = Comparator.VAGUE
            return
        mention.seconds = length.seconds
        if len(length.parts) == 1:
            mention.low = mention.high = length.parts[0][0]
            mention.unit = length.unit
        if found.longest is not None:
            scale = calendar.seconds(1, found.longest.unit)
            mention.low, mention.high = length.seconds / scale, found.longest.parts[0][0]
            mention.unit, mention.seconds = found.longest.unit, found.longest.seconds
            mention.comparator = Comparator.BETWEEN
            return
        comparator = self.reader.tag(mention.first - 1, "comparator")
        if comparator is not None and mention.low is not None:
            mention.comparator = Comparator(str(comparator))
            if mention.comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN):
                mention.high = None
            elif mention.comparator in (Comparator.AT_MOST, Comparator.LESS_THAN):
                mention.low = None


def _in_construct(word: Word) -> bool:
    """Whether a noun may be bound to a year that follows (موازنة 2025), as one with article or pronoun is not."""
    return all(
        one.aspect is None and one.enclitic is None and "al" not in one.proclitics and one.entry.grammar != "phrase"
        for one in word.readings
    )


def _bare_day(said: Said) -> bool:
    return said.day is not None and not said.anchored


def _weekdays(low: Said, high: Said, since: Interval, until: Interval) -> tuple[Interval, Interval]:
    """Two weekdays lie within one week: the end that is placed ('next Sunday') places the other."""
    if low.shifts or high.shifts:
        return since, until
    days = ((high.weekday or 0) - (low.weekday or 0)) % 7
    if high.weekday_shift is not None and low.weekday_shift is None:
        moved = calendar.one_day(calendar.add_days(until.since, -days))
        return (moved or since), until
    moved = calendar.one_day(calendar.add_days(since.since, days))
    return since, (moved or until)


def _sign(reader: Reader, index: int) -> int | None:
    """Whether a word points back (-1) or ahead (1)."""
    shift = reader.tag(index, "shift")
    if isinstance(shift, int) and shift != 0:
        return -1 if shift < 0 else 1
    return -1 if reader.tag(index, "last") else None
