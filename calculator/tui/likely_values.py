"""常用值: what a field is likely to hold, to be picked instead of typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.i18n import Language, formatted, text
from calculator.scenario.fields import Field, field_named
from calculator.tui.session import Session
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import Fen, Months

__all__ = ["Likely", "likely_values", "months_of"]

_NATION = "000000"
_RETIRE_SPAN = 36
_WAGES = range(2_000, 30_500, 500)
_TIERS = range(60, 310, 10)
_RATES = [half / 2 for half in range(17)]
_INDICES = [tenth / 10 for tenth in range(4, 31)]
_OLDEST, _YOUNGEST = 75, 16
_YEARS_PAID = 46


@dataclass(frozen=True, slots=True)
class Likely:
    """A value as it would be typed, what is shown for it, and other words it is found by.

    A text that ends in "-" is a year whose month is still to be picked.
    """

    text: str
    label: str
    words: str = ""


def likely_values(name: str, session: Session, language: Language) -> list[Likely]:
    """The likely values of a field, empty where it is best typed."""
    entry = field_named(name)
    if entry is None or entry.kind is None:
        return []
    if entry.kind.name == "region":
        return list(_regions(session, language))
    if name == "retire":
        return [*_words(entry, language), *_retirement(session, language)]
    return [*_words(entry, language), *_plain(entry, session, language)]


def months_of(year: str) -> list[Likely]:
    """The months of a year that was picked."""
    return [Likely(f"{year}{month:02d}", f"{year}{month:02d}") for month in range(1, 13)]


def _regions(session: Session, language: Language) -> Iterator[Likely]:
    regions = [r for r in session.reading.law.regions.values() if r.figures and r.code != _NATION]
    for region in sorted(regions, key=lambda region: (region.kind != "province", region.code)):
        name = region.zh if language == "zh" else region.en
        words = (region.zh, region.en, region.pinyin, region.short, *region.aliases)
        yield Likely(name, name, " ".join(words).casefold())


def _words(entry: Field, language: Language) -> Iterator[Likely]:
    kind = entry.kind
    for option in kind.choices if kind else ():
        family = "".join(f"_{c.lower()}" if c.isupper() else c for c in type(option).__name__)[1:]
        word = option.words[0] if language == "zh" else option.value
        yield Likely(word, text(f"choice.{family}.{option.value}", language))


def _retirement(session: Session, language: Language) -> Iterator[Likely]:
    """Every month of the window, with the age reached in it."""
    good = session.good
    if good is None or good.estimate is None or good.scenario is None:
        return
    settled = good.estimate.go_on.settlement
    for month in range(settled.earliest, settled.statutory + _RETIRE_SPAN + 1):
        if month >= session.today:
            age = formatted(Months(month - good.scenario.born), "age", language)
            yield Likely(str(Month(month)), f"{Month(month)}   {age}")


def _plain(entry: Field, session: Session, language: Language) -> Iterator[Likely]:
    this_year = session.today.year
    match entry.kind.name if entry.kind else "":
        case "money" if entry.name in ("wage", "base"):
            for wage in _WAGES:
                yield Likely(str(wage), formatted(Fen(wage * 100), "whole_yuan", language))
        case "tier":
            for percent in _TIERS:
                yield Likely(f"{percent}%", f"{percent}%")
        case "rate":
            for rate in _RATES:
                yield Likely(f"{rate:g}%", f"{rate:g}%")
        case "index":
            for index in _INDICES:
                yield Likely(f"{index:g}", f"{index:.1f}")
        case "duration":
            for years in range(_YEARS_PAID):
                span = formatted(Months(years * MONTHS_PER_YEAR), "duration", language)
                yield Likely(f"{years}{'年' if language == 'zh' else 'y'}", span)
        case "month":
            first, last = this_year - 40, this_year + 40
            if entry.name == "born":
                first, last = this_year - _OLDEST, this_year - _YOUNGEST
            for year in range(first, last + 1):
                yield Likely(f"{year}-", str(year))
        case "count" if entry.name == "payment_month":
            for month in range(1, 13):
                yield Likely(str(month), str(month))
        case "grades":
            for grades in ("AB", "ABC", "ABCD"):
                yield Likely(grades, grades)
