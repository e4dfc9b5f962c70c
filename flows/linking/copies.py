"""Copy groups of articles as rows.

Put here: which articles are compared, and their groups as stored. Keep out: what makes two texts one
(`models.linking.copies`).
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import partial

from sqlalchemy import Connection, Engine, text

from infra.database.connection import copy_rows
from models.linking.copies import DAYS, KEPT_A_GROUP, CopyFinder, CopyText, KnownText


def group_copies(database: Engine, batch: int) -> tuple[int, int, int]:
    """Give every new article its copy group; how many articles, how many of them copies, how many rows written.

    A new article is compared with the other new ones and with known ones of its language within 14 days.
    """
    copies, written = 0, 0
    renamed: dict[uuid.UUID, uuid.UUID] = {}
    with database.connect() as connection:
        with connection.begin():
            waiting = list(connection.execute(text(_WAITING)).scalars())
            if waiting:
                finder = CopyFinder(partial(_words, connection))
                for row in connection.execute(text(_KNOWN_TEXTS), {"days": DAYS, "kept": KEPT_A_GROUP}):
                    finder.know(KnownText(*row))
        for begin in range(0, len(waiting), batch):
            with connection.begin():
                asked = {"articles": waiting[begin : begin + batch]}
                found = [finder.find(CopyText(*row)) for row in connection.execute(text(_TEXTS), asked)]
                rows = [
                    (one.article_id, _latest_name(one.group_id, renamed), one.similarity, one.signature)
                    for one in found
                ]
                copy_rows(connection, "article_copy", ["article_id", "group_id", "similarity", "signature"], rows)
                joined = {group_id for article_id, group_id, *_ in rows if article_id != group_id}
                moved = connection.execute(text(_BEGIN_GROUPS_WITH_THE_FIRST), {"groups": list(joined)}).all()
                renamed |= {row.old: row.new for row in moved}
            copies += sum(row[0] != row[1] for row in rows)
            written += len(rows) + len(moved)
    return len(waiting), copies, written


def _words(connection: Connection, article_id: uuid.UUID) -> str:
    query = "SELECT text FROM article WHERE article_id = :article"
    return str(connection.execute(text(query), {"article": article_id}).scalar_one())


def _latest_name(group_id: uuid.UUID, renamed: Mapping[uuid.UUID, uuid.UUID]) -> uuid.UUID:
    while group_id in renamed:
        group_id = renamed[group_id]
    return group_id


_WAITING = """
    SELECT article_id FROM article
    WHERE NOT EXISTS (SELECT FROM article_copy WHERE article_copy.article_id = article.article_id)
    ORDER BY published NULLS LAST, article_id
"""

_TEXTS = """
    SELECT article_id, published, lang, text FROM article WHERE article_id = ANY(:articles)
    ORDER BY published NULLS LAST, article_id
"""

# Of each group its first articles, as the finder keeps them, near in days to any article that is new.
_KNOWN_TEXTS = """
    WITH new AS (
        SELECT min(published) - CAST(:days AS integer) AS first, max(published) + CAST(:days AS integer) AS last
        FROM article
        WHERE NOT EXISTS (SELECT FROM article_copy WHERE article_copy.article_id = article.article_id)
    ), numbered AS (
        SELECT article_id, published, lang, group_id, signature,
               row_number() OVER (PARTITION BY group_id ORDER BY published NULLS LAST, article_id) AS number
        FROM article_copy JOIN article USING (article_id), new
        WHERE first IS NULL OR published BETWEEN first AND last OR published IS NULL
    )
    SELECT article_id, published, lang, group_id, signature
    FROM numbered WHERE number <= :kept
    ORDER BY published NULLS LAST, article_id
"""

# An article that came in late can be older than the first of its group.
_BEGIN_GROUPS_WITH_THE_FIRST = """
    WITH first AS (
        SELECT DISTINCT ON (group_id) group_id, article_id
        FROM article_copy JOIN article USING (article_id)
        WHERE group_id = ANY(:groups)
        ORDER BY group_id, published NULLS LAST, article_id
    ), moved AS (
        UPDATE article_copy SET group_id = first.article_id FROM first
        WHERE article_copy.group_id = first.group_id AND first.article_id <> first.group_id
        RETURNING first.group_id AS old, first.article_id AS new
    )
    SELECT DISTINCT old, new FROM moved
"""
