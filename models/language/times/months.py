"""Reads months and seasons: كانون الأول/ديسمبر, شهر 9, شباط المقبل, the summer of 2014.

Put here: names of months and seasons, and when a word such as May or مارس is one. Keep out: days (`days`).
"""

from __future__ import annotations

from models.language.times.digits import NUMERIC, Step
from models.language.times.periods import Periods
from models.language.times.said import Said


class Months(Periods):
    """Reads the months of one sentence."""

    def _month(self, index: int, said: Said) -> Step | None:
        numbered = said.day is not None and not self.is_mark(index - 1, NUMERIC)
        at, sure = index, numbered or said.weekday is not None
        before = self.leading_shift(at)
        if before is not None:
            at, sure = before[1], True
        sure = sure or (at == index and (said.part is not None or said.nth is not None))
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
