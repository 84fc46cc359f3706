"""应用: the app as a whole: language, theme, the screens over one session, the last resort.

The first screen is painted before the calculator is loaded. An unexpected error never shows a
traceback: the app ends with `failure` set, and `launching` begins again over the same session.
"""

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.filter import Monochrome, NoColor

from calculator.i18n import LANGUAGES, Language
from calculator.tui import settings as preferences
from calculator.tui.colourless import COLOURLESS
from calculator.tui.harmless import HARMLESS
from calculator.tui.host import Host
from calculator.tui.screens.threshold import Threshold
from calculator.tui.themes import DARK, LIGHT, PLAIN, THEMES

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.command import Provider
    from textual.filter import LineFilter

    from calculator.tui.exporting import Exporting
    from calculator.tui.filing import Filing
    from calculator.tui.screens.standing import ViewState
    from calculator.tui.screens.workbench import Workbench
    from calculator.tui.session import Session
    from calculator.tui.sweep_messages import Question
    from calculator.tui.sweeping import Sweeping
    from rules.law import Law

__all__ = ["LinghuoApp"]

_GREYS = (Monochrome, NoColor)
_ENDING = ("SIGTERM", "SIGHUP")
_LONG = 15
"""Seconds that what concerns the whole visit stays to be read."""
_SIGNALLED = 128
"""What shells add to the number of a signal that ended a program."""


def _commands() -> "type[Provider]":
    from calculator.tui.commands import Commands  # noqa: PLC0415 only when asked for

    return Commands


class LinghuoApp(Host):
    """Linghuo in a terminal. `opening` gives the session; `failed` names an error that ended the app
    before, in which case `state` says what was in sight. `sweeping` is whom to ask for slow figures; without
    one the app begins one, and whoever ran the app closes it.
    """

    COMMANDS: ClassVar[set["type[Provider] | Callable[[], type[Provider]]"]] = {_commands}
    CSS_PATH = Path(__file__).with_name("app.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "app.key.quit", id="quit", show=False, priority=True),
        Binding("ctrl+p", "command_palette", "app.key.palette", id="palette", priority=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    filing: "Filing"
    exporting: "Exporting"

    def __init__(
        self,
        opening: "Callable[[], Session]",
        *,
        language: Language = "zh",
        settings: preferences.Settings | None = None,
        folder: Path | None = None,
        failed: str = "",
        state: "ViewState | None" = None,
        sweeping: "Sweeping | None" = None,
    ) -> None:
        super().__init__()
        self.opening = opening
        self.language: Language = language
        self.settings = settings or preferences.Settings()
        self.folder = folder or preferences.home()
        self.failed = failed
        self.failure: Exception | None = None
        self.left_with: int | None = None
        """The code the app was left with; what fails after that on its way out is no failure."""
        self.state = state
        self.sweeping = sweeping
        self._told_of_loss = False
        self.keep_for_good: Callable[[], None] | None = None
        for known in THEMES:
            self.register_theme(known)
        self.set_class(self.settings.plain, "-plain")
        self.theme = self._usual_theme()
        self.title = self.say("app.title")

    def get_line_filters(self) -> "Sequence[LineFilter]":
        """Those of Textual, one that lets nothing through that a terminal would obey, and with `NO_COLOR`
        one that lets no colour through, in the place of Textual's greys.
        """
        usual = super().get_line_filters()
        if self.no_color:
            usual = [*(one for one in usual if not isinstance(one, _GREYS)), COLOURLESS]
        return [*usual, HARMLESS]

    def _usual_theme(self) -> str:
        if self.has_class("-plain"):
            return PLAIN
        return DARK if self.no_color else self.settings.theme

    def on_mount(self) -> None:
        """Paint the frame, then load what fills it."""
        self._heed_signals()
        self.push_screen(Threshold(self.say("app.title")))
        self.call_after_refresh(self._open)

    def _heed_signals(self) -> None:
        """Asked to end, or with the terminal gone: give the terminal back as it was, and end."""
        loop = asyncio.get_running_loop()
        for name in _ENDING:
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._end, number)

    def _end(self, number: int) -> None:
        """End; asked a second time, the system ends it at once."""
        asyncio.get_running_loop().remove_signal_handler(number)
        self.exit(return_code=_SIGNALLED + number)

    def _open(self) -> None:
        """The main screen, with the examples over it where nothing was opened."""
        from calculator.tui.exporting import Exporting  # noqa: PLC0415 after the first paint
        from calculator.tui.filing import Filing  # noqa: PLC0415 after the first paint
        from calculator.tui.screens.workbench import Workbench  # noqa: PLC0415 after the first paint
        from calculator.tui.sweeping import Sweeping  # noqa: PLC0415 after the first paint

        self.sweeping = self.sweeping or Sweeping()
        self.session = self.opening()
        self.filing = Filing(self)
        self.exporting = Exporting(self, self.filing)
        self.switch_screen(Workbench(self.session, self.state))
        if self.failed:
            self.filing.offer_after_failure(self.failed)
        elif self.settings.welcome and not self.session.draft.keys():
            self.filing.welcome()

    @property
    def sweeps_beside(self) -> bool:
        """Whether the process is there, or about to be."""
        return self.sweeping is not None and self.sweeping.is_beside

    async def swept(self, question: "Question", law: "Law") -> Any:
        """The figures of a question; that they are made in the app itself, and slower, is said once."""
        if self.sweeping is None:
            return None
        found = await asyncio.wrap_future(self.sweeping.ask(question, law))
        if self.sweeping.is_lost and not self._told_of_loss:
            self._told_of_loss = True
            self.notify(self.say("app.sweeps.lost"), severity="warning", timeout=_LONG)
        return found

    @property
    def bench(self) -> "Workbench | None":
        """The main screen, wherever it stands in the stack."""
        from calculator.tui.screens.workbench import Workbench  # noqa: PLC0415 after the first paint

        return next((s for s in self.screen_stack if isinstance(s, Workbench)), None)

    def loaded(self) -> None:
        """What was loaded stays for good: a search for waste that went through it all, in any thread, would
        hold up the keyboard for three frames. With an answer to be seen, the process for slower ones begins.
        """
        if self.sweeping is not None:
            self.sweeping.start()
        if self.keep_for_good is not None:
            self.keep_for_good()

    def show_session(self) -> None:
        """Show the session in the main screen."""
        if self.bench is not None:
            self.bench.show()

    def begin_with(self, sample: str) -> None:
        """Take one of the examples."""
        self.filing.begin(sample)

    def move_to(self, place: str) -> None:
        """Be insured in another place."""
        self.session.change(self.session.draft.typed(region=place), "palette")
        self.show_session()

    # Language and light

    def action_language(self) -> None:
        """Speak the other language; all input stays, being in the session."""
        self.language = LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)]
        self.title = self.say("app.title")
        is_welcome = self.screen.has_class("-welcome")
        self._again()
        if is_welcome:
            self.filing.welcome()

    def _again(self) -> None:
        """A new main screen over the same session."""
        bench = self.bench
        if bench is None:
            return
        while self.screen is not bench:
            self.pop_screen()
        self.switch_screen(type(bench)(self.session, bench.standing()))

    def action_lighting(self) -> None:
        """From dark to light and back."""
        if not self.has_class("-plain") and not self.no_color:
            self.theme = LIGHT if self.theme == DARK else DARK

    def action_plainness(self) -> None:
        """Without boxes and colour, or with them."""
        self.toggle_class("-plain")
        self.theme = self._usual_theme()
        self._again()

    # Files

    def action_save(self) -> None:
        """Save the scenario."""
        self.filing.save()

    def action_open(self) -> None:
        """Open a scenario."""
        self.filing.open()

    def action_export(self) -> None:
        """Export the calculation sheet or the report for a client."""
        self.exporting.export()

    def action_keep_settings(self) -> None:
        """Write language, theme and plainness for the next time."""
        self.filing.keep_settings()

    def action_shell_line(self) -> None:
        """Copy the command that gives the same estimate."""
        self.exporting.copy_shell_line()

    def action_begin(self) -> None:
        """Choose an example or a blank form; what was typed can be brought back by undoing."""
        self.filing.welcome()

    # The end

    def action_leave(self) -> None:
        """Quit; what was typed and not saved is asked for."""
        if self.bench is None or not self.session.is_unsaved or self.screen.has_class("-asking"):
            self.exit()
        else:
            self.filing.ask_before_leaving()

    def exit(
        self,
        result: None = None,
        return_code: int = 0,
        message: "RenderableType | None" = None,
    ) -> None:
        """End."""
        self.left_with = return_code
        super().exit(result, return_code, message)

    def action_help_quit(self) -> None:
        """Say how to quit."""
        self.notify(self.say("app.quit.how"))

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without a traceback; `launching` begins again."""
        if self.bench is not None:
            self.state = self.bench.standing()
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:  # noqa: ARG002 nothing of it is shown
        """End without a traceback."""
        self._fatal_error()

    # Commands

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are printed on keyboards."""
        return super().get_key_display(binding).upper()

    def action_command_palette(self) -> None:
        """Everything the app can do, found by typing."""
        from textual.command import CommandPalette  # noqa: PLC0415 only when asked for

        if self.bench is not None and not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=self.say("app.palette.hint")))
