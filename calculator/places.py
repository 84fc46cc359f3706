"""待遇领取地的比较: which province pays by law, what each reachable one would pay, what it takes.

The lawful place comes first, with its reason (国办发〔2009〕66号 article 6). Another place is compared only
by ways that make it lawful: paying there from now on, or moving there as late as the law allows. Pooled
money that moves between funds changes nobody's pension and is shown apart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from calculator.case import Case, build
from calculator.claiming import place_of_claim
from calculator.planned import planned
from calculator.real_money import in_todays_money
from calculator.residence import TEMPORARY_FROM, Stay, decided_place, stays
from calculator.scenario.choices import TierLimit
from calculator.scenario.model import Change, Scenario, Span
from calculator.spells import past_spells
from rules.career import Choice, Spell
from rules.errors import RulesError
from rules.estimation import Settlement, payable_until
from rules.law import Law, Region, Status
from rules.month import MONTHS_PER_YEAR, Month
from rules.paying_place import PayingPlace
from rules.quantities import Fen, IndexE12, Micro, Months, Ppm, half_up

__all__ = ["Branch", "PlaceComparison", "PlaceEstimate", "PlaceOption", "Way", "compare_places"]

_TEN_YEARS = 10 * MONTHS_PER_YEAR
_ELSEWHERE = ""
"""A registration in none of the provinces of the life."""


class Way(StrEnum):
    """How a province comes to pay the pension of this person."""

    BY_LAW = "by_law"
    """The plan as stated leads there."""
    IF_REGISTERED = "if_registered"
    """The plan leads there if the person is registered in the province insured last, which is unknown."""
    MOVE_HOME = "move_home"
    """Registered there: being insured there when claiming is enough."""
    TEN_YEARS_DONE = "ten_years_done"
    """Ten years are there already: being insured there when claiming is enough."""
    TEN_YEARS_TO_PAY = "ten_years_to_pay"
    """The ten years have to be completed there."""
    TOO_LATE = "too_late"
    """The months left until retirement are fewer than the months missing there."""
    TEMPORARY_ONLY = "temporary_only"
    """Too old for a first insurance there: only a temporary account would be opened."""
    REGISTERED_ONLY = "registered_only"
    """The place insures flexible workers only if they are registered there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEstimate:
    """What a province would pay, and what moves there. Fen; the average index by its own wages.

    `account_transfer` is the account when the last month in another province is paid,
    `pool_transfer` 12% of the bases there (article 4).
    """

    payable: bool
    start: Month
    pension: Fen
    pension_today: Fen
    paid_from_now: Fen
    average_index: IndexE12
    calculation_base: Micro
    balance: Fen
    account_transfer: Fen
    pool_transfer: Fen
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOption:
    """A province and what it takes to be paid there.

    `months_there` were insured there before today, `needed` are still to be paid there, from
    `start_by` at the latest. `estimate` is the plan by law, or the plan paid there from now on; `latest`
    the plan that stays where it is until `start_by` and is paid there from then on. None where the
    place cannot be reached or its figures are missing (`missing` names the error).
    """

    region: Region
    way: Way
    months_there: Months
    needed: Months
    start_by: Month | None
    estimate: PlaceEstimate | None
    latest: PlaceEstimate | None
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Who pays under an assumption on the registration: in the province insured last, or elsewhere."""

    is_registered_there: bool
    place: PayingPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceComparison:
    """The lawful place first, then the others by what they pay.

    `decided` is None when it depends on the unknown registration; `branches` then has both answers,
    and the first option stands for the province insured last. `deemed_uncounted` are deemed months
    whose place is not known: they count for the ten years (人社部规〔2016〕5号) but are in no province.
    """

    registered: Region | None
    current: str
    decided: PayingPlace | None
    branches: tuple[Branch, ...]
    stays: tuple[Stay, ...]
    deemed_uncounted: Months
    options: tuple[PlaceOption, ...]


def compare_places(scenario: Scenario, law: Law, also: Sequence[str] = ()) -> PlaceComparison:
    """Compare the provinces of a life, the place of registration and those named in `also`.

    Raises UnknownRegion for a name in `also`, and what `estimate` raises for the scenario itself.
    """
    case = build(scenario, law)
    last = payable_until(planned(case).retirement, case.practice.pay_retirement_month)
    home = law.region(scenario.registered) if scenario.registered else None
    past = _past(case)
    spells = (*past, *case.plan)
    found = _stays(case, spells, last, home.province if home is not None else None)
    current = found[-1].province if found else law.region(scenario.region).province
    decided, branches = _decide(case, spells, last, home, current)
    first = decided.province if decided is not None else current
    provinces = dict.fromkeys([first, *(stay.province for stay in found)])
    if home is not None:
        provinces[home.province] = None
    provinces |= dict.fromkeys(law.region(name).province for name in also)
    home_code = home.province if home is not None else None
    before = _stays(case, past, case.today - 1, home_code)
    life = _Life(case, law, before, Month(last), home_code)
    way = Way.BY_LAW if decided is not None else Way.IF_REGISTERED
    options = [
        _as_planned(case, law, province, before, way)
        if province == first
        else life.option(province)
        for province in provinces
    ]
    others = sorted(options[1:], key=_by_pension)
    return PlaceComparison(
        registered=home,
        current=current,
        decided=decided,
        branches=branches,
        stays=found,
        deemed_uncounted=scenario.deemed or Months(0),
        options=(options[0], *others),
    )


def _by_pension(option: PlaceOption) -> tuple[bool, int, str]:
    """Reachable places first, the higher pension in today's money before the lower."""
    found = [one.pension_today for one in (option.estimate, option.latest) if one is not None]
    return not found, -max(found, default=0), option.region.code


def _past(case: Case) -> list[Spell]:
    codes = [place.code for place in case.places]
    return past_spells(case.scenario, case.declared, codes, case.projection.reference_wage)[0]


def _stays(
    case: Case, spells: Sequence[Spell], until: int, registered: str | None
) -> tuple[Stay, ...]:
    scenario = case.scenario
    return stays(spells, case.places, until, scenario.born, scenario.sex, registered)


def _decide(
    case: Case, spells: Sequence[Spell], until: int, home: Region | None, current: str
) -> tuple[PayingPlace | None, tuple[Branch, ...]]:
    """The paying place; without a known registration only where both answers are the same."""
    if home is not None:
        return case.decided, ()
    here = decided_place(_stays(case, spells, until, current), current)
    elsewhere = decided_place(_stays(case, spells, until, _ELSEWHERE), _ELSEWHERE)
    if here is None or elsewhere is None:
        return None, ()
    if elsewhere.province == here.province:
        return elsewhere, ()
    branches = (
        Branch(is_registered_there=True, place=here),
        Branch(is_registered_there=False, place=elsewhere),
    )
    return None, branches


def _as_planned(
    case: Case, law: Law, province: str, before: Sequence[Stay], way: Way
) -> PlaceOption:
    """The plan as it is, claimed in the province it leads to."""
    scenario = case.scenario
    is_own = scenario.claim is None and case.claim.province == province
    claimed = scenario.changed(claim=_claimed(scenario, law, province))
    estimate, missing = _tried(lambda: case if is_own else build(claimed, law))
    return PlaceOption(
        region=law.region(province),
        way=way,
        months_there=_months_in(province, before),
        needed=Months(0),
        start_by=None,
        estimate=estimate,
        latest=None,
        missing=missing,
    )


def _tried(built: Callable[[], Case]) -> tuple[PlaceEstimate | None, str]:
    """The estimate of a case; without the figures of its place the name of the error."""
    try:
        return _estimated(built()), ""
    except RulesError as error:
        return None, error.code


def _claimed(scenario: Scenario, law: Law, province: str) -> str:
    """A city of that province where the person is insured, because cities may have bases of their own."""
    named = [*(change.region for change in reversed(scenario.changes)), scenario.region]
    named += [segment.region for segment in reversed(scenario.history)]
    regions = [law.region(name) for name in named if name]
    return next((r.code for r in regions if r.province == province), province)


def _months_in(province: str, before: Sequence[Stay]) -> Months:
    return Months(
        sum(
            stay.months
            for stay in before
            if stay.province == province and stay.is_temporary is not True
        )
    )


@dataclass(frozen=True, slots=True)
class _Life:
    """What the ways to another province depend on: stays before today, the last payable month, home."""

    case: Case
    law: Law
    before: tuple[Stay, ...]
    last: Month
    home: str | None

    def option(self, province: str) -> PlaceOption:
        """A province, how it is reached, and what it would pay."""
        there = _months_in(province, self.before)
        needed = Months(1 if province == self.home else max(1, _TEN_YEARS - there))
        planned = self._planned()
        months = planned if len(planned) >= needed else range(self.case.today, self.last + 1)
        way, start_by = self._way(province, there, needed, months)
        now: PlaceEstimate | None = None
        latest: PlaceEstimate | None = None
        missing = ""
        if start_by is not None:
            now, missing = self._paid_there(self._with(needed, self.case.today), province)
        if start_by is not None and start_by > self.case.today and not missing:
            latest, missing = self._paid_there(self._with(needed, start_by), province, start_by)
        return PlaceOption(
            region=self.law.region(province),
            way=way,
            months_there=there,
            needed=needed,
            start_by=start_by,
            estimate=now,
            latest=latest,
            missing=missing,
        )

    def _planned(self) -> list[int]:
        """The months the plan still pays."""
        return [
            month
            for spell in self.case.plan
            for month in range(spell.first, min(spell.last, self.last) + 1)
        ]

    def _with(self, needed: Months, first: Month) -> Scenario:
        """The plan; where it has fewer than the months needed, resumed in `first` for those."""
        scenario, planned = self.case.scenario, self._planned()
        if len(planned) >= needed:
            return scenario
        end = Month(max([first + needed - 1, *planned]))
        resting = Span(first=Month(max([self.case.today - 1, *planned]) + 1), last=Month(first - 1))
        pauses = (resting,) if resting.first <= resting.last else ()
        return scenario.changed(plan_until=end, pauses=pauses)

    def _way(
        self, province: str, there: Months, needed: Months, months: Sequence[int]
    ) -> tuple[Way, Month | None]:
        """How the province is reached, and the last month to begin paying there."""
        is_home = province == self.home
        if not is_home and self.law.practice(province).hukou_required:
            return Way.REGISTERED_ONLY, None
        latest = months[-needed] if len(months) >= needed else self.case.today - 1
        limit = self.case.scenario.born + TEMPORARY_FROM[self.case.scenario.sex]
        if not is_home and not there:
            latest = min(latest, limit - 1)
            if limit <= self.case.today:
                return Way.TEMPORARY_ONLY, None
        if latest < self.case.today:
            return Way.TOO_LATE, None
        if is_home:
            return Way.MOVE_HOME, Month(latest)
        way = Way.TEN_YEARS_DONE if there >= _TEN_YEARS else Way.TEN_YEARS_TO_PAY
        return way, Month(latest)

    def _paid_there(
        self, scenario: Scenario, province: str, moving: Month | None = None
    ) -> tuple[PlaceEstimate | None, str]:
        """Paid in the province with the same base from `moving` (None: now) on, and claimed there."""
        first = self.case.today if moving is None else moving
        target = _claimed(scenario, self.law, province)
        before = tuple(change for change in scenario.changes if change.first < first)
        later = tuple(
            change.changed(region=None) for change in scenario.changes if change.first > first
        )
        here = _declared_at(self.case, first).changed(region=target)
        moved = scenario.changed(changes=(*before, here, *later), claim=target)
        return _tried(lambda: build(moved, self.law))


def _declared_at(case: Case, month: Month) -> Change:
    """What the plan declares in a month: its tier, or its base in the yuan of that month."""
    standing = [spell for spell in case.plan if spell.first <= month]
    spell = standing[-1] if standing else case.declared.over(month, month, 0)
    limits = {Choice.FLOOR: TierLimit.FLOOR, Choice.CEILING: TierLimit.CEILING}
    choice = Choice(spell.choice)
    if choice in limits:
        return Change(first=month, tier=limits[choice])
    if choice is Choice.TIER:
        return Change(first=month, tier=Ppm(spell.amount))
    amount = spell.amount
    if choice is Choice.MOVING:
        wage = case.projection.reference_wage(case.places[spell.place].code, month)
        amount = half_up(spell.amount * wage, spell.anchor)
    return Change(first=month, base=Fen(amount), moving=choice is Choice.MOVING)


def _estimated(case: Case) -> PlaceEstimate:
    settled: Settlement = planned(case)
    place = place_of_claim(case, settled)
    pension = Fen(settled.award.total)
    future = [run for run in settled.runs if run.first >= case.today]
    inflation = case.projection.assumptions.inflation
    return PlaceEstimate(
        payable=settled.missing == 0,
        start=Month(settled.start),
        pension=pension,
        pension_today=in_todays_money(pension, settled.start - case.today, inflation),
        paid_from_now=Fen(sum(run.months * run.total for run in future)),
        average_index=IndexE12(settled.average_index),
        calculation_base=Micro(settled.basic_base),
        balance=Fen(settled.balance),
        account_transfer=place.account_transfer,
        pool_transfer=place.pool_transfer,
        status=Status.worst(*(origin.status for origin in case.used())),
    )
