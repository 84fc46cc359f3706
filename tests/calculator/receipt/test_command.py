"""`linghuo estimate --receipt`, `linghuo receipt replay` and `diff`: formats, languages, exit codes."""

import csv
import io
import json
from dataclasses import replace

import pytest

from calculator.receipt import as_json, read
from calculator.width import cells
from tests.calculator.command import in_chinese, run

__all__ = ["in_chinese"]

pytestmark = pytest.mark.usefixtures("in_chinese")

COURIER = ("--region", "浙江", "--born", "1990-03", "--sex", "female", "--paid", "5y")
ASKED = ("estimate", *COURIER, "--wage", "8000")


@pytest.fixture
def receipts(capsys, tmp_path):
    """Two receipts of one person: another wage and another law a year later."""
    law = tmp_path / "law.toml"
    law.write_text(
        '[[calculation_bases]]\nregion = "浙江"\nyear = 2026\nbase = "9000"\n'
        'document = "浙人社发〔2026〕99号"\n',
        encoding="utf-8",
    )
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    run(capsys, *ASKED, "--receipt", str(before))
    run(capsys, *ASKED, "--wage", "9000", "--law", str(law), "--receipt", str(after))
    return str(before), str(after), str(law)


def test_a_receipt_is_written_beside_the_same_estimate(capsys, tmp_path):
    plain = run(capsys, *ASKED)
    file = tmp_path / "receipt.json"
    code, out, err = run(capsys, *ASKED, "--receipt", str(file))
    assert (code, out) == (0, plain[1])
    assert err == f"凭据已写入 {file}。\n"
    assert read(file).result.outcomes["go_on"].pension > 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["receipt.json"]


def test_the_same_estimate_gives_the_same_bytes(capsys, tmp_path):
    files = [tmp_path / name for name in ("one.json", "two.json")]
    for file in files:
        run(capsys, *ASKED, "--receipt", str(file))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_receipt_that_cannot_be_written_stops_before_the_estimate(capsys, tmp_path):
    code, out, err = run(capsys, *ASKED, "--receipt", str(tmp_path / "nowhere" / "a.json"))
    assert (code, out) == (2, "")
    assert "nowhere" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_replay_and_diff_fit_a_terminal_in_both_languages(capsys, receipts, language):
    before, after, law = receipts
    for args in (("replay", before, "--law", law), ("diff", before, after)):
        code, out, err = run(capsys, "receipt", *args, "--lang", language)
        assert (code, err) == (0, "")
        assert [line for line in out.splitlines() if cells(line) > 80] == []
        assert "receipt." not in out
        assert "浙人社发〔2026〕99号" in out


def test_a_replay_says_whether_the_figures_and_the_law_still_stand(capsys, receipts):
    before, _, law = receipts
    _, out, _ = run(capsys, "receipt", "replay", before)
    assert "逐分一致" in out
    assert "按现行法规数据重算，结果相同" in out
    _, out, _ = run(capsys, "receipt", "replay", before, "--law", law)
    assert "逐分一致" in out
    assert "按现行法规数据重算，结果不同" in out


def test_a_replay_that_gives_other_figures_ends_with_1(capsys, receipts, tmp_path):
    receipt = read(tmp_path / "before.json")
    plan = receipt.result.outcomes["go_on"]
    outcomes = {**receipt.result.outcomes, "go_on": plan._replace(pension=1)}
    altered = tmp_path / "other.json"
    other = replace(receipt, result=receipt.result._replace(outcomes=outcomes))
    altered.write_text(as_json(other), encoding="utf-8")
    code, out, _ = run(capsys, "receipt", "replay", str(altered))
    assert code == 1
    assert "有 1 个数与凭据不同" in out
    code, out, _ = run(capsys, "receipt", "replay", str(altered), "--format", "json")
    assert (code, json.loads(out)["same"]) == (1, False)


def test_the_json_of_a_difference_adds_up(capsys, receipts):
    before, after, _ = receipts
    _, out, _ = run(capsys, "receipt", "diff", before, after, "--format", "json")
    found = json.loads(out)
    assert found["schema_version"] == 1
    for name, total in found["total"].items():
        fen = [round(share["amounts"][name] * 100) for share in found["shares"]]
        assert sum(fen) + round(found["rules"][name] * 100) == round(total * 100)
        groups = [round(amounts[name] * 100) for amounts in found["groups"].values()]
        assert sum(groups) == round(total * 100)
    names = {item["name"] for share in found["shares"] for item in share["items"]}
    assert names == {"wage", "calculation_base"}
    plans = [found[side]["outcomes"]["go_on"] for side in ("before", "after")]
    assert round(plans[1]["pension"] - plans[0]["pension"], 2) == found["total"]["pension"]


def test_csv_and_markdown_show_the_cells_of_the_table(capsys, receipts):
    before, after, _ = receipts
    _, table, _ = run(capsys, "receipt", "diff", before, after)
    _, markdown, _ = run(capsys, "receipt", "diff", before, after, "--format", "markdown")
    _, text, _ = run(capsys, "receipt", "diff", before, after, "--format", "csv")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert all(row[4] in table.replace("\n", "") or len(row[4]) > 30 for row in rows if row[3])
    assert all(row[4] in markdown for row in rows if row[3])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("replay", "nowhere.json"), "找不到文件"),
        (("replay",), "缺少参数"),
        (("diff", "nowhere.json"), "缺少参数"),
        (("replays",), "没有命令"),
        (("replay", "a", "b"), "多出了参数"),
        (("replay", "a", "--format", "pdf"), "不能是"),
    ],
    ids=str,
)
def test_wrong_uses_end_with_2_and_a_sentence(capsys, args, said):
    code, out, err = run(capsys, "receipt", *args)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}", b"[", b"linghuo"])
def test_files_that_are_no_receipts_are_refused(capsys, tmp_path, content):
    file = tmp_path / "a.json"
    file.write_bytes(content)
    code, out, err = run(capsys, "receipt", "replay", str(file), "--lang", "en")
    assert (code, out) == (2, "")
    assert "a.json" in err


def test_help_in_both_languages(capsys):
    for language in ("zh", "en"):
        for args in ((), ("replay",), ("diff",)):
            code, out, _ = run(capsys, "receipt", *args, "--help", "--lang", language)
            assert code == 0
            assert "cli." not in out
            assert max(map(cells, out.splitlines())) <= 80
