"""The concepts file, read and checked."""

from __future__ import annotations

import copy
from importlib.resources import files
from typing import Any

import pytest
import yaml

from models.concepts import ConceptError, concepts, parse

RAW = yaml.safe_load(files("models").joinpath("concepts.yaml").read_text("utf-8"))


def test_places_lie_in_places() -> None:
    known = concepts()
    assert known.holds("iraq", "harir")
    assert known.holds("erbil", "harir")
    assert not known.holds("harir", "erbil")
    assert not known.holds("iraq", "iraq")
    assert not known.holds("iraq", "nowhere")


def test_what_excludes_is_excluded() -> None:
    for name, action in concepts().actions.items():
        assert all(name in concepts().actions[other].against for other in action.against)


def test_compounds_have_names_in_both_languages() -> None:
    known = concepts()
    assert known.label("force.combat.us", "en") == "combat United States forces"
    assert known.label("force.combat.us", "ar") == "قوات الولايات المتحدة قتالية"
    assert known.label("withdraw", "en") == "withdraw"
    assert known.label("unheard_of", "ar") == "unheard_of"


@pytest.mark.parametrize(
    ("group", "name", "change"),
    [
        ("measures", "killed", {"nature": "tall"}),
        ("measures", "killed", {"unit": "soul"}),
        ("actions", "withdraw", {"against": ["stay"]}),
        ("actions", "withdraw", {"of": ["nothing"]}),
        ("heads", "soldier", {"measure": "height"}),
        ("heads", "soldier", {"colour": "red"}),
        ("units", "person", {"ar": ""}),
        ("places", "erbil", {"in": "atlantis"}),
        ("places", "kurdistan", {"in": "harir"}),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(group: str, name: str, change: dict[str, Any]) -> None:
    broken = copy.deepcopy(RAW)
    broken[group][name] |= change
    with pytest.raises(ConceptError, match=r"\w+: "):
        parse(broken)
