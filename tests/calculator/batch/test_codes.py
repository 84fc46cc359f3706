"""成列编码: a code stands for one value and comes back as that value; amounts are those of their field."""

# ruff: noqa: E402  optional libraries are asked for first

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("numba")
pl = pytest.importorskip("polars")

from calculator.amounts import AmountError
from calculator.batch.compiled.codes import MOST
from calculator.batch.tables import codes as module
from calculator.batch.tables.cells import BLANK, UNSURE, ColumnReader
from calculator.batch.tables.codes import Codes, words_of
from calculator.scenario.fields import field_named

TEXTS = st.one_of(
    st.none(), st.sampled_from(["", "a", "ab", "内蒙古", "新疆生产建设兵团", "0" * 13]), st.text()
)
COLUMNS = st.one_of(
    st.lists(st.lists(TEXTS, max_size=20).map(lambda v: pl.Series(v, dtype=pl.String)), max_size=4),
    st.lists(
        st.lists(st.none() | st.integers(-(10**12), 10**12), max_size=20).map(
            lambda v: pl.Series(v, dtype=pl.Int64)
        ),
        max_size=4,
    ),
    st.lists(
        st.lists(st.none() | st.lists(st.integers(), max_size=2), max_size=9).map(
            lambda v: pl.Series(v, dtype=pl.List(pl.Int128))
        ),
        max_size=3,
    ),
)


def values_of(codes, series):
    found = codes.read(series)
    return [plain(codes.values[code]) for code in found], found.tolist()


def plain(value):
    """A list as a list; an empty text says as little as none."""
    if isinstance(value, pl.Series):
        return value.to_list()
    return None if value == "" else value


@given(columns=COLUMNS)
def test_a_code_comes_back_as_its_value_from_table_to_table(columns):
    codes = Codes()
    first = [values_of(codes, column) for column in columns]
    assert [values for values, _ in first] == [[plain(one) for one in each] for each in columns]
    assert [values_of(codes, column) for column in columns] == first


def test_a_part_of_a_table_is_read_as_the_part():
    whole = pl.Series(["上海", None, "浙江", "", "上海", "广东"])
    values, found = values_of(Codes(), pl.concat([whole, whole]).slice(2, 7))
    assert values == ["浙江", None, "上海", "广东", "上海", None, "浙江"]
    assert found[0] == found[6]


def test_more_texts_than_there_is_room_for_are_coded_too():
    codes = Codes()
    for start in (0, MOST - 1, 0):
        column = pl.Series([f"t{n}" for n in range(start, start + MOST)])
        values, found = values_of(codes, column)
        assert values == column.to_list()
        assert len(set(found)) == MOST


def test_when_too_many_are_known_another_age_begins(monkeypatch):
    monkeypatch.setattr(module, "_MOST_KNOWN", 10)
    codes = Codes()
    for start in (0, 20, 40):
        column = pl.Series([f"t{n}" for n in range(start, start + 20)])
        assert values_of(codes, column)[0] == column.to_list()
    assert codes.age == 2


@given(texts=st.lists(TEXTS, max_size=30), met=st.lists(TEXTS, max_size=5))
def test_words_are_the_texts_and_do_not_show_what_was_met_before(texts, met):
    series = pl.Series(texts, dtype=pl.String)
    codes = Codes()
    codes.read(pl.Series(met, dtype=pl.String))
    words = words_of(codes.read(series), codes.values)
    fresh = Codes()
    assert words.cast(pl.String).to_list() == texts
    assert words.dtype == words_of(fresh.read(series), fresh.values).dtype
    assert list(words.dtype.categories) == sorted({text for text in texts if text is not None})


AMOUNTS = st.one_of(
    st.from_regex(r"[0-9]{1,11}(\.[0-9]{0,3})?", fullmatch=True),
    st.text(st.sampled_from("0123456789.-+eE,元千 ８"), max_size=14),
    st.just("1" * 256 + "0"),
    TEXTS,
)


@given(texts=st.lists(AMOUNTS, max_size=20))
def test_an_amount_is_read_as_its_field_reads_it(texts):
    entry = field_named("balance")
    found = ColumnReader(entry, "balance", int, codes := Codes()).read(
        pl.Series(texts, dtype=pl.String), lambda: codes.read(pl.Series(texts, dtype=pl.String))
    )
    assert found.tolist() == [fen_of(entry, text) for text in texts]


def fen_of(entry, text):
    if text is None or not text.strip():
        return BLANK
    try:
        return int(entry.kind.parse(text, None))
    except AmountError:
        return UNSURE
