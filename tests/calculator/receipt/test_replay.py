"""凭据的重算: a receipt gives its estimate again, from itself alone, whatever became of the law."""

import builtins
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.estimates import estimate
from calculator.receipt import as_json, figures_of, read_text, replay, replayed, with_receipt
from calculator.receipt.codec import decoded, encoded
from calculator.receipt.files import seal_of
from calculator.receipt.snapshot import RecordingLaw, Snapshot, SnapshotLaw
from calculator.scenario import from_mapping
from calculator.scenario.problems import ScenarioProblems
from rules.law import Law, LimitPeriod, Practice, Value, load
from rules.month import Month
from tests.calculator.lives import lives, regions_of
from tests.calculator.people import CASES, TODAY

LAW = load()
REGIONS = regions_of(LAW)
RECEIPT_CODES = {
    "receipt_unreadable",
    "receipt_foreign",
    "receipt_version",
    "receipt_altered",
    "receipt_broken",
}

# README, 手算一遍: 2,961.10 yuan a month, 175,520.72 in the account.
BY_HAND = {
    "region": "浙江",
    "born": "1990-03",
    "sex": "female",
    "tier": "100%",
    "paid": "0m",
    "today": "2026-11",
    "wage_growth": "0%",
    "crediting_rate": "0%",
    "retirement_year_rate": "assumption",
}


def made(mapping, law=LAW):
    return with_receipt(from_mapping(mapping, law, TODAY), law)


def through_text(receipt):
    return read_text(as_json(receipt))


@pytest.fixture
def other_law(tmp_path) -> Law:
    """Another July: bases, limits, rates and practice of Zhejiang, Beijing and Sichuan changed."""
    overlay = tmp_path / "wang-xiaoming.toml"
    blocks = ['[[crediting_rates]]\nyear = 2025\nrate = "4.00"']
    for region in ("浙江", "北京", "四川", "广东", "河南", "上海", "吉林"):
        blocks += [
            f'[[calculation_bases]]\nregion = "{region}"\nyear = {year}\nbase = "9999"'
            for year in (2024, 2025, 2026)
        ]
        blocks.append(
            f'[[contribution_limits]]\nregion = "{region}"\nstart = "2026-01"\nend = "2026-12"\n'
            'reference_wage = "9100"\nfloor = "5460"\nceiling = "27300"'
        )
        blocks.append(f'[practices."{region}"]\nyears_mode = "1dp_ceil"')
    overlay.write_text("\n".join(blocks), encoding="utf-8")
    return load(overlays=[overlay])


@given(lives(REGIONS))
def test_a_receipt_gives_the_whole_estimate_again(scenario):
    result, receipt = with_receipt(scenario, LAW)
    assert estimate(scenario, LAW) == result
    assert through_text(receipt) == receipt
    assert replayed(through_text(receipt)) == result


def test_the_worked_example_is_on_record_to_the_fen():
    _, receipt = made(BY_HAND)
    plan = receipt.result.outcomes["go_on"]
    assert (plan.pension, plan.balance, plan.start) == (296_110, 17_552_072, Month.of(2048, 4))
    assert figures_of(replayed(through_text(receipt))) == receipt.result


@pytest.mark.parametrize("person", CASES)
def test_a_changed_law_changes_no_receipt(person, other_law):
    _, receipt = made(CASES[person])
    found = replay(through_text(receipt), other_law)
    assert found.changed == ()
    assert found.is_same_program
    now = estimate(receipt.scenario, other_law).go_on.pension
    assert now != receipt.result.outcomes["go_on"].pension
    assert found.today.total["pension"] == now - receipt.result.outcomes["go_on"].pension


def test_a_replay_opens_no_file(monkeypatch):
    receipt = through_text(made(CASES["mover"])[1])

    def refuse(*args, **kwargs):
        raise AssertionError(f"a file was opened: {args}")

    for name in ("open", "read_text", "read_bytes"):
        monkeypatch.setattr(Path, name, refuse)
    monkeypatch.setattr(builtins, "open", refuse)
    assert figures_of(replayed(receipt)) == receipt.result


def test_an_own_law_file_is_on_record_without_its_name(other_law):
    _, receipt = made(CASES["courier"], other_law)
    text = as_json(receipt)
    assert "9999" in text
    assert "xiaoming" not in text
    assert figures_of(replayed(read_text(text))) == receipt.result


def test_a_receipt_says_when_the_law_of_today_has_no_value():
    # Anhui has no limits between 2019-01 and 2019-12: refused unless holes go on.
    scenario = from_mapping(CASES["courier"], LAW, TODAY)
    _, receipt = with_receipt(scenario, LAW)
    early = receipt.scenario.changed(history=(), paid=600)
    found = replay(receipt, LAW)
    assert found.refusal is None
    with pytest.raises(ScenarioProblems) as caught:
        replay(replace(receipt, scenario=early), LAW)
    assert [problem.code for problem in caught.value.problems] == ["receipt_not_replayable"]


def test_a_rule_that_changed_is_told_apart_from_the_law():
    _, receipt = made(CASES["courier"])
    plan = receipt.result.outcomes["go_on"]
    outcomes = {**receipt.result.outcomes, "go_on": plan._replace(pension=plan.pension - 7)}
    older = replace(receipt, sources="0" * 64, result=receipt.result._replace(outcomes=outcomes))
    found = replay(through_text(older), LAW)
    (changed,) = found.changed
    assert changed == ("go_on", "pension", plan.pension - 7, plan.pension)
    assert not found.is_same_program
    assert found.today.rules["pension"] == 7


SEALED = as_json(made(CASES["courier"])[1])


@settings(max_examples=200)
@given(st.integers(0, len(SEALED) - 1), st.sampled_from('0123456789abc"{}[],:\n -é\ud800'))
def test_no_altered_receipt_is_taken_for_another(position, letter):
    altered = SEALED[:position] + letter + SEALED[position + 1 :]
    codes = refusals(altered)
    assert codes <= RECEIPT_CODES
    assert codes or read_text(altered) == read_text(SEALED)


def refusals(text):
    """The codes a text is refused with, none for a sound receipt."""
    try:
        read_text(text)
    except ScenarioProblems as refused:
        return {problem.code for problem in refused.problems}
    return set()


@given(st.integers(0, len(SEALED.rstrip()) - 1))
def test_a_truncated_receipt_is_refused(length):
    with pytest.raises(ScenarioProblems):
        read_text(SEALED[:length])


def resealed(change):
    content = json.loads(SEALED)
    change(content)
    content["digest"] = seal_of(content)
    return json.dumps(content, ensure_ascii=False)


BROKEN = {
    "version": lambda c: c.update(version=1),
    "scenario.nothing": lambda c: c["scenario"].update(nothing=1),
    "scenario.born": lambda c: c["scenario"].update(born="x"),
    "scenario.history": lambda c: c["scenario"].update(history=[{"from": 1}]),
    "scenario": lambda c: c["scenario"].pop("region"),
    "result.status": lambda c: c["result"].update(status="true"),
    "result.outcomes": lambda c: c["result"]["outcomes"].pop("most"),
    "result.outcomes.go_on.pension": lambda c: c["result"]["outcomes"]["go_on"].update(pension=1.5),
    "law.tables": lambda c: c["law"].update(tables={"nothing": [{}]}),
    "law.minimum_rule.base": lambda c: c["law"]["minimum_rule"].update(base=True),
    "law.payment_months.x": lambda c: c["law"]["payment_months"].update(x=1),
    "law.limits": lambda c: c["law"].update(limits=[]),
    "extra": lambda c: c.update(extra=1),
    "law": lambda c: c.update(law=[]),
}


@pytest.mark.parametrize("path", BROKEN)
def test_a_resealed_receipt_of_another_shape_is_refused_by_place(path):
    with pytest.raises(ScenarioProblems) as caught:
        read_text(resealed(BROKEN[path]))
    (problem,) = caught.value.problems
    assert problem.code == "receipt_broken"
    assert problem.values["path"].startswith(path)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "receipt_unreadable"),
        ("[" * 100_000, "receipt_unreadable"),
        ("{}", "receipt_foreign"),
        ("[1]", "receipt_foreign"),
        (resealed(lambda c: c.update(schema_version=2)), "receipt_version"),
        (SEALED.replace('"version"', '"version": "9",\n "version"', 1), "receipt_broken"),
        (json.dumps(json.loads(SEALED) | {"version": "9"}), "receipt_altered"),
    ],
    ids=["empty", "deep", "object", "list", "newer", "twice", "altered"],
)
def test_what_is_no_sound_receipt_is_refused(text, code):
    with pytest.raises(ScenarioProblems) as caught:
        read_text(text)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_the_layout_of_the_file_does_not_matter():
    assert read_text(json.dumps(json.loads(SEALED))) == read_text(SEALED)


@pytest.mark.parametrize("code", REGIONS)
def test_every_value_of_the_law_survives_the_text(code):
    for period in LAW.limits(code):
        assert decoded(LimitPeriod, json.loads(json.dumps(encoded(period)))) == period
    for name in ("calculation_base", "average_wage_full_scope", "disposable_income"):
        for value in LAW.series(name, code):
            assert decoded(Value, json.loads(json.dumps(encoded(value)))) == value
    practice = LAW.practice(code)
    again = decoded(Practice, json.loads(json.dumps(encoded(practice))))
    assert again == practice
    assert again.grounds == practice.grounds


VARIANTS = {"extended", "with_limits", "as_known_on", "reformed"}
"""Another law altogether: a record is made of the one an estimate is given."""


def test_every_member_of_the_law_is_on_record_or_asks_one_that_is():
    public = {name for name in vars(Law) if not name.startswith("_")}
    for kind in (RecordingLaw, SnapshotLaw):
        own = {name for name in vars(kind) if not name.startswith("_")} - {"snapshot"}
        assert own == public - VARIANTS, kind


def test_a_record_holds_no_more_than_was_asked_for():
    _, receipt = made(CASES["courier"])
    held: Snapshot = receipt.law
    assert set(held.limits) == set(held.practices) == {"330000"}
    assert set(held.regions) == {"000000", "330000"}
    assert {row["region"] for rows in held.tables.values() for row in rows} <= set(held.regions)
