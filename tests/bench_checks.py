"""How fast the checks run as the ledger grows: over invented claims that the linker has linked.

`python -m tests.bench_checks [--claims 10000 100000] [--times 1] [--daily 5000]` makes a database of its own for each
size, links it, puts it there `times` over, checks it, adds a day's claims and checks again; the slowest checks are
named. Put here: measuring. Keep out: what the claims are like (`tests.models.linking.population`), what is right
(`checks/*.yaml`).
"""

from __future__ import annotations

import argparse
import datetime as dt
import platform
import sys
import time

from sqlalchemy import Engine, text

from checks.running import run_checks
from flows.link import link_claims
from infra.database.connection import engine
from tests.bench_linking import databases, fill
from tests.ledger_multiplied import multiply
from tests.models.linking.population import population

_SLOWEST = """
SELECT check_name, round(seconds::numeric, 2) AS seconds FROM check_run
WHERE checked_at = (SELECT max(checked_at) FROM check_run) ORDER BY check_run.seconds DESC LIMIT 6
"""


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--times", type=int, default=1, help="stands for a ledger so many times as large")
    parser.add_argument("--daily", type=int, default=5_000)
    chosen = parser.parse_args()
    sys.stdout.write(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}\n")
    sys.stdout.write(f"{'claims':>10} {'what':<10} {'seconds':>8} {'flags':>8}  slowest\n")
    for size, url in databases(chosen.claims):
        _measure(url, size, chosen.times, chosen.daily)


def _measure(url: str, size: int, times: int, daily: int) -> None:
    database = engine(url)
    fill(database, population(size))
    link_claims(database)
    multiply(database, times)
    with database.connect() as connection:
        first, last = connection.execute(text("SELECT min(published), max(published) FROM article")).one()
    _time(database, url, last, size * times, "all")
    fill(database, population(daily, seed=2, first_day=(last - first).days + 1))
    link_claims(database)
    _time(database, url, last + dt.timedelta(days=1), daily, "a day more")
    database.dispose()


def _time(database: Engine, url: str, as_of: dt.date, claims: int, what: str) -> None:
    begun = time.perf_counter()
    run_checks(url, as_of, None)
    seconds = time.perf_counter() - begun
    with database.connect() as connection:
        flags = connection.execute(text("SELECT count(*) FROM flag")).scalar_one()
        slowest = connection.execute(text(_SLOWEST)).tuples()
        told = ", ".join(f"{name} {took}" for name, took in slowest)
    sys.stdout.write(f"{claims:>10,} {what:<10} {seconds:>8.1f} {flags:>8,}  {told}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
