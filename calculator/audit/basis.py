"""核定依据: what a pension is computed from, one line before the amounts, and the amounts it gives.

Made from a settlement of the rules, or from the lines of a sheet alone. Every change an audit tries is
another basis; the figures are always those of `rules.estimation.entitlement`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from calculator.audit.sheet import Sheet
from calculator.case import Case
from calculator.law_at_claim import basic_rate_in, divisor_at
from calculator.practice import practice_of
from calculator.scenario.model import Scenario
from rules.errors import NoValueInForce
from rules.estimation import NO_EXTRAS, Extras, Practice, Settlement, Transition, entitlement
from rules.law import Law, Region
from rules.law import Practice as LocalPractice
from rules.month import MONTHS_PER_YEAR, Month
from rules.pension import (
    indexed_wage,
    transitional_coefficient,
)
from rules.quantities import (
    INDEX_ONE,
    MICRO_PER_YUAN,
    YEAR_UNITS,
    Fen,
    IndexE12,
    Micro,
    Months,
    Ppm,
    YearUnits,
    half_up,
)

__all__ = ["ONE_MONTH", "Basis", "figures_of", "of_settlement", "of_sheet"]

ONE_MONTH = YearUnits(YEAR_UNITS // MONTHS_PER_YEAR)
"""An average index stands as the sum of one month over one month."""
_PAYMENTS = ("monthly_payment", "paid_total", "credited_total")


class Basis(NamedTuple):
    """What is computed from. 0 for a month, an age or payment months stands for: not known.

    `local` is the practice of the paying place, `practice` the same as rule codes; `options` the scenario,
    an empty one for a sheet alone. `is_life` tells whether a scenario stands behind it that can be settled
    again. `known` are the lines whose inputs are all there.
    """

    region: Region
    local: LocalPractice
    practice: Practice
    options: Scenario
    is_life: bool
    retirement: int
    age: int
    index_sum: IndexE12
    denominator: YearUnits
    months: Months
    balance: Fen
    payment_months: int
    basic_base: Micro
    index_base: Micro
    transitional_base: Micro
    basic_rate: Ppm
    transition: Transition
    extras: Extras
    payments: tuple[int, ...]
    known: frozenset[str]

    def with_local(self, **values: Any) -> "Basis":
        """The same under another reading of local practice."""
        local = replace(self.local, **values)
        return self._replace(local=local, practice=practice_of(local, self.options))

    def with_index(self, index: int) -> "Basis":
        """The same with another average index."""
        return self._replace(index_sum=IndexE12(index), denominator=ONE_MONTH)

    def with_role(self, role: str, base: int) -> "Basis":
        """The same with another base for the indexed wage or the transitional part."""
        if role == "index_base":
            return self._replace(index_base=Micro(base))
        return self._replace(transitional_base=Micro(base))


def figures_of(basis: Basis) -> dict[str, int]:
    """The lines of a basis by name, as far as they are known, in the units of `lines`."""
    practice = basis.practice
    index, years, indexed, award = entitlement(
        basis.index_sum,
        basis.denominator,
        basis.months,
        basis.balance,
        max(1, basis.payment_months),
        basis.basic_base,
        basis.index_base,
        basis.transitional_base,
        basis.basic_rate,
        basis.transition,
        practice,
        basis.extras,
    )
    own = IndexE12(basis.transition.own_index if basis.transition.own_index >= 0 else index)
    figures = {
        "retirement": basis.retirement,
        "start": basis.retirement + 1,
        "age": basis.age,
        "calculation_base": basis.basic_base,
        "index_base": basis.index_base,
        "transitional_base": basis.transitional_base,
        "average_index": index,
        "indexed_wage": indexed,
        "months": basis.months,
        "years": years,
        "balance": basis.balance,
        "payment_months": basis.payment_months,
        "transition_index": own,
        "transition_wage": indexed_wage(basis.transitional_base, own, to_fen=False),
        "transition_years": basis.transition.years,
        "transition_paid": basis.transition.paid_years,
        "coefficient": transitional_coefficient(
            years,
            YearUnits(practice.transitional_threshold),
            Ppm(practice.transitional_coefficient),
            Ppm(practice.transitional_coefficient_above),
        ),
        "basic": award.basic,
        "account": award.account,
        "transitional": award.transitional,
        "local": award.extras,
        "total": award.total,
        **dict(zip(_PAYMENTS, basis.payments, strict=False)),
    }
    return {name: figures[name] for name in figures if name in basis.known}


_ALWAYS = frozenset({"calculation_base", "index_base", "transitional_base", "local", "coefficient"})
_INDEX = frozenset({"average_index", "indexed_wage"})
_MONTHS = frozenset({"months", "years"})
_TRANSITION = frozenset(
    {"transition_index", "transition_wage", "transition_years", "transition_paid", "transitional"}
)
_ACCOUNT = frozenset({"balance", "account"})
_DATES = frozenset({"retirement", "start", "age"})
_WHOLE = frozenset({"basic", "account"})


def of_settlement(case: Case, settled: Settlement) -> Basis:
    """The basis of a scenario's settlement; every line is known."""
    future = [run for run in settled.runs if run.first >= case.today]
    known = _ALWAYS | _INDEX | _MONTHS | _TRANSITION | _ACCOUNT | _DATES | set(_PAYMENTS)
    return Basis(
        region=case.claim,
        local=case.local,
        practice=case.practice,
        options=case.scenario,
        is_life=True,
        retirement=settled.retirement,
        age=settled.age,
        index_sum=IndexE12(settled.index_sum),
        denominator=YearUnits(settled.denominator),
        months=Months(settled.counted),
        balance=Fen(settled.balance),
        payment_months=settled.payment_months,
        basic_base=Micro(settled.basic_base),
        index_base=Micro(settled.index_base),
        transitional_base=Micro(settled.transitional_base),
        basic_rate=Ppm(settled.basic_rate),
        transition=case.transition,
        extras=case.extras,
        payments=(future[0].total if future else 0, settled.paid_total, settled.credited_total),
        known=known | {"payment_months", "basic", "total"},
    )


def of_sheet(sheet: Sheet, region: Region, law: Law) -> Basis:
    """The basis a sheet states itself: its inputs, by the practice of the region.

    What the sheet leaves out is not known, and neither are the lines that need it.
    """
    lines = {name: stated.value for name, stated in sheet.lines.items()}
    local, options = law.practice(region.code), Scenario.draft()
    retirement = lines.get("retirement") or lines.get("start", 1) - 1
    born = sheet.person.get("born")
    age = lines.get("age") or (retirement - born if born is not None and retirement else 0)
    base = Micro(lines.get("calculation_base") or _base_of_law(region, retirement, law))
    index_base = _base_for("index_base", local.index_base, lines, base, (region, retirement, law))
    transitional_base = _base_for(
        "transitional_base", local.transitional_base, lines, base, (region, retirement, law)
    )
    months = Months(lines.get("months") or _months_of(lines.get("years", 0)))
    index = lines.get("average_index")
    if index is None and "indexed_wage" in lines and index_base:
        index = half_up(lines["indexed_wage"] * MICRO_PER_YUAN, index_base)
    divisor = divisor_at(age, retirement, local, law) if age and retirement else 0
    basis = Basis(
        region=region,
        local=local,
        practice=practice_of(local, options),
        options=options,
        is_life=False,
        retirement=retirement,
        age=age,
        index_sum=IndexE12(index or 0),
        denominator=ONE_MONTH,
        months=months,
        balance=Fen(lines.get("balance", 0)),
        payment_months=divisor or lines.get("payment_months", 0),
        basic_base=base,
        index_base=index_base,
        transitional_base=transitional_base,
        basic_rate=basic_rate_in(law, region.code, Month(retirement).year if retirement else None),
        transition=_transition(lines, transitional_base),
        extras=NO_EXTRAS._replace(flat=lines.get("local", 0)),
        payments=(),
        known=frozenset(),
    )
    return basis._replace(known=_known(basis, lines))


def _known(basis: Basis, lines: Mapping[str, int]) -> frozenset[str]:
    known = set(_ALWAYS) if basis.basic_base else {"local", "coefficient"}
    known |= {"retirement", "start"} if basis.retirement else set()
    known |= {"age"} if basis.age else set()
    known |= {"payment_months"} if basis.payment_months else set()
    known |= _MONTHS if basis.months else set()
    known |= _INDEX if basis.index_sum and basis.index_base else set()
    if known >= _INDEX | _MONTHS and basis.basic_base:
        known.add("basic")
    if basis.payment_months and "balance" in lines:
        known |= _ACCOUNT
    own = basis.transition.own_index >= 0 or "average_index" in known
    if "transition_years" in lines and own and basis.transitional_base:
        known |= _TRANSITION
    if known >= _WHOLE and ("transitional" in known or "transitional" not in lines):
        known.add("total")
    return frozenset(known)


def _transition(lines: Mapping[str, int], base: Micro) -> Transition:
    own = lines.get("transition_index", -1)
    if own < 0 and "transition_wage" in lines and base:
        own = half_up(lines["transition_wage"] * MICRO_PER_YUAN, base)
    years, paid = lines.get("transition_years", 0), lines.get("transition_paid", 0)
    return Transition(0, INDEX_ONE, own, years, paid)


def _months_of(years: int) -> int:
    """The months behind printed years: the nearest whole month."""
    return half_up(years, ONE_MONTH)


def _base_for(
    name: str,
    role: str,
    lines: Mapping[str, int],
    base: Micro,
    where: tuple[Region, int, Law],
) -> Micro:
    """The base of a role: printed, the one of the sheet, or the province's where the role says so."""
    if name in lines:
        return Micro(lines[name])
    region, retirement, law = where
    if role == "province" and region.province != region.code:
        return Micro(_base_of_law(law.region(region.province), retirement, law)) or base
    return base


def _base_of_law(region: Region, retirement: int, law: Law) -> int:
    """The law's calculation base of the year, or of the year before, 0 where there is neither."""
    if not retirement:
        return 0
    for year in (Month(retirement).year, Month(retirement).year - 1):
        try:
            return law.calculation_base(region.code, year).amount
        except NoValueInForce:
            continue
    return 0
