"""退休月份的范围: which months of retirement the checks of a scenario let pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.estimates import estimate
from calculator.scenario import Scenario, check
from calculator.scenario.choices import LateRetirement, Sex
from rules.law import load
from rules.month import Month

LAW = load()
TODAY = Month.of(2026, 11)
FIRST = {
    "male_60": (720, Month.of(1965, 1), 4, 36),
    "female_55": (660, Month.of(1970, 1), 4, 36),
    "female_50": (600, Month.of(1975, 1), 2, 60),
}
"""办法第一条: original age, first cohort delayed, birth months a step, most months of delay."""


@given(
    category=st.sampled_from(sorted(FIRST)),
    born=st.integers(Month.of(1981, 1), Month.of(2005, 12)),
    late=st.sampled_from(LateRetirement),
    offset=st.integers(-40, 40),
)
def test_the_lawful_months_are_those_of_the_window_and_no_others(
    category: str, born: int, late: LateRetirement, offset: int
) -> None:
    original, first, step, most = FIRST[category]
    delay = max(0, min((born - first) // step + 1, most))
    statutory = born + original + delay
    month = statutory + offset
    scenario = Scenario(
        region="370000",
        born=Month(born),
        sex="male" if category == "male_60" else "female",
        category=category,
        today=TODAY,
        tier=1_000_000,
        paid=0,
        retire=Month(month),
        late_retirement=late,
    )
    # At most 36 months early and never below the original age; late only where it is asked for,
    # then at most 36 months, or without an end when nothing more is paid.
    lowest = max(born + original, statutory - 36)
    latest = statutory + {"none": 0, "own_declaration": 36, "without_paying": 480}[late]
    refused = {found.code for found in check(scenario, LAW) if not found.warning}
    assert not (refused - {"retire_too_early", "retire_too_late", "late_too_long"})
    assert bool(refused) == (not lowest <= month <= latest)


@pytest.mark.parametrize("region", ["310000", "370000"])
@pytest.mark.parametrize(("age", "divisor"), [(840, 560), (841, 560), (845, 560)])
def test_shanghai_alone_has_payment_months_above_seventy(
    region: str, age: int, divisor: int
) -> None:
    # 沪人社规〔2021〕27号: above 70 the payment months of 70, which are 56.
    born = Month.of(1966, 7)
    person = Scenario(
        region=region,
        born=born,
        sex="male",
        today=TODAY,
        tier=1_000_000,
        paid=120,
        retire=Month(born + age),
        extend=True,
    )
    refused = [found.code for found in check(person, LAW) if not found.warning]
    if region == "370000" and age > 840:
        assert refused == ["retire_age_outside"]
    else:
        assert refused == []
        assert estimate(person, LAW).go_on.settlement.payment_months == divisor


def test_who_claims_late_without_paying_pays_nothing_past_the_age_at_the_most_either() -> None:
    # 1966-12: 55 in 2021-12 with 20 years; no month is missing, so none may be paid (社会保险法 article 16)
    late = Scenario(
        region="330000",
        born=Month.of(1966, 12),
        sex=Sex.FEMALE,
        today=TODAY,
        tier=600_000,
        paid=240,
        retire=Month.of(2026, 12),
        late_retirement=LateRetirement.WITHOUT_PAYING,
    )
    found = estimate(late, LAW)
    for outcome in (found.go_on, found.most):
        assert (outcome.monthly_payment, outcome.settlement.counted) == (0, 240)
