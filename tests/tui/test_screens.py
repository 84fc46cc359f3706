"""屏幕: language, views, dialogs; every key named at the foot of the screen does something."""

import pytest
from textual.command import CommandPalette
from textual.widgets import Footer, Input, OptionList

from calculator.i18n import LANGUAGES, text
from calculator.tui.screens.picking import PickDialog
from calculator.tui.screens.text_dialog import TextDialog
from calculator.tui.screens.welcome import WelcomeDialog
from calculator.tui.screens.workbench import Workbench
from calculator.tui.settings import Settings
from calculator.tui.tabs.catalogue import TABS
from calculator.tui.themes import DARK, LIGHT
from calculator.tui.widgets.text_lines import TextLines
from tests.tui.driving import NARROW, run, screen_text, settled, shown, type_into


def test_the_language_switch_keeps_all_input_complete_or_not():
    async def test(pilot):
        app = pilot.app
        await type_into(pilot, "amount", "9000")
        await type_into(pilot, "paid", "5 something")
        await pilot.press("f8")
        before = app.session.draft
        await pilot.press("f2")
        await settled(pilot)
        assert app.language == "en"
        assert app.session.draft == before
        assert app.screen.query_one("#field-amount", Input).value == "9000"
        assert app.screen.query_one("#field-paid", Input).value == "5 something"
        assert app.screen.state.tab == TABS[1]
        assert app.focused.id == "field-paid"
        assert "Monthly wage" in screen_text(app)
        assert "Help" in shown(app, "Footer")
        await pilot.press("f2")
        await settled(pilot)
        assert "月收入" in screen_text(app)

    run(test)


@pytest.mark.parametrize("plain", [False, True])
def test_with_no_color_what_is_picked_out_is_turned_over_and_nothing_coloured(monkeypatch, plain):
    monkeypatch.setenv("NO_COLOR", "1")

    async def test(pilot):
        app = pilot.app
        for key in ("f8", "f9", "f9"):
            await pilot.press(key)
            await settled(pilot)
            strips = app.screen._compositor.render_strips()
            styles = [segment.style for strip in strips for segment in strip if segment.style]
            assert not [one for one in styles if one.color or one.bgcolor]
            tab = text(f"app.tab.{app.screen.state.tab}", app.language)
            row = strips[app.screen.query_one("#tabs").region.y]
            assert any(tab in part.text and part.style.reverse for part in row) or plain
        await pilot.press("f2")
        await settled(pilot)
        assert "Tiers" in screen_text(app)

    run(test, settings=Settings(welcome=False, plain=plain))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_at_the_foot_of_the_screen_has_a_name_and_works(language):
    async def test(pilot):
        app = pilot.app
        active = app.screen.active_bindings
        named = {key: found.binding for key, found in active.items() if found.binding.show}
        assert {"f1", "f2", "f3", "f4", "f5", "f6", "f8", "ctrl+s", "ctrl+p"} <= set(named)
        for key, binding in named.items():
            assert binding.description
            assert not binding.description.startswith("app.")
            before = (app.screen, app.language, app.screen.state.tab)
            await pilot.press(key)
            await settled(pilot)
            assert before != (app.screen, app.language, getattr(app.screen, "state", None)), key
            if not isinstance(app.screen, Workbench):
                await pilot.press("escape")
                await settled(pilot)
            assert isinstance(app.screen, Workbench), key

    run(test, language=language)


def test_the_footer_fits_narrow_screens_in_both_languages():
    async def test(pilot):
        for _ in LANGUAGES:
            foot = pilot.app.screen.query_one(Footer)
            assert foot.virtual_size.width <= NARROW[0]
            await pilot.press("f2")
            await settled(pilot)

    run(test, size=NARROW)


def test_every_view_shows_the_estimate_in_both_languages():
    async def test(pilot):
        app = pilot.app
        for language in LANGUAGES:
            assert app.language == language
            for tab in TABS:
                await app.screen._turn_to(tab)
                await settled(pilot)
                view = app.screen.query_one(f"#view-{tab}")
                assert view.display
                assert view.shown is app.session.good
                assert text("app.view.empty", language) not in screen_text(app)
            await pilot.press("f2")
            await settled(pilot)

    run(test)


def test_what_a_view_loaded_is_kept_for_good_once_and_a_key_before_there_are_tabs_is_heeded():
    kept = []

    async def test(pilot):
        app = pilot.app
        app.keep_for_good = lambda: kept.append(app.screen.state.tab)
        await app.screen._turn_to("account")
        await settled(pilot)
        await type_into(pilot, "amount", "9000")
        await settled(pilot)
        assert kept == ["account"]
        bare = Workbench(app.session)
        await bare._turn_to("tiers")
        assert bare.state.tab == "tiers"

    run(test)


def test_the_views_name_what_they_compare():
    words = {
        "overview": "基础养老金",
        "tiers": "全部回本",
        "ages": "现值",
        "stops": "现在就停",
        "plan": "最省的缴法",
        "account": "利息",
        "places": "浙江省",
        "schemes": "居民",
        "death": "家人可得",
        "fan": "九成",
        "calculation": "基本情况",
    }

    async def test(pilot):
        for tab in TABS:
            await pilot.app.screen._turn_to(tab)
            await settled(pilot)
            assert words[tab] in shown(pilot.app, f"#view-{tab}")

    run(test)


def test_a_month_of_the_frontier_is_taken_into_the_scenario():
    async def test(pilot):
        app = pilot.app
        await app.screen._turn_to("ages")
        await settled(pilot)
        app.screen.query_one("#view-ages").focus()
        await pilot.press("left", "left", "enter")
        await settled(pilot)
        # statutory 2048-03, two months earlier
        assert app.session.draft.text("retire") == "2048-01"
        assert str(app.session.good.estimate.go_on.start) == "2048-02"
        assert "2048-01 退休" in shown(app, "#view-ages")

    run(test)


def test_a_click_in_the_frontier_chooses_the_month_under_it():
    async def test(pilot):
        app = pilot.app
        await app.screen._turn_to("ages")
        await settled(pilot)
        view = app.screen.query_one("#view-ages")
        plot, first = view._plot, view._rows[0]
        below = next(y for y, one in enumerate(view.query_one(TextLines).lines) if "^" in one.plain)
        at = (plot.margin + plot.column(float(first.month)), below - 2)
        await pilot.click("#view-ages TextLines", offset=at)
        await settled(pilot)
        assert view._rows[view._at()] == first
        assert f"{first.month} 退休" in shown(app, "#view-ages")

    run(test, size=(120, 50))


def test_the_cursor_crosses_from_the_form_into_the_view_and_back():
    async def test(pilot):
        app = pilot.app
        app.screen.query_one("#field-paid").focus()
        await pilot.press("ctrl+g")
        assert app.focused.id == "view-overview"
        await pilot.press("ctrl+g")
        assert app.focused.id == "field-paid"
        await pilot.press("ctrl+t")
        assert app.focused.id == "view-overview"
        await pilot.press("ctrl+g")
        assert app.focused.id == "field-paid"
        assert app.screen.query_one("#form").display

    run(test)


def test_tabs_beyond_the_edge_are_pointed_at():
    async def test(pilot):
        assert shown(pilot.app, "#tabs").rstrip().endswith(">")
        await pilot.app.screen._turn_to("calculation")
        await settled(pilot)
        assert shown(pilot.app, "#tabs").lstrip().startswith("<")
        assert "Steps" in shown(pilot.app, "#tabs")

    run(test, language="en", size=(60, 24))


def test_a_blank_form_says_in_every_view_what_to_do():
    async def test(pilot):
        for _ in TABS:
            await pilot.press("f8")
            await settled(pilot)
            assert "填完四项" in screen_text(pilot.app)

    run(test, {})


def test_why_opens_the_steps_and_a_line_shows_formula_and_article():
    async def test(pilot):
        await pilot.press("f3")
        await settled(pilot)
        tree = pilot.app.focused
        assert tree.id == "steps"
        await pilot.press("down")
        line = next(
            at
            for at in range(tree.last_line + 1)
            if (node := tree.get_node_at_line(at)).data and node.data.rule == "basic_pension"
        )
        tree.cursor_line = line
        await settled(pilot)
        words = shown(pilot.app, "#step")
        assert "公式" in words
        assert "基础养老金" in words

    run(test)


def test_the_steps_follow_the_input():
    async def test(pilot):
        await pilot.press("f3")
        await settled(pilot)
        await type_into(pilot, "amount", "9000")
        await settled(pilot)
        assert "9,000.00" in shown(pilot.app, "#steps")

    run(test, size=(120, 90))


def test_help_explains_the_field_with_the_cursor_and_where_to_find_it():
    async def test(pilot):
        pilot.app.screen.query_one("#field-paid").focus()
        await pilot.press("f1")
        await settled(pilot)
        words = screen_text(pilot.app)
        assert "已缴年限" in words
        assert "权益记录单" in words
        assert "F6" in words

    run(test)


def test_a_value_is_picked_from_a_list_narrowed_by_typing():
    async def test(pilot):
        pilot.app.screen.query_one("#field-region").focus()
        await pilot.press("f4")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PickDialog)
        await pilot.press(*"sich", "enter")
        await settled(pilot)
        assert pilot.app.session.good.estimate.region.zh == "四川省"

    run(test)


def test_a_month_of_birth_is_picked_by_mouse_alone():
    async def test(pilot):
        await pilot.click("#row-born .field-pick")
        await settled(pilot)
        years = pilot.app.screen.query_one(OptionList)
        years.highlighted = 30
        years.action_select()
        await settled(pilot)
        pilot.app.screen.query_one(OptionList).action_select()
        await settled(pilot)
        # the list begins 75 years ago: 2026 - 75 + 30 = 1981, January
        assert str(pilot.app.session.good.scenario.born) == "1981-01"

    run(test)


def test_sources_name_the_documents_behind_the_estimate():
    async def test(pilot):
        await pilot.press("f5")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TextDialog)
        assert "国发〔2005〕38号" in shown(pilot.app, ".dialog-body") or "人社部" in screen_text(
            pilot.app
        )

    run(test)


def test_the_first_run_offers_three_examples_and_explains_itself():
    async def test(pilot):
        app = pilot.app
        assert isinstance(app.screen, WelcomeDialog)
        words = screen_text(app)
        assert "填四项就有结果" in words
        await pilot.press("f2")
        await settled(pilot)
        assert "Four answers give a result" in screen_text(app)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.session.good.estimate.region.zh == "河南省"
        assert len(app.session.draft.parts["history"]) == 3

    run(test, {}, size=NARROW, settings=Settings())


def test_every_example_can_be_estimated_in_both_languages():
    async def test(pilot):
        app = pilot.app
        for language in LANGUAGES:
            app.language = language
            for name in ("courier", "returned", "late"):
                app.filing.begin(name)
                await pilot.pause()
                assert not app.session.is_stale
                assert app.session.good is not None

    run(test, {})


def test_dark_and_light_change_and_plain_leaves_colour_away():
    async def test(pilot):
        app = pilot.app
        await pilot.press("f9")
        assert app.theme == LIGHT
        await pilot.press("f9")
        assert app.theme == DARK
        app.action_plainness()
        await settled(pilot)
        assert app.has_class("-plain")
        colours = {
            segment.style.bgcolor.name
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.bgcolor
        }
        assert colours <= {"default", "color(0)", "color(7)"}

    run(test)


def test_a_view_can_have_the_screen_for_itself():
    async def test(pilot):
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert pilot.app.screen.query_one("#view-overview").size.width > 70
        assert not pilot.app.screen.query_one("#form").display
        await pilot.press("ctrl+t")
        assert pilot.app.screen.query_one("#form").display

    run(test, size=NARROW)


def test_the_palette_finds_views_examples_and_places():
    async def test(pilot):
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CommandPalette)
        words = screen_text(pilot.app)
        assert "复制命令行" in words
        await pilot.press(*"sichuan")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.session.good.estimate.region.zh == "四川省"
        await pilot.press("ctrl+p", *"account")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.screen.state.tab == "account"

    run(test)


def test_resizing_keeps_everything():
    async def test(pilot):
        before = pilot.app.session.good
        for size in [(60, 20), (200, 60), (100, 30), (80, 24)]:
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert screen_text(pilot.app)
        assert pilot.app.session.good is before

    run(test)
