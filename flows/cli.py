"""The command line: `tawatur …`.

Put here: what a person can call, with which options, and what each call's end means. Keep out: the work itself. Every
command imports what it needs when it runs, so that none waits for Prefect or Great Expectations without using them.

Exit codes: 0 done; 1 a check of severity *stop* failed; 2 the call or the input was wrong; 70 a fault of the program;
130 interrupted.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sys
import traceback
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from flows.exit_codes import FAULT, INTERRUPTED, STOPPED, WRONG_INPUT
from flows.reports.tabular import Form

if TYPE_CHECKING:
    from flows.sources.outcome import Defaults, Incoming
    from infra.database.embedded import EmbeddedServer
    from models.claim import Article


class Enough(Exception):  # noqa: N818  it is no error
    """Whoever reads our output has stopped reading."""


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
database = typer.Typer(no_args_is_help=True, help="The embedded database: start it, stop it, ask for its address.")
app.add_typer(database, name="db")
alias = typer.Typer(no_args_is_help=True, help="Names that stand for others: of speakers who are known by several.")
app.add_typer(alias, name="alias")

Published = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The publication date of input that has none of its own."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet of input that names none of its own.")]
Lang = Annotated[
    str | None, typer.Option(metavar="ar|en", help="The language of the text, where it is not told by itself.")
]


@app.callback()
def tawatur(
    debug: Annotated[bool, typer.Option("--debug", help="Add the traceback to an error.")] = False,
) -> None:
    """Who claimed how many of what, or what by when: a ledger of claims in Arabic and English news.

    Articles go in; out come claims in Postgres, linked across languages, and accounts that cannot both hold.

    First steps:

      tawatur run                   the sample corpus, the whole way

      tawatur run news/             a folder of .txt, .html, .jsonl files

      tawatur report list           what can be asked of the database
    """
    del debug  # read by `main`, which alone knows of errors


@app.command()
def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|URL|-]...",
            help="Text, HTML and JSON Lines files (.gz too), folders of them, web addresses; - reads JSON Lines from"
            " standard input. With none, the sample corpus.",
        ),
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    lang: Lang = None,
    as_of: Annotated[
        dt.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="The day that counts as today; later articles are set aside."
        ),
    ] = None,
) -> None:
    """Take articles the whole way: ingest, extract, link, check, report.

    A second run over the same input writes nothing; a run that was broken off goes on where it stopped.

    Examples:

      tawatur run

      tawatur run article.txt --published 2021-11-15 --outlet "Al Rafid"

      tawatur run https://news.example/item.html archive/*.jsonl.gz
    """
    from flows.run import run_pipeline

    code = run_pipeline(paths or None, _defaults(published, outlet, lang), _day(as_of) or dt.date.today())
    raise typer.Exit(code)


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(metavar="FILE|URL|-...", help="As for `run`.")],
    as_json: Annotated[bool, typer.Option("--json", help="One claim a line, as JSON.")] = False,
    published: Published = None,
    outlet: Outlet = None,
    lang: Lang = None,
) -> None:
    """Show the claims in articles, without a database.

    Examples:

      tawatur extract article.txt --published 2021-11-15

      tawatur extract --json articles.jsonl | jq .quote
    """
    from models.language import extract as claims_in

    wrong = False
    for item in _read(paths, _defaults(published, outlet, lang)):
        if item is None:
            wrong = True
            continue
        article = item.article
        if not as_json:
            _print(f"{article.outlet} · {article.published or 'undated'} · {article.title or article.url}")
        for claim in claims_in(article):
            if as_json:
                ids = {"claim_id": str(claim.claim_id(article.article_id)), "article_url": article.url}
                _print(json.dumps(ids | claim.to_json(), ensure_ascii=False))
            else:
                _print(_told(claim.to_json()))
    raise typer.Exit(WRONG_INPUT if wrong else 0)


@app.command()
def mentions() -> None:
    """Find numbers, amounts, ordinals, times, durations and ranges in texts.

    Reads JSON Lines {"text", "reference_time", "lang"} from standard input; writes a line for each, a list.

    A line that cannot be read gives an empty list, and a complaint on standard error.
    """
    from models.language import mentions as mentions_in

    wrong = False
    for number, line in enumerate(sys.stdin.buffer, start=1):
        try:
            found = mentions_in(*_mention_request(line))
        except ValueError as error:
            wrong = True
            found = []
            _complain(f"standard input:{number}: {error}")
        _print(json.dumps(found, ensure_ascii=False))
    raise typer.Exit(WRONG_INPUT if wrong else 0)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="A sentence or more; - reads it from standard input.")],
    published: Published = None,
    lang: Lang = None,
) -> None:
    """Tell how a text is read: its words, mentions, speakers and claims. For whoever adds the next rule.

    Example:

      tawatur explain "لا تتجاوز القوات 2500 مقاتل" --published 2021-11-15
    """
    from models.language.explain import explain as told

    given = _decoded(sys.stdin.buffer) if text == "-" else text
    for line in told(_article(given, published, lang)):
        _print(line)


@app.command()
def report(
    name: Annotated[str, typer.Argument(help="A report's name, or `list` for what there is.")],
    form: Annotated[Form, typer.Option("--format", help="How to write it.")] = Form.TABLE,
) -> None:
    """Ask the database.

    Examples:

      tawatur report list

      tawatur report contradictions

      tawatur report claims --format csv > claims.csv
    """
    from flows.reports.queries import Query, UnknownReportError, names
    from flows.reports.tabular import write

    try:
        if name == "list":
            described = [{"name": each, "description": Query(each).description} for each in names()]
            write(form, ["name", "description"], described, sys.stdout)
            return
        query = Query(name)
    except UnknownReportError as error:
        raise typer.BadParameter(str(error), param_hint="NAME") from None
    from infra.database.connection import engine

    with engine(_database_url()).connect() as connection:
        columns, rows = query.run(connection)
        with _until_enough():
            write(form, columns, rows, sys.stdout)
            sys.stdout.flush()


@app.command()
def check(
    as_of: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The day that counts as today.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="Look again at rows that have not changed since they were found right.")
    ] = False,
) -> None:
    """Check what the database holds, without a run: what breaks a check becomes a flag, and shows in the Data Docs.

    Data that the checks have seen is not checked again, unless --everything says so. `tawatur report checks` has the
    history.

    Example:

      tawatur check --everything
    """
    import logging

    from checks.running import run_checks
    from flows import progress
    from infra.settings import Settings

    logging.disable(logging.INFO)  # of the libraries
    docs = Settings.read().data_docs_dir
    url = _database_url()
    with progress.shown(), progress.stage("checking", "checks") as count:
        summary = run_checks(url, _day(as_of) or dt.date.today(), docs, count, everything=everything)
    seen = ", as when they last saw this data" if summary.skipped else ""
    _print(f"{summary.checks} checks, {len(summary.failed)} do not hold{seen}")
    for failed in summary.failed:
        rows = "row" if failed.offenders == 1 else "rows"
        _print(f"  {failed.severity}: {failed.sentence} — {failed.offenders:,} {rows} ({failed.name})")
    _print(str(docs / "index.html"))
    raise typer.Exit(STOPPED if summary.stopped else 0)


@app.command()
def decide(
    ruling: Annotated[str, typer.Argument(metavar="same|different|withdrawn", help="What is ruled on the two.")],
    claim_a: Annotated[uuid.UUID, typer.Argument(help="A claim's id, as `tawatur report claims` gives it.")],
    claim_b: Annotated[uuid.UUID, typer.Argument(help="The other claim's id; the order is no matter.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    author: Annotated[str, typer.Option(help="Who rules.", envvar="USER")],
) -> None:
    """Rule whether two claims state the same; the next run carries it out, and no later one overrules it.

    `same` is transitive, `different` keeps whole clusters apart, also against what the machine links by itself;
    `withdrawn` takes the latest ruling on the pair back. `tawatur report decisions` shows what has become of each.

    Example:

      tawatur decide different 6f1c… 9a20… --reason "two attacks of one day"
    """
    from flows.decide import ON_PAIRS, RulingError, rule_on
    from infra.database.connection import engine

    known = {each.value: each for each in ON_PAIRS}
    if ruling not in known:
        raise typer.BadParameter(f"{ruling!r} is none of {', '.join(known)}", param_hint="RULING")
    try:
        with engine(_database_url()).begin() as connection:
            number = rule_on(connection, known[ruling], claim_a, claim_b, author, reason)
    except RulingError as error:
        raise typer.BadParameter(str(error)) from None
    _print(f"decision {number}: the next run carries it out")


@alias.command()
def add(
    name: Annotated[
        str, typer.Argument(help="A speaker's name, as articles have it; case, marks and titles are no matter.")
    ],
    stands_for: Annotated[str, typer.Argument(help="The name that it stands for.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    author: Annotated[str, typer.Option(help="Who says so.", envvar="USER")],
) -> None:
    """Say that a speaker's name stands for another; claims that are linked from now on are compared under that one.

    Nothing that stands is undone. The last word on a name holds; that it stands for itself takes the earlier ones back.
    Spellings and scripts of one name need no alias. A place, or an institution that acts, that is written otherwise
    belongs into the lexicon.

    Example:

      tawatur alias add "أبو مهدي المهندس" "Jamal Jaafar" --reason "his name of war"

      tawatur alias add "أبو مهدي المهندس" "أبو مهدي المهندس" --reason "another man"
    """
    from flows.linking.aliases import AliasError, add_alias
    from infra.database.connection import engine

    try:
        with engine(_database_url()).begin() as connection:
            number = add_alias(connection, name, stands_for, author, reason)
    except AliasError as error:
        raise typer.BadParameter(str(error)) from None
    _print(f"alias {number}: claims that are linked from now on use it")


@alias.command("list")
def list_aliases(form: Annotated[Form, typer.Option("--format", help="How to write it.")] = Form.TABLE) -> None:
    """Show all that was said of names, the last word on each name last."""
    report("aliases", form)


@database.command()
def start() -> None:
    """Start the database, if it does not run, and bring its tables up to date."""
    _database_url()
    status()


@database.command()
def stop() -> None:
    """Stop the embedded database and all its processes."""
    _print("stopped" if _server().stop() else "it was not running")


@database.command()
def status() -> None:
    """Say whether the embedded database runs, and where."""
    found = _server().status()
    _print(
        f"running, process {found.pid}, in {found.home}" if found.running else f"not running; its home is {found.home}"
    )


@database.command()
def url() -> None:
    """Print the address of the database, for psql and others; starts it if need be."""
    _print(_database_url().replace("postgresql+psycopg://", "postgresql://"))


def main() -> None:
    """Run the command line and exit."""
    arguments = sys.argv[1:]
    debug = "--debug" in arguments
    sys.exit(call([argument for argument in arguments if argument != "--debug"], debug=debug))


def call(arguments: list[str], *, debug: bool = False) -> int:
    """Run one command; its exit code. Whatever goes wrong is one line on standard error."""
    from typer.exceptions import TyperException

    try:
        code = app(arguments, prog_name="tawatur", standalone_mode=False) or 0
    except Enough:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except TyperException as error:
        if not error.format_message():  # a command without arguments: its help has been shown
            return 0
        return _failed(f"{error.format_message()} (--help says what can be called)", WRONG_INPUT, debug)
    except _errors_of_the_caller() as error:
        return _failed(str(error), WRONG_INPUT, debug)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001  the last resort: a readable line, and the traceback for who asks
        first = (str(error).strip() or "no further word").splitlines()[0]
        return _failed(f"{type(error).__name__}: {first} (--debug shows where)", FAULT, debug)
    if code == INTERRUPTED:
        return _failed("interrupted; the same call goes on where this one stopped", INTERRUPTED, debug)
    return int(code)


def _errors_of_the_caller() -> tuple[type[Exception], ...]:
    """Imported when something goes wrong: settings take half a second."""
    from flows.runtime import PrefectError
    from infra.database.errors import DatabaseError
    from infra.settings import SettingsError

    return DatabaseError, SettingsError, PrefectError


def _failed(message: str, code: int, debug: bool) -> int:
    _complain(message)
    if debug:
        traceback.print_exc()
    return code


def _complain(message: str) -> None:
    sys.stderr.write(f"tawatur: {message}\n")


def _print(line: str) -> None:
    with _until_enough():
        sys.stdout.write(line + "\n")


@contextlib.contextmanager
def _until_enough() -> Iterator[None]:
    """Typer would end with code 1, which means that a check failed, where `| head` has closed the pipe."""
    try:
        yield
    except BrokenPipeError:
        raise Enough from None


def _day(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else moment.date()


def _defaults(published: dt.datetime | None, outlet: str | None, lang: str | None) -> Defaults:
    from flows.sources.outcome import Defaults

    if lang not in (None, "ar", "en"):
        raise typer.BadParameter(f"{lang!r} is not 'ar' or 'en'", param_hint="--lang")
    return Defaults(outlet, _day(published), lang)


def _read(paths: list[str], defaults: Defaults) -> Iterator[Incoming | None]:
    """The articles; None for an input that was set aside, of which this tells."""
    from flows.sources.everything import Inputs
    from flows.sources.outcome import SetAside

    for item in Inputs(paths, defaults):
        if isinstance(item, SetAside):
            _complain(str(item))
            yield None
        else:
            yield item


def _decoded(stream: BinaryIO) -> str:
    from flows.sources.encoding import decode

    text = decode(stream.read())
    if text is None:
        raise typer.BadParameter("no known encoding fits", param_hint="standard input")
    return text


def _article(text: str, published: dt.datetime | None, lang: str | None) -> Article:
    from flows.sources.fields import FieldError, article_from

    fields = {"url": "about:text", "outlet": "unknown", "title": "", "published": None, "text": text}
    try:
        return article_from(fields, _defaults(published, None, lang))
    except FieldError as error:
        raise typer.BadParameter(str(error), param_hint="TEXT") from None


def _mention_request(line: bytes) -> tuple[str, dt.datetime | None, str | None]:
    """The text, the moment it speaks from, its language; raises ValueError."""
    from flows.sources.encoding import storable

    try:
        request = json.loads(line)
    except RecursionError:
        raise ValueError("brackets too deep") from None
    if not isinstance(request, dict) or not isinstance(request.get("text"), str):
        raise ValueError("not an object with a field 'text'")
    text, moment, lang = storable(request["text"]), request.get("reference_time"), request.get("lang")
    if moment is not None and not isinstance(moment, str):
        raise ValueError("field 'reference_time' is not an ISO time or null")
    if lang not in (None, "ar", "en"):
        raise ValueError("field 'lang' is not 'ar' or 'en'")
    return text, None if moment is None else dt.datetime.fromisoformat(moment), lang


def _told(claim: dict[str, Any]) -> str:
    """A claim as lines for a person: the quote, then what is known of it."""
    from flows.bidi import isolated

    quote, kind, start, end = (claim.pop(name) for name in ("quote", "kind", "start", "end"))
    known = (f"{name}: {_value(value)}" for name, value in claim.items() if value not in (None, False))
    return "\n".join([f"  {kind} [{start}:{end}] {isolated(quote)}", *(f"      {isolated(line)}" for line in known)])


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items() if inner is not None)
    return str(value)


def _server() -> EmbeddedServer:
    from infra.database.embedded import EmbeddedServer
    from infra.settings import Settings

    settings = Settings.read()
    if settings.database_url is not None:
        raise typer.BadParameter("TAWATUR_DATABASE_URL names a server of your own, which is not ours to start or stop")
    return EmbeddedServer(settings.database_dir)


def _database_url() -> str:
    from infra.database.connection import ensure_database
    from infra.settings import Settings

    return ensure_database(Settings.read())


if __name__ == "__main__":
    main()
