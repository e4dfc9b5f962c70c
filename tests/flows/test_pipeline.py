"""The whole way over the sample corpus: once, twice, broken off, with bad input."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml

from flows.sample import sample_path
from infra.database.connection import engine
from tests.flows.installation import Installation
from tests.scoring import overlap

Rows = dict[str, list[tuple[object, ...]]]
Reader = Callable[[str], Rows]
DISPUTES_FOUND = 14
"""All that the annotation of the sample names."""
OF_RUNS = ("run", "check_run")
"""Tables that tell of single runs, among them how long each took: two ways to one state differ in them."""

pytestmark = pytest.mark.usefixtures("prefect")


@pytest.fixture(scope="module")
def first(shared_installation: Installation) -> subprocess.CompletedProcess[str]:
    """The outcome of a first run over the sample corpus."""
    return shared_installation.call("run", "--as-of", "2026-01-01")


def of_data(rows: Rows) -> Rows:
    return {name: found for name, found in rows.items() if name not in OF_RUNS}


def test_a_first_run_says_what_it_found_and_writes_the_page(
    shared_installation: Installation, first: subprocess.CompletedProcess[str]
) -> None:
    assert first.returncode == 0, first.stderr
    articles = sample_path().read_text(encoding="utf-8").count("\n")
    assert f"{articles} new, 0 known" in first.stdout
    for word in ("Claims", "Repeated claims", "independent sources", "Contradictions", "Checks", "extract"):
        assert word in first.stdout
    assert str(shared_installation.folder / "reports" / "latest.html") in first.stdout
    page = (shared_installation.folder / "reports" / "latest.html").read_text(encoding="utf-8")
    assert page.count("<mark>") > 50
    assert "starting" in first.stderr
    assert "Traceback" not in first.stderr


def test_a_second_run_writes_nothing_and_says_so(
    shared_installation: Installation, first: subprocess.CompletedProcess[str], rows: Reader
) -> None:
    before = rows(shared_installation.database_url)
    page = shared_installation.folder / "reports" / "latest.html"
    written = page.stat().st_mtime_ns
    second = shared_installation.call("run", "--as-of", "2026-01-01")
    assert second.returncode == first.returncode == 0
    assert "nothing new" in second.stdout
    assert rows(shared_installation.database_url) == before
    assert page.stat().st_mtime_ns == written


def test_reports_have_the_fields_that_others_build_on(
    shared_installation: Installation, first: subprocess.CompletedProcess[str]
) -> None:
    assert first.returncode == 0
    texts = {article["url"]: article["text"] for article in map(json.loads, sample_path().open(encoding="utf-8"))}

    def report(name: str) -> list[dict[str, Any]]:
        done = shared_installation.call("report", name, "--format", "jsonl")
        return [json.loads(line) for line in done.stdout.splitlines()]

    claims = {claim["claim_id"]: claim for claim in report("claims")}
    assert len(claims) > 100
    for claim in claims.values():
        assert texts[claim["article_url"]][claim["start"] : claim["end"]] == claim["quote"]
        assert (claim["quantity"] is None) == (claim["kind"] == "policy")
        assert claim["quantity"] is None or {"low", "high", "comparator", "unit", "text"} <= set(claim["quantity"])
        assert claim["period"] is None or set(claim["period"]) == {"start", "end", "text", "resolved"}
    for link in report("links"):
        assert {"claim_a", "claim_b", "relation", "score", "reasons", "decided_by"} <= set(link)
        assert {link["claim_a"], link["claim_b"]} <= set(claims)
    clusters = report("clusters")
    assert sum(len(cluster["claim_ids"]) for cluster in clusters) <= len(claims)
    assert all(cluster["independent_sources"] <= cluster["articles"] for cluster in clusters)
    assert clusters[0]["independent_sources"] > 1
    flags = report("flags")
    assert any(flag["side_b"] for flag in flags)
    for flag in flags:
        assert {"flag_id", "check", "type", "severity", "explanation", "state"} <= set(flag)
        assert set(flag["side_a"]) | set(flag["side_b"]) <= set(claims)


def test_extract_and_the_database_agree_on_every_claim(
    shared_installation: Installation, first: subprocess.CompletedProcess[str]
) -> None:
    assert first.returncode == 0
    reported = shared_installation.call("report", "claims", "--format", "jsonl").stdout.splitlines()
    extracted = shared_installation.call("extract", "--json", sample_path()).stdout.splitlines()
    by_id = {claim["claim_id"]: claim for claim in map(json.loads, reported)}
    for claim in map(json.loads, extracted):
        assert by_id[claim["claim_id"]].items() >= claim.items()
    assert len(extracted) == len(reported)


def test_a_run_killed_at_any_point_ends_in_the_rows_of_an_undisturbed_one(
    shared_installation: Installation,
    first: subprocess.CompletedProcess[str],
    installation: Installation,
    rows: Reader,
) -> None:
    assert first.returncode == 0
    chance = random.Random(4)  # noqa: S311  it chooses moments, not secrets
    for stage in ("extracting claims", "linking claims", "checking"):
        process = installation.begin("run", "--as-of", "2026-01-01")
        assert process.stderr is not None
        for line in process.stderr:
            if line.decode().startswith(stage):
                break
        time.sleep(chance.uniform(0, 0.4))
        process.send_signal(signal.SIGKILL)
        process.wait()
    last = installation.call("run", "--as-of", "2026-01-01")
    assert last.returncode == 0, last.stderr
    assert of_data(rows(installation.database_url)) == of_data(rows(shared_installation.database_url))


def test_broken_data_stops_a_run_and_leaves_what_the_last_good_one_reported(
    installation: Installation, rows: Reader
) -> None:
    first = installation.call("run", "--as-of", "2026-01-01")
    assert first.returncode == 0, first.stderr
    page = installation.folder / "reports" / "latest.html"
    good, flags = page.read_bytes(), rows(installation.database_url)["flag"]
    with engine(installation.database_url).begin() as connection:
        broken = connection.execute(sa.text("SELECT claim_id FROM flag_claim ORDER BY claim_id LIMIT 1")).scalar_one()
        reverse = sa.text("UPDATE claim SET quote = reverse(quote) WHERE claim_id = :claim")
        connection.execute(reverse, {"claim": broken})
        connection.execute(sa.text("DELETE FROM link"))  # of which the disputes are made
    stopped = installation.call("run", "--as-of", "2026-01-01")
    assert stopped.returncode == 1
    assert "stop: Every quote stands in its article" in stopped.stdout
    assert "as the last good run left it" in stopped.stdout
    assert "Contradictions" not in stopped.stdout
    assert page.read_bytes() == good
    assert [flag for flag in rows(installation.database_url)["flag"] if "data" not in flag] == flags
    shown = installation.folder.joinpath("data-docs", "index.html").read_text("utf-8")
    assert "quote_stands_in_its_article" in shown
    with engine(installation.database_url).begin() as connection:
        connection.execute(reverse, {"claim": broken})
    mended = installation.call("run", "--as-of", "2026-01-01")
    assert mended.returncode == 0, mended.stdout
    assert str(page) in mended.stdout


def test_bad_input_is_told_line_by_line_while_the_rest_goes_on(installation: Installation, tmp_path: Path) -> None:
    good = {"url": "u1", "outlet": "A", "title": "", "published": "2021-11-15", "text": "About 2,500 troops remain."}
    lines = [good, "{broken", good | {"url": "u2", "published": "2031-01-01"}, good | {"text": "Another text."}]
    (tmp_path / "a.jsonl").write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    (tmp_path / "empty.txt").touch()
    (tmp_path / "form.html").write_text("<form><input></form>")
    arguments = ("run", "--as-of", "2026-01-01", tmp_path, tmp_path / "none.txt")
    for new in (1, 0):
        done = installation.call(*arguments)
        assert done.returncode == 2
        assert f"{new} new, {1 - new} known" in done.stdout
        for place in ("a.jsonl:2:", "a.jsonl:3:", "a.jsonl:4:", "empty.txt:", "form.html:", "none.txt:"):
            assert sum(place in line for line in done.stderr.splitlines()) == 1, done.stderr
        for reason in ("1 broken JSON", "1 dated in the future", "1 another text", "1 empty", "1 no article"):
            assert reason in done.stdout
    kept = installation.call("report", "set_aside", "--format", "jsonl").stdout.splitlines()
    assert len(kept) == 6


def test_two_runs_at_once_end_in_the_rows_of_one(
    shared_installation: Installation,
    first: subprocess.CompletedProcess[str],
    installation: Installation,
    rows: Reader,
) -> None:
    assert first.returncode == 0
    codes: list[int] = []
    threads = [
        threading.Thread(target=lambda: codes.append(installation.call("run", "--as-of", "2026-01-01").returncode))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [0, 0]
    assert of_data(rows(installation.database_url)) == of_data(rows(shared_installation.database_url))


def test_ctrl_c_ends_a_run_with_a_line(installation: Installation) -> None:
    process = installation.begin("run", "--as-of", "2026-01-01")
    assert process.stderr is not None
    for line in process.stderr:
        if line.decode().startswith("reading articles"):
            break
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read().decode()
    assert process.wait(timeout=60) == 130
    assert "interrupted" in rest
    assert "Traceback" not in rest


def test_the_run_brings_up_the_disputes_that_readers_found_and_no_other(
    shared_installation: Installation, first: subprocess.CompletedProcess[str]
) -> None:
    assert first.returncode == 0
    folder = sample_path().parent
    gold = {claim["id"]: claim for claim in map(json.loads, (folder / "expected.jsonl").open(encoding="utf-8"))}
    claims, flags = (
        [json.loads(line) for line in shared_installation.call("report", name, "--format", "jsonl").stdout.splitlines()]
        for name in ("claims", "flags")
    )
    named = {claim["claim_id"]: next((key for key, one in gold.items() if _is_one(claim, one)), "") for claim in claims}
    found = [
        ({named[claim] for claim in flag["side_a"]}, {named[claim] for claim in flag["side_b"]})
        for flag in flags
        if flag["state"] == "open" and flag["side_b"]
    ]
    expected = yaml.safe_load((folder / "expected_flags.yaml").read_text(encoding="utf-8"))
    met = [any(_is_met(dispute, sides) for sides in found) for dispute in expected["flags"]]
    known = expected["flags"] + expected["arguable"]
    assert [sides for sides in found if not any(_is_met(dispute, sides) for dispute in known)] == []
    assert sum(met) >= DISPUTES_FOUND


def _is_one(claim: dict[str, Any], gold: dict[str, Any]) -> bool:
    return bool(claim["article_url"] == gold["url"] and claim["kind"] == gold["kind"] and overlap(claim, gold) > 0)


def _is_met(dispute: dict[str, Any], sides: tuple[set[str], set[str]]) -> bool:
    """Whether two sides name claims of either side of a dispute."""
    one, other = set(dispute["side_a"]), set(dispute["side_b"])
    return bool((sides[0] & one and sides[1] & other) or (sides[0] & other and sides[1] & one))
