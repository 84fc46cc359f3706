"""标题行: the app and the file at the left, place and month of the answer at the right."""

from calculator.tui.blocks import line, spread
from calculator.tui.session import Session
from calculator.tui.speech import language_of, say
from calculator.tui.widgets.text_lines import Lines

__all__ = ["TitleLine"]


class TitleLine(Lines):
    """The top of the main screen."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="title")
        self.session = session

    def tell(self) -> None:
        """Show what the session is about."""
        left = line((say(self, "app.title"), "bold $primary"), (f"   {self._file()}", "$quiet"))
        self.show((spread(left, line((self._place(), "$quiet")), self.content_size.width),))

    def _file(self) -> str:
        """The name of the file, and whether it was changed."""
        name = self.session.name
        if not name:
            return say(self, "app.unnamed")
        return say(self, "app.changed", name=name) if self.session.is_unsaved else name

    def _place(self) -> str:
        good = self.session.good
        if good is None or good.estimate is None:
            return ""
        region = good.estimate.region
        return f"{region.zh if language_of(self) == 'zh' else region.en}  {good.estimate.today}"
