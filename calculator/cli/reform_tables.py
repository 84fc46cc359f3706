"""Tables and data of `linghuo reform`: everybody, the groups, the quantiles of the change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from calculator.batch.population import GROUPS, Population, Tally
from calculator.cli.tables import Cell, Table, TableColumn, Worded
from calculator.i18n import Language, text
from calculator.i18n.names import place_name
from calculator.reports.heading import heading
from calculator.reports.wording import Wording
from calculator.width import wrapped
from rules.law import Law

__all__ = ["SCHEMA_VERSION", "population_data", "population_heading", "population_tables"]

SCHEMA_VERSION = 1
_FEN = 100
_COUNTS = ("people", "gain", "lose", "same", "newly_payable", "no_longer_payable")
_DIFFERENCES = ("pension_difference", "paid_difference")
_SUMS = ("pension_before", "pension_after", "paid_before", "paid_after")


def population_heading(law: Law, language: Language, width: int) -> list[str]:
    """What the tables are about: the reform, its changes, and what is counted as a gain."""
    words, reform = Wording(law, language), law.reform
    assert reform is not None  # noqa: S101 the command asks for one
    lines = [words.reform_title(reform)]
    lines += [f"- {words.change(change)}" for change in _changes(law)]
    lines += ["", text("population.definition", language)]
    return [line for long in lines for line in wrapped(long, width) or [""]]


def _changes(law: Law) -> Iterator[Any]:
    from calculator.reform.changes import changes_of  # noqa: PLC0415 the heading alone lists them

    return iter(changes_of(law.reform)) if law.reform is not None else iter(())


def population_tables(
    population: Population, law: Law, language: Language, *, whole: bool
) -> list[Table]:
    """Everybody first, then each way of telling people apart, then the quantiles.

    Not `whole`, for people: the sums before and after as their difference.
    """
    everybody = Worded("all", text("population.everybody", language))
    tables = [_table("everybody", [(everybody, population.everybody)], whole=whole)]
    for name in GROUPS:
        found = sorted(population.groups[name].items())
        rows = [(_key(name, key, law, language), tally) for key, tally in found]
        tables.append(_table(f"by_{name}", rows, whole=whole))
    columns = (TableColumn("quantile"), TableColumn("pension_change", "money"))
    quantiles = population.quantiles().items()
    rows_ = tuple((f"{part}%", change) for part, change in quantiles)
    tables.append(Table("quantiles", columns, rows_))
    return [table for table in tables if table.rows]


def _table(name: str, rows: Sequence[tuple[Cell, Tally]], *, whole: bool) -> Table:
    columns = (
        TableColumn(name.removeprefix("by_")),
        *(TableColumn(count, "count") for count in _COUNTS),
        *(TableColumn(amount, "money") for amount in (_SUMS if whole else _DIFFERENCES)),
    )
    cells = [
        (
            key,
            *(getattr(tally, part) for part in _COUNTS),
            *((getattr(tally, part) for part in _SUMS) if whole else _differences(tally)),
        )
        for key, tally in rows
    ]
    return Table(name, columns, tuple(cells))


def _differences(tally: Tally) -> tuple[int, int]:
    return tally.pension_after - tally.pension_before, tally.paid_after - tally.paid_before


def _key(name: str, key: str, law: Law, language: Language) -> Worded:
    """The key of a group in words."""
    if name == "region":
        return Worded(key, place_name(law.region(key), language))
    if name == "sex":
        return Worded(key, text(f"choice.sex.{key}", language))
    if name == "tier" and not key.endswith("%"):
        family = "population.own_amount" if key == "own_amount" else f"choice.tier_limit.{key}"
        return Worded(key, text(family, language))
    return Worded(key, key)


def population_data(population: Population, law: Law, assumed: Mapping[str, Any]) -> dict[str, Any]:
    """For other programs: amounts in yuan, exact to the fen; `assumed` where no row says anything."""
    return {
        **heading(SCHEMA_VERSION, law, assumed),
        "rows": population.rows,
        "rejected": population.rejected,
        "reasons": dict(population.reasons),
        "everybody": _tally(population.everybody),
        **{
            f"by_{name}": [
                {name: key, **_tally(tally)}
                for key, tally in sorted(population.groups[name].items())
            ]
            for name in GROUPS
        },
        "quantiles": {str(part): change / _FEN for part, change in population.quantiles().items()},
    }


def _tally(tally: Tally) -> dict[str, Any]:
    names = [part.name for part in fields(tally)]
    return {
        name: getattr(tally, name) / _FEN if name in _SUMS else getattr(tally, name)
        for name in names
    }
