"""The command line as a person calls it: what goes in, what comes out, on which channel, with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.reports.queries import names
from tests.flows.installation import Installation

TEXT = "وقال المتحدث إن القوات المتبقية لا تتجاوز 2500 مقاتل، وإن الانسحاب سيكتمل بحلول نهاية هذا العام."


@pytest.fixture
def call(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Call `tawatur` where there is no database and none may be made."""

    def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
        nowhere = {"TAWATUR_DATABASE_URL": "postgresql://localhost:1/none", "TAWATUR_DATA_DIR": str(tmp_path / "none")}
        environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path), "HOME": str(tmp_path), **nowhere}
        return subprocess.run(
            command, env=environment, input=stdin, capture_output=True, text=True, timeout=100, check=False
        )

    return run


def article_line(**changes: object) -> str:
    article = {"url": "https://a.example/1", "outlet": "A", "title": "t", "published": "2021-11-15", "text": TEXT}
    return json.dumps(article | changes, ensure_ascii=False)


def test_without_arguments_it_teaches(call: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = call()
    assert done.returncode == 0
    assert "tawatur run" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("command", ["run", "extract", "mentions", "explain", "report", "alias", "db"])
def test_every_command_explains_itself(call: Callable[..., subprocess.CompletedProcess[str]], command: str) -> None:
    done = call(command, "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["nothing"], "nothing"),
        (["report"], "name"),
        (["report", "nothing"], "clusters"),
        (["report", "claims", "--format", "xml"], "xml"),
        (["run", "--published", "15/11/2021"], "15/11/2021"),
        (["extract", "-", "--lang", "fr"], "fr"),
        (["db", "status"], "TAWATUR_DATABASE_URL"),
    ],
)
def test_a_wrong_call_is_one_line_and_code_2(
    call: Callable[..., subprocess.CompletedProcess[str]], arguments: list[str], word: str
) -> None:
    done = call(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert word in done.stderr


def test_a_database_that_does_not_answer_is_one_line_and_code_2(
    call: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = call("report", "claims")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "Traceback" in call("--debug", "report", "claims").stderr


def test_extract_gives_a_claim_a_line_whose_quote_stands_at_its_offsets(
    call: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = call("extract", "--json", tmp_path / "a.txt", "--published", "2021-11-15")
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert claims
    for claim in claims:
        assert TEXT[claim["start"] : claim["end"]] == claim["quote"]
        assert {"claim_id", "article_url", "kind", "speaker", "quantity", "period", "status"} <= set(claim)
    (count,) = [claim for claim in claims if claim["kind"] == "numeric"]
    assert (count["quantity"]["high"], count["quantity"]["comparator"]) == (2500, "at_most")


def test_extract_reads_standard_input_and_tells_of_broken_lines(
    call: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = call("extract", "--json", "-", stdin=f"{article_line()}\n{{broken\n{article_line(url='u2')}\n")
    assert done.returncode == 2
    assert "standard input:2" in done.stderr
    assert {json.loads(line)["article_url"] for line in done.stdout.splitlines()} == {"https://a.example/1", "u2"}


def test_extract_for_a_person_shows_quotes(call: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = call("extract", "-", stdin=article_line())
    assert done.returncode == 0
    assert "2500" in done.stdout


def test_extract_starts_without_what_it_does_not_need(
    call: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    heavy = ("prefect", "great_expectations", "sqlalchemy", "trafilatura")
    code = (
        "import sys; from flows.cli import call; call(['extract', '-']);"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=article_line(), capture_output=True, text=True, timeout=100, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_mentions_answers_line_by_line(call: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    requests = [
        json.dumps({"text": "about 2,500 troops", "reference_time": "2021-11-15T00:00:00", "lang": "en"}),
        "{broken",
        json.dumps({"text": "لا شيء", "reference_time": None, "lang": "ar"}),
    ]
    done = call("mentions", stdin="\n".join(requests) + "\n")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert "standard input:2" in done.stderr
    assert len(found) == 3
    assert found[0][0]["value"] == 2500
    assert found[1:] == [[], []]


def test_explain_tells_how_a_sentence_is_read(call: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = call("explain", TEXT + " وساد الهدوء عندما انسحبوا.", "--published", "2021-11-15")
    assert done.returncode == 0
    assert "claim" in done.stdout
    assert "no act   'انسحبوا' (withdraw):" in done.stdout


def test_an_empty_database_gives_empty_and_well_formed_reports(installation: Installation) -> None:
    for name in names():
        assert installation.call("report", name, "--format", "json").stdout == "[]\n"
    assert installation.call("report", "claims", "--format", "jsonl").stdout == ""
    assert installation.call("report", "list", "--format", "jsonl").stdout.count("\n") >= 7


def test_the_embedded_database_starts_tells_where_it_is_and_stops(
    call: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    here = Installation("", tmp_path / "here")
    assert "not running" in here.call("db", "status").stdout
    assert here.call("db", "start").stdout.startswith("running")
    assert here.call("db", "url").stdout.startswith("postgresql://")
    assert here.call("db", "stop").stdout == "stopped\n"
    assert here.call("db", "stop").stdout == "it was not running\n"
