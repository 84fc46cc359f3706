"""并入城乡居民养老保险: what the residents' scheme pays when the employees' account and months are moved in.

The whole account moves, employee months count as residents' months, the pooled part stays behind; years
still missing to fifteen are paid then without a subsidy (人社部发〔2014〕17号).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.case import Case
from calculator.projection import grown
from calculator.real_money import in_todays_money
from calculator.schemes.facts import Fact
from calculator.schemes.resident_figures import LadderStep
from rules.estimation import Settlement
from rules.month import MONTHS_PER_YEAR, Month, month_of_year, year_of
from rules.quantities import Fen, Months, Ppm
from rules.resident_pension import (
    RESIDENT_AGE,
    RESIDENT_PAYMENT_MONTHS,
    RESIDENT_PERIOD,
    merged_account,
    resident_account_pension,
    resident_credit,
    resident_interest,
    resident_months,
    resident_pension,
    resident_years_missing,
)

__all__ = [
    "ResidentOutcome",
    "balance_of",
    "into_residents",
    "paid_today",
    "worth_today",
    "yearly_until",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentOutcome:
    """One residents' tier from now on, and what it pays with the employees' months gathered in.

    `tier` and `subsidy` are fen a year, `years` payments until 60, `back_years` further ones paid without
    subsidy when both are gathered, to complete fifteen years. `account` is the gathered balance at the
    start, `basic` the residents' basic pension (0 when gathered in the employees' scheme).
    """

    tier: Fen
    subsidy: Fact
    years: int
    back_years: int
    paid: Fen
    paid_today: Fen
    subsidies: Fen
    account: Fen
    account_pension: Fen
    basic: Fen
    pension: Fen
    pension_today: Fen
    start: Month
    payable: bool


def yearly_until(first: int, until: int) -> list[int]:
    """The months of yearly payments: the first and each year on, before the age is reached."""
    return list(range(first, until, MONTHS_PER_YEAR))


def into_residents(
    case: Case,
    stopped: Settlement,
    step: LadderStep,
    minimum: Fact,
    rate: Fact,
    months: Sequence[int],
) -> ResidentOutcome:
    """Gathered in the residents' scheme, with a payment in each of these months before 60."""
    age_60 = case.scenario.born + RESIDENT_AGE
    own = Months(len(months) * MONTHS_PER_YEAR)
    total = resident_months(own, Months(stopped.counted), _in_both(stopped, months))
    back = resident_years_missing(total, RESIDENT_PERIOD)
    yearly = resident_credit(step.tier, Fen(step.subsidy.value or 0))
    gathered_at = max(stopped.retirement, age_60)
    credits_made = [(month, yearly) for month in months]
    credits_made.append((gathered_at, Fen(back * step.tier)))
    account = balance_of(credits_made, gathered_at, Ppm(rate.value or 0))
    moved = balance_of(
        [(stopped.retirement, Fen(stopped.balance))], gathered_at, Ppm(rate.value or 0)
    )
    account = merged_account(account, moved)
    start = Month(gathered_at + 1)
    part = resident_account_pension(account, RESIDENT_PAYMENT_MONTHS)
    basic = _raised(case, minimum, start)
    pension = resident_pension(basic, Fen(0), part)
    paid = [*((month, step.tier) for month in months), (gathered_at, Fen(back * step.tier))]
    return ResidentOutcome(
        tier=step.tier,
        subsidy=step.subsidy,
        years=len(months),
        back_years=back,
        paid=Fen(sum(amount for _, amount in paid)),
        paid_today=paid_today(case, paid),
        subsidies=Fen(len(months) * (step.subsidy.value or 0)),
        account=account,
        account_pension=part,
        basic=basic,
        pension=pension,
        pension_today=worth_today(case, pension, start),
        start=start,
        payable=True,
    )


def _in_both(stopped: Settlement, payments: Sequence[int]) -> Months:
    """The employee months in the years of residents' payments: they count once."""
    years = {year_of(month) for month in payments}
    return Months(
        sum(
            year_of(month) in years
            for run in stopped.runs
            for month in range(run.first, run.last + 1)
        )
    )


def balance_of(credits_made: Sequence[tuple[int, Fen]], until: int, rate: Ppm) -> Fen:
    """The balance at the end of the month `until` of what was credited in these months."""
    balance = Fen(0)
    first = year_of(min((month for month, _ in credits_made), default=until))
    for year in range(first, year_of(until) + 1):
        last = month_of_year(until) if year == year_of(until) else MONTHS_PER_YEAR
        of_year = [(m, amount) for m, amount in credits_made if year_of(m) == year]
        product = Fen(sum(amount * max(0, last - month_of_year(m)) for m, amount in of_year))
        interest = resident_interest(balance, last, product, rate)
        balance = Fen(balance + sum(amount for _, amount in of_year) + interest)
    return balance


def _raised(case: Case, minimum: Fact, start: Month) -> Fen:
    """The basic pension at the start, kept at its purchasing power by the assumed inflation."""
    years = max(0, start.year - (minimum.year or start.year))
    return Fen(grown(minimum.value or 0, case.projection.assumptions.inflation, years))


def worth_today(case: Case, amount: Fen, month: int) -> Fen:
    """An amount of a month in today's prices."""
    return in_todays_money(amount, month - case.today, case.projection.assumptions.inflation)


def paid_today(case: Case, payments: Sequence[tuple[int, Fen]]) -> Fen:
    """Payments of several months in today's prices."""
    return Fen(sum(worth_today(case, amount, month) for month, amount in payments))
