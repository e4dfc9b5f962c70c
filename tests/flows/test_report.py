"""The page and the summary: what a reader sees of claims that repeat and contradict."""

from __future__ import annotations

import datetime as dt
import io
import re
import uuid
from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import Connection, text

from checks.running import CheckSummary
from flows.extract import Extracted, write_claims
from flows.findings import Findings, Repeated, read_findings, reading
from flows.ingest import Ingested, store
from flows.link import LinkSummary
from flows.pipeline import Outcome
from flows.report import render, words, write_page
from flows.sources.outcome import Incoming
from flows.summary import lines
from infra.database.connection import engine
from models.claim import Article, Attribution, Claim, Comparator, Kind, Quantity
from tests.flows.installation import Installation

HOSTILE = '<script>alert("x")</script>'
ARABIC = Article(
    "https://a.example/1", "الرافد", HOSTILE, "تمهيد. قتل خمسة أشخاص في بغداد. خاتمة.", dt.date(2021, 12, 13), lang="ar"
)
ENGLISH = Article(
    "javascript:alert(1)", "Dijla Wire", "Blast", "At least eight people were killed.", dt.date(2021, 12, 13), lang="en"
)
COPY = Article("https://c.example/1", "Copy & Sons", "", ENGLISH.text, lang="en")


def claim(article: Article, quote: str, sentence: str, low: float, comparator: Comparator) -> Claim:
    start, sentence_start = article.text.index(quote), article.text.index(sentence)
    high = None if comparator is Comparator.AT_LEAST else low
    return Claim(
        kind=Kind.NUMERIC,
        quote=quote,
        start=start,
        end=start + len(quote),
        attribution=Attribution.INDIRECT,
        confidence=0.9,
        extractor="by hand",
        sentence_start=sentence_start,
        sentence_end=sentence_start + len(sentence),
        speaker="مصدر" if article.lang == "ar" else "an official",
        quantity=Quantity(low, high, comparator, "person", quote),
        measure="killed",
        place="baghdad",
    )


FIVE = claim(ARABIC, "خمسة أشخاص", "قتل خمسة أشخاص في بغداد.", 5, Comparator.EXACT)
EIGHT = claim(ENGLISH, "At least eight people", ENGLISH.text, 8, Comparator.AT_LEAST)
AGAIN = claim(COPY, "At least eight people", COPY.text, 8, Comparator.AT_LEAST)


@pytest.fixture(scope="module")
def found(shared_installation: Installation) -> Findings:
    """Two accounts that contradict, one of them told twice."""
    with engine(shared_installation.database_url).begin() as connection:
        store(connection, [Incoming("a", None, article) for article in (ARABIC, ENGLISH, COPY)])
        made = {ARABIC: FIVE, ENGLISH: EIGHT, COPY: AGAIN}
        write_claims(connection, {article.article_id: [claim] for article, claim in made.items()}, "by hand")
        keys = {article: claim.claim_id(article.article_id) for article, claim in made.items()}
        _cluster(connection, [keys[ARABIC]])
        _cluster(connection, [keys[ENGLISH], keys[COPY]])
        connection.execute(
            text(
                "INSERT INTO flag (flag_id, check_name, type, severity, explanation_en, explanation_ar)"
                " VALUES (:flag, 'tolls', 'value', 'high', 'Five, or eight and more.', 'خمسة أم ثمانية؟')"
            ),
            {"flag": uuid.UUID(int=1)},
        )
        for article, side in ((ARABIC, "a"), (ENGLISH, "b"), (COPY, "b")):
            connection.execute(
                text("INSERT INTO flag_claim (flag_id, claim_id, side) VALUES (:flag, :claim, :side)"),
                {"flag": uuid.UUID(int=1), "claim": keys[article], "side": side},
            )
        return read_findings(connection, disputes=10, repeated=10, articles=10)


def _cluster(connection: Connection, claims: list[uuid.UUID]) -> None:
    connection.execute(text("INSERT INTO cluster VALUES (:cluster)"), {"cluster": claims[0]})
    for key in claims:
        connection.execute(
            text("INSERT INTO cluster_member (claim_id, cluster_id) VALUES (:claim, :cluster)"),
            {"claim": key, "cluster": claims[0]},
        )


def test_findings_hold_both_sides_of_a_dispute_and_what_repeats(found: Findings) -> None:
    (dispute,) = found.disputes
    assert [[voice.outlet for voice in side] for side in dispute.sides] == [["الرافد"], ["Dijla Wire", "Copy & Sons"]]
    assert [(cluster.articles, cluster.outlets) for cluster in found.repeated] == [(2, ["Dijla Wire", "Copy & Sons"])]
    assert isinstance(found.repeated[0], Repeated)
    assert (found.totals["articles"], found.totals["claims"], found.totals["disputes"]) == (3, 3, 1)


def test_a_voice_is_its_sentence_around_its_quote(found: Findings) -> None:
    voice = found.disputes[0].sides[0][0]
    assert (voice.before, voice.quote, voice.after) == ("قتل ", "خمسة أشخاص", " في بغداد.")


def test_a_claim_reads_in_both_languages(found: Findings) -> None:
    voice = found.disputes[0].sides[1][0]
    assert reading(voice, found, words(), "en") == "at least 8 people · killed · Baghdad"
    assert "ما لا يقل عن 8 أشخاص" in reading(voice, found, words(), "ar")


def test_the_page_marks_the_span_and_keeps_direction(found: Findings) -> None:
    page = render(found)
    assert 'dir="rtl">قتل <mark>خمسة أشخاص</mark> في بغداد.</blockquote>' in page
    assert "Five, or eight and more." in page
    assert "خمسة أم ثمانية؟" in page


def test_nothing_out_of_an_article_becomes_markup_or_an_address(found: Findings) -> None:
    page = render(found)
    assert HOSTILE not in page
    assert "Copy &amp; Sons" in page
    assert 'href="javascript' not in page


def test_the_page_needs_nothing_but_itself(found: Findings) -> None:
    page = render(found)
    assert not re.search(r"(src|srcset)=|<link|@import|url\(", page)
    assert page.count("<script>") == page.count("<style>") == 1


def test_the_same_findings_leave_the_page_untouched(found: Findings, tmp_path: Path) -> None:
    path = write_page(found, tmp_path / "new" / "latest.html")
    before = path.stat().st_mtime_ns
    write_page(found, path)
    assert path.stat().st_mtime_ns == before


def test_an_empty_ledger_is_a_page_too(installation: Installation) -> None:
    with engine(installation.database_url).connect() as connection:
        page = render(read_findings(connection, disputes=10, repeated=10, articles=10))
    assert "No article has been read yet." in page


def test_the_summary_has_both_quotes_on_one_line_each_with_its_direction(found: Findings) -> None:
    counts = Counter({"broken_json": 2})
    outcome = Outcome(
        Ingested(3, 0, counts, 2),
        Extracted(3, 3),
        LinkSummary(),
        CheckSummary("", 0),
        Path("/r"),
        Path("/d"),
        {"link": 1.5},
    )
    out = io.StringIO()
    console = Console(file=out, width=100)
    for line in lines(outcome, found, 100):
        console.print(line, soft_wrap=True)
    said = out.getvalue()
    assert any("\u2068“خمسة أشخاص”\u2069" in line and "“At least eight people”" in line for line in said.splitlines())
    for part in ("3 new, 0 known", "2 broken JSON", "Dijla Wire; Copy & Sons", "2021-12-13", "link 1.5 s", "/r"):
        assert part in said
