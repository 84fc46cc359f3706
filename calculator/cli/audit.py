"""`linghuo audit`: an official sheet held against a scenario, or against its own lines."""

import json
from pathlib import Path
from typing import Any

import click

from calculator.audit import Audit, Sheet, audit, audit_sheet, read_sheet
from calculator.cli import streams
from calculator.cli.asked import asked
from calculator.cli.commands import (
    WordedCommand,
    WordedOption,
    WrongUse,
    format_option,
    settings_of,
)
from calculator.cli.field_options import field_options
from calculator.cli.laws import law_of
from calculator.i18n import Language, text
from calculator.reports import FORMATS, Format
from calculator.reports.audits import audit_data, audit_document
from calculator.reports.layouts import laid_out
from calculator.reports.wording import Wording
from calculator.scenario.checking import resolve_regions
from calculator.scenario.files import parse
from calculator.scenario.model import Scenario
from calculator.scenario.problems import Problem, ScenarioProblems
from rules.law import Law, Region

__all__ = ["command"]

_UNEXPLAINED = 1


def command(language: Language) -> click.Command:
    """The command in a language."""
    params: list[click.Parameter] = [
        click.Argument(["scenario"], required=False),
        WordedOption(
            ["--sheet"], type=click.Path(path_type=Path), help=text("cli.option.sheet", language)
        ),
        format_option(FORMATS, language),
        *field_options(language),
    ]
    return WordedCommand("audit", language, _audit, params, about="cli.command.audit")


def _audit(
    ctx: click.Context, scenario: str | None, sheet: Path | None, form: Format, **options: Any
) -> int:
    if sheet is None:
        raise WrongUse("cli.missing_argument", ctx, name="--sheet")
    printed = read_sheet(parse(sheet))
    found, law, person = _audited(ctx, scenario, printed, options)
    if form == "json":
        data = audit_data(found, law, person)
        streams.write(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        words = Wording(law, settings_of(ctx).language)
        streams.write(laid_out(audit_document(found, words), form, streams.width()))
    return _UNEXPLAINED if found.unexplained else 0


def _audited(
    ctx: click.Context, scenario: str | None, printed: Sheet, options: dict[str, Any]
) -> tuple[Audit, Law, Scenario | None]:
    """The audit by a scenario where there is one, else by the sheet alone."""
    given = any(value is not None and value != () for value in options.values())
    if scenario is not None or given:
        one = asked(ctx, scenario, options)
        return audit(one.scenario, printed, one.law), one.law, one.scenario
    law = law_of(settings_of(ctx))
    return audit_sheet(printed, _region(printed, law), law), law, None


def _region(printed: Sheet, law: Law) -> Region:
    """The place of a sheet without a scenario. Raises ScenarioProblems."""
    typed = {"region": printed.person.get("region")}
    if not typed["region"]:
        raise ScenarioProblems([Problem(field="region", code="sheet_place_missing")])
    problems = resolve_regions(typed, law)
    if problems:
        raise ScenarioProblems(problems)
    return law.region(str(typed["region"]))
