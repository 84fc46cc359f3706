"""表到表: estimate_frame takes and returns the tables people work with."""

# ruff: noqa: E402  optional libraries are asked for first

import pytest

pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")

from calculator.batch import frame as frames
from calculator.batch.errors import BatchError
from calculator.batch.frame import estimate_frame
from calculator.estimates import estimate
from calculator.scenario import ScenarioProblems, from_mapping
from tests.calculator.batch.people import LAW, TODAY

PEOPLE = pl.DataFrame(
    {
        "id": [1, 2, 3],
        "region": ["浙江", "上海", "火星"],
        "born": ["1990-03", "1985-01", "1990-01"],
        "sex": ["f", "m", "m"],
        "wage": [8000.0, 9000.5, 1.0],
        "paid_months": [60, 10, 3],
    }
)


def frame(people=PEOPLE, **options):
    return estimate_frame(people, law=LAW, today=TODAY, **({"select": ["pension"]} | options))


def test_rows_stay_in_place_and_say_why_they_have_no_result():
    found = frame()
    person = {"region": "浙江", "born": "1990-03", "sex": "f", "wage": "8000", "paid": "60m"}
    alone = estimate(from_mapping(person, LAW, TODAY), LAW)
    assert found["id"].to_list() == [1, 2, 3]
    assert int(found["pension"][0] * 100) == alone.go_on.pension
    assert found["pension"].is_null().to_list() == [False, False, True]
    assert found["rejected"].is_null().to_list() == [True, True, False]
    assert "region" in found["rejected"][2]


def test_a_lazy_frame_stays_lazy_and_gives_the_same_table(tmp_path):
    people = pl.concat([PEOPLE] * 5)
    people.write_parquet(tmp_path / "p.parquet")
    lazy = frame(pl.scan_parquet(tmp_path / "p.parquet"), tiers=["60%", "100%"])
    assert isinstance(lazy, pl.LazyFrame)
    whole = frame(people, tiers=["60%", "100%"])
    assert lazy.collect_schema() == whole.schema
    assert lazy.collect(engine="streaming").equals(whole)
    lazy.sink_parquet(tmp_path / "o.parquet")
    assert pl.read_parquet(tmp_path / "o.parquet").equals(whole)


def test_card_numbers_are_masked_in_text_and_left_out_of_numbers():
    cards = PEOPLE[:1].with_columns(
        text=pl.lit("卡 4111 1111 1111 1111"), number=pl.lit(4111111111111111), other=pl.lit(7)
    )
    for table in (frame(cards), frame(cards.lazy()).collect()):
        assert table.row(0, named=True)["text"] == "卡 411*********1111"
        assert table["number"].to_list() == [None]
        assert table.schema["number"] == cards.schema["number"]
        assert table["other"].to_list() == [7]
    assert frame(cards, keep_ids=True)["number"].to_list() == [4111111111111111]


def test_the_same_kind_of_table_comes_back():
    assert isinstance(frame(PEOPLE.lazy()), pl.LazyFrame)
    arrow = frame(PEOPLE.to_arrow())
    assert isinstance(arrow, pa.Table)
    assert pl.from_arrow(arrow).equals(frame())


@pytest.mark.parametrize("tiers", [[], ["60%", "100%", "20%"]])
def test_large_and_small_tables_are_computed_alike(monkeypatch, tiers):
    pytest.importorskip("numba")
    small = frame(tiers=tiers, select=["pension", "status", "start", "payable"])
    monkeypatch.setattr(frames, "_WORTH_COMPILING", 1)
    assert frame(tiers=tiers, select=["pension", "status", "start", "payable"]).equals(small)


def test_alternatives_repeat_their_person():
    found = frame(tiers=["60%", "100%"])
    assert found["id"].to_list() == [1, 1, 2, 2, 3, 3]
    assert found["tier_compared"].to_list() == ["60%", "100%"] * 3
    assert found["rejected"].is_null().to_list() == [True] * 4 + [False] * 2


def test_an_empty_table_gives_an_empty_table():
    assert frame(PEOPLE[:0]).height == 0


def test_what_is_no_table_of_people_is_refused():
    with pytest.raises(BatchError, match="takes a polars DataFrame"):
        frame([1, 2])
    with pytest.raises(BatchError, match="known field"):
        frame(pl.DataFrame({"a": [1]}))


def test_everything_wrong_with_the_question_is_said_at_once():
    with pytest.raises(ScenarioProblems) as caught:
        frame(
            select=["pensoin", "start", "nothing"],
            tiers=["60%", "tall"],
            retire=["never"],
            defaults={"wage_growth": "3", "colour": "red", "claim": "火星"},
        )
    found = [(problem.field, problem.code) for problem in caught.value.problems]
    assert found == [
        ("select", "unknown_result"),
        ("select", "unknown_result"),
        ("tiers", "tier_unreadable"),
        ("retire", "month_unreadable"),
        ("claim", "unknown_region"),
        ("wage_growth", "rate_without_unit"),
        ("colour", "unknown_field"),
    ]


def test_what_is_wrong_with_one_alternative_is_said_beside_it_only():
    found = frame(PEOPLE[:1], tiers=["60%", "20%"])
    assert found["rejected"].is_null().to_list() == [True, False]
