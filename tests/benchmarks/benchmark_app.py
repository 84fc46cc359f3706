"""应用的速度: keystroke to last paint, compute per keystroke, first paint beside an empty Textual app.

    python tests/benchmarks/benchmark_app.py [--quick]

Every ratio is of one run: the pair alternates, medians are compared. Prints a table and JSON. An echo
app (a form that shows what was typed, nothing computed) is the physical floor for a keystroke.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.widgets import Footer, Input, Static

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from calculator.tui.app import LinghuoApp  # noqa: E402
from calculator.tui.draft import Draft  # noqa: E402
from calculator.tui.session import Session  # noqa: E402
from calculator.tui.settings import Settings  # noqa: E402
from calculator.tui.tabs.catalogue import TABS  # noqa: E402
from rules.month import Month  # noqa: E402

PERSON = {"region": "浙江", "born": "1990-03", "sex": "female", "wage": "8000", "paid": "5年"}
IN_STEP = ("overview", "account")
WAGES = ["8123", "7050", "9999", "6400", "12800"]
EMPTY = """
from textual.app import App
class Empty(App):
    pass
"""
APP = """
from calculator.tui.app import LinghuoApp
from calculator.tui.settings import Settings
def opening():
    from calculator.tui.draft import Draft
    from calculator.tui.session import Session
    from rules.month import Month
    session = Session(Month.of(2026, 11))
    session.start(Draft.of_keys({person}))
    return session
class Empty(LinghuoApp):
    def __init__(self):
        super().__init__(opening, settings=Settings(welcome=False))
"""
FIRST_PAINT = """
import asyncio, os
{app}
class Timed(Empty):
    def _display(self, screen, renderable):
        super()._display(screen, renderable)
        if renderable is not None and self.is_painted():
            os._exit(0)
    def is_painted(self):
        return {painted}
async def main():
    async with Timed().run_test(size=(120, 40)):
        await asyncio.sleep(20)
asyncio.run(main())
"""
FRAME = "bool(self.screen.query('#title'))"
RESULT = "bool(self.screen.query('#figure-go_on')) and '5,' in str(self.screen.query_one('#figure-go_on').content)"


class Echo(App[None]):
    """A form that only echoes."""

    def compose(self) -> ComposeResult:
        """Four inputs, a text, keys."""
        for at in range(4):
            yield Input(id=f"field-{at}", compact=True)
        yield Static("", id="echo")
        yield Footer()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what was typed."""
        self.query_one("#echo", Static).update(event.value, layout=False)


@contextmanager
def painted(app: App[Any]) -> Any:
    """The times of all display calls while the block runs."""
    times: list[float] = []
    display = app._display

    def timed(screen: Any, renderable: Any) -> None:
        display(screen, renderable)
        times.append(time.perf_counter())

    app._display = timed
    try:
        yield times
    finally:
        del app._display


async def keystrokes(app: App[Any], field: str, tab: str, words: list[str]) -> list[float]:
    """Milliseconds from each key event to the last display call that follows from it."""
    from textual.events import Key

    found = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.3)
        if tab:
            await app.screen._turn_to(tab)
            await pilot.pause(0.5)
        box = app.screen.query_one(f"#{field}", Input)
        box.select_on_focus = False
        box.focus()
        await pilot.pause(0.2)
        box.cursor_blink = False
        for word in words:
            for letter in ["backspace"] * len(box.value) + list(word):
                with painted(app) as times:
                    begun = time.perf_counter()
                    character = None if len(letter) > 1 else letter
                    app.post_message(Key(letter, character))
                    await asyncio.sleep(0.25)
                    found.append((max(times, default=begun) - begun) * 1000)
    return found


def app_of_the_person() -> LinghuoApp:
    """The app, frozen to one month, without the welcome."""
    session = Session(Month.of(2026, 11))
    session.start(Draft.of_keys(PERSON))
    return LinghuoApp(lambda: session, settings=Settings(welcome=False))


def compute(count: int) -> list[float]:
    """Milliseconds of reading, checking and estimating after one keystroke."""
    session = Session(Month.of(2026, 11))
    session.start(Draft.of_keys(PERSON))
    found = []
    for at in range(count):
        draft = session.draft.typed(wage=str(6_000 + 7 * at))
        begun = time.perf_counter()
        session.change(draft, "amount")
        found.append((time.perf_counter() - begun) * 1000)
    return found


def first_paints(runs: int) -> dict[str, list[float]]:
    """Seconds of whole processes that end with their first paint, alternating."""
    programs = {
        "empty": FIRST_PAINT.format(app=EMPTY, painted="True"),
        "app": FIRST_PAINT.format(app=APP.format(person=PERSON), painted=FRAME),
        "app with its result": FIRST_PAINT.format(app=APP.format(person=PERSON), painted=RESULT),
    }
    found: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(runs):
        for name, program in programs.items():
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)
            found[name].append(time.perf_counter() - begun)
    return found


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def described(values: list[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    return {
        "median": round(statistics.median(values), 1),
        "p95": round(percentile(values, 0.95), 1),
        "n": len(values),
    }


def main() -> None:
    """Measure and print."""
    quick = "--quick" in sys.argv
    words = WAGES[:1] if quick else WAGES
    tabs = TABS[:2] if quick else TABS
    result: dict[str, Any] = {"compute ms": described(compute(40 if quick else 200))}
    echo: Callable[[], Any] = lambda: asyncio.run(keystrokes(Echo(), "field-0", "", words))  # noqa: E731
    floor = echo()
    for tab in tabs:
        found = asyncio.run(keystrokes(app_of_the_person(), "field-amount", tab, words))
        words_for = "last paint" if tab in IN_STEP else "the view has caught up (thread)"
        result[f"key until {words_for} ms, {tab}"] = described(found)
    floor += echo()
    result["key until last paint ms, echo only"] = described(floor)
    paints = first_paints(2 if quick else 7)
    medians = {name: statistics.median(times) for name, times in paints.items()}
    result["first paint s"] = {name: round(value, 3) for name, value in medians.items()}
    result["first paint, app / empty"] = round(medians["app"] / medians["empty"], 2)
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
