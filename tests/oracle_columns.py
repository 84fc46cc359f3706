"""对照的各列: every column a batch can give for a person but those of the comparisons, by the oracle."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from tests.oracle_law import TODAY
from tests.oracle_person import Told
from tests.oracle_spells import Person
from tests.reference import Month, half_up, ordinal

Found = dict[str, Any]
See = Callable[[Told, Found], Any]


def _month(month: Month) -> str:
    return "{:04d}-{:02d}".format(*month)


def _future(found: Found) -> list[Found]:
    return [run for run in found["runs"] if run["month"] >= TODAY]


def _first(name: str) -> See:
    return lambda _, found: next((run[name] for run in _future(found)), Decimal(0))


def _share(total: Decimal, whole: Decimal) -> Decimal:
    return half_up(Fraction(total) / Fraction(whole), 6)


def _own(told: Told, found: Found) -> Decimal | None:
    return _share(found["total"], found["runs"][-1]["base"]) if found["runs"] else None


def _paid_today(told: Told, found: Found) -> Decimal:
    """Payments in today's prices, each stretch at its middle month.

    A stretch is of one year and one way of paying, and under one law where it is paid and where it counts.
    """

    def stretch(run: Found) -> tuple[Any, ...]:
        law, place = found["law"], run["place"]
        rows = (law[name][place][run["month"]] for name in ("limits", "total_rate"))
        rates, counts = law["account_rate"][place], law["limits"][told.claim]
        way = next(at for at, one in enumerate(found["spells"]) if run["month"] <= one["last"])
        others = (table[run["month"]]["first"] for table in (rates, counts))
        return run["month"][0], way, *(row["first"] for row in rows), *others

    total = Decimal(0)
    for _, group in groupby(_future(found), key=stretch):
        runs = list(group)
        middle = (ordinal(runs[0]["month"]) + ordinal(runs[-1]["month"])) // 2
        paid = sum((run["total"] for run in runs), Decimal(0))
        total += told.today(paid, middle - ordinal(TODAY))
    return total


def _base(name: str) -> See:
    return lambda _, found: half_up(found["law"][name], 6)


SEEN: dict[str, See] = {
    "payable": lambda _, f: f["months_counted"] >= f["required_months"],
    "statutory_age": lambda _, f: f["statutory_age"],
    "statutory": lambda _, f: _month(f["statutory_month"]),
    "earliest": lambda _, f: _month(f["earliest_month"]),
    "retirement": lambda _, f: _month(f["retire"]),
    "start": lambda _, f: _month(f["pension_start"]),
    "months_required": lambda _, f: f["required_months"],
    "months_counted": lambda _, f: f["months_counted"],
    "months_missing": lambda _, f: max(0, f["required_months"] - f["months_counted"]),
    "monthly_payment": _first("total"),
    "monthly_credit": _first("account"),
    "paid_from_now": lambda _, f: sum((run["total"] for run in _future(f)), Decimal(0)),
    "paid_from_now_today": _paid_today,
    "paid_total": lambda _, f: f["paid_total"],
    "credited_total": lambda _, f: f["credited_total"],
    "pool_total": lambda _, f: f["pool_total"],
    "account_balance": lambda _, f: f["balance"],
    "index": lambda _, f: f["average_index"],
    "basic_base": _base("calculation_base"),
    "index_base": _base("index_base"),
    "transitional_base": _base("transitional_base"),
    "indexed_wage": lambda _, f: f["indexed_wage"],
    "divisor_months": lambda _, f: f["payment_months"],
    "basic": lambda _, f: f["basic"],
    "account": lambda _, f: f["account_pension"],
    "transitional": lambda _, f: f["transitional"],
    "local_items": lambda _, f: f["local_items"],
    "pension": lambda _, f: f["total"],
    "pension_today": lambda told, f: told.today(
        f["total"], ordinal(f["pension_start"]) - ordinal(TODAY)
    ),
    "replacement_base": lambda _, f: _share(f["total"], half_up(f["law"]["calculation_base"], 2)),
    "replacement_own": _own,
}
"""The columns of one outcome."""
OUTCOMES: dict[str, Callable[[Told], Found]] = {
    "": Told.go_on,
    "stop_now_": Told.stop_now,
    "most_": Told.most,
}
COLUMNS = ("status", "claim_place", *(prefix + name for prefix in OUTCOMES for name in SEEN))


def by_the_oracle(person: Person) -> Found:
    """Every column of a person."""
    told = Told(person)
    plan = told.go_on()
    columns = {"status": told.status(plan), "claim_place": told.claim}
    for prefix, outcome in OUTCOMES.items():
        found = plan if not prefix else outcome(told)
        columns |= {prefix + name: see(told, found) for name, see in SEEN.items()}
    return columns
