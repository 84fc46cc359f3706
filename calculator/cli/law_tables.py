"""Tables of `linghuo law`: what is in force, what was found, what is due, what is known, what is cited."""

from collections.abc import Iterable, Iterator, Sequence

from calculator.cli.tables import Cell, Table, TableColumn, Worded
from calculator.i18n import Language, formatted, text
from calculator.i18n.names import place_name, practice_value
from rules.errors import NoValueInForce
from rules.law import (
    Extra,
    Ground,
    IndexBound,
    Instrument,
    Law,
    LimitPeriod,
    Practice,
    Region,
    Value,
)
from rules.law.checking import Finding
from rules.law.freshness import DueItem, FreshnessRow
from rules.month import Month

__all__ = ["due_table", "finding_table", "map_table", "source_table", "tables_in_force"]

_STANDING = (
    TableColumn("start"),
    TableColumn("end"),
    TableColumn("status", "status"),
    TableColumn("grade"),
    TableColumn("instrument"),
)
_LIMITS = (
    TableColumn("region"),
    TableColumn("floor", "money"),
    TableColumn("ceiling", "money"),
    TableColumn("reference_wage", "wage"),
    *_STANDING,
)
_VALUES = (TableColumn("series", "series"), TableColumn("region"), TableColumn("value"), *_STANDING)
_RATES = ("contribution_rate", "account_rate")
_FORMAT_OF_UNIT = {"fen": "yuan", "micro": "wage", "ppm": "percent"}
_FORMAT_OF_SERIES = {
    "contribution_limits": "money",
    "calculation_base": "wage",
    "crediting_rate": "percent",
    "pension_adjustment": "percent",
}


def tables_in_force(law: Law, region: Region, month: Month, language: Language) -> list[Table]:
    """Limits, values and practice of a region in a month. Raises NoValueInForce without limits."""
    limits = law.limit_at(region.code, month)
    values = [_value_row(law, value, language) for value in _values(law, region, month)]
    return [
        Table("limits", _LIMITS, (_limit_row(law, limits, language),)),
        Table("values", _VALUES, tuple(values)),
        _practice_table(law.practice(region.code), language),
    ]


def _values(law: Law, region: Region, month: Month) -> Iterator[Value]:
    for series in _RATES:
        yield law.at(series, region.code, month)
    for year in (month.year, month.year - 1):
        try:
            yield law.calculation_base(region.code, year)
        except NoValueInForce:
            continue
        break
    for year in (month.year, month.year - 1):
        try:
            yield law.crediting_rate(year)
        except NoValueInForce:
            continue
        break


def _document(law: Law, instrument: str) -> str:
    """The number of a document, its id where it has none."""
    known = law.instruments.get(instrument)
    return (known.number or known.title_zh) if known else instrument


def _place(law: Law, code: str, language: Language) -> str:
    return place_name(law.region(code), language)


def _limit_row(law: Law, limits: LimitPeriod, language: Language) -> tuple[Cell, ...]:
    return (
        _place(law, limits.region, language),
        limits.floor,
        limits.ceiling,
        limits.reference_wage,
        str(limits.start),
        str(limits.end),
        limits.status,
        limits.grade,
        _document(law, limits.instrument),
    )


def _value_row(law: Law, value: Value, language: Language) -> tuple[Cell, ...]:
    shown = _FORMAT_OF_UNIT.get(value.unit, "count")
    return (
        value.series,
        _place(law, value.region, language),
        Worded(value.amount, formatted(value.amount, shown, language)),
        str(value.start),
        str(value.end or ""),
        value.status,
        value.grade,
        _document(law, value.instrument),
    )


def _practice_table(practice: Practice, language: Language) -> Table:
    columns = (
        TableColumn("field", "practice"),
        TableColumn("value"),
        TableColumn("certainty", "certainty"),
        TableColumn("other_readings"),
    )
    rows = [
        (
            name,
            _practice_value(name, getattr(practice, name), language),
            ground.certainty,
            _other_readings(name, ground, language),
        )
        for name, ground in practice.grounds.items()
    ]
    return Table("practice", columns, tuple(rows))


def _practice_value(name: str, value: object, language: Language) -> Worded:
    """A value of local practice: the code a program reads, and the words a person does."""
    if value is None:
        return Worded(None, "")
    parts = value if isinstance(value, tuple) else (value,)
    codes = ", ".join(map(_code, parts))
    if isinstance(value, bool):
        return Worded(codes.lower(), formatted(value, "", language))
    joint = "、" if language == "zh" else ", "
    return Worded(codes, joint.join(_part(name, part, language) for part in parts))


def _code(part: object) -> str:
    """One value as a program reads it."""
    if isinstance(part, IndexBound):
        ceiling = "" if part.ceiling is None else part.ceiling
        return f"{part.part} {part.start}..{part.end or ''} {part.floor}..{ceiling}"
    return str(getattr(part, "id", part))


def _part(name: str, part: object, language: Language) -> str:
    """One value in words."""
    if isinstance(part, Extra):
        return part.title_zh if language == "zh" else part.title_en
    if isinstance(part, IndexBound):
        return _bound(part, language)
    if name == "transitional_coefficients" and isinstance(part, tuple):
        above, share = part
        key = "figure.coefficient_above" if above else "figure.coefficient"
        return text(key, language, above=above, share=share)
    return practice_value(name, part, language)


def _bound(bound: IndexBound, language: Language) -> str:
    """A bound of the index: its months, the floor, the cap."""
    values = {"start": bound.start, "floor": bound.floor, "ceiling": bound.ceiling or 0}
    known = "both" if bound.floor and bound.ceiling else "floor" if bound.floor else "ceiling"
    if bound.end is None:
        return text(f"figure.bound_{known}_open", language, **values)
    return text(f"figure.bound_{known}", language, end=bound.end, **values)


def _other_readings(name: str, ground: Ground, language: Language) -> Worded:
    others = [_practice_value(name, other.value, language) for other in ground.other_readings]
    joint = "、" if language == "zh" else ", "
    return Worded(
        ", ".join(str(other.value) for other in others), joint.join(o.shown for o in others)
    )


def finding_table(findings: Iterable[Finding]) -> Table:
    """What a check found, errors first."""
    columns = (
        TableColumn("severity", "severity"),
        TableColumn("file"),
        TableColumn("line", "count"),
        TableColumn("finding"),
    )
    return Table("findings", columns, tuple(_finding_row(finding) for finding in findings))


def _finding_row(finding: Finding) -> tuple[Cell, ...]:
    values = ", ".join(f"{name}={value}" for name, value in finding.values.items())
    said = " ".join(part for part in (finding.code, finding.key, values) if part)
    return finding.severity, finding.file, finding.line or None, said


def due_table(law: Law, items: Iterable[DueItem], language: Language) -> Table:
    """What should have been published by now."""
    columns = (
        TableColumn("series", "series"),
        TableColumn("region"),
        TableColumn("last"),
        TableColumn("end"),
        TableColumn("expected"),
        TableColumn("overdue", "months"),
    )
    rows = [
        (
            item.series,
            _place(law, item.region, language),
            _last(item, language),
            str(item.in_force_until),
            str(item.expected),
            item.overdue,
        )
        for item in items
    ]
    return Table("due", columns, tuple(rows))


def _last(item: DueItem, language: Language) -> str:
    shown = TableColumn("last", _FORMAT_OF_SERIES.get(item.series, "count"))
    parts = item.last.split("-")
    return " - ".join(
        shown.cell(int(part), language) if part.isdecimal() else part for part in parts
    )


def map_table(law: Law, rows: Sequence[FreshnessRow], language: Language) -> list[Table]:
    """Region by year: the grade of the best row, a point where nothing was found."""
    tables = []
    for series in dict.fromkeys(row.series for row in rows):
        of_series = [row for row in rows if row.series == series]
        columns = (
            TableColumn("series", "series"),
            TableColumn("region"),
            *(TableColumn(str(year)) for year in of_series[0].years),
        )
        cells = [(series, _place(law, row.region, language), *row.grades) for row in of_series]
        tables.append(Table(series, columns, tuple(cells)))
    return tables


def source_table(law: Law, region: Region | None, language: Language) -> Table:
    """The documents behind the data, those of one region and of the nation if a region is named."""
    columns = (
        TableColumn("number"),
        TableColumn("title"),
        TableColumn("region"),
        TableColumn("start"),
        TableColumn("grade"),
        TableColumn("url"),
    )
    codes = {region.code, region.province, "000000", ""} if region else None
    rows = [
        _source_row(law, found, language)
        for found in law.instruments.values()
        if codes is None or found.region in codes
    ]
    return Table("sources", columns, tuple(rows))


def _source_row(law: Law, found: Instrument, language: Language) -> tuple[Cell, ...]:
    title = found.title_zh if language == "zh" or not found.title_en else found.title_en
    place = _place(law, found.region, language) if found.region else ""
    return found.number, title, place, found.in_force or found.issued, found.text, found.url
