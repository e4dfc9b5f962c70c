"""What is stored of clusters, told to the ledger as far as the next claims ask for it.

Put here: the way from rows into a `Ledger`. Keep out: what is made of it (`models.linking`), writing.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, text

from flows.linking.rows import linkable
from models.linking.blocking import meeting
from models.linking.clusters import Clustering, Recalled
from models.linking.decisions import Constraints
from models.linking.judgement import Outcome
from models.linking.ledger import A_BLOCK, Names, name_after
from models.linking.linkable import LinkableClaim
from models.linking.names import Aliases


class Known:
    """The stored clusters, looked up by what the next claims may repeat; nothing is read twice."""

    def __init__(self, connection: Connection, aliases: Aliases) -> None:
        self._aliases = aliases
        self._is_empty = not connection.execute(text("SELECT EXISTS (SELECT FROM cluster)")).scalar_one()
        self._keys: set[int] = set()
        self._groups: set[uuid.UUID] = set()

    def tell(self, connection: Connection, clustering: Clustering, claims: Sequence[LinkableClaim]) -> None:
        """Tell the ledger what lies under the claims' probes, and the claims of their copy groups."""
        keys = {key for claim in claims for key in meeting(claim).probes} - self._keys
        groups = {claim.group_id for claim in claims} - self._groups
        self._keys |= keys
        self._groups |= groups
        if self._is_empty:
            return
        blocks = _blocks(connection, list(keys))
        twins = list(linkable(connection, _OF_GROUPS, {"groups": list(groups)}, self._aliases))
        named = {cluster_id for block in blocks.values() for cluster_id in block}
        named |= {cluster_id for cluster_id, _ in twins if cluster_id is not None}
        tell_clusters(connection, clustering, named, self._aliases)
        for key, cluster_ids in blocks.items():
            clustering.ledger.know_block(key, cluster_ids)
        for cluster_id, claim in twins:
            if cluster_id is not None:
                clustering.ledger.know_twin(claim, cluster_id)


def tell_clusters(
    connection: Connection, clustering: Clustering, cluster_ids: Iterable[uuid.UUID], aliases: Aliases
) -> None:
    """Tell the ledger of clusters that are not at hand: who stands for them."""
    ledger = clustering.ledger
    asked = {"clusters": [cluster_id for cluster_id in cluster_ids if cluster_id not in ledger.clusters]}
    if not asked["clusters"]:
        return
    standing: defaultdict[uuid.UUID, list[LinkableClaim]] = defaultdict(list)
    for cluster_id, claim in linkable(connection, _STANDING, asked, aliases):
        if cluster_id is not None:
            standing[cluster_id].append(claim)
    for cluster_id, claims in standing.items():
        ledger.know(cluster_id, claims)


def recall(connection: Connection, cluster_id: uuid.UUID) -> Recalled:
    """Who speaks in a stored cluster, and which clusters links tell that it is at odds with."""
    asked = {"cluster": cluster_id}
    voices = [(row.group_id, row.speaker) for row in connection.execute(text(_VOICES), asked)]
    odds = [(row.cluster_id, Outcome(row.relation)) for row in connection.execute(text(_ODDS), asked)]
    return Recalled(voices, odds)


def tell_decided(connection: Connection, clustering: Clustering, decided: Constraints, aliases: Aliases) -> None:
    """Tell the ledger where the claims stand that rulings name."""
    query = "SELECT claim_id, cluster_id FROM cluster_member WHERE claim_id = ANY(:claims)"
    home = {row.claim_id: row.cluster_id for row in connection.execute(text(query), {"claims": sorted(decided.claims)})}
    tell_clusters(connection, clustering, set(home.values()), aliases)
    for claim_id, cluster_id in home.items():
        clustering.know_decided(claim_id, clustering.ledger.clusters[cluster_id].now)


def tell_names(connection: Connection, names: Names, claims: Sequence[LinkableClaim]) -> None:
    """Tell what clusters the claims were in before, and which of the names that theirs could get are taken."""
    query = "SELECT claim_id, cluster_id FROM former_place WHERE claim_id = ANY(:claims)"
    asked = {"claims": [claim.claim_id for claim in claims]}
    former = {row.claim_id: row.cluster_id for row in connection.execute(text(query), asked)}
    names.former.update(former)
    wanted = {*former.values(), *(name_after(claim.claim_id) for claim in claims)} - names.taken
    query = "SELECT cluster_id FROM cluster WHERE cluster_id = ANY(:wanted)"
    names.taken.update(connection.execute(text(query), {"wanted": list(wanted)}).scalars())


def _blocks(connection: Connection, keys: Sequence[int]) -> Mapping[int, list[uuid.UUID]]:
    """The clusters filed last under each key, those filed first before others, each by the name it has now."""
    blocks: dict[int, list[uuid.UUID]] = {key: [] for key in keys}
    for key, cluster_id in connection.execute(text(_BLOCKS), {"keys": list(keys), "most": A_BLOCK}):
        blocks[key].append(cluster_id)
    return blocks


_BLOCKS = """
    WITH RECURSIVE filed AS (
        SELECT asked.key, last.*
        FROM unnest(CAST(:keys AS bigint[])) AS asked (key)
        CROSS JOIN LATERAL (
            SELECT cluster_id, day, claim_id FROM cluster_key WHERE cluster_key.key = asked.key
            ORDER BY day DESC, claim_id DESC LIMIT :most
        ) AS last
    ), home AS (
        SELECT cluster_id AS was, into_id AS cluster_id FROM cluster_merge
        WHERE cluster_id IN (SELECT cluster_id FROM filed)
        UNION
        SELECT was, into_id FROM home JOIN cluster_merge USING (cluster_id)
    ), root AS (
        SELECT was, cluster_id FROM home WHERE NOT EXISTS (
            SELECT FROM cluster_merge WHERE cluster_merge.cluster_id = home.cluster_id)
    )
    SELECT key, coalesce(root.cluster_id, filed.cluster_id)
    FROM filed LEFT JOIN root ON was = filed.cluster_id
    ORDER BY key, day, claim_id
"""

_OF_GROUPS = """
    SELECT claim_id, cluster_id FROM article_copy JOIN claim USING (article_id) JOIN cluster_member USING (claim_id)
    WHERE group_id = ANY(CAST(:groups AS uuid[]))
"""

_STANDING = """
    SELECT standing.claim_id, asked.cluster_id
    FROM unnest(CAST(:clusters AS uuid[])) AS asked (cluster_id)
    CROSS JOIN LATERAL (
        SELECT claim_id FROM cluster_member WHERE cluster_member.cluster_id = asked.cluster_id AND stands
        UNION
        (SELECT claim_id FROM cluster_member WHERE cluster_member.cluster_id = asked.cluster_id
         ORDER BY day DESC, claim_id DESC LIMIT 1)
    ) AS standing
"""

_VOICES = """
    SELECT DISTINCT group_id, speaker
    FROM cluster_member JOIN claim USING (claim_id) JOIN article_copy USING (article_id)
    WHERE cluster_id = :cluster
"""

_ODDS = """
    SELECT DISTINCT other.cluster_id, relation
    FROM cluster_member AS one
    CROSS JOIN LATERAL (
        SELECT claim_b AS claim_id, relation FROM link WHERE claim_a = one.claim_id
        UNION ALL
        SELECT claim_a, relation FROM link WHERE claim_b = one.claim_id
    ) AS linked
    JOIN cluster_member AS other ON other.claim_id = linked.claim_id
    WHERE one.cluster_id = :cluster AND relation IN ('update', 'contradicts')
"""
