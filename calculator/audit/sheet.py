"""核定表的录入: the lines a sheet shows, read from TOML, with all problems at once.

Keys are Chinese or English. Besides its lines a sheet may say whom it is about (region, born, sex,
category), name its local items in a table of their own, and say how far money may be off. Names and
numbers of persons have no place in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from calculator.amounts import AmountError, parse_money
from calculator.audit.lines import LINES, Line, Stated, line_named
from calculator.scenario.fields import FIELDS, Field, field_named
from calculator.scenario.files import ScenarioText
from calculator.scenario.problems import Problem, ScenarioProblems
from rules.quantities import Fen

__all__ = ["PERSON", "Sheet", "read_sheet"]

PERSON = ("region", "born", "sex", "category")
"""What a sheet may say about the person, by field of the scenario."""
_LOCAL = ("local_items_by_name", "地方项目", "local_lines")
_TOLERANCE = ("tolerance", "容差")
_NOTES = ("note", "备注", "source", "来源")
_MOST_TOLERANCE = Fen(100)
_SHOWN = 60
ONE_FEN = Fen(1)
"""What money may be off by where a sheet does not say: indices and years are printed rounded."""
_FIELDS = {key.casefold(): entry for entry in FIELDS if entry.name in PERSON for key in entry.keys}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a sheet shows. `lines` by name; `person` are the values of fields, not yet checked.

    `tolerance` is what money may be off by, fen.
    """

    lines: Mapping[str, Stated]
    person: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    tolerance: Fen = ONE_FEN

    def differing(
        self, computed: Mapping[str, int], tolerance: int | None = None
    ) -> frozenset[str]:
        """The lines that are computed and do not agree."""
        allowed = self.tolerance if tolerance is None else tolerance
        return frozenset(
            line.name
            for line in LINES
            if line.name in self.lines and line.name in computed
            if not self.lines[line.name].agrees(
                computed[line.name], allowed if line.is_money else 0
            )
        )


def read_sheet(source: ScenarioText) -> Sheet:
    """The sheet of a file that was parsed. Raises ScenarioProblems."""
    reader = _Reader(source)
    for key, value in source.keys.items():
        reader.read(key, value)
    if not reader.lines and not reader.problems:
        reader.problems.append(Problem(field="file", code="sheet_empty"))
    if reader.problems:
        raise ScenarioProblems(reader.problems)
    return Sheet(
        lines=MappingProxyType(reader.lines),
        person=MappingProxyType(reader.person),
        tolerance=reader.tolerance,
    )


class _Reader:
    """One sheet."""

    def __init__(self, source: ScenarioText) -> None:
        self.source = source
        self.lines: dict[str, Stated] = {}
        self.person: dict[str, Any] = {}
        self.tolerance = ONE_FEN
        self.problems: list[Problem] = []
        self._keys: dict[str, str] = {}

    def read(self, key: str, value: Any) -> None:
        plain = key.strip().casefold()
        line, person = line_named(key), _FIELDS.get(plain)
        if plain in _NOTES:
            return
        if plain in _LOCAL:
            self._local(key, value)
        elif plain in _TOLERANCE:
            self._tolerance(key, value)
        elif line is not None:
            self._line(line, key, value)
        elif person is not None:
            self._person(person, key, value)
        else:
            close = get_close_matches(plain, list(_known()), n=3, cutoff=0.5)
            self._wrong(key, "unknown_field", key, suggestions=tuple(close))

    def _line(self, line: Line, key: str, value: Any) -> None:
        if self._is_first(line.name, key):
            try:
                self.lines[line.name] = line.read(value)
            except AmountError as error:
                self._wrong(key, error.code, error.text, **error.values)

    def _person(self, entry: Field, key: str, value: Any) -> None:
        if self._is_first(entry.name, key) and entry.kind is not None:
            try:
                self.person[entry.name] = entry.kind.parse(value, None)
            except AmountError as error:
                self._wrong(key, error.code, error.text, **error.values)

    def _local(self, key: str, value: Any) -> None:
        """Local items by name; only their sum counts."""
        if not isinstance(value, Mapping):
            self._wrong(key, "not_a_table", str(value)[:_SHOWN])
            return
        total = 0
        for name, amount in value.items():
            try:
                total += parse_money(amount)
            except AmountError as error:
                self._wrong(f"{key}.{name}"[:_SHOWN], error.code, error.text, **error.values)
        if self._is_first("local", key):
            self.lines["local"] = Stated(total, 1)

    def _tolerance(self, key: str, value: Any) -> None:
        try:
            self.tolerance = parse_money(value)
        except AmountError as error:
            self._wrong(key, error.code, error.text, **error.values)
            return
        if self.tolerance > _MOST_TOLERANCE:
            self._wrong(key, "tolerance_too_large", str(value)[:_SHOWN], most=_MOST_TOLERANCE)

    def _is_first(self, name: str, key: str) -> bool:
        if name in self._keys:
            self._wrong(key, "given_twice", key, other=self._keys[name])
            return False
        self._keys[name] = key
        return True

    def _wrong(self, key: str, code: str, found: str, **values: Any) -> None:
        entry = field_named(key)
        line = self.source.line_of(key if entry is None else entry.name)
        self.problems.append(
            Problem(field=key[:_SHOWN], code=code, found=found[:_SHOWN], values=values, line=line)
        )


def _known() -> Iterator[str]:
    yield from (key for line in LINES for key in line.keys)
    yield from _FIELDS
    yield from (_LOCAL[1], _TOLERANCE[0], _TOLERANCE[1])
