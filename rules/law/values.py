"""法规数据的值: what the law store hands out.

Plain frozen values with their source and standing: dated values, limit periods, regions, legal
instruments, local practice. Reading them from files is `reading`, choosing among them is `store`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from rules.month import Month
from rules.quantities import Fen, Micro, Months, Ppm

__all__ = [
    "Category",
    "Certainty",
    "Extra",
    "Ground",
    "IndexBound",
    "Instrument",
    "LimitPeriod",
    "LocalAge",
    "MinimumRule",
    "Practice",
    "Quote",
    "Reading",
    "Region",
    "Row",
    "Status",
    "Value",
]

Row = Mapping[str, object]
"""One row of a table, keys as in the header, values converted to exact integers or text."""


class Status(StrEnum):
    """效力状态 of a value: printed by an authority, carried on for now, or assumed for the future.

    `SUPERSEDED` values stay in the files for the record and are never loaded.
    """

    PUBLISHED = "published"
    PROVISIONAL = "provisional"
    PROJECTED = "projected"
    SUPERSEDED = "superseded"

    @staticmethod
    def worst(*statuses: "Status") -> "Status":
        """The least reliable of the statuses; published when there are none.

        >>> Status.worst(Status.PUBLISHED, Status.PROJECTED, Status.PROVISIONAL)
        <Status.PROJECTED: 'projected'>
        """
        return max(statuses, key=_ORDER.index, default=Status.PUBLISHED)


_ORDER = tuple(Status)


class Certainty(StrEnum):
    """How sure a reading of local practice is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    CONTESTED = "contested"


class Value(NamedTuple):
    """A dated value of a series.

    `amount` is an integer in `unit`: `fen`, `micro` (0.000001 yuan), `ppm`, `number`. `grade` is A
    to D, or U for a user's own file. `note` is what the data file says; `notes` are codes of what
    the loader did (`province_base_used`). `published` and `checked` are ISO dates or empty.
    """

    series: str
    region: str
    start: Month
    end: Month | None
    amount: int
    unit: str
    status: Status = Status.PUBLISHED
    grade: str = "U"
    instrument: str = ""
    article: str = ""
    published: str = ""
    checked: str = ""
    source: str = ""
    note: str = ""
    notes: tuple[str, ...] = ()

    @property
    def warn(self) -> bool:
        """Whether the value rests on one source only (grade C or worse): to be shown with care."""
        return self.grade in ("C", "D")


class LimitPeriod(NamedTuple):
    """缴费基数上下限 of a region between two months, both inclusive.

    `region` is the place whose notice speaks (a city may follow its province). `flexible_choice` is
    `free`, `percents 60|80`, `yuan:4952|6000` or empty when unknown; `flexible_floor` is a lower
    floor for flexible workers where one was set. `notes` are codes: `months_assumed`,
    `end_assumed`, `hole_continued`, `reference_carried`, `reference_from_average_wage`,
    `derived_from_average_wage`, `limits_derived`, `floor_derived`, `ceiling_derived`,
    `carried_over`.
    """

    region: str
    start: Month
    end: Month
    reference_wage: Micro
    floor: Fen
    ceiling: Fen
    flexible_floor: Fen | None = None
    flexible_choice: str = ""
    status: Status = Status.PUBLISHED
    grade: str = "U"
    instrument: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""
    published: str = ""
    checked: str = ""
    note: str = ""

    @property
    def lowest(self) -> Fen:
        """The floor for who pays alone: that of flexible workers where the place set one."""
        return self.floor if self.flexible_floor is None else min(self.floor, self.flexible_floor)

    def floor_of(self, *, employed: bool) -> Fen:
        """The floor of months paid through an employer, or by the person alone."""
        return self.floor if employed else self.lowest

    @property
    def warn(self) -> bool:
        """Whether the limits rest on one source, or were computed from the reference wage."""
        return self.grade in ("C", "D") or any(note.endswith("derived") for note in self.notes)


class Region(NamedTuple):
    """参保地: a province, a city or another unit with figures of its own.

    `limits_parent` is the tier whose contribution limits a city follows, where it is not the
    province. `figures` is false where no figures were ever found; the reasons say why.
    """

    code: str
    zh: str
    short: str
    en: str
    pinyin: str
    parent: str
    limits_parent: str
    aliases: tuple[str, ...]
    kind: str
    figures: bool
    reason_zh: str
    reason_en: str

    @property
    def province(self) -> str:
        """The code of the province a unit lies in; its own for a province."""
        return self.parent if self.kind in ("city", "tier", "special") else self.code


class Quote(NamedTuple):
    """条文: the governing words of one article. `text` grades how the words were seen."""

    article: str
    zh: str
    text: str


class Instrument(NamedTuple):
    """法律文件: a statute, notice or official answer that a value or a rule rests on.

    `title` is the printed one; `subject` says in our words what a document whose title was not
    seen is about. `text` grades the copy seen: V verbatim from an official page, Q quoted by an
    office, M from a mirror, 2 second-hand, K known but not compared, empty when only the number was.
    """

    id: str
    number: str
    title_zh: str
    title_en: str
    subject_zh: str
    subject_en: str
    issuer: str
    issued: str
    in_force: str
    url: str
    text: str
    region: str
    quotes: tuple[Quote, ...] = ()

    @property
    def name(self) -> str:
        """How a document is cited in Chinese: number and title, whichever of them are known."""
        if self.number and self.title_zh:
            return f"{self.number}《{self.title_zh}》"
        return self.number or self.title_zh

    @property
    def known_from(self) -> str:
        """The day a document was out: its date, else the day it took effect, empty for neither."""
        return self.issued or self.in_force

    def quote(self, article: str) -> Quote | None:
        """The words of one article, if they were found."""
        return next((quote for quote in self.quotes if quote.article == article), None)


class Reading(NamedTuple):
    """另一种口径: another way an office or author reads a local rule."""

    value: object
    reason: str


class Ground(NamedTuple):
    """依据: why a field of local practice has its value, and what else it might be."""

    certainty: Certainty
    evidence: str = ""
    instruments: tuple[str, ...] = ()
    other_readings: tuple[Reading, ...] = ()
    region: str = "000000"


class IndexBound(NamedTuple):
    """指数上下限: a floor or cap on the yearly index that a local text set for some months.

    Both in millionths; 0 means no floor, None no cap. `part` is `yearly` or `before_account`.
    """

    start: Month
    end: Month | None
    floor: Ppm
    ceiling: Ppm | None
    part: str


class Extra(NamedTuple):
    """地方性待遇: an item a place adds to the pension. Off unless asked for.

    `kind` names the formula: `allowance` (flat), `adjustment_sum` (flat + index x years x
    per_year), `indexed_supplement` (indexed wage x years x rate), `percentage_bonus` (rate of the
    three parts), `long_career_bonus` (steps of (years, ppm per further year)), or `named` for an
    item without a known formula.
    """

    id: str
    kind: str
    title_zh: str
    title_en: str
    flat: Fen
    per_year: Fen
    rate: Ppm
    condition_zh: str = ""
    condition_en: str = ""
    steps: tuple[tuple[int, Ppm], ...] = ()
    instrument: str = ""
    certainty: Certainty = Certainty.LIKELY
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """地方口径: how one region applies the rules where the law leaves room.

    years_mode: `round2` `exact` `1dp_ceil` `2dp_ceil` `half_year_up` `shanghai`. amount_rounding:
    `fen` `jiao_up_from_fen` `jiao_up_exact` `total_jiao_up`. index_denominator: `paid_months`
    `months_due` `calendar_years` `months_due_unpaid_60`. index_reference: `previous_year`
    `same_year`. Base roles: `place` or `province`. limit_rounding: `yuan_half_up` `yuan_up` `fen`.
    transitional_shape: `index` `average` `index_floor_1` `beijing_two_parts` `none`.
    `transitional_coefficients` are (total months above which it applies, ppm), ascending.
    Every field can be replaced (`dataclasses.replace`); `grounds` says why it is as it is.
    """

    region: str
    years_mode: str
    amount_rounding: str
    indexed_wage_rounding: str
    index_denominator: str
    index_reference: str
    index_decimals: int | None
    due_from: Month | None
    low_index_factor: bool
    basic_base: str
    index_base: str
    transitional_base: str
    limit_rounding: str
    account_start: Month
    transitional_shape: str
    transitional_coefficients: tuple[tuple[Months, Ppm], ...]
    second_index: bool
    notional_divisor: int | None
    rhythms: tuple[str, ...]
    posting: str
    interest_method: str
    retirement_interest: str
    divisor_rule: str
    divisor_by_month_from: Month
    pay_retirement_month: bool
    hukou_required: bool
    ages_beyond_table: bool
    index_bounds: tuple[IndexBound, ...]
    extras: tuple[Extra, ...]
    grounds: Mapping[str, Ground] = field(
        default_factory=lambda: MappingProxyType({}), repr=False, compare=False
    )

    @property
    def certainty(self) -> Mapping[str, Certainty]:
        """The certainty of each field."""
        return {name: ground.certainty for name, ground in self.grounds.items()}

    @property
    def contested(self) -> tuple[str, ...]:
        """The fields offices or sources disagree on."""
        return tuple(n for n, g in self.grounds.items() if g.certainty is Certainty.CONTESTED)

    def transitional_coefficient(self, total_months: Months) -> Ppm:
        """过渡性养老金系数, ppm, for a person with `total_months` in all."""
        fitting = [ppm for above, ppm in self.transitional_coefficients if total_months > above]
        return fitting[-1] if fitting else self.transitional_coefficients[0][1]


class Category(NamedTuple):
    """退休年龄类别: original age, first affected birth month, step and cap of the delay, months."""

    id: str
    zh: str
    en: str
    original_age: Months
    first_affected: Month
    step: Months
    cap: Months
    early_window: Months
    instrument: str


class LocalAge(NamedTuple):
    """地方退休年龄: a region's own original age of a category, with its standing."""

    region: str
    category: str
    original_age: Months
    start: Month
    end: Month | None
    instrument: str
    certainty: Certainty
    evidence: str
    delayed: bool


class MinimumRule(NamedTuple):
    """最低缴费年限: months until a year, then a yearly step up to a cap."""

    base: Months
    last_year_of_base: int
    step: Months
    cap: Months
    instrument: str
