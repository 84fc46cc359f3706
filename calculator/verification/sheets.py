"""核定表的核对: the pension of a settlement sheet, from its printed base, index, months and balance.

Years as used, payment months, shape and coefficient of the transitional part and every rounding
come from the rules and the local practice. Local lines are computed where the law knows a formula.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from calculator.law_at_claim import basic_rate_in, divisor_at
from calculator.practice import extras_of, practice_of
from calculator.scenario.model import Scenario
from calculator.verification.ages import category_of_sex, statutory
from calculator.verification.answer import Answer, CannotCheck, age_text, from_fen
from calculator.verification.bases import base_note, base_of_law
from calculator.verification.stated import Case, heading_age, scaled
from rules.contribution_period import years_of_contribution
from rules.estimation import NO_EXTRAS, NO_TRANSITION, Award, Extras, Practice, Transition, award
from rules.law import Law
from rules.law import Practice as LocalPractice
from rules.month import Month
from rules.pension import indexed_wage
from rules.quantities import (
    FEN_PER_YUAN,
    INDEX_ONE,
    MICRO_PER_YUAN,
    TENTH,
    Fen,
    IndexE12,
    Micro,
    Months,
    Pico,
    Ppm,
    YearUnits,
    half_up,
)

__all__ = ["PARTS", "amounts_of", "default_practice", "settlement"]

PARTS = ("basic_pension", "account_pension", "transitional_pension")
_BASIC, _ACCOUNT, _TRANSITIONAL = PARTS
_TRANSITIONAL_LINES = (_TRANSITIONAL, "info_transitional")
_COMPUTED = frozenset({*PARTS, "total_monthly", "divisor_months", "minimum_months"})
_INFORMATION = "info_"
_FORMULAS: Mapping[str, str] = MappingProxyType(
    {
        "one_child": "percentage_bonus",
        "long_career": "long_career_bonus",
        "monthly_extra": "indexed_supplement",
        "adjustment": "adjustment_sum",
        "allowance": "allowance",
    }
)
"""How the names of local lines begin, and the kind of local item such a line is."""
_PICO_PER_MICRO = INDEX_ONE // MICRO_PER_YUAN


def default_practice(local: LocalPractice) -> Practice:
    """The rule codes of a place for a person who chose nothing."""
    return practice_of(local, Scenario.draft())


def amounts_of(parts: Award) -> dict[str, Decimal]:
    """Parts and sums of an award by the names of the files.

    `total_monthly` is the sum of the rounded items; what a place then carries up is the printed total.
    """
    items = (parts.basic, parts.account, parts.transitional)
    amounts = {name: from_fen(amount) for name, amount in zip(PARTS, items, strict=True)}
    amounts["total_monthly"] = from_fen(sum(items) + parts.extras)
    amounts["info_printed_total"] = from_fen(parts.total)
    return amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What `award` takes, and the parts whose inputs are all stated."""

    basic_base: Micro
    transitional_base: Micro
    index: IndexE12
    indexed: Pico
    years: YearUnits
    balance: Fen
    divisor: int
    basic_rate: Ppm
    transition: Transition
    practice: Practice
    known: frozenset[str]

    def award(self, extras: Extras) -> Award:
        """The amounts with some local items."""
        return award(
            self.basic_base,
            self.transitional_base,
            self.index,
            self.indexed,
            self.years,
            self.balance,
            self.divisor,
            self.basic_rate,
            self.transition,
            self.practice,
            extras,
        )


def settlement(case: Case, law: Law) -> Answer:
    """The parts, the local lines and their sum, as far as what is stated goes."""
    answer = Answer()
    month, divisor = _claim(case, law, answer)
    year = case.year if month is None else month.year
    base = case.micro("calculation_base")
    if year is not None and case.region.kind != "nation":
        answer.notes.append(base_note(base, case.region, year, law))
    if divisor is None and "account_balance" in case:
        answer.note("no_age")
    sheet = _sheet(case, law, base, year, divisor)
    if not sheet.known:
        raise CannotCheck("not_stated", keys=("average_index", "contribution_months"))
    lines = dict(_local_lines(case, law, sheet, answer))
    answer.values |= {name: from_fen(amount) for name, amount in lines.items()}
    counted = [amount for name, amount in lines.items() if not name.startswith(_INFORMATION)]
    given = _given_lines(case, lines, answer)
    amounts = amounts_of(sheet.award(NO_EXTRAS._replace(flat=sum(counted) + sum(given.values()))))
    whole = _is_whole(sheet, case)
    answer.values |= {n: a for n, a in amounts.items() if n in sheet.known or whole}
    return answer


def _claim(case: Case, law: Law, answer: Answer) -> tuple[Month | None, int | None]:
    """Retirement month and payment months (tenths), as far as they can be told.

    A printed age wins over the dates: the month on a sheet can be that of the first payment.
    """
    birth = case.month("birth_month") if "birth_month" in case else None
    month = case.month("retirement_month") if "retirement_month" in case else None
    if month is None and birth is not None:
        reached, month = statutory(category_of_sex(case, law), birth)
        answer.values |= {"retirement_month": str(month), "retirement_age": age_text(reached)}
    age = _printed_age(case)
    if birth is not None and month is not None:
        by_dates = Months(month - birth)
        if age is None:
            age = by_dates
        elif age != by_dates:
            answer.note("age_differs", age=age, by_dates=by_dates)
    at = Month.of(case.year, 1) if month is None and case.year is not None else month
    if age is None or at is None:
        return month, None
    divisor = divisor_at(age, at, law.practice(case.region.code), law)
    answer.values["divisor_months"] = Decimal(divisor) / TENTH
    return month, divisor


def _printed_age(case: Case) -> Months | None:
    return case.age("retirement_age") if "retirement_age" in case else heading_age(case.title)


def _sheet(case: Case, law: Law, base: Micro, year: int | None, divisor: int | None) -> _Sheet:
    local = law.practice(case.region.code)
    practice = default_practice(local)
    index, indexed = _indexed(case, law, local, base, year)
    transitional_base, transition = _transition(case, law, local, base, year)
    counted = case.months("contribution_months") if "contribution_months" in case else None
    known = set()
    if counted is not None and indexed > 0:
        known.add(_BASIC)
    if divisor is not None and "account_balance" in case:
        known.add(_ACCOUNT)
    by_length = len(local.transitional_coefficients) > 1
    if transition is not None and (counted is not None or not by_length):
        known.add(_TRANSITIONAL)
    return _Sheet(
        basic_base=base,
        transitional_base=transitional_base,
        index=index,
        indexed=indexed,
        years=years_of_contribution(Months(counted or 0), practice.years_mode),
        balance=case.fen("account_balance") if _ACCOUNT in known else Fen(0),
        divisor=TENTH if divisor is None else divisor,
        basic_rate=basic_rate_in(law, case.region.code, year),
        transition=NO_TRANSITION if transition is None else transition,
        practice=practice,
        known=frozenset(known),
    )


def _indexed(
    case: Case, law: Law, local: LocalPractice, base: Micro, year: int | None
) -> tuple[IndexE12, Pico]:
    """Average index and indexed wage: the printed wage, or the index on the base of its role."""
    if "indexed_monthly_wage" in case:
        wage = case.micro("indexed_monthly_wage")
        has_index = "average_index" in case
        index = case.index("average_index") if has_index else _ratio(wage, base)
        return index, Pico(wage * _PICO_PER_MICRO)
    if "average_index" not in case:
        return IndexE12(0), Pico(0)
    index = case.index("average_index")
    index_base = _base_for(case, law, local, local.index_base, base, year)
    to_fen = local.indexed_wage_rounding == "fen"
    return index, indexed_wage(index_base, index, to_fen)


def _transition(
    case: Case, law: Law, local: LocalPractice, base: Micro, year: int | None
) -> tuple[Micro, Transition | None]:
    """The base and the time of the transitional part; None when the sheet states no such time."""
    if not any(key in case for key in ("transition_years", "deemed_years")):
        return base, None
    own = case.index("transition_idx") if "transition_idx" in case else -1
    if "transition_base" in case:
        used = case.micro("transition_base")
    elif "transition_wage" in case:
        used = base
    else:
        used = _base_for(case, law, local, local.transitional_base, base, year)
    if "transition_wage" in case:
        own = _ratio(case.micro("transition_wage"), used)
    years = case.years("deemed_years", "transition_years")
    paid = case.years("actual_years", "transition_years2")
    return used, Transition(0, INDEX_ONE, own, years, paid)


def _ratio(wage: Micro, base: Micro) -> IndexE12:
    return IndexE12(half_up(wage * INDEX_ONE, base))


def _base_for(
    case: Case, law: Law, local: LocalPractice, role: str, base: Micro, year: int | None
) -> Micro:
    """The base of a role in a place with two bases: printed, else the law's."""
    if role == local.basic_base:
        return base
    if role == "province" and "provincial_base_for_index" in case:
        return case.micro("provincial_base_for_index")
    speaker = law.region(case.region.province) if role == "province" else case.region
    stored = None if year is None else base_of_law(speaker, year, law)
    if stored is None:
        raise CannotCheck("not_stated", keys=("provincial_base_for_index",))
    return Micro(stored.amount)


def _is_whole(sheet: _Sheet, case: Case) -> bool:
    """Whether all parts the sheet prints are known, so that they can be added up."""
    needed = {_BASIC, _ACCOUNT}
    if any(name in case.lines for name in _TRANSITIONAL_LINES):
        needed.add(_TRANSITIONAL)
    return needed <= sheet.known


def _local_lines(case: Case, law: Law, sheet: _Sheet, answer: Answer) -> Iterator[tuple[str, Fen]]:
    """The local lines the sheet prints and the law has a formula for, by name."""
    offered = law.practice(case.region.code).extras
    for name in case.lines:
        plain = name.removeprefix(_INFORMATION)
        kinds = [kind for beginning, kind in _FORMULAS.items() if plain.startswith(beginning)]
        fitting = [extra for extra in offered if extra.kind in kinds]
        if not fitting or _BASIC not in sheet.known:
            continue
        if fitting[0].kind == "percentage_bonus" and not _is_whole(sheet, case):
            continue
        extras = extras_of((fitting[0],), only_child=True)
        answer.note("extra_computed", line=name, item=fitting[0])
        yield name, Fen(sheet.award(extras).extras)


def _given_lines(case: Case, computed: Mapping[str, Fen], answer: Answer) -> dict[str, Fen]:
    """Printed local lines without a known formula: their amounts count in the total as printed."""
    given = {}
    for name, printed in case.lines.items():
        is_amount = isinstance(printed, (int, float, Decimal)) and not isinstance(printed, bool)
        is_local = name not in _COMPUTED and not name.startswith(_INFORMATION)
        if is_amount and is_local and name not in computed:
            given[name] = Fen(scaled(name, printed, FEN_PER_YUAN))
            answer.note("extra_given", line=name, amount=given[name])
    return given
