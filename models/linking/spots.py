"""Towns and sites that no lexicon knows, by the names that sentences give them: the town of X, معسكر X.

Put here: which spots a sentence names, whether two sentences name one, and where an article plays. Keep out: the places
of claims, and what follows (`features`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

import yaml
from anyascii import anyascii

from models.concepts import concepts
from models.language.extract import language_of
from models.language.text import fold
from models.linking.linkable import LinkableClaim, bare
from models.linking.names import alike

_ATTACHED = "وفبلك"
_SOFT = re.compile(r"[^a-z]|[aeiouwyh]")
_TWICE = re.compile(r"(.)\1+")
_ONE_SOUND = str.maketrans("cqpvgz", "kkbfjs")


def shared(one: LinkableClaim, other: LinkableClaim) -> str | None:
    """The name of a spot that both sentences give, in whichever script; None where they share none."""
    theirs = named(other.lang, other.sentence)
    return next((name for name in named(one.lang, one.sentence) for another in theirs if alike(name, another)), None)


@lru_cache(maxsize=1 << 14)
def named(lang: str, sentence: str) -> tuple[str, ...]:
    """The spots that a sentence names and no lexicon knows.

    >>> named("en", "The soldiers at the Obock camp left the town of Gossi."), named("ar", "جنود في معسكر أوبوك")
    (('Gossi', 'Obock'), ('أوبوك',))
    """
    found = _arabic(sentence) if lang == "ar" else _english(sentence)
    return tuple(sorted({name for name in found if not _is_known(lang, name)}))


def scene(claim: LinkableClaim) -> str | None:
    """The one town or region, as a concept, that the article of a claim without a place opens with."""
    return _scene(claim.lang, claim.lead) if claim.lead else None


@lru_cache(maxsize=1 << 14)
def _scene(lang: str, lead: str) -> str | None:
    tokens = (token for sentence in language_of(lang).sentences(lead) for token in sentence)
    known, named = concepts().places, {str(token.tags["place"]) for token in tokens if "place" in token.tags}
    inner = {place for place in named if not any(place in known[other].within for other in named)}
    towns = [place for place in inner if known[place].within]
    return towns[0] if len(inner) == len(towns) == 1 else None


def sound(name: str) -> str:
    """The consonants of a name as both scripts have them, roughly: what is alike has mostly one sound.

    >>> sound("أوبوك"), sound("Obock"), sound("زوارة"), sound("Zuwara")
    ('bk', 'bk', 'sr', 'sr')
    """
    letters = _SOFT.sub("", anyascii(bare(fold(name))).lower()).translate(_ONE_SOUND)
    return _TWICE.sub(r"\1", letters)


def _arabic(sentence: str) -> Iterator[str]:
    words = re.findall(r"\w+", sentence)
    nouns = _nouns()["arabic"]
    for before, following in pairwise(words):
        word = fold(before)
        # Behind a definite noun stands what it is like (الثكنة القديمة), behind an indefinite one its name.
        if word in nouns or (word[1:] in nouns and word[0] in _ATTACHED):
            yield following


def _english(sentence: str) -> Iterator[str]:
    nouns = "|".join(_nouns()["english"])
    name = r"([A-Z][\w'’–-]+)"
    for pattern in (rf"\b(?i:{nouns}) of {name}", rf"\b{name} (?i:{nouns})\b", rf"\b(?:in|at|near|from) {name}"):
        yield from re.findall(pattern, sentence)


def _is_known(lang: str, name: str) -> bool:
    """Whether the lexicon has anything to say of a word: a place of its own, an adjective (a big town), a day."""
    return any(token.tags for sentence in language_of(lang).sentences(name) for token in sentence)


@cache
def _nouns() -> dict[str, frozenset[str]]:
    raw = yaml.safe_load(files("models.linking").joinpath("spots.yaml").read_text("utf-8"))
    return {lang: frozenset(words) for lang, words in raw.items()}
