"""The third stage: claims that are in no cluster yet are compared with those that are, and linked.

First articles that are copies of one text are found, then decisions of people are carried out on what stands, then new
claims are placed, batch by batch in one order, each batch one transaction: a run that was killed goes on where it
stood and ends in the same rows. Put here: the order of the steps and what they add up to. Keep out: the rows
(`flows.linking`), how claims compare (`models.linking`).
"""

from __future__ import annotations

import contextlib
import gc
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from prefect import flow
from sqlalchemy import Engine

from flows import progress
from flows.linking.aliases import aliases
from flows.linking.claims import Told, place_claims
from flows.linking.copies import group_copies
from flows.linking.order import go_back, queue_claims
from flows.linking.rulings import carry_out, count_orphaned, decisions
from flows.linking.scorer import scorer
from infra.database.connection import engine, exclusive
from infra.settings import Settings
from models.linking.decisions import constraints
from models.linking.embedding import SentenceScorer

BATCH = 4000
"""Claims, or articles, in one transaction."""

Count = Callable[[int, int], None]


@dataclass(frozen=True)
class LinkSummary:
    """What one run linked.

    `claims` and `articles` are those that were never linked before; `written` counts all rows that were inserted,
    changed or deleted. Decisions are `conflicting` where others stand against them, `orphaned` where a claim is gone.
    """

    claims: int = 0
    clusters: int = 0
    links: Mapping[str, int] = field(default_factory=dict)
    copies: int = 0
    articles: int = 0
    batches: int = 0
    seconds: float = 0.0
    written: int = 0
    conflicting_decisions: int = 0
    orphaned_decisions: int = 0


@flow(name="link")
def link(database_url: str) -> LinkSummary:
    """Link every claim that is in no cluster."""
    with progress.stage("linking claims", "claims") as count:
        return link_claims(engine(database_url), count, model=scorer(Settings.read()))


def link_claims(
    database: Engine, count: Count | None = None, *, batch: int = BATCH, model: SentenceScorer | None = None
) -> LinkSummary:
    """Find copies, carry out decisions, and place every claim that is in no cluster; `count` hears of progress.

    `model` is asked where sentences of two languages may say the same.

    Two runs at once take turns: each must see the clusters that the other begins.
    """
    with exclusive(database, "tawatur link"), _without_search_for_cycles():
        return _link_claims(database, count, batch, model)


@contextlib.contextmanager
def _without_search_for_cycles() -> Iterator[None]:
    """Python's garbage collector put off: nothing that linking makes has cycles, and it would go over all at hand."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _link_claims(database: Engine, count: Count | None, batch: int, model: SentenceScorer | None) -> LinkSummary:
    begun = time.monotonic()
    with database.connect() as connection:
        with connection.begin():
            undone = go_back(connection)
        articles, copies, written = group_copies(database, batch)
        with connection.begin():
            decided = constraints(decisions(connection))
            written += carry_out(connection, decided)
            orphaned = count_orphaned(connection, decided)
            waiting, new = queue_claims(connection)
            told = Told(decided, aliases(connection), model)
        done, clusters, batches, links = 0, 0, 0, Counter[str]()
        for placed in place_claims(connection, told, batch):
            done, batches = done + len(placed.assignment.members), batches + 1
            written += placed.written
            clusters += len(placed.assignment.founded)
            links.update(found.relation.value for found in placed.assignment.links)
            if count is not None:
                count(done, waiting)
    return LinkSummary(
        claims=new,
        clusters=clusters,
        links=dict(links),
        copies=copies,
        articles=articles - undone.articles,
        batches=batches,
        seconds=time.monotonic() - begun,
        written=written,
        conflicting_decisions=len(decided.conflicts),
        orphaned_decisions=orphaned,
    )
