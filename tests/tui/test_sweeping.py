"""扫描进程: slow figures made beside the app: the same figures, broken off when overtaken, no process left."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from calculator.comparison.ages import compare_ages
from calculator.comparison.cliffs import retirement_cliffs
from calculator.comparison.stops import compare_stops
from calculator.comparison.tiers import compare_tiers
from calculator.places import compare_places
from calculator.planning import plan_for_target
from calculator.tui import launching, sweeping
from calculator.tui.app import LinghuoApp
from calculator.tui.draft import Draft
from calculator.tui.goal import Wish
from calculator.tui.session import Session, read
from calculator.tui.settings import Settings
from calculator.tui.sweep_messages import Question
from calculator.tui.sweeping import SweepError, Sweeping
from calculator.tui.tabs.catalogue import TABS, kind_of
from calculator.tui.worth import worth_of
from rules.quantities import Fen
from tests.tui.driving import COURIER, LAW, TODAY, law_of, run, screen_text, settled, type_into

GOOD = read(Draft.of_keys(COURIER["zh"]), TODAY, law_of)
PATIENCE = 60
WISH = Wish("target", Fen(300_000), may_pause=True)


@pytest.fixture(scope="module")
def beside():
    """One process for the tests that leave it as it was."""
    with Sweeping() as found:
        yield found


@pytest.fixture
def wayward(monkeypatch):
    """A process whose sweeps misbehave when asked to."""
    monkeypatch.setattr(sweeping, "_MODULE", "tests.tui.wayward_process")
    with Sweeping() as found:
        yield found


def asked(by, name, good=GOOD):
    return by.ask(Question(name, good.scenario), good.law)


def has_ended(pid):
    """Whether a process is gone, or waits only to be counted."""
    state = Path(f"/proc/{pid}/stat")
    try:
        os.kill(pid, 0)
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"
    except (ProcessLookupError, FileNotFoundError):
        return True


def ends(pid):
    end = time.monotonic() + PATIENCE
    while not has_ended(pid) and time.monotonic() < end:
        time.sleep(0.01)
    return has_ended(pid)


def test_the_process_makes_the_figures_of_the_commands(beside):
    estimate = GOOD.estimate
    expected = {
        "worth": worth_of(estimate, LAW),
        "tiers": compare_tiers(estimate, LAW),
        "ages": (compare_ages(estimate, LAW), retirement_cliffs(estimate, LAW)),
        "stops": compare_stops(estimate, LAW),
        "places": compare_places(estimate.scenario, LAW),
    }
    found = {name: asked(beside, name) for name in expected}
    assert {name: future.result(PATIENCE) for name, future in found.items()} == expected
    question = Question("plan", estimate.scenario, wish=WISH)
    plan = beside.ask(question, LAW).result(PATIENCE)
    assert plan == plan_for_target(estimate.scenario, LAW, WISH.amount)
    assert not beside.is_lost


def test_every_view_that_is_swept_can_be_asked_for(beside):
    swept = [name for name in TABS if kind_of(name).is_swept]
    assert len(swept) >= 9
    for name in swept:
        wish = WISH if name == "plan" else None
        language = "en" if kind_of(name).by_language else None
        question = Question(name, GOOD.scenario, language, wish)
        assert beside.ask(question, LAW).result(PATIENCE) is not None, name
    assert not beside.is_lost


def test_each_question_is_answered_under_its_own_law(beside):
    keys = {**COURIER["zh"], "grades": "AB"}
    strict = read(Draft.of_keys(keys), TODAY, law_of)
    for good in (GOOD, strict, GOOD):
        assert asked(beside, "tiers", good).result(PATIENCE) == compare_tiers(
            good.estimate, good.law
        )


def test_an_interrupt_from_the_terminal_ends_nothing(beside):
    asked(beside, "worth").result(PATIENCE)
    os.kill(beside.pid, signal.SIGINT)
    assert asked(beside, "worth").result(PATIENCE) == worth_of(GOOD.estimate, LAW)
    assert not beside.is_lost


def test_what_is_overtaken_is_broken_off_and_what_waits_behind_it_is_made(wayward):
    asked(wayward, "ready").result(PATIENCE)
    for wait in (0, 0, 0.05, 0.05):
        endless, behind = asked(wayward, "endless"), asked(wayward, "behind")
        time.sleep(wait)
        assert endless.cancel()
        with pytest.raises(CancelledError):
            endless.result()
        assert behind.result(PATIENCE) == "behind"
    waiting, also = asked(wayward, "endless"), asked(wayward, "endless")
    assert also.cancel()
    assert waiting.cancel()
    assert asked(wayward, "after").result(PATIENCE) == "after"
    assert not wayward.is_lost


def test_an_error_of_a_sweep_is_told_and_the_next_one_made(wayward):
    with pytest.raises(SweepError, match="ZeroDivisionError: wheel came off"):
        asked(wayward, "failing").result(PATIENCE)
    with pytest.raises(SweepError):
        asked(wayward, "unsendable").result(PATIENCE)
    assert asked(wayward, "talkative").result(PATIENCE) == "talkative"
    assert not wayward.is_lost


def test_a_process_that_dies_leaves_its_questions_to_the_thread(wayward):
    asked(wayward, "ready").result(PATIENCE)
    dying, behind = wayward.ask(Question("fatal", GOOD.scenario), LAW), asked(wayward, "worth")
    assert behind.result(PATIENCE) == worth_of(GOOD.estimate, LAW)
    with pytest.raises(KeyError):
        dying.result(PATIENCE)
    assert wayward.is_lost
    assert asked(wayward, "places").result(PATIENCE) == compare_places(GOOD.scenario, LAW)


@pytest.mark.parametrize("interpreter", ["", "/nowhere/python", None])
def test_without_an_interpreter_the_thread_does_it(monkeypatch, interpreter):
    monkeypatch.setattr(sys, "executable", interpreter)
    with Sweeping() as lone:
        assert asked(lone, "worth").result(PATIENCE) == worth_of(GOOD.estimate, LAW)
        assert lone.is_lost
        assert lone.pid is None


def test_closing_ends_the_process_at_its_work(wayward):
    asked(wayward, "ready").result(PATIENCE)
    asked(wayward, "endless")
    wayward.close()
    assert has_ended(wayward.pid)
    assert not wayward.is_lost


OWNER = """
import sys, time
from calculator.tui import sweeping
from calculator.tui.draft import Draft
from calculator.tui.session import Session
from calculator.tui.sweep_messages import Question
from rules.month import Month
sweeping._MODULE = "tests.tui.wayward_process"
session = Session(Month.of(2026, 11))
session.start(Draft.of_keys({keys}))
beside = sweeping.Sweeping()
beside.ask(Question("ready", session.good.scenario), session.good.law).result(60)
beside.ask(Question("endless", session.good.scenario), session.good.law)
print(beside.pid, flush=True)
time.sleep(60)
"""


def test_an_app_that_is_killed_leaves_no_process_behind():
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER.format(keys=COURIER["zh"])],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    with owner:
        pid = int(owner.stdout.readline())
        assert not has_ended(pid)
        owner.kill()
        owner.wait(PATIENCE)
    assert ends(pid)


def test_the_app_asks_the_process_and_its_figures_are_those_of_the_form():
    async def test(pilot):
        app = pilot.app
        app.session.kept = {}
        for tab in ("tiers", "ages"):
            await app.screen._turn_to(tab)
            await type_into(pilot, "amount", "8765" if tab == "tiers" else "9300")
            await settled(pilot)
            view, good = app.screen.query_one(f"#view-{tab}"), app.session.good
            assert view.shown is good
        assert view._figures[0] == compare_ages(good.estimate, LAW)
        assert app.sweeping.pid is not None
        assert not app.sweeping.is_lost

    with Sweeping() as own:
        run(test, sweeping=own)
    assert has_ended(own.pid)


def test_beside_the_app_a_sweep_waits_for_a_short_pause_only():
    async def test(pilot):
        await pilot.app.screen._turn_to("tiers")
        preparing = pilot.app.screen.query_one("#view-tiers")._preparing
        preparing.pause = 5
        assert preparing.patience < 0.1
        pilot.app.sweeping.is_lost = True
        assert preparing.patience == 5

    with Sweeping() as own:
        run(test, sweeping=own)


@pytest.mark.parametrize(("language", "words"), [("zh", "改在本程序里算"), ("en", "computes them")])
def test_a_process_that_is_killed_is_told_once_and_nothing_is_lost(language, words):
    async def test(pilot):
        app = pilot.app
        app.session.kept = {}
        os.kill(app.sweeping.pid, signal.SIGKILL)
        await type_into(pilot, "amount", "8765")
        await app.screen._turn_to("tiers")
        await settled(pilot)
        told = ["".join(note.message.split()) for note in app._notifications]
        assert sum("".join(words.split()) in message for message in told) == 1
        assert "Traceback" not in screen_text(app)
        assert app.session.draft.text("wage") == "8765"
        view = app.screen.query_one("#view-tiers")
        assert view._figures == compare_tiers(app.session.good.estimate, LAW)

    with Sweeping() as own:
        run(test, sweeping=own, language=language, size=(120, 40))


def test_launching_leaves_no_process(monkeypatch):
    begun = []

    def visit(self):
        self.sweeping = Sweeping()
        self.sweeping.start()
        begun.append(self.sweeping.pid)

    monkeypatch.setattr(LinghuoApp, "run", visit)
    assert launching.launch(lambda: Session(TODAY), "en", Settings()) == 0
    assert has_ended(*begun)
