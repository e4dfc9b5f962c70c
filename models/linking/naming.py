"""A name taken apart: its words less titles and articles, a person's parts, what an institution's words mean.

Put here: the reading of `aliases.yaml`, and what follows from one name alone. Keep out: two names (`names`), the sounds
of a word (`sounds`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml
from anyascii import anyascii

from models.language.text import fold
from models.linking.sounds import Word, sound_alike, word

_WORD = re.compile(r"[A-Za-z]\.|[^\W\d_]+(?:['’ʿʾ`][^\W\d_]+)*")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_MARKS_WITHIN = re.compile("['’ʿʾ`]")
_POSSESSIVE = re.compile(r"['’]s\b")
_ARTICLE = re.compile(r"^(?:[وبل]?ال|لل)(?=\w{2})")
# The article as it sounds before its noun: ash-Shami; and where it is written into the noun: Elsisi, Essebsi.
_SUN_ARTICLE = re.compile(r"[ae](?:[dnrstzl]|sh|ch|th|dh)")
_JOINED_ARTICLE = re.compile(r"(?:[ae]l(?=[^aeiou]|[aeiou].{4})|[ae]([dnrstz])(?=\1.{4}))")
_SMALL = frozenset(["al", "el", "ul", "the", "of", "for", "and", "in", "a", "an", "on", "to", "ال", "في", "من", "و"])
# Words that make one name with the next: عبد (its article varies, Abdul, Abdel, Abder), and أبو with its cases.
_SERVANT = re.compile("abd(?:[aeou]?[lrsnz])?")
_SERVANT_OF_ARABIC = re.compile("^عبدال(?!له$)(?=...)")
_SERVANT_OF_LATIN = re.compile(r"^abd(?:[aeou](?:l|(?=([rsnz])\1)))?(?=[^'])")
_FATHER = {
    **dict.fromkeys(("ابو", "ابي", "ابا"), "ابو"),
    **dict.fromkeys(("abu", "abou", "abo", "abi", "abul", "aboul"), "abu"),
}
_SON = frozenset(["بن", "ابن", "ولد", "بنت", "bin", "ben", "ibn", "ould", "bint"])
# And those that make one with the word before.
_FAITH = frozenset(["دين", "din", "deen", "dine", "eddin", "eddine", "uddin", "aldin"])
_GOD = frozenset(["الله", "allah", "ullah", "ollah"])
_OF_GOD = re.compile("(?:[aeou]ll|[aeou]l(?=ah$))[ao]h?$")
_LONG = 6
"""Letters from which on a Latin word may begin with its article, or with Abd."""
# A letter that folding makes a ك, and outlets write for a g.
_KEPT_APART = str.maketrans("گ", "ق")


class Spoken(NamedTuple):
    """A word of a name, folded and without its article; whether it had one."""

    text: str
    has_article: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name as it is compared, in all its `forms`.

    `is_given`: whether it is a given name that very many have; `is_fathers`: whether a `bin` stands before it.
    """

    forms: tuple[Word, ...]
    is_given: bool
    is_fathers: bool = False

    @property
    def text(self) -> str:
        """The word itself."""
        return self.forms[0].text


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    `person` has all its words in order; `meanings` and `countries` what those of an institution mean, `others` the
    words beside; `known_as` is the first of the names in `aliases.yaml` that stand for each other.
    """

    person: tuple[Part, ...]
    meanings: frozenset[str]
    countries: frozenset[str]
    others: tuple[Part, ...]
    known_as: str | None

    @property
    def is_institution(self) -> bool:
        """Whether its words say what it is."""
        return bool(self.meanings)

    @property
    def is_kind(self) -> bool:
        """Whether it says no more than what kind of institution it is: the ministry."""
        return self.meanings <= _vocabulary().kinds and not (self.others or self.known_as)

    @property
    def is_country(self) -> bool:
        """Whether it is the name of a country, or an adjective of one, and no more."""
        return bool(self.countries) and not self.meanings and not self.others


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """`aliases.yaml`: phrases by their first word with what they mean, given names by their first sound and length."""

    titles: frozenset[str]
    titles_with_article: frozenset[str]
    given: Mapping[tuple[str, int], Sequence[Word]]
    spellings: Mapping[str, str]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str, str]]]
    names: Mapping[tuple[str, ...], str]
    kinds: frozenset[str]


@lru_cache(maxsize=1 << 16)
def key(name: str) -> tuple[str, ...]:
    """What a name is known by, whatever its case, marks, hamzas, articles and titles."""
    return tuple(_without_titles(_spoken(name)))


@lru_cache(maxsize=1 << 16)
def take_apart(name: str) -> Name:
    """The name's words with all that is known of them."""
    bare, known = key(name), _vocabulary()
    said = list(_spoken(name))
    texts = tuple(each.text for each in said)
    meanings: dict[str, set[str]] = {"words": set(), "countries": set(), "may_be_left_out": set()}
    others: list[Spoken] = []
    place = 0
    while place < len(said):
        for phrase, meaning, kind in known.phrases.get(texts[place], ()):
            if texts[place : place + len(phrase)] == phrase:
                meanings[kind].add(meaning)
                place += len(phrase)
                break
        else:
            others.append(said[place])
            place += 1
    return Name(
        person=tuple(_parts(bare)),
        meanings=frozenset(meanings["words"]),
        countries=frozenset(meanings["countries"]),
        others=tuple(_parts(_without_titles(others))),
        known_as=known.names.get(bare) or known.names.get(texts),
    )


def _spoken(name: str) -> Iterator[Spoken]:
    """The words of a name, folded, less articles and the small words between."""
    name = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), _POSSESSIVE.sub("", name)).translate(_KEPT_APART)
    found = [_plain(each) for each in _WORD.findall(name)]
    article = False
    for number, each in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else ""
        if each in _SMALL or (_SUN_ARTICLE.fullmatch(each) and following.startswith(each[1:])):
            article = True
            continue
        bare = each.removesuffix(".")
        bare = bare if bare in _GOD else _ARTICLE.sub("", bare)
        if bare:
            yield Spoken(bare, article or bare != each)
        article = False


def _plain(written: str) -> str:
    """A word folded, and in Latin letters unless it is Arabic; an initial keeps its full stop, unlike the article."""
    if written.endswith("."):
        return written.lower()
    bare = _MARKS_WITHIN.sub("", fold(written))
    return bare if "\u0600" <= bare[:1] <= "\u06ff" else re.sub("[^a-z]", "", anyascii(bare).lower())


def _without_titles(words: Iterable[Spoken]) -> Iterator[str]:
    """The words but for the titles before the name, among them the single letters that stand for some in Arabic."""
    known = _vocabulary()
    leads = True
    for number, (text, has_article) in enumerate(words):
        leads = leads and (
            text in known.titles
            or (text in known.titles_with_article and has_article)
            or (len(text) == 1 and not text.isascii())
            or (number > 0 and text in _GOD)  # آية الله
        )
        if not leads:
            yield text


def _parts(words: Iterable[str]) -> Iterator[Part]:
    """Words as they are compared: عبد, أبو, الدين and الله make one word with their neighbour, بن is left out."""
    joined: list[tuple[str, bool]] = []
    before, is_fathers = "", False
    for each in words:
        if each in _FATHER:
            before += _FATHER[each]
        elif each == "عبد" or _SERVANT.fullmatch(each):
            before += "عبد" if each == "عبد" else "abd'"
        elif each in _SON:
            is_fathers = True
        elif joined and not before and each in _FAITH | _GOD:
            text, of = joined[-1]
            faith = "'din" if each.isascii() else "ءدين"
            joined[-1] = (text + (faith if each in _FAITH else each), of)
        else:
            joined.append((before + each, is_fathers))
            before, is_fathers = "", False
    if before:
        joined.append((before, is_fathers))
    for text, of in joined:
        forms = tuple(map(word, _forms(_vocabulary().spellings.get(text, text))))
        yield Part(forms, any(map(_is_given, forms)), of)


def _forms(text: str) -> Iterator[str]:
    """The spellings under which a word is looked at, its own first."""
    if not text.isascii():
        yield _SERVANT_OF_ARABIC.sub("عبد", text)
        return
    text = _OF_GOD.sub("allah", text)
    if len(text) > _LONG and text != "abdallah":
        text = _SERVANT_OF_LATIN.sub("abd'", text)
    yield text
    if "v" in text[1:]:
        yield text[0] + text[1:].replace("v", "w")
    if len(text) >= _LONG and (article := _JOINED_ARTICLE.match(text)):
        yield text[article.end() :]


def _is_given(form: Word) -> bool:
    return any(sound_alike(form, given) for given in _vocabulary().given.get(_drawer(form), ()))


def _drawer(form: Word) -> tuple[str, int]:
    return form.skeleton[:1], len(form.consonants) - form.ends_in_h


@cache
def _vocabulary() -> _Vocabulary:
    text = files("models.linking").joinpath("aliases.yaml").read_text("utf-8")
    raw: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (safe)
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for kind in ("words", "countries", "may_be_left_out"):
        for group in raw[kind]:
            for phrase in map(_texts, group):
                phrases.setdefault(phrase[0], []).append((phrase, group[0], kind))
    given: dict[tuple[str, int], list[Word]] = {}
    for form in (word(form) for name in raw["given"] for each in _texts(name) for form in _forms(each)):
        given.setdefault(_drawer(form), []).append(form)
    return _Vocabulary(
        titles=frozenset(_texts(" ".join(raw["titles"]))),
        titles_with_article=frozenset(_texts(" ".join(raw["titles_with_article"]))),
        given=given,
        spellings={each: _texts(group[0])[0] for group in raw["spellings"] for name in group for each in _texts(name)},
        phrases={first: sorted(found, key=lambda one: -len(one[0])) for first, found in phrases.items()},
        names={_texts(name): group[0] for group in raw["names"] for name in group},
        kinds=frozenset(raw["kinds"]),
    )


def _texts(phrase: str) -> tuple[str, ...]:
    return tuple(each.text for each in _spoken(phrase))
