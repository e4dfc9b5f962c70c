"""The one order in which articles and claims are looked at, and the way back to it when some come in late.

Clusters and copy groups are what they would be had everything been there from the beginning, in the order of days of
publication. So when something comes in that was published before what has been placed, all since its day is placed
anew. Put here: what waits, and undoing what was placed since a day. Keep out: placing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

MOST_PLACED_ANEW = 20_000
"""Claims placed anew for late ones. Where more would be, what is late joins what stands: nothing else moves."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was undone to be placed anew."""

    articles: int = 0
    claims: int = 0


def go_back(connection: Connection, most: int = MOST_PLACED_ANEW) -> Undone:
    """Undo what was placed since the first day of what waits, unless that is too much."""
    first = connection.execute(text(_FIRST_DAY)).scalar_one()
    if first is None:
        return Undone()
    values = {"day": first}
    placed = connection.execute(text("SELECT count(*) FROM cluster_member WHERE day >= CAST(:day AS date)"), values)
    if placed.scalar_one() > most:
        return Undone()
    articles = connection.execute(text(_UNGROUP), values).rowcount
    connection.execute(text(_REMEMBER), values)
    for side in ("claim_a", "claim_b"):
        connection.execute(text(_UNLINK.format(side=side)), values)
    claims = connection.execute(text("DELETE FROM cluster_member WHERE day >= CAST(:day AS date)"), values).rowcount
    connection.execute(text("DELETE FROM cluster_key WHERE day >= CAST(:day AS date)"), values)
    query = "DELETE FROM cluster_merge WHERE day >= CAST(:day AS date) RETURNING cluster_id"
    parted = {"parted": list(connection.execute(text(query), values).scalars())}
    if parted["parted"]:
        connection.execute(text("INSERT INTO cluster SELECT unnest(CAST(:parted AS uuid[]))"), parted)
        connection.execute(text(_BACK_TO_THEIR_OWN))
    connection.execute(text(_DROP_EMPTY), parted)
    return Undone(articles, claims)


def queue_claims(connection: Connection) -> tuple[int, int]:
    """Number the claims that are to be placed; how many there are, and how many of them were never placed."""
    connection.execute(text("DROP TABLE IF EXISTS waiting"))
    connection.execute(text("CREATE TEMPORARY TABLE waiting (number bigint PRIMARY KEY, claim_id uuid NOT NULL)"))
    connection.execute(text(_QUEUE))
    connection.execute(text("ANALYZE waiting"))
    query = """
        SELECT count(*), count(*) - count(former_place.claim_id)
        FROM waiting LEFT JOIN former_place USING (claim_id)
    """
    waiting, new = connection.execute(text(query)).one()
    return waiting, new


_FIRST_DAY = """
    SELECT least(
        (SELECT min(coalesce(published, CAST('9999-12-31' AS date))) FROM article
         WHERE NOT EXISTS (SELECT FROM article_copy WHERE article_copy.article_id = article.article_id)),
        (SELECT min(coalesce(published, CAST('9999-12-31' AS date))) FROM claim JOIN article USING (article_id)
         WHERE NOT EXISTS (SELECT FROM cluster_member WHERE cluster_member.claim_id = claim.claim_id)
           AND NOT EXISTS (SELECT FROM former_place WHERE former_place.claim_id = claim.claim_id))
    )::text
"""

_UNGROUP = """
    DELETE FROM article_copy USING article
    WHERE article.article_id = article_copy.article_id AND (published >= CAST(:day AS date) OR published IS NULL)
"""

# Where a claim was before it was first undone is what its cluster was called.
_REMEMBER = """
    INSERT INTO former_place SELECT claim_id, cluster_id FROM cluster_member WHERE day >= CAST(:day AS date)
    ON CONFLICT (claim_id) DO NOTHING
"""

_UNLINK = """
    DELETE FROM link USING cluster_member
    WHERE day >= CAST(:day AS date) AND claim_id = {side} AND decided_by LIKE 'rule:%'
"""

# A claim goes back to where it was put, or to what that cluster had gone into before.
_BACK_TO_THEIR_OWN = """
    WITH RECURSIVE home AS (
        SELECT placed_in AS was, placed_in AS cluster_id FROM cluster_member WHERE placed_in IS NOT NULL
        UNION
        SELECT was, into_id FROM home JOIN cluster_merge USING (cluster_id)
    ), root AS (
        SELECT was, cluster_id FROM home WHERE NOT EXISTS (
            SELECT FROM cluster_merge WHERE cluster_merge.cluster_id = home.cluster_id)
    )
    UPDATE cluster_member SET cluster_id = root.cluster_id, placed_in = nullif(was, root.cluster_id)
    FROM root WHERE placed_in = was AND cluster_member.cluster_id <> root.cluster_id
"""

_DROP_EMPTY = """
    DELETE FROM cluster
    WHERE cluster_id IN (SELECT cluster_id FROM former_place UNION SELECT unnest(CAST(:parted AS uuid[])))
      AND NOT EXISTS (SELECT FROM cluster_member WHERE cluster_member.cluster_id = cluster.cluster_id)
"""

_QUEUE = """
    INSERT INTO waiting
    SELECT row_number() OVER (ORDER BY published NULLS LAST, claim_id), claim_id
    FROM claim JOIN article USING (article_id)
    WHERE NOT EXISTS (SELECT FROM cluster_member WHERE cluster_member.claim_id = claim.claim_id)
"""
