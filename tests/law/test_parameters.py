"""国家参数: what the law fixes once for all, as dated data with its documents."""

import pytest

from calculator.scenario.files import parse
from calculator.scenario.reading import from_mapping
from rules.errors import NoValueInForce
from rules.law import load
from rules.month import Month

LAW = load()


def test_the_lawful_shares_are_60_and_300_percent_of_the_reference_wage():
    # 国办发〔2019〕13号 item 3: 60%至300%之间
    assert LAW.limit_shares("330000", Month.of(2026, 7)) == (600_000, 3_000_000)
    value = LAW.at("limit_floor", "330000", Month.of(2019, 5))
    assert (value.instrument, value.article) == ("guobanfa-2019-13", "3")


def test_a_full_year_adds_one_percent_to_the_basic_pension():
    # 国发〔2005〕38号 item 6: 缴费每满1年发给1%
    value = LAW.at("basic_pension_rate", "330000", Month.of(2040, 1))
    assert (value.amount, value.instrument, value.article) == (10_000, "guofa-2005-38", "6")


def test_before_2006_no_yearly_percentage_is_known():
    with pytest.raises(NoValueInForce):
        LAW.at("basic_pension_rate", "330000", Month.of(2005, 12))


def test_a_tier_below_the_lawful_share_is_refused_by_the_share_of_the_law():
    text = 'region = "浙江"\nborn = "1990-03"\nsex = "female"\ntier = "59%"\npaid = "5y"\n'
    with pytest.raises(Exception, match="tier: tier_outside"):
        from_mapping(parse(text.encode()).keys, LAW, Month.of(2026, 11))
