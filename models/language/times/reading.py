"""Reads date expressions from tokens: any order of day, month, year, unit, shift and part, with what may join them.

One `Reader` serves a sentence; its methods take an index and give what was read with the index after it, or None.
Put here: the shapes of dates in words. Keep out: their meaning (`said`), durations, and what stands around (`finding`).
"""

from __future__ import annotations

from collections.abc import Callable

from models.language.numerals import Numeral
from models.language.times.digits import NUMERIC, Step, clock, numeric
from models.language.times.said import Said
from models.language.times.words import DASHES, Words

_SHIFTED = frozenset(("day", "week", "month", "quarter", "half", "year", "decade", "century"))
# What Arabic news calls by the bare number: عام 1446.
_HIJRI_YEARS = range(1400, 1451)
_DIGITS = frozenset(("digits",))
_NUMBER = frozenset(("digits", "number", "scale", "ordinal", "vague"))


class Reader(Words):
    """Reads the dates of one sentence."""

    def date(self, index: int) -> tuple[Said, int] | None:
        """The longest run of date parts that begins here."""
        said, at = self.extend(Said(), index)
        return (said, at) if said.anchored else None

    def period(self, index: int) -> tuple[Said, int] | None:
        """A month, year or the like of which a part is said before: 'of 2025', من العام (this one)."""
        said, at = self.extend(Said(part="rest"), index)
        said.part = None
        return (said, at) if said.anchored else None

    def extend(self, said: Said, index: int) -> tuple[Said, int]:
        """All further parts of a date from a token on."""
        at = index
        while (step := self._next(at, said)) is not None:
            said.add(step[0])
            at = step[1]
        return said, at

    def _next(self, index: int, said: Said) -> Step | None:
        step = self._part_of_date(index, said)
        if step is not None or index >= len(self.tokens):
            return step
        at = index
        for _ in range(2):
            if at >= len(self.tokens) or not self._connects(at, said):
                return None
            at += 1
            step = self._part_of_date(at, said)
            if step is not None:
                return step
        return None

    def _connects(self, index: int, said: Said) -> bool:
        """Whether the token may stand between two parts of one date: 'of', 'the', a comma, a dash or slash."""
        if self.tag(index, "article") == "the":
            return True
        if self.timing(index) in ("in", "from") or self.tag(index, "joins") == "of":
            return True
        if self.dates(index) and (said.anchored or not self._is_adjective(index)):
            return True
        if self.is_mark(index, ",،"):
            return said.anchored or said.day is not None
        return (said.day is None) != (said.month is None) and self.is_mark(index, NUMERIC)

    def _part_of_date(self, index: int, said: Said) -> Step | None:
        if index >= len(self.tokens):
            return None
        token = self.tokens[index]
        if said.anchored and self.begins_anew(index):
            return None
        kinds = _DIGITS if token.kind == "number" else token.word.tags.keys()
        for triggers, read in _READERS:
            if triggers.isdisjoint(kinds):
                continue
            step = read(self, index, said)
            if step is not None and said.takes(step[0]):
                return step
        return None

    def _today(self, index: int, said: Said) -> Step | None:
        at = index
        if self.names_day(at):
            named = at + 2 if self.tag(at + 1, "relative") else at + 1
            at = named if self.tag(named, "today") is not None else at
        today = self.tag(at, "today")
        if today is None or (self.tag(at, "weak") and at == index and not self._bounded(index)):
            return None
        reading = self.tokens[at].word.reading("today")
        if reading is None or reading.enclitic is not None:
            return None
        if self.unit(at) is not None and (self.shift(at + 1) is not None or self.tag(at + 1, "last")):
            return None
        if self.unit(at) is not None and (self.ordinal(at + 1) is not None or self._rate(at)):
            return None
        del said
        return {"today": today}, at + 1

    def _rate(self, index: int) -> bool:
        """برميل في اليوم, في اليوم الواحد: a rate, not today."""
        one = self.numeral(index + 1)
        if one is not None and one.value == 1 and not one.ordinal:
            return True
        counted = (self.tag(index - 2, name) is not None for name in ("unit", "period", "currency", "head", "scale"))
        return self.timing(index - 1) == "in" and any(counted)

    def _weekday(self, index: int, said: Said) -> Step | None:
        at, sure = index, said.anchored
        before = self.leading_shift(at)
        if before is not None:
            at = before[1]
        if self.names_day(at) and self.tag(at + 1, "weekday") is not None:
            at, sure = at + 1, True
        reading = self.tokens[at].word.reading("weekday") if at < len(self.tokens) else None
        if reading is None or reading.enclitic is not None or (at > index and "and" in reading.proclitics):
            return None
        after = self.shift(at + 1)
        definite = "al" in reading.proclitics or self.tokens[at].word.capitalised
        in_week = self._of_week(at + 1)
        bare = not definite and not sure and before is None and after is None and not in_week
        if bare and reading.tags.get("weak"):
            return None
        numeral = self.numeral(at) if definite and reading.tags.get("weak") else None
        if numeral is not None and numeral.last > at + 1:
            return None
        updates: dict[str, object] = {"weekday": reading.tags["weekday"]}
        at += 1
        if before is not None:
            updates["weekday_shift"] = before[0]
        elif after is not None:
            updates["weekday_shift"], at = after
        elif not in_week and (nth := self.ordinal(at)) is not None and nth[0] <= 5 and self._continues(nth[1]):
            return {**updates, "nth": nth[0], "nth_of": "weekday"}, nth[1]
        elif self.tag(at, "last") and self._continues(at + 1):
            return {**updates, "nth": -1, "nth_of": "weekday"}, at + 1
        return updates, at

    def _of_week(self, index: int) -> bool:
        """Whether 'of this week', الأسبوع الماضي follows."""
        at = index + 1 if self.timing(index) in ("from", "in") or self.tag(index, "joins") == "of" else index
        at = at + 1 if self.tag(at, "shift") is not None and self.unit(at) is None else at
        unit = self.unit(at)
        return unit is not None and unit[0] == "week"

    def _continues(self, index: int) -> bool:
        """Whether a month or longer period follows, directly or after 'of'."""
        at = index
        for _ in range(3):
            if self.tag(at, "month") or self.tag(at, "hijri_month"):
                return True
            unit = self.unit(at)
            if unit is not None and unit[0] in ("month", "year", "quarter", "week"):
                return True
            connects = self.timing(at) in ("in", "from") or self.tag(at, "joins") == "of"
            if not (connects or self.tag(at, "shift") is not None):
                return False
            at += 1
        return False

    def _nth(self, index: int, said: Said) -> Step | None:
        """'The third Tuesday', 'the first week', الأسبوع الأخير, آخر يوم, ثالث يوم جمعة."""
        del said
        ordinal = self.ordinal(index)
        number, at = (-1, index + 1) if self.tag(index, "last") else ordinal if ordinal is not None else (0, index)
        unit = self.unit(at)
        if number:
            if unit is not None and unit[0] == "day" and self.tag(at + 1, "weekday") is not None:
                at += 1
            if self.tag(at, "weekday") is not None and self._continues(at + 1):
                return {"weekday": self.tag(at, "weekday"), "nth": number, "nth_of": "weekday"}, at + 1
            if unit is not None and unit[0] in ("day", "week") and unit[1].number != "pl" and self._continues(at + 1):
                return {"nth": number, "nth_of": unit[0]}, at + 1
            return None
        if unit is None or unit[0] not in ("day", "week") or unit[1].number == "pl":
            return None
        after = self.ordinal(at + 1)
        number, at = (-1, at + 2) if self.tag(at + 1, "last") else after if after is not None else (0, at)
        if not number or not self._continues(at):
            return None
        return {"nth": number, "nth_of": unit[0]}, at

    def _month(self, index: int, said: Said) -> Step | None:
        numbered = said.day is not None and not self.is_mark(index - 1, NUMERIC)
        at, sure = index, numbered or said.weekday is not None
        before = self.leading_shift(at)
        if before is not None:
            at, sure = before[1], True
        sure = sure or (said.part is not None and at == index)
        unit = self.unit(at)
        if unit is not None and unit[0] == "month" and unit[1].number != "pl":
            return self._numbered_month(at + 1, before)
        name = "month" if self.tag(at, "month") else "hijri_month"
        month = self.tag(at, name)
        if month is None:
            return None
        start = at
        at = self._second_name(at + 1, name, month)
        after = self.shift(at)
        if self.tag(start, "weak") and not self._firm_month(start, at, sure or after is not None):
            return None
        updates: dict[str, object] = {name: month}
        if name == "hijri_month":
            updates["hijri"] = True
        if before is not None:
            updates["month_shift"] = before[0]
        elif after is not None:
            updates["month_shift"], at = after
        return updates, at

    def _numbered_month(self, at: int, before: tuple[int, int] | None) -> Step | None:
        """شهر 9, الشهر التاسع, شهر كانون الأول."""
        if self.tag(at, "month") or self.tag(at, "hijri_month"):
            name = "month" if self.tag(at, "month") else "hijri_month"
            updates: dict[str, object] = {name: self.tag(at, name)}
            at = self._second_name(at + 1, name, self.tag(at, name))
            if name == "hijri_month":
                updates["hijri"] = True
        else:
            numeral = self.numeral(at)
            if numeral is None or numeral.value not in range(1, 13) or self.has_proclitic(at, "and"):
                return None
            year_follows = (self.digits(numeral.last + 1) or 0) >= 100
            if self.unit(numeral.last) is not None and self.shift(numeral.last + 1) is None and not year_follows:
                return None
            updates, at = {"month": int(numeral.value)}, numeral.last
        after = self.shift(at)
        if before is not None:
            updates["month_shift"] = before[0]
        elif after is not None:
            updates["month_shift"], at = after
        return updates, at

    def _second_name(self, at: int, name: str, month: object) -> int:
        """Past the month's other name: كانون الأول/ديسمبر, أيار (مايو), يناير كانون الثاني."""
        if self.tag(at, name) == month and self.tokens[at].form != self.tokens[at - 1].form:
            return at + 1
        other = self.tag(at + 1, name) == month and self.tokens[at + 1].form != self.tokens[at - 1].form
        if self.is_mark(at, "/-–") and other:
            return at + 2
        if self.is_mark(at, "([") and self.tag(at + 1, name) == month:
            return at + 3 if self.is_mark(at + 2, ")]") else at + 2
        return at + 1 if self.is_mark(at, ".") and self.digits(at + 1) is not None else at

    def _firm_month(self, start: int, end: int, shifted: bool) -> bool:
        """Whether a word such as مارس or May stands as a month stands: after 'in', by a number or another month."""
        numbered = self.digits(end) is not None or self.digits(start - 1) is not None
        if numbered or end > start + 1:
            return True
        reading = self.tokens[start].word.reading("month") or self.tokens[start].word.reading("hijri_month")
        if reading is None or not any(form in self.tokens[start].text.lower() for form in reading.entry.forms):
            return False  # folded, آب is also أب
        if shifted or self.tag(end, "era") or self.tag(start - 1, "part"):
            return True
        if self.tag(start - 1, "joins") == "to" and self.tag(start - 2, "month"):
            return True
        if "bi" in reading.proclitics or "li" in reading.proclitics:
            return False
        return (
            self.unit(start - 1) is not None
            or self.timing(start - 1) is not None
            or self.numeral(start - 1) is not None
            or bool(self.tag(start - 1, "month"))
        )

    def _day(self, index: int, said: Said) -> Step | None:
        """A day of the month: before or after its month, or after a weekday."""
        if said.day is not None:
            return None
        at = index
        if self.names_day(at):
            at += 1
        numeral = self.numeral(at)
        if numeral is None or numeral.value not in range(1, 32) or "." in self.tokens[at].form:
            return None
        day, at = int(numeral.value), numeral.last
        if self._followed_by_unit(at):
            return None
        if said.month is not None or said.hijri_month is not None:
            month_just_read = said.season is None and said.year is None
            return ({"day": day}, at) if month_just_read and not self._counted_behind(numeral) else None
        if self._month_follows(at):
            return {"day": day}, at
        if said.weekday is not None and said.nth is None and not self._counted_behind(numeral):
            return {"day": day}, at
        return None

    def _counted_behind(self, numeral: Numeral) -> bool:
        """Whether a number behind a month or weekday counts what follows (في آذار خمسة جنود)."""
        at = numeral.last
        if not self.day_first or numeral.ordinal:
            return not numeral.ordinal and self.counts(at) and not self.tag(at, "period")
        ends = at >= len(self.tokens) or self.tokens[at].kind != "word" or self.tag(at, "preposition") is not None
        return self.counts(at) or not (ends or self.timing(at) is not None or self.tag(at, "joins") is not None)

    def _followed_by_unit(self, at: int) -> bool:
        """Whether a unit follows that is counted (3 months), not placed (3 of this month)."""
        unit = self.unit(at)
        if unit is None:
            return False
        if self.tag(at + 1, "month") or self.tag(at + 1, "hijri_month"):
            return False
        return not ("al" in unit[1].proclitics and unit[0] == "month" and unit[1].number != "pl") or (
            self.shift(at + 1) is None and self.numeral(at + 1) is None
        )

    def _month_follows(self, at: int) -> bool:
        said = Said(day=1)
        for skip in range(3):
            step = self._month(at + skip, said) if at + skip < len(self.tokens) else None
            if step is not None:
                return True
            placed = self._placed(at + skip, said) if at + skip < len(self.tokens) else None
            if placed is not None:
                shifts = placed[0].get("shifts")
                return isinstance(shifts, dict) and "month" in shifts
            if at + skip >= len(self.tokens) or not self._connects(at + skip, said):
                return False
        return False

    def _year(self, index: int, said: Said) -> Step | None:
        """عام 2021, سنة ألفين وعشرين, '2021' after a month or season; 1448 هـ."""
        at = index
        unit = self.unit(at)
        named = unit is not None and unit[0] == "year" and unit[1].number not in ("du", "pl")
        if named:
            at += 2 if self.tag(at + 1, "dated") else 1
            if self.tag(at, "era") and self.numeral(at + 1) is not None:
                at += 1
        after = any(
            value is not None for value in (said.month, said.hijri_month, said.season, said.quarter, said.feast)
        )
        after = after or said.half is not None or said.nth is not None or "year" in said.shifts
        numeral = self.numeral(at)
        if numeral is None or numeral.value != int(numeral.value) or numeral.value >= 3000 or numeral.ordinal:
            return None
        year, end = int(numeral.value), numeral.last
        digits = self.digits(at)
        if self.tokens[at].kind == "number" and (digits is None or end > at + 1):
            if digits is None or not named:
                return None
            year, end = digits, at + 1
        era = self.tag(end, "era")
        if era is not None and self.is_era(end) and era != "before":
            end += 1
        elif era is not None:
            era = None
        if named:
            if year < 100 or self.has_proclitic(at, "and"):
                return None
        elif after:
            if era is None and (year < 1000 or self.unit(end) is not None):
                return None
            if said.shifts.get("year") and era is None and (self.counts(end) or year not in range(1900, 2100)):
                return None
        elif not (era == "hijri" and 1300 <= year <= 1500) and not (said.part is not None and 1900 <= year <= 2099):
            return None
        updates: dict[str, object] = {"year": year}
        if named and era is None and year in _HIJRI_YEARS and self.day_first and said.month is None:
            era = "hijri"
        if era == "hijri" and not said.hijri:
            updates["hijri"] = True
        return updates, end

    def _quarter(self, index: int, said: Said) -> Step | None:
        """'The third quarter', الربع الأخير, النصف الأول, Q3."""
        del said
        ordinal = self.ordinal(index)
        at = index
        number = 0
        if self.tag(at, "last"):
            number, at = -1, at + 1
        elif ordinal is not None:
            number, at = ordinal
        unit = self._part_of_year(at)
        if unit is None or (at > index and self.has_proclitic(at, "and")):
            return None
        at += 1
        if not number:
            after = self.ordinal(at)
            if self.tag(at, "last"):
                number, at = -1, at + 1
            elif self.tag(at - 1, "case") and (quarter := self.digits(at)) and self.joined(at - 1, at):  # Q3
                number, at = quarter, at + 1
            elif after is not None:
                number, at = after
        return ({unit: number}, at) if number in ((-1, 1, 2) if unit == "half" else (-1, 1, 2, 3, 4)) else None

    def _part_of_year(self, index: int) -> str | None:
        unit = self.unit(index)
        if unit is not None and unit[0] in ("quarter", "half"):
            return unit[0] if unit[1].number not in ("du", "pl") else None
        return {0.25: "quarter", 0.5: "half"}.get(float(str(self.tag(index, "fraction") or 0)))

    def _placed(self, index: int, said: Said) -> Step | None:
        """'This year', الشهر المقبل, العام قبل الماضي, السنة الهجرية القادمة."""
        century = self._century(index)
        if century is not None:
            return {"century": century[0]}, century[1]
        at = index
        before = self.leading_shift(at)
        if before is not None:
            at = before[1]
        unit = self.unit(at)
        if unit is None or unit[0] not in _SHIFTED or unit[1].number in ("du", "pl"):
            return None
        if unit[1].enclitic is not None and before is None:
            return None
        if unit[0] == "year" and self.tag(at - 1, "general") and before is None:
            return None
        at += 1
        updates: dict[str, object] = {}
        if self.tag(at, "dated"):  # السنة المالية المقبلة
            at += 1
        if self.tag(at, "era"):
            if self.tag(at, "era") == "hijri" and not said.hijri:
                updates["hijri"] = True
            at += 1
        if before is not None:
            if not self.definite(at - 1) and not self.tokens[at - 1].form.isascii():
                return None
            told = unit[0] == "day" and before[0] != 0
            return {**updates, "shifts": {"told" if told else unit[0]: before[0]}}, at
        after = self.shift(at)
        definite = self.definite(at - 1)
        if after is not None and (definite or self._is_adjective(after[1] - 1)):
            told = unit[0] == "day" and self.tag(after[1] - 1, "anaphoric") is not None
            return {**updates, "shifts": {"told" if told else unit[0]: after[0]}}, after[1]
        if not definite or unit[0] == "day":
            return None
        partly = (said.part, said.day, said.nth, said.quarter if unit[0] == "year" else None, said.half)
        if any(value is not None for value in partly) or (said.weekday is not None and unit[0] == "week"):
            return {**updates, "shifts": {unit[0]: 0}}, at
        return None

    def _century(self, index: int) -> tuple[int, int] | None:
        """القرن العشرين, 'the 21st century'."""
        before = self.ordinal(index)
        unit = self.unit(index if before is None else before[1])
        if unit is None or unit[0] != "century":
            return None
        if before is not None:
            return before[0], before[1] + 1
        numeral = self.numeral(index + 1)
        if numeral is None or not 1 <= numeral.value <= 30 or self.has_proclitic(index + 1, "and"):
            return None
        return int(numeral.value), numeral.last

    def _decade(self, index: int, said: Said) -> Step | None:
        """السبعينيات, تسعينيات القرن الماضي, the 1990s."""
        value = self.digits(index)
        plural = index + 1 < len(self.tokens) and self.tokens[index + 1].form == "s" and self.joined(index, index + 1)
        if plural and value is not None and 1000 <= value <= 2090 and value % 10 == 0:
            return {"decade": value}, index + 2
        decade = self.tag(index, "decade")
        if decade is None:
            return None
        del said
        at = index + 1
        unit = self.unit(at)
        if unit is not None and unit[0] == "century":
            if (century := self._century(at)) is not None:
                return {"decade": decade, "century": century[0]}, century[1]
            if (shift := self.shift(at + 1)) is not None:
                return {"decade": decade, "shifts": {"century": shift[0]}}, shift[1]
        return {"decade": decade}, at

    def _season(self, index: int, said: Said) -> Step | None:
        at = index
        before = self.leading_shift(at)
        if before is not None:
            at = before[1]
        reading = self.tokens[at].word.reading("season") if at < len(self.tokens) else None
        if reading is None or reading.enclitic is not None or reading.number == "du":
            return None
        vague = reading.tags.get("weak") or ("and" in reading.proclitics and "al" not in reading.proclitics)
        updates: dict[str, object] = {"season": reading.tags["season"]}
        at += 1
        after = self.shift(at)
        if before is not None:
            updates["month_shift"] = before[0]
        elif after is not None:
            updates["month_shift"], at = after
        elif vague and not (self.digits(at) or self._placed(at, said) or self._named_year(at)):
            return None
        return updates, at

    def _named_year(self, index: int) -> bool:
        unit = self.unit(index)
        return unit is not None and unit[0] == "year"

    def _feast(self, index: int, said: Said) -> Step | None:
        del said
        feast = self.tag(index, "feast")
        return None if feast is None else ({"feast": feast}, index + 1)

    def _part(self, index: int, said: Said) -> Step | None:
        """'Early', 'the end of', مطلع, أواخر before what they are a part of."""
        if said.anchored:
            return None
        ended = self._ended_unit(index)
        if ended is not None:
            return ended
        part = self.tag(index, "part")
        if part is None:
            return None
        at = index + 1
        for _ in range(2):
            joins = self.tag(at, "joins") == "of" or self.timing(at) in ("from", "in")
            at += joins or self.tag(at, "article") == "the" or self.is_mark(at, DASHES)
        step = self._part_of_date(at, Said(part=str(part)))
        return None if step is None else ({"part": part}, at)

    def _ended_unit(self, index: int) -> Step | None:
        """'Year-end', "the month's end", آخر الشهر."""
        if self.tag(index, "last"):
            unit = self.unit(index + 1)
            named = unit is not None and unit[0] in ("month", "year") and unit[1].number == "sg"
            return ({"part": "end"}, index + 1) if named and self.definite(index + 1) else None
        unit = self.unit(index)
        at = index + 2 if self.is_mark(index + 1, DASHES) else index + 1
        if unit is None or unit[0] not in ("week", "month", "year") or self.tag(at, "part") != "end":
            return None
        return {"part": "end", "shifts": {unit[0]: 0}}, at + 1

    def _daypart(self, index: int, said: Said) -> Step | None:
        if not self.tag(index, "daypart"):
            return None
        step = self._part_of_date(index + 1, Said(clock=True))
        if step is None and not said.anchored:
            return None
        return ({} if said.clock else {"clock": True}), index + 1

    def _bounded(self, index: int) -> bool:
        return self.timing(index - 1) is not None


# What may begin at a token, by its tags, in the order of trying.
_READERS: tuple[tuple[frozenset[str], Callable[[Reader, int, Said], Step | None]], ...] = (
    (_DIGITS, numeric),
    (_DIGITS | {"period"}, clock),
    (frozenset(("today", "period")), Reader._today),
    (frozenset(("weekday", "period", "shift")), Reader._weekday),
    (_NUMBER | {"last", "period"}, Reader._nth),
    (frozenset(("month", "hijri_month", "period", "shift")), Reader._month),
    (_NUMBER | {"period"}, Reader._day),
    (_NUMBER | {"period"}, Reader._year),
    (_NUMBER | {"last", "period", "fraction"}, Reader._quarter),
    (_NUMBER | {"period", "shift"}, Reader._placed),
    (_DIGITS | {"decade"}, Reader._decade),
    (frozenset(("season", "shift")), Reader._season),
    (frozenset(("feast",)), Reader._feast),
    (frozenset(("part", "last", "period")), Reader._part),
    (frozenset(("daypart",)), Reader._daypart),
)
