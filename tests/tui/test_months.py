"""缴费月份: painting by keyboard and mouse gives history, breaks and changes, and a live result."""

from calculator.tui.draft import Draft
from calculator.tui.month_strip import AS_DECLARED, Strip
from calculator.tui.screens.months import MonthsScreen
from calculator.tui.screens.workbench import Workbench
from calculator.tui.session import Session
from calculator.tui.widgets.month_grid import MonthGrid
from rules.month import Month
from tests.tui.driving import COURIER, NARROW, TODAY, law_of, run, screen_text, settled

TIER = (("tier", "60%"),)


def strip_of(**keys):
    session = Session(TODAY, law_of)
    person = {key: value for key, value in COURIER["zh"].items() if key != "wage"}
    session.start(Draft.of_keys({**person, "tier": "60%", **keys}))
    return session, Strip.of(session)


def test_the_strip_of_somebody_who_paid_five_years_shows_sixty_months():
    session, strip = strip_of()
    past = [month for month in strip.ways if month < TODAY]
    assert len(past) == 60
    assert max(past) == TODAY - 1
    assert strip.ways[TODAY] == AS_DECLARED
    assert strip.last == session.good.estimate.go_on.settlement.retirement


def test_painting_nothing_new_changes_no_figure():
    session, strip = strip_of()
    before = session.good.estimate.go_on
    session.change(strip.in_draft(session.draft), "months")
    assert session.good.estimate.go_on.pension == before.pension
    assert session.draft.parts["history"] == ({"from": "2021-11", "to": "2026-10", "tier": "60%"},)


def test_a_gap_in_the_past_splits_the_history():
    session, strip = strip_of()
    gap = range(Month.of(2023, 1), Month.of(2023, 7))
    session.change(strip.painted(gap, None).in_draft(session.draft), "months")
    spells = [(part["from"], part["to"]) for part in session.draft.parts["history"]]
    assert spells == [("2021-11", "2022-12"), ("2023-07", "2026-10")]
    assert session.good.estimate.stop_now.settlement.counted == 54  # 60 - 6


def test_an_employed_spell_elsewhere_is_kept_with_its_place():
    session, strip = strip_of()
    way = (("base", "6000"), ("region", "上海"), ("kind", "employed"))
    months = range(Month.of(2018, 1), Month.of(2018, 12) + 1)
    session.change(strip.painted(months, way).in_draft(session.draft), "months")
    first = session.good.scenario.history[0]
    assert first.employed
    assert first.region == "310000"
    assert session.good.estimate.stop_now.settlement.counted == 72  # 60 + 12


def test_a_break_in_the_plan_is_a_pause_and_a_change_holds_until_the_next():
    session, strip = strip_of()
    pause = range(Month.of(2030, 1), Month.of(2030, 12) + 1)
    later = range(Month.of(2035, 1), strip.last + 1)
    painted = strip.painted(pause, None).painted(later, (("tier", "100%"),))
    session.change(painted.in_draft(session.draft), "months")
    assert session.draft.parts["pauses"] == ({"from": "2030-01", "to": "2030-12"},)
    assert session.draft.parts["changes"] == ({"from": "2035-01", "tier": "100%"},)
    # 60 paid + 257 to 2048-03 - 12 of the break
    assert session.good.estimate.go_on.settlement.counted == 60 + 257 - 12


def test_the_strip_reads_back_what_it_wrote():
    session, strip = strip_of()
    way = (("base", "6000"), ("kind", "employed"))
    painted = strip.painted(range(Month.of(2019, 1), Month.of(2019, 7)), way)
    painted = painted.painted(range(Month.of(2031, 1), Month.of(2031, 4)), None)
    session.change(painted.in_draft(session.draft), "months")
    assert Strip.of(session).ways == painted.ways


def test_with_no_month_left_nothing_was_ever_paid():
    session, strip = strip_of()
    emptied = strip.painted(range(strip.first, TODAY), None)
    session.change(emptied.in_draft(session.draft), "months")
    assert session.draft.text("paid") == "0m"
    assert session.good.scenario.paid == 0


def test_months_are_painted_by_the_keyboard_and_the_result_follows():
    async def test(pilot):
        app = pilot.app
        before = app.session.good.estimate.go_on
        await pilot.press("f6")
        await settled(pilot)
        assert isinstance(app.screen, MonthsScreen)
        grid = app.screen.query_one(MonthGrid)
        assert grid.has_focus
        await pilot.press("shift+left", "shift+left", "delete")
        await settled(pilot)
        after = app.session.good.estimate.go_on
        assert after.settlement.counted == before.settlement.counted - 3
        assert f"{after.pension_today // 100:,}"[:3] in screen_text(app)
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert app.session.good.estimate.go_on == before
        await pilot.press("up", "space")
        assert app.session.draft.parts["history"][1]["tier"] == "60%"
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, Workbench)
        assert "按缴费历史" in screen_text(app)

    run(test)


def test_months_are_painted_by_the_mouse():
    async def test(pilot):
        await pilot.press("f6")
        await settled(pilot)
        app = pilot.app
        app.screen.brush["way"] = "unpaid"
        grid = app.screen.query_one(MonthGrid)
        row = 2024 - grid.strip.first.year
        app.screen.query_one("#years").scroll_to(y=row - 3, animate=False)
        await settled(pilot)
        await pilot.mouse_down(MonthGrid, offset=(6, row))
        await pilot.hover(MonthGrid, offset=(6 + 2 * 2, row))
        await pilot.mouse_up(MonthGrid, offset=(6 + 2 * 2, row))
        await settled(pilot)
        history = app.session.draft.parts["history"]
        assert [(part["from"], part["to"]) for part in history] == [
            ("2021-11", "2023-12"),
            ("2024-04", "2026-10"),
        ]

    run(test, size=NARROW)


def test_a_base_outside_its_limits_is_explained_and_can_be_undone():
    async def test(pilot):
        await pilot.press("f6")
        await settled(pilot)
        app = pilot.app
        app.screen.brush["amount"] = "900000"
        await pilot.press("space")
        await settled(pilot)
        assert app.session.is_stale
        assert "900000" in screen_text(app).replace(",", "")
        await pilot.press("ctrl+z")
        assert not app.session.is_stale

    run(test)
