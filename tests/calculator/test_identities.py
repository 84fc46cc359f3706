"""恒等式: what must hold inside every estimate, for lives of every kind."""

from typing import Any

import pytest
from hypothesis import given

from calculator.estimates import estimate
from calculator.identities import broken_identities
from calculator.result import Estimate
from calculator.scenario import Scenario
from rules.estimation import Settlement
from rules.law import Status
from rules.month import Month
from tests.calculator.any_lives import LAW, TODAY, lives


def amounts(settled: Settlement) -> list[int]:
    """Every amount, count and index of a settlement."""
    parts: list[Any] = [part for part in settled if isinstance(part, int)]
    for line in (settled.award, *settled.ledger, *settled.runs):
        parts += list(line)
    return parts


@given(lives())
def test_no_identity_is_broken_and_nothing_is_negative_in_any_life(scenario: Scenario) -> None:
    result = estimate(scenario, LAW)
    assert broken_identities(result) == ()
    for outcome in (result.stop_now, result.go_on, result.most):
        assert min(amounts(outcome.settlement)) >= 0


@pytest.fixture(scope="module")
def sound() -> Estimate:
    facts = {"region": "330000", "born": Month.of(1990, 3), "sex": "female", "today": TODAY}
    return estimate(Scenario(**facts, tier=1_000_000, paid=60), LAW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "identity"),
    [
        ({"balance": 1}, "the_balance_is_the_last_closing"),
        ({"counted": 1}, "months_are_those_laid_out_stated_and_deemed"),
        ({"missing": 1}, "payable_when_nothing_is_missing"),
        ({"required": 500}, "missing_is_required_less_counted"),
        ({"start": 1}, "payment_starts_the_month_after"),
        ({"age": 1}, "age_is_retirement_less_birth"),
        ({"paid_total": 1}, "payments_split_without_remainder"),
        ({"retirement": TODAY}, "runs_are_in_order_and_end_with_retirement"),
    ],
)
def test_a_figure_that_was_changed_breaks_its_identity(
    sound: Estimate, changes: dict[str, int], identity: str
) -> None:
    go_on = sound.go_on._replace(settlement=sound.go_on.settlement._replace(**changes))
    assert f"go_on.{identity}" in broken_identities(sound._replace(go_on=go_on))


def test_a_part_that_was_changed_no_longer_makes_the_total(sound: Estimate) -> None:
    settled = sound.go_on.settlement
    award = settled.award._replace(basic=settled.award.basic - 20)
    go_on = sound.go_on._replace(settlement=settled._replace(award=award))
    assert broken_identities(sound._replace(go_on=go_on)) == ("go_on.parts_make_the_total",)


@pytest.mark.parametrize("field", ["closing", "interest"])
def test_a_ledger_that_was_changed_no_longer_closes(sound: Estimate, field: str) -> None:
    settled = sound.go_on.settlement
    first, *others = settled.ledger
    changed = first._replace(**{field: getattr(first, field) + 1})
    go_on = sound.go_on._replace(settlement=settled._replace(ledger=[changed, *others]))
    broken = broken_identities(sound._replace(go_on=go_on))
    assert "go_on.a_year_closes_with_credits_and_interest" in broken
    assert ("go_on.a_year_opens_as_the_one_before_closed" in broken) == (field == "closing")


def test_status_remedies_and_outcomes_are_held_too(sound: Estimate) -> None:
    other = sound._replace(status=Status.PUBLISHED, remedies=(None,))  # type: ignore[arg-type]
    assert broken_identities(other) == (
        "status_is_the_worst_one_read",
        "remedies_stand_exactly_where_months_are_missing",
    )
    go_on = sound.go_on._replace(pension=1, paid_from_now=1)  # type: ignore[arg-type]
    assert broken_identities(sound._replace(go_on=go_on)) == (
        "go_on.pension_is_the_total",
        "go_on.paid_from_now_is_what_the_runs_cost",
    )
