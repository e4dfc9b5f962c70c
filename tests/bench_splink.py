"""How fast and how well Splink, on DuckDB, links the claims that `tests.bench_linking` links.

`python -m tests.bench_splink --claims 100000` prints one line of JSON. It runs in an environment of its own, with
`splink`, `duckdb`, `pyarrow` and what `models.linking.features` asks for (`pyyaml`, `rapidfuzz`, `hijridate`). The
clock runs from the claims in memory, a column a field, to a cluster for each. Splink is given what favours it: what
follows from the concepts is looked up beforehand, it seeks the same alone (ours updates and contradictions as well),
it learns from few pairs, and the threshold is the one of its best F1, sought off the clock. Put here: Splink's
settings. Keep out: ours (`bench_linking`).
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_level_library as levels
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.blocking_rule_library import CustomRule
from splink.comparison_library import CustomComparison

from models.concepts import concepts
from models.linking.features import compounds, one_act
from models.linking.weights import root, weights
from tests.models.linking.pairs import pairwise
from tests.models.linking.population import population

_FIELDS = {
    "unique_id": pa.int64(), "lang": pa.string(), "published": pa.date32(), "sentence": pa.string(),
    "speaker": pa.string(), "low": pa.float64(), "high": pa.float64(), "unit": pa.string(), "currency": pa.string(),
    "subject": pa.string(), "measure": pa.string(), "action": pa.string(), "object": pa.string(), "place": pa.string(),
    "status": pa.string(), "negated": pa.bool_(), "period_start": pa.date32(), "period_end": pa.date32(),
}  # fmt: skip
# What follows from one claim: what is measured or done, one number for its bounds, how many days apart it may be told.
_PREPARE = """
CREATE TABLE claim AS SELECT
    unique_id, lang, speaker, low, high, subject, object, place, status, negated, subject_of.root AS subject_root,
    object_of.root AS object_root, subject_of.general AS subject_general, object_of.general AS object_general,
    place_of.general AS place_general, days, near,
    coalesce(measure || '/' || unit || coalesce('/' || currency, ''), act) AS what,
    CASE WHEN low IS NULL OR high IS NULL THEN coalesce(low, high) ELSE (low + high) / 2 END AS size,
    CAST(published - DATE '1970-01-01' AS INTEGER) AS day,
    CAST(coalesce(period_start, period_end) - DATE '1970-01-01' AS INTEGER) AS first_day,
    CAST(coalesce(period_end, published) - DATE '1970-01-01' AS INTEGER) AS last_day,
    hash(sentence) AS telling,
    list_distinct(regexp_extract_all(lower(sentence), '\\p{L}{3,}')) AS words
FROM told
JOIN kind_of ON kind_of.name = coalesce(measure, action)
LEFT JOIN concept AS subject_of ON subject_of.name = subject
LEFT JOIN concept AS object_of ON object_of.name = object
LEFT JOIN concept AS place_of ON place_of.name = place
"""
# As `list_intersect`, in a sixth of the time.
_COMMON = "CREATE MACRO common(one, other) AS len(list_filter(one, lambda word: list_contains(other, word)))"
_SHARE = "common(words_l, words_r) >= {} * least(len(words_l), len(words_r))"
_APART = "abs(size_l - size_r) <= {} * least(abs(size_l), abs(size_r))"
_SAME_PERIOD = "abs(first_day_l - first_day_r) <= 3 AND abs(last_day_l - last_day_r) <= 3"


def main() -> None:
    """Print what was measured as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--rules", choices=list(_RULES), default="day", help="which claims meet")
    parser.add_argument("--threads", type=int, help="of DuckDB; as many as there are cores unless told")
    parser.add_argument("--show", action="store_true", help="print the trained model as well")
    chosen = parser.parse_args()
    logging.getLogger("splink").setLevel(logging.ERROR)
    told, stories = claims(chosen.claims)
    sys.stdout.write(json.dumps(measure(told, stories, chosen.rules, chosen.threads, show=chosen.show)) + "\n")


def claims(size: int) -> tuple[pa.Table, dict[int, int]]:
    """The claims of a population, a column a field, and the story of each."""
    columns: dict[str, list[Any]] = {name: [] for name in _FIELDS}
    stories: dict[int, int] = {}
    for report in population(size):
        for told in report.claims:
            number = len(stories)
            stories[number] = told.story
            row = {"unique_id": number, "lang": report.lang, "published": report.published, "sentence": told.sentence}
            row |= told.fields
            for name, column in columns.items():
                value = row.get(name)
                column.append(getattr(value, "value", value))
    return pa.table({name: pa.array(columns[name], kind) for name, kind in _FIELDS.items()}), stories


def measure(
    told: pa.Table, stories: dict[int, int], rules: str, threads: int | None, *, show: bool = False
) -> dict[str, object]:
    """Seconds of each step, memory, and how right the clusters are."""
    database = duckdb.connect()
    if threads is not None:
        database.execute(f"SET threads = {threads}")
    _know(database, told)
    steps: dict[str, float] = {}
    before, cpu = _peak(), time.process_time()
    with _timed(steps, "prepare"):
        database.execute(_COMMON)
        database.execute(_PREPARE)
    linker = _train(database, rules, steps)
    with _timed(steps, "predict"):
        found = linker.inference.predict(threshold_match_weight=_LEAST)
    cpu = time.process_time() - cpu
    peak = (
        _peak()
    )  # before the threshold is sought, which is no work of Splink's; its clusters take less than its pairs
    if show:
        _show(linker)
    threshold = _best(database, found.physical_name, stories)
    cpu -= time.process_time()
    with _timed(steps, "cluster"):
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(found, threshold_match_weight=threshold)
        rows = database.execute(f"SELECT unique_id, cluster_id FROM {clusters.physical_name}").fetchall()
    cpu += time.process_time()
    precision, recall = pairwise(dict(rows), stories)
    met = linker.inference.compute_blocked_pairs_for_predict().physical_name
    pairs = database.execute(f"SELECT count(*) FROM {met}").fetchall()[0][0]
    return {
        "claims": len(stories),
        "rules": rules,
        "seconds": round(sum(steps.values()), 2),
        "seconds_if_trained": round(sum(took for name, took in steps.items() if not name.startswith("estimate")), 2),
        "cpu_seconds": round(cpu, 2),
        "steps": {name: round(seconds, 2) for name, seconds in steps.items()},
        "gib_before": round(before, 2),
        "gib": round(peak, 2),
        "pairs": pairs,
        "threshold": round(threshold, 2),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
    }


def _know(database: duckdb.DuckDBPyConnection, told: pa.Table) -> None:
    """Tables of the claims as told and of what the concepts say of their ids."""
    database.register("raw", told)
    database.execute("CREATE TABLE told AS SELECT * FROM raw")
    windows, known = weights().windows, concepts()
    kinds = [
        *(
            (name, name, windows[entry.nature].days, windows[entry.nature].near)
            for name, entry in known.measures.items()
        ),
        *((name, one_act(name), windows["policy"].days, windows["policy"].near) for name in known.actions),
    ]
    database.execute("CREATE TABLE kind_of (name TEXT, act TEXT, days INTEGER, near INTEGER)")
    database.executemany("INSERT INTO kind_of VALUES (?, ?, ?, ?)", kinds)
    places = {
        place for (place,) in database.execute("SELECT DISTINCT place FROM told WHERE place IS NOT NULL").fetchall()
    }
    ids = "SELECT subject FROM told WHERE subject IS NOT NULL UNION SELECT object FROM told WHERE object IS NOT NULL"
    things = {thing for (thing,) in database.execute(ids).fetchall()}
    rows: list[tuple[str, str | None, list[str]]]
    rows = [(one, None, [other for other in places if known.holds(other, one)]) for one in places - things]
    rows += [(one, root(one), [other for other in things if _covers(other, one)]) for one in things]
    database.execute("CREATE TABLE concept (name TEXT, root TEXT, general TEXT[])")
    database.executemany("INSERT INTO concept VALUES (?, ?, ?)", rows)


def _covers(general: str, special: str) -> bool:
    found = compounds("subject", special, general)
    return found.line == "subject.alike" or (found.line == "subject.covered" and ("general", general) in found.ids)


def _compound(name: str) -> CustomComparison:
    """A group or a thing: the same, weighed by how rare it is; one a part of the other; different."""
    part = f"list_contains({name}_general_l, {name}_r) OR list_contains({name}_general_r, {name}_l)"
    return CustomComparison(
        [
            levels.NullLevel(name),
            levels.ExactMatchLevel(name, term_frequency_adjustments=True),
            levels.CustomLevel(part, "one a part of the other"),
            levels.ElseLevel(),
        ],
        name,
    )


_COMPARISONS = [
    CustomComparison(
        [levels.NullLevel("what"), levels.ExactMatchLevel("what", term_frequency_adjustments=True), levels.ElseLevel()],
        "what",
    ),
    _compound("subject"),
    _compound("object"),
    _compound("place"),
    CustomComparison(
        [
            levels.NullLevel("size"),
            levels.ExactMatchLevel("size", term_frequency_adjustments=True),
            levels.CustomLevel(_APART.format(0.05), "near"),
            levels.CustomLevel(_APART.format(0.5), "within a factor"),
            levels.ElseLevel(),
        ],
        "size",
    ),
    CustomComparison(
        [
            levels.NullLevel("day"),
            levels.ExactMatchLevel("day"),
            levels.CustomLevel("abs(day_l - day_r) <= near_l", "near"),
            levels.ElseLevel(),
        ],
        "day",
    ),
    CustomComparison(
        [
            levels.NullLevel("first_day"),
            levels.CustomLevel(_SAME_PERIOD, "same period"),
            levels.CustomLevel("first_day_l <= last_day_r AND first_day_r <= last_day_l", "overlap"),
            levels.ElseLevel(),
        ],
        "period",
    ),
    CustomComparison(
        [
            levels.NullLevel("speaker"),
            levels.ExactMatchLevel("speaker"),
            levels.JaroWinklerLevel("speaker", 0.92),
            levels.ElseLevel(),
        ],
        "speaker",
    ),
    CustomComparison([levels.NullLevel("status"), levels.ExactMatchLevel("status"), levels.ElseLevel()], "status"),
    CustomComparison([levels.NullLevel("negated"), levels.ExactMatchLevel("negated"), levels.ElseLevel()], "negated"),
    CustomComparison(
        [
            levels.CustomLevel("lang_l <> lang_r", "in two languages").configure(is_null_level=True),
            levels.CustomLevel("telling_l = telling_r", "one sentence"),
            *(
                levels.CustomLevel(_SHARE.format(share), f"{share:.0%} of the words")
                for share in (0.5, 0.25, 0.15, 0.08)
            ),
            levels.ElseLevel(),
        ],
        "words",
    ),
]
_NEAR_SIZE = f"({_APART.format(0.5)})".replace("size_l", "l.size").replace("size_r", "r.size")
_PARTIES = ("subject", "object", "subject_root", "object_root")
_RULES = {
    # Where ours look for the same: a number of one size, or an act of one party, within the days of its kind.
    "ours": [
        CustomRule(f"l.what = r.what AND {_NEAR_SIZE} AND abs(l.day - r.day) <= l.days"),
        *(
            CustomRule(f"l.what = r.what AND l.{one} = r.{one} AND l.size IS NULL AND abs(l.day - r.day) <= l.days")
            for one in _PARTIES
        ),
    ],
    # Ours for one day: all tellings of a story that the population draws are of one day.
    "tight": [
        block_on("what", "size", "day"),
        block_on("what", "object", "day"),
        CustomRule("l.what = r.what AND l.day = r.day AND l.subject = r.subject AND l.size IS NULL"),
    ],
    # Acts of nobody on nothing meet as well, which ours leaves apart on purpose.
    "day": [
        block_on("what", "size", "day"),
        CustomRule("l.what = r.what AND l.day = r.day AND l.size IS NULL AND r.size IS NULL"),
    ],
}
_LEAST = -10.0  # below it, a pair is never worth a link
# Pairs to learn from: with fifty times as many the F1 is the same, and learning takes most of the time.
_SAMPLED = 2e5
_BLOCKED = 5e4
_TRAINED_ON = [
    block_on("what", "size", "day"),
    block_on("what", "subject", "object", "day"),
    block_on("speaker"),
]
_SURE = [
    block_on("what", "size", "place", "subject", "day"),
    block_on("what", "object", "subject", "place", "day"),
    block_on("telling"),
]


def _train(database: duckdb.DuckDBPyConnection, rules: str, steps: dict[str, float]) -> Linker:
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=_COMPARISONS,
        blocking_rules_to_generate_predictions=_RULES[rules],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )
    interface = DuckDBAPI(database)
    linker = Linker(interface.register("claim"), settings, log_level=None, validate_settings=False)
    with _timed(steps, "estimate_prior"):
        linker.training.estimate_probability_two_random_records_match(_SURE, recall=0.6)
    with _timed(steps, "estimate_u"):
        linker.training.estimate_u_using_random_sampling(max_pairs=_SAMPLED)
    with _timed(steps, "estimate_m"):
        for rule in _TRAINED_ON:
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=True, max_pairs=_BLOCKED
            )
    return linker


def _best(database: duckdb.DuckDBPyConnection, found: str, stories: dict[int, int]) -> float:
    """The weight from which on clusters have the best F1 of pairs: one pass over the pairs, the likeliest first."""
    home = list(range(len(stories)))
    members = [{stories[number]: 1} for number in home]
    wanted = sum(size * (size - 1) // 2 for size in Counter(stories.values()).values())
    both = paired = 0
    best, threshold = 0.0, 0.0
    before: float | None = None
    rows = database.execute(f"SELECT match_weight, unique_id_l, unique_id_r FROM {found} ORDER BY match_weight DESC")
    while part := rows.fetchmany(100_000):
        for weight, one, other in part:
            if before is not None and weight != before and 2 * both / max(1, paired + wanted) > best:
                best, threshold = 2 * both / (paired + wanted), before
            before = weight
            one, other = _end(home, one), _end(home, other)
            if one == other:
                continue
            if len(members[one]) < len(members[other]):
                one, other = other, one
            mine, theirs = members[one], members[other]
            paired += sum(mine.values()) * sum(theirs.values())
            for story, number in theirs.items():
                both += mine.get(story, 0) * number
                mine[story] = mine.get(story, 0) + number
            home[other], members[other] = one, {}
    return threshold - 1e-6


def _end(home: list[int], number: int) -> int:
    while home[number] != number:
        home[number] = number = home[home[number]]
    return number


@contextmanager
def _timed(steps: dict[str, float], name: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    steps[name] = time.perf_counter() - begun


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _show(linker: Linker) -> None:
    for row in linker._settings_obj._parameters_as_detailed_records:
        sys.stderr.write(
            f"{row.comparison_name:<8} {row.label_for_charts:<40} m={row.m_probability} u={row.u_probability}\n"
        )


if __name__ == "__main__":
    main()
