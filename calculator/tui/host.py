"""应用的底座: what file commands, the palette and screens may ask of the app, without knowing it whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from calculator.i18n import Language, text
from calculator.tui.settings import Settings

if TYPE_CHECKING:
    from calculator.tui.session import Session
    from calculator.tui.sweep_messages import Question
    from rules.law import Law

__all__ = ["Host"]


class Host(App[None]):
    """An app that speaks a language over one session."""

    session: "Session"
    language: Language
    settings: Settings
    folder: Path

    def say(self, key: str, /, **values: Any) -> str:
        """The text of a key in the language of the app."""
        return text(key, self.language, **values)

    @property
    def sweeps_beside(self) -> bool:
        """Whether slow figures are made by a process beside the app."""
        raise NotImplementedError

    async def swept(self, question: "Question", law: "Law") -> Any:
        """The figures of a question, made where the keyboard does not wait for them."""
        raise NotImplementedError

    def loaded(self) -> None:
        """Note that something large was loaded that stays."""
        raise NotImplementedError

    def show_session(self) -> None:
        """Show the session in the main screen."""
        raise NotImplementedError

    def begin_with(self, sample: str) -> None:
        """Take one of the examples."""
        raise NotImplementedError

    def move_to(self, place: str) -> None:
        """Be insured in another place."""
        raise NotImplementedError
