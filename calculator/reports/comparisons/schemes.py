"""其他制度的报告: each scheme by itself, on the same assumptions, with what is not known named."""

from collections.abc import Sequence

from calculator.reports.comparisons.pages import Pages
from calculator.reports.document import Document, Row, Section
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.schemes.facts import Fact, Standing
from calculator.schemes.injury import InjuryCover
from calculator.schemes.personal import BracketEffect, PersonalPension
from calculator.schemes.residents import ResidentComparison, ResidentOutcome
from calculator.schemes.subsidies import SubsidyPlan, SubsidyWindow
from rules.personal_pension import TaxedAs
from rules.resident_pension import Conversion

__all__ = ["schemes_document"]

_SCOPE = ("guofa-2014-8#scope",)


def schemes_document(
    scenario: Scenario,
    residents: ResidentComparison,
    personal: PersonalPension,
    subsidies: Sequence[SubsidyPlan],
    injury: InjuryCover,
    words: Wording,
) -> Document:
    """The document of all schemes beside the employees' pension."""
    pages = Pages(scenario, words)
    return pages.document(
        "schemes.title",
        _both(pages, residents),
        _tiers(pages, residents),
        _conversion(pages, residents),
        _facts(pages, residents),
        _personal(pages, personal),
        _brackets(pages, personal.brackets),
        *(_subsidy(pages, plan) for plan in subsidies),
        _injury(pages, injury),
    )


def _both(pages: Pages, compared: ResidentComparison) -> Section:
    """The employees' plan, stated first and never added to anything."""
    ways = (
        ("outcome.go_on", compared.go_on),
        ("schemes.paid_on", compared.paid_on),
        ("outcome.stop_now", compared.stop_now),
    )
    rows = []
    for name, one in ways:
        if one is None:
            continue
        paid = pages.amount(one.paid_from_now_today)
        pension = pages.amount(one.pension_today)
        if not one.payable:
            pension = pages.say("report.not_payable")
        rows.append(Row(cells=(pages.say(name), pension, str(one.start), paid)))
    return Section(
        id="employees",
        title=pages.say("schemes.employees"),
        columns=pages.columns("schemes.column", "plan", "pension_today", "start", "paid_today"),
        rows=tuple(rows),
    )


def _tiers(pages: Pages, compared: ResidentComparison) -> Section:
    where = "schemes.home_assumed" if compared.home_assumed else "schemes.home"
    said = [
        pages.say(
            where, place=pages.words.place(compared.home), sources=pages.words.sources(_SCOPE)
        ),
        pages.say("schemes.residents_note"),
    ]
    if any(one.back_years for one in compared.outcomes):
        said.append(pages.say("schemes.back_years", years=compared.outcomes[0].back_years))
    return Section(
        id="residents",
        title=pages.say("schemes.residents"),
        columns=pages.columns(
            "schemes.column", "tier", "subsidy", "pension_today", "account", "start", "paid_today"
        ),
        rows=tuple(_tier(pages, one) for one in compared.outcomes),
        paragraphs=tuple(said),
    )


def _tier(pages: Pages, one: ResidentOutcome) -> Row:
    pension = pages.amount(one.pension_today) if one.payable else pages.say("report.not_payable")
    return Row(
        cells=(
            pages.amount(one.tier),
            pages.amount(one.subsidy.value),
            pension,
            pages.amount(one.account),
            str(one.start),
            pages.amount(one.paid_today),
        )
    )


def _conversion(pages: Pages, compared: ResidentComparison) -> Section:
    gathering = compared.gathering
    rows = [
        pages.pair("schemes.direction", pages.say(f"schemes.conversion.{gathering.direction}")),
        pages.pair(
            "schemes.employee_months", pages.words.show(gathering.employee_months, "duration")
        ),
        pages.pair("schemes.moved", pages.exact(gathering.balance)),
    ]
    if gathering.direction is Conversion.INTO_RESIDENTS:
        rows.append(pages.pair("schemes.pool_lost", pages.exact(gathering.pool_lost)))
    lost = pages.say(f"schemes.lost.{gathering.direction}")
    said = [lost, pages.say("schemes.never_two")]
    if gathering.below_minimum:
        said.insert(1, pages.say("schemes.below_minimum", required=gathering.required))
    cites = ("renshebufa-2014-17#3", "renshebufa-2014-17#5", "renshebufa-2014-17#6")
    said.append(pages.say("schemes.cited", sources=pages.words.sources(cites)))
    return Section(
        id="conversion",
        title=pages.say("schemes.conversion_title"),
        rows=tuple(rows),
        paragraphs=tuple(said),
    )


def _facts(pages: Pages, compared: ResidentComparison) -> Section:
    """Every regional figure with its standing; what is unknown is listed, not filled in."""
    subsidies = [one.subsidy for one in compared.outcomes[:1]]
    facts = (compared.minimum, compared.rate, *subsidies, *compared.facts)
    return Section(
        id="facts",
        title=pages.say("schemes.facts"),
        rows=tuple(_fact(pages, fact) for fact in facts),
    )


def _fact(pages: Pages, fact: Fact) -> Row:
    is_rate = fact.name in ("rate", "last_rate")
    shown = pages.percent(fact.value) if is_rate else pages.yuan(fact.value)
    if fact.standing is Standing.UNKNOWN:
        shown = pages.say("schemes.standing.unknown")
    else:
        shown = _standing(pages, fact, shown)
    return Row(cells=(pages.say(f"schemes.fact.{fact.name}"), shown))


def _standing(pages: Pages, fact: Fact, shown: str) -> str:
    """A figure, what it is worth, and whose figure of which year it is."""
    values: dict[str, object] = {
        "value": shown,
        "standing": pages.say(f"schemes.standing.{fact.standing}"),
    }
    if not fact.region or fact.year is None:
        return pages.say("schemes.fact_of", **values)
    place = pages.words.place(fact.region)
    return pages.say(
        "schemes.fact_of_year", place=place, year=fact.year, grade=fact.grade, **values
    )


def _personal(pages: Pages, personal: PersonalPension) -> Section:
    rows = [
        pages.pair("schemes.personal.paid", pages.exact(personal.paid)),
        pages.pair("schemes.personal.years", str(personal.years)),
        pages.pair("schemes.personal.growth", pages.percent(personal.growth)),
        pages.pair("schemes.personal.balance", pages.exact(personal.balance)),
        pages.pair("schemes.personal.tax", pages.exact(personal.tax)),
        pages.pair("schemes.personal.net_today", pages.exact(personal.net_today)),
        pages.pair("schemes.personal.outside_today", pages.exact(personal.outside_today)),
        pages.pair("schemes.personal.saved", pages.yuan(personal.saved_in_all)),
    ]
    said = [pages.say("schemes.personal.note")]
    if personal.tax_case is None:
        said.append(pages.say("schemes.personal.give_income"))
    if personal.over_cap:
        said.append(pages.say("schemes.personal.over_cap", over=personal.over_cap))
    return Section(
        id="personal",
        title=pages.say("schemes.personal.title"),
        rows=tuple(rows),
        paragraphs=tuple(said),
    )


def _brackets(pages: Pages, brackets: Sequence[BracketEffect]) -> Section:
    return Section(
        id="brackets",
        title=pages.say("schemes.personal.brackets"),
        columns=pages.columns("schemes.column", "bracket", "rate", "saved", "payout_tax", "gain"),
        rows=tuple(_bracket(pages, one) for one in brackets),
    )


def _bracket(pages: Pages, one: BracketEffect) -> Row:
    kind = "business" if one.taxed_as is TaxedAs.BUSINESS else "comprehensive"
    label = pages.say(f"schemes.income.{kind}", above=one.above)
    if not one.rate:
        label = pages.say(f"schemes.no_income.{kind}")
    return Row(
        cells=(
            label,
            pages.percent(one.rate),
            pages.amount(one.saved),
            pages.amount(one.payout_tax),
            pages.amount(one.gain),
        )
    )


def _subsidy(pages: Pages, plan: SubsidyPlan) -> Section:
    monthly = _standing(pages, plan.monthly, pages.yuan(plan.monthly.value))
    rows = [
        pages.pair("schemes.subsidy.place", pages.place(plan.terms.region)),
        pages.pair("schemes.subsidy.monthly", monthly),
    ]
    if plan.now is not None:
        rows.append(pages.pair("schemes.subsidy.now", _window(pages, plan.now)))
    if plan.best is not None and len(plan.windows) > 1:
        rows.append(pages.pair("schemes.subsidy.best", _window(pages, plan.best)))
    said = [pages.say("schemes.subsidy.note")]
    if plan.near_from is not None:
        said.append(pages.say("schemes.subsidy.near", month=plan.near_from))
    if plan.terms.months.value is None:
        said.append(pages.say("schemes.subsidy.months_unknown"))
    title = pages.say(f"schemes.subsidy.title.{plan.terms.who}")
    return Section(id="subsidy", title=title, rows=tuple(rows), paragraphs=tuple(said))


def _window(pages: Pages, window: SubsidyWindow) -> str:
    return pages.say(
        "schemes.subsidy.window",
        period=pages.words.period(window.start, window.last),
        months=window.months,
        total=window.total_today,
    )


def _injury(pages: Pages, cover: InjuryCover) -> Section:
    rows = []
    for step in cover.steps:
        count = step.provinces
        places = (
            pages.say("schemes.injury.all")
            if count is None
            else pages.say("schemes.injury.some", count=count)
        )
        named = [("document", pages.document_name(step.instrument))]
        if step.named:
            named.append(("provinces", pages.words.listed(step.named)))
        named.append(("platforms", pages.words.listed(step.platforms)))
        details = tuple((pages.say(f"schemes.injury.{name}"), told) for name, told in named)
        rows.append(Row(cells=(str(step.start), places), details=details))
    key = "nationwide" if cover.is_nationwide else "partly"
    return Section(
        id="injury",
        title=pages.say("schemes.injury.title"),
        rows=tuple(rows),
        paragraphs=(pages.say(f"schemes.injury.{key}"), pages.say("schemes.injury.note")),
    )
