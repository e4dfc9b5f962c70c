"""An article to its claims: the one way through the language room.

Put here: the order of the steps. Keep out: the steps.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import cache, partial

from models.claim import Article, Claim
from models.language import ar, en
from models.language.claims.clauses import Layout, lay_out, settle_nouns, tie_names
from models.language.claims.lengths import length_claims
from models.language.claims.money import home_of
from models.language.claims.numeric import numeric_claims
from models.language.claims.policy import policy_claims
from models.language.claims.somebody import is_unlikely_verb
from models.language.claims.speakers import Speakers
from models.language.claims.statement import Earlier, Statement
from models.language.claims.topics import is_sport, topic_of, without_sport
from models.language.lexicon import Language, Sentence, mask

EXTRACTOR = "tawatur-rules 0.1.0"
_LANGUAGES: dict[str, Callable[[], Language]] = {"ar": ar.language, "en": en.language}
_DATELINE = 14
_PLACE_WORDS = 4
_STATES = mask("say", "measure", "action")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())


def detect_language(text: str) -> str:
    """`ar` where at least a third of the letters are Arabic, else `en`."""
    sample = text[:5000]
    latin = len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    arabic = 0
    for letters in _ARABIC.finditer(sample):
        arabic += letters.end() - letters.start()
        if arabic * 2 >= latin:
            return "ar"
    return "en"


def language_of(code: str) -> Language:
    """The lexicon at work for `ar` or `en`."""
    return _LANGUAGES[code]()


def extract(article: Article) -> list[Claim]:
    """The claims of an article in order of their spans; `article.text[claim.start:claim.end] == claim.quote`."""
    claims = [claim for statement in statements(article) for claim in claims_of(statement)]
    return sorted(claims, key=lambda claim: (claim.start, claim.end, claim.kind.value))


def claims_of(statement: Statement) -> list[Claim]:
    """The claims of one sentence; no two of one kind share a span."""
    found: dict[tuple[str, int, int], Claim] = {}
    numeric = (*numeric_claims(statement, EXTRACTOR), *length_claims(statement, EXTRACTOR))
    for claim in (*numeric, *policy_claims(statement, EXTRACTOR)):
        found.setdefault((claim.kind.value, claim.start, claim.end), claim)
    return list(found.values())


def statements(article: Article) -> Iterator[Statement]:
    """The sentences of an article's body, made ready for the rules."""
    text = article.text
    sentences = _readable(language_of(article.lang or detect_language(text)), article)
    if is_sport(sentences):
        return
    sentences = without_sport(text, sentences)
    layouts: list[Layout] = []
    quote_open = False
    for sentence in sentences:
        tie_names(sentence)
        settle_nouns(sentence)
        if quote_open and _quotes_anew(sentence):
            quote_open = layouts[-1].still_open = False
        layout = lay_out(sentence, quote_open)
        layouts.append(layout)
        quote_open = layout.still_open and not _ends_paragraph(text, sentence)
    speakers = Speakers(text, sentences, layouts)
    reference = _reference(article)
    earlier = Earlier()
    home = cache(partial(home_of, sentences))
    topic = cache(partial(topic_of, sentences))
    for number, (sentence, layout) in enumerate(zip(sentences, layouts, strict=True)):
        source_at, speaking = partial(speakers.source, number), speakers.speaking(number)
        yield Statement(text, sentence, layout, speaking, source_at, article.published, reference, home, topic, earlier)


def _reference(article: Article) -> dt.datetime | None:
    """The moment that relative times refer to: when the article was published."""
    if article.published_at is not None:
        return article.published_at
    return None if article.published is None else dt.datetime.combine(article.published, dt.time(12))


def _readable(language: Language, article: Article) -> list[Sentence]:
    """The sentences of the article's body: without its title, and without what follows a heading of related posts."""
    body = _after_title(article)
    sentences: list[Sentence] = []
    for sentence in language.sentences(article.text):
        if sentence.start < body:
            continue
        if begin := _after_dateline(sentence):
            sentence = Sentence(sentence.tokens[begin:])
        if any(token.tags.get("noise") == "related" for token in sentence.tokens[:3]):
            if len(sentence) <= 4:
                break
            continue
        sentences.append(sentence)
    return sentences


def _after_dateline(sentence: Sentence) -> int:
    """Where a sentence begins behind its dateline (BAGHDAD, Dec 13 (Dijla Wire) -): after a dash that stands alone."""
    for index, token in enumerate(sentence.tokens[:_DATELINE]):
        if token.word.mask & _STATES and not is_unlikely_verb(token):
            return 0
        if index and token.text in "-–—" and token.start > sentence[index - 1].end and index + 1 < len(sentence):
            return _after_place(sentence, index + 1)
    return 0


def _after_place(sentence: Sentence, index: int) -> int:
    """Where a sentence begins behind the place of its dateline, if a colon closes it (نخلة – بغداد: …)."""
    for position in range(index, min(len(sentence) - 1, index + _PLACE_WORDS)):
        if sentence[position].text == ":":
            return position + 1 if "place" in sentence[index].tags else index
    return index


def _after_title(article: Article) -> int:
    """Where the body begins, if the text begins with its own title."""
    title = article.title.strip()
    start = len(article.text) - len(article.text.lstrip())
    return start + len(title) if title and article.text.startswith(title, start) else 0


def _quotes_anew(sentence: Sentence) -> bool:
    """Whether its first straight quotation mark opens, touching the word behind it alone: nothing stood open before."""
    index = next((index for index, token in enumerate(sentence) if token.text == '"'), 0)
    if not 0 < index < len(sentence) - 1:
        return False
    return sentence[index].end == sentence[index + 1].start and sentence[index - 1].end < sentence[index].start


def _ends_paragraph(text: str, sentence: Sentence) -> bool:
    return "\n" in text[sentence.end : sentence.end + 4]
