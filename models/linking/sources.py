"""How many sources state a claim independently of each other.

Put here: the counting rule. Keep out: finding copies (`copies`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from models.linking.linkable import LinkableClaim


def independent_sources(claims: Iterable[LinkableClaim]) -> int:
    """How many independent sources a cluster's claims have.

    Copies of one text, and repeats inside it, are one source. So are texts of one outlet that quote one speaker; two
    outlets that quote one speaker are two. Each text speaks through its first claim.
    """
    sources: dict[uuid.UUID, tuple[str, str] | uuid.UUID] = {}
    for claim in sorted(claims, key=lambda claim: claim.order):
        voice = (claim.outlet, claim.speaker) if claim.speaker else claim.group_id
        sources.setdefault(claim.group_id, voice)
    return len(set(sources.values()))
