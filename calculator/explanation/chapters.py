"""计算表的次序: which lines stand in which chapter.

The first three chapters are the sheet an agency hands out, line for line: facts, what the pension is
computed on, the items and their sum. The others are appendices that show where those lines come from.
Built from the recorded steps of a traced estimate, which are replayed on the way.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from calculator.columns import Origin
from calculator.explanation.lines import Chapter, Line, Reading, Sheet
from calculator.explanation.steps import AWARD, STRETCHES, last_settlement, outside, telling, within
from calculator.explanation.words import StepWords
from calculator.explanation.years import account_years, closing_line, index_years
from calculator.i18n import Language, text
from calculator.i18n.names import place_name
from calculator.result import Estimate
from rules.law import Law, Value
from rules.month import Month
from rules.tracing import RULES, Step, replay, walk

__all__ = ["CHAPTERS", "sheet"]

CHAPTERS: dict[str, tuple[str, ...]] = {
    "person": (),
    "basis": (
        "average_index",
        "indexed_wage",
        "years_of_contribution",
        "closing_balance",
        "payment_months",
        "payment_months_by_month",
    ),
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
        "payment_start",
    ),
    "dates": ("delay", "statutory_age", "statutory_month", "earliest_month", "retirement_month"),
    "period": ("reference_year", "required_months", "missing_months"),
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
    "index": (),
    "account": (),
    "place": ("paying_place", "temporary_account", "transferred_pool"),
}
"""Chapters in order, and the rules each shows. The chapter on the pension keeps the order of evaluation,
the others this one; facts and sums that no rule gives stand between them."""

_ITEMS_BY_RULE = frozenset(
    {"adjustment_sum", "indexed_supplement", "long_career_bonus", "percentage_bonus"}
)


def sheet(estimate: Estimate, law: Law, language: Language) -> Sheet:
    """The calculation sheet of a traced estimate. Raises ValueError when it carries no steps."""
    if estimate.steps is None:
        raise ValueError("the estimate was made without its steps")
    chapters = _Chapters(estimate, StepWords(law, language))
    count = sum(1 for step in walk(estimate.steps) if step.rule in RULES)
    unequal = tuple(step.rule for step in replay(estimate.steps))
    key = "sheet.replay_differs" if unequal else "sheet.replayed"
    return Sheet(
        title=text("sheet.title", language),
        chapters=tuple(chapter for name in CHAPTERS if (chapter := chapters.chapter(name)).lines),
        steps=count,
        unequal=unequal,
        replayed=text(key, language, steps=count, unequal=unequal),
    )


class _Chapters:
    """The chapters of one estimate."""

    def __init__(self, estimate: Estimate, words: StepWords) -> None:
        self.estimate = estimate
        self.settled = estimate.go_on.settlement
        self.words = words
        self.steps = last_settlement(estimate.steps or (), frozenset(CHAPTERS["place"]))
        self.runs = list(zip(self.settled.runs, within(self.steps, "run"), strict=True))
        self.bases = self._bases()

    def chapter(self, name: str) -> Chapter:
        """A chapter of the sheet; without lines where nothing of it was evaluated."""
        own: dict[str, Callable[[], Iterable[Line]]] = {
            "person": self._person,
            "basis": self._basis,
            "pension": self._pension,
            "contribution": lambda: self._lines("contribution", self._paid_first()),
            "index": lambda: index_years(self.estimate, self.runs, self.words),
            "account": lambda: account_years(self.estimate, self.steps, self.words),
        }
        lines = own[name]() if name in own else self._lines(name, self._plain_steps())
        return Chapter(name, self.words.say(f"sheet.chapter.{name}"), tuple(lines))

    def _lines(self, name: str, steps: Sequence[Step]) -> list[Line]:
        shown = CHAPTERS[name]
        chosen = [step for step in steps if step.rule in shown]
        return [self.words.line(s) for s in sorted(chosen, key=lambda s: shown.index(s.rule))]

    def _plain_steps(self) -> list[Step]:
        return list(outside(self.steps, STRETCHES | {AWARD}))

    def _paid_first(self) -> list[Step]:
        """The steps of the first month paid from today on, or else of the last month ever paid."""
        future = [step for run, step in self.runs if run.first >= self.estimate.today]
        return future[0].children if future else [s for _, s in self.runs[-1:] for s in s.children]

    def _person(self) -> Iterator[Line]:
        """Who the sheet is about, and when they retire."""
        scenario, language, fact = self.estimate.scenario, self.words.language, self.words.fact
        say = self.words.say
        yield fact("field.born.title", str(scenario.born))
        yield fact("field.sex.title", say(f"choice.sex.{scenario.sex}"))
        category = say(f"choice.category.{scenario.retirement_category}")
        yield fact("field.category.title", category)
        yield fact("field.region.title", place_name(self.estimate.region, language))
        yield fact("field.claim.title", place_name(self.estimate.claim, language))
        yield self.words.amount("sheet.age", self.settled.age, "age")._replace(figure=None)
        yield fact("sheet.retirement", str(Month(self.settled.retirement)))

    def _basis(self) -> Iterator[Line]:
        """Base, index, indexed wage, years, balance, payment months: the order of the agency's sheet."""
        lines = {
            line.rule: line._replace(
                readings=tuple(one for one in line.readings if one not in self.bases.values())
            )
            for line in self._lines("basis", [s for s in self._plain_steps() if self._counts(s)])
        }
        yield from self._base_lines()
        for rule in ("average_index", "indexed_wage"):
            if rule in lines:
                yield lines[rule]
        yield from self._period_lines()
        yield lines["years_of_contribution"]
        yield closing_line(self.estimate, self.steps, self.words)
        for rule in ("payment_months", "payment_months_by_month"):
            if rule in lines:
                yield lines[rule]

    def _counts(self, step: Step) -> bool:
        """Years of other spans (the divisor of the index) are left out."""
        if step.rule != "years_of_contribution":
            return True
        return (step.inputs["months"], step.value) == (self.settled.counted, self.settled.years)

    def _bases(self) -> dict[str, Reading]:
        """The law values of the calculation bases, by the part they are for."""
        reads = dict.fromkeys(origin for step in walk(self.steps) for origin in step.reads)
        found: dict[str, Reading] = {}
        for part in ("basic_base", "index_base", "transitional_base"):
            amount = getattr(self.settled, part)
            origin = next((one for one in reads if self._is_base(one, amount)), None)
            if origin is not None:
                found[part] = self.words.reading(origin)
        return found

    def _is_base(self, origin: Origin, amount: int) -> bool:
        return (
            isinstance(origin, Value)
            and origin.unit == "micro"
            and origin.amount == amount
            and origin.start <= self.settled.retirement
            and (origin.end is None or origin.end >= self.settled.retirement)
        )

    def _base_lines(self) -> Iterator[Line]:
        """The calculation base, and another one for a part that has its own."""
        settled = self.settled
        parts = {"basic_base": True}
        parts["index_base"] = settled.index_base != settled.basic_base
        parts["transitional_base"] = (
            settled.award.transitional > 0 and settled.transitional_base != settled.basic_base
        )
        for part in (part for part, is_shown in parts.items() if is_shown):
            line = self.words.amount(f"sheet.{part}", getattr(settled, part), "wage")
            reading = self.bases.get(part)
            yield line if reading is None else line._replace(readings=(reading,))

    def _period_lines(self) -> Iterator[Line]:
        """The months that count, those of them that are deemed, those before the account."""
        transition = self.estimate.transition
        say = self.words.say
        counted = self.settled.counted
        yield self.words.fact("sheet.counted", say("sheet.span", months=counted, span=counted))
        if transition.deemed_months:
            deemed = transition.deemed_months
            yield self.words.fact("sheet.deemed", say("sheet.span", months=deemed, span=deemed))
        if transition.years or transition.paid_years:
            early = transition.years + transition.paid_years
            yield self.words.amount("sheet.early", early, "years")

    def _pension(self) -> Iterator[Line]:
        """The items in the order they are evaluated, their sum, and when it starts."""
        steps = [step for award in within(self.steps, AWARD) for step in telling(award)]
        shown = CHAPTERS["pension"]
        by_rule = sum(step.value for step in steps if step.rule in _ITEMS_BY_RULE)
        flat = self.settled.award.extras - by_rule
        for step in steps:
            if step.rule == "total_pension" and flat:
                yield self.words.amount("sheet.flat", flat, "yuan")
            if step.rule in shown:
                yield self.words.line(step)
        yield from self._lines("pension", within(self.steps, "payment_start"))
