"""可靠程度: which figures behind an estimate are published, and which are not.

Covers the status of the whole, the figures that are provisional, projected or single-source, local
practice offices disagree on, assumptions, assumed inputs, notices, and questions for the agency.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.columns import Origin, series_of
from calculator.i18n.names import practice_value
from calculator.reports.document import Column, Row, Section
from calculator.reports.wording import Wording
from calculator.result import Estimate
from rules.law import Status
from rules.month import Month

__all__ = ["assumed", "reliability"]

_NO_GRADE = "-"


@dataclass(slots=True)
class _Group:
    """Figures of one series and region with the same status, and the months they span."""

    start: Month
    end: Month | None
    grade: str


def reliability(estimate: Estimate, words: Wording) -> Iterator[Section]:
    """The sections on how far the figures can be trusted, and what to bear in mind."""
    yield _figures(estimate, words)
    yield _paragraphs(
        "contested", words, [_contested(name, estimate, words) for name in estimate.contested]
    )
    yield _paragraphs("notices", words, [words.notice("notice", n) for n in estimate.notices])


def assumed(estimate: Estimate, words: Wording) -> Iterator[Section]:
    """The sections on what was assumed, and what to ask the agency."""
    yield _assumptions(estimate, words)
    yield _assumed(estimate, words)
    yield _paragraphs("questions", words, [words.notice("question", n) for n in estimate.questions])


def _paragraphs(name: str, words: Wording, texts: list[str]) -> Section:
    return Section(id=name, title=words.say(f"report.section.{name}"), paragraphs=tuple(texts))


def _figures(estimate: Estimate, words: Wording) -> Section:
    """The status of the whole, and every figure that is not plainly published."""
    names = ("series", "region", "period", "status", "grade")
    rows = [
        Row(
            (
                words.say(f"series.{series}"),
                words.place(region),
                words.period(group.start, group.end),
                words.say(f"status.{status}"),
                _NO_GRADE if status is Status.PROJECTED else group.grade,
            )
        )
        for (series, region, status), group in _grouped(estimate).items()
    ]
    return Section(
        id="status",
        title=words.say("report.section.status", status=estimate.status),
        columns=tuple(Column(words.say(f"report.status.{name}")) for name in names),
        rows=tuple(rows),
        paragraphs=(
            words.say(f"report.status_means.{estimate.status}"),
            *(
                words.say("report.grade_means", grade=grade, meaning=words.say(f"grade.{grade}"))
                for grade in sorted({row.cells[-1] for row in rows} - {_NO_GRADE})
            ),
        ),
    )


def _grouped(estimate: Estimate) -> dict[tuple[str, str, Status], _Group]:
    groups: dict[tuple[str, str, Status], _Group] = {}
    for origin in sorted(estimate.used, key=_order):
        if origin.status is Status.PUBLISHED and not origin.warn:
            continue
        key = (series_of(origin), origin.region, origin.status)
        if key not in groups:
            groups[key] = _Group(origin.start, origin.end, origin.grade)
        group = groups[key]
        group.start = min(group.start, origin.start)
        group.end = _later(group.end, origin.end)
        group.grade = max(group.grade, origin.grade)
    return groups


def _order(origin: Origin) -> tuple[str, str, int]:
    return series_of(origin), origin.region, origin.start


def _later(end: Month | None, other: Month | None) -> Month | None:
    """The later of two ends; an open end is the latest."""
    return None if end is None or other is None else max(end, other)


def _contested(name: str, estimate: Estimate, words: Wording) -> str:
    """A contested field of local practice with what else it might be."""
    ground = words.law.practice(estimate.claim.code).grounds.get(name)
    field = words.say(f"practice.{name}")
    if ground is None or not ground.other_readings:
        return words.say("report.contested", field=field)
    others = words.joined(
        practice_value(name, reading.value, words.language) for reading in ground.other_readings
    )
    return words.say("report.contested_with", field=field, others=others)


def _assumptions(estimate: Estimate, words: Wording) -> Section:
    assumptions = estimate.assumptions
    values = {
        "wage_growth": assumptions.wage_growth,
        "inflation": assumptions.inflation,
        "crediting_rate": assumptions.crediting_rate,
        "indexation": assumptions.indexation,
    }
    return Section(
        id="assumptions",
        title=words.say("report.section.assumptions"),
        rows=tuple(
            Row((words.say(f"assumption.{name}"), words.show(rate, "percent")))
            for name, rate in values.items()
        ),
    )


def _assumed(estimate: Estimate, words: Wording) -> Section:
    """Inputs that were not given, and what was taken for them."""
    return Section(
        id="assumed",
        title=words.say("report.section.assumed"),
        rows=tuple(
            Row((words.field(name), words.value(name, value)))
            for name, value in estimate.assumed.items()
        ),
    )
