"""时光机: `--as-of` and `--reform` on the commands about people."""

import json

import pytest

from calculator.i18n import LANGUAGES
from tests.calculator.command import in_chinese, run

pytestmark = pytest.mark.usefixtures("in_chinese")
__all__ = ["in_chinese"]

HER = ("--region", "浙江", "--born", "1990-03", "--sex", "female", "--wage", "8000", "--paid", "5y")
HIM = ("--region", "浙江", "--born", "1965-06", "--sex", "male", "--wage", "8000", "--paid", "20y")


@pytest.fixture
def reform(tmp_path):
    path = tmp_path / "reform.toml"
    path.write_text(
        'title = "每年百分之二"\ntitle_en = "two percent"\nfrom = "2020-01"\n'
        '[basic_pension]\nper_year = "2%"\n',
        "utf-8",
    )
    return str(path)


def settled(out):
    return json.loads(out)["settlement"]


def test_a_man_of_1965_06_learns_of_his_two_months_in_september_2024(capsys):
    # annex 1: born 1965-06, 60 years and 2 months, 2025-08; before, 60 years, 2025-06
    found = {}
    for day in ("2024-09-12", "2024-09-13"):
        code, out, _ = run(capsys, "estimate", *HIM, "--as-of", day, "--format", "json")
        assert code == 0
        found[day] = settled(out)["statutory"]
        assert json.loads(out)["as_of"] == day
        assert json.loads(out)["today"] == "2024-09"
    assert found == {"2024-09-12": "2025-06", "2024-09-13": "2025-08"}


def test_a_month_stands_for_its_last_day(capsys):
    _, out, _ = run(capsys, "estimate", *HIM, "--as-of", "2024年2月", "--format", "json")
    assert json.loads(out)["as_of"] == "2024-02-29"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "command",
    [
        ("estimate",),
        ("compare", "tiers"),
        ("compare", "stops"),
        ("compare", "death"),
        ("plan", "--target", "4000"),
    ],
)
def test_every_report_says_under_which_law_it_is_made(capsys, command, language, reform):
    args = (*command, *HER, "--reform", reform, "--as-of", "2024-06-30", "--lang", language)
    code, out, err = run(capsys, *args)
    assert (code, err) == (0, "")
    assert {"zh": "每年百分之二", "en": "two percent"}[language] in out
    assert "2024-06-30" in out


def test_two_percent_a_year_double_the_basic_pension(capsys, reform):
    args = ("estimate", *HIM, "--today", "2025-01", "--format", "json")
    _, plain, _ = run(capsys, *args)
    _, out, _ = run(capsys, *args, "--reform", reform)
    assert settled(out)["basic"] == pytest.approx(2 * settled(plain)["basic"], abs=0.01)
    assert json.loads(out)["law_digest"] != json.loads(plain)["law_digest"]


def test_a_day_before_the_record_is_refused_with_the_first(capsys):
    code, out, err = run(capsys, "estimate", *HIM, "--as-of", "2009-01-01")
    assert (code, out) == (3, "")
    assert "2010-10-28" in err


@pytest.mark.parametrize("value", ["yesterday", "2024", "2024-13-01", "2024-02-30"])
def test_a_day_nobody_can_read_is_wrong_use(capsys, value):
    code, out, err = run(capsys, "estimate", *HIM, "--as-of", value)
    assert (code, out) == (2, "")
    assert f"“{value}”读不懂，可以写 2024-06-30" in err


def test_all_problems_of_a_reform_file_are_told(capsys, tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text('[basic_pension]\nper_yeer = "2%"\n[crediting_rate]\nrate = "2"\n', "utf-8")
    code, out, err = run(capsys, "estimate", *HIM, "--reform", str(path))
    assert (code, out) == (2, "")
    assert len(err.splitlines()) >= 3
    assert "per_year" in err


def test_a_reform_file_that_is_not_there_is_named(capsys, tmp_path):
    code, _, err = run(capsys, "estimate", *HIM, "--reform", str(tmp_path / "none.toml"))
    assert code == 2
    assert "none.toml" in err


@pytest.mark.parametrize("command", [("compare", "stops"), ("compare", "ages")])
def test_the_data_of_a_comparison_name_their_law_and_what_was_assumed(capsys, command, reform):
    args = (*command, *HER, "--format", "json")
    plain = json.loads(run(capsys, *args)[1])
    other = json.loads(run(capsys, *args, "--reform", reform, "--as-of", "2026-06-30")[1])
    assert (plain["schema_version"], plain["reform"], plain["as_of"]) == (1, None, None)
    assert plain["assumed_defaults"]["retire"] == "statutory"
    assert (other["reform"]["title_en"], other["as_of"]) == ("two percent", "2026-06-30")
    assert other["law_digest"] != plain["law_digest"]


def test_a_batch_says_under_which_law_it_ran(capsys, tmp_path, reform):
    people = tmp_path / "people.csv"
    people.write_text("region,born,sex,tier,paid\n浙江,1990-03,female,60%,5y\n", "utf-8")
    args = ("batch", str(people), "-o", str(tmp_path / "out.csv"), "--reform", reform)
    code, _, err = run(capsys, *args, "--as-of", "2026-06-30")
    assert code == 0
    assert "每年百分之二" in err
    assert "2026-06-30" in err
