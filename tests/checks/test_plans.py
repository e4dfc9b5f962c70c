"""How the database finds contradictions: by indexes, along the links, never through all claims or all pairs of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import sqlalchemy as sa

from checks import disputes
from checks.catalogue import catalogue, entries_on_accounts
from flows.link import link_claims
from infra.database.connection import engine, ensure_database
from infra.database.embedded import EmbeddedServer
from infra.settings import Settings
from tests.bench_linking import fill
from tests.checks.ledger import DAY
from tests.ledger_multiplied import multiply
from tests.models.linking.population import population

Plan = Mapping[str, Any]
CHECKS = {check.name: check for check in catalogue()}
ON_ACCOUNTS = sorted(entry["name"] for entry in entries_on_accounts())
LARGE = {"claim", "article", "extraction", "link", "cluster", "cluster_member", "article_copy"}
PASSES = {"arithmetic": 2, "direction": 2, "overdue": 1}
"""How often checks pass over all claims: what they look for hangs on sentences or on the day, not on links."""
ALONG = (
    "Index",
    "Bitmap",
    "Memoize",
    "Function",
    "Values",
    "Result",
    "Subquery",
    "Aggregate",
    "Append",
    "Limit",
    "CTE",
)


@pytest.fixture(scope="module")
def connection(server: EmbeddedServer) -> Iterator[sa.Connection]:
    """A ledger of 60,000 claims, linked, with what is disputed in it laid out."""
    database = engine(ensure_database(Settings(database_url=server.start("plans"))))
    fill(database, population(6_000))
    link_claims(database)
    multiply(database, 10)
    with database.connect() as opened:
        disputes.lay_out(opened)
        yield opened
    database.dispose()


def _plan(connection: sa.Connection, sql: str) -> Plan:
    plan: Plan = connection.execute(sa.text(f"EXPLAIN (FORMAT JSON) {sql}")).scalar_one()[0]["Plan"]
    return plan


def _nodes(plan: Plan) -> Iterator[Plan]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)


def _passed_over(plan: Plan) -> list[str]:
    """The large tables that are read from end to end."""
    return [
        node["Relation Name"]
        for node in _nodes(plan)
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in LARGE
    ]


def _crossed(plan: Plan) -> list[Plan]:
    """The loops that lay every row of one side beside every row of the other."""
    loops = (node for node in _nodes(plan) if node["Node Type"] == "Nested Loop" and "Join Filter" not in node)
    return [loop for loop in loops if not loop["Plans"][1]["Node Type"].startswith(ALONG)]


@pytest.mark.parametrize("name", ON_ACCOUNTS)
def test_a_contradiction_is_found_along_indexes(connection: sa.Connection, name: str) -> None:
    plan = _plan(connection, CHECKS[name].query(DAY))
    assert _passed_over(plan) in [["claim"] * passes for passes in range(PASSES.get(name, 0) + 1)]
    assert _crossed(plan) == []


def test_what_is_disputed_is_laid_out_along_indexes(connection: sa.Connection) -> None:
    for statement in (*disputes.statements("said"), *disputes.statements("readings")):
        if " AS\n" not in statement:
            continue  # an index, or statistics
        plan = _plan(connection, statement.partition(" AS\n")[2])
        assert _passed_over(plan) == []
        assert _crossed(plan) == []


def test_a_pass_and_a_cross_join_would_be_seen(connection: sa.Connection) -> None:
    assert _passed_over(_plan(connection, "SELECT count(quote) FROM claim")) == ["claim"]
    assert _crossed(_plan(connection, "SELECT FROM claim AS a CROSS JOIN claim AS b")) != []
