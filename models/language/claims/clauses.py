"""Where one statement ends and the next begins within a sentence.

Put here: clause and quotation boundaries. Keep out: what a clause says.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.language.lexicon import Sentence, Token

OPENING_QUOTES = frozenset("“«„")
CLOSING_QUOTES = frozenset("”»")
STRAIGHT_QUOTES = frozenset('"')
_BREAKS = frozenset("،,؛;:–—()[]…") | OPENING_QUOTES | CLOSING_QUOTES | STRAIGHT_QUOTES
_TERMINALS = frozenset(".!?؟")


def is_mark(token: Token, marks: frozenset[str]) -> bool:
    """Whether the token is one of these punctuation marks."""
    return token.kind == "mark" and token.text in marks


def is_break(token: Token) -> bool:
    """Whether a punctuation mark ends a clause here."""
    return is_mark(token, _BREAKS) or is_mark(token, _TERMINALS)


def is_finite_verb(token: Token) -> bool:
    """Whether the token's first reading is an inflected verb."""
    readings = token.word.readings
    return bool(readings) and readings[0].aspect in ("past", "present")


@dataclass(slots=True)
class Layout:
    """For each token of a sentence: the number of its clause, and whether it stands within a quotation."""

    clause: list[int]
    quoted: list[bool]
    still_open: bool


def lay_out(sentence: Sentence, quote_open: bool) -> Layout:
    """Number the clauses of a sentence and mark what is quoted; `quote_open` says that a quotation runs into it."""
    clause, quoted = [], []
    number, inside = 0, quote_open
    for index, token in enumerate(sentence):
        tags = token.tags
        if is_break(token):
            if is_mark(token, OPENING_QUOTES):
                inside = True
            elif is_mark(token, CLOSING_QUOTES):
                inside = False
            elif is_mark(token, STRAIGHT_QUOTES):
                inside = not inside
            clause.append(number)
            number += 1
        else:
            opens = "that" in tags or "clause" in tags or "relative" in tags
            joined_verb = is_finite_verb(token) and "and" in token.word.readings[0].proclitics
            if index and (opens or joined_verb) and clause[-1] == number:
                number += 1
            clause.append(number)
        quoted.append(inside)
    return Layout(clause, quoted, inside)
