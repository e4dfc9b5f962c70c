"""Words and their readings: what the lexicon's lines become, and how a sentence's tokens get them.

A reading says which entry of the lexicon a word may be, and in which form. A phrase (several words that mean one thing)
takes the place of its tokens. Put here: what both languages share. Keep out: morphology (`ar.morphology`,
`en.morphology`), and the words themselves (`*/lexicon/*.yaml`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import yaml

from models.language.text import Piece, ascii_digits, cuts, fold, in_sentences

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
    tags: Mapping[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tags", self.entry.tags)


_BITS: dict[str, int] = {}


def mask(*tags: str) -> int:
    """The bits of some tags, to ask a word for any of them at once: `word.mask & mask("head", "unit")`."""
    bits = 0
    for tag in tags:
        bits |= _BITS.setdefault(tag, 1 << len(_BITS))
    return bits


# What a word is besides its tags, in its mask: digits, a punctuation mark, known to the lexicon, a finite verb, a form
# of a verb in any of its readings, one with `and` attached in its first.
NUMBER, MARK, KNOWN, FINITE, VERBAL, JOINED = (
    mask(f"({kind})") for kind in ("number", "mark", "known", "finite", "verbal", "joined")
)
# What tells of an article's topic, and of the word itself so little that for every other rule it stays a stranger.
_ONLY_COUNTED = frozenset({"everyday", "disease"})
# The words whose reading hangs on the word before.
_UNSETTLED = mask("(unsettled)")
_KINDS = {"number": NUMBER, "mark": MARK}


@dataclass(slots=True)
class Word:
    """A spelling as it stands in texts, with all its readings; one object for all tokens that share the spelling.

    `tags` is what any reading means, `mask` the same and the kind of word as bits; `starts` are the phrases that may
    begin with the word; `ambiguous` is true of a word that may be a finite verb and also something else, `is_finite` of
    one whose first reading is one, `is_joined` of one whose first reading has `and` attached.
    """

    kind: str
    form: str
    readings: tuple[Reading, ...] = ()
    capitalised: bool = False
    starts: tuple[Start, ...] = ()
    tags: dict[str, Any] = field(default_factory=dict)
    proclitics: frozenset[str] = frozenset()
    mask: int = 0
    ambiguous: bool = False
    is_finite: bool = False
    is_joined: bool = False
    noun: Word | None = None
    _first_with: dict[str, Reading] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.readings:
            self.mask |= _KINDS.get(self.kind, 0)
            return
        nominal = {reading.aspect is None for reading in self.readings}
        self.ambiguous = len(nominal) == 2
        first = self.readings[0]
        self.is_finite = (first.aspect or first.tags.get("tense")) in ("past", "present")
        self.is_joined = "and" in first.proclitics
        for reading in self.readings:
            for key, value in reading.entry.tags.items():
                if key in _ONLY_COUNTED:
                    self.mask |= mask(key)
                elif key not in self.tags:
                    self.tags[key] = value
                    self._first_with[key] = reading
        self.mask |= mask(*self.tags) | _KINDS.get(self.kind, 0) | KNOWN
        self.mask |= FINITE * self.is_finite | VERBAL * (False in nominal) | JOINED * self.is_joined
        if self.ambiguous or _is_shortened(first):
            self.mask |= _UNSETTLED

    @property
    def first(self) -> Reading | None:
        """The reading that comes first."""
        return self.readings[0] if self.readings else None

    def as_noun(self) -> Word:
        """The same word without its readings as a finite verb."""
        if self.noun is None:
            readings = tuple(reading for reading in self.readings if reading.aspect is None)
            self.noun = Word(self.kind, self.form, readings, self.capitalised, self.starts, proclitics=self.proclitics)
        return self.noun

    @property
    def ambiguous_tense(self) -> bool:
        """Whether the word is read as a past first but may be a base form too (cut, put, shut)."""
        first = self.first
        return first is not None and first.aspect == "past" and any(r.aspect == "present" for r in self.readings)

    def without_jussive(self) -> Word:
        """The same word without its readings as a shortened verb."""
        readings = tuple(r for r in self.readings if not (r.construct and r.aspect == "present"))
        return Word(self.kind, self.form, readings, self.capitalised, self.starts, proclitics=self.proclitics)

    def as_verb(self) -> Word:
        """The same word in the present tense, if it may be that (أن تسلم: that it hands over, not: that receiving)."""
        present = tuple(reading for reading in self.readings if reading.aspect == "present")
        if not present or self.readings[0].aspect == "present":
            return self
        return Word(self.kind, self.form, present, self.capitalised, self.starts, proclitics=self.proclitics)

    def reading(self, tag: str) -> Reading | None:
        """The first reading that carries the tag."""
        return self._first_with.get(tag)


@dataclass(slots=True)
class Token(Piece):
    """A word, number or mark at its place in the text; a phrase is one token over several words.

    `form` is its folded spelling; `tags` are its word's: what any reading of the token means, `tag: value`.
    """

    word: Word
    form: str
    tags: dict[str, Any]

    def read_as(self, word: Word) -> None:
        """Take the token for this word: some of its readings are ruled out by the words around."""
        self.word = word
        self.tags = word.tags


class Sentence(list[Token]):
    """The tokens of one sentence, and the masks of their words; `start` and `end` are its offsets in the text."""

    __slots__ = ("_telling", "any_mask", "masks")

    def __init__(self, tokens: Iterable[Token]) -> None:
        super().__init__(tokens)
        self.masks = [token.word.mask for token in self]
        self.any_mask = reduce(or_, self.masks, 0)
        # Half of the words of a text are strangers.
        self._telling = [index for index, found in enumerate(self.masks) if found]

    @property
    def tokens(self) -> list[Token]:
        """The tokens, for where only they are meant."""
        return self

    @property
    def start(self) -> int:
        """Where the first token begins."""
        return self[0].start

    @property
    def end(self) -> int:
        """Where the last token ends."""
        return self[-1].end

    def having(self, tags: int) -> list[int]:
        """The indexes of the tokens that have any of the tags (a `mask`)."""
        if not self.any_mask & tags:
            return []
        masks = self.masks
        return [index for index in self._telling if masks[index] & tags]

    def read_as_noun(self, index: int) -> None:
        """Drop the readings of a token as a finite verb."""
        self.read_as(index, self[index].word.as_noun())

    def read_as(self, index: int, word: Word) -> None:
        """Take a token for this word."""
        self[index].read_as(word)
        self.masks[index] = word.mask
        self.any_mask |= word.mask


Analyse = Callable[[str], tuple[Reading, ...]]
SplitProclitics = Callable[[str], Iterable[tuple[str, frozenset[str]]]]

_GRAMMARS = ("noun", "adj", "verb", "name", "word", "phrase")


def _is_hyphen(text: str, start: int, end: int) -> bool:
    """Whether a dash ties two words (the Duqm–Haima pipeline) in place of parting clauses."""
    return text[start - 1 : start].isalpha() and text[end : end + 1].isalpha()


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
        self._joined: dict[tuple[str, bool], Word] = {}
        self._symbols: dict[str, tuple[Reading, ...]] = {}
        self._phrases: dict[str, _Phrases] = {}
        for entry in entries:
            if entry.grammar == "word":
                for form in entry.forms:
                    if not any(letter.isalpha() for letter in form):
                        self._symbols[form] = (*self._symbols.get(form, ()), Reading(entry))
            if entry.grammar == "phrase":
                for form in entry.forms:
                    first, *rest = fold(form).split()
                    self._phrases.setdefault(first, _Phrases()).add(tuple(rest), entry)

    def sentences(self, text: str) -> Iterator[Sentence]:
        """The sentences of a text, words read and phrases joined."""
        for tokens in in_sentences(text, self._tokens(text)):
            sentence = Sentence(self._join(tokens))
            _settle(sentence)
            yield sentence

    def word(self, text: str) -> Word:
        """The word of this spelling, with its readings."""
        return self._words.get(text) or self._remember("word", text)

    def _tokens(self, text: str) -> list[Token]:
        words = self._words
        tokens = []
        for match in cuts(text):
            spelling = match[0]
            if spelling == "–" and _is_hyphen(text, *match.span()):
                spelling = "-"
            word = words.get(spelling) or self._remember(match.lastgroup or "mark", spelling)
            start, end = match.span()
            tokens.append(Token(word.kind, start, end, spelling, word, word.form, word.tags))
        return tokens

    def _remember(self, kind: str, text: str) -> Word:
        """Read a spelling and keep what it means; the kind of a token is always the same for a spelling."""
        if kind == "word":
            word = self._read(text)
        elif kind == "number":
            word = Word(kind, ascii_digits(text))
        else:
            word = Word(kind, text, self._symbols.get(text, ()))
        if len(self._words) >= _CACHED_WORDS:
            self._words.clear()
        self._words[text] = word
        return word

    def _read(self, text: str) -> Word:
        form = fold(text)
        starts = tuple([(self._phrases[core], clitics) for core, clitics in self._split(form) if core in self._phrases])
        readings = self._analyse(form)
        if readings:
            readings = _as_written(readings, text)
        return Word("word", form, readings, text.rpartition("-")[2][:1].isupper(), starts)

    def _join(self, tokens: list[Token]) -> list[Token]:
        """The tokens with each phrase as one of them."""
        joined: list[Token] = []
        done = 0
        for index in [index for index, token in enumerate(tokens) if token.word.starts]:
            phrase = None if index < done else _phrase_at(tokens, index)
            if phrase is not None:
                joined += tokens[done:index]
                joined.append(self._one(tokens[index : index + phrase.length], phrase))
                done = index + phrase.length
        return joined + tokens[done:] if done else tokens

    def _one(self, parts: list[Token], phrase: _Phrase) -> Token:
        """The tokens of a phrase as one."""
        first = parts[0]
        text = " ".join([part.text for part in parts])
        form = " ".join([part.word.form for part in parts])
        word = self._joined.get((form, first.word.capitalised))
        if word is None:
            readings = tuple(Reading(entry, phrase.clitics) for entry in phrase.entries)
            word = Word("word", form, readings, first.word.capitalised, proclitics=phrase.clitics)
            self._joined[form, first.word.capitalised] = word
        return Token("word", first.start, parts[-1].end, text, word, form, word.tags)


def _as_written(readings: tuple[Reading, ...], text: str) -> tuple[Reading, ...]:
    """The readings of a word that go with its letters, capital or small (US, us), or just as the lexicon has them."""
    wrong_case = {"lower"} if text[:1].isupper() else {"upper"}
    if not text.isupper():
        wrong_case.add("upper")
    readings = tuple([reading for reading in readings if reading.entry.tags.get("case") not in wrong_case])
    readings = tuple([reading for reading in readings if reading.entry.tags.get("written") == text]) or readings
    if text.endswith("ة"):
        # أسرة, تابعة: no verb ends so.
        readings = tuple([reading for reading in readings if reading.aspect is None])
    return readings


class _Phrases:
    """The phrases that begin with one word, by the word that comes second and longest first."""

    def __init__(self) -> None:
        self.alone: list[Entry] = []
        self.by_second: dict[str, dict[tuple[str, ...], list[Entry]]] = {}

    def add(self, rest: tuple[str, ...], entry: Entry) -> None:
        """Add a phrase by its words after the first."""
        if not rest:
            self.alone.append(entry)
            return
        phrases = self.by_second.setdefault(rest[0], {})
        phrases.setdefault(rest, []).append(entry)
        self.by_second[rest[0]] = dict(sorted(phrases.items(), key=lambda item: -len(item[0])))

    def longest(self, tokens: list[Token], index: int) -> tuple[list[Entry], int]:
        """All lines of the longest phrase whose first word stands at `index`, and its length; 0 where there is none."""
        if index + 1 < len(tokens) and (phrases := self.by_second.get(tokens[index + 1].word.form)) is not None:
            for rest, entries in phrases.items():
                last = index + 1 + len(rest)
                if len(rest) == 1 or rest == tuple([token.word.form for token in tokens[index + 1 : last]]):
                    return entries, len(rest) + 1
        return self.alone, 1 if self.alone else 0


Start = tuple[_Phrases, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase found: all its lines in the lexicon, the particles before it, its number of tokens."""

    entries: list[Entry]
    clitics: frozenset[str]
    length: int


def _phrase_at(tokens: list[Token], index: int) -> _Phrase | None:
    """The longest phrase that begins here."""
    best: _Phrase | None = None
    second = tokens[index + 1].form if index + 1 < len(tokens) else ""
    for phrases, clitics in tokens[index].word.starts:
        if phrases.alone or second in phrases.by_second:
            entries, length = phrases.longest(tokens, index)
            if length > (0 if best is None else best.length):
                best = _Phrase(entries, clitics, length)
    return best


def _settle(sentence: Sentence) -> None:
    """Read as nouns the words that may be noun or verb (دعم, نشر, support) where only a noun can stand."""
    for index in sentence.having(_UNSETTLED):
        if not index:
            continue
        before, token = sentence[index - 1], sentence[index]
        first = token.word.first
        if first is not None and _is_shortened(first) and not _shortens(before, first):
            sentence.read_as(index, token.word.without_jussive())
        if token.word.ambiguous and _calls_for_noun(before.word):
            sentence.read_as_noun(index)


def _is_shortened(verb: Reading) -> bool:
    return verb.construct and verb.aspect == "present"


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
