"""命令: `linghuo` opens the app on a terminal, `linghuo app` with a file, `linghuo serve` for a browser."""

import asyncio
import builtins
import re
import threading

import pytest

from calculator.cli import app as app_command
from calculator.cli import main
from calculator.tui import launching
from calculator.tui import settings as preferences
from calculator.tui.children import environment_of_modules


@pytest.fixture
def launched(monkeypatch, tmp_path):
    """What the app would have been launched with."""
    calls = []

    def launch(opening, language, settings):
        calls.append((opening(), language, settings))
        return 0

    monkeypatch.setattr(launching, "launch", launch)
    monkeypatch.setattr(preferences, "home", lambda: tmp_path)
    return calls


def test_without_a_command_the_app_opens_on_a_terminal(launched, monkeypatch):
    monkeypatch.setattr(app_command, "is_on_terminal", lambda: True)
    assert main(["--lang", "en"]) == 0
    ((session, language, settings),) = launched
    assert language == "en"
    assert settings.welcome
    assert session.draft.keys() == {}


def test_without_a_command_and_without_a_terminal_there_is_help(launched, capsys):
    assert main([]) == 0
    assert launched == []
    assert "linghuo" in capsys.readouterr().out


def test_a_scenario_is_opened_at_once(launched, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('参保地 = "浙江"\n出生年月 = "1990-03"\n', encoding="utf-8")
    assert main(["app", str(path), "--plain"]) == 0
    ((session, _, settings),) = launched
    assert session.draft.keys() == {"region": "浙江", "born": "1990-03"}
    assert session.name == str(path)
    assert settings.plain


def test_a_file_that_cannot_be_read_is_refused_before_the_app_opens(launched, capsys):
    assert main(["app", "nowhere.toml"]) == 2
    assert launched == []
    assert "nowhere.toml" in capsys.readouterr().err


def test_the_language_that_was_kept_holds_until_another_is_asked_for(
    launched, tmp_path, monkeypatch
):
    preferences.save(tmp_path, preferences.Settings(language="en"))
    monkeypatch.setattr("sys.argv", ["linghuo", "app"])
    main(["app"])
    monkeypatch.setattr("sys.argv", ["linghuo", "app", "--lang", "zh"])
    main(["app", "--lang", "zh"])
    assert [language for _, language, _ in launched] == ["en", "zh"]


def test_serving_without_its_extra_names_it(monkeypatch, capsys):
    real = builtins.__import__

    def missing(name, *rest):
        if name.startswith(("textual_serve", "calculator.tui.serving")):
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    assert main(["serve"]) == 2
    assert "linghuo[serve]" in capsys.readouterr().err


def test_serving_listens_on_this_machine_only_unless_told_otherwise(monkeypatch, capsys):
    serving = pytest.importorskip("calculator.tui.serving")
    asked = []
    monkeypatch.setattr(serving, "serve", lambda *values: asked.append(values))
    assert main(["serve", "--lang", "en"]) == 0
    assert asked[0][:2] == ("en", "127.0.0.1")
    assert "other machines" not in capsys.readouterr().err
    assert main(["serve", "--lang", "en", "--host", "0.0.0.0"]) == 0  # noqa: S104 that is the case
    assert "other machines" in capsys.readouterr().err


def test_two_visitors_have_an_app_each_and_the_page_asks_nobody_else(monkeypatch, tmp_path):
    serving = pytest.importorskip("calculator.tui.serving")
    # A folder of the program's name where it is started is not the program.
    (tmp_path / "calculator").mkdir()
    (tmp_path / "calculator" / "__init__.py").write_text("raise SystemExit('not the program')")
    monkeypatch.setenv("PYTHONPATH", environment_of_modules()["PYTHONPATH"])
    monkeypatch.chdir(tmp_path)
    from aiohttp import ClientSession, web  # noqa: PLC0415 part of the extra

    async def first_words(session, address):
        seen = b""
        async with session.ws_connect(f"{address}/ws?width=100&height=30") as socket:
            while b"Linghuo" not in seen:
                message = await asyncio.wait_for(socket.receive(), 30)
                seen += message.data if isinstance(message.data, bytes) else b""
        return seen

    async def visit():
        runner = web.AppRunner(await serving._Server("zh", "127.0.0.1", 0)._make_app())
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = site._server.sockets[0].getsockname()[:2]
        address = f"http://{host}:{port}"
        async with ClientSession() as session:
            async with session.get(address) as answer:
                page = await answer.text()
            both = await asyncio.gather(*(first_words(session, address) for _ in range(2)))
        await runner.cleanup()
        while any("waitpid" in thread.name for thread in threading.enumerate()):
            await asyncio.sleep(0.05)
        return page, both

    page, both = asyncio.run(visit())
    assert not re.search(r"(?:https?:)?//(?!127\.0\.0\.1)", page)
    assert all(both)
