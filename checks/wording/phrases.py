"""Parts of sentences: figures, days, stances, outlets, topics.

Put here: one value, or the claims of one side, as words of one language. Keep out: whole sentences (`sentences`).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from models.claim import Comparator, plain_number
from models.concepts import concepts

_OUTLETS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Account:
    """A claim as a side of a dispute tells it, with who published it and when."""

    outlet: str
    article_id: uuid.UUID
    published: dt.date | None
    speaker: str | None
    measure: str | None
    action: str | None
    subject: str | None
    object: str | None
    place: str | None
    status: str | None
    negated: bool
    comparator: str | None
    low: float | None
    high: float | None
    unit: str | None
    currency: str | None
    period_start: dt.date | None
    period_end: dt.date | None


@cache
def words() -> dict[str, Any]:
    """The words of `words.yaml`."""
    loaded: dict[str, Any] = yaml.safe_load(files("checks.wording").joinpath("words.yaml").read_text("utf-8"))
    return loaded


def date(day: dt.date, lang: str) -> str:
    """A day as people write it."""
    month = words()["months"][lang][day.month - 1]
    return str(words()["date"][lang].format(day=day.day, month=month, year=day.year))


def days(count: int, lang: str) -> str:
    """A number of days, the noun agreeing with the number."""
    for form in words()["days"][lang]:
        whole, first = form.get("whole"), form.get("from")
        if (whole is None or whole == count) and (first is None or first <= count % 100 <= form["to"]):
            break
    return str(form["is"].format(count=f"{count:,}"))


def figure(account: Account, lang: str) -> str:
    """The account's quantity with its bound and unit."""
    low, high, bound = account.low, account.high, account.comparator
    if bound in (Comparator.BETWEEN, Comparator.VAGUE) and (low is None or high is None):
        bound = Comparator.AT_MOST if low is None else Comparator.AT_LEAST
    if bound is None or (low is None and high is None):
        return str(words()["unbounded"][lang])
    told = words()["comparator"][bound][lang].format(low=number(low), high=number(high))
    if account.unit == "percent":
        return str(words()["percent"][lang].format(figure=told))
    if account.unit in (None, "item") or (account.unit == "money" and account.currency is None):
        return str(told)
    unit = concepts().units[account.unit]
    named = account.currency or (unit.ar if lang == "ar" else unit.en)
    return str(words()["unit"][lang].format(figure=told, unit=named))


def time(account: Account, lang: str) -> str:
    """The days for which the account says it."""
    start, end = account.period_start, account.period_end
    if start is None and end is None:
        return str(words()["undated"][lang])
    form = "by" if start is None else "since" if end is None else "day" if start == end else "between"
    told = {"start": date(start, lang) if start else "", "end": date(end, lang) if end else ""}
    return str(words()["time"][form][lang].format(**told))


def stance(account: Account, lang: str) -> str:
    """How the act, or the figure, stands according to the account."""
    if account.action is None:
        told = figure(account, lang)
        return str(words()["denied_figure"][lang].format(figure=told)) if account.negated else told
    return str(words()["not" if account.negated else "stance"][account.status][lang])


def outlets(side: Sequence[Account], lang: str) -> str:
    """Who published it, first to last, each with the day of its first account; all but the first few counted."""
    first: dict[str, dt.date | None] = {}
    for account in side:
        first.setdefault(account.outlet, account.published)
    named = [
        words()["outlet"][lang].format(outlet=outlet, day=date(day, lang) if day else words()["undated"][lang])
        for outlet, day in first.items()
    ]
    left = len(named) - _OUTLETS_NAMED
    if left > 0:
        named = [*named[:_OUTLETS_NAMED], words()["more"][lang].format(count=left)]
    *most, last = named
    return str(words()["and"][lang].join(filter(None, [words()["comma"][lang].join(most), last])))


def topic(accounts: Sequence[Account], lang: str) -> str:
    """What the accounts speak of: the measure or act if they share it, and whom, what and where it is about."""

    def first(field: str) -> str | None:
        return next((getattr(account, field) for account in accounts if getattr(account, field)), None)

    leads = {account.measure or account.action for account in accounts}
    ids = [*(leads if len(leads) == 1 else ()), first("subject"), first("object"), first("place")]
    names = list(dict.fromkeys(concepts().label(name, lang) for name in ids if name))
    if not names:
        return str(words()["something"][lang])
    lead, *details = names
    if details:
        lead = words()["topic"][lang].format(lead=lead, details=words()["comma"][lang].join(details))
    return str(lead[:1].upper() + lead[1:])


def act(account: Account, told: str, lang: str) -> str:
    """What is told of the account's act, with the act's name before it."""
    return str(words()["act"][lang].format(action=concepts().label(account.action or "", lang), account=told))


def number(value: float | None) -> str:
    """A figure in digits, thousands parted."""
    plain = plain_number(value)
    if plain is None:
        return ""
    return f"{plain:,}" if isinstance(plain, int) else f"{plain:,.2f}".rstrip("0").rstrip(".")
