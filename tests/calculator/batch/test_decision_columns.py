"""比较的结果列: the figures of the comparisons as columns, the same as for one person."""

import csv

from calculator import estimate, read_scenario
from calculator.batch.results import COUNT, DECISIONS, MONTH, RATE, TENTHS, YUAN, selected, written
from calculator.decision_figures import FIGURES, FigureUnit, decision_figures
from tests.calculator.batch.people import COLUMNS, LAW, TODAY, done, table_file

WRITTEN = {
    FigureUnit.FEN: YUAN,
    FigureUnit.PPM: RATE,
    FigureUnit.MONTH: MONTH,
    FigureUnit.MONTHS: COUNT,
    FigureUnit.TENTHS: TENTHS,
}
PEOPLE = [
    {"region": "浙江", "born": "1990-03", "sex": "female", "tier": "60%", "paid": "5y"},
    {"region": "上海", "born": "1967-05", "sex": "male", "tier": "300%", "paid": "3y"},
]


def test_every_figure_of_the_comparisons_is_a_column_of_its_unit():
    assert {name: WRITTEN[figure.unit] for name, figure in FIGURES.items()} == DECISIONS


def test_the_columns_hold_what_the_comparisons_say_by_either_evaluator(tmp_path):
    source = table_file(tmp_path / "p.csv", [dict.fromkeys(COLUMNS) | one for one in PEOPLE])
    results = selected(["decisions"])
    tables = []
    for engine in ("interpreter", "compiled"):
        output = tmp_path / f"{engine}.csv"
        done(source, output, engine=engine, results=results)
        with output.open(encoding="utf-8-sig", newline="") as file:
            tables.append(list(csv.DictReader(file)))
    assert tables[0] == tables[1]
    for row, facts in zip(tables[0], PEOPLE, strict=True):
        result = estimate(read_scenario(facts, LAW, TODAY), LAW)
        for name, value in decision_figures(result, LAW).items():
            shown = written(value, DECISIONS[name])
            assert row[name] == ("" if shown is None else str(shown)), name


def test_an_amount_below_nothing_keeps_its_sign():
    assert [written(fen, YUAN) for fen in (-1, -150, -100_000)] == ["-0.01", "-1.50", "-1000.00"]
