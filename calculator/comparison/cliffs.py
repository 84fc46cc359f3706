"""门槛: jumps in the rules near this person, and what a month more or less is worth there.

Nothing is listed beforehand: every probe moves one thing month by month (the month of retirement, the
last month paid, the month of birth, the months in a province, the first approval of a subsidy), asks
the rules, and reports where the answer jumps.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any

from calculator.case import build, person_of
from calculator.comparison.ages import lawful_months
from calculator.comparison.footing import Basis, Footing, Mortality, footing_of
from calculator.comparison.jumps import Cause, Jump, jumps_of
from calculator.comparison.stops import minimum_month, paid_months, until_month
from calculator.death import income_basis
from calculator.residence import counted, stays
from calculator.result import Estimate
from calculator.schemes.subsidies import SubsidyPlan, subsidy_plan
from calculator.spells import past_spells
from rules.errors import RulesError
from rules.law import Law
from rules.month import MONTHS_PER_YEAR, Month
from rules.paying_place import PayingPlace, paying_place
from rules.quantities import Fen, Months
from rules.retirement_age import delay
from rules.subsidy import NEAR_RETIREMENT, subsidy_months
from rules.survivor import SURVIVOR_SCALE, survivor_grant, survivor_months

__all__ = [
    "Cliff",
    "CliffSearch",
    "Topic",
    "cliffs_on",
    "find_cliffs",
    "retirement_cliffs",
    "retirement_cliffs_on",
]

_NEAR_BIRTH = MONTHS_PER_YEAR
_STANDARD_SUBSIDY = Months(36)
_NEW = Months(0)


class Topic(StrEnum):
    """What is moved month by month."""

    RETIREMENT = "retirement"
    PAYING = "paying"
    BIRTH = "birth"
    PLACE = "place"
    SUBSIDY = "subsidy"
    SURVIVORS = "survivors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cliff:
    """A jump: `month` is the first month on its far side.

    `code` names the sentence that tells it, filled from `values`; `gain` is what the far side is
    worth above the near one, fen, negative where it is worse, None where the rules give no amount;
    `monthly` whether that comes every month of the pension (then in today's prices) or once. `cites`
    are articles.
    """

    topic: Topic
    code: str
    month: Month
    gain: Fen | None
    monthly: bool
    values: Mapping[str, Any] = field(default_factory=dict)
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CliffSearch:
    """The cliffs in order of their months; those of the month of birth last.

    `unasked` are probes that need something the scenario does not say: the place of registration,
    the income per head of the province.
    """

    cliffs: tuple[Cliff, ...]
    unasked: tuple[Topic, ...]
    basis: Basis


def find_cliffs(result: Estimate, law: Law, mortality: Mortality | None = None) -> CliffSearch:
    """All cliffs near the person of an estimate, made from `law`."""
    return cliffs_on(footing_of(result, law, mortality), law)


def cliffs_on(footing: Footing, law: Law) -> CliffSearch:
    """All cliffs on a footing."""
    found = [
        *_retiring(footing),
        *_paying(footing),
        *_ten_years(footing, law),
        *_subsidy(footing, law),
        *_survivors(footing),
    ]
    unasked = []
    if not footing.case.scenario.registered:
        unasked.append(Topic.PLACE)
    if income_basis(footing.case) is None:
        unasked.append(Topic.SURVIVORS)
    return CliffSearch(
        cliffs=(*sorted(found, key=lambda cliff: cliff.month), *_cohorts(footing, law)),
        unasked=tuple(unasked),
        basis=footing.basis(),
    )


def retirement_cliffs(
    result: Estimate, law: Law, mortality: Mortality | None = None
) -> tuple[Cliff, ...]:
    """Those of the month of retirement alone."""
    return retirement_cliffs_on(footing_of(result, law, mortality))


def retirement_cliffs_on(footing: Footing) -> tuple[Cliff, ...]:
    """Those of the month of retirement, on a footing."""
    return tuple(sorted(_retiring(footing), key=lambda cliff: cliff.month))


def _retiring(footing: Footing) -> Iterator[Cliff]:
    """Moved: the month of retirement."""
    lawful = [footing.plan(month).settled for month, _ in lawful_months(footing)]
    for jump in jumps_of(footing, lawful):
        if jump.cause is Cause.MINIMUM_PERIOD:
            yield _minimum_of_month(footing, jump)
        else:
            before = footing.today(jump.before, jump.month)
            after = footing.today(jump.after, jump.month + 1)
            values = {"before": before, "after": after, "month": jump.month}
            yield Cliff(
                topic=Topic.RETIREMENT,
                code=str(jump.cause),
                month=jump.month,
                gain=_today(footing, jump.change, jump.month + 1),
                monthly=True,
                values=values | {"previous": Month(jump.month - 1)},
            )


def _today(footing: Footing, change: int, month: int) -> Fen:
    """A gain or a loss in today's prices."""
    worth = footing.today(abs(change), month)
    return worth if change >= 0 else Fen(-worth)


def _minimum_of_month(footing: Footing, jump: Jump) -> Cliff:
    """A month of retirement with which the months become or cease to be enough."""
    reached = jump.after == 0
    payable = footing.plan(jump.month if reached else jump.month - 1)
    pension = footing.today(payable.settled.award.total, payable.start)
    return Cliff(
        topic=Topic.RETIREMENT,
        code="minimum_reached" if reached else "minimum_rises",
        month=jump.month,
        gain=pension if reached else Fen(-pension),
        monthly=True,
        values={
            "month": jump.month,
            "previous": Month(jump.month - 1),
            "missing": max(jump.before, jump.after),
        },
        cites=("jueding-2024-09-13#banfa-2", "renshebufa-2024-94#7"),
    )


def _paying(footing: Footing) -> Iterator[Cliff]:
    """Moved: the last month paid, with the month of retirement of the plan."""
    stopped, claimed = footing.stop_now(), footing.course(()).settled
    month = minimum_month(claimed.missing, paid_months(footing), footing.case.today)
    if month is None or month < footing.case.today:
        return
    enough = footing.course(until_month(footing.case.plan, month))
    yield Cliff(
        topic=Topic.PAYING,
        code="minimum_paid",
        month=month,
        gain=footing.today(enough.settled.award.total, enough.start),
        monthly=True,
        values={
            "month": month,
            "missing": claimed.missing,
            "required": claimed.required,
            "refund": footing.today(stopped.settled.balance, stopped.start),
        },
        cites=("shebaofa-2010#16",),
    )


def _cohorts(footing: Footing, law: Law) -> Iterator[Cliff]:
    """Moved: the month of birth, a year to both sides. The nearest jumps only."""
    scenario = footing.case.scenario

    def delayed(birth: int) -> int:
        person = person_of(scenario.changed(born=Month(birth)), law)
        return delay(
            person.birth, person.first_affected, person.delay_step, Months(person.delay_cap)
        )

    around = range(scenario.born - _NEAR_BIRTH, scenario.born + _NEAR_BIRTH + 1)
    steps = _steps(around, delayed)
    earlier = [step for step in steps if step[0] <= scenario.born][-1:]
    later = [step for step in steps if step[0] > scenario.born][:1]
    pension = footing.today(footing.planned.award.total, footing.planned.start)
    for month, before, after in (*earlier, *later):
        yield Cliff(
            topic=Topic.BIRTH,
            code="cohort_before" if month <= scenario.born else "cohort_after",
            month=Month(month),
            gain=Fen((before - after) * pension),
            monthly=False,
            values={"month": Month(month), "months": after - before},
            cites=("jueding-2024-09-13#banfa-1",),
        )


def _steps(months: Sequence[int], answer: Callable[[int], int]) -> list[tuple[int, int, int]]:
    """The months at which an answer differs from that of the month before, with both answers."""
    answers = [(month, answer(month)) for month in months]
    return [
        (month, before, after)
        for (_, before), (month, after) in pairwise(answers)
        if before != after
    ]


def _ten_years(footing: Footing, law: Law) -> Iterator[Cliff]:
    """Moved: the last month insured, of which the paying place is asked."""
    case = footing.case
    if not case.scenario.registered:
        return
    months = paid_months(footing)
    codes = [place.code for place in case.places]
    wage_at = case.projection.reference_wage
    past = past_spells(case.scenario, case.declared, codes, wage_at)[0]
    home = law.region(case.scenario.registered).province
    person = (case.scenario.born, case.scenario.sex, home)

    def decided(until: int) -> PayingPlace | None:
        found = stays((*past, *case.plan), case.places, until, *person)
        return paying_place(home, found[-1].province, counted(found)) if found else None

    answers = [(month, decided(month)) for month in (case.today - 1, *months)]
    for (_, before), (month, after) in pairwise(answers):
        if before is not None and after is not None and before.province != after.province:
            values = {
                "month": Month(month),
                "before": law.region(before.province).code,
                "after": law.region(after.province).code,
            }
            yield Cliff(
                topic=Topic.PLACE,
                code="paying_place",
                month=Month(month),
                gain=_place_gain(footing, law, before.province, after.province),
                monthly=True,
                values=values,
                cites=("guobanfa-2009-66#6",),
            )


def _place_gain(footing: Footing, law: Law, before: str, after: str) -> Fen | None:
    """The pension of the plan claimed in one province less that claimed in the other."""

    def pension(province: str) -> int:
        case = build(footing.case.scenario.changed(claim=province), law)
        return case.settle(case.plan, Month(footing.planned.retirement)).award.total

    try:
        return _today(footing, pension(after) - pension(before), footing.planned.start)
    except RulesError:
        return None


def _subsidy(footing: Footing, law: Law) -> Iterator[Cliff]:
    """Moved: the month of the first approval of the contribution subsidy."""
    statutory, today = footing.planned.statutory, footing.case.today
    for plan in subsidy_plan(footing.case.scenario, law):
        if plan.near_from is None:
            continue
        standard = Months(plan.terms.months.value or _STANDARD_SUBSIDY)

        def granted(month: int, standard: Months = standard) -> int:
            return subsidy_months(Months(statutory - month), standard, _NEW, NEAR_RETIREMENT)

        rises = [step for step in _steps(range(today, statutory), granted) if step[2] > step[1] + 1]
        for month, before, after in rises:
            yield _subsidy_cliff(plan, Month(month), before, after)


def _subsidy_cliff(plan: SubsidyPlan, month: Month, before: int, after: int) -> Cliff:
    monthly = plan.monthly.value
    return Cliff(
        topic=Topic.SUBSIDY,
        code="subsidy_window",
        month=month,
        gain=None if monthly is None else Fen((after - before) * monthly),
        monthly=False,
        values={
            "month": month,
            "before": before,
            "after": after,
            "who": str(plan.terms.who),
        },
        cites=("jiuye-buzhu-zijin#period",),
    )


def _survivors(footing: Footing) -> Iterator[Cliff]:
    """Moved: the months paid, of which the survivor grant on a death before the pension is asked."""
    income = income_basis(footing.case)
    if income is None:
        return
    months = paid_months(footing)
    stopped = footing.stop_now().settled.counted

    def granted(paid: int) -> int:
        return survivor_months(Months(paid))

    usual = SURVIVOR_SCALE
    for paid, before, after in _steps(range(stopped, stopped + len(months) + 1), granted):
        if after - before > usual:
            amounts = [survivor_grant(income.income, grant) for grant in (before, after)]
            month = Month(months[paid - stopped - 1])
            yield Cliff(
                topic=Topic.SURVIVORS,
                code="survivor_grant",
                month=month,
                gain=Fen(amounts[1] - amounts[0]),
                monthly=False,
                values={
                    "month": month,
                    "paid": paid,
                    "before": before,
                    "after": after,
                    "year": income.year,
                },
                cites=("renshebufa-2021-18#survivor",),
            )
