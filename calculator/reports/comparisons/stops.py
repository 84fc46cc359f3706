"""停缴比较的报告: stopping at different times, the price of a gap year, ways when months are missing."""

from collections.abc import Iterator

from calculator.comparison.stops import GapYear, StopComparison, StopRow
from calculator.real_money import in_todays_money
from calculator.reports.comparisons.pages import Pages
from calculator.reports.comparisons.valuations import Figures
from calculator.reports.document import Document, Row, Section
from calculator.reports.wording import Wording
from calculator.result import Remedy
from calculator.scenario.model import Scenario
from rules.resident_pension import CONVERSION_PERIOD

__all__ = ["stops_document"]

_REFUND = ("renshebuling-13#3",)
_MEDICAL = ("shebaofa-2010#27",)


def stops_document(scenario: Scenario, compared: StopComparison, words: Wording) -> Document:
    """The document of a comparison of stops."""
    pages = Pages(scenario, words)
    figures = Figures(pages, scenario, compared.basis)
    return pages.document(
        "compare.stops.title",
        _table(pages, figures, compared),
        _gaps(pages, figures, compared),
        Section(
            id="remedies",
            title=pages.say("compare.stops.remedies"),
            rows=tuple(
                _remedy(pages, remedy, compared)
                for remedy in compared.rows[0].remedies
                if remedy.open_to
            ),
        ),
        figures.notes("money", "paid", "plain", "value", "refund"),
    )


def _table(pages: Pages, figures: Figures, compared: StopComparison) -> Section:
    return Section(
        id="stops",
        title=pages.say("compare.stops.table"),
        columns=pages.columns(
            "compare.stops",
            "column_stop",
            "column_more",
            "column_pension",
            "column_back",
            "column_value",
        ),
        rows=tuple(_row(pages, figures, row) for row in compared.rows),
        paragraphs=(*figures.claim(), *_remarks(pages, compared), *_cautions(pages, compared)),
    )


def _row(pages: Pages, figures: Figures, row: StopRow) -> Row:
    refunded = pages.say("compare.stops.refunded", amount=row.refund_today)
    back = pages.say("compare.nothing")
    if row.payable and row.further is not None:
        back = figures.payback(row.stretch_payback)
    return Row(
        (
            pages.say(f"compare.stops.row_{row.stop}", month=row.last),
            pages.yuan(row.paid_from_now_today),
            pages.yuan(row.pension_today) if row.payable else refunded,
            back,
            pages.yuan(row.value),
        )
    )


def _remarks(pages: Pages, compared: StopComparison) -> Iterator[str]:
    last = compared.rows[-1]
    if compared.minimum is None:
        yield pages.say("compare.stops.minimum_never", month=last.last, missing=last.missing)
    elif compared.minimum < compared.basis.today:
        yield pages.say("compare.stops.minimum_met")
    else:
        values = {"month": compared.minimum, "required": compared.required}
        yield pages.say("compare.stops.minimum_note", **values)


def _cautions(pages: Pages, compared: StopComparison) -> Iterator[str]:
    """What the table does not hold: medical cover, and refunds to who has fifteen years."""
    if any(CONVERSION_PERIOD <= row.counted < compared.required for row in compared.rows):
        sources = pages.words.sources(_REFUND)
        yield pages.say("compare.stops.fifteen_but_short", sources=sources)
    yield pages.say("compare.stops.medical", sources=pages.words.sources(_MEDICAL))


def _gaps(pages: Pages, figures: Figures, compared: StopComparison) -> Section:
    return Section(
        id="gaps",
        title=pages.say("compare.stops.gaps"),
        columns=pages.columns(
            "compare.stops",
            "column_gap",
            "column_saved",
            "column_lost",
            "column_gap_back",
            "column_lost_value",
        ),
        rows=tuple(_gap(pages, figures, gap) for gap in compared.gaps),
        paragraphs=tuple(_gap_notes(pages, compared)),
    )


def _gap_notes(pages: Pages, compared: StopComparison) -> Iterator[str]:
    if compared.gaps:
        yield pages.say("compare.stops.gap_note")
    if any(gap.saved_today < 0 or gap.lost_today < 0 for gap in compared.gaps):
        yield pages.say("compare.stops.gap_negative")


def _gap(pages: Pages, figures: Figures, gap: GapYear) -> Row:
    kind = "gap_short" if gap.missing else "gap_delayed" if gap.delayed else "gap"
    values = {"first": gap.first, "last": gap.last, "start": gap.start}
    return Row(
        (
            pages.say(f"compare.stops.{kind}", **values),
            pages.yuan(gap.saved_today),
            pages.yuan(gap.lost_today),
            pages.say("compare.nothing") if gap.delayed else figures.payback(gap.payback),
            pages.yuan(gap.value),
        )
    )


def _remedy(pages: Pages, remedy: Remedy, compared: StopComparison) -> Row:
    """A way that is open: what it costs and gives in today's money, and where it stands."""
    today, inflation = compared.basis.today, compared.basis.assumptions.inflation
    claim = compared.rows[0].start
    if remedy.start is None:
        once = in_todays_money(remedy.once, claim - today, inflation)
        gain = pages.say("compare.stops.remedy_once", amount=once, start=claim)
    else:
        monthly = in_todays_money(remedy.monthly, remedy.start - today, inflation)
        gain = pages.say("compare.stops.remedy_monthly", amount=monthly, start=remedy.start)
    details = [
        (pages.say("report.remedy.how"), pages.say(f"remedy.{remedy.name}.text")),
        (pages.say("sheet.article"), pages.words.sources(remedy.cites)),
    ]
    if remedy.cost:
        values = {"amount": remedy.cost, "months": remedy.months}
        told = pages.say("compare.stops.remedy_cost", **values)
        details.insert(1, (pages.say("report.remedy.cost"), told))
    return Row((pages.say(f"remedy.{remedy.name}.title"), gain), tuple(details))
