"""测算情景: one frozen, flat, typed description of what is to be estimated.

Values are months, fen, ppm and words of `choices`; regions are codes of the law store. Text is read
and checked by `reading` and `checking`; a `Scenario` built by hand is only checked for its types.
"""

from collections.abc import Hashable
from dataclasses import MISSING, dataclass, fields, replace
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NewType, Self, Union, cast, get_args, get_origin, get_type_hints

from calculator.scenario.choices import (
    AmountRounding,
    AssumptionLevel,
    BaseRounding,
    Category,
    DivisorRule,
    Holes,
    IndexDenominator,
    IndexReference,
    InterestMethod,
    LateRetirement,
    LimitsProjection,
    PaidBy,
    Posting,
    RetireAt,
    RetirementInterest,
    RetirementYearRate,
    Rhythm,
    Sex,
    TierLimit,
    YearsMode,
)
from calculator.scenario.problems import Problem, ScenarioProblems
from rules.month import Month
from rules.quantities import Fen, IndexE12, Months, Ppm

__all__ = ["Change", "Scenario", "Segment", "Span"]


class _Part:
    """What spans, segments, changes and scenarios share: typed when built, comparable, replaceable."""

    __slots__ = ()

    def __post_init__(self) -> None:
        """Turn plain words and ordinals into their types; report all values that do not fit."""
        problems = []
        exact = _exact(cast("Hashable", type(self)))
        for name, hints in _hints(cast("Hashable", type(self))).items():
            value = getattr(self, name)
            if type(value) in exact[name]:
                continue
            fitted = next((found for hint in hints if (found := _fit(hint, value)) is not _NO), _NO)
            if fitted is _NO:
                problems.append(Problem(field=name, code="wrong_type", found=str(value)[:60]))
            elif fitted is not value:
                object.__setattr__(self, name, fitted)
        if problems:
            raise ScenarioProblems(problems)

    @classmethod
    def draft(cls, **typed: Any) -> Self:
        """An unchecked one with some values; what is required and not given is simply absent."""
        made = object.__new__(cls)
        for name, value in (_defaults(cast("Hashable", cls)) | typed).items():
            object.__setattr__(made, name, value)
        return made

    def finished(self) -> Self:
        """A draft whose required values are there, held to the types of its fields."""
        self.__post_init__()
        return self

    def values(self) -> dict[str, Any]:
        """Every field by name."""
        return {entry.name: getattr(self, entry.name) for entry in fields(self)}  # type: ignore[arg-type]

    def changed(self, **values: Any) -> Self:
        """The same with some typed values replaced. Raises ScenarioProblems."""
        return replace(self, **values)  # type: ignore[type-var]


_NO = object()


@cache
def _defaults(part: Hashable) -> dict[str, Any]:
    """The values of the fields that may be left out."""
    found = {entry.name: entry.default for entry in fields(cast("Any", part))}
    return {name: value for name, value in found.items() if value is not MISSING}


@cache
def _hints(part: Hashable) -> dict[str, tuple[Any, ...]]:
    """The types each field may have, unions taken apart."""
    return {name: _alternatives(hint) for name, hint in get_type_hints(part).items()}


@cache
def _exact(part: Hashable) -> dict[str, frozenset[type]]:
    """The types of each field whose values fit as they are, so that most need no closer look."""
    return {
        name: frozenset(
            int if isinstance(hint, NewType) else hint
            for hint in hints
            if isinstance(hint, (type, NewType)) and get_origin(hint) is None
        )
        for name, hints in _hints(part).items()
    }


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _fit(hint: Any, value: Any) -> Any:
    """`value` as the type of a field, or _NO."""
    if get_origin(hint) is tuple:
        (inner, _) = get_args(hint)
        whole = isinstance(value, tuple | list) and all(isinstance(each, inner) for each in value)
        return tuple(value) if whole else _NO
    if hint is Month:
        return Month(value) if type(value) in (int, Month) else _NO
    if isinstance(hint, NewType):
        return value if type(value) is int else _NO
    if isinstance(hint, type) and issubclass(hint, Enum):
        return (
            hint(value)
            if isinstance(value, str) and value in {str(member) for member in hint}
            else _NO
        )
    if hint in (str, bool, int, NoneType):
        return value if type(value) is hint else _NO
    return value if isinstance(value, hint) else _NO


@dataclass(frozen=True, slots=True, kw_only=True)
class Span(_Part):
    """停缴: consecutive months, both ends included."""

    first: Month
    last: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(_Part):
    """缴费历史: consecutive months paid in one way.

    `base` in fen, or `tier` in ppm of the reference wage or at a limit. `region` None is the region
    of the scenario; `posted` the month of a lawful late payment.
    """

    first: Month
    last: Month
    base: Fen | None = None
    tier: TierLimit | Ppm | None = None
    moving: bool = False
    region: str | None = None
    kind: PaidBy = PaidBy.FLEXIBLE
    posted: Month | None = None

    @property
    def employed(self) -> bool:
        """Whether an employer paid the pool part."""
        return self.kind is PaidBy.EMPLOYED


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(_Part):
    """变更: another base or another region from a month on. `base` in fen, `tier` in ppm."""

    first: Month
    base: Fen | None = None
    tier: TierLimit | Ppm | None = None
    moving: bool = False
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(_Part):
    """Everything an estimate is made from.

    Amounts are fen, rates ppm, indices 1e-12, spans months. One of `wage`, `tier`, `base` is given.
    None means: not given, the practice of the place or a stated default holds. `plan_until` None
    pays until retirement.
    """

    region: str
    born: Month
    sex: Sex
    today: Month
    category: Category | None = None
    wage: Fen | None = None
    tier: TierLimit | Ppm | None = None
    base: Fen | None = None
    moving: bool | None = None
    clamp: bool = False
    paid: Months | None = None
    paid_through: Month | None = None
    balance: Fen | None = None
    balance_date: Month | None = None
    average_index: IndexE12 | None = None
    first_paid: Month | None = None
    history: tuple[Segment, ...] = ()
    plan_until: Month | None = None
    pauses: tuple[Span, ...] = ()
    changes: tuple[Change, ...] = ()
    rhythm: Rhythm = Rhythm.MONTHLY
    payment_month: int | None = None
    retire: RetireAt | Month = RetireAt.STATUTORY
    extend: bool = False
    late_retirement: LateRetirement = LateRetirement.NONE
    registered: str | None = None
    claim: str | None = None
    assumption_set: AssumptionLevel = AssumptionLevel.MIDDLE
    wage_growth: Ppm | None = None
    inflation: Ppm | None = None
    crediting_rate: Ppm | None = None
    indexation: Ppm | None = None
    discount: Ppm | None = None
    retirement_year_rate: RetirementYearRate | Ppm = RetirementYearRate.LAST_PUBLISHED
    limits_projection: LimitsProjection = LimitsProjection.WAGE
    grades: str = "ABC"
    deemed: Months | None = None
    deemed_index: IndexE12 | None = None
    transition_index: IndexE12 | None = None
    transition_months: Months | None = None
    transition_paid: Months | None = None
    base_rounding: BaseRounding = BaseRounding.YUAN
    interest_method: InterestMethod | None = None
    retirement_interest: RetirementInterest | None = None
    posting: Posting | None = None
    pay_retirement_month: bool | None = None
    years_mode: YearsMode | None = None
    index_denominator: IndexDenominator | None = None
    index_reference: IndexReference | None = None
    index_decimals: int | None = None
    due_from: Month | None = None
    divisor_rule: DivisorRule | None = None
    amount_rounding: AmountRounding | None = None
    low_index_factor: bool | None = None
    local_age: bool = True
    holes: Holes = Holes.CONTINUE
    extras: bool = False
    only_child: bool = False
    disposable_income: Fen | None = None

    @property
    def last_paid(self) -> Month:
        """The last month that can have been paid so far: `paid_through`, or the month before today."""
        return self.paid_through if self.paid_through is not None else Month(self.today - 1)

    @property
    def retirement_category(self) -> Category:
        """The category given, else men 60, women 55 (劳社部发〔2001〕20号 item 3)."""
        if self.category is not None:
            return self.category
        return Category.MALE_60 if self.sex is Sex.MALE else Category.FEMALE_55
