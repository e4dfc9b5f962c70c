"""Claims into clusters: stable, bounded, the same in any order, within what people decided."""

from __future__ import annotations

import cProfile
import datetime as dt
import random
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from models.claim import content_key
from models.linking.blocking import meeting
from models.linking.clusters import Assignment, Clustering, Merged, assign
from models.linking.comparison import judge
from models.linking.decisions import Decision, constraints
from models.linking.ledger import Cluster, Names
from models.linking.linkable import LinkableClaim
from models.tables.cluster import Relation
from models.tables.decision import Ruling
from tests.models.linking.readings import claim, key

TOLL: Mapping[str, Any] = {
    "measure": "killed", "number": "= 11", "unit": "person", "subject": "person", "place": "baghdad"
}  # fmt: skip


def toll(name: str, **changes: Any) -> LinkableClaim:
    return claim(name, {**TOLL, **changes})


def together(found: Assignment) -> set[frozenset[uuid.UUID]]:
    groups: dict[uuid.UUID, set[uuid.UUID]] = {}
    for claim_id, cluster_id in found.members.items():
        groups.setdefault(cluster_id, set()).add(claim_id)
    return {frozenset(group) for group in groups.values()}


def ids(*names: str) -> frozenset[uuid.UUID]:
    return frozenset(key("claim", name) for name in names)


def know(clustering: Clustering, cluster_id: uuid.UUID, claims: list[LinkableClaim]) -> Cluster:
    """Tell of a stored cluster, as the link stage does."""
    cluster = clustering.ledger.know(cluster_id, claims)
    for number in dict.fromkeys(number for one in claims for number in meeting(one).keys):
        clustering.ledger.know_block(number, [cluster_id])
    return cluster


def beside(known: Mapping[uuid.UUID, list[LinkableClaim]], new: Iterable[LinkableClaim]) -> Assignment:
    """New claims placed beside stored clusters."""
    clustering = Clustering()
    for cluster_id, claims in known.items():
        know(clustering, cluster_id, claims)
    clustering.place_all(new)
    return clustering.take_result()


def ruling(one: str, other: str, what: Ruling, author: str = "Layla") -> Decision:
    return Decision(key("claim", one), key("claim", other), what, author, "read both")


def test_every_claim_gets_a_cluster_be_it_alone() -> None:
    found = assign([toll("a"), toll("b", place="basra"), claim("c", {"action": "continue", "status": "ongoing"})])
    assert together(found) == {ids("a"), ids("b"), ids("c")}
    assert sorted(found.founded) == sorted(found.members.values())
    assert found.links == []


def test_a_new_cluster_is_named_after_its_first_claim_and_keeps_its_name() -> None:
    first = assign([toll("a")])
    (cluster_id,) = first.founded
    assert cluster_id == content_key("cluster", str(key("claim", "a")))
    second = beside({cluster_id: [toll("a")]}, [toll("b", lang="en")])
    assert second.members == {key("claim", "b"): cluster_id}
    assert second.founded == []


def test_the_order_of_arrival_is_no_matter() -> None:
    claims = [
        toll(f"{number}-{day}-{lang}", number=number, day=None if day is None else _day(day), lang=lang)
        for number in ("= 5", ">= 8", "= 11", "~ 12", "= 14")
        for day in (10, 11, 13, None)
        for lang in ("ar", "en")
    ]
    expected = assign(claims)
    for seed in range(5):
        random.Random(seed).shuffle(claims)  # noqa: S311 - repeatable, and no secret
        assert assign(claims) == expected


def _day(day: int) -> dt.date:
    return dt.date(2023, 5, day)


def test_a_chain_of_small_differences_does_not_drift() -> None:
    claims = [toll(str(number), number=f"~ {number}") for number in (100, 109, 118, 127)]
    groups = together(assign(claims))
    assert not any(ids("100", "127") <= group for group in groups)


def test_however_often_a_claim_is_repeated_it_is_compared_with_a_few() -> None:
    repeats = [toll(str(number), lang=("ar", "en")[number % 2]) for number in range(4_000)]
    profile = cProfile.Profile()
    found = profile.runcall(assign, repeats)
    assert len(found.founded) == 1
    assert len(found.links) == 3_999
    assert sum(entry.callcount for entry in profile.getstats() if entry.code is judge.__code__) < 12_000


def test_disputes_and_updates_are_links_between_clusters() -> None:
    found = assign([toll("five", number="= 5"), toll("eleven"), toll("later", number="= 14", day=_day(11))])
    assert len(found.founded) == 3
    assert {link.relation for link in found.links} == {Relation.CONTRADICTS, Relation.UPDATE}
    for link in found.links:
        assert link.claim_a < link.claim_b
        assert link.decided_by == f"rule:{link.relation.value}"


def test_a_claim_that_repeats_two_clusters_brings_them_together() -> None:
    one, two = key("cluster", "one"), key("cluster", "two")
    known = {
        one: [toll("a", number="= 2437", subject=None)],
        two: [toll("c", number="= 2437", place=None, subject="civilian", day=_day(11))],
    }
    found = beside(known, [toll("b", number="= 2437", subject="civilian", day=_day(12))])
    assert found.merged == [Merged(two, one, one, _day(12))]
    assert found.members == {key("claim", "b"): one}


def test_copies_join_the_cluster_of_their_text() -> None:
    vague = {"measure": "arrested", "number": "= 3", "unit": "person", "group": "wire"}
    found = assign([claim("a", vague), claim("b", vague)])
    assert together(found) == {ids("a", "b")}
    assert [link.relation for link in found.links] == [Relation.COPY]


def decide(claims: Iterable[LinkableClaim], *decisions: Decision) -> set[frozenset[uuid.UUID]]:
    return together(assign(claims, constraints(decisions)))


def test_different_keeps_two_claims_apart_that_look_the_same() -> None:
    assert decide([toll("a"), toll("b")]) == {ids("a", "b")}
    assert decide([toll("a"), toll("b")], ruling("a", "b", Ruling.DIFFERENT)) == {ids("a"), ids("b")}


def test_same_puts_two_claims_together_that_look_different_and_reaches_on() -> None:
    claims = [toll("a"), toll("b", place="basra"), toll("c", place="mosul"), toll("d", place="mosul", lang="en")]
    decisions = [ruling("a", "b", Ruling.SAME), ruling("c", "b", Ruling.SAME)]
    assert decide(claims, *decisions) == {ids("a", "b", "c", "d")}


def test_different_keeps_the_groups_of_its_claims_apart() -> None:
    claims = [toll("a"), toll("b", place="basra"), toll("c", lang="en")]
    decisions = [ruling("a", "b", Ruling.SAME), ruling("b", "c", Ruling.DIFFERENT)]
    assert decide(claims, *decisions) == {ids("a", "b"), ids("c")}


def test_a_decision_about_known_claims_binds_the_new_one() -> None:
    clustering = Clustering(constraints([ruling("a", "b", Ruling.DIFFERENT)]))
    cluster = know(clustering, key("cluster", "one"), [toll("a")])
    clustering.know_decided(key("claim", "a"), cluster)
    clustering.place_all([toll("b")])
    assert clustering.take_result().members[key("claim", "b")] != cluster.cluster_id


def test_a_cluster_placed_anew_keeps_its_name_though_an_earlier_claim_now_begins_it() -> None:
    before = key("cluster", "before")
    names = Names(former={key("claim", "b"): before, key("claim", "c"): before})
    clustering = Clustering(names=names)
    clustering.place_all([toll("a", day=_day(9)), toll("b"), toll("c", day=_day(11))])
    found = clustering.take_result()
    assert set(found.members.values()) == {before}
    assert (found.founded, found.split) == ([before], {})


def test_what_is_split_off_tells_from_which_cluster() -> None:
    before = key("cluster", "before")
    names = Names(former={key("claim", "a"): before, key("claim", "b"): before})
    clustering = Clustering(constraints([ruling("a", "b", Ruling.DIFFERENT)]), names=names)
    clustering.place_all([toll("a"), toll("b")])
    found = clustering.take_result()
    (new,) = set(found.founded) - {before}
    assert before in found.founded
    assert found.split == {new: before}


def test_the_latest_ruling_on_a_pair_stands() -> None:
    found = constraints([ruling("a", "b", Ruling.DIFFERENT), ruling("b", "a", Ruling.SAME)])
    assert [decision.ruling for decision in found.together] == [Ruling.SAME]
    assert found.apart == []
    withdrawn = constraints([ruling("a", "b", Ruling.SAME), ruling("a", "b", Ruling.WITHDRAWN)])
    assert withdrawn.claims == set()


def test_decisions_that_contradict_each_other_are_shown() -> None:
    decisions = [ruling("a", "b", Ruling.SAME), ruling("b", "c", Ruling.SAME), ruling("c", "a", Ruling.DIFFERENT)]
    found = constraints(decisions)
    assert found.conflicts == [decisions[1]]
    assert found.together == [decisions[0]]
