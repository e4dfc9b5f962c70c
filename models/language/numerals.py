"""One number in digits or words, cardinal or ordinal, read from the token where it begins.

The grammar is one for both languages: numerals add up (خمسة وعشرون, two hundred and five), scales multiply what stands
before them (خمسة آلاف, five thousand), a fraction takes part of a scale (نصف مليون, مليون ونصف). What a word is worth
stands in the lexicons. Put here: the value of a number. Keep out: units, bounds, what it counts (`amounts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.language.lexicon import Reading, Token

_GROUPED = re.compile(r"(\d{1,3})([,.'’\u066b\u066c\u060c\s])(\d{3})(?:\2(\d{3}))*(?:([.,\u066b])(\d+))?")
_DECIMAL = re.compile(r"(\d+)[.,\u066b\u060c](\d+)")
_SEPARATORS = re.compile(r"[^\d]")
_MOST_DIGITS = 300
_MEASURED = ("scale", "unit", "percent", "currency")
_HYPHENS = frozenset("-‐‑")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number over the tokens `first` to `last` (exclusive).

    `scale` is the last scale word's worth (1 where there is none), `scaled` whether the number ends in one; `digits`
    says that it is written in digits alone; `vague` bounds a count that names no number (عشرات, آلاف, dozens).
    """

    value: float
    first: int
    last: int
    ordinal: bool = False
    scale: float = 1
    digits: bool = False
    vague: tuple[float, float | None] | None = None


def read_numeral(tokens: list[Token], index: int) -> Numeral | None:
    """The number that begins at the token, as far as it goes; None where none begins."""
    token = tokens[index]
    if token.kind == "number" or "number" in token.tags or "scale" in token.tags or "fraction" in token.tags:
        return _Reader(tokens, index).read()
    if "vague" in token.tags:
        low, high = token.tags["vague"]
        return _vague(tokens, index, float(low), None if high is None else float(high))
    if "ordinal" in token.tags:
        return _ordinal(tokens, index)
    if "one_of" in token.tags and index + 1 < len(tokens) and _is_tens(tokens[index + 1]):
        return _Reader(tokens, index).read()
    return None


def _is_tens(token: Token) -> bool:
    return token.tags.get("number") == 10 or (_is_and(token) and token.tags.get("number") in range(20, 100, 10))


def _joins(token: Token) -> bool:
    return any("and" in reading.proclitics for reading in token.word.readings)


def digits_value(form: str, decimal: bool = False) -> float | None:
    """The value of digits with separators (2,500 · 2.500 · 12.5 · 1،5).

    Groups of three after one to three digits are thousands, anything else after a separator is a decimal part; with
    `decimal`, so is one group of three after a full stop, unless it is 000 (2.125 million, 10.000 fighters). None for
    what is neither (1.2.3) or longer than a float can hold.
    """
    if form.isdigit():
        return float(form) if len(form) <= _MOST_DIGITS else None
    match = _GROUPED.fullmatch(form)
    one_stop = decimal and form.count(".") == 1 and form[-4:-3] == "." and not form.endswith("000")
    if match is not None and not one_stop and not form.startswith("0"):
        whole, part = form, "0"
        if match.group(6) is not None:
            whole, part = form[: match.start(5)], match.group(6)
        return float(f"{_SEPARATORS.sub('', whole)}.{part}")
    match = _DECIMAL.fullmatch(form)
    return None if match is None else float(f"{match.group(1)}.{match.group(2)}")


class _Reader:
    """Reads one cardinal: `total` holds the finished groups, `group` the numerals that wait for a scale."""

    def __init__(self, tokens: list[Token], index: int) -> None:
        self.tokens = tokens
        self.first = self.at = index
        self.total = 0.0
        self.group: float | None = None
        self.scale = float("inf")
        self.latest = 1.0
        self.digits = True
        self.last = index

    def read(self) -> Numeral | None:
        while self.at < len(self.tokens) and self._step():
            self.last = self.at
        if self.last == self.first:
            return None
        value = self.total + (self.group or 0.0)
        return Numeral(value, self.first, self.last, scale=self.latest, digits=self.digits)

    def _step(self) -> bool:
        """Take the next token into the number; False where it does not belong."""
        start = self.at
        token = self.tokens[start]
        begun = self.last > self.first
        joined = False
        if begun and start + 1 < len(self.tokens) and (token.tags.get("joins") == "and" or self._hyphenated(start)):
            joined = token.kind == "word"
            start += 1
            token = self.tokens[start]
            if joined and "article" in token.tags and start + 1 < len(self.tokens):
                # two and a half
                start += 1
                token = self.tokens[start]
        joined = joined or _is_and(token)
        if not self._take(token, start, joined, begun):
            return False
        self.at = start + 1
        if token.kind != "number":
            self.digits = False
        return True

    def _take(self, token: Token, index: int, joined: bool, begun: bool) -> bool:
        if token.kind == "number":
            return self._take_digits(token, index, joined, begun)
        reading = token.word.reading("scale")
        if reading is not None:
            return self._take_scale(token, reading, joined, begun)
        reading = token.word.reading("fraction")
        if reading is not None:
            return self._take_fraction(reading, joined, begun)
        reading = token.word.reading("number")
        if reading is None and "one_of" in token.tags:
            # إحدى وعشرون, مئة وإحدى عشرة: one, where a ten follows.
            if begun and not (joined or _joins(token)):
                return False
            self.group = (self.group or 0.0) + 1
            return True
        return reading is not None and self._take_number(reading, token, joined, begun)

    def _take_digits(self, token: Token, index: int, joined: bool, begun: bool) -> bool:
        follows = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        counts = follows is not None and follows.kind == "word" and not any(tag in follows.tags for tag in _MEASURED)
        value = digits_value(token.form, decimal=not counts)
        if value is None or (begun and not (joined and self.group is None and value < self.scale)):
            return False
        self.group = value
        return True

    def _take_number(self, reading: Reading, token: Token, joined: bool, begun: bool) -> bool:
        value = float(reading.tags["number"])
        if not begun or self.group is None:
            if begun and not joined and not token.text.isascii():
                return False
            self.group = value
            return value < self.scale
        group = self.group
        if value == 100 and not joined and 1 <= group <= 99:
            self.group = group * 100
            return True
        if value == 10 and not joined and 1 <= group % 100 <= 9 and not token.text.isascii():
            self.group = group + 10
            return True
        latin = token.text.isascii()
        if not (joined or latin):
            return False
        fits = (
            (group % 100 == 0 and 0 < value < 100)
            or (group % 1000 == 0 and 0 < value < 1000)
            or (group % 10 == 0 and group % 100 >= 20 and 0 < value < 10)
            or (not latin and 1 <= group % 100 <= 9 and 20 <= value <= 90 and value % 10 == 0)
        )
        if fits:
            self.group = group + value
        return fits

    def _take_scale(self, token: Token, reading: Reading, joined: bool, begun: bool) -> bool:
        worth = float(reading.tags["scale"])
        dual = any(other.number == "du" for other in token.word.readings if other.entry is reading.entry)
        if self.group is not None:
            if joined or (worth >= self.scale and self.total):
                return False
            self.total += self.group * worth
            self.group = None
        elif not begun:
            self.total = worth * (2 if dual else 1)
        elif not joined and worth > self.latest:
            # ألف مليون: a scale of a scale.
            self.total *= worth
        elif joined and worth < self.scale:
            self.total += worth * (2 if dual else 1)
        else:
            return False
        self.scale = self.latest = worth
        return True

    def _take_fraction(self, reading: Reading, joined: bool, begun: bool) -> bool:
        part = float(reading.tags["fraction"])
        if not begun:
            if "parts" in reading.tags:
                return False
            self.group = part
            return True
        if joined and self.group is None:
            self.total += part * self.latest
            return True
        if joined and self.group is not None and self.group == int(self.group):
            self.group += part
            return True
        if not joined and self.group is not None and 1 <= self.group <= 99 and "parts" in reading.tags:
            # ثلاثة أرباع, two thirds.
            self.group *= part
            return True
        return False

    def _hyphenated(self, index: int) -> bool:
        """Whether a hyphen joins tens and units (twenty-five) here."""
        if index + 1 >= len(self.tokens) or self.group is None:
            return False
        before, mark, after = self.tokens[index - 1], self.tokens[index], self.tokens[index + 1]
        return (
            before.end == mark.start and mark.end == after.start and "number" in before.tags and "number" in after.tags
        )


def _is_and(token: Token) -> bool:
    """Whether `and` is attached to the number word (واحد is one, not and-one)."""
    for tag in ("scale", "fraction", "number", "ordinal", "vague"):
        reading = token.word.reading(tag)
        if reading is not None:
            return "and" in reading.proclitics
    return False


def _vague(tokens: list[Token], index: int, low: float, high: float | None) -> Numeral:
    """عشرات, hundreds, عشرات الآلاف, hundreds of thousands: the bounds multiply."""
    last = index + 1
    while last < len(tokens):
        following = (
            last + 1 if tokens[last].tags.get("preposition") in ("of", "from") and last + 1 < len(tokens) else last
        )
        tags = tokens[following].tags
        if _is_and(tokens[following]):
            break
        if "vague" in tags:
            more_low, more_high = tags["vague"]
            low *= more_low
            high = None if high is None or more_high is None else high * more_high
        elif "scale" in tags:
            low, high = low * tags["scale"], None if high is None else high * tags["scale"]
        else:
            break
        last = following + 1
    return Numeral(low, index, last, vague=(low, high))


def _ordinal(tokens: list[Token], index: int) -> Numeral | None:
    """السادس والثلاثون, الحادي عشر, twenty-first: one to ninety-nine, with the parts in either language's order."""
    value = float(tokens[index].tags["ordinal"])
    last = index + 1
    while last < len(tokens):
        token = tokens[last]
        tags = token.tags
        worth = float(tags.get("ordinal") or tags.get("number") or 0)
        joined = _is_and(token) or tokens[index].text.isascii()
        teen = value < 10 and worth == 10 and not joined
        tens = value < 10 and joined and worth in range(20, 100, 10)
        units = value % 10 == 0 and value >= 20 and joined and 0 < worth < (10 if value % 100 else 100)
        if not (teen or tens or units):
            break
        value += worth
        last += 1
    return Numeral(value, index, last, ordinal=True)
