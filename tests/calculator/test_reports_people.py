"""一人一份的报告: every good row has its file, every bad one its reasons, nothing is half-written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.cli import report_people
from calculator.reports.client.paper import Paper
from calculator.reports.client.press import Press
from rules.errors import RulesError
from tests.calculator.command import in_chinese, run

__all__ = ["in_chinese"]

pytestmark = pytest.mark.usefixtures("in_chinese")
HEADER = "编号,姓名,参保地,出生年月,性别,月收入,已缴年限,测算月份"
GOOD = "007,王芳,浙江,1990-03,女,8000,5年,2026-11"
BAD = "b,赵六,火星,1985-13,男,4000,8年,2026-11"


@pytest.fixture
def quick(monkeypatch):
    """A press that prints what it was given."""
    seen = []

    def made(self, scenario, law, person):
        seen.append((scenario, person))
        return Paper(f"{person.client}|{person.number}|{scenario.region}".encode(), "")

    monkeypatch.setattr(Press, "made", made)
    return seen


def table(folder, *rows, header=HEADER):
    path = folder / "people.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_a_row_gives_the_report_of_its_person(capsys, tmp_path):
    code, out, err = run(
        capsys, "report", table(tmp_path, GOOD), "-o", str(tmp_path / "reports"), "--adviser", "A"
    )
    assert (code, out) == (0, "")
    assert "1 份报告" in err
    (path,) = (tmp_path / "reports").iterdir()
    assert path.name == "1-007.html"
    page = path.read_text("utf-8")
    assert "王芳" in page
    assert "从现在起每月缴 1,600.00 元" in page  # 8000 x 20%
    assert page.rstrip().endswith("</html>")


def test_bad_rows_are_told_together_and_change_no_other(capsys, tmp_path, quick):
    rows = [GOOD, BAD, "c,,上海,1980-01,男,x,8年,2026-11", GOOD.replace("007", "008")]
    code, out, err = run(capsys, "report", table(tmp_path, *rows), "-o", str(tmp_path / "r"))
    assert (code, out) == (1, "")
    lines = err.splitlines()
    assert lines[0].startswith("第 2 行（编号 b）参保地“火星”")
    assert lines[1].startswith("第 2 行（编号 b）出生年月“1985-13”")
    assert lines[2].startswith("第 3 行（编号 c）月收入“x”")
    assert lines[3].startswith("共 4 行，写出 2 份报告，有问题的 2 行没有写")
    assert sorted(p.name for p in (tmp_path / "r").iterdir()) == ["1-007.html", "4-008.html"]


def test_a_row_the_law_has_no_value_for_is_told_like_the_others(capsys, tmp_path, monkeypatch):
    def refuse(self, scenario, law, person):
        raise RulesError(reason="x")

    monkeypatch.setattr(Press, "made", refuse)
    code, _, err = run(capsys, "report", table(tmp_path, GOOD), "-o", str(tmp_path / "r"))
    assert code == 1
    assert err.startswith("第 1 行（编号 007）：")
    assert list((tmp_path / "r").iterdir()) == []


def test_an_interrupted_run_leaves_whole_files_only(capsys, tmp_path, monkeypatch):
    def made(self, scenario, law, person):
        if person.number == "008":
            raise KeyboardInterrupt
        return Paper(b"whole", "")

    monkeypatch.setattr(Press, "made", made)
    rows = table(tmp_path, GOOD, GOOD.replace("007", "008"))
    assert run(capsys, "report", rows, "-o", str(tmp_path / "r"))[0] == 130
    assert [p.read_bytes() for p in (tmp_path / "r").iterdir()] == [b"whole"]


def test_options_hold_where_a_row_says_nothing(capsys, tmp_path, quick):
    rows = table(
        tmp_path, "浙江,1990-03,女,5年", "河南,1990-03,男,", header="参保地,出生年月,性别,已缴年限"
    )
    args = ("--tier", "60%", "--paid", "3年", "--today", "2026-11", "--client", "某人")
    assert run(capsys, "report", rows, "-o", str(tmp_path / "r"), *args)[0] == 0
    assert [scenario.paid for scenario, _ in quick] == [60, 36]
    assert [person.client for _, person in quick] == ["某人", "某人"]
    assert sorted(p.name for p in (tmp_path / "r").iterdir()) == ["1.html", "2.html"]


def test_the_histories_of_another_file_are_met_by_id(capsys, tmp_path, quick):
    people = table(tmp_path, "007,浙江,1990-03,女,60%", header="编号,参保地,出生年月,性别,档次")
    history = tmp_path / "history.csv"
    history.write_text("编号,起,止,基数\n007,2023-01,2024-12,6000\n", encoding="utf-8")
    args = ("--segments", str(history), "--today", "2026-11")
    assert run(capsys, "report", people, "-o", str(tmp_path / "r"), *args)[0] == 0
    assert [part.base for part in quick[0][0].history] == [600_000]


def test_card_numbers_stand_neither_in_names_nor_on_reports(capsys, tmp_path, quick):
    identity = "11010519491231002X"
    row = GOOD.replace("007", identity).replace("王芳", identity)
    assert run(capsys, "report", table(tmp_path, row), "-o", str(tmp_path / "r"))[0] == 0
    (path,) = (tmp_path / "r").iterdir()
    assert identity not in path.name + path.read_text("utf-8")


@given(st.text(max_size=90))
def test_any_id_makes_a_name_that_stays_in_the_folder(key):
    name = f"12{report_people._file_id(key)}.html"
    assert re.fullmatch(r"12(-[\w-]+)?\.html", name)
    assert len(name) <= 80


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("-o", "x.html"), "-o 要写文件夹"),
        (("-o", "r", "--id", "nothing"), "没有列 nothing"),
        (("-o", "r", "--lang", "fr"), "可选"),
        (("-o", "r", "--to", "doc"), "可选：html、pdf"),
        ((), "请用 -o"),
    ],
)
def test_a_wrong_use_makes_no_folder(capsys, tmp_path, monkeypatch, quick, args, said):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "report", table(tmp_path, GOOD), *args)
    assert (code, out) == (2, "")
    assert said in err
    assert [p.name for p in tmp_path.iterdir()] == ["people.csv"]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00\x01"])
def test_a_file_that_is_no_table_of_people_is_refused(capsys, tmp_path, quick, content):
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    code, _, err = run(capsys, "report", str(path), "-o", str(tmp_path / "r"))
    assert code == 2
    assert err.startswith("错误：")
    assert not (tmp_path / "r").exists()


def test_options_of_tables_are_refused_for_one_person(capsys, tmp_path):
    args = ("--region", "浙江", "-o", str(tmp_path / "x.html"), "--to", "pdf", "--sheet", "s")
    code, _, err = run(capsys, "report", *args)
    assert code == 2
    assert "--to、--sheet" in err
