"""The second judge of linking: claims given as fields, written before anybody saw what linking makes of them.

`python -m tests.models.linking.held_out.judge` prints the scores and every difference; `--accept` stores the scores.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from models.linking.clusters import assign
from tests.models.linking.gold import Gold, run, score
from tests.models.linking.readings import claim

FOLDER = Path(__file__).parent
ACCEPTED = FOLDER / "accepted.yaml"


def load() -> Gold:
    """The claims and what is expected of them."""
    raw: dict[str, Any] = yaml.safe_load((FOLDER / "claims.yaml").read_text("utf-8"))
    readings = raw["claims"]
    return Gold(
        claims={name: claim(name, reading) for name, reading in readings.items()},
        groups={name: reading["group"] for name, reading in readings.items() if "group" in reading},
        links=raw,
        flags=raw["disputes"],
    )


def figures() -> dict[str, float]:
    """The scores as they are now."""
    gold = load()
    return score(gold, assign(gold.claims.values()))


if __name__ == "__main__":
    run(load(), ACCEPTED)
