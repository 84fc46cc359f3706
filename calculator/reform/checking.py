"""改革文件的校验: whether the values of a section can be law at all.

A reform may be bold, but a slip of the keyboard is not one: rates, ages and months stand within wide
bounds, and what belongs together agrees.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from calculator.amounts import format_duration, format_rate
from calculator.reform.entries import Entry
from calculator.scenario.problems import Problem
from rules.law import Law
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import PPM, Months, Ppm

__all__ = ["entry_faults", "reversed_rates", "twice_changed"]

_YEARLY = frozenset(
    {"crediting_rate", "calculation_base", "basic_pension", "minimum_period", "payment_months"}
)
"""Sections that follow the calendar year, of the rate or of the claim."""
_EARLIEST = Month.of(2006, 1)
"""国发〔2005〕38号 takes effect; the rules of before are others."""
_SHARE = (0, PPM)
_RATES: Mapping[tuple[str, str], tuple[int, int]] = {
    ("contribution_base", "floor"): (0, 3 * PPM),
    ("contribution_base", "ceiling"): (PPM // 100, 10 * PPM),
    ("contribution_rate", "total"): _SHARE,
    ("contribution_rate", "account"): _SHARE,
    ("crediting_rate", "rate"): (0, 150_000),
    ("crediting_rate", "at_least"): (0, 150_000),
    ("calculation_base", "growth"): (-100_000, 200_000),
    ("basic_pension", "per_year"): (0, 50_000),
}
_ORDERED: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "contribution_base": (
        ("floor", "limit_floor", "limit_ceiling"),
        ("ceiling", "limit_floor", "limit_ceiling"),
    ),
    "contribution_rate": (
        ("account", "account_rate", "contribution_rate"),
        ("total", "account_rate", "contribution_rate"),
    ),
}
"""By section: a key, and the two series of which the first may not be above the second."""
_FORTY_YEARS = Months(40 * MONTHS_PER_YEAR)
_OLDEST = Months(70 * MONTHS_PER_YEAR)
_MOST_DIVISOR = 480
_SLOWEST = 120


def entry_faults(entry: Entry, law: Law) -> Iterator[Problem]:
    """Everything wrong with one table."""
    if entry.start < _EARLIEST and entry.get("first_born") is None:
        values = {"first": _EARLIEST}
        yield _problem(entry, "from", "reform_too_early", str(entry.start), values)
    if entry.section in _YEARLY and entry.start.month_of_year != 1:
        yield _problem(entry, "from", "reform_in_january", str(entry.start))
    if not set(entry.values) - {"category"}:
        yield Problem(field=entry.path, code="reform_changes_nothing")
    faults = [*_rates(entry), *_CHECKS.get(entry.section, _no_check)(entry, law)]
    yield from faults


def reversed_rates(entries: Sequence[Entry], reformed: Law) -> Iterator[Problem]:
    """Tables after which a floor lies above its ceiling, or an account share above the whole rate."""
    for entry in entries:
        for name, low, high in _ORDERED.get(entry.section, ()):
            if name not in entry.values:
                continue
            least = Ppm(reformed.at(low, entry.region, entry.start).amount)
            most = Ppm(reformed.at(high, entry.region, entry.start).amount)
            if least > most:
                found, values = format_rate(entry.values[name]), {"low": least, "high": most}
                yield _problem(entry, name, "reform_reversed", found, values)


def twice_changed(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Tables that change the same thing for the same region from the same month."""
    seen: dict[tuple[object, ...], str] = {}
    for entry in entries:
        for name in entry.values:
            key = (entry.section, name, entry.start, entry.region, entry.get("category"))
            if name != "category" and key in seen:
                yield _problem(entry, name, "reform_twice", "", {"other": seen[key]})
            seen.setdefault(key, entry.path)


def _problem(
    entry: Entry, name: str, code: str, found: str, values: Mapping[str, object] | None = None
) -> Problem:
    return Problem(field=f"{entry.path}.{name}", code=code, found=found, values=values or {})


def _rates(entry: Entry) -> Iterator[Problem]:
    for name, value in entry.values.items():
        bounds = _RATES.get((entry.section, name))
        if bounds is not None and not bounds[0] <= value <= bounds[1]:
            values = {"lowest": bounds[0], "highest": bounds[1]}
            yield _problem(entry, name, "rate_outside", format_rate(Ppm(value)), values)


def _no_check(entry: Entry, law: Law) -> Iterator[Problem]:  # noqa: ARG001 one of several checks
    return iter(())


def _base(entry: Entry, law: Law) -> Iterator[Problem]:  # noqa: ARG001 one of several checks
    if entry.get("base") == 0:
        yield _problem(entry, "base", "amount_zero", "0")


def _minimum(entry: Entry, law: Law) -> Iterator[Problem]:
    begin_at, up_to = entry.get("begin_at"), entry.get("up_to")
    for name, value in entry.values.items():
        if value > _FORTY_YEARS:
            values = {"longest": _FORTY_YEARS}
            yield _problem(entry, name, "duration_too_long", format_duration(value), values)
    least = law.minimum_rule.base if begin_at is None else begin_at
    if up_to is not None and up_to < least:
        values = {"least": least}
        yield _problem(entry, "up_to", "reform_below_start", format_duration(up_to), values)


def _ages(entry: Entry, law: Law) -> Iterator[Problem]:
    category, up_to, every = entry.get("category"), entry.get("up_to"), entry.get("every")
    of = [law.categories[str(category)]] if category is not None else law.categories.values()
    lowest = max(one.original_age for one in of)
    if up_to is not None and not lowest <= up_to <= _OLDEST:
        values: dict[str, object] = {"lowest": lowest, "highest": _OLDEST}
        yield _problem(entry, "up_to", "reform_age_outside", format_duration(up_to), values)
    if every is not None and not 1 <= every <= _SLOWEST:
        values = {"lowest": 1, "highest": _SLOWEST}
        yield _problem(entry, "every", "count_outside", str(every), values)
    window = entry.get("early_window")
    if window is not None and window > _FORTY_YEARS // 4:
        values = {"longest": _FORTY_YEARS // 4}
        yield _problem(entry, "early_window", "duration_too_long", format_duration(window), values)


def _divisors(entry: Entry, law: Law) -> Iterator[Problem]:
    given = {int(name.removeprefix("age_")): value for name, value in entry.values.items()}
    table = {**law.payment_months, **given}
    for age, months in given.items():
        if not 1 <= months <= _MOST_DIVISOR:
            values = {"lowest": 1, "highest": _MOST_DIVISOR}
            yield _problem(entry, f"age_{age}", "count_outside", str(months), values)
        elif months > table.get(age - 1, months) or months < table.get(age + 1, months):
            yield _problem(entry, f"age_{age}", "reform_divisors_rise", str(months))


_CHECKS: Mapping[str, Callable[[Entry, Law], Iterator[Problem]]] = {
    "calculation_base": _base,
    "minimum_period": _minimum,
    "retirement_age": _ages,
    "payment_months": _divisors,
}
