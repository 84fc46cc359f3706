"""另一套法规的批量: rows under a reform or a day of knowledge are the single estimates, compiled or not."""

# ruff: noqa: E402  optional libraries are asked for first

from datetime import date

import pytest

pytest.importorskip("numba")
pl = pytest.importorskip("polars")

from calculator.batch.compiled.engine import Engine
from calculator.batch.interpreter import RowWorker, output_columns
from calculator.batch.people.headers import read_headers
from calculator.batch.people.scenarios import People, alternatives_of
from calculator.batch.results import selected
from calculator.batch.tables.worker import FrameWorker
from calculator.estimates import estimate
from calculator.reform.reading import read_reform
from calculator.scenario.reading import from_mapping
from rules.law import load
from rules.month import Month

LAW = load()
TODAY = Month.of(2026, 11)
COLUMNS = ("region", "born", "sex", "tier", "paid")
PEOPLE = [
    (region, f"19{year}-0{1 + year % 9}", sex, tier, "40m")
    for region in ("浙江省", "北京市", "西藏自治区")
    for year, tier in ((68, "60%"), (79, "floor"), (90, "100%"), (99, "ceiling"))
    for sex in ("male", "female")
]
REFORMS = {
    "rates": '[contribution_rate]\nfrom = "2027-07"\ntotal = "18%"\naccount = "10%"\n'
    '[contribution_base]\nfrom = "2027-03"\nfloor = "40%"\n'
    '[crediting_rate]\nfrom = "2027-01"\nat_least = "3%"\n'
    '[calculation_base]\nfrom = "2028-01"\ngrowth = "3%"\n',
    "claims": '[retirement_age]\nfrom = "2028-01"\nevery = 2\nup_to = "65y"\n'
    '[minimum_period]\nfrom = "2029-01"\nstep = "1y"\nup_to = "25y"\n'
    '[basic_pension]\nfrom = "2035-01"\nper_year = "1.2%"\n'
    '[payment_months]\nfrom = "2040-01"\n60 = 145\n',
}


def laws():
    yield "as_of", LAW.as_known_on(date(2024, 9, 12)), Month.of(2024, 9)
    for name, text in REFORMS.items():
        yield name, LAW.reformed(read_reform(f'title = "{name}"\n{text}', LAW)), TODAY


@pytest.mark.parametrize(
    ("name", "law", "today"), list(laws()), ids=lambda part: part if isinstance(part, str) else ""
)
def test_every_row_is_the_single_estimate(name, law, today):
    people = People(
        headers=read_headers(COLUMNS), law=law, today=today, alternatives=alternatives_of([], [])
    )
    rows = RowWorker(people, selected(["pension", "statutory", "months_required"]), "en")
    header = output_columns(people.headers, people.alternatives, rows.results, None)
    frame = pl.DataFrame(PEOPLE, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    made = FrameWorker(rows, Engine(rows.evaluator, today), header).work(frame, 0)
    compiled = made.summary.engines["compiled"]
    assert (compiled == 0) is (name == "claims")
    for row in made.frame.iter_rows(named=True):
        scenario = from_mapping({name: row[name] for name in COLUMNS}, law, today)
        settled = estimate(scenario, law).go_on.settlement
        found = (str(row["pension"]), row["statutory"], int(row["months_required"]))
        assert found == (
            f"{settled.award.total / 100:.2f}",
            str(Month(settled.statutory)),
            settled.required,
        )
