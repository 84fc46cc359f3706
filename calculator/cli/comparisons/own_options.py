"""选项自己的读取: options that belong to one comparison and not to the scenario.

All of them are read before anything is computed, so that their problems are told together with those of
the scenario, in the same form.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from calculator.amounts import AmountError, parse_count, parse_rate
from calculator.cli.commands import WordedOption
from calculator.i18n import Language, text
from calculator.scenario.problems import Problem, ScenarioProblems
from rules.quantities import Ppm

__all__ = [
    "OwnOption",
    "count_between",
    "one_of",
    "options_of",
    "rate_between",
    "read_options",
    "small_text",
]

_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOption:
    """`--name`, read by `parse`, described by the catalog entry `described`.

    `parse` raises AmountError for what it cannot read, ScenarioProblems where more is to be said.
    `choices` are the words it takes, where they are few; a flag takes nothing.
    """

    name: str
    described: str
    parse: Callable[[str], Any] = str
    choices: tuple[str, ...] = ()
    default: str | None = None
    is_flag: bool = False

    @property
    def flag(self) -> str:
        """As it is typed."""
        return f"--{self.name.replace('_', '-')}"


def options_of(own: Iterable[OwnOption], language: Language) -> list[click.Parameter]:
    """The options for the parser, their values still as typed under `own_<name>`."""
    return [_option(one, language) for one in own]


def _option(one: OwnOption, language: Language) -> click.Parameter:
    described = text(one.described, language)
    if one.is_flag:
        return WordedOption([one.flag, f"own_{one.name}"], is_flag=True, help=described)
    if one.choices:
        described += f" ({', '.join(one.choices)})"
    return WordedOption(
        [one.flag, f"own_{one.name}"],
        default=one.default,
        help=described,
    )


def read_options(
    own: Sequence[OwnOption], given: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """The values by name, None where an option was not given, and every problem of reading them."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for one in own:
        typed = values[one.name] = given[f"own_{one.name}"]
        if one.is_flag or typed is None:
            continue
        try:
            values[one.name] = one.parse(typed)
        except AmountError as error:
            problem = Problem(
                field=one.flag, code=error.code, found=error.text, values=error.values
            )
            problems.append(problem)
        except ScenarioProblems as error:
            problems += error.problems
    return values, problems


def rate_between(lowest: Ppm, highest: Ppm) -> Callable[[str], Ppm]:
    """A rate within limits."""

    def parse(typed: str) -> Ppm:
        rate = parse_rate(typed)
        if not lowest <= rate <= highest:
            raise AmountError("rate_outside", typed, lowest=lowest, highest=highest)
        return rate

    return parse


def one_of(words: Sequence[str]) -> Callable[[str], str]:
    """One of some words, in any case."""

    def parse(typed: str) -> str:
        found = [word for word in words if word.casefold() == typed.strip().casefold()]
        if not found:
            raise AmountError("choice_unknown", typed, allowed=tuple(words))
        return found[0]

    return parse


def count_between(lowest: int, highest: int) -> Callable[[str], int]:
    """A whole number within limits."""

    def parse(typed: str) -> int:
        count = parse_count(typed)
        if not lowest <= count <= highest:
            raise AmountError("count_outside", typed, lowest=lowest, highest=highest)
        return count

    return parse


def small_text(flag: str, path: str) -> str:
    """The content of a small text file, UTF-8 or as a Chinese spreadsheet saves it (GB18030).

    Raises ScenarioProblems for any other.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        reason = error.strerror or type(error).__name__
        code = "file_missing" if missing else "file_unreadable"
        raise _refused(flag, code, path, reason=reason) from None
    if len(content) > _LARGEST:
        raise _refused(flag, "file_too_large", path, longest=_LARGEST)
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise _refused(flag, "encoding_unknown", path)


def _refused(flag: str, code: str, found: str, **values: Any) -> ScenarioProblems:
    return ScenarioProblems([Problem(field=flag, code=code, found=found, values=values)])
