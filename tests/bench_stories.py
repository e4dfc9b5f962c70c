"""How many of the disputes in whole stories a run brings up, by kind: articles in, flags out.

`python -m tests.bench_stories [held_out] [--errors]` runs the pipeline over a folder of `tests/flows/stories` in a
database of its own. Each story is of a few short articles that hold one dispute, or none though it looks like one; they
were written by somebody who knew the annotation, and not the program. No rule is made for those that are held out. Put
here: the score. Keep out: the stories.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from infra.database.connection import engine, ensure_database
from infra.settings import Settings

STORIES = Path(__file__).parent / "flows" / "stories"
AS_OF = "2024-06-01"
_FLAGS = """
SELECT flag_id, type::text AS kind, array_agg(DISTINCT url) FILTER (WHERE side = 'a') AS side_a,
       array_agg(DISTINCT url) FILTER (WHERE side = 'b') AS side_b
FROM flag JOIN flag_claim USING (flag_id) JOIN claim USING (claim_id) JOIN article USING (article_id)
WHERE type <> 'data' AND state IN ('open', 'reopened')
GROUP BY flag_id
"""


def expected(folder: str) -> list[Mapping[str, Any]]:
    """The stories: `story`, `type` (`none`: no dispute), `side_a` and `side_b` (urls)."""
    return [json.loads(line) for line in STORIES.joinpath(folder, "expected.jsonl").open(encoding="utf-8")]


def score(folder: str, database: Engine) -> tuple[dict[str, str], list[str]]:
    """How many stories of each kind are found, `none`: how much is brought up that is none; and the stories missed."""
    with database.connect() as connection:
        flags = list(connection.execute(text(_FLAGS)))
    met: set[Any] = set()
    missed: list[str] = []
    found: dict[str, int] = defaultdict(int)
    told: dict[str, int] = defaultdict(int)
    for story in (story for story in expected(folder) if story["type"] != "none"):
        told[story["type"]] += 1
        hits = [flag.flag_id for flag in flags if _is_met(story, set(flag.side_a or ()), set(flag.side_b or ()))]
        met.update(hits)
        found[story["type"]] += bool(hits)
        missed += [] if hits else [f"{story['story']} {story['type']}"]
    false = sum(flag.flag_id not in met for flag in flags)
    result = {kind: f"{found[kind]} of {count}" for kind, count in told.items()}
    return result | {"none": f"{false} brought up"}, missed


def _is_met(story: Mapping[str, Any], one: set[str], other: set[str]) -> bool:
    """Whether two sides name articles of either side of a story; a commitment that is overdue has but one."""
    side_a, side_b = set(story["side_a"]), set(story["side_b"])
    if not other or not side_b:
        return bool((one | other) & side_a)
    return bool((one & side_a and other & side_b) or (one & side_b and other & side_a))


def main() -> None:
    """Print the score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", choices=("seen", "held_out"), default="seen")
    parser.add_argument("--errors", action="store_true", help="name the stories that were not found")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TAWATUR_DATA_DIR": folder}
        call = [sys.executable, "-m", "flows.cli"]
        articles = str(STORIES / chosen.folder / "articles.jsonl")
        subprocess.run(
            [*call, "run", articles, "--as-of", AS_OF], env=environment, stdout=subprocess.DEVNULL, check=True
        )
        database = engine(ensure_database(Settings(data_dir=Path(folder))))
        result, missed = score(chosen.folder, database)
        database.dispose()
        subprocess.run([*call, "db", "stop"], env=environment, stdout=subprocess.DEVNULL, check=True)
    for kind, count in result.items():
        sys.stdout.write(f"{kind:<20} {count}\n")
    if chosen.errors:
        sys.stdout.write("not found: " + ", ".join(missed) + "\n")


if __name__ == "__main__":
    main()
