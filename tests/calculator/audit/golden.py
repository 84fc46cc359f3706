"""The published sheets as an adviser would type them, and their inputs taken otherwise one at a time."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from calculator.audit import Change, Sheet, read_sheet
from calculator.audit.bases import with_base
from calculator.audit.basis import Basis, figures_of, of_sheet
from calculator.law_at_claim import divisor_at
from calculator.scenario.files import ScenarioText
from calculator.verification.published import published_cases
from rules.law import Law, Region
from rules.law.practices import WORDS

__all__ = ["Altered", "Case", "alterations", "cases", "names"]

_INPUTS = {
    "calculation_base": "计发基数",
    "average_index": "平均缴费工资指数",
    "indexed_monthly_wage": "指数化月平均缴费工资",
    "contribution_months": "累计缴费月数",
    "account_balance": "个人账户储存额",
    "retirement_month": "退休年月",
    "birth_month": "出生年月",
    "transition_idx": "过渡性养老金指数",
    "transition_years": "建账前缴费年限",
    "deemed_years": "建账前缴费年限",
    "transition_years2": "transition_paid",
    "actual_years": "transition_paid",
    "provincial_base_for_index": "index_base",
    "transition_base": "transitional_base",
    "transition_wage": "transition_wage",
}
_AMOUNTS = {
    "basic_pension": "基础养老金",
    "account_pension": "个人账户养老金",
    "transitional_pension": "过渡性养老金",
    "info_printed_total": "合计",
}


class Case(NamedTuple):
    """A published sheet: everything it prints, and its amounts alone."""

    name: str
    region: Region
    whole: Sheet
    amounts: Sheet
    basis: Basis


@cache
def cases(law: Law) -> tuple[Case, ...]:
    """Every sheet whose printed amounts come out of its printed inputs."""
    found = [_case(golden, law) for golden in published_cases()]
    return tuple(case for case in found if case is not None)


def _case(golden: dict[str, Any], law: Law) -> Case | None:
    inputs, printed = golden["inputs"], golden["expected"]
    if golden["kind"] not in ("pension", "transitional") or "calculation_base" not in inputs:
        return None
    if golden["source"]["kind"].startswith("repository"):
        return None
    region = law.region(golden["region"])
    lines: dict[str, Any] = {key: inputs[name] for name, key in _INPUTS.items() if name in inputs}
    lines.setdefault("退休年月", f"{golden.get('year', 2026)}-06")
    if "retirement_age" in inputs:
        lines["退休年龄"] = inputs["retirement_age"]
    amounts = {key: printed[name] for name, key in _AMOUNTS.items() if name in printed}
    local = {
        name: amount
        for name, amount in printed.items()
        if name not in (*_AMOUNTS, "total_monthly") and not name.startswith("info_")
        if isinstance(amount, (int, Decimal))
    }
    is_summed = law.practice(region.code).amount_rounding != "total_jiao_up"
    if "total_monthly" in printed and is_summed:
        amounts.setdefault("合计", printed["total_monthly"])
    if local:
        amounts["地方项目"] = local
    whole = read_sheet(ScenarioText(lines | amounts, ""))
    basis = of_sheet(whole, region, law)
    known = {"account", "basic", "total", "transitional"} & set(whole.lines)
    usable = known <= basis.known and not whole.differing(figures_of(basis))
    if not usable:
        return None
    alone = {name: stated for name, stated in whole.lines.items() if name in (*known, "local")}
    return Case(golden["id"], region, whole, replace(whole, lines=alone), basis)


class Altered(NamedTuple):
    """A basis with one input taken otherwise, and how an audit has to name the input: kinds and line."""

    what: str
    basis: Basis
    kinds: frozenset[str]
    line: str
    true: Any


def alterations(case: Case, law: Law) -> Iterator[Altered]:
    """Every input of a sheet taken otherwise in a few ways, where that changes a printed line."""
    for one in _altered(case, law):
        if case.amounts.differing(figures_of(one.basis)):
            yield one


def _altered(case: Case, law: Law) -> Iterator[Altered]:
    yield from _bases(case, law)
    yield from _numbers(case)
    yield from _ages(case, law)
    yield from _readings(case, law)
    yield from _early(case)


def _bases(case: Case, law: Law) -> Iterator[Altered]:
    """The base of the year before, where the law has it, and one that is a hundred yuan higher."""
    basis = case.basis
    kinds = frozenset({"base_published", "base_printed", "base_fitting"})
    others = {int(basis.basic_base) + 100_000_000}
    values = law.series("calculation_base", case.region.code)
    others |= {v.amount for v in values if abs(v.start.year - basis.retirement // 12) <= 1}
    for base in sorted(others - {int(basis.basic_base)}):
        altered = with_base(basis, base)
        yield Altered(f"base {base}", altered, kinds, "calculation_base", int(basis.basic_base))


def _numbers(case: Case) -> Iterator[Altered]:
    basis = case.basis
    index = figures_of(basis).get("average_index")
    for off in (50, 500, -800) if index else ():
        altered = basis.with_index(index + off * 10**8)
        yield Altered(f"index {off}", altered, frozenset({"average_index"}), "average_index", index)
    for off in (1, 7, -13) if basis.months else ():
        altered = basis._replace(months=basis.months + off)
        yield Altered(f"months {off}", altered, frozenset({"months"}), "months", basis.months)
    for off in (100_000, -1_234_567) if "balance" in basis.known else ():
        altered = basis._replace(balance=basis.balance + off)
        yield Altered(f"balance {off}", altered, frozenset({"balance"}), "balance", basis.balance)
    if "total" in basis.known and "total" in case.whole.lines:
        altered = basis._replace(extras=basis.extras._replace(flat=basis.extras.flat + 10_000))
        yield Altered("local", altered, frozenset({"local"}), "local", basis.extras.flat)


def _ages(case: Case, law: Law) -> Iterator[Altered]:
    """Another age, or the other way of taking payment months."""
    basis = case.basis
    if not basis.age or "account" not in basis.known:
        return
    kinds = frozenset({"age", "practice", "divisor"})
    true = basis.payment_months
    for off in (-1, 1, 6):
        divisor = divisor_at(basis.age + off, basis.retirement, basis.local, law)
        altered = basis._replace(age=basis.age + off, payment_months=divisor)
        yield Altered(f"age {off}", altered, kinds, "payment_months", true)
    other = "whole_age" if basis.local.divisor_rule == "by_month" else "by_month"
    ruled = basis.with_local(divisor_rule=other)
    divisor = divisor_at(basis.age, basis.retirement, ruled.local, law)
    altered = ruled._replace(payment_months=divisor)
    yield Altered(f"divisor {other}", altered, kinds, "payment_months", true)


_FIELDS = {
    "years_mode": "years",
    "amount_rounding": "total",
    "indexed_wage_rounding": "indexed_wage",
    "low_index_factor": "basic",
    "index_decimals": "average_index",
    "transitional_shape": "transitional",
}


def _readings(case: Case, law: Law) -> Iterator[Altered]:
    """Every reading of every field another place has."""
    basis = case.basis
    for field, line in _FIELDS.items():
        true = getattr(basis.local, field)
        words = WORDS.get(field) or ((True, False) if field == "low_index_factor" else (None, 2))
        for reading in words:
            if reading != true:
                altered = basis.with_local(**{field: reading})
                kinds = frozenset({"practice"})
                yield Altered(f"{field} {reading}", altered, kinds, line, (field, true))


def _early(case: Case) -> Iterator[Altered]:
    """The transitional part: coefficient, its own index, its years."""
    basis = case.basis
    if "transitional" not in basis.known or not basis.transition.years:
        return
    rates = basis.local.transitional_coefficients
    moved = tuple((above, rate + 1_000) for above, rate in rates)
    true = figures_of(basis)["coefficient"]
    altered = basis.with_local(transitional_coefficients=moved)
    yield Altered("coefficient", altered, frozenset({"coefficient"}), "coefficient", true)
    transition = basis.transition
    own = figures_of(basis)["transition_index"]
    altered = basis._replace(transition=transition._replace(own_index=own + 300 * 10**8))
    kinds = frozenset({"transition_index", "second_index"})
    yield Altered("own index", altered, kinds, "transition_index", own)
    for off in (1_000, 6_000):
        altered = basis._replace(transition=transition._replace(years=transition.years + off))
        kinds = frozenset({"transition_years"})
        yield Altered(f"early {off}", altered, kinds, "transition_years", transition.years)


_SLACK = {"average_index": 10**8 // 2, "transition_index": 10**8 // 2, "local": 1}
"""Indices are told to four decimals, and a sheet may be off by a fen before anything is altered."""


def names(change: Change, altered: Altered) -> bool:
    """Whether a change names the input that was altered, and its true value."""
    if change.line != altered.line or change.kind not in altered.kinds:
        return False
    if isinstance(altered.true, tuple):
        return (change.values["field"], change.values["reading"]) == altered.true
    low, high = (change.values.get(side, change.new) for side in ("low", "high"))
    slack = _SLACK.get(change.line, 0)
    return low - slack <= altered.true <= high + slack
