"""Reads years and what is longer or a part of them: عام 2021, السنة المقبلة, الربع الثالث, القرن العشرين, the 1990s.

Put here: years, quarters, halves, decades, centuries, and any unit placed by 'this', 'next', 'last'. Keep out: months
(`months`) and days (`days`).
"""

from __future__ import annotations

from models.language.times.digits import Step
from models.language.times.said import Said
from models.language.times.words import Words

_SHIFTED = frozenset(("day", "week", "month", "quarter", "half", "year", "decade", "century"))
# What Arabic news calls by the bare number: عام 1446.
_HIJRI_YEARS = range(1400, 1451)


class Periods(Words):
    """Reads the longer periods of one sentence."""

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
        if self._ends_decade(numeral.last):
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
        if after is not None and (definite or self.is_adjective(after[1] - 1)):
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

    def _ends_decade(self, index: int) -> bool:
        """Whether the s of 1990s stands here."""
        return index < len(self.tokens) and self.tokens[index].form == "s" and self.joined(index - 1, index)

    def _decade(self, index: int, said: Said) -> Step | None:
        """السبعينيات, تسعينيات القرن الماضي, the 1990s."""
        value = self.digits(index)
        if self._ends_decade(index + 1) and value is not None and 1000 <= value <= 2090 and value % 10 == 0:
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
