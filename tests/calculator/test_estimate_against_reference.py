"""The whole road from a scenario to the pension, against the oracle and its own reading of the files.

The law is read by `tests.oracle_law` straight from the data files and continued by the stated conventions,
without the loader, the projection or the columns of the calculator.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.estimates import estimate
from calculator.scenario.model import Scenario
from rules.law import load
from rules.month import Month
from tests import oracle_law
from tests.oracle_person import Told
from tests.ordinary_people import PROVINCES, XIZANG

LAW = load()
TODAY = Month.of(*oracle_law.TODAY)

scenarios = st.fixed_dictionaries(
    {
        "region": st.sampled_from([code for code in PROVINCES if code != XIZANG]),
        "born": st.integers(Month.of(1967, 1), Month.of(2003, 1)).map(Month),
        "sex": st.sampled_from(["male", "female"]),
        "tier": st.sampled_from([600_000, 650_000, 1_000_000, 1_234_500, 3_000_000]),
        "paid": st.integers(0, 22),
        "retire": st.sampled_from(["statutory", "earliest"]),
        "rhythm": st.sampled_from(["monthly", "quarterly", "half-yearly", "yearly"]),
    }
)


def told(values: dict[str, Any]) -> Told:
    born = values["born"]
    tier = Decimal(values["tier"]) / 1_000_000
    return Told(values | {"born": (born.year, born.month_of_year), "tier": tier})


@given(values=scenarios)
def test_an_estimate_agrees_with_the_oracle_to_the_fen(values: dict[str, Any]) -> None:
    person = told(values)
    if person.retire < oracle_law.TODAY:
        return
    expected = person.go_on()
    settled = estimate(Scenario(today=TODAY, **values), LAW).go_on.settlement
    assert str(Month(settled.retirement)) == "{:04d}-{:02d}".format(*expected["retire"])
    assert settled.counted == expected["months_counted"]
    assert Decimal(settled.paid_total) / 100 == expected["paid_total"]
    assert Decimal(settled.credited_total) / 100 == expected["credited_total"]
    assert [Decimal(line.closing) / 100 for line in settled.ledger] == [
        line["closing"] for line in expected["ledger"]
    ]
    assert Fraction(settled.average_index, 10**12) == Fraction(expected["average_index"])
    assert Decimal(settled.payment_months) / 10 == expected["payment_months"]
    assert Decimal(settled.award.basic) / 100 == expected["basic"]
    assert Decimal(settled.award.account) / 100 == expected["account_pension"]
    assert Decimal(settled.award.total) / 100 == expected["total"]
    assert (settled.missing == 0) == expected["eligible"]


@pytest.mark.parametrize("region", ["330000", "110000", "440000"])
def test_the_oracle_reads_the_published_limits_of_this_month(region: str) -> None:
    periods = oracle_law.known_limits(region)
    now = next(one for one in periods if one["first"] <= oracle_law.TODAY <= one["last"])
    published = {"330000": (5122, 25611), "110000": (7270, 36348), "440000": (5521, 27603)}
    assert (now["floor"], now["ceiling"]) == published[region]


def test_the_law_has_the_limits_the_oracle_reads_in_every_month_of_every_place() -> None:
    for code in oracle_law.places():
        read = {
            month: (period["wage"] * 10**6, period["floor"] * 100, period["ceiling"] * 100)
            for month, period in oracle_law.by_month(oracle_law.known_limits(code)).items()
        }
        held = {
            (Month(month).year, Month(month).month_of_year): (
                period.reference_wage,
                period.lowest,
                period.ceiling,
            )
            for period in LAW.limits(code)
            for month in range(period.start, period.end + 1)
        }
        assert held == read


def test_the_oracle_reads_the_rates_of_a_province_before_those_of_the_nation() -> None:
    # 国发〔2000〕42号: Liaoning credits 8% from 2001-07; 沪 2024-02-28: Shanghai takes 20% from 2024-03.
    account = oracle_law.by_month(oracle_law.shares("account_rate", "210000"))
    assert [account[month]["rate"] for month in ((2001, 6), (2001, 7), (2006, 1))] == [
        Decimal("0.11"), Decimal("0.08"), Decimal("0.08"),
    ]  # fmt: skip
    total = oracle_law.by_month(oracle_law.shares("contribution_rate", "310000"))
    assert [total[month]["rate"] for month in ((2005, 12), (2006, 1), (2024, 3))] == [
        Decimal("0.2"), Decimal("0.24"), Decimal("0.2"),
    ]  # fmt: skip
