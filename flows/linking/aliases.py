"""Names that analysts say stand for others, as rows.

Put here: taking in an alias, and those that stand. Keep out: what makes two names one (`models.linking.names`).
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from models.linking.names import Aliases
from models.linking.naming import key


class AliasError(Exception):
    """The alias cannot be taken in; the message says why."""


def add_alias(connection: Connection, name: str, stands_for: str, author: str, reason: str) -> int:
    """Write down that a name stands for another; its number. Raises AliasError where that says nothing."""
    if not author.strip() or not reason.strip():
        raise AliasError("an alias needs an author and a reason")
    for given in (name, stands_for):
        if not key(given):
            raise AliasError(f"{given!r} is no name: it has no letters, or only titles")
    standing = aliases(connection)
    if key(name) == key(stands_for):
        if key(name) not in standing.names:
            raise AliasError(f"{name!r} is the same name as {stands_for!r}, and no alias of it stands to take back")
    elif key(standing.standing_for(stands_for) or "") == key(name):
        raise AliasError(f"{stands_for!r} stands for {name!r} already")
    query = """
        INSERT INTO alias (name, stands_for, author, reason) VALUES (:name, :stands_for, :author, :reason)
        RETURNING alias_id
    """
    values = {"name": name.strip(), "stands_for": stands_for.strip(), "author": author, "reason": reason}
    return int(connection.execute(text(query), values).scalar_one())


def aliases(connection: Connection) -> Aliases:
    """The aliases that stand."""
    return Aliases.of(connection.execute(text("SELECT name, stands_for FROM alias ORDER BY alias_id")).tuples())
