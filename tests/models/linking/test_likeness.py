"""Linking by claim is surer than by likeness of texts, on real headlines too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench_likeness import Pairs, by_tf_idf, by_trigrams, of_headlines, of_the_sample, precision_at, score

HEADLINES = Path(__file__).resolve().parents[4] / "shared" / "data"


def surer_than_text(pairs: Pairs, margin: float) -> bool:
    ours = score(pairs.linked, pairs.same)
    texts = (precision_at(ours.recall, way(pairs.texts), pairs.same) for way in (by_trigrams, by_tf_idf))
    return all(ours.precision >= precision + margin for precision in texts)


def test_on_the_sample() -> None:
    assert surer_than_text(of_the_sample(), 0.5)


@pytest.mark.skipif(not HEADLINES.is_dir(), reason="the real headlines are not at hand")
def test_on_real_headlines_with_digits() -> None:
    pairs, against = of_headlines(HEADLINES)
    assert score(pairs.linked, pairs.same).precision >= 0.9
    assert against["contradicts_precision"] >= 0.9
    assert surer_than_text(pairs, 0.25)
