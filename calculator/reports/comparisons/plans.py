"""缴费方案的报告: the plan year by year, what it costs and pays, and how far it is proven."""

from collections.abc import Sequence

from calculator.planning import IrregularPlan, Offer, Plan, PlannedYear
from calculator.planning.irregular import MonthPattern
from calculator.reports.comparisons.pages import Pages
from calculator.reports.document import Document, Row, Section
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from rules.career import Choice
from rules.month import Month
from rules.quantities import half_up

__all__ = ["irregular_document", "listed_offers", "plan_document"]

_SPANS_SHOWN = 12
_TENTH_PERCENT = 1_000


def plan_document(scenario: Scenario, plan: Plan, words: Wording) -> Document:
    """The document of a plan for a target or a budget."""
    pages = Pages(scenario, words)
    years = Section(
        id="years",
        title=pages.say("plan.year_by_year"),
        columns=pages.columns("plan.column", "year", "tier", "base", "monthly", "paid"),
        rows=tuple(_year(pages, year) for year in plan.years),
    )
    notes = Section(id="notes", title=pages.say("plan.notes"), paragraphs=_notes(pages, plan))
    sections = (_headline(pages, plan), years, notes)
    return pages.document("plan.title", *(sections[:1] if plan.never_payable else sections))


def _headline(pages: Pages, plan: Plan) -> Section:
    rows = []
    if plan.target is not None:
        rows.append(pages.pair("plan.target", pages.exact(plan.target)))
    if plan.budget is not None:
        rows.append(pages.pair("plan.budget", pages.exact(plan.budget)))
    if plan.payable:
        rows += [
            pages.pair("plan.pension_today", pages.exact(plan.pension_today)),
            pages.pair("plan.pension", pages.exact(plan.pension)),
            pages.pair("plan.start", str(plan.start)),
        ]
    else:
        rows.append(pages.pair("plan.pension_today", pages.say("report.not_payable")))
    if plan.never_payable:
        return Section(
            id="headline",
            title=pages.say("plan.headline"),
            rows=tuple(rows),
            paragraphs=(pages.say("plan.never_payable", asked=plan.asked, missing=plan.missing),),
        )
    rows += [
        pages.pair("plan.paid_today", pages.exact(plan.paid_today)),
        pages.pair("plan.paid", pages.exact(plan.paid)),
    ]
    said = [pages.say(_verdict(plan), saving=plan.saving_at_most)]
    if plan.settlement.retirement != plan.asked:
        values = {"asked": plan.asked, "claimed": Month(plan.settlement.retirement)}
        said.insert(0, pages.say("plan.extended", missing=plan.missing, **values))
    if plan.budget is not None and not plan.reached and plan.least_budget is not None:
        said.append(pages.say("plan.least_budget", least=plan.least_budget))
    if not plan.payable:
        said.append(pages.say("plan.short", missing=plan.settlement.missing))
    return Section(
        id="headline", title=pages.say("plan.headline"), rows=tuple(rows), paragraphs=tuple(said)
    )


def _verdict(plan: Plan) -> str:
    if plan.target is not None:
        if not plan.reached:
            return "plan.out_of_reach"
        return "plan.cheapest" if plan.is_proven else "plan.cheapest_found"
    return "plan.most" if plan.reached else "plan.budget_too_small"


def _year(pages: Pages, year: PlannedYear) -> Row:
    if not year.months:
        return Row(cells=(str(year.year), pages.say("plan.unpaid"), "", "", ""))
    tier = pages.say("plan.unpaid") if year.offer is None else _tier(pages, year.offer)
    return Row(
        cells=(
            str(year.year),
            tier,
            pages.amount(year.base),
            pages.amount(year.monthly),
            pages.amount(year.paid),
        )
    )


def listed_offers(pages: Pages, offers: Sequence[Offer]) -> str:
    """The tiers on offer in one line."""
    return pages.words.listed(
        _tier(pages, offer)
        if offer.printed is None
        else pages.say("plan.offer_in_yuan", tier=_tier(pages, offer), amount=offer.printed)
        for offer in offers
    )


def _tier(pages: Pages, offer: Offer) -> str:
    if offer.choice is Choice.FLOOR:
        return pages.say("choice.tier_limit.floor")
    if offer.choice is Choice.CEILING:
        return pages.say("choice.tier_limit.ceiling")
    return pages.percent(half_up(offer.amount, _TENTH_PERCENT) * _TENTH_PERCENT)


def _notes(pages: Pages, plan: Plan) -> tuple[str, ...]:
    offers = listed_offers(pages, plan.offers)
    said = [pages.say(f"plan.offers_{plan.offers_are}", offers=offers)]
    if plan.target is not None:
        said.append(pages.say("plan.pauses" if plan.may_pause else "plan.no_pauses"))
    else:
        said.append(pages.say("plan.budget_note"))
    return tuple(said)


def irregular_document(scenario: Scenario, plan: IrregularPlan, words: Wording) -> Document:
    """The document of what an irregular income allows."""
    pages = Pages(scenario, words)
    reach = Section(
        id="out_of_reach",
        title=pages.say("plan.irregular.reach", share=plan.share),
        columns=pages.columns("plan.irregular.column", "tier", "affordable", "out_of_reach"),
        rows=tuple(
            Row(
                cells=(
                    _tier(pages, one.offer),
                    str(plan.months - len(one.months)),
                    str(len(one.months)),
                )
            )
            for one in plan.out_of_reach
        ),
    )
    said = []
    if plan.short:
        said.append(pages.say("plan.irregular.short", short=plan.short))
    elif not plan.needed:
        said.append(pages.say("plan.irregular.enough"))
    if plan.repeated_from is not None:
        values = {"month": plan.repeated_from, "count": plan.repeated_months}
        said.append(pages.say("plan.irregular.repeated", **values))
    said.append(pages.say("plan.irregular.late"))
    notes = Section(id="notes", title=pages.say("plan.notes"), paragraphs=tuple(said))
    cheapest = _pattern(pages, "cheapest", plan.cheapest)
    every = _pattern(pages, "every", plan.every)
    return pages.document("plan.irregular.title", reach, cheapest, every, notes)


def _pattern(pages: Pages, name: str, pattern: MonthPattern) -> Section:
    spans = [pages.words.period(*span) for span in pattern.spans[:_SPANS_SHOWN]]
    more = len(pattern.spans) - len(spans)
    listed = pages.words.joined(spans)
    if more > 0:
        listed = pages.say("plan.irregular.more", spans=listed, count=more)
    rows = (
        pages.pair("plan.irregular.months", pages.words.show(pattern.months, "months")),
        pages.pair("plan.pension_today", pages.exact(pattern.pension_today)),
        pages.pair("plan.paid_today", pages.exact(pattern.paid_today)),
        pages.pair("plan.start", str(pattern.start)),
        pages.pair("plan.irregular.spans", listed or pages.say("plan.unpaid")),
    )
    said = () if pattern.payable else (pages.say("report.only_formula"),)
    return Section(id=name, title=pages.say(f"plan.irregular.{name}"), rows=rows, paragraphs=said)
