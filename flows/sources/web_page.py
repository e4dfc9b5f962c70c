"""An HTML page: the article in it, with title, author, date and outlet from the page's own words.

Put here: what a page says of its article. Keep out: fetching (`web`), decoding (`encoding`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from flows.sources.encoding import declared_encoding, decode
from flows.sources.fields import FieldError, article_from
from flows.sources.outcome import MAX_BYTES, Defaults, Incoming, Origin, SetAside
from flows.sources.plain_text import UNNAMED_OUTLET, refuse
from models.set_aside import SetAsideReason

_FEWEST_WORDS = 8
"""In its longest paragraph: menus, forms and notices of rights stay below, the shortest news item does not."""
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2999-12-31"}
"""Only what the page states as its date, be it in the future: a guess would date claims wrongly."""


def read(stream: BinaryIO, origin: Origin, defaults: Defaults) -> Iterator[Incoming | SetAside]:
    """The page's article; its url is the one that the page calls canonical, if any."""
    raw = stream.read(MAX_BYTES + 1)
    if (refused := refuse(raw, origin)) is not None:
        yield refused
        return
    page = decode(raw, origin.encoding or declared_encoding(raw))
    if page is None:
        yield SetAside(origin.name, None, SetAsideReason.UNKNOWN_ENCODING, "no known encoding fits", raw)
        return
    found = _article_in(page)
    if found is None:
        yield SetAside(origin.name, None, SetAsideReason.NO_ARTICLE, "no article in this HTML", raw)
        return
    url = found["url"] or origin.url
    fields = {
        "url": url,
        "outlet": defaults.outlet or found["sitename"] or _host(url) or UNNAMED_OUTLET,
        "title": found["title"] or "",
        "published": found["date"],
        "text": found["text"],
        "author": found["author"],
    }
    try:
        yield Incoming(origin.name, None, article_from(fields, defaults))
    except FieldError as error:
        yield SetAside(origin.name, None, error.reason, str(error), raw)


def _article_in(page: str) -> dict[str, Any] | None:
    """What the extractor found, or None where nothing reads like an article."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
        )
    except Exception:  # noqa: BLE001  on hostile markup it fails in ways of its own, assertions among them
        return None
    if found is None:
        return None
    fields: dict[str, Any] = found if isinstance(found, dict) else found.as_dict()
    paragraphs = (fields["text"] or "").splitlines()
    longest = max((len(paragraph.split()) for paragraph in paragraphs), default=0)
    return fields if longest >= _FEWEST_WORDS else None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
