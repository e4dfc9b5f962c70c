"""From the fields of an input to an article: which are needed, what they may hold.

Put here: checks on a single article's fields, the same for every format. Keep out: how a format writes them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from flows.sources.encoding import storable
from flows.sources.outcome import Defaults
from models.claim import Article
from models.language import detect_language
from models.set_aside import SetAsideReason

_LONGEST_URL = 2000
"""Bytes; a longer one does not fit the index that keeps urls unique."""
_EARLIEST_YEAR = 1600
"""The first newspapers."""
_LETTER = re.compile("[A-Za-z\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")


class FieldError(ValueError):
    """A field that keeps an input from becoming an article."""

    def __init__(self, reason: SetAsideReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def article_from(fields: Mapping[str, Any], defaults: Defaults) -> Article:
    """The article that the fields of a JSON line describe; raises FieldError.

    Needed: url, outlet, title, published (may be null), text. Unknown fields are left alone.
    """
    published, published_at = _moment(fields, defaults)
    url = _text(fields, "url")
    if not 0 < len(url.encode()) <= _LONGEST_URL:
        raise FieldError(SetAsideReason.BAD_FIELD, f"field 'url' must have 1 to {_LONGEST_URL} bytes")
    text = _text(fields, "text")
    if not text.strip():
        raise FieldError(SetAsideReason.EMPTY, "field 'text' is empty")
    outlet = _text(fields, "outlet", defaults.outlet).strip()
    if not outlet:
        raise FieldError(SetAsideReason.BAD_FIELD, "field 'outlet' is empty (--outlet NAME gives one)")
    return Article(
        url=url,
        outlet=outlet,
        title=_text(fields, "title").strip(),
        text=text,
        published=published,
        published_at=published_at,
        lang=_lang(fields.get("lang"), text, defaults),
        author=_text(fields, "author", "").strip() or None,
    )


def parse_moment(written: str) -> tuple[dt.date, dt.datetime | None]:
    """The day as written and, where a time is given, the moment (UTC where no zone is named); raises ValueError."""
    written = written.strip()
    if re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", written):
        day, moment = dt.date.fromisoformat(written), None
    else:
        moment = dt.datetime.fromisoformat(written)
        day = moment.date()
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=dt.UTC)
    if day.year < _EARLIEST_YEAR:
        raise ValueError(f"{day} lies before any newspaper")
    return day, moment


def lang_of(text: str) -> str | None:
    """`ar` or `en`, by the letters of the text; None for a text that has none of either."""
    return detect_language(text) if _LETTER.search(text) else None


def _lang(given: object, text: str, defaults: Defaults) -> str:
    if given is None:
        found = defaults.lang or lang_of(text)
        if found is None:
            raise FieldError(SetAsideReason.NO_ARTICLE, "no Arabic or English letter in the text")
        return found
    if isinstance(given, str) and (code := given.lower().replace("_", "-").split("-")[0]) in ("ar", "en"):
        return code
    raise FieldError(SetAsideReason.BAD_FIELD, f"field 'lang' is {given!r}, not 'ar' or 'en'")


def _text(fields: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = fields.get(name, default)
    if value is None and default is not None:
        return default
    if name not in fields and default is None:
        raise FieldError(SetAsideReason.MISSING_FIELD, f"field {name!r} is missing")
    if not isinstance(value, str):
        raise FieldError(SetAsideReason.BAD_FIELD, f"field {name!r} is {_kind(value)}, not a text")
    return storable(value)


def _moment(fields: Mapping[str, Any], defaults: Defaults) -> tuple[dt.date | None, dt.datetime | None]:
    if "published" not in fields and defaults.published is None:
        raise FieldError(SetAsideReason.MISSING_FIELD, "field 'published' is missing (null where it is unknown)")
    value = fields.get("published")
    if value is None:
        return defaults.published, None
    if not isinstance(value, str):
        raise FieldError(SetAsideReason.BAD_FIELD, f"field 'published' is {_kind(value)}, not an ISO date or null")
    try:
        return parse_moment(value)
    except ValueError:
        raise FieldError(
            SetAsideReason.BAD_FIELD, f"field 'published' is {value[:40]!r}, not an ISO date or null"
        ) from None


def _kind(value: object) -> str:
    names = {type(None): "null", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "an object")
