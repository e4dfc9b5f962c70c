"""The reading of articles, where one of them cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from flows.extract import read_articles, unread
from infra.database.connection import engine
from models.claim import Article, Claim
from models.language import extract
from tests.checks import ledger

_ARTICLES = [
    {"article_id": "good", "text": "Seven soldiers were killed in Mosul on Monday."},
    {"article_id": "bad", "text": "This text is too much for the reader."},
]


def _careful(article: Article) -> Sequence[Claim]:
    if "too much" in article.text:
        raise IndexError("list index out of range")
    return extract(article)


def test_an_article_that_cannot_be_read_stays_unread_and_keeps_no_other(database: str) -> None:
    with engine(database).begin() as connection:
        ledger.write(connection, {"article": _ARTICLES})
    keys = [ledger.key("good"), ledger.key("bad")]
    done = read_articles(database, keys, _careful)
    assert (done.articles, done.claims) == (1, 1)
    (fault,) = done.faults
    assert "https://news.example/bad could not be read" in fault
    assert "IndexError: list index out of range" in fault
    with engine(database).connect() as connection:
        assert unread(connection) == [ledger.key("bad")]
        assert connection.execute(sa.text("SELECT count(*) FROM claim")).scalar_one() == 1
    assert read_articles(database, keys[1:]).articles == 1


def _misquoting(article: Article) -> Sequence[Claim]:
    claims = extract(article)
    return [replace(claim, quote=f"{claim.quote}!") for claim in claims] if "Erbil" in article.text else claims


def test_claims_that_the_database_refuses_keep_no_other(database: str) -> None:
    texts = {"one": "Seven soldiers were killed in Mosul.", "two": "Nine soldiers were killed in Erbil."}
    with engine(database).begin() as connection:
        ledger.write(connection, {"article": [{"article_id": key, "text": text} for key, text in texts.items()]})
    done = read_articles(database, [ledger.key(name) for name in texts], _misquoting)
    assert (done.articles, done.claims) == (1, 1)
    (fault,) = done.faults
    assert "https://news.example/two could not be read" in fault
    assert "claim_quote_fills_its_span" in fault
    with engine(database).connect() as connection:
        assert unread(connection) == [ledger.key("two")]
