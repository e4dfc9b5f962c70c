"""One number in digits or words, cardinal or ordinal, read from the token where it begins.

The grammar is one for both languages: numerals add up (خمسة وعشرون, two hundred and five), scales multiply what stands
before them (خمسة آلاف, five thousand), a fraction takes part of a scale (نصف مليون, مليون ونصف). What a word is worth
stands in the lexicons. Put here: the value of a number. Keep out: units, bounds, what it counts (`amounts`).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from models.language.digits import digits_value, slashed
from models.language.lexicon import NUMBER, Token, mask

_MEASURED = ("scale", "unit", "percent")
_WORTHS = ("scale", "fraction", "number", "ordinal", "vague", "one_of")
_COUNTED = ("head", "unit", "currency")
# The tokens that may begin a number, as a mask.
STARTING = NUMBER | mask(*_WORTHS)
# What may follow a number that counts nothing: it opens something else.
_OPENING = ("preposition", "negation", "clause", "relative", "that", "joins", "timing", "comparator")
_HYPHENS = frozenset("-‐‑")
_QUOTES = '"“”″'
_CLOSING = {"(": ")", "[": "]", "«": "»", **dict.fromkeys(_QUOTES, _QUOTES)}
_LEAST_BY_PLACE = 11
_LEAST_SCALE = 1000
_MILLION = 1_000_000
_MILLIONS = re.compile(r"\d{1,3}(?:[.,٬٫،]\d{3}){2,}")
# No text means more than this by dozens of hundreds of thousands.
_MOST_VAGUE = 1e18


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number over the tokens `first` to `last` (exclusive).

    `scale` is the last scale word's worth (1 where there is none); `digits` says that it is written in digits alone;
    `vague` bounds a count that names no number (عشرات, آلاف, dozens); `joint` is where its last part begins that is
    joined by `and` (وعشرين in خمسة وعشرين), `definite` whether a word of it has the article.
    """

    value: float
    first: int
    last: int
    ordinal: bool = False
    scale: float = 1
    digits: bool = False
    vague: tuple[float, float] | None = None
    joint: int | None = None
    definite: bool = False


def starts_number(token: Token) -> bool:
    """Whether a number may begin at the token."""
    return token.word.mask & STARTING != 0


def read_numeral(tokens: list[Token], index: int, stop: int | None = None) -> Numeral | None:
    """The number that begins at the token, as far as it goes, at most to `stop`; None where none begins."""
    token = tokens[index]
    stop = len(tokens) if stop is None else stop
    if token.kind == "number":
        return _in_digits(tokens, index, stop)
    tags = token.tags
    if "vague" in tags:
        return _vague(tokens, index, *_bounds(token), needs="parts" in tags)
    if "scale" in tags and _is_plural(token):
        worth = float(tags["scale"])
        return _vague(tokens, index, 2 * worth, 10 * worth - 1)
    if "number" in tags or "scale" in tags or "fraction" in tags or ("one_of" in tags and _begins_tens(tokens, index)):
        numeral = _Reader(tokens, index, stop).read()
        if numeral is not None:
            return _over(tokens, _ordinal_after(tokens, numeral), stop)
    return _ordinal(tokens, index) if "ordinal" in tags else None


def _in_digits(tokens: list[Token], index: int, stop: int) -> Numeral | None:
    fraction = slashed(tokens, index)
    if fraction is not None:
        return Numeral(fraction[0], index, fraction[1], digits=True)
    after = index + 1
    if after < stop and tokens[after].tags.get("suffix") == "ordinal" and tokens[after].start == tokens[index].end:
        value = digits_value(tokens[index].form)
        return None if value is None else Numeral(value, index, after + 1, ordinal=True)
    numeral = _Reader(tokens, index, stop).read()
    return None if numeral is None else _over(tokens, numeral, stop)


def _begins_tens(tokens: list[Token], index: int) -> bool:
    """Whether إحدى is the one of إحدى عشرة or إحدى وعشرون."""
    at = index + 1
    joined = at < len(tokens) and tokens[at].tags.get("joins") == "and"
    at += joined
    if at >= len(tokens):
        return False
    value = tokens[at].tags.get("number")
    return value == 10 or (value in range(20, 100, 10) and (joined or is_joined(tokens[at])))


def is_joined(token: Token) -> bool:
    """Whether `and` alone is attached to a number word (واحد is one, not and-one; وبثلاثين begins anew)."""
    for tag in _WORTHS:
        reading = token.word.reading(tag)
        if reading is not None:
            return "and" in reading.proclitics and reading.proclitics <= {"and", "al"}
    return False


def is_definite(token: Token) -> bool:
    """Whether a number word has the article."""
    return any("al" in reading.proclitics for reading in token.word.readings)


def _is_plural(token: Token) -> bool:
    reading = token.word.reading("scale")
    return reading is not None and reading.number == "pl"


def after_bracket(tokens: list[Token], first: int, last: int) -> int:
    """The index after the bracket or quotation mark that closes behind digits standing alone in it, else `last`."""
    if not (first > 0 and last == first + 1 and tokens[first].kind == "number" and last < len(tokens)):
        return last
    return last + (tokens[last].text in _CLOSING.get(tokens[first - 1].text, ()))


class _Reader:
    """Reads one cardinal: `total` holds the finished groups, `group` the numerals that wait for a scale."""

    def __init__(self, tokens: list[Token], index: int, stop: int, *, commas: bool = True) -> None:
        self.tokens = tokens
        self.stop = stop
        self.commas = commas
        self.first = self.at = self.last = index
        self.total = 0.0
        self.group: float | None = None
        self.scale = float("inf")
        self.latest = 1.0
        self.halved = False
        self.digits = True
        self.joint: int | None = None
        self.rest: int | None = None

    def read(self) -> Numeral | None:
        while self.at < self.stop and self._step():
            self.last = self.at
        if self.last == self.first:
            return None
        if self._overreached():
            return _Reader(self.tokens, self.first, self.rest or self.first).read()
        value = self.total + (self.group or 0.0)
        if not math.isfinite(value):
            return None
        definite = any(is_definite(token) for token in self.tokens[self.first : self.last])
        value = float(f"{value:.15g}")
        return Numeral(
            value, self.first, self.last, scale=self.latest, digits=self.digits, joint=self.joint, definite=definite
        )

    @property
    def _begun(self) -> bool:
        return self.last > self.first

    def _step(self) -> bool:
        """Take the next token into the number; False where it does not belong."""
        at, joined = self.at, False
        if self._begun:
            tags = self.tokens[at].tags
            if tags.get("joins") == "point":
                return self._take_decimals(at + 1)
            joined = tags.get("joins") == "and"
            at += joined or self._hyphenated(at) or self._continues_over_comma(at) or self._scaled_over_bracket(at)
            if self._is_part():
                at += at < self.stop and self.tokens[at].tags.get("preposition") == "of"
            if at < self.stop and "article" in self.tokens[at].tags and (joined or self._is_part()):
                at += 1
            if at >= self.stop:
                return False
        token = self.tokens[at]
        joined = joined or is_joined(token)
        waiting = self.group is not None
        if not self._take(token, at, joined):
            return False
        if not waiting:
            self.rest = self.at if joined and self._begun else None
        if joined and self._begun:
            self.joint = self.at
        self.at = max(self.at, at + 1)
        if token.kind != "number":
            self.digits = False
        return True

    def _take(self, token: Token, index: int, joined: bool) -> bool:
        if token.kind == "number":
            return self._take_digits(token, index, joined)
        tags = token.tags
        if "scale" in tags:
            return self._take_scale(token, index, joined)
        if "fraction" in tags and not ("number" in tags and not self._is_fifth_of(index)):
            return self._take_fraction(token, index, joined)
        if "number" in tags and not ("vague" in tags and (joined or not self._begun)):
            return self._take_number(token, index, joined)
        if "one_of" in tags and (joined or not self._begun) and _begins_tens(self.tokens, index):
            self.group = (self.group or 0.0) + 1
            return True
        return False

    def _take_digits(self, token: Token, index: int, joined: bool) -> bool:
        follows = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        counts = follows is not None and follows.kind == "word" and not any(tag in follows.tags for tag in _MEASURED)
        value = digits_value(token.form, decimal=not counts)
        if value is None:
            return False
        if self._begun:
            if not joined or (self.last == self.first + 1 and self.tokens[self.first].kind == "number"):
                return False
            if self.group is not None:
                if not _has_room(self.group, value):
                    return False
                self.group += value
                return True
            if value >= self.scale:
                return False
        self.group = value
        return True

    def _take_number(self, token: Token, index: int, joined: bool) -> bool:
        value = float(token.tags["number"])
        if self._begun and joined and 1 <= value <= 99 and (part := self._parts_after(index)) is not None:
            # مئة وثلاثة أرباع: a hundred, and three of four parts.
            self.total += (self.group or 0.0) + value * part
            self.group, self.at, self.scale = None, index + 2, 0.0
            return True
        if not self._begun or self.group is None:
            if self._begun and not joined and not token.text.isascii() and not self._is_hundreds(index):
                return False
            self.group = value
            return value < self.scale
        if value == 100 and not joined and 0 < self.group <= 99:
            self.group *= 100
            return True
        if value == 10 and not joined and 1 <= self.group % 100 <= 9 and not token.text.isascii():
            self.group += 10
            return True
        units_first = not token.text.isascii() and 1 <= self.group % 100 <= 9 and value in range(20, 100, 10)
        if not (joined or token.text.isascii()) or not (_has_room(self.group, value) or (joined and units_first)):
            return False
        self.group += value
        return True

    def _take_scale(self, token: Token, index: int, joined: bool) -> bool:
        reading = token.word.reading("scale")
        if reading is None:
            return False
        worth = float(reading.tags["scale"])
        if self.group is not None and worth == _MILLION and (whole := self._in_millions()) is not None:
            # 665,932,983 مليون ريال: the word says again what the digits say.
            self.group, worth = whole, 1.0
        count = 2 if self._is_two(token, index) else 1
        if "parts" in reading.tags and not self._abbreviates(token):
            return False
        if self.group is not None and not joined:
            if worth >= self.scale and self.total:
                # ألف وخمسمئة مليون: the scale takes all that stands before it.
                if self.total >= worth:
                    return False
                self.group, self.total = self.total + self.group, 0.0
            self.total += self.group * worth
            self.group = None
        elif not self._begun:
            self.total = worth * count
        elif not joined and self.halved:
            # مليون ونصف المليون: said twice.
            if worth != self.latest:
                return False
            self.halved = False
            return True
        elif not joined and worth > self.latest:
            # ألف مليون: a scale of a scale.
            self.total *= worth
        elif joined and worth < self.scale and (self.group is None or worth < 100):
            self.total += (self.group or 0.0) + worth * count
            self.group = None
        else:
            return False
        self.scale = self.latest = worth
        return True

    def _in_millions(self) -> float | None:
        """What digits in two groups of three or more are worth, which are millions by themselves (542.963,440)."""
        digits = self.tokens[self.first]
        if self.total or self.last != self.first + 1 or _MILLIONS.fullmatch(digits.form) is None:
            return None
        return float("".join(filter(str.isdigit, digits.form)))

    def _take_fraction(self, token: Token, index: int, joined: bool) -> bool:
        part = float(token.tags["fraction"])
        if not self._begun:
            if "parts" in token.tags or not _is_part(self.tokens, index) or self._is_everyday(token, index):
                return False
            self.group = part
            return True
        if not joined:
            return self._take_parts(token, part)
        if "ordinal" in token.tags or self.halved:
            return False
        if self.group is None:
            self.total += part * self.latest
            self.halved = True
            return True
        if self.group != int(self.group):
            return False
        self.group += part
        return True

    def _is_everyday(self, token: Token, index: int) -> bool:
        """Whether a fraction's word is more often another (نص): a number only joined or before what it is a part of."""
        reading = token.word.reading("fraction")
        after = self.tokens[index + 1].tags if index + 1 < self.stop else None
        return (
            reading is not None
            and "weak" in reading.tags
            and not is_joined(token)
            and after is not None
            and not any(tag in after for tag in (*_MEASURED, "currency", "period"))
        )

    def _take_parts(self, token: Token, part: float) -> bool:
        """ثلاثة أرباع, two thirds, واحد في الألف; 2½."""
        if self.group is None or not 0 < self.group <= 999:
            return False
        if not token.text.isalpha() and len(token.text) == 1:
            self.group += part
        elif "parts" in token.tags or (self.group == 1 and token.text.isascii()):
            self.group *= part
        else:
            return False
        return True

    def _take_decimals(self, index: int) -> bool:
        """خمسة فاصلة خمسة وعشرون, three point one four."""
        if self.group is None or self.group != int(self.group) or self.total:
            return False
        decimals = ""
        while index < self.stop and ("number" in self.tokens[index].tags or self.tokens[index].kind == "number"):
            if decimals and is_joined(self.tokens[index]):
                break
            end = index + 1
            while end < self.stop and is_joined(self.tokens[end]) and "number" in self.tokens[end].tags:
                end += 1
            numeral = _Reader(self.tokens, index, end).read()
            if numeral is None or numeral.value != int(numeral.value):
                break
            decimals += str(int(numeral.value))
            index = numeral.last
        if not decimals:
            return False
        self.group = float(f"{int(self.group)}.{decimals}")
        self.at, self.digits = index, False
        return True

    def _is_two(self, token: Token, index: int) -> bool:
        """Whether a scale says two; ألفا is also an accusative, where it counts nothing and a word governs it."""
        numbers = {reading.number for reading in token.word.readings if "scale" in reading.tags}
        governed = self.first > 0 and self.tokens[self.first - 1].kind != "mark"
        return "du" in numbers and not (len(numbers) > 1 and governed and counts_nothing(self.tokens, index + 1))

    def _parts_after(self, index: int) -> float | None:
        tags = self.tokens[index + 1].tags if index + 1 < self.stop else {}
        return float(tags["fraction"]) if "fraction" in tags and "parts" in tags else None

    def _is_hundreds(self, index: int) -> bool:
        """Whether hundreds follow thousands with no `and`, as in everyday writing (ألف خمس مئة)."""
        after = self.tokens[index + 1].tags if index + 1 < self.stop else {}
        return self.latest >= 1000 and (after.get("number") == 100 or self.tokens[index].tags["number"] >= 100)

    def _is_fifth_of(self, index: int) -> bool:
        """Whether خمس is a fifth, as before a definite singular (خمس السكان), and not five."""
        if self._begun or is_definite(self.tokens[index]) or index + 1 >= self.stop:
            return False
        after = self.tokens[index + 1]
        if not after.form.startswith("ال") or any(tag in after.tags for tag in _WORTHS):
            return False
        numbers = {reading.number for reading in after.word.readings if "al" in reading.proclitics}
        return "pl" not in numbers and not after.form.endswith(("ات", "ين", "ون"))

    def _is_part(self) -> bool:
        return self.group is not None and 0 < self.group < 1

    def _abbreviates(self, token: Token) -> bool:
        """Whether m, bn or k stands right behind digits; one letter must touch them."""
        before = self.tokens[self.at - 1] if self._begun else None
        return before is not None and before.kind == "number" and (before.end == token.start or len(token.text) > 1)

    def _hyphenated(self, index: int) -> bool:
        """Whether a hyphen joins two words of the number (twenty-five, three-quarters, 3-million)."""
        if index + 1 >= self.stop or self.tokens[index].text not in _HYPHENS:
            return False
        before, mark, after = self.tokens[index - 1], self.tokens[index], self.tokens[index + 1]
        joins = any(tag in after.tags for tag in ("number", "scale", "fraction"))
        return before.end == mark.start and mark.end == after.start and joins and after.kind == "word"

    def _overreached(self) -> bool:
        """Whether the last group belongs to a scale that is no part of this number (ألفين + وثلاثة آلاف)."""
        if self.rest is None or self.group is None or self.last >= len(self.tokens):
            return False
        follows = self.tokens[self.last]
        return "scale" in follows.tags and "parts" not in follows.tags and not is_joined(follows)

    def _scaled_over_bracket(self, index: int) -> bool:
        """Whether a scale follows on digits in brackets: (95) ألف."""
        at = after_bracket(self.tokens, self.first, index)
        return at > index and at < self.stop and "scale" in self.tokens[at].tags

    def _continues_over_comma(self, index: int) -> bool:
        """Whether a comma stands between two groups of one number (two million, three hundred thousand)."""
        at = index + 1
        if not self.commas or self.latest < _LEAST_SCALE or at >= self.stop or self.tokens[index].text != ",":
            return False
        if self.group is not None or not self.tokens[at].text.isascii() or "number" not in self.tokens[at].tags:
            return False
        group = _Reader(self.tokens, at, self.stop, commas=False).read()
        return group is not None and not group.digits and 100 <= group.value < self.scale


def _has_room(group: float, value: float) -> bool:
    """Whether a smaller number can be added in the places that are still empty (مئة و21, two hundred five)."""
    return (
        (group % 100 == 0 and 0 < value < 100)
        or (group % 1000 == 0 and 0 < value < 1000)
        or (group % 10 == 0 and group % 100 >= 20 and 0 < value < 10)
    )


def _is_part(tokens: list[Token], index: int) -> bool:
    """Whether a fraction's word is one: not the second half, the last quarter, half-time or an ordinal (third)."""
    before = tokens[index - 1].tags if index else {}
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if "ordinal" in before or "last" in before or before.get("shift"):
        return False
    if "ordinal" in tokens[index].tags:
        return before.get("article") == "a" and after is not None and after.tags.get("preposition") == "of"
    if after is None:
        return True
    if after.text in _HYPHENS and after.start == tokens[index].end:
        return False
    placed = "ordinal" in after.tags or "last" in after.tags or bool(after.tags.get("shift"))
    return not (is_definite(tokens[index]) and placed)


def _bounds(token: Token) -> tuple[float, float]:
    low, high = token.tags["vague"]
    return float(low), float(high)


def _vague(tokens: list[Token], index: int, low: float, high: float, needs: bool = False) -> Numeral | None:
    """عشرات, hundreds, عشرات الآلاف, hundreds of thousands, several hundred: the bounds multiply.

    `needs`: no count without a scale after it (several).
    """
    last = index + 1
    while last < len(tokens) and high < _MOST_VAGUE:
        at = last
        if tokens[at].tags.get("preposition") in ("of", "from") and at + 1 < len(tokens):
            at += 1
        worth = _worth(tokens[at])
        if worth is None or is_joined(tokens[at]):
            break
        low, high = low * worth, (high + 1) * worth - 1
        last, needs = at + 1, False
    if needs or not math.isfinite(high):
        return None
    return Numeral(low, index, last, vague=(low, high))


def _worth(token: Token) -> float | None:
    """By how much a word multiplies a vague count before it: thousand, thousands, hundred, hundreds."""
    tags = token.tags
    if "scale" in tags:
        return None if "parts" in tags else float(tags["scale"])
    if tags.get("number") == 100:
        return 100.0
    return _bounds(token)[0] / 2 if "vague" in tags and "parts" not in tags else None


def _ordinal(tokens: list[Token], index: int) -> Numeral:
    """السادس والثلاثون, الحادي عشر, الثاني بعد المئة: with the parts in either language's order."""
    value = float(tokens[index].tags["ordinal"])
    last = index + 1
    while last < len(tokens):
        at = last + (tokens[last].tags.get("joins") == "and")
        if at >= len(tokens):
            break
        token, tags = tokens[at], tokens[at].tags
        worth = float(tags.get("ordinal") or tags.get("number") or 0)
        joined = at > last or is_joined(token)
        arabic = not token.text.isascii()
        teen = value < 10 and worth == 10 and not joined
        tens = value < 10 and joined and worth in range(20, 100, 10)
        units = value % 10 == 0 and value >= 20 and joined and 0 < worth < (10 if value % 100 else 100)
        if not arabic or not (teen or tens or units):
            break
        value += worth
        last = at + 1
    beyond = _beyond(tokens, last, value)
    if beyond is not None:
        return Numeral(value + beyond.value, index, beyond.last, ordinal=True)
    return Numeral(value, index, last, ordinal=True)


def _over(tokens: list[Token], numeral: Numeral, stop: int) -> Numeral:
    """The part that a number is of a larger one (واحد على عشرين, three in every ten), else the number itself."""
    at = numeral.last + 1
    if numeral.ordinal or at >= stop or "over" not in tokens[at - 1].tags or not starts_number(tokens[at]):
        return numeral
    whole = _Reader(tokens, at, stop).read()
    if whole is None or not 0 < numeral.value < whole.value:
        return numeral
    follows = tokens[whole.last].tags if whole.last < len(tokens) else {}
    if "preposition" in tokens[at - 1].tags and any(tag in follows for tag in _COUNTED):
        # وزع ثلاثة على عشر مدارس: two counts, no part.
        return numeral
    return replace(numeral, value=numeral.value / whole.value, last=whole.last, scale=1, digits=False, joint=None)


def ordinal_by_place(tokens: list[Token], numeral: Numeral) -> Numeral | None:
    """The ordinal that a definite cardinal is where it counts nothing (السؤال الخامس والعشرون, المرة المئة).

    From twenty up both have one form; below, only eleven to nineteen are taken for each other.
    """
    first = numeral.first
    if numeral.ordinal or numeral.digits or numeral.vague is not None or not is_definite(tokens[first]):
        return None
    if numeral.value < _LEAST_BY_PLACE or numeral.value != int(numeral.value):
        return None
    before = tokens[first - 1] if first else None
    named = before is not None and _is_definite_singular(before)
    if not (named or before is None or before.kind == "mark" or _goes_on(before, tokens[first])):
        return None
    if numeral.scale >= _LEAST_SCALE and numeral.joint is not None:
        # المليون والمئة: a scale joins nothing as an ordinal (المئة بعد المليون).
        shorter = read_numeral(tokens, first, numeral.joint)
        return None if shorter is None else replace(shorter, ordinal=True)
    beyond = _beyond(tokens, numeral.last, numeral.value)
    if beyond is not None:
        return replace(numeral, value=numeral.value + beyond.value, last=beyond.last, ordinal=True)
    return replace(numeral, ordinal=True) if counts_nothing(tokens, numeral.last, named=named) else None


def counts_nothing(tokens: list[Token], last: int, *, named: bool = False) -> bool:
    """Whether no counted noun follows at the index: the end, a mark, or a word that opens something else.

    `named`: the noun stands before, so that any word may follow that is not known to be counted.
    """
    if last >= len(tokens):
        return True
    token = tokens[last]
    if named:
        return not any(tag in token.tags for tag in _COUNTED) or is_definite(token)
    return token.kind == "mark" or is_joined(token) or any(tag in token.tags for tag in _OPENING)


def _goes_on(before: Token, token: Token) -> bool:
    """Whether a definite number is joined to one before it (الأول والعشرون)."""
    return starts_number(before) and is_definite(before) and is_joined(token)


def _is_definite_singular(token: Token) -> bool:
    if starts_number(token) or not token.form.startswith(("ال", "لل", "بال", "وال")):
        return False
    numbers = {reading.number for reading in token.word.readings if "al" in reading.proclitics}
    return "pl" not in numbers and not token.form.endswith(("ات", "ين", "ون"))


def _beyond(tokens: list[Token], last: int, value: float) -> Numeral | None:
    """The hundreds of الثاني بعد المئة, which come behind."""
    if value >= 100 or last + 1 >= len(tokens) or tokens[last].tags.get("timing") != "after":
        return None
    numeral = _Reader(tokens, last + 1, len(tokens)).read() if is_definite(tokens[last + 1]) else None
    return None if numeral is None or numeral.digits or numeral.value % 100 else numeral


def _ordinal_after(tokens: list[Token], numeral: Numeral) -> Numeral:
    """The ordinal that a cardinal begins (twenty-first, المئة والخامسة والعشرون), else the cardinal itself."""
    at = numeral.last
    if at >= len(tokens) or numeral.digits or numeral.value < 20:
        return numeral
    hyphen = tokens[at].text in _HYPHENS and tokens[at].start == tokens[at - 1].end
    at += hyphen or tokens[at].tags.get("joins") == "and"
    if at >= len(tokens) or "ordinal" not in tokens[at].tags:
        return numeral
    joined = at > numeral.last or is_joined(tokens[at])
    if not tokens[at].text.isascii() and not (joined and numeral.definite):
        return numeral
    tail = _ordinal(tokens, at)
    if not _has_room(numeral.value, tail.value):
        return numeral
    return replace(tail, value=numeral.value + tail.value, first=numeral.first)
