"""步骤的挑选: which recorded steps of an estimate the sheet shows."""

from collections.abc import Iterable, Iterator, Sequence

from rules.tracing import Step, walk

__all__ = ["AWARD", "STRETCHES", "last_settlement", "outside", "telling", "within"]

AWARD = "award"
STRETCHES = frozenset({"run", "ledger_year", "reconstruction"})
_RETIREMENT = "retirement"
_ONLY_WITH_VALUE = frozenset({"long_career_rate", "long_career_bonus"})


def last_settlement(steps: Sequence[Step], before: frozenset[str]) -> list[Step]:
    """The steps of the settlement, and those of the rules `before` that decided something earlier."""
    begins = max(at for at, step in enumerate(steps) if step.rule == _RETIREMENT)
    decided = {
        step.rule: step
        for step in steps[:begins]
        if step.rule in before and step.value is not False
    }
    return [*decided.values(), *steps[begins:]]


def within(steps: Iterable[Step], stage: str) -> list[Step]:
    """All steps of one name, at any depth."""
    return [step for step in walk(list(steps)) if step.rule == stage]


def outside(steps: Iterable[Step], stages: frozenset[str]) -> Iterator[Step]:
    """All steps that are not inside one of `stages`."""
    for step in steps:
        if step.rule not in stages:
            yield step
            yield from outside(step.children, stages)


def telling(award: Step) -> Iterator[Step]:
    """The steps of an award without those that decided nothing for this place."""
    for step in walk(award.children):
        same = step.rule == "transitional_coefficient" and (
            step.inputs["below"] == step.inputs["above"]
        )
        if not same and (step.value != 0 or step.rule not in _ONLY_WITH_VALUE):
            yield step
