"""零件: drafts, lines laid out by cells, charts, the command line; no app needed."""

import importlib
import pkgutil
import tomllib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App
from textual.widget import Widget

from calculator import tui
from calculator.comparison.tiers import compare_tiers
from calculator.scenario.fields import FIELDS
from calculator.scenario.files import load as load_scenario
from calculator.tui.blocks import (
    above,
    beside,
    fitted,
    legend,
    line,
    pairs,
    paragraph,
    spread,
    widest,
)
from calculator.tui.draft import Draft
from calculator.tui.form_fields import FOLDED, groups, options_of, reasons
from calculator.tui.likely_values import likely_values
from calculator.tui.samples import SAMPLES, sample
from calculator.tui.sections import Piece, arranged
from calculator.tui.session import Session, read
from calculator.tui.storage import file_text, opened
from calculator.tui.tables import Column, least_width, table
from calculator.tui.worth import worth_of
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


@given(rows=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5), width=st.integers(12, 120))
def test_a_table_is_aligned_and_keeps_every_word_within_its_width(rows, width):
    columns = (Column("名"), Column("value", right=True))
    drawn = table(columns, rows, width)
    kept = Counter("".join(one.plain for one in drawn))
    told = Counter("".join(cell for row in rows for cell in row))
    assert all(kept[letter] >= count for letter, count in told.items() if letter.strip())
    if least_width(columns, rows) <= width:
        assert len({one.cell_length for one in drawn}) == 1
        assert widest(drawn) <= width


def test_titles_break_before_anything_else_and_a_hopeless_table_becomes_a_list():
    columns = (Column("档次"), Column("Pension a month", right=True))
    rows = [("60%", "4,191"), ("本计划", "5,198")]
    assert [one.plain for one in table(columns, rows, 30)] == [
        "档次    Pension a month",
        "60%               4,191",
        "本计划            5,198",
    ]
    assert [one.plain for one in table(columns, rows, 16)] == [
        "        Pension",
        "档次    a month",
        "60%       4,191",
        "本计划    5,198",
    ]
    narrow = [one.plain for one in table(columns, rows, 11)]
    assert narrow[0] == "60%"
    assert "".join(narrow[1:]).replace(" ", "").startswith("Pensionamonth")


def test_blocks_stand_above_and_beside_each_other():
    left, right = (line("一"), line("二")), (line("three"),)
    assert [one.plain for one in above(left, (), right)] == ["一", "二", "", "three"]
    both = beside((left, right), 6)
    assert [one.plain.rstrip() for one in both] == ["一        three", "二"]


def test_amounts_end_in_one_column_and_words_begin_in_one():
    drawn = pairs([("缴", "1,600.00 元"), ("共", "640.00 元"), ("起", "2048-03")], 40)
    assert [one.plain for one in drawn] == ["缴  1,600.00 元", "共    640.00 元", "起  2048-03"]


def test_narrow_pieces_stand_side_by_side_and_a_wide_one_across():
    def piece(word, least):
        return Piece(least, lambda width: (line(f"{word}{width}"),))

    pieces = [piece("a", 20), piece("b", 20), piece("c", 60)]
    assert [one.plain.split() for one in arranged(pieces, 80)] == [["a38", "b38"], [], ["c80"]]
    assert [one.plain for one in arranged(pieces, 60)] == ["a60", "", "b60", "", "c60"]


def test_a_legend_takes_as_many_lines_as_it_needs():
    entries = [("$primary", "养老金"), ("$accent", "现值"), ("$second", "光标")]
    assert len(legend(entries, 80)) == 1
    assert len(legend(entries, 14)) == 3
    assert all(one.cell_length <= 17 for one in legend(entries, 14))


def test_two_texts_stand_at_the_ends_of_a_line():
    assert spread(line("左"), line("right"), 12).plain == "左     right"
    assert spread(line("左"), line("right"), 7).plain == "左"


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


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_field_says_what_it_cannot_read(language):
    unread = []
    for group in groups():
        for entry in FOLDED[group]:
            if options_of(entry, language):
                continue
            for typed in ("x?!", "-1", "8.000,5", "2026-13", "１２３４５６７８９０１２３４５６"):
                keys = {**COURIER[language], entry.name: typed}
                reading = read(Draft.of_keys(keys), TODAY, law_of)
                told = reasons(reading, language)
                if typed == "x?!" and "x?!" not in told.get(entry.name, "").casefold():
                    unread.append((entry.name, told))
    assert unread == []


def test_the_payback_beside_the_figures_is_that_of_the_comparison_of_tiers():
    good = session_of(COURIER["zh"]).good
    worth, compared = worth_of(good.estimate, LAW), compare_tiers(good.estimate, LAW)
    assert worth.payback == compared.plan.whole.plain
    above = next(row for row in compared.rows if row.base > compared.plan.base)
    assert worth.further.tier == above.tier
    assert worth.further.monthly == above.monthly_payment - compared.plan.monthly_payment


def test_nothing_is_worth_anything_before_a_pension_is_due():
    good = read(sample("late", "zh", TODAY), TODAY, law_of)
    assert not good.estimate.go_on.payable
    assert worth_of(good.estimate, LAW) is None
