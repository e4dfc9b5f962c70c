"""What an article is about, as far as that decides what it can claim: sport, shares, everyday life.

Put here: judgements of a whole article, by its words. Keep out: single amounts (`trifles`) and acts (`asserting`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.concepts import concepts
from models.language.claims.clauses import is_finite_verb
from models.language.lexicon import Sentence, Token, mask

_NOISE = mask("noise")
_SAY = mask("say")
_EVERYDAY = mask("everyday")
_NAMES_OR_MEASURES = mask("head", "measure")
_HEAD = mask("head")
_SPORT_WORDS, _SPORT_DENSITY, _SPORT_PARAGRAPH = 3, 80, 2
_MARKET_WORDS, _MARKET_DENSITY = 3, 90
_ESSAY_WORDS, _ESSAY_DENSITY = 206, 68
_COMPANIES, _COMPANY_DENSITY = 3, 90
_EVERYDAY_WORDS, _EVERYDAY_DENSITY = 3, 40
# What desks follow, by what is named and what is measured; vehicles, families and operations are in every article.
_FOLLOWED_KINDS = frozenset({"force", "group", "weapon", "strike", "captive", "migrant"})
_FOLLOWED_HEADS = frozenset({"budget", "election", "truce", "sanction", "talks", "oil", "gas", "parliament"})
_PUBLIC = frozenset({"government", "ministry", "minister", "prime_minister", "president", "state", "power"})
_ARMED = frozenset({"force", "group", "weapon", "strike"})
_EVERYWHERE = frozenset({"vehicle", "operation", "family", "adviser", "contractor"})
_FOLLOWED_MEASURES = frozenset(
    {
        *("killed", "arrested", "kidnapped", "displaced", "executed", "detained", "seized", "destroyed"),
        *("force_size", "attacks", "airstrikes", "launched", "intercepted", "budget", "revenue", "deficit", "debt"),
        *("reserves", "oil_production", "oil_export", "oil_price"),
    }
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about: `markets`, shares and companies' results; `everyday`, life that no desk follows.

    `essay` is true of a long text in which hardly anybody is said to say anything: a column, a history, a feature.
    `armed` is one that names forces, weapons or attacks: elsewhere a site or a bottle (موقع، عبوة) is no base or bomb.
    `business` is true where companies are named more often than what desks follow.
    Schools, medicine, festivals, shops, the neighbourhood are everyday life, where little that desks follow is named.
    """

    markets: bool = False
    everyday: bool = False
    business: bool = False
    essay: bool = False
    armed: bool = True


def topic_of(sentences: Sequence[Sentence]) -> Topic:
    """What the sentences of an article are about."""
    words = sum(len(sentence) for sentence in sentences)
    # English explains a matter at length without quoting anybody, and is news all the same.
    arabic = bool(sentences) and not sentences[0][0].text.isascii()
    quotes = _noises(sentences, "market")
    balance = sum(everyday_balance(sentence) for sentence in sentences)
    companies, public = _named(sentences)
    return Topic(
        markets=quotes >= max(_MARKET_WORDS, words / _MARKET_DENSITY),
        everyday=balance >= max(_EVERYDAY_WORDS, words / _EVERYDAY_DENSITY),
        business=companies >= max(_COMPANIES, words / _COMPANY_DENSITY) and companies > public,
        essay=arabic and words >= _ESSAY_WORDS and _sayings(sentences) < words / _ESSAY_DENSITY,
        armed=any(_is_armed(sentence[index]) for sentence in sentences for index in sentence.having(_HEAD)),
    )


def _named(sentences: Sequence[Sentence]) -> tuple[int, int]:
    """How often companies are named, and how often the state, arms and what desks follow."""
    heads = [str(sentence[index].tags["head"]) for sentence in sentences for index in sentence.having(_HEAD)]
    public = sum(head in _PUBLIC or head in _FOLLOWED_HEADS or concepts().heads[head].kind in _ARMED for head in heads)
    return heads.count("company"), public


def _sayings(sentences: Sequence[Sentence]) -> int:
    return sum(is_finite_verb(sentence[index]) for sentence in sentences for index in sentence.having(_SAY))


def everyday_balance(sentence: Sentence) -> int:
    """How many more of its words are of everyday life than of what desks follow."""
    followed = sum(_is_followed(sentence[index]) for index in sentence.having(_NAMES_OR_MEASURES))
    return len(sentence.having(_EVERYDAY)) - followed


def is_sport(sentences: Sequence[Sentence]) -> bool:
    """Whether the article is about sport, whose numbers, wins and signings are no claims of ours."""
    words = sum(len(sentence) for sentence in sentences)
    return _noises(sentences, "sport") >= max(_SPORT_WORDS, words / _SPORT_DENSITY)


def without_sport(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences outside paragraphs about sport: a day's roundup may end with the match."""
    kept: list[Sentence] = []
    paragraph: list[Sentence] = []
    for sentence in sentences:
        if paragraph and "\n" in text[paragraph[-1].end : sentence.start]:
            kept += [] if _noises(paragraph, "sport") >= _SPORT_PARAGRAPH else paragraph
            paragraph = []
        paragraph.append(sentence)
    return kept + ([] if _noises(paragraph, "sport") >= _SPORT_PARAGRAPH else paragraph)


def _noises(sentences: Sequence[Sentence], kind: str) -> int:
    return sum(s[index].tags.get("noise") == kind for s in sentences for index in s.having(_NOISE))


def _is_armed(token: Token) -> bool:
    """Whether a noun names forces, weapons or attacks by itself."""
    if "armed" in token.tags or token.tags["head"] in _EVERYWHERE or token.tags["head"] in ("police", "officer"):
        return False
    return concepts().heads[token.tags["head"]].kind in _ARMED


def _is_followed(token: Token) -> bool:
    head, measure = token.tags.get("head"), token.tags.get("measure")
    if measure in _FOLLOWED_MEASURES or head in _FOLLOWED_HEADS:
        return True
    return head is not None and head not in _EVERYWHERE and concepts().heads[head].kind in _FOLLOWED_KINDS
