"""共用的法规布局: the law laid out once for the many persons it is the same for.

A person with one place, no segments and no changes differs from the next one only in numbers; the
limits, rates and bases of their place are laid out once and shared. Everybody else is laid out alone.
What a person is, is the business of `calculator.case`; nothing is decided here.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from calculator.batch.results import Answer
from calculator.case import (
    Case,
    build,
    index_now,
    pay_until,
    person_of,
    reconstructed,
    statement_of,
)
from calculator.estimates import extended, most_lawful
from calculator.opening import opening_of
from calculator.scenario.choices import RetireAt
from calculator.scenario.fields import FIELDS
from calculator.scenario.model import Scenario
from calculator.scenario.situation import SIXTEEN
from calculator.spells import declared_now, past_spells, plan_spells
from rules.errors import RulesError
from rules.estimation import Settlement, retirement_dates
from rules.law import Law, LimitPeriod, Region, Status, Value
from rules.month import Month, year_of
from rules.quantities import Months

__all__ = ["FIRST", "PERSONAL", "Evaluator", "RememberedLaw", "is_alike", "reading", "template_of"]

PERSONAL = frozenset(
    {
        "sex",
        "category",
        "born",
        "wage",
        "tier",
        "base",
        "moving",
        "paid",
        "paid_through",
        "balance",
        "balance_date",
        "average_index",
        "first_paid",
        "plan_until",
        "retire",
    }
)
"""Fields in which persons who share a layout may differ."""
_LISTS = ("history", "pauses", "changes")
_shared = attrgetter(
    *(entry.target for entry in FIELDS if entry.name not in PERSONAL and entry.name not in _LISTS)
)
FIRST = Month.of(1975, 1)
"""Where a shared layout begins; who has paid longer is laid out alone."""
_MOST_LAYOUTS = 400
_UNKNOWN = 4_000


class RememberedLaw(Law):
    """The law with its answers remembered, refusals too."""

    def __init__(self, law: Law) -> None:
        super().__init__(law._holdings, law._terms)  # noqa: SLF001 the same law
        self._answers: dict[Hashable, Any] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Without what it remembers."""
        return RememberedLaw, (Law(self._holdings, self._terms),)

    def _remembered(self, key: Hashable, find: Callable[..., Any], *asked: Any) -> Any:
        found = self._answers.get(key)
        if found is None:
            try:
                found = find(*asked)
            except RulesError as error:
                found = error
            if len(self._answers) > _UNKNOWN and isinstance(found, RulesError):
                self._answers.clear()
            self._answers[key] = found
        if isinstance(found, RulesError):
            raise found.with_traceback(None)
        return found

    def region(self, text: str) -> Region:
        """As the law answers."""
        found: Region = self._remembered(("region", text), super().region, text)
        return found

    def at(self, series: str, region: str, month: Month) -> Value:
        """As the law answers."""
        key = (series, region, month)
        found: Value = self._remembered(key, super().at, series, region, month)
        return found

    def limits(self, region: str) -> tuple[LimitPeriod, ...]:
        """As the law answers."""
        found: tuple[LimitPeriod, ...] = self._remembered(
            ("limits", region), super().limits, region
        )
        return found


def is_alike(scenario: Scenario) -> bool:
    """Whether a person can share a layout: one place, nothing but numbers of their own."""
    if scenario.registered is not None or scenario.claim not in (None, scenario.region):
        return False
    if scenario.history or scenario.pauses or scenario.changes or scenario.extend:
        return False
    return scenario.last_paid - (scenario.paid or 0) >= FIRST and scenario.first_paid is None


def template_of(scenario: Scenario) -> Scenario:
    """The longest life that could be laid out with the law of `scenario`, from FIRST on."""
    return scenario.changed(
        born=Month(scenario.today - SIXTEEN),
        paid=Months(scenario.today - FIRST),
        paid_through=None,
        balance=None,
        balance_date=None,
        average_index=None,
        plan_until=None,
        retire=RetireAt.STATUTORY,
    )


class Evaluator:
    """Estimates of many persons under one law, by the interpreter."""

    def __init__(self, law: Law) -> None:
        self.law = RememberedLaw(law)
        self._layouts: dict[Hashable, Case] = {}

    def answer(self, scenario: Scenario) -> Answer:
        """What the single estimate finds. Raises RulesError where the law has no value."""
        if is_alike(scenario):
            case = self._person(self.layout(scenario), scenario)
            plan = case.settle(case.plan)
            status = _worst(_statuses(case, plan))
        else:
            until = extended(scenario, self.law)
            case = build(scenario, self.law)
            plan = case.settle(case.plan, until)
            status = Status.worst(*(origin.status for origin in case.used()))
        return Answer(case, plan, status, lambda: most_lawful(case, plan))

    def layout(self, scenario: Scenario) -> Case:
        """The law laid out for everybody who is like `scenario` but for their own numbers."""
        key = self.layout_key(scenario)
        found = self._layouts.get(key)
        if found is None:
            if len(self._layouts) >= _MOST_LAYOUTS:
                self._layouts.clear()
            found = self._layouts[key] = build(template_of(scenario), self.law)
        return found

    def layout_key(self, scenario: Scenario) -> Hashable:
        """What tells the layouts of persons apart."""
        key: Hashable = _shared(scenario)
        return key

    def _person(self, layout: Case, scenario: Scenario) -> Case:
        """The case of a person on a shared layout, put together as `calculator.case.build` does."""
        person = person_of(scenario, self.law)
        wage_at = layout.projection.reference_wage
        codes = [layout.claim.code]
        statutory = retirement_dates(person)[1]
        until = pay_until(scenario, statutory, layout.projection.until)
        declared = declared_now(scenario, wage_at(scenario.region, scenario.today))
        past, repeated = past_spells(scenario, declared, codes, wage_at)
        case = replace(
            layout,
            scenario=scenario,
            declared=declared,
            person=person,
            past=tuple(past),
            plan=tuple(plan_spells(scenario, declared, codes, wage_at, until)),
            repeated=tuple(repeated),
        )
        opening, kept = opening_of(
            statement_of(scenario),
            past,
            index_now(case),
            case.practice,
            lambda spells, month: reconstructed(case, spells, month),
        )
        return replace(case, opening=opening, past=kept)


def reading(columns: Sequence[Any], at: int) -> tuple[list[int], Status]:
    """The values of a layout's columns at a position, and the worst status among them."""
    values = [column[at] for column in columns]
    return values, _worst(_at(columns, at))


def _worst(statuses: Iterator[Status]) -> Status:
    """The worst status; nothing is looked at beyond a projected one."""
    worst = Status.worst()
    for status in statuses:
        worst = Status.worst(worst, status)
        if worst is Status.PROJECTED:
            break
    return worst


def _at(columns: Iterable[Any], at: int) -> Iterator[Status]:
    """The statuses of what was read at a position of law columns."""
    return (column.origins[at].status for column in columns if at in column.origins)


def _statuses(case: Case, settled: Settlement) -> Iterator[Status]:
    """The statuses of every value a settlement on a shared layout rests on."""
    retirement_year = year_of(settled.retirement)
    terms = case.terms_at(retirement_year)
    bases = (terms.basic_base, terms.index_base, terms.transitional_base)
    yield from _at(bases, retirement_year - terms.first_year)
    for line in reversed(settled.ledger):
        yield from _at((terms.crediting_rate,), line.year - terms.first_year)
    months = [case.today, *(run.first for run in reversed(settled.runs))]
    for month in months:
        yield from _at(case.schedule[2:], month - case.schedule.first)
    if case.opening.month > 0 and case.scenario.balance is None:
        yield from _built_up(case)


def _built_up(case: Case) -> Iterator[Status]:
    """The statuses of the months and rates a balance was built up from."""
    stated, last = case.opening.month, min(case.opening.month, case.scenario.last_paid)
    begin = month = case.scenario.last_paid - (case.scenario.paid or 0) + 1
    while month <= last:
        at = month - case.schedule.first
        yield from _at(case.schedule[2:], at)
        month = case.schedule.until[at] + 1
    if begin <= last:
        terms = case.terms_at(year_of(stated))
        for year in range(year_of(begin), year_of(stated) + 1):
            yield from _at((terms.crediting_rate,), year - terms.first_year)
