"""随机操作: whatever is typed, pasted, switched and undone, nothing breaks and the result is that of
`estimate` for the same scenario.
"""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from calculator.estimates import estimate
from calculator.scenario import ScenarioProblems, from_mapping
from rules.errors import RulesError
from tests.tui.driving import LAW, TODAY, settled, type_into
from tests.tui.machine import DrivenApp

REGIONS = ["浙江", "Henan", "上海市", "sichuan", "火星", "", "新疆生产建设兵团"]
MONTHS = ["1990-03", "1965-12", "2010-11", "1990.1", "1990年7月", "2026-11", "1899-01", "x", ""]
AMOUNTS = [
    "8000",
    "60%",
    "300%",
    "0",
    "１２３４５",
    "8千",
    "下限",
    "ceiling",
    "8.000,50",
    "-1",
    "1e9",
    "",
]
SPANS = ["5年", "0m", "15y", "5", "5年半", "40y", "63个月", "半年", "-3y", ""]
TEXTS = st.one_of(st.sampled_from(AMOUNTS + SPANS + MONTHS), st.text(max_size=12))


class Person(RuleBasedStateMachine):
    """Somebody who does anything."""

    @initialize()
    def begin(self):
        self.driven = DrivenApp()
        self.app = self.driven.app

    def act(self, step):
        self.driven.do(step)

    def fill(self, field, text):
        async def step(pilot):
            await type_into(pilot, field, text)

        self.act(step)

    def press(self, *keys):
        async def step(pilot):
            await pilot.press(*keys)
            await pilot.pause()

        self.act(step)

    @rule(text=st.one_of(st.sampled_from(REGIONS), st.text(max_size=8)))
    def name_a_place(self, text):
        self.fill("region", text)

    @rule(text=st.one_of(st.sampled_from(MONTHS), st.text(max_size=10)))
    def state_a_birth(self, text):
        self.fill("born", text)

    @rule(text=TEXTS)
    def state_an_amount(self, text):
        self.fill("amount", text)

    @rule(text=TEXTS)
    def state_what_was_paid(self, text):
        self.fill("paid", text)

    @rule(text=st.text(max_size=30))
    def paste(self, text):
        async def step(pilot):
            pilot.app._clipboard = text
            await pilot.press("ctrl+v")
            await pilot.pause()

        self.act(step)

    @rule(times=st.integers(1, 3))
    def undo(self, times):
        self.press(*["ctrl+z"] * times)

    @rule()
    def redo(self):
        self.press("ctrl+y")

    @rule()
    def turn(self):
        self.press("f8")

    @rule()
    def speak_the_other_language(self):
        async def step(pilot):
            before = pilot.app.session.draft
            await pilot.press("f2")
            await settled(pilot)
            assert pilot.app.session.draft == before

        self.act(step)

    @rule(key=st.sampled_from(["left", "right", "home", "end"]))
    def slide(self, key):
        async def step(pilot):
            slider = pilot.app.screen.query_one("#slider")
            if slider.display:
                slider.focus()
                await pilot.press(key)

        self.act(step)

    @rule(text=TEXTS, aim=st.sampled_from(["target", "budget"]), takes=st.booleans())
    def plan(self, text, aim, takes):
        async def step(pilot):
            await pilot.app.screen.action_show_view("plan")
            pilot.app.screen.query_one("#field-aim").value = aim
            await type_into(pilot, "goal", text)
            if takes:
                pilot.app.screen.query_one("#take-plan").press()
            await pilot.pause()

        self.act(step)

    @rule(width=st.integers(50, 140), height=st.integers(18, 45))
    def resize(self, width, height):
        async def step(pilot):
            await pilot.resize_terminal(width, height)
            await pilot.pause()

        self.act(step)

    @rule(name=st.sampled_from(["courier", "returned", "late"]))
    def take_an_example(self, name):
        async def step(pilot):
            pilot.app.filing.begin(name)
            await pilot.pause()

        self.act(step)

    @invariant()
    def nothing_failed(self):
        if hasattr(self, "app"):
            assert self.app.failure is None

    @invariant()
    def the_result_is_that_of_the_scenario(self):
        if not hasattr(self, "app"):
            return
        session = self.app.session
        try:
            expected = estimate(from_mapping(session.draft.keys(), LAW, TODAY), LAW)
        except (ScenarioProblems, RulesError):
            assert session.reading.estimate is None
        else:
            assert session.reading.estimate.go_on == expected.go_on
            assert session.reading.estimate.most == expected.most
            assert not session.is_stale

    def teardown(self):
        if hasattr(self, "driven"):
            self.driven.end()


TestPerson = Person.TestCase
TestPerson.settings = settings(max_examples=4, stateful_step_count=15, deadline=None)
