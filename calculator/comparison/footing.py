"""比较的基础: what all answers of one comparison share, and what they rest on.

The person's case, the same case without growth and interest, and the outlook streams are valued with.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.assumptions import Assumptions
from calculator.case import Case, build
from calculator.real_money import in_todays_money
from calculator.result import Estimate
from calculator.valuation import (
    UNCHANGED,
    LifeTable,
    Outlook,
    Part,
    Payback,
    Stream,
    Valuation,
    added,
    difference,
    outlook_of,
    past_payments,
    payback_of,
    real_payback_of,
    stream_of,
    valuation_of,
    value_of,
)
from rules.career import Run, Spell
from rules.estimation import Settlement
from rules.law import Law, Status
from rules.month import Month
from rules.quantities import Fen, Months, Ppm

__all__ = ["Basis", "Course", "Footing", "Mortality", "footing_of"]


@dataclass(frozen=True, slots=True)
class Mortality:
    """生命表的选择: a table of one's own put before the shipped ones, and a multiplier of all rates."""

    own: LifeTable | None = None
    multiplier: Ppm = UNCHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What figures of a comparison rest on, to be printed beside them.

    `tables` are the life tables with the months somebody of this age and sex lives on by them, the
    leading one first; `status` is the worst status of the law values read. `statement_months` are
    months known only as a balance: what was paid for them is unknown and in no figure.
    """

    today: Month
    assumptions: Assumptions
    tables: tuple[tuple[str, Months], ...]
    multiplier: Ppm
    status: Status
    statement_months: Months


@dataclass(frozen=True, slots=True)
class Course:
    """One way to go on: its settlement, and that without growth and interest from now on."""

    settled: Settlement
    level: Settlement

    @property
    def start(self) -> Month:
        """The month of the first pension."""
        return Month(self.settled.start)

    @property
    def payable(self) -> bool:
        """Whether the minimum period is met, so that a pension is paid at all."""
        return self.settled.missing == 0


class Footing:
    """The case of an estimate, ready to be settled for other courses."""

    def __init__(self, case: Case, level: Case, outlook: Outlook, planned: Settlement) -> None:
        self.case = case
        self.level = level
        self.outlook = outlook
        self.planned = planned

    def course(self, future: Sequence[Spell], retirement: int | None = None) -> Course:
        """`future` paid from now on, claimed in `retirement` (None: in the month of the plan)."""
        month = Month(self.planned.retirement if retirement is None else retirement)
        return Course(self.case.settle(future, month), self.level.settle(future, month))

    def plan(self) -> Course:
        """The person's own plan."""
        return self.course(self.case.plan)

    def stop_now(self) -> Course:
        """Nothing paid from now on, claimed in the month of the plan."""
        return self.course(())

    def future_runs(self, course: Course) -> list[Run]:
        """What is paid from now on."""
        return [run for run in course.settled.runs if run.first >= self.case.today]

    def today(self, amount: int, month: int) -> Fen:
        """An amount due in a month in today's prices."""
        inflation = self.case.projection.assumptions.inflation
        return in_todays_money(Fen(amount), month - self.case.today, inflation)

    def stream(self, course: Course, part: Part = Part.WHOLE) -> Stream:
        """The money of a course from now on."""
        return stream_of(self.case, course.settled, part)

    def life(self, course: Course) -> Stream:
        """The money of a course from the first payment known."""
        return _life(self.case, course.settled)

    def whole(self, course: Course) -> Valuation:
        """All money ever paid, as far as it is known, against all that comes back."""
        plain = payback_of(self.outlook, _life(self.level, course.level), course.start)
        return valuation_of(self.outlook, self.life(course), course.start, plain)

    def against(self, course: Course, other: Course, part: Part = Part.WHOLE) -> Valuation:
        """What `course` pays from now on above `other` against what it brings above it."""
        plain = self.plain_payback(course, other, part)
        more = difference(self.stream(course, part), self.stream(other, part))
        return valuation_of(self.outlook, more, course.start, plain)

    def plain_payback(
        self, course: Course, other: Course, part: Part = Part.WHOLE
    ) -> Payback | None:
        """The payback of what `course` pays above `other`, without growth and interest."""
        more = difference(
            stream_of(self.level, course.level, part), stream_of(self.level, other.level, part)
        )
        return payback_of(self.outlook, more, course.start)

    def overtaking(self, later: Course, sooner: Course) -> Payback | None:
        """From when on `later` has brought more than `sooner` in today's prices; None for never."""
        more = difference(self.stream(later), self.stream(sooner))
        return real_payback_of(self.outlook, more, later.start)

    def value(self, course: Course) -> Fen:
        """The present value of a course from now on, by the leading life table."""
        return value_of(self.outlook, self.stream(course))

    def basis(self) -> Basis:
        """What the figures rest on; asked for after they were computed."""
        age = Months(self.case.today - self.case.scenario.born)
        return Basis(
            today=self.case.today,
            assumptions=self.case.projection.assumptions,
            tables=tuple((table.name, table.months_left(age)) for table in self.outlook.tables),
            multiplier=self.outlook.tables[0].multiplier,
            status=Status.worst(*(origin.status for origin in self.case.used())),
            statement_months=Months(self.case.opening.months),
        )


def _life(case: Case, settled: Settlement) -> Stream:
    return added(past_payments(case, settled), stream_of(case, settled))


def footing_of(result: Estimate, law: Law, mortality: Mortality | None = None) -> Footing:
    """The footing of an estimate under the law it was made from."""
    scenario = result.scenario
    choice = Mortality() if mortality is None else mortality
    level = scenario.changed(
        wage_growth=Ppm(0),
        inflation=Ppm(0),
        crediting_rate=Ppm(0),
        indexation=Ppm(0),
        discount=Ppm(0),
        retirement_year_rate=Ppm(0),
    )
    case = build(scenario, law)
    outlook = outlook_of(scenario, case.projection.assumptions, law, choice.own, choice.multiplier)
    return Footing(case, build(level, law), outlook, result.go_on.settlement)
