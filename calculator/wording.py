"""问题与错误的说法: sentences for what went wrong, in either language.

The sentences themselves are the catalog's; here the values a problem carries are put into words:
titles of fields, names of places, the words of choices.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from calculator.i18n import Language, has, text
from calculator.i18n.names import place_name
from calculator.scenario.choices import Option
from calculator.scenario.fields import FIELDS, Field, field_named
from calculator.scenario.problems import Problem
from rules.errors import RulesError
from rules.law import load

__all__ = [
    "REFORM_FIELD",
    "error_sentence",
    "field_title",
    "problem_line",
    "problem_sentence",
    "word",
]

_FILE = "file"
_OPTION = "--"
REFORM_FIELD = "reform."
"""What the paths of a reform file begin with, so that they are not taken for those of a scenario."""
_REGION = "region"
_NUMBERED = re.compile(r"(.+)\[([0-9]+)\]")
_FIELD_NAMES = frozenset({"given"})


def word(value: Any, language: Language) -> str:
    """A choice in the words of the language; other values as they are."""
    if isinstance(value, Option):
        return value.words[0] if language == "zh" else value.value
    return str(value)


def field_title(path: str, language: Language) -> str:
    """The title of a field's path: `history[2].base` is 缴费历史 2 缴费基数."""
    fields: tuple[Field, ...] = FIELDS
    titles = []
    for step in path.split("."):
        found = _NUMBERED.fullmatch(step)
        name, number = (found[1], found[2]) if found else (step, "")
        entry = field_named(name, fields)
        titles.append(name if entry is None else text(f"field.{entry.name}.title", language))
        if number:
            titles.append(number)
        fields = () if entry is None else entry.parts
    return " ".join(titles)


def _reform_title(path: str, language: Language) -> str:
    """The title of a key of a reform file: `minimum_period[2].step` is 最低缴费年限 2 每年增加."""
    section, _, key = path.partition(".")
    name, _, number = section.partition("[")
    if not number:
        key, name = name, "head"
    titles = (f"reform.{name}.title", f"reform.{name}.{key}")
    first, second = (text(title, language) if has(title) else "" for title in titles)
    return " ".join(
        filter(None, ("" if name == "head" else first or name, number.rstrip("]"), second or key))
    )


def problem_sentence(problem: Problem, language: Language) -> str:
    """What is wrong and what is allowed, without the name of the field."""
    values = _worded(problem.values, language) | {"found": word(problem.found, language)}
    if "suggestions" in values and problem.code != "ambiguous_region":
        close = problem.values["suggestions"]
        is_place = problem.code == "unknown_region" and not close
        values["suggestions"] = (
            text("problem.places_known", language) if is_place else _did_you_mean(close, language)
        )
    return text(f"problem.{problem.code}", language, **values).strip()


def problem_line(problem: Problem, language: Language) -> str:
    """The whole line for a problem: line of the file, title and key of the field, the sentence."""
    message = problem_sentence(problem, language)
    if problem.field == _FILE and problem.line is None:
        return message
    if problem.field == _FILE:
        return text("cli.file_line", language, line=problem.line, message=message)
    if "file" in problem.values:
        return _row_line(problem, message, language)
    if problem.field.startswith(_OPTION):
        return text("cli.problem_option", language, option=problem.field, message=message)
    path = problem.field.removeprefix(REFORM_FIELD)
    title = field_title if path == problem.field else _reform_title
    values: dict[str, object] = {
        "title": title(path, language),
        "field": path,
        "message": message,
    }
    if problem.line is None:
        return text("cli.problem", language, **values)
    return text("cli.problem_line", language, line=problem.line, **values)


def _row_line(problem: Problem, message: str, language: Language) -> str:
    """The line for a row of a table: its file and row, and the column as it is headed there."""
    heading = f"intake.column.{problem.field}"
    field = text(heading, language) if has(heading) else problem.field
    values = {"file": problem.values["file"], "line": problem.line, "field": field}
    return text("cli.problem_row", language, message=message, **values)


def error_sentence(error: RulesError, language: Language) -> str:
    """The sentence for an error of the rules or the law data."""
    code = "ambiguous_region" if error.values.get("ambiguous") else error.code
    values = _worded(error.values, language)
    if "remedy" in values:
        values["remedy"] = text(f"error.remedy.{values['remedy']}", language)
    return text(f"error.{code}", language, **values).strip()


def _worded(values: Mapping[str, Any], language: Language) -> dict[str, object]:
    """The values of a sentence: of a pair such as region_zh, region_en the one of the language."""
    other = "_en" if language == "zh" else "_zh"
    return {
        name.removesuffix(f"_{language}"): _in_words(name, value, language)
        for name, value in values.items()
        if not name.endswith(other)
    }


def _in_words(name: str, value: Any, language: Language) -> object:
    if name == _REGION and isinstance(value, str) and value in (regions := load().regions):
        return place_name(regions[value], language)
    if name in _FIELD_NAMES:
        names = value if isinstance(value, tuple) else (value,)
        return tuple(field_title(part, language) for part in names)
    if isinstance(value, (tuple, list)):
        return tuple(word(part, language) for part in value)
    return word(value, language) if isinstance(value, Option) else value


def _did_you_mean(names: Sequence[str], language: Language) -> str:
    return text("problem.did_you_mean", language, names=tuple(names)) if names else ""
