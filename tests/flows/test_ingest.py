"""The ingest stage: what is new, known, refused."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from flows.ingest import Ingested, refuse_future, store
from flows.sources.outcome import Incoming, SetAside
from infra.database.connection import engine
from models.claim import Article
from models.set_aside import SetAsideReason
from tests.flows.installation import Installation

ARTICLE = Article("https://a.example/1", "الرافد", "عنوان", "نص المقالة", dt.date(2021, 11, 15), lang="ar")


def incoming(line: int, **changes: Any) -> Incoming:
    return Incoming("a.jsonl", line, replace(ARTICLE, **changes))


def write(installation: Installation, *batch: Incoming | SetAside) -> tuple[Ingested, list[SetAside]]:
    with engine(installation.database_url).begin() as connection:
        return store(connection, batch)


def test_an_article_is_new_once_and_known_ever_after(installation: Installation) -> None:
    assert write(installation, incoming(1), incoming(2, url="u2"))[0] == Ingested(new=2)
    assert write(installation, incoming(1), incoming(2, url="u2"), incoming(3))[0] == Ingested(known=3)


def test_an_article_twice_in_one_batch_is_new_and_known(installation: Installation) -> None:
    assert write(installation, incoming(1), incoming(2))[0] == Ingested(new=1, known=1)


@pytest.mark.parametrize("in_one_batch", [True, False])
def test_of_two_texts_with_one_url_the_first_stays(installation: Installation, in_one_batch: bool) -> None:
    if in_one_batch:
        _, refused = write(installation, incoming(1), incoming(2, text="نص آخر"))
    else:
        write(installation, incoming(1))
        _, refused = write(installation, incoming(2, text="نص آخر"))
    assert [(item.line, item.reason) for item in refused] == [(2, SetAsideReason.URL_CONFLICT)]
    with engine(installation.database_url).connect() as connection:
        assert connection.execute(text("SELECT text FROM article")).scalars().all() == [ARTICLE.text]
        assert list(map(tuple, connection.execute(text("SELECT reason, line FROM set_aside")))) == [("url_conflict", 2)]


def test_what_is_set_aside_is_kept_once_with_its_input(installation: Installation) -> None:
    broken = SetAside("a.jsonl", 3, SetAsideReason.BROKEN_JSON, "not JSON", "{مكسور".encode())
    assert write(installation, broken)[0].newly_set_aside == 1
    assert write(installation, broken)[0].newly_set_aside == 0
    with engine(installation.database_url).connect() as connection:
        (raw,) = connection.execute(text("SELECT raw FROM set_aside")).scalars()
    assert zlib.decompress(raw) == broken.raw


def test_an_article_of_tomorrow_is_refused_in_a_form_that_can_be_given_again() -> None:
    item = refuse_future(incoming(4), dt.date(2021, 11, 14))
    assert isinstance(item, SetAside)
    assert (item.line, item.reason) == (4, SetAsideReason.FUTURE_DATE)
    assert json.loads(item.raw or b"")["text"] == ARTICLE.text
    assert refuse_future(incoming(4), dt.date(2021, 11, 15)) == incoming(4)


def test_an_hour_after_midnight_in_the_east_is_no_future() -> None:
    east = dt.datetime(2021, 11, 16, 1, 10, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    late = incoming(4, published=east.date(), published_at=east)
    assert refuse_future(late, dt.date(2021, 11, 15)) == late
    assert isinstance(refuse_future(late, dt.date(2021, 11, 14)), SetAside)


def test_an_outlet_is_one_row_however_many_articles_it_has(installation: Installation) -> None:
    write(installation, incoming(1), incoming(2, url="u2"), incoming(3, url="u3", outlet="Dijla"))
    with engine(installation.database_url).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM outlet")).scalar_one() == 2
