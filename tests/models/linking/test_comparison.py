"""The pairs of `models/linking/examples.yaml`, and what every comparison keeps to."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pytest
import yaml

from models.linking.blocking import meeting
from models.linking.comparison import compare
from models.linking.features import NUMERIC, POLICY
from models.linking.linkable import LinkableClaim
from models.linking.weights import weights
from models.tables.cluster import Relation
from tests.models.linking.readings import claim

EXAMPLES = yaml.safe_load(files("models.linking").joinpath("examples.yaml").read_text("utf-8"))


def pair(example: Mapping[str, Any]) -> tuple[LinkableClaim, LinkableClaim]:
    return claim("a", example["a"]), claim("b", {**example["a"], **example["b"]})


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["why"] for example in EXAMPLES])
def test_examples(example: Mapping[str, Any]) -> None:
    one, other = pair(example)
    found = compare(one, other)
    assert (found.relation.value if found else "none") == example["is"]
    assert compare(other, one) == found, "the order of the two is no matter"
    if found is not None and found.relation is not Relation.COPY and one.group_id != other.group_id:
        for mine, theirs in ((one, other), (other, one)):
            assert set(meeting(mine).keys) & set(meeting(theirs).probes), "a related pair meets under some key"


def test_every_relation_has_a_score_and_reasons_in_both_languages() -> None:
    for example in EXAMPLES:
        found = compare(*pair(example))
        if found is not None:
            assert 0.5 < found.score <= 1
            assert found.reasons
            for reason in found.reasons:
                assert reason["en"].endswith(".")
                assert reason["ar"].endswith(".")
                assert not set("{}") & set(reason["en"] + reason["ar"])


def test_reasons_read_as_sentences() -> None:
    found = compare(*pair(EXAMPLES[0]))
    assert found is not None
    assert [reason["en"] for reason in found.reasons] == [
        "Both state forces present.",
        "≤ 2,500 and 2,500 name one number, as bound and as value.",
        "Both speak of Iraq.",
        "Both speak of United States forces.",
        "They were published 14 days apart.",
    ]
    assert found.reasons[1]["ar"] == "≤ 2,500 و2,500 رقم واحد، حدا وقيمة."


@pytest.mark.parametrize("feature", [*NUMERIC, *POLICY], ids=lambda feature: feature.__name__)
def test_every_feature_explains_itself_in_one_line(feature: Any) -> None:
    assert feature.__doc__
    assert "\n" not in feature.__doc__


def test_every_line_of_the_weights_can_be_shown_in_both_languages() -> None:
    for name, line in weights().lines.items():
        assert line.sentence.en.count("{") == line.sentence.ar.count("{"), name


def test_words_count_only_within_one_language() -> None:
    sentence = "أعلنت الهيئة حصيلة جديدة لضحايا السيول في القرى المحيطة بالمدينة"
    same = {"measure": "killed", "number": "= 8", "unit": "person", "place": "yemen", "sentence": sentence}
    assert compare(claim("a", same), claim("b", same)) is not None
    assert compare(claim("a", same), claim("b", {**same, "lang": "en"})) is None
