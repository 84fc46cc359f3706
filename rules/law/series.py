"""数列: which series the law store has, where they stand, how far they reach.

A series is a column of a table with one value per region and period. Reach says who speaks for a
region without own values: nobody, its province, or the nation.
"""

from collections.abc import Iterable
from typing import NamedTuple, cast

from rules.law.values import Row, Status, Value
from rules.month import Month

__all__ = ["SERIES", "Reach", "Series", "values_of"]


class Reach:
    """Who may speak for a region that has no value of its own."""

    OWN = 0
    PROVINCE = 1
    NATION = 2


class Series(NamedTuple):
    """Where a series stands. `known_after` is how many months after its start a value without a
    published date is taken to be known: an average wage is published in the middle of the next year.
    """

    name: str
    table: str
    column: str
    unit: str
    key: str = ""
    key_value: str = ""
    reach: int = Reach.PROVINCE
    known_after: int = 0


SERIES = {
    one.name: one
    for one in (
        Series(
            name="calculation_base",
            table="calculation_bases",
            column="base",
            unit="micro",
            known_after=8,
        ),
        Series(
            name="average_wage_full_scope",
            table="average_wages",
            column="wage",
            unit="micro",
            key="definition",
            key_value="full_scope",
            known_after=17,
        ),
        Series(
            name="average_wage_on_post",
            table="average_wages",
            column="wage",
            unit="micro",
            key="definition",
            key_value="on_post",
            known_after=17,
        ),
        *(
            Series(
                name=name,
                table="crediting_rates",
                column="rate",
                unit="ppm",
                key="series",
                key_value=name,
                reach=Reach.NATION,
                known_after=17,
            )
            for name in ("crediting_rate", "deposit_rate_reference", "secondary_reference")
        ),
        *(
            Series(
                name=name,
                table="contribution_rates",
                column="rate",
                unit="ppm",
                key="series",
                key_value=name,
                reach=Reach.NATION,
            )
            for name in ("contribution_rate", "account_rate")
        ),
        *(
            Series(
                name=name,
                table="parameters",
                column="value",
                unit="ppm",
                key="series",
                key_value=name,
                reach=Reach.NATION,
            )
            for name in ("limit_floor", "limit_ceiling", "basic_pension_rate")
        ),
        Series(
            name="disposable_income",
            table="disposable_income",
            column="income",
            unit="fen",
            known_after=12,
        ),
        Series(name="resident_minimum", table="resident_minimums", column="minimum", unit="fen"),
        Series(
            name="resident_crediting_rate",
            table="resident_rates",
            column="rate",
            unit="ppm",
            known_after=12,
        ),
        Series(
            name="pension_adjustment",
            table="pension_adjustments",
            column="percent",
            unit="ppm",
            reach=Reach.NATION,
            known_after=6,
        ),
    )
}
"""All series by name."""


def values_of(series: Series, rows: Iterable[Row]) -> tuple[Value, ...]:
    """The values of one series in rows of one region, by start month, superseded ones left out."""
    values = [
        _value(series, row)
        for row in rows
        if (not series.key or row[series.key] == series.key_value)
        and row["status"] != Status.SUPERSEDED
    ]
    return tuple(sorted(values, key=lambda value: value.start))


def _value(series: Series, row: Row) -> Value:
    start, end = _span(row)
    instrument, _, article = str(row["instrument"]).partition("#")
    return Value(
        series=series.name,
        region=str(row["region"]),
        start=start,
        end=end,
        amount=cast("int", row[series.column]),
        unit=series.unit,
        status=Status(str(row["status"])),
        grade=str(row["grade"]),
        instrument=instrument,
        article=article,
        published=str(row["published"]),
        checked=str(row["checked"]),
        source=str(row["source"]),
        note=str(row["note"]),
        notes=("transitional_only",) if row.get("use") == "transitional" else (),
    )


def _span(row: Row) -> tuple[Month, Month | None]:
    """From month and to month: a year is January to December."""
    start = cast("Month | None", row.get("start"))
    if start is not None and "end" in row:
        return start, cast("Month | None", row["end"])
    year = cast("int", row["year"])
    return start or Month.of(year, 1), Month.of(year, 12)
