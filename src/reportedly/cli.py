"""The command line: parse, call, print, exit code.

0 clean, 1 findings or failed inputs, 2 could not run. Results go to stdout, progress and talk to stderr.
Heavy modules are imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import errno
import os
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from reportedly import __version__
from reportedly.errors import FindingsError, ReportedlyError

if TYPE_CHECKING:
    from reportedly.coder.openai_compatible import ChatModel

FINDINGS, CANNOT_RUN = 1, 2
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)

app = typer.Typer(
    name="reportedly",
    help="News reporting on armed conflict as claim-level data: build, check and query packages.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Root = Annotated[Path, typer.Argument(help="The dataset's folder, which holds seeds/.", show_default="here")]
PackagePath = Annotated[
    Path | None, typer.Argument(help="A package's folder.", show_default="the package here, or the installed dataset")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no talk.")]


class CheckFormat(StrEnum):
    """How `check` reports."""

    text = "text"
    json = "json"
    github = "github"
    junit = "junit"
    sarif = "sarif"


class CitationFormat(StrEnum):
    """How `cite` writes a citation."""

    apa = "apa"
    bibtex = "bibtex"
    csl_json = "csl-json"


class TableFormat(StrEnum):
    """How `sql` prints rows."""

    table = "table"
    csv = "csv"
    json = "json"


class DiffFormat(StrEnum):
    """How `diff` reports."""

    text = "text"
    json = "json"
    markdown = "markdown"


class Engine(StrEnum):
    """Where `code` codes."""

    local = "local"
    ray = "ray"
    spark = "spark"


class CheckEngine(StrEnum):
    """Where `check` runs its rules."""

    local = "local"
    spark = "spark"


class ShowFormat(StrEnum):
    """How `show` prints the evidence."""

    text = "text"
    json = "json"


def main() -> None:
    """Run the command line; errors that a person can mend are shown without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except FindingsError as error:
        from reportedly.check.report import as_text  # noqa: PLC0415
        from reportedly.check.tables import CheckResult  # noqa: PLC0415

        print(as_text(CheckResult(error.findings, 0, {}), everything=True).rsplit("\n\n", 1)[0], file=sys.stderr)
        count = len(error.findings)
        _fail(f"{count} finding{'s' if count > 1 else ''}; nothing was published", FINDINGS)
    except ReportedlyError as error:
        _fail(str(error), CANNOT_RUN)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(CANNOT_RUN)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _fail(f"{error.filename or 'a temporary folder'}: {error.strerror}; make room and run it again", CANNOT_RUN)


def _fail(message: str, code: int) -> NoReturn:
    from reportedly.query.printable import printable  # noqa: PLC0415

    print(f"reportedly: {printable(message)}", file=sys.stderr)
    sys.exit(code)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """News reporting on armed conflict as claim-level data: build, check and query packages."""


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or an empty folder.")],
    quiet: Quiet = False,
) -> None:
    """Start a dataset of your own: one real article with its coding, registries, and the files for CI."""
    from reportedly.starter import init_dataset  # noqa: PLC0415

    for path in init_dataset(folder):
        typer.echo(folder / path)
    if not quiet:
        typer.echo(f"Next: reportedly build {shlex.quote(str(folder))}", err=True)


@app.command()
def build(
    root: Root = Path(),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 where dataset/ is not what the seeds build.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Build the package from seeds/: read, assemble, check, publish."""
    started = time.perf_counter()
    from reportedly import build as steps  # noqa: PLC0415
    from reportedly.publish.lock import held  # noqa: PLC0415

    tell = _teller(quiet)
    # Two builds at once would end with the package of whichever read its seeds first.
    with held(root / "seeds", "build") if not check and (root / "seeds").is_dir() else nullcontext():
        if check:
            built = steps.build_tables(root, tell)
            differences = steps.compare_with_published(root, built)
            for difference in differences:
                typer.echo(difference)
            if differences:
                _fail("dataset/ is not what the seeds build; run `reportedly build` and commit the result", FINDINGS)
            done = steps.Done.of(built)
        else:
            done = steps.build_dataset(root, tell)
    if quiet:
        return
    for name, rows in done.rows.items():
        typer.echo(f"{name:<18}{rows:>7,}")
    seconds = time.perf_counter() - started
    what = "dataset/ is what the seeds build" if check else "dataset/ and datapackage.json written"
    typer.echo(f"{done.checked}, no findings; {what} in {seconds:.1f} s")
    from reportedly.query.package import find_package  # noqa: PLC0415

    option = "" if find_package() == root.resolve() else f" --package {shlex.quote(str(root))}"
    typer.echo(f'Next: reportedly sql{option} "SELECT outlet, origin, quantity_text FROM casualty_overview"')


@app.command()
def code(  # noqa: PLR0913, PLR0917 - one parameter an option
    articles: Annotated[
        list[Path], typer.Argument(metavar="ARTICLE...", help="Text files, folders of *.txt, or Parquet files.")
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The package's folder, made where it is missing.")],
    model: Annotated[str, typer.Option(metavar="NAME", help="An installed spaCy pipeline.")] = "en_core_web_sm",
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When one article appeared, in EDTF.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Where one article appeared.")] = None,
    processes: Annotated[int, typer.Option(min=1, help="How many processes or workers code at once.")] = 1,
    engine: Annotated[Engine, typer.Option(help="Where: this machine, a Ray or a Spark cluster.")] = Engine.local,
    max_chars: Annotated[int, typer.Option(min=1, help="A longer text is refused.")] = 100_000,
    llm: Annotated[
        str | None, typer.Option(metavar="NAME", help="Let this language model propose the claims; the texts go to it.")
    ] = None,
    llm_url: Annotated[
        str | None, typer.Option(metavar="URL", envvar="REPORTEDLY_LLM_URL", help="Its server's address, up to /v1.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Code anew what an earlier run did.")] = False,
    quiet: Quiet = False,
) -> None:
    """Code articles by machine into a checked package: every row anchored in its text, with a confidence."""
    started = time.perf_counter()
    from reportedly.code.run import Options, code_articles  # noqa: PLC0415
    from reportedly.coder.inputs import Wanted, count_inputs  # noqa: PLC0415

    proposer = _chat_model(llm, llm_url) if llm is not None else None
    options = Options(out, model, Wanted(published, publisher, max_chars), processes, force, proposer, engine.value)
    with _progress(None if quiet else count_inputs(articles)) as watch:
        report = code_articles(articles, options, _teller(quiet or _is_terminal()), watch)
    for failure in report.failures:
        typer.echo(f"{failure.name}: {failure.reason}", err=True)
    if report.mended:
        typer.echo(f"{report.mended:,} stored results were damaged; these articles were coded anew", err=True)
    if not quiet and report.articles:
        dropped = sum(report.dropped.values())
        typer.echo(f"{report.articles:,} articles ({report.skipped:,} as before), {report.claims:,} claims in {out}")
        if dropped:
            reasons = ", ".join(f"{count:,} {reason}" for reason, count in report.dropped.items())
            typer.echo(f"{dropped:,} claims could not be verified and were dropped: {reasons}")
        typer.echo(f"checked in {time.perf_counter() - started:.1f} s; no row is reviewed")
    if report.failures:
        done = "" if report.articles else "; nothing was published"
        count = len(report.failures)
        _fail(f"{count} input{'s' if count > 1 else ''} could not be coded{done}", FINDINGS)


@app.command()
def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="A text file, or - for standard input.")],
    root: Root = Path(),
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Where it appeared.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Its web address.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When it appeared, in EDTF.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TITLE", help="Its headline.")] = None,
    id: Annotated[str | None, typer.Option(metavar="ID", help="Its id.", show_default="of the file's name")] = None,
    model: Annotated[str, typer.Option(metavar="NAME", help="An installed spaCy pipeline.")] = "en_core_web_sm",
    quiet: Quiet = False,
) -> None:
    """Add an article to seeds/, coded by machine as a draft to review, lowest confidence first."""
    from reportedly.add.run import Given, Stated, add_article  # noqa: PLC0415

    try:
        content = sys.stdin.buffer.read() if str(article) == "-" else article.read_bytes()
    except OSError as error:
        raise ReportedlyError(f"{article}: cannot be read ({error.strerror or error})") from error
    stated = Stated(id, title, publisher, published, url)
    added = add_article(root, Given(str(article), content), stated, model, _teller(quiet))
    for path in added.files:
        typer.echo(root / path)
    if not quiet:
        claims, dropped = len(added.coding.claims), sum(added.dropped.values())
        typer.echo(f"{claims} claims drafted, {dropped} dropped that could not be verified", err=True)
        typer.echo(f"Next: review seeds/codings/{added.article_id}.yaml, then reportedly build", err=True)


@app.command()
def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    package: PackagePath = None,
    format: Annotated[CheckFormat, typer.Option(help="How to report.")] = CheckFormat.text,
    rule: Annotated[str | None, typer.Option(help="Run this one rule.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every row, not five a rule.")] = False,
    texts: Annotated[Path | None, typer.Option(help="A folder with withheld texts, <article_id>.txt each.")] = None,
    memory_limit: Annotated[
        str | None,
        typer.Option(
            metavar="SIZE", help="What the rules may take of memory; the rest goes to disk.", show_default="1GB"
        ),
    ] = None,
    engine: Annotated[CheckEngine, typer.Option(help="Where: this machine, or a Spark cluster.")] = CheckEngine.local,
) -> None:
    """Check a published package: descriptor, files, tables, rules, text anchors."""
    from reportedly.check.package import check_package  # noqa: PLC0415
    from reportedly.check.report import FORMATS, as_text  # noqa: PLC0415

    result = check_package(package, rule, texts, memory_limit=memory_limit, engine=engine.value)
    if format is CheckFormat.text:
        typer.echo(as_text(result, everything))
    else:
        typer.echo(FORMATS[format.value](result))
    if not result.is_clean:
        raise typer.Exit(FINDINGS)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="A DuckDB query over the tables and views.")],
    package: Annotated[Path | None, typer.Option(help="A package's folder.")] = None,
    format: Annotated[TableFormat, typer.Option(help="How to print the rows.")] = TableFormat.table,
) -> None:
    """Ask a package with SQL. Nothing in it can be changed."""
    from reportedly.query.print_rows import print_rows, run_query  # noqa: PLC0415

    typer.echo(print_rows(run_query(query, package), format.value))


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="A claim, casualty report, article, actor or event.")],
    package: Annotated[Path | None, typer.Option(help="A package's folder.")] = None,
    format: Annotated[ShowFormat, typer.Option(help="How to print the evidence.")] = ShowFormat.text,
) -> None:
    """Show what stands behind an id: the sentence, its sources, its figures, what agrees and what conflicts."""
    from reportedly.query.show import show as show_evidence  # noqa: PLC0415

    typer.echo(show_evidence(id, package, format.value), color=True)


@app.command()
def explore(
    package: PackagePath = None,
    out: Annotated[Path, typer.Option(help="The HTML file to write.")] = Path("explore.html"),
    quiet: Quiet = False,
) -> None:
    """Write one HTML file to look at a package in a browser, without a network."""
    from reportedly.explore import write_explorer  # noqa: PLC0415

    path = write_explorer(package, out)
    if not quiet:
        typer.echo(f"{path} ({path.stat().st_size / 1e6:.1f} MB); open it in a browser")


@app.command()
def export(
    out: Annotated[Path | None, typer.Argument(metavar="[OUT.duckdb]", help="A DuckDB file to write.")] = None,
    csv: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder for CSV files, for spreadsheets.")] = None,
    sqlite: Annotated[Path | None, typer.Option(metavar="FILE", help="A SQLite file to write.")] = None,
    package: Annotated[Path | None, typer.Option(help="A package's folder.")] = None,
    quiet: Quiet = False,
) -> None:
    """Export tables and views as a DuckDB file, as CSV for spreadsheets, or as a SQLite file."""
    from reportedly.query.export import export_csv, export_duckdb, export_sqlite  # noqa: PLC0415

    wanted = [(out, export_duckdb), (csv, export_csv), (sqlite, export_sqlite)]
    if not any(target for target, _ in wanted):
        raise ReportedlyError("nothing to write: name OUT.duckdb, --csv DIR or --sqlite FILE")
    for target, write in wanted:
        if target:
            counts = write(target, package)
            if not quiet:
                typer.echo(f"{target}: {sum(counts.values()):,} rows in {len(counts)} tables", err=True)


@app.command()
def coverage(package: PackagePath = None) -> None:
    """Show each article with what is coded, and between ⟦ ⟧ what no claim covers."""
    from reportedly.query import coverage as report  # noqa: PLC0415
    from reportedly.query.printable import printable  # noqa: PLC0415

    articles = report.coverage(package)
    typer.echo(printable(report.as_text(articles)))
    if not all(sentence.is_answered for article in articles for sentence in article.sentences):
        raise typer.Exit(FINDINGS)


@app.command()
def release(  # noqa: PLR0913, PLR0917 - one parameter an option
    version: Annotated[str, typer.Argument(help="A semantic version after the last one, such as 1.2.0.")],
    root: Root = Path(),
    with_texts: Annotated[bool, typer.Option("--with-texts", help="Include the articles' texts.")] = False,
    out: Annotated[Path | None, typer.Option(help="Where the archive goes.", show_default="DIR/releases")] = None,
    since: Annotated[Path | None, typer.Option(help="The release before, to log what changed.")] = None,
    quiet: Quiet = False,
) -> None:
    """Write a reproducible archive of the package with its checksums; article texts are withheld."""
    from reportedly.release.make import Wanted, make_release  # noqa: PLC0415

    made = make_release(root, Wanted(version, with_texts, out, since), _teller(quiet))
    typer.echo(f"{made.sha256}  {made.archive}")
    if not quiet:
        for note in made.notes:
            typer.echo(f"note: {note}", err=True)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="A package's folder or a release's archive.")],
    new: Annotated[Path, typer.Argument(help="The one to hold against it.")],
    format: Annotated[DiffFormat, typer.Option(help="How to report.")] = DiffFormat.text,
    everything: Annotated[bool, typer.Option("--all", help="Every row, not ten a table.")] = False,
) -> None:
    """Show what differs between two packages, and which version number that asks for."""
    from reportedly.query.printable import printable  # noqa: PLC0415
    from reportedly.release.differences import diff_packages  # noqa: PLC0415
    from reportedly.release.report import FORMATS  # noqa: PLC0415

    difference = diff_packages(old, new)
    typer.echo(printable(FORMATS[format.value](difference, everything)))
    if not difference.is_same:
        raise typer.Exit(FINDINGS)


@app.command()
def cite(
    package: PackagePath = None,
    format: Annotated[CitationFormat, typer.Option(help="How to write it.")] = CitationFormat.apa,
) -> None:
    """Print how to cite a package: its version, and the hash of its content."""
    from reportedly.citing.cite import cite_package  # noqa: PLC0415
    from reportedly.query.printable import printable  # noqa: PLC0415

    typer.echo(printable(cite_package(package, format.value)))


def _chat_model(name: str, url: str | None) -> ChatModel:
    """The language model on a server. Its key comes from the environment alone, where no list of processes shows it."""
    from reportedly.coder.openai_compatible import KEY_VARIABLE, ChatModel  # noqa: PLC0415

    if not url:
        raise ReportedlyError("--llm needs the address of a server: --llm-url URL, or REPORTEDLY_LLM_URL")
    return ChatModel(url, name, os.environ.get(KEY_VARIABLE) or None)


def _is_terminal() -> bool:
    return sys.stderr.isatty()


@contextmanager
def _progress(total: int | None) -> Iterator[Callable[[], object]]:
    """What to call after each of `total` steps; it draws a bar on a terminal and nothing elsewhere."""
    if not total or not _is_terminal():
        yield lambda: None
        return
    with typer.progressbar(length=total, label="articles", file=sys.stderr, show_pos=True) as bar:
        yield lambda: bar.update(1)


def _teller(quiet: bool) -> Callable[[str], None]:
    def tell(step: str) -> None:
        if not quiet:
            typer.echo(f"{step} …", err=True)

    return tell
