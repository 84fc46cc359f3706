"""知晓日期: the law in force and known on a day, figures, rates, practice, ages and periods alike."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import LawNotOnRecord, NoValueInForce
from rules.law import load
from rules.month import Month

LAW = load()
YUAN = 1_000_000
REFORM = date(2024, 9, 13)
DAY_BEFORE = date(2024, 9, 12)
REGIONS = [code for code, region in LAW.regions.items() if region.figures]
days = st.dates(date(2011, 1, 1), date(2026, 12, 31))


def test_ages_were_fixed_until_the_decision_was_published():
    # 劳社部发〔2001〕20号 item 3: 男性年满60周岁、女性年满55周岁; the decision of 2024-09-13
    before, after = LAW.as_known_on(DAY_BEFORE), LAW.as_known_on(REFORM)
    for name, age in (("male_60", 720), ("female_55", 660), ("female_50", 600)):
        old, new = before.categories[name], after.categories[name]
        assert (old.original_age, old.cap, old.early_window) == (age, 0, 0)
        assert new == LAW.categories[name]
        assert new.early_window == 36


def test_fifteen_years_sufficed_for_ever_until_the_decision_was_published():
    # 社会保险法 art. 16: 累计缴费满十五年
    before = LAW.as_known_on(DAY_BEFORE)
    assert (before.minimum_rule.base, before.minimum_rule.cap) == (180, 180)
    assert set(before.minimum_periods.values()) == {180}
    assert LAW.as_known_on(REFORM).minimum_periods[2039] == 240


def test_ages_by_month_divide_by_the_whole_age_until_an_office_said_otherwise():
    assert LAW.as_known_on(date(2024, 12, 31)).practice("山东").divisor_rule == "whole_age"
    assert LAW.as_known_on(date(2025, 1, 1)).practice("山东").divisor_rule == "by_month"
    assert LAW.practice("山东").divisor_rule == "by_month"


def test_shanghai_paid_24_percent_until_the_notice_that_ended_it():
    june = Month.of(2024, 6)
    before = LAW.as_known_on(date(2024, 2, 27)).at("contribution_rate", "上海", june)
    assert (before.amount, before.end) == (240_000, None)
    after = LAW.as_known_on(date(2024, 2, 28))
    assert after.at("contribution_rate", "上海", june).amount == 200_000
    assert after.at("contribution_rate", "上海", Month.of(2024, 2)).amount == 240_000


def test_limits_without_a_date_are_known_from_september():
    # Hebei 2026 (冀人社字〔2026〕57号): the day of the notice was not seen
    assert LAW.as_known_on(date(2026, 8, 31)).limits("河北")[-1].end == Month.of(2025, 12)
    assert LAW.as_known_on(date(2026, 9, 1)).limits("河北")[-1].end == Month.of(2026, 12)


def test_limits_published_before_their_year_are_known_then():
    # 黑人社函〔2024〕548号 of 2024-12-25, for 2025
    assert LAW.as_known_on(date(2024, 12, 24)).limits("黑龙江")[-1].end == Month.of(2024, 12)
    assert LAW.as_known_on(date(2024, 12, 25)).limits("黑龙江")[-1].end == Month.of(2025, 12)


def test_a_base_without_a_date_is_known_from_september():
    with pytest.raises(NoValueInForce):
        LAW.as_known_on(date(2025, 8, 31)).calculation_base("四川", 2025)
    assert LAW.as_known_on(date(2025, 9, 1)).calculation_base("四川", 2025).amount == 8462 * YUAN


def test_rows_of_other_tables_are_known_by_their_time():
    def years(day):
        return {row["year"] for row in LAW.as_known_on(day).table("disposable_income")}

    assert max(years(date(2024, 12, 31))) == 2023
    assert max(years(date(2025, 1, 1))) == 2024
    starts = [row["start"] for row in LAW.as_known_on(date(2026, 6, 30)).table("subsidies")]
    assert Month.of(2026, 7) not in starts
    assert LAW.as_known_on(date(2026, 6, 30)).table("mortality") == LAW.table("mortality")


def test_a_document_is_known_from_its_day_or_the_day_it_took_effect():
    law = LAW.as_known_on(date(2021, 8, 31))
    assert not law.knows("renshebufa-2021-18")
    assert LAW.as_known_on(date(2021, 9, 1)).knows("renshebufa-2021-18")
    assert not law.knows("jueding-2024-09-13")
    assert law.knows("guobanfa-2019-13")
    assert LAW.knows("jueding-2024-09-13")


def test_the_law_of_before_the_social_insurance_law_is_not_on_record():
    LAW.as_known_on(date(2010, 10, 28))
    with pytest.raises(LawNotOnRecord) as caught:
        LAW.as_known_on(date(2010, 10, 27))
    assert caught.value.values == {"day": date(2010, 10, 27), "since": date(2010, 10, 28)}


def test_a_day_is_part_of_the_identity():
    digests = {LAW.digest, *(LAW.as_known_on(day).digest for day in (DAY_BEFORE, REFORM))}
    assert len(digests) == 3
    assert (LAW.known_on, LAW.as_known_on(REFORM).known_on) == (None, REFORM)


@given(days, days, st.sampled_from(REGIONS))
def test_a_later_publication_never_changes_what_was_known_before(one, other, region):
    first, last = sorted((one, other))
    directly, through = LAW.as_known_on(first), LAW.as_known_on(last).as_known_on(first)
    assert directly.practice(region) == through.practice(region)
    assert directly.categories == through.categories
    assert directly.minimum_rule == through.minimum_rule
    assert directly.digest == through.digest
