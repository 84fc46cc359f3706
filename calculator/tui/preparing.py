"""准备: figures that take longer than a frame, asked for while typing goes on.

What is awaited is dropped as soon as something else is wanted; that is asked for after a short pause, a
longer one where the app itself must make it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from calculator.tui.host import Host
from calculator.tui.sweep_messages import Question
from rules.law import Law

__all__ = ["Failed", "Preparing"]

_SOON = 0.06
"""Seconds: less than between two keys, more than between the letters an input method commits at once."""
_ENDED = (WorkerState.SUCCESS, WorkerState.ERROR, WorkerState.CANCELLED)


@dataclass
class Failed(Message):
    """Figures could not be prepared."""

    error: BaseException


class Preparing:
    """Prepares for `owner`: `wanted` gives the question and its law, None for nothing; `done` takes the
    question and the figures.
    """

    pause = 0.03
    """Seconds without a change before the figures are asked for, where they are made in the app."""

    def __init__(
        self,
        owner: Widget,
        name: str,
        wanted: Callable[[], tuple[Question, Law] | None],
        done: Callable[[Question, Any], None],
    ) -> None:
        self.owner = owner
        self.name = name
        self._wanted = wanted
        self._done = done
        self._timer: Timer | None = None
        self._awaited: tuple[Worker[Any], Question] | None = None

    def ask(self) -> None:
        """Ask after the pause; a later asking takes the place of an earlier one."""
        wanted = self._wanted()
        if self._awaited is not None and wanted is not None and wanted[0] == self._awaited[1]:
            return
        self._drop()
        self._timer = self.owner.set_timer(self.patience, self._begin)

    @property
    def patience(self) -> float:
        """The pause; beside the app figures disturb nobody, so that a short one is enough."""
        app = self.owner.app
        is_beside = isinstance(app, Host) and app.sweeps_beside
        return min(self.pause, _SOON) if is_beside else self.pause

    def _drop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        if self._awaited is not None:
            self._awaited[0].cancel()
            self._awaited = None

    def _begin(self) -> None:
        wanted = self._wanted()
        if wanted is None or not isinstance(self.owner.app, Host):
            return
        worker = self.owner.run_worker(
            partial(self.owner.app.swept, *wanted),
            exit_on_error=False,
            group=self.name,
            name=f"prepare {self.name}",
        )
        self._awaited = (worker, wanted[0])

    def heard(self, event: Worker.StateChanged) -> None:
        """Take what was made. Posts `Failed` where it failed."""
        event.stop()
        if self._awaited is None or event.worker is not self._awaited[0]:
            return
        if event.state not in _ENDED:
            return
        question, self._awaited = self._awaited[1], None
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.owner.post_message(Failed(event.worker.error))
        elif event.state is WorkerState.SUCCESS:
            self._done(question, event.worker.result)
