"""Reads date expressions from tokens: any order of day, month, year, unit, shift and part, with what may join them.

One `Reader` serves a sentence; its methods take an index and give what was read with the index after it, or None. It
adds up, each over the one before: `words`, `periods`, `months`, `days`, and here what joins them to a date. Put here:
the order of parts. Keep out: what dates mean (`said`), durations, and what stands around (`finding`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from operator import or_

from models.language.lexicon import NUMBER, Token, mask
from models.language.times.days import Days
from models.language.times.digits import Step, clock, numeric
from models.language.times.said import Said
from models.language.times.words import DASHES

_NUMBER = NUMBER | mask("number", "scale", "ordinal", "vague")


class Reader(Days):
    """Reads the dates of one sentence."""

    def __init__(self, tokens: list[Token], day_first: bool) -> None:
        super().__init__(tokens, day_first)
        self._dates: dict[int, tuple[Said, int] | None] = {}

    def date(self, index: int) -> tuple[Said, int] | None:
        """The longest run of date parts that begins here."""
        if index not in self._dates:
            said, at = self.extend(Said(), index)
            self._dates[index] = (said, at) if said.anchored else None
        found = self._dates[index]
        # A copy: whoever asks may complete what was said.
        return None if found is None else (replace(found[0], shifts=dict(found[0].shifts)), found[1])

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

    def _part_of_date(self, index: int, said: Said) -> Step | None:
        if index >= len(self.tokens):
            return None
        token = self.tokens[index]
        kinds = token.word.mask
        if not kinds & _READ or (said.anchored and self.begins_anew(index)):
            return None
        for triggers, read in _READERS:
            if not triggers & kinds:
                continue
            step = read(self, index, said)
            if step is not None and said.takes(step[0]):
                return step
        return None

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
        if part is None or (self.tokens[index].form == "end" and self.tag(index - 1, "modality") is not None):
            return None  # will end in October
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


# What may begin at a token, by its tags, in the order of trying.
_READERS: tuple[tuple[int, Callable[[Reader, int, Said], Step | None]], ...] = (
    (NUMBER, numeric),
    (NUMBER | mask("period"), clock),
    (mask("today", "period"), Reader._today),
    (mask("weekday", "period", "shift"), Reader._weekday),
    (_NUMBER | mask("last", "period"), Reader._nth),
    (mask("month", "hijri_month", "period", "shift"), Reader._month),
    (_NUMBER | mask("period"), Reader._day),
    (_NUMBER | mask("period"), Reader._year),
    (_NUMBER | mask("last", "period", "fraction"), Reader._quarter),
    (_NUMBER | mask("period", "shift"), Reader._placed),
    (NUMBER | mask("decade"), Reader._decade),
    (mask("season", "shift"), Reader._season),
    (mask("feast"), Reader._feast),
    (mask("part", "last", "period"), Reader._part),
    (mask("daypart"), Reader._daypart),
)
_READ = reduce(or_, (triggers for triggers, _ in _READERS))
