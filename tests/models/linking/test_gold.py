"""The sample's gold claims, linked: no worse, and no other, than what was last accepted."""

from __future__ import annotations

import random
from itertools import combinations

import yaml

from models.linking.clusters import assign
from tests.models.linking.gold import ACCEPTED, load, score

GOLD = load()


def test_scores_are_the_accepted_ones() -> None:
    assert score(GOLD, assign(GOLD.claims.values())) == yaml.safe_load(ACCEPTED.read_text("utf-8"))


def test_no_hard_pair_is_joined() -> None:
    members = assign(GOLD.claims.values()).members
    for pair in GOLD.links["different"]:
        for one, other in combinations(pair["claims"], 2):
            assert members[GOLD.claims[one].claim_id] != members[GOLD.claims[other].claim_id], pair["why"]


def test_the_order_of_the_articles_is_no_matter() -> None:
    claims = list(GOLD.claims.values())
    expected = assign(claims)
    for seed in range(3):
        random.Random(seed).shuffle(claims)  # noqa: S311 - repeatable, and no secret
        assert assign(claims) == expected
