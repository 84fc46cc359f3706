"""领取地比较的报告: who pays by law and why, what each reachable place would pay, what it takes."""

from collections.abc import Iterator

from calculator.places import PlaceComparison, PlaceEstimate, PlaceOption, Way
from calculator.reports.comparisons.pages import Pages
from calculator.reports.document import Document, Row, Section
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from rules.quantities import MICRO_PER_FEN

__all__ = ["places_document"]

_CITED = ("guobanfa-2009-66#6", "guobanfa-2009-66#7")


def places_document(scenario: Scenario, compared: PlaceComparison, words: Wording) -> Document:
    """The document of a comparison of places."""
    pages = Pages(scenario, words)
    return pages.document(
        "plan.places.title",
        _by_law(pages, compared),
        _options(pages, compared),
        Section(
            id="notes",
            title=pages.say("plan.notes"),
            paragraphs=tuple(_notes(pages, compared)),
        ),
    )


def _by_law(pages: Pages, compared: PlaceComparison) -> Section:
    home = compared.registered
    rows = [
        pages.pair(
            "plan.places.registered",
            pages.say("plan.unknown") if home is None else pages.place(home),
        ),
        pages.pair("plan.places.current", pages.words.place(compared.current)),
    ]
    if compared.decided is not None:
        reason = pages.say(f"place.reason.{compared.decided.reason}")
        rows.append(
            Row(
                cells=(
                    pages.say("plan.places.decided"),
                    pages.words.place(compared.decided.province),
                ),
                details=((pages.say("plan.places.reason"), reason),),
            )
        )
    rows += _months(pages, compared)
    return Section(
        id="by_law",
        title=pages.say("plan.places.by_law"),
        rows=tuple(rows),
        paragraphs=tuple(_branches(pages, compared)),
    )


def _months(pages: Pages, compared: PlaceComparison) -> list[Row]:
    """Months by province at retirement, temporary ones apart."""
    totals: dict[tuple[str, bool | None], int] = {}
    for stay in compared.stays:
        key = (stay.province, stay.is_temporary)
        totals[key] = totals.get(key, 0) + stay.months
    marks = {True: "plan.places.temporary", None: "plan.places.maybe_temporary"}
    rows = []
    for (province, temporary), months in totals.items():
        label = pages.say("plan.places.months_in", place=pages.words.place(province))
        value = pages.words.show(months, "duration")
        if temporary is not False:
            value = pages.say(marks[temporary], months=value)
        rows.append(Row(cells=(label, value)))
    return rows


def _branches(pages: Pages, compared: PlaceComparison) -> list[str]:
    said = []
    for branch in compared.branches:
        current = pages.words.place(compared.current)
        known = branch.place.province
        payer = pages.words.place(known) if known else pages.say("plan.places.home")
        key = "here" if branch.is_registered_there else "elsewhere"
        said.append(pages.say(f"plan.places.if_registered_{key}", current=current, payer=payer))
    return said


def _options(pages: Pages, compared: PlaceComparison) -> Section:
    return Section(
        id="options",
        title=pages.say("plan.places.options"),
        columns=pages.columns(
            "plan.places.column", "place", "pension_today", "pension", "index", "base", "paid"
        ),
        rows=tuple(row for option in compared.options for row in _option(pages, option)),
    )


def _option(pages: Pages, option: PlaceOption) -> Iterator[Row]:
    """A place: the plan or the move now, and the latest lawful move below it."""
    details = [(pages.say("plan.places.how"), _way(pages, option))]
    if option.start_by is not None:
        details.append((pages.say("plan.places.start_by"), str(option.start_by)))
    if option.missing:
        details.append((pages.say("plan.places.figures"), pages.say("plan.places.no_figures")))
    name = pages.place(option.region)
    if option.estimate is None:
        yield Row(cells=(name, *[""] * 5), details=tuple(details))
        return
    if option.latest is not None:
        name = pages.say("plan.places.from_now", place=name)
    yield Row(
        cells=(name, *_figures(pages, option.estimate)),
        details=(*details, *_standing(pages, option.estimate)),
    )
    if option.latest is not None:
        label = pages.say(
            "plan.places.from_then", place=pages.place(option.region), month=option.start_by
        )
        yield Row(
            cells=(label, *_figures(pages, option.latest)),
            details=tuple(_standing(pages, option.latest)),
        )


def _figures(pages: Pages, estimate: PlaceEstimate) -> tuple[str, ...]:
    return (
        pages.amount(estimate.pension_today),
        pages.amount(estimate.pension),
        pages.words.show(estimate.average_index, "index"),
        pages.amount(estimate.calculation_base // MICRO_PER_FEN),
        pages.amount(estimate.paid_from_now),
    )


def _standing(pages: Pages, estimate: PlaceEstimate) -> Iterator[tuple[str, str]]:
    """Whether it is paid, and what moves between the funds."""
    if not estimate.payable:
        yield pages.say("plan.places.payable"), pages.say("report.not_payable")
    if estimate.pool_transfer:
        values = {
            "account": pages.yuan(estimate.account_transfer),
            "pool": pages.yuan(estimate.pool_transfer),
        }
        yield pages.say("plan.places.moves"), pages.say("plan.places.transfer", **values)


def _way(pages: Pages, option: PlaceOption) -> str:
    is_new = option.way is Way.TEN_YEARS_TO_PAY and not option.months_there
    way = "ten_years_new" if is_new else option.way
    return pages.say(f"plan.places.way.{way}", needed=option.needed, there=option.months_there)


def _notes(pages: Pages, compared: PlaceComparison) -> list[str]:
    notes = [
        pages.say("plan.places.index_note", sources=pages.words.sources(_CITED)),
        pages.say("plan.places.transfer_note"),
        pages.say("plan.places.moved_note"),
    ]
    if compared.registered is None:
        notes.append(pages.say("plan.places.give_registered"))
    if compared.deemed_uncounted:
        notes.append(pages.say("plan.places.deemed_note", months=compared.deemed_uncounted))
    return notes
