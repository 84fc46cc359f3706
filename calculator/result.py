"""测算结果: what an estimate says, as plain data.

Amounts are fen, rates ppm, months ordinals. Nothing here computes; `estimate` fills it, `reports`
shows it, `as_json` in `reports` writes it for other programs.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from calculator.assumptions import Assumptions
from calculator.columns import Origin
from calculator.death import DeathPoint, IncomeBasis
from calculator.scenario.model import Scenario
from rules.estimation import Opening, Practice, Settlement, Transition
from rules.law import Practice as LocalPractice
from rules.law import Reform, Region, Status
from rules.month import Month
from rules.paying_place import PayingPlace
from rules.quantities import Fen, Months, Ppm
from rules.tracing import Step

__all__ = [
    "AdjustedPension",
    "Estimate",
    "Notice",
    "Outcome",
    "PlaceOfClaim",
    "Remedy",
    "Replacement",
]

OutcomeName = Literal["stop_now", "go_on", "most"]
RemedyName = Literal["extension", "one_off_payment", "residents", "refund"]


class Notice(NamedTuple):
    """A warning or a question for the agency: a catalog code, the values it names, what it cites."""

    code: str
    values: Mapping[str, Any] = MappingProxyType({})
    cites: tuple[str, ...] = ()


class Outcome(NamedTuple):
    """One way of going on and what comes of it.

    `pension` is per month at the start, `pension_today` the same in today's prices. Both are what
    the formula gives; with `payable` false the minimum period is not met and nothing is paid yet.
    `paid_from_now` is the person's own money from this month on, nominal and in today's prices.
    """

    name: OutcomeName
    settlement: Settlement
    payable: bool
    start: Month
    monthly_payment: Fen
    monthly_credit: Fen
    pension: Fen
    pension_today: Fen
    paid_from_now: Fen
    paid_from_now_today: Fen


class Replacement(NamedTuple):
    """替代率: the first pension over a named wage of the same time, ppm."""

    denominator: Literal["last_base", "calculation_base"]
    amount: Fen
    rate: Ppm


class Remedy(NamedTuple):
    """What the law offers when months are missing, what it costs and what it gives.

    `monthly` is a pension from `start` on, `once` a single payment; 0 where the way gives none.
    `open_to` false: the person cannot take this way, `reason` says why.
    """

    name: RemedyName
    open_to: bool
    reason: str
    months: Months
    cost: Fen
    start: Month | None
    monthly: Fen
    once: Fen
    cites: tuple[str, ...]


class AdjustedPension(NamedTuple):
    """The pension after `years` of the assumed yearly adjustment, nominal and in today's prices."""

    years: int
    month: Month
    pension: Fen
    pension_today: Fen


class PlaceOfClaim(NamedTuple):
    """Which province pays and why, and what moves there (0 when nothing moves)."""

    decided: PayingPlace | None
    claim: Region
    moves: bool
    account_transfer: Fen
    pool_transfer: Fen


class Estimate(NamedTuple):
    """A whole estimate. `go_on` is the person's plan; its settlement carries every intermediate.

    `opening`, `transition`, `practice` and `local` are what the rules were given of the past and of the
    paying place. `deaths` are those of this month and of the first month paid, `grants_income` what their
    grants rest on. `status` is the worst status among `used`, the law values read. `assumed` names the
    inputs that were not given and the value taken. `steps` is the trace, None unless asked for.
    """

    scenario: Scenario
    today: Month
    region: Region
    claim: Region
    places: tuple[Region, ...]
    assumptions: Assumptions
    opening: Opening
    transition: Transition
    practice: Practice
    local: LocalPractice
    stop_now: Outcome
    go_on: Outcome
    most: Outcome
    replacement: tuple[Replacement, ...]
    remedies: tuple[Remedy, ...]
    place: PlaceOfClaim
    deaths: tuple[DeathPoint, ...]
    grants_income: IncomeBasis | None
    adjusted: tuple[AdjustedPension, ...]
    status: Status
    used: tuple[Origin, ...]
    contested: tuple[str, ...]
    notices: tuple[Notice, ...]
    questions: tuple[Notice, ...]
    assumed: Mapping[str, Any]
    law_digest: str
    known_on: date | None
    reform: Reform | None
    version: str
    steps: tuple[Step, ...] | None
