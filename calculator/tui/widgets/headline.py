"""三个数: stop now, go on, the most you can get, per month in today's money, and what is paid.

With an input that cannot be used the last good figures stay, dimmed, with what must be mended.
"""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from calculator.amounts import format_duration
from calculator.i18n import Language, formatted, text
from calculator.result import Estimate, Outcome
from calculator.tui.blocks import line, paragraph, shown
from calculator.tui.session import Session
from calculator.tui.speech import language_of, say
from calculator.wording import error_sentence, field_title, problem_sentence
from rules.law import Status
from rules.quantities import Months

__all__ = ["Headline"]

_OUTCOMES = ("stop_now", "go_on", "most")
_PAYMENTS = {
    "monthly": "monthly_payment",
    "credit": "monthly_credit",
    "total": "paid_from_now_today",
}
_FAULTS = 3
_DIMMED = 0.5
_YUAN = " yuan"


class Headline(Vertical):
    """The figures above the views."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="headline")
        self.session = session
        self._told: dict[str, object] = {}

    def compose(self) -> ComposeResult:
        """Three figures of what is paid out, three of what is paid in, and the lines below."""
        yield Static("", id="standing", markup=False)
        with Horizontal(id="figures"):
            for name in _OUTCOMES:
                yield Static("", id=f"figure-{name}", classes="figure", markup=False)
        with Horizontal(id="payments"):
            for name in _PAYMENTS:
                yield Static("", id=f"payment-{name}", classes="figure", markup=False)
        yield Static("", id="facts", markup=False)

    def show(self) -> None:
        """Show the last good estimate, or what is still asked for."""
        good = self.session.good
        estimate = good.estimate if good is not None else None
        for part in ("#figures", "#payments"):
            self.query_one(part).styles.opacity = _DIMMED if self.session.is_stale else 1.0
        language = language_of(self)
        for name in _OUTCOMES:
            words = _nothing_yet(f"app.outcome.{name}", self)
            if estimate is not None:
                words = _figure(getattr(estimate, name), self)
            self._write(f"#figure-{name}", words)
        for name, field in _PAYMENTS.items():
            words = _nothing_yet(f"app.headline.{name}", self)
            if estimate is not None:
                form = "whole_yuan" if name == "total" else "yuan"
                amount = _short(formatted(getattr(estimate.go_on, field), form, language))
                words = [line((say(self, f"app.headline.{name}"), "$quiet")), line(amount)]
            self._write(f"#payment-{name}", words)
        self._write("#standing", [_standing(estimate, self)])
        self._write("#facts", self._facts())

    def _write(self, where: str, lines: Iterable[Content]) -> None:
        words = shown(lines)
        told = (words.plain, tuple(words.spans))
        if self._told.get(where) != told:
            self._told[where] = told
            self.query_one(where, Static).update(words, layout=False)

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._write("#facts", self._facts())

    def _facts(self) -> list[Content]:
        session, width = self.session, max(20, self.query_one("#facts").size.width)
        if session.reading.estimate is not None:
            means = f"report.status_means.{session.reading.estimate.status}"
            return [*paragraph(say(self, means), width, "$quiet")]
        lines: list[Content] = []
        if session.good is not None:
            lines += paragraph(say(self, "app.headline.stale"), width, "$warning")
        return lines + self._wanted(width)

    def _wanted(self, width: int) -> list[Content]:
        """What must be filled in or mended."""
        language, reading = language_of(self), self.session.reading
        lines: list[Content] = []
        if reading.error is not None:
            lines += paragraph(error_sentence(reading.error, language), width, "$error")
        for problem in reading.faults[:_FAULTS]:
            title = field_title(problem.field, language)
            lines += paragraph(problem_sentence(problem, language), width, "$error", f"{title}  ")
        if reading.missing and not reading.faults:
            names = tuple(field_title(name, language) for name in reading.missing)
            lines += paragraph(say(self, "app.headline.wanted", fields=names), width, "$quiet")
        return lines


def _nothing_yet(key: str, node: Headline) -> list[Content]:
    return [line((say(node, key), "$quiet")), line(("--", "$faint"))]


def _short(amount: str) -> str:
    """An amount in as few cells as it takes: 5,198 yuan is ¥5,198."""
    return f"¥{amount.removesuffix(_YUAN)}" if amount.endswith(_YUAN) else amount


def _spent(months: int, language: Language) -> str:
    """A span in as few cells as it takes: 15 years 3 months is 15y3m."""
    return (
        format_duration(Months(months))
        if language == "en"
        else formatted(months, "duration", language)
    )


def _figure(outcome: Outcome, node: Headline) -> list[Content]:
    """Name, amount per month in today's money, start month or what is missing."""
    language = language_of(node)
    name = line((say(node, f"app.outcome.{outcome.name}"), "$quiet"))
    if not outcome.payable:
        missing = _spent(outcome.settlement.missing, language)
        return [
            name,
            line((say(node, "app.headline.not_payable"), "bold $warning")),
            line((say(node, "app.headline.missing", missing=missing), "$quiet")),
        ]
    style = "bold $primary" if outcome.name == "go_on" else "bold"
    amount = _short(formatted(outcome.pension_today, "whole_yuan", language))
    start = say(node, "app.headline.start", start=outcome.start)
    return [name, line((amount, style)), line((start, "$quiet"))]


def _standing(estimate: Estimate | None, node: Headline) -> Content:
    """The unit of the figures, and their standing in a word."""
    unit = say(node, "app.headline.unit")
    if estimate is None:
        return line((unit, "$quiet"))
    badge = f"[{text(f'status.{estimate.status}', language_of(node))}]"
    style = "bold $success" if estimate.status is Status.PUBLISHED else "bold $accent"
    return line((f"{unit}  ", "$quiet"), (badge, style))
