"""经历的差异: another reading of the life behind the sheet, settled again by the rules.

Category, month of retirement, birth, place, options of the account and of the index, months the agency
does not count. Every change is a scenario of its own, laid out under the law as any other.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from calculator.audit.basis import Basis, figures_of, of_settlement
from calculator.audit.changes import READING, Change, Family, Inquiry
from calculator.audit.readings import readings_of
from calculator.case import build
from calculator.planned import planned
from calculator.scenario.choices import Category as Kind
from calculator.scenario.choices import RetirementYearRate, Rhythm, Sex
from calculator.scenario.model import Scenario
from calculator.scenario.problems import ScenarioProblems
from rules.errors import RulesError
from rules.law import Law
from rules.law.practices import WORDS
from rules.month import MONTHS_PER_YEAR, Month

__all__ = ["LIVES"]

_FAILURES = (RulesError, ScenarioProblems, ArithmeticError, LookupError, ValueError)
_OPTIONS = {
    "index_denominator": "average_index",
    "index_reference": "average_index",
    "retirement_interest": "balance",
    "posting": "balance",
    "interest_method": "balance",
    "pay_retirement_month": "months",
}
_BY_DATES = ("retirement", "start", "age", "payment_months", "account")
"""The lines that hang on when somebody was born and retires."""
_MONTHS_OFF = 36
_BIRTHS_OFF = 12
_BESIDE = 6
"""How many months off a birth or a retirement is looked for beside another change."""
_YEARS_OFF = 2


def _resettled(inquiry: Inquiry, **values: Any) -> Basis | None:
    """The basis of the scenario with some values changed; None where that is no life that settles."""
    scenario = inquiry.basis.options.changed(**values)
    if scenario not in inquiry.lives:
        inquiry.lives[scenario] = _lived(scenario, inquiry.law)
    found = inquiry.lives[scenario]
    return None if found is None else found._replace(known=inquiry.basis.known)


def _lived(scenario: Scenario, law: Law) -> Basis | None:
    try:
        case = build(scenario, law)
        return of_settlement(case, planned(case))
    except _FAILURES:
        return None


def _settled(
    inquiry: Inquiry, line: str, size: int, rank: int = 0, *, kind: str, words: Any, **values: Any
) -> Iterator[Change]:
    """The change of some values of the scenario, where it changes anything."""
    basis = _resettled(inquiry, **values)
    if basis is None:
        return
    ours, theirs = figures_of(inquiry.basis), figures_of(basis)
    if ours != theirs:
        yield Change(kind, line, ours.get(line), theirs.get(line), size, basis, rank, values=words)


def _options(inquiry: Inquiry) -> Iterator[Change]:
    """Other readings of the index and of the account."""
    basis = inquiry.basis
    standing = inquiry.law.practice(basis.region.code)
    for field, line in _OPTIONS.items():
        ours = getattr(basis.local, field)
        readings = readings_of(field, standing)
        if field not in WORDS:
            readings += [(not ours, 2)]
        for reading, rank in readings:
            if reading == ours or (field in WORDS and reading not in WORDS[field]):
                continue
            words = {"field": field, "reading": reading, "instead": ours}
            size = READING if rank else 0
            yield from _settled(
                inquiry, line, size, rank, kind="practice", words=words, **{field: reading}
            )


def _category(inquiry: Inquiry) -> Iterator[Change]:
    scenario = inquiry.basis.options
    if scenario.sex is not Sex.FEMALE:
        return
    ours = scenario.retirement_category
    for category in (Kind.FEMALE_55, Kind.FEMALE_50):
        if category is not ours:
            words = {"category": category, "instead": ours}
            yield from _settled(
                inquiry, "retirement", READING, kind="category", words=words, category=category
            )


def _retirement(inquiry: Inquiry) -> Iterator[Change]:
    """The month of retirement: printed, or some months off."""
    basis = inquiry.basis
    if not inquiry.asks(*_BY_DATES):
        return
    ours, printed = basis.retirement, _printed_retirement(inquiry)
    if printed is not None:
        months = [printed] if printed != ours else []
    else:
        months = [ours + off for off in _offs(inquiry, _MONTHS_OFF) if off]
    for month in months:
        words = {"month": Month(month), "instead": Month(ours)}
        yield from _settled(
            inquiry,
            "retirement",
            abs(month - ours),
            1,
            kind="retirement",
            words=words,
            retire=Month(month),
        )


def _offs(inquiry: Inquiry, most: int) -> Sequence[int]:
    """Months off, near ones first."""
    reach = min(most, _BESIDE) if inquiry.is_second else most
    return sorted(range(-reach, reach + 1), key=lambda off: (abs(off), off))


def _printed_retirement(inquiry: Inquiry) -> int | None:
    printed, start = inquiry.stated("retirement"), inquiry.stated("start")
    return start - 1 if printed is None and start is not None else printed


def _birth(inquiry: Inquiry) -> Iterator[Change]:
    born, printed = inquiry.basis.options.born, inquiry.sheet.person.get("born")
    if printed is None and not inquiry.asks(*_BY_DATES):
        return
    offs = _offs(inquiry, _BIRTHS_OFF) if printed is None else (printed - born,)
    for off in offs:
        if off:
            words = {"month": Month(born + off), "instead": born}
            yield from _settled(
                inquiry, "age", abs(off), 2, kind="birth", words=words, born=Month(born + off)
            )


def _account(inquiry: Inquiry) -> Iterator[Change]:
    """The rate of the retirement year, the rhythm of payment, the year the balance stands for."""
    scenario = inquiry.basis.options
    for rate in RetirementYearRate:
        words = {"rate": rate, "instead": scenario.retirement_year_rate}
        if rate is not scenario.retirement_year_rate:
            yield from _settled(
                inquiry,
                "balance",
                READING,
                kind="year_rate",
                words=words,
                retirement_year_rate=rate,
            )
    for rhythm in Rhythm:
        if rhythm is not scenario.rhythm:
            told = {"rhythm": rhythm, "instead": scenario.rhythm}
            yield from _settled(
                inquiry, "balance", READING, 1, kind="rhythm", words=told, rhythm=rhythm
            )
    yield from _balance_date(inquiry)


def _balance_date(inquiry: Inquiry) -> Iterator[Change]:
    scenario = inquiry.basis.options
    if scenario.balance is None:
        return
    before = Month(scenario.today - scenario.today.month_of_year)
    stated = scenario.balance_date or before
    for years in range(-_YEARS_OFF, _YEARS_OFF + 1):
        month = Month(stated + years * MONTHS_PER_YEAR)
        if years and month < scenario.today:
            words = {"month": month, "instead": stated}
            yield from _settled(
                inquiry,
                "balance",
                abs(years),
                1,
                kind="balance_date",
                words=words,
                balance_date=month,
            )


def _history(inquiry: Inquiry) -> Iterator[Change]:
    """A segment the agency does not count, or counts as paid the other way."""
    segments = inquiry.basis.options.history
    for at, segment in enumerate(segments):
        rest = (*segments[:at], *segments[at + 1 :])
        months = segment.last - segment.first + 1
        words = {"first": segment.first, "last": segment.last, "number": at + 1}
        yield from _settled(inquiry, "months", months, kind="segment", words=words, history=rest)


def _deemed(inquiry: Inquiry) -> Iterator[Change]:
    deemed = inquiry.basis.options.deemed
    if deemed:
        words = {"months": deemed}
        yield from _settled(inquiry, "months", deemed, kind="deemed", words=words, deemed=None)


def _place(inquiry: Inquiry) -> Iterator[Change]:
    """Another place that pays: any the person was insured or is registered in."""
    scenario, law = inquiry.basis.options, inquiry.law
    named = [scenario.region, scenario.registered, *(part.region for part in scenario.history)]
    for code in dict.fromkeys(code for code in named if code):
        region = law.region(code)
        if region.figures and region.code != inquiry.basis.region.code:
            words = {"region": region.code, "instead": inquiry.basis.region.code}
            yield from _settled(
                inquiry,
                "calculation_base",
                READING,
                1,
                kind="place",
                words=words,
                claim=region.code,
            )


def _extras(inquiry: Inquiry) -> Iterator[Change]:
    """Local items with a formula, asked for or left out."""
    scenario = inquiry.basis.options
    words = {"extras": not scenario.extras}
    yield from _settled(
        inquiry, "local", READING, kind="extras", words=words, extras=not scenario.extras
    )


LIVES: tuple[Family, ...] = (
    _options,
    _category,
    _retirement,
    _birth,
    _account,
    _history,
    _deemed,
    _place,
    _extras,
)
"""Other readings of the life, by the scenario."""
