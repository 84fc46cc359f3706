"""图: fields of lines and areas, rows of bars; what is drawn is what the charts hold."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.charts import Axis, Chart, Label, Mark, Series, Shape, Unit
from calculator.reports.comparisons.charts import Worded
from calculator.tui.blocks import cells
from calculator.tui.pictures import picture
from calculator.tui.plot import Area, Line, Plot, axis, ticks


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


BANDS = ("九成", "一半", "中间")


def plotted_values(y, width, height, *, filled=False):
    marks = ticks(max(*y, 1))
    plot = Plot(
        width,
        height,
        along=[(0, "first"), (len(y) - 1, "last")],
        levels=[(mark, f"{mark:,.0f}") for mark in marks],
    )
    x = range(len(y))
    plot.draw(Area(x, [0.0] * len(y), y, "$primary") if filled else Line(x, y, "$primary"))
    return plot


@given(
    y=st.lists(st.floats(0, 1e7), min_size=2, max_size=40),
    width=st.integers(30, 120),
    height=st.integers(5, 20),
    filled=st.booleans(),
)
def test_a_plot_never_leaves_its_field(y, width, height, filled):
    drawn = plotted_values(y, width, height, filled=filled).block()
    assert len(drawn) == height
    assert all(one.cell_length <= width for one in drawn)


def test_a_plot_begins_at_the_bottom_left_and_ends_at_the_top_right():
    *field, below = plotted_values([0, 100], 30, 8).block()
    assert field[0].plain.rstrip()[-1] != "\u2802"
    assert field[-1].plain.split()[0] == "0"
    assert below.plain.split() == ["first", "last"]


def test_an_area_is_ground_below_its_edge():
    *field, _ = plotted_values([50, 50], 30, 9, filled=True).block()
    grounds = ["on $primary" in {str(span.style).strip() for span in one.spans} for one in field]
    assert grounds == sorted(grounds)
    assert any(grounds)
    assert not all(grounds)


def test_labels_below_a_plot_never_touch():
    labels = [(at * 8, str(2026 + at)) for at in range(10)]
    assert axis(labels, 80).split() == [str(2026 + at) for at in range(10)]
    tight = axis([(at * 3, str(2026 + at)) for at in range(10)], 30)
    assert tight.split() == ["2026", "2029", "2031", "2033", "2035"]
    # the first and the last stay, whatever stands between them
    crowded = axis([(0, "2026-10"), (4, "2030"), (12, "2035"), (20, "2040"), (27, "2048-03")], 30)
    assert crowded.split() == ["2026-10", "2035", "2048-03"]


def test_plots_hold_no_character_of_ambiguous_width():
    drawn = plotted_values([x * x for x in range(9)], 60, 10, filled=True).block()
    letters = {letter for one in drawn for letter in one.plain}
    assert not any(unicodedata.east_asian_width(letter) == "A" for letter in letters)
    assert any(0x2800 < ord(letter) <= 0x28FF for letter in letters)


def charted(shape, *series, along=Axis.YEAR, marks=(), unit=Unit.YUAN, caveat=""):
    """A chart of values, and words for it."""
    count = len(series[0])
    named = along is Axis.NAMED
    chart = Chart(
        name="made",
        shape=shape,
        axis=along,
        unit=unit,
        at=tuple(range(count)) if named else tuple(range(2026, 2026 + count)),
        labels=tuple(Label(str(at)) for at in range(count)) if named else (),
        series=tuple(Series(f"s{at}", tuple(values)) for at, values in enumerate(series)),
        marks=marks,
        caveat=caveat,
    )
    positions = tuple(f"名{at}" for at in range(count))
    names = tuple(f"第{at}条" for at in range(len(series)))
    told = Worded("题", "年", "元", positions, names, tuple(m.name for m in marks), caveat, BANDS)
    return chart, told


def drawn(*made, width=80, height=24):
    return picture(*made, width, height)


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    # 100.00, 50.00 and 25.00 yuan
    rows = drawn(*charted(Shape.BARS, [10_000, 5_000, 2_500], along=Axis.NAMED))
    lengths = [grounds(one)["$first-bar"] for one in rows]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=2)
    assert lengths[0] == pytest.approx(4 * lengths[2], abs=4)
    assert [one.plain.split()[-1] for one in rows] == ["100", "50", "25"]


def grounds(content):
    """The cells on every ground."""
    found = {}
    for span in content.spans:
        name = str(span.style).rpartition("on ")[2]
        found[name] = found.get(name, 0) + cells(content.plain[span.start : span.end])
    return found


def test_parts_stand_on_one_bar_with_their_sum_and_what_is_unpaid_is_pale() -> None:
    marks = (Mark("unpaid", 1),)
    legend, whole, pale = drawn(
        *charted(Shape.STACK, [600_000, 30_000], [300_000, 10_000], along=Axis.NAMED, marks=marks)
    )
    assert [word for word in legend.plain.split() if word] == ["第0条", "第1条", "unpaid"]
    assert whole.plain.split() == ["名0", "6,000", "3,000", "9,000"]
    lengths = grounds(whole)
    assert lengths["$first-bar"] == pytest.approx(2 * lengths["$second-bar"], abs=2)
    assert set(grounds(pale)) >= {"$track"}
    assert "$first-bar" not in grounds(pale)
    assert pale.plain.split() == ["名1", "400"]


def test_every_series_of_a_name_has_its_line_and_a_missing_value_a_dash() -> None:
    _, first, second, third, fourth = drawn(
        *charted(Shape.BARS, [100_00, None], [50_00, 25_00], along=Axis.NAMED)
    )
    assert [one.plain.split()[-1] for one in (first, second, third, fourth)] == [
        "100", "50", "-", "25",
    ]  # fmt: skip
    assert not second.plain.startswith("名")


def test_a_span_lies_between_its_ends_on_one_scale() -> None:
    head, one, other, below = drawn(
        *charted(Shape.SPANS, [100_000, 300_000], [200_000, 150_000], along=Axis.NAMED)
    )
    assert head.plain.strip() == "第0条 - 第1条"
    assert one.plain.split()[1:] == ["1,000", "-", "2,000"]
    assert other.plain.split()[1:] == ["3,000", "-", "1,500"]
    # 1,000 yuan and 1,500 yuan on the same scale
    assert grounds(other)["$first-bar"] == pytest.approx(1.5 * grounds(one)["$first-bar"], abs=2)
    assert below.plain.split()[0] == "1,000"


def test_marks_of_a_field_are_told_below_it_and_told_apart() -> None:
    marks = (Mark("early", 2027), Mark("late", 2029))
    lines = [
        one.plain for one in drawn(*charted(Shape.LINES, [1_00, 2_00, 3_00, 4_00], marks=marks))
    ]
    assert lines[-2:] == ["1 early", "2 late"]
    assert lines[-4].split() == ["1", "2"]
    (alone,) = [
        one.plain
        for one in drawn(*charted(Shape.LINES, [1_00, 2_00, 3_00], marks=marks[:1]))
        if "early" in one.plain
    ]
    assert alone == "^ early"


def test_a_line_with_a_gap_is_drawn_in_pieces() -> None:
    field = drawn(*charted(Shape.LINES, [0, 0, None, None, None, 0, 0]), height=16)
    bottom = field[-2].plain.partition(" ")[2]
    dots = [0x2800 < ord(letter) <= 0x28FF and letter != "\u2802" for letter in bottom]
    assert dots[0]
    assert dots[-1]
    assert not any(dots[len(dots) // 2 - 4 : len(dots) // 2 + 4])


@given(
    middle=st.lists(st.integers(100_000, 900_000), min_size=2, max_size=12),
    apart=st.integers(0, 100_000),
)
def test_a_fan_has_its_outer_band_around_its_inner_one(middle, apart) -> None:
    bands = [[v + way * apart for v in middle] for way in (-2, -1, 0, 1, 2)]
    lines = drawn(*charted(Shape.FAN, *bands))
    assert [word for word in lines[0].plain.split() if word] == list(BANDS)
    assert all(one.cell_length <= 80 for one in lines)


def test_a_fan_with_room_shows_both_bands_in_every_column() -> None:
    bands = [[at * 100_000] * 3 for at in (1, 3, 5, 7, 9)]
    _, *field, _ = drawn(*charted(Shape.FAN, *bands), height=32)
    found = [grounds(one) for one in field]
    assert sum("$track" in one for one in found) >= 2
    inner = [at for at, one in enumerate(found) if "$first-bar" in one]
    assert inner
    assert all(after - before == 1 for before, after in pairwise(inner))


def test_names_stand_at_the_ends_of_lines_where_there_is_room_and_above_where_not() -> None:
    made = charted(Shape.LINES, [1_00, 2_00, 9_00], [3_00, 2_00, 1_00])
    wide, narrow = drawn(*made, width=90), drawn(*made, width=40)
    assert not wide[0].plain.strip().startswith("第")
    assert any(one.plain.endswith("第1条") for one in wide)
    assert [word for word in narrow[0].plain.split() if word] == ["第0条", "第1条"]


def test_a_caveat_stands_before_the_picture() -> None:
    first, *_ = drawn(*charted(Shape.BARS, [1, 2], along=Axis.NAMED, caveat="还不能领"))
    assert first.plain == "还不能领"


@given(
    values=st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=30),
    width=st.integers(40, 150),
    height=st.integers(8, 60),
    shape=st.sampled_from([Shape.LINES, Shape.BARS, Shape.STACK]),
    along=st.sampled_from([Axis.YEAR, Axis.NAMED]),
)
def test_no_picture_is_wider_than_its_place(values, width, height, shape, along) -> None:
    if shape is Shape.STACK:
        values = [abs(value) for value in values]
    made = charted(shape, values, along=along)
    assert all(one.cell_length <= width for one in drawn(*made, width=width, height=height))
