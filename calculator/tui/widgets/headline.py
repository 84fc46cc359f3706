"""三个数: stop now, go on, the most you can get, per month in today's money, and what is paid.

With an input that cannot be used the last good figures stay, dimmed, with what must be mended. When the
money is back, and what the next tier brings, is asked of the process that sweeps.
"""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.worker import Worker

from calculator.tui.blocks import Block, line, paragraph
from calculator.tui.cards import figures
from calculator.tui.preparing import Preparing
from calculator.tui.session import Reading, Session
from calculator.tui.speech import language_of, payback_words, say
from calculator.tui.sweep_messages import Question
from calculator.tui.widgets.text_lines import Lines
from calculator.tui.worth import NextTier, Worth
from calculator.wording import error_sentence, field_title, problem_sentence
from rules.law import Law

__all__ = ["Headline"]

_FAULTS = 3
_DIMMED = 0.5
_ROOMY = 11


class Headline(Vertical):
    """The figures above the views. `pause`: seconds without a change before the worth is asked for, where
    the app itself makes it.
    """

    pause: ClassVar[float] = 0.15

    def __init__(self, session: Session) -> None:
        super().__init__(id="headline")
        self.session = session
        self._worth: Worth | None = None
        self._preparing = Preparing(self, "worth", self._asked, self._made)
        self._preparing.pause = self.pause

    def compose(self) -> ComposeResult:
        """The figures, and the lines below."""
        yield Lines(id="figures")
        yield Lines(id="facts")

    def show(self) -> None:
        """Show the last good estimate, or what is still asked for."""
        good = self.session.good
        question = None if good is None else _question(good)
        known = None if question is None else self.session.kept.get(question)
        if good is None:
            self._worth = None
        elif known is None:
            self._preparing.ask()
        else:
            (self._worth,) = known
        self.query_one("#figures").styles.opacity = _DIMMED if self.session.is_stale else 1.0
        self._draw()

    @property
    def _is_roomy(self) -> bool:
        """Whether there is room for cards."""
        return self.size.height >= _ROOMY

    def _asked(self) -> tuple[Question, Law] | None:
        good = self.session.good
        question = None if good is None else _question(good)
        if good is None or question is None or question in self.session.kept:
            return None
        return question, good.law

    def _made(self, question: Question, found: Worth | None) -> None:
        self.session.keep(question, (found,))
        self.show()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what was prepared."""
        self._preparing.heard(event)

    def on_resize(self, _: events.Resize) -> None:
        """Lay out for the new width."""
        self._draw()

    def _draw(self) -> None:
        good = self.session.good
        estimate = None if good is None else good.estimate
        place = self.query_one("#figures", Lines)
        drawn = figures(
            estimate,
            self._worth,
            language_of(self),
            max(24, place.size.width),
            roomy=self._is_roomy,
        )
        place.show(drawn)
        self.query_one("#facts", Lines).show(self._facts())

    def _facts(self) -> Block:
        width = max(20, self.query_one("#facts").size.width)
        if self.session.reading.estimate is not None:
            return self._remarks(self.session.reading, width)
        lines: list[Content] = []
        if self.session.good is not None:
            lines += paragraph(say(self, "app.headline.stale"), width, "$warning")
        return (*lines, *self._wanted(width))

    def _remarks(self, reading: Reading, width: int) -> Block:
        """What the next tier would bring, and how certain the figures are."""
        estimate, lines = reading.estimate, list[Content]()
        further = self._worth.further if self._worth is not None else None
        if further is not None and self._is_roomy:
            lines += paragraph(self._next_tier(further), width)
        if estimate is not None:
            lines += paragraph(say(self, f"app.headline.{estimate.status}"), width, "$quiet")
        return tuple(lines)

    def _next_tier(self, further: NextTier) -> str:
        words = say(
            self,
            "app.worth.further",
            tier=further.tier,
            monthly=further.monthly,
            pension=further.pension_today,
        )
        if further.payback is None or further.payback.tenths <= 0:
            return words
        back = payback_words(further.payback, language_of(self))
        return say(self, "app.worth.further_back", further=words, back=back)

    def _wanted(self, width: int) -> Block:
        """What must be filled in or mended."""
        language, reading = language_of(self), self.session.reading
        lines: list[Content] = []
        if reading.error is not None:
            lines += paragraph(error_sentence(reading.error, language), width, "$error")
        for problem in reading.faults[:_FAULTS]:
            title = field_title(problem.field, language)
            lines += paragraph(problem_sentence(problem, language), width, "$error", f"{title}  ")
        if reading.missing and not reading.faults:
            names = tuple(field_title(name, language) for name in reading.missing)
            lines += paragraph(say(self, "app.headline.wanted", fields=names), width, "$quiet")
        return tuple(lines) or (line(""),)


def _question(good: Reading) -> Question | None:
    return None if good.scenario is None else Question("worth", good.scenario)
