"""逐年明细: the contribution index and the individual account, a line for each calendar year."""

from collections.abc import Sequence

from calculator.explanation.lines import Line
from calculator.explanation.steps import within
from calculator.explanation.words import StepWords
from calculator.result import Estimate
from rules.career import Run
from rules.month import year_of
from rules.tracing import Step, walk

__all__ = ["account_years", "closing_line", "index_years"]

_LEDGER_YEAR = "ledger_year"


def index_years(
    estimate: Estimate, runs: Sequence[tuple[Run, Step]], words: StepWords
) -> list[Line]:
    """The sum of the monthly indices; its years: the months paid, on which base, which index."""
    years: dict[int, list[tuple[Run, Step]]] = {}
    for run, step in runs:
        years.setdefault(year_of(run.first), []).append((run, step))
    total = words.amount("sheet.index_total", estimate.go_on.settlement.index_sum, "index")
    lines = (_index_year(estimate, year, found, words) for year, found in years.items())
    return [total._replace(children=tuple(lines))]


def _index_year(
    estimate: Estimate, year: int, runs: Sequence[tuple[Run, Step]], words: StepWords
) -> Line:
    reads = dict.fromkeys(
        origin for _, step in runs for inner in walk([step]) for origin in inner.reads
    )
    index_sum = sum(run.months * run.month_index for run, _ in runs)
    months = sum(run.months for run, _ in runs)
    return Line(
        rule="monthly_index",
        label=words.say("sheet.year", year=year),
        value=words.say("sheet.index_sum", sum=index_sum, months=months),
        working=words.say("sheet.separator").join(_run(estimate, run, words) for run, _ in runs),
        readings=tuple(words.reading(origin) for origin in reads),
    )


def _run(estimate: Estimate, run: Run, words: StepWords) -> str:
    return words.say(
        "sheet.run_employed" if run.employed else "sheet.run",
        first=run.first,
        last=run.last,
        months=run.months,
        place=words.place(estimate.places[run.place].code),
        base=run.base,
        paid=run.total,
        index=run.month_index,
    )


def closing_line(estimate: Estimate, steps: Sequence[Step], words: StepWords) -> Line:
    """The balance at retirement, by the last year of the ledger where there is one."""
    balance = words.amount("sheet.balance", estimate.go_on.settlement.balance, "yuan")
    years = within(steps, _LEDGER_YEAR)
    if not years:
        return balance
    return words.line(years[-1].children[-1])._replace(label=balance.label)


def account_years(estimate: Estimate, steps: Sequence[Step], words: StepWords) -> list[Line]:
    """Statement, credits and interest, which add up to the balance; a line for each year below."""
    ledger = estimate.go_on.settlement.ledger
    opening = ledger[0].opening if len(ledger) else estimate.opening.balance
    lines = [words.amount("sheet.opening", opening, "yuan")] if opening else []
    years = within(steps, _LEDGER_YEAR)
    if not years:
        return lines
    credited = words.amount("sheet.credited", sum(one.credited for one in ledger), "yuan")
    interest = words.amount("sheet.interest", sum(one.interest for one in ledger), "yuan")
    explained = words.line(years[-1].children[0])._replace(
        label=interest.label,
        value=interest.value,
        figure=interest.figure,
        readings=(),
        children=tuple(
            _ledger_year(one.year, step, words) for one, step in zip(ledger, years, strict=True)
        ),
    )
    return [*lines, credited, explained]


def _ledger_year(year: int, step: Step, words: StepWords) -> Line:
    interest, closing = words.line(step.children[0]), words.line(step.children[-1])
    return interest._replace(
        rule=closing.rule,
        label=words.say("sheet.year", year=year),
        value=closing.value,
        figure=closing.figure,
        working=words.say("sheet.ledger", interest=interest.working, closing=closing.working),
        because="",
    )
