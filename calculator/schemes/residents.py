"""城乡居民养老保险的并列测算: the residents' scheme over the same life, from this month on.

The person stops in the employees' scheme today, pays residents' contributions once a year until 60,
and both are gathered at the statutory age as 人社部发〔2014〕17号 says. What a place has not published is
named in `facts` and counted as nothing, or as the national floor where there is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.case import Case, build
from calculator.estimates import outcome
from calculator.planned import completed, planned
from calculator.result import Outcome
from calculator.scenario.model import Scenario
from calculator.schemes.facts import Fact, Standing
from calculator.schemes.gathering import (
    ResidentOutcome,
    balance_of,
    into_residents,
    paid_today,
    worth_today,
    yearly_until,
)
from calculator.schemes.resident_figures import (
    LadderStep,
    account_rate,
    average_paid,
    basic_minimum,
    home_of,
    ladder,
    last_rate,
)
from rules.estimation import Settlement, award
from rules.law import Law
from rules.month import Month
from rules.quantities import Fen, IndexE12, Micro, Months, Pico, Ppm, YearUnits
from rules.resident_pension import (
    CONVERSION_PERIOD,
    RESIDENT_AGE,
    Conversion,
    conversion,
    merged_account,
    resident_credit,
)

__all__ = ["Gathering", "ResidentComparison", "ResidentOutcome", "compare_residents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """城乡衔接 of a life that stops in the employees' scheme today.

    `balance` is the employees' account at the statutory age; it moves in full. `pool_lost` is what was
    paid into the pooled fund for the months laid out, which stays behind on the way to the residents'
    scheme. `below_minimum`: 15 years are there, the rising minimum is not (the text keeps the number 15).
    """

    direction: Conversion
    employee_months: Months
    required: Months
    below_minimum: bool
    balance: Fen
    pool_lost: Fen
    month: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentComparison:
    """Both schemes side by side; never one sum.

    `home` is the place of the residents' scheme, `home_assumed` when no household registration is given.
    `paid_on` is the employees' plan paid on until it has enough months: None where it has them as it
    stands, or never.
    """

    go_on: Outcome
    paid_on: Outcome | None
    stop_now: Outcome
    home: str
    home_assumed: bool
    gathering: Gathering
    outcomes: tuple[ResidentOutcome, ...]
    rate: Fact
    minimum: Fact
    facts: tuple[Fact, ...]


def compare_residents(
    scenario: Scenario, law: Law, *, rate: Ppm | None = None, tiers: Sequence[Fen] = ()
) -> ResidentComparison:
    """The residents' tiers of the person's home place beside the employees' plan.

    `rate` is the account rate of the residents' scheme, an assumption of 2.5% without it. `tiers` asks
    for other yearly amounts than the ladder of the place.
    """
    case = build(scenario, law)
    stopped = case.settle(())
    region = home_of(scenario, law)
    minimum = basic_minimum(law, region, case.today)
    credited = account_rate(region, rate)
    steps = ladder(law, region, tiers)
    go_on = outcome(case, "go_on", planned(case))
    paid_on = outcome(case, "go_on", completed(case).settle(case.plan))
    return ResidentComparison(
        go_on=go_on,
        paid_on=paid_on if paid_on.payable and not go_on.payable else None,
        stop_now=outcome(case, "stop_now", stopped),
        home=region.code,
        home_assumed=scenario.registered is None,
        gathering=_gathering(stopped),
        outcomes=tuple(_outcome(case, stopped, step, minimum, credited) for step in steps),
        rate=credited,
        minimum=minimum,
        facts=(
            last_rate(law, region),
            Fact(
                name="long_payment", standing=Standing.UNKNOWN, value=None, region=region.province
            ),
            Fact(name="age_65", standing=Standing.UNKNOWN, value=None, region=region.province),
            average_paid(law, region, "residents"),
            average_paid(law, law.region(scenario.region), "employees"),
        ),
    )


def _gathering(stopped: Settlement) -> Gathering:
    months = Months(stopped.counted)
    return Gathering(
        direction=conversion(months, CONVERSION_PERIOD),
        employee_months=months,
        required=Months(stopped.required),
        below_minimum=CONVERSION_PERIOD <= months < stopped.required,
        balance=Fen(stopped.balance),
        pool_lost=Fen(stopped.pool_total),
        month=Month(stopped.retirement),
    )


def _outcome(
    case: Case, stopped: Settlement, step: LadderStep, minimum: Fact, rate: Fact
) -> ResidentOutcome:
    into = conversion(Months(stopped.counted), CONVERSION_PERIOD)
    age_60 = case.scenario.born + RESIDENT_AGE
    if into is Conversion.INTO_EMPLOYEES:
        return _with_employees(case, stopped, step, rate, min(age_60, stopped.retirement))
    return into_residents(case, stopped, step, minimum, rate, yearly_until(case.today, age_60))


def _with_employees(
    case: Case, stopped: Settlement, step: LadderStep, rate: Fact, until: int
) -> ResidentOutcome:
    """Gathered in the employees' scheme: the balance moves, residents' years and basic pension do not."""
    months = yearly_until(case.today, until)
    yearly = resident_credit(step.tier, Fen(step.subsidy.value or 0))
    moved = balance_of(
        [(month, yearly) for month in months], stopped.retirement, Ppm(rate.value or 0)
    )
    account = merged_account(Fen(stopped.balance), moved)
    amounts = award(
        Micro(stopped.basic_base),
        Micro(stopped.transitional_base),
        IndexE12(stopped.average_index),
        Pico(stopped.indexed),
        YearUnits(stopped.years),
        account,
        stopped.payment_months,
        Ppm(stopped.basic_rate),
        case.transition,
        case.practice,
        case.extras,
    )
    start = Month(stopped.start)
    paid = [(month, step.tier) for month in months]
    return ResidentOutcome(
        tier=step.tier,
        subsidy=step.subsidy,
        years=len(months),
        back_years=0,
        paid=Fen(len(months) * step.tier),
        paid_today=paid_today(case, paid),
        subsidies=Fen(len(months) * (step.subsidy.value or 0)),
        account=account,
        account_pension=Fen(amounts.account),
        basic=Fen(0),
        pension=Fen(amounts.total),
        pension_today=worth_today(case, Fen(amounts.total), start),
        start=start,
        payable=stopped.missing == 0,
    )
