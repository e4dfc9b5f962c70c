"""Arabic on a terminal: order and width of lines in which both directions meet.

Put here: what makes a mixed line read right. Terminals either reorder a line by themselves, as a whole, or not at
all; so a text is wrapped first and then every line of it isolated, or its direction would spill over its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rich.cells import cell_len

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_RUN = re.compile(f"{_LETTER}+(?: +{_LETTER}+)*")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a text could use to move the cursor, colour the screen, or turn the direction of what follows it."""


def isolated(line: str) -> str:
    """One line, without control characters, its direction kept to itself where it holds right-to-left letters."""
    line = _CONTROLS.sub(" ", line)
    return f"{_FIRST_STRONG_ISOLATE}{line}{_POP_ISOLATE}" if _RUN.search(line) else line


def sprinkled(line: str) -> str:
    """One line of left-to-right text with every run of right-to-left words in it isolated."""
    return _RUN.sub(lambda run: f"{_FIRST_STRONG_ISOLATE}{run[0]}{_POP_ISOLATE}", _CONTROLS.sub(" ", line))


def wrapped(text: str, width: int, isolate: Callable[[str], str] = isolated) -> list[str]:
    """The text as lines of at most `width` cells, each isolated, broken between words where it can be."""
    lines = [""]
    for word in _CONTROLS.sub(" ", text).split():
        joined = f"{lines[-1]} {word}".lstrip()
        if cell_len(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        while cell_len(word) > width:
            fits = _fitting(word, width)
            lines[-1] = word[:fits]
            word = word[fits:]
            lines.append("")
        lines[-1] = word
    return [isolate(line) for line in lines]


def padded(line: str, width: int) -> str:
    """The line with spaces up to `width` cells."""
    return line + " " * max(0, width - cell_len(line))


def _fitting(word: str, width: int) -> int:
    fits = 1
    while fits < len(word) and cell_len(word[: fits + 1]) <= width:
        fits += 1
    return fits
