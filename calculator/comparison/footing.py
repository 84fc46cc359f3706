"""比较的基础: what all answers of one comparison share, and what they rest on.

The person's case, the same case without growth and interest, and the outlook streams are valued with.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from calculator.assumptions import Assumptions
from calculator.case import Case, build
from calculator.planned import completing_month
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
    paid_in_todays_money,
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
    months known only as a balance: what was paid for them is unknown and in no figure. With months
    `missing` in the month `asked` the plan is paid on and `claimed` later; the two are the same where
    nothing is missing or no extension makes up for it.
    """

    today: Month
    asked: Month
    claimed: Month
    missing: Months
    assumptions: Assumptions
    tables: tuple[tuple[str, Months], ...]
    multiplier: Ppm
    status: Status
    statement_months: Months


class Course:
    """One way to go on: `future` paid from now on, claimed in `month`; settled when it is looked at."""

    def __init__(self, footing: "Footing", future: tuple[Spell, ...], month: Month) -> None:
        self._footing = footing
        self._future = future
        self._month = month
        self._streams: dict[tuple[Part, bool], Stream] = {}

    @cached_property
    def settled(self) -> Settlement:
        """Under the assumptions of the scenario."""
        return self._footing.case.settle(self._future, self._month)

    @cached_property
    def level(self) -> Settlement:
        """Without growth and interest from now on."""
        return self._footing.level.settle(self._future, self._month)

    def stream(self, part: Part = Part.WHOLE, *, is_level: bool = False) -> Stream:
        """The money from now on."""
        found = self._streams.get((part, is_level))
        if found is None:
            case = self._footing.level if is_level else self._footing.case
            found = stream_of(case, self.level if is_level else self.settled, part)
            self._streams[part, is_level] = found
        return found

    def life(self, *, is_level: bool = False) -> Stream:
        """The money from the first payment known."""
        case = self._footing.level if is_level else self._footing.case
        past = past_payments(case, self.level if is_level else self.settled)
        return added(past, self.stream(is_level=is_level))

    @cached_property
    def future_runs(self) -> tuple[Run, ...]:
        """What is paid from now on."""
        return tuple(run for run in self.settled.runs if run.first >= self._footing.case.today)

    @property
    def months_from_now(self) -> Months:
        """The months still paid."""
        return Months(sum(run.months for run in self.future_runs))

    @property
    def paid_from_now(self) -> Fen:
        """The person's own money still paid, in the yuan of its years."""
        return Fen(sum(run.months * run.total for run in self.future_runs))

    @property
    def start(self) -> Month:
        """The month of the first pension."""
        return Month(self.settled.start)

    @property
    def payable(self) -> bool:
        """Whether the minimum period is met, so that a pension is paid at all."""
        return self.settled.missing == 0


class Footing:
    """The case of an estimate, ready to be settled for other courses; each course is settled once.

    `asked` is the plan as the estimate has it. `planned` is what courses are compared with: the same, or,
    where the minimum period is not met then, the plan paid on until it is (社会保险法 article 16).
    """

    def __init__(self, case: Case, level: Case, outlook: Outlook, asked: Settlement) -> None:
        self.case = case
        self.level = level
        self.outlook = outlook
        self.asked = asked
        self._courses: dict[tuple[tuple[Spell, ...], Month], Course] = {}
        self.planned = asked
        self.planned = self.completed(case.plan).settled

    def course(self, future: Sequence[Spell], retirement: int | None = None) -> Course:
        """`future` paid from now on, claimed in `retirement` (None: in the month of the plan)."""
        month = Month(self.planned.retirement if retirement is None else retirement)
        key = (tuple(future), month)
        if key not in self._courses:
            self._courses[key] = Course(self, *key)
        return self._courses[key]

    def plan(self, retirement: int | None = None) -> Course:
        """The person's own plan, claimed in its own month or in another one."""
        return self.course(self.case.plan, retirement)

    def completed(self, future: Sequence[Spell]) -> Course:
        """`future` claimed in the month of the plan, or as soon after it as the minimum period is met.

        Where it is not met before the last age that has payment months, as in the month of the plan.
        """
        course = self.course(future)
        if course.payable:
            return course
        month = completing_month(replace(self.case, plan=tuple(future)), course.settled)
        if month is None:
            return course
        completed = self.course(future, month)
        return completed if completed.payable else course

    def stopping(self, future: Sequence[Spell], last: Month) -> Course:
        """`future` paid to `last` and nothing more.

        Claimed as the plan where that is enough; else in the month asked for, or after the last payment.
        """
        course = self.course(future)
        if course.payable:
            return course
        return self.course(future, max(self.asked.retirement, last))

    def stop_now(self) -> Course:
        """Nothing paid from now on."""
        return self.stopping((), Month(self.case.today - 1))

    def today(self, amount: int, month: int) -> Fen:
        """An amount due in a month in today's prices."""
        inflation = self.case.projection.assumptions.inflation
        return in_todays_money(Fen(amount), month - self.case.today, inflation)

    def paid_today(self, course: Course) -> Fen:
        """What a course pays from now on, in today's prices."""
        return paid_in_todays_money(self.outlook, course.stream())

    def whole(self, course: Course) -> Valuation:
        """All money ever paid, as far as it is known, against all that comes back."""
        plain = payback_of(self.outlook, course.life(is_level=True), course.start)
        return valuation_of(self.outlook, course.life(), course.start, plain)

    def against(self, course: Course, other: Course, part: Part = Part.WHOLE) -> Valuation:
        """What `course` pays from now on above `other` against what it brings above it."""
        plain = self.plain_payback(course, other, part)
        more = difference(course.stream(part), other.stream(part))
        return valuation_of(self.outlook, more, course.start, plain)

    def plain_payback(
        self, course: Course, other: Course, part: Part = Part.WHOLE
    ) -> Payback | None:
        """The payback of what `course` pays above `other`, without growth and interest."""
        more = difference(course.stream(part, is_level=True), other.stream(part, is_level=True))
        return payback_of(self.outlook, more, course.start)

    def overtaking(self, later: Course, sooner: Course) -> Payback | None:
        """From when on `later` has brought more than `sooner` in today's prices; None for never."""
        more = difference(later.stream(), sooner.stream())
        return real_payback_of(self.outlook, more, later.start)

    def value(self, course: Course) -> Fen:
        """The present value of a course from now on, by the leading life table."""
        return value_of(self.outlook, course.stream())

    def basis(self) -> Basis:
        """What the figures rest on; asked for after they were computed."""
        return Basis(
            today=self.case.today,
            asked=Month(self.asked.retirement),
            claimed=Month(self.planned.retirement),
            missing=Months(self.asked.missing),
            assumptions=self.case.projection.assumptions,
            tables=tuple((one.table, one.months_left) for one in self.outlook.prospects),
            multiplier=self.outlook.multiplier,
            status=Status.worst(*(origin.status for origin in self.case.used())),
            statement_months=Months(self.case.opening.months),
        )


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
    level_case = build(level, law)
    level_case.projection.looked_up = case.projection.looked_up
    return Footing(case, level_case, outlook, result.go_on.settlement)
