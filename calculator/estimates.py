"""测算: one person's estimate, from a scenario and the law to the result with everything behind it.

Composes the rules for the plan, for stopping now and for the most that is lawful, and adds what the
law says around them: remedies when months are missing, the paying place, death, later adjustment.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from calculator.aftermath import adjusted_pensions
from calculator.case import Case, build, pay_until
from calculator.claiming import place_of_claim
from calculator.death import deaths_near, income_basis
from calculator.notices import notices_of
from calculator.planned import extension_of
from calculator.questions import contested_readings, questions_of
from calculator.real_money import in_todays_money
from calculator.remedies import remedies_of
from calculator.result import Estimate, Outcome, OutcomeName, Replacement
from calculator.scenario.model import Scenario
from calculator.spells import moves_of, posted_in_time
from calculator.version import __version__
from rules.career import Choice, Run, Spell
from rules.estimation import Settlement
from rules.law import Law, Status
from rules.month import Month
from rules.quantities import MICRO_PER_FEN, PPM, Fen, Ppm, half_up
from rules.tracing import recording

__all__ = [
    "estimate",
    "extended",
    "last_month_of_most",
    "month_of_enough",
    "most_lawful",
    "outcome",
]


def estimate(
    scenario: Scenario,
    law: Law,
    *,
    trace: bool = False,
    assumed: Mapping[str, Any] | None = None,
) -> Estimate:
    """The estimate of `scenario` under `law`.

    `trace` records every step of the plan's settlement. `assumed` names the inputs a caller filled
    with defaults, shown in the result. Raises NoValueInForce where the law has no value and the
    scenario does not let it be projected.
    """
    extension = extended(scenario, law)
    with recording() if trace else nullcontext() as recorder:
        case = build(scenario, law, None if recorder is None else recorder.read)
        settled = case.settle(case.plan, extension)
        steps = None if recorder is None else tuple(recorder.steps)
    go_on = outcome(case, "go_on", settled)
    used = case.used()
    remedies = remedies_of(case, settled)
    income = income_basis(case)
    return Estimate(
        scenario=scenario,
        today=case.today,
        region=law.region(scenario.region),
        claim=case.claim,
        places=case.places,
        assumptions=case.projection.assumptions,
        opening=case.opening,
        transition=case.transition,
        practice=case.practice,
        local=case.local,
        stop_now=outcome(case, "stop_now", case.settle(())),
        go_on=go_on,
        most=outcome(case, "most", most_lawful(case, settled)),
        replacement=_replacement(settled),
        remedies=remedies,
        place=place_of_claim(case, settled),
        deaths=deaths_near(case, settled, income),
        grants_income=income,
        adjusted=adjusted_pensions(case, go_on),
        status=Status.worst(*(origin.status for origin in used)),
        used=used,
        contested=contested_readings(case, settled),
        notices=notices_of(case, settled, used),
        questions=questions_of(case, settled, used),
        assumed=dict(assumed or {}),
        law_digest=law.digest,
        known_on=law.known_on,
        reform=law.reform,
        version=__version__,
        steps=steps,
    )


def extended(scenario: Scenario, law: Law) -> Month | None:
    """The month an extension is claimed in, None without one.

    Found on a case of its own, so that only the plan itself stands in the trace.
    """
    if not scenario.extend:
        return None
    case = build(scenario, law)
    return extension_of(case, case.settle(case.plan))


def most_lawful(case: Case, planned: Settlement) -> Settlement:
    """The ceiling from now on: to the statutory month or the later one chosen, and on past it
    until the minimum period is met. Who applies late without paying pays past it only for months missing.
    """
    last = last_month_of_most(case.chosen, planned.statutory)
    spells = _at_ceiling(case)
    until = pay_until(case.scenario, planned.statutory, case.projection.until)
    settled = case.settle(_until(spells, until), Month(last))
    if settled.missing == 0:
        return settled
    enough = month_of_enough(min(last, until), case.today, settled.missing)
    return case.settle(_until(spells, enough), Month(max(last, enough)))


def _until(spells: Iterable[Spell], last: int) -> list[Spell]:
    """What is paid up to a month."""
    return [one._replace(last=min(one.last, last)) for one in spells if one.first <= last]


def last_month_of_most(retirement: int, statutory: int) -> int:
    """The month the highest payments go on to: the statutory one, or the plan's later one."""
    return max(retirement, statutory)


def month_of_enough(last: int, today: int, missing: int) -> int:
    """The month in which the months missing are there when none of them is paid before today."""
    return max(last, today - 1) + missing


def _at_ceiling(case: Case) -> tuple[Spell, ...]:
    """The ceiling from today on without a break, in the places and the rhythm of the plan."""
    codes = [place.code for place in case.places]
    moves = moves_of(case.scenario)
    ends = [first - 1 for first, _ in moves[1:]] + [case.projection.until]
    whole = [
        Spell(first, last, Choice.CEILING, 0, 0, codes.index(region), 0, 0)
        for (first, region), last in zip(moves, ends, strict=True)
        if first <= last
    ]
    return tuple(posted_in_time(whole, case.scenario))


def outcome(case: Case, name: OutcomeName, settled: Settlement) -> Outcome:
    """What a settlement means from today on."""
    future = [run for run in settled.runs if run.first >= case.today]
    pension = Fen(settled.award.total)
    return Outcome(
        name=name,
        settlement=settled,
        payable=settled.missing == 0,
        start=Month(settled.start),
        monthly_payment=Fen(future[0].total if future else 0),
        monthly_credit=Fen(future[0].credit if future else 0),
        pension=pension,
        pension_today=_today(case, pension, settled.start),
        paid_from_now=Fen(sum(run.months * run.total for run in future)),
        paid_from_now_today=_paid_today(case, future),
    )


def _today(case: Case, amount: Fen, month: int) -> Fen:
    return in_todays_money(amount, month - case.today, case.projection.assumptions.inflation)


def _paid_today(case: Case, runs: Sequence[Run]) -> Fen:
    """Payments in today's prices, each run at its middle month."""
    return Fen(
        sum(_today(case, Fen(run.months * run.total), (run.first + run.last) // 2) for run in runs)
    )


def _replacement(settled: Settlement) -> tuple[Replacement, ...]:
    pension = settled.award.total
    base = half_up(settled.basic_base, MICRO_PER_FEN)
    rates = [
        Replacement(denominator="calculation_base", amount=Fen(base), rate=_share(pension, base))
    ]
    if settled.runs:
        own = settled.runs[-1].base
        rates.insert(
            0, Replacement(denominator="last_base", amount=Fen(own), rate=_share(pension, own))
        )
    return tuple(rates)


def _share(part: int, whole: int) -> Ppm:
    return Ppm(half_up(part * PPM, whole))
