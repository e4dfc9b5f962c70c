"""What is counted, what acts, what is acted on: a head noun with what narrows it, and places.

Put here: noun phrases as concept ids. Keep out: numbers, verbs, speakers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from models.language.claims.clauses import is_break, is_finite_verb
from models.language.lexicon import Sentence, Token

_MOST_WORDS = 7


@dataclass(slots=True)
class NounPhrase:
    """A head with its qualifiers and place over the tokens `first` to `last` (exclusive)."""

    head: str
    first: int
    last: int
    qualifiers: set[str] = field(default_factory=set)
    place: str | None = None
    measure: str | None = None

    @property
    def subject(self) -> str:
        """Head, then qualifiers in alphabetical order, joined by dots."""
        return ".".join([self.head, *sorted(self.qualifiers)])


def read_noun_phrase(sentence: Sentence, index: int, stop: int) -> NounPhrase:
    """Read the noun phrase whose head stands at `index`, up to `stop`: adjectives and genitives around it narrow it."""
    head = sentence[index]
    phrase = NounPhrase(head.tags["head"], index, index + 1, measure=head.tags.get("measure"))
    _narrow(phrase, head)
    # English puts what narrows a noun before it.
    while phrase.first > 0 and sentence[phrase.first - 1].text.isascii() and _is_adjective(sentence[phrase.first - 1]):
        phrase.first -= 1
        _narrow(phrase, sentence[phrase.first])
    located = False
    for position in range(index + 1, min(stop, index + 1 + _MOST_WORDS)):
        token = sentence[position]
        tags = token.tags
        if is_break(token) or token.kind == "number" or is_joined(token) or is_finite_verb(token) or _ends(tags):
            break
        if tags.get("preposition", "of") not in _CONNECTING:
            break
        located = located or tags.get("preposition") in ("in", "at", "near")
        if "place" in tags and (located or "preposition" in sentence[position - 1].tags):
            phrase.place = phrase.place or tags["place"]
            phrase.last = position + 1
        elif "qualifier" in tags or "place" in tags or "head" in tags:
            _narrow(phrase, token)
            phrase.last = position + 1
    return phrase


def is_joined(token: Token) -> bool:
    """Whether the token begins with `and`, attached or alone."""
    readings = token.word.readings
    return token.tags.get("joins") == "and" or (bool(readings) and "and" in readings[0].proclitics)


def find_heads(sentence: Sentence, first: int, last: int) -> list[int]:
    """The indexes of all head nouns from `first` to `last` (exclusive)."""
    return [index for index in range(first, last) if "head" in sentence[index].tags]


def find_place(sentence: Sentence, first: int, last: int, near: int) -> str | None:
    """The place named nearest to `near` between `first` and `last` (exclusive), those after it first."""
    places = [index for index in range(first, last) if "place" in sentence[index].tags]
    if not places:
        return None
    best = min(places, key=lambda index: abs(index - near) + (_BEFORE_COSTS if index < near else 0))
    return str(sentence[best].tags["place"])


def _narrow(phrase: NounPhrase, token: Token) -> None:
    if token.tags.get("qualifier", phrase.head) != phrase.head:
        phrase.qualifiers.add(token.tags["qualifier"])
    if "place" in token.tags and "head" not in token.tags:
        phrase.qualifiers.add(token.tags["place"])


def _is_adjective(token: Token) -> bool:
    return "qualifier" in token.tags or ("place" in token.tags and token.word.capitalised)


def _ends(tags: dict[str, object]) -> bool:
    return any(tag in tags for tag in _ENDING) or ("timing" in tags and "preposition" not in tags)


_ENDING = (
    "that",
    "relative",
    "clause",
    "say",
    "negation",
    "modality",
    "period",
    "measure",
    "auxiliary",
    "passive",
)
_CONNECTING = ("of", "from", "in", "at", "near")
_BEFORE_COSTS = 6
