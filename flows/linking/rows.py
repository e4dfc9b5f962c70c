"""Claims as linking reads them.

Put here: which columns make a `LinkableClaim`. Keep out: which claims, and when.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, text

from models.claim import Comparator, Kind, Status
from models.linking.linkable import LinkableClaim
from models.linking.names import Aliases

_LEAD = 200
"""Characters of a text that tell where it plays."""
_ENUMS = {"kind": Kind, "comparator": Comparator, "status": Status}
_FIELDS = [one.name for one in fields(LinkableClaim) if one.name != "known_as"]
_SOURCES = {
    "claim_id": "claim.claim_id",
    "article_id": "claim.article_id",
    "outlet": "outlet.name",
    "sentence": "substring(article.text FROM sentence_start + 1 FOR sentence_end - sentence_start)",
    "lead": (
        "CASE WHEN claim.place IS NULL AND claim.kind = 'numeric'"
        f" THEN concat(article.title, '. ', left(article.text, {_LEAD})) ELSE '' END"
    ),
}
_COLUMNS = ", ".join(f"{_SOURCES.get(name, name)} AS {name}" for name in _FIELDS)


def linkable(
    connection: Connection, chosen: str, values: Mapping[str, Any], aliases: Aliases
) -> Iterator[tuple[uuid.UUID | None, LinkableClaim]]:
    """The claims of a query that gives `claim_id` and `cluster_id` (null where unplaced), in the order of claims."""
    query = f"""
        SELECT chosen.cluster_id, {_COLUMNS}
        FROM ({chosen}) AS chosen
        JOIN claim ON claim.claim_id = chosen.claim_id
        JOIN article USING (article_id)
        JOIN outlet USING (outlet_id)
        JOIN article_copy USING (article_id)
        ORDER BY published NULLS LAST, claim.claim_id
    """
    for cluster_id, *row in connection.execute(text(query), values):
        found = dict(zip(_FIELDS, row, strict=True))
        found |= {name: kind(found[name]) for name, kind in _ENUMS.items() if found[name] is not None}
        yield cluster_id, LinkableClaim(**found, known_as=aliases.standing_for(found["speaker"]))
