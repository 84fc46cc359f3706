"""编译与解释: both evaluators give every figure alike, for every person, in the same order."""

# ruff: noqa: E402, PLC0415  optional libraries are asked for first

import pytest
from hypothesis import HealthCheck, given, settings

pytest.importorskip("numba")
pl = pytest.importorskip("polars")

from calculator.batch.compiled.engine import Engine
from calculator.batch.files.text_sink import rows_of
from calculator.batch.files.text_source import Row
from calculator.batch.interpreter import RowWorker, output_columns
from calculator.batch.people.headers import read_headers
from calculator.batch.people.scenarios import People, alternatives_of
from calculator.batch.results import selected
from calculator.batch.run import run
from calculator.batch.tables.worker import FrameWorker
from tests.calculator.batch.people import COLUMNS, LAW, TODAY, done, table_file, tables
from tests.calculator.batch.test_resume import Killed, job_of, killed_after

RESULT_NAMES = [
    one.name for one in selected(["all"]) if not one.name.endswith("paid_from_now_today")
]
SEVERAL = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])


def worker(alternatives):
    people = People(headers=read_headers(COLUMNS), law=LAW, today=TODAY, alternatives=alternatives)
    return RowWorker(people, selected(RESULT_NAMES), "en")


@pytest.fixture(scope="module")
def both():
    """A worker of each kind, kept so that the law is laid out once."""
    kept = {}

    def made(alternatives):
        if alternatives not in kept:
            plain, first = worker(alternatives), worker(alternatives)
            header = output_columns(first.people.headers, alternatives, first.results, None)
            kept[alternatives] = plain, FrameWorker(first, Engine(first.evaluator, TODAY), header)
        return kept[alternatives]

    return made


def agree(both, people, alternatives):
    plain, compiled = both(alternatives)
    schema = dict.fromkeys(COLUMNS, pl.String)
    frame = pl.DataFrame([cells | {"id": str(n)} for n, cells in enumerate(people)], schema=schema)
    fast = compiled.work(frame, 0)
    slow = plain.work(Row(n, cells) for n, cells in enumerate(frame.iter_rows(), start=1))
    assert list(map(tuple, rows_of(fast.frame))) == slow.rows
    assert fast.rejections == slow.rejections
    for name in ("rows", "results", "rejected", "reasons", "status", "sums"):
        assert getattr(fast.summary, name) == getattr(slow.summary, name), name
    return fast.summary.engines


@SEVERAL
@given(people=tables())
def test_both_evaluators_give_the_same_table(both, people):
    agree(both, people, alternatives_of([], []))


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=tables(10))
def test_both_evaluators_give_the_same_alternatives(both, people):
    agree(both, people, alternatives_of(["60%", "300%"], ["earliest", "statutory"]))


def test_ordinary_persons_are_compiled_and_not_interpreted(both):
    person = dict.fromkeys(COLUMNS) | {"region": "浙江省", "sex": "female", "paid": "50m"}
    bases = ({"tier": "60%"}, {"wage": "8000"}, {"tier": "ceiling"}, {"base": "8000"})
    people = [
        person | base | {"born": f"19{year}-05", "balance": balance}
        for base in bases
        for year in (80, 95)
        for balance in (None, "12345.67")
    ]
    engines = agree(both, people, alternatives_of([], []))
    assert dict(engines) == {"compiled": len(people)}


def test_the_place_of_claim_is_the_same_whoever_was_interpreted_first(both):
    # Yearly payment is interpreted, so his place is named before the compiled rules meet hers.
    man = dict.fromkeys(COLUMNS) | {"region": "黑龙江省", "sex": "male", "rhythm": "yearly"}
    woman = dict.fromkeys(COLUMNS) | {"region": "四川省", "sex": "female"}
    for one in (man, woman):
        agree(both, [one | {"born": "1990-03", "paid": "0m"}], alternatives_of(["100%"], []))


def test_both_evaluators_write_the_same_bytes(tmp_path):
    person = dict.fromkeys(COLUMNS) | {"sex": "female", "paid": "50m", "tier": "60%"}
    regions = ("浙江", "上海", "火星", "广东")
    people = [
        person | {"region": regions[n % 4], "born": f"19{60 + n % 40}-05"} for n in range(200)
    ]
    source = table_file(tmp_path / "p.csv", people)
    for engine in ("interpreter", "compiled"):
        done(source, tmp_path / f"{engine}.csv", engine=engine)
        done(source, tmp_path / f"{engine}.ndjson", engine=engine)
    for kind in ("csv", "ndjson"):
        ours, theirs = (tmp_path / f"{name}.{kind}" for name in ("compiled", "interpreter"))
        assert ours.read_bytes() == theirs.read_bytes()
    rejects = [tmp_path / f"{name}.rejects.csv" for name in ("compiled", "interpreter")]
    assert rejects[0].read_bytes() == rejects[1].read_bytes()


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_killed_compiled_run_goes_on_to_the_same_bytes(tmp_path, monkeypatch, kind):
    from calculator.batch import running
    from calculator.batch.files import blocks

    monkeypatch.setattr(blocks, "BLOCK", 64)  # of text half as many rows
    monkeypatch.setattr(running, "_CHECKPOINT_SECONDS", -1.0)
    person = dict.fromkeys(COLUMNS) | {"region": "浙江", "sex": "female", "tier": "60%"}
    people = [person | {"born": f"19{70 + n % 30}-05", "paid": f"{n % 40}m"} for n in range(150)]
    source = table_file(tmp_path / "p.csv", people)
    done(source, tmp_path / f"whole.{kind}", engine="compiled")
    output = tmp_path / f"o.{kind}"
    with pytest.raises(Killed):
        run(job_of(source, output, engine="compiled"), killed_after(96))
    report = done(source, output, engine="compiled", resume=True)
    assert report.resumed_at == 64
    assert output.read_bytes() == (tmp_path / f"whole.{kind}").read_bytes()


KINDS = ("csv", "ndjson", "parquet")


def both_alike(tmp_path, source):
    for kind in KINDS:
        for engine in ("interpreter", "compiled"):
            done(source, tmp_path / f"{engine}.{kind}", engine=engine)
        ours, theirs = (tmp_path / f"{name}.{kind}" for name in ("compiled", "interpreter"))
        if kind == "parquet":
            one, other = pl.read_parquet(ours), pl.read_parquet(theirs)
            assert one.schema == other.schema, "words are texts"
            assert one.equals(other)
        else:
            assert ours.read_bytes() == theirs.read_bytes()


def test_both_evaluators_carry_the_columns_of_a_table_alike(tmp_path):
    people = pl.DataFrame(
        {
            "region": ["浙江", "火星", "上海"],
            "born": ["1990-03"] * 3,
            "sex": ["f"] * 3,
            "tier": ["60%"] * 3,
            "paid": ["5y"] * 3,
            "tags": [["a", "b"], [], None],
            "score": [1e20, 0.1, None],
            "small": [0.5, 2.0, 1234.25],
            "card": [4111111111111111, 1, None],
            "ok": [True, None, False],
        }
    ).with_columns(
        pl.col("sex").cast(pl.Enum(["f", "m"])),
        pl.col("tier").cast(pl.Categorical),
        day=pl.date(2024, 1, 2),
        at=pl.datetime(2024, 1, 2, 3, 4),
        balance=pl.Series(["123.45", None, "0.00"]).cast(pl.Decimal(18, 2)),
    )
    people.write_parquet(tmp_path / "p.parquet")
    both_alike(tmp_path, tmp_path / "p.parquet")


def test_both_evaluators_carry_the_keys_of_json_alike(tmp_path):
    line = '{"id": %d, "region": "浙江", "born": "1990-03", "sex": "f", "tier": "60%%", "paid": "5y", "ok": %s}'
    lines = [line % (n, ("true", "false", "null")[n % 3]) for n in range(5)]
    (tmp_path / "p.ndjson").write_text("\n".join([*lines[:3], "no json", *lines[3:]]), "utf-8")
    both_alike(tmp_path, tmp_path / "p.ndjson")


@pytest.mark.parametrize("ends", [None, "2026-09", "2026-10", "2026-11", "2026-12"])
def test_who_retires_about_now_is_told_alike_when_the_plan_has_ended(both, ends):
    """Men of 1966-05, -06 and -07 retire at 60 and 5 or 6 months: in 2026-10, -11 and 2027-01.

    Who has paid nothing rests on no crediting rate, and that of this year is not published.
    """
    people = [
        dict.fromkeys(COLUMNS)
        | {"region": "黑龙江", "born": born, "sex": "male", "tier": "60%", "paid": paid}
        | {"plan_until": ends, "retire": retire}
        for born in ("1966-05", "1966-06", "1966-07")
        for retire in (None, "2026-11")
        for paid in ("15y", "0m")
    ]
    agree(both, people, alternatives_of([], []))
