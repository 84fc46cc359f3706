"""`linghuo compare schemes`: residents' scheme, personal pension, subsidies, injury cover."""

from collections.abc import Sequence
from typing import Any

import click

from calculator.amounts import AmountError, format_money, parse_duration, parse_money
from calculator.cli.asked import Asked
from calculator.cli.comparisons.own_options import OwnOption, one_of, rate_between
from calculator.cli.comparisons.skeleton import comparing
from calculator.i18n import Language
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.schemes import schemes_document
from calculator.reports.wording import Wording
from calculator.scenario.problems import Problem, ScenarioProblems
from calculator.schemes.injury import injury_cover
from calculator.schemes.personal import personal_pension
from calculator.schemes.resident_figures import home_of, tiers_offered
from calculator.schemes.residents import compare_residents
from calculator.schemes.subsidies import subsidy_plan
from rules.law import Law, Region
from rules.personal_pension import PERSONAL_PENSION_CAP, TaxedAs
from rules.quantities import Fen, Months, Ppm

__all__ = ["command"]

_KINDS = {"comprehensive": TaxedAs.COMPREHENSIVE, "business": TaxedAs.BUSINESS}
_TIER_FLAG = "--resident-tier"
_ENDS = 2
_HIGHEST_RATE = Ppm(150_000)
_LOWEST_GROWTH, _HIGHEST_GROWTH = Ppm(-200_000), Ppm(200_000)


def _tiers(typed: str) -> list[Fen]:
    """Yearly amounts, separated by |; nothing paid is no tier."""
    amounts = [parse_money(part) for part in typed.split("|") if part.strip()]
    if not all(amounts):
        raise AmountError("amount_zero", typed)
    return amounts


def _capped(typed: str) -> Fen:
    amount = parse_money(typed)
    if amount > PERSONAL_PENSION_CAP:
        raise AmountError("personal_pension_cap", typed, cap=PERSONAL_PENSION_CAP)
    return amount


_OWN = (
    OwnOption(name="resident_tier", parse=_tiers, described="plan.option.resident_tier"),
    OwnOption(
        name="resident_rate",
        parse=rate_between(Ppm(0), _HIGHEST_RATE),
        described="plan.option.resident_rate",
    ),
    OwnOption(name="personal_paid", parse=_capped, described="plan.option.personal_paid"),
    OwnOption(
        name="personal_growth",
        parse=rate_between(_LOWEST_GROWTH, _HIGHEST_GROWTH),
        described="plan.option.personal_growth",
    ),
    OwnOption(name="taxable", parse=parse_money, described="plan.option.taxable"),
    OwnOption(
        name="taxed_as",
        parse=one_of(tuple(_KINDS)),
        choices=tuple(_KINDS),
        default="comprehensive",
        described="plan.option.taxed_as",
    ),
    OwnOption(name="subsidy_used", parse=parse_duration, described="plan.option.subsidy_used"),
)


def command(language: Language) -> click.Command:
    """The command in a language."""
    return comparing("schemes", language, _compared, _OWN, about="cli.command.compare_schemes")


def _refuse_tiers(law: Law, region: Region, asked: Sequence[Fen]) -> None:
    """Raises ScenarioProblems for every residents' tier that the place is known not to offer."""
    offered, is_own = tiers_offered(law, region)
    if not offered:
        return
    lowest, highest = offered[0], offered[-1]
    listed = [format_money(tier) for tier in offered]
    problems = []
    for tier in asked:
        code = ""
        if is_own and len(offered) > _ENDS and tier not in offered:
            code = "resident_tier_unknown"
        elif is_own and not lowest <= tier <= highest:
            code = "resident_tier_outside"
        elif tier < lowest:
            code = "resident_tier_low"
        if code:
            values = {"tiers": tuple(listed), "lowest": listed[0], "highest": listed[-1]}
            found = format_money(tier)
            problems.append(Problem(field=_TIER_FLAG, code=code, found=found, values=values))
    if problems:
        raise ScenarioProblems(problems)


def _compared(one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    scenario, law = one.scenario, one.law
    _refuse_tiers(law, home_of(scenario, law), own["resident_tier"] or ())
    residents = compare_residents(
        scenario, law, rate=own["resident_rate"], tiers=own["resident_tier"] or ()
    )
    paid = own["personal_paid"]
    personal = personal_pension(
        scenario,
        law,
        paid=PERSONAL_PENSION_CAP if paid is None else paid,
        growth=own["personal_growth"],
        taxable=own["taxable"],
        taxed_as=_KINDS[own["taxed_as"]],
    )
    subsidies = subsidy_plan(scenario, law, used=own["subsidy_used"] or Months(0))
    injury = injury_cover(scenario, law)
    results = {
        "residents": residents,
        "personal_pension": personal,
        "subsidies": subsidies,
        "injury_cover": injury,
    }
    document = schemes_document(scenario, residents, personal, subsidies, injury, words)
    return Comparison(results, document)
