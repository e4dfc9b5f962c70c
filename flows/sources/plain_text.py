"""A plain text file: one article, whose text is the whole file.

Put here: what a text file says besides its text. Keep out: decoding (`encoding`), checks on fields (`fields`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from flows.sources.encoding import decode
from flows.sources.fields import FieldError, article_from
from flows.sources.outcome import MAX_BYTES, Defaults, Incoming, Origin, SetAside
from models.set_aside import SetAsideReason

UNNAMED_OUTLET = "unknown"
"""The outlet of a file that names none, where the caller does not either."""


def read(stream: BinaryIO, origin: Origin, defaults: Defaults) -> Iterator[Incoming | SetAside]:
    """The file as one article; its first line is the title if a blank line follows."""
    raw = stream.read(MAX_BYTES + 1)
    if (refused := refuse(raw, origin)) is not None:
        yield refused
        return
    text = decode(raw)
    if text is None:
        yield SetAside(origin.name, None, SetAsideReason.UNKNOWN_ENCODING, "no known encoding fits", raw)
        return
    fields = {
        "url": origin.url,
        "outlet": defaults.outlet or UNNAMED_OUTLET,
        "title": _title(text),
        "published": None,
        "text": text,
    }
    try:
        yield Incoming(origin.name, None, article_from(fields, defaults))
    except FieldError as error:
        yield SetAside(origin.name, None, error.reason, str(error), raw)


def refuse(raw: bytes, origin: Origin) -> SetAside | None:
    """Why a whole file cannot be one article by its size alone, if so."""
    if not raw.strip():
        return SetAside(origin.name, None, SetAsideReason.EMPTY, "the file is empty", raw)
    if len(raw) > MAX_BYTES:
        return SetAside(origin.name, None, SetAsideReason.TOO_LARGE, too_large("the file"))
    return None


def too_large(what: str) -> str:
    """The sentence for an input beyond the limit."""
    return f"{what} holds more than the {MAX_BYTES // 1_000_000} MB that one article may have; it is left where it is"


def _title(text: str) -> str:
    lines = text.lstrip().splitlines()[:2]
    return lines[0].strip() if len(lines) == 2 and not lines[1].strip() else ""
