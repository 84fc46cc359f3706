"""表单: typing changes the result, wrong input is explained and recovers, nothing is lost."""

import pytest
from textual.widgets import Input

from calculator.estimates import estimate
from calculator.i18n import formatted
from calculator.scenario import from_mapping
from calculator.tui.widgets.field_group import FieldGroup
from calculator.tui.widgets.tier_slider import TierSlider
from tests.tui.driving import (
    COURIER,
    LAW,
    NARROW,
    TODAY,
    row,
    run,
    screen_text,
    settled,
    shown,
    type_into,
    type_keys,
)


def expected(**keys):
    scenario = from_mapping({**COURIER["zh"], **keys}, LAW, TODAY)
    return estimate(scenario, LAW)


def monthly(result):
    return formatted(result.go_on.pension_today, "whole_yuan", "zh")


def test_the_answer_is_there_after_the_fourth_field():
    async def test(pilot):
        session = pilot.app.session
        await type_keys(pilot, "region", "Zhejiang")
        await type_keys(pilot, "born", "1990-03")
        pilot.app.screen.query_one("#field-person").focus()
        await pilot.press("right", "right")
        await type_keys(pilot, "amount", "8000")
        assert session.good is None
        assert "已缴年限" in shown(pilot.app, "#facts")
        await type_keys(pilot, "paid", "5y")
        assert session.good.estimate.go_on == expected().go_on
        assert monthly(expected()) in shown(pilot.app, "#figures")

    run(test, {})


def test_typing_a_wage_updates_the_result_at_once():
    async def test(pilot):
        await type_into(pilot, "amount", "9000")
        assert pilot.app.session.good.estimate.go_on == expected(wage="9000").go_on
        assert "1,800.00" in shown(pilot.app, "#figures")  # 9,000 x 20%

    run(test)


def test_a_wage_may_be_typed_in_fullwidth_digits_or_with_a_chinese_unit():
    async def test(pilot):
        for typed in ("８０００", "8千", "0.8万"):
            await type_into(pilot, "amount", typed)
            assert pilot.app.session.good.scenario.wage == 800_000
            assert pilot.app.session.is_stale is False

    run(test)


def test_wrong_input_dims_the_last_result_explains_itself_and_recovers():
    async def test(pilot):
        app = pilot.app
        before = app.session.good
        await type_into(pilot, "born", "1990.1")
        assert app.session.is_stale
        assert app.session.good.draft != app.session.draft
        assert app.screen.query_one("#figures").styles.opacity < 1
        assert "显示的是上一次的结果" in shown(app, "#facts")
        assert row(app, "born").has_class("-wrong")
        assert "1990.1" in shown(app, "#row-born .field-reason")
        assert monthly(before.estimate) in shown(app, "#figures")
        await type_into(pilot, "born", "1990-03")
        assert not app.session.is_stale
        assert not row(app, "born").has_class("-wrong")
        assert app.session.good.estimate == before.estimate

    run(test)


def test_a_field_that_was_cleared_is_asked_for_and_not_called_wrong():
    async def test(pilot):
        await type_into(pilot, "paid", "")
        assert not row(pilot.app, "paid").has_class("-wrong")
        assert "已缴年限" in shown(pilot.app, "#facts")

    run(test)


def test_a_percentage_typed_as_wage_is_a_tier():
    async def test(pilot):
        await type_into(pilot, "amount", "60%")
        assert pilot.app.session.draft.basis == "tier"
        assert pilot.app.session.good.estimate.go_on == expected(wage=None, tier="60%").go_on

    run(test)


def test_another_way_of_stating_the_base_starts_from_what_is_paid_now():
    async def test(pilot):
        basis = pilot.app.screen.query_one("#field-basis")
        basis.focus()
        await pilot.press("end")
        assert pilot.app.session.draft.basis == "base"
        assert pilot.app.screen.query_one("#field-amount", Input).value == "8000"
        await pilot.press("home")
        assert pilot.app.session.good.scenario.wage == 800_000

    run(test)


def test_the_slider_moves_the_tier_by_keys_and_by_clicks():
    async def test(pilot):
        slider = pilot.app.screen.query_one(TierSlider)
        slider.focus()
        await pilot.press("home")
        assert pilot.app.session.draft.text("tier") == "60%"
        await pilot.press("right", "right")
        assert pilot.app.session.draft.text("tier") == "70%"
        assert pilot.app.session.good.estimate.go_on == expected(wage=None, tier="70%").go_on
        await pilot.click(TierSlider, offset=(slider.size.width - 6, 0))
        assert pilot.app.session.draft.text("tier") == "300%"

    run(test)


def test_the_category_is_chosen_by_keys_and_by_clicks():
    async def test(pilot):
        bar = pilot.app.screen.query_one("#field-person")
        bar.focus()
        await pilot.press("home")
        assert pilot.app.session.good.scenario.sex == "male"
        await pilot.click("#field-person", offset=(18, 0))
        assert pilot.app.session.good.scenario.category == "female_50"

    run(test)


def test_everything_else_folds_open_and_counts():
    async def test(pilot):
        group = pilot.app.screen.query_one("#group-assumptions", FieldGroup)
        group.title.focus()
        await pilot.press("enter")
        await settled(pilot)
        await type_into(pilot, "wage_growth", "2%")
        assert pilot.app.session.good.estimate.go_on == expected(wage_growth="2%").go_on
        assert group.title.count == 1
        await pilot.press("escape")
        assert not group.has_class("-open")

    run(test)


@pytest.mark.parametrize("size", [(60, 20), NARROW, (200, 60)])
def test_the_form_can_be_used_at_every_size(size):
    async def test(pilot):
        await type_into(pilot, "amount", "7000")
        assert pilot.app.session.good.estimate.go_on == expected(wage="7000").go_on
        assert screen_text(pilot.app)

    run(test, size=size)


def test_tab_goes_through_the_whole_form_in_order():
    async def test(pilot):
        pilot.app.screen.query_one("#field-region").focus()
        seen = []
        for _ in range(7):
            seen.append(pilot.app.focused.id)
            await pilot.press("tab")
        first = ["region", "born", "person", "basis", "amount"]
        assert seen == [f"field-{name}" for name in first] + ["slider", "field-paid"]
        assert type(pilot.app.focused).__name__ == "GroupTitle"

    run(test)


def test_arrow_keys_go_from_field_to_field():
    async def test(pilot):
        pilot.app.screen.query_one("#field-region").focus()
        await pilot.press("down", "down", "up")
        assert pilot.app.focused.id == "field-born"

    run(test)


def test_undo_takes_back_field_by_field_and_redo_brings_back():
    async def test(pilot):
        app = pilot.app
        await type_into(pilot, "amount", "9000")
        await type_into(pilot, "paid", "6y")
        await pilot.press("ctrl+z")
        assert (app.session.draft.text("paid"), app.session.draft.text("wage")) == ("5年", "9000")
        await pilot.press("ctrl+z")
        assert app.session.draft.text("wage") == "8000"
        assert app.screen.query_one("#field-amount", Input).value == "8000"
        await pilot.press("ctrl+y", "ctrl+y")
        assert app.session.draft.text("paid") == "6y"
        assert app.session.good.estimate.go_on == expected(wage="9000", paid="6y").go_on

    run(test)


def test_a_place_without_figures_is_explained():
    async def test(pilot):
        await type_into(pilot, "region", "ABC")
        assert row(pilot.app, "region").has_class("-wrong")
        await type_into(pilot, "region", "henan")
        assert pilot.app.session.good.estimate.region.code == "410000"

    run(test)


def test_pasted_text_counts_as_typed():
    async def test(pilot):
        pilot.app.screen.query_one("#field-amount", Input).focus()
        await pilot.pause()
        await pilot.press("home", "shift+end")
        pilot.app._clipboard = "12,000 元\n"
        await pilot.press("ctrl+v")
        await pilot.pause()
        assert pilot.app.session.good.scenario.wage == 1_200_000

    run(test)
