"""What a reader gives: an article with the place it came from, or an input set aside with its reason.

Put here: the values that pass between readers and the ingest stage, and the limit on an input's size. Keep out: any
one format.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from models.claim import Article, content_key
from models.set_aside import SetAsideReason

MAX_BYTES = 10_000_000
"""The most that one input (a file, a page, a line of JSON Lines) may hold: a hundred times a long article."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an input stands: `name` for a person and the table, `url` for an article that names none of its own.

    `encoding` is what the server that sent it said.
    """

    name: str
    url: str
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the caller says of inputs that do not say it themselves."""

    outlet: str | None = None
    published: dt.date | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that did not become an article; `line` counts from 1, `raw` is the input itself unless too large."""

    source: str
    line: int | None
    reason: SetAsideReason
    detail: str
    raw: bytes | None = None

    @property
    def where(self) -> str:
        """The place as editors understand it: `file:line`."""
        return self.source if self.line is None else f"{self.source}:{self.line}"

    def __str__(self) -> str:
        return f"{self.where}: {self.detail} ({self.reason.value})"

    @property
    def key(self) -> uuid.UUID:
        """Place, reason and input: the same trouble met again is the same."""
        raw = (self.raw or b"").decode("latin-1")
        return content_key("set_aside", self.source, str(self.line or ""), self.reason.value, raw)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article as read, and where it stood."""

    source: str
    line: int | None
    article: Article

    def set_aside(self, reason: SetAsideReason, detail: str) -> SetAside:
        """The same input, refused after all; its raw form is a line of JSON Lines that can be given again."""
        article = self.article
        moment = article.published_at or article.published
        fields = {
            "url": article.url,
            "outlet": article.outlet,
            "title": article.title,
            "published": None if moment is None else moment.isoformat(),
            "text": article.text,
            "lang": article.lang,
            "author": article.author,
        }
        raw = json.dumps(fields, ensure_ascii=False).encode()
        return SetAside(self.source, self.line, reason, detail, raw)


Reader: TypeAlias = Callable[[BinaryIO, Origin, Defaults], Iterator[Incoming | SetAside]]
"""The form of every format's `read`."""
