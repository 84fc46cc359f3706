"""命令行的法规数据与核对: `linghuo law`, `schema` and `verify`."""

import json

import pytest

from calculator.i18n import LANGUAGES
from tests.calculator.command import in_chinese, run

pytestmark = pytest.mark.usefixtures("in_chinese")
__all__ = ["in_chinese"]


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize(
    "args",
    [
        ["law", "show", "--region", "浙江"],
        ["law", "show", "--region", "深圳", "--month", "2026-07"],
        ["law", "due", "--today", "2026-11"],
        ["law", "map", "--years", "2024-2026"],
        ["law", "sources", "--region", "上海"],
        ["law", "sources"],
    ],
)
def test_the_law_is_shown_in_every_format_and_language(capsys, args, form):
    for language in LANGUAGES:
        code, out, err = run(capsys, *args, "--format", form, "--lang", language)
        assert (code, err) == (0, "")
        if form == "json":
            assert json.loads(out)


def test_law_show_prints_the_published_figures_of_beijing(capsys):
    """京人社发〔2025〕11号: 7162 to 35811 on a wage of 11937; base 12049; rate 1.50%."""
    code, out, _ = run(
        capsys, "law", "show", "--region", "北京", "--month", "2025-07", "--format", "json"
    )
    shown = json.loads(out)
    assert code == 0
    (limits,) = shown["limits"]
    assert limits["floor"] == 716_200
    assert limits["ceiling"] == 3_581_100
    assert limits["reference_wage"] == 11_937_000_000
    assert limits["instrument"] == "京人社发〔2025〕11号"
    values = {value["series"]: value["value"] for value in shown["values"]}
    assert values["calculation_base"] == 12_049_000_000
    assert values["contribution_rate"] == 200_000
    assert values["account_rate"] == 80_000
    assert values["crediting_rate"] == 15_000


def test_law_check_finds_nothing_wrong_in_the_shipped_data(capsys):
    code, out, err = run(capsys, "law", "check")
    assert (code, out) == (0, "")
    assert err


def test_a_users_own_law_file_is_laid_over_the_shipped_one(capsys, tmp_path):
    path = tmp_path / "my.toml"
    path.write_text('[[crediting_rates]]\nyear = 2026\nrate = "2.60"\n', encoding="utf-8")
    code, out, err = run(
        capsys, "--law", str(path), "law", "show", "--region", "北京", "--month", "2026-11",
        "--format", "json",
    )  # fmt: skip
    if code == 2:
        pytest.fail(err)
    rates = [v["value"] for v in json.loads(out)["values"] if v["series"] == "crediting_rate"]
    assert rates == [26_000]


def test_a_map_of_one_year_has_one_year(capsys):
    _, out, _ = run(capsys, "law", "map", "--years", "2025", "--format", "csv")
    assert out.splitlines()[0] == "series,region,2025"


def test_the_schema_is_printed_as_json(capsys):
    code, out, _ = run(capsys, "schema")
    assert code == 0
    assert json.loads(out)["properties"]["region"]
