"""What can go wrong between us and Postgres, said so that a person knows what to do.

Put here: the one exception that callers catch. Keep out: errors about rows, which stay SQLAlchemy's.
"""

from __future__ import annotations


class DatabaseError(Exception):
    """The database cannot be used as it stands; the message is one readable line, without passwords."""
