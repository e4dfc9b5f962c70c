"""Numbers written in digits: separators of thousands and decimals, fractions with a slash.

Put here: the value of digits. Keep out: number words (`numerals`).
"""

from __future__ import annotations

import math
import re

from models.language.lexicon import Token

_GROUPED = re.compile(r"\d{1,3}([,.'’\u066b\u066c\u060c\s])\d{3}(?:\1\d{3})*(?:([.,\u066b])\d+)?")
_DECIMAL = re.compile(r"(\d*)[.,\u066b\u060c](\d+)")
_SEPARATORS = re.compile(r"\D")
_MOST_DIGITS = 300
# Parts that people write with a slash; other pairs of numbers are days, laws or room numbers.
_DENOMINATORS = frozenset((*range(2, 11), 12, 16, 20, 100, 1000))


def digits_value(form: str, decimal: bool = False) -> float | None:
    """The value of digits with separators (2,500 · 2.500 · 12.5 · 1،5).

    Groups of three after one to three digits are thousands, anything else after a separator is a decimal part; with
    `decimal`, so is one group of three after a full stop, unless it is 000 (2.125 million, 10.000 fighters). None for
    what is neither (1.2.3) or longer than a float can hold. Where ر stands for the point, the parts come in reverse, as
    they are shown (7ر10 is 10.7, 000ر30 is 30,000).
    """
    if "ر" in form:
        form = ".".join(reversed(form.split("ر")))
    if len(form) > _MOST_DIGITS:
        return None
    if form.isdigit():
        return float(form)
    match = _GROUPED.fullmatch(form)
    one_stop = decimal and form.count(".") == 1 and form[-4:-3] == "." and not form.endswith("000")
    if match is not None and not one_stop and not form.startswith("0"):
        point = match.start(2) if match.group(2) is not None else len(form)
        return float(f"{_SEPARATORS.sub('', form[:point])}.{form[point + 1 :] or '0'}")
    match = _DECIMAL.fullmatch(form)
    return None if match is None else float(f"{match.group(1) or '0'}.{match.group(2)}")


def slashed(tokens: list[Token], index: int) -> tuple[float, int] | None:
    """A fraction such as 3/4, alone or after a whole number (2 1/4): its value and the index after it."""
    whole = 0.0
    if _is_whole(tokens, index) and _is_whole(tokens, index + 1) and tokens[index].end < tokens[index + 1].start:
        whole, index = float(tokens[index].form), index + 1
    if not (_is_whole(tokens, index) and _is_whole(tokens, index + 2) and tokens[index + 1].text in "/\u2044"):
        return None
    glued = tokens[index].end == tokens[index + 1].start and tokens[index + 1].end == tokens[index + 2].start
    if not glued or _touches_mark(tokens, index + 2):
        return None
    above, below = int(tokens[index].form), int(tokens[index + 2].form)
    if below < 100 and math.gcd(above, below) > 1:
        # A part is written in its lowest terms; a score or a day (6/3) is not.
        return None
    if below not in _DENOMINATORS or (above >= below and (whole or below not in (10, 100, 1000))):
        return None
    return whole + above / below, index + 3


def _is_whole(tokens: list[Token], index: int) -> bool:
    return (
        index < len(tokens)
        and tokens[index].kind == "number"
        and tokens[index].form.isdigit()
        and (len(tokens[index].form) <= 4)
    )


def _touches_mark(tokens: list[Token], index: int) -> bool:
    """Whether a slash or dash follows directly, as in dates (3/4/2021)."""
    after = index + 1
    return after < len(tokens) and tokens[after].start == tokens[index].end and tokens[after].text in "/-:"
