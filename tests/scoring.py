"""How well extracted claims agree with annotated ones: precision, recall and F1 by kind, and accuracy field by field.

A numeric claim is found where spans overlap and bounds agree; a policy claim where spans overlap by half of the shorter
one, with the same polarity. Fields are judged on found claims only. Run as a module to see the figures, the errors
(`--errors`), or to accept new figures (`--accept`): `python -m tests.scoring flows/sample --errors`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from models.claim import Article
from models.language.extract import extract
from models.language.text import fold

FIELDS = (
    "unit",
    "measure",
    "action",
    "subject",
    "object",
    "place",
    "status",
    "speaker",
    "via",
    "period",
    "attribution",
)
Gold = Mapping[str, Any]


@dataclass
class Tally:
    """Counts of one kind of claim in one language."""

    found: int = 0
    missed: int = 0
    invented: int = 0
    seen: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    judged: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def figures(self) -> dict[str, float | int]:
        """Precision, recall, F1, the number of annotated claims, and the share of right values of each field."""
        precision = self.found / max(1, self.found + self.invented)
        recall = self.found / max(1, self.found + self.missed)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        shares = {name: round(self.right[name] / self.judged[name], 3) for name in FIELDS if self.judged[name]}
        gold = self.found + self.missed
        return {
            "gold": gold,
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(f1, 3),
            **shares,
        }


def phenomena(gold: Gold) -> Iterator[str]:
    """What a claim is an example of: how its number is written and bound, how it stands, who says it, when."""
    quantity = gold["quantity"]
    if quantity is not None:
        yield f"number {quantity['comparator']}"
        yield f"number {_written(quantity['text'])}"
        yield f"unit {quantity['unit']}"
    else:
        yield f"status {gold['status']}{' negated' if gold['negated'] else ''}"
    yield f"said {gold['attribution']}{', relayed' if gold['via'] else ''}"
    period = gold["period"]
    if period is not None:
        ends = "".join("x" if period[end] else "-" for end in ("start", "end"))
        yield {"xx": "time between", "-x": "time up to", "x-": "time since", "--": "time open"}[ends]


def _written(text: str) -> str:
    """Whether a number stands in digits, in words, in both, or in no word of its own (جنديان)."""
    digits = any(letter.isdigit() for letter in text)
    letters = any(letter.isalpha() for letter in text)
    if digits:
        return "in digits and words" if letters else "in digits"
    return "in words" if letters else "as a noun"


def articles(folder: Path) -> list[Article]:
    """The articles of an annotated folder (`articles.jsonl`)."""
    found = []
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        published = raw.get("published")
        day = None if published is None else dt.date.fromisoformat(published[:10])
        found.append(Article(raw["url"], raw["outlet"], raw["title"], raw["text"], day, lang=raw.get("lang")))
    return found


def annotated(folder: Path) -> dict[str, list[Gold]]:
    """The annotated claims of a folder (`expected.jsonl`) by the article's url."""
    by_url: dict[str, list[Gold]] = defaultdict(list)
    for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        by_url[claim["url"]].append(claim)
    return by_url


def score(folder: Path, errors: bool = False) -> dict[str, dict[str, Any]]:
    """Figures by language and kind (`ar numeric`, …), and by phenomenon; prints what differs where `errors` is set."""
    gold = annotated(folder)
    tallies: dict[str, Tally] = defaultdict(Tally)
    for article in articles(folder):
        said = [claim.to_json() for claim in extract(article)]
        for kind in ("numeric", "policy"):
            tally = tallies[f"{article.lang} {kind}"]
            wanted = [claim for claim in gold.get(article.url, ()) if claim["kind"] == kind]
            for problem in compare([claim for claim in said if claim["kind"] == kind], wanted, tally):
                if errors:
                    print(f"{article.url.rsplit('/', 1)[-1]} {kind}: {problem}")
    figures: dict[str, dict[str, Any]] = {name: tally.figures() for name, tally in sorted(tallies.items())}
    for name, tally in sorted(tallies.items()):
        found = {phenomenon: f"{hits} of {of}" for phenomenon, (hits, of) in sorted(tally.seen.items())}
        figures[f"{name}, found by phenomenon"] = found
    return figures


def compare(said: Sequence[Gold], wanted: Sequence[Gold], tally: Tally) -> Iterator[str]:
    """Match one article's claims of one kind, count them, and say what differs."""
    free = list(said)
    for gold in wanted:
        match = next((claim for claim in free if matches(claim, gold)), None)
        for phenomenon in phenomena(gold):
            tally.seen[phenomenon][0] += match is not None
            tally.seen[phenomenon][1] += 1
        if match is None:
            tally.missed += 1
            near = [claim for claim in said if overlap(claim, gold) > 0]
            yield f"MISSED  {_brief(gold)}" + "".join(f"\n    had   {_brief(claim)}" for claim in near)
            continue
        free.remove(match)
        tally.found += 1
        for name in FIELDS:
            given, expected = value(match, name), value(gold, name)
            if given is None and expected is None:
                continue
            tally.judged[name] += 1
            if agrees(name, given, expected):
                tally.right[name] += 1
            else:
                yield f"{name:9} {gold['quote']!r}: {given!r}, not {expected!r}"
    for claim in free:
        tally.invented += 1
        yield f"EXTRA   {_brief(claim)}"


def matches(claim: Gold, gold: Gold) -> bool:
    """Whether an extracted claim is the annotated one."""
    if claim["kind"] == "numeric":
        mine, theirs = claim["quantity"], gold["quantity"]
        same = all(mine[bound] == theirs[bound] for bound in ("low", "high")) or mine["comparator"] == "vague"
        return overlap(claim, gold) > 0 and same
    return overlap(claim, gold) >= 0.5 and claim["negated"] == gold["negated"]


def overlap(one: Gold, other: Gold) -> float:
    """The shared stretch of two spans as a share of the shorter one."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return float(max(0, shared) / min(one["end"] - one["start"], other["end"] - other["start"]))


def value(claim: Gold, name: str) -> Any:
    """A field's value in the form in which it is compared."""
    if name == "unit":
        quantity = claim["quantity"]
        return None if quantity is None else (quantity["unit"], quantity.get("currency"))
    if name == "period":
        period = claim["period"]
        return None if period is None else (period["start"], period["end"])
    return claim[name]


def agrees(name: str, given: Any, expected: Any) -> bool:
    """Whether two values of a field say the same; names agree if one holds the other."""
    if name in ("speaker", "via") and given is not None and expected is not None:
        one, other = set(fold(given).split()), set(fold(expected).split())
        return one <= other or other <= one
    return bool(given == expected)


def _brief(claim: Gold) -> str:
    quantity = claim["quantity"] or {}
    bounds = " ".join(str(quantity.get(key)) for key in ("low", "high", "comparator", "unit") if quantity)
    rest = [claim[name] for name in ("measure", "action", "subject", "object", "status")]
    negated = " negated" if claim["negated"] else ""
    return f"{claim['quote']!r} {bounds} {' '.join(str(part) for part in rest if part)}{negated}"


def main() -> None:
    """Print the figures of an annotated folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every difference")
    parser.add_argument("--accept", type=Path, help="write the figures to this file")
    given = parser.parse_args()
    figures = score(given.folder, given.errors)
    text = yaml.safe_dump(figures, sort_keys=False, width=200, default_flow_style=None)
    print(text)
    if given.accept is not None:
        given.accept.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
