"""命令面板: everything the app can do, by name: views, files, examples, places."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from calculator.tui.samples import SAMPLES
from calculator.tui.tabs.catalogue import TABS

if TYPE_CHECKING:
    from calculator.tui.app import LinghuoApp

__all__ = ["commands_of"]


def commands_of(app: "LinghuoApp") -> Iterator[SystemCommand]:
    """The commands in the order they are listed; places are found by typing only."""
    bench = app.bench
    if bench is None:
        return
    for tab in TABS:
        title = app.say("app.palette.tab", title=app.say(f"app.tab.{tab}"))
        yield SystemCommand(title, app.say("app.palette.tab_help"), bench.turner(tab))
    actions: dict[str, Callable[[], None]] = {
        "language": app.action_language,
        "lighting": app.action_lighting,
        "plain": app.action_plainness,
        "save": app.action_save,
        "open": app.action_open,
        "export": app.action_export,
        "command": app.action_shell_line,
        "settings": app.filing.keep_settings,
        "help": bench.action_help,
        "sources": bench.action_sources,
        "months": bench.action_months,
        "quit": app.action_leave,
    }
    for name, action in actions.items():
        title, about = app.say(f"app.palette.{name}"), app.say(f"app.palette.{name}_help")
        yield SystemCommand(title, about, action)
    for name in SAMPLES:
        title = app.say("app.palette.sample", title=app.say(f"app.welcome.{name}"))
        about = app.say("app.palette.sample_help")
        yield SystemCommand(title, about, partial(app.filing.begin, name))
    yield from _places(app)


def _places(app: "LinghuoApp") -> Iterator[SystemCommand]:
    """Every place with figures, to be insured in."""
    for region in app.session.reading.law.regions.values():
        if region.figures and region.parent:
            name = region.zh if app.language == "zh" else region.en
            title = app.say("app.palette.place", place=name)
            about = f"{region.zh} {region.en} {region.pinyin}"
            yield SystemCommand(title, about, partial(app.filing.move_to, name), discover=False)
