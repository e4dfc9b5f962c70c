"""JSON Lines, plain or gzipped: one article a line, of any number, read without holding more than one.

Put here: lines and their JSON. Keep out: what the fields must hold (`fields`).
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from flows.sources.encoding import decode
from flows.sources.fields import FieldError, article_from
from flows.sources.outcome import MAX_BYTES, Defaults, Incoming, Origin, SetAside
from flows.sources.plain_text import too_large
from models.set_aside import SetAsideReason

_GZIP = b"\x1f\x8b"


def read(stream: BinaryIO, origin: Origin, defaults: Defaults) -> Iterator[Incoming | SetAside]:
    """Every line as an article or as set aside with its number; a damaged archive ends with a note of where."""
    number = 0
    blank = True
    try:
        for number, line in enumerate(_lines(stream), start=1):
            if line is None:
                yield SetAside(origin.name, number, SetAsideReason.TOO_LARGE, too_large("the line"))
            elif line.strip():
                yield _read_line(line, origin, number, defaults)
            else:
                continue
            blank = False
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        detail = f"the gzip archive is damaged after this line: {error}"
        yield SetAside(origin.name, number or None, SetAsideReason.BROKEN_JSON, detail)
        blank = False
    if blank:
        yield SetAside(origin.name, None, SetAsideReason.EMPTY, "the file is empty", b"")


def _read_line(line: bytes, origin: Origin, number: int, defaults: Defaults) -> Incoming | SetAside:
    text = decode(line)
    if text is None:
        return SetAside(origin.name, number, SetAsideReason.UNKNOWN_ENCODING, "no known encoding fits", line)
    try:
        fields = json.loads(text)
    except json.JSONDecodeError as error:
        detail = f"not JSON: {error.msg} at column {error.colno}"
        return SetAside(origin.name, number, SetAsideReason.BROKEN_JSON, detail, line)
    except (ValueError, RecursionError):
        detail = "not JSON that can be read: a number too long, or brackets too deep"
        return SetAside(origin.name, number, SetAsideReason.BROKEN_JSON, detail, line)
    if not isinstance(fields, dict):
        return SetAside(origin.name, number, SetAsideReason.BROKEN_JSON, "not a JSON object", line)
    try:
        return Incoming(origin.name, number, article_from(fields, defaults))
    except FieldError as error:
        return SetAside(origin.name, number, error.reason, str(error), line)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines, each at most MAX_BYTES; None for a longer one."""
    reader = io.BufferedReader(_Raw(stream.read))
    if reader.peek(2).startswith(_GZIP):
        reader = io.BufferedReader(_Raw(gzip.GzipFile(fileobj=reader).read))
    readline: Callable[[int], bytes] = reader.readline
    if reader.peek(2).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        wide = io.TextIOWrapper(reader, "utf-16", "replace", newline="\n")
        readline = lambda limit: wide.readline(limit).encode()  # noqa: E731
    while line := readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while not line.endswith(b"\n") and (line := readline(MAX_BYTES)):
            pass
        yield None


class _Raw(io.RawIOBase):
    """Anything that can be read from, in the form that a buffer wants."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
