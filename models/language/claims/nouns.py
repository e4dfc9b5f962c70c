"""What is counted, what acts, what is acted on: a head noun with what narrows it, and places.

Put here: noun phrases as concept ids. Keep out: numbers, verbs, speakers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from models.concepts import concepts
from models.language.claims.clauses import is_break, is_finite_verb
from models.language.lexicon import Reading, Sentence, Token, mask

_MOST_WORDS = 7
# Words unknown to us that may stand inside a noun phrase.
_MOST_LOOSE = 2


@dataclass(slots=True)
class NounPhrase:
    """A head with its qualifiers and place over the tokens `first` to `last` (exclusive); the head stands `at`."""

    head: str
    first: int
    last: int
    qualifiers: set[str] = field(default_factory=set)
    place: str | None = None
    measure: str | None = None
    at: int = -1

    @property
    def tokens(self) -> range:
        """The indexes of its tokens."""
        return range(self.first, self.last)

    @property
    def subject(self) -> str:
        """Head, then qualifiers in alphabetical order, joined by dots."""
        return ".".join([self.head, *sorted(self.qualifiers)])


def read_noun_phrase(sentence: Sentence, index: int, stop: int) -> NounPhrase:
    """Read the noun phrase whose head stands at `index`, up to `stop`: adjectives and genitives around it narrow it.

    English puts what narrows a noun before it: of nouns in a row the last is the head (oil ministry).
    """
    at = _last_of_row(sentence, index, stop)
    head = sentence[at]
    phrase = NounPhrase(head.tags["head"], index, at + 1, measure=_measure_of(head), at=at)
    _narrow(phrase, head)
    for position in range(index, at):
        _narrow(phrase, sentence[position])
    while phrase.first > 0 and sentence[phrase.first - 1].text.isascii() and _is_adjective(sentence[phrase.first - 1]):
        phrase.first -= 1
        _narrow_or_place(phrase, sentence[phrase.first])
    located = False
    loose = 0
    for position in range(at + 1, min(stop, at + 1 + _MOST_WORDS)):
        token = sentence[position]
        tags = token.tags
        stops = _ends(token) and not _is_genitive(sentence, position)
        if is_break(token) or token.kind == "number" or is_joined(token) or is_finite_verb(token) or stops:
            break
        if begins_another(sentence, position):
            break
        loose += token.kind == "word" and not tags
        if loose > _MOST_LOOSE:
            break
        preposition = tags.get("preposition", "of")
        partner = preposition == "with" and concepts().heads[phrase.head].kind == "instrument"
        leaves = preposition == "from" and concepts().heads[phrase.head].kind in _LEFT
        if (preposition not in _CONNECTING and not partner) or leaves:
            break
        located = (
            located or preposition in ("in", "at", "near") or (preposition == "from" and _is_from(sentence, position))
        )
        if "place" in tags and "qualifier" not in tags and not _is_party(phrase, sentence[position - 1], located):
            phrase.place = phrase.place or tags["place"]
            phrase.last = position + 1
        elif not located and ("qualifier" in tags or "place" in tags or "head" in tags):
            _narrow(phrase, token)
            phrase.last = position + 1
    return phrase


def _measure_of(head: Token) -> str | None:
    """The measure of a noun by the reading that names a thing (أسرة is a family; only as a verb, they captured)."""
    reading = head.word.reading("head")
    return None if reading is None else reading.tags.get("measure")


def _is_from(sentence: Sentence, index: int) -> bool:
    """Whether `from` names where somebody leaves (قواتها من سهل نينوى), not what he is of (مقاتل من التحالف)."""
    following = sentence.tokens[index + 1 : index + 3]
    return any("place" in token.tags and "head" not in token.tags for token in following)


def begins_another(sentence: Sentence, index: int) -> bool:
    """Whether an Arabic noun begins another phrase: no genitive follows a definite noun (مددت الأمم المتحدة ولاية)."""
    token, before = sentence[index], sentence[index - 1]
    reading = token.word.reading("head") or _verbal_noun(token)
    if token.text.isascii() or reading is None or reading.entry.grammar != "noun":
        return False
    if not any(tag in before.tags for tag in ("head", "qualifier", "place")):
        return False
    return before.form.rpartition(" ")[2].startswith("ال") or "place" in before.tags


def _verbal_noun(token: Token) -> Reading | None:
    """The reading of an indefinite verbal noun, which opens what is done (رفض البرلمان تمديد المهلة)."""
    reading = token.word.reading("action")
    bare = reading is not None and reading.aspect is None and not reading.proclitics
    return reading if bare else None


def _is_genitive(sentence: Sentence, index: int) -> bool:
    """Whether a noun that is also a word of measure is the Arabic genitive of an indefinite one (مخيمات النازحين)."""
    before = sentence[index - 1].word.readings
    definite = bool(before) and "al" in before[0].proclitics
    return "head" in sentence[index].tags and not sentence[index].text.isascii() and not definite


def _last_of_row(sentence: Sentence, index: int, stop: int) -> int:
    """The last of the English nouns that stand in a row from `index`; a plural or possessive may only close the row."""
    at = index
    while at + 1 < min(stop, len(sentence)) and sentence[at].text.isascii() and "head" in sentence[at + 1].tags:
        reading = sentence[at + 1].word.reading("head")
        if sentence[at + 1].word.readings[0].aspect is not None or reading is None:
            break
        at += 1
    return at


def _is_party(phrase: NounPhrase, before: Token, located: bool) -> bool:
    """Whether a place after a noun is a part of who or what it is (حكومة العراق, an accord with France), not where."""
    kind = concepts().heads[phrase.head].kind
    if located or kind not in _OF_A_COUNTRY:
        return False
    return before.tags.get("preposition") in (None, "of", "with")


def is_joined(token: Token) -> bool:
    """Whether the token begins with `and`, attached or alone."""
    return token.word.is_joined or token.tags.get("joins") == "and"


def find_heads(sentence: Sentence, first: int, last: int) -> list[int]:
    """The indexes of all head nouns from `first` to `last` (exclusive)."""
    return [index for index in range(first, last) if "head" in sentence[index].tags]


def find_place(
    sentence: Sentence, first: int, last: int, near: int, without: frozenset[int] = frozenset()
) -> str | None:
    """The place named nearest to `near` between two tokens, those after it first; `without` these tokens."""
    places = [
        index
        for index in range(first, last)
        if "place" in sentence[index].tags
        and index not in without
        and not _is_whose(sentence, index)
        and not is_an_end(sentence, index)
    ]
    if not places:
        return None
    best = min(places, key=lambda index: abs(index - near) + (_BEFORE_COSTS if index < near else 0))
    return None if is_one_of_several(sentence, best) else str(sentence[best].tags["place"])


def is_one_of_several(sentence: Sentence, index: int) -> bool:
    """Whether another place is joined to a place (in Iraq and Syria), so that what is counted is of both."""
    before = range(max(0, index - _JOINED_WITHIN), index)
    return _joined_to(sentence, index) is not None or any(_joined_to(sentence, each) == index for each in before)


def _joined_to(sentence: Sentence, index: int) -> int | None:
    """The place that is joined to the one at `index`, if there is one, neither within the other."""
    if "place" not in sentence[index].tags:
        return None
    joined = False
    for position in range(index + 1, min(len(sentence), index + 1 + _JOINED_WITHIN)):
        token = sentence[position]
        joined = joined or is_joined(token)
        if "place" in token.tags:
            acts = position + 1 < len(sentence) and _begins_clause(sentence[position + 1])
            known = _holds(token.tags["place"], sentence[index].tags["place"])
            return position if joined and not acts and not known else None
        if not (is_joined(token) or "head" in token.tags):
            return None
    return None


def _begins_clause(token: Token) -> bool:
    """Whether what stands before a word acts by it (in Lebanon, and Syria closed its border)."""
    return is_finite_verb(token) and "auxiliary" not in token.tags


def _holds(place: str, other: str) -> bool:
    known = concepts().places
    return place in known[other].within or other in known[place].within


def is_an_end(sentence: Sentence, index: int) -> bool:
    """Whether a place is one of two between which something lies (the road between Basra and Amara), so in neither."""
    for position in range(index - 1, max(-1, index - 1 - _ENDS_WITHIN), -1):
        tags = sentence[position].tags
        if "between" in (tags.get("preposition"), tags.get("timing")):
            first = next((i for i in range(position + 1, index + 1) if "place" in sentence[i].tags), index)
            if first > position + 2 or first + 1 >= len(sentence) or not is_joined(sentence[first + 1]):
                return False
            return index in (first, _joined_to(sentence, first))
        if "preposition" in tags:
            return False
    return False


def _is_whose(sentence: Sentence, index: int) -> bool:
    """Whether an English place says whose (U.S. forces, Iraq government), not where."""
    if not sentence[index].text.isascii() or index + 1 >= len(sentence):
        return False
    following = sentence[index + 1].tags
    narrows = "head" in following or "qualifier" in following
    return narrows and not sentence[index].text.endswith("'s") and "qualifier" in sentence[index].tags


def _narrow(phrase: NounPhrase, token: Token) -> None:
    kind = concepts().heads[phrase.head].kind
    narrows = "portfolio" not in token.tags or kind in ("institution", "office")
    if narrows and token.tags.get("qualifier", phrase.head) != phrase.head:
        phrase.qualifiers.add(token.tags["qualifier"])
    if "place" in token.tags and "head" not in token.tags:
        phrase.qualifiers.add(token.tags["place"])


def _narrow_or_place(phrase: NounPhrase, token: Token) -> None:
    """Take a country before an English noun for a part of who it is, or for where it is (Iraq's crude)."""
    if "qualifier" in token.tags or concepts().heads[phrase.head].kind in _OF_A_COUNTRY:
        _narrow(phrase, token)
    else:
        phrase.place = phrase.place or token.tags["place"]


def _is_adjective(token: Token) -> bool:
    return "qualifier" in token.tags or ("place" in token.tags and token.word.capitalised)


def _ends(token: Token) -> bool:
    return bool(token.word.mask & _ENDING) or ("timing" in token.tags and "preposition" not in token.tags)


_ENDING = mask("that", "relative", "clause", "say", "negation", "modality", "period", "measure", "auxiliary", "passive")
# What an amount is of where nothing but its unit names it.
NAMED_BY_UNIT = {"megawatt": "power", "barrel": "oil"}
# What something else comes from, not what it is a part of (تسلم القاعدة من القوات).
_LEFT = frozenset({"site", "structure", "energy", "instrument", "area", "support", "captive", "institution"})
_OF_A_COUNTRY = frozenset({"institution", "office", "force", "group", "instrument"})
_CONNECTING = ("of", "from", "in", "at", "near")
_ENDS_WITHIN = 5
_JOINED_WITHIN = 3
_BEFORE_COSTS = 6
