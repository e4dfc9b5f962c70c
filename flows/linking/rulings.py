"""What people ruled on pairs of claims, carried out on the clusters and links that stand.

Put here: reading rulings, and the rows that they change. Keep out: what rulings add up to (`models.linking.decisions`).
"""

from __future__ import annotations

import datetime as dt
import json
import uuid

from sqlalchemy import Connection, text

from flows.linking.clusters import clusters_of, merge, take_apart
from models.linking.clusters import Merged
from models.linking.decisions import Constraints, Decision
from models.tables.decision import Ruling


def decisions(connection: Connection) -> list[Decision]:
    query = (
        "SELECT claim_a, claim_b, ruling, author, reason FROM decision WHERE claim_a IS NOT NULL ORDER BY decision_id"
    )
    return [
        Decision(claim_a, claim_b, Ruling(ruling), author, reason)
        for claim_a, claim_b, ruling, author, reason in connection.execute(text(query))
    ]


def count_orphaned(connection: Connection, decided: Constraints) -> int:
    """How many standing rulings name a claim that is read from no article now: they are kept, and wait for it."""
    query = "SELECT claim_id FROM claim WHERE claim_id = ANY(:claims)"
    known = set(connection.execute(text(query), {"claims": sorted(decided.claims)}).scalars())
    return sum(not known.issuperset(decision.pair) for decision in (*decided.together, *decided.apart))


def carry_out(connection: Connection, decided: Constraints) -> int:
    """Make clusters and links that stand agree with the rulings that stand; how many rows that changed.

    A cluster that a ruling splits, or that a withdrawn one held together, is taken apart: its claims are placed anew.
    """
    standing = {decision.pair for decision in decided.together}
    outdated = [
        pair
        for pair in connection.execute(text("SELECT claim_a, claim_b FROM link WHERE decided_by NOT LIKE 'rule:%'"))
        if tuple(pair) not in standing
    ]
    home = clusters_of(connection, decided.claims | {claim_id for pair in outdated for claim_id in pair})
    apart = {home[claim_id] for pair in outdated for claim_id in pair if claim_id in home}
    written = 0
    groups: dict[uuid.UUID, set[uuid.UUID]] = {}
    for claim_id, cluster_id in home.items():
        group = decided.group(claim_id)
        if group is not None:
            groups.setdefault(cluster_id, set()).add(group)
    for cluster_id, within in groups.items():
        if any(decided.excluded(group) & within for group in within):
            apart.add(cluster_id)
    for decision in decided.together:
        one, other = (home.get(claim_id) for claim_id in decision.pair)
        if one is None or other is None or one == other or {one, other} & apart:
            continue
        if any(decided.excluded(group) & groups[other] for group in groups[one]):
            apart |= {one, other}
            continue
        kept, gone = _elder(connection, one, other)
        written += merge(connection, [Merged(gone, kept, kept, dt.date.min)])
        groups[kept] |= groups.pop(gone)
        home = {claim_id: kept if cluster_id == gone else cluster_id for claim_id, cluster_id in home.items()}
    return written + take_apart(connection, apart) + _store_rulings(connection, decided)


def _elder(connection: Connection, one: uuid.UUID, other: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID]:
    """The two clusters, the one with the earliest claim first."""
    query = """
        SELECT cluster_id FROM cluster_member JOIN claim USING (claim_id) JOIN article USING (article_id)
        WHERE cluster_id IN (:one, :other) ORDER BY published NULLS LAST, claim_id LIMIT 1
    """
    first = connection.execute(text(query), {"one": one, "other": other}).scalar_one()
    return (one, other) if first == one else (other, one)


def _store_rulings(connection: Connection, decided: Constraints) -> int:
    """A link for each standing *same*, and none that says *same* for a standing *different*."""
    put = """
        INSERT INTO link (claim_a, claim_b, relation, score, reasons, decided_by)
        SELECT :claim_a, :claim_b, 'same', 1, CAST(:reasons AS jsonb), :author
        WHERE 2 = (SELECT count(*) FROM claim WHERE claim_id IN (:claim_a, :claim_b))
        ON CONFLICT (claim_a, claim_b) DO UPDATE
        SET relation = 'same', score = 1, reasons = excluded.reasons, decided_by = excluded.decided_by
        WHERE (link.relation, link.decided_by, link.reasons) <> ('same', excluded.decided_by, excluded.reasons)
    """
    drop = "DELETE FROM link WHERE claim_a = :claim_a AND claim_b = :claim_b AND relation IN ('same', 'copy')"
    written = 0
    for decision in decided.together:
        claim_a, claim_b = decision.pair
        reasons = json.dumps([{"en": decision.reason, "ar": decision.reason}], ensure_ascii=False)
        values = {"claim_a": claim_a, "claim_b": claim_b, "reasons": reasons, "author": decision.author}
        written += connection.execute(text(put), values).rowcount
    for decision in decided.apart:
        claim_a, claim_b = decision.pair
        written += connection.execute(text(drop), {"claim_a": claim_a, "claim_b": claim_b}).rowcount
    return written
