"""The second stage: articles that nobody has read yet are read, and their claims become rows.

Put here: which articles, in which batches, on how many processes. Keep out: how a text is read (`models.language`).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner
from psycopg import DataError, IntegrityError
from sqlalchemy import Connection, text

from flows import progress
from flows.ingest import batched
from infra.database.connection import copy_rows, engine
from models.claim import Article, Claim
from models.tables.claim import ClaimRow

Reader = Callable[[Article], Sequence[Claim]]
"""Takes an article, and returns its claims."""
BATCH = 200
"""Articles in one transaction."""
_WORTH_A_POOL = 600
"""Articles from which on several processes win back what starting them costs."""
_COLUMNS = [column.name for column in ClaimRow.__table__.columns if column.computed is None]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Extracted:
    """How many articles were read, how many claims were in them, and what went wrong with those that were not."""

    articles: int = 0
    claims: int = 0
    faults: tuple[str, ...] = ()

    def __add__(self, other: Extracted) -> Extracted:
        return Extracted(self.articles + other.articles, self.claims + other.claims, (*self.faults, *other.faults))


@flow(name="extract", task_runner=ThreadPoolTaskRunner(max_workers=os.cpu_count() or 1))  # type: ignore[arg-type]
def extract(database_url: str) -> Extracted:
    """Read every article that has not been read."""
    with engine(database_url).connect() as connection:
        waiting = unread(connection)
    total = Extracted()
    with progress.stage("extracting claims", "articles") as count, _pool(len(waiting)) as pool:
        for done in _in_batches(database_url, waiting, pool):
            total += done
            count(total.articles, len(waiting))
    for fault in total.faults:
        progress.say(fault)
    return total


def _in_batches(
    database_url: str, waiting: Sequence[uuid.UUID], pool: ProcessPoolExecutor | None
) -> Iterator[Extracted]:
    if pool is None:
        for keys in batched(waiting, BATCH):
            yield read_batch(database_url, keys, None)
        return
    for future in [read_batch.submit(database_url, keys, pool) for keys in batched(waiting, BATCH)]:
        yield future.result()


@task(name="read articles", cache_policy=NO_CACHE)
def read_batch(database_url: str, keys: Sequence[uuid.UUID], pool: ProcessPoolExecutor | None) -> Extracted:
    """Read one batch in one transaction, on the pool if there is one."""
    if pool is None:
        return read_articles(database_url, keys)
    return pool.submit(read_articles, database_url, keys).result()


def unread(connection: Connection) -> list[uuid.UUID]:
    """The keys of the articles that have not been read."""
    query = (
        "SELECT article_id FROM article WHERE NOT EXISTS"
        " (SELECT FROM extraction WHERE extraction.article_id = article.article_id) ORDER BY article_id"
    )
    return list(connection.execute(text(query)).scalars())


def read_articles(database_url: str, keys: Sequence[uuid.UUID], reader: Reader | None = None) -> Extracted:
    """Read these articles, and write their claims in one transaction.

    One whose reading fails, or whose claims the database refuses, which is a fault of the program, stays unread: the
    next run tries again.
    """
    from models.language import EXTRACTOR
    from models.language import extract as claims_in

    reader = reader or claims_in
    with engine(database_url).connect() as connection:
        articles = dict(_articles(connection, keys))
    read, faults = {}, []
    for key, article in articles.items():
        try:
            read[key] = reader(article)
        except Exception as error:  # noqa: BLE001  one article must not keep the others
            faults.append(_fault(article, error))
    try:
        with engine(database_url).begin() as connection:
            return write_claims(connection, read, EXTRACTOR) + Extracted(faults=tuple(faults))
    except (IntegrityError, DataError):
        return _one_by_one(database_url, articles, read, EXTRACTOR) + Extracted(faults=tuple(faults))


def _one_by_one(
    database_url: str, articles: Mapping[uuid.UUID, Article], read: Mapping[uuid.UUID, Sequence[Claim]], extractor: str
) -> Extracted:
    """Write the claims of each article in a transaction of its own: the database refuses some of them."""
    total = Extracted()
    for key, claims in read.items():
        try:
            with engine(database_url).begin() as connection:
                total += write_claims(connection, {key: claims}, extractor)
        except (IntegrityError, DataError) as error:
            total += Extracted(faults=(_fault(articles[key], error),))
    return total


def _fault(article: Article, error: Exception) -> str:
    first = (str(error).splitlines() or [""])[0]
    return f"{article.url} could not be read, and stays unread: {type(error).__name__}: {first}"


def write_claims(connection: Connection, read: Mapping[uuid.UUID, Sequence[Claim]], extractor: str) -> Extracted:
    """Write that these articles are read, and their claims; one that was read meanwhile is left alone."""
    connection.execute(text("CREATE TEMPORARY TABLE read (LIKE extraction) ON COMMIT DROP"))
    rows = ((key, extractor, len(claims)) for key, claims in read.items())
    copy_rows(connection, "read", ["article_id", "extractor", "claims"], rows)
    ours = connection.execute(
        text(
            "INSERT INTO extraction SELECT * FROM read ORDER BY article_id ON CONFLICT DO NOTHING RETURNING article_id"
        )
    )
    written = list(ours.scalars())
    claims = [row_of(claim, key) for key in written for claim in read[key]]
    copy_rows(connection, "claim", _COLUMNS, (tuple(row[column] for column in _COLUMNS) for row in claims))
    return Extracted(len(written), len(claims))


def row_of(claim: Claim, article_id: uuid.UUID) -> dict[str, object]:
    """The claim as columns of its table."""
    row = asdict(claim)
    quantity, period = claim.quantity, claim.period
    row |= {
        "claim_id": claim.claim_id(article_id),
        "article_id": article_id,
        "span_start": claim.start,
        "span_end": claim.end,
        "low": quantity and quantity.low,
        "high": quantity and quantity.high,
        "comparator": quantity and quantity.comparator,
        "unit": quantity and quantity.unit,
        "currency": quantity and quantity.currency,
        "quantity_text": quantity and quantity.text,
        "period_start": period and period.start,
        "period_end": period and period.end,
        "period_text": period and period.text,
        "period_resolved": period and period.resolved,
    }
    return row


def _articles(connection: Connection, keys: Sequence[uuid.UUID]) -> Iterator[tuple[uuid.UUID, Article]]:
    query = (
        "SELECT article_id, url, name AS outlet, title, text, published, published_at, lang, author"
        " FROM article JOIN outlet USING (outlet_id) WHERE article_id = ANY(:keys)"
    )
    for row in connection.execute(text(query), {"keys": list(keys)}).mappings():
        fields = dict(row)
        yield fields.pop("article_id"), Article(**fields)


@contextlib.contextmanager
def _pool(articles: int) -> Iterator[ProcessPoolExecutor | None]:
    """A pool of one process a core, or None where there is too little to do or a single core."""
    workers = os.cpu_count() or 1
    if workers == 1 or articles < _WORTH_A_POOL:
        yield None
        return
    # Spawned, not forked: this process has threads and open connections that a copy of it must not hold.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_end_with_parent) as pool:
        yield pool


def _end_with_parent() -> None:
    """Make this worker end when the run does, however that ends: otherwise it would wait for work for ever."""

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
