"""身故时家人可得: what heirs and survivors receive at any age, beside what was paid in.

Before retirement the whole account and the grants of 人社部发〔2021〕18号; after it what is left of the
account and the grants, with the pension drawn by then. The pooled part is never inherited. Future
incomes per head are carried on at the assumed wage growth and marked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.case import Case
from calculator.projection import grown
from calculator.real_money import in_todays_money
from rules.adjustment import adjusted_pension
from rules.career import Run
from rules.estimation import Settlement, keep_ledger
from rules.individual_account import interest_after_retirement
from rules.law import Status
from rules.month import MONTHS_PER_YEAR, Month, year_of
from rules.quantities import Fen, Months, Ppm
from rules.survivor import (
    capped_grants,
    funeral_grant,
    inheritance,
    survivor_grant,
    survivor_months,
    survivor_months_retired,
)

__all__ = [
    "DeathCurve",
    "DeathPoint",
    "IncomeBasis",
    "death_at",
    "death_curve",
    "deaths_near",
    "income_basis",
]

GRANTS = "renshebufa-2021-18"
"""The measure on funeral and survivor grants."""
_OLDEST = 100 * MONTHS_PER_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeBasis:
    """城镇居民人均可支配收入 the grants rest on: the last one known, and what it is worth.

    `stated`: the person gave it, for the year before today.
    """

    year: int
    income: Fen
    region: str
    grade: str
    source: str
    stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathPoint:
    """A death in `month`, fen. What is paid and drawn includes the month itself when drawing.

    `paid_in` is the person's own money of the months laid out, `drawn` pension received. The grants
    are None where no income is known; `income_status` says whether it is published for that year.
    `family` is inheritance and grants together. Amounts named `today` are in today's prices.
    """

    month: Month
    age: Months
    retired: bool
    paid_in: Fen
    paid_in_today: Fen
    drawn: Fen
    drawn_today: Fen
    inheritance: Fen
    inheritance_today: Fen
    funeral: Fen | None
    survivor: Fen | None
    grants: Fen | None
    grants_today: Fen | None
    income_status: Status | None
    family: Fen
    family_today: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathCurve:
    """Points a year apart: from today to retirement, then from the first payment to the age of 100.

    `paid_by_statement`: months whose payments are known only as a balance, so not in `paid_in`.
    `payable` false: the minimum period is not met, and no point after retirement is shown.
    """

    payable: bool
    points: tuple[DeathPoint, ...]
    paid_by_statement: Months
    income: IncomeBasis | None
    indexation: Ppm
    wage_growth: Ppm


def death_curve(case: Case, settled: Settlement) -> DeathCurve:
    """The curve for a settlement of the case."""
    payable = settled.missing == 0
    working = range(case.today, min(settled.start, settled.retirement + 1), MONTHS_PER_YEAR)
    last = case.scenario.born + _OLDEST
    drawing = range(settled.start + MONTHS_PER_YEAR - 1, last + 1, MONTHS_PER_YEAR)
    income = income_basis(case)
    months = [*working, settled.retirement, *([settled.start, *drawing] if payable else [])]
    months = sorted({month for month in months if month >= case.today})
    return DeathCurve(
        payable=payable,
        points=tuple(death_at(case, settled, Month(month), income) for month in months),
        paid_by_statement=Months(case.opening.months),
        income=income,
        indexation=case.projection.assumptions.indexation,
        wage_growth=case.projection.assumptions.wage_growth,
    )


def deaths_near(
    case: Case, settled: Settlement, income: IncomeBasis | None
) -> tuple[DeathPoint, ...]:
    """A death this month and, where the pension is paid, one in the month it starts."""
    months = [case.today] if settled.missing else [case.today, Month(settled.start)]
    return tuple(death_at(case, settled, month, income) for month in months)


def death_at(
    case: Case, settled: Settlement, month: Month, income: IncomeBasis | None
) -> DeathPoint:
    """A death in `month`, not before today. A pension of the month of death is still paid."""
    retired = month >= settled.start and settled.missing == 0
    runs = _until(settled.runs, month if retired else month - 1)
    counted = settled.counted if retired else _counted(case, runs)
    yearly, status = _income(case, income, month.year - 1)
    drawn = Months(month - settled.start + 1 if retired else 0)
    left = _left(case, settled, drawn) if retired else _balance(case, settled, month - 1)
    funeral = survivor = grants = None
    if yearly is not None:
        funeral = funeral_grant(yearly)
        months = (
            survivor_months_retired(Months(counted), drawn)
            if retired
            else survivor_months(Months(counted))
        )
        survivor = survivor_grant(yearly, months)
        grants = _grants(case, runs, funeral, survivor, Months(counted), retired=retired)
    family = Fen(left + (grants or 0))
    pensions = _drawn(case, settled, drawn)
    return DeathPoint(
        month=month,
        age=Months(month - case.scenario.born),
        retired=retired,
        paid_in=Fen(sum(run.months * run.total for run in runs)),
        paid_in_today=_sum_today(case, [(run.last, run.months * run.total) for run in runs]),
        drawn=Fen(sum(amount for _, amount in pensions)),
        drawn_today=_sum_today(case, pensions),
        inheritance=left,
        inheritance_today=_today(case, left, month),
        funeral=funeral,
        survivor=survivor,
        grants=grants,
        grants_today=None if grants is None else _today(case, grants, month),
        income_status=status,
        family=family,
        family_today=_today(case, family, month),
    )


def _grants(
    case: Case, runs: Sequence[Run], funeral: Fen, survivor: Fen, counted: Months, *, retired: bool
) -> Fen:
    """Both grants; before the pension and under five years at most what went into the account.

    Of months known only as a lump that is at most the balance of the statement.
    """
    if retired:
        return Fen(funeral + survivor)
    in_lump = case.opening.balance if case.opening.months > 0 else 0
    credited = in_lump + sum(run.months * run.credit for run in runs)
    return capped_grants(funeral, survivor, counted, Fen(credited))


def _until(runs: Sequence[Run], last: int) -> list[Run]:
    """The runs as far as they lie up to the month `last`."""
    return [
        run._replace(last=min(run.last, last), months=min(run.last, last) - run.first + 1)
        for run in runs
        if run.first <= last
    ]


def _counted(case: Case, runs: Sequence[Run]) -> int:
    paid = sum(run.months for run in runs)
    return paid + case.opening.months + case.transition.deemed_months


def _balance(case: Case, settled: Settlement, month: int) -> Fen:
    """The whole account at the end of a month before retirement."""
    until = Month(max(month, case.opening.month))
    terms = case.terms_at(year_of(settled.retirement))
    ledger = keep_ledger(_until(settled.runs, until), case.opening, until, terms, case.practice)
    return inheritance(Fen(ledger[-1].closing if ledger else case.opening.balance), Fen(0))


def _left(case: Case, settled: Settlement, drawn: Months) -> Fen:
    """What is left of the account after `drawn` months of the first individual account pension.

    Interest is settled once for every twelve months drawn, at the rate of the year they begin in.
    """
    balance = Fen(settled.balance)
    monthly = settled.award.account
    terms = case.terms_at(year_of(settled.retirement))
    for year in range(drawn // MONTHS_PER_YEAR):
        at = year_of(settled.start + year * MONTHS_PER_YEAR) - terms.first_year
        paid = Fen(MONTHS_PER_YEAR * monthly)
        interest = interest_after_retirement(balance, paid, Ppm(terms.crediting_rate[at]))
        balance = Fen(inheritance(balance, paid) + interest)
        if balance <= interest:
            return Fen(0)
    return inheritance(balance, Fen(drawn % MONTHS_PER_YEAR * monthly))


def _drawn(case: Case, settled: Settlement, drawn: Months) -> list[tuple[int, int]]:
    """Pension received: (last month, amount) for each calendar year, raised every January."""
    pension = Fen(settled.award.total)
    last = settled.start + drawn - 1
    received = []
    for year in range(year_of(settled.start), year_of(last) + 1 if drawn else 0):
        if year > year_of(settled.retirement):
            pension = adjusted_pension(pension, case.projection.assumptions.indexation)
        first_month = max(settled.start, year * MONTHS_PER_YEAR)
        last_month = min(last, year * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1)
        if first_month <= last_month:
            received.append((last_month, (last_month - first_month + 1) * pension))
    return received


def income_basis(case: Case) -> IncomeBasis | None:
    """The person's own figure, else the last one published for the province, else None.

    None too in the knowledge of a day on which the measure on grants was not out.
    """
    if not case.projection.law.knows(GRANTS):
        return None
    own = case.scenario.disposable_income
    if own is not None:
        return IncomeBasis(
            year=case.today.year - 1, income=own, region="", grade="", source="", stated=True
        )
    law = case.projection.law
    rows = [
        row
        for row in law.table("disposable_income")
        if row["region"] == case.claim.province
        and str(row["grade"]) in law.grades
        and int(str(row["year"])) < case.today.year
    ]
    if not rows:
        return None
    row = max(rows, key=lambda row: int(str(row["year"])))
    return IncomeBasis(
        year=int(str(row["year"])),
        income=Fen(int(str(row["income"]))),
        region=str(row["region"]),
        grade=str(row["grade"]),
        source=str(row["source"]),
        stated=False,
    )


def _income(case: Case, basis: IncomeBasis | None, year: int) -> tuple[Fen | None, Status | None]:
    """The income of a year: the basis, grown at the assumed wage growth where it is older."""
    if basis is None:
        return None, None
    ahead = year - basis.year
    if ahead <= 0:
        return basis.income, Status.PUBLISHED
    growth = case.projection.assumptions.wage_growth
    return Fen(grown(basis.income, growth, ahead)), Status.PROJECTED


def _today(case: Case, amount: Fen, month: int) -> Fen:
    return in_todays_money(amount, month - case.today, case.projection.assumptions.inflation)


def _sum_today(case: Case, amounts: Sequence[tuple[int, int]]) -> Fen:
    return Fen(sum(_today(case, Fen(amount), month) for month, amount in amounts))
