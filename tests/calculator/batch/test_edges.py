"""边界对照: a batch of persons on the edges of the law, every column as the oracle has it.

A slice, always the same, of what `tests.benchmarks.differential_batch` compares for as long as it is given.
"""

import pytest

pytest.importorskip("numba")
pytest.importorskip("polars")

from calculator import estimate, read_scenario
from calculator.batch.compiled.engine import Engine
from calculator.batch.files.rows import Row
from calculator.batch.files.text_sink import rows_of
from calculator.batch.interpreter import RowWorker, output_columns
from calculator.batch.people.headers import read_headers
from calculator.batch.people.scenarios import NOTHING_COMPARED, People
from calculator.batch.results import DECISIONS, RESULTS, selected
from calculator.batch.tables.worker import FrameWorker
from tests.benchmarks.differential_batch import COMPILED, FIELDS, LISTS, compared, table
from tests.calculator.batch.people import LAW, TODAY, done, read, written
from tests.edge_people import CLASSES, careless_people, edge_people
from tests.oracle_columns import COLUMNS

OF_EACH = 6


def test_persons_on_every_edge_have_every_figure_of_the_oracle():
    found = compared(OF_EACH * len(CLASSES), "a slice", LAW)
    assert not found.refused, found.first
    assert not found.columns, found.first
    assert found.classes == dict.fromkeys(CLASSES, OF_EACH)
    assert min(found.engines["compiled"], found.engines["interpreter"]) > 60


def test_the_oracle_has_every_column_but_those_of_the_comparisons():
    assert set(COLUMNS) == RESULTS.keys() - DECISIONS.keys()
    assert set(COMPILED) == {one for one in COLUMNS if not one.endswith("paid_from_now_today")}


def test_the_same_seed_makes_the_same_persons():
    assert list(edge_people(40, "one")) == list(edge_people(40, "one"))
    assert list(edge_people(40, "one")) != list(edge_people(40, "other"))


RISING = {"region": "520000", "born": "2003-10", "tier": "300%", "paid": "5y", "wage_growth": "20%"}
"""After 40 years at 20% an indexed wage in trillionths of a yuan is beyond 64 bits."""
RICH = {
    "region": "370000",
    "born": "2006-10",
    "tier": "60%",
    "paid": "11m",
    "balance": "999999999.99",
    "crediting_rate": "15%",
}
"""After 42 years at 15% the interest of a year has passed through numbers beyond 64 bits."""
STEADY = RICH | {"crediting_rate": "2%", "interest_method": "annual"}


@pytest.mark.parametrize("engine", ["interpreter", "compiled"])
@pytest.mark.parametrize("person", [RISING, RICH, STEADY])
def test_figures_beyond_64_bits_on_the_way_are_right(tmp_path, engine, person):
    person = person | {"sex": "male"}
    source = written(tmp_path / "p.csv", person.keys(), [person.values()])
    found = estimate(read_scenario(person, LAW, TODAY), LAW).go_on
    done(
        source, tmp_path / "o.csv", engine=engine, results=selected(["pension", "account_balance"])
    )
    (row,) = read(tmp_path / "o.csv")
    shown = (found.pension, found.settlement.balance)
    assert (row["pension"], row["account_balance"]) == tuple(f"{fen / 100:.2f}" for fen in shown)


@pytest.mark.parametrize("engine", ["interpreter", "compiled"])
def test_a_figure_no_column_can_hold_is_refused_by_name(tmp_path, engine):
    person = RISING | {"sex": "male"}
    source = written(tmp_path / "p.csv", person.keys(), [person.values()])
    done(source, tmp_path / "o.csv", engine=engine, results=selected(["indexed_wage"]))
    (reason,) = read(tmp_path / "o.rejects.csv")
    assert reason["code"] == "figure_too_large"
    assert "indexed_wage" in reason["reason"]


@pytest.mark.parametrize("engine", ["interpreter", "compiled"])
def test_months_due_that_begin_after_the_first_one_paid_are_refused(tmp_path, engine):
    # Who began to pay in 2016-11 cannot count the months due from 2020-01 only.
    header = ("region", "born", "sex", "tier", "paid", "due_from")
    people = [("四川", "1985-05", "男", "60%", paid, "2020-01") for paid in ("10y", "1y")]
    people[1] = (*people[1][:-1], "2025-11")
    source = written(tmp_path / "p.csv", header, [*people, (*people[0][:-1], "2016-11")])
    done(source, tmp_path / "o.csv", engine=engine, results=selected(["pension"]))
    assert [row["paid"] for row in read(tmp_path / "o.csv")] == ["1y", "10y"]
    (reason,) = read(tmp_path / "o.rejects.csv")
    assert (reason["row"], reason["code"]) == ("1", "first_paid_too_late")


def test_persons_put_together_carelessly_are_refused_or_settled_alike_by_both():
    people = table(list(careless_people(80, "careless")))
    who = People(headers=read_headers((*FIELDS, *LISTS)), law=LAW, today=TODAY, id_at=0)
    results = selected(["status", "pension", "account_balance", "index", "most_pension"])
    plain, worker = RowWorker(who, results, "en"), RowWorker(who, results, "en")
    columns = output_columns(who.headers, NOTHING_COMPARED, results, None)
    fast = FrameWorker(worker, Engine(worker.evaluator, TODAY), columns).work(people, 0)
    slow = plain.work(Row(number, row) for number, row in enumerate(people.iter_rows(), start=1))
    assert list(map(tuple, rows_of(fast.frame))) == slow.rows
    assert fast.rejections == slow.rejections
    assert fast.summary.engines["compiled"] > 20
    assert len(fast.rejections) > 20
