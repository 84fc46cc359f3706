"""测算假设: what nobody can know, stated.

Three named sets (low, middle, high), every value editable. Rates are ppm a year. Wages and
calculation bases grow by the wage growth and the inflation together; a rate the person gives is
nominal.
"""

from dataclasses import dataclass
from typing import Literal

from rules.quantities import PPM, Ppm, half_up

__all__ = ["SETS", "AssumptionSet", "Assumptions", "SetName"]

SetName = Literal["low", "middle", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionSet:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What one estimate assumes, ppm a year, all nominal."""

    wage_growth: Ppm
    inflation: Ppm
    crediting_rate: Ppm
    indexation: Ppm
    discount: Ppm


SETS: dict[SetName, AssumptionSet] = {
    "low": AssumptionSet(
        real_growth=Ppm(10_000),
        inflation=Ppm(5_000),
        crediting_rate=Ppm(15_000),
        indexation=Ppm(5_000),
        discount=Ppm(15_000),
    ),
    "middle": AssumptionSet(
        real_growth=Ppm(20_000),
        inflation=Ppm(15_000),
        crediting_rate=Ppm(20_000),
        indexation=Ppm(15_000),
        discount=Ppm(25_000),
    ),
    "high": AssumptionSet(
        real_growth=Ppm(30_000),
        inflation=Ppm(25_000),
        crediting_rate=Ppm(30_000),
        indexation=Ppm(25_000),
        discount=Ppm(35_000),
    ),
}
"""Middle and the spread of one point are the proposal of the project; the crediting rate keeps the last
published 1.5% as its low and 3% as its high, because its recent fall makes a symmetric spread misleading."""
