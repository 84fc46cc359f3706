"""测算情景: one frozen, flat, typed description of what is to be estimated.

Values are months, fen, ppm and words of `choices`; regions are codes of the law store. Text is read
and checked by `reading` and `checking`; a `Scenario` built by hand is only checked for its types.
"""

from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler

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


def _month(value: Any) -> Any:
    if type(value) is int:
        return Month(value)
    return value


AMonth = Annotated[Month, BeforeValidator(_month)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Span(_Part):
    """停缴: consecutive months, both ends included."""

    first: AMonth
    last: AMonth


class Segment(_Part):
    """缴费历史: consecutive months paid in one way.

    `base` in fen, or `tier` in ppm of the reference wage or at a limit. `region` None is the region
    of the scenario; `posted` the month of a lawful late payment.
    """

    first: AMonth
    last: AMonth
    base: Fen | None = None
    tier: TierLimit | Ppm | None = None
    moving: bool = False
    region: str | None = None
    kind: PaidBy = PaidBy.FLEXIBLE
    posted: AMonth | None = None

    @property
    def employed(self) -> bool:
        """Whether an employer paid the pool part."""
        return self.kind is PaidBy.EMPLOYED


class Change(_Part):
    """变更: another base or another region from a month on. `base` in fen, `tier` in ppm."""

    first: AMonth
    base: Fen | None = None
    tier: TierLimit | Ppm | None = None
    moving: bool = False
    region: str | None = None


class Scenario(_Part):
    """Everything an estimate is made from.

    Amounts are fen, rates ppm, indices 1e-12, spans months. One of `wage`, `tier`, `base` is given.
    None means: not given, the practice of the place or a stated default holds. `plan_until` None
    pays until retirement.
    """

    region: str
    born: AMonth
    sex: Sex
    today: AMonth
    category: Category | None = None
    wage: Fen | None = None
    tier: TierLimit | Ppm | None = None
    base: Fen | None = None
    moving: bool | None = None
    clamp: bool = False
    paid: Months | None = None
    paid_through: AMonth | None = None
    balance: Fen | None = None
    balance_date: AMonth | None = None
    average_index: IndexE12 | None = None
    first_paid: AMonth | None = None
    history: tuple[Segment, ...] = ()
    plan_until: AMonth | None = None
    pauses: tuple[Span, ...] = ()
    changes: tuple[Change, ...] = ()
    rhythm: Rhythm = Rhythm.MONTHLY
    payment_month: int | None = None
    retire: RetireAt | AMonth = RetireAt.STATUTORY
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
    due_from: AMonth | None = None
    divisor_rule: DivisorRule | None = None
    amount_rounding: AmountRounding | None = None
    low_index_factor: bool | None = None
    holes: Holes = Holes.CONTINUE
    extras: bool = False
    only_child: bool = False
    disposable_income: Fen | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _problems_instead(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Report wrong types as problems, never as errors of the validation library."""
        try:
            return handler(value)
        except ValidationError as error:
            raise ScenarioProblems(
                Problem(
                    field=".".join(str(part) for part in fault["loc"]),
                    code=_CODES.get(fault["type"], "wrong_type"),
                    found=str(fault["input"])[:60],
                )
                for fault in error.errors(include_url=False)
            ) from None

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

    def changed(self, **values: Any) -> Self:
        """The same scenario with some typed values replaced. Raises ScenarioProblems."""
        return type(self)(**(dict(self) | values))


_CODES = {"missing": "required", "extra_forbidden": "unknown_field"}
