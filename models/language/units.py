"""Units, currencies and percent: what stands beside a number and says what it is an amount of.

What a word means stands in the lexicons; a word beside it may narrow it (metre + square, dinar + Kuwaiti), in either
order. Put here: which unit, how many of the base unit. Keep out: the number (`numerals`), its bounds (`bounds`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from models.language.lexicon import Reading, Token
from models.language.mention import MentionKind

_KINDS = {"percent": MentionKind.PERCENT, "currency": MentionKind.MONEY, "unit": MentionKind.QUANTITY}


@dataclass(frozen=True, slots=True)
class Unit:
    """What an amount is given in: `factor` of the unit `name`, or of one of the `currencies` (likeliest first)."""

    kind: MentionKind = MentionKind.NUMBER
    name: str | None = None
    currencies: tuple[str, ...] = ()
    factor: float = 1.0
    per: str | None = None

    @property
    def currency(self) -> str | None:
        """The ISO 4217 code; the likeliest where the text leaves it open."""
        return self.currencies[0] if self.currencies else None

    def same_as(self, other: Unit) -> bool:
        """Whether amounts in both can be compared and added."""
        shared = set(self.currencies) & set(other.currencies)
        return (self.kind, self.name) == (other.kind, other.name) and bool(shared or not self.currencies)


def read_unit(tokens: list[Token], index: int) -> tuple[Unit, int] | None:
    """The unit whose word, or the word that narrows it, stands at the token, and the index after it."""
    if index >= len(tokens):
        return None
    at = index + (_unit_reading(tokens, index) is None and _is_narrowing(tokens[index]))
    reading = _unit_reading(tokens, at)
    if reading is None:
        return None
    unit, last = _unit(reading.tags), at + 1
    if "percent" in reading.tags and last < len(tokens) and _touch(tokens[at], tokens[last]):
        return None
    if at > index:
        narrowed = _narrowed(unit, tokens[index])
        if narrowed is None:
            return None
        unit = narrowed
    while last < len(tokens) and (narrowed := _narrowed(unit, tokens[last])) is not None:
        unit, last = narrowed, last + 1
    if last < len(tokens) and "per" in tokens[last].tags:
        unit = replace(unit, per=tokens[last].tags["per"])
    return unit, last


def sign_before(tokens: list[Token], index: int) -> Unit | None:
    """The unit whose sign or code stands right before digits ($50, USD 50, %50)."""
    before = tokens[index - 1]
    reading = _unit_reading(tokens, index - 1)
    if reading is None or tokens[index].kind != "number" or "unit" in reading.tags:
        return None
    if "percent" in reading.tags and index > 1 and _touch(tokens[index - 2], before):
        return None
    is_code = (before.text.isascii() and reading.entry.grammar == "name") or "." in before.text
    return _unit(reading.tags) if before.kind == "mark" or is_code else None


def _unit_reading(tokens: list[Token], index: int) -> Reading | None:
    """The reading of a token as a unit; pounds are a weight before `of`, and money else."""
    if index >= len(tokens):
        return None
    word, tags = tokens[index].word, tokens[index].tags
    by_weight = index + 1 < len(tokens) and tokens[index + 1].tags.get("preposition") == "of"
    for tag in ("percent", "unit", "currency") if by_weight else _KINDS:
        reading = word.reading(tag)
        if reading is not None and not (tag == "unit" and ("head" in tags or "negative" in reading.tags)):
            return reading
    return None


def _touch(first: Token, second: Token) -> bool:
    """Whether a percent sign is part of an address (%D8%85), where letters or digits touch both sides."""
    other = first if "percent" in second.tags else second
    return first.end == second.start and (other.kind == "number" or (other.kind == "word" and other.text.isascii()))


def _unit(tags: Any) -> Unit:
    kind = next(kind for tag, kind in _KINDS.items() if tag in tags)
    factor = float(tags.get("factor", 1))
    if kind is MentionKind.MONEY:
        codes = tags["currency"]
        return Unit(kind, None, (codes,) if isinstance(codes, str) else tuple(codes), factor)
    return Unit(kind, tags.get("unit", "percent"), (), factor, tags.get("per"))


def _is_narrowing(token: Token) -> bool:
    return "narrows" in token.tags or "issues" in token.tags


def _narrowed(unit: Unit, token: Token) -> Unit | None:
    """The unit that a word beside it makes of it; None for a word that says nothing about this unit."""
    issued = [code for code in token.tags.get("issues", ()) if code in unit.currencies]
    if issued:
        return replace(unit, currencies=tuple(issued))
    name = token.tags.get("narrows", {}).get(unit.name)
    return None if name is None else replace(unit, name=name)
