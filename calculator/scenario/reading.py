"""情景的读取: from keys and typed text to a checked `Scenario`, with all problems at once.

Used by files, batch rows, the command line and the app alike. Which values are lawful is `checking`;
a field that cannot be read does not hide the problems of the others.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from calculator.amounts import AmountError
from calculator.scenario.checking import check, resolve_regions
from calculator.scenario.choices import PlanEnd
from calculator.scenario.fields import FIELDS, Field, field_named
from calculator.scenario.model import Change, Scenario, Segment, Span
from calculator.scenario.problems import Problem, ScenarioProblems
from rules.law import Law
from rules.month import Month

__all__ = ["changed", "from_mapping", "problems_alone", "read_keys"]

LineOf = Callable[[str], int | None]
_SHOWN = 60
_PARTS = {"history": Segment, "pauses": Span, "changes": Change}
_PAIR = re.compile(r"\s*([^\s=;]+)\s*=\s*(\"[^\"]*\"|[^\s;]+)\s*")
_ORDER = {entry.name: position for position, entry in enumerate(FIELDS)}


def from_mapping(
    mapping: Mapping[str, Any], law: Law, today: Month, *, line_of: LineOf | None = None
) -> Scenario:
    """The scenario that keys and typed values describe, English or Chinese keys alike.

    `today` holds where the mapping names none; a value of None counts as not given. `line_of` gives
    the line of a field's path. Raises ScenarioProblems with every problem; warnings do not raise.
    """
    typed, problems = read_keys(mapping, FIELDS, "")
    problems += [
        Problem(field=entry.name, code="required")
        for entry in FIELDS
        if entry.required and entry.name not in typed and not _names(problems, entry.name)
    ]
    return _checked({"today": today} | typed, problems, law, line_of or (lambda _: None))


def problems_alone(mapping: Mapping[str, Any], law: Law) -> list[Problem]:
    """What is wrong with keys and values whoever they hold for: what cannot be read, unknown places."""
    typed, problems = read_keys(mapping, FIELDS, "")
    problems += resolve_regions(typed, law)
    return sorted(problems, key=_position)


def changed(scenario: Scenario, law: Law, mapping: Mapping[str, Any]) -> Scenario:
    """`scenario` with some fields typed anew, read and checked.

    None takes a field back to its default. Raises ScenarioProblems.
    """
    typed, problems = read_keys(mapping, FIELDS, "")
    for key, value in mapping.items():
        entry = field_named(key)
        if value is None and entry is not None:
            typed[entry.name] = entry.default
    return _checked(scenario.values() | typed, problems, law, lambda _: None)


def _checked(typed: dict[str, Any], problems: list[Problem], law: Law, line_of: LineOf) -> Scenario:
    if typed.get("plan_until") is PlanEnd.RETIREMENT:
        typed["plan_until"] = None
    problems += resolve_regions(typed, law)
    unread = frozenset(problem.field.partition("[")[0] for problem in problems)
    draft = Scenario.draft(**typed)
    problems += [problem for problem in check(draft, law, unread=unread) if not problem.warning]
    if problems:
        located = (problem._replace(line=line_of(problem.field)) for problem in problems)
        raise ScenarioProblems(sorted(located, key=_position))
    return draft.finished()


def _position(problem: Problem) -> int:
    return _ORDER.get(problem.field.partition("[")[0], len(_ORDER))


def _names(problems: list[Problem], name: str) -> bool:
    return any(problem.field == name for problem in problems)


def read_keys(
    mapping: Mapping[str, Any], fields: tuple[Field, ...], prefix: str
) -> tuple[dict[str, Any], list[Problem]]:
    """Typed values of some fields by attribute, and the problems of reading them.

    Keys are English or Chinese; `prefix` stands before the paths of the problems.
    """
    typed: dict[str, Any] = {}
    problems: list[Problem] = []
    keys: dict[str, str] = {}
    for key, value in mapping.items():
        entry = field_named(key, fields)
        if entry is None:
            problems.append(_unknown(prefix + key, key, fields))
        elif value is None:
            continue
        elif entry.name in keys:
            values = {"other": keys[entry.name]}
            problems.append(
                Problem(field=prefix + entry.name, code="given_twice", found=key, values=values)
            )
        else:
            keys[entry.name] = key
            found, faults = _value(entry, key, value, prefix + entry.name)
            problems += faults
            if not faults:
                typed[entry.target] = found
    return typed, problems


def _unknown(path: str, key: str, fields: tuple[Field, ...]) -> Problem:
    names = [name for entry in fields for name in entry.keys]
    from difflib import get_close_matches  # noqa: PLC0415 only mistyped keys need it

    close = get_close_matches(key.casefold().replace("-", "_"), names, n=3, cutoff=0.6)
    return Problem(
        field=path[:_SHOWN],
        code="unknown_field",
        found=key[:_SHOWN],
        values={"suggestions": tuple(close)},
    )


def _value(entry: Field, key: str, value: Any, path: str) -> tuple[Any, list[Problem]]:
    if entry.kind is None:
        return _parts(entry, value, path)
    try:
        return entry.kind.parse(value, entry.unit_of(key)), []
    except AmountError as error:
        return None, [Problem(field=path, code=error.code, found=error.text, values=error.values)]


def _parts(entry: Field, value: Any, path: str) -> tuple[Any, list[Problem]]:
    """The tables of a list field, from tables or from text (from=2015-01 to=2019-12; ...)."""
    if isinstance(value, (str, Mapping)):
        value = [value]
    if not isinstance(value, (list, tuple)):
        return None, [Problem(field=path, code="not_a_list", found=str(value)[:_SHOWN])]
    parts, problems = [], []
    for number, table in enumerate(_tables(value), start=1):
        at = f"{path}[{number}]"
        if not isinstance(table, Mapping):
            code = "not_a_part" if isinstance(table, str) else "not_a_table"
            problems.append(Problem(field=at, code=code, found=str(table)[:_SHOWN]))
            continue
        typed, faults = read_keys(table, entry.parts, f"{at}.")
        faults += [
            Problem(field=f"{at}.{part.name}", code="required")
            for part in entry.parts
            if part.required
            and part.target not in typed
            and not _names(faults, f"{at}.{part.name}")
        ]
        problems += faults
        if not faults:
            parts.append(_PARTS.get(entry.name, dict)(**typed))
    return tuple(parts), problems


def _tables(values: list[Any] | tuple[Any, ...]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, str):
            yield from (_table(piece) for piece in value.split(";") if piece.strip())
        else:
            yield value


def _table(text: str) -> Any:
    """`from=2015-01 to=2019-12 base=4000` as a table; the text itself where it is not of that form."""
    if _PAIR.sub("", text).strip():
        return text
    return {key: value.strip('"') for key, value in _PAIR.findall(text)}
