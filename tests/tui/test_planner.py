"""停缴与缴费方案: what stopping costs; a goal typed in the app gives the plan of the command."""

import asyncio
import re

import pytest
from textual.app import App
from textual.widgets import Input, Static

from calculator.amounts import AmountError, parse_money
from calculator.planning import plan_for_budget, plan_for_target
from calculator.scenario.problems import Problem
from calculator.tui.draft import Draft
from calculator.tui.goal import Goal, Wish
from calculator.tui.planner import in_draft, planned
from calculator.tui.session import read
from calculator.tui.widgets.field_row import FieldRow
from rules.month import Month
from rules.quantities import Fen
from tests.tui.driving import (
    COURIER,
    LAW,
    NARROW,
    TODAY,
    law_of,
    row,
    run,
    settled,
    shown,
    type_into,
)

COURIER_READING = read(Draft.of_keys(COURIER["zh"]), TODAY, law_of)


async def planning(pilot, text=None):
    """Turn to the planner, with an amount typed."""
    await pilot.app.screen._turn_to("plan")
    if text is not None:
        await type_into(pilot, "goal", text)
    await settled(pilot)
    return pilot.app.screen.query_one("#view-plan")


def test_a_target_typed_gives_the_plan_of_the_command():
    async def test(pilot):
        view = await planning(pilot, "4500")
        good = pilot.app.session.good
        expected = plan_for_target(good.scenario, LAW, Fen(450_000))
        assert view._figures == expected
        words = "".join(shown(pilot.app, "#view-plan").split())
        assert f"{expected.paid_today / 100:,.0f}元" in words
        assert "已证明没有更省的" in words

    run(test, size=(120, 50))


def test_with_nothing_typed_the_field_says_what_is_planned_for():
    async def test(pilot):
        view = await planning(pilot)
        box = pilot.app.screen.query_one("#field-goal", Input)
        own = pilot.app.session.good.estimate.go_on.pension_today // 100
        assert box.placeholder == f"现在的计划 {own:,} 元"
        assert view._figures.target == own * 100
        await type_into(pilot, "goal", "4,000")
        await settled(pilot)
        assert box.placeholder == ""

    run(test, size=NARROW)


def test_a_budget_typed_gives_the_plan_of_the_command():
    async def test(pilot):
        view = await planning(pilot)
        await pilot.click("#row-aim ChoiceBar", offset=(12, 0))
        await type_into(pilot, "goal", "1.7千")
        await settled(pilot)
        good = pilot.app.session.good
        assert view._figures == plan_for_budget(good.scenario, LAW, Fen(170_000))
        assert "预算内领得最多" in shown(pilot.app, "#view-plan")
        assert not row(pilot.app, "pausing").display
        # the other amount is kept, not read
        await pilot.click("#row-aim ChoiceBar", offset=(1, 0))
        await settled(pilot)
        assert pilot.app.screen.query_one("#field-goal", Input).value == ""
        assert pilot.app.session.goal.budget == "1.7千"

    run(test, size=(120, 50))


def test_an_amount_that_cannot_be_read_says_why_and_keeps_the_last_plan():
    async def test(pilot):
        view = await planning(pilot, "4500")
        before = view._figures
        for typed in ("abc", "-5", "0", "1e5", "8.000,5"):
            await type_into(pilot, "goal", typed)
            await settled(pilot)
            assert row(pilot.app, "goal").has_class("-wrong"), typed
            assert view._figures is before
            assert view.query_one("TextLines").styles.opacity < 1
        await type_into(pilot, "goal", "4500")
        await settled(pilot)
        assert not row(pilot.app, "goal").has_class("-wrong")
        assert view.query_one("TextLines").styles.opacity == 1

    run(test, size=NARROW)


def test_what_is_typed_there_belongs_to_no_scenario_and_survives_the_language():
    async def test(pilot):
        await planning(pilot, "4500")
        before = pilot.app.session.draft
        await pilot.press("f2")
        await settled(pilot)
        assert pilot.app.session.draft == before
        assert pilot.app.screen.query_one("#field-goal", Input).value == "4500"
        assert "The cheapest way" in shown(pilot.app, "#view-plan")
        # help on a field that is none of the scenario's explains what it is for
        pilot.app.screen.query_one("#field-goal").focus()
        await pilot.press("f1")
        await settled(pilot)
        assert "at least cost" in " ".join(shown(pilot.app, ".dialog").split())

    run(test, size=(120, 40))


class Told(FieldRow):
    """A row that is told things at a moment of its making."""

    def __init__(self, moment: str) -> None:
        super().__init__("goal", "amount", picks=False)
        self.moment = moment
        if moment == "before":
            self.tell()

    def tell(self):
        self.hint("like 4000")
        self.judge("no amount", "as read")
        self.retitle("how much", "like 4500")
        self.write("abc")

    def compose(self):
        yield from super().compose()
        if self.moment == "made":
            self.tell()


@pytest.mark.parametrize("moment", ["before", "made"])
def test_what_a_row_is_told_before_its_parts_stand_in_the_tree_is_shown(moment):
    """The tab judges its goal while it opens; on a busy machine the input is not there yet."""
    told = Told(moment)

    class Small(App[None]):
        def compose(self):
            yield told

    async def test():
        async with Small().run_test():
            box = told.query_one(Input)
            assert (box.value, box.placeholder) == ("abc", "like 4500")
            said = [str(one.content) for one in told.query(Static)]
            assert said == ["how much", "as read", "no amount"]
            assert told.has_class("-wrong")

    asyncio.run(test())


def test_the_plan_overtaken_by_typing_is_not_shown():
    async def test(pilot):
        view = await planning(pilot)
        for text in ("4000", "4300"):
            await type_into(pilot, "goal", text)
        await settled(pilot)
        assert view._figures.target == 430_000
        assert view.is_current(pilot.app.session.good)
        await type_into(pilot, "amount", "9000")
        await settled(pilot)
        assert view._figures == plan_for_target(pilot.app.session.good.scenario, LAW, Fen(430_000))

    run(test)


def test_the_cursor_goes_into_the_amount():
    async def test(pilot):
        await planning(pilot)
        pilot.app.screen.query_one("#field-paid").focus()
        await pilot.press("ctrl+g")
        assert pilot.app.focused.id == "field-goal"
        await pilot.press("ctrl+g")
        assert pilot.app.focused.id == "field-paid"

    run(test)


def test_a_plan_is_taken_into_the_scenario_by_its_button_and_can_be_undone():
    async def test(pilot):
        app = pilot.app
        before = app.session.draft
        view = await planning(pilot, "4500")
        plan = view._figures
        await pilot.click("#take-plan")
        await settled(pilot)
        plan_then = app.session.good.estimate.go_on
        assert not app.session.is_stale
        assert (plan_then.pension_today, plan_then.paid_from_now_today) == (
            plan.pension_today,
            plan.paid_today,
        )
        app.screen.action_undo()
        assert app.session.draft == before

    run(test, size=(120, 50))


@pytest.mark.parametrize(
    "wish",
    [
        Wish("target", Fen(300_000), may_pause=True),
        Wish("target", Fen(700_000), may_pause=False),
        Wish("budget", Fen(130_000), may_pause=True),
        Wish("budget", Fen(90_000), may_pause=True),
    ],
)
def test_a_plan_in_the_form_pays_and_costs_what_it_said(wish):
    plan = planned(COURIER_READING.scenario, LAW, wish)
    again = read(in_draft(COURIER_READING, plan), TODAY, law_of)
    assert again.problems == ()
    outcome = again.estimate.go_on
    assert outcome.settlement.award.total == plan.pension
    assert outcome.paid_from_now == plan.paid


def test_breaks_of_the_scenario_stay_in_a_plan_taken():
    keys = {**COURIER["zh"], "pauses": [{"from": "2030-01", "to": "2031-06"}]}
    reading = read(Draft.of_keys(keys), TODAY, law_of)
    plan = planned(reading.scenario, LAW, Wish("target", Fen(420_000), may_pause=True))
    again = read(in_draft(reading, plan), TODAY, law_of)
    assert again.problems == ()
    assert again.estimate.go_on.settlement.award.total == plan.pension


def test_a_plan_that_moves_on_the_way_is_not_overwritten():
    keys = {**COURIER["zh"], "changes": [{"from": "2030-01", "region": "江苏"}]}
    reading = read(Draft.of_keys(keys), TODAY, law_of)
    assert reading.estimate is not None
    plan = planned(reading.scenario, LAW, Wish("budget", Fen(200_000), may_pause=True))
    assert in_draft(reading, plan) is None


def test_nothing_typed_means_the_plan_of_the_person():
    result = COURIER_READING.estimate
    own = Goal().wish(result)
    assert own == Wish("target", Fen(result.go_on.pension_today // 100 * 100), may_pause=True)
    assert Goal(aim="budget").wish(result).amount == result.go_on.monthly_payment


def test_what_is_typed_is_read_as_money_is_read_everywhere():
    result = COURIER_READING.estimate
    for text in ("8千", "4,500", "１２００"):
        assert Goal(target=text).wish(result).amount == parse_money(text)
    for text in ("x", "-1", "1.234"):
        problem = Goal(target=text).wish(result)
        assert isinstance(problem, Problem)
        with pytest.raises(AmountError) as refused:
            parse_money(text)
        assert problem.code == refused.value.code


def test_without_a_pension_the_planner_asks_for_a_wish():
    late = {"region": "四川", "born": "1972-03", "sex": "male", "wage": "5000", "paid": "2年"}

    async def test(pilot):
        assert not pilot.app.session.good.estimate.go_on.payable
        await planning(pilot)
        assert "请写每月想领多少" in shown(pilot.app, "#view-plan")
        await type_into(pilot, "goal", "2000")
        await settled(pilot)
        # 2034-01 asks for 180 + 6 x 5 = 210 months; 24 + 26 (2026-11 to 2028-12) are there
        words = "".join(shown(pilot.app, "#view-plan").split())
        assert "到2034-01还差160个月，缴哪一档都不能按月领" in words
        assert not pilot.app.screen.query_one("#take").display

    run(test, late | {"plan_until": "2028-12"})


def test_a_plan_past_the_statutory_month_is_taken_with_the_extension():
    late = {"region": "四川", "born": "1972-06", "sex": "male", "tier": "60%", "paid": "6年4月"}

    async def test(pilot):
        await planning(pilot)
        await type_into(pilot, "goal", "2400")
        await settled(pilot)
        words = "".join(shown(pilot.app, "#view-plan").split())
        assert "到2034-05还差43个月，不能按月领取。这里按继续缴费、缴够后2037-12退休来算" in words
        await pilot.click("#take-plan")
        await settled(pilot)
        good = pilot.app.session.good
        assert good.scenario.extend
        # 210 months are needed in 2034-05, 167 are there: 43 more end in 2037-12
        assert good.estimate.go_on.settlement.retirement == Month.of(2037, 12)

    run(test, late)


def test_stopping_is_told_with_the_minimum_and_the_price_of_a_gap_year():
    async def test(pilot):
        await pilot.app.screen._turn_to("stops")
        await settled(pilot)
        compared = pilot.app.screen.query_one("#view-stops")._figures
        words = shown(pilot.app, "#view-stops")
        assert "现在就停：还差15年" in words
        assert f"缴到 {compared.minimum} 就够最低缴费年限" in words
        assert "断缴一年" in words
        assert f"{compared.gaps[0].lost_today / 100:,.0f}" in words

    run(test, size=(120, 50))


def test_a_gap_year_that_costs_more_is_not_told_with_a_minus():
    late = {"region": "四川", "born": "1972-06", "sex": "male", "tier": "60%", "paid": "6年4月"}

    async def test(pilot):
        await pilot.app.screen._turn_to("stops")
        await settled(pilot)
        words = "".join(shown(pilot.app, "#view-stops").split())
        # the twelve months are paid a year later, on higher bases
        assert "一共反而多缴" in words
        assert "每月多领" in words
        sentence = words[words.index("断缴一年") :].split("。")[0]
        assert not re.search(r"-[\d,]+元", sentence)

    run(test, late, size=(120, 50))
