"""What befell people, by the words of a sentence: a fire, an accident on the road, an attack.

Put here: which kinds of event a sentence names. Keep out: the words (`causes.yaml`), what follows (`features`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from models.language.text import fold
from models.linking.linkable import LinkableClaim, bare, stem

_WORD = re.compile(r"[^\W\d_]{3,}")


def of_two_events(one: LinkableClaim, other: LinkableClaim) -> tuple[str, str] | None:
    """The words by which two sentences tell of events of other kinds, if they do: a fire and a boat that sank."""
    mine, theirs = named(one.sentence), named(other.sentence)
    if not mine or not theirs or any(_go_together(kind, another) for kind in mine for another in theirs):
        return None
    return next(iter(mine.values())), next(iter(theirs.values()))


@lru_cache(maxsize=1 << 14)
def named(sentence: str) -> Mapping[str, str]:
    """The kinds of event that a sentence names, each with its first word for it, in either language.

    >>> dict(named("أصيب 22 شخصا في حريق بعمارة")), dict(named("Nine drowned when a boat capsized"))
    ({'fire': 'حريق'}, {'water': 'drowned'})
    """
    found: dict[str, str] = {}
    for word in _WORD.findall(sentence):
        kind = _kinds().fullmatch(stem(bare(fold(word))))
        if kind is not None and kind.lastgroup is not None:
            found.setdefault(kind.lastgroup, word)
    return found


def _go_together(kind: str, other: str) -> bool:
    return kind == other or any(kind in group and other in group for group in _known()["together"])


@cache
def _kinds() -> re.Pattern[str]:
    """One pattern, in which each kind of event is a group of its name."""
    kinds = ((kind, words) for kind, words in _known().items() if kind != "together")
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(map(_form, words))})" for kind, words in kinds))


def _form(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*")


@cache
def _known() -> Mapping[str, Any]:
    known: Mapping[str, Any] = yaml.safe_load(files("models.linking").joinpath("causes.yaml").read_text("utf-8"))
    return known
