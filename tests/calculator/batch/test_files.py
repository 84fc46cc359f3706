"""批量文件: what goes in comes out, in order, whatever the file is written like."""

# ruff: noqa: PLC0415  optional libraries are asked for first

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from calculator.batch.errors import BatchError
from calculator.batch.files import text_source
from calculator.batch.results import RESULTS, selected, title, written
from calculator.estimates import estimate
from calculator.scenario import ScenarioProblems, from_mapping
from rules.errors import RulesError
from tests.calculator.batch.people import LAW, TODAY, done, read, table_file, tables
from tests.calculator.batch.people import written as csv_of

HEADER = ("编号", "姓名", "参保地", "出生年月", "性别", "月收入", "已缴月数")
PERSON = ("7", "张三", "浙江", "1990-03", "女", "8000", "60")
OUTCOMES = {"": "go_on", "stop_now_": "stop_now", "most_": "most"}


def result_of(path, name="pension"):
    return [row.get(name) or row[title(name, "zh")] for row in read(path)]


def test_a_batch_row_has_the_figures_of_the_single_estimate(tmp_path):
    source = csv_of(tmp_path / "p.csv", HEADER, [PERSON])
    done(source, tmp_path / "o.csv", results=selected(["all"]), headers="en")
    (row,) = read(tmp_path / "o.csv")
    person = {"region": "浙江", "born": "1990-03", "sex": "female", "wage": "8000", "paid": "60m"}
    found = estimate(from_mapping(person, LAW, TODAY), LAW)
    assert row["status"] == str(found.status)
    for prefix, name in OUTCOMES.items():
        outcome = getattr(found, f"{name}")
        settled = outcome.settlement
        assert row[f"{prefix}pension"] == written(outcome.pension, RESULTS["pension"].kind)
        assert row[f"{prefix}pension_today"] == f"{outcome.pension_today / 100:.2f}"
        assert row[f"{prefix}paid_from_now_today"] == f"{outcome.paid_from_now_today / 100:.2f}"
        assert row[f"{prefix}monthly_payment"] == f"{outcome.monthly_payment / 100:.2f}"
        assert row[f"{prefix}account_balance"] == f"{settled.balance / 100:.2f}"
        assert row[f"{prefix}months_missing"] == str(settled.missing)
    shares = {one.denominator: one.rate for one in found.replacement}
    assert row["replacement_base"] == f"{shares['calculation_base'] / 10**6:.6f}"
    assert row["replacement_own"] == f"{shares['last_base'] / 10**6:.6f}"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=tables(8))
def test_every_row_comes_out_once_in_order_and_as_if_it_were_alone(tmp_path, people):
    source = table_file(tmp_path / "p.csv", people)
    report = done(source, tmp_path / "o.csv")
    results = {int(row["id"]): row for row in read(tmp_path / "o.csv")}
    rejected = {int(row["row"]) - 1 for row in read(tmp_path / "o.rejects.csv")}
    assert list(results) == sorted(results)
    assert set(results) | rejected == set(range(len(people)))
    assert not set(results) & rejected
    assert report.summary.rows == len(people) == len(results) + len(rejected)
    for number, cells in enumerate(people):
        mapping = {name: value for name, value in cells.items() if value is not None}
        try:
            alone = estimate(from_mapping(mapping, LAW, TODAY), LAW)
        except (ScenarioProblems, RulesError):
            assert number in rejected
        else:
            assert results[number]["pension"] == f"{alone.go_on.pension / 100:.2f}"
            assert results[number]["status"] == str(alone.status)


def test_all_reasons_of_a_row_are_given_with_its_column_and_value(tmp_path):
    wrong = ("8", "李四", "火星", "2030-01", "女", "很多", "60")
    source = csv_of(tmp_path / "p.csv", HEADER, [PERSON, wrong])
    report = done(source, tmp_path / "o.csv")
    rejects = read(tmp_path / "o.rejects.csv")
    assert {(row["column"], row["value"]) for row in rejects} >= {
        ("参保地", "火星"),
        ("出生年月", "2030-01"),
        ("月收入", "很多"),
    }
    assert {row["row"] for row in rejects} == {"2"}
    assert {row["key"] for row in rejects} == {"8"}
    assert all(row["reason"] for row in rejects)
    assert (report.summary.results, report.summary.rejected) == (1, 1)


@pytest.mark.parametrize(
    ("encoding", "how"),
    [
        ("utf-8", {}),
        ("utf-8-sig", {}),
        ("gb18030", {}),
        ("utf-16", {}),
        ("utf-8", {"lineterminator": "\r\n"}),
        ("utf-8", {"lineterminator": "\r"}),
        ("gb18030", {"lineterminator": "\r"}),
        ("utf-8", {"delimiter": ";"}),
        ("utf-8", {"quoting": 1}),
    ],
)
def test_encodings_line_ends_and_separators_are_found_out(tmp_path, encoding, how):
    plain = csv_of(tmp_path / "plain.csv", HEADER, [PERSON])
    other = csv_of(tmp_path / "other.csv", HEADER, [PERSON], encoding=encoding, **how)
    done(plain, tmp_path / "a.csv")
    report = done(other, tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert report.encoding == encoding


def test_a_mark_of_utf_16_before_what_is_none_is_told(tmp_path):
    """Found by fuzzing: the mark, and then an odd number of bytes."""
    (tmp_path / "p.csv").write_bytes(b"\xff\xferegion,born,sex,tier,paid\xb9\xb4\npaid\xb9\xb4\n")
    with pytest.raises(BatchError) as refused:
        done(tmp_path / "p.csv", tmp_path / "o.csv")
    assert refused.value.code == "encoding_unknown"


def test_headers_in_either_language_and_any_order_mean_the_same(tmp_path):
    names = {"region": "浙江", "born": "1990-03", "sex": "女", "wage": "8000", "paid_months": "60"}
    backwards = dict(reversed(names.items()))
    chinese = dict(zip(HEADER[2:], names.values(), strict=True))
    for at, cells in enumerate((names, backwards, chinese)):
        csv_of(tmp_path / f"{at}.csv", tuple(cells), [tuple(cells.values())])
        done(tmp_path / f"{at}.csv", tmp_path / f"{at}.out.csv", headers="en")
    assert len({tuple(result_of(tmp_path / f"{at}.out.csv")) for at in range(3)}) == 1


def test_unknown_columns_quotes_and_line_breaks_are_carried_through(tmp_path):
    odd = '他说:"好, 的"\n第二行'
    source = csv_of(tmp_path / "p.csv", (*HEADER, "备注"), [(*PERSON, odd)])
    done(source, tmp_path / "o.csv")
    (row,) = read(tmp_path / "o.csv")
    assert row["备注"] == odd
    assert row["姓名"] == "张三"


@pytest.mark.parametrize("kind", ["tsv", "ndjson", "xlsx", "parquet"])
def test_every_kind_of_file_carries_the_same_figures_there_and_back(tmp_path, kind):
    if kind in ("xlsx", "parquet"):
        pytest.importorskip("polars")
    source = csv_of(tmp_path / "p.csv", HEADER, [PERSON, ("8", "=1+1", *PERSON[2:])])
    done(source, tmp_path / "plain.csv", headers="en")
    done(source, tmp_path / f"o.{kind}", headers="en")
    done(tmp_path / f"o.{kind}", tmp_path / "back.csv", headers="en")
    plain = read(tmp_path / "plain.csv")
    back = read(tmp_path / "back.csv")
    for here, there in zip(plain, back, strict=True):
        assert here["姓名"].removeprefix("'") == there["姓名"].removeprefix("'")
        assert float(here["pension"]) == float(there["pension"])
        assert here["pension"] == there["pension_2"]


@pytest.mark.parametrize("engine", ["interpreter", "compiled"])
def test_a_spreadsheet_carries_numbers_dates_and_flags_as_what_they_are(tmp_path, engine):
    openpyxl = pytest.importorskip("openpyxl")
    day, moment = datetime(2026, 1, 3), datetime(2026, 1, 2, 10, 30)  # noqa: DTZ001 as cells hold them
    own = (12.5, 100, 13800138000, True, day, moment, "007", "x")
    book = openpyxl.Workbook()
    book.active.append((*HEADER, *(f"own {at}" for at in range(len(own)))))
    book.active.append((*PERSON, *own))
    book.save(tmp_path / "p.xlsx")
    done(tmp_path / "p.xlsx", tmp_path / "o.xlsx", engine=engine)
    cells = openpyxl.load_workbook(tmp_path / "o.xlsx").active.iter_rows(
        min_row=2, min_col=len(PERSON) + 1, max_col=len(PERSON) + len(own), values_only=True
    )
    assert [*cells] == [own]


def test_decimals_and_dates_of_parquet_are_numbers_in_a_spreadsheet(tmp_path):
    polars, openpyxl = pytest.importorskip("polars"), pytest.importorskip("openpyxl")
    own = {"fee": [Decimal("12.50")], "day": [datetime(2026, 1, 3).date()]}  # noqa: DTZ001 as cells hold them
    table = polars.DataFrame(
        {name: [cell] for name, cell in zip(HEADER, PERSON, strict=True)} | own
    )
    table.write_parquet(tmp_path / "p.parquet")
    done(tmp_path / "p.parquet", tmp_path / "o.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx").active
    fee, day = (sheet.cell(2, len(PERSON) + at).value for at in (1, 2))
    assert (fee, day) == (12.5, datetime(2026, 1, 3))  # noqa: DTZ001 as cells hold them


def test_decimals_of_ndjson_are_exact_numbers(tmp_path):
    source = csv_of(tmp_path / "p.csv", HEADER, [PERSON])
    done(source, tmp_path / "o.ndjson", headers="en")
    line = (tmp_path / "o.ndjson").read_text(encoding="utf-8")
    exact = json.loads(line, parse_float=str)
    done(source, tmp_path / "o.csv", headers="en")
    assert [exact["pension"]] == result_of(tmp_path / "o.csv")


def test_what_ndjson_carries_comes_out_as_it_went_in(tmp_path):
    person = {"region": "浙江", "born": "1990-03", "sex": "f", "tier": "60%", "paid": "5y"}
    lines = [
        json.dumps(person)[:-1]
        + ', "n": 1.50, "big": 12345678901234567890, "tags": ["a", 1], "ok": true}',
        json.dumps(person)[:-1] + ', "n": NaN}',
        "[1]",
        "[" * 100_000,
    ]
    (tmp_path / "p.ndjson").write_text("\n".join(lines), "utf-8")
    done(tmp_path / "p.ndjson", tmp_path / "o.ndjson", results=selected(["pension"]))
    (line,) = (tmp_path / "o.ndjson").read_text("utf-8").splitlines()
    assert (
        '"n": 1.50, "big": 12345678901234567890, "tags": ["a", 1], "ok": true, "pension": ' in line
    )
    rejects = [(row["row"], row["code"]) for row in read(tmp_path / "o.rejects.csv")]
    assert rejects == [("2", "json_invalid"), ("3", "json_invalid"), ("4", "json_invalid")]


@pytest.mark.parametrize("engine", ["interpreter", "compiled"])
def test_lines_of_old_macintosh_files_are_lines_for_both_engines(tmp_path, engine):
    pytest.importorskip("polars")
    source = csv_of(tmp_path / "p.csv", HEADER, [PERSON] * 3, lineterminator="\r")
    assert done(source, tmp_path / "o.csv", engine=engine).summary.results == 3


@pytest.mark.parametrize("kind", ["csv", "ndjson"])
def test_a_line_without_end_is_refused_before_it_fills_the_memory(tmp_path, kind, monkeypatch):
    monkeypatch.setattr(text_source, "_LONGEST_LINE", 1_000)
    cells = '","'.join(["x" * 9] * 200)
    (tmp_path / f"p.{kind}").write_text(f'region,born\n"{cells}"\n', "utf-8")
    with pytest.raises(BatchError) as refused:
        done(tmp_path / f"p.{kind}", tmp_path / "o.csv")
    assert refused.value.code == "line_too_long"


def test_own_cells_win_over_defaults_and_one_base_replaces_another(tmp_path):
    header = ("born", "sex", "wage", "paid_months")
    rows = [("1990-03", "f", "", "60"), ("1990-03", "f", "9000", "60")]
    source = csv_of(tmp_path / "p.csv", header, rows)
    done(source, tmp_path / "o.csv", defaults={"region": "浙江", "tier": "60%"})
    by_tier, by_wage = result_of(tmp_path / "o.csv")
    full = csv_of(
        tmp_path / "q.csv",
        ("region", *header, "tier"),
        [("浙江", "1990-03", "f", "", "60", "60%"), ("浙江", *rows[1], "")],
    )
    done(full, tmp_path / "r.csv")
    assert [by_tier, by_wage] == result_of(tmp_path / "r.csv")


def test_segments_are_the_history_of_the_person_with_their_id(tmp_path):
    people = csv_of(tmp_path / "p.csv", HEADER, [("a", *PERSON[1:6], ""), ("b", *PERSON[1:6], "")])
    segments = csv_of(
        tmp_path / "s.csv",
        ("id", "from", "to", "base"),
        [
            ("a", "2015-01", "2017-12", "4000"),
            ("a", "2019-01", "2019-12", "5000"),
            ("x", "2020-01", "2020-02", "4000"),
            ("", "2020-01", "2020-02", "4000"),
            ("b", "2020-01", "2019-02", "0"),
        ],
    )
    done(people, tmp_path / "o.csv", segments=segments, headers="en")
    person = {"region": "浙江", "born": "1990-03", "sex": "female", "wage": "8000"}
    history = [
        {"from": "2015-01", "to": "2017-12", "base": "4000"},
        {"from": "2019-01", "to": "2019-12", "base": "5000"},
    ]
    alone = estimate(from_mapping(person | {"history": history}, LAW, TODAY), LAW)
    assert result_of(tmp_path / "o.csv")[0] == f"{alone.go_on.pension / 100:.2f}"
    found = [
        (row["row"], row["key"], row["column"], row["code"])
        for row in read(tmp_path / "o.rejects.csv")
    ]
    assert found == [
        ("2", "b", "history row 5 to", "span_reversed"),
        ("2", "b", "history row 5 base", "amount_zero"),
        ("", "", "history row 4", "segment_without_id"),
        ("", "x", "history row 3", "segment_without_person"),
    ]


def test_a_reason_is_given_once_and_names_the_alternative_it_holds_for(tmp_path):
    from calculator.batch.people.scenarios import alternatives_of

    rows = [
        PERSON,
        ("8", "李四", "火星", *PERSON[3:]),
        ("9", *PERSON[1:3], "2030-01", *PERSON[4:6], "0"),
    ]
    source = csv_of(tmp_path / "p.csv", HEADER, rows)
    asked = alternatives_of(["60%", "20%"], [])
    report = done(source, tmp_path / "o.csv", alternatives=asked)
    columns = ("row", "tier compared", "column", "code")
    found = [tuple(row[name] for name in columns) for row in read(tmp_path / "o.rejects.csv")]
    assert found == [
        ("1", "20%", "缴费档次", "tier_outside"),
        ("2", "", "参保地", "unknown_region"),
        ("3", "", "出生年月", "born_in_future"),
        ("3", "20%", "缴费档次", "tier_outside"),
    ]
    assert [row["编号"] for row in read(tmp_path / "o.csv")] == ["7"]
    assert (report.summary.results, report.summary.rejected) == (1, 3)
    assert report.summary.reasons == {"tier_outside": 2, "unknown_region": 1, "born_in_future": 1}


def test_alternatives_make_one_row_each_under_their_person(tmp_path):
    from calculator.batch.people.scenarios import alternatives_of

    source = csv_of(tmp_path / "p.csv", HEADER, [PERSON, ("8", *PERSON[1:])])
    asked = alternatives_of(["60%", "100%"], ["earliest", "statutory"])
    done(source, tmp_path / "o.csv", alternatives=asked, headers="en")
    rows = read(tmp_path / "o.csv")
    assert [row["编号"] for row in rows] == ["7"] * 4 + ["8"] * 4
    assert [(row["tier_compared"], row["retire_compared"]) for row in rows[:4]] == [
        ("60%", "earliest"),
        ("60%", "statutory"),
        ("100%", "earliest"),
        ("100%", "statutory"),
    ]
    pensions = [float(row["pension"]) for row in rows[:4]]
    assert pensions[0] < pensions[2]
    assert pensions[1] < pensions[3]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"a,b\n1,2\n", "no_known_column"),
        ("参保地,region\n1,2\n".encode(), "column_twice"),
        (b"region\n\xff\xff\x81\n", "encoding_unknown"),
    ],
)
def test_files_nothing_can_be_done_with_are_refused_at_once(tmp_path, content, code):
    (tmp_path / "p.csv").write_bytes(content)
    with pytest.raises(BatchError) as refused:
        done(tmp_path / "p.csv", tmp_path / "o.csv")
    assert refused.value.code == code
    assert not (tmp_path / "o.csv").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path):
    source = csv_of(tmp_path / "p.csv", HEADER, [PERSON])
    with pytest.raises(BatchError) as refused:
        done(source, tmp_path / "missing" / "o.csv")
    assert (refused.value.code, refused.value.values["folder"]) == (
        "no_output_folder",
        str(tmp_path / "missing"),
    )


def test_rows_that_are_no_rows_are_rejected_and_change_no_other(tmp_path):
    text = "region,born,sex,tier,paid\n浙江,1990-03,f,60%,5y\n浙江,1990-03,f,60%,5y,extra\n\n,,,,\n浙江,1990-03,f,60%\n"
    (tmp_path / "p.csv").write_text(text, encoding="utf-8")
    report = done(tmp_path / "p.csv", tmp_path / "o.csv")
    assert report.summary.rows == 3
    found = [(row["row"], row["code"]) for row in read(tmp_path / "o.rejects.csv")]
    assert found == [("2", "too_many_cells"), ("3", "paid_missing")]


def test_the_manifest_names_digests_counts_and_sums(tmp_path):
    import hashlib

    source = csv_of(tmp_path / "p.csv", HEADER, [PERSON])
    done(source, tmp_path / "o.csv", headers="en")
    manifest = json.loads((tmp_path / "o.csv.manifest.json").read_text(encoding="utf-8"))
    output = Path(tmp_path / "o.csv").read_bytes()
    assert manifest["output"]["sha256"] == hashlib.sha256(output).hexdigest()
    assert manifest["input"]["sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    assert manifest["identity"]["law"] == LAW.digest
    (pension,) = result_of(tmp_path / "o.csv")
    assert manifest["summary"]["sums"]["pension"] == round(float(pension) * 100)
