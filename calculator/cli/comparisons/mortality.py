"""生命表的选项: a life table of one's own and a multiplier, for the commands that value money."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from calculator.cli.comparisons.own_options import OwnOption, rate_between, small_text
from calculator.comparison.footing import Mortality
from calculator.scenario.model import Scenario
from calculator.scenario.problems import Problem, ScenarioProblems
from calculator.valuation import UNCHANGED, LifeTable, LifeTableUnreadable, read_life_table
from rules.month import MONTHS_PER_YEAR
from rules.quantities import PPM, Ppm

__all__ = ["MORTALITY", "chosen_mortality"]

_FLAG = "--mortality"


def _table(path: str) -> LifeTable:
    """A life table in a file. Raises ScenarioProblems naming its first line that is none."""
    try:
        return read_life_table(small_text(_FLAG, path))
    except LifeTableUnreadable as error:
        values = {"line": error.line, "file": Path(path).name}
        problem = Problem(
            field=_FLAG, code="life_table_unreadable", found=error.found, values=values
        )
        raise ScenarioProblems([problem]) from None


MORTALITY = (
    OwnOption(name="mortality", parse=_table, described="compare.option.mortality"),
    OwnOption(
        name="mortality_multiplier",
        parse=rate_between(Ppm(PPM // 100), Ppm(10 * PPM)),
        described="compare.option.multiplier",
    ),
)


def chosen_mortality(own: dict[str, Any], scenario: Scenario) -> Mortality:
    """What the options ask for. Raises ScenarioProblems for a table that ends before the person's age."""
    multiplier = own["mortality_multiplier"]
    multiplier = UNCHANGED if multiplier is None else multiplier
    table = own["mortality"]
    age = (scenario.today - scenario.born) // MONTHS_PER_YEAR
    if table is not None and table.last_age < age:
        values = {"last": table.last_age, "age": age}
        raise ScenarioProblems([Problem(field=_FLAG, code="life_table_too_short", values=values)])
    return Mortality(None if table is None else replace(table, multiplier=multiplier), multiplier)
