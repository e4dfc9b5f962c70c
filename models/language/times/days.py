"""Reads days: اليوم, الأحد الماضي, the third Tuesday, a day of the month.

Put here: which numbers and words are days, and which count something. Keep out: dates in digits (`digits`).
"""

from __future__ import annotations

from models.language.numerals import Numeral
from models.language.times.digits import NUMERIC, Step
from models.language.times.months import Months
from models.language.times.said import Said


class Days(Months):
    """Reads the days of one sentence."""

    def _today(self, index: int, said: Said) -> Step | None:
        at = index
        if self.names_day(at):
            named = at + 2 if self.tag(at + 1, "relative") else at + 1
            at = named if self.tag(named, "today") is not None else at
        today = self.tag(at, "today")
        if today is None or (self.tag(at, "weak") and at == index and self.timing(index - 1) is None):
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

    def _names_month(self, index: int) -> bool:
        """Whether a month stands here, by its name alone or behind شهر."""
        unit = self.unit(index)
        at = index + 1 if unit is not None and unit[0] == "month" else index
        return self.tag(at, "month") is not None or self.tag(at, "hijri_month") is not None

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
            several = unit is not None and unit[1].number == "pl" and unit[0] == "day"  # أول أيام رمضان
            if several and (self._names_month(at + 1) or self.tag(at + 1, "feast") is not None):
                return {"nth": number, "nth_of": "day"}, at + 1
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
            if self.is_mark(index - 1, ",،"):
                # Until the end of March, two delegates said.
                return None
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
            return not numeral.ordinal and self.counts_several(at)
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

    def _connects(self, index: int, said: Said) -> bool:
        """Whether the token may stand between two parts of one date: 'of', 'the', a comma, a dash or slash."""
        if self.tag(index, "article") == "the":
            return True
        if self.timing(index) in ("in", "from") or self.tag(index, "joins") == "of":
            return True
        if self.dates(index) and (said.anchored or not self.is_adjective(index)):
            return True
        if self.is_mark(index, ",،"):
            return said.anchored or said.day is not None
        return (said.day is None) != (said.month is None) and self.is_mark(index, NUMERIC)
