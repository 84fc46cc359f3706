"""生命表的选项: a life table of one's own and a multiplier, for the commands that value money."""

from pathlib import Path
from typing import Any

import click

from calculator.amounts import parse_rate
from calculator.cli.commands import WordedOption, WrongUse, settings_of
from calculator.cli.comparisons.skeleton import read
from calculator.comparison.footing import Mortality
from calculator.i18n import Language, text
from calculator.valuation import UNCHANGED, LifeTable, LifeTableUnreadable, read_life_table
from rules.quantities import PPM, Ppm

__all__ = ["chosen_mortality", "mortality_options"]

_LOWEST, _HIGHEST = Ppm(PPM // 100), Ppm(10 * PPM)


def mortality_options(language: Language) -> list[click.Parameter]:
    """`--mortality` and `--mortality-multiplier`."""
    return [
        WordedOption(
            ["--mortality", "own_mortality"],
            type=click.Path(path_type=Path),
            help=text("compare.option.mortality", language),
        ),
        WordedOption(
            ["--mortality-multiplier", "own_multiplier"],
            help=text("compare.option.multiplier", language),
        ),
    ]


def chosen_mortality(ctx: click.Context, own: dict[str, Any]) -> Mortality:
    """What the options ask for. Raises WrongUse for a table or a multiplier that is none."""
    multiplier = UNCHANGED
    if own["multiplier"] is not None:
        multiplier = read(ctx, "mortality_multiplier", own["multiplier"], parse_rate)
        if not _LOWEST <= multiplier <= _HIGHEST:
            limits = {"lowest": _LOWEST, "highest": _HIGHEST}
            reason = text("compare.problem.multiplier", settings_of(ctx).language, **limits)
            raise WrongUse("cli.bad_usage", ctx, reason=reason)
    path = own["mortality"]
    return Mortality(None if path is None else _table(ctx, path, multiplier), multiplier)


def _table(ctx: click.Context, path: Path, multiplier: Ppm) -> LifeTable:
    try:
        return read_life_table(path.read_text(encoding="utf-8-sig"), multiplier)
    except LifeTableUnreadable as error:
        values = {"file": path.name, "line": error.line, "found": error.found}
        reason = text("compare.problem.life_table", settings_of(ctx).language, **values)
    except (OSError, UnicodeDecodeError) as error:
        reason = f"{path}: {error}"
    raise WrongUse("cli.bad_usage", ctx, reason=reason)
