"""`linghuo batch`: estimates for a file of people.

Options that are fields of a scenario are defaults for rows that say nothing. Data go to the output,
everything else to stderr.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any

import click

from calculator.cli import streams
from calculator.cli.commands import (
    Settings,
    WordedChoice,
    WordedCommand,
    WordedOption,
    WrongUse,
    settings_of,
)
from calculator.cli.field_options import field_options
from calculator.cli.laws import law_of
from calculator.cli.time_machine import month_of
from calculator.i18n import Language, text
from calculator.width import cells, padded
from rules.month import Month

__all__ = ["command"]

_STDIN = _STDOUT = "-"
_ROWS_FAILED = 1
_KINDS = ("csv", "tsv", "ndjson", "parquet", "xlsx")
_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")
_ENGINES = ("auto", "interpreter", "compiled", "dask")
_PATH = click.Path(path_type=Path)


def command(language: Language) -> click.Command:
    """The command in a language."""

    def option(heading: str, *names: str, **settings: Any) -> click.Parameter:
        key = next(name for name in names if not name.startswith("-"))
        described = text(f"batch.option.{key}", language)
        kind = settings.get("type")
        if isinstance(kind, WordedChoice):
            described += f" ({', '.join(kind.choices)})"
        return WordedOption(
            list(names), heading=f"batch.heading.{heading}", help=described, **settings
        )

    params = [
        click.Argument(["people"], required=False),
        option("files", "--output", "-o", "output"),
        option("files", "--to", "to", type=WordedChoice(_KINDS)),
        option("files", "--from", "from", type=WordedChoice(_KINDS)),
        option("files", "--rejects", "rejects", type=_PATH),
        option("files", "--encoding", "encoding", type=WordedChoice(_ENCODINGS)),
        option("files", "--sheet", "sheet"),
        option("files", "--segments", "segments", type=_PATH),
        option("files", "--segments-sheet", "segments_sheet"),
        option("files", "--id", "id"),
        option("files", "--template", "template", type=_PATH),
        option("rows", "--select", "select"),
        option("rows", "--headers", "headers", type=WordedChoice(("zh", "en"))),
        option("rows", "--tiers", "tiers"),
        option("rows", "--retire", "retire"),
        option("rows", "--columns", "columns", is_flag=True),
        option("rows", "--keep-ids", "keep_ids", is_flag=True),
        option("run", "--resume", "resume", is_flag=True),
        option("run", "--engine", "engine", type=WordedChoice(_ENGINES), default=_ENGINES[0]),
        option("run", "--scheduler", "scheduler"),
        option("defaults", "--defaults", "defaults", type=_PATH),
        *(param for param in field_options(language) if param.name != "retire"),
    ]
    return WordedCommand("batch", language, _batch, params, about="batch.about")


def _batch(ctx: click.Context, /, **options: Any) -> int:
    from calculator.batch.errors import BatchError  # noqa: PLC0415 loaded when called

    try:
        return _done(ctx, options)
    except BatchError as error:
        raise WrongUse(error.key, None, **error.worded(settings_of(ctx).language)) from None


def _done(ctx: click.Context, options: dict[str, Any]) -> int:
    language = settings_of(ctx).language
    if options["columns"]:
        streams.write(_result_table(language))
        return 0
    if options["template"] is not None:
        from calculator.batch.people.template import write_template  # noqa: PLC0415 loaded when called

        write_template(options["template"], law_of(settings_of(ctx)), language)
        return 0
    if options["people"] is None:
        raise WrongUse("cli.missing_argument", ctx, name="PEOPLE")
    if options["output"] is None:
        raise WrongUse("batch.error.missing_output", ctx)
    with TemporaryDirectory(prefix="linghuo-") as folder:
        return _run(ctx, options, Path(folder))


def _run(ctx: click.Context, options: dict[str, Any], folder: Path) -> int:
    from calculator.batch.progress import Progress  # noqa: PLC0415 loaded when called
    from calculator.batch.run import run  # noqa: PLC0415 loaded when called

    language = settings_of(ctx).language
    job = _job(ctx, options, folder)
    progress = Progress(language)
    try:
        report = run(job, progress.at, lambda line: _say(progress, line))
    except KeyboardInterrupt:
        if options["output"] != _STDOUT:
            _say_how_to_go_on(progress, job)
        raise
    finally:
        progress.end()
    if options["output"] == _STDOUT:
        _copy(job.output)
        _copy_rejects(report.places.rejects, report.summary.rejected)
    for line in (
        *_law_lines(job.law, language),
        *report_lines(report, language, shown=options["output"] != _STDOUT),
    ):
        streams.write_error(line)
    return _ROWS_FAILED if report.summary.reasons else 0


def _say_how_to_go_on(progress: Any, job: Any) -> None:
    """What an interrupted run has kept."""
    from calculator.batch.files.journal import places_of, rows_kept  # noqa: PLC0415

    if rows := rows_kept(places_of(job.output, job.rejects).journal):
        _say(progress, text("batch.report.go_on", job.language, rows=rows))


def _law_lines(law: Any, language: Language) -> Iterator[str]:
    """That the law of a run is not today's."""
    if law.known_on is not None:
        yield text("report.as_of", language, day=law.known_on)
    if law.reform is not None:
        title = law.reform.title_zh if language == "zh" else law.reform.title_en
        yield text("report.under_reform", language, title=title)


def _say(progress: Any, line: str) -> None:
    progress.end()
    streams.write_error(line)


def _copy(path: Path) -> None:
    """The bytes of a file to stdout."""
    try:
        with path.open("rb") as file:
            copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise streams.ReaderGone from None
    except OSError as error:
        raise streams.CannotWrite(error.strerror or type(error).__name__) from None


def _copy_rejects(path: Path, rejected: int) -> None:
    """With the results on stdout, the rejects go where everything else goes."""
    if rejected:
        for line in path.read_text("utf-8-sig").splitlines():
            streams.write_error(line)


def _job(ctx: click.Context, options: dict[str, Any], folder: Path) -> Any:
    from calculator.batch.job import Job  # noqa: PLC0415 loaded when called
    from calculator.batch.question import question  # noqa: PLC0415 loaded when called

    settings = settings_of(ctx)
    source, kind = _source(options, folder)
    to_stdout = options["output"] == _STDOUT
    output = folder / "output" if to_stdout else Path(options["output"])
    defaults = _defaults(options)
    law = law_of(settings, _grades(defaults))
    select, tiers, retire = (_words(options[name]) for name in ("select", "tiers", "retire"))
    asked = question(law, select, tiers, retire, defaults, mark="--")
    return Job(
        source=source,
        output=output,
        law=law,
        today=_today(settings, output, resume=options["resume"]),
        language=settings.language,
        source_kind=kind,
        to=options["to"] or ("csv" if to_stdout else None),
        results=asked.results,
        alternatives=asked.alternatives,
        defaults=defaults,
        segments=options["segments"],
        segments_sheet=options["segments_sheet"],
        id_column=options["id"],
        rejects=options["rejects"] or (folder / "rejects.csv" if to_stdout else None),
        encoding=options["encoding"],
        headers=options["headers"],
        sheet=options["sheet"],
        keep_ids=options["keep_ids"],
        resume=options["resume"],
        engine=options["engine"],
        scheduler=options["scheduler"],
        name="" if options["people"] != _STDIN else _STDIN,
    )


def _source(options: dict[str, Any], folder: Path) -> tuple[Path, str | None]:
    """The input as a file; standard input is spooled to one, its kind seen from what it holds."""
    from calculator.batch.files.sniffing import kind_by_content  # noqa: PLC0415 loaded when called

    stated = options["from"]
    if options["people"] != _STDIN:
        return Path(options["people"]), stated
    path = folder / "input"
    with path.open("wb") as file:
        copyfileobj(sys.stdin.buffer, file)
    return path, stated or kind_by_content(path)


def _today(settings: Settings, output: Path, *, resume: bool) -> Month:
    """The month of the call, or the month the interrupted run was begun in."""
    from calculator.batch.files.journal import places_of, today_of  # noqa: PLC0415

    begun = today_of(places_of(output, None).journal) if resume else None
    return Month.parse(begun) if begun else month_of(settings)


def _words(stated: str | None) -> list[str]:
    return [word.strip() for word in (stated or "").replace("，", ",").split(",") if word.strip()]


def _defaults(options: dict[str, Any]) -> dict[str, Any]:
    """The keys of the defaults file without those that options replace, and the options."""
    from calculator.scenario.fields import FIELDS, field_named  # noqa: PLC0415
    from calculator.scenario.files import parse  # noqa: PLC0415

    names = {entry.name for entry in FIELDS} - {"retire"}
    given = {
        name: value
        for name, value in options.items()
        if name in names and value is not None and value != ()
    }
    if options["defaults"] is None:
        return given
    kept = {
        key: value
        for key, value in parse(options["defaults"]).keys.items()
        if (entry := field_named(key)) is None or entry.name not in given
    }
    return kept | given


def _grades(defaults: dict[str, Any]) -> str | None:
    stated = defaults.get("grades")
    return stated if isinstance(stated, str) and set(stated) <= set("ABCD") else None


def _result_table(language: Language) -> str:
    from calculator.batch.results import listed, meaning  # noqa: PLC0415

    columns = list(listed())
    names = max(len(one.name) for one in columns)
    units = {one.unit: text(f"batch.unit.{one.unit}", language) for one in columns}
    widest = max(cells(unit) for unit in units.values())
    lines = [text("batch.template.chosen", language)]
    for chosen_by in ("default", "all", "decisions"):
        lines += ["", f"--select {chosen_by}: " + text(f"batch.chosen.{chosen_by}", language)]
        lines += [
            f"  {one.name:{names}}  {padded(units[one.unit], widest)}  {meaning(one.name, language)}"
            for one in columns
            if one.chosen_by == chosen_by
        ]
    return "\n".join(lines)


def report_lines(report: Any, language: Language, *, shown: bool) -> Iterator[str]:
    """What a run did, for stderr."""

    def say(key: str, **values: object) -> str:
        return text(f"batch.report.{key}", language, **values).strip()

    summary = report.summary
    if report.already_whole:
        yield say("already_whole")
    elif report.resumed_at:
        yield say("resumed", rows=report.resumed_at)
    for column, times in sorted(summary.masked.items()):
        yield say("masked", column=column, times=times)
    for code, times in summary.reasons.most_common():
        row, column, reason = summary.first[code]
        key = "reason_in_column" if row and column else "reason" if row else "reason_of_segments"
        yield say(key, times=times, code=code, row=row, column=column, reason=reason)
    parts = tuple(
        say("status_part", status=status, times=times)
        for status, times in summary.status.most_common()
    )
    if parts:
        yield say("status", parts=parts)
    if summary.engines["compiled"]:
        yield say("engines", interpreter=summary.engines["interpreter"])
    rows = summary.rows - report.resumed_at
    yield say(
        "done",
        rows=summary.rows,
        results=summary.results,
        rejected=summary.rejected,
        seconds=f"{report.seconds:.1f}",
        rate=int(rows / max(report.seconds, 1e-3)),
    )
    if shown and summary.reasons:
        yield say("rejects_file", file=str(report.places.rejects))
