"""反向核对: worked by hand, pairs, what nothing explains, and lives taken otherwise."""

from decimal import Decimal

import pytest

from calculator.audit import Sheet, Stated, audit, audit_sheet, read_sheet
from calculator.audit import lives as lives_module
from calculator.audit.auditing import audit_basis
from calculator.audit.basis import figures_of, of_settlement, of_sheet
from calculator.case import build
from calculator.planned import planned
from calculator.reform.reading import read_reform
from calculator.scenario import from_mapping
from calculator.scenario.files import ScenarioText
from rules.law import load
from rules.month import Month
from rules.quantities import Fen

LAW = load()
SICHUAN = LAW.region("四川")
TODAY = Month.of(2026, 11)

# Sichuan, man of 60y1m in 2025-10, two decimals, indexed wage to the fen, average form:
#   indexed wage 8,321 x 0.613 = 5,100.77
#   basic        (8,321 + 5,100.77) / 2 x 24.75 x 1% = 1,660.94
#   account      72,117.51 / 138.4 = 521.08
#   early part   (8,321 + 5,100.77) / 2 x 6.5 x 1.3% = 567.07
#   total        2,749.09
SHEET = {
    "退休年月": "2025-10",
    "退休年龄": "60岁1个月",
    "计发基数": 8321,
    "平均缴费工资指数": Decimal("0.613"),
    "累计缴费月数": 297,
    "个人账户储存额": Decimal("72117.51"),
    "建账前缴费年限": Decimal("6.5"),
    "基础养老金": Decimal("1660.94"),
    "个人账户养老金": Decimal("521.08"),
    "过渡性养老金": Decimal("567.07"),
    "合计": Decimal("2749.09"),
}


def sheet(**changed):
    return read_sheet(ScenarioText({**SHEET, **changed}, ""))


def without(*keys):
    return read_sheet(ScenarioText({k: v for k, v in SHEET.items() if k not in keys}, ""))


def basis(**changed):
    return of_sheet(sheet(), SICHUAN, LAW)._replace(**changed)


def first(found):
    return [(change.kind, change.line, change.new) for change in found.explanations[0].changes]


def test_a_sheet_that_adds_up_agrees_line_by_line():
    found = audit_sheet(sheet(), SICHUAN, LAW)
    assert found.agrees
    assert [line.explained_by for line in found.lines] == [0] * len(SHEET)


def test_the_base_of_the_year_before_is_found_by_its_year():
    # The law has 8,462 for 2025 in Sichuan; this sheet was paid on the 8,321 of 2024.
    law_base = LAW.calculation_base("510000", 2025).amount
    assert law_base == 8_462_000_000
    printed = without("计发基数", "平均缴费工资指数")
    ours = basis(basic_base=law_base, index_base=law_base, transitional_base=law_base)
    found = audit_basis(ours, printed, LAW)
    assert first(found) == [("base_published", "calculation_base", 8_321_000_000)]
    (change,) = found.explanations[0].changes
    assert (change.values["year"], change.values["region"]) == (2024, "510000")
    assert {line.name: line.explained_by for line in found.lines}["account"] == 0
    assert {line.name: line.explained_by for line in found.lines}["basic"] == 1


def test_two_inputs_are_named_together_where_one_does_not_do():
    printed = without("计发基数", "平均缴费工资指数", "个人账户储存额", "累计缴费月数")
    base = 8_462_000_000
    ours = basis(basic_base=base, index_base=base, transitional_base=base, balance=Fen(7_311_751))
    found = audit_basis(ours, printed, LAW)
    assert {kind for kind, _, _ in first(found)} == {"base_published", "balance"}
    assert all(len(one.changes) == 2 for one in found.explanations)
    verdicts = {line.name: line.explained_by for line in found.lines}
    assert {verdicts["basic"], verdicts["account"]} == {1, 2}
    assert verdicts["total"] == 2


def test_what_nothing_explains_is_said_and_the_rest_is_explained():
    # 99.99 yuan of the account pension belong to no balance when the balance is printed and agrees.
    odd = sheet(个人账户养老金=Decimal("621.07"), 合计=Decimal("2849.08"))
    found = audit_sheet(odd, SICHUAN, LAW)
    assert not found.agrees
    assert found.explanations == ()
    assert set(found.unexplained) == {"account", "total"}
    assert found.so_far is not None


def test_more_than_two_reasons_are_explained_as_far_as_they_go():
    printed = without("计发基数", "平均缴费工资指数", "个人账户储存额", "建账前缴费年限")
    base = 8_462_000_000
    ours = basis(basic_base=base, index_base=base, transitional_base=base, balance=Fen(7_311_751))
    ours = ours._replace(transition=ours.transition._replace(years=ours.transition.years + 12_000))
    found = audit_basis(ours, printed, LAW)
    assert found.explanations == ()
    assert found.so_far is not None
    assert not found.so_far.open_lines
    assert len(found.so_far.changes) == 3


def test_a_line_whose_inputs_are_missing_is_not_computed():
    found = audit_sheet(without("个人账户储存额"), SICHUAN, LAW)
    computed = {line.name: line.computed for line in found.lines}
    assert computed["account"] is None
    assert computed["total"] is None
    assert computed["basic"] == 166_094
    assert found.agrees


def test_local_items_are_one_thing_left_out_however_large():
    printed = sheet(地方项目={"增发": Decimal("126.24")}, 合计=Decimal("2875.33"))
    found = audit_basis(basis(), printed, LAW)
    assert first(found) == [("local", "local", 12_624)]


def test_an_amount_alone_bounds_a_balance():
    # 521.08 +- 0.01 x 138.4: any balance between 72,115.4 and 72,118.9 would do.
    printed = without("个人账户储存额")
    found = audit_basis(basis(balance=Fen(7_000_000)), printed, LAW)
    (change,) = found.explanations[0].changes
    assert change.kind == "balance"
    assert change.values["low"] <= 7_211_751 <= change.values["high"]
    assert change.values["high"] - change.values["low"] < 500


def test_the_own_reading_of_the_place_comes_before_any_other_reason():
    # 6,710.885 x 24.67% = 1,655.58 in Sichuan; by months, x 24.666...% = 1,655.35.
    printed = figures_of(basis(months=296))
    ours = basis(months=296).with_local(years_mode="exact")
    assert printed["basic"] - figures_of(ours)["basic"] == 23
    lines = {name: Stated(printed[name], 1) for name in ("basic", "account", "total")}
    change = audit_basis(ours, Sheet(lines=lines), LAW).explanations[0].changes[0]
    assert (change.kind, change.values["reading"]) == ("practice", "round2")


LIFE = {
    "region": "北京",
    "born": "1971-09",
    "sex": "female",
    "tier": "100%",
    "today": "2026-11",
    "rhythm": "quarterly",
    "registered": "河南",
    "history": [
        {"from": "2005-01", "to": "2012-12", "tier": "100%", "kind": "employed"},
        {"from": "2016-01", "to": "2026-10", "tier": "60%"},
    ],
}
TAKEN_OTHERWISE = [
    ({"index_denominator": "paid_months"}, "practice"),
    ({"index_denominator": "calendar_years"}, "practice"),
    ({"retirement_interest": "through_previous"}, "practice"),
    ({"retirement_interest": "full_year"}, "practice"),
    ({"interest_method": "annual"}, "practice"),
    ({"posting": "covered_month"}, "practice"),
    ({"pay_retirement_month": False}, "practice"),
    ({"divisor_rule": "whole_age"}, "practice"),
    ({"category": "female_50"}, "category"),
    ({"rhythm": "yearly"}, "rhythm"),
    ({"claim": "410000"}, "place"),
    ({"born": Month.of(1971, 11)}, "birth"),
]
PRINTED = (
    "retirement",
    "average_index",
    "months",
    "balance",
    "payment_months",
    "basic",
    "account",
    "total",
)


def printed_by(figures):
    """A sheet of figures, the index to four decimals."""
    lines = {name: Stated(figures[name], 1) for name in PRINTED}
    index = (figures["average_index"] + 5 * 10**7) // 10**8 * 10**8
    return Sheet(lines=lines | {"average_index": Stated(index, 10**8)})


@pytest.mark.parametrize(("values", "kind"), TAKEN_OTHERWISE, ids=str)
def test_another_reading_of_a_life_is_recognised(values, kind):
    scenario = from_mapping(LIFE, LAW, TODAY)
    case = build(scenario, LAW)
    ours = of_settlement(case, planned(case))
    changed = build(scenario.changed(**values), LAW)
    theirs = of_settlement(changed, planned(changed))
    printed = printed_by(figures_of(theirs))
    assert printed.differing(figures_of(ours))
    found = audit(scenario, printed, LAW)
    (change,) = found.explanations[0].changes
    assert change.kind == kind
    assert not found.unexplained
    if kind == "practice":
        ((field, reading),) = values.items()
        assert (change.values["field"], change.values["reading"]) == (field, reading)


def test_a_segment_the_agency_does_not_count_is_found():
    scenario = from_mapping(LIFE, LAW, TODAY)
    changed = build(scenario.changed(history=scenario.history[1:]), LAW)
    theirs = of_settlement(changed, planned(changed))
    found = audit(scenario, printed_by(figures_of(theirs)), LAW)
    (change,) = found.explanations[0].changes
    assert (change.kind, change.size) == ("segment", 96)


def test_what_nothing_simple_explains_settles_each_life_once(monkeypatch):
    """Three lines, each off by itself: singles, pairs and the search for most of it share their lives."""
    asked = []
    settle = lives_module._lived
    monkeypatch.setattr(
        lives_module,
        "_lived",
        lambda scenario, law: asked.append(scenario) or settle(scenario, law),
    )
    lines = {
        name: Stated(amount, 1)
        for name, amount in zip(
            ("basic", "account", "total"), (222_222, 177_777, 432_198), strict=True
        )
    }
    found = audit(from_mapping(LIFE, LAW, TODAY), Sheet(lines=lines), LAW)
    assert found.explanations == ()
    assert found.so_far is not None
    assert len(asked) == len(set(asked))


def test_payment_months_of_a_sheet_are_those_of_the_reform():
    """A reform that gives 60 years 137 months from 2030: a sheet of 2030-06 divides by it, one of 2029 by 139."""
    law = LAW.reformed(
        read_reform('title = "x"\nfrom = "2030-01"\n[payment_months]\n60 = 137\n', LAW)
    )
    for month, divisor in (("2030-06", 1_370), ("2029-06", 1_390)):
        lines = {
            "退休年月": month,
            "退休年龄": "60年",
            "个人账户储存额": "15000",
            "计发月数": "137",
        }
        basis = of_sheet(read_sheet(ScenarioText(lines, "")), SICHUAN, law)
        assert basis.payment_months == divisor
