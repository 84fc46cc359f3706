"""成块写行: what the compiled writer of lines writes is what the cells of a text file are."""

import csv
import io
from decimal import Decimal

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.batch.files.exact import decimals
from calculator.batch.files.lines import LineWriter
from calculator.spreadsheet_text import neutralised

WHOLE = st.one_of(
    st.none(),
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.integers(0, 18).flatmap(lambda at: st.integers(10**at - 1, 10**at + 1)),
    st.integers(-101, 101),
)
WORDS = st.one_of(
    st.none(),
    st.sampled_from(["", "x", "=1", "-5", "a,b", '"', "浙江", "＝1", "1\n2"]),
    st.text(max_size=20),
)
ROWS = st.lists(
    st.tuples(
        WHOLE, WHOLE, WHOLE, WORDS, st.sampled_from([None, "", "a", "b,c", "=z"]), st.booleans()
    ),
    min_size=1,
    max_size=20,
)
SCALES = {1: 2, 2: 12}


def told(cell: object, scale: int) -> str:
    """A cell in words, by other means than the writer's."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return f"{Decimal(cell).scaleb(-scale):f}" if scale else str(cell)
    return neutralised(str(cell))


def table(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    """The rows as columns of all kinds that are written."""
    kinds = [pl.Int64, pl.Int64, pl.Int64, pl.String, pl.Enum(["", "=z", "a", "b,c"]), pl.Boolean]
    columns = zip(zip(*rows, strict=True), kinds, strict=True)
    return pl.DataFrame(
        [pl.Series(str(at), list(one), dtype=kind) for at, (one, kind) in enumerate(columns)]
    )


@given(ROWS, st.sampled_from([",", "\t"]))
def test_every_cell_is_read_back_as_it_is(rows, delimiter):
    written = LineWriter(delimiter).content(table(rows), SCALES)
    assert written is not None
    lines = io.StringIO(bytes(written).decode(), newline="")
    read = list(csv.reader(lines, delimiter=delimiter, strict=True))
    assert read == [[told(cell, SCALES.get(at, 0)) for at, cell in enumerate(row)] for row in rows]


def test_a_line_looks_as_a_hand_would_write_it():
    # 0.60 yuan are 60 fen; an index of 0.6 has twelve decimals; -1 fen is -0.01 yuan.
    rows = [
        (7, 60, 600_000_000_000, "浙江", "a", True),
        (-7, -1, -1, "a,b", "b,c", False),
        (None, None, None, None, None, True),
        (10**18, 100, 10**12, "", "", True),
    ]
    written = LineWriter(",").content(table(rows), SCALES)
    assert written is not None
    assert bytes(written).decode().splitlines() == [
        "7,0.60,0.600000000000,浙江,a,true",
        '-7,-0.01,-0.000000000001,"a,b","b,c",false',
        ",,,,,true",
        '1000000000000000000,1.00,1.000000000000,"","",true',
    ]


def test_decimals_of_the_input_are_written_with_their_places():
    carried = decimals(np.array([0, 5, -5, 123_456]), 18, 2).alias("balance")
    written = LineWriter(",").content(pl.DataFrame([carried]), {})
    assert written is not None
    assert bytes(written).decode().split() == ["0.00", "0.05", "-0.05", "1234.56"]


def test_the_first_of_two_contents_stays_until_the_third():
    writer = LineWriter(",")
    first = writer.content(pl.DataFrame({"a": ["first"] * 3}), {})
    second = writer.content(pl.DataFrame({"a": ["second"] * 3}), {})
    assert first is not None
    assert second is not None
    assert (bytes(first), bytes(second)) == (b"first\n" * 3, b"second\n" * 3)


@pytest.mark.parametrize(
    "series",
    [
        pl.Series("a", [1.5, None]),
        pl.Series("a", [[1], [2]]),
        pl.Series("a", [2**63], dtype=pl.UInt64),
        pl.Series("a", [-(2**63)]),
        pl.Series("a", ["1.5"]).cast(pl.Decimal(38, 12)),
    ],
    ids=["floats", "lists", "beyond a word", "the sign of an empty cell", "beyond eighteen digits"],
)
def test_other_columns_are_left_to_the_library(series):
    assert LineWriter(",").content(pl.DataFrame([series]), {}) is None
