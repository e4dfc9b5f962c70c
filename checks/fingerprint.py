"""Whether the checks have seen this data: a key of all that they read.

Put here: what counts as the same data. Keep out: what follows from it (`running`).
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, text

from models.claim import content_key

_SEEN = {
    "outlet": "t",
    "article": "(article_id, outlet_id, url, published, lang, length(text))",
    "set_aside": "(set_aside_id, detail)",
    "extraction": "t",
    "claim": "t",
    "link": "t",
    "cluster": "t",
    "cluster_member": "t",
    "article_copy": "t",
    "concept": "t",
    "action_conflict": "t",
    "decision": "(decision_id, ruling)",
    "alias": "t",
}
"""What is read of each table: of most the whole row. Flags and runs are what checks write, so they do not count."""


def data_key(connection: Connection, as_of: dt.date, version: str) -> str:
    """A key of the rows that checks read, the day that counts as today, and the checks themselves.

    Rows are hashed by the database, in no order: a second or so for a million claims.
    """
    counts = ", ".join(
        f"(SELECT concat(count(*), ':', sum(hash_record_extended({row}, 0)::numeric)) FROM {table} AS t) AS {table}"
        for table, row in _SEEN.items()
    )
    seen = connection.execute(text(f"SELECT {counts}")).one()
    return content_key("data", as_of.isoformat(), version, *seen).hex
