"""JSON Schema: every reply is what its schema says, and a changed reply is not."""

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from calculator.reports.schemas import schemas
from calculator.scenario.files import parse
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
    "compare.schemes": ("compare", "schemes"),
    "compare.cliffs": ("compare", "cliffs"),
    "plan": ("plan", "--target", "4000"),
    "income_plan": ("plan", "--income", "{income}"),
}
SHEET = str(EXAMPLES / "sheets" / "paid_on_last_years_base.toml")
RECORDS = EXAMPLES / "records"
OTHERS = {
    "audit": ("audit", "--sheet", SHEET),
    "intake": ("intake", str(RECORDS / "record.csv"), str(RECORDS / "statement.csv"), "--kind", "flexible",
               "--born", "1985-03", "--sex", "male", "--wage", "8000"),
    "reform_effects": ("reform", str(EXAMPLES / "advisers" / "clients.csv"), "--reform", REFORM),
    "verify": ("verify",),
    "law.show": ("law", "show", "--region", "浙江"),
    "law.check": ("law", "check"),
    "law.due": ("law", "due"),
    "law.sources": ("law", "sources"),
    "law.map": ("law", "map"),
}  # fmt: skip
WITHOUT_HEAD = {name for name in OTHERS if name.startswith("law.")}


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
def test_a_comparison_is_what_its_schema_says(capsys, name, tmp_path):
    income = tmp_path / "income.csv"
    income.write_text("month,income\n2026-12,9000\n2027-01,500\n", "utf-8")
    asked = [part.format(income=income) for part in REPLIES[name]]
    code, out, err = run(capsys, *asked, *HER, "--format", "json")
    assert (code, err) == (0, "")
    assert errors(name, json.loads(out)) == []


@pytest.mark.parametrize("name", OTHERS)
def test_every_other_reply_is_what_its_schema_says_and_says_what_it_rests_on(capsys, name):
    _, out, _ = run(capsys, *OTHERS[name], "--format", "json")
    reply = json.loads(out)
    assert errors(name, reply) == []
    assert reply["schema_version"] == 1
    assert name in WITHOUT_HEAD or reply.keys() >= {
        "law_digest",
        "as_of",
        "reform",
        "assumed_defaults",
    }


def test_receipts_and_what_is_said_of_them_are_what_their_schemas_say(capsys, tmp_path):
    files = [str(tmp_path / f"{tier}.json") for tier in (60, 100)]
    for file, tier in zip(files, ("60%", "100%"), strict=True):
        person = (
            "--region",
            "四川",
            "--born",
            "1975-02",
            "--sex",
            "female",
            "--paid",
            "9y",
            "--tier",
            tier,
        )
        assert run(capsys, "estimate", *person, "--receipt", file)[0] == 0
    assert errors("receipt", json.loads(Path(files[0]).read_text("utf-8"))) == []
    replay = json.loads(run(capsys, "receipt", "replay", files[0], "--format", "json")[1])
    assert errors("receipt.replay", replay) == []
    difference = json.loads(run(capsys, "receipt", "diff", *files, "--format", "json")[1])
    assert errors("receipt.diff", difference) == []
    assert replay["assumed_defaults"]["rhythm"] == "monthly"
    assert replay["assumed_defaults"].keys() == difference["before"]["assumed_defaults"].keys()


def test_what_is_assumed_is_written_as_a_file_would_hold_it(capsys):
    """A boolean stays one, in a comparison as in an estimate."""
    told = [
        json.loads(run(capsys, *command, *HER, "--format", "json")[1])["assumed_defaults"]
        for command in (("estimate",), ("compare", "stops"))
    ]
    assert told[0] == told[1]
    assert told[0]["moving"] is True


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_an_example_with_english_keys_fits_the_schema_of_scenarios(path):
    content = json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=str))
    if content.keys() <= SCHEMAS["scenario"]["properties"].keys():
        assert errors("scenario", content) == []


def test_a_sheet_file_fits_its_schema():
    assert errors("sheet", json.loads(json.dumps(dict(parse(Path(SHEET)).keys), default=str))) == []


def test_a_reform_file_fits_its_schema():
    assert errors("reform", tomllib.loads(Path(REFORM).read_text("utf-8"))) == []


def test_a_part_too_many_or_too_few_is_noticed(capsys):
    content = json.loads(run(capsys, "estimate", *HER, "--format", "json")[1])
    assert errors("estimate", content | {"more": 1})
    assert errors("estimate", {name: part for name, part in content.items() if name != "status"})
    assert errors("estimate", content | {"today": "November"})
