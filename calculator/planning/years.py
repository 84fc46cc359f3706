"""逐年缴费方案的构成: what each tier of each calendar year adds to cost, index and account.

The pension is additive in these: the index sum of a plan is the sum over its years, and the account
grows by one year's credits and interest at a time. Every figure is taken from settlements.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.case import Case
from calculator.planning.offers import FLOOR, Offer
from calculator.real_money import in_todays_money
from rules.career import Run, Spell
from rules.estimation import LedgerYear, Settlement
from rules.individual_account import (
    InterestMethod,
    annual_interest,
    annual_interest_by_year,
    closing_balance,
)
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import Fen, Months, Ppm

__all__ = [
    "Entry",
    "Frame",
    "PlanYear",
    "YearTable",
    "grown_balance",
    "month_today",
    "paid_today",
    "year_table",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One way of paying one year; `offer` None leaves the year unpaid.

    `cost` and its `dearest` month are in today's prices, `index` what the year adds to the sum of the
    monthly indices, `counted` to the years it is divided by where those are calendar years (nothing in a
    year that is covered already), `credited` and `product` what stands in the ledger of that year,
    earlier payments of it included.
    """

    offer: Offer | None
    spells: tuple[Spell, ...]
    months: Months
    cost: Fen
    dearest: Fen
    index: int
    counted: int
    credited: Fen
    product: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How a ledger year turns its opening into its closing balance."""

    year: int
    opening_months: Months
    rate: Ppm
    is_annual: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanYear:
    """A ledger year with what can be chosen in it; a single entry where nothing can."""

    frame: Frame
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTable:
    """All ledger years from this year to retirement, and the balance they start from."""

    case: Case
    opening: Fen
    years: tuple[PlanYear, ...]

    def settle(self, chosen: Sequence[Entry]) -> Settlement:
        """The settlement of one entry per year."""
        return self.case.settle([spell for entry in chosen for spell in entry.spells])


def year_table(
    case: Case, offers_by_place: Mapping[int, Sequence[Offer]], *, may_pause: bool
) -> YearTable:
    """The table for the months the case plans to pay: its pauses and its end stay as they are."""
    pieces = _by_year(case)
    floor = {year: _at(FLOOR, spells) for year, spells in pieces.items()}
    everywhere = [spell for spells in floor.values() for spell in spells]
    reference = case.settle(everywhere)
    first = case.opening.month + 1 if case.opening.month > 0 else _first(reference.runs)
    years = []
    for line in reference.ledger:
        if line.year < case.today.year:
            continue
        frame = Frame(
            year=line.year,
            opening_months=Months(line.opening_months),
            rate=Ppm(line.rate),
            is_annual=case.practice.interest_method == InterestMethod.ANNUAL
            and first <= line.year * MONTHS_PER_YEAR
            and line.year < reference.ledger[-1].year,
        )
        spells = pieces.get(line.year, ())
        entries: tuple[Entry, ...] = (_unpaid(line),)
        if spells:
            offers = _common(offers_by_place, spells)
            entries = _entries(case, line.year, spells, floor, offers, may_pause=may_pause)
        years.append(PlanYear(frame=frame, entries=entries))
    opening = [line.opening for line in reference.ledger if line.year >= case.today.year]
    return YearTable(case=case, opening=Fen(opening[0] if opening else 0), years=tuple(years))


def _first(runs: Sequence[Run]) -> int:
    return runs[0].first if runs else 0


def _by_year(case: Case) -> dict[int, tuple[Spell, ...]]:
    """The planned months of each calendar year through the last payable month."""
    settled = case.settle(case.plan)
    future = [run for run in settled.runs if run.first >= case.today]
    found: dict[int, list[Spell]] = {}
    for run in future:
        spells = found.setdefault(Month(run.first).year, [])
        if spells and spells[-1].last == run.first - 1 and spells[-1].place == run.place:
            spells[-1] = spells[-1]._replace(last=run.last)
        else:
            spells.append(Spell(run.first, run.last, 0, 0, 0, run.place, 0, 0))
    return {year: tuple(spells) for year, spells in found.items()}


def _common(offers: Mapping[int, Sequence[Offer]], spells: Sequence[Spell]) -> list[Offer]:
    """What every place of the year offers."""
    places = [set(offers[spell.place]) for spell in spells]
    return [offer for offer in offers[spells[0].place] if all(offer in one for one in places)]


def _at(offer: Offer, spells: Sequence[Spell]) -> tuple[Spell, ...]:
    return tuple(spell._replace(choice=offer.choice, amount=offer.amount) for spell in spells)


def _entries(
    case: Case,
    year: int,
    spells: Sequence[Spell],
    floor: Mapping[int, tuple[Spell, ...]],
    offers: Sequence[Offer],
    *,
    may_pause: bool,
) -> tuple[Entry, ...]:
    """The entries of a year, the other years being paid at the floor."""
    before = [spell for other, own in floor.items() if other < year for spell in own]
    after = [spell for other, own in floor.items() if other > year for spell in own]
    unpaid = case.settle([*before, *after])
    entries = [_entry(None, (), unpaid, unpaid, case, year)] if may_pause else []
    for offer in offers:
        own = _at(offer, spells)
        settled = case.settle([*before, *own, *after])
        entries.append(_entry(offer, own, settled, unpaid, case, year))
    return _without_doubles(entries)


def _entry(
    offer: Offer | None,
    spells: tuple[Spell, ...],
    settled: Settlement,
    unpaid: Settlement,
    case: Case,
    year: int,
) -> Entry:
    lines = [line for line in settled.ledger if line.year == year]
    runs = [
        run for run in settled.runs if run.first >= case.today and Month(run.first).year == year
    ]
    return Entry(
        offer=offer,
        spells=spells,
        months=Months(settled.counted - unpaid.counted),
        cost=paid_today(case, runs),
        dearest=max((month_today(case, run) for run in runs), default=Fen(0)),
        index=settled.index_sum - unpaid.index_sum,
        counted=settled.denominator - unpaid.denominator,
        credited=Fen(lines[0].credited if lines else 0),
        product=Fen(lines[0].monthly_product if lines else 0),
    )


def _unpaid(line: LedgerYear) -> Entry:
    return Entry(
        offer=None,
        spells=(),
        months=Months(0),
        cost=Fen(0),
        dearest=Fen(0),
        index=0,
        counted=0,
        credited=Fen(line.credited),
        product=Fen(line.monthly_product),
    )


def _without_doubles(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Each outcome once: a tier below the floor is the floor."""
    kept: dict[tuple[int, ...], Entry] = {}
    for entry in entries:
        figures = (entry.months, entry.cost, entry.index, entry.credited, entry.product)
        kept.setdefault(figures, entry)
    return tuple(kept.values())


def month_today(case: Case, run: Run) -> Fen:
    """A month of a run in today's prices."""
    inflation = case.projection.assumptions.inflation
    return in_todays_money(Fen(run.total), run.first - case.today, inflation)


def paid_today(case: Case, runs: Sequence[Run]) -> Fen:
    """Payments of these runs in today's prices, each run at its middle month."""
    inflation = case.projection.assumptions.inflation
    return Fen(
        sum(
            in_todays_money(
                Fen(run.months * run.total), (run.first + run.last) // 2 - case.today, inflation
            )
            for run in runs
        )
    )


def grown_balance(frame: Frame, opening: int, entry: Entry) -> int:
    """The closing balance of a ledger year, to the fen as the ledger keeps it."""
    if frame.is_annual:
        interest = annual_interest_by_year(Fen(opening), entry.credited, frame.rate)
    else:
        interest = annual_interest(Fen(opening), frame.opening_months, entry.product, frame.rate)
    return closing_balance(Fen(opening), entry.credited, interest)
