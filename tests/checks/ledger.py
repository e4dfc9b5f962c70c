"""Small ledgers for trying checks on: rows told in few words, filled up to whole ones, and written.

A ledger is a mapping of tables to a row or rows; ids are short names, and whatever a row leaves out is harmless. A
claim that names no article gets one of its own. `times: 20` stands for twenty such rows. Claims take shorthands: `is`,
`about`, `at_least`, `at_most`, `more_than`, `less_than`; `from`, `to`; and of their article `outlet`, `published` and
`group`. Two accounts (`a`, `b`, what `both` share, and the linker's `relation`, or `relations` of pairs like `a0 b1`)
become two clusters.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from models.claim import content_key
from models.tables import metadata

TEXT = "Two thousand five hundred soldiers left the base on Monday."
DAY = dt.date(2021, 11, 15)
ORDER = (
    *("outlet", "article", "set_aside", "extraction", "claim", "cluster", "cluster_member", "link", "article_copy"),
    *("cluster_key", "cluster_merge", "former_place", "cluster_event"),
    *("concept", "action_conflict", "flag", "flag_claim", "flag_event", "decision", "alias", "run", "check_run"),
)
Row = dict[str, Any]
_BOUNDS = {
    "is": ("exact", True, True),
    "about": ("approx", True, True),
    "at_least": ("at_least", True, False),
    "more_than": ("more_than", True, False),
    "at_most": ("at_most", False, True),
    "less_than": ("less_than", False, True),
}
_DEFAULTS: dict[str, Row] = {
    "set_aside": {"set_aside_id": "s", "source": "input.jsonl", "reason": "empty", "detail": "it is empty"},
    "extraction": {"extractor": "reader 1", "claims": 0},
    "link": {
        "relation": "same",
        "score": 0.9,
        "reasons": [{"en": "Both say it.", "ar": "كلاهما يقوله."}],
        "decided_by": "rule:same",
    },
    "article_copy": {"similarity": 1.0},
    "concept": {"kind": "head", "label_en": "thing", "label_ar": "شيء"},
    "alias": {"author": "Salma", "reason": "So he signs."},
    "decision": {"author": "Salma", "reason": "I have read both."},
    "flag": {
        "flag_id": "f",
        "check_name": "value",
        "type": "value",
        "severity": "low",
        "explanation_en": "Two figures.",
        "explanation_ar": "رقمان.",
        "state": "open",
    },
    "flag_event": {"flag_id": "f", "after": "open", "cause": "found"},
    "run": {"run_id": "r", "as_of": DAY, "data_key": "data", "written": {}, "seconds": {}},
    "check_run": {
        "data_key": "data",
        "check_name": "value",
        "expectation": "It holds.",
        "severity": "flag",
        "success": True,
        "offenders": 0,
        "seconds": 0.1,
    },
}


def key(name: str) -> uuid.UUID:
    """The id that a short name stands for."""
    return content_key("ledger", name)


def write(connection: sa.Connection, ledger: Mapping[str, Any]) -> None:
    """Write a ledger, of tables or of two accounts."""
    told = _accounts(ledger) if "a" in ledger else ledger
    tables: dict[str, list[Row]] = {name: list(_times(told.get(name, ()))) for name in ORDER}
    _give_articles(tables)
    texts: dict[str, str] = {row["article_id"]: row["text"] for row in tables["article"]}
    tables["claim"] = [_claim(claim, texts.get(claim["article_id"], TEXT)) for claim in tables["claim"]]
    for name, rows in tables.items():
        table = metadata.tables[name]
        for row in rows:
            whole = _DEFAULTS.get(name, {}) | row
            values = {column: _value(table.c[column], value) for column, value in whole.items()}
            connection.execute(insert(table).on_conflict_do_nothing() if name == "outlet" else insert(table), values)


def _give_articles(tables: dict[str, list[Row]]) -> None:
    """Give every claim and every reading an article, and every article its outlet and what else it must have."""
    given = list(tables["article"])
    for number, row in enumerate(given):
        row.setdefault("article_id", f"article-{number}")
    for number, claim in enumerate(tables["claim"]):
        claim.setdefault("claim_id", f"claim-{number}")
        if "article_id" not in claim and given:
            claim["article_id"] = given[0]["article_id"]
        elif "article_id" not in claim:
            claim["article_id"] = f"of-{claim['claim_id']}"
            article: Row = {name: claim.pop(name) for name in ("outlet", "published", "text") if name in claim}
            tables["article"].append({"article_id": claim["article_id"], **article})
            if "group" in claim:
                group = {"article_id": claim["article_id"], "group_id": f"of-{claim.pop('group')}"}
                tables["article_copy"].append(group)
    for number, row in enumerate(tables["extraction"]):
        if number == len(tables["article"]):
            tables["article"].append({"article_id": f"article-{number}"})
        row.setdefault("article_id", tables["article"][number]["article_id"])
    for article in tables["article"]:
        outlet = article.pop("outlet", "Dijla Post")
        tables["outlet"].append({"outlet_id": outlet, "name": outlet})
        defaults = {"outlet_id": outlet, "url": f"https://news.example/{article['article_id']}", "title": "News"}
        for name, value in (defaults | {"published": DAY, "lang": "en", "text": TEXT}).items():
            article.setdefault(name, value)


def drop(connection: sa.Connection, guard: str) -> None:
    """Take a constraint, or a computed column, off a table (`table.name`)."""
    table, name = guard.split(".")
    kind = "COLUMN" if name in metadata.tables[table].columns else "CONSTRAINT"
    connection.execute(sa.text(f"ALTER TABLE {table} DROP {kind} {name} CASCADE"))


def _times(rows: Any) -> Iterator[Row]:
    for row in [rows] if isinstance(rows, Mapping) else rows:
        for _ in range(row.get("times", 1)):
            yield {name: value for name, value in row.items() if name != "times"}


def _value(column: Any, value: Any) -> Any:
    return key(value) if isinstance(column.type, sa.Uuid) and isinstance(value, str) else value


def _claim(told: Mapping[str, Any], text: str) -> Row:
    row: Row = {"attribution": "indirect", "negated": False, "confidence": 0.9, "extractor": "reader 1"}
    row |= {"quote": TEXT[:34], "sentence_start": 0, "sentence_end": len(text)}
    if "action" in told:
        row |= {"kind": "policy", "status": "planned"}
    else:
        row |= {"kind": "numeric", "unit": "person", "quantity_text": "2500", "measure": "force_size"}
        row |= {"subject": "force.us", "comparator": "exact", "low": 2500, "high": 2500}
    if "from" in told or "to" in told:
        row |= {"period_start": told.get("from"), "period_end": told.get("to")}
        row |= {"period_text": "then", "period_resolved": True}
    for word, (comparator, low, high) in _BOUNDS.items():
        if word in told:
            value = told[word]
            row |= {"comparator": comparator, "low": value if low else None, "high": value if high else None}
    row |= {name: value for name, value in told.items() if name not in {*_BOUNDS, "from", "to"}}
    start = row.setdefault("span_start", max(text.find(row["quote"]), 0))
    row.setdefault("span_end", start + len(row["quote"]))
    return row


def _accounts(ledger: Mapping[str, Any]) -> Row:
    claims: list[Row] = []
    members = []
    for side, outlet in (("a", "Dijla Post"), ("b", "Basra Voice")):
        for number, told in enumerate(_times(ledger[side])):
            claims.append({"claim_id": f"{side}{number}", "outlet": outlet} | ledger.get("both", {}) | told)
            members.append({"claim_id": f"{side}{number}", "cluster_id": f"cluster-{side}"})
    relations = ledger.get("relations", {"a0 b0": ledger.get("relation", "contradicts")})
    links = []
    for pair, relation in relations.items():
        first, second = sorted(pair.split(), key=key)
        if relation:
            links.append({"claim_a": first, "claim_b": second, "relation": relation})
    return {
        "claim": claims,
        "cluster": [{"cluster_id": f"cluster-{side}"} for side in "ab"],
        "cluster_member": members,
        "link": links,
    }
