"""Why an input did not become an article, apart from any table: readers must start in a moment.

Put here: the reasons. Keep out: the row (`models.tables.article`), and how trouble is found (`flows.sources`).
"""

from __future__ import annotations

from enum import StrEnum


class SetAsideReason(StrEnum):
    """Why an input did not become an article."""

    MISSING_FILE = "missing_file"
    EMPTY = "empty"
    BROKEN_JSON = "broken_json"
    MISSING_FIELD = "missing_field"
    BAD_FIELD = "bad_field"
    UNKNOWN_ENCODING = "unknown_encoding"
    TOO_LARGE = "too_large"
    NO_ARTICLE = "no_article"
    FUTURE_DATE = "future_date"
    URL_CONFLICT = "url_conflict"
    UNREACHABLE = "unreachable"
