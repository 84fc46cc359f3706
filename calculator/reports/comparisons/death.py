"""身故曲线的报告: what is paid in, drawn and left at the ages of a life."""

from calculator.death import DeathCurve, DeathPoint
from calculator.reports.comparisons.pages import Pages
from calculator.reports.document import Document, Row, Section
from calculator.reports.grants import income_note
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from rules.month import MONTHS_PER_YEAR

__all__ = ["death_document"]

_CITED = ("renshebufa-2021-18#survivor", "renshebufa-2021-18#cap", "shebaofa-2010#14")
_EVERY = 5


def death_document(scenario: Scenario, curve: DeathCurve, words: Wording) -> Document:
    """The document of a curve: this month, retirement, and every fifth year of age."""
    pages = Pages(scenario, words)
    table = Section(
        id="death",
        title=pages.say("plan.death.curve"),
        columns=pages.columns(
            "plan.death.column", "age", "paid_in", "drawn", "inheritance", "grants", "family"
        ),
        rows=tuple(_row(pages, point) for point in _shown(curve)),
    )
    notes = Section(
        id="notes", title=pages.say("plan.notes"), paragraphs=tuple(_notes(pages, curve))
    )
    return pages.document("plan.death.title", table, notes)


def _shown(curve: DeathCurve) -> list[DeathPoint]:
    shown = []
    seen: set[tuple[int, bool]] = set()
    for at, point in enumerate(curve.points):
        group = (point.age // MONTHS_PER_YEAR // _EVERY, point.retired)
        last_before = at + 1 < len(curve.points) and (
            curve.points[at + 1].retired and not point.retired
        )
        if group not in seen or last_before:
            shown.append(point)
        seen.add(group)
    return shown


def _row(pages: Pages, point: DeathPoint) -> Row:
    return Row(
        cells=(
            pages.say("plan.death.at", years=point.age // MONTHS_PER_YEAR, month=point.month),
            pages.amount(point.paid_in_today),
            pages.amount(point.drawn_today),
            pages.amount(point.inheritance_today),
            pages.amount(point.grants_today),
            pages.amount(point.family_today),
        )
    )


def _notes(pages: Pages, curve: DeathCurve) -> list[str]:
    notes = [pages.say("plan.death.rule_note", sources=pages.words.sources(_CITED))]
    notes.append(income_note(pages.words, curve.income, curve.wage_growth))
    notes.append(pages.say("plan.death.drawn_note", rise=curve.indexation))
    if not curve.payable:
        notes.append(pages.say("plan.death.not_payable"))
    if curve.paid_by_statement:
        notes.append(pages.say("plan.death.statement", months=curve.paid_by_statement))
    return notes
