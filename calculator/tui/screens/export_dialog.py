"""导出: the calculation sheet as Markdown, CSV, JSON or text, or the report for a client, and where to."""

from pathlib import Path
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from calculator.reports import Format
from calculator.tui.screens.spoken import SpokenDialog
from calculator.tui.speech import say
from calculator.tui.widgets.choice_bar import ChoiceBar

__all__ = ["ExportDialog", "Wanted"]

Form = Format | Literal["report"]
Wanted = tuple[Form, Path]
_ENDINGS: dict[Form, str] = {
    "markdown": ".md",
    "csv": ".csv",
    "json": ".json",
    "table": ".txt",
    "report": ".html",
}


class ExportDialog(SpokenDialog[Wanted | None]):
    """Gives format and path, None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "app.key.close")]

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__()
        self.folder = folder
        self.proposed = name

    def compose(self) -> ComposeResult:
        """Title, format, path, buttons."""
        formats = [(name, say(self, f"app.export.{name}")) for name in _ENDINGS]
        with Vertical(classes="dialog -low"):
            yield Static(say(self, "app.export.title"), classes="dialog-title", markup=False)
            yield ChoiceBar(formats, "markdown", id="format")
            yield Static(say(self, "app.export.about"), classes="-quiet", markup=False)
            yield Input(self._path("markdown"), compact=True, id="path")
            with Horizontal(classes="dialog-buttons"):
                yield Button(say(self, "app.dialog.yes"), id="yes", compact=True)
                yield Button(say(self, "app.dialog.no"), id="no", compact=True)

    def _path(self, form: str) -> str:
        ending = next(ending for name, ending in _ENDINGS.items() if name == form)
        return str(self.folder / f"{self.proposed}{ending}")

    @on(ChoiceBar.Chosen)
    def _chosen(self, event: ChoiceBar.Chosen) -> None:
        path = self.query_one(Input)
        path.value = str(
            Path(path.value or self._path(event.value)).with_suffix(
                Path(self._path(event.value)).suffix
            )
        )

    @on(Input.Submitted)
    @on(Button.Pressed, "#yes")
    def _accept(self) -> None:
        typed = self.query_one(Input).value.strip()
        chosen = self.query_one(ChoiceBar).value
        form = next(name for name in _ENDINGS if name == chosen)
        self.dismiss((form, Path(typed).expanduser()) if typed else None)

    @on(Button.Pressed, "#no")
    def action_leave(self) -> None:
        """Export nothing."""
        self.dismiss(None)
