"""Claims as linking reads them, and where they were placed, as rows.

Put here: the next claims, the known ones that they may repeat, what comes of it. Keep out: how claims compare
(`models.linking`).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, text

from flows.linking.clusters import clusters_of, merge
from infra.database.connection import copy_rows
from models.claim import Comparator, Kind, Status
from models.concepts import concepts
from models.linking.clusters import Assignment, assign
from models.linking.decisions import Constraints
from models.linking.linkable import LinkableClaim
from models.linking.weights import weights


def unlinked(connection: Connection) -> int:
    """How many claims are in no cluster."""
    query = "SELECT count(*) FROM claim WHERE claim_id NOT IN (SELECT claim_id FROM cluster_member)"
    return int(connection.execute(text(query)).scalar_one())


def place_batch(connection: Connection, decided: Constraints, size: int) -> tuple[Assignment, int]:
    """Place the next claims in the one order of claims; what was placed, and how many rows that changed."""
    new = [claim for _, claim in _claims(connection, _NEW_CLAIMS, {"size": size})]
    known = _claims(connection, _KNOWN_CLAIMS, _wanted(new)) if new else ()
    placed = assign(new, known, decided, clusters_of(connection, decided.claims).items())
    return placed, _write(connection, placed)


def _write(connection: Connection, placed: Assignment) -> int:
    changed = merge(connection, placed.merged)
    copy_rows(connection, "cluster", ["cluster_id"], [(cluster_id,) for cluster_id in placed.founded])
    copy_rows(connection, "cluster_member", ["claim_id", "cluster_id"], placed.members.items())
    connection.execute(text("CREATE TEMPORARY TABLE found (LIKE link) ON COMMIT DROP"))
    rows = (
        (found.claim_a, found.claim_b, found.relation.value, found.score, _json(found.reasons), found.decided_by)
        for found in placed.links
    )
    copy_rows(connection, "found", ["claim_a", "claim_b", "relation", "score", "reasons", "decided_by"], rows)
    # A person may have linked the two already.
    links = connection.execute(text("INSERT INTO link SELECT * FROM found ON CONFLICT DO NOTHING")).rowcount
    return changed + len(placed.founded) + len(placed.members) + links


def _json(reasons: list[dict[str, str]]) -> str:
    return json.dumps(reasons, ensure_ascii=False)


def _wanted(new: Sequence[LinkableClaim]) -> dict[str, Any]:
    """What known claims must have to be of interest to the new ones: topic, and days by the topic's window."""
    measures = sorted({claim.measure for claim in new if claim.measure is not None})
    natures = [concepts().measures[measure].nature for measure in measures]
    parties = {party for claim in new if claim.action is not None for party in (claim.subject, claim.object)}
    days = [claim.published for claim in new if claim.published is not None]
    undated = len(days) < len(new)
    return {
        "measures": measures,
        "windows": [weights().windows[nature].days for nature in natures],
        "window": weights().windows["policy"].days,
        "actions": sorted({claim.action for claim in new if claim.action is not None}),
        "parties": sorted(party for party in parties if party is not None),
        "groups": sorted({claim.group_id for claim in new}),
        "first": None if undated else min(days),
        "last": None if undated else max(days),
    }


def _claims(connection: Connection, query: str, values: Mapping[str, Any]) -> Iterator[tuple[uuid.UUID, LinkableClaim]]:
    for cluster_id, *row in connection.execute(text(query), values):
        found = dict(zip(_FIELDS, row, strict=True))
        found |= {name: kind(found[name]) for name, kind in _ENUMS.items() if found[name] is not None}
        yield cluster_id, LinkableClaim(**found)


_ENUMS = {"kind": Kind, "comparator": Comparator, "status": Status}
_FIELDS = [one.name for one in fields(LinkableClaim)]
_SOURCES = {
    "claim_id": "claim.claim_id",
    "article_id": "claim.article_id",
    "outlet": "outlet.name",
    "sentence": "substring(article.text FROM sentence_start + 1 FOR sentence_end - sentence_start)",
}
_COLUMNS = ", ".join(f"{_SOURCES.get(name, name)} AS {name}" for name in _FIELDS)
_READING = (
    "cluster_id, kind, measure, action, subject, object, place, low, high, comparator, unit, currency, status, negated,"
    " period_start, period_end"
)

_NEW_CLAIMS = f"""
    SELECT NULL, {_COLUMNS}
    FROM claim JOIN article USING (article_id) JOIN outlet USING (outlet_id) JOIN article_copy USING (article_id)
    WHERE NOT EXISTS (SELECT FROM cluster_member WHERE cluster_member.claim_id = claim.claim_id)
    ORDER BY published NULLS LAST, claim.claim_id LIMIT :size
"""

# Of each cluster only the first and the last claim of each reading, however often it is repeated.
_KNOWN_CLAIMS = f"""
    WITH wanted AS (
        SELECT claim_id
        FROM claim
        JOIN unnest(CAST(:measures AS text[]), CAST(:windows AS integer[])) AS topic (measure, days) USING (measure)
        JOIN article USING (article_id)
        WHERE CAST(:first AS date) IS NULL OR published IS NULL
           OR published BETWEEN CAST(:first AS date) - days AND CAST(:last AS date) + days
        UNION
        SELECT claim_id
        FROM claim
        JOIN article USING (article_id)
        WHERE (action = ANY(:actions) OR kind = 'policy' AND (subject = ANY(:parties) OR object = ANY(:parties)))
          AND (CAST(:first AS date) IS NULL OR published IS NULL
               OR published BETWEEN CAST(:first AS date) - :window AND CAST(:last AS date) + :window)
        UNION
        SELECT claim_id FROM claim JOIN article_copy USING (article_id) WHERE group_id = ANY(:groups)
    ), known AS (
        SELECT claim_id, published,
               row_number() OVER (PARTITION BY {_READING} ORDER BY published NULLS LAST, claim_id) AS number,
               row_number() OVER (PARTITION BY {_READING} ORDER BY published DESC NULLS FIRST, claim_id DESC) AS back
        FROM wanted
        JOIN cluster_member USING (claim_id)
        JOIN claim USING (claim_id)
        JOIN article USING (article_id)
    )
    SELECT cluster_id, {_COLUMNS}
    FROM (SELECT claim_id FROM known WHERE number = 1 OR back = 1) AS representative
    JOIN cluster_member USING (claim_id)
    JOIN claim USING (claim_id)
    JOIN article USING (article_id)
    JOIN outlet USING (outlet_id)
    JOIN article_copy USING (article_id)
"""
