"""读取法规数据: the files of the law store, read once and converted when a row is asked for.

A table keeps its text until a region is asked for, so that one estimate does not pay for thirty
provinces. Knows nothing of what the values mean.
"""

import csv
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rules.errors import LawDataError
from rules.law.schema import FILES, converter, expected
from rules.law.values import Row

__all__ = ["FOLDER", "Shelf", "Table"]

FOLDER = Path(__file__).parent


class Table:
    """One CSV file of the law store."""

    def __init__(self, name: str, folder: Path = FOLDER) -> None:
        self.name = name
        self.path = folder / f"{name}.csv"
        self.kinds: Mapping[str, str] = FILES[name]
        self._rows_of: dict[str, tuple[Row, ...]] = {}

    @cached_property
    def _converters(self) -> tuple[tuple[str, Callable[[str], object]], ...]:
        return tuple((key, converter(kind)) for key, kind in self.kinds.items())

    @cached_property
    def lines(self) -> list[list[str]]:
        """The rows as text, without the header. Raises LawDataError when the header is not ours."""
        with self.path.open(encoding="utf-8", newline="") as stream:
            lines = list(csv.reader(stream))
        if not lines or lines[0] != list(self.kinds):
            raise LawDataError(
                file=self.path.name, line=1, key="header", expected=",".join(self.kinds)
            )
        return lines[1:]

    @cached_property
    def _positions(self) -> dict[str, list[int]]:
        """Row numbers by region; the region is the first column that holds one."""
        at = list(self.kinds).index("region")
        positions: dict[str, list[int]] = {}
        for position, line in enumerate(self.lines):
            positions.setdefault(line[at], []).append(position)
        return positions

    @property
    def regions(self) -> tuple[str, ...]:
        """Every region the file has rows of, in file order."""
        return tuple(self._positions)

    def row(self, position: int) -> Row:
        """One row, converted. Raises LawDataError naming file, line, key and what was expected."""
        line = self.lines[position]
        values: dict[str, object] = {}
        for (key, read), text in zip(self._converters, line, strict=False):
            try:
                values[key] = read(text)
            except ValueError as problem:
                wanted = expected(self.kinds[key])
                raise LawDataError(
                    file=self.path.name, line=position + 2, key=key, expected=wanted
                ) from problem
        if len(line) != len(self.kinds):
            raise LawDataError(
                file=self.path.name,
                line=position + 2,
                key="row",
                expected=f"{len(self.kinds)} cells",
            )
        return MappingProxyType(values)

    def rows_of(self, region: str) -> tuple[Row, ...]:
        """The rows of one region, in file order."""
        if region not in self._rows_of:
            positions = self._positions.get(region, ())
            self._rows_of[region] = tuple(self.row(position) for position in positions)
        return self._rows_of[region]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in file order."""
        return tuple(self.row(position) for position in range(len(self.lines)))

    def problems(self) -> Iterator[LawDataError]:
        """Every cell that breaks the schema, instead of the first."""
        try:
            lines = self.lines
        except LawDataError as problem:
            yield problem
            return
        for position in range(len(lines)):
            try:
                self.row(position)
            except LawDataError as problem:
                yield problem


class Shelf:
    """The tables and practices of one folder, each opened at most once."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self._tables: dict[str, Table] = {}
        self._practices: dict[str, Mapping[str, Any]] = {}

    def table(self, name: str) -> Table:
        """The table called `name`. KeyError for a name the schema does not have."""
        if name not in self._tables:
            self._tables[name] = Table(name, self.folder)
        return self._tables[name]

    def practice(self, code: str) -> Mapping[str, Any]:
        """The fields of local practice in the file of a region, none without a file."""
        if code not in self._practices:
            path = self.folder / "practices" / f"{code}.toml"
            fields = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
            self._practices[code] = fields
        return self._practices[code]

    @property
    def files(self) -> tuple[Path, ...]:
        """Every data file, sorted by its path inside the folder."""
        found = [path for ending in ("csv", "toml") for path in self.folder.rglob(f"*.{ending}")]
        return tuple(sorted(found, key=lambda path: path.relative_to(self.folder).as_posix()))
