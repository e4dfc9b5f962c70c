"""A page or file on the web: fetched with limits, then read by the reader of its format.

Put here: fetching. Keep out: what the bytes mean.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from importlib.metadata import version
from urllib.parse import urldefrag

from flows.sources import json_lines, plain_text, web_page
from flows.sources.outcome import MAX_BYTES, Defaults, Incoming, Origin, Reader, SetAside
from models.set_aside import SetAsideReason

_TOTAL_SECONDS = 60.0
_SILENCE_SECONDS = 15.0
_REDIRECTS = 5


def read(url: str, defaults: Defaults) -> Iterator[Incoming | SetAside]:
    """What stands at an http(s) address; whatever keeps us from it is set aside as unreachable."""
    import httpx

    url = urldefrag(url).url
    fetched: tuple[str, bytes] | None
    try:
        fetched = _fetch(url)
    except httpx.HTTPStatusError as error:
        answer = error.response
        yield _unreachable(url, f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip())
    except httpx.TimeoutException:
        yield _unreachable(url, "the server did not answer in time")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        yield _unreachable(url, str(error) or type(error).__name__)
    else:
        if fetched is None:
            yield SetAside(url, None, SetAsideReason.TOO_LARGE, plain_text.too_large("the page"))
            return
        content_type, body = fetched
        kind, _, parameters = content_type.lower().partition(";")
        encoding = parameters.partition("charset=")[2].strip(" \"'") or None
        origin = Origin(url, url, encoding)
        yield from _reader_of(kind.strip(), url)(io.BytesIO(body), origin, defaults)


def _fetch(url: str) -> tuple[str, bytes] | None:
    """The content type and the body, or None for a body beyond the limit."""
    import httpx

    agent = f"tawatur/{version('tawatur')}"
    deadline = time.monotonic() + _TOTAL_SECONDS
    with (
        httpx.Client(timeout=_SILENCE_SECONDS, follow_redirects=True, max_redirects=_REDIRECTS) as client,
        client.stream("GET", url, headers={"User-Agent": agent, "Accept": "text/html,*/*;q=0.5"}) as answer,
    ):
        answer.raise_for_status()
        body = bytearray()
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > MAX_BYTES:
                return None
            if time.monotonic() > deadline:
                raise httpx.ReadTimeout("too slow", request=answer.request)
        return answer.headers.get("Content-Type", "text/html"), bytes(body)


def _reader_of(kind: str, url: str) -> Reader:
    if kind in ("application/jsonl", "application/x-ndjson", "application/json") or url.endswith(
        (".jsonl", ".jsonl.gz")
    ):
        return json_lines.read
    return plain_text.read if kind == "text/plain" else web_page.read


def _unreachable(url: str, detail: str) -> SetAside:
    return SetAside(url, None, SetAsideReason.UNREACHABLE, detail)
