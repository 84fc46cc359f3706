"""JSON Schema: every reply is what its schema says, and a changed reply is not."""

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from calculator.reports.schemas import schemas
from tests.calculator.command import in_chinese, run

pytestmark = pytest.mark.usefixtures("in_chinese")
__all__ = ["in_chinese"]

SCHEMAS = schemas()
EXAMPLES = Path(__file__).parents[2] / "examples"
REFORM = str(EXAMPLES / "reforms" / "lower_floor.toml")
HER = ("--region", "浙江", "--born", "1990-03", "--sex", "female", "--wage", "8000", "--paid", "5y")
SHORT = ("--region", "北京", "--born", "1972-06", "--sex", "male", "--tier", "60%", "--paid", "2y")
REPLIES = {
    "compare.tiers": ("compare", "tiers"),
    "compare.ages": ("compare", "ages"),
    "compare.stops": ("compare", "stops"),
    "compare.places": ("compare", "places", "--also", "河南"),
    "compare.death": ("compare", "death"),
    "compare.scenarios": ("compare", "scenarios"),
    "plan": ("plan", "--target", "4000"),
}


def errors(name, content):
    found = Draft202012Validator(SCHEMAS[name]).iter_errors(content)
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in found]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name):
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_the_command_prints_them_all(capsys):
    code, out, _ = run(capsys, "schema", "--all")
    assert code == 0
    assert json.loads(out) == json.loads(json.dumps(SCHEMAS))


@pytest.mark.parametrize("person", [HER, SHORT], ids=["her", "short"])
@pytest.mark.parametrize(
    "more",
    [
        (),
        ("--check",),
        ("--explain",),
        ("--reform", REFORM, "--as-of", "2026-06-30"),
        ("--balance", "30000", "--registered", "河南"),
    ],
    ids=["plain", "check", "explain", "reform", "balance"],
)
def test_an_estimate_is_what_its_schema_says(capsys, person, more):
    code, out, err = run(capsys, "estimate", *person, *more, "--format", "json")
    assert (code, err) == (0, "")
    assert errors("estimate", json.loads(out)) == []


@pytest.mark.parametrize("name", REPLIES)
def test_a_comparison_is_what_its_schema_says(capsys, name):
    code, out, err = run(capsys, *REPLIES[name], *HER, "--format", "json")
    assert (code, err) == (0, "")
    assert errors(name, json.loads(out)) == []


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_an_example_with_english_keys_fits_the_schema_of_scenarios(path):
    content = json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=str))
    if content.keys() <= SCHEMAS["scenario"]["properties"].keys():
        assert errors("scenario", content) == []


def test_a_reform_file_fits_its_schema():
    assert errors("reform", tomllib.loads(Path(REFORM).read_text("utf-8"))) == []


def test_a_part_too_many_or_too_few_is_noticed(capsys):
    content = json.loads(run(capsys, "estimate", *HER, "--format", "json")[1])
    assert errors("estimate", content | {"more": 1})
    assert errors("estimate", {name: part for name, part in content.items() if name != "status"})
    assert errors("estimate", content | {"today": "November"})
