"""Words and their readings: what the lexicon's lines become, and how a sentence's tokens get them.

A reading says which entry of the lexicon a word may be, and in which form. A phrase (several words that mean one thing)
takes the place of its tokens. Put here: what both languages share. Keep out: morphology (`ar.morphology`,
`en.morphology`), and the words themselves (`*/lexicon/*.yaml`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from models.language.text import Piece, ascii_digits, fold, split_sentences

_CACHED_WORDS = 400_000


class LexiconError(ValueError):
    """A line of the lexicon that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the lexicon: the form it is listed under, how it inflects, and its tags (what it means).

    `grammar` is noun, adj, verb, name, word or phrase; `forms` are the strings given for it (lemma first), `plurals`
    its plural forms; `tags` are all other keys of the line: `{"head": "soldier"}`, `{"number": 3}`.
    """

    grammar: str
    lemma: str
    forms: tuple[str, ...]
    tags: Mapping[str, Any]
    where: str
    plurals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word form may be: its entry, and the features of this form.

    `proclitics` holds those of `and` (و ف), `bi`, `li`, `ka`, `al`, `will` (س) that are attached; `number` is sg, du or
    pl; `gender` m or f; `aspect` past, present or imperative; `construct` is true of a form that must be followed by
    its genitive (مئتي، موظفو); `enclitic` the attached pronoun's person, as in 3ms.
    """

    entry: Entry
    proclitics: frozenset[str] = frozenset()
    number: str | None = None
    gender: str | None = None
    aspect: str | None = None
    person: str | None = None
    construct: bool = False
    enclitic: str | None = None

    @property
    def tags(self) -> Mapping[str, Any]:
        """What the entry means."""
        return self.entry.tags


@dataclass(slots=True)
class Word:
    """A spelling as it stands in texts, with all its readings; one object for all tokens that share the spelling.

    `tags` is what any reading means; `starts` are the ways in which the word may begin a phrase; `ambiguous` is true of
    a word that may be a finite verb and also something else, `is_finite` of one whose first reading is one.
    """

    form: str
    readings: tuple[Reading, ...] = ()
    capitalised: bool = False
    starts: tuple[tuple[str, frozenset[str]], ...] = ()
    tags: dict[str, Any] = field(default_factory=dict)
    proclitics: frozenset[str] = frozenset()
    ambiguous: bool = False
    is_finite: bool = False
    noun: Word | None = None

    def __post_init__(self) -> None:
        self.ambiguous = len({reading.aspect is None for reading in self.readings}) == 2
        if (first := self.first) is not None:
            self.is_finite = (first.aspect or first.tags.get("tense")) in ("past", "present")
        for reading in self.readings:
            for key, value in reading.entry.tags.items():
                self.tags.setdefault(key, value)

    @property
    def first(self) -> Reading | None:
        """The reading that comes first."""
        return self.readings[0] if self.readings else None

    def as_noun(self) -> Word:
        """The same word without its readings as a finite verb."""
        if self.noun is None:
            readings = tuple(reading for reading in self.readings if reading.aspect is None)
            self.noun = Word(self.form, readings, self.capitalised, self.starts, proclitics=self.proclitics)
        return self.noun

    def without_jussive(self) -> Word:
        """The same word without its readings as a shortened verb."""
        readings = tuple(r for r in self.readings if not (r.construct and r.aspect == "present"))
        return Word(self.form, readings, self.capitalised, self.starts, proclitics=self.proclitics)

    def as_verb(self) -> Word:
        """The same word in the present tense, if it may be that (أن تسلم: that it hands over, not: that receiving)."""
        present = tuple(reading for reading in self.readings if reading.aspect == "present")
        if not present or self.readings[0].aspect == "present":
            return self
        return Word(self.form, present, self.capitalised, self.starts, proclitics=self.proclitics)

    def reading(self, tag: str) -> Reading | None:
        """The first reading that carries the tag."""
        for reading in self.readings:
            if tag in reading.entry.tags:
                return reading
        return None


@dataclass(slots=True)
class Token:
    """A word, number or mark at its place in the text; a phrase is one token over several words."""

    kind: str
    start: int
    end: int
    text: str
    word: Word

    @property
    def tags(self) -> dict[str, Any]:
        """What any reading of the token means; `tag: value`."""
        return self.word.tags

    @property
    def form(self) -> str:
        """The folded spelling."""
        return self.word.form


@dataclass(slots=True)
class Sentence:
    """The tokens of one sentence; `start` and `end` are its offsets in the text."""

    tokens: list[Token]

    @property
    def start(self) -> int:
        """Where the first token begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where the last token ends."""
        return self.tokens[-1].end

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]


Analyse = Callable[[str], tuple[Reading, ...]]
SplitProclitics = Callable[[str], Iterable[tuple[str, frozenset[str]]]]

_GRAMMARS = ("noun", "adj", "verb", "name", "word", "phrase")


class Language:
    """A language's lexicon at work: readings for words, phrases joined, sentences out.

    `analyse` gives a folded word's readings; `split_proclitics` gives the ways in which a folded word may be a particle
    and the rest (Arabic: وبالولايات → الولايات with `and`, `bi`), the whole word included.
    """

    def __init__(
        self, code: str, entries: Iterable[Entry], analyse: Analyse, split_proclitics: SplitProclitics
    ) -> None:
        self.code = code
        self._analyse = analyse
        self._split = split_proclitics
        self._words: dict[str, Word] = {}
        self._marks: dict[str, Word] = {}
        self._symbols: dict[str, tuple[Reading, ...]] = {}
        self._phrases: dict[str, dict[int, dict[tuple[str, ...], list[Entry]]]] = {}
        for entry in entries:
            if entry.grammar == "word":
                for form in entry.forms:
                    if not any(letter.isalpha() for letter in form):
                        self._symbols[form] = (*self._symbols.get(form, ()), Reading(entry))
            if entry.grammar == "phrase":
                for form in entry.forms:
                    first, *rest = fold(form).split()
                    by_length = self._phrases.setdefault(first, {})
                    by_length.setdefault(len(rest), {}).setdefault(tuple(rest), []).append(entry)
        for first, by_length in self._phrases.items():
            self._phrases[first] = dict(sorted(by_length.items(), reverse=True))

    def sentences(self, text: str) -> Iterator[Sentence]:
        """The sentences of a text, words read and phrases joined."""
        for pieces in split_sentences(text):
            yield Sentence(_settle(self._join(self._tokens(pieces))))

    def word(self, text: str) -> Word:
        """The word of this spelling, with its readings."""
        word = self._words.get(text)
        if word is None:
            form = fold(text)
            starts = tuple((core, clitics) for core, clitics in self._split(form) if core in self._phrases)
            readings = self._analyse(form)
            wrong_case = {"lower"} if text[:1].isupper() else {"upper"}
            if not text.isupper():
                wrong_case.add("upper")
            readings = tuple(reading for reading in readings if reading.tags.get("case") not in wrong_case)
            readings = tuple(reading for reading in readings if reading.tags.get("written") == text) or readings
            word = Word(form, readings, text.rpartition("-")[2][:1].isupper(), starts)
            if len(self._words) >= _CACHED_WORDS:
                self._words.clear()
            self._words[text] = word
        return word

    def _tokens(self, pieces: list[Piece]) -> list[Token]:
        words, marks = self._words, self._marks
        tokens = []
        for piece in pieces:
            kind, text = piece.kind, piece.text
            if kind == "word":
                word = words.get(text) or self.word(text)
            elif kind == "number":
                word = Word(ascii_digits(text))
            else:
                word = marks.get(text) or self._mark(text)
            tokens.append(Token(kind, piece.start, piece.end, text, word))
        return tokens

    def _mark(self, text: str) -> Word:
        if len(self._marks) >= _CACHED_WORDS:
            self._marks.clear()
        return self._marks.setdefault(text, Word(text, self._symbols.get(text, ())))

    def _join(self, tokens: list[Token]) -> list[Token]:
        if not any([token.word.starts for token in tokens]):  # noqa: C419 (a list is faster here than a generator)
            return tokens
        joined: list[Token] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            phrase = self._phrase_at(tokens, index) if token.word.starts else None
            if phrase is None:
                joined.append(token)
                index += 1
                continue
            entries, clitics, length = phrase
            last = tokens[index + length - 1]
            form = " ".join(part.form for part in tokens[index : index + length])
            text = " ".join(part.text for part in tokens[index : index + length])
            readings = tuple(Reading(entry, clitics) for entry in entries)
            word = Word(form, readings, token.word.capitalised, proclitics=clitics)
            joined.append(Token("word", token.start, last.end, text, word))
            index += length
        return joined

    def _phrase_at(self, tokens: list[Token], index: int) -> tuple[list[Entry], frozenset[str], int] | None:
        """The longest phrase that begins here: all its lines, the particles before it, its number of tokens."""
        best: tuple[list[Entry], frozenset[str], int] | None = None
        for core, clitics in tokens[index].word.starts:
            for more, phrases in self._phrases[core].items():
                if best is not None and more + 1 <= best[2]:
                    break
                following = tuple([token.form for token in tokens[index + 1 : index + 1 + more]])
                if (entries := phrases.get(following)) is not None:
                    best = (entries, clitics, more + 1)
                    break
        return best


def _settle(tokens: list[Token]) -> list[Token]:
    """Read as nouns the words that may be noun or verb (دعم, نشر, support) where only a noun can stand."""
    for before, token in pairwise(tokens):
        first = token.word.first
        if first is not None and first.construct and first.aspect == "present" and not _shortens(before, first):
            token.word = token.word.without_jussive()
        if token.word.ambiguous and _calls_for_noun(before.word):
            token.word = token.word.as_noun()
    return tokens


def _shortens(before: Token, verb: Reading) -> bool:
    """Whether a verb may stand in its shortened form here (لم يعد, لا تعد, ليعد)."""
    return "li" in verb.proclitics or before.tags.get("negation") in ("past", "present")


def _calls_for_noun(before: Word) -> bool:
    if "preposition" in before.tags or before.form in ("the", "a", "an"):
        return True
    if not before.readings or before.readings[0].aspect is not None:
        return False
    noun = before.readings[0]
    return (
        noun.entry.grammar == "noun"
        and "al" not in noun.proclitics
        and ("action" in noun.tags or "modality" in noun.tags)
    )


def load_entries(folder: Path) -> list[Entry]:
    """All lines of a lexicon folder's YAML files: each file is a list of flow mappings, one line an entry.

    The first key of a line is its grammar, with the form (a list of forms for variants): `{noun: جندي, plural: جنود,
    head: soldier}`. Raises LexiconError naming file and line.
    """
    entries: list[Entry] = []
    for path in sorted(folder.glob("*.yaml")):
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
        for item in node.value if node is not None else ():
            where = f"{path.name}:{item.start_mark.line + 1}"
            line = _construct(item, where)
            grammar = next(iter(line), None)
            if grammar not in _GRAMMARS:
                raise LexiconError(f"{where}: a line begins with one of {', '.join(_GRAMMARS)}, not {grammar!r}")
            forms = line.pop(grammar)
            forms = forms if isinstance(forms, list) else [forms]
            if any(isinstance(form, bool) for form in forms):
                raise LexiconError(
                    f"{where}: yes, no, on, off, true, false are truth values to YAML: put such a word in quotes"
                )
            forms = tuple(str(form) for form in forms)
            if grammar not in ("verb", "phrase") and any(" " in form for form in forms):
                raise LexiconError(f"{where}: several words are a phrase, not a {grammar}")
            plurals = line.pop("plural", ())
            plurals = (plurals,) if isinstance(plurals, str) else tuple(plurals)
            entries.append(Entry(grammar, forms[0], forms, line, where, plurals))
    return entries


def _construct(node: Any, where: str) -> dict[str, Any]:
    loader = _Loader("")
    try:
        value = loader.construct_object(node, deep=True)
    finally:
        loader.dispose()
    if not isinstance(value, dict):
        raise LexiconError(f"{where}: expected a mapping such as {{noun: …, head: …}}")
    return value


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
