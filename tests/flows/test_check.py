"""The check stage, as Prefect runs it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import sqlalchemy as sa

from infra.database.connection import engine
from tests.checks import ledger
from tests.checks.ledger import DAY
from tests.flows.installation import Installation

_TWICE = """
import datetime, json, pathlib, sys
from flows.check import check
for _ in range(2):
    summary = check(sys.argv[1], datetime.date.fromisoformat(sys.argv[2]), pathlib.Path(sys.argv[3]))
    print(json.dumps([[failed.name for failed in summary.failed], summary.opened, summary.skipped, summary.stopped]))
"""


@pytest.mark.usefixtures("prefect")
def test_the_stage_flags_and_shows_then_rests(installation: Installation) -> None:
    with engine(installation.database_url).begin() as connection:
        ledger.write(connection, {"article": {"published": DAY.replace(year=2031)}, "extraction": {}})
    docs = installation.folder / "data-docs"
    command = [sys.executable, "-c", _TWICE, installation.database_url, DAY.isoformat(), str(docs)]
    done = subprocess.run(
        command, env=installation.environment, capture_output=True, text=True, timeout=200, check=True
    )
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        [["article_is_not_of_the_future"], {"data": 1}, False, False],
        [["article_is_not_of_the_future"], {}, True, False],
    ]
    assert docs.joinpath("index.html").is_file()
    with engine(installation.database_url).connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM flag")).scalar_one() == 1


def test_the_command_checks_what_changed_or_everything(installation: Installation) -> None:
    with engine(installation.database_url).begin() as connection:
        ledger.write(connection, {"article": {"text": "Seven soldiers left."}, "claim": {"quote": "Seven"}})
        connection.execute(sa.text("INSERT INTO extraction SELECT article_id, 'reader 1', 1 FROM article"))
    held = installation.call("check", "--as-of", DAY.isoformat())
    assert (held.returncode, "0 do not hold" in held.stdout) == (0, True)
    assert "as when they last saw" in installation.call("check", "--as-of", DAY.isoformat()).stdout
    everything = installation.call("check", "--as-of", DAY.isoformat(), "--everything")
    assert (everything.returncode, "as when they last saw" in everything.stdout) == (0, False)
    with engine(installation.database_url).begin() as connection:
        connection.execute(sa.text("UPDATE claim SET quote = reverse(quote)"))
    broken = installation.call("check", "--as-of", DAY.isoformat())
    assert broken.returncode == 1
    assert "stop: Every quote stands in its article" in broken.stdout
    rounds = installation.call("report", "checks", "--format", "jsonl").stdout.splitlines()
    quotes = [row for row in map(json.loads, rounds) if row["check"] == "quote_stands_in_its_article"]
    assert [(row["success"], row["offenders"], row["observed"]["rows"]) for row in quotes] == [
        (False, 1, 1),
        (True, 0, 1),
        (True, 0, 1),
    ]
