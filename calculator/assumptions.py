"""测算假设: what nobody can know, stated.

Three named sets (low, middle, high), every value editable. Rates are ppm a year. Wages and
calculation bases grow by the wage growth and the inflation together; a rate the person gives is
nominal.
"""

from typing import NamedTuple

from calculator.scenario.choices import AssumptionLevel
from calculator.scenario.model import Scenario
from rules.quantities import PPM, Ppm, half_up

__all__ = ["SETS", "AssumptionSet", "Assumptions", "assumptions_of"]


class AssumptionSet(NamedTuple):
    """A named set. `real_growth` is above inflation; `crediting_rate` and the others are nominal."""

    real_growth: Ppm
    inflation: Ppm
    crediting_rate: Ppm
    indexation: Ppm
    discount: Ppm

    @property
    def wage_growth(self) -> Ppm:
        """Nominal growth of wages and calculation bases: real growth and inflation compounded."""
        return Ppm(half_up((PPM + self.real_growth) * (PPM + self.inflation), PPM) - PPM)


class Assumptions(NamedTuple):
    """What one estimate assumes, ppm a year, all nominal."""

    wage_growth: Ppm
    inflation: Ppm
    crediting_rate: Ppm
    indexation: Ppm
    discount: Ppm


SETS: dict[AssumptionLevel, AssumptionSet] = {
    AssumptionLevel.LOW: AssumptionSet(
        real_growth=Ppm(10_000),
        inflation=Ppm(5_000),
        crediting_rate=Ppm(15_000),
        indexation=Ppm(5_000),
        discount=Ppm(15_000),
    ),
    AssumptionLevel.MIDDLE: AssumptionSet(
        real_growth=Ppm(20_000),
        inflation=Ppm(15_000),
        crediting_rate=Ppm(20_000),
        indexation=Ppm(15_000),
        discount=Ppm(25_000),
    ),
    AssumptionLevel.HIGH: AssumptionSet(
        real_growth=Ppm(30_000),
        inflation=Ppm(25_000),
        crediting_rate=Ppm(30_000),
        indexation=Ppm(25_000),
        discount=Ppm(35_000),
    ),
}
"""The middle set and the spread of one point are judgement; the crediting rate keeps the last published
1.5% as its low and 3% as its high, because after its fall from 8.31% an average would mislead."""


def assumptions_of(scenario: Scenario) -> Assumptions:
    """The named set of a scenario with the values it states itself."""
    chosen = SETS[scenario.assumption_set]

    def stated(own: Ppm | None, default: Ppm) -> Ppm:
        return default if own is None else own

    inflation = stated(scenario.inflation, chosen.inflation)
    follows = chosen._replace(inflation=inflation)
    return Assumptions(
        wage_growth=stated(scenario.wage_growth, follows.wage_growth),
        inflation=inflation,
        crediting_rate=stated(scenario.crediting_rate, chosen.crediting_rate),
        indexation=stated(scenario.indexation, chosen.indexation),
        discount=stated(scenario.discount, chosen.discount),
    )
