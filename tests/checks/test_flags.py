"""What becomes of flags as their ground comes and goes and people rule on them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from checks import disputes
from checks.catalogue import catalogue
from checks.finding import Offenders
from checks.flags import FlagChanges, write_flags
from infra.database.connection import engine
from models.claim import content_key
from tests.checks import ledger
from tests.checks.ledger import DAY, key

LATER = max(key("a0"), key("b0"))
"""Of two claims of one day, the one that stands second in a link."""
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
    disputes.lay_out(connection)
    rows = [dict(row) for row in connection.execute(sa.text(VALUE.query(DAY))).mappings()]
    changes = write_flags(connection, [Offenders(VALUE, rows)], DAY)
    for stage in ("found_flag", "found_side"):  # they end with the transaction, which here is the whole test
        connection.execute(sa.text(f"DROP TABLE {stage}"))
    return changes


def _relate(connection: sa.Connection, relation: str) -> None:
    connection.execute(sa.text(f"UPDATE link SET relation = '{relation}'"))


def _rule(connection: sa.Connection, ruling: str) -> None:
    rule = "INSERT INTO decision (flag_id, ruling, author, reason) SELECT flag_id, :ruling, 'Salma', 'Read' FROM flag"
    connection.execute(sa.text(rule), {"ruling": ruling})


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
    flag = connection.execute(sa.text("SELECT * FROM flag")).one()
    for told in ("Killed (people, Mosul)", "12 people according to Dijla Post (15 November 2021) and صحيفة الوادي"):
        assert told in flag.explanation_en
    for told in ("قتلى (أشخاص، الموصل)", "20 (أشخاص) بحسب «Basra Voice» (15 تشرين الثاني/نوفمبر 2021)"):
        assert told in flag.explanation_ar
    assert "a later figure" in flag.resolution_en
    assert "رقم لاحق" in flag.resolution_ar


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
        _rule(connection, ruling)
        assert _update(connection).rows == 1
        assert _state(connection) == state


def test_what_was_dismissed_comes_back_only_when_its_accounts_say_something_else(connection: sa.Connection) -> None:
    _update(connection)
    _rule(connection, "dismissed")
    _update(connection)
    ledger.write(connection, {"claim": {"claim_id": "a2", "measure": "killed", "is": 12, "outlet": "Hill Times"}})
    connection.execute(
        sa.text(
            "INSERT INTO cluster_member (claim_id, cluster_id, day, stands) VALUES (:claim, :cluster, :day, false)"
        ),
        {"claim": key("a2"), "cluster": key("cluster-a"), "day": DAY},
    )
    _update(connection)
    assert _state(connection) == "dismissed", "one more outlet says the same"
    connection.execute(sa.text("UPDATE claim SET low = 25, high = 25 WHERE claim_id = :claim"), {"claim": key("b0")})
    assert _update(connection).opened == {"value": 1}
    assert _state(connection) == "reopened"
    assert _update(connection) == FlagChanges(), "the dismissal was of what the accounts said before"


def test_every_step_is_kept_with_its_cause(connection: sa.Connection) -> None:
    _update(connection)
    _relate(connection, "update")
    _update(connection)
    _relate(connection, "contradicts")
    _update(connection)
    _rule(connection, "confirmed")
    _update(connection)
    steps = connection.execute(
        sa.text("SELECT before::text, after::text, cause::text, by_claim, by_decision IS NOT NULL FROM flag_event")
    )
    assert [tuple(step) for step in steps] == [
        (None, "open", "found", None, False),
        ("open", "resolved", "updated", LATER, False),
        ("resolved", "reopened", "found", None, False),
        ("reopened", "confirmed", "ruled", None, True),
    ]


def test_a_flag_whose_claims_are_gone_says_so(connection: sa.Connection) -> None:
    _update(connection)
    connection.execute(sa.text("DELETE FROM claim WHERE claim_id = :claim"), {"claim": key("b0")})
    _update(connection)
    assert connection.execute(sa.text("SELECT state::text, cause::text FROM flag")).one() == ("resolved", "gone")


@pytest.mark.parametrize("step", [("dismissed", "assigned"), ("resolved", "confirmed"), ("confirmed", "open")])
def test_the_database_refuses_a_step_that_may_not_follow(connection: sa.Connection, step: tuple[str, str]) -> None:
    _update(connection)
    before, after = step
    connection.execute(sa.text(f"UPDATE flag SET state = '{before}'"))
    with pytest.raises(sa.exc.IntegrityError, match=f"a flag that is {before} cannot become {after}"):
        connection.execute(sa.text(f"UPDATE flag SET state = '{after}'"))


def test_no_step_can_be_taken_out_of_the_history(connection: sa.Connection) -> None:
    _update(connection)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        connection.execute(sa.text("DELETE FROM flag_event"))
