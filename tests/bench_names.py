"""How surely two spellings are taken for one name: ours beside plain likeness of romanised letters.

`python -m tests.bench_names [--errors]` prints a table over the pairs of `tests/models/linking/name_pairs.yaml`. Plain
likeness is rapidfuzz over anyascii, at the threshold that is best on these pairs. Put here: measuring. Keep out: the
pairs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from anyascii import anyascii
from rapidfuzz import fuzz

from models.linking.names import alike

PAIRS = Path(__file__).parent / "models" / "linking" / "name_pairs.yaml"


@dataclass(frozen=True)
class NamePair:
    """Two names, and whether they are one."""

    about: str
    one: str
    other: str
    same: bool


@dataclass(frozen=True)
class Score:
    """How well what is taken for one name is one, and how much of it is found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"{self.precision:.3f} {self.recall:.3f} {self.f1:.3f}"


def pairs(part: str) -> list[NamePair]:
    """The pairs of a part: `open` or `closed`."""
    groups = yaml.safe_load(PAIRS.read_text("utf-8"))[part]
    return [
        NamePair(group["about"], one, other, same)
        for group in groups
        for same in (True, False)
        for one, other in group["same" if same else "different"]
    ]


def score(found: list[NamePair], taken: Callable[[str, str], bool]) -> Score:
    """Precision and recall of the pairs taken for one name."""
    chosen = [pair for pair in found if taken(pair.one, pair.other)]
    right = sum(pair.same for pair in chosen)
    return Score(right / max(1, len(chosen)), right / max(1, sum(pair.same for pair in found)))


def plain(limit: float) -> Callable[[str, str], bool]:
    """Likeness of the words of two names in Latin letters, from a limit on."""

    def taken(one: str, other: str) -> bool:
        return fuzz.token_set_ratio(anyascii(one).lower(), anyascii(other).lower()) >= limit

    return taken


def best_plain(found: list[NamePair]) -> Score:
    """The score of plain likeness at the limit whose F1 is best on these very pairs."""
    return max((score(found, plain(limit)) for limit in range(40, 101, 2)), key=lambda one: one.f1)


def errors(found: list[NamePair]) -> Iterator[str]:
    """A line for each pair that is taken wrongly."""
    for pair in found:
        if alike(pair.one, pair.other) != pair.same:
            yield f"  {'missed' if pair.same else 'joined'}: {pair.one} | {pair.other} ({pair.about})"


def main() -> None:
    """Print the table, and what is wrong in the open pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="show what is taken wrongly among the open pairs")
    chosen = parser.parse_args()
    sys.stdout.write("precision, recall, F1\n")
    for part in ("open", "closed"):
        found = pairs(part)
        begun = time.perf_counter()
        ours = score(found, alike)
        seconds = time.perf_counter() - begun
        sys.stdout.write(
            f"{part}: {len(found)} pairs\n  ours            {ours}   {seconds / len(found) * 1e6:.0f} µs a pair\n"
            f"  plain, at best  {best_plain(found)}\n"
        )
    if chosen.errors:
        sys.stdout.writelines(f"{line}\n" for line in errors(pairs("open")))


if __name__ == "__main__":
    main()
