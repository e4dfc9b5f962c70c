"""The sample corpus holds together: spans, ids, concepts, and what it promises to contain."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from itertools import combinations
from typing import Any

import pytest
import yaml

from flows.sample import sample_path
from flows.sources.everything import Inputs
from flows.sources.outcome import Defaults, Incoming
from models.claim import Attribution, Comparator, Kind, Quantity, Status
from models.tables.flag import FlagType

FOLDER = sample_path().parent
FIELDS = [
    "kind", "quote", "start", "end", "speaker", "speaker_role", "via", "attribution", "quantity",
    "subject", "measure", "action", "object", "place", "status", "negated", "period",
]  # fmt: skip


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def page(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return read


ARTICLES = {article["url"]: article for article in lines("articles.jsonl")}
CLAIMS = {claim["id"]: claim for claim in lines("expected.jsonl")}
LINKS = page("expected_links.yaml")
FLAGS = page("expected_flags.yaml")
CONCEPTS: dict[str, dict[str, Any]] = yaml.safe_load(
    (FOLDER.parents[1] / "models" / "concepts.yaml").read_text(encoding="utf-8")
)
NUMERIC = [claim for claim in CLAIMS.values() if claim["kind"] == "numeric"]
POLICY = [claim for claim in CLAIMS.values() if claim["kind"] == "policy"]


def of_each(claims: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("claim", claims, ids=[claim["id"] for claim in claims])


def test_the_sample_is_readable_as_any_input() -> None:
    items = list(Inputs([str(sample_path())], Defaults()))
    assert [item.article.url for item in items if isinstance(item, Incoming)] == list(ARTICLES)
    assert len(items) == len(ARTICLES)


def test_the_sample_covers_both_languages_and_holds_articles_without_claims_and_without_a_date() -> None:
    languages = Counter(article["lang"] for article in ARTICLES.values())
    assert (languages["ar"], languages["en"]) == (27, 17)
    assert all(80 <= len(article["text"].split()) <= 250 for article in ARTICLES.values())
    assert len(ARTICLES.keys() - {claim["url"] for claim in CLAIMS.values()}) == 3
    assert sum(article["published"] is None for article in ARTICLES.values()) == 2


def test_ids_name_the_line_of_their_article() -> None:
    assert len(CLAIMS) == len(lines("expected.jsonl"))
    urls = list(ARTICLES)
    assert all(urls[int(name[1:3]) - 1] == claim["url"] for name, claim in CLAIMS.items())


@of_each(list(CLAIMS.values()))
def test_every_claim_has_the_fields_of_a_claim_and_stands_at_its_offsets(claim: dict[str, Any]) -> None:
    text = ARTICLES[claim["url"]]["text"]
    assert list(claim) == ["id", "url", *FIELDS]
    assert text[claim["start"] : claim["end"]] == claim["quote"]
    for mention in ("speaker", "speaker_role", "via"):
        assert claim[mention] is None or claim[mention] in text
    attribution = Attribution(claim["attribution"])
    assert (attribution is Attribution.OUTLET) == (claim["speaker"] is None)
    assert Kind(claim["kind"])
    status = Status(claim["status"])
    assert claim["negated"] or status is not Status.DENIED


@of_each(list(CLAIMS.values()))
def test_every_claim_is_made_of_known_concepts(claim: dict[str, Any]) -> None:
    qualifiers = CONCEPTS["qualifiers"].keys() | CONCEPTS["places"].keys()
    for compound in filter(None, (claim["subject"], claim["object"])):
        head, *narrowing = compound.split(".")
        assert head in CONCEPTS["heads"]
        assert set(narrowing) <= qualifiers
        assert narrowing == sorted(set(narrowing))
    assert claim["place"] is None or claim["place"] in CONCEPTS["places"]


@of_each(NUMERIC)
def test_every_numeric_claim_measures_with_bounds_that_suit_its_comparator(claim: dict[str, Any]) -> None:
    assert claim["measure"] in CONCEPTS["measures"]
    assert (claim["action"], claim["object"]) == (None, None)
    quantity = Quantity(**claim["quantity"])
    assert quantity.text in claim["quote"]
    assert quantity.unit in CONCEPTS["units"]
    assert (quantity.unit == "money") == (quantity.currency is not None)
    bounded = (quantity.low is not None, quantity.high is not None)
    match Comparator(quantity.comparator):
        case Comparator.EXACT | Comparator.APPROX:
            assert quantity.low == quantity.high is not None
        case Comparator.AT_LEAST | Comparator.MORE_THAN:
            assert bounded == (True, False)
        case Comparator.AT_MOST | Comparator.LESS_THAN:
            assert bounded == (False, True)
        case Comparator.BETWEEN | Comparator.VAGUE:
            assert quantity.low is not None
            assert quantity.high is not None
            assert quantity.low < quantity.high


@of_each(POLICY)
def test_every_policy_claim_acts_and_measures_nothing(claim: dict[str, Any]) -> None:
    assert claim["action"] in CONCEPTS["actions"]
    assert (claim["measure"], claim["quantity"]) == (None, None)


@of_each([claim for claim in CLAIMS.values() if claim["period"]])
def test_every_period_is_said_beside_its_claim_and_runs_forwards(claim: dict[str, Any]) -> None:
    period, article = claim["period"], ARTICLES[claim["url"]]
    assert list(period) == ["start", "end", "text", "resolved"]
    paragraphs = article["text"].split("\n\n")
    assert any(claim["quote"] in paragraph and period["text"] in paragraph for paragraph in paragraphs)
    days = [dt.date.fromisoformat(day) for day in (period["start"], period["end"]) if day]
    assert days == sorted(days)
    assert period["resolved"] == bool(days)
    assert period["resolved"] or article["published"] is None


def test_no_two_claims_of_a_kind_share_a_span() -> None:
    spans = Counter((claim["url"], claim["kind"], claim["start"], claim["end"]) for claim in CLAIMS.values())
    assert max(spans.values()) == 1


def test_links_and_flags_name_claims_and_articles_of_the_sample() -> None:
    named = [name for cluster in LINKS["clusters"] for name in cluster["claims"]]
    named += [name for pair in LINKS["updates"] for name in pair]
    named += [name for pair in LINKS["different"] + LINKS["arguable"] for name in pair["claims"]]
    named += [name for flag in FLAGS["flags"] + FLAGS["arguable"] for name in flag["side_a"] + flag["side_b"]]
    assert set(named) <= CLAIMS.keys()
    assert {url for copies in LINKS["copies"] for url in copies} <= ARTICLES.keys()


def test_clusters_share_no_claim_and_mix_neither_kinds_nor_measures_nor_actions_nor_currencies() -> None:
    assert max(Counter(name for cluster in LINKS["clusters"] for name in cluster["claims"]).values()) == 1
    for cluster in LINKS["clusters"]:
        claims = [CLAIMS[name] for name in cluster["claims"]]
        assert len(claims) >= 2
        assert len({(claim["kind"], claim["measure"], claim["action"]) for claim in claims}) == 1
        assert len({(claim["quantity"] or {}).get("currency") for claim in claims}) == 1
        assert len({claim["negated"] for claim in claims}) == 1


def test_independent_sources_are_the_outlets_of_a_cluster_less_its_copies() -> None:
    copies = {url for first, *others in LINKS["copies"] for url in others}
    for cluster in LINKS["clusters"]:
        urls = {CLAIMS[name]["url"] for name in cluster["claims"]} - copies
        assert cluster["independent_sources"] == len({ARTICLES[url]["outlet"] for url in urls}), cluster["name"]


def test_every_claim_of_an_article_stands_in_its_copies_too() -> None:
    together = [set(cluster["claims"]) for cluster in LINKS["clusters"]]
    for first, *others in LINKS["copies"]:
        for other in others:
            theirs = {claim["quote"]: name for name, claim in CLAIMS.items() if claim["url"] == other}
            ours = {claim["quote"]: name for name, claim in CLAIMS.items() if claim["url"] == first}
            assert ours.keys() == theirs.keys()
            assert all(any({ours[quote], theirs[quote]} <= group for group in together) for quote in ours)


def test_no_cluster_holds_a_pair_that_must_stay_apart_or_contradicts_or_is_updated() -> None:
    apart = {frozenset(pair["claims"]) for pair in LINKS["different"]} | {frozenset(pair) for pair in LINKS["updates"]}
    apart |= {frozenset((a, b)) for flag in FLAGS["flags"] for a in flag["side_a"] for b in flag["side_b"]}
    for cluster in LINKS["clusters"]:
        assert not apart & {frozenset(pair) for pair in combinations(cluster["claims"], 2)}


def test_updates_run_forwards_in_time() -> None:
    for earlier, later in LINKS["updates"]:
        assert ARTICLES[CLAIMS[earlier]["url"]]["published"] < ARTICLES[CLAIMS[later]["url"]]["published"]


def test_every_type_of_contradiction_is_among_the_flags() -> None:
    assert {FlagType(flag["type"]) for flag in FLAGS["flags"]} == set(FlagType) - {FlagType.DATA}
    assert 8 <= len(FLAGS["flags"]) <= 14
    for flag in FLAGS["flags"] + FLAGS["arguable"]:
        assert set(flag) == {"type", "side_a", "side_b", "why"}
        assert flag["side_a"]
        assert flag["side_b"]


def test_a_cluster_stands_on_one_side_of_a_flag_as_a_whole_or_not_at_all() -> None:
    at_once = {"value", "misquote"}
    for flag in FLAGS["flags"]:
        for side in (set(flag["side_a"]), set(flag["side_b"])):
            for cluster in LINKS["clusters"]:
                if flag["type"] in at_once and side & set(cluster["claims"]):
                    assert set(cluster["claims"]) <= side, (flag, cluster["name"])
