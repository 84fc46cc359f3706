"""应用的速度: compute per keystroke, keystroke to the paint of the answer, first paint.

    python tests/benchmarks/benchmark_app.py [--quick] [VIEW ...]

From a key event to the display call that shows the answer to it, encoded for a terminal as a real one
gets it. Every view is measured twice: typing with the pauses of the app (sweeps wait until the typing
stops), and with a sweep begun at every key, so that the process that sweeps is always at work; whether it
was that process and not the thread is said. How long a swept view takes to catch up after the last key, its
pause included, is told apart. An echo app (a form that shows what was typed, nothing computed) is the floor.
Ratios are of one run: pairs alternate, medians are compared. Prints JSON.
"""

import asyncio
import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import calculator.tui  # noqa: E402, F401 its frame rate is set before Textual is imported

# isort: split
from textual._compositor import CompositorUpdate  # noqa: E402
from textual.app import App, ComposeResult  # noqa: E402
from textual.events import Key  # noqa: E402
from textual.widgets import Footer, Input, Static  # noqa: E402

from calculator.tui.app import LinghuoApp  # noqa: E402
from calculator.tui.draft import Draft  # noqa: E402
from calculator.tui.launching import share_the_machine  # noqa: E402
from calculator.tui.session import Session  # noqa: E402
from calculator.tui.settings import Settings  # noqa: E402
from calculator.tui.tabs.catalogue import TABS, kind_of  # noqa: E402
from rules.month import Month  # noqa: E402

PERSON = {"region": "浙江", "born": "1990-03", "sex": "female", "wage": "8000", "paid": "5年"}
WAGES = ["8123", "7050", "9999", "6400"]
SIZE = (120, 40)
BETWEEN_KEYS = 0.14
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
RESULT = (
    """any("," in one.plain for lines in self.screen.query('#figures') for one in lines.lines)"""
)


class Echo(App[None]):
    """A form that only echoes."""

    told = ""

    def compose(self) -> ComposeResult:
        """Four inputs, a text, keys."""
        for at in range(4):
            yield Input(id=f"field-{at}", compact=True)
        yield Static("", id="echo")
        yield Footer()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what was typed."""
        self.told = event.value
        self.query_one("#echo", Static).update(event.value, layout=False)


class Watched:
    """The times of display calls of an app, each encoded as for a terminal, with what was told by then."""

    def __init__(self, app: App[Any]) -> None:
        self.app = app
        self.painted: list[tuple[float, float, Any]] = []
        self._display = app._display
        app._display = self._timed  # type: ignore[method-assign]

    def _timed(self, screen: Any, renderable: Any) -> None:
        told = self.told()
        self._display(screen, renderable)
        if isinstance(renderable, CompositorUpdate):
            renderable.render_segments(self.app.console)
            self.painted.append((time.perf_counter(), time.thread_time(), told))

    def told(self) -> Any:
        """What the answer is of: the draft that was shown last, or the text that was echoed."""
        return self.app.told if isinstance(self.app, Echo) else self.app.bench.told


async def answers(app: App[Any], field: str, words: list[str]) -> dict[str, dict[str, float]]:
    """Milliseconds from every key to the paint of what comes of it: by the clock, and what the
    processor worked for it (a frame is waited for, and neighbours take their share of the clock).
    """
    watched, by_clock, at_work = Watched(app), list[float](), list[float]()
    box = app.screen.query_one(f"#{field}", Input)
    box.select_on_focus = False
    box.focus()
    await asyncio.sleep(0.3)
    for word in words:
        for letter in ["backspace"] * len(box.value) + list(word):
            before = watched.told()
            watched.painted.clear()
            begun, worked = time.perf_counter(), time.thread_time()
            app.post_message(Key(letter, None if len(letter) > 1 else letter))
            await asyncio.sleep(BETWEEN_KEYS)
            while all(told == before for _, _, told in watched.painted):
                await asyncio.sleep(0.01)
            at, work, _ = next(one for one in watched.painted if one[2] != before)
            by_clock.append((at - begun) * 1000)
            at_work.append((work - worked) * 1000)
    return {"by the clock": described(by_clock), "at work": described(at_work)}


async def catching_up(app: LinghuoApp, tab: str, words: list[str]) -> list[float]:
    """Milliseconds from the last key to the moment a swept view shows it."""
    box, found = app.screen.query_one("#field-amount", Input), []
    view = app.screen.query_one(f"#view-{tab}")
    for word in words:
        box.value = ""
        await asyncio.sleep(0.05)
        begun = time.perf_counter()
        box.value = word
        await asyncio.sleep(0.02)
        while view.shown is not app.session.good or app.session.is_stale:
            await asyncio.sleep(0.005)
        found.append((time.perf_counter() - begun) * 1000)
    return found


def is_in_process(app: LinghuoApp) -> bool:
    """Whether the sweeps were made by a process of their own."""
    sweeping = app.sweeping
    return sweeping is not None and sweeping.pid is not None and not sweeping.is_lost


@asynccontextmanager
async def running(tab: str) -> AsyncIterator[LinghuoApp]:
    """The app over one person in one view, frozen to one month, everything computed."""
    session = Session(Month.of(2026, 11))
    session.start(Draft.of_keys(PERSON))
    app = LinghuoApp(lambda: session, settings=Settings(welcome=False))
    app.keep_for_good = gc.freeze
    async with app.run_test(size=SIZE) as pilot:
        while app.bench is None or not app.bench.query("#view-overview"):
            await pilot.pause(0.05)
        await app.screen.action_show_view(tab)
        await app.workers.wait_for_complete()
        await pilot.pause(0.5)
        yield app
    if app.sweeping is not None:
        app.sweeping.close()


async def view(tab: str, words: list[str]) -> dict[str, Any]:
    """All figures of one view."""
    kind = kind_of(tab)
    async with running(tab) as app:
        found = {"key to answer": await answers(app, "field-amount", words)}
    if kind.is_swept:
        usual, kind.pause = kind.pause, 0.001
        async with running(tab) as app:
            busy = await answers(app, "field-amount", words)
            found["key to answer, a sweep at work"] = busy
            found["swept in a process"] = is_in_process(app)
        kind.pause = usual
        async with running(tab) as app:
            found["view caught up after typing"] = described(await catching_up(app, tab, words))
    return found


async def echo(words: list[str]) -> dict[str, dict[str, float]]:
    """The floor."""
    app = Echo()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.3)
        return await answers(app, "field-0", words)


def compute(count: int) -> dict[str, dict[str, float]]:
    """Milliseconds of reading, checking and estimating after one keystroke."""
    session = Session(Month.of(2026, 11))
    session.start(Draft.of_keys(PERSON))
    by_clock, at_work = [], []
    for at in range(count):
        draft = session.draft.typed(wage=str(6_000 + 7 * at))
        begun, worked = time.perf_counter(), time.thread_time()
        session.change(draft, "amount")
        by_clock.append((time.perf_counter() - begun) * 1000)
        at_work.append((time.thread_time() - worked) * 1000)
    return {"by the clock": described(by_clock), "at work": described(at_work)}


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


def described(values: list[float]) -> dict[str, float]:
    """Median and 95th percentile, milliseconds."""
    ordered = sorted(values)
    at = min(len(ordered) - 1, int(0.95 * len(ordered)))
    return {
        "median": round(statistics.median(values), 1),
        "p95": round(ordered[at], 1),
        "n": len(values),
    }


def main() -> None:
    """Measure and print."""
    quick = "--quick" in sys.argv
    words = WAGES[:1] if quick else WAGES
    share_the_machine()
    result: dict[str, Any] = {"load": os.getloadavg()[0]}
    result["compute ms"] = compute(40 if quick else 200)
    asked = [tab for tab in TABS if tab in sys.argv]
    for tab in asked or (TABS[:2] if quick else TABS):
        result[f"echo only ms, before {tab}"] = asyncio.run(echo(words[:1]))
        result[f"{tab} ms"] = asyncio.run(view(tab, words))
    paints = first_paints(2 if quick else 7)
    medians = {name: statistics.median(times) for name, times in paints.items()}
    result["first paint s"] = {name: round(value, 3) for name, value in medians.items()}
    result["first paint, app / empty"] = round(medians["app"] / medians["empty"], 2)
    result["load at the end"] = os.getloadavg()[0]
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
