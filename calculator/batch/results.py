"""结果列: every figure a batch can give for a person, once.

The same table heads the columns of every kind of file and names what `--select` chooses. A column says
how its integer is written; nothing is computed here that the estimate does not compute.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from calculator.case import Case
from calculator.estimates import estimate, outcome
from calculator.i18n import Language, text
from calculator.real_money import in_todays_money
from calculator.result import Outcome, OutcomeName
from rules.career import Run
from rules.estimation import Settlement
from rules.law import Status
from rules.month import Month
from rules.quantities import MICRO_PER_FEN, PPM, Fen, half_up

if TYPE_CHECKING:
    from calculator.decision_figures import Decisions

__all__ = [
    "DECISIONS",
    "DEFAULT",
    "RESULTS",
    "Answer",
    "Column",
    "Kind",
    "Result",
    "UnknownResult",
    "Value",
    "View",
    "Written",
    "listed",
    "meaning",
    "selected",
    "title",
    "written",
]

Written = str | int | bool | None
"""A cell: text, a count, yes or no, or nothing."""
Value = int | str | bool | None
"""A result before it is written: an integer of its unit, a word, yes or no, or nothing."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a column is written: integers with `scale` decimals, months, words, yes or no.

    `unit` is that of the number as it is written, `digits` are those a table has room for.
    """

    name: str
    unit: str
    scale: int = 0
    digits: int = 18

    @property
    def is_decimal(self) -> bool:
        """Whether the column holds a number with decimals."""
        return self.scale > 0


COUNT = Kind("count", "months")
FLAG = Kind("flag", "yes_or_no")
MONTH = Kind("month", "month")
WORD = Kind("word", "word")
TENTHS = Kind("decimal", "months", 1)
YUAN = Kind("decimal", "yuan", 2)
RATE = Kind("decimal", "share", 6)
WAGE = Kind("decimal", "yuan", 6)
INDEX = Kind("decimal", "index", 12)
INDEXED = Kind("decimal", "yuan", 12, digits=38)


class View:
    """One outcome of a person: a settlement, and what it means from today on."""

    def __init__(self, case: Case, name: OutcomeName, settled: Settlement) -> None:
        self.case = case
        self.name = name
        self.settled = settled

    @cached_property
    def future(self) -> list[Run]:
        """The months still to be paid."""
        return [run for run in self.settled.runs if run.first >= self.case.today]

    @cached_property
    def pension_today(self) -> int:
        """The first pension in the prices of today, fen."""
        ahead = self.settled.start - self.case.today
        inflation = self.case.projection.assumptions.inflation
        return in_todays_money(Fen(self.settled.award.total), ahead, inflation)

    @cached_property
    def whole(self) -> Outcome:
        """The outcome as the single estimate states it."""
        return outcome(self.case, self.name, self.settled)

    def share(self, base: int) -> int | None:
        """The first pension over `base`, ppm."""
        return half_up(self.settled.award.total * PPM, base) if base else None


class Answer:
    """What was found for one person. Outcomes beyond the plan are settled when a column asks."""

    def __init__(
        self, case: Case, plan: Settlement, status: Status, most: Callable[[], Settlement]
    ) -> None:
        self.case = case
        self.status = status
        self._plan = plan
        self._most = most

    @cached_property
    def go_on(self) -> View:
        """The plan."""
        return View(self.case, "go_on", self._plan)

    @cached_property
    def stop_now(self) -> View:
        """Nothing paid from today on."""
        return View(self.case, "stop_now", self.case.settle(()))

    @cached_property
    def most(self) -> View:
        """The highest lawful payments from today on."""
        return View(self.case, "most", self._most())

    @cached_property
    def decisions(self) -> "Decisions":
        """The comparisons around the plan, made as far as columns ask."""
        from calculator.decision_figures import Decisions  # noqa: PLC0415 only few batches ask

        law = self.case.projection.law
        return Decisions(estimate(self.case.scenario, law), law)

    def decision(self, name: str) -> int | None:
        """A figure of the decisions."""
        from calculator.decision_figures import FIGURES  # noqa: PLC0415 only few batches ask

        return FIGURES[name].find(self.decisions)


Take = Callable[[Answer], Value]


@dataclass(frozen=True, slots=True)
class Result:
    """A column of results: its key, how it is written, where it comes from."""

    name: str
    kind: Kind
    take: Take

    @property
    def is_money(self) -> bool:
        """Whether the column holds fen."""
        return self.kind is YUAN


Seen = Callable[[View], int | bool | None]

_OF_AN_OUTCOME: dict[str, tuple[Kind, Seen]] = {
    "payable": (FLAG, lambda v: v.settled.missing == 0),
    "statutory_age": (COUNT, lambda v: v.settled.statutory_age),
    "statutory": (MONTH, lambda v: v.settled.statutory),
    "earliest": (MONTH, lambda v: v.settled.earliest),
    "retirement": (MONTH, lambda v: v.settled.retirement),
    "start": (MONTH, lambda v: v.settled.start),
    "months_required": (COUNT, lambda v: v.settled.required),
    "months_counted": (COUNT, lambda v: v.settled.counted),
    "months_missing": (COUNT, lambda v: v.settled.missing),
    "monthly_payment": (YUAN, lambda v: v.future[0].total if v.future else 0),
    "monthly_credit": (YUAN, lambda v: v.future[0].credit if v.future else 0),
    "paid_from_now": (YUAN, lambda v: sum(run.months * run.total for run in v.future)),
    "paid_from_now_today": (YUAN, lambda v: v.whole.paid_from_now_today),
    "paid_total": (YUAN, lambda v: v.settled.paid_total),
    "credited_total": (YUAN, lambda v: v.settled.credited_total),
    "pool_total": (YUAN, lambda v: v.settled.pool_total),
    "account_balance": (YUAN, lambda v: v.settled.balance),
    "index": (INDEX, lambda v: v.settled.average_index),
    "basic_base": (WAGE, lambda v: v.settled.basic_base),
    "index_base": (WAGE, lambda v: v.settled.index_base),
    "transitional_base": (WAGE, lambda v: v.settled.transitional_base),
    "indexed_wage": (INDEXED, lambda v: v.settled.indexed),
    "divisor_months": (TENTHS, lambda v: v.settled.payment_months),
    "basic": (YUAN, lambda v: v.settled.award.basic),
    "account": (YUAN, lambda v: v.settled.award.account),
    "transitional": (YUAN, lambda v: v.settled.award.transitional),
    "local_items": (YUAN, lambda v: v.settled.award.extras),
    "pension": (YUAN, lambda v: v.settled.award.total),
    "pension_today": (YUAN, lambda v: v.pension_today),
    "replacement_base": (RATE, lambda v: v.share(half_up(v.settled.basic_base, MICRO_PER_FEN))),
    "replacement_own": (RATE, lambda v: v.share(v.settled.runs[-1].base if v.settled.runs else 0)),
}
DECISIONS: dict[str, Kind] = {
    "claim_month": MONTH,
    "extended_months": COUNT,
    "payback": TENTHS,
    "payback_real": TENTHS,
    "break_even_month": MONTH,
    "break_even_age": COUNT,
    "break_even_chance": RATE,
    "return_nominal": RATE,
    "return_real": RATE,
    "return_real_average_life": RATE,
    "present_value": YUAN,
    "value_over_stopping": YUAN,
    "worthwhile_tier": RATE,
    "next_tier": RATE,
    "next_tier_monthly": YUAN,
    "next_tier_pension_today": YUAN,
    "next_tier_payback": TENTHS,
    "earliest_month": MONTH,
    "earliest_pension_today": YUAN,
    "statutory_month": MONTH,
    "statutory_pension_today": YUAN,
    "best_month": MONTH,
    "best_value": YUAN,
    "minimum_month": MONTH,
    "least_budget": YUAN,
    "gap_year_saved_today": YUAN,
    "gap_year_pension_today": YUAN,
    "best_place_pension_today": YUAN,
    "low_regime_pension_today": YUAN,
    "high_regime_pension_today": YUAN,
    "next_cliff_month": MONTH,
    "next_cliff_gain": YUAN,
    "subsidy_best_month": MONTH,
    "subsidy_best_today": YUAN,
    "residents_lowest_paid_today": YUAN,
    "residents_lowest_pension_today": YUAN,
    "residents_highest_paid_today": YUAN,
    "residents_highest_pension_today": YUAN,
    "death_now_family_today": YUAN,
    "death_at_start_family_today": YUAN,
}
"""The figures of `calculator.decision_figures` and how they are written; each person takes a hundred
times as long as without them, so they stand in no table unless chosen.
"""
_OUTCOMES: tuple[tuple[str, Callable[[Answer], View]], ...] = (
    ("", lambda answer: answer.go_on),
    ("stop_now_", lambda answer: answer.stop_now),
    ("most_", lambda answer: answer.most),
)


def _taking(view: Callable[[Answer], View], see: Seen) -> Take:
    return lambda answer: see(view(answer))


def _deciding(name: str) -> Take:
    return lambda answer: answer.decision(name)


_SETTLED: dict[str, Result] = {
    "status": Result("status", WORD, lambda answer: answer.status.value),
    "claim_place": Result("claim_place", WORD, lambda answer: answer.case.claim.code),
} | {
    prefix + name: Result(prefix + name, kind, _taking(view, see))
    for prefix, view in _OUTCOMES
    for name, (kind, see) in _OF_AN_OUTCOME.items()
}
RESULTS: dict[str, Result] = _SETTLED | {
    name: Result(name, kind, _deciding(name)) for name, kind in DECISIONS.items()
}
"""All columns by name; those of stopping now and of the most have a prefix."""

DEFAULT = (
    "status",
    "retirement",
    "start",
    "months_required",
    "months_counted",
    "months_missing",
    "payable",
    "monthly_payment",
    "monthly_credit",
    "paid_from_now",
    "account_balance",
    "index",
    "basic",
    "account",
    "transitional",
    "local_items",
    "pension",
    "pension_today",
)
_SETS: dict[str, tuple[str, ...]] = {
    "default": DEFAULT,
    "all": tuple(_SETTLED),
    "decisions": tuple(DECISIONS),
}
"""Words that choose several columns."""


class UnknownResult(Exception):
    """There are no result columns of these names; `suggestions` are close ones by name."""

    def __init__(self, names: Sequence[str]) -> None:
        known = [*RESULTS, *_SETS, *(title(key, "zh") for key in RESULTS)]
        self.suggestions = {name: tuple(get_close_matches(name, known, n=3)) for name in names}
        super().__init__(", ".join(names))


def selected(names: Sequence[str]) -> tuple[Result, ...]:
    """The columns called `names`, in English or Chinese, in that order.

    `default` are those given when none is chosen, `all` those of the three outcomes, `decisions` those of
    the comparisons. Raises UnknownResult.
    """
    in_chinese = {title(name, "zh"): name for name in RESULTS}
    found: list[str] = []
    for name in names or ("default",):
        found += _SETS.get(name, (in_chinese.get(name, name),))
    unknown = [name for name in found if name not in RESULTS]
    if unknown:
        raise UnknownResult(unknown)
    return tuple(RESULTS[name] for name in dict.fromkeys(found))


class Column(NamedTuple):
    """A column as a list of them tells it: `chosen_by` is the narrowest word that chooses it."""

    name: str
    unit: str
    chosen_by: str


def listed() -> Iterator[Column]:
    """Every column there is, in the order of `all`, then those of the comparisons."""
    for name, result in RESULTS.items():
        chosen_by = "default" if name in DEFAULT else "decisions" if name in DECISIONS else "all"
        yield Column(name, result.kind.unit, chosen_by)


def title(name: str, language: Language) -> str:
    """The header of a column: its key in English, its words in Chinese."""
    return name if language == "en" else meaning(name, language)


def meaning(name: str, language: Language) -> str:
    """What a column holds, in words."""
    for prefix, _ in reversed(_OUTCOMES):
        figure = name.removeprefix(prefix)
        if prefix and figure != name and figure in _OF_AN_OUTCOME:
            words = meaning(figure, language)
            return text(f"batch.outcome.{prefix}", language, title=words)
    return text(f"batch.result.{name}", language)


def written(value: Value, kind: Kind) -> Written:
    """A value as files hold it: decimals as exact text, months as 2048-03, counts as they are.

    >>> written(120_050, YUAN), written(-150, YUAN), written(24_578, MONTH), written(0, MONTH)
    ('1200.50', '-1.50', '2048-03', None)
    """
    if value is None or isinstance(value, (bool, str)):
        return value
    if kind is MONTH:
        return str(Month(value)) if value else None
    if kind.is_decimal:
        whole, part = divmod(abs(value), 10**kind.scale)
        return f"{'-' if value < 0 else ''}{whole}.{part:0{kind.scale}d}"
    return int(value)
