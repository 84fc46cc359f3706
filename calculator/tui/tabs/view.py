"""结果视图: what every view of a result shares: when to compute, when to lay out, when to wait.

A view says how its figures are prepared and how they are laid out for a width. Figures that take
longer than a frame are asked of the process that sweeps, and kept for the scenario.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.worker import Worker

from calculator.i18n import Language
from calculator.result import Estimate
from calculator.tui.blocks import Block, line
from calculator.tui.draft import Draft
from calculator.tui.host import Host
from calculator.tui.preparing import Preparing
from calculator.tui.session import Reading, Session
from calculator.tui.speech import language_of, say
from calculator.tui.sweep_messages import Question
from calculator.tui.widgets.text_lines import TextLines
from rules.law import Law

__all__ = ["ResultView"]

_MARGIN = 3
_SHORT = 16
_DIMMED = 0.55


class ResultView(VerticalScroll):
    """A view of the last good estimate."""

    is_swept: ClassVar[bool] = False
    """Whether the figures take longer than a frame; `sweeps` makes them then, else `prepare`."""
    entry: ClassVar[str] = ""
    """What takes the cursor inside; the view itself where empty."""
    explained: ClassVar[str] = ""
    """What explains the view in the help."""
    by_language: ClassVar[bool] = False
    """Whether what is prepared holds words."""
    pause: ClassVar[float] = 0.03
    """Seconds without a change before a sweep is asked for, where the app itself makes it."""

    @dataclass
    class RetirementChosen(Message):
        """A month to retire in was chosen in a view; empty for the statutory one."""

        month: str

    @dataclass
    class DraftChosen(Message):
        """A whole draft was chosen in a view; `place` is what is undone together."""

        draft: Draft
        place: str

    def __init__(self, session: Session, tab: str) -> None:
        super().__init__(id=f"view-{tab}", classes="view")
        self.session = session
        self.tab = tab
        self.shown: Reading | None = None
        self._figures: Any = None
        self._preparing = Preparing(self, tab, self._wanted, self._made)
        self._preparing.pause = self.pause

    def compose(self) -> ComposeResult:
        """One text for everything."""
        yield TextLines()

    @staticmethod
    def prepare(estimate: Estimate, law: Law, language: Language) -> Any:
        """What the view shows, from the estimate, made at once."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.take()

    def lay_out(self, figures: Any, width: int, height: int) -> Block:
        """The figures in lines of at most `width` cells; `height` is that of the window."""
        raise NotImplementedError

    @property
    def is_plain(self) -> bool:
        """Whether nothing is to be drawn, only written."""
        return bool(self.app.has_class("-plain"))

    @property
    def is_short(self) -> bool:
        """Whether every line counts."""
        return self.size.height < _SHORT

    def take(self) -> None:
        """Show the last good estimate if it is not the one shown."""
        if not self.query(TextLines):
            return
        good = self.session.good
        self.dim(stale=self.session.is_stale)
        if good is None and self.shown is None:
            return
        if good is not None and self.is_current(good):
            return
        if good is None:
            self.shown = None
            self.draw()
            return
        known = self._known(good)
        if known is not None:
            self.fill(good, known)
        elif self.is_swept:
            self.dim(stale=True)
            self._preparing.ask()
            if self.shown is None:
                self.draw()
        elif good.estimate is not None:
            self.fill(good, type(self).prepare(good.estimate, good.law, language_of(self)))

    def is_current(self, good: Reading) -> bool:
        """Whether what is shown is all there is to show of a reading."""
        return good is self.shown

    def dim(self, *, stale: bool) -> None:
        """Dim figures that are not those of the form."""
        self.query_one(TextLines).styles.opacity = _DIMMED if stale else 1.0

    def question(self, good: Reading) -> Question | None:
        """What is asked for a reading, None for nothing."""
        if good.scenario is None or good.estimate is None:
            return None
        return Question(self.tab, good.scenario, language_of(self) if self.by_language else None)

    def _known(self, good: Reading) -> Any:
        question = self.question(good)
        return None if question is None else self.session.kept.get(question)

    def _wanted(self) -> tuple[Question, Law] | None:
        good = self.session.good
        question = None if good is None or self.is_current(good) else self.question(good)
        return None if good is None or question is None else (question, good.law)

    def _made(self, question: Question, figures: Any) -> None:
        """Keep what was prepared; where the input has moved on, ask again."""
        self.session.keep(question, figures)
        self.take()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what was prepared."""
        self._preparing.heard(event)

    def fill(self, good: Reading, figures: Any) -> None:
        """Show figures prepared from a reading."""
        question = self.question(good)
        if question is not None:
            self.session.keep(question, figures)
        if self.shown is None and isinstance(self.app, Host):
            self.call_after_refresh(self.app.loaded)
        self.shown, self._figures = good, figures
        self.dim(stale=self.session.is_stale)
        self.draw()

    def draw(self) -> None:
        """Lay out again, for another width or with other figures."""
        width = self.size.width - _MARGIN
        if width <= 0 or not self.query(TextLines):
            return
        if self.shown is None:
            words = "app.view.empty" if self.session.good is None else "app.view.coming"
            block: Block = (line((say(self, words), "$quiet")),)
        else:
            block = self.lay_out(self._figures, width, self.size.height)
        self.query_one(TextLines).show(block)

    def on_resize(self, _: events.Resize) -> None:
        """Lay out for the new width."""
        self.draw()
