"""鼠标: from the first screen to the end with the mouse alone; nothing here presses a key."""

from pathlib import Path

from rich.cells import cell_len
from textual.widgets import Input

from calculator.tui.settings import Settings
from calculator.tui.tabs.catalogue import TABS
from calculator.tui.widgets.tier_slider import TierSlider
from tests.tui.driving import run, screen_text, settled, shown


def place_of(app, words, above=None):
    """The cell where some words stand on the screen, looked for below others."""
    rows = screen_text(app).split("\n")
    first = next((y for y, row in enumerate(rows) if above and above in row), 0)
    for y, row in enumerate(rows[first:], first):
        if words in row:
            return cell_len(row.partition(words)[0]) + 1, y
    raise AssertionError(f"{words!r} is not on the screen:\n" + "\n".join(rows))


async def click(pilot, words, above=None):
    """Click on words that can be seen."""
    await pilot.click(offset=place_of(pilot.app, words, above))
    await settled(pilot)


async def click_pick(pilot, field):
    """Open the list of likely values of a field."""
    await pilot.click(f"#row-{field} .field-pick")
    await settled(pilot)


def test_a_whole_visit_needs_no_keyboard(tmp_path):
    async def test(pilot):
        app = pilot.app
        await click(pilot, "浙江骑手")
        assert app.session.good is not None
        # every tab, those beyond the edge too
        for tab in TABS:
            while tab not in shown_tabs(app):
                await pilot.click("#tabs", offset=(app.screen.query_one("#tabs").size.width, 0))
                await settled(pilot)
            await click(pilot, app.say(f"app.tab.{tab}"), above=app.say("app.tab.overview"))
            assert app.screen.state.tab == tab
        # another place, another month of birth, another sex, another tier
        await click_pick(pilot, "region")
        await click(pilot, "河南")
        assert app.session.good.estimate.region.zh == "河南省"
        await click_pick(pilot, "born")
        await click(pilot, "1985", above="输入几个字")
        await click(pilot, "1985-03")
        assert app.session.draft.text("born") == "1985-03"
        await click(pilot, "男 60")
        assert app.session.draft.text("sex") == "male"
        slider = app.screen.query_one(TierSlider)
        before = app.session.draft.text("tier")
        await pilot.click(TierSlider, offset=(slider.size.width // 2, 0))
        await settled(pilot)
        assert app.session.draft.text("tier") not in ("", before)
        # folded fields, the scenario, the sheet, the end
        await click(pilot, "+ 假设")
        assert app.screen.query("#row-inflation")
        await click(pilot, "^S 保存")
        await click(pilot, "确定")
        await click(pilot, "^P 命令")
        await click(pilot, "导出")
        path = app.screen.query_one(Input)
        path.value = str(tmp_path / Path(path.value).name)
        await click(pilot, "JSON")
        await click(pilot, "确定")
        await click(pilot, "^P 命令")
        await click(pilot, "退出", above="记住")

    app = run(test, {}, size=(120, 50), settings=Settings(welcome=True), folder=tmp_path)
    assert app.return_code == 0
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == {".toml", ".json"}


def shown_tabs(app):
    """The tabs whose whole titles can be seen."""
    words = shown(app, "#tabs")
    return [tab for tab in TABS if app.say(f"app.tab.{tab}") in words.split(">")[0].split()]
