"""零件: drafts, lines laid out by cells, charts, the command line; no app needed."""

import importlib
import pkgutil
import tomllib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App
from textual.widget import Widget

from calculator import tui
from calculator.scenario.fields import FIELDS
from calculator.scenario.files import load as load_scenario
from calculator.tui.blocks import above, beside, columns, fitted, line, pairs, paragraph, table
from calculator.tui.charts import Series, chart, ticks
from calculator.tui.draft import Draft
from calculator.tui.form_fields import FOLDED, groups, options_of
from calculator.tui.likely_values import likely_values
from calculator.tui.samples import SAMPLES, sample
from calculator.tui.session import Session, read
from calculator.tui.storage import file_text, opened
from tests.tui.driving import COURIER, LAW, TODAY, law_of

WORDS = st.text(st.sampled_from("养老金缴费 abc123,.（）"), max_size=40)


def session_of(keys):
    session = Session(TODAY, law_of)
    session.start(Draft.of_keys(keys))
    return session


def test_a_blank_text_clears_its_field():
    draft = Draft().typed(region="浙江").typed(region="")
    assert draft == Draft()
    assert draft.keys() == {}


def test_only_one_way_of_stating_the_base_is_read():
    draft = Draft().typed(wage="8000", tier="60%")
    assert draft.keys() == {"wage": "8000"}
    assert draft.based_on("tier").keys() == {"tier": "60%"}


def test_with_a_history_the_years_paid_are_not_read():
    draft = Draft().typed(paid="5y").listed("history", ({"from": "2020-01", "to": "2020-12"},))
    assert draft.keys() == {"history": [{"from": "2020-01", "to": "2020-12"}]}


def test_a_bare_number_below_a_key_with_a_unit_keeps_the_unit():
    assert Draft.of_keys({"paid_months": 63}).text("paid") == "63m"
    assert Draft.of_keys({"已缴年数": 5}).text("paid") == "5y"


def test_a_draft_survives_its_file_complete_or_not():
    for keys in (COURIER["zh"], {"region": 'a "b" \\', "born": "x"}):
        reading = read(Draft.of_keys(keys), TODAY, law_of)
        again = read(opened(file_text(reading, "zh")), TODAY, law_of)
        assert again.scenario == reading.scenario
        if reading.scenario is None:
            assert again.draft == reading.draft


def test_every_sample_reads_in_both_languages():
    for name in SAMPLES:
        both = [read(sample(name, language, TODAY), TODAY, law_of) for language in ("zh", "en")]
        assert both[0].scenario is not None
        assert both[0].scenario == both[1].scenario


def test_every_field_of_a_scenario_has_a_place_in_the_form():
    first = {"region", "born", "sex", "category", "wage", "tier", "base", "paid"}
    folded = {entry.name for group in groups() for entry in FOLDED[group]}
    lists = {entry.name for entry in FIELDS if entry.parts}
    assert first | folded | lists == {entry.name for entry in FIELDS}


def test_every_choice_can_be_read_back():
    for entry in FIELDS:
        for value, _ in options_of(entry, "zh"):
            if value:
                entry.kind.parse(value, None)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_likely_value_can_be_read(language):
    session = session_of(COURIER[language])
    for entry in FIELDS:
        for likely in likely_values(entry.name, session, language):
            if not likely.text.endswith("-"):
                value = entry.kind.parse(likely.text, None)
                if entry.kind.name == "region":
                    assert LAW.region(value).figures


def test_changes_in_one_field_are_undone_together_and_a_new_one_ends_redoing():
    session = session_of(COURIER["zh"])
    for wage in ("8", "80", "800"):
        session.change(session.draft.typed(wage=wage), "amount")
    assert session.undo()
    assert session.draft.text("wage") == "8000"
    assert session.redo()
    assert session.draft.text("wage") == "800"
    session.undo()
    session.change(session.draft.typed(paid="6y"), "paid")
    assert not session.redo()
    assert session.undo()
    assert not session.undo()


@given(text=WORDS, width=st.integers(3, 30), right=st.booleans())
def test_a_fitted_text_has_exactly_its_width(text, width, right):
    assert cell_len(fitted(text, width, right=right)) == width


@given(text=WORDS, width=st.integers(8, 40))
def test_a_paragraph_keeps_its_words_within_its_width(text, width):
    lines = paragraph(text, width, mark="- ")
    assert all(one.cell_length <= max(width, 12) for one in lines)
    kept = "".join(one.plain[2:] for one in lines)
    assert "".join(kept.split()) == "".join(text.split())


@given(rows=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_tables_and_pairs_are_aligned_by_cells(rows):
    drawn = table(("名", "value"), rows, (False, True), 200)
    assert len({one.cell_length for one in drawn}) == 1
    assert pairs(rows, 60)


def test_blocks_stand_above_and_beside_each_other():
    left, right = (line("一"), line("二")), (line("three"),)
    assert [one.plain for one in above(left, (), right)] == ["一", "二", "", "three"]
    assert [one.plain for one in beside(left, right, 6)] == ["一        three", "二        "]
    assert columns([left, right], 40)[0].plain.endswith("three")


@pytest.mark.parametrize(
    ("highest", "lowest", "marks"),
    [
        (11_359, 0, [0, 5_000, 10_000, 15_000]),
        (358_402, 0, [0, 100_000, 200_000, 300_000, 400_000]),
        (5_198, 4_135, [4_000, 4_500, 5_000, 5_500]),
        (3, 0, [0, 1, 2, 3]),
    ],
)
def test_ticks_are_round_and_enclose_the_values(highest, lowest, marks):
    assert ticks(highest, lowest) == marks


@given(
    y=st.lists(st.floats(0, 1e7), min_size=2, max_size=40),
    width=st.integers(20, 120),
    height=st.integers(4, 20),
)
def test_a_chart_never_leaves_its_field(y, width, height):
    marks = ticks(max(*y, 1))
    drawn = chart(
        [Series(range(len(y)), y, "$primary")],
        width,
        height,
        x_labels=[(0, "first"), (len(y) - 1, "last")],
        y_labels=[(mark, f"{mark:,.0f}") for mark in marks],
    )
    assert len(drawn) == height
    assert all(one.cell_length <= max(width, 30) for one in drawn)


def test_charts_and_bars_hold_no_character_of_ambiguous_width():
    drawn = chart(
        [Series(range(9), [x * x for x in range(9)], "$primary", filled=True)],
        60,
        10,
        x_labels=[(0, "2026"), (8, "2034")],
        y_labels=[(0, "0"), (64, "64")],
    )
    letters = {letter for one in drawn for letter in one.plain}
    assert not any(unicodedata.east_asian_width(letter) == "A" for letter in letters)
    assert any(0x2800 < ord(letter) <= 0x28FF for letter in letters)


def test_a_saved_file_is_the_scenario_in_words():
    reading = read(Draft.of_keys(COURIER["zh"]), TODAY, law_of)
    words = file_text(reading, "zh")
    assert tomllib.loads(words)["region"] == "浙江省"
    assert load_scenario(words, LAW, TODAY) == reading.scenario


def test_no_key_is_a_plain_letter_so_that_input_methods_work():
    """Every binding of ours is a function key, a chord, or a key that types nothing."""
    for module in pkgutil.walk_packages(tui.__path__, "calculator.tui."):
        if not module.name.endswith(("__main__", "serving")):
            importlib.import_module(module.name)
    kinds = [App, *App.__subclasses__(), *below(Widget)]
    keys = {
        key
        for kind in kinds
        if kind.__module__.startswith("calculator.tui")
        for binding in kind.__dict__.get("BINDINGS", ())
        for key in binding.key.split(",")
    }
    assert {"f1", "f2", "ctrl+s"} <= keys
    assert not [key for key in keys if len(key) == 1]


def below(kind):
    """All subclasses."""
    return [inner for child in kind.__subclasses__() for inner in (child, *below(child))]
