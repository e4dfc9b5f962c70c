"""What becomes of flags as their ground comes and goes and people rule on them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from checks.catalogue import catalogue
from checks.flags import FlagChanges, Offenders, write_flags
from infra.database.connection import engine
from models.claim import content_key
from tests.checks import ledger
from tests.checks.ledger import DAY, key

VALUE = next(check for check in catalogue() if check.name == "value")


@pytest.fixture
def connection(database: str) -> Iterator[sa.Connection]:
    """A connection to a ledger with one dispute: 12 killed by two outlets, 20 by a third."""
    with engine(database).connect() as opened:
        both = {"measure": "killed", "subject": "person", "place": "mosul"}
        ledger.write(opened, {"both": both, "a": [{"is": 12}, {"is": 12, "outlet": "صحيفة الوادي"}], "b": {"is": 20}})
        yield opened
        opened.rollback()


def _update(connection: sa.Connection) -> FlagChanges:
    rows = [dict(row) for row in connection.execute(sa.text(VALUE.query(DAY))).mappings()]
    changes = write_flags(connection, [Offenders(VALUE, rows)], DAY)
    for stage in ("found_flag", "found_side"):  # they end with the transaction, which here is the whole test
        connection.execute(sa.text(f"DROP TABLE {stage}"))
    return changes


def _relate(connection: sa.Connection, relation: str) -> None:
    connection.execute(sa.text(f"UPDATE link SET relation = '{relation}'"))


def _state(connection: sa.Connection) -> str:
    return str(connection.execute(sa.text("SELECT state::text FROM flag")).scalar_one())


def test_a_dispute_is_one_flag_known_by_its_clusters_with_both_sides(connection: sa.Connection) -> None:
    changes = _update(connection)
    assert (changes.opened, changes.resolved, changes.rows) == ({"value": 1}, {}, 4)
    clusters = sorted(str(key(f"cluster-{side}")) for side in "ab")
    assert connection.execute(sa.text("SELECT flag_id FROM flag")).scalar_one() == content_key(
        "flag", "value", *clusters
    )
    sides = connection.execute(sa.text("SELECT array_agg(claim_id ORDER BY claim_id) FROM flag_claim GROUP BY side"))
    assert {frozenset(claims) for claims in sides.scalars()} == {
        frozenset({key("a0"), key("a1")}),
        frozenset({key("b0")}),
    }


def test_a_flag_says_in_both_languages_who_says_what(connection: sa.Connection) -> None:
    _update(connection)
    flag = connection.execute(sa.text("SELECT explanation_en, explanation_ar FROM flag")).one()
    for told in ("Killed (people, Mosul)", "12 people according to Dijla Post (15 November 2021) and صحيفة الوادي"):
        assert told in flag.explanation_en
    for told in ("قتلى (أشخاص، الموصل)", "20 (أشخاص) بحسب «Basra Voice» (15 تشرين الثاني/نوفمبر 2021)"):
        assert told in flag.explanation_ar


def test_writing_the_same_flags_again_writes_nothing(connection: sa.Connection) -> None:
    _update(connection)
    assert _update(connection) == FlagChanges()


def test_a_flag_follows_its_claims(connection: sa.Connection) -> None:
    _update(connection)
    connection.execute(sa.text("DELETE FROM claim WHERE claim_id = :claim"), {"claim": key("a1")})
    assert _update(connection).rows == 1  # the sentence no longer names the outlet
    assert connection.execute(sa.text("SELECT count(*) FROM flag_claim")).scalar_one() == 2


def test_a_flag_whose_ground_is_gone_is_resolved_and_opened_again_with_it(connection: sa.Connection) -> None:
    _update(connection)
    _relate(connection, "update")
    assert _update(connection).resolved == {"value": 1}
    assert _state(connection) == "resolved"
    _relate(connection, "contradicts")
    assert _update(connection).opened == {"value": 1}
    assert _state(connection) == "reopened"


@pytest.mark.parametrize("state", ["dismissed", "confirmed", "assigned"])
def test_what_a_person_has_settled_stays(connection: sa.Connection, state: str) -> None:
    _update(connection)
    connection.execute(sa.text(f"UPDATE flag SET state = '{state}'"))
    for relation in ("update", "contradicts"):
        _relate(connection, relation)
        assert _update(connection) == FlagChanges()
        assert _state(connection) == state


def test_the_latest_decision_on_a_flag_sets_its_state(connection: sa.Connection) -> None:
    _update(connection)
    for ruling, state in (("dismissed", "dismissed"), ("confirmed", "confirmed"), ("withdrawn", "reopened")):
        connection.execute(
            sa.text(
                "INSERT INTO decision (flag_id, ruling, author, reason)"
                f" SELECT flag_id, '{ruling}', 'Salma', 'I read both' FROM flag"
            )
        )
        assert _update(connection).rows == 1
        assert _state(connection) == state
