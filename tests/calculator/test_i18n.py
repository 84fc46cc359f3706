"""文案: both catalogs complete, equal in placeholders, in the glossary's words, and all of it used."""

import ast
import dataclasses
import importlib
import pkgutil
import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import calculator
import rules
from calculator.i18n import (
    FAMILIES,
    FORMATS,
    LANGUAGES,
    family,
    template,
)
from calculator.i18n.names import practice_value
from calculator.scenario.choices import Option
from calculator.scenario.fields import CHANGE, FIELDS, GROUPS, HISTORY, PAUSE
from calculator.tui.app import LinghuoApp
from rules.contribution_period import YearsMode
from rules.errors import RulesError
from rules.law import Practice, Status, load
from rules.law.practices import WORDS
from rules.law.series import SERIES
from rules.tracing import RULES

ROOT = Path(calculator.__file__).parent
PROSE = {
    "rule",
    "notice",
    "question",
    "problem",
    "error",
    "field",
    "cli",
    "app",
    "sheet",
    "client",
    "audit",
}
CODED = ("notice", "question", "problem")
HELD_ELSEWHERE = ("term", "article", "field", "stage", "choice", "error", "series")
ENUMERATED = ("status", "grade", "certainty", "severity")
JOINTS = ("separator", "cited")
NAMED_IN_ITSELF = (".language",)
"""A language is named so that whoever reads only that one can find it."""
CJK = "[\u3400-\u9fff]"


def load_rules():
    for module in pkgutil.iter_modules(rules.__path__):
        importlib.import_module(f"rules.{module.name}")


load_rules()


@cache
def entries(language):
    return {key: words for name in FAMILIES for key, words in family(name, language).items()}


def placeholders(words):
    return sorted((name, spec) for _, name, spec, _ in Formatter().parse(words) if name is not None)


def bare(words):
    """The sentence with every placeholder replaced by a digit."""
    return re.sub(r"\{[^}]*\}", "0", words)


def glossary():
    return tomllib.loads((ROOT / "i18n" / "glossary.toml").read_text(encoding="utf-8"))


def test_both_languages_have_the_same_keys():
    assert set(entries("zh")) == set(entries("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_padded(language):
    padded = [
        key
        for key, words in entries(language).items()
        if not words or (words.strip() != words and not key.endswith(JOINTS))
    ]
    assert padded == []


def test_both_languages_use_the_same_placeholders():
    english = entries("en")
    unequal = {
        key: (placeholders(words), placeholders(english[key]))
        for key, words in entries("zh").items()
        if set(placeholders(words)) != set(placeholders(english[key]))
    }
    assert unequal == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_names_a_known_format_or_family(language):
    unknown = [
        (key, spec)
        for key, words in entries(language).items()
        for _, spec in placeholders(words)
        if spec
        and spec not in FORMATS
        and not any(k.startswith(f"{spec}.") for k in entries(language))
    ]
    assert unknown == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_every_rule_is_explained_in_its_own_parameters(rule_id, language):
    known = {*RULES[rule_id].parameters, "value"}
    for part in ("title", "value", "formula", "working", "because"):
        named = {
            name.split(".")[0]
            for name, _ in placeholders(template(f"rule.{rule_id}.{part}", language))
        }
        assert named <= (known if part in ("value", "working") else set()), part


def test_no_rule_is_explained_that_does_not_exist():
    assert {key.split(".")[1] for key in family("rule", "zh")} == set(RULES)


def test_every_stage_has_a_title():
    stages = {
        name
        for path in (*Path(rules.__file__).parent.glob("*.py"), *ROOT.glob("*.py"))
        for name in re.findall(r'@stage\("(\w+)"\)', path.read_text(encoding="utf-8"))
    }
    assert {key.split(".")[1] for key in family("stage", "zh")} == stages


def test_chinese_sentences_carry_no_halfwidth_punctuation():
    wrong = {
        key: words
        for key, words in entries("zh").items()
        if re.search(
            rf"{CJK}\s*[,;:!?()]|[,;:!?()]\s*{CJK}|{CJK}\.(?!\w)|\.\s*{CJK}|\s[，。；：、（）]",
            bare(words),
        )
    }
    assert wrong == {}


def test_english_sentences_carry_no_chinese_characters_or_punctuation():
    wrong = {
        key: words
        for key, words in entries("en").items()
        if any(unicodedata.east_asian_width(letter) in "WF" for letter in words)
        and not key.startswith(("field.", "cli."))
        and not key.endswith(NAMED_IN_ITSELF)
    }
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_aligned_tables_have_one_width_everywhere(language):
    ambiguous = {
        key: words
        for key, words in entries(language).items()
        if key.split(".")[0] not in PROSE or key.endswith((".title", ".value"))
        if any(unicodedata.east_asian_width(letter) == "A" for letter in words)
    }
    assert ambiguous == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_the_glossary_rejects_are_not_used(language):
    rejected = [word for term in glossary().values() for word in term.get("avoid", ())]
    used = [
        (key, word)
        for key, words in entries(language).items()
        for word in rejected
        if word in words.lower() and not key.startswith(("term.", "field."))
    ]
    assert used == []


def test_paired_terms_are_rendered_by_their_pair():
    terms = sorted(glossary().values(), key=lambda term: -len(term["zh"]))
    english = entries("en")
    unpaired = []
    for key, words in entries("zh").items():
        rest = words
        for term in terms:
            if term["zh"] in rest:
                rest = rest.replace(term["zh"], " ")
                forms = (term["en"], *term.get("also", ()))
                known = any(form in english[key].lower() for form in forms)
                if term.get("paired") and not known:
                    unpaired.append((key, term["zh"], english[key]))
    assert unpaired == []


def test_an_estimate_is_never_called_a_determination():
    called = [
        key
        for key, words in entries("zh").items()
        if "核定" in re.sub("核定表|不是核定(结果)?|以经办机构核定为准", "", words)
    ]
    assert called == []


@cache
def trees():
    paths = [*ROOT.rglob("*.py"), *Path(rules.__file__).parent.rglob("*.py")]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in paths]


@cache
def literals():
    return {
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@cache
def built_keys():
    """Keys built in the code (`f"rule.{id}.title"`) and families a placeholder names, as a pattern."""
    built = {
        "".join(
            re.escape(part.value) if isinstance(part, ast.Constant) else r"[^ ]+"
            for part in node.values
        )
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
    }
    built |= {
        re.escape(spec) + r"\.[^ ]+"
        for words in entries("zh").values()
        for _, spec in placeholders(words)
        if spec
    }
    built |= {rf"{name}\.[^ ]+" for name in ENUMERATED if name in literals()}
    return re.compile("|".join(p for p in built if p.partition(r"\.")[0] in FAMILIES))


@cache
def column_keys():
    """Keys of columns, which are named by their family and the rest: `columns("plan.column", "year")`."""
    calls = [
        [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "columns"
    ]
    return {f"{family}.{name}" for family, *names in filter(None, calls) for name in names}


def test_every_key_is_used():
    unused = [
        key
        for key in entries("zh")
        if key not in literals()
        and key not in column_keys()
        and not built_keys().fullmatch(key)
        and key.split(".")[0] not in (*CODED, *HELD_ELSEWHERE)
        and not key.startswith("cli.command.")
    ]
    assert unused == []


@pytest.mark.parametrize("name", CODED)
def test_every_coded_sentence_belongs_to_a_code(name):
    orphans = [
        key
        for key in family(name, "zh")
        if key not in literals() and key.split(".", 1)[1] not in literals()
    ]
    assert orphans == []


def test_every_notice_and_question_in_the_code_has_a_text():
    files = (ROOT / "notices.py", ROOT / "questions.py")
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    codes = set(re.findall(r'"(\w+)"', source))
    told = {key.split(".")[1] for name in ("notice", "question") for key in family(name, "zh")}
    made = {node.args[0].value for node in notices_made(source)}
    assert made <= told
    assert told <= codes


def notices_made(source):
    for node in ast.walk(ast.parse(source)):
        is_notice = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Notice"
        if is_notice and isinstance(node.args[0], ast.Constant):
            yield node


def test_every_field_has_a_title_a_help_and_an_example():
    names = {field.name for field in (*FIELDS, *HISTORY, *PAUSE, *CHANGE)}
    wanted = {f"field.{name}.{part}" for name in names for part in ("title", "help", "example")}
    assert set(family("field", "zh")) == wanted


def test_every_group_of_fields_has_a_title():
    assert set(family("group", "zh")) == {f"group.{name}.title" for name in GROUPS}


def test_every_choice_has_its_words():
    wanted = {
        f"choice.{re.sub('(?<!^)(?=[A-Z])', '_', kind.__name__).lower()}.{member.value}"
        for kind in Option.__subclasses__()
        for member in kind
    }
    assert set(family("choice", "zh")) == wanted


def test_every_field_of_local_practice_has_a_name():
    names = {field.name for field in dataclasses.fields(Practice)} - {"region", "grounds"}
    told = {key.split(".")[1] for key in family("practice", "zh")}
    assert names <= told


def test_every_word_of_local_practice_and_every_other_reading_is_worded():
    law = load()
    readings = {
        (name, reading.value)
        for region in law.regions.values()
        if region.figures
        for name, ground in law.practice(region.code).grounds.items()
        for reading in ground.other_readings
        if isinstance(reading.value, str)
    }
    words = {(name, word) for name, known in WORDS.items() for word in known}
    unworded = {
        (name, word)
        for name, word in readings | words
        if practice_value(name, word, "zh") == word or practice_value(name, word, "en") == word
    }
    assert unworded - {("transitional_shape", "none"), ("indexed_wage_rounding", "none")} == set()


def test_every_status_series_and_way_of_writing_years_has_its_words():
    assert {f"status.{status}" for status in Status} == set(family("status", "zh"))
    assert {f"series.{name}" for name in SERIES} <= set(family("series", "zh"))
    assert {f"years_mode.{int(mode)}" for mode in YearsMode} == set(family("years_mode", "zh"))


def test_every_error_of_the_rules_has_a_sentence():
    codes = {error.code for error in (RulesError, *RulesError.__subclasses__())}
    assert {f"error.{code}" for code in codes} <= set(family("error", "zh"))


def test_every_cited_article_is_named():
    cited = {cite for rule in RULES.values() for cite in rule.cites}
    cited |= {name for name in literals() if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+#[a-z0-9-]+", name)}
    assert sorted(cite for cite in cited if f"article.{cite}" not in entries("zh")) == []


def is_otherwise_known(name):
    """Whether a name is an action of the app, as its keys call it, or a file."""
    space, _, rest = name.partition(".")
    return space == "app" and (hasattr(LinghuoApp, f"action_{rest}") or rest in ("toml", "tcss"))


def test_every_key_written_in_the_code_has_a_text():
    keys = {
        name
        for name in literals()
        if re.fullmatch(r"[a-z]+(\.[a-z0-9_-]+)+", name)
        and name.split(".")[0] in FAMILIES
        and not any(key.startswith(name) and key != name for key in entries("zh"))
        and not is_otherwise_known(name)
    }
    assert sorted(key for key in keys if key not in entries("zh")) == []
