"""恒等式: they hold for any life and any answer, and each of them notices what it is there for."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.estimates import estimate
from calculator.i18n import LANGUAGES
from calculator.identities import broken, identities
from calculator.scenario.reading import from_mapping
from rules.law import Status, load
from tests.calculator.command import in_chinese, run
from tests.calculator.lives import lives, regions_of
from tests.calculator.people import CASES, TODAY
from tests.night.many_scenarios import try_seed

pytestmark = pytest.mark.usefixtures("in_chinese")
__all__ = ["in_chinese"]

LAW = load()
HER = ("--region", "浙江", "--born", "1990-03", "--sex", "female", "--wage", "8000", "--paid", "5y")
RESULT = estimate(from_mapping(CASES["courier"], LAW, TODAY), LAW, trace=True)


@given(lives(regions_of(LAW)), st.booleans())
def test_every_identity_holds_for_any_life(life, traced):
    assert broken(estimate(life, LAW, trace=traced)) == ()


@given(lives(regions_of(LAW)))
def test_no_amount_is_negative_in_any_life(life):
    result = estimate(life, LAW)
    for outcome in (result.stop_now, result.go_on, result.most):
        settled = outcome.settlement
        amounts = [*settled.award, settled.balance, settled.paid_total, outcome.paid_from_now]
        amounts += [line.closing for line in settled.ledger]
        amounts += [part for run in settled.runs for part in (run.total, run.credit, run.pool)]
        assert min(amounts) >= 0


@pytest.mark.parametrize("seed", range(0, 600, 5))
def test_whatever_is_typed_is_estimated_or_refused_in_words(seed):
    outcome, said = try_seed(seed)
    assert outcome != "wrong", said


@pytest.mark.parametrize("name", CASES)
def test_an_answer_with_its_steps_is_evaluated_again_step_by_step(name):
    result = estimate(from_mapping(CASES[name], LAW, TODAY), LAW, trace=True)
    found = {one.code: one for one in identities(result)}
    assert all(one.holds for one in found.values())
    assert found["replay"].tried > 100
    assert found["trace"].tried >= 12


def test_without_steps_nothing_is_said_of_them():
    codes = {one.code for one in identities(RESULT._replace(steps=None))}
    assert codes == {one.code for one in identities(RESULT)} - {"replay", "trace"}


def altered(**fields):
    """The result with other values in the settlement of the plan."""
    settled = RESULT.go_on.settlement._replace(**fields)
    return RESULT._replace(go_on=RESULT.go_on._replace(settlement=settled))


def award(**fields):
    return altered(award=RESULT.go_on.settlement.award._replace(**fields))


def first_run(**fields):
    first, *rest = RESULT.go_on.settlement.runs
    return altered(runs=[first._replace(**fields), *rest])


def line(**fields):
    first, *rest = RESULT.go_on.settlement.ledger
    return altered(ledger=[first._replace(**fields), *rest])


SETTLED = RESULT.go_on.settlement
FIRST_RUN, FIRST_LINE = SETTLED.runs[0], SETTLED.ledger[0]
PLAN = RESULT.go_on


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("total", award(total=SETTLED.award.total + 10)),
        ("total", award(total=SETTLED.award.total + 1)),
        ("total", award(basic=SETTLED.award.basic + 10)),
        ("split", altered(paid_total=SETTLED.paid_total + 1)),
        ("split", first_run(credit=FIRST_RUN.credit + 1)),
        ("months", altered(counted=SETTLED.counted + 1)),
        ("months", first_run(months=FIRST_RUN.months + 1)),
        ("months", first_run(last=FIRST_RUN.last + 12)),
        ("eligible", altered(missing=1)),
        ("eligible", RESULT._replace(go_on=PLAN._replace(payable=False))),
        ("ledger", line(interest=FIRST_LINE.interest + 1)),
        ("ledger", line(opening=1)),
        ("ledger", altered(balance=SETTLED.balance + 1)),
        ("credits", line(credited=FIRST_LINE.credited + 1)),
        ("index", altered(index_sum=SETTLED.index_sum + 1)),
        ("dates", altered(statutory=SETTLED.statutory + 1)),
        ("dates", altered(start=SETTLED.start + 1)),
        ("from_now", RESULT._replace(go_on=PLAN._replace(paid_from_now=PLAN.paid_from_now + 1))),
        ("from_now", RESULT._replace(stop_now=PLAN._replace(name="stop_now"))),
        ("shown", RESULT._replace(go_on=PLAN._replace(pension=PLAN.pension + 1))),
        ("status", RESULT._replace(status=Status.PUBLISHED)),
        ("trace", altered(average_index=SETTLED.average_index + 1)),
        ("trace", altered(required=SETTLED.required + 6)),
    ],
)
def test_each_identity_notices_what_it_is_there_for(code, wrong):
    assert code in {one.code for one in broken(wrong)}


def test_a_changed_step_is_found_by_evaluating_it_again():
    steps = list(RESULT.steps)
    at = next(n for n, step in enumerate(steps) if step.rule == "career")
    run_step = steps[at].children[0]
    changed = run_step.children[0]
    held = changed.value
    try:
        changed.value = held + 1
        (found,) = broken(RESULT)
        assert (found.code, found.failing) == ("replay", (changed.rule,))
    finally:
        changed.value = held


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["table", "markdown", "csv", "json"])
def test_the_command_says_that_everything_holds(form, language, capsys):
    args = ["estimate", *HER, "--check", "--format", form, "--lang", language]
    code, out, err = run(capsys, *args)
    assert (code, err) == (0, "")
    if form == "json":
        checked = json.loads(out)["check"]
        assert checked["sound"] is True
        assert {one["code"] for one in checked["identities"]} >= {"ledger", "replay"}
    else:
        assert {"zh": "逐步重新算过", "en": "evaluated again"}[language] in " ".join(out.split())


def test_the_command_ends_with_1_when_something_does_not_hold(capsys, monkeypatch):
    monkeypatch.setattr("calculator.cli.estimate.estimate", lambda *_, **__: award(total=1))
    code, out, _ = run(capsys, "estimate", *HER, "--check", "--lang", "en")
    assert code == 1
    assert "a fault of the program" in out
