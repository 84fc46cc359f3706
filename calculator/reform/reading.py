"""改革文件的读取: from a TOML file to a checked `Reform`, with all problems at once.

A section changes one parameter of the law from a month on. Unknown keys are named with the nearest; what
goes by calendar years must begin in a January. What a reform does is `rules.law.reform`.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from calculator.reform.checking import entry_faults, reversed_rates, twice_changed
from calculator.reform.entries import NATION, Entry
from calculator.reform.fields import HEAD, SECTIONS
from calculator.scenario.files import parse
from calculator.scenario.problems import Problem, ScenarioProblems
from calculator.scenario.reading import read_keys
from rules.errors import RulesError
from rules.law import (
    AgePath,
    BasePath,
    Divisors,
    Law,
    LeastRate,
    MinimumPath,
    ParameterChange,
    Reform,
)
from rules.month import Month
from rules.quantities import MICRO_PER_FEN, Micro

__all__ = ["read_reform", "reform_of"]

_PREFIX = "reform."
"""Before the path of a key, so that it is not taken for a field of a scenario."""
_SERIES = {
    ("contribution_base", "floor"): "limit_floor",
    ("contribution_base", "ceiling"): "limit_ceiling",
    ("contribution_rate", "total"): "contribution_rate",
    ("contribution_rate", "account"): "account_rate",
    ("crediting_rate", "rate"): "crediting_rate",
    ("basic_pension", "per_year"): "basic_pension_rate",
}


def read_reform(source: Path | str | bytes, law: Law) -> Reform:
    """The reform of a file (a path) or of TOML text, checked against `law`.

    Raises ScenarioProblems with every problem, each with its line where it has one.
    """
    raw = parse(source, fields=(*HEAD, *SECTIONS))
    try:
        return reform_of(raw.keys, law)
    except ScenarioProblems as found:
        raise ScenarioProblems(
            problem._replace(
                field=problem.field if problem.field == "file" else _PREFIX + problem.field,
                line=problem.line or raw.line_of(problem.field),
            )
            for problem in found.problems
        ) from None


def reform_of(mapping: Mapping[str, Any], law: Law) -> Reform:
    """The reform that keys and typed values describe. Raises ScenarioProblems."""
    typed, problems = read_keys(mapping, (*HEAD, *SECTIONS), "")
    entries: list[Entry] = []
    for path, section, values in _tables(typed):
        entry, faults = _entry(path, section, values, typed.get("start"), law)
        problems += faults if entry is None else entry_faults(entry, law)
        entries += [] if entry is None else [entry]
    problems += twice_changed(entries)
    if "title" not in typed and not any(problem.field == "title" for problem in problems):
        problems.append(Problem(field="title", code="required"))
    if not entries and not problems:
        names = tuple(section.name for section in SECTIONS)
        problems.append(Problem(field="file", code="reform_empty", values={"sections": names}))
    if problems:
        raise ScenarioProblems(problems)
    reform = _reform(typed, sorted(entries, key=lambda entry: entry.start))
    if reversed_ := [*reversed_rates(entries, law.reformed(reform))]:
        raise ScenarioProblems(reversed_)
    return reform


def _tables(typed: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for section in SECTIONS:
        for number, values in enumerate(typed.get(section.name, ()), start=1):
            yield f"{section.name}[{number}]", section.name, values


def _entry(
    path: str, section: str, values: Mapping[str, Any], start: Month | None, law: Law
) -> tuple[Entry | None, list[Problem]]:
    """A table with its month and the code of its region, or what is wrong with them."""
    problems = []
    begun = values.get("start") or values.get("first_born") or start
    if begun is None:
        problems.append(Problem(field=f"{path}.from", code="reform_without_month"))
    region = values.get("region", NATION)
    try:
        region = law.region(region).code
    except RulesError as error:
        code = "ambiguous_region" if error.values.get("ambiguous") else "unknown_region"
        named = {"suggestions": error.values.get("suggestions", ())}
        problems.append(Problem(field=f"{path}.region", code=code, found=region, values=named))
    own = {name: value for name, value in values.items() if name not in ("start", "region")}
    if begun is None or problems:
        return None, problems
    return Entry(section, path, begun, region, own), []


def _reform(typed: Mapping[str, Any], entries: Sequence[Entry]) -> Reform:
    """Checked entries as the law takes them, in order of their start."""

    def of(section: str) -> list[Entry]:
        return [entry for entry in entries if entry.section == section]

    return Reform(
        title_zh=typed["title"],
        title_en=typed.get("title_en", typed["title"]),
        parameters=tuple(
            ParameterChange(_SERIES[entry.section, name], entry.region, entry.start, value)
            for entry in entries
            for name, value in entry.values.items()
            if (entry.section, name) in _SERIES
        ),
        bases=tuple(map(_base_path, of("calculation_base"))),
        least_rates=tuple(
            LeastRate(entry.start.year, entry.values["at_least"])
            for entry in of("crediting_rate")
            if "at_least" in entry.values
        ),
        minimums=tuple(map(_minimum_path, of("minimum_period"))),
        ages=tuple(map(_age_path, of("retirement_age"))),
        divisors=tuple(map(_divisors, of("payment_months"))),
    )


def _base_path(entry: Entry) -> BasePath:
    base = entry.get("base")
    return BasePath(
        region=entry.region,
        start=entry.start.year,
        base=None if base is None else Micro(base * MICRO_PER_FEN),
        growth=entry.get("growth"),
    )


def _minimum_path(entry: Entry) -> MinimumPath:
    return MinimumPath(
        start=entry.start.year,
        base=entry.get("begin_at"),
        step=entry.get("step"),
        cap=entry.get("up_to"),
    )


def _age_path(entry: Entry) -> AgePath:
    category = entry.get("category")
    return AgePath(
        category="" if category is None else str(category),
        start=entry.start,
        first_born=entry.get("first_born"),
        step=entry.get("every"),
        final_age=entry.get("up_to"),
        early_window=entry.get("early_window"),
    )


def _divisors(entry: Entry) -> Divisors:
    months = {int(name.removeprefix("age_")): value for name, value in entry.values.items()}
    return Divisors(entry.start.year, tuple(sorted(months.items())))
