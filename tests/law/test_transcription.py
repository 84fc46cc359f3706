"""抄录核对: every shipped figure is the one transcribed from its source.

`transcription.csv` holds, by table and place, how many rows were transcribed and the checksum of their
figures. It was made from the transcriptions the data were compiled from, not from the data files, with
the few changes their notes name. Whoever corrects or adds a figure corrects the checksum with it: the
failing test prints the new one.
"""

import csv
import zlib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import rules.law

FILES = Path(rules.law.__file__).parent
HELD = Path(__file__).with_name("transcription.csv")
FIGURES = {
    "average_pension_paid": ("year", "scheme", "recipients", "spending", "per_month"),
    "average_wages": ("year", "wage", "printed_as"),
    "calculation_bases": ("year", "base"),
    "contribution_limits": (
        *("year", "start", "end", "reference_wage", "floor", "ceiling"),
        *("flexible_floor", "flexible_choice"),
    ),
    "crediting_rates": ("series", "year", "rate"),
    "disposable_income": ("year", "income"),
    "macro": ("series", "year", "value"),
    "medical": (*("start", "end", "rate", "per_month", "years_men", "years_women", "local_years"),),
    "mortality": ("sex", "age", "qx"),
    "mortality_abridged": ("sex", "age", "width", "mx", "qx"),
    "pension_adjustment_examples": (
        *("year", "flat", "per_year", "least_for_years", "percent", "age70", "age75", "age80"),
    ),
    "pension_adjustments": ("year", "percent"),
    "resident_minimums": ("year", "minimum"),
    "resident_rates": ("year", "rate"),
    "resident_tiers": ("year", "tier", "subsidy"),
    "subsidies": (
        *("start", "end", "share", "pension", "medical", "unemployment", "cap", "months"),
    ),
}
"""The columns with the figures of each table."""
BY_NAME = {"medical", "subsidies"}
"""Tables transcribed by the name of the place."""


def rows(table: str) -> list[dict[str, str]]:
    with (FILES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(text: str) -> str:
    """A number without the zeros behind its point; anything else as it stands."""
    digits = text.replace(".", "", 1).removeprefix("-")
    if "." not in text or not digits.isdigit():
        return text
    return text.rstrip("0").rstrip(".") or "0"


def shipped(table: str) -> dict[str, tuple[str, str]]:
    """Rows and checksum of the figures by place."""
    lines: dict[str, list[str]] = defaultdict(list)
    for row in rows(table):
        place = row.get("table") or row["region"]
        place = names()[place] if table in BY_NAME else place
        lines[place].append("|".join(plain(row[column]) for column in FIGURES[table]))
    return {
        place: (str(len(found)), f"{zlib.crc32(_text(found)):08x}")
        for place, found in lines.items()
    }


def _text(lines: list[str]) -> bytes:
    return "\n".join(sorted(lines)).encode()


@cache
def names() -> dict[str, str]:
    return {row["code"]: row["short"] for row in rows("regions")}


def transcribed(table: str) -> dict[str, tuple[str, str]]:
    with HELD.open(encoding="utf-8", newline="") as file:
        held = [row for row in csv.DictReader(file) if row["table"] == table]
    return {row["place"]: (row["rows"], row["checksum"]) for row in held}


@pytest.mark.parametrize("table", FIGURES)
def test_every_figure_is_the_one_that_was_transcribed(table: str) -> None:
    found, held = shipped(table), transcribed(table)
    different = {
        place: found.get(place)
        for place in found.keys() | held.keys()
        if found.get(place) != held.get(place)
    }
    assert different == {}


def test_every_table_of_figures_is_held_here_or_row_for_row_elsewhere() -> None:
    official = {"minimum_periods", "payment_months", "payment_months_by_month", "retirement_ages"}
    no_figures = {
        *("continuity_exceptions", "limit_exceptions", "mortality_tables", "notices", "regions"),
        "injury_cover",
    }
    by_hand = {"contribution_rates", "late_payments", "parameters"}
    shipped_files = {path.stem for path in FILES.glob("*.csv")}
    assert shipped_files == {*FIGURES, *official, *no_figures, *by_hand}
