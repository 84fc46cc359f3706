"""出错: an unexpected error keeps the input and never shows a traceback."""

import asyncio

import pytest

from calculator.tui import launching
from calculator.tui.app import LinghuoApp
from calculator.tui.screens.asking import AskDialog
from calculator.tui.screens.workbench import Workbench
from calculator.tui.session import Session
from calculator.tui.settings import Settings
from tests.tui.driving import TODAY, made, run, screen_text, settled, type_into


class Sabotage(Exception):
    """What nobody expected."""


def broken(*_):
    raise Sabotage("wheel came off")


def test_an_unexpected_error_ends_the_app_with_the_input_intact(monkeypatch):
    app = made()

    async def fail():
        async with app.run_test() as pilot:
            await settled(pilot)
            monkeypatch.setattr("calculator.tui.session.read", broken)
            await type_into(pilot, "amount", "9000")
            await pilot.pause()

    with pytest.raises(Sabotage):
        asyncio.run(fail())
    assert isinstance(app.failure, Sabotage)
    assert app.session.draft.text("wage") == "8000"
    assert not app._exit_renderables


def test_after_a_failure_the_app_offers_to_save_the_input():
    async def test(pilot):
        assert isinstance(pilot.app.screen, AskDialog)
        words = screen_text(pilot.app)
        assert "Sabotage" in words
        assert "保存输入" in words
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Workbench)
        assert pilot.app.session.draft.text("wage") == "8000"

    run(test, failed="Sabotage: wheel came off")


def test_launching_begins_again_and_in_the_end_gives_the_input_back(monkeypatch, capsys):
    sessions = []

    def failing(self):
        sessions.append(self.opening())
        self.failure = Sabotage("wheel came off")

    def opening():
        session = Session(TODAY)
        session.change(session.draft.typed(region="浙江", wage="8000"), "test")
        return session

    monkeypatch.setattr(LinghuoApp, "run", failing)
    assert launching.launch(opening, "zh", Settings()) == 1
    assert len(sessions) == 3
    assert sessions[0] is sessions[2]
    said = capsys.readouterr().err
    assert 'region = "浙江"' in said
    assert "Traceback" not in said


def test_what_fails_on_the_way_out_begins_nothing_again(monkeypatch):
    begun = []

    def ended_by_a_signal(self):
        begun.append(self)
        self.exit(return_code=143)
        self.failure = Sabotage("a view was being made")

    monkeypatch.setattr(LinghuoApp, "run", ended_by_a_signal)
    assert launching.launch(lambda: Session(TODAY), "en", Settings()) == 143
    assert len(begun) == 1


def test_launching_ends_when_the_app_is_left(monkeypatch):
    monkeypatch.setattr(LinghuoApp, "run", lambda self: None)
    assert launching.launch(lambda: Session(TODAY), "en", Settings()) == 0
