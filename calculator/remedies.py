"""缴费不足的出路: what the law offers when months are missing, with what each costs and gives.

Pay on, pay the rest at once, move to the residents' scheme, or end the relationship: 社会保险法 article
16, 人力资源和社会保障部令第13号 articles 2 and 3, 人社部发〔2014〕17号.
"""

from datetime import date

from calculator.case import Case
from calculator.result import Remedy, RemedyName
from calculator.schemes.facts import Fact, Standing
from calculator.schemes.gathering import into_residents
from calculator.schemes.resident_figures import (
    LadderStep,
    account_rate,
    basic_minimum,
    home_of,
    ladder,
)
from rules.contribution_index import Denominator
from rules.contribution_period import YearsMode, extension_end, years_of_contribution
from rules.estimation import Settlement, entitlement
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import Fen, IndexE12, Micro, Months, Ppm, YearUnits
from rules.resident_pension import CONVERSION_PERIOD, Conversion, conversion

__all__ = ["ONE_OFF_AFTER", "eligible_from", "insured_early", "remedies_of"]

_INSURANCE_LAW = "shebaofa-2010"
ONE_OFF_AFTER = Months(5 * MONTHS_PER_YEAR)
"""延长缴费五年后: from then on who was insured before the law of 2010 may pay the rest at once."""
_RESIDENTS_CITES = (
    "shebaofa-2010#16",
    "renshebufa-2014-17#3",
    "renshebufa-2014-17#6",
    "guofa-2014-8#scope",
)
_EXTENSION_CITES = ("shebaofa-2010#16", "jueding-2024-09-13#banfa-2")
_WHERE_TO_PAY_ON = "renshebuling-13#4"
_ONE_OFF_CITES = ("renshebuling-13#2",)


def remedies_of(case: Case, settled: Settlement) -> tuple[Remedy, ...]:
    """The four ways, none when nothing is missing."""
    if settled.missing == 0:
        return ()
    return (
        _extension(case, settled),
        _one_off_payment(case, settled),
        _residents(case, settled),
        _refund(settled),
    )


def eligible_from(case: Case, settled: Settlement) -> Settlement:
    """The first settlement that is payable when the person goes on paying; `settled` is that of the plan.

    Before the statutory month the minimum of the chosen year counts, so months are tried in turn;
    after it the months missing are simply paid, none of them before today nor in a pause of the plan. Where
    they are not there as far as the law is laid out, the months after the age are paid without a pause.
    """
    for month in range(settled.retirement + 1, settled.statutory + 1):
        later = case.settle(case.plan, Month(month))
        if later.missing == 0:
            return later
    reached = max(settled.retirement, settled.statutory, case.today - 1)
    at_age = settled if reached == settled.retirement else case.settle(case.plan, Month(reached))
    paid_on = case.paying_on(Month(reached + 1))
    later = case.settle(paid_on, _end(at_age))
    while later.missing > 0:
        if _end(later) > case.projection.until:
            return case.settle(case.resuming(Month(reached + 1)), _end(at_age))
        later = case.settle(paid_on, _end(later))
    return later


def _end(settled: Settlement) -> Month:
    """The month the months missing are there when paying goes on."""
    return Month(extension_end(settled.retirement, Months(settled.missing)))


def _extension(case: Case, settled: Settlement) -> Remedy:
    later = eligible_from(case, settled)
    insured = case.projection.law.region(case.scenario.region)
    moved = insured.province != case.claim.province
    return Remedy(
        name="extension",
        open_to=True,
        reason="",
        months=Months(later.counted - settled.counted),
        cost=Fen(later.paid_total - settled.paid_total),
        start=Month(later.start),
        monthly=Fen(later.award.total),
        once=Fen(0),
        cites=(*_EXTENSION_CITES, _WHERE_TO_PAY_ON) if moved else _EXTENSION_CITES,
    )


def _one_off_payment(case: Case, settled: Settlement) -> Remedy:
    """After five years of paying on, who was insured before the law of 2010 may pay the rest at once.

    Months and cost hold the five years and the rest.
    """
    if not insured_early(case):
        return _closed("one_off_payment", "insured_since_2011", _ONE_OFF_CITES)
    reached = max(settled.retirement, settled.statutory, case.today - 1)
    paying_on = case.paying_on(Month(reached + 1))
    later = case.settle(paying_on, Month(reached + ONE_OFF_AFTER))
    if later.missing == 0:
        return _closed("one_off_payment", "five_years_suffice", _ONE_OFF_CITES)
    rest = Fen(later.missing * later.runs[-1].total)
    return Remedy(
        name="one_off_payment",
        open_to=True,
        reason="",
        months=Months(later.counted - settled.counted + later.missing),
        cost=Fen(later.paid_total - settled.paid_total + rest),
        start=Month(later.start),
        monthly=_with_months_added(case, later),
        once=Fen(0),
        cites=_ONE_OFF_CITES,
    )


def insured_early(case: Case) -> bool:
    """Whether the first month paid lies before the law of 2010 came into force."""
    first = min((spell.first for spell in case.past), default=case.today)
    if case.scenario.first_paid is not None:
        first = case.scenario.first_paid
    in_force = case.projection.law.instrument(_INSURANCE_LAW).in_force
    return first < Month.of_date(date.fromisoformat(in_force))


def _closed(name: RemedyName, reason: str, cites: tuple[str, ...]) -> Remedy:
    """A way that is not open, and why."""
    return Remedy(
        name=name,
        open_to=False,
        reason=reason,
        months=Months(0),
        cost=Fen(0),
        start=None,
        monthly=Fen(0),
        once=Fen(0),
        cites=cites,
    )


def _with_months_added(case: Case, settled: Settlement) -> Fen:
    """The pension when the missing months are paid at once at the last base, posted on claiming.

    They count as paid; they are not months that were due.
    """
    last, missing = settled.runs[-1], settled.missing
    added = 0
    if case.practice.denominator == Denominator.PAID_MONTHS:
        added = years_of_contribution(Months(missing), YearsMode.EXACT)
    *_, amounts = entitlement(
        IndexE12(settled.index_sum + missing * last.month_index),
        YearUnits(settled.denominator + added),
        Months(settled.counted + missing),
        Fen(settled.balance + missing * last.credit),
        settled.payment_months,
        Micro(settled.basic_base),
        Micro(settled.index_base),
        Micro(settled.transitional_base),
        Ppm(settled.basic_rate),
        case.transition,
        case.practice,
        case.extras,
    )
    return Fen(amounts.total)


def _residents(case: Case, settled: Settlement) -> Remedy:
    """The balance moves to the residents' scheme; the pooled part stays behind.

    Open to who has less than fifteen years; the years missing to fifteen are paid on moving, at the
    lowest tier of the home place, where the residents' scheme is joined.
    """
    if conversion(Months(settled.counted), CONVERSION_PERIOD) is Conversion.INTO_EMPLOYEES:
        return _closed("residents", "fifteen_years_there", _RESIDENTS_CITES)
    law = case.projection.law
    place = home_of(case.scenario, law)
    unknown = Fact(name="subsidy", standing=Standing.UNKNOWN, value=None)
    lowest = next(iter(ladder(law, place)), LadderStep(tier=Fen(0), subsidy=unknown))
    rate = account_rate(place, None)
    minimum = basic_minimum(law, place, case.today)
    gathered = into_residents(case, settled, lowest, minimum, rate, ())
    return Remedy(
        name="residents",
        open_to=True,
        reason="",
        months=Months(gathered.back_years * MONTHS_PER_YEAR),
        cost=gathered.paid,
        start=gathered.start,
        monthly=gathered.pension,
        once=Fen(0),
        cites=_RESIDENTS_CITES,
    )


def _refund(settled: Settlement) -> Remedy:
    """On written request the relationship ends and the account is paid out once."""
    return Remedy(
        name="refund",
        open_to=True,
        reason="",
        months=Months(0),
        cost=Fen(0),
        start=None,
        monthly=Fen(0),
        once=Fen(settled.balance),
        cites=("renshebuling-13#3",),
    )
