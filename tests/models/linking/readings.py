"""Claims written as in `models/linking/examples.yaml`."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from typing import Any

from models.claim import Comparator, Kind, Status, content_key
from models.linking.linkable import LinkableClaim

_SIGNS = {
    "=": Comparator.EXACT,
    "~": Comparator.APPROX,
    ">=": Comparator.AT_LEAST,
    ">": Comparator.MORE_THAN,
    "<=": Comparator.AT_MOST,
    "<": Comparator.LESS_THAN,
}
_NUMBER = re.compile(r"(?P<sign>[=~]|[<>]=?) *(?P<value>[\d.]+)|(?P<vague>vague +)?(?P<low>[\d.]+)\.\.(?P<high>[\d.]+)")
_DAY = dt.date(2023, 5, 10)


def claim(name: str, reading: Mapping[str, Any]) -> LinkableClaim:
    """The claim of a reading; `name` makes its id, and its outlet and article where the reading names none."""
    said = dict(reading)
    article = str(said.pop("article", name))
    group = str(said.pop("group", article))
    low, high, comparator = _quantity(said.pop("number", None))
    status = said.pop("status", None)
    return LinkableClaim(
        claim_id=key("claim", name),
        article_id=key("article", article),
        group_id=key("article", group),
        outlet=str(said.pop("outlet", f"outlet of {article}")),
        lang=said.pop("lang", "ar"),
        published=said.pop("day", _DAY),
        kind=Kind.POLICY if "action" in said else Kind.NUMERIC,
        sentence=said.pop("sentence", ""),
        low=low,
        high=high,
        comparator=comparator,
        status=None if status is None else Status(status),
        period_start=said.pop("from", None),
        period_end=said.pop("to", None),
        **said,
    )


def key(noun: str, name: str) -> uuid.UUID:
    """The id of a claim or article of this name."""
    return content_key(noun, name)


def _quantity(number: str | None) -> tuple[float | None, float | None, Comparator | None]:
    if number is None:
        return None, None, None
    match = _NUMBER.fullmatch(str(number))
    assert match is not None, number
    if match["sign"] is None:
        comparator = Comparator.VAGUE if match["vague"] else Comparator.BETWEEN
        return float(match["low"]), float(match["high"]), comparator
    comparator, value = _SIGNS[match["sign"]], float(match["value"])
    low = None if comparator in (Comparator.AT_MOST, Comparator.LESS_THAN) else value
    high = None if comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN) else value
    return low, high, comparator
