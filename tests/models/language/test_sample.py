"""How well the sample corpus is read, frozen: a change in quality, for better or worse, shows as a difference here.

`python -m tests.scoring flows/sample --accept tests/models/language/accepted.yaml` accepts the figures of the day;
`--errors` in place of `--accept …` prints every difference from the annotations.
"""

from __future__ import annotations

from pathlib import Path

import yaml

import flows.sample
from models.language.extract import extract
from tests.scoring import articles, score

SAMPLE = flows.sample.sample_path().parent
ACCEPTED = Path(__file__).with_name("accepted.yaml")


def test_the_figures_on_the_sample_corpus_are_the_accepted_ones() -> None:
    assert score(SAMPLE) == yaml.safe_load(ACCEPTED.read_text(encoding="utf-8"))


def test_every_quote_stands_at_its_offsets_and_no_two_of_a_kind_share_a_span() -> None:
    for article in articles(SAMPLE):
        claims = extract(article)
        assert all(article.text[claim.start : claim.end] == claim.quote for claim in claims)
        assert all(claim.sentence_start <= claim.start < claim.end <= claim.sentence_end for claim in claims)
        assert len({(claim.kind, claim.start, claim.end) for claim in claims}) == len(claims)
