"""The first stage: what readers give becomes rows; what is known stays as it is, what cannot be used is set aside.

Put here: which article counts as new, known or refused. Keep out: formats (`sources`), reading for claims (`extract`).
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Connection, text

from flows import progress
from flows.sources.everything import Inputs
from flows.sources.outcome import Defaults, Incoming, SetAside
from infra.database.connection import copy_rows, engine
from models.claim import content_key
from models.set_aside import SetAsideReason

BATCH = 500
"""Articles in one transaction: a few MB, and nothing noticeable lost when one is broken off."""

Item = TypeVar("Item")


@dataclass
class Ingested:
    """How many articles were new and known, what was set aside by reason, and how many rows of those are new."""

    new: int = 0
    known: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)
    newly_set_aside: int = 0

    def __iadd__(self, other: Ingested) -> Ingested:
        self.new += other.new
        self.known += other.known
        self.set_aside += other.set_aside
        self.newly_set_aside += other.newly_set_aside
        return self


@flow(name="ingest")
def ingest(
    database_url: str, names: list[str], as_of: dt.date, defaults: Defaults, leave_out: Sequence[Path] = ()
) -> Ingested:
    """Read every input, and write the articles in it in batches; an article published after `as_of` is set aside.

    `leave_out` are folders of our own pages, which are no articles though they may lie within a folder that is named.
    """
    inputs = Inputs(names, defaults, leave_out)
    total = Ingested()
    with progress.stage("reading articles", "kB") as count:
        for batch in batched(inputs, BATCH):
            total += store_batch(database_url, [refuse_future(item, as_of) for item in batch])
            count(inputs.done // 1000, inputs.size // 1000)
    return total


@task(name="store articles", cache_policy=NO_CACHE)
def store_batch(database_url: str, batch: Sequence[Incoming | SetAside]) -> Ingested:
    """Write one batch in one transaction, and say what is wrong with each refused input."""
    with engine(database_url).begin() as connection:
        done, refused = store(connection, batch)
    for item in refused:
        progress.say(str(item))
    return done


def store(connection: Connection, batch: Sequence[Incoming | SetAside]) -> tuple[Ingested, list[SetAside]]:
    """Write what is new of a batch; the counts, and all that was set aside.

    Of two articles with one url and different texts the first stays, and the second is set aside.
    """
    incoming = [item for item in batch if isinstance(item, Incoming)]
    new, clashes = _store_articles(connection, incoming)
    refused = [item for item in batch if isinstance(item, SetAside)]
    refused += [
        incoming[position].set_aside(SetAsideReason.URL_CONFLICT, "another text is known under this url")
        for position in clashes
    ]
    newly = _store_set_aside(connection, refused)
    reasons = Counter(item.reason.value for item in refused)
    return Ingested(new, len(incoming) - new - len(clashes), reasons, newly), refused


def refuse_future(item: Incoming | SetAside, as_of: dt.date) -> Incoming | SetAside:
    """The item, or why its date cannot be."""
    if isinstance(item, SetAside):
        return item
    published, moment = item.article.published, item.article.published_at
    if published is None or published <= as_of:
        return item
    # East of here the day begins earlier: an hour after midnight there is no future yet.
    if moment is not None and moment.tzinfo is not None and moment.astimezone(dt.UTC).date() <= as_of:
        return item
    return item.set_aside(SetAsideReason.FUTURE_DATE, f"published {published}, after {as_of}")


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of `size` items, the last one shorter, never an empty one."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _store_articles(connection: Connection, incoming: Sequence[Incoming]) -> tuple[int, list[int]]:
    """How many articles were new, and the positions of those whose url is taken by another text."""
    connection.execute(
        text(
            "CREATE TEMPORARY TABLE incoming (position int, outlet_id uuid, outlet text, article_id uuid, url text,"
            " title text, published date, published_at timestamptz, lang text, author text, text text) ON COMMIT DROP"
        )
    )
    fields = ["url", "outlet", "title", "published", "published_at", "lang", "author", "text"]
    rows = (
        (
            position,
            content_key("outlet", article.outlet),
            article.article_id,
            *(getattr(article, name) for name in fields),
        )
        for position, article in enumerate(item.article for item in incoming)
    )
    copy_rows(connection, "incoming", ["position", "outlet_id", "article_id", *fields], rows)
    # In the order of their keys, so that two runs at once wait for each other instead of locking each other out.
    connection.execute(
        text(
            "INSERT INTO outlet (outlet_id, name) SELECT DISTINCT outlet_id, outlet FROM incoming ORDER BY 1"
            " ON CONFLICT DO NOTHING"
        )
    )
    stored = connection.execute(
        text(
            "INSERT INTO article (article_id, outlet_id, url, title, published, published_at, lang, author, text)"
            " SELECT article_id, outlet_id, url, title, published, published_at, lang, author, text"
            " FROM (SELECT DISTINCT ON (url) * FROM incoming ORDER BY url, position) AS first_of_url"
            " ORDER BY article_id ON CONFLICT DO NOTHING"
        )
    )
    clashes = connection.execute(
        text(
            "SELECT position FROM incoming JOIN article USING (url)"
            " WHERE incoming.article_id <> article.article_id ORDER BY position"
        )
    )
    return stored.rowcount, list(clashes.scalars())


def _store_set_aside(connection: Connection, refused: Sequence[SetAside]) -> int:
    """How many of them were not known yet."""
    connection.execute(text("CREATE TEMPORARY TABLE refused (LIKE set_aside INCLUDING DEFAULTS) ON COMMIT DROP"))
    columns = ["set_aside_id", "source", "line", "reason", "detail", "raw"]
    rows = (
        (item.key, item.source, item.line, item.reason, item.detail, item.raw and zlib.compress(item.raw))
        for item in refused
    )
    copy_rows(connection, "refused", columns, rows)
    return connection.execute(
        text("INSERT INTO set_aside SELECT * FROM refused ORDER BY set_aside_id ON CONFLICT DO NOTHING")
    ).rowcount
