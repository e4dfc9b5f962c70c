"""How a text was read: tokens with their readings, mentions, who speaks, the rules that fired, and the claims.

For whoever adds the next rule.
Put here: the telling. Keep out: the reading itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from models.claim import Article, Claim, Kind
from models.language.claims.counting import counted
from models.language.claims.policy import ACTS, Stated, judge
from models.language.claims.speakers import OUTLET
from models.language.claims.statement import Statement
from models.language.claims.trifles import is_noise
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
        claims = claims_of(statement)
        yield from _acts(statement)
        yield from _amounts(statement, claims)
        for claim in claims:
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


def _acts(statement: Statement) -> Iterator[str]:
    """What was judged of every word for an act, and why it did or did not become a claim."""
    for index in statement.sentence.having(ACTS):
        verdict = judge(statement, index)
        token = statement.sentence[index]
        if isinstance(verdict, Stated):
            act = verdict.act
            yield f"  act      {token.text!r}: {act.action}, {act.status.value}{', negated' if act.negated else ''}"
        elif "action" in token.tags:
            yield f"  no act   {token.text!r} ({token.tags['action']}): {verdict}"


def _amounts(statement: Statement, claims: list[Claim]) -> Iterator[str]:
    """Which measure was found for every amount, or why it is no claim."""
    numeric = [claim for claim in claims if claim.kind is Kind.NUMERIC]
    for mention in statement.amounts:
        start, end = statement.sentence[mention.first].start, statement.sentence[mention.last - 1].end
        text = statement.text[start:end]
        claim = next((claim for claim in numeric if claim.start < end and start < claim.end), None)
        if claim is not None:
            yield f"  measure  {text!r}: {claim.measure}"
        elif mention in statement.counts and is_noise(statement, counted(statement, mention)):
            yield f"  no count {text!r}: words beside it say that it counts nothing of ours"
        else:
            yield f"  no count {text!r}: no word says what it measures"


def _claim(claim: Claim) -> Iterator[str]:
    fields = {name: value for name, value in claim.to_json().items() if value not in (None, False)}
    yield "  claim    " + json.dumps(fields, ensure_ascii=False)
