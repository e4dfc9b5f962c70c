"""The sentences that explain a check's rows: its templates, filled in.

Put here: what a template may ask for, and where it comes from. Keep out: single phrases (`phrases`).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, text

from checks.check import Check
from checks.wording import phrases
from checks.wording.phrases import Account

_LANGUAGES = ("en", "ar")
_TELLING: Mapping[str, Callable[[Account, str], str]] = {
    "value": phrases.figure,
    "sum": phrases.figure,
    "rise": phrases.figure,
    "fall": phrases.figure,
    "zero": phrases.figure,
    "digit": phrases.figure,
    "thousand": phrases.figure,
    "swapped": phrases.figure,
    "deadline": phrases.time,
    "overdue": phrases.time,
    "denial": phrases.stance,
    "status": phrases.stance,
}
"""What of an account a broken rule is about."""
_OUTLET, *_OTHERS = (field.name for field in fields(Account))
_ACCOUNTS = (
    f"SELECT claim_id, outlet.name AS {_OUTLET}, {', '.join(_OTHERS)}"
    " FROM claim JOIN article USING (article_id) JOIN outlet USING (outlet_id)"
    " WHERE claim_id = ANY(:claims) ORDER BY published NULLS LAST, outlet.name, claim_id"
)


def read_accounts(connection: Connection, claims: Iterable[uuid.UUID]) -> dict[uuid.UUID, Account]:
    """The accounts of these claims, the earliest first."""
    found = connection.execute(text(_ACCOUNTS), {"claims": list(claims)})
    return {claim: Account(*told) for claim, *told in found.tuples()}


def explain(
    check: Check,
    row: Mapping[str, Any],
    sides: Sequence[Sequence[Account]],
    as_of: dt.date,
) -> dict[str, str]:
    """Why the row breaks the check, and what would settle it, by the columns of a flag.

    A side's accounts are named in their order.
    """
    told = {}
    for lang in _LANGUAGES:
        if row.get("rule") is None:
            parts = {name: str(value) for name, value in row.items()}
        else:
            parts = _parts(str(row["rule"]), [side for side in sides if side], as_of, lang)
        told[f"explanation_{lang}"] = check.explanation[lang].format_map(parts)
        told[f"resolution_{lang}"] = check.resolution[lang].format_map(parts)
    return told


def _parts(rule: str, sides: Sequence[Sequence[Account]], as_of: dt.date, lang: str) -> dict[str, str]:
    firsts = [side[0] for side in sides]
    parts = {"topic": phrases.topic(firsts, lang), "as_of": phrases.date(as_of, lang)}
    for kind in ("slip", "change"):
        parts[kind] = phrases.words()[kind].get(rule, {}).get(lang, "")
    parts["speaker"] = next((account.speaker for side in sides for account in side if account.speaker), "")
    parts["days"] = phrases.days(_days_apart(firsts), lang)
    one_act = len({account.action for account in firsts}) == 1
    for name, side in zip("ab", sides, strict=False):
        told = _TELLING[rule](side[0], lang)
        parts[f"account_{name}"] = told if one_act else phrases.act(side[0], told, lang)
        parts[f"outlets_{name}"] = phrases.outlets(side, lang)
    if rule == "sum":
        *_, summed = sides
        parts["parts_b"] = " + ".join(phrases.number(account.low) for account in _as_one_tells(summed))
        parts["sum_b"] = phrases.figure(_added(_as_one_tells(summed)), lang)
    return parts


def _as_one_tells(side: Sequence[Account]) -> Sequence[Account]:
    """The accounts of the first outlet that tells them: what others repeat is not added again."""
    return [account for account in side if account.article_id == side[0].article_id]


def _added(side: Sequence[Account]) -> Account:
    total = sum(account.low or 0 for account in side)
    return replace(side[0], low=total, high=total)


def _days_apart(accounts: Sequence[Account]) -> int:
    """Days between the times of two accounts, a sole end taken for a day; 0 where they meet or one has none."""
    spans = [
        (account.period_start or account.period_end, account.period_end or account.period_start) for account in accounts
    ]
    known = [(start, end) for start, end in spans if start is not None and end is not None]
    if len(known) < 2:
        return 0
    (first_start, first_end), (second_start, second_end) = known
    return max(0, (second_start - first_end).days, (first_start - second_end).days)
