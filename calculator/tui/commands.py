"""命令面板: everything the app can do, by name: views, files, examples, places; found by typing in either
language, places by pinyin too.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider

from calculator.tui.host import Host
from calculator.tui.samples import SAMPLES
from calculator.tui.tabs.catalogue import TABS

__all__ = ["Commands"]

_ACTIONS = {
    "help": "screen.help",
    "months": "screen.months",
    "sources": "screen.sources",
    "save": "app.save",
    "open": "app.open",
    "export": "app.export",
    "command": "app.shell_line",
    "language": "app.language",
    "lighting": "app.lighting",
    "plain": "app.plainness",
    "settings": "app.keep_settings",
    "begin": "app.begin",
    "quit": "app.leave",
}


class Command(NamedTuple):
    """A command, what it does, other words it is found by."""

    title: str
    about: str
    run: Callable[[], Any]
    words: str = ""
    listed: bool = True


class Commands(Provider):
    """The commands in their order; places are found by typing only."""

    async def discover(self) -> Hits:
        """What there is before anything is typed."""
        for command in self._all():
            if command.listed:
                yield DiscoveryHit(command.title, command.run, help=command.about or None)

    async def search(self, query: str) -> Hits:
        """What was typed, in the title, the explanation or the other words."""
        matcher, word = self.matcher(query), query.strip().casefold()
        for command in self._all():
            score = matcher.match(command.title)
            if score <= 0 and word in f"{command.about} {command.words}".casefold():
                score = 0.3
            if score > 0:
                title = matcher.highlight(command.title)
                yield Hit(score, title, command.run, help=command.about or None)

    def _all(self) -> Iterator[Command]:
        app, screen = self.app, self.screen
        if not isinstance(app, Host):
            return
        say = app.say
        for name, what in _ACTIONS.items():
            title, about = say(f"app.palette.{name}"), say(f"app.palette.{name}_help")
            yield Command(title, about, partial(app.run_action, what, screen), name)
        for name in SAMPLES:
            title = say("app.palette.sample", title=say(f"app.welcome.{name}"))
            yield Command(title, "", partial(app.begin_with, name), name)
        for tab in TABS:
            title = say("app.palette.tab", title=say(f"app.tab.{tab}"))
            action = partial(app.run_action, f"screen.show_view('{tab}')", screen)
            yield Command(title, "", action, tab)
        yield from _places(app)


def _places(app: Host) -> Iterator[Command]:
    """Every place with figures, to be insured in."""
    for region in app.session.reading.law.regions.values():
        if region.figures and region.parent:
            name = region.zh if app.language == "zh" else region.en
            title = app.say("app.palette.place", place=name)
            words = f"{region.zh} {region.en} {region.pinyin}"
            yield Command(title, "", partial(app.move_to, name), words, listed=False)
