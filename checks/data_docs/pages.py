"""Writing the pages of a run into their folder, in one step that leaves no half-written ones.

Put here: our page, and the rewriting of Great Expectations' pages. Keep out: words and looks (`page.html.j2`,
`style.css`).
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, text

from checks.finding import Offenders

DETAILS = "great_expectations"
"""The folder of Great Expectations' own pages, beside ours."""
_ROWS_SHOWN = 20
_FLAGS = """
SELECT * FROM (
    SELECT flag_id, check_name, severity::text, state::text,
           explanation_en, explanation_ar, resolution_en, resolution_ar,
           row_number() OVER (
               PARTITION BY check_name ORDER BY state NOT IN ('open', 'reopened'), severity DESC, flag_id
           )
    FROM flag WHERE state <> 'resolved'
) AS ranked WHERE row_number <= :shown ORDER BY check_name, row_number
"""
_SIDES = ("side_a", "side_b")
"""Columns that list every claim: the flags hold them."""
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_REMOTE_TAG = re.compile(r"<(?:link|img|iframe|source)\b[^>]*?(?:https?:)?//[^>]*>", re.IGNORECASE)
_REMOTE_LINK = re.compile(r"""\s(?:href|src|srcset|action)=(["'])\s*(?:https?:)?//.*?\1""", re.IGNORECASE)
_REMOTE_STYLE = re.compile(r"""@import[^;]*;|url\(\s*["']?(?:https?:)?//[^)]*\)""", re.IGNORECASE)


def read_flags(connection: Connection) -> Mapping[str, Sequence[Row[Any]]]:
    """By check, the flags to show of it: those that a person has not dealt with first, the weightiest first."""
    flags: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(text(_FLAGS), {"shown": _ROWS_SHOWN}):
        flags.setdefault(row.check_name, []).append(row)
    return flags


def write_pages(
    folder: Path,
    built: Path,
    checked: Sequence[Offenders],
    flags: Mapping[str, Sequence[Row[Any]]],
    as_of: dt.date,
) -> None:
    """Put our page into `built`, beside Great Expectations' pages there, and `built` in the place of `folder`."""
    from jinja2 import Environment

    here = files("checks.data_docs")
    style = here.joinpath("style.css").read_text("utf-8")
    details = built / DETAILS
    for theirs in details.rglob("*.html"):
        up = "../" * len(theirs.relative_to(built).parent.parts)
        theirs.write_text(stand_alone(theirs.read_text("utf-8"), style).replace('href="/', f'href="{up}'), "utf-8")
    template = Environment(autoescape=True).from_string(here.joinpath("page.html.j2").read_text("utf-8"))
    page = template.render(
        style=style,
        checked=checked,
        flags=flags,
        as_of=as_of,
        shown=_ROWS_SHOWN,
        sides=_SIDES,
        details=f"{DETAILS}/index.html" if details.exists() else None,
    )
    built.joinpath("index.html").write_text(page, "utf-8")
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    built.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def stand_alone(page: str, style: str) -> str:
    """The page without anything that another host would have to send, and with our style in its place."""
    for fetched in (_SCRIPT, _REMOTE_TAG, _REMOTE_LINK, _REMOTE_STYLE):
        page = fetched.sub("", page)
    return page.replace("</head>", f"<style>\n{style}</style>\n</head>", 1)
