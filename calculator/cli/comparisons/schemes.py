"""`linghuo compare schemes`: residents' scheme, personal pension, subsidies, injury cover."""

from typing import Any

import click

from calculator.amounts import AmountError, parse_duration, parse_money
from calculator.cli.asked import Asked
from calculator.cli.comparisons.own_options import OwnOption, one_of, rate_between
from calculator.cli.comparisons.skeleton import comparing
from calculator.i18n import Language
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.schemes import schemes_document
from calculator.reports.wording import Wording
from calculator.schemes.injury import injury_cover
from calculator.schemes.personal import personal_pension
from calculator.schemes.residents import compare_residents
from calculator.schemes.subsidies import subsidy_plan
from rules.personal_pension import PERSONAL_PENSION_CAP, TaxedAs
from rules.quantities import Fen, Months, Ppm

__all__ = ["command"]

_KINDS = {"comprehensive": TaxedAs.COMPREHENSIVE, "business": TaxedAs.BUSINESS}
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


def _compared(one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    scenario, law = one.scenario, one.law
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
