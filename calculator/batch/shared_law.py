"""共用的法规布局: the law laid out once for the many persons it is the same for.

A person with one place, no segments and no changes differs from the next one only in numbers; the
limits, rates and bases of their place are laid out once and shared. Everybody else is laid out alone.
What a person is, is the business of `calculator.case`; nothing is decided here.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
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
from calculator.columns import Origin
from calculator.estimates import extended, most_lawful
from calculator.opening import opening_of
from calculator.scenario.choices import RetireAt
from calculator.scenario.fields import FIELDS
from calculator.scenario.model import Scenario
from calculator.scenario.situation import SIXTEEN
from calculator.spells import declared_now, past_spells, plan_spells
from rules.career import Column
from rules.errors import RulesError
from rules.estimation import retirement_dates
from rules.law import Law, LimitPeriod, Region, Status, Value
from rules.month import Month
from rules.quantities import Months

__all__ = ["FIRST", "PERSONAL", "Evaluator", "RememberedLaw", "is_alike", "template_of"]

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
_SHARED = tuple(
    entry.target for entry in FIELDS if entry.name not in PERSONAL and entry.name not in _LISTS
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
        self._read: set[Status] = set()

    def answer(self, scenario: Scenario) -> Answer:
        """What the single estimate finds. Raises RulesError where the law has no value."""
        self._read.clear()
        if is_alike(scenario):
            case = self._person(self.layout(scenario), scenario)
            plan = case.settle(case.plan)
            status = Status.worst(*self._read)
        else:
            until = extended(build(scenario, self.law)) if scenario.extend else None
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
            found = self._layouts[key] = build(template_of(scenario), self.law, self._note)
        return found

    def layout_key(self, scenario: Scenario) -> Hashable:
        """What tells the layouts of persons apart."""
        return tuple(getattr(scenario, name) for name in _SHARED)

    def reading(self, columns: Sequence[Column], at: int) -> tuple[list[int], Status]:
        """The values of a layout's columns at a position, and the worst status among them."""
        self._read.clear()
        values = [column[at] for column in columns]
        return values, Status.worst(*self._read)

    def _note(self, origin: Origin) -> None:
        self._read.add(origin.status)

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
