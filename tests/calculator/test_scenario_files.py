"""情景文件: files of every ugliness, exact round trips, and the field table."""

import json
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.i18n import LANGUAGES, has, text
from calculator.scenario import (
    FIELDS,
    Change,
    Problem,
    Scenario,
    ScenarioProblems,
    Segment,
    Span,
    assumed_defaults,
    changed,
    dump,
    json_schema,
    load,
)
from calculator.scenario.choices import (
    AssumptionLevel,
    Category,
    Option,
    PaidBy,
    RetireAt,
    RetirementYearRate,
    Rhythm,
    Sex,
    TierLimit,
    YearsMode,
)
from calculator.scenario.fields import CHANGE, GROUPS, HISTORY, PAUSE, field_named
from calculator.scenario.files import parse
from calculator.wording import problem_line
from rules.month import Month
from tests.calculator.courier import (
    GOOD,
    LAW,
    TODAY,
    file_problem,
    read,
)


def test_a_problem_of_a_file_names_its_line(tmp_path):
    path = tmp_path / "case.toml"
    path.write_text(
        'region = "浙江"\nborn = "1990-03"\nsex = "女"\nwage = "8,0"\n\n'
        '[[history]]\nfrom = "2015-01"\nto = "2016-01"\ntier = "60%"\n'
        '[[history]]\nfrom = "2017-01"\nto = "2018-13"\ntier = "60%"\n',
        encoding="utf-8",
    )
    with pytest.raises(ScenarioProblems) as raised:
        load(path, LAW, TODAY)
    assert [(problem.field, problem.line) for problem in raised.value.problems] == [
        ("wage", 4),
        ("history[2].to", 12),
    ]
    assert "4" in problem_line(raised.value.problems[0], "en")


def test_a_missing_file_is_a_problem(tmp_path):
    assert file_problem(tmp_path / "none.toml").code == "file_missing"
    assert file_problem(tmp_path).code == "file_unreadable"


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.encode("utf-8-sig").replace(b"\n", b"\r\n"),
    ],
)
def test_byte_order_marks_and_line_endings_change_nothing(content):
    assert load(content, LAW, TODAY) == read()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (GOOD.encode("gb18030"), "encoding_gb18030"),
        (GOOD.encode("utf-16"), "encoding_unknown"),
        (b"\xff\xff\xff", "encoding_unknown"),
        (b'region = "x\x00y"', "toml_invalid"),
        (b"\x00" * 10, "toml_invalid"),
        (GOOD.encode() + b"paid = 1\n", "toml_duplicate"),
        (b"region = ", "toml_invalid"),
        (b"region = 1e", "toml_invalid"),
        (b"wage = " + b"9" * 5_000, "toml_invalid"),
        (b"\r", "toml_invalid"),
        (b"x = " + b"[" * 20_000 + b"]" * 20_000, "toml_too_deep"),
        (b'region = "' + b"x" * 5_000_000 + b'"', "file_too_large"),
    ],
    ids=[
        "gb18030",
        "utf-16",
        "binary",
        "nul",
        "nuls",
        "twice",
        "cut",
        "bad float",
        "huge integer",
        "lone cr",
        "deep",
        "5 MB line",
    ],
)
def test_an_ugly_file_is_one_clear_problem(content, code):
    found = file_problem(content)
    assert found.code == code
    for language in LANGUAGES:
        assert problem_line(found, language)


def test_a_broken_line_is_named():
    assert file_problem('region = "浙江"\nborn = \n').line == 2


@pytest.mark.parametrize(
    "value",
    ["1", "1.5", "true", '"x"', "[]", "[1]", "{a = 1}", "1990-03-01", "07:32:00", "inf", "nan"],
)
@pytest.mark.parametrize("entry", FIELDS, ids=lambda entry: entry.name)
def test_a_value_of_any_type_is_read_or_refused_with_its_field(entry, value):
    with pytest.raises(ScenarioProblems) as raised:
        load(f"{entry.name} = {value}", LAW, TODAY)
    assert all(field_named(found.field.partition("[")[0]) for found in raised.value.problems)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    with pytest.raises(ScenarioProblems):
        load(text, LAW, TODAY)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    with pytest.raises(ScenarioProblems):
        load(content, LAW, TODAY)


def test_a_written_file_holds_only_what_differs_from_the_defaults():
    assert dump(read(), names={"330000": "浙江"}) == (
        'region = "浙江"\nborn = "1990-03"\nsex = "female"\nwage = 8000\npaid = "5y"\n'
        'today = "2026-11"\n'
    )


REGIONS = st.sampled_from(["330000", "440000", "510000", "420000"])
MONEY = st.integers(0, 10**8)
RATE = st.integers(-100_000, 200_000)
INDEX = st.integers(1, 10 * 10**12)
PLANNED = st.integers(TODAY, Month.of(2040, 12)).map(Month)
TIERS = st.one_of(st.integers(600_000, 3_000_000), st.sampled_from(TierLimit))
PAST = st.integers(Month.of(2010, 1), Month.of(2026, 10)).map(Month)


@st.composite
def spans(draw, months):
    first, last = sorted((draw(months), draw(months)))
    return {"first": first, "last": last}


def maybe(strategy):
    return st.one_of(st.none(), strategy)


SEGMENTS = st.builds(
    lambda span, tier, region, kind: Segment(**span, tier=tier, region=region, kind=kind),
    spans(PAST),
    TIERS,
    maybe(REGIONS),
    st.sampled_from(PaidBy),
)
CHANGES = st.builds(
    lambda first, tier, region: Change(first=first, tier=tier, region=region),
    PLANNED,
    TIERS,
    maybe(REGIONS),
)


@st.composite
def scenarios(draw):
    sex = draw(st.sampled_from(Sex))
    categories = [Category.MALE_60] if sex is Sex.MALE else [Category.FEMALE_55, Category.FEMALE_50]
    history = tuple(draw(st.lists(SEGMENTS, max_size=3)))
    has_tier = draw(st.booleans())
    balance = draw(maybe(MONEY))
    return Scenario(
        region=draw(REGIONS),
        born=draw(st.integers(Month.of(1985, 1), Month.of(1994, 1)).map(Month)),
        sex=sex,
        today=TODAY,
        category=draw(maybe(st.sampled_from(categories))),
        wage=None if has_tier else draw(st.integers(1, 10**9)),
        tier=draw(TIERS) if has_tier else None,
        moving=None if has_tier else draw(maybe(st.booleans())),
        paid=None if history else draw(st.integers(0, 180)),
        balance=balance,
        balance_date=None if balance is None else draw(maybe(PAST)),
        average_index=draw(maybe(INDEX)),
        history=history,
        plan_until=draw(maybe(PLANNED)),
        pauses=tuple(Span(**span) for span in draw(st.lists(spans(PLANNED), max_size=2))),
        changes=tuple(draw(st.lists(CHANGES, max_size=2, unique_by=lambda change: change.first))),
        rhythm=Rhythm.MONTHLY,
        retire=draw(st.sampled_from(RetireAt)),
        extend=draw(st.booleans()),
        registered=draw(maybe(REGIONS)),
        claim=draw(maybe(REGIONS)),
        assumption_set=draw(st.sampled_from(AssumptionLevel)),
        wage_growth=draw(maybe(RATE)),
        discount=draw(maybe(RATE)),
        retirement_year_rate=draw(
            st.one_of(st.sampled_from(RetirementYearRate), st.integers(0, 150_000))
        ),
        deemed_index=draw(maybe(INDEX)),
        years_mode=draw(maybe(st.sampled_from(YearsMode))),
        index_decimals=draw(maybe(st.integers(0, 12))),
        low_index_factor=draw(maybe(st.booleans())),
        extras=draw(st.booleans()),
        disposable_income=draw(maybe(st.integers(1, 10**8))),
    )


@given(scenarios())
def test_a_scenario_sent_to_another_process_is_the_same_scenario(scenario):
    arrived = pickle.loads(pickle.dumps(scenario))  # noqa: S301 our own bytes
    assert arrived == scenario
    assert dump(arrived) == dump(scenario)


@given(scenarios())
def test_a_written_file_is_read_back_to_the_same_scenario(scenario):
    assert load(dump(scenario), LAW, Month.of(2030, 1)) == scenario


def test_changing_a_field_reads_and_checks_it_again():
    scenario = changed(read(), LAW, {"月收入": None, "tier": "100%"})
    assert scenario.wage is None
    assert scenario.tier == 1_000_000
    with pytest.raises(ScenarioProblems):
        changed(read(), LAW, {"base": "9000"})
    with pytest.raises(ScenarioProblems):
        changed(read(), LAW, {"born": "2030-01"})
    assert changed(read(retire="earliest"), LAW, {"retire": None}).retire is RetireAt.STATUTORY


def test_assumed_defaults_name_what_was_left_open():
    assert assumed_defaults(read(balance=100)) == {
        "category": Category.FEMALE_55,
        "moving": True,
        "paid_through": Month.of(2026, 10),
        "balance_date": Month.of(2025, 12),
        "plan_until": "retirement",
        "rhythm": Rhythm.MONTHLY,
        "retire": RetireAt.STATUTORY,
        "claim": "330000",
        "assumption_set": AssumptionLevel.MIDDLE,
        "retirement_year_rate": RetirementYearRate.LAST_PUBLISHED,
    }
    assert "claim" not in assumed_defaults(read(registered="河南"))
    assert "moving" not in assumed_defaults(read(wage=None, tier="60%"))


def test_the_table_and_the_model_name_the_same_fields_and_defaults():
    assert {entry.target for entry in FIELDS} == set(Scenario.__dataclass_fields__)
    for entry in FIELDS:
        field = Scenario.__dataclass_fields__[entry.target]
        if entry.name == "plan_until":
            assert field.default is None
        elif not entry.required and entry.name != "today":
            assert field.default == entry.default, entry.name
    for parts, model in ((HISTORY, Segment), (PAUSE, Span), (CHANGE, Change)):
        assert {entry.target for entry in parts} == set(model.__dataclass_fields__)


@pytest.mark.parametrize("fields", [FIELDS, HISTORY, PAUSE, CHANGE])
def test_no_key_means_two_fields(fields):
    for entry in fields:
        for key in entry.keys:
            assert field_named(key, fields) is entry


def test_every_field_group_and_choice_has_its_words():
    for entry in (*FIELDS, *HISTORY, *PAUSE, *CHANGE):
        assert all(has(f"field.{entry.name}.{part}") for part in ("title", "help", "example"))
    assert all(has(f"group.{group}.title") for group in GROUPS)
    assert all(option.words for kind in Option.__subclasses__() for option in kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_every_field_is_read(language):
    for entry in FIELDS:
        if entry.kind is not None:
            entry.kind.parse(text(f"field.{entry.name}.example", language), None)


def test_the_schema_names_every_field_and_its_choices():
    schema = json_schema()
    assert set(schema["properties"]) == {entry.name for entry in FIELDS}
    assert schema["required"] == ["region", "born", "sex"]
    assert schema["properties"]["rhythm"]["enum"] == list(map(str, Rhythm))
    assert schema["properties"]["history"]["items"]["required"] == ["from", "to"]
    assert schema["additionalProperties"] is False
    json.dumps(schema)


def test_a_problem_never_needs_a_value_it_does_not_have():
    assert Problem(field="wage", code="base_missing").as_dict()["values"] == {}


def test_dates_of_toml_are_months():
    assert parse("born = 1990-03-01").keys["born"] == date(1990, 3, 1)
