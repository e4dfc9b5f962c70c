"""How fast claims are linked as the ledger grows: invented claims by the shape of real ones, through the database.

`python -m tests.bench_linking [--claims 10000 100000] [--daily 5000]` makes a database of its own for each size, links
it from nothing, then links a day's new claims into it. Beside each stands the floor: reading the rows that linking
reads and writing those that it writes, once, with nothing in between. `tests.bench_splink` links the same claims with
Splink. Put here: measuring. Keep out: what the claims are like (`tests.models.linking.population`), what is right
(`tests.models.linking.gold`).
"""

from __future__ import annotations

import argparse
import io
import platform
import resource
import sys
import tempfile
import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Engine, text

from flows.link import link_claims
from infra.database.connection import copy_rows, engine, ensure_database
from infra.database.embedded import EmbeddedServer
from infra.settings import Settings
from models.claim import content_key
from tests.models.linking.pairs import pairwise
from tests.models.linking.population import Report, population

_ARTICLE = ["article_id", "outlet_id", "url", "title", "published", "lang", "text"]
_CLAIM = [
    "claim_id", "article_id", "kind", "quote", "span_start", "span_end", "sentence_start", "sentence_end", "speaker",
    "attribution", "low", "high", "comparator", "unit", "currency", "quantity_text", "subject", "measure", "action",
    "object", "place", "status", "negated", "period_start", "period_end", "period_text", "period_resolved",
    "confidence", "extractor",
]  # fmt: skip
_READ = "COPY (SELECT claim.*, article.text FROM claim JOIN article USING (article_id)) TO STDOUT"
_WRITTEN = ("article_copy", "cluster", "cluster_member", "cluster_key", "link")


def fill(database: Engine, reports: Iterable[Report]) -> dict[uuid.UUID, int]:
    """Put reports and their claims into the database; the story of each claim."""
    stories: dict[uuid.UUID, int] = {}
    with database.begin() as connection:
        for some in _in_parts(reports, 20_000):
            outlets = {content_key("outlet", report.outlet): report.outlet for report in some}
            connection.execute(text("CREATE TEMPORARY TABLE told (LIKE outlet) ON COMMIT DROP"))
            copy_rows(connection, "told", ["outlet_id", "name"], outlets.items())
            connection.execute(text("INSERT INTO outlet SELECT * FROM told ON CONFLICT DO NOTHING"))
            connection.execute(text("DROP TABLE told"))
            copy_rows(connection, "article", _ARTICLE, (_article(report) for report in some))
            rows = [row for report in some for row in _claims(report, stories)]
            copy_rows(connection, "claim", _CLAIM, rows)
            read = ((report.report_id, "invented", len(report.claims)) for report in some)
            copy_rows(connection, "extraction", ["article_id", "extractor", "claims"], read)
    with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return stories


def _in_parts(reports: Iterable[Report], size: int) -> Iterator[list[Report]]:
    part: list[Report] = []
    for report in reports:
        part.append(report)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def _article(report: Report) -> tuple[object, ...]:
    outlet = content_key("outlet", report.outlet)
    return (report.report_id, outlet, f"https://{report.report_id}", "", report.published, report.lang, report.text)


def _claims(report: Report, stories: dict[uuid.UUID, int]) -> Iterator[list[object]]:
    begin = 0
    for number, told in enumerate(report.claims):
        claim_id = content_key("claim", str(report.report_id), str(number))
        stories[claim_id] = told.story
        fields, end = told.fields, begin + len(told.sentence)
        values = {name: value.value if hasattr(value, "value") else value for name, value in fields.items()}
        values |= {
            "claim_id": claim_id,
            "article_id": report.report_id,
            "quote": told.sentence[:4],
            "span_start": begin,
            "span_end": begin + 4,
            "sentence_start": begin,
            "sentence_end": end,
            "attribution": "outlet",
            "quantity_text": "1" if fields["kind"].value == "numeric" else None,
            "period_text": "then" if fields.get("period_start") else None,
            "period_resolved": True if fields.get("period_start") else None,
            "confidence": 1.0,
            "extractor": "invented",
        }
        yield [values.get(name) for name in _CLAIM]
        begin = end + 1


def score(database: Engine, stories: dict[uuid.UUID, int]) -> tuple[float, float]:
    """Precision and recall of the pairs of claims in one cluster, by the stories that were drawn."""
    with database.connect() as connection:
        home = dict(connection.execute(text("SELECT claim_id, cluster_id FROM cluster_member")).tuples().all())
    return pairwise(home, stories)


def floor(database: Engine) -> float:
    """Seconds to read what linking reads and to write what it writes once, with nothing in between."""
    begun = time.perf_counter()
    with database.begin() as connection:
        cursor = connection.connection.cursor()
        with cursor.copy(_READ) as copy:
            for _ in copy:
                pass
        for table in _WRITTEN:
            connection.execute(
                text(f"CREATE TEMPORARY TABLE again_{table} (LIKE {table} INCLUDING INDEXES) ON COMMIT DROP")
            )
            out = io.BytesIO()
            with cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as copy:
                for part in copy:
                    out.write(part)
            with cursor.copy(f"COPY again_{table} FROM STDIN (FORMAT binary)") as copy:
                copy.write(out.getvalue())
    return time.perf_counter() - begun


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--daily", type=int, default=5_000)
    chosen = parser.parse_args()
    sys.stdout.write(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}\n")
    sys.stdout.write(
        f"{'claims':>10} {'what':<10} {'seconds':>8} {'floor':>6} {'µs/claim':>8} {'P':>6} {'R':>6} {'GiB':>5}\n"
    )
    for size, url in databases(chosen.claims):
        _measure(url, size, chosen.daily)


def databases(sizes: Iterable[int]) -> Iterator[tuple[int, str]]:
    """For each size the URL of an empty database, on a server that is removed in the end."""
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedServer(Path(folder) / "postgres")
        try:
            for size in sizes:
                yield size, ensure_database(Settings(database_url=server.start(f"bench_{size}")))
        finally:
            server.remove()


def _measure(url: str, size: int, daily: int) -> None:
    database = engine(url)
    stories = fill(database, population(size))
    with database.connect() as connection:
        last = connection.execute(text("SELECT max(published) - min(published) FROM article")).scalar_one()
    _time(database, size, "from none", stories)
    more = fill(database, population(daily, seed=2, first_day=last + 1))
    _time(database, len(more), "a day more", {})
    database.dispose()


def _time(database: Engine, claims: int, what: str, stories: dict[uuid.UUID, int]) -> None:
    begun = time.perf_counter()
    link_claims(database)
    seconds = time.perf_counter() - begun
    precision, recall = score(database, stories) if stories else (float("nan"), float("nan"))
    least = floor(database) if stories else float("nan")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    sys.stdout.write(
        f"{claims:>10,} {what:<10} {seconds:>8.1f} {least:>6.1f} {seconds / claims * 1e6:>8.0f}"
        f" {precision:>6.3f} {recall:>6.3f} {memory:>5.2f}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
