"""Running the app in a test: one person, one month of today, no file outside a temporary folder."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import textual.app
import textual.pilot
from rich.cells import cell_len
from textual._context import active_app
from textual.pilot import Pilot
from textual.widgets import Input

from calculator.tui.app import LinghuoApp
from calculator.tui.draft import Draft
from calculator.tui.session import Session
from calculator.tui.settings import Settings
from calculator.tui.sweep_messages import Question
from calculator.tui.sweeping import Sweeping
from calculator.tui.tabs import view
from calculator.tui.tabs.ages import AgesView
from calculator.tui.tabs.fan import FanView
from calculator.tui.tabs.tiers import TiersView
from calculator.tui.widgets.field_row import FieldRow
from calculator.tui.widgets.headline import Headline
from rules.law import load
from rules.month import Month

Headline.pause = view.ResultView.pause = TiersView.pause = AgesView.pause = FanView.pause = 0.001
TODAY = Month.of(2026, 11)
LAW = load()
COURIER = {
    "zh": {"region": "浙江", "born": "1990-03", "sex": "female", "wage": "8000", "paid": "5年"},
    "en": {"region": "Zhejiang", "born": "1990-03", "sex": "female", "wage": "8000", "paid": "5y"},
}
IN_THREAD = Sweeping(alone=False)
"""Tests of other things than the process that sweeps need none of their own."""
KEPT: dict[Question, Any] = {}
"""Figures of the views, the same for every test with the same scenario."""
WIDE, NARROW = (100, 32), (80, 24)

AppPilot = Pilot[Any]
PATIENCE = 20


async def at_rest(min_sleep: float = 0, max_sleep: float = 0) -> None:
    """Wait until no widget has a message left; Textual's own waits for the processor, threads included."""
    app, end, calm = active_app.get(), time.monotonic() + PATIENCE, 0
    while calm < 3 and time.monotonic() < end:
        await asyncio.sleep(0.001)
        nodes = [app, *(n for s in app.screen_stack for n in s.walk_children(with_self=True))]
        is_busy = any(node._message_queue.qsize() or node._next_callbacks for node in nodes)
        calm = 0 if is_busy else calm + 1


textual.app.wait_for_idle = textual.pilot.wait_for_idle = at_rest


def law_of(grades: str):
    return LAW if grades == "ABC" else load(grades)


def made(keys: dict[str, Any] | None = None, **options: Any) -> LinghuoApp:
    """An app over the courier, or over other keys; {} is a blank form."""
    language = options.pop("language", "zh")
    settings = options.pop("settings", Settings(welcome=False))
    folder = options.pop("folder", Path(tempfile.gettempdir()) / "linghuo-test-nowhere")
    session = Session(TODAY, law_of)
    session.kept = KEPT
    session.start(Draft.of_keys(COURIER[language] if keys is None else keys))
    options.setdefault("sweeping", IN_THREAD)
    app = LinghuoApp(
        lambda: session, language=language, settings=settings, folder=folder, **options
    )
    app.animation_level = "none"
    return app


def is_preparing(app: LinghuoApp) -> bool:
    """Whether the main screen still waits for figures of its own."""
    bench = app.bench
    if bench is None or app.session.good is None:
        return False
    good = app.session.good
    views = [one for one in bench.query(view.ResultView) if one.display]
    return Question("worth", good.scenario) not in app.session.kept or any(
        not one.is_current(good) for one in views
    )


async def settled(pilot: AppPilot) -> None:
    """Wait until nothing is under way."""
    end = time.monotonic() + PATIENCE
    while True:
        await pilot.pause()
        await asyncio.sleep(0.005)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        if not is_preparing(pilot.app) or time.monotonic() > end:
            return


def run(
    test: Callable[[AppPilot], Awaitable[None]],
    keys: dict[str, Any] | None = None,
    *,
    size: tuple[int, int] = WIDE,
    **options: Any,
) -> LinghuoApp:
    """Run a test in an app."""

    async def whole() -> LinghuoApp:
        app = made(keys, **options)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            await test(pilot)
            await pilot.pause()
        return app

    return asyncio.run(whole())


async def type_into(pilot: AppPilot, field: str, text: str) -> None:
    """Replace the text of a field at once, as an input method or a paste does."""
    box = pilot.app.screen.query_one(f"#field-{field}", Input)
    box.focus()
    box.value = text
    await pilot.pause()


async def type_keys(pilot: AppPilot, field: str, text: str) -> None:
    """Type into a field key by key."""
    pilot.app.screen.query_one(f"#field-{field}", Input).focus()
    await pilot.press("home", "shift+end", "delete", *text)
    await pilot.pause()


def row(app: LinghuoApp, field: str) -> FieldRow:
    """A row of the form."""
    return app.screen.query_one(f"#row-{field}", FieldRow)


def shown(app: LinghuoApp, selector: str) -> str:
    """What stands on the screen where a widget is."""
    found = app.screen.query_one(selector).region
    strips = app.screen._compositor.render_strips()[found.y : found.bottom]
    return "\n".join(strip.crop(found.x, found.right).text.rstrip() for strip in strips)


def screen_text(app: LinghuoApp) -> str:
    """The rows of the screen; none is wider than it, counted in cells."""
    width = app.size.width
    rows = [strip.text for strip in app.screen._compositor.render_strips()]
    assert all(cell_len(text) <= width for text in rows)
    return "\n".join(text.rstrip() for text in rows).rstrip() + "\n"
