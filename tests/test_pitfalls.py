"""前车之鉴: the faults of other calculators, and the tests that would fail if we had them.

`HELD` is the index: what went wrong elsewhere, and the tests here it would break. Tests that belong to no
single module stand below it.
"""

from typing import Any

import pytest

from calculator.estimates import estimate
from calculator.scenario import Scenario
from rules.contribution_period import YearsMode, years_of_contribution
from rules.estimation import Settlement
from rules.law import load
from rules.month import Month, year_of
from rules.pension import basic_pension, indexed_wage
from rules.quantities import INDEX_ONE, YEAR_UNITS, IndexE12, Micro, Months, Pico, Ppm, YearUnits
from tests.indices import is_test

AGE = "rules/test_retirement_age.py"
PENSION = "rules/test_pension.py"
ESTIMATION = "rules/test_estimation.py"
RELATIONS = "metamorphic/test_settlement.py"
FIGURES = "law/test_published_figures.py"

HELD: dict[str, tuple[str, ...]] = {
    "F1 delay off by one month for everybody": (
        f"{AGE}::test_the_formula_is_the_official_table_row_for_row",
        f"{AGE}::test_f1_the_first_cohort_already_waits_a_month",
    ),
    "F2 first month of a cohort step wrong": (
        f"{AGE}::test_f2_the_first_month_of_each_step_belongs_to_it",
        f"{AGE}::test_f2_a_man_of_1976_09_is_63",
        "properties/test_retirement.py::"
        "test_age_rises_by_at_most_a_month_and_the_retirement_month_by_one_or_two",
    ),
    "F3 year not carried when months wrap": (
        f"{AGE}::test_f3_a_man_of_1966_11_retires_in_2027_05",
        "rules/test_month.py::test_years_carry_when_months_wrap",
    ),
    "F4 women of 50 never delayed, flexible women on the wrong track": (
        f"{AGE}::test_f4_women_of_both_categories_are_delayed",
        "calculator/test_estimate.py::test_a_woman_of_1990_03_retires_in_2048_03_and_is_paid_from_april",
    ),
    "F5 payment months between whole ages": (
        f"{PENSION}::test_f5_the_table_by_month_is_the_formula_row_for_row",
        f"{PENSION}::test_f5_payment_months_at_ages_with_months",
        "properties/test_pension.py::"
        "test_payment_months_between_birthdays_lie_between_those_of_the_annex",
        "rules/test_quantities.py::test_halves_go_up_not_to_the_even_neighbour",
    ),
    "F6 twenty years from 2025, or fifteen for ever": (
        "rules/test_contribution_period.py::test_the_formula_is_the_official_table_row_for_row",
        "rules/test_contribution_period.py::test_the_minimum_of_a_year",
    ),
    "F7 early retirement keeps the full years": (
        f"{ESTIMATION}::test_f7_early_retirement_uses_the_years_that_were_paid",
        f"{RELATIONS}::test_an_early_pension_is_never_above_the_statutory_one_on_the_same_terms",
    ),
    "F8 wrong history of crediting rates": (
        f"{FIGURES}::test_crediting_rates_are_the_national_ones_not_the_circulating_errors",
        f"{FIGURES}::test_the_rate_of_2026_is_not_published_and_only_read_on_request",
    ),
    "F9 a typed balance does not grow": (
        f"{ESTIMATION}::test_f9_f10_a_typed_balance_grows_and_payments_enter_the_account",
    ),
    "F10 future payments never enter; a base of one year labelled with another": (
        f"{ESTIMATION}::test_f10_the_base_is_that_of_the_retirement_year",
        "calculator/test_projection.py::test_later_bases_grow_from_the_year_of_the_last_one",
        "calculator/test_projection.py::"
        "test_at_a_later_claim_the_last_published_rate_is_an_assumed_one",
    ),
    "F11 in-year interest as anybody likes": (
        "rules/test_individual_account.py::"
        "test_f11_twelve_hundred_posted_once_earn_60_in_january_and_5_in_december",
        "rules/test_individual_account.py::test_f11_no_in_year_convention_of_other_calculators_is_used",
    ),
    "F12 first year dropped when the account starts in January": (
        f"{ESTIMATION}::test_f12_starting_in_january_is_not_worse_than_in_february",
        f"{RELATIONS}::test_one_more_paid_month_never_lowers_the_balance",
    ),
    "F13 contribution reference taken for the calculation base": (
        f"{FIGURES}::test_the_calculation_base_is_not_the_contribution_reference",
        f"{FIGURES}::test_sichuan_wuhan_and_henan_keep_the_figures_others_confused",
    ),
    "F14 invented history": (
        "law/test_checking.py::test_an_invented_history_is_caught_by_its_leap",
        "law/test_data_files.py::test_the_law_has_nothing_to_complain_about",
    ),
    "F15 tests that inject the answer": (
        "golden/test_golden.py::test_no_file_feeds_an_answer",
        "golden/test_golden.py::test_another_practice_fails_a_published_case",
        "calculator/test_verification.py::test_answers_in_the_inputs_change_nothing",
        "calculator/test_verification.py::test_printed_amounts_change_nothing_that_is_computed",
    ),
    "F16 average index held at 0.6": (
        "rules/test_denominator.py::test_f16_each_denominator_treats_a_gap_in_its_way",
        "rules/test_contribution_index.py::test_an_average_below_0_6_is_not_lifted",
    ),
    "F17 wrong tables of payment months": (
        f"{PENSION}::test_f17_the_annex_holds_all_31_ages",
        "law/test_official_tables.py::test_payment_months_are_the_whole_annex_of_document_38",
    ),
    "F18 parts apportioned from the total": (
        f"{PENSION}::test_f18_the_parts_are_computed_and_never_apportioned",
    ),
    "F19 replacement rate over the wrong wage": (
        "test_pitfalls.py::test_f19_a_replacement_rate_names_its_denominator_and_divides_by_it",
    ),
    "F20 wage and base of different years, months and years mixed": (
        "rules/test_contribution_index.py::test_the_whole_average_wage_is_index_one_in_every_year",
        "test_pitfalls.py::test_f20_the_hundred_percent_tier_has_index_one_in_every_province",
    ),
    "F21 a base fixed in yuan keeps its index": (
        "calculator/test_estimate.py::test_a_frozen_base_lowers_the_index_and_the_pension",
    ),
    "F22 zero taken for missing": (
        f"{ESTIMATION}::test_f22_a_statement_of_zero_is_a_statement",
        "calculator/test_scenario.py::test_zero_is_a_value_and_missing_is_not_zero",
        "calculator/test_irregular_plans.py::test_zero_income_is_a_month_and_a_missing_month_is_not",
    ),
    "F23 payback of a part of the money": (
        "calculator/test_valuation.py::test_the_stream_of_a_plan_holds_what_the_rules_settle",
        "calculator/comparison/test_tiers.py::"
        "test_payback_is_as_published_ten_years_at_the_bottom_and_seventeen_above",
    ),
    "F24 unsourced claims as rules": (
        "law/test_limits.py::test_no_floor_was_lowered_to_50_percent_in_march_2026",
        "law/test_checking.py::test_a_document_nobody_listed_is_an_error",
    ),
    "F25 months after retirement, before the account, or twice": (
        f"{ESTIMATION}::test_f25_months_after_retirement_and_before_the_statement_are_not_credited",
        "rules/test_career.py::test_f25_nothing_is_paid_after_the_last_payable_month",
        f"{RELATIONS}::test_overlapping_spells_keep_each_month_once_and_an_employer_first",
        "calculator/test_estimate.py::test_months_named_twice_count_once_and_the_employed_ones_stay",
    ),
    "F26 money in floating point": (
        "test_pitfalls.py::test_f26_every_legal_amount_is_a_whole_number",
        "test_pitfalls.py::test_f26_fen_beyond_the_precision_of_a_float_are_kept",
    ),
    "F27 nominal amounts called today's money": (
        "calculator/test_valuation.py::test_without_inflation_real_and_nominal_figures_are_the_same",
        "test_pitfalls.py::test_f27_todays_money_is_the_nominal_amount_less_inflation",
    ),
    "F28 a mortality assumption nobody sees": (
        "calculator/comparison/test_commands.py::test_a_table_of_ones_own_leads_the_figures",
        "calculator/comparison/test_commands.py::test_a_comparison_fits_a_terminal_in_both_languages",
    ),
    "F29 Guangdong's factor on the whole amount": (
        f"{PENSION}::test_f29_guangdong_scales_the_first_base_only",
        f"{PENSION}::test_f29_from_0_6_on_the_factor_is_one",
    ),
    "F30 rates of zero break; one side grows and the other does not": (
        "rules/test_individual_account.py::test_f30_zero_and_negative_rates_are_lawful_inputs",
        "calculator/test_estimate.py::test_zero_and_negative_real_rates_are_legal",
        "test_pitfalls.py::test_f30_payments_grow_with_the_wage_that_the_base_grows_with",
    ),
    "F31 answers for known births only": (
        f"{AGE}::test_f31_the_rows_of_a_public_exercise",
        f"{AGE}::test_the_formula_is_the_official_table_row_for_row",
    ),
    "convention: whether the retirement month is paid": (
        f"{ESTIMATION}::test_whether_the_retirement_month_is_paid_is_one_month",
        "calculator/test_estimate.py::test_paying_through_the_retirement_month_counts_every_month",
    ),
    "convention: months are counted with both ends": (
        f"{ESTIMATION}::test_counts_are_months_and_dates_are_ordinals",
        "test_pitfalls.py::test_a_month_count_includes_both_ends",
    ),
    "convention: amounts to the fen, to the jiao, or carried up": (
        f"{PENSION}::test_each_place_rounds_a_part_in_its_way",
        f"{PENSION}::test_zhejiang_lifts_the_total_to_the_jiao",
    ),
    "convention: part years as decimals, twelfths, half-years": (
        "rules/test_contribution_period.py::test_each_place_writes_part_years_in_its_way",
    ),
    "convention: 0.083% for an odd month in Shanghai": (
        "test_pitfalls.py::test_an_odd_month_in_shanghai_is_worth_0_083_percent",
    ),
}
LAW = load()
TODAY = Month.of(2026, 11)


def scenario(**given: Any) -> Scenario:
    facts = {"region": "330000", "born": Month.of(1990, 3), "sex": "female", "today": TODAY}
    return Scenario(**(facts | {"tier": 1_000_000, "paid": 60} | given))


def test_every_known_fault_has_its_number() -> None:
    numbers = [int(what.split()[0][1:]) for what in HELD if what.startswith("F")]
    assert numbers == list(range(1, 32))


@pytest.mark.parametrize("fault", HELD)
def test_the_tests_named_are_there(fault: str) -> None:
    assert HELD[fault]
    assert [name for name in HELD[fault] if not is_test(name)] == []


def test_f19_a_replacement_rate_names_its_denominator_and_divides_by_it() -> None:
    result = estimate(scenario(), LAW)
    own, common = result.replacement
    last = result.go_on.settlement.runs[-1]
    assert (own.denominator, own.amount) == ("last_base", last.base)
    assert common.denominator == "calculation_base"
    # 8433 yuan of 2025, grown to 2048; the base the pension itself is computed on.
    assert common.amount == round(result.go_on.settlement.basic_base / 10_000)
    for rate in result.replacement:
        assert rate.rate == round(result.go_on.pension * 1_000_000 / rate.amount)


@pytest.mark.parametrize(
    "region",
    [
        code
        for code, place in LAW.regions.items()
        if place.kind == "province"
        and place.figures
        and LAW.practice(code).index_reference == "previous_year"
    ],
)
def test_f20_the_hundred_percent_tier_has_index_one_in_every_province(region: str) -> None:
    # A base is whole yuan: one yuan in five thousand is 0.0002.
    runs = estimate(scenario(region=region), LAW).go_on.settlement.runs
    assert {round(run.month_index / INDEX_ONE, 3) for run in runs if run.first >= TODAY} == {1.0}


def test_f26_every_legal_amount_is_a_whole_number() -> None:
    def parts(value: Any) -> list[Any]:
        if isinstance(value, tuple | list):
            return [part for inner in value for part in parts(inner)]
        return [value]

    settled: Settlement = estimate(scenario(), LAW).go_on.settlement
    assert {type(part) for part in parts(settled)} <= {int, Month}


def test_f26_fen_beyond_the_precision_of_a_float_are_kept() -> None:
    # 9 007 199 254 740 993 is the first whole number without a float of its own.
    wage = Micro(9_007_199_254_740_993)
    assert indexed_wage(wage, IndexE12(INDEX_ONE), to_fen=False) == wage * 1_000_000
    # 1% for each of a hundred years: a fen more on base and wage is a fen more a month.
    hundred, one_percent = YearUnits(100 * YEAR_UNITS), Ppm(10_000)
    less, more = (
        basic_pension(Micro(10_000 * fen), 10_000, Pico(10**10 * fen), hundred, one_percent, 0)
        for fen in (900_000_000_000, 900_000_000_001)
    )
    assert more - less == 1


def test_f27_todays_money_is_the_nominal_amount_less_inflation() -> None:
    # 257 months from 2026-11 to 2048-04 at 1.5% a year.
    outcome = estimate(scenario(inflation=15_000), LAW).go_on
    assert outcome.start - TODAY == 257
    assert outcome.pension_today == round(outcome.pension / 1.015 ** (257 / 12))
    assert outcome.pension_today < outcome.pension


def test_f30_payments_grow_with_the_wage_that_the_base_grows_with() -> None:
    settled = estimate(scenario(tier=600_000, wage_growth=40_000), LAW).go_on.settlement
    by_year = {year_of(run.first): run.base for run in settled.runs}
    # Whole yuan on more than 5000: 4% up to one hundredth of a percent.
    assert by_year[2047] / by_year[2046] == pytest.approx(1.04, abs=0.0004)
    assert settled.basic_base == round(8_433_000_000 * 1.04**23)


def test_a_month_count_includes_both_ends() -> None:
    # November 2026 to March 2048, both paid: 21 years and 5 months.
    assert estimate(scenario(paid=0), LAW).go_on.settlement.counted == 257


def test_an_odd_month_in_shanghai_is_worth_0_083_percent() -> None:
    # 26 years 6 months: 26.498%
    years = years_of_contribution(Months(318), YearsMode.SHANGHAI)
    assert years * 1000 == 26_498 * YEAR_UNITS
