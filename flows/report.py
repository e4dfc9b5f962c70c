"""The last stage: the ledger as one HTML page that needs nothing but itself.

Put here: the page as a file. Keep out: what is on it (`findings`) and how it looks (`page/`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from prefect import flow

from flows import progress
from flows.findings import Findings, read_findings, reading
from infra.database.connection import engine

_DISPUTES, _REPEATED, _ARTICLES = 100, 100, 150
"""How many of each the page shows: it must open at once, whatever the size of the ledger."""
_SIDE = 2
"""Claims on one side of a dispute that are shown in full."""


@flow(name="report")
def report(database_url: str, folder: Path) -> Path:
    """Write `latest.html` into the folder, unless it is there already, word for word; its path."""
    with progress.stage("writing the report"):
        with engine(database_url).connect() as connection:
            findings = read_findings(connection, disputes=_DISPUTES, repeated=_REPEATED, articles=_ARTICLES)
        return write_page(findings, folder / "latest.html")


def write_page(findings: Findings, path: Path) -> Path:
    """Write the page so that a reader never sees half of it; the same findings leave the file as it is."""
    page = render(findings)
    if not path.exists() or path.read_text(encoding="utf-8") != page:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        unfinished.write_text(page, encoding="utf-8")
        unfinished.replace(path)
    return path


def render(findings: Findings) -> str:
    """The page's HTML."""
    import jinja2

    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("flows", "page"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    said = words()
    return templates.get_template("report.html").render(
        found=findings,
        words=said,
        reading=partial(reading, findings=findings, words=said),
        side=_SIDE,
        style=(files("flows.page") / "style.css").read_text(encoding="utf-8"),
    )


@cache
def words() -> Mapping[str, Any]:
    """What the page and the summary say in their own voice, by place, name and language."""
    loaded: Mapping[str, Any] = yaml.safe_load((files("flows.page") / "words.yaml").read_text(encoding="utf-8"))
    return loaded
