"""Copy groups of articles as rows.

Put here: which articles are compared, and their groups as stored. Keep out: what makes two texts one
(`models.linking.copies`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Engine, text

from infra.database.connection import copy_rows
from models.linking.copies import DAYS, KEPT_A_GROUP, CopyFinder, CopyText


def group_copies(database: Engine, batch: int) -> tuple[int, int, int]:
    """Give every new article its copy group; how many articles, how many of them copies, how many rows written.

    A new article is compared with the other new ones and with known ones of its language within 14 days.
    """
    articles, copies, written = 0, 0, 0
    finder: CopyFinder | None = None
    renamed: dict[uuid.UUID, uuid.UUID] = {}
    while True:
        with database.begin() as connection:
            new = list(_texts(connection, _NEW_TEXTS, size=batch))
            if not new:
                return articles, copies, written
            if finder is None:
                finder = CopyFinder()
                for known in _texts(connection, _KNOWN_TEXTS, days=DAYS, kept=KEPT_A_GROUP):
                    finder.know(known)
            found = [finder.find(article) for article in new]
            rows = [(one.article_id, _latest_name(one.group_id, renamed), one.similarity) for one in found]
            copy_rows(connection, "article_copy", ["article_id", "group_id", "similarity"], rows)
            joined = {group_id for article_id, group_id, _ in rows if article_id != group_id}
            moved = connection.execute(text(_BEGIN_GROUPS_WITH_THE_FIRST), {"groups": list(joined)}).all()
            renamed |= {row.old: row.new for row in moved}
        articles, copies = articles + len(rows), copies + sum(row[0] != row[1] for row in rows)
        written += len(rows) + len(moved)


def _latest_name(group_id: uuid.UUID, renamed: Mapping[uuid.UUID, uuid.UUID]) -> uuid.UUID:
    while group_id in renamed:
        group_id = renamed[group_id]
    return group_id


def _texts(connection: Connection, query: str, **values: int) -> Iterator[CopyText]:
    for row in connection.execute(text(query), values):
        yield CopyText(*row)


_NEW_TEXTS = """
    SELECT article_id, published, lang, text FROM article
    WHERE NOT EXISTS (SELECT FROM article_copy WHERE article_copy.article_id = article.article_id)
    ORDER BY published NULLS LAST, article_id LIMIT :size
"""

# Of each group its first articles, as the finder keeps them, near in days to any article that is new.
_KNOWN_TEXTS = """
    WITH new AS (
        SELECT min(published) - :days AS first, max(published) + :days AS last, bool_or(published IS NULL) AS undated
        FROM article
        WHERE NOT EXISTS (SELECT FROM article_copy WHERE article_copy.article_id = article.article_id)
    ), numbered AS (
        SELECT article_id, group_id,
               row_number() OVER (PARTITION BY group_id ORDER BY published NULLS LAST, article_id) AS number
        FROM article_copy JOIN article USING (article_id)
    )
    SELECT article_id, published, lang, text, group_id
    FROM numbered JOIN article USING (article_id), new
    WHERE number <= :kept AND (published BETWEEN first AND last OR published IS NULL)
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
