"""A year that stands alone: 'in 2015', رؤية 2030; never a number that counts something.

Put here: how a year is told from a count. Keep out: years named as such (عام 2015), which `reading` reads.
"""

from __future__ import annotations

from models.language.lexicon import Word
from models.language.times.context import TIME_TAGS, Context, Found
from models.language.times.said import Said

_MOST_LISTED = 20
_COUNTED = ("head", "unit", "currency", "percent", "scale", "period")


def lone_year(context: Context, index: int, *, bounded: bool) -> Found | None:
    """The year at a token; `bounded` where a word such as 'since' stands before it."""
    reader = context.reader
    year, at = plain_year(context, index), index + 1
    if year is None and bounded and context.tokens[index].kind == "word":
        numeral = reader.numeral(index)
        if numeral is not None and 1500 <= numeral.value <= 2100 and context.ends(numeral.last):
            year, at = int(numeral.value), numeral.last
    elif year is not None and not _stands_as_year(context, index, bounded):
        return None
    if year is None:
        return None
    said = Said(year=year)
    if reader.tag(at, "era") and reader.is_era(at):
        at += 1
    more = reader.date(at)
    if more is not None and (more[0].quarter is not None or more[0].half is not None) and more[0].year is None:
        more[0].year, at = year, more[1]
        said = more[0]
    return context.dated(index, at, said)


def plain_year(context: Context, index: int, since: int = 1900) -> int | None:
    """The year that four digits may be, `since` a year on."""
    value = context.reader.digits(index)
    return value if value is not None and len(context.tokens[index].form) == 4 and since <= value <= 2099 else None


def _stands_as_year(context: Context, index: int, bounded: bool) -> bool:
    """Whether the words around a year, or around the years that it is listed with, speak of years."""
    reader = context.reader
    first, last = _listed(context, index)
    after = last + 1
    if any(reader.tag(after, name) is not None for name in _COUNTED) and not _names_one(context, first - 1, after):
        return False
    if after < len(context.tokens):
        following = context.tokens[after]
        glued = following.start == context.tokens[last].end
        ratio = following.text == ":" and reader.digits(after + 1) is not None
        if following.kind == "number" or (glued and (ratio or reader.is_mark(after, "-/%+$€£"))):
            return False
    before = first - 1
    if before < 0:
        return after >= len(context.tokens) or context.tokens[after].kind == "mark"
    previous = context.tokens[before]
    if previous.kind == "number" or (previous.kind == "mark" and previous.text in "-/:$€£#+°№*="):
        return False
    tags = previous.word.tags
    if tags.get("article") and reader.joined(before, first):
        return False  # الـ2000 counts
    if any(name in tags for name in ("comparator", "noise", "number", "scale", "currency")):
        return False
    if ("measure" in tags or "head" in tags) and not _in_construct(previous.word):
        return False
    if bounded or "part" in tags or "timing" in tags or tags.get("period") == "year":
        return True
    if after >= len(context.tokens) or context.tokens[after].kind == "mark":
        return True
    following = context.tokens[after]
    if not TIME_TAGS.isdisjoint(following.word.tags) or "preposition" in following.word.tags:
        return True
    return following.form.startswith(("ال", "لل")) or bool(tags.get("article"))


def _names_one(context: Context, before: int, after: int) -> bool:
    """Whether article and singular show that a year goes with one thing: 'the 2026 budget'."""
    reading = context.tokens[after].word.reading("head") if after < len(context.tokens) else None
    return reading is not None and reading.number == "sg" and context.reader.tag(before, "article") == "the"


def _listed(context: Context, index: int) -> tuple[int, int]:
    """The first and the last of the years that 'and' joins with the one at a token."""
    first = last = index
    for _ in range(_MOST_LISTED):
        if context.reader.tag(first - 1, "joins") == "and" and plain_year(context, first - 2) is not None:
            first -= 2
        if context.reader.tag(last + 1, "joins") == "and" and plain_year(context, last + 2) is not None:
            last += 2
    return first, last


def _in_construct(word: Word) -> bool:
    """Whether a noun may be bound to a year that follows (موازنة 2025), as one with article or pronoun is not."""
    return all(
        one.aspect is None and one.enclitic is None and "al" not in one.proclitics and one.entry.grammar != "phrase"
        for one in word.readings
    )
