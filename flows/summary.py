"""The end of a run, on the terminal: what came in, what was found, what contradicts, what took how long.

Put here: the summary's words and layout. Keep out: what is in it (`findings`, the stages' own counts).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from rich.console import Console
from rich.text import Text

from flows.bidi import padded, sprinkled, wrapped
from flows.findings import Dispute, Findings, Repeated, Voice, reading
from flows.pipeline import Outcome
from flows.report import words

DISPUTES, REPEATED = 5, 7
"""How many of each are shown; the page has more."""
_WIDTH = 100
"""Cells of a line where there is no terminal to ask."""


def show(outcome: Outcome, findings: Findings, console: Console) -> None:
    """Print the summary of a run."""
    console = console if console.is_terminal else Console(file=console.file, width=_WIDTH, no_color=True)
    for line in lines(outcome, findings, min(console.width, 140)):
        console.print(line, soft_wrap=True)


def lines(outcome: Outcome, findings: Findings, width: int) -> Iterator[Text]:
    """The summary's lines, none with more than `width` cells except paths."""
    yield Text()
    yield from _came_in(outcome)
    yield from _claims(outcome, findings)
    yield from _faults(outcome)
    yield from _decisions(outcome)
    if outcome.page is not None:
        yield from _repeated(findings, width)
        yield from _disputes(findings, width)
    yield from _checks(outcome, findings)
    yield _fact("Time", ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in outcome.seconds.items()))
    if outcome.page is None:
        yield _fact("Report", "as the last good run left it, if there was one: a check stopped this run", "red")
    else:
        yield _fact("Report", str(outcome.page))


def _came_in(outcome: Outcome) -> Iterator[Text]:
    ingested = outcome.ingested
    new = f"{_many(ingested.new, 'new')}, {_many(ingested.known, 'known')}"
    yield _fact("Articles", new + ("" if outcome.wrote else " — nothing new: nothing was written"))
    if ingested.set_aside:
        reasons = words()["reason"]
        parts = (f"{count:,} {reasons[reason]['en']}" for reason, count in sorted(ingested.set_aside.items()))
        yield _fact("Set aside", ", ".join(parts) + "  (tawatur report set_aside)", "yellow")


def _claims(outcome: Outcome, findings: Findings) -> Iterator[Text]:
    kinds = words()["kind"]
    totals = findings.totals
    parts = ", ".join(f"{totals[each]:,} {kinds[each]['en']}" for each in ("numeric", "policy"))
    new = f"; {outcome.extracted.claims:,} of them new" if outcome.extracted.claims else ""
    yield _fact("Claims", f"{totals['claims']:,} ({parts}) in {totals['articles']:,} articles{new}")


def _faults(outcome: Outcome) -> Iterator[Text]:
    if faults := outcome.extracted.faults:
        yield _fact("Unread", f"{_many(len(faults), 'article', 'articles')}, by a fault of the program", "red")


def _decisions(outcome: Outcome) -> Iterator[Text]:
    conflicting, orphaned = outcome.linked.conflicting_decisions, outcome.linked.orphaned_decisions
    counts = ((conflicting, "left out: others stand against it"), (orphaned, "about claims that no article holds now"))
    parts = [f"{_many(count, 'ruling', 'rulings')} {what}" for count, what in counts if count]
    if parts:
        yield _fact("Decisions", "; ".join(parts) + "  (tawatur report decisions)", "yellow")


def _repeated(findings: Findings, width: int) -> Iterator[Text]:
    yield _heading(f"Repeated claims: {findings.totals['repeated']:,}")
    for cluster in findings.repeated[:REPEATED]:
        yield from _cluster(cluster, findings, width)


def _cluster(cluster: Repeated, findings: Findings, width: int) -> Iterator[Text]:
    sources = _many(cluster.independent_sources, "independent source", "independent sources")
    first = cluster.voices[0]
    yield Text.assemble(
        "  ", (_reading(first, findings), "bold"), f"  — {sources}, {_many(cluster.articles, 'article', 'articles')}"
    )
    for line in wrapped(f"“{first.quote}”", width - 6):
        yield Text(f"      {line}", "cyan")
    for line in wrapped("; ".join(cluster.outlets), width - 6, sprinkled):
        yield Text(f"      {line}", "dim")


def _disputes(findings: Findings, width: int) -> Iterator[Text]:
    yield _heading(f"Contradictions: {findings.totals['disputes']:,}")
    for dispute in findings.disputes[:DISPUTES]:
        yield from _dispute(dispute, findings, width)
    if (left := findings.totals["disputes"] - DISPUTES) > 0:
        yield Text(f"  … and {left:,} more in the report", "dim")


def _dispute(dispute: Dispute, findings: Findings, width: int) -> Iterator[Text]:
    kind = words()["flag_type"][dispute.type]["en"]
    yield Text.assemble("  ", (kind, "bold red"), f"  ({dispute.severity})")
    for line in wrapped(dispute.explanation["en"], width - 2, sprinkled):
        yield Text(f"  {line}")
    for line in wrapped(dispute.resolution["en"], width - 2, sprinkled):
        yield Text(f"  {line}", "dim")
    column = (width - 7) // 2
    sides = [list(_side(voices, findings, column)) for voices in dispute.sides]
    for row in range(max(map(len, sides))):
        left, right = (side[row] if row < len(side) else ("", "") for side in sides)
        yield Text.assemble("    ", (padded(left[0], column), left[1]), (" │ ", "dim"), right)
    yield Text()


def _side(voices: Sequence[Voice], findings: Findings, width: int) -> Iterator[tuple[str, str]]:
    """One side's lines with their styles: the first quote, who says it, what it comes to, how many say the same."""
    voice = voices[0]
    lay = partial(wrapped, width=width, isolate=sprinkled)
    yield from ((line, "cyan") for line in wrapped(f"“{voice.quote}”", width))
    said_by = " · ".join(
        part for part in (voice.speaker or "not attributed", voice.outlet, str(voice.published or "undated")) if part
    )
    yield from ((line, "") for line in lay(said_by))
    yield from ((line, "dim") for line in lay(_reading(voice, findings)))
    if len(voices) > 1:
        yield f"and {_many(len(voices) - 1, 'more claim', 'more claims')} on this side", "dim"


def _checks(outcome: Outcome, findings: Findings) -> Iterator[Text]:
    if not findings.failed_checks:
        yield _fact("Checks", "all hold")
        return
    yield _heading(f"Checks that failed: {len(findings.failed_checks)}")
    for check in findings.failed_checks:
        yield Text(f"  {check.severity}: {check.expectation} — {_many(check.offenders, 'row', 'rows')} ({check.name})")
    yield Text(f"  {outcome.data_docs}")
    yield Text()


def _reading(voice: Voice, findings: Findings) -> str:
    return reading(voice, findings, words(), "en")


def _fact(name: str, value: str, style: str = "") -> Text:
    return Text.assemble((f"{name:<10}", "bold"), (value, style))


def _heading(name: str) -> Text:
    return Text(f"\n{name}", "bold underline")


def _many(count: int, one: str, several: str | None = None) -> str:
    return f"{count:,} {one if count == 1 or several is None else several}"
