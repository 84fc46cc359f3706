"""不变量目录: the invariants the project promises, and the tests that hold them.

E stands for exact to the fen, R for up to the stated rounding. The oracle, the compiled rules and the
machine of the account hold most of them once more, in random lives.
"""

import pytest

from tests.indices import is_test

BASE = "properties/test_contribution_base.py"
PAID = "properties/test_contribution.py"
INDEX = "properties/test_contribution_index.py"
ACCOUNT = "properties/test_individual_account.py"
AGE = "properties/test_retirement.py"
PENSION = "properties/test_pension.py"
RELATIONS = "metamorphic/test_settlement.py"
AMOUNTS = "calculator/test_amounts.py"
BATCH = "calculator/batch/test_files.py"

HELD: dict[int, tuple[str, ...]] = {
    1: (f"{BASE}::test_a_base_lies_between_floor_and_ceiling",),
    2: (f"{BASE}::test_inside_the_limits_the_base_is_what_was_declared",),
    3: (f"{BASE}::test_a_base_taken_as_declared_stays_the_base",),
    4: (f"{BASE}::test_a_base_never_falls_when_declared_floor_or_ceiling_rises",),
    5: (f"{BASE}::test_raising_what_is_declared_raises_the_base_by_no_more",),
    6: (f"{BASE}::test_around_floor_and_ceiling_the_base_is_exact_to_the_fen",),
    7: (
        f"{BASE}::test_k_times_the_wage_and_the_limits_give_k_times_the_base",
        f"{BASE}::test_a_fifth_of_wages_in_steps_of_five_fen_is_homogeneous",
    ),
    8: (
        "law/test_checking.py::test_a_limit_off_its_share_needs_a_reason",
        "law/test_data_files.py::test_completed_limits_never_overlap_and_are_ordered_sensibly",
    ),
    9: (
        f"{PAID}::test_account_part_and_pooled_part_are_the_whole_payment",
        f"{PAID}::test_every_run_and_every_total_splits_without_remainder",
    ),
    10: (f"{RELATIONS}::test_splitting_a_spell_changes_nothing",),
    11: (f"{PAID}::test_paying_by_month_quarter_or_year_costs_and_credits_the_same",),
    12: (f"{PAID}::test_a_payment_never_falls_when_base_or_rate_rises",),
    13: (f"{INDEX}::test_a_base_at_the_average_wage_has_index_one",),
    14: (f"{INDEX}::test_an_index_lies_where_the_limits_put_it",),
    15: (f"{INDEX}::test_the_average_lies_between_the_lowest_and_the_highest_month",),
    16: (
        f"{INDEX}::test_order_and_cutting_of_runs_change_no_sum",
        f"{RELATIONS}::test_splitting_a_spell_changes_nothing",
    ),
    17: (f"{INDEX}::test_scaling_base_and_wage_alike_changes_no_index",),
    18: (
        f"{ACCOUNT}::test_every_year_closes_at_opening_plus_credits_plus_interest",
        "properties/test_account_machine.py::TestAccountMachine",
    ),
    19: (f"{ACCOUNT}::test_without_interest_the_balance_is_the_sum_of_the_credits",),
    20: (f"{ACCOUNT}::test_a_run_of_months_earns_what_its_months_earn",),
    21: (f"{ACCOUNT}::test_more_credit_or_a_higher_rate_never_gives_less",),
    22: (f"{ACCOUNT}::test_the_same_payments_a_month_later_never_yield_more",),
    23: (f"{ACCOUNT}::test_two_accounts_together_are_one_account_up_to_the_rounding_of_each_year",),
    24: (
        f"{ACCOUNT}::test_a_balance_lies_between_the_credits_and_the_credits_grown_from_the_start",
        "properties/test_account_machine.py::TestAccountMachine",
    ),
    25: (f"{ACCOUNT}::test_an_account_without_payments_still_earns",),
    26: (
        "properties/test_oracle.py::test_rules_and_oracle_agree_in_every_field",
        "calculator/test_estimate_against_reference.py::"
        "test_an_estimate_agrees_with_the_oracle_to_the_fen",
    ),
    27: (
        "calculator/test_identities.py::test_no_amount_is_negative_in_any_life",
        "properties/test_compiled.py::"
        "test_sixty_years_at_three_times_twice_the_highest_wage_stay_within_64_bits",
    ),
    28: ("rules/test_retirement_age.py::test_the_formula_is_the_official_table_row_for_row",),
    29: (
        f"{AGE}::test_the_cohort_before_the_change_keeps_the_old_age_and_the_next_has_one_month_more",
    ),
    30: (f"{AGE}::test_age_rises_by_at_most_a_month_and_the_retirement_month_by_one_or_two",),
    31: (f"{AGE}::test_the_caps_are_reached_at_the_cohorts_of_the_annex_and_stay",),
    32: (
        f"{AGE}::test_the_early_window_opens_at_the_former_age_and_at_most_36_months_early",
        "calculator/test_window.py::test_the_lawful_months_are_those_of_the_window_and_no_others",
    ),
    33: (f"{AGE}::test_only_the_month_of_birth_matters",),
    34: (
        f"{AGE}::test_the_minimum_period_rises_by_six_months_a_year_and_never_falls",
        "rules/test_contribution_period.py::test_the_formula_is_the_official_table_row_for_row",
    ),
    35: (f"{AGE}::test_ages_by_month_arithmetic_are_ages_by_the_calendar",),
    36: (f"{PENSION}::test_the_total_is_the_sum_of_the_rounded_parts",),
    37: (f"{PENSION}::test_index_one_for_n_years_gives_n_percent_of_the_base",),
    38: (f"{PENSION}::test_a_year_earns_0_8_percent_at_index_0_6_and_2_percent_at_index_3",),
    39: (f"{PENSION}::test_basic_pensions_of_two_periods_add_up_to_the_fen",),
    40: (
        f"{PENSION}::test_a_basic_pension_never_falls_when_base_index_or_months_rise",
        f"{PENSION}::test_an_account_pension_never_falls_with_balance_or_age",
    ),
    41: (f"{PENSION}::test_the_basic_pension_is_progressive",),
    42: (f"{PENSION}::test_payment_months_between_birthdays_lie_between_those_of_the_annex",),
    43: (
        f"{PENSION}::test_k_times_all_money_gives_k_times_the_pension",
        f"{RELATIONS}::test_k_times_all_money_gives_k_times_every_amount_of_the_account",
    ),
    44: (f"{RELATIONS}::test_a_higher_base_never_lowers_payments_account_or_pension",),
    45: (f"{RELATIONS}::test_one_fen_more_declared_moves_the_pension_by_a_bounded_step",),
    46: (
        f"{RELATIONS}::"
        "test_paying_on_for_the_missing_months_completes_the_minimum_and_no_month_sooner",
        "calculator/test_estimate.py::"
        "test_the_first_eligible_month_is_eligible_and_the_month_before_is_not",
    ),
    47: (f"{RELATIONS}::test_deferring_while_paying_never_lowers_the_pension",),
    48: (f"{RELATIONS}::test_moving_keeps_the_months_and_each_month_in_one_place",),
    49: (
        "law/test_series_in_force.py::test_a_value_holds_from_its_first_month_and_not_before",
        "law/test_series_in_force.py::test_no_two_values_of_a_series_hold_in_the_same_month",
        "law/test_checking.py::test_two_rows_for_the_same_month_are_an_error",
    ),
    50: (
        "law/test_checking.py::test_a_document_nobody_listed_is_an_error",
        "law/test_data_files.py::test_the_law_has_nothing_to_complain_about",
        "calculator/test_i18n.py::test_every_rule_is_explained_in_its_own_parameters",
    ),
    51: ("law/test_series_in_force.py::test_what_is_learnt_later_never_changes_what_was_known",),
    52: (
        "calculator/test_estimate.py::"
        "test_an_estimate_is_projected_exactly_when_a_value_it_read_was",
    ),
    53: (
        "properties/test_trace.py::"
        "test_traced_and_untraced_settlements_are_equal_and_every_step_replays",
    ),
    54: ("calculator/test_identities.py::test_every_identity_holds_for_any_life",),
    55: (
        f"{AMOUNTS}::test_money_as_shown_is_read_back_unchanged",
        f"{AMOUNTS}::test_rates_as_shown_are_read_back_unchanged",
        f"{AMOUNTS}::test_months_as_shown_are_read_back_unchanged",
        f"{AMOUNTS}::test_lengths_as_shown_are_read_back_unchanged",
        f"{AMOUNTS}::test_fullwidth_figures_mean_the_same",
    ),
    56: (
        "calculator/test_scenario_files.py::test_a_written_file_is_read_back_to_the_same_scenario",
        f"{BATCH}::test_every_kind_of_file_carries_the_same_figures_there_and_back",
        "calculator/test_reports.py::test_the_steps_of_the_json_can_be_evaluated_again",
    ),
    57: (f"{BATCH}::test_encodings_line_ends_and_separators_are_found_out",),
    58: (
        "calculator/test_reports.py::test_csv_and_markdown_and_table_show_the_same_cells",
        "calculator/test_reports.py::test_every_cell_stands_once_in_the_csv",
    ),
    59: (
        f"{BATCH}::test_every_row_comes_out_once_in_order_and_as_if_it_were_alone",
        f"{BATCH}::test_a_batch_row_has_the_figures_of_the_single_estimate",
    ),
}


def test_all_fifty_nine_have_their_tests() -> None:
    assert list(HELD) == list(range(1, 60))


@pytest.mark.parametrize("invariant", HELD)
def test_the_tests_named_are_there(invariant: int) -> None:
    assert HELD[invariant]
    assert [name for name in HELD[invariant] if not is_test(name)] == []
