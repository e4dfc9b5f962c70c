"""Cut a text into sentences and tokens, and fold a word's spelling, without ever losing an offset.

Put here: characters, tokens, sentences. Keep out: what a word means (`models.language.lexicon`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

# What carries no letter: tatweel, zero-width and bidi controls, soft hyphen, variation selectors, byte order mark.
_IGNORABLE = "\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff"
_MARK = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
_LETTER = r"[^\W\d_]"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
# Separators that may stand between digits of one number; a space only before groups of three (10 000). A number may
# begin with its decimal point (.75), but a full stop that slipped to the front of a year is one. Agencies write ر for
# the point, with the decimals first (7ر10 is shown as 10ر7).
_SEPARATOR = ".,\u066b\u066c\u060c'\u2019"
_SPACE = " \u00a0\u2009\u202f"

_TITLES = "Brig|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Adm|Cmdr|Cdr|Amb|Eng|Gov|Sen|Rep|Hon|Rev|Mr|Mrs|Ms|Messrs|Dr|Prof"

# Most tokens of Arabic news are plain words: the first alternative takes those, so that the rest is tried for few.
_TOKEN = re.compile(
    rf"""
    (?P<word> [\u0621-\u063a\u0641-\u064a]++ (?! [\w{_MARK}{_IGNORABLE}'\u2019] )
            | (?: https?:// | www\. ) [^\s«»“”"'<>]* [^\s«»“”"'<>.,;:!?)\]]
            | (?: [A-Z]\. ){{2,}} | (?: {_TITLES} ) \.
            | (?: \b [aAeE][dlnrstz]h?- )?
              {_LETTER} (?: (?: {_LETTER} | [{_MARK}{_IGNORABLE}] )* (?: {_LETTER} | [{_MARK}] ) )?
              (?: ['\u2019] [A-Za-z]{{1,3}} (?![A-Za-z]) )? )
  | (?P<number> [{_DIGIT}]{{1,3}} (?: [{_SPACE}] [{_DIGIT}]{{3}} (?![{_DIGIT}]) )+ (?: [.,\u066b] [{_DIGIT}]+ )?
              | [{_DIGIT}]+ (?: ر [{_DIGIT}]+ )+
              | [{_DIGIT}]+ (?: [{_IGNORABLE}]* [{_SEPARATOR}] [{_IGNORABLE}]* [{_DIGIT}]+ )*
              | (?<! [^\s(\-−+] ) (?! \.(?:19|20)[{_DIGIT}]{{2}}\b ) [.\u066b] [{_DIGIT}]+
                (?! [{_SEPARATOR}]? [{_DIGIT}] ) )
  | (?P<mark> [^\w\s{_MARK}{_IGNORABLE}] | _ )
  | (?P<line> \n )
    """,
    re.VERBOSE,
)

# Most words are written with nothing but Arabic letters.
_LETTERS = re.compile("[\u0621-\u063a\u0641-\u064a]+")
_STRIP = re.compile(f"[{_MARK}{_IGNORABLE}]")
# A separator beside a right-to-left mark shows the parts of its number in reverse, as ر does.
_REVERSING = re.compile("[.,\u066b]\u200f|\u200f[.,\u066b]")
# A hamza or madda that stands apart from its letter, as decomposed texts have it.
_DECOMPOSED = re.compile("[\u0653-\u0655]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc\uff00-\uffef]")
_ENDING = re.compile(r"(?:'s?|\.)+$")
_FOLD = str.maketrans("أإآٱىةؤئکیېۀہھەڤپچگژ", "اااايهءءكييههههفبجكز")
_DIGITS = {ord(digit): str(value % 10) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}

# The longest sentences of real news have some 300; what is longer are lists and verses without a full stop.
MOST_PIECES = 400
_CUT_WITHIN = 100
_COMMAS = frozenset(",،؛;")
_SENTENCE_END = frozenset(".!?؟؛;…。")
_AFTER_END = _SENTENCE_END | frozenset("”»›)]}\"'’")


def fold(word: str) -> str:
    """The spelling by which the lexicon knows a word: no diacritics or tatweel, one alef, one yeh, lower case.

    >>> fold("الإرهـابيّين"), fold("مسؤول") == fold("مسئول"), fold("Forces’")
    ('الارهابيين', True, 'forces')
    """
    if _LETTERS.fullmatch(word):
        return word.translate(_FOLD)
    if _PRESENTATION.search(word):
        word = unicodedata.normalize("NFKC", word)
    if _DECOMPOSED.search(word):
        word = unicodedata.normalize("NFC", word)
    word = _STRIP.sub("", word).translate(_FOLD)
    if word.isascii():
        word = word.lower()
    elif "’" in word or not word.islower():
        word = word.replace("’", "'").lower()
    return _ENDING.sub("", word) if word.endswith((".", "'", "'s")) else word


def ascii_digits(text: str) -> str:
    """A number's text with Arabic-Indic and Persian digits as 0 to 9, and no controls among them.

    A point that a right-to-left mark turns round is written ر.
    """
    return _STRIP.sub("", _REVERSING.sub("ر", text.translate(_DIGITS)))


@dataclass(slots=True)
class Piece:
    """One token as cut: `kind` is word, number, mark or line; offsets into the text."""

    kind: str
    start: int
    end: int
    text: str


P = TypeVar("P", bound=Piece)


def cuts(text: str) -> Iterator[re.Match[str]]:
    """The matches of a text's tokens; the kind of each is its `lastgroup`, which the same spelling always has."""
    return _TOKEN.finditer(text)


def pieces(text: str) -> Iterator[Piece]:
    """Cut a text into words, digit numbers, punctuation marks and line ends; white space and controls fall between."""
    for match in cuts(text):
        yield Piece(match.lastgroup or "mark", *match.span(), match.group())


def split_sentences(text: str) -> Iterator[list[Piece]]:
    """The pieces of each sentence of a text."""
    return in_sentences(text, list(pieces(text)))


def in_sentences(text: str, pieces: list[P]) -> Iterator[list[P]]:
    """Group the pieces of a text into sentences: at . ! ? ؟ ؛ and line ends, not inside numbers and abbreviations.

    A full stop right before a closing quote takes the quote with it. Marks that end a sentence belong to it; line ends
    belong to none. What runs on without an end is no sentence, and is cut at a comma: rules look at all of a sentence,
    so that the time for a text would else grow with its square.
    """
    first = 0
    ended = False
    for index, piece in enumerate(pieces):
        kind = piece.kind
        if kind == "word" and not ended and index - first < MOST_PIECES:
            continue
        if ended and not (kind == "mark" and piece.text in _AFTER_END):
            yield pieces[first:index]
            first, ended = index, False
        elif index - first >= MOST_PIECES:
            cut = next((at for at in range(index, index - _CUT_WITHIN, -1) if pieces[at - 1].text in _COMMAS), index)
            yield pieces[first:cut]
            first = cut
        if kind == "line":
            if index > first:
                yield pieces[first:index]
            first = index + 1
        elif kind == "mark" and piece.text in _SENTENCE_END:
            ended = ended or not (piece.text == "." and index > first and _abbreviates(text, pieces[index - 1], piece))
    if first < len(pieces):
        yield pieces[first:]


def _abbreviates(text: str, before: Piece, stop: Piece) -> bool:
    """Whether a full stop belongs to an abbreviation (U.S., Gen., د.) and not to the sentence."""
    if before.end != stop.start or before.kind != "word":
        return False
    form = fold(before.text)
    return len(form) == 1 or (form in _ABBREVIATIONS and text.startswith(" ", stop.end))


_MONTHS = {"jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec"}
_ABBREVIATIONS = _MONTHS | {"no", "approx", "inc", "ltd", "co", "corp", "vs", "st"}
