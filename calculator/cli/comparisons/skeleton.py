"""What the comparing commands share: scenario, options of their own, format, output."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from calculator.cli import streams
from calculator.cli.asked import Asked, asked
from calculator.cli.commands import WordedCommand, format_option, settings_of
from calculator.cli.comparisons.own_options import OwnOption, options_of, read_options
from calculator.cli.field_options import field_options
from calculator.cli.laws import law_of
from calculator.i18n import Language
from calculator.reports import FORMATS, Format
from calculator.reports.comparisons import Comparison, written
from calculator.reports.heading import heading
from calculator.reports.wording import Wording
from calculator.scenario.defaults import assumed_defaults
from calculator.scenario.problems import Problem, ScenarioProblems
from rules.law import Law

__all__ = ["Compared", "comparing"]

SCHEMA_VERSION = 1
Compared = Callable[[Asked, Wording, dict[str, Any]], Comparison]
"""A comparison from the scenario, the words, and the values of its own options."""
Checked = Callable[[dict[str, Any], Law], Iterable[Problem]]
"""What is wrong with own options that could be read."""


def _nothing_wrong(own: dict[str, Any], law: Law) -> Iterable[Problem]:  # noqa: ARG001
    return ()


def comparing(
    name: str,
    language: Language,
    compared: Compared,
    own: Sequence[OwnOption] = (),
    *,
    about: str,
    checked: Checked = _nothing_wrong,
) -> click.Command:
    """A command that reads a scenario, compares and writes the comparison in one of the formats."""

    def run(ctx: click.Context, scenario: str | None, form: Format, **options: Any) -> int:
        fields = {key: value for key, value in options.items() if not key.startswith("own_")}
        mine, problems = read_options(own, options)
        if not problems:
            problems += checked(mine, law_of(settings_of(ctx)))
        one = _asked(ctx, scenario, fields, problems)
        words = Wording(one.law, settings_of(ctx).language)
        made = compared(one, words, mine)
        beginning = heading(SCHEMA_VERSION, one.law, assumed_defaults(one.scenario))
        made = made._replace(results=beginning | made.results)
        streams.write(written(made, form, streams.width()))
        return 0

    formats = format_option(FORMATS, language)
    params = [click.Argument(["scenario"], required=False), *options_of(own, language), formats]
    return WordedCommand(name, language, run, [*params, *field_options(language)], about=about)


def _asked(
    ctx: click.Context, scenario: str | None, fields: dict[str, Any], problems: Sequence[Problem]
) -> Asked:
    """The scenario. Raises ScenarioProblems with its own problems and `problems`."""
    try:
        one = asked(ctx, scenario, fields)
    except ScenarioProblems as error:
        raise ScenarioProblems([*error.problems, *problems]) from None
    if problems:
        raise ScenarioProblems(problems)
    return one
