"""`python -m calculator.tui`: the app without the command line around it, as a server starts it.

The only argument is the language. Nothing is read from the settings of the machine that serves.
"""

import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from calculator.i18n import LANGUAGES
from calculator.tui.launching import launch
from calculator.tui.settings import Settings
from rules.month import Month

if TYPE_CHECKING:
    from calculator.tui.session import Session

_CHINA = timedelta(hours=8)


def _opening() -> "Session":
    from calculator.tui.session import Session  # noqa: PLC0415 after the first paint

    return Session(Month.of_date((datetime.now(UTC) + _CHINA).date()))


def main() -> int:
    """Run the app in the language of the first argument."""
    asked = sys.argv[1:2]
    language = next((known for known in LANGUAGES if [known] == asked), LANGUAGES[0])
    return launch(_opening, language, Settings())


if __name__ == "__main__":
    raise SystemExit(main())
