"""改革对许多人: who gains and who loses by a reform, over a file of people.

Every person is estimated under both laws. What is compared is the monthly pension at its start in
today's money, nothing where the minimum period is not met, beside what the person pays from now on and
the month the pension starts. Sums are exact fen; of a person only one integer is kept, for the quantiles.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from calculator.batch.files.rows import Row
from calculator.batch.interpreter import RowWorker
from calculator.batch.people.rejects import Rejection
from calculator.batch.people.scenarios import NOTHING_COMPARED
from calculator.batch.results import Answer
from calculator.scenario.choices import TierLimit
from calculator.scenario.model import Scenario
from rules.law import Law
from rules.quantities import Fen

__all__ = ["GROUPS", "QUANTILES", "Effect", "Population", "Tally", "compared"]

GROUPS = ("region", "sex", "cohort", "tier")
"""What a population is told apart by."""
QUANTILES = (0, 5, 25, 50, 75, 95, 100)
_DECADE = 10
_TENTH_PERCENT = 1_000


class Effect(NamedTuple):
    """What a reform does to one person; amounts are fen, `later` months the pension starts later."""

    groups: tuple[str, ...]
    pension_before: Fen
    pension_after: Fen
    paid_before: Fen
    paid_after: Fen
    payable_before: bool
    payable_after: bool
    later: int


@dataclass(slots=True)
class Tally:
    """Counts and exact sums of a group of people."""

    people: int = 0
    gain: int = 0
    lose: int = 0
    same: int = 0
    newly_payable: int = 0
    no_longer_payable: int = 0
    pension_before: int = 0
    pension_after: int = 0
    paid_before: int = 0
    paid_after: int = 0
    months_later: int = 0

    def add(self, effect: Effect) -> None:
        """Count one person in."""
        self.people += 1
        self.gain += effect.pension_after > effect.pension_before
        self.lose += effect.pension_after < effect.pension_before
        self.same += effect.pension_after == effect.pension_before
        self.newly_payable += effect.payable_after and not effect.payable_before
        self.no_longer_payable += effect.payable_before and not effect.payable_after
        self.pension_before += effect.pension_before
        self.pension_after += effect.pension_after
        self.paid_before += effect.paid_before
        self.paid_after += effect.paid_after
        self.months_later += effect.later


@dataclass(slots=True)
class Population:
    """A whole file: rows read, rows rejected with their reasons, all people and the groups."""

    rows: int = 0
    rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    everybody: Tally = field(default_factory=Tally)
    groups: dict[str, dict[str, Tally]] = field(
        default_factory=lambda: {name: {} for name in GROUPS}
    )
    changes: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, effect: Effect) -> None:
        """Count one person in, everywhere."""
        self.everybody.add(effect)
        for name, key in zip(GROUPS, effect.groups, strict=True):
            self.groups[name].setdefault(key, Tally()).add(effect)
        self.changes.append(effect.pension_after - effect.pension_before)

    def quantiles(self) -> dict[int, Fen]:
        """The change of the monthly pension at each of QUANTILES percent, by the nearest rank."""
        ordered = sorted(self.changes)
        if not ordered:
            return {}
        last = len(ordered) - 1
        return {part: Fen(ordered[(part * last + 50) // 100]) for part in QUANTILES}


class _Pair(NamedTuple):
    """The same rows under the law as it is and under the reform."""

    now: RowWorker
    then: RowWorker


def compared(
    rows: Iterator[Row], now: RowWorker, then: RowWorker, population: Population
) -> Iterator[Rejection]:
    """Add every row to `population`; what comes out are the reasons of rows that cannot be compared."""
    pair = _Pair(now, then)
    for row in rows:
        population.rows += 1
        found = _effect(row, pair)
        if isinstance(found, Effect):
            population.add(found)
            continue
        population.rejected += 1
        population.reasons.update({rejection.code for rejection in found})
        yield from found


def _effect(row: Row, pair: _Pair) -> Effect | Sequence[Rejection]:
    if row.fault:
        return [pair.now.fault(row)]
    answers = []
    for worker in pair:
        try:
            mapping = worker.people.mapping(row.cells)
            scenario = worker.people.scenario(mapping, NOTHING_COMPARED[0])
            answers.append(_Standing.of(worker.evaluator.answer(scenario)))
        except Exception as error:  # noqa: BLE001 one bad row changes no other
            return worker.reasons(error, row)
    before, after = answers
    return Effect(
        groups=_groups(scenario, pair.now.people.law),
        pension_before=before.pension,
        pension_after=after.pension,
        paid_before=before.paid,
        paid_after=after.paid,
        payable_before=before.payable,
        payable_after=after.payable,
        later=after.start - before.start,
    )


class _Standing(NamedTuple):
    """One person under one law."""

    pension: Fen
    paid: Fen
    payable: bool
    start: int

    @classmethod
    def of(cls, answer: Answer) -> "_Standing":
        """Taken at once: an evaluator gives its next answer on the same layout."""
        plan = answer.go_on
        payable = plan.settled.missing == 0
        paid = sum(run.months * run.total for run in plan.future)
        pension = plan.pension_today if payable else 0
        return cls(Fen(pension), Fen(paid), payable, plan.settled.start)


def _groups(scenario: Scenario, law: Law) -> tuple[str, ...]:
    """The keys of a person, in the order of GROUPS."""
    decade = scenario.born.year // _DECADE * _DECADE
    return (
        law.region(scenario.region).province,
        str(scenario.sex),
        f"{decade}-{decade + _DECADE - 1}",
        _tier(scenario),
    )


def _tier(scenario: Scenario) -> str:
    """The tier paid: a share of the reference wage, a limit, or an amount of one's own."""
    if isinstance(scenario.tier, TierLimit):
        return str(scenario.tier)
    if scenario.tier is None:
        return "own_amount"
    return f"{scenario.tier / _TENTH_PERCENT / _DECADE:g}%"
