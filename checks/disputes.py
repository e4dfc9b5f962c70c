"""What the linker found at odds, laid out once for all checks on accounts: in a temporary table, `disputed_reading`.

A reading is what one side of a pair of clusters says, once for all the claims that say it, with who says it, when, and
whether one voice is heard on both sides. Put here: that table, and whose voice it is. Keep out: what breaks a rule
(`contradictions/*.yaml`) and the frame of a rule (`accounts.sql`).
"""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, text

from infra.database.connection import copy_rows
from models.concepts import concepts
from models.linking.names import alike
from models.linking.weights import weights

# Of this connection alone: the ledger may stand beside tables of others with these names.
_CLEAR = "DROP TABLE IF EXISTS pg_temp.candidate, pg_temp.said, pg_temp.one_voice, pg_temp.disputed_reading"
_ONE_VOICE = "CREATE TEMPORARY TABLE one_voice (cluster_a uuid, cluster_b uuid) ON COMMIT DROP"
# Known by the office alone, two speakers need not be one.
_SPEAKERS = """
SELECT DISTINCT cluster_id, speaker, authority FROM said
WHERE speaker IS NOT NULL AND speaker IS DISTINCT FROM speaker_role
"""
_UNNAMED = re.compile(
    r"\b(?:source|official|witness|resident|analyst)(?:e?s)?\b"
    r"|(?:^|\s)(?:ال)?(?:مصدر|مصادر|مسؤول|مسؤولون|مسؤولين|شاهد|شهود|سكان|مراقب|مراقبون|محلل|محللون)(?:\s|$)",
    re.IGNORECASE,
)
"""Of whom there are many: two sources need not be one."""
_LATIN = re.compile("[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is named as saying it, and the institution for which they speak on an act of its own."""

    name: str
    authority: str | None

    def is_one_with(self, other: Speaker) -> bool:
        """Whether both are one person, or speak for one institution."""
        return (self.authority is not None and self.authority == other.authority) or alike(self.name, other.name)

    def is_another_than(self, other: Speaker) -> bool:
        """Whether they are two; across scripts a name that does not match may be a translation."""
        return not self.is_one_with(other) and bool(_LATIN.search(self.name)) == bool(_LATIN.search(other.name))


def lay_out(connection: Connection) -> None:
    """Lay out what stands against what in the ledger as it is now, until the transaction ends or this is done again."""
    connection.execute(text(_CLEAR))
    for statement in (*statements("said"), _ONE_VOICE):
        connection.execute(text(statement))
    of_one_voice = list(_of_one_voice(connection))  # before the COPY, which holds the connection
    copy_rows(connection, "one_voice", ["cluster_a", "cluster_b"], of_one_voice)
    for statement in statements("readings"):
        connection.execute(text(statement))


def _of_one_voice(connection: Connection) -> Iterator[tuple[uuid.UUID, uuid.UUID]]:
    """The pairs on both sides of which one speaks, and no one else is named."""
    speakers: Mapping[uuid.UUID, set[Speaker]] = defaultdict(set)
    for cluster, name, authority in connection.execute(text(_SPEAKERS)).tuples():
        if not _UNNAMED.search(name):
            speakers[cluster].add(Speaker(name, authority))
    for cluster_a, cluster_b in connection.execute(text("SELECT cluster_a, cluster_b FROM candidate")).tuples().all():
        if _is_one_voice(speakers.get(cluster_a, ()), speakers.get(cluster_b, ())):
            yield cluster_a, cluster_b


def _is_one_voice(side_a: Collection[Speaker], side_b: Collection[Speaker]) -> bool:
    pairs = [(one, other) for one in side_a for other in side_b]
    return any(one.is_one_with(other) for one, other in pairs) and not any(
        one.is_another_than(other) for one, other in pairs
    )


@cache
def statements(name: str) -> tuple[str, ...]:
    """The statements of `said` or `readings`, filled in with the weights of the linker."""
    limits = weights().limits
    institutions = sorted(name for name, head in concepts().heads.items() if head.kind == "institution")
    tolls = sorted(measure for measure, nature in weights().natures.items() if nature == "toll")
    acts = " ".join(f"WHEN '{act}' THEN '{other}'" for act, other in sorted(weights().one_act.items()))
    filled = (
        files("checks.contradictions")
        .joinpath(f"{name}.sql")
        .read_text("utf-8")
        .format(
            one_act=f"CASE action {acts} ELSE action END",
            institutions=_listed(institutions),
            tolls=_listed(tolls),
            approx=limits.approx,
            rounding=limits.rounding,
        )
    )
    return tuple(filled.split(";\n"))


def _listed(names: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{name}'" for name in names) + ")"
