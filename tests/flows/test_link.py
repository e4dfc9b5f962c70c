"""The link stage: what it writes, and that it writes it once, whatever happens in between."""

from __future__ import annotations

import datetime as dt
import json
import random
import uuid
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from flows.decide import RulingError, rule_on
from flows.extract import row_of
from flows.link import LinkSummary, link, link_claims
from flows.linking.aliases import AliasError, add_alias, aliases
from flows.linking.order import Undone, go_back
from flows.reports.queries import Query
from flows.sample import sample_path
from infra.database.connection import copy_rows, engine
from models.claim import Attribution, Claim, Comparator, Kind, Period, Quantity, Status, content_key
from models.language.text import split_sentences
from models.linking.sources import independent_sources
from models.tables import metadata
from models.tables.decision import Ruling
from tests.flows.installation import Installation
from tests.models.linking.gold import Gold, load

Rows = Callable[[str], dict[str, list[tuple[object, ...]]]]
Raw = Mapping[str, Any]

WRITTEN = ("article_copy", "cluster", "cluster_member", "link")
STATE = ("cluster_key", "cluster_merge", "former_place", "cluster_event")
BATCH = 60
_COLUMNS = [column.name for column in metadata.tables["claim"].columns if column.computed is None]
ARTICLES = {raw["url"]: raw for raw in map(json.loads, sample_path().read_text("utf-8").splitlines())}
EXPECTED = [
    json.loads(line) for line in sample_path().with_name("expected.jsonl").read_text("utf-8").splitlines() if line
]


def article_key(url: str) -> uuid.UUID:
    return content_key("article", url, ARTICLES[url]["text"])


def day(value: str | None) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(value[:10])


def claim_of(raw: Raw) -> Claim:
    quantity, period = raw["quantity"], raw["period"]
    words = ARTICLES[raw["url"]]["text"]
    bounds = [(sentence[0].start, sentence[-1].end) for sentence in split_sentences(words)]
    first, last = next(pair for pair in bounds if pair[0] <= raw["start"] < pair[1])
    return Claim(
        kind=Kind(raw["kind"]),
        quote=raw["quote"],
        start=raw["start"],
        end=raw["end"],
        attribution=Attribution(raw["attribution"]),
        confidence=1.0,
        extractor="gold",
        sentence_start=first,
        sentence_end=max(last, raw["end"]),
        speaker=raw["speaker"],
        quantity=quantity
        and Quantity(
            quantity["low"],
            quantity["high"],
            Comparator(quantity["comparator"]),
            quantity["unit"],
            quantity["text"],
            quantity.get("currency"),
        ),
        subject=raw["subject"],
        measure=raw["measure"],
        action=raw["action"],
        object=raw["object"],
        place=raw["place"],
        status=raw["status"] and Status(raw["status"]),
        negated=raw["negated"],
        period=period and Period(day(period["start"]), day(period["end"]), period["text"], period["resolved"]),
    )


def fill(url: str, articles: Iterable[str] = ARTICLES, claims: Iterable[Raw] = EXPECTED) -> dict[str, uuid.UUID]:
    """Put articles, and the gold claims in them, into the database; the claims' ids by their names."""
    known = list(articles)
    with engine(url).begin() as connection:
        for link_to in known:
            raw = ARTICLES[link_to]
            values = {"outlet": raw["outlet"], "outlet_id": content_key("outlet", raw["outlet"])}
            connection.execute(
                text("INSERT INTO outlet (outlet_id, name) VALUES (:outlet_id, :outlet) ON CONFLICT DO NOTHING"), values
            )
            arabic = sum("ء" <= letter <= "ي" for letter in raw["text"]) > len(raw["text"]) / 3
            row = (article_key(link_to), values["outlet_id"], link_to, raw["title"], day(raw["published"]))
            columns = ["article_id", "outlet_id", "url", "title", "published", "lang", "text"]
            copy_rows(connection, "article", columns, [(*row, "ar" if arabic else "en", raw["text"])])
        return store(connection, [raw for raw in claims if raw["url"] in known])


def store(connection: Connection, claims: Iterable[Raw]) -> dict[str, uuid.UUID]:
    """Put gold claims of known articles into the database; their ids by their names."""
    ids, rows = {}, []
    for raw in claims:
        claim, article_id = claim_of(raw), article_key(raw["url"])
        ids[raw["id"]] = claim.claim_id(article_id)
        row = row_of(claim, article_id)
        rows.append([row[name] for name in _COLUMNS])
    copy_rows(connection, "claim", _COLUMNS, rows)
    return ids


def linked(url: str, batch: int = BATCH) -> LinkSummary:
    return link_claims(engine(url), batch=batch)


def clusters(url: str) -> set[frozenset[uuid.UUID]]:
    query = text("SELECT array_agg(claim_id) FROM cluster_member GROUP BY cluster_id")
    with engine(url).connect() as connection:
        return {frozenset(members) for members in connection.execute(query).scalars()}


def decide(url: str, one: uuid.UUID, other: uuid.UUID, ruling: str) -> None:
    query = text(
        "INSERT INTO decision (claim_a, claim_b, ruling, author, reason)"
        " VALUES (:a, :b, CAST(:ruling AS ruling), 'Layla', 'read both')"
    )
    with engine(url).begin() as connection:
        connection.execute(query, {"a": min(one, other), "b": max(one, other), "ruling": ruling})


@pytest.fixture
def database(shared_installation: Installation) -> str:
    """An empty database, the same one for each test."""
    names = [table.name for table in metadata.sorted_tables if table.name not in ("concept", "action_conflict")]
    with engine(shared_installation.database_url).begin() as connection:
        connection.execute(text(f"TRUNCATE {', '.join(names)}"))
    return shared_installation.database_url


@pytest.fixture(scope="module")
def gold() -> Gold:
    return load()


def test_the_sample_is_linked_as_the_models_say_and_once(database: str, rows: Rows, gold: Gold) -> None:
    url = database
    ids = fill(url)
    first = link.fn(url)
    assert (first.claims, first.articles, first.copies) == (len(EXPECTED), len(ARTICLES), 3)
    assert first.written > 0
    found, expected = clusters(url), gold.links["clusters"]
    wanted = {frozenset(ids[name] for name in cluster["claims"]) for cluster in expected}
    assert len(wanted & found) >= 0.8 * len(wanted)

    before = rows(url)
    second = linked(url)
    assert (second.claims, second.written, second.batches, dict(second.links)) == (0, 0, 0, {})
    assert rows(url) == before


def test_every_claim_and_every_article_has_its_place(database: str) -> None:
    url = database
    fill(url)
    summary = linked(url)
    with engine(url).connect() as connection:
        counts = {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in WRITTEN}
    assert counts["article_copy"] == len(ARTICLES)
    assert counts["cluster_member"] == len(EXPECTED)
    assert counts["cluster"] == summary.clusters
    assert counts["link"] == sum(summary.links.values())
    assert summary.written == sum(counts.values())


def test_independent_sources_in_sql_are_those_of_the_models(database: str, gold: Gold) -> None:
    url = database
    ids = fill(url)
    linked(url)
    names = {claim_id: name for name, claim_id in ids.items()}
    with engine(url).connect() as connection:
        _, found = Query("clusters").run(connection)
        for row in found:
            sources = independent_sources(gold.claims[names[member]] for member in row["claim_ids"])
            assert row["independent_sources"] == sources


def test_rulings_show_what_has_become_of_them(database: str) -> None:
    url = database
    ids = fill(url)
    linked(url)
    a, b, c = (ids[name] for name in ("a01-n1", "a10-n1", "a16-n1"))
    with engine(url).begin() as connection:
        for one, other, ruling in ((a, b, Ruling.SAME), (c, b, Ruling.SAME), (a, c, Ruling.DIFFERENT)):
            rule_on(connection, ruling, one, other, "Layla", "read both")
        for wrong in ((a, a), (a, uuid.uuid4())):
            with pytest.raises(RulingError):
                rule_on(connection, Ruling.SAME, *wrong, "Layla", "read both")
    assert linked(url).conflicting_decisions == 1
    assert states(url) == ["standing", "conflicting", "standing"]
    with engine(url).begin() as connection:
        rule_on(connection, Ruling.WITHDRAWN, c, a, "Layla", "looked again")
    assert linked(url).conflicting_decisions == 0
    assert states(url) == ["standing", "standing", "replaced", "withdrawn"]
    assert len({names(url)[claim_id] for claim_id in (a, b, c)}) == 1
    with engine(url).begin() as connection:
        connection.execute(text("DELETE FROM claim WHERE claim_id = :claim"), {"claim": b})
    summary = linked(url)
    assert (summary.orphaned_decisions, summary.conflicting_decisions) == (2, 0)
    assert states(url) == ["orphaned", "orphaned", "replaced", "withdrawn"]
    with engine(url).begin() as connection:
        store(connection, [raw for raw in EXPECTED if raw["id"] == "a10-n1"])
    linked(url)
    assert states(url) == ["standing", "standing", "replaced", "withdrawn"]
    assert len({names(url)[claim_id] for claim_id in (a, b, c)}) == 1


def states(url: str) -> list[str]:
    with engine(url).connect() as connection:
        return [row["state"] for row in Query("decisions").run(connection)[1]]


class KilledError(Exception):
    """The run ends here."""


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_run_killed_between_batches_goes_on_where_it_stood(database: str, rows: Rows, after: int) -> None:
    url = database
    fill(url)

    def kill(done: int, _waiting: int) -> None:
        if done >= after * BATCH:
            raise KilledError

    with pytest.raises(KilledError):
        link_claims(engine(url), kill, batch=BATCH)
    linked(url)
    assert written(rows, url) == undisturbed(database, rows)


def test_a_run_killed_inside_a_batch_goes_on_where_it_stood(database: str, rows: Rows) -> None:
    url = database
    fill(url)
    with engine(url).begin() as connection:
        connection.execute(
            text("""
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (SELECT count(*) FROM cluster_member) > 100 THEN RAISE EXCEPTION 'killed'; END IF;
                    RETURN NULL;
                END $$
            """)
        )
        connection.execute(text("CREATE TRIGGER fail AFTER INSERT ON link EXECUTE FUNCTION fail()"))
    with pytest.raises(DBAPIError):
        linked(url)
    with engine(url).begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM cluster_member")).scalar_one() == BATCH
        connection.execute(text("DROP FUNCTION fail CASCADE"))
    linked(url)
    assert written(rows, url) == undisturbed(database, rows)


def written(rows: Rows, url: str) -> dict[str, list[tuple[object, ...]]]:
    found = rows(url)
    return {name: found[name] for name in WRITTEN}


def undisturbed(database: str, rows: Rows) -> dict[str, list[tuple[object, ...]]]:
    """What a run from nothing to the end writes."""
    url = database
    with engine(url).begin() as connection:
        connection.execute(text(f"TRUNCATE {', '.join((*WRITTEN, *STATE))}"))
    linked(url)
    return written(rows, url)


def test_the_cut_into_batches_is_no_matter_for_clusters(database: str, rows: Rows) -> None:
    url = database
    fill(url)
    linked(url, batch=7)
    small = clusters(url)
    undisturbed(database, rows)
    assert clusters(url) == small


def test_what_comes_later_joins_what_is_there_under_the_same_name(database: str) -> None:
    url = database
    urls = sorted(ARTICLES, key=lambda one: ARTICLES[one]["published"] or "9")
    fill(url, urls[:20])
    linked(url)
    with engine(url).connect() as connection:
        before = dict(map(tuple, connection.execute(text("SELECT claim_id, cluster_id FROM cluster_member"))))
    fill(url, urls[20:])
    linked(url)
    with engine(url).connect() as connection:
        after = dict(map(tuple, connection.execute(text("SELECT claim_id, cluster_id FROM cluster_member"))))
    assert {claim_id: after[claim_id] for claim_id in before} == before
    assert len(after) == len(EXPECTED)


def test_an_older_copy_that_comes_late_begins_the_group(database: str, gold: Gold) -> None:
    url = database
    first, copy = gold.links["copies"][0]
    fill(url, [copy])
    assert linked(url).copies == 0
    fill(url, [first])
    linked(url)
    with engine(url).connect() as connection:
        groups = connection.execute(text("SELECT DISTINCT group_id FROM article_copy")).scalars().all()
    assert groups == [min((article_key(first), article_key(copy)), key=lambda key: _order(key))]


def _order(article_id: uuid.UUID) -> tuple[str, uuid.UUID]:
    url = next(url for url in ARTICLES if article_key(url) == article_id)
    return (ARTICLES[url]["published"][:10], article_id)


def test_different_splits_a_cluster_and_withdrawing_it_heals(database: str, rows: Rows) -> None:
    url = database
    ids = fill(url)
    linked(url)
    before = clusters(url)
    one, other = ids["a02-n1"], ids["a09-n1"]
    assert any({one, other} <= members for members in before)
    decide(url, one, other, "different")
    assert linked(url).written > 0
    assert not any({one, other} <= members for members in clusters(url))
    settled = rows(url)
    assert linked(url).written == 0
    assert rows(url) == settled


def test_same_brings_two_clusters_together_and_says_who_decided(database: str, rows: Rows) -> None:
    url = database
    ids = fill(url)
    linked(url)
    before = clusters(url)
    one, other = ids["a02-n1"], ids["a04-p2"]  # a count and a plan: no rule will ever join them
    assert not any({one, other} <= members for members in before)
    decide(url, one, other, "same")
    linked(url)
    assert any({one, other} <= members for members in clusters(url))
    with engine(url).connect() as connection:
        query = text("SELECT relation, score, decided_by FROM link WHERE claim_a = :a AND claim_b = :b")
        found = connection.execute(query, {"a": min(one, other), "b": max(one, other)}).one()
    assert tuple(found) == ("same", 1.0, "Layla")
    settled = rows(url)
    assert linked(url).written == 0
    assert rows(url) == settled
    decide(url, one, other, "withdrawn")
    linked(url)
    assert clusters(url) == before
    assert linked(url).written == 0


def test_a_decision_about_claims_that_are_gone_is_kept_and_harms_nothing(database: str) -> None:
    url = database
    ids = fill(url)
    decide(url, ids["a02-n1"], uuid.UUID(int=7), "same")
    decide(url, uuid.UUID(int=8), uuid.UUID(int=9), "different")
    linked(url)
    assert linked(url).written == 0


def test_decisions_that_contradict_are_counted(database: str) -> None:
    url = database
    ids = fill(url)
    a, b, c = (ids[name] for name in ("a02-n1", "a03-n2", "a06-n1"))
    decide(url, a, b, "same")
    decide(url, b, c, "same")
    decide(url, a, c, "different")
    assert linked(url).conflicting_decisions == 1
    assert not any({a, c} <= members for members in clusters(url))
    assert linked(url).written == 0


def test_two_link_stages_at_once_end_in_the_rows_of_one(database: str, rows: Rows) -> None:
    fill(database)
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(linked, [database] * 2))
    assert sorted(summary.claims for summary in done) == [0, len(EXPECTED)]
    assert written(rows, database) == undisturbed(database, rows)


def test_nothing_to_link_writes_nothing(database: str) -> None:
    summary = linked(database)
    assert (summary.claims, summary.written) == (0, 0)


def names(url: str) -> dict[uuid.UUID, uuid.UUID]:
    with engine(url).connect() as connection:
        return dict(connection.execute(text("SELECT claim_id, cluster_id FROM cluster_member")).tuples().all())


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_is_no_matter(database: str, rows: Rows, seed: int) -> None:
    """However the articles come in, clusters, copy groups and links are those of one run over all of them."""
    url = database
    fill(url)
    linked(url)
    expected, links, groups = clusters(url), rows(url)["link"], rows(url)["article_copy"]
    with engine(url).begin() as connection:
        connection.execute(text(f"TRUNCATE article, {', '.join((*WRITTEN, *STATE))} CASCADE"))
    arriving = list(ARTICLES)
    random.Random(seed).shuffle(arriving)  # noqa: S311 - repeatable, and no secret
    for begin in range(0, len(arriving), 9):
        fill(url, arriving[begin : begin + 9])
        linked(url)
    assert clusters(url) == expected
    assert rows(url)["link"] == links
    assert rows(url)["article_copy"] == groups
    assert linked(url).written == 0


def test_a_cluster_keeps_its_name_when_an_earlier_article_comes_in(database: str) -> None:
    url = database
    *others, first = sorted(ARTICLES, key=lambda link: ARTICLES[link]["published"] or "9", reverse=True)
    fill(url, others)
    linked(url)
    before, whole = names(url), clusters(url)
    fill(url, [first])
    summary = linked(url)
    assert summary.articles == 1
    after = names(url)
    assert set(before) < set(after)
    for members in whole:
        kept = {after[claim_id] for claim_id in members} & {before[claim_id] for claim_id in members}
        assert kept, "every cluster that stood still has its name"


def test_what_comes_in_late_joins_what_stands_where_too_much_would_be_placed_anew(database: str) -> None:
    url = database
    *others, first = sorted(ARTICLES, key=lambda link: ARTICLES[link]["published"] or "9", reverse=True)
    fill(url, others)
    linked(url)
    before = names(url)
    fill(url, [first])
    with engine(url).begin() as connection:
        assert go_back(connection, most=10) == Undone()
        assert go_back(connection).claims == len(before)


def test_what_became_of_clusters_is_kept(database: str) -> None:
    url = database
    ids = fill(url)
    linked(url)
    one, other = next(members for members in map(sorted, clusters(url)) if len(members) == 2)
    before = names(url)[one]
    decide(url, one, other, "different")
    linked(url)
    with engine(url).connect() as connection:
        told = connection.execute(text("SELECT event, cluster_id, other_id FROM cluster_event")).tuples().all()
    split_off = next(iter({names(url)[one], names(url)[other]} - {before}))
    assert told == [("split", split_off, before)]
    decide(url, one, other, "same")
    linked(url)
    assert names(url)[one] == names(url)[other]
    assert len(ids) == len(names(url))


def test_aliases_are_words_of_people_and_the_next_claims_use_them(database: str) -> None:
    url = database
    with engine(url).begin() as connection:
        assert aliases(connection).standing_for("أبو سيف") is None
        add_alias(connection, "أبو سيف", "Riyadh al-Salmani", "Layla", "his name of war")
        assert aliases(connection).standing_for("الشيخ ابو سيف") == "Riyadh al-Salmani"
        for wrong in (("؟", "X Y"), ("Dr.", "X Y"), ("Riyadh al-Salmani", "أبو سيف"), ("Hani", "Mr. HANI")):
            with pytest.raises(AliasError):
                add_alias(connection, *wrong, "Layla", "why")
        with pytest.raises(AliasError):
            add_alias(connection, "Hani", "Hani Karim", "Layla", " ")
        add_alias(connection, "أبو سيف", "أبو سيف", "Layla", "another man")
        assert aliases(connection).standing_for("أبو سيف") is None
    with pytest.raises(DBAPIError, match="append-only"), engine(url).begin() as connection:
        connection.execute(text("DELETE FROM alias"))


def test_claims_of_a_speaker_known_by_another_name_are_linked(database: str) -> None:
    """A later figure of one voice is a change of its account; of two voices, it is nothing."""
    url = database
    one, other = (next(raw for raw in EXPECTED if raw["id"] == name) for name in ("a03-n1", "a09-n1"))
    told = [one, {**other, "speaker": "أبو سيف"}]

    def relations() -> list[str]:
        with engine(url).connect() as connection:
            found = connection.execute(text("SELECT reasons FROM link WHERE relation = 'update'")).scalars()
            return [reason["en"] for reasons in found for reason in reasons]

    fill(url, claims=told)
    linked(url)
    assert relations() == []
    with engine(url).begin() as connection:
        add_alias(connection, "أبو سيف", one["speaker"], "Layla", "his name of war")
    assert linked(url).written == 0
    with engine(url).begin() as connection:
        connection.execute(text(f"TRUNCATE {', '.join((*WRITTEN, *STATE))}"))
    linked(url)
    assert f"{one['speaker']} and أبو سيف are {one['speaker']}, an analyst says." in relations()
