"""个人养老金: what the tax treatment is worth at each bracket, and what yearly payments grow to.

Voluntary and separate from every basic pension. The tax effect is exact by bracket; the growth is one
assumed return, and the same return outside is shown beside it. The taxable income is asked for, never
guessed from the wage.
"""

from dataclasses import dataclass

from calculator.assumptions import assumptions_of
from calculator.case import build
from calculator.projection import grown
from calculator.real_money import in_todays_money
from calculator.scenario.model import Scenario
from rules.law import Law
from rules.month import MONTHS_PER_YEAR, Month
from rules.personal_pension import (
    PERSONAL_PENSION_CAP,
    SCHEDULES,
    TaxedAs,
    income_tax,
    marginal_rate,
    pension_deduction,
    personal_pension_net,
    personal_pension_tax,
    tax_saved,
)
from rules.quantities import Fen, Ppm

__all__ = ["BracketEffect", "PersonalPension", "TaxCase", "personal_pension"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BracketEffect:
    """A full payment by who has just enough income in a bracket: tax saved now, tax on the way out.

    `gain` is the difference without any growth: negative below 3%, nothing at 3%.
    """

    taxed_as: TaxedAs
    above: Fen
    rate: Ppm
    saved: Fen
    payout_tax: Fen
    gain: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxCase:
    """The person's own taxable income of a year and what paying changes, fen a year."""

    taxed_as: TaxedAs
    taxable: Fen
    rate: Ppm
    tax_before: Fen
    tax_after: Fen
    saved: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalPension:
    """Yearly payments from this year to retirement.

    `paid` is deductible up to the cap. `balance` before tax at `growth` a year, `tax` 3% of it, `net`
    after tax, `outside_today` the same payments at the same return without any tax. `tax_case` is
    None when the taxable income is not given: what is saved then is unknown.
    """

    paid: Fen
    over_cap: Fen
    years: int
    growth: Ppm
    start: Month
    paid_in_all: Fen
    balance: Fen
    tax: Fen
    net: Fen
    net_today: Fen
    outside_today: Fen
    tax_case: TaxCase | None
    saved_in_all: Fen | None
    brackets: tuple[BracketEffect, ...]


def personal_pension(
    scenario: Scenario,
    law: Law,
    *,
    paid: Fen = PERSONAL_PENSION_CAP,
    growth: Ppm | None = None,
    taxable: Fen | None = None,
    taxed_as: TaxedAs = TaxedAs.COMPREHENSIVE,
) -> PersonalPension:
    """The personal pension beside the plan of a scenario: paid once a year until retirement.

    `growth` is the assumed return, the discount rate of the assumptions without it. Payments above the
    cap are refused by the account; they are named in `over_cap` and not counted.
    """
    case = build(scenario, law)
    settled = case.settle(())
    deductible = pension_deduction(paid, PERSONAL_PENSION_CAP)
    rate = assumptions_of(scenario).discount if growth is None else growth
    years = max(0, -((case.today - settled.retirement) // MONTHS_PER_YEAR))
    balance = _grown(deductible, years, rate)
    tax = personal_pension_tax(balance)
    net = personal_pension_net(balance, tax)
    ahead, inflation = settled.start - case.today, case.projection.assumptions.inflation
    own = None if taxable is None else _tax_case(taxable, taxed_as, deductible)
    return PersonalPension(
        paid=deductible,
        over_cap=Fen(paid - deductible),
        years=years,
        growth=rate,
        start=Month(settled.start),
        paid_in_all=Fen(years * deductible),
        balance=balance,
        tax=tax,
        net=net,
        net_today=in_todays_money(net, ahead, inflation),
        outside_today=in_todays_money(balance, ahead, inflation),
        tax_case=own,
        saved_in_all=None if own is None else Fen(years * own.saved),
        brackets=_brackets(deductible),
    )


def _grown(paid: Fen, years: int, growth: Ppm) -> Fen:
    """The balance of `years` yearly payments, each growing from its own year on."""
    balance = Fen(0)
    for _ in range(years):
        balance = Fen(grown(balance + paid, growth, 1))
    return balance


def _tax_case(taxable: Fen, taxed_as: TaxedAs, deductible: Fen) -> TaxCase:
    schedule = SCHEDULES[taxed_as]
    before = income_tax(taxable, schedule)
    after = income_tax(Fen(taxable - deductible), schedule)
    return TaxCase(
        taxed_as=taxed_as,
        taxable=taxable,
        rate=marginal_rate(taxable, schedule),
        tax_before=before,
        tax_after=after,
        saved=tax_saved(before, after),
    )


def _brackets(paid: Fen) -> tuple[BracketEffect, ...]:
    """The effect of `paid` where all of it is deducted in one bracket; first the bracket of no income."""
    effects = []
    out = personal_pension_tax(paid)
    for taxed_as, schedule in SCHEDULES.items():
        effects.append(_effect(taxed_as, Fen(0), Fen(0), Fen(0), out))
        for above, rate in schedule:
            top = Fen(above + paid)
            saved = tax_saved(income_tax(top, schedule), income_tax(Fen(above), schedule))
            effects.append(_effect(taxed_as, Fen(above), Ppm(rate), saved, out))
    return tuple(effects)


def _effect(taxed_as: TaxedAs, above: Fen, rate: int, saved: Fen, out: Fen) -> BracketEffect:
    return BracketEffect(
        taxed_as=taxed_as,
        above=above,
        rate=Ppm(rate),
        saved=saved,
        payout_tax=out,
        gain=Fen(saved - out),
    )
