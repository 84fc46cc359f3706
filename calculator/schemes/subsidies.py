"""灵活就业社会保险补贴: what the hard-to-employ may get back, and when to use it.

Only for who is recognised by the place (就业困难人员, some graduates); the recognition itself is not decided
here. The months open depend on when the first approval falls, so every month until retirement is tried.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from calculator.case import Case, build
from calculator.planned import planned
from calculator.real_money import in_todays_money
from calculator.scenario.choices import Sex
from calculator.scenario.model import Scenario
from calculator.schemes.facts import NATION, Fact, Standing, rows_for, usable
from rules.career import Run
from rules.estimation import Settlement
from rules.law import Law, Region, Row
from rules.month import Month
from rules.quantities import MICRO_PER_FEN, Fen, Months, Ppm
from rules.subsidy import (
    NEAR_RETIREMENT,
    OLDER_MAN,
    OLDER_WOMAN,
    contribution_subsidy,
    subsidy_months,
)

__all__ = [
    "Applicant",
    "SubsidyBase",
    "SubsidyPlan",
    "SubsidyTerms",
    "SubsidyWindow",
    "subsidy_plan",
]

_STANDARD = Months(36)
_UNTIL_RETIREMENT = "until retirement"
_NONE_USED = Months(0)
_AGE_FROM = {Sex.FEMALE: OLDER_WOMAN, Sex.MALE: OLDER_MAN}
_PERCENT_OF_THIRDS = Ppm(666_700)
_TWO_THIRDS = Ppm(666_667)


class Applicant(StrEnum):
    """Who may apply; the place recognises them."""

    HARD_TO_EMPLOY = "hard_to_employ"
    GRADUATE = "graduate"
    EITHER = "either"
    BY_AGE = "by_age"
    """Women from 40 and men from 50."""


class SubsidyBase(StrEnum):
    """Of which contribution the share is given."""

    FLOOR = "floor"
    """What is due at the floor; also where a text only sets an upper limit."""
    PAID = "paid"
    """What is actually paid."""
    PAID_TO_WAGE = "paid_to_wage"
    """What is actually paid, of a base up to the reference wage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyTerms:
    """The terms of one row of the table: whose they are, for whom, how much, how long.

    `pension` a fixed amount for the pension, else a `share` of a contribution (`share_of`); `cap` on all
    insurances together. `near` tells whether less than five years before retirement open the way to
    it. `months` is stated by the place or the national 36, as its standing says.
    """

    region: Region
    who: Applicant
    start: Month | None
    end: Month | None
    share: Fact
    share_of: SubsidyBase
    pension: Fact
    cap: Fact
    months: Fact
    near: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyWindow:
    """A first approval in `start`: the months open from then on and what they bring, fen."""

    start: Month
    last: Month
    months: Months
    total: Fen
    total_today: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyPlan:
    """Subsidies for the pension contribution of the plan, on today's terms throughout.

    `now` starts this month (None when it is not paid), `best` in the month that brings most in today's
    money; both None when the plan pays nothing more or the amount is not known. `windows` are those of
    every month a first approval can fall in. `near_from` is the first month from which a first approval
    lasts until retirement, None where the place does not say so.
    """

    terms: SubsidyTerms
    monthly: Fact
    used: Months
    now: SubsidyWindow | None
    best: SubsidyWindow | None
    windows: tuple[SubsidyWindow, ...]
    near_from: Month | None


def subsidy_plan(
    scenario: Scenario, law: Law, *, used: Months = _NONE_USED
) -> tuple[SubsidyPlan, ...]:
    """The plans for every kind of person the region's table knows, else the national frame's.

    `used` are months drawn under an earlier approval.
    """
    case = build(scenario, law)
    settled = planned(case)
    region = law.region(scenario.region)
    return tuple(_plan(case, settled, terms, used) for terms in _terms(law, region, case.today))


def _terms(law: Law, region: Region, today: Month) -> list[SubsidyTerms]:
    """The last terms that have begun, for each kind of applicant; they may have run out since."""
    own = rows_for(law, "subsidies", region)
    nation = [row for row in usable(law, law.table("subsidies")) if row["region"] == NATION]
    last: dict[Applicant, SubsidyTerms] = {}
    for row in own or nation:
        terms = _term(law, row)
        if terms.start is None or terms.start <= today:
            known = last.get(terms.who)
            if known is None or (known.start or 0) <= (terms.start or 0):
                last[terms.who] = terms
    return list(last.values())


def _applicant(text: str) -> Applicant:
    if "woman from 40" in text:
        return Applicant.BY_AGE
    if "graduate" in text:
        return Applicant.EITHER if "hard-to-employ" in text else Applicant.GRADUATE
    return Applicant.HARD_TO_EMPLOY


def _term(law: Law, row: Row) -> SubsidyTerms:
    return SubsidyTerms(
        region=law.region(str(row["region"])),
        who=_applicant(str(row["who"])),
        start=_month(row["start"]),
        end=_month(row["end"]),
        share=_fact("share", row, _two_thirds(row["share"])),
        share_of=_share_of(str(row["share_of"] or "")),
        pension=_fact("pension", row, _number(row["pension"])),
        cap=_fact("cap", row, _number(row["cap"])),
        months=_fact("months", row, _number(row["months"])),
        near=_UNTIL_RETIREMENT in str(row["near_retirement"] or ""),
    )


def _share_of(text: str) -> SubsidyBase:
    if "upper limit" in text:
        return SubsidyBase.FLOOR
    if "100% tier" in text:
        return SubsidyBase.PAID_TO_WAGE
    return SubsidyBase.PAID if "actually paid" in text else SubsidyBase.FLOOR


def _month(value: object) -> Month | None:
    return value if isinstance(value, Month) else None


def _number(value: object) -> int | None:
    return None if value is None else int(str(value))


def _two_thirds(value: object) -> int | None:
    """66.67 in the table is the 2/3 of the texts."""
    share = _number(value)
    return _TWO_THIRDS if share == _PERCENT_OF_THIRDS else share


def _fact(name: str, row: Row, value: int | None) -> Fact:
    standing = Standing.UNKNOWN if value is None else Standing.PUBLISHED
    return Fact(
        name=name,
        standing=standing,
        value=value,
        region=str(row["region"]),
        grade=str(row["grade"]),
        source=str(row["source"]),
    )


def _plan(case: Case, settled: Settlement, terms: SubsidyTerms, used: Months) -> SubsidyPlan:
    amounts = _amounts(case, settled, terms)
    first = min(amounts, default=None)
    inflation = case.projection.assumptions.inflation
    today = {
        month: in_todays_money(amount, month - case.today, inflation)
        for month, amount in amounts.items()
    }
    windows = [
        window
        for start in amounts
        if _may_begin(case, terms.who, start)
        if (months := _months_open(settled, terms, used, start))
        if (window := _window(start, months, amounts, today)) is not None
    ]
    near = Month(max(case.today, settled.statutory - NEAR_RETIREMENT + 1))
    value = amounts.get(case.today, amounts.get(first) if first is not None else None)
    return SubsidyPlan(
        terms=terms,
        monthly=Fact(
            name="monthly",
            standing=Standing.UNKNOWN if value is None else _standing(terms, case.today),
            value=value,
            region=terms.region.code,
        ),
        used=used,
        now=next((window for window in windows if window.start == case.today), None),
        windows=tuple(windows),
        best=max(windows, key=lambda window: (window.total_today, -window.start), default=None),
        near_from=near if terms.near else None,
    )


def _standing(terms: SubsidyTerms, today: Month) -> Standing:
    """National terms are an upper limit in principle, and terms that ran out may have changed."""
    has_ended = terms.end is not None and terms.end < today
    is_national = terms.region.code == NATION
    return Standing.ASSUMED if is_national or has_ended else Standing.PUBLISHED


def _amounts(case: Case, settled: Settlement, terms: SubsidyTerms) -> dict[int, Fen]:
    """The subsidy of each planned month before the statutory one, by today's terms."""
    if terms.pension.value is None and terms.share.value is None:
        return {}
    share, cap = Ppm(terms.share.value or 0), Fen(terms.cap.value or 0)
    found: dict[int, Fen] = {}
    for run in settled.runs:
        for month in range(max(run.first, case.today), min(run.last, settled.statutory - 1) + 1):
            if terms.pension.value is not None:
                found[month] = Fen(min(terms.pension.value, run.total))
            else:
                due = _due(case, run, month, terms.share_of)
                found[month] = contribution_subsidy(due, share, cap, Fen(run.total))
    return found


def _due(case: Case, run: Run, month: int, share_of: SubsidyBase) -> Fen:
    """The part of a month's contribution that a share is given of."""
    limits = case.projection.limits_at(case.places[run.place].code, month)
    if share_of is SubsidyBase.PAID or not run.base:
        return Fen(run.total)
    base = limits.floor
    if share_of is SubsidyBase.PAID_TO_WAGE:
        base = Fen(limits.reference_wage // MICRO_PER_FEN)
    return Fen(min(run.total, base * run.total // run.base))


def _may_begin(case: Case, who: Applicant, start: int) -> bool:
    """Whether a first approval can fall in a month: who left school lately is so now and not later."""
    scenario = case.scenario
    if who is Applicant.BY_AGE:
        return start - scenario.born >= _AGE_FROM[scenario.sex]
    return who is not Applicant.GRADUATE or start == case.today


def _months_open(settled: Settlement, terms: SubsidyTerms, used: Months, start: int) -> Months:
    """For how long a first approval in `start` lasts."""
    left = Months(settled.statutory - start)
    standard = Months(terms.months.value or _STANDARD)
    return subsidy_months(left, standard, used, NEAR_RETIREMENT if terms.near else Months(0))


def _window(
    start: int, months: Months, amounts: Mapping[int, Fen], today: Mapping[int, Fen]
) -> SubsidyWindow | None:
    """What a first approval in `start` opens: consecutive months, paid or not."""
    drawn = [month for month in range(start, start + months) if month in amounts]
    if not drawn:
        return None
    return SubsidyWindow(
        start=Month(start),
        last=Month(drawn[-1]),
        months=Months(len(drawn)),
        total=Fen(sum(amounts[month] for month in drawn)),
        total_today=Fen(sum(today[month] for month in drawn)),
    )
