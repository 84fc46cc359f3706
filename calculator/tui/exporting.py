"""导出: the calculation sheet in its formats, the report for a client, the equivalent command line."""

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from calculator.tui.blocks import Block, paragraph
from calculator.tui.filing import Filing
from calculator.tui.host import Host
from calculator.tui.storage import shell_line
from calculator.wording import error_sentence
from rules.errors import RulesError

if TYPE_CHECKING:
    from calculator.reports import Format
    from calculator.tui.screens.export_dialog import Wanted
    from calculator.tui.session import Reading

__all__ = ["Exporting"]


class Exporting:
    """The export commands of an app; files are written as `filing` writes them."""

    def __init__(self, app: Host, filing: Filing) -> None:
        self.app = app
        self.filing = filing

    def export(self) -> None:
        """Ask for a format and a name, and write it."""
        if self.app.session.good is None:
            self.app.notify(self.app.say("app.view.empty"))
            return
        from calculator.tui.screens.export_dialog import ExportDialog  # noqa: PLC0415 when shown

        folder = Path() if self.app.is_web else Path.home()
        self.app.push_screen(ExportDialog(folder, self.filing.proposed()), self._wanted)

    def _wanted(self, wanted: "Wanted | None") -> None:
        good = self.app.session.good
        if wanted is None or good is None:
            return
        form, path = wanted
        if form == "report":
            self._with_leave(path, partial(self._begin_report, good, path))
        else:
            content = self._sheet(good, form)
            self._with_leave(path, partial(self._hand_over, path, content.encode()))

    def _with_leave(self, path: Path, write: partial[None]) -> None:
        """Write, where a file is in the way only with leave."""
        if path.exists() and not self.app.is_web:
            self.filing.ask_to_replace(path, write)
        else:
            write()

    def _hand_over(self, path: Path, content: bytes) -> None:
        if self.app.is_web:
            self.filing.deliver(content.decode(), path.name)
        else:
            self.filing.write(path, content)

    def _sheet(self, good: "Reading", form: "Format") -> str:
        if good.scenario is None or good.estimate is None:
            return ""
        from calculator.estimates import estimate as estimated  # noqa: PLC0415 when it is exported
        from calculator.reports import render  # noqa: PLC0415 when it is exported

        traced = estimated(good.scenario, good.law, trace=True, assumed=good.estimate.assumed)
        return render(traced, form, self.app.language, explain=True, law=good.law)

    # The report takes seconds, so it is made in a thread

    def _begin_report(self, good: "Reading", path: Path) -> None:
        self.app.notify(self.app.say("app.export.working"))
        self.app.run_worker(self._report(good, path), group="report", exclusive=True)

    async def _report(self, good: "Reading", path: Path) -> None:
        try:
            content = await asyncio.to_thread(partial(self._pressed, good))
        except ModuleNotFoundError as lacking:
            values = {"module": lacking.name, "extra": "report"}
            self._refuse(self.app.say("cli.missing_extra", **values))
        except RulesError as error:
            self._refuse(error_sentence(error, self.app.language))
        else:
            self._hand_over(path, content)

    def _pressed(self, good: "Reading") -> bytes:
        from calculator.reports.client.model import Person  # noqa: PLC0415 needs the extra
        from calculator.reports.client.press import Press  # noqa: PLC0415 needs the extra

        if good.scenario is None:
            return b""
        return Press("html", (self.app.language,)).made(good.scenario, good.law, Person()).content

    def _refuse(self, words: str) -> None:
        self.app.notify(words, severity="error", markup=False)

    def copy_shell_line(self) -> None:
        """Copy the command of the same estimate and show it."""
        from calculator.tui.screens.text_dialog import TextDialog  # noqa: PLC0415 when it is shown

        command = shell_line(self.app.session.reading, self.app.language)
        if not command:
            self.app.notify(self.app.say("app.view.empty"))
            return
        self.app.copy_to_clipboard(command)
        hint = self.app.say("app.command.copied")

        def lay_out(width: int) -> Block:
            return (*paragraph(hint, width, "$quiet"), *paragraph(command, width))

        self.app.push_screen(TextDialog(self.app.say("app.command.title"), lay_out))
