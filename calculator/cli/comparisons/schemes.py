"""`linghuo compare schemes`: residents' scheme, personal pension, subsidies, injury cover."""

from typing import Any

import click

from calculator.amounts import parse_duration, parse_money, parse_rate
from calculator.cli.asked import Asked
from calculator.cli.commands import WordedChoice, WordedOption
from calculator.cli.comparisons.skeleton import comparing, own_option, read
from calculator.i18n import Language, text
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.schemes import schemes_document
from calculator.reports.wording import Wording
from calculator.schemes.injury import injury_cover
from calculator.schemes.personal import PersonalPension, personal_pension
from calculator.schemes.residents import compare_residents
from calculator.schemes.subsidies import subsidy_plan
from rules.personal_pension import PERSONAL_PENSION_CAP, TaxedAs
from rules.quantities import Fen, Months, Ppm

__all__ = ["command"]

_KINDS = {"comprehensive": TaxedAs.COMPREHENSIVE, "business": TaxedAs.BUSINESS}
_OWN = (
    "resident_tier",
    "resident_rate",
    "personal_paid",
    "personal_growth",
    "taxable",
    "subsidy_used",
)


def command(language: Language) -> click.Command:
    """The command in a language."""
    taxed_as = WordedOption(
        ["--taxed-as", "own_taxed_as"],
        type=WordedChoice(tuple(_KINDS)),
        default="comprehensive",
        help=f"{text('plan.option.taxed_as', language)} ({', '.join(_KINDS)})",
    )
    own = [*(own_option(name, language) for name in _OWN), taxed_as]
    return comparing("schemes", language, _compared, own, about="cli.command.compare_schemes")


def _compared(ctx: click.Context, one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    tiers = [
        read(ctx, "resident_tier", part, parse_money)
        for part in (own["resident_tier"] or "").split("|")
        if part.strip()
    ]
    rate = own["resident_rate"]
    used = own["subsidy_used"]
    residents = compare_residents(
        one.scenario,
        one.law,
        rate=None if rate is None else Ppm(read(ctx, "resident_rate", rate, parse_rate)),
        tiers=[Fen(tier) for tier in tiers],
    )
    personal = _personal(ctx, one, own)
    drawn = Months(0) if used is None else Months(read(ctx, "subsidy_used", used, parse_duration))
    subsidies = subsidy_plan(one.scenario, one.law, used=drawn)
    injury = injury_cover(one.scenario, one.law)
    results = {
        "residents": residents,
        "personal_pension": personal,
        "subsidies": subsidies,
        "injury_cover": injury,
    }
    document = schemes_document(one.scenario, residents, personal, subsidies, injury, words)
    return Comparison(results, document)


def _personal(ctx: click.Context, one: Asked, own: dict[str, Any]) -> PersonalPension:
    paid, growth, taxable = own["personal_paid"], own["personal_growth"], own["taxable"]
    return personal_pension(
        one.scenario,
        one.law,
        paid=PERSONAL_PENSION_CAP
        if paid is None
        else Fen(read(ctx, "personal_paid", paid, parse_money)),
        growth=None if growth is None else Ppm(read(ctx, "personal_growth", growth, parse_rate)),
        taxable=None if taxable is None else Fen(read(ctx, "taxable", taxable, parse_money)),
        taxed_as=_KINDS[own["taxed_as"]],
    )
