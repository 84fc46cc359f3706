"""缴费方案: which tier to pay in which year, for a pension wanted or for a budget a month.

The goal is typed here and kept in the session, so that it survives a change of language. An answer
overtaken by typing is not shown.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button

from calculator.charts import Chart
from calculator.charts.plans import plan_charts
from calculator.planning import Plan
from calculator.reports.comparisons.plans import plan_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.scenario.problems import Problem
from calculator.tui.blocks import Block, above, paragraph
from calculator.tui.goal import Aim, Goal, Wish
from calculator.tui.planner import in_draft
from calculator.tui.session import Reading
from calculator.tui.speech import language_of, say
from calculator.tui.sweep_messages import Question
from calculator.tui.tabs.document_view import DocumentView
from calculator.tui.widgets.field_row import FieldRow
from calculator.tui.widgets.text_lines import TextLines
from calculator.wording import problem_sentence
from rules.month import Month
from rules.quantities import Fen

__all__ = ["PlanView"]

_AIMS: tuple[Aim, ...] = ("target", "budget")
_PAUSES = ("may", "never")


class PlanView(DocumentView):
    """The goal, then the plan for it."""

    pause = 0.3
    entry: ClassVar[str] = "#field-goal"
    explained: ClassVar[str] = "app.plan.help"
    _wish: Wish | None = None

    def compose(self) -> ComposeResult:
        """The goal in three rows, the button that takes the plan, the plan."""
        goal = self.session.goal
        with Vertical(id="goal"):
            yield self._choice("aim", goal.aim, _AIMS)
            yield FieldRow("goal", say(self, "app.plan.amount"), text=goal.text, picks=False)
            yield self._choice("pausing", _PAUSES[0 if goal.may_pause else 1], _PAUSES)
            with Horizontal(id="take"):
                yield Button(say(self, "app.plan.take"), id="take-plan", compact=True)
        yield TextLines()

    def _choice(self, field: str, text: str, values: Iterable[str]) -> FieldRow:
        options = tuple((value, say(self, f"app.plan.{value}")) for value in values)
        return FieldRow(field, say(self, f"app.plan.{field}"), text=text, options=options)

    @on(FieldRow.Edited)
    def _edited(self, event: FieldRow.Edited) -> None:
        """Take what was typed into the goal; nothing of it belongs to the scenario."""
        event.stop()
        goal = self.session.goal
        if event.field == "aim":
            aim = next(aim for aim in _AIMS if aim == event.text)
            goal = Goal(aim, goal.target, goal.budget, goal.may_pause)
            self.query_one("#row-goal", FieldRow).write(goal.text)
        elif event.field == "pausing":
            goal = Goal(goal.aim, goal.target, goal.budget, event.text == _PAUSES[0])
        else:
            goal = goal.typed(event.text)
        self.session.goal = goal
        self.take()

    def _wished(self) -> Wish | Problem | None:
        good = self.session.good
        if good is None or good.estimate is None:
            return None
        return self.session.goal.wish(good.estimate)

    def take(self) -> None:
        """Show the plan for the goal as it stands; with a goal that cannot be read, the last one."""
        wished = self._wished()
        if self.query("#row-goal"):
            self._judge(wished)
        if isinstance(wished, Problem):
            self.dim(stale=True)
        elif wished is None and self.session.good is not None:
            self.shown = None
            self.draw()
        else:
            super().take()

    def _judge(self, wished: Wish | Problem | None) -> None:
        """What is wrong with the amount, or how it was understood."""
        wrong = isinstance(wished, Problem)
        reason = problem_sentence(wished, language_of(self)) if isinstance(wished, Problem) else ""
        is_own = isinstance(wished, Wish) and not self.session.goal.text.strip()
        amount = wished.amount if isinstance(wished, Wish) else Fen(0)
        row = self.query_one("#row-goal", FieldRow)
        row.hint(say(self, "app.plan.present", amount=amount) if is_own else "")
        row.judge(
            reason, say(self, "app.plan.yuan", amount=amount) if amount and not is_own else ""
        )
        self.query_one("#row-pausing").display = self.session.goal.aim == _AIMS[0]
        is_plan = self.shown is not None and not self._figures.never_payable
        self.query_one("#take").display = not wrong and is_plan

    def is_current(self, good: Reading) -> bool:
        """Whether the plan shown is that of the reading and of the goal; with no goal there is none."""
        wished = self._wished()
        return not isinstance(wished, Wish) or (good is self.shown and self._wish == wished)

    def question(self, good: Reading) -> Question | None:
        """The plan for the goal, nothing without one."""
        wished = self._wished()
        if good.scenario is None or not isinstance(wished, Wish):
            return None
        return Question(self.tab, good.scenario, wish=wished)

    def fill(self, good: Reading, figures: Plan) -> None:
        """Show a plan, and note what it was made for."""
        wished = self._wished()
        self._wish = wished if isinstance(wished, Wish) else None
        super().fill(good, figures)
        self._judge(wished)

    def document(self, scenario: Scenario, found: Plan, words: Wording) -> Document:
        """The plan year by year."""
        return plan_document(scenario, found, words)

    def charts(self, found: Plan) -> Iterable[Chart]:
        """The payments by year."""
        return plan_charts(found)

    def answer(self, found: Plan) -> list[str]:
        """What the plan pays and costs, how far it is proven, the person's own plan beside it."""
        return list(self._answers(found))

    def _answers(self, found: Plan) -> Iterator[str]:
        values = {"pension": found.pension_today, "paid": found.paid_today}
        short = {"asked": found.asked, "missing": found.missing}
        saving = found.saving_at_most
        yield say(self, f"app.plan.{_verdict(found)}", saving=saving, **values, **short)
        claimed = Month(found.settlement.retirement)
        if claimed != found.asked and not found.never_payable:
            yield say(self, "plan.extended", claimed=claimed, **short)
        own = self.shown.estimate.go_on if self.shown and self.shown.estimate else None
        if own is not None and own.payable:
            values = {"pension": own.pension_today, "paid": own.paid_from_now_today}
            yield say(self, "app.plan.own", **values)

    def lay_out(self, figures: Plan, width: int, height: int) -> Block:
        """The plan, and what to do where income comes and goes."""
        more = paragraph(say(self, "app.plan.irregular"), width, "$quiet")
        return above(super().lay_out(figures, width, height), more)

    def draw(self) -> None:
        """Lay out again; where nothing is asked for, say what may be."""
        if self._wished() is None and self.session.good is not None and self.query(TextLines):
            words = say(self, "app.plan.empty")
            self.query_one(TextLines).show(paragraph(words, max(8, self.size.width - 4), "$quiet"))
            return
        super().draw()

    @on(Button.Pressed, "#take-plan")
    def _take_plan(self) -> None:
        """Pay as planned: the plan becomes the changes and breaks of the scenario."""
        good = self.shown
        if good is None or not isinstance(self._wished(), Wish) or not self.is_current(good):
            return
        draft = in_draft(good, self._figures)
        if draft is None:
            self.notify(say(self, "app.plan.kept"))
        else:
            self.post_message(self.DraftChosen(draft, self.tab))


def _verdict(plan: Plan) -> str:
    if plan.target is not None:
        if plan.never_payable:
            return "never_payable"
        return "unreached" if not plan.reached else "cheapest" if plan.is_proven else "found"
    return "most" if plan.reached else "too_small"
