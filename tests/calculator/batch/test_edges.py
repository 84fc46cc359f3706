"""边界对照: a batch of persons on the edges of the law, every column as the oracle has it.

A slice, always the same, of what `tests.benchmarks.differential_batch` compares for as long as it is given.
"""

import pytest

pytest.importorskip("numba")
pytest.importorskip("polars")

from calculator import estimate, read_scenario
from calculator.batch.results import DECISIONS, RESULTS, selected
from tests.benchmarks.differential_batch import COMPILED, compared
from tests.calculator.batch.people import LAW, TODAY, done, read, written
from tests.edge_people import CLASSES, edge_people
from tests.oracle_columns import COLUMNS

OF_EACH = 6


def test_persons_on_every_edge_have_every_figure_of_the_oracle():
    found = compared(OF_EACH * len(CLASSES), "a slice", LAW)
    assert not found.refused, found.first
    assert not found.columns, found.first
    assert found.classes == dict.fromkeys(CLASSES, OF_EACH)
    assert found.engines["compiled"] > found.engines["interpreter"]


def test_the_oracle_has_every_column_but_those_of_the_comparisons():
    assert set(COLUMNS) == RESULTS.keys() - DECISIONS.keys()
    assert set(COMPILED) == {one for one in COLUMNS if not one.endswith("paid_from_now_today")}


def test_the_same_seed_makes_the_same_persons():
    assert list(edge_people(40, "one")) == list(edge_people(40, "one"))
    assert list(edge_people(40, "one")) != list(edge_people(40, "other"))


HEADER = ("region", "born", "sex", "tier", "paid", "wage_growth")
RISING = ("520000", "2003-10", "male", "300%", "5y", "20%")
"""After 40 years at 20% an indexed wage in trillionths of a yuan is beyond 64 bits."""


@pytest.mark.parametrize("engine", ["interpreter", "compiled"])
def test_a_figure_beyond_64_bits_is_right_or_refused(tmp_path, engine):
    source = written(tmp_path / "p.csv", HEADER, [RISING])
    person = dict(zip(HEADER, RISING, strict=True))
    expected = estimate(read_scenario(person, LAW, TODAY), LAW).go_on.pension
    done(source, tmp_path / "o.csv", engine=engine, results=selected(["pension"]))
    (row,) = read(tmp_path / "o.csv")
    assert row["pension"] == f"{expected // 100}.{expected % 100:02d}"
    done(source, tmp_path / "i.csv", engine=engine, results=selected(["indexed_wage"]))
    (reason,) = read(tmp_path / "i.rejects.csv")
    assert reason["code"] == "figure_too_large"
    assert "indexed_wage" in reason["reason"]
