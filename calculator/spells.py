"""缴费时段: from the words of a scenario to the spells the rules lay out.

History comes from segments, or from the number of months paid; the plan from its base, its changes
and its pauses. Months are neither invented nor dropped: what overlaps is reported.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from calculator.practice import RHYTHMS
from calculator.scenario.choices import TierLimit
from calculator.scenario.model import Change, Scenario, Segment, Span
from rules.career import Choice, Spell, without_overlap
from rules.contribution import MONTHLY, posting_month
from rules.contribution_base import TO_FEN, declared_moving
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import INDEX_ONE, PPM, Fen, Micro, Ppm, half_up

__all__ = [
    "Declared",
    "WageAt",
    "before_today",
    "declared_now",
    "past_spells",
    "plan_spells",
    "posted_in_time",
]

_TIER, _YUAN, _MOVING = int(Choice.TIER), int(Choice.YUAN), int(Choice.MOVING)

WageAt = Callable[[str, int], Micro]
"""The reference wage of a region in a month."""


class Declared(NamedTuple):
    """How a base is fixed: the choice, its amount (fen or ppm) and the anchor of a moving amount."""

    choice: Choice
    amount: int
    anchor: int = 0

    def over(
        self, first: int, last: int, place: int, *, employed: bool = False, posted: int = 0
    ) -> Spell:
        """A spell paid in this way."""
        return Spell(
            first, last, self.choice, self.amount, self.anchor, place, int(employed), posted
        )


def declared_now(scenario: Scenario, reference_wage: Micro) -> Declared:
    """What the scenario declares from today on, when the reference wage is `reference_wage`.

    A wage moves with the average wage, a base in yuan stays, unless `moving` says otherwise.
    """
    if scenario.tier is not None:
        return _by_tier(scenario.tier)
    moving = scenario.wage is not None if scenario.moving is None else scenario.moving
    amount = scenario.wage if scenario.wage is not None else scenario.base
    return _by_yuan(Fen(amount or 0), reference_wage, moving=moving)


def past_spells(
    scenario: Scenario, declared: Declared, places: Sequence[str], wage_at: WageAt
) -> tuple[list[Spell], list[tuple[int, int]]]:
    """The spells already paid, each month once, and the months that were named twice.

    With segments, those; otherwise the months paid so far, without a gap up to `paid_through`, at
    the tier of today's declaration or of the average index that was given.
    """
    if scenario.history:
        kept, repeated = without_overlap(
            [_segment(segment, scenario, places, wage_at) for segment in scenario.history]
        )
        return posted_in_time(kept, scenario), repeated
    if not scenario.paid:
        return [], []
    last = scenario.last_paid
    index = -1 if scenario.average_index is None else scenario.average_index
    wage_today = wage_at(scenario.region, scenario.today)
    choice, amount, anchor = before_today(*declared, index, wage_today)
    before = Declared(Choice(choice), amount, anchor)
    whole = before.over(last - scenario.paid + 1, last, places.index(scenario.region))
    return posted_in_time([whole], scenario), []


def before_today(
    choice: int, amount: int, anchor: int, average_index: int, wage_today: int
) -> tuple[int, int, int]:
    """How months paid without a history are taken: at the index given (-1: none), else at today's tier.

    Choice, amount and anchor of a spell. The compiler runs the same source.
    """
    if average_index >= 0:
        return _TIER, half_up(average_index, INDEX_ONE // PPM), 0
    if choice == _YUAN:
        return _MOVING, amount, wage_today
    return choice, amount, anchor


def posted_in_time(spells: Sequence[Spell], scenario: Scenario) -> list[Spell]:
    """The spells, cut so that no month paid so far is posted later, no planned one before today.

    With payments for several months at once the usual posting month of this year may already be past
    for months still to be paid, or still ahead for months that are paid.
    """
    rhythm, stated = RHYTHMS[scenario.rhythm], scenario.payment_month or 0
    if rhythm == MONTHLY:
        return list(spells)
    pieces = []
    for spell in spells:
        if spell.employed or spell.posted:
            pieces.append(spell)
            continue
        start = spell.first
        for month in range(spell.first, spell.last + 1):
            posted = _posted_this_year(month, scenario, rhythm, stated)
            following = _posted_this_year(month + 1, scenario, rhythm, stated)
            if month == spell.last or posted != following:
                pieces.append(spell._replace(first=start, last=month, posted=posted))
                start = month + 1
    return pieces


def _posted_this_year(month: int, scenario: Scenario, rhythm: int, stated: int) -> int:
    """The month a payment is held to, 0 where its usual month is right."""
    year_start = scenario.today - scenario.today % MONTHS_PER_YEAR
    if not year_start <= month < year_start + MONTHS_PER_YEAR:
        return 0
    usual = posting_month(month, rhythm, stated, year_start, year_start + MONTHS_PER_YEAR - 1)
    if month < scenario.today <= usual:
        return scenario.last_paid
    return scenario.today if usual < scenario.today <= month else 0


def _segment(segment: Segment, scenario: Scenario, places: Sequence[str], wage_at: WageAt) -> Spell:
    region = segment.region or scenario.region
    if segment.tier is not None:
        declared = _by_tier(segment.tier)
    elif segment.moving:
        anchor = wage_at(region, segment.first)
        declared = Declared(Choice.MOVING, Fen(segment.base or 0), anchor)
    else:
        choice = Choice.YUAN if scenario.clamp else Choice.PAID
        declared = Declared(choice, Fen(segment.base or 0))
    return declared.over(
        segment.first,
        segment.last,
        places.index(region),
        employed=segment.employed,
        posted=segment.posted or 0,
    )


def plan_spells(
    scenario: Scenario,
    declared: Declared,
    places: Sequence[str],
    wage_at: WageAt,
    horizon: Month,
) -> list[Spell]:
    """The spells planned from today on: the declaration, its changes, without the pauses."""
    last = min(horizon, scenario.plan_until) if scenario.plan_until else horizon
    starts = [(scenario.today, declared, scenario.region)]
    ahead = (change for change in scenario.changes if change.first <= last)
    for change in sorted(ahead, key=lambda change: change.first):
        _, standing, before = starts[-1]
        region = change.region or before
        if region != before:
            standing = _taken_along(standing, change.first, before, region, wage_at)
        starts.append((change.first, _changed(change, standing, region, wage_at), region))
    ends = [start - 1 for start, _, _ in starts[1:]] + [last]
    spells = [
        how.over(first, min(end, last), places.index(region))
        for (first, how, region), end in zip(starts, ends, strict=True)
    ]
    planned = [piece for spell in spells for piece in _without(spell, scenario.pauses)]
    return posted_in_time(planned, scenario)


def moves_of(scenario: Scenario) -> list[tuple[Month, str]]:
    """Where the plan is paid: the place of today, and from each move on another one."""
    found = [(scenario.today, scenario.region)]
    for change in sorted(scenario.changes, key=lambda change: change.first):
        if change.region not in (None, found[-1][1]):
            found.append((change.first, change.region))
    return found


def _changed(change: Change, standing: Declared, region: str, wage_at: WageAt) -> Declared:
    if change.tier is not None:
        return _by_tier(change.tier)
    if change.base is not None:
        return _by_yuan(change.base, wage_at(region, change.first), moving=change.moving)
    return standing


def _taken_along(
    standing: Declared, month: int, before: str, region: str, wage_at: WageAt
) -> Declared:
    """A wage on the day of a move: the same yuan as the day before, growing with the new place's wage."""
    if standing.choice is not Choice.MOVING:
        return standing
    there = wage_at(before, month)
    amount = declared_moving(Fen(standing.amount), Micro(standing.anchor), there, TO_FEN)
    return Declared(Choice.MOVING, amount, wage_at(region, month))


def _without(spell: Spell, pauses: Iterable[Span]) -> list[Spell]:
    """What the pauses leave; empty pieces go at once, or every pause would double them."""
    pieces = [(spell.first, spell.last)] if spell.first <= spell.last else []
    for pause in pauses:
        pieces = [
            piece
            for first, last in pieces
            for piece in ((first, min(last, pause.first - 1)), (max(first, pause.last + 1), last))
            if piece[0] <= piece[1]
        ]
    return [spell._replace(first=first, last=last) for first, last in pieces]


def _by_tier(tier: TierLimit | Ppm) -> Declared:
    if tier is TierLimit.FLOOR:
        return Declared(Choice.FLOOR, 0)
    if tier is TierLimit.CEILING:
        return Declared(Choice.CEILING, 0)
    return Declared(Choice.TIER, int(tier))


def _by_yuan(amount: Fen, reference_wage: Micro, *, moving: bool) -> Declared:
    if moving:
        return Declared(Choice.MOVING, amount, reference_wage)
    return Declared(Choice.YUAN, amount)
