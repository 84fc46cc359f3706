"""档次: cost, pension and payback of every tier, and the same for each step from the tier below it."""

from collections.abc import Iterator, Sequence
from functools import partial

from textual.content import Content

from calculator.charts.tiers import tier_charts, tier_parts
from calculator.comparison.tiers import TierComparison, TierRow, TierStep
from calculator.i18n.formats import decimal
from calculator.reports.comparisons.charts import worded
from calculator.reports.comparisons.tiers import tiers_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.tui.blocks import BLANK, Block, bar, heading, legend, paragraph
from calculator.tui.pictures import AREAS
from calculator.tui.sections import Piece
from calculator.tui.speech import language_of, payback_words, say
from calculator.tui.tables import Cell, Column, least_width, table, whole_width
from calculator.tui.tabs.document_view import DocumentView
from calculator.valuation import Payback
from rules.month import MONTHS_PER_YEAR
from rules.quantities import FEN_PER_YUAN, Fen, half_up

__all__ = ["TiersView"]

_SHORTEST, _LONGEST = 10, 46
_BANDS = ("", " 82%")
_DRAWN = ("tier_payback",)


class TiersView(DocumentView):
    """Every tier in one table, drawn and in figures, the person's own plan at its place among them."""

    pause = 0.25

    def document(self, scenario: Scenario, found: TierComparison, words: Wording) -> Document:
        """The tables."""
        return tiers_document(scenario, found, words)

    def answer(self, found: TierComparison) -> Sequence[str]:
        """What the plan costs, brings and when it is back."""
        plan = found.plan
        if plan is None or not plan.payable:
            return ()
        words = say(
            self,
            "app.tiers.plan",
            tier=plan.tier,
            monthly=plan.monthly_payment,
            pension=plan.pension_today,
            back=payback_words(plan.whole.plain, language_of(self)),
        )
        return (words,)

    def pieces(self, found: TierComparison, width: int) -> Iterator[Piece]:
        """The tiers as one table; of the report what it does not say."""
        rows = _with_plan(found)
        for part in self.told.sections:
            if part.id != "tiers" or not rows:
                yield self.piece(part)
                continue
            names = [row.cells[0] for row in part.rows]
            named = dict(zip(map(id, found.rows), names, strict=False))
            if found.plan is not None:
                named[id(found.plan)] = say(self, "app.tiers.own", tier=found.plan.tier)
            yield Piece(width, partial(self._tiers, found, rows, named))
            if not self.is_plain:
                charts = {chart.name: chart for chart in tier_charts(found)}
                drawn = (charts[name] for name in _DRAWN if name in charts)
                yield from (self.pictured(chart, self.size.height) for chart in drawn)

    def _tiers(
        self, found: TierComparison, rows: Sequence[TierRow], named: dict[int, str], width: int
    ) -> Block:
        plan = frozenset(at for at, row in enumerate(rows) if row is found.plan)
        steps = {step.upper: step for step in found.steps}
        draws = not self.is_plain
        columns = [Column(say(self, f"app.tiers.column.{name}"), right=True) for name in _NAMES]
        columns[0] = Column(columns[0].title)
        cells = [self._cells(row, named[id(row)], steps.get(row.tier)) for row in rows]
        if draws:
            room = width - whole_width(columns, cells) - 2
            if room < _SHORTEST:
                room = width - least_width(columns, cells) - 2
            draws = room >= _SHORTEST
        if draws:
            columns.insert(3, Column(""))
            most, room = max(1, *(row.pension_today for row in rows)), min(room, _LONGEST)
            for at, (row, line_cells) in enumerate(zip(rows, cells, strict=True)):
                line_cells.insert(3, _bar(row, room, most, _BANDS[at % 2]))
        told = [worded(chart, self.words) for chart in tier_charts(found)[:1]]
        entries = [entry for one in told for entry in zip(AREAS, one.series, strict=False)]
        remarks = paragraph(say(self, "app.tiers.read"), width, "$quiet")
        if not rows[0].payable:
            words = say(self, "compare.tiers.unpayable")
            remarks = (*paragraph(words, width, "$warning"), *remarks)
        return (
            *heading(say(self, "app.tiers.title"), width),
            *(legend(entries, width) if draws else ()),
            *table(columns, cells, width, marked=plan),
            BLANK,
            *remarks,
        )

    def _cells(self, row: TierRow, name: str, step: TierStep | None) -> list[Cell]:
        words: list[Cell] = [
            name,
            _yuan(row.monthly_payment),
            _yuan(row.pension_today),
            self._years(row.whole.plain),
        ]
        if step is None:
            return [*words, "", "", ""]
        back = self._years(step.whole.worth.plain)
        more = (step.whole.monthly, step.whole.pension_today)
        return [*words, *(f"+{_yuan(amount)}" for amount in more), back]

    def _years(self, found: Payback | None) -> str:
        """Years of pension as briefly as a table wants them."""
        if found is None:
            return say(self, "compare.never")
        if found.tenths <= 0:
            return say(self, "compare.before_start")
        return say(self, "compare.years", years=half_up(found.tenths, MONTHS_PER_YEAR))


_NAMES = ("tier", "monthly", "pension", "back", "more", "brings", "step_back")


def _with_plan(found: TierComparison) -> list[TierRow]:
    """The tiers, the plan among them unless it is one of them."""
    plan, rows = found.plan, list(found.rows)
    if plan is None or not rows:
        return rows
    rows = [row for row in rows if row.base != plan.base]
    return sorted([*rows, plan], key=lambda row: row.base)


def _yuan(amount: int) -> str:
    return decimal(amount, FEN_PER_YUAN, 0)


def _bar(row: TierRow, room: int, most: Fen | int, band: str) -> Content:
    """The pension of a tier as a bar of its parts; grey where it is not paid."""
    length = max(1, room * row.pension_today // most)
    space = " " * (room - length)
    if not row.payable:
        return Content.assemble(bar(length, "$track"), space)
    parts, end, before = [], 0, 0
    for part, ink in zip(tier_parts(row), AREAS, strict=True):
        end += part
        upto = length * end // max(1, row.pension_today)
        parts.append(bar(upto - before, ink + band))
        before = upto
    return Content.assemble(*parts, space)
