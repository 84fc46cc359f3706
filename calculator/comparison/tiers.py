"""缴费档次的比较: 60% to 300% side by side, and the ledger of steps between them.

The plan stays as it is (months, pauses, places, month of retirement); only the base of all months
from now on changes. A step is what the next tier costs above the one before and what it brings above
it: by itself, its part in the pooled fund and its part in the individual account.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.comparison.footing import Basis, Course, Footing, Mortality, footing_of
from calculator.planning.offers import Offer, OffersAre, offers_of
from calculator.result import Estimate
from calculator.scenario.choices import TierLimit
from calculator.valuation import Part, Valuation
from rules.career import Choice, Run, Spell
from rules.contribution_base import declared_by_tier
from rules.law import Law
from rules.month import Month
from rules.quantities import MICRO_PER_FEN, PPM, Fen, Micro, Ppm, half_up

__all__ = [
    "TIERS",
    "StepPart",
    "TierComparison",
    "TierRow",
    "TierStep",
    "compare_tiers",
    "tier_courses",
    "tiers_on",
]

TIERS = tuple(Ppm(percent * PPM // 100) for percent in (60, 70, 80, 90, 100, 150, 200, 250, 300))
_ONE_YUAN = 100
_TENTH_PERCENT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRow:
    """A tier paid from now on to the end of the plan, fen.

    `tier` is the share of the reference wage now, ppm; `limit` names the floor or the ceiling where
    the row is that limit itself, `held` where the tier is moved into it. The share of a limit or of
    the person's own base is to a tenth of a percent. Monthly amounts are those of now. `pension` is
    per month at the start, `basic` and `account` its parts (the rest is transitional or local),
    `pension_today` in today's prices; with `payable` false it is not paid, the minimum period is not
    met. `whole` values all money ever paid, `further` what is paid from now on against stopping now.
    """

    tier: Ppm
    limit: TierLimit | None
    held: TierLimit | None
    base: Fen
    monthly_payment: Fen
    monthly_credit: Fen
    monthly_pool: Fen
    paid_from_now: Fen
    paid_from_now_today: Fen
    payable: bool
    start: Month
    pension: Fen
    basic: Fen
    account: Fen
    pension_today: Fen
    whole: Valuation
    further: Valuation


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPart:
    """One part of a step: what it costs a month now and in all, what it adds to the pension, fen."""

    part: Part
    monthly: Fen
    pension: Fen
    pension_today: Fen
    worth: Valuation


@dataclass(frozen=True, slots=True, kw_only=True)
class TierStep:
    """边际: what going from one tier to the next costs and brings; the parts add up to the whole."""

    lower: Ppm
    upper: Ppm
    whole: StepPart
    pooled: StepPart
    account: StepPart


@dataclass(frozen=True, slots=True, kw_only=True)
class TierComparison:
    """The tiers from low to high, the person's own plan, and the steps between tiers that differ.

    `offers` are those of the place now, as far as they are known. No rows where nothing can be paid any
    more.
    """

    rows: tuple[TierRow, ...]
    plan: TierRow | None
    steps: tuple[TierStep, ...]
    offers: tuple[Offer, ...]
    offers_are: OffersAre
    basis: Basis


def compare_tiers(result: Estimate, law: Law, mortality: Mortality | None = None) -> TierComparison:
    """All tiers for the person of an estimate, made from `law`."""
    return tiers_on(footing_of(result, law, mortality))


def tiers_on(footing: Footing) -> TierComparison:
    """All tiers on a footing."""
    stop = footing.stop_now()
    plan = footing.plan()
    case = footing.case
    offers, known = offers_of(case.projection.law, case.scenario.region, case.today)
    has_months = bool(plan.future_runs)
    courses = list(tier_courses(footing)) if has_months else []
    rows = [_row(footing, course, stop, amount, limit) for amount, limit, course in courses]
    steps = [
        _step(footing, (rows[at], courses[at][2]), (rows[at + 1], courses[at + 1][2]))
        for at in range(len(rows) - 1)
        if courses[at][2].future_runs != courses[at + 1][2].future_runs
    ]
    return TierComparison(
        rows=tuple(rows),
        plan=_row(footing, plan, stop, None, None) if has_months else None,
        steps=tuple(steps),
        offers=offers,
        offers_are=known,
        basis=footing.basis(),
    )


def tier_courses(footing: Footing) -> Iterator[tuple[Ppm | None, TierLimit | None, Course]]:
    """The tiers, with the floor before and the ceiling after them where they lie beyond."""
    tiers = [(tier, footing.course(_at(footing, Choice.TIER, tier))) for tier in TIERS]
    floor = footing.course(_at(footing, Choice.FLOOR, 0))
    ceiling = footing.course(_at(footing, Choice.CEILING, 0))
    if floor.future_runs[0].base < tiers[0][1].future_runs[0].base - _ONE_YUAN:
        yield None, TierLimit.FLOOR, floor
    for tier, course in tiers:
        yield tier, None, course
    if ceiling.future_runs[0].base > tiers[-1][1].future_runs[0].base + _ONE_YUAN:
        yield None, TierLimit.CEILING, ceiling


def _at(footing: Footing, choice: Choice, amount: int) -> list[Spell]:
    return [spell._replace(choice=choice, amount=amount, anchor=0) for spell in footing.case.plan]


def _row(
    footing: Footing, course: Course, stop: Course, tier: Ppm | None, limit: TierLimit | None
) -> TierRow:
    now, award = course.future_runs[0], course.settled.award
    wage = _reference_wage(footing, now)
    further = footing.against(course, stop)
    return TierRow(
        tier=_share(now, wage) if tier is None else tier,
        limit=limit,
        held=None if tier is None else _held(footing, now, tier, wage),
        base=Fen(now.base),
        monthly_payment=Fen(now.total),
        monthly_credit=Fen(now.credit),
        monthly_pool=Fen(now.pool),
        paid_from_now=course.paid_from_now,
        paid_from_now_today=further.paid_today,
        payable=course.payable,
        start=course.start,
        pension=Fen(award.total),
        basic=Fen(award.basic),
        account=Fen(award.account),
        pension_today=footing.today(award.total, course.start),
        whole=footing.whole(course),
        further=further,
    )


def _share(run: Run, wage: Micro) -> Ppm:
    """The base over the reference wage, to a tenth of a percent."""
    return Ppm(half_up(run.base * MICRO_PER_FEN * PPM, wage * _TENTH_PERCENT) * _TENTH_PERCENT)


def _reference_wage(footing: Footing, run: Run) -> Micro:
    place = footing.case.places[run.place]
    return footing.case.projection.reference_wage(place.code, run.first)


def _held(footing: Footing, run: Run, tier: Ppm, wage: Micro) -> TierLimit | None:
    declared = declared_by_tier(tier, wage, Fen(footing.case.practice.base_step))
    if run.base > declared + _ONE_YUAN:
        return TierLimit.FLOOR
    return TierLimit.CEILING if run.base < declared - _ONE_YUAN else None


def _step(
    footing: Footing, lower: tuple[TierRow, Course], upper: tuple[TierRow, Course]
) -> TierStep:
    return TierStep(
        lower=lower[0].tier,
        upper=upper[0].tier,
        whole=_part(footing, lower, upper, Part.WHOLE),
        pooled=_part(footing, lower, upper, Part.POOLED),
        account=_part(footing, lower, upper, Part.ACCOUNT),
    )


def _part(
    footing: Footing,
    lower: tuple[TierRow, Course],
    upper: tuple[TierRow, Course],
    part: Part,
) -> StepPart:
    """A part of a step; what is not the individual account is paid by the pooled fund."""
    (low, low_course), (high, high_course) = lower, upper

    def monthly(row: TierRow) -> int:
        return {
            Part.WHOLE: row.monthly_payment,
            Part.POOLED: row.monthly_pool,
            Part.ACCOUNT: row.monthly_credit,
        }[part]

    def pension(row: TierRow) -> int:
        return {
            Part.WHOLE: row.pension,
            Part.POOLED: row.pension - row.account,
            Part.ACCOUNT: row.account,
        }[part]

    added = Fen(pension(high) - pension(low))
    return StepPart(
        part=part,
        monthly=Fen(monthly(high) - monthly(low)),
        pension=added,
        pension_today=footing.today(added, high.start),
        worth=footing.against(high_course, low_course, part),
    )
