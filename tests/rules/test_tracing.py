"""Rules, steps and replay on a toy rule."""

import pytest

from rules.tracing import RULES, Step, recording, replay, rule, stage, walk


@rule("test_double", "nowhere#1")
def double(amount: int, times: int = 2) -> int:
    return amount * times


@rule("test_twice_doubled", "nowhere#2")
def twice_doubled(amount: int) -> int:
    return double(double(amount, 2), 2)


@stage("test_chapter")
def chapter(amount: int) -> int:
    return twice_doubled(amount)


TOY_RULES = {name: RULES.pop(name) for name in ("test_double", "test_twice_doubled")}
"""Registered during these tests only: other tests ask something of every rule of the law."""


@pytest.fixture(autouse=True)
def _toy_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, known in TOY_RULES.items():
        monkeypatch.setitem(RULES, name, known)
    monkeypatch.delitem(RULES, "test_fails", raising=False)


def test_a_rule_outside_a_recorder_is_the_bare_function() -> None:
    assert double(3, 2) == 6
    assert RULES["test_double"].function(3) == 6


def test_a_recorder_keeps_inputs_values_and_nesting() -> None:
    with recording() as recorder:
        assert chapter(3) == 12
    (opened,) = recorder.steps
    (step,) = opened.children
    assert (opened.rule, step.rule) == ("test_chapter", "test_twice_doubled")
    assert (step.inputs, step.value) == ({"amount": 3}, 12)
    assert [child.value for child in step.children] == [6, 12]
    assert [found.rule for found in walk(recorder.steps)] == [
        "test_chapter",
        "test_twice_doubled",
        "test_double",
        "test_double",
    ]


def test_nothing_is_recorded_after_the_recorder_is_closed() -> None:
    with recording() as recorder:
        double(1, 2)
    double(2, 2)
    assert len(recorder.steps) == 1


def test_a_law_value_belongs_once_to_the_step_that_begins_next() -> None:
    with recording() as recorder:
        recorder.read("wage 2026")
        recorder.read("wage 2026")
        double(1, 2)
        double(2, 2)
    assert [step.reads for step in recorder.steps] == [("wage 2026",), ()]


def test_a_failing_rule_closes_its_step() -> None:
    @rule("test_fails", "nowhere#3")
    def fails(amount: int) -> int:
        return amount // 0

    with recording() as recorder:
        with pytest.raises(ZeroDivisionError):
            fails(1)
        double(1, 2)
    assert [step.rule for step in recorder.steps] == ["test_fails", "test_double"]
    del RULES["test_fails"]


def test_replay_names_each_step_that_gives_another_value() -> None:
    wrong = Step("test_double", {"amount": 3, "times": 2}, 7)
    right = Step("test_double", {"amount": 3, "times": 2}, 6, children=[wrong])
    assert replay([right]) == [wrong]


def test_a_rule_id_cannot_be_taken_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        rule("test_double", "nowhere#4")(lambda: 0)
