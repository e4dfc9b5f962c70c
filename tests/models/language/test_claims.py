"""The examples of claims of both languages: each gives the claims that it names, and no others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

import models.language
from models.claim import Article, Claim
from models.language.extract import extract

ROOT = Path(models.language.__file__).parent
LANGUAGES = ("ar", "en")


def examples() -> list[Any]:
    return [
        pytest.param(code, line, id=f"{code}: {line['about']}")
        for code in LANGUAGES
        for line in yaml.safe_load((ROOT / code / "examples" / "claims.yaml").read_text(encoding="utf-8"))
    ]


def read(text: str, lang: str, published: str = "2021-11-15") -> list[Claim]:
    return extract(Article("example", "example", "", text, dt.date.fromisoformat(published), lang=lang))


def stated(claim: Claim, name: str) -> Any:
    """A claim's field as the examples write it."""
    value = claim.to_json()
    if name == "n":
        quantity = value["quantity"]
        return [quantity[key] for key in ("low", "high", "comparator", "unit")]
    if name == "currency":
        return value["quantity"]["currency"]
    if name == "period":
        return None if value["period"] is None else [value["period"]["start"], value["period"]["end"]]
    return value[name]


@pytest.mark.parametrize(("code", "line"), examples())
def test_an_example_gives_its_claims_and_no_others(code: str, line: dict[str, Any]) -> None:
    claims = read(line["text"], code, line.get("published", "2021-11-15"))
    found = [
        {name: stated(claim, name) for name in wanted} for claim, wanted in zip(claims, line["claims"], strict=False)
    ]
    assert found == line["claims"]
    assert len(claims) == len(line["claims"]), [claim.to_json() for claim in claims]


NEWS = "قالمنفيسجندي ٣٥٠,.٪$%«»\"'‏‎‪ـًّﺳﻻabc0189-–\n\t\ud800"


@given(st.text(alphabet=NEWS, max_size=120), st.sampled_from(LANGUAGES))
def test_no_text_breaks_the_reading_and_every_quote_is_a_slice(text: str, code: str) -> None:
    for claim in read(text, code):
        assert text[claim.start : claim.end] == claim.quote


ENGLISH = (
    "more than", "at least", "no more than", "fewer than", "about", "between", "and", "a quarter", "a third", "half",
    "dozens", "hundreds", "millions", "of", "the", "soldiers", "families", "houses", "barrels a day", "percent",
    "dollars", "12", "3.5 million", "were killed", "will leave", "exports", "the deficit",
)  # fmt: skip
ARABIC = (
    "أكثر من", "ما لا يقل عن", "لا يتجاوز", "أقل من", "نحو", "بين", "و", "ربع", "ثلث", "نصف", "عشرات", "مئات",
    "ملايين", "من", "الجنود", "العائلات", "منازل", "برميل يوميا", "بالمئة", "دولار", "12", "3.5 مليون", "قتل",
    "سينسحب", "صادرات", "عجز", "تتجاوز",
)  # fmt: skip
OPEN = {"at_least": "high", "more_than": "high", "at_most": "low", "less_than": "low"}


@given(st.one_of(st.lists(st.sampled_from(ARABIC), max_size=9), st.lists(st.sampled_from(ENGLISH), max_size=9)))
@settings(max_examples=300, deadline=None)
@example(["قتل", "أكثر من", "ثلث", "الجنود"])
def test_bounds_suit_their_comparator_as_the_database_demands(words: list[str]) -> None:
    for claim in read(" ".join(words), "ar" if words and not words[0].isascii() else "en"):
        if (quantity := claim.quantity) is not None:
            sides = {"low": quantity.low, "high": quantity.high}
            unbounded = [side for side, bound in sides.items() if bound is None]
            if quantity.comparator in ("exact", "approx"):
                assert quantity.low == quantity.high is not None, claim
            elif quantity.comparator in OPEN:
                assert unbounded == [OPEN[quantity.comparator]], claim
            else:
                assert len(unbounded) < 2, claim


def test_a_text_ten_times_as_long_has_ten_times_the_claims() -> None:
    text = "قتل ثلاثة جنود في بغداد. ستسلم القوات القاعدة قبل نهاية العام.\n"
    assert len(read(text * 200, "ar")) == 10 * len(read(text * 20, "ar"))
