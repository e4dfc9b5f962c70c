"""Every check there is, read from the YAML files beside this module.

Put here: how a file becomes checks, and the frame that checks on accounts share. Keep out: any one check.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from checks import disputes
from checks.check import Check
from checks.wording.phrases import words
from models.linking.weights import weights
from models.tables.flag import FlagType
from models.tables.run import CheckSeverity

_FIELDS = {"name", "table", "severity", "sentence", "explanation"}
_EXAMPLES = {"breaks", "holds", "without"}
_SPEAKERS = {"one": "TRUE", "several": "FALSE"}


class CatalogueError(ValueError):
    """A check's file cannot be used; the message names the check."""


@cache
def catalogue() -> Sequence[Check]:
    """All checks, those of our own data first; raises CatalogueError."""
    entries = entries_of_data()
    accounts = entries_on_accounts()
    rules = {entry["name"]: str(entry["rule"]) for entry in accounts if "rule" in entry}
    checks = [_check(entry, str(entry["sql"])) for entry in entries]
    checks += [_check(entry, _sql_on_accounts(entry, rules)) for entry in accounts]
    names = [check.name for check in checks]
    if len(set(names)) < len(names):
        raise CatalogueError(f"checks share a name: {sorted(name for name in names if names.count(name) > 1)}")
    return tuple(checks)


@cache
def version() -> str:
    """A key of all that the checks say and ask, and of the concepts that they know: what differs is another version."""
    known = files("models").joinpath("concepts.yaml").read_text("utf-8")
    asked = (catalogue(), disputes.statements("said"), disputes.statements("readings"), known)
    return hashlib.blake2b(repr(asked).encode(), digest_size=8).hexdigest()


def entries_of_data() -> list[Mapping[str, Any]]:
    """The checks of our own data as they stand in the files, examples included."""
    return [entry for file in _yaml_files(files("checks")) for entry in yaml.safe_load(file.read_text("utf-8"))]


def entries_on_accounts() -> list[Mapping[str, Any]]:
    """The checks on accounts as they stand in the files, examples included."""
    return [yaml.safe_load(file.read_text("utf-8")) for file in _yaml_files(files("checks.contradictions"))]


def _yaml_files(folder: Traversable) -> Iterator[Traversable]:
    return iter(sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name))


def _check(entry: Mapping[str, Any], sql: str) -> Check:
    name = entry.get("name", "a check without a name")
    unknown = set(entry) - _FIELDS - _EXAMPLES - {"sql", "flag", "rule", "large", "speakers", "resolution", "observe"}
    missing = _FIELDS - set(entry)
    if unknown or missing:
        raise CatalogueError(f"{name}: knows no {sorted(unknown)}, lacks {sorted(missing)}")
    flag = FlagType(entry.get("flag", FlagType.DATA))
    mended = words()["resolution"] if flag is FlagType.DATA else {}
    told = {"explanation": entry["explanation"], "resolution": entry.get("resolution", mended)}
    if any(set(by_language) != {"en", "ar"} for by_language in told.values()):
        raise CatalogueError(f"{name}: its explanation and its resolution are given in en and ar")
    return Check(
        name=name,
        table=entry["table"],
        severity=CheckSeverity(entry["severity"]),
        flag=flag,
        sentence=entry["sentence"],
        sql=_put_together(sql),
        observe=None if "observe" not in entry else _put_together(str(entry["observe"])),
        **told,
    )


def _put_together(sql: str) -> str:
    """The SQL with the files that it names in the place of their names: `{outlet_day}` is `outlet_day.sql`."""
    for name, shared in _shared_sql().items():
        sql = sql.replace("{" + name + "}", shared)
    return sql.strip()


@cache
def _shared_sql() -> Mapping[str, str]:
    """What several checks ask, by name."""
    return {
        file.name.removesuffix(".sql"): file.read_text("utf-8")
        for file in files("checks").iterdir()
        if file.name.endswith(".sql")
    }


def _sql_on_accounts(entry: Mapping[str, Any], rules: Mapping[str, str]) -> str:
    """The check's own SQL, or its rule within the frame."""
    if "sql" in entry:
        return str(entry["sql"])
    shared = {
        "deadline_days": str(weights().limits.deadline_days),
        "denied_days": str(weights().opposed.denied),
        "moving_actions": "(" + ", ".join(f"'{action}'" for action in sorted(weights().moving_actions)) + ")",
    }

    def filled(rule: str) -> str:
        others = {name: filled(other) for name, other in rules.items() if "{" + name + "}" in rule}
        return rule.format(**shared, **others)

    frame = files("checks.contradictions").joinpath("accounts.sql").read_text("utf-8")
    return frame.format(
        rule=filled(rules[entry["name"]]), large=entry["large"], is_one_voice=_SPEAKERS[entry["speakers"]]
    )
