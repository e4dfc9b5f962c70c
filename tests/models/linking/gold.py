"""The sample's gold claims as linking sees them, and how close clusters and links come to the gold ones.

`python -m tests.models.linking.gold` prints the scores and every difference; `--accept` stores the scores. Put here:
scoring. Keep out: the second judge (`held_out`).
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

import yaml

from flows.sample import sample_path
from models.claim import Comparator, Kind, Status, content_key
from models.language.text import split_sentences
from models.linking.clusters import Assignment, assign
from models.linking.copies import CopyFinder, CopyText
from models.linking.linkable import LinkableClaim
from models.linking.sources import independent_sources
from models.tables.cluster import Relation

ACCEPTED = Path(__file__).with_name("accepted.yaml")
_CONTRADICTIONS = ("value", "deadline", "status", "denial", "self_contradiction", "misquote")

Pair = frozenset[str]


@dataclass(frozen=True)
class Gold:
    """The sample: claims by their gold id, the articles' copy groups by url, and what is expected of both."""

    claims: Mapping[str, LinkableClaim]
    groups: Mapping[str, str]
    links: Mapping[str, Any]
    flags: list[Mapping[str, Any]]

    @property
    def names(self) -> dict[uuid.UUID, str]:
        """The gold id of each claim."""
        return {claim.claim_id: name for name, claim in self.claims.items()}


def load() -> Gold:
    """The gold claims with the copy groups that the finder gives their articles."""
    articles = {article["url"]: article for article in _lines(sample_path())}
    texts = [
        CopyText(_article_id(article), _day(article["published"]), _lang(article), article["text"])
        for article in articles.values()
    ]
    finder = CopyFinder()
    copied = {text.article_id: finder.find(text).group_id for text in sorted(texts, key=lambda text: text.order)}
    urls = {_article_id(article): url for url, article in articles.items()}
    folder = sample_path().parent
    return Gold(
        claims={
            raw["id"]: _claim(raw, articles[raw["url"]], copied)
            for raw in _lines(sample_path().with_name("expected.jsonl"))
        },
        groups={urls[article_id]: urls[group_id] for article_id, group_id in copied.items()},
        links=yaml.safe_load((folder / "expected_links.yaml").read_text("utf-8")),
        flags=yaml.safe_load((folder / "expected_flags.yaml").read_text("utf-8"))["flags"],
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def _article_id(article: Mapping[str, Any]) -> uuid.UUID:
    return content_key("article", article["url"], article["text"])


def _day(value: str | None) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(value[:10])


def _lang(article: Mapping[str, Any]) -> str:
    text = article["text"]
    return str(article.get("lang") or ("ar" if sum("ء" <= letter <= "ي" for letter in text) > len(text) / 3 else "en"))


def _claim(raw: Mapping[str, Any], article: Mapping[str, Any], groups: Mapping[uuid.UUID, uuid.UUID]) -> LinkableClaim:
    quantity, period, article_id = raw["quantity"] or {}, raw["period"] or {}, _article_id(article)
    return LinkableClaim(
        claim_id=content_key("gold", raw["id"]),
        article_id=article_id,
        group_id=groups[article_id],
        outlet=article["outlet"],
        lang=_lang(article),
        published=_day(article["published"]),
        kind=Kind(raw["kind"]),
        sentence=_sentence(article["text"], raw["start"], raw["end"]),
        speaker=raw["speaker"],
        speaker_role=raw["speaker_role"],
        low=quantity.get("low"),
        high=quantity.get("high"),
        comparator=Comparator(quantity["comparator"]) if quantity else None,
        unit=quantity.get("unit"),
        currency=quantity.get("currency"),
        subject=raw["subject"],
        measure=raw["measure"],
        action=raw["action"],
        object=raw["object"],
        place=raw["place"],
        status=Status(raw["status"]) if raw["status"] else None,
        negated=raw["negated"],
        period_start=_day(period.get("start")),
        period_end=_day(period.get("end")),
    )


def _sentence(text: str, start: int, end: int) -> str:
    for sentence in split_sentences(text):
        if sentence[0].start <= start < sentence[-1].end:
            return text[sentence[0].start : max(sentence[-1].end, end)]
    return text[start:end]


def score(gold: Gold, found: Assignment) -> dict[str, float]:
    """Pairwise and B³ figures of clusters, the shares of hard pairs, sources, copies, updates and disputes met."""
    clusters = _clusters(gold, found)
    expected = [frozenset(cluster["claims"]) for cluster in gold.links["clusters"]]
    have, want = _pairs(clusters), _pairs(expected)
    precision, recall = _share(have & want, have), _share(have & want, want)
    b_precision, b_recall = _b_cubed(clusters, expected, gold.claims)
    different = {frozenset(pair["claims"]) for pair in gold.links["different"]}
    updates = {frozenset(pair) for pair in gold.links["updates"]}
    disputes = [
        {frozenset(pair) for pair in product(flag["side_a"], flag["side_b"])}
        for flag in gold.flags
        if flag["type"] in _CONTRADICTIONS
    ]
    related = {relation: _related(gold, found, relation) for relation in Relation}
    sources = [
        independent_sources(gold.claims[name] for name in cluster["claims"]) == cluster["independent_sources"]
        for cluster in gold.links["clusters"]
    ]
    copies = {frozenset(pair) for pair in gold.links["copies"]}
    grouped = {frozenset(pair) for pair in gold.groups.items() if pair[0] != pair[1]}
    contradictions = related[Relation.CONTRADICTS]
    figures = {
        "same_precision": precision,
        "same_recall": recall,
        "same_f1": _f1(precision, recall),
        "b_cubed_f1": _f1(b_precision, b_recall),
        "hard_pairs_joined": float(len(different & have)),
        "sources_right": sum(sources) / len(sources),
        "copies_precision": _share(grouped & copies, grouped),
        "copies_recall": _share(grouped & copies, copies),
        "updates_precision": _share(related[Relation.UPDATE] & _reach(updates, expected), related[Relation.UPDATE]),
        "updates_recall": _share({pair for pair in updates if _met(pair, related[Relation.UPDATE], clusters)}, updates),
        "disputes_found": sum(bool(pairs & contradictions) for pairs in disputes) / len(disputes),
        "contradictions_precision": _share(contradictions & set().union(*disputes), contradictions),
    }
    return {name: round(figure, 3) for name, figure in figures.items()}


def _clusters(gold: Gold, found: Assignment) -> list[frozenset[str]]:
    members: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    for claim_id, cluster_id in found.members.items():
        members[cluster_id].add(gold.names[claim_id])
    return [frozenset(names) for names in members.values()]


def _pairs(clusters: Iterable[frozenset[str]]) -> set[Pair]:
    return {frozenset(pair) for cluster in clusters for pair in combinations(cluster, 2)}


def _related(gold: Gold, found: Assignment, relation: Relation) -> set[Pair]:
    return {
        frozenset((gold.names[link.claim_a], gold.names[link.claim_b]))
        for link in found.links
        if link.relation is relation
    }


def _reach(updates: set[Pair], clusters: list[frozenset[str]]) -> set[Pair]:
    """The pairs that follow from the listed steps: a claim stands for its cluster, a step leads on to the next."""
    home = {name: cluster for cluster in clusters for name in cluster}
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in map(tuple, updates):
        for mine, theirs in product(home.get(one, {one}), home.get(other, {other})):
            near[mine].add(theirs)
            near[theirs].add(mine)
    reached: set[Pair] = set()
    for name in list(near):
        todo, seen = [name], {name}
        while todo:
            todo += (further := near[todo.pop()] - seen)
            seen |= further
        reached |= {frozenset((name, other)) for other in seen - {name}}
    return reached


def _met(pair: Pair, related: set[Pair], clusters: list[frozenset[str]]) -> bool:
    home = {name: cluster for cluster in clusters for name in cluster}
    one, other = pair
    return any(frozenset(met) in related for met in product(home[one], home[other]))


def _b_cubed(
    clusters: list[frozenset[str]], expected: list[frozenset[str]], names: Iterable[str]
) -> tuple[float, float]:
    have = {name: cluster for cluster in clusters for name in cluster}
    want = {name: cluster for cluster in expected for name in cluster}
    precisions, recalls = [], []
    for name in names:
        mine, right = have[name], want.get(name, frozenset({name}))
        precisions.append(len(mine & right) / len(mine))
        recalls.append(len(mine & right) / len(right))
    return sum(precisions) / len(precisions), sum(recalls) / len(recalls)


def _share(part: set[Pair], whole: set[Pair]) -> float:
    return len(part) / len(whole) if whole else 1.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def run(gold: Gold, accepted: Path) -> None:
    """Print the scores and where they come from; with `--accept` on the command line, store them."""
    found = assign(gold.claims.values())
    figures = score(gold, found)
    report = [yaml.safe_dump(figures, sort_keys=False)]
    report += [
        f"{name}: {sorted(pair)}"
        for name, pairs in _differences(gold, found).items()
        for pair in sorted(pairs, key=sorted)
    ]
    sys.stdout.write("\n".join(report) + "\n")
    if "--accept" in sys.argv:
        head = "# Linking of these claims, as last accepted: stored by `--accept`.\n"
        accepted.write_text(head + yaml.safe_dump(figures, sort_keys=False), "utf-8")


def _differences(gold: Gold, found: Assignment) -> dict[str, set[Pair]]:
    expected = [frozenset(one["claims"]) for one in gold.links["clusters"]]
    clusters = _clusters(gold, found)
    have, want = _pairs(clusters), _pairs(expected)
    updates = {frozenset(pair) for pair in gold.links["updates"]}
    updated, contradicting = _related(gold, found, Relation.UPDATE), _related(gold, found, Relation.CONTRADICTS)
    disputes = [
        {frozenset(pair) for pair in product(flag["side_a"], flag["side_b"])}
        for flag in gold.flags
        if flag["type"] in _CONTRADICTIONS
    ]
    return {
        "missing": want - have,
        "joined too much": have - want,
        "update missing": {pair for pair in updates if not _met(pair, updated, clusters)},
        "update too much": updated - _reach(updates, expected),
        "contradiction missing": {min(pairs, key=sorted) for pairs in disputes if not pairs & contradicting},
        "contradiction too much": contradicting - set().union(*disputes),
    }


if __name__ == "__main__":
    run(load(), ACCEPTED)
