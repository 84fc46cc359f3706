"""文件: beginning, leaving, saving and opening scenarios, keeping the settings.

In a browser files are handed to the person and never lie on the machine that serves.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from calculator.scenario.problems import ScenarioProblems
from calculator.tui import settings as preferences
from calculator.tui.host import Host
from calculator.tui.samples import SAMPLES, sample
from calculator.tui.storage import file_text, opened
from calculator.whole_file import write_whole
from calculator.wording import problem_line

__all__ = ["Filing"]

_NAME = "linghuo"


class Filing:
    """The file commands of an app."""

    def __init__(self, app: Host) -> None:
        self.app = app

    # Beginning and leaving

    def welcome(self) -> None:
        """Offer the examples, a blank form, the saved scenarios."""
        from calculator.tui.screens.welcome import WelcomeDialog  # noqa: PLC0415 when it is shown

        self.app.push_screen(WelcomeDialog(), self._chosen)

    def _chosen(self, chosen: str | None) -> None:
        if chosen in SAMPLES:
            self.begin(str(chosen))
        elif chosen == "open":
            self.open()

    def begin(self, name: str) -> None:
        """Take a sample; over an empty form as a new beginning, else as a change."""
        session = self.app.session
        draft = sample(name, self.app.language, session.today)
        if session.draft.keys():
            session.change(draft, "sample")
        else:
            session.start(draft)
        self.app.show_session()

    def ask_before_leaving(self) -> None:
        """Save, quit or stay."""
        say = self.app.say
        answers = [(name, say(f"app.quit.{name}")) for name in ("save", "leave", "stay")]
        self._ask(say("app.quit.title"), say("app.quit.text"), answers, self._leaving)

    def _leaving(self, answer: str | None) -> None:
        if answer == "leave":
            self.app.exit()
        elif answer == "save":
            self.save()

    def offer_after_failure(self, reason: str) -> None:
        """Say that something went wrong, and offer to save the input."""
        say = self.app.say
        answers = [(name, say(f"app.broken.{name}")) for name in ("save", "go_on")]
        words = say("app.broken.text", reason=reason)
        self._ask(say("app.broken.title"), words, answers, self._saving)

    def _saving(self, answer: str | None) -> None:
        if answer == "save":
            self.save()

    def _ask(
        self,
        title: str,
        words: str,
        answers: list[tuple[str, str]],
        then: Callable[[str | None], None],
    ) -> None:
        from calculator.tui.screens.asking import AskDialog  # noqa: PLC0415 when it is shown

        self.app.push_screen(AskDialog(title, words, answers), then)

    # Saving

    def save(self) -> None:
        """Ask for a name and write the scenario."""
        if self.app.is_web:
            self.deliver(file_text(self.app.session.reading, self.app.language), f"{_NAME}.toml")
            self.app.session.saved()
            return
        folder = preferences.scenario_folder(self.app.folder)
        proposed = self.app.session.name or str(folder / f"{self.proposed()}.toml")
        self._ask_path(self.app.say("app.save.title"), proposed, (), self._named)

    def _ask_path(
        self,
        title: str,
        proposed: str,
        known: tuple[Path, ...],
        then: Callable[[Path | None], None],
    ) -> None:
        from calculator.tui.screens.path_dialog import PathDialog  # noqa: PLC0415 when it is shown

        self.app.push_screen(PathDialog(title, proposed, known), then)

    def proposed(self) -> str:
        """A name for a new file: place and month of birth."""
        draft = self.app.session.draft
        words = "-".join(filter(None, (draft.text("region"), draft.text("born"))))
        return "".join(c for c in words if c.isalnum() or c == "-") or _NAME

    def _named(self, path: Path | None) -> None:
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".toml")
        if path.exists() and str(path) != self.app.session.name:
            self.ask_to_replace(path, lambda: self._write_scenario(path))
        else:
            self._write_scenario(path)

    def ask_to_replace(self, path: Path, write: Callable[[], None]) -> None:
        """Ask whether a file that is there may go."""
        say = self.app.say
        answers = [("yes", say("app.save.replace")), ("no", say("app.dialog.no"))]
        words = say("app.save.exists", path=str(path))
        then: Callable[[str | None], None] = lambda answer: write() if answer == "yes" else None  # noqa: E731
        self._ask(say("app.save.title"), words, answers, then)

    def _write_scenario(self, path: Path) -> None:
        if self.write(path, file_text(self.app.session.reading, self.app.language).encode()):
            self.app.session.saved(str(path))
            self.app.show_session()

    def write(self, path: Path, content: bytes) -> bool:
        """Write a file whole and say so, or say why not."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", "") or str(error)
            words = self.app.say("app.save.failed", path=str(path), reason=reason)
            self.app.notify(words, severity="error", markup=False)
            return False
        self.app.notify(self.app.say("app.save.done", path=str(path)), markup=False)
        return True

    def deliver(self, content: str, name: str) -> None:
        """Hand a file to the browser."""
        self.app.deliver_text(io.StringIO(content), save_filename=name)

    # Opening

    def open(self) -> None:
        """Ask for a file and read it."""
        if self.app.is_web:
            self.app.notify(self.app.say("app.open.web"))
            return
        known = tuple(preferences.saved_scenarios(self.app.folder))
        proposed = str(known[0]) if known else ""
        self._ask_path(self.app.say("app.open.title"), proposed, known, self._read)

    def _read(self, path: Path | None) -> None:
        if path is None:
            return
        try:
            draft = opened(path)
        except ScenarioProblems as refused:
            words = problem_line(refused.problems[0], self.app.language)
            self.app.notify(words, severity="error", markup=False)
            return
        self.app.session.start(draft, str(path))
        self.app.show_session()

    def keep_settings(self) -> None:
        """Write language, theme and plainness for the next time."""
        if self.app.is_web:
            self.app.notify(self.app.say("app.open.web"))
            return
        plain = self.app.has_class("-plain")
        kept = replace(
            self.app.settings,
            language=self.app.language,
            theme=self.app.settings.theme if plain else self.app.theme,
            plain=plain,
            welcome=False,
        )
        try:
            path = preferences.save(self.app.folder, kept)
        except OSError as error:
            words = self.app.say("app.save.failed", path="", reason=error.strerror or "")
            self.app.notify(words, severity="error", markup=False)
            return
        self.app.settings = kept
        self.app.notify(self.app.say("app.save.done", path=str(path)), markup=False)
