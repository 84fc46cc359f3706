"""三张卡片: stop now, go on, the most you can get; what is paid and what it buys; as lines for a width.

Amounts are per month in today's money. Where there is room the three stand on cards.
"""

from collections.abc import Sequence

from textual.content import Content

from calculator.amounts import format_duration
from calculator.i18n import Language, formatted, text
from calculator.result import Estimate, Outcome
from calculator.tui.blocks import BLANK, Block, Styled, beside, line, spread
from calculator.tui.speech import payback_words
from calculator.tui.worth import Worth
from rules.law import Status
from rules.quantities import Months

__all__ = ["figures"]

_OUTCOMES = ("stop_now", "go_on", "most")
_CARD, _FIRST_CARD = "on $surface", "on $panel"
_YUAN = " yuan"
_NOTHING = "--"


def figures(
    estimate: Estimate | None, worth: Worth | None, language: Language, width: int, *, roomy: bool
) -> Block:
    """What they are, the three outcomes, what is paid."""
    standing = _standing(estimate, language, width)
    gap = 2 if roomy else 1
    room = (width - 2 * gap) // 3
    outcomes = [_outcome(name, estimate, language) for name in _OUTCOMES]
    if roomy:
        styles = [_FIRST_CARD if name == "go_on" else _CARD for name in _OUTCOMES]
        outcomes = [
            _card(lines, room, style) for lines, style in zip(outcomes, styles, strict=True)
        ]
    paid = _paid(estimate, worth, language, count=4 if roomy else 3)
    share = (width - gap * (len(paid) - 1)) // len(paid)
    below = beside(paid, share, gap)
    return (standing, *beside(outcomes, room, gap), BLANK, *(_inset(below) if roomy else below))


def _card(lines: Sequence[Content], width: int, style: str) -> Block:
    """Lines on a ground of their own."""
    padded = [BLANK, *lines, BLANK]
    return tuple(
        Content.assemble("  ", one, " " * max(0, width - 2 - one.cell_length)).stylize(style)
        for one in padded
    )


def _inset(lines: Sequence[Content]) -> Block:
    return tuple(Content.assemble("  ", one) for one in lines)


def _standing(estimate: Estimate | None, language: Language, width: int) -> Content:
    """The unit of the figures, and how certain they are in a word."""
    unit = line((text("app.headline.unit", language), "$quiet"))
    if estimate is None:
        return unit
    word = text(f"status.{estimate.status}", language)
    style = "bold $success" if estimate.status is Status.PUBLISHED else "bold $accent"
    return spread(unit, line((f"[{word}]", style)), width)


def _outcome(name: str, estimate: Estimate | None, language: Language) -> Block:
    """Name, amount, start month; or what is missing."""
    title = line((text(f"app.outcome.{name}", language), "$quiet"))
    if estimate is None:
        return (title, line((_NOTHING, "$faint")), BLANK)
    outcome: Outcome = getattr(estimate, name)
    if not outcome.payable:
        missing = _span(outcome.settlement.missing, language)
        return (
            title,
            line((text("app.headline.not_payable", language), "bold $warning")),
            line((text("app.headline.missing", language, missing=missing), "$quiet")),
        )
    style = "bold $primary" if name == "go_on" else "bold"
    amount = _short(formatted(outcome.pension_today, "whole_yuan", language))
    start = text("app.headline.start", language, start=outcome.start)
    return (title, line((amount, style)), line((start, "$quiet")))


def _paid(
    estimate: Estimate | None, worth: Worth | None, language: Language, *, count: int
) -> list[Block]:
    """What is paid a month, what of it goes into the account, what is paid in all, when it is back."""
    values: dict[str, Styled] = dict.fromkeys(
        ("monthly", "credit", "total", "back"), (_NOTHING, "$faint")
    )
    if estimate is not None:
        plan = estimate.go_on
        values["monthly"] = _short(formatted(plan.monthly_payment, "yuan", language))
        values["credit"] = _short(formatted(plan.monthly_credit, "yuan", language))
        values["total"] = _short(formatted(plan.paid_from_now_today, "whole_yuan", language))
    if worth is not None:
        values["back"] = payback_words(worth.payback, language)
    if count < len(values):
        del values["credit"]
    return [
        (line((text(f"app.headline.{name}", language), "$quiet")), line(value))
        for name, value in values.items()
    ]


def _short(amount: str) -> str:
    """An amount in as few cells as it takes: 5,198 yuan is ¥5,198."""
    return f"¥{amount.removesuffix(_YUAN)}" if amount.endswith(_YUAN) else amount


def _span(months: int, language: Language) -> str:
    """A span in as few cells as it takes: 15 years 3 months is 15y3m."""
    if language == "en":
        return format_duration(Months(months))
    return formatted(months, "duration", language)
