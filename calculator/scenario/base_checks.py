"""校验：人与缴费基数: who may pay, and on what base.

Compares with the limits and offers of the place where the person pays (R-1.3, R-2.3), and holds
assumed rates within bounds.
"""

from collections.abc import Callable, Iterator

from calculator.amounts import format_money, format_rate
from calculator.scenario.choices import Category, Sex, TierLimit
from calculator.scenario.problems import Problem
from calculator.scenario.situation import Situation
from rules.law import LimitPeriod, Region
from rules.month import Month
from rules.quantities import FEN_PER_YUAN, INDEX_ONE, MICRO_PER_FEN, PPM, Fen, Ppm

__all__ = ["BASE_CHECKS", "HIGHEST_INDEX", "Check", "outside_limits", "region_names"]

Check = tuple[tuple[str, ...], Callable[[Situation], Iterator[Problem]]]
"""The fields a check needs, and the check."""

_CREDITING = (Ppm(0), Ppm(150_000))
_GROWTH = (Ppm(-100_000), Ppm(200_000))
_RATES = {
    "wage_growth": _GROWTH,
    "inflation": _GROWTH,
    "crediting_rate": _CREDITING,
    "indexation": _GROWTH,
    "discount": _GROWTH,
    "retirement_year_rate": _CREDITING,
}
_INDICES = ("average_index", "deemed_index", "transition_index")
HIGHEST_INDEX = 10
_SEXES = {
    Category.MALE_60: Sex.MALE,
    Category.FEMALE_55: Sex.FEMALE,
    Category.FEMALE_50: Sex.FEMALE,
}


def _age(at: Situation) -> Iterator[Problem]:
    born, today = at.scenario.born, at.scenario.today
    if born > today:
        yield Problem(field="born", code="born_in_future", found=str(born), values={"today": today})
    elif today < at.sixteenth:
        first = {"first": at.sixteenth}
        yield Problem(field="born", code="too_young", found=str(born), values=first)


def _category(at: Situation) -> Iterator[Problem]:
    chosen, sex = at.scenario.category, at.scenario.sex
    if chosen is not None and _SEXES[chosen] is not sex:
        allowed = tuple(category for category, of in _SEXES.items() if of is sex)
        yield Problem(
            field="category", code="category_not_of_sex", found=chosen, values={"allowed": allowed}
        )


def _one_base(at: Situation) -> Iterator[Problem]:
    given = tuple(n for n in ("wage", "tier", "base") if getattr(at.scenario, n) is not None)
    if not given:
        yield Problem(field="wage", code="base_missing")
    for name in given[1:]:
        yield Problem(field=name, code="base_twice", values={"given": given})
    if given == ("tier",) and at.scenario.moving is not None:
        yield Problem(field="moving", code="moving_with_tier")


def _wage(at: Situation) -> Iterator[Problem]:
    if at.scenario.wage == 0:
        yield Problem(field="wage", code="amount_zero", found="0")


def _base(at: Situation) -> Iterator[Problem]:
    base = at.scenario.base
    limits = at.limits_at(at.scenario.region, at.scenario.today)
    if base is None:
        return
    if base == 0:
        yield Problem(field="base", code="amount_zero", found="0")
    elif limits is not None and not at.scenario.clamp:
        yield from outside_limits("base", base, limits, at.scenario.today, at.region)
    offered = _offered(limits, "yuan:")
    if offered and base and format_money(base) not in offered:
        yield Problem(
            field="base",
            code="base_not_offered",
            found=format_money(base),
            values={"offered": offered} | region_names(at.region),
            warning=True,
        )


def outside_limits(
    path: str,
    base: Fen,
    limits: LimitPeriod,
    month: Month,
    region: Region,
    *,
    employed: bool = False,
) -> Iterator[Problem]:
    """The problem of a base below the floor or above the ceiling of its month, if it is one."""
    floor = limits.floor_of(employed=employed)
    if floor <= base <= limits.ceiling:
        return
    values = {"floor": floor, "ceiling": limits.ceiling, "month": month} | region_names(region)
    yield Problem(field=path, code="base_outside_limits", found=format_money(base), values=values)


def _offered(limits: LimitPeriod | None, prefix: str) -> tuple[str, ...]:
    if limits is None or not limits.flexible_choice.startswith(prefix):
        return ()
    return tuple(limits.flexible_choice.removeprefix(prefix).strip().split("|"))


def _tier(at: Situation) -> Iterator[Problem]:
    tier = at.scenario.tier
    if tier is None or isinstance(tier, TierLimit):
        return
    limits = at.limits_at(at.scenario.region, at.scenario.today)
    lowest, highest = _tier_bounds(at, limits)
    found, names = format_rate(tier), region_names(at.region)
    if not lowest <= tier <= highest:
        values = {"lowest": lowest, "highest": highest} | names
        yield Problem(field="tier", code="tier_outside", found=found, values=values)
        return
    offered = _offered(limits, "percents")
    if offered and found.rstrip("%") not in offered:
        values = {"offered": tuple(f"{percent}%" for percent in offered)} | names
        yield Problem(field="tier", code="tier_not_offered", found=found, values=values)


def _tier_bounds(at: Situation, limits: LimitPeriod | None) -> tuple[Ppm, Ppm]:
    """The lawful shares of the reference wage, or as far as the published limits go beyond them."""
    least, most = at.law.limit_shares(at.scenario.region, at.scenario.today)
    if limits is None:
        return least, most
    floor = limits.lowest
    wage = limits.reference_wage
    yuan = FEN_PER_YUAN * MICRO_PER_FEN * PPM // wage
    lowest = -(-floor * MICRO_PER_FEN * PPM // wage)
    highest = limits.ceiling * MICRO_PER_FEN * PPM // wage
    # limits are rounded to whole yuan: less than one yuan beyond the share is the share
    return (
        Ppm(lowest if lowest < least - yuan else least),
        Ppm(highest if highest > most + yuan else most),
    )


def _rates(at: Situation) -> Iterator[Problem]:
    for name, (lowest, highest) in _RATES.items():
        rate = getattr(at.scenario, name)
        if isinstance(rate, int) and not lowest <= rate <= highest:
            values = {"lowest": lowest, "highest": highest}
            found = format_rate(Ppm(rate))
            yield Problem(field=name, code="rate_outside", found=found, values=values)


def _indices(at: Situation) -> Iterator[Problem]:
    for name in _INDICES:
        index = getattr(at.scenario, name)
        if index is not None and not 0 < index <= HIGHEST_INDEX * INDEX_ONE:
            found = f"{index / INDEX_ONE:g}"
            values = {"highest": HIGHEST_INDEX}
            yield Problem(field=name, code="index_outside", found=found, values=values)


def _positive(at: Situation) -> Iterator[Problem]:
    if at.scenario.disposable_income == 0:
        yield Problem(field="disposable_income", code="amount_zero", found="0")


def region_names(region: Region) -> dict[str, object]:
    """The name of a region for a sentence in either language."""
    return {"region_zh": region.zh, "region_en": region.en}


BASE_CHECKS: tuple[Check, ...] = (
    (("born", "today"), _age),
    (("sex", "category"), _category),
    (("wage", "tier", "base", "moving"), _one_base),
    (("wage",), _wage),
    (("base", "clamp", "region", "today"), _base),
    (("tier", "region", "today"), _tier),
    (tuple(_RATES), _rates),
    (_INDICES, _indices),
    (("disposable_income",), _positive),
)
