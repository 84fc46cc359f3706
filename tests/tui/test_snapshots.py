"""屏幕快照: what stands on the screen, row by row, in both languages at 80x24 and 120x40.

After an intended change: `LINGHUO_SNAPSHOTS=write pytest tests/tui/test_snapshots.py`, then read the
difference before keeping it.
"""

import os
import re
from pathlib import Path

import pytest

from calculator.tui.tabs.catalogue import TABS
from tests.tui.driving import run, screen_text, settled

FOLDER = Path(__file__).parent / "snapshots"
WRITE = os.environ.get("LINGHUO_SNAPSHOTS") == "write"
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
SCREENS = {
    **{tab: (f"tab:{tab}",) for tab in TABS},
    "calculation": ("f3", "down", "down", "down"),
    "months": ("f6",),
    "help": ("f1",),
    "begin": ("ctrl+n",),
}


def without_scrollbars(text):
    """Without the ends of scrollbars: they say how long the rest is, which nobody sees."""
    rows = [re.sub("[\u2581-\u2588]", " ", row).rstrip() for row in text.split("\n")]
    return "\n".join(rows)


async def walk(pilot, keys):
    for key in keys:
        if key.startswith("tab:"):
            await pilot.app.screen._turn_to(key.removeprefix("tab:"))
        else:
            await pilot.press(key)
        await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screens_look_as_they_did(language, size):
    different = []

    async def test(pilot):
        for name, keys in SCREENS.items():
            await walk(pilot, keys)
            seen = without_scrollbars(screen_text(pilot.app))
            path = FOLDER / f"{name}-{language}-{size}.txt"
            if WRITE:
                FOLDER.mkdir(exist_ok=True)
                path.write_text(seen, encoding="utf-8")
            elif not path.exists() or path.read_text(encoding="utf-8") != seen:
                different.append(name)
            await pilot.press("escape")
            await settled(pilot)
            await pilot.app.screen._turn_to("overview")
            pilot.app.screen.query_one("#field-region").focus()
            await settled(pilot)

    run(test, language=language, size=SIZES[size])
    assert different == []
