"""测算案例: a scenario and the law, laid out as the integers the rules take.

One case serves every outcome of an estimate: the plan, stopping now, the most that is lawful. It is
built once; `settle` evaluates it for some future spells and a month of retirement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from calculator.assumptions import Assumptions, assumptions_of
from calculator.columns import LawColumn, Note, Origin, law_columns, schedule_of, year_column
from calculator.law_at_claim import minimum_rule_in, monthly_ages_from, payment_months_table
from calculator.opening import Statement, opening_of
from calculator.practice import extras_of, merged, practice_of
from calculator.projection import Projection
from calculator.residence import Stay, claim_place, decided_place, stays
from calculator.scenario.choices import RetireAt, RetirementYearRate
from calculator.scenario.model import Scenario
from calculator.scenario.situation import category_of
from calculator.spells import Declared, declared_now, past_spells, plan_spells
from rules.career import Schedule, Spell, lay_out
from rules.contribution_period import YearsMode, years_of_contribution
from rules.estimation import (
    NO_EXTRAS,
    NO_OPENING,
    Extras,
    Opening,
    Person,
    Practice,
    Settlement,
    Terms,
    Transition,
    retirement_dates,
    settle,
)
from rules.law import Law, MinimumRule, Region
from rules.law import Practice as LocalPractice
from rules.ledger import keep_closed_years
from rules.month import Month, year_of
from rules.paying_place import PayingPlace
from rules.quantities import INDEX_ONE, Fen, IndexE12, Months, Ppm, YearUnits
from rules.retirement_age import Retire
from rules.tracing import stage

__all__ = [
    "Case",
    "build",
    "index_now",
    "pay_until",
    "person_of",
    "reconstructed",
    "statement_of",
]

_LONGEST_EXTENSION = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything `settle` needs, and what it was built from."""

    scenario: Scenario
    projection: Projection
    places: tuple[Region, ...]
    claim_place: int
    stays: tuple[Stay, ...]
    decided: PayingPlace | None
    local: LocalPractice
    declared: Declared
    person: Person
    past: tuple[Spell, ...]
    plan: tuple[Spell, ...]
    repeated: tuple[tuple[int, int], ...]
    opening: Opening
    transition: Transition
    schedule: Schedule
    practice: Practice
    extras: Extras
    note: Note | None
    terms: dict[tuple[int, MinimumRule], Terms] = field(default_factory=dict)

    @property
    def claim(self) -> Region:
        """The place that pays the pension."""
        return self.places[self.claim_place]

    @property
    def today(self) -> Month:
        """The month the plan starts in."""
        return self.scenario.today

    @property
    def chosen(self) -> Month:
        """The month chosen to claim in; who is past it and still pays claims last month at the earliest."""
        month = retirement_of(self.person)
        return Month(max(month, self.today - 1) if self.scenario.extend else month)

    def settle(self, future: Sequence[Spell], retirement: Month | None = None) -> Settlement:
        """The settlement of the past and `future`, retiring as chosen or in `retirement`."""
        person = self.person
        if retirement is None and self.chosen != retirement_of(person):
            retirement = self.chosen
        if retirement is not None:
            person = person._replace(choice=Retire.IN_MONTH, month=retirement)
        _, statutory, _, claimed = retirement_dates(person)
        return settle(
            person,
            (*self.past, *future),
            self.opening,
            self.transition,
            self.schedule,
            self.claim_place,
            self.terms_at(year_of(claimed), year_of(min(claimed, statutory))),
            self.practice,
            self.extras,
        )

    def paying_on(self, resumed: Month) -> tuple[Spell, ...]:
        """The plan, and from `resumed` on the last way of paying again if the plan had ended."""
        last = max((spell.last for spell in self.plan), default=0)
        if last >= self.projection.until:
            return self.plan
        return (*self.plan, self._standing(max(resumed, last + 1)))

    def resuming(self, month: Month) -> tuple[Spell, ...]:
        """The plan before `month`, and from then on its last way of paying, whatever it pauses."""
        before = [spell for spell in self.plan if spell.first < month]
        cut = [spell._replace(last=min(spell.last, month - 1)) for spell in before]
        return (*cut, self._standing(month))

    def _standing(self, first: int) -> Spell:
        """The last way of paying of the plan, from a month on."""
        way = self.plan[-1] if self.plan else self.declared.over(0, 0, 0)
        return way._replace(first=first, last=self.projection.until, posted=0)

    def terms_at(self, retirement_year: int, minimum_year: int | None = None) -> Terms:
        """The law at the claim; the crediting rate of an unpublished retirement year is its own.

        `minimum_year` is the year whose minimum period applies, where it is another.
        """
        year = retirement_year if minimum_year is None else minimum_year
        key = retirement_year, minimum_rule_in(self.projection.law, year)
        if key not in self.terms:
            self.terms[key] = _terms(self, *key)
        return self.terms[key]

    def columns(self) -> tuple[LawColumn, ...]:
        """All columns of the law that were built for this case."""
        return law_columns(self.schedule, *self.terms.values())

    def used(self) -> tuple[Origin, ...]:
        """The law values read so far, each once."""
        return tuple(dict.fromkeys(origin for column in self.columns() for origin in column.read))


def build(scenario: Scenario, law: Law, note: Note | None = None) -> Case:
    """Lay out `scenario` under `law`; `note` is told of every law value the rules read.

    Raises NoValueInForce where the law is missing.
    """
    person = person_of(scenario, law)
    _, statutory, _, retirement = retirement_dates(person)
    horizon = Month(max(retirement, max(statutory, scenario.today) + _LONGEST_EXTENSION))
    projection = _projection(scenario, law, horizon)
    places = _places(scenario, law)
    codes = [place.code for place in places]
    wage_at = projection.reference_wage
    declared = declared_now(scenario, wage_at(scenario.region, scenario.today))
    past, repeated = past_spells(scenario, declared, codes, wage_at)
    plan = plan_spells(scenario, declared, codes, wage_at, pay_until(scenario, statutory, horizon))
    stayed, decided, claim = _claim(scenario, law, places, (*past, *plan), retirement)
    practices = [merged(law.practice(code), scenario) for code in codes]
    practice = practice_of(practices[claim], scenario)
    known = [scenario.today, scenario.balance_date or scenario.today]
    first = Month(min([*known, *(spell.first for spell in past)]))
    return _with_opening(
        Case(
            scenario=scenario,
            projection=projection,
            places=places,
            claim_place=claim,
            stays=stayed,
            decided=decided,
            local=practices[claim],
            declared=declared,
            person=person,
            past=tuple(past),
            plan=tuple(plan),
            repeated=tuple(repeated),
            opening=NO_OPENING,
            transition=_transition(scenario, practice),
            schedule=schedule_of(projection, codes, practices, first, horizon, note),
            practice=practice,
            extras=_extras(scenario, practices[claim]),
            note=note,
        )
    )


def _projection(scenario: Scenario, law: Law, horizon: Month) -> Projection:
    """The law as this scenario sees it, going on by its assumptions through `horizon`."""
    assumptions = assumptions_of(scenario)
    return Projection(
        law,
        assumptions,
        scenario.today,
        horizon,
        retirement_rate=_retirement_rate(scenario, assumptions),
        follow_wage=scenario.limits_projection != "limits",
        continue_holes=scenario.holes != "refuse",
    )


def _claim(
    scenario: Scenario,
    law: Law,
    places: Sequence[Region],
    spells: Sequence[Spell],
    retirement: int,
) -> tuple[tuple[Stay, ...], PayingPlace | None, int]:
    """The stays of a life, the province article 6 names, and the place that pays."""
    home = law.region(scenario.registered).province if scenario.registered else None
    stayed = stays(spells, places, retirement, scenario.born, scenario.sex, home)
    decided = decided_place(stayed, home)
    stated = law.region(scenario.claim).code if scenario.claim else None
    return stayed, decided, claim_place(places, spells, retirement, stated, decided)


def _with_opening(case: Case) -> Case:
    """The case with what its statement says, and only the past spells that remain to be laid out."""
    opening, kept = opening_of(
        statement_of(case.scenario),
        case.past,
        index_now(case),
        case.practice,
        lambda spells, month: reconstructed(case, spells, month),
    )
    return replace(case, opening=opening, past=kept)


def statement_of(scenario: Scenario) -> Statement:
    """What the person states of the account and the index; without a date of last December."""
    before = Month(scenario.today - scenario.today.month_of_year)
    return Statement(
        balance=scenario.balance,
        month=scenario.balance_date or before,
        average_index=scenario.average_index,
        first_paid=scenario.first_paid,
        has_history=bool(scenario.history),
    )


def index_now(case: Case) -> IndexE12:
    """The index of a month paid today as declared, standing in for an unknown past."""
    place = [region.code for region in case.places].index(
        case.projection.law.region(case.scenario.region).code
    )
    spell = case.declared.over(case.today, case.today, place)
    (run,) = lay_out((spell,), case.schedule, case.claim_place, case.today, case.practice.base_step)
    return IndexE12(run.month_index)


@stage("reconstruction")
def reconstructed(case: Case, spells: Sequence[Spell], month: Month) -> Fen:
    """The balance that credits of `spells` would have built by the end of `month`, a December."""
    runs = lay_out(spells, case.schedule, case.claim_place, month, case.practice.base_step)
    terms = case.terms_at(year_of(month))
    ledger = keep_closed_years(runs, NO_OPENING, month, terms, case.practice)
    return Fen(ledger[-1].closing) if ledger else Fen(0)


def person_of(scenario: Scenario, law: Law) -> Person:
    """Birth month, category and choice of a person, with the ages of a region that has its own."""
    category = category_of(scenario, law)
    choice, month = Retire.IN_MONTH, 0
    if scenario.retire is RetireAt.STATUTORY:
        choice = Retire.STATUTORY
    elif scenario.retire is RetireAt.EARLIEST:
        choice = Retire.EARLIEST
    else:
        month = Month(int(scenario.retire))
    return Person(
        scenario.born,
        category.original_age,
        category.first_affected,
        category.step,
        category.cap,
        category.early_window,
        choice,
        month,
    )


def retirement_of(person: Person) -> int:
    """The month a person has chosen to retire in."""
    return retirement_dates(person)[3]


def pay_until(scenario: Scenario, statutory: int, horizon: Month) -> Month:
    """Who applies late without an employer may wait, but pays nothing after the statutory month."""
    if scenario.late_retirement == "without_paying":
        return Month(min(horizon, statutory))
    return horizon


def _places(scenario: Scenario, law: Law) -> tuple[Region, ...]:
    names = [scenario.region, scenario.claim, scenario.registered]
    names += [segment.region for segment in scenario.history]
    names += [change.region for change in scenario.changes]
    return tuple(
        {place.code: place for name in names if name for place in [law.region(name)]}.values()
    )


def _retirement_rate(scenario: Scenario, assumptions: Assumptions) -> Ppm | None:
    rate = scenario.retirement_year_rate
    if rate is RetirementYearRate.LAST_PUBLISHED:
        return None
    if rate is RetirementYearRate.ASSUMPTION:
        return assumptions.crediting_rate
    return Ppm(int(rate))


def _transition(scenario: Scenario, practice: Practice) -> Transition:
    deemed = scenario.deemed or Months(0)
    early = scenario.transition_months
    mode = practice.years_mode
    return Transition(
        deemed_months=deemed,
        deemed_index=INDEX_ONE if scenario.deemed_index is None else scenario.deemed_index,
        own_index=-1 if scenario.transition_index is None else scenario.transition_index,
        years=early_years(Months(deemed if early is None else early), mode),
        paid_years=early_years(scenario.transition_paid or Months(0), mode),
    )


def early_years(months: Months, mode: int) -> YearUnits:
    """Years before the account as the place writes years; Shanghai's odd months count as twelfths."""
    exact = mode == YearsMode.SHANGHAI
    return years_of_contribution(months, YearsMode.EXACT if exact else mode)


def _extras(scenario: Scenario, local: LocalPractice) -> Extras:
    if not scenario.extras:
        return NO_EXTRAS
    return extras_of(local.extras, only_child=scenario.only_child)


def _terms(case: Case, retirement_year: int, rule: MinimumRule) -> Terms:
    projection, law = case.projection, case.projection.law
    first_year = year_of(case.schedule.first)
    place, province = case.claim.code, case.claim.province
    bases = {
        region: year_column(first_year, partial(projection.calculation_base, region), case.note)
        for region in (place, province)
    }

    def base(role: str) -> LawColumn:
        return bases[place if role == "place" else province]

    table, first_age = payment_months_table(law, retirement_year)
    return Terms(
        first_year=first_year,
        crediting_rate=year_column(
            first_year,
            lambda year: projection.crediting_rate(year, retirement_year),
            case.note,
        ),
        basic_base=base(case.local.basic_base),
        index_base=base(case.local.index_base),
        transitional_base=base(case.local.transitional_base),
        payment_months=table,
        first_payment_age=first_age,
        monthly_ages_from=monthly_ages_from(case.local),
        minimum_base=rule.base,
        minimum_last_year=rule.last_year_of_base,
        minimum_step=rule.step,
        minimum_cap=rule.cap,
        basic_rate=law.at("basic_pension_rate", place, Month.of(retirement_year, 1)).amount,
    )
