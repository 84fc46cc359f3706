"""计算表: the settlement of an estimate line by line, in the order of the agency's own 核定表.

Each line has its value, formula, working with the person's numbers, reason, and the articles and law
values behind it. Built from the recorded steps of a traced estimate, which are replayed on the way.
Finished words in plain data; layout is `calculator.reports`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from calculator.citation import Article, article_of
from calculator.columns import Origin, series_of
from calculator.i18n import Language, formatted, text
from calculator.i18n.names import document_name, place_name
from calculator.result import Estimate
from rules.career import Run
from rules.law import Law, LimitPeriod, Status
from rules.month import Month, year_of
from rules.tracing import RULES, Step, replay, walk

__all__ = [
    "CHAPTERS",
    "Chapter",
    "Line",
    "Reading",
    "Sheet",
    "sheet",
]

CHAPTERS: dict[str, tuple[str, ...]] = {
    "dates": (
        "delay",
        "statutory_age",
        "statutory_month",
        "earliest_month",
        "retirement_month",
        "payment_start",
    ),
    "period": ("reference_year", "required_months", "missing_months", "years_of_contribution"),
    "contribution": (
        "declared_by_tier",
        "declared_moving",
        "contribution_base",
        "monthly_contribution",
        "account_credit",
        "pool_share",
        "monthly_index",
        "held_index",
    ),
    "index": ("average_index",),
    "account": ("closing_balance",),
    "base": ("indexed_wage", "payment_months", "payment_months_by_month"),
    "pension": (
        "low_index_factor",
        "basic_pension",
        "account_pension",
        "transitional_coefficient",
        "transitional_index",
        "indexed_wage",
        "transitional_pension",
        "transitional_pension_by_average",
        "adjustment_sum",
        "indexed_supplement",
        "long_career_rate",
        "long_career_bonus",
        "percentage_bonus",
        "total_pension",
    ),
    "place": ("paying_place", "temporary_account", "transferred_pool"),
}
"""Chapters in the order of a settlement sheet, and the rules each shows. The chapter on the pension
keeps the order of evaluation, the others this one."""

_AWARD = "award"
_ONLY_WITH_VALUE = frozenset({"long_career_rate", "long_career_bonus"})
_STRETCHES = frozenset({"run", "ledger_year", "reconstruction"})
_UNITS = {"fen": "yuan", "micro": "wage", "ppm": "percent"}


class Reading(NamedTuple):
    """A law value a line read: what it is, where and when it holds, how far it can be trusted."""

    name: str
    place: str
    start: Month
    end: Month | None
    value: str
    status: Status
    grade: str
    document: str
    url: str
    published: str


class Line(NamedTuple):
    """One line of the sheet. A line that sums up years has a child for each year."""

    rule: str
    label: str
    value: str
    formula: str = ""
    working: str = ""
    because: str = ""
    articles: tuple[Article, ...] = ()
    readings: tuple[Reading, ...] = ()
    children: tuple["Line", ...] = ()


class Chapter(NamedTuple):
    """A part of the sheet; `id` is stable and language-free."""

    id: str
    title: str
    lines: tuple[Line, ...]


class Sheet(NamedTuple):
    """The calculation sheet. `steps` were evaluated again; `unequal` names rules that differed."""

    title: str
    chapters: tuple[Chapter, ...]
    steps: int
    unequal: tuple[str, ...]
    replayed: str


def sheet(estimate: Estimate, law: Law, language: Language) -> Sheet:
    """The calculation sheet of a traced estimate. Raises ValueError when it carries no steps."""
    if estimate.steps is None:
        raise ValueError("the estimate was made without its steps")
    words = _Words(estimate, law, language)
    chapters = [words.person(), *(words.chapter(name) for name in CHAPTERS)]
    count = sum(1 for step in walk(estimate.steps) if step.rule in RULES)
    unequal = tuple(step.rule for step in replay(estimate.steps))
    key = "sheet.replay_differs" if unequal else "sheet.replayed"
    return Sheet(
        title=text("sheet.title", language),
        chapters=tuple(chapter for chapter in chapters if chapter.lines),
        steps=count,
        unequal=unequal,
        replayed=text(key, language, steps=count, unequal=unequal),
    )


def _last_settlement(steps: Sequence[Step]) -> list[Step]:
    """The steps of the settlement, and the choice of the paying place made before it."""
    begins = max(at for at, step in enumerate(steps) if step.rule == "retirement")
    decided = {
        step.rule: step
        for step in steps[:begins]
        if step.rule in CHAPTERS["place"] and step.value is not False
    }
    return [*decided.values(), *steps[begins:]]


def _within(steps: Iterable[Step], stage: str) -> list[Step]:
    return [step for step in walk(list(steps)) if step.rule == stage]


def _outside(steps: Iterable[Step], stages: frozenset[str]) -> Iterator[Step]:
    """All steps that are not inside one of `stages`."""
    for step in steps:
        if step.rule not in stages:
            yield step
            yield from _outside(step.children, stages)


def _telling(award: Step) -> Iterator[Step]:
    """The steps of an award without those that decided nothing for this place."""
    for step in walk(award.children):
        same = step.rule == "transitional_coefficient" and (
            step.inputs["below"] == step.inputs["above"]
        )
        if not same and (step.value != 0 or step.rule not in _ONLY_WITH_VALUE):
            yield step


class _Words:
    """Turns the steps of one estimate into lines in one language."""

    def __init__(self, estimate: Estimate, law: Law, language: Language) -> None:
        self.estimate = estimate
        self.settled = estimate.go_on.settlement
        self.law = law
        self.language = language
        self.steps = _last_settlement(estimate.steps or ())
        self.runs = list(zip(self.settled.runs, _within(self.steps, "run"), strict=True))

    def person(self) -> Chapter:
        """Who the sheet is about."""
        scenario = self.estimate.scenario
        values = {
            "born": str(scenario.born),
            "sex": self._say(f"choice.sex.{scenario.sex}"),
            "category": self._say(f"choice.category.{scenario.retirement_category}"),
            "region": place_name(self.estimate.region, self.language),
            "claim": place_name(self.estimate.claim, self.language),
        }
        return self._chapter(
            "person",
            [
                Line(rule="", label=self._say(f"field.{name}.title"), value=value)
                for name, value in values.items()
            ],
        )

    def chapter(self, name: str) -> Chapter:
        """A chapter of the sheet; without lines where nothing of it was evaluated."""
        shown = CHAPTERS[name]
        if name == "account":
            return self._chapter(name, self._account())
        steps = [step for step in self._steps_of(name) if step.rule in shown]
        if name != "pension":
            steps.sort(key=lambda step: shown.index(step.rule))
        lines = [self.line(step) for step in steps]
        if name == "index":
            lines = [line._replace(children=self._index_years()) for line in lines]
        return self._chapter(name, lines)

    def _chapter(self, name: str, lines: Sequence[Line]) -> Chapter:
        return Chapter(id=name, title=self._say(f"sheet.chapter.{name}"), lines=tuple(lines))

    def _steps_of(self, name: str) -> list[Step]:
        if name == "contribution":
            return self._paid_first()
        if name == "pension":
            return [step for award in _within(self.steps, _AWARD) for step in _telling(award)]
        steps = list(_outside(self.steps, _STRETCHES | {_AWARD}))
        if name == "period":
            return [step for step in steps if self._counts(step)]
        return steps

    def _paid_first(self) -> list[Step]:
        """The steps of the first month paid from today on, or else of the last month ever paid."""
        future = [step for run, step in self.runs if run.first >= self.estimate.today]
        return future[0].children if future else [s for _, s in self.runs[-1:] for s in s.children]

    def _counts(self, step: Step) -> bool:
        """Years of other spans (the divisor of the index) are left out of the chapter on years."""
        if step.rule != "years_of_contribution":
            return True
        return (step.inputs["months"], step.value) == (self.settled.counted, self.settled.years)

    def _say(self, key: str, **values: object) -> str:
        return text(key, self.language, **values)

    def line(self, step: Step) -> Line:
        """The line of one evaluated rule."""
        values = {**step.inputs, "value": step.value}
        if step.rule == "paying_place":
            values = self._with_names(values)
        key = f"rule.{step.rule}"
        return Line(
            rule=step.rule,
            label=self._say(f"{key}.title"),
            value=self._say(f"{key}.value", **values),
            formula=self._say(f"{key}.formula"),
            working=self._say(f"{key}.working", **values),
            because=self._say(f"{key}.because"),
            articles=tuple(
                article_of(cite, self.law, self.language) for cite in RULES[step.rule].cites
            ),
            readings=tuple(self.reading(origin) for origin in step.reads),
        )

    def _with_names(self, values: dict[str, Any]) -> dict[str, Any]:
        decided = values["value"]
        return {
            "registered": self._place(values["registered"]),
            "current": self._place(values["current"]),
            "value": decided._replace(province=self._place(decided.province)),
        }

    def _place(self, code: str) -> str:
        return place_name(self.law.region(code), self.language)

    def reading(self, origin: Origin) -> Reading:
        """A law value in words."""
        known = self.law.instruments.get(origin.instrument)
        return Reading(
            name=self._say(f"series.{series_of(origin)}"),
            place=self._place(origin.region),
            start=origin.start,
            end=origin.end,
            value=self._value(origin),
            status=origin.status,
            grade=origin.grade,
            document=document_name(known, self.language) if known else "",
            url=known.url if known else "",
            published=origin.published,
        )

    def _value(self, origin: Origin) -> str:
        if isinstance(origin, LimitPeriod):
            return self._say(
                "sheet.limits",
                floor=origin.floor,
                ceiling=origin.ceiling,
                wage=origin.reference_wage,
            )
        return formatted(origin.amount, _UNITS.get(origin.unit, "count"), self.language)

    def _index_years(self) -> tuple[Line, ...]:
        """One line per calendar year: the months paid, on which base, and the indices they gave."""
        years: dict[int, list[tuple[Run, Step]]] = {}
        for run, step in self.runs:
            years.setdefault(year_of(run.first), []).append((run, step))
        return tuple(self._index_year(year, runs) for year, runs in years.items())

    def _index_year(self, year: int, runs: Sequence[tuple[Run, Step]]) -> Line:
        reads = dict.fromkeys(
            origin for _, step in runs for inner in walk([step]) for origin in inner.reads
        )
        index_sum = sum(run.months * run.month_index for run, _ in runs)
        months = sum(run.months for run, _ in runs)
        return Line(
            rule="monthly_index",
            label=self._say("sheet.year", year=year),
            value=self._say("sheet.index_sum", sum=index_sum, months=months),
            working=self._say("sheet.separator").join(self._run(run) for run, _ in runs),
            readings=tuple(self.reading(origin) for origin in reads),
        )

    def _run(self, run: Run) -> str:
        return self._say(
            "sheet.run_employed" if run.employed else "sheet.run",
            first=run.first,
            last=run.last,
            months=run.months,
            place=place_name(self.estimate.places[run.place], self.language),
            base=run.base,
            paid=run.total,
            index=run.month_index,
        )

    def _account(self) -> list[Line]:
        """The balance at retirement, with a line for each year of the ledger."""
        label = self._say("sheet.balance")
        balance = formatted(self.settled.balance, "yuan", self.language)
        steps = _within(self.steps, "ledger_year")
        if not steps:
            return [Line(rule="", label=label, value=balance)]
        years = [line.year for line in self.settled.ledger]
        children = tuple(
            self._ledger_year(year, step) for year, step in zip(years, steps, strict=True)
        )
        last = self.line(steps[-1].children[-1])
        return [last._replace(label=label, children=children)]

    def _ledger_year(self, year: int, step: Step) -> Line:
        interest, closing = self.line(step.children[0]), self.line(step.children[-1])
        return interest._replace(
            rule=closing.rule,
            label=self._say("sheet.year", year=year),
            value=closing.value,
            working=self._say("sheet.ledger", interest=interest.working, closing=closing.working),
            because="",
        )
