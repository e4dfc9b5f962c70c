"""From what a person names (files, folders, addresses, standard input) to one stream of articles.

Put here: finding inputs and choosing the reader of each. Keep out: any one format.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from flows.sources import json_lines, plain_text, web, web_page
from flows.sources.outcome import Defaults, Incoming, Origin, Reader, SetAside
from models.set_aside import SetAsideReason

_READERS: dict[str, Reader] = {
    ".txt": plain_text.read,
    ".text": plain_text.read,
    ".html": web_page.read,
    ".htm": web_page.read,
    ".xhtml": web_page.read,
    ".jsonl": json_lines.read,
    ".ndjson": json_lines.read,
    ".json": json_lines.read,
    ".jsonl.gz": json_lines.read,
    ".ndjson.gz": json_lines.read,
}
STANDARD_INPUT = "-"


class Inputs:
    """The inputs that a person named, folders resolved to the files in them, sorted, without those in `leave_out`.

    `size` and `done` count bytes on disk; what comes over the web or standard input counts as nothing.
    """

    def __init__(self, names: Sequence[str], defaults: Defaults, leave_out: Collection[Path] = ()) -> None:
        self._defaults = defaults
        self._names = [found for name in names for found in _expand(name, {path.resolve() for path in leave_out})]
        self.size = sum(_size(name) for name in self._names)
        self.done = 0

    def __iter__(self) -> Iterator[Incoming | SetAside]:
        """Every article, and every input that could not become one, in order."""
        for name in self._names:
            before = self.done
            yield from self._read(name, before)
            self.done = before + _size(name)

    def _read(self, name: str, before: int) -> Iterator[Incoming | SetAside]:
        if name == STANDARD_INPUT:
            stream = cast(io.BufferedReader, sys.stdin.buffer)
            origin = Origin("standard input", "about:stdin")
            yield from _by_content(stream.peek(64))(stream, origin, self._defaults)
        elif _is_address(name):
            yield from web.read(name, self._defaults)
        else:
            path = Path(name)
            try:
                with path.open("rb") as stream:
                    origin = Origin(str(path.absolute()), path.absolute().as_uri())
                    for item in _reader_of(path, stream)(stream, origin, self._defaults):
                        self.done = before + stream.tell()
                        yield item
            except FileNotFoundError:
                yield _missing(path, "there is no such file")
            except OSError as error:
                yield _missing(path, error.strerror or str(error))


def _expand(name: str, leave_out: Collection[Path]) -> Iterator[str]:
    path = Path(name)
    if name == STANDARD_INPUT or _is_address(name) or not _is_folder(path):
        yield name
        return
    empty = True
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(
            inner for inner in folders if not inner.startswith(".") and Path(folder, inner).resolve() not in leave_out
        )
        for file in sorted(files):
            if _suffix(Path(file)) in _READERS and not file.startswith("."):
                empty = False
                yield str(Path(folder, file))
    if empty:
        yield f"{name}{os.sep}"


def _reader_of(path: Path, stream: BinaryIO) -> Reader:
    """By the name, or, under a name that says nothing, by the first letter of the content."""
    if (reader := _READERS.get(_suffix(path))) is not None:
        return reader
    head = stream.read(64)
    stream.seek(0)
    return _by_content(head)


def _by_content(head: bytes) -> Reader:
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"{", b"\x1f\x8b")):
        return json_lines.read
    return web_page.read if head.startswith(b"<") else plain_text.read


def _suffix(path: Path) -> str:
    name = path.name.lower()
    return "".join(Path(name).suffixes[-2:]) if name.endswith(".gz") else Path(name).suffix


def _is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def _size(name: str) -> int:
    try:
        return 0 if _is_address(name) else Path(name).stat().st_size
    except OSError:
        return 0


def _missing(path: Path, why: str) -> SetAside:
    if _is_folder(path):
        return SetAside(str(path.absolute()), None, SetAsideReason.EMPTY, "no article file in this folder")
    return SetAside(str(path.absolute()), None, SetAsideReason.MISSING_FILE, why)


def _is_folder(path: Path) -> bool:
    """Whether it is one; what can be no name of a file (a sentence, say) is none."""
    try:
        return path.is_dir()
    except OSError:
        return False
