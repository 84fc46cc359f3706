"""退休时间比较的报告: every lawful month, the best ones, and where a month changes much."""

from collections.abc import Iterator

from calculator.comparison.ages import AgeComparison, AgeRow, Way
from calculator.comparison.cliffs import Cliff
from calculator.reports.comparisons.cliffs import cliff_row
from calculator.reports.comparisons.pages import Pages
from calculator.reports.comparisons.valuations import Figures
from calculator.reports.document import Document, Row, Section
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario

__all__ = ["ages_document"]

_EARLY = ("renshebufa-2024-94#1", "renshebufa-2024-94#2")


def ages_document(
    scenario: Scenario, compared: AgeComparison, cliffs: tuple[Cliff, ...], words: Wording
) -> Document:
    """The document of a comparison of months; `cliffs` are those of the month of retirement."""
    pages = Pages(scenario, words)
    figures = Figures(pages, scenario, compared.basis)
    table = Section(
        id="ages",
        title=pages.say("compare.ages.table"),
        columns=pages.columns(
            "compare.ages",
            "column_month",
            "column_age",
            "column_pension",
            "column_added",
            "column_value",
            "column_even",
            "column_mark",
        ),
        rows=tuple(_row(pages, figures, row) for row in compared.rows),
        paragraphs=tuple(_remarks(pages, compared)),
    )
    jumps = Section(
        id="jumps",
        title=pages.say("compare.ages.jumps"),
        rows=tuple(cliff_row(pages, cliff) for cliff in cliffs),
    )
    notes = figures.notes("money", "paid", "value", "refund")
    return pages.document("compare.ages.title", table, jumps, notes)


def _row(pages: Pages, figures: Figures, row: AgeRow) -> Row:
    compared = row.added == 0 and row.even is None
    even = pages.say("compare.nothing") if compared or not row.payable else figures.age(row.even)
    return Row(
        (
            str(row.month),
            figures.months(row.age),
            pages.yuan(row.pension_today) if row.payable else pages.say("compare.nothing"),
            pages.yuan(row.added_today),
            pages.yuan(row.value),
            even,
            _mark(pages, row),
        )
    )


def _mark(pages: Pages, row: AgeRow) -> str:
    if not row.payable:
        return pages.say("compare.ages.unpayable")
    if row.best:
        return pages.say("compare.ages.best")
    if row.good:
        return pages.say("compare.ages.good")
    if row.way in (Way.STATUTORY, Way.EXTENSION):
        return pages.say(f"compare.ages.{row.way}")
    return ""


def _remarks(pages: Pages, compared: AgeComparison) -> Iterator[str]:
    good = [row for row in compared.rows if row.good]
    best = next((row for row in good if row.best), None)
    if best is None:
        yield pages.say("compare.ages.none_note")
        return
    values = {"month": best.month, "value": best.value, "count": len(good)}
    yield pages.say(f"compare.ages.{'best_note' if len(good) > 1 else 'best_alone'}", **values)
    if len(compared.rows) > 1:
        yield pages.say("compare.ages.even_note")
    if any(row.way is Way.EARLY for row in compared.rows):
        yield pages.say("compare.ages.early_note", sources=pages.words.sources(_EARLY))
