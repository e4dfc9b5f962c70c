"""What linking by claim buys: our links beside those of plain text likeness, on the sample and on real headlines.

`python -m tests.bench_likeness [--ans FOLDER]` prints a table. The sample: each pair of gold claims, of one cluster or
not. `--ans` names the folder of the Arabic News Stance pairs (`ans-stance-*.csv`): each pair with digits in both
headlines, which people call agreeing or not. Text likeness is given what favours it: of all thresholds the one that is
best on the very set, and, beside, its precision where it finds as many pairs as we do. Put here: measuring likeness.
Keep out: speed (`bench_linking`), the sample's own scores (`tests.models.linking.gold`).
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer

from models.claim import Article, Claim
from models.language import extract
from models.language.text import fold
from models.linking.clusters import assign
from models.linking.comparison import compare
from models.linking.linkable import LinkableClaim
from models.tables.cluster import Relation
from tests.models.linking.gold import load

_DAY = dt.date(2018, 5, 10)
_DIGIT = re.compile(r"\d")
Texts = tuple[str, str]


@dataclass(frozen=True)
class Pairs:
    """Pairs of texts: which state the same, and which of them we link."""

    name: str
    texts: Sequence[Texts]
    same: Sequence[bool]
    linked: Sequence[bool]


@dataclass(frozen=True)
class Score:
    """How well a choice of pairs meets those that are the same."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(chosen: Sequence[bool], same: Sequence[bool]) -> Score:
    """Precision and recall of the chosen."""
    met = sum(one and other for one, other in zip(chosen, same, strict=True))
    return Score(met / max(1, sum(chosen)), met / max(1, sum(same)))


def of_the_sample() -> Pairs:
    """Every pair of the sample's gold claims."""
    gold = load()
    home = assign(gold.claims.values()).members
    cluster = {name: number for number, one in enumerate(gold.links["clusters"]) for name in one["claims"]}
    pairs = list(combinations(gold.claims.items(), 2))
    return Pairs(
        "sample, gold claims",
        [(one.sentence, other.sentence) for (_, one), (_, other) in pairs],
        [cluster.get(a, a) == cluster.get(b, b) for (a, _), (b, _) in pairs],
        [home[one.claim_id] == home[other.claim_id] for (_, one), (_, other) in pairs],
    )


def of_headlines(folder: Path) -> tuple[Pairs, dict[str, float]]:
    """The headlines with digits, as two outlets' articles of one day; how many that disagree we call contradictions."""
    rows = [
        row
        for path in sorted(folder.glob("ans-stance-*.csv"))
        for row in csv.DictReader(path.read_text("utf-8").splitlines())
        if _DIGIT.search(row["s1"]) and _DIGIT.search(row["s2"])
    ]
    relations = [_relations(row["s1"], row["s2"]) for row in rows]
    disagree = [row["stance"] == "disagree" for row in rows]
    against = score([Relation.CONTRADICTS in found for found in relations], disagree)
    pairs = Pairs(
        "headlines with digits",
        [(row["s1"], row["s2"]) for row in rows],
        [row["stance"] == "agree" for row in rows],
        [Relation.SAME in found and Relation.CONTRADICTS not in found for found in relations],
    )
    return pairs, {"contradicts_precision": against.precision, "contradicts_recall": against.recall}


def _relations(one: str, other: str) -> set[Relation]:
    found = (compare(mine, theirs) for mine in _claims(one, "a") for theirs in _claims(other, "b"))
    return {comparison.relation for comparison in found if comparison is not None}


def _claims(headline: str, outlet: str) -> Iterator[LinkableClaim]:
    article = Article(f"about:{outlet}", outlet, "", headline, _DAY, lang="ar")
    for claim in extract(article):
        yield _linkable(claim, article)


def _linkable(claim: Claim, article: Article) -> LinkableClaim:
    quantity, period = claim.quantity, claim.period
    return LinkableClaim(
        claim_id=claim.claim_id(article.article_id),
        article_id=article.article_id,
        group_id=article.article_id,
        outlet=article.outlet,
        lang="ar",
        published=article.published,
        kind=claim.kind,
        sentence=article.text[claim.sentence_start : claim.sentence_end],
        speaker=claim.speaker,
        speaker_role=claim.speaker_role,
        low=None if quantity is None else quantity.low,
        high=None if quantity is None else quantity.high,
        comparator=None if quantity is None else quantity.comparator,
        unit=None if quantity is None else quantity.unit,
        currency=None if quantity is None else quantity.currency,
        subject=claim.subject,
        measure=claim.measure,
        action=claim.action,
        object=claim.object,
        place=claim.place,
        status=claim.status,
        negated=claim.negated,
        period_start=None if period is None else period.start,
        period_end=None if period is None else period.end,
    )


def by_trigrams(texts: Sequence[Texts]) -> list[float]:
    """The share of trigrams of letters that two texts have in common, as pg_trgm counts them."""
    known = {text: _trigrams(text) for pair in texts for text in pair}
    return [len(known[a] & known[b]) / max(1, len(known[a] | known[b])) for a, b in texts]


def _trigrams(text: str) -> frozenset[str]:
    words = (f"  {word} " for word in re.findall(r"\w+", fold(text)))
    return frozenset(word[at : at + 3] for word in words for at in range(len(word) - 2))


def by_tf_idf(texts: Sequence[Texts]) -> list[float]:
    """The cosine of two texts' words and pairs of words, rare ones weighing more."""
    distinct = list(dict.fromkeys(text for pair in texts for text in pair))
    vectors = TfidfVectorizer(preprocessor=fold, ngram_range=(1, 2)).fit_transform(distinct)
    row = {text: number for number, text in enumerate(distinct)}
    cosines = (vectors @ vectors.T).tocsr()
    return [float(cosines[row[a], row[b]]) for a, b in texts]


def best(likeness: Sequence[float], same: Sequence[bool]) -> Score:
    """The score at the threshold whose F1 is best."""
    return max((score([one >= limit for one in likeness], same) for limit in _limits(likeness)), key=lambda one: one.f1)


def precision_at(recall: float, likeness: Sequence[float], same: Sequence[bool]) -> float:
    """The best precision among the thresholds that find at least so many."""
    scores = (score([one >= limit for one in likeness], same) for limit in _limits(likeness))
    return max((found.precision for found in scores if found.recall >= recall), default=0.0)


def _limits(likeness: Sequence[float]) -> list[float]:
    values = sorted(set(likeness))
    return values[:: max(1, len(values) // 200)]


def table(pairs: Pairs) -> Iterator[str]:
    """One line a way of linking: precision, recall and F1, and precision where it finds as many as we do."""
    ours = score(pairs.linked, pairs.same)
    yield f"{pairs.name}: {len(pairs.texts):,} pairs, {sum(pairs.same):,} the same"
    yield f"  {'by claim':<10} {ours.precision:.2f} {ours.recall:.2f} {ours.f1:.2f} {ours.precision:.2f}"
    ways: dict[str, Callable[[Sequence[Texts]], list[float]]] = {"trigrams": by_trigrams, "TF-IDF": by_tf_idf}
    for name, way in ways.items():
        likeness = way(pairs.texts)
        found, level = best(likeness, pairs.same), precision_at(ours.recall, likeness, pairs.same)
        yield f"  {name:<10} {found.precision:.2f} {found.recall:.2f} {found.f1:.2f} {level:.2f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ans", type=Path, metavar="FOLDER")
    folder: Path | None = parser.parse_args().ans
    sys.stdout.write("precision, recall, F1 of *same*; precision at our recall\n")
    sys.stdout.writelines(f"{line}\n" for line in table(of_the_sample()))
    if folder is not None:
        pairs, against = of_headlines(folder)
        sys.stdout.writelines(f"{line}\n" for line in table(pairs))
        sys.stdout.write(f"  {against}\n")


if __name__ == "__main__":
    main()
