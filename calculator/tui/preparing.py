"""准备: figures that take longer than a frame, made in a thread, one at a time, while typing goes on.

The thread is asked after a short pause and shares the machine with the keyboard; where the input has
moved on meanwhile, it is asked again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker, WorkerState

__all__ = ["Failed", "Preparing"]

_ENDED = (WorkerState.SUCCESS, WorkerState.ERROR, WorkerState.CANCELLED)


@dataclass
class Failed(Message):
    """Figures could not be prepared."""

    error: BaseException


class Preparing:
    """Prepares for `owner`: `job` gives what the figures are of and what to do for them, None for
    nothing; `done` takes the first and what came of the second.
    """

    pause = 0.03

    def __init__(
        self,
        owner: Widget,
        name: str,
        job: Callable[[], tuple[Any, Callable[[], Any]] | None],
        done: Callable[[Any, Any], None],
    ) -> None:
        self.owner = owner
        self.name = name
        self._job = job
        self._done = done
        self._timer: Timer | None = None
        self._awaited: tuple[Worker[Any], Any] | None = None

    def ask(self) -> None:
        """Ask after the pause; a later asking takes the place of an earlier one."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.owner.set_timer(self.pause, self._begin)

    def _begin(self) -> None:
        found = None if self._awaited is not None else self._job()
        if found is None:
            return
        subject, job = found
        worker = self.owner.run_worker(
            job, thread=True, exit_on_error=False, group=self.name, name=f"prepare {self.name}"
        )
        self._awaited = (worker, subject)

    def heard(self, event: Worker.StateChanged) -> None:
        """Take what the thread made. Posts `Failed` where it failed."""
        event.stop()
        if self._awaited is None or event.worker is not self._awaited[0]:
            return
        if event.state not in _ENDED:
            return
        subject, self._awaited = self._awaited[1], None
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.owner.post_message(Failed(event.worker.error))
        elif event.state is WorkerState.SUCCESS:
            self._done(subject, event.worker.result)
