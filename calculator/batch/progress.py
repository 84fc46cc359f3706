"""进度: a bar with rate and time left on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

from calculator.i18n import Language, text

__all__ = ["Progress", "silent"]

_EVERY_ON_TERMINAL = 0.2
_EVERY_IN_A_LOG = 10.0
_WIDTH = 24
_HOUR = 3600
_SOON = 0.02


class Progress:
    """Reports how far a run is, on stderr, in the sentence `words`.

    `start_rows` were done by an earlier run.
    """

    def __init__(
        self,
        language: Language,
        start_rows: int = 0,
        stream: TextIO | None = None,
        words: str = "batch.progress",
    ) -> None:
        self._language = language
        self._words = words
        self._stream = stream or sys.stderr
        self._on_terminal = self._stream.isatty()
        self._every = _EVERY_ON_TERMINAL if self._on_terminal else _EVERY_IN_A_LOG
        self._began = self._shown = time.monotonic()
        self._start_rows = start_rows
        self._start_share: float | None = None

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._began

    def at(self, rows: int, share: float) -> None:
        """`rows` are done, `share` of the input (0 to 1) is read."""
        now = time.monotonic()
        if self._start_share is None:
            self._start_share = share if self._start_rows else 0.0
        if now - self._shown < self._every:
            return
        self._shown = now
        line = self._line(rows, share)
        self._stream.write(f"\r{line}\x1b[K" if self._on_terminal else line + "\n")
        self._stream.flush()

    def _line(self, rows: int, share: float) -> str:
        rate = (rows - self._start_rows) / max(self.seconds, 1e-9)
        done = share - (self._start_share or 0.0)
        left = "?" if done < _SOON / 10 else _clock(self.seconds * (1 - share) / done)
        words = text(
            self._words,
            self._language,
            rows=rows,
            rate=int(rate),
            percent=int(100 * share),
            left=left,
        )
        if not self._on_terminal:
            return words
        full = int(_WIDTH * share)
        return f"[{'#' * full}{'.' * (_WIDTH - full)}] {words}"

    def end(self) -> None:
        """Take the bar away."""
        if self._on_terminal and self._shown != self._began:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def _clock(seconds: float) -> str:
    whole = int(seconds)
    hours, rest = divmod(whole, _HOUR)
    minutes, seconds_left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds_left:02d}" if hours else f"{minutes}:{seconds_left:02d}"


def silent() -> Callable[[int, float], None]:
    """Progress for nobody."""
    return lambda _rows, _share: None
