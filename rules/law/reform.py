"""设想的改革: changed parameters of the law from stated months on, and what they make of its values.

A reform is plain data. What it changes carries the note `reform` and the status *projected*; months
before the first change stay as the law has them. Reading a reform from a file is `calculator.reform`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rules.law.limits import Shares
from rules.law.values import LimitPeriod, Status, Value
from rules.month import Month
from rules.quantities import Micro, Months, Ppm

__all__ = [
    "NATION",
    "REFORM",
    "AgePath",
    "BasePath",
    "Divisors",
    "LeastRate",
    "MinimumPath",
    "ParameterChange",
    "Reform",
]

NATION = "000000"
REFORM = "reform"
"""The note of a value that a reform made."""
_LIMITS = ("limit_floor", "limit_ceiling")


class ParameterChange(NamedTuple):
    """A series holds another amount from `start` on, in a region and the places in it."""

    series: str
    region: str
    start: Month
    amount: int


class BasePath(NamedTuple):
    """计发基数: the base of the year `start` (None: the law's own) and its yearly growth after it.

    Without a growth the base goes on as assumed.
    """

    region: str
    start: int
    base: Micro | None
    growth: Ppm | None


class LeastRate(NamedTuple):
    """记账利率下限: no rate of a year from `start` on lies below `least`."""

    start: int
    least: Ppm


class MinimumPath(NamedTuple):
    """最低缴费年限: `base` months in the year `start`, `step` more each year after it, at most `cap`.

    Without a base the path goes on from the year before, with the step and the cap of the law where it
    has none of its own; a base without a step stays.
    """

    start: int
    base: Months | None
    step: Months | None
    cap: Months | None


class AgePath(NamedTuple):
    """退休年龄: one month more for every `step` months of birth, up to `final_age`.

    It begins with the birth month `first_born`, else with the first that would reach the statutory
    age in `start` or later, and goes on from the age of the month before. None keeps what the law has;
    `early_window` is how long before the statutory month one may retire.
    """

    category: str
    start: Month
    first_born: Month | None
    step: Months | None
    final_age: Months | None
    early_window: Months | None


class Divisors(NamedTuple):
    """计发月数: other values for some ages, for who claims in the year `start` or later."""

    start: int
    months: tuple[tuple[int, int], ...]


class Reform(NamedTuple):
    """A reform with its title in both languages. Changes are in order of their start."""

    title_zh: str
    title_en: str
    parameters: tuple[ParameterChange, ...] = ()
    bases: tuple[BasePath, ...] = ()
    least_rates: tuple[LeastRate, ...] = ()
    minimums: tuple[MinimumPath, ...] = ()
    ages: tuple[AgePath, ...] = ()
    divisors: tuple[Divisors, ...] = ()

    def canonical(self) -> bytes:
        """The content as bytes, for a digest."""
        return repr(tuple(self)).encode()

    @property
    def follows_claims(self) -> bool:
        """Whether ages, periods or the formula depend on the cohort or on the year of the claim."""
        rates = any(change.series == "basic_pension_rate" for change in self.parameters)
        return rates or bool(self.minimums or self.ages or self.divisors)

    def changes(self, series: str, places: Iterable[str]) -> Iterator[ParameterChange]:
        """The changes of a series that hold for any of some places, in order."""
        wanted = set(places)
        return (c for c in self.parameters if c.series == series and c.region in wanted)

    def value(
        self, series: str, unit: str, places: Sequence[str], month: Month, lawful: Value | None
    ) -> Value | None:
        """The value of a series in a month: the reform's from its start on, before it the lawful one,
        which ends where the reform begins. `places` are the place, its province, the nation.
        """
        changes = list(self.changes(series, places))
        following = next((change.start for change in changes if change.start > month), None)
        last = None if following is None else Month(following - 1)
        made = [change for change in changes if change.start <= month]
        if made:
            change = max(made, key=lambda one: (one.start, -places.index(one.region)))
            return Value(
                series=series,
                region=change.region,
                start=change.start,
                end=last,
                amount=change.amount,
                unit=unit,
                status=Status.PROJECTED,
                notes=(REFORM,),
            )
        if lawful is None or last is None or (lawful.end is not None and lawful.end <= last):
            return lawful
        return lawful._replace(end=last)

    def limits(
        self, periods: Iterable[LimitPeriod], places: Sequence[str], shares: Shares
    ) -> Iterator[LimitPeriod]:
        """The limit periods, cut and made anew where a share of the reference wage is another."""
        by_series = [list(self.changes(series, places)) for series in _LIMITS]
        starts = sorted({change.start for changes in by_series for change in changes})
        for period in periods:
            cuts = [start for start in starts if period.start < start <= period.end]
            ends = [*(Month(cut - 1) for cut in cuts), period.end]
            for start, end in zip([period.start, *cuts], ends, strict=True):
                piece = period._replace(start=start, end=end)
                changed = [
                    any(change.start <= start for change in changes) for changes in by_series
                ]
                yield _remade(piece, changed, shares) if any(changed) else piece

    def base_path(self, places: Sequence[str], year: int) -> BasePath | None:
        """The path of the calculation base that holds in a year."""
        held = [path for path in self.bases if path.region in places and path.start <= year]
        return max(held, key=lambda one: (one.start, -places.index(one.region)), default=None)

    def least_rate(self, year: int) -> Ppm | None:
        """The lower bound of the crediting rate of a year."""
        held = [bound.least for bound in self.least_rates if bound.start <= year]
        return held[-1] if held else None

    def payment_months(self, lawful: Mapping[int, int], year: int) -> Mapping[int, int]:
        """The annex for a claim of a year."""
        table = dict(lawful)
        for change in self.divisors:
            if change.start <= year:
                table |= change.months
        return table


def _remade(period: LimitPeriod, changed: Sequence[bool], shares: Shares) -> LimitPeriod:
    """A period with the floor, the ceiling or both from the shares in force."""
    floor, ceiling = shares.limits(period.reference_wage, period.start)
    return period._replace(
        floor=floor if changed[0] else period.floor,
        ceiling=ceiling if changed[1] else period.ceiling,
        flexible_floor=None if changed[0] else period.flexible_floor,
        flexible_choice="",
        status=Status.PROJECTED,
        notes=(*period.notes, REFORM),
    )
