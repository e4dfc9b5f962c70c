"""What a reader of a run wants to know, read from the database once, as values for the summary and the page.

Put here: the state of the ledger in numbers, its contradictions, its most repeated claims, what was read where.
Keep out: how any of it is shown (`summary`, `report`).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import Connection, text

from flows.reports.queries import Query
from models.claim import plain_number

_LEFT_TO_RIGHT, _POP = "\u2066", "\u2069"
"""Around a date, whose parts would else change places among Arabic words."""
_VOICES = """
SELECT row_number() OVER (ORDER BY published NULLS LAST, name, url, span_start, claim_id) AS rank,
       claim_id, kind, quote, sentence_start, title, url, name AS outlet, published, lang,
       substr(text, sentence_start + 1, span_start - sentence_start) AS before,
       substr(text, span_end + 1, sentence_end - span_end) AS after,
       speaker, speaker_role, via, low, high, comparator, unit, currency, measure, subject, action, object, place,
       status, negated, period_start, period_end, period_text
FROM claim
JOIN article USING (article_id)
JOIN outlet USING (outlet_id)
WHERE claim_id = ANY(:claims)
"""
_LAST_CHECKS = """
SELECT check_name, expectation, severity, offenders
FROM check_run
WHERE checked_at = (SELECT checked_at FROM check_run ORDER BY check_run_id DESC LIMIT 1)
  AND NOT success AND severity <> 'flag'
ORDER BY severity, check_name
"""
_ARTICLES = """
SELECT article_id, url, title, name AS outlet, published, lang,
       array_agg(claim_id ORDER BY span_start, span_end) AS claims
FROM article
JOIN outlet USING (outlet_id)
JOIN claim USING (article_id)
GROUP BY article_id, name
ORDER BY published DESC NULLS LAST, count(*) DESC, url
LIMIT :limit
"""


@dataclass(frozen=True)
class Voice:
    """One claim as a reader meets it: the sentence around it, who says it, where and when, and what it comes to."""

    claim_id: uuid.UUID
    quote: str
    before: str
    after: str
    lang: str
    speaker: str | None
    speaker_role: str | None
    via: str | None
    outlet: str
    published: dt.date | None
    url: str
    title: str
    kind: str
    rank: int
    """Its place among all that were read with it, by day of publication, outlet, article and span."""
    fields: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Dispute:
    """A flag with two sides that cannot both hold."""

    type: str
    severity: str
    state: str
    explanation: Mapping[str, str]
    resolution: Mapping[str, str]
    sides: tuple[Sequence[Voice], Sequence[Voice]]


@dataclass(frozen=True)
class Repeated:
    """A claim that stands in several articles."""

    independent_sources: int
    articles: int
    voices: Sequence[Voice]

    @property
    def outlets(self) -> list[str]:
        """Who carries it, in the order in which they published it."""
        return list(dict.fromkeys(voice.outlet for voice in self.voices))


@dataclass(frozen=True)
class Sentence:
    """A sentence in pieces, each with whether it is part of a claim, and the claims in it."""

    pieces: Sequence[tuple[str, bool]]
    voices: Sequence[Voice]


@dataclass(frozen=True)
class ReadArticle:
    """An article with its claims."""

    url: str
    title: str
    outlet: str
    published: dt.date | None
    lang: str
    voices: Sequence[Voice]

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences that hold its claims, in order."""
        by_start: dict[int, list[Voice]] = {}
        for voice in self.voices:
            by_start.setdefault(voice.fields["sentence_start"], []).append(voice)
        return [Sentence(_pieces(voices), voices) for _, voices in sorted(by_start.items())]


@dataclass(frozen=True)
class FailedCheck:
    """A check that does not hold, by its last run."""

    name: str
    expectation: str
    severity: str
    offenders: int


@dataclass(frozen=True)
class Findings:
    """The ledger as it stands; lists are cut to the first few, and `totals` says how many there are."""

    totals: Mapping[str, int]
    disputes: Sequence[Dispute]
    repeated: Sequence[Repeated]
    articles: Sequence[ReadArticle]
    failed_checks: Sequence[FailedCheck]
    set_aside: Mapping[str, int]
    names: Mapping[str, Mapping[str, Mapping[str, str]]]
    """Names of concepts: kind, id, language."""


def read_findings(connection: Connection, *, disputes: int, repeated: int, articles: int) -> Findings:
    """The ledger's state, with at most so many of each list; the same rows give the same findings."""
    totals = {
        name: connection.execute(text(f"SELECT count(*) FROM {source}")).scalar_one()
        for name, source in {
            "articles": "article",
            "outlets": "outlet",
            "claims": "claim",
            "numeric": "claim WHERE kind = 'numeric'",
            "policy": "claim WHERE kind = 'policy'",
            "articles_with_claims": "(SELECT FROM claim GROUP BY article_id) AS a",
            "disputes": "flag WHERE EXISTS (SELECT FROM flag_claim f WHERE f.flag_id = flag.flag_id AND side = 'b')",
            "repeated": "(SELECT FROM cluster_member JOIN claim USING (claim_id)"
            " GROUP BY cluster_id HAVING count(DISTINCT article_id) > 1) AS r",
        }.items()
    }
    flags = Query("contradictions").first(connection, disputes)
    clusters = [row for row in Query("clusters").first(connection, repeated) if row["articles"] > 1]
    read = [dict(row) for row in connection.execute(text(_ARTICLES), {"limit": articles}).mappings()]
    wanted = [key for row in flags for key in (*row["side_a"], *row["side_b"])]
    wanted += [key for row in clusters for key in row["claim_ids"]]
    wanted += [key for row in read for key in row["claims"]]
    voices = _voices(connection, wanted)
    return Findings(
        totals=totals,
        disputes=[
            Dispute(
                row["type"],
                row["severity"],
                row["state"],
                {"en": row["explanation"], "ar": row["explanation_ar"]},
                {"en": row["resolution"], "ar": row["resolution_ar"]},
                (_of(voices, row["side_a"]), _of(voices, row["side_b"])),
            )
            for row in flags
        ],
        repeated=[
            Repeated(row["independent_sources"], row["articles"], _of(voices, row["claim_ids"])) for row in clusters
        ],
        articles=[
            ReadArticle(
                row["url"], row["title"], row["outlet"], row["published"], row["lang"], _of(voices, row["claims"])
            )
            for row in read
        ],
        failed_checks=[
            FailedCheck(row["check_name"], row["expectation"], row["severity"], row["offenders"])
            for row in connection.execute(text(_LAST_CHECKS)).mappings()
        ],
        set_aside={
            row.reason: row.inputs
            for row in connection.execute(
                text("SELECT reason, count(*) AS inputs FROM set_aside GROUP BY reason ORDER BY reason")
            )
        },
        names=_names(connection),
    )


def reading(voice: Voice, findings: Findings, words: Mapping[str, Any], lang: str) -> str:
    """What a claim comes to in a few words of one language: value, measure, what is counted, place, time."""
    fields = voice.fields
    names = findings.names

    def name(kind: str, concept: str | None) -> str:
        return "" if concept is None else names.get(kind, {}).get(concept, {}).get(lang, concept)

    def thing(compound: str | None) -> str:
        if compound is None:
            return ""
        head, *qualifiers = compound.split(".")
        narrowed = [name("qualifier" if part in names.get("qualifier", {}) else "place", part) for part in qualifiers]
        return (
            f"{name('head', head)} ({words['page']['comma'][lang].join(narrowed)})" if narrowed else name("head", head)
        )

    if voice.kind == "numeric":
        comparator = words["comparator"][fields["comparator"]][lang]
        unit = fields["currency"] if fields["unit"] == "money" else name("unit", fields["unit"])
        parts = [
            f"{comparator} {_bounds(fields['low'], fields['high'], words['scale'], lang)} {unit}".strip(),
            name("measure", fields["measure"]),
        ]
        parts.append(thing(fields["subject"]))
    else:
        stands = words["status_negated" if fields["negated"] else "status"][fields["status"]][lang]
        parts = [name("action", fields["action"]), thing(fields["object"] or fields["subject"]), stands]
    return " · ".join(part for part in (*parts, name("place", fields["place"]), _time(fields, words, lang)) if part)


def _pieces(voices: Sequence[Voice]) -> list[tuple[str, bool]]:
    """The sentence of these claims, cut where a claim begins or ends; spans that overlap are one piece."""
    first = voices[0]
    sentence = first.before + first.quote + first.after
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end in sorted((len(voice.before), len(voice.before) + len(voice.quote)) for voice in voices):
        if end <= done:
            continue
        pieces += [(sentence[done:start], False), (sentence[max(start, done) : end], True)]
        done = end
    pieces.append((sentence[done:], False))
    return [(piece, marked) for piece, marked in pieces if piece]


def _bounds(low: float | None, high: float | None, scales: Mapping[int, Mapping[str, str]], lang: str) -> str:
    ends = [_number(end, scales, lang) for end in (low, high) if end is not None]
    return "–".join(dict.fromkeys(ends))


def _number(value: float, scales: Mapping[int, Mapping[str, str]], lang: str) -> str:
    """In millions, billions or trillions where three decimals of those say it all."""
    for scale, name in scales.items():
        if abs(value) >= scale and round(value / scale, 3) * scale == value:
            return f"{plain_number(round(value / scale, 3)):,} {name[lang]}"
    return f"{plain_number(value):,}"


def _time(fields: Mapping[str, Any], words: Mapping[str, Any], lang: str) -> str:
    start, end = fields["period_start"], fields["period_end"]
    if lang == "ar":
        start, end = (day and f"{_LEFT_TO_RIGHT}{day}{_POP}" for day in (start, end))
    if start is None and end is None:
        return fields["period_text"] or ""
    if start is None:
        return f"{words['page']['by'][lang]} {end}"
    if end is None:
        return f"{words['page']['since'][lang]} {start}"
    return f"{start}" if start == end else f"{start} – {end}"


def _voices(connection: Connection, claims: Iterable[uuid.UUID]) -> dict[uuid.UUID, Voice]:
    shown = [each.name for each in fields(Voice) if each.name != "fields"]
    rows = connection.execute(text(_VOICES), {"claims": list(set(claims))}).mappings()
    return {row["claim_id"]: Voice(**{name: row[name] for name in shown}, fields=dict(row)) for row in rows}


def _of(voices: Mapping[uuid.UUID, Voice], claims: Iterable[uuid.UUID]) -> list[Voice]:
    """The voices of these claims, the earliest published first."""
    return sorted((voices[key] for key in claims), key=lambda voice: voice.rank)


def _names(connection: Connection) -> dict[str, dict[str, dict[str, str]]]:
    names: dict[str, dict[str, dict[str, str]]] = {}
    for row in connection.execute(text("SELECT kind, concept_id, label_en, label_ar FROM concept")):
        names.setdefault(row.kind, {})[row.concept_id] = {"en": row.label_en, "ar": row.label_ar}
    return names
