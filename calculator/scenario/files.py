"""情景文件: scenarios as TOML, read and written.

Keys may be Chinese without quotes, which TOML itself would not allow. Written files hold only what
differs from the defaults, and reading one gives the same scenario again. Batch files are elsewhere.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from calculator.scenario.fields import FIELDS, Field, field_named
from calculator.scenario.model import Scenario
from calculator.scenario.problems import Problem, ScenarioProblems
from calculator.scenario.reading import from_mapping
from rules.law import Law
from rules.month import Month

__all__ = ["ScenarioText", "dump", "load", "parse"]

_LARGEST = 1_000_000
_FILE = "file"
_OUTSIDE_STRINGS = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*'
    r"|(?P<word>[\w-]*[^\W\x00-\x7f][\w-]*)",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*\[(\[?)\s*\"?([^\]\"]+?)\"?\s*\]")
_KEY = re.compile(r"\s*\"?([^=\"#\[\]]+?)\"?\s*=")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True)
class ScenarioText:
    """A scenario file as read: its keys and values, not yet checked, and where they stand."""

    keys: Mapping[str, Any]
    text: str = field(repr=False)
    fields: tuple[Field, ...] = field(default=FIELDS, repr=False)

    def line_of(self, path: str) -> int | None:
        """The line of a field's path such as `history[2].base`, its table's line, or None."""
        lines = self._lines
        return lines.get(path) or lines.get(path.rpartition(".")[0]) or lines.get(_table(path))

    @cached_property
    def _lines(self) -> dict[str, int]:
        lines: dict[str, int] = {}
        counts: dict[str, int] = {}
        prefix, parts = "", self.fields
        for number, line in enumerate(self.text.splitlines(), start=1):
            header = _HEADER.match(line)
            key = None if header else _KEY.match(line)
            if header:
                name, parts = _named(header[2], self.fields)
                counts[name] = counts.get(name, 0) + 1
                prefix = f"{name}[{counts[name]}]."
                lines.setdefault(prefix[:-1], number)
                lines.setdefault(name, number)
            elif key:
                lines.setdefault(prefix + _named(key[1], parts)[0], number)
        return lines


def _table(path: str) -> str:
    return path.partition("[")[0]


def _named(key: str, fields: tuple[Field, ...]) -> tuple[str, tuple[Field, ...]]:
    entry = field_named(key, fields)
    return (key.strip(), ()) if entry is None else (entry.name, entry.parts)


def parse(source: Path | str | bytes, fields: tuple[Field, ...] = FIELDS) -> ScenarioText:
    """The keys and values of a TOML file (a path) or of TOML text. Raises ScenarioProblems.

    `fields` are those whose lines can be told.
    """
    text = source if isinstance(source, str) else _decoded(_bytes(source))
    if len(text) > _LARGEST:
        raise _problem("file_too_large", longest=_LARGEST)
    text = _OUTSIDE_STRINGS.sub(_quoted, text.removeprefix("\ufeff"))
    try:
        return ScenarioText(tomllib.loads(text, parse_float=Decimal), text, fields)
    except RecursionError:
        raise _problem("toml_too_deep") from None
    except (ValueError, ArithmeticError) as error:
        reason = str(error)
        at = _AT_LINE.search(reason)
        code = "toml_duplicate" if "overwrite" in reason else "toml_invalid"
        line = int(at[1]) if at else None
        raise _problem(code, line=line, reason=_AT_LINE.sub("", reason).strip()) from None


def _quoted(match: re.Match[str]) -> str:
    return f'"{match[0]}"' if match["word"] else match[0]


def _bytes(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        with source.open("rb") as file:
            return file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise _problem("file_missing", found=str(source)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise _problem("file_unreadable", found=str(source), reason=reason) from None


def _decoded(content: bytes) -> str:
    if len(content) > _LARGEST:
        raise _problem("file_too_large", longest=_LARGEST)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        raise _problem("encoding_unknown") from None
    raise _problem("encoding_gb18030")


def _problem(
    code: str, *, found: str = "", line: int | None = None, **values: object
) -> ScenarioProblems:
    return ScenarioProblems(
        [Problem(field=_FILE, code=code, found=found, values=values, line=line)]
    )


def load(source: Path | str | bytes, law: Law, today: Month) -> Scenario:
    """The scenario of a file (a path) or of TOML text, checked against `law`.

    UTF-8 with or without a byte order mark. `today` holds where the file names no month. Raises
    ScenarioProblems with every problem, each with its line where it has one.
    """
    raw = parse(source)
    return from_mapping(raw.keys, law, today, line_of=raw.line_of)


def dump(scenario: Scenario, *, names: Mapping[str, str] | None = None) -> str:
    """`scenario` as TOML: what differs from the default, in the order of the field table.

    `names` gives a readable name for a region code (a name the law store resolves to it).
    """
    lines, tables = [], []
    for entry in FIELDS:
        value = getattr(scenario, entry.target)
        if value is None or value == entry.default:
            continue
        if entry.kind is not None:
            lines.append(_line(entry, value, names or {}))
            continue
        for part in value:
            tables += ["", f"[[{entry.name}]]", *_part_lines(entry, part, names or {})]
    return "\n".join([*lines, *tables]) + "\n"


def _part_lines(entry: Field, part: object, names: Mapping[str, str]) -> list[str]:
    values = [(sub, getattr(part, sub.target)) for sub in entry.parts]
    return [
        _line(sub, value, names)
        for sub, value in values
        if value is not None and value != sub.default
    ]


def _line(entry: Field, value: Any, names: Mapping[str, str]) -> str:
    written = entry.kind.write(value) if entry.kind else value
    if entry.kind is not None and entry.kind.name == "region":
        written = names.get(value, value)
    if isinstance(written, bool):
        return f"{entry.name} = {'true' if written else 'false'}"
    if isinstance(written, int):
        return f"{entry.name} = {written}"
    return f'{entry.name} = "{written}"'
