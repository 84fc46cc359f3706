"""差额分摊: why two receipts give different results, each reason with its share, to the fen.

The items in which the receipts differ are put in one after the other, in their order and in the
opposite order, and the share of an item is the mean of what it changes on the two ways. Where no three
items act together that is their Shapley value; swapping the receipts turns every sign. What the program
itself computes otherwise than when a receipt was written is the share of the rules.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from calculator.case import build
from calculator.estimates import outcome
from calculator.planned import planned
from calculator.receipt.document import Receipt
from calculator.receipt.figures import OutcomeFigures, outcome_figures
from calculator.receipt.items import Group, Item, World, completed, items_between
from calculator.receipt.snapshot import SnapshotLaw
from calculator.scenario.problems import Problem, ScenarioProblems
from rules.errors import RulesError
from rules.quantities import Fen

__all__ = ["FAILURES", "MEASURES", "Difference", "Share", "difference", "shared_out"]

MEASURES = ("pension", "pension_today", "monthly_payment", "paid_from_now", "balance")
"""The figures of the plan whose difference is shared out."""

FAILURES = (RulesError, ArithmeticError, LookupError, ValueError, TypeError)
"""What an estimate may raise when the law on record does not hold what the rules ask for."""

Amounts = tuple[int, ...]


class Share(NamedTuple):
    """Items told together and what they change, fen by measure."""

    items: tuple[Item, ...]
    amounts: Mapping[str, Fen]


class Difference(NamedTuple):
    """Two receipts and the difference between their results.

    `groups` and `shares` each add up to `total`, measure by measure. `rules` is the share of the
    program itself; `without_effect` counts figures that differ and change nothing.
    """

    before: Receipt
    after: Receipt
    total: Mapping[str, Fen]
    groups: Mapping[Group, Mapping[str, Fen]]
    rules: Mapping[str, Fen]
    shares: tuple[Share, ...]
    without_effect: int


def difference(before: Receipt, after: Receipt) -> Difference:
    """What changed from `before` to `after` and why. Raises ScenarioProblems when one cannot be replayed."""
    start = World(before.scenario, completed(before.law, after.law))
    end = World(after.scenario, completed(after.law, before.law))
    items = items_between(World(before.scenario, before.law), World(after.scenario, after.law))
    recorded, standing = (_amounts(one.result.outcomes["go_on"]) for one in (before, after))
    first, last = _needed(start, before), _needed(end, after)
    total = _minus(standing, recorded)
    rules = _plus(_minus(first, recorded), _minus(standing, last))
    shares = _shares(start, items, first, last)
    told = [share for share in shares if any(share.amounts.values()) or not _is_data(share)]
    return Difference(
        before=before,
        after=after,
        total=_named(total),
        groups=_grouped(shares, rules),
        rules=_named(rules),
        shares=tuple(told),
        without_effect=len(shares) - len(told),
    )


def _is_data(share: Share) -> bool:
    return all(item.group is Group.DATA for item in share.items)


def _amounts(figures: OutcomeFigures) -> Amounts:
    return tuple(getattr(figures, name) for name in MEASURES)


def _computed(world: World) -> Amounts | None:
    """The measures of a world, None where it makes no sense by itself."""
    try:
        case = build(world.scenario, SnapshotLaw(world.law))
        plan = outcome(case, "go_on", planned(case))
    except FAILURES:
        return None
    return _amounts(outcome_figures(plan))


def _needed(world: World, receipt: Receipt) -> Amounts:
    found = _computed(world)
    if found is None:
        version = receipt.version
        raise ScenarioProblems(
            [Problem(field="file", code="receipt_not_replayable", values={"version": version})]
        )
    return found


def _shares(start: World, items: Sequence[Item], first: Amounts, last: Amounts) -> list[Share]:
    """The share of each item; items between which no world makes sense are told together."""
    count = len(items)
    if not items:
        return []
    ahead: list[Amounts | None] = [
        first,
        *(_computed(_put(start, items[:at])) for at in range(1, count)),
        last,
    ]
    back: list[Amounts | None] = [
        last,
        *(_computed(_put(start, items[at:])) for at in range(1, count)),
        first,
    ]
    cuts = [at for at in range(count + 1) if ahead[at] is not None and back[at] is not None]
    parts, doubled = [], []
    for begin, end in pairwise(cuts):
        forward = _minus(_known(ahead[end]), _known(ahead[begin]))
        backward = _minus(_known(back[begin]), _known(back[end]))
        parts.append(tuple(items[begin:end]))
        doubled.append(_plus(forward, backward))
    columns = [shared_out([row[at] for row in doubled]) for at in range(len(MEASURES))]
    return [
        Share(part, _named(tuple(column[at] for column in columns)))
        for at, part in enumerate(parts)
    ]


def _known(amounts: Amounts | None) -> Amounts:
    if amounts is None:
        raise ValueError("a world without a result is no end of a step")
    return amounts


def _put(world: World, items: Sequence[Item]) -> World:
    for item in items:
        world = item.put(world)
    return world


def shared_out(doubled: Sequence[int]) -> list[int]:
    """Halves of numbers whose sum is even, whole and adding up to half that sum.

    Halves are rounded up and down in turn; the first one away from zero, so that turning all signs
    turns the results.

    >>> shared_out([3, -1, 4]), shared_out([-3, 1, -4])
    ([2, -1, 2], [-2, 1, -2])
    """
    step, shares = 0, []
    for number in doubled:
        if number % 2 == 0:
            shares.append(number // 2)
            continue
        step = -step if step else (1 if number > 0 else -1)
        shares.append((number + step) // 2)
    return shares


def _grouped(shares: Sequence[Share], rules: Amounts) -> Mapping[Group, Mapping[str, Fen]]:
    """The sums by group. Items told together across groups count in the group of the first."""
    groups = {}
    for group in Group:
        rows: list[Amounts] = [
            tuple(share.amounts[name] for name in MEASURES)
            for share in shares
            if share.items[0].group is group
        ]
        rows += [rules] if group is Group.RULES else []
        groups[group] = _named(tuple(map(sum, zip(*rows, strict=True))) or (0,) * len(MEASURES))
    return MappingProxyType(groups)


def _named(amounts: Amounts) -> Mapping[str, Fen]:
    pairs = zip(MEASURES, amounts, strict=True)
    return MappingProxyType({name: Fen(amount) for name, amount in pairs})


def _plus(one: Amounts, other: Amounts) -> Amounts:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _minus(one: Amounts, other: Amounts) -> Amounts:
    return tuple(a - b for a, b in zip(one, other, strict=True))
