"""扫描: asks for slow figures in a process of its own, in a thread where there can be no such process.

`ask` gives a future; cancelling it breaks the work off. The process is begun by `start`, kept warm, asked
in order, and ends with its input: when it is closed, and when the app is gone for whatever reason.
"""

import os
import pickle
import subprocess
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from threading import Lock, Thread
from typing import IO, Any, NamedTuple, Self

from calculator.tui.children import environment_of_modules, module_command
from calculator.tui.sweep_messages import Answer, Ask, Drop, Question
from rules.law import Law

__all__ = ["SweepError", "Sweeping"]

_MODULE = "calculator.tui.sweep_process"
_PATIENCE = 2
_NICE = 10
"""The keyboard goes first where processors are few."""
_WINDOWS = ("CREATE_NO_WINDOW", "BELOW_NORMAL_PRIORITY_CLASS")


class SweepError(Exception):
    """The process could not make the figures; says what it met."""


class _Awaited(NamedTuple):
    question: Question
    law: Law
    future: "Future[Any]"


class Sweeping:
    """One process for one app. With `alone` false there is only the thread."""

    def __init__(self, *, alone: bool = True) -> None:
        self.is_lost = False
        """Whether the process that was to be there is not, so that the thread does its work."""
        self._alone = alone
        self._lock = Lock()
        self._numbers = count(1)
        self._awaited: dict[int, _Awaited] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._law: Law | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sweeps")
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_beside(self) -> bool:
        """Whether the process makes the figures, or will once it is begun."""
        return self._alone and not self.is_lost

    @property
    def pid(self) -> int | None:
        """The number of the process, None where there is none."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Begin the process, once; where it cannot be begun the thread takes its place."""
        if not self._alone or self._process is not None or self.is_lost:
            return
        try:
            self._process = _begun()
        except (OSError, ValueError):
            self.is_lost = True
            return
        Thread(target=self._listen, args=(self._process,), name="sweeps", daemon=True).start()

    def ask(self, question: Question, law: Law) -> "Future[Any]":
        """The figures, in time. Cancel the future of a question nobody waits for any longer."""
        self.start()
        future: Future[Any] = Future()
        awaited = _Awaited(question, law, future)
        with self._lock:
            process = None if self.is_lost else self._process
            if process is not None:
                number = next(self._numbers)
                self._awaited[number] = awaited
        if process is None:
            self._in_thread(awaited)
        else:
            future.add_done_callback(lambda _: self._drop(number))
            self._send(Ask(number, question, None if law is self._law else law))
            self._law = law
        return future

    def close(self) -> None:
        """End the process, and whatever it is at."""
        self._is_closed = True
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _drop(self, number: int) -> None:
        """Called when a future is done; one that was answered is awaited no longer."""
        with self._lock:
            is_awaited = self._awaited.pop(number, None) is not None
        if is_awaited:
            self._send(Drop(number))

    def _send(self, message: Ask | Drop) -> None:
        """Send; that the process is gone is heard by the thread that listens."""
        process = self._process
        if process is not None and process.stdin is not None:
            with suppress(OSError, ValueError):
                process.stdin.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
                process.stdin.flush()

    def _listen(self, process: "subprocess.Popen[bytes]") -> None:
        """Hand over answers until there are no more; what is still awaited then, the thread makes."""
        if process.stdout is not None:
            with process.stdout:
                while (found := _read(process.stdout)) is not None:
                    with self._lock:
                        awaited = self._awaited.pop(found.number, None)
                    if awaited is not None:
                        _hand_over(awaited.future, found)
        process.wait()
        if self._is_closed:
            return
        with self._lock:
            self.is_lost = True
            left, self._awaited = list(self._awaited.values()), {}
        for awaited in left:
            self._in_thread(awaited)

    def _in_thread(self, awaited: _Awaited) -> None:
        with suppress(RuntimeError):
            self._thread.submit(_make, awaited)


def _begun() -> "subprocess.Popen[bytes]":
    """The process, finding the modules where this one finds them, out of reach of the terminal's keys."""
    process = subprocess.Popen(  # noqa: S603 our own interpreter and module
        module_command(_MODULE),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment_of_modules()},
        start_new_session=True,
        creationflags=sum(getattr(subprocess, flag, 0) for flag in _WINDOWS),
    )
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
    return process


def _read(answers: IO[bytes]) -> Answer | None:
    """The next answer, None when there is none any more."""
    try:
        found = pickle.load(answers)  # noqa: S301 from the process begun here
    except Exception:  # noqa: BLE001 half an answer of a process that is gone can fail in many ways
        return None
    return found if isinstance(found, Answer) else None


def _hand_over(future: "Future[Any]", found: Answer) -> None:
    with suppress(InvalidStateError):
        if found.error:
            future.set_exception(SweepError(found.error))
        else:
            future.set_result(found.figures)


def _make(awaited: _Awaited) -> None:
    from calculator.tui.sweeps import answer  # noqa: PLC0415 only where there is no process

    question, law, future = awaited
    if not future.set_running_or_notify_cancel():
        return
    try:
        figures = answer(question, law)
    except BaseException as error:  # noqa: BLE001 told to whoever awaits it
        future.set_exception(error)
    else:
        future.set_result(figures)
