"""文件: saving, opening, exporting, settings; nothing is written unless it was asked for."""

import json
import shlex
import tomllib
from pathlib import Path

from textual.widgets import Button, Input

from calculator.cli import main
from calculator.scenario import load
from calculator.tui import settings as preferences
from calculator.tui.screens.asking import AskDialog
from calculator.tui.screens.path_dialog import PathDialog
from calculator.tui.storage import shell_line
from tests.tui.driving import LAW, TODAY, run, settled, type_into


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_nothing_is_written_unless_it_is_saved(tmp_path):
    async def test(pilot):
        await type_into(pilot, "amount", "9000")
        for key in ("f2", "f9", "f8", "f3"):
            await pilot.press(key)
        await settled(pilot)

    run(test, folder=tmp_path)
    assert files_in(tmp_path) == []


def test_a_saved_scenario_opens_again_the_same(tmp_path):
    async def save(pilot):
        await type_into(pilot, "amount", "9000")
        await pilot.press("ctrl+s")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert not pilot.app.session.is_unsaved

    app = run(save, folder=tmp_path)
    (path,) = files_in(tmp_path)
    assert path.parent == tmp_path / "scenarios"
    assert load(path, LAW, TODAY) == app.session.good.scenario

    async def reopen(pilot):
        await pilot.press("ctrl+o")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PathDialog)
        await pilot.press("enter")
        await settled(pilot)

    again = run(reopen, {}, folder=tmp_path)
    assert again.session.good.scenario == app.session.good.scenario
    assert again.session.name == str(path)


def test_an_input_that_cannot_be_used_is_saved_as_typed(tmp_path):
    async def test(pilot):
        await type_into(pilot, "born", 'my "birthday"')
        await pilot.press("ctrl+s")
        await settled(pilot)
        pilot.app.screen.query_one(Input).value = str(tmp_path / "half.toml")
        await pilot.press("enter")
        await settled(pilot)

    run(test, folder=tmp_path)
    kept = tomllib.loads((tmp_path / "half.toml").read_text(encoding="utf-8"))
    assert kept["born"] == 'my "birthday"'
    assert kept["wage"] == "8000"


def test_another_file_is_replaced_only_when_that_is_confirmed(tmp_path):
    taken = tmp_path / "mine.toml"
    taken.write_text("kept", encoding="utf-8")

    async def test(pilot):
        for answer in ("escape", "enter"):
            await pilot.press("ctrl+s")
            await settled(pilot)
            pilot.app.screen.query_one(Input).value = str(taken)
            await pilot.press("enter")
            await settled(pilot)
            assert isinstance(pilot.app.screen, AskDialog)
            await pilot.press(answer)
            await settled(pilot)
            replaced = "region" in taken.read_text(encoding="utf-8")
            assert replaced == (answer == "enter")

    run(test, folder=tmp_path)


def test_a_file_that_cannot_be_read_is_explained_and_keeps_the_input(tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text("region = [", encoding="utf-8")

    async def test(pilot):
        before = pilot.app.session.draft
        for path in (broken, tmp_path / "missing.toml"):
            await pilot.press("ctrl+o")
            await settled(pilot)
            pilot.app.screen.query_one(Input).value = str(path)
            await pilot.press("enter")
            await settled(pilot)
            assert pilot.app.session.draft == before
        assert len(pilot.app._notifications) == 2

    run(test, folder=tmp_path)


def test_a_place_that_cannot_be_written_is_explained(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")

    async def test(pilot):
        await pilot.press("ctrl+s")
        await settled(pilot)
        pilot.app.screen.query_one(Input).value = str(blocked / "inside.toml")
        await pilot.press("enter")
        await settled(pilot)
        assert len(pilot.app._notifications) == 1

    run(test, folder=tmp_path)


def test_the_sheet_is_exported_in_every_format(tmp_path):
    async def test(pilot):
        for at in range(5):
            await pilot.press("ctrl+r")
            await settled(pilot)
            bar = pilot.app.screen.query_one("#format")
            bar.focus()
            await pilot.press(*["right"] * at)
            box = pilot.app.screen.query_one(Input)
            box.value = str(tmp_path / Path(box.value).name)
            pilot.app.screen.query_one("#yes", Button).press()
            await settled(pilot)

    run(test, folder=tmp_path)
    found = {path.suffix: path.read_text(encoding="utf-8") for path in files_in(tmp_path)}
    assert set(found) == {".md", ".csv", ".json", ".txt", ".html"}
    assert found[".html"].startswith("<!doctype html>")
    assert "5,200" in found[".html"]
    assert json.loads(found[".json"])["schema_version"]
    assert "计发月数" in found[".md"]


def test_without_what_a_report_needs_the_app_says_what_to_install(tmp_path, monkeypatch):
    def lacking(*_):
        raise ModuleNotFoundError("No module named 'vl_convert'", name="vl_convert")

    monkeypatch.setattr("calculator.reports.client.press.Press", lacking)

    async def test(pilot):
        pilot.app.exporting._wanted(("report", tmp_path / "client.html"))
        await settled(pilot)
        said = [note.message for note in pilot.app._notifications]
        assert any('pip install "linghuo[report]"' in words for words in said)

    run(test, folder=tmp_path)
    assert files_in(tmp_path) == []


def test_a_file_is_replaced_whole_or_stays_as_it_was(tmp_path, monkeypatch):
    kept = tmp_path / "kept.toml"
    kept.write_text("before", encoding="utf-8")

    def broken(*_):
        raise OSError(28, "No space left on device")

    async def test(pilot):
        monkeypatch.setattr("os.fdopen", broken)
        pilot.app.filing._write_scenario(kept)
        monkeypatch.undo()
        await settled(pilot)
        assert pilot.app.session.is_unsaved
        assert kept.read_text(encoding="utf-8") == "before"
        assert len(pilot.app._notifications) == 1
        pilot.app.filing._write_scenario(kept)

    async def changed(pilot):
        await type_into(pilot, "amount", "9000")
        await test(pilot)

    run(changed, folder=tmp_path)
    assert files_in(tmp_path) == [kept]
    assert "9000" in kept.read_text(encoding="utf-8")


def test_the_command_line_gives_the_same_estimate(tmp_path, capsys):
    async def test(pilot):
        await type_into(pilot, "amount", "60%")
        await pilot.press("ctrl+l")
        await settled(pilot)
        assert pilot.app.clipboard.startswith("linghuo estimate")

    app = run(test, folder=tmp_path)
    words = shlex.split(shell_line(app.session.reading, "zh"))
    assert main([*words[1:], "--format", "json"]) == 0
    said = capsys.readouterr().out
    pension = app.session.good.estimate.go_on.pension
    assert json.dumps(pension / 100) in said


def test_settings_are_kept_only_on_request_and_hold_the_next_time(tmp_path):
    async def test(pilot):
        await pilot.press("f2", "f9")
        await settled(pilot)
        assert files_in(tmp_path) == []
        pilot.app.filing.keep_settings()
        await settled(pilot)

    run(test, folder=tmp_path)
    kept = preferences.load(tmp_path)
    assert (kept.language, kept.theme, kept.welcome) == ("en", "linghuo-light", False)


def test_broken_settings_are_ignored(tmp_path):
    (tmp_path / "app.toml").write_text(
        'language = "xx"\ntheme = 3\nplain = "yes"', encoding="utf-8"
    )
    assert preferences.load(tmp_path) == preferences.Settings()
    (tmp_path / "app.toml").write_text("= =", encoding="utf-8")
    assert preferences.load(tmp_path) == preferences.Settings()


def test_quitting_with_unsaved_input_asks_first(tmp_path):
    async def test(pilot):
        await type_into(pilot, "amount", "9000")
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert isinstance(pilot.app.screen, AskDialog)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.is_running
        await pilot.press("ctrl+q")
        await settled(pilot)
        pilot.app.screen.query_one("#answer-leave", Button).press()
        await pilot.pause()

    app = run(test, folder=tmp_path)
    assert app.return_code == 0
