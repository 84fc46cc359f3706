"""档次比较的报告: the tiers side by side, the steps between them, what the plan is worth."""

from calculator.comparison.tiers import TierComparison, TierRow, TierStep
from calculator.reports.comparisons.pages import Pages
from calculator.reports.comparisons.plans import listed_offers
from calculator.reports.comparisons.valuations import Figures
from calculator.reports.document import Document, Row, Section
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario

__all__ = ["tiers_document"]


def tiers_document(scenario: Scenario, compared: TierComparison, words: Wording) -> Document:
    """The document of a comparison of tiers."""
    pages = Pages(scenario, words)
    figures = Figures(pages, scenario, compared.basis)
    if compared.plan is None:
        nothing = Section(
            id="tiers",
            title=pages.say("compare.tiers.table"),
            paragraphs=(pages.say("compare.tiers.nothing_left"),),
        )
        return pages.document("compare.tiers.title", nothing)
    return pages.document(
        "compare.tiers.title",
        _table(pages, figures, compared, compared.plan),
        _steps(pages, figures, compared),
        figures.paybacks(compared.plan.whole),
        figures.lives(compared.plan.further),
        figures.notes("money", "paid", "plain", "real", "chance", "rate", "value", "refund"),
    )


def _table(pages: Pages, figures: Figures, compared: TierComparison, plan: TierRow) -> Section:
    columns = pages.columns(
        "compare.tiers",
        "column_tier",
        "column_monthly",
        "column_pension",
        "column_plain",
        "column_real",
        "column_rate",
    )
    own = pages.say("compare.tiers.row_plan", tier=plan.tier)
    rows = [_row(pages, figures, _label(pages, row), row) for row in compared.rows]
    return Section(
        id="tiers",
        title=pages.say("compare.tiers.table"),
        columns=columns,
        rows=(*rows, _row(pages, figures, own, plan)),
        paragraphs=(
            pages.say(
                f"compare.tiers.offers_{compared.offers_are}",
                offers=listed_offers(pages, compared.offers),
            ),
            *figures.claim(),
            *([] if plan.payable else [pages.say("compare.tiers.unpayable")]),
        ),
    )


def _label(pages: Pages, row: TierRow) -> str:
    if row.limit is not None:
        return pages.say(f"compare.tiers.row_{row.limit}")
    if row.held is not None:
        return pages.say(f"compare.tiers.row_held_{row.held}", tier=row.tier)
    return pages.say("compare.tiers.row", tier=row.tier)


def _row(pages: Pages, figures: Figures, label: str, row: TierRow) -> Row:
    return Row(
        (
            label,
            pages.yuan(row.monthly_payment),
            pages.yuan(row.pension_today),
            figures.payback(row.whole.plain),
            figures.payback(row.whole.real),
            figures.rate(row.whole.expected[0]),
        )
    )


def _steps(pages: Pages, figures: Figures, compared: TierComparison) -> Section:
    return Section(
        id="steps",
        title=pages.say("compare.tiers.steps"),
        columns=pages.columns(
            "compare.tiers",
            "column_step",
            "column_more",
            "column_brings",
            "column_back",
            "column_pooled",
            "column_account",
            "column_rate",
        ),
        rows=tuple(_step(pages, figures, step) for step in compared.steps),
        paragraphs=(
            pages.say("compare.tiers.steps_note"),
            pages.say("compare.tiers.closed_note"),
        )
        if compared.steps
        else (),
    )


def _step(pages: Pages, figures: Figures, step: TierStep) -> Row:
    return Row(
        (
            pages.say("compare.tiers.step", lower=step.lower, upper=step.upper),
            pages.yuan(step.whole.monthly),
            pages.yuan(step.whole.pension_today),
            figures.payback(step.whole.worth.plain),
            figures.payback(step.pooled.worth.plain),
            figures.payback(step.account.worth.plain),
            figures.rate(step.whole.worth.expected[0]),
        )
    )
