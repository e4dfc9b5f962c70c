"""How well annotated articles are read, frozen: a change in quality, for better or worse, shows as a difference here.

`python -m tests.scoring FOLDER --accept FILE` accepts the figures of the day (the sample's stand beside this file,
those of the further articles in theirs); `--errors` in place of `--accept …` prints every difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import flows.sample
from models.language.extract import extract
from tests.scoring import articles, score

SAMPLE = flows.sample.sample_path().parent
HERE = Path(__file__).parent
FURTHER = ("seen", "held_out", "distractors")


@pytest.mark.parametrize(
    ("folder", "accepted"),
    [(SAMPLE, HERE / "accepted.yaml"), *((HERE / name, HERE / name / "accepted.yaml") for name in FURTHER)],
    ids=["sample", *FURTHER],
)
def test_the_figures_are_the_accepted_ones(folder: Path, accepted: Path) -> None:
    assert score(folder) == yaml.safe_load(accepted.read_text(encoding="utf-8"))


def test_every_quote_stands_at_its_offsets_and_no_two_of_a_kind_share_a_span() -> None:
    for article in articles(SAMPLE):
        claims = extract(article)
        assert all(article.text[claim.start : claim.end] == claim.quote for claim in claims)
        assert all(claim.sentence_start <= claim.start < claim.end <= claim.sentence_end for claim in claims)
        assert len({(claim.kind, claim.start, claim.end) for claim in claims}) == len(claims)
