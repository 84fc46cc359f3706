"""启动: run the app until it is left, beginning again over the same input after an unexpected error."""

import gc
import sys
from codecs import lookup
from collections.abc import Callable
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from calculator.i18n import Language, text
from calculator.tui import settings as preferences
from calculator.tui.app import LinghuoApp

if TYPE_CHECKING:
    from calculator.tui.session import Session

__all__ = ["launch", "share_the_machine", "write_for"]

_TRIES = 3
_TURN = 0.0002


def share_the_machine() -> None:
    """Let the keyboard have its turn often while a thread is at work: a report being made, or slow figures
    where no process can make them.
    """
    sys.setswitchinterval(_TURN)


def write_for(terminal: TextIO | None) -> None:
    """Let the screen reach a terminal whose encoding lacks letters: UTF-8 where only ASCII is stated, as
    in the C locale; in others a sign of one cell for what is missing, so that columns stay aligned.
    """
    if isinstance(terminal, TextIOWrapper):
        is_bare = lookup(terminal.encoding).name == "ascii"
        terminal.reconfigure(encoding="utf-8" if is_bare else None, errors="replace")


def launch(
    opening: "Callable[[], Session]", language: Language, settings: preferences.Settings
) -> int:
    """Run the app and give its exit code: 0, 1 when it failed again and again, 128 and the number of
    the signal that ended it.

    `opening` is called once, after the first paint. After the last failure the input is written to
    stderr, so that it is not lost.
    """
    share_the_machine()
    write_for(sys.__stderr__)
    write_for(sys.__stdout__)
    opened: list[Session] = []

    def once() -> "Session":
        if not opened:
            opened.append(opening())
        return opened[0]

    failed, state = "", None
    for _ in range(_TRIES):
        app = LinghuoApp(once, language=language, settings=settings, failed=failed, state=state)
        app.keep_for_good = gc.freeze
        try:
            app.run()
        finally:
            if app.sweeping is not None:
                app.sweeping.close()
        if app.failure is None or app.left_with is not None:
            return app.left_with or app.return_code or 0
        failed = f"{type(app.failure).__name__}: {app.failure}"[:200]
        language, state = app.language, app.state
    sys.stderr.write(text("app.broken.last", language, reason=failed) + "\n\n")
    for session in opened:
        from calculator.tui.storage import file_text  # noqa: PLC0415 only after failures

        sys.stderr.write(file_text(session.reading, language))
    return 1
