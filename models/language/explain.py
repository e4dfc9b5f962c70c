"""How a text was read: tokens with their readings, mentions, who speaks, and the claims.

For whoever adds the next rule.
Put here: the telling. Keep out: the reading itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from models.claim import Article, Claim
from models.language.claims.speakers import OUTLET
from models.language.claims.statement import Statement
from models.language.extract import claims_of, statements
from models.language.lexicon import Reading, Token


def explain(article: Article) -> Iterator[str]:
    """The lines that tell, sentence by sentence, how the article was read."""
    for number, statement in enumerate(statements(article), start=1):
        sentence = statement.sentence
        yield f"sentence {number}  [{sentence.start}:{sentence.end}]"
        for token in sentence:
            yield f"  {token.text:<18} {_readings(token)}".rstrip()
        for mention in (*statement.amounts, *statement.times):
            yield "  mention  " + json.dumps(mention.to_json(article.text), ensure_ascii=False)
        yield from _speech(statement)
        for claim in claims_of(statement):
            yield from _claim(claim)
        yield ""


def _readings(token: Token) -> str:
    return " | ".join(_reading(reading) for reading in token.word.readings)


def _reading(reading: Reading) -> str:
    features = [reading.number, reading.gender, reading.aspect, reading.enclitic and f"+{reading.enclitic}"]
    form = ",".join([*sorted(reading.proclitics), *(feature for feature in features if feature)])
    tags = " ".join(f"{tag}={value}" if value is not True else tag for tag, value in reading.tags.items())
    return f"{reading.entry.lemma} <{tags}>" + (f" ({form})" if form else "") + f" {reading.entry.where}"


def _speech(statement: Statement) -> Iterator[str]:
    previous = OUTLET
    for index, token in enumerate(statement.sentence):
        source = statement.source_at(index)
        if source != previous:
            speaker = source.speaker.text if source.speaker else "the outlet"
            via = f", via {source.via.text}" if source.via else ""
            yield f"  speaker  from {token.text!r}: {speaker} ({source.verb or 'own words'}){via}"
        previous = source


def _claim(claim: Claim) -> Iterator[str]:
    fields = {name: value for name, value in claim.to_json().items() if value not in (None, False)}
    yield "  claim    " + json.dumps(fields, ensure_ascii=False)
