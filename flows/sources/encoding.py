"""Bytes to text: which encoding an input is in, and letters that no database can store.

Put here: decoding. Keep out: what the text means. Arabic newsrooms write UTF-8 and windows-1256, often without saying
which; a wrong guess is worse than none, since mojibake of Arabic consists of Arabic letters.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (  # UTF-32 before UTF-16, whose mark it begins with
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ["cp1256", "iso8859_6", "cp1252", "utf_16_le", "utf_16_be"]
"""What Arabic and English texts come in: with every code page of the world allowed, Arabic is taken for Japanese."""
_SAID_OF_ANYTHING = ("iso8859-1", "cp1252")
"""Declared by templates that hold windows-1256 as well, and every byte fits: no evidence."""
_SAMPLE = 200_000
"""Bytes that a guess is made from; the rest must then decode as well."""
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|encoding=["']([\w.:-]{2,40})["']""", re.IGNORECASE
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def decode(raw: bytes, declared: str | None = None) -> str | None:
    """The text of the bytes without byte order mark, or None if no encoding fits; `declared` is the source's word."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return storable(raw[len(mark) :].decode(name, "replace"))
    mostly_text = raw.count(0) * 50 < len(raw)
    text = None
    if mostly_text:
        text = _strictly(raw, "utf-8") or _strictly(raw, declared or "") or _almost_utf8(raw)
    text = text or _guess(raw)
    return None if text is None else storable(text)


def declared_encoding(page: bytes) -> str | None:
    """The encoding that an HTML page names in its first bytes."""
    found = _DECLARED.search(page[:4096])
    return None if found is None else (found[1] or found[2]).decode("ascii")


def storable(text: str) -> str:
    """The text with NUL and lone surrogates, which Postgres cannot store, as U+FFFD: offsets stay what they are."""
    return _UNSTORABLE.sub("\ufffd", text)


def _strictly(raw: bytes, name: str) -> str | None:
    try:
        return None if codecs.lookup(name).name in _SAID_OF_ANYTHING else raw.decode(name)
    except (UnicodeError, LookupError):
        return None


def _almost_utf8(raw: bytes) -> str | None:
    """UTF-8 with a few broken bytes: in any other encoding nearly every letter beyond ASCII would break."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(map("\x7f".__lt__, text))
    return text if broken * 20 < beyond_ascii else None


def _guess(raw: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    return None if best is None else raw.decode(best.encoding, "replace")
