"""自备数据: a user's own TOML files laid over the shipped law.

A new July notice needs no new release: limits, calculation bases, crediting rates and practice can
be added or replaced. All problems of all files are reported at once.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rules.errors import LawDataError, RulesError
from rules.law.limits import laid_over
from rules.law.places import Places
from rules.law.practices import WORDS, field_value
from rules.law.schema import convert, expected
from rules.law.series import SERIES
from rules.law.values import LimitPeriod, Status, Value
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import Fen, Micro

__all__ = ["Overlay", "read_overlays"]

_GRADE = "U"
_LIMIT_KINDS = {
    "region": "text",
    "start": "month",
    "end": "month?",
    "reference_wage": "micro",
    "floor": "fen",
    "ceiling": "fen",
    "flexible_floor": "fen?",
    "flexible_choice": "choice",
    "status": "status",
    "document": "text",
    "published": "date",
}
_YEARLY = {
    "calculation_bases": ("calculation_base", "base", "micro"),
    "crediting_rates": ("crediting_rate", "rate", "percent"),
}
_SECTIONS = ("contribution_limits", *_YEARLY, "practices")


@dataclass(slots=True)
class Overlay:
    """What the user's files say, and their bytes for the digest."""

    limits: dict[str, tuple[LimitPeriod, ...]] = field(default_factory=dict)
    values: dict[tuple[str, str], tuple[Value, ...]] = field(default_factory=dict)
    practices: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    contents: list[bytes] = field(default_factory=list)


def read_overlays(paths: Sequence[Path], places: Places) -> Overlay:
    """Read the files in order, later ones winning.

    Raises LawDataError; its `problems` list every problem as (file, key, expected).
    """
    overlay, problems = Overlay(), []
    for path in paths:
        reader = _Reader(path, places, overlay)
        reader.read()
        problems += reader.problems
    if problems:
        file, key, wanted = problems[0]
        raise LawDataError(file=file, line=0, key=key, expected=wanted, problems=tuple(problems))
    return overlay


class _Reader:
    """One file."""

    def __init__(self, path: Path, places: Places, overlay: Overlay) -> None:
        self.path = path
        self.places = places
        self.overlay = overlay
        self.problems: list[tuple[str, str, str]] = []

    def read(self) -> None:
        try:
            content = self.path.read_bytes()
            file = tomllib.loads(content.decode("utf-8"), parse_float=str)
        except OSError as problem:
            self._wrong("file", problem.strerror or type(problem).__name__)
            return
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
            self._wrong("file", str(problem))
            return
        self.overlay.contents.append(content)
        for section, entries in file.items():
            self._section(section, entries)

    def _section(self, section: str, entries: Any) -> None:
        if section not in _SECTIONS:
            self._wrong(section, " | ".join(_SECTIONS))
        elif section == "practices":
            self._each(section, entries, dict, self._practice)
        elif section == "contribution_limits":
            self._each(section, entries, list, self._limit)
        else:
            self._each(section, entries, list, self._yearly)

    def _each(
        self,
        section: str,
        entries: Any,
        kind: type[list[Any]] | type[dict[str, Any]],
        read: Callable[[str, str, Any], None],
    ) -> None:
        if not isinstance(entries, kind):
            self._wrong(section, f"[{section}.REGION]" if kind is dict else f"[[{section}]]")
            return
        named = enumerate(entries, 1) if isinstance(entries, list) else entries.items()
        for name, entry in named:
            if isinstance(entry, dict):
                read(section, str(name), entry)
            else:
                self._wrong(f"{section}.{name}", "a table")

    def _wrong(self, key: str, wanted: str) -> None:
        self.problems.append((self.path.name, key, wanted))

    def _region(self, key: str, text: Any) -> str:
        try:
            return self.places.find(str(text)).code
        except RulesError as problem:
            names = problem.values.get("suggestions", ())
            self._wrong(key, f"a region; close: {names}")
            return ""

    def _cells(self, where: str, entry: Mapping[str, Any], kinds: Mapping[str, str]) -> Any:
        """The converted cells of an entry, or None when something is wrong."""
        before, cells = len(self.problems), {}
        for key in entry.keys() - kinds.keys():
            self._wrong(f"{where}.{key}", " | ".join(kinds))
        for key, kind in kinds.items():
            text = str(entry.get(key, _default(kind)))
            try:
                cells[key] = convert(kind, text)
            except ValueError:
                self._wrong(f"{where}.{key}", expected(kind))
        if "region" in cells:
            cells["region"] = self._region(f"{where}.region", cells["region"])
        return cells if len(self.problems) == before else None

    def _limit(self, section: str, name: str, entry: Mapping[str, Any]) -> None:
        cells = self._cells(f"{section}.{name}", entry, _LIMIT_KINDS)
        if cells is None:
            return
        if cells["floor"] > cells["ceiling"]:
            self._wrong(f"{section}.{name}.floor", "floor <= ceiling")
            return
        start = cells["start"]
        period = LimitPeriod(
            region=cells["region"],
            start=start,
            end=cells["end"] or Month(start + MONTHS_PER_YEAR - 1),
            reference_wage=Micro(cells["reference_wage"]),
            floor=Fen(cells["floor"]),
            ceiling=Fen(cells["ceiling"]),
            flexible_floor=cells["flexible_floor"],
            flexible_choice=cells["flexible_choice"],
            status=Status(cells["status"]),
            grade=_GRADE,
            source=self.path.name,
            published=cells["published"],
            note=cells["document"],
            notes=() if cells["end"] else ("end_assumed",),
        )
        known = self.overlay.limits.get(period.region, ())
        self.overlay.limits[period.region] = laid_over((period,), known)

    def _yearly(self, section: str, name: str, entry: Mapping[str, Any]) -> None:
        series, column, kind = _YEARLY[section]
        kinds = {
            "region": "text",
            "year": "year",
            column: kind,
            "status": "status",
            "document": "text",
            "published": "date",
        }
        if section == "crediting_rates":
            entry = {"region": "000000", **entry}
        cells = self._cells(f"{section}.{name}", entry, kinds)
        if cells is None:
            return
        value = Value(
            series=series,
            region=cells["region"],
            start=Month.of(cells["year"], 1),
            end=Month.of(cells["year"], MONTHS_PER_YEAR),
            amount=cells[column],
            unit=SERIES[series].unit,
            status=Status(cells["status"]),
            grade=_GRADE,
            published=cells["published"],
            source=self.path.name,
            note=cells["document"],
        )
        key = (series, value.region)
        others = (v for v in self.overlay.values.get(key, ()) if v.start != value.start)
        self.overlay.values[key] = (*others, value)

    def _practice(self, section: str, name: str, entry: Mapping[str, Any]) -> None:
        region = self._region(f"{section}.{name}", name)
        for key, value in entry.items():
            try:
                field_value(key, value)
            except (KeyError, ValueError, TypeError, AttributeError):
                wanted = " | ".join(WORDS.get(key, ("a practice field and its value",)))
                self._wrong(f"{section}.{name}.{key}", wanted)
                continue
            ground = {"value": value, "certainty": "certain", "evidence": self.path.name}
            self.overlay.practices.setdefault(region, {})[key] = ground


def _default(kind: str) -> str:
    return "published" if kind == "status" else ""
