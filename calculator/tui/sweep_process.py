"""扫描进程: the process beside the app that makes the slow figures, so that the keyboard waits for none.

`python -m calculator.tui.sweep_process`, started by `sweeping`. Reads `Ask` and `Drop` from its input and
writes `Answer` to its output, pickled one after the other. A dropped question is broken off in the middle.
Ends with its input, at once, and so with the app however that ends. Writes no file and says nothing.
"""

import os
import pickle
import signal
import sys
from _thread import interrupt_main
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from calculator.tui.sweep_messages import Answer, Ask, Drop
from calculator.tui.sweeps import answer
from rules.law import Law

__all__ = ["Overtaken", "SweepProcess", "main"]

_NOTHING = 0


class Overtaken(BaseException):
    """Nobody waits for what is being made. No error: no handler of errors is to catch it."""


class SweepProcess:
    """Answers one question after the other; a thread listens meanwhile."""

    def __init__(self, asked: BinaryIO, answers: BinaryIO) -> None:
        self._asked = asked
        self._answers = answers
        self._waiting: SimpleQueue[Ask] = SimpleQueue()
        self._dropped: set[int] = set()
        self._at_work = _NOTHING
        self._law: Law | None = None

    def run(self) -> None:
        """Answer until the input ends."""
        signal.signal(signal.SIGINT, self._break_off)
        Thread(target=self._listen, daemon=True).start()
        while True:
            found = self._answered(self._waiting.get())
            if found is not None:
                self._answers.write(found)
                self._answers.flush()

    def _answered(self, ask: Ask) -> bytes | None:
        """The answer, None for a question that was dropped.

        `_at_work` is set before the dropped are looked at, so that a drop is either seen or breaks off.
        """
        self._law = ask.law or self._law
        try:
            self._at_work = ask.number
            found = None if ask.number in self._dropped else self._made(ask)
            self._at_work = _NOTHING
        except Overtaken:
            found = None
        self._dropped.discard(ask.number)
        return found

    def _made(self, ask: Ask) -> bytes:
        try:
            figures: Any = None if self._law is None else answer(ask.question, self._law)
            return _packed(Answer(ask.number, figures))
        except Exception as error:  # noqa: BLE001 whatever it is, the app is to hear of it
            return _packed(Answer(ask.number, None, f"{type(error).__name__}: {error}"))

    def _listen(self) -> None:
        """Take what is asked; interrupt what is dropped."""
        try:
            while True:
                message: Ask | Drop = pickle.load(self._asked)  # noqa: S301 from the app that began this
                if isinstance(message, Ask):
                    self._waiting.put(message)
                else:
                    self._dropped.add(message.number)
                    interrupt_main(signal.SIGINT)
        finally:
            os._exit(0)

    def _break_off(self, *_: Any) -> None:
        """Once for each question. An interrupt from a terminal finds nothing dropped and does nothing."""
        if self._at_work in self._dropped:
            self._at_work = _NOTHING
            raise Overtaken


def _packed(found: Answer) -> bytes:
    return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)


def main() -> None:
    """Serve the app that began this process."""
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    SweepProcess(sys.stdin.buffer, answers).run()


if __name__ == "__main__":
    main()
