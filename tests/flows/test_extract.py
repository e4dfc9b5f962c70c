"""The reading of articles, where one of them cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
import sqlalchemy as sa

from flows.extract import read_articles, unread
from infra.database.connection import engine
from models.claim import Article, Claim
from models.language import extract
from tests.checks import ledger

_GOOD = "Seven soldiers were killed in Mosul on Monday."


def _careful(article: Article) -> Sequence[Claim]:
    if "too much" in article.text:
        raise IndexError("list index out of range")
    return extract(article)


def _misquoting(article: Article) -> Sequence[Claim]:
    claims = extract(article)
    return [replace(claim, quote=f"{claim.quote}!") for claim in claims] if "Erbil" in article.text else claims


@pytest.mark.parametrize(
    ("reader", "text", "why"),
    [
        (_careful, "This text is too much for the reader.", "IndexError: list index out of range"),
        (_misquoting, "Nine soldiers were killed in Erbil.", "claim_quote_fills_its_span"),
    ],
    ids=["the reader fails", "the database refuses its claims"],
)
def test_an_article_that_cannot_be_read_stays_unread_and_keeps_no_other(
    database: str, reader: Callable[[Article], Sequence[Claim]], text: str, why: str
) -> None:
    articles = [{"article_id": "good", "text": _GOOD}, {"article_id": "bad", "text": text}]
    with engine(database).begin() as connection:
        ledger.write(connection, {"article": articles})
    keys = [ledger.key("good"), ledger.key("bad")]
    done = read_articles(database, keys, reader)
    assert (done.articles, done.claims) == (1, 1)
    (fault,) = done.faults
    assert "https://news.example/bad could not be read" in fault
    assert why in fault
    with engine(database).connect() as connection:
        assert unread(connection) == [ledger.key("bad")]
        assert connection.execute(sa.text("SELECT count(*) FROM claim")).scalar_one() == 1
    assert read_articles(database, keys[1:]).articles == 1
