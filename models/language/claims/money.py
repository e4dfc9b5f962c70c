"""Sums of money: whose currency a bare dinar is, and which sums are small change.

Put here: what only money needs. Keep out: reading the amount (`models.language.amounts`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from models.concepts import concepts
from models.language.claims.counting import Count
from models.language.claims.nouns import NounPhrase
from models.language.claims.statement import Statement
from models.language.lexicon import Sentence, Token, mask

_SMALL, _PRIVATE = 1000, 100_000
# What is told in small sums: what one barrel costs, what one person gets.
_IN_SMALL_SUMS = frozenset({"oil_price", "salaries", "increase", "decrease"})
# What private persons pay and get in sums of thousands, too.
_OF_ANYBODY = frozenset(
    {"cost", "contract_value", "compensation", "sales", "revenue", "spending", "loan", "debt", "profit", "losses"}
)
_PERSONAL = frozenset({"salary", "oil"})
_ISSUED_IN = {
    "iraq": "IQD",
    "kuwait": "KWD",
    "jordan": "JOD",
    "bahrain": "BHD",
    "libya": "LYD",
    "tunisia": "TND",
    "algeria": "DZD",
    "serbia": "RSD",
    "saudi_arabia": "SAR",
    "qatar": "QAR",
    "oman": "OMR",
    "yemen": "YER",
    "iran": "IRR",
    "brazil": "BRL",
    "uae": "AED",
    "morocco": "MAD",
    "egypt": "EGP",
    "uk": "GBP",
    "sudan": "SDG",
    "lebanon": "LBP",
    "syria": "SYP",
    "turkey": "TRY",
    "russia": "RUB",
    "india": "INR",
    "pakistan": "PKR",
    "indonesia": "IDR",
    "china": "CNY",
    "japan": "JPY",
}


_PLACED = mask("place", "qualifier")


def home_of(sentences: Iterable[Sentence]) -> str | None:
    """The country that an article names most often, by its name, its adjective or its towns."""
    named: Counter[str] = Counter()
    for sentence in sentences:
        for index in sentence.having(_PLACED):
            country = _country(sentence[index])
            if country is not None:
                named[country] += 1
    return max(named, key=lambda country: named[country], default=None)


def currency_of(statement: Statement, count: Count) -> str | None:
    """The ISO 4217 code of a sum: a dinar of no said country is one of the country that the text is about."""
    mention = count.mention
    for token in statement.sentence.tokens[mention.first : mention.last]:
        codes = token.tags.get("currency", ())
        if isinstance(codes, str) or mention.currency not in codes[:1] or len(codes) < 2:
            continue
        if any("issues" in other.tags for other in statement.sentence.tokens[mention.first : mention.last]):
            return mention.currency
        here = _ISSUED_IN.get(home_of([statement.sentence]) or "")
        there = _ISSUED_IN.get(statement.home() or "")
        return next((code for code in (here, there) if code in codes), mention.currency)
    return mention.currency


def is_small_change(count: Count, measure: str, subject: NounPhrase | None) -> bool:
    """Whether a sum is what anybody pays or gets (a kebab for 45 lira, a claim of 5,000), not what desks follow."""
    mention = count.mention
    value = mention.high if mention.low is None else mention.low
    if value is not None and value < _PRIVATE and measure in _OF_ANYBODY:
        return True
    if value is None or value >= _SMALL:
        return False
    if measure not in _IN_SMALL_SUMS:
        return True
    return measure in ("increase", "decrease") and (subject is None or subject.head not in _PERSONAL)


def _country(token: Token) -> str | None:
    place = token.tags.get("place") or token.tags.get("qualifier")
    known = None if place is None else concepts().places.get(place)
    if known is None:
        return None
    return str(known.within[-1] if known.within else place)
