"""报告的编排: a study in the words of one language, part by part, the answer first."""

from collections.abc import Iterator, Mapping

from calculator.charts import Chart
from calculator.explanation import sheet
from calculator.i18n import Language
from calculator.receipt import as_json
from calculator.reports.client.answer import answer, cards
from calculator.reports.client.evidence import Evidence
from calculator.reports.client.model import ClientReport, Part, Person, Picture
from calculator.reports.client.receipt import receipt
from calculator.reports.client.study import PICTURES, Study
from calculator.reports.comparisons.ages import ages_document
from calculator.reports.comparisons.charts import worded
from calculator.reports.comparisons.scenarios import scenarios_document
from calculator.reports.comparisons.schemes import schemes_document
from calculator.reports.comparisons.tiers import tiers_document
from calculator.reports.contents import contents
from calculator.reports.document import Document, Section
from calculator.reports.pictures import specification
from calculator.reports.records import ledger, payments
from calculator.reports.wording import Wording
from calculator.scenario.files import dump
from rules.law import Status
from rules.month import MONTHS_PER_YEAR

__all__ = ["LABELS", "client_report"]

LABELS = (
    "client",
    "adviser",
    "number",
    "month",
    "answer",
    "cards",
    "contents",
    "sheet",
    "sheet_lead",
    "article",
    "reading",
    "sources",
    "sources_lead",
    "questions",
    "questions_lead",
    "receipt",
    "receipt_lead",
    "receipt_save",
    "scenario",
)
"""The words of the layouts, by their last name in the catalogs."""
_NOBODY = Person()
_TOLD = frozenset({"tiers", "months"})
_LEADS = {0: "lead", -1: "lead_one", -2: "lead_none"}
"""What leads a part that tells of its two pictures, by how many of them are missing."""


def client_report(found: Study, language: Language, person: Person = _NOBODY) -> ClientReport:
    """The report of a study in one language."""
    return _Report(found, Wording(found.law, language)).whole(person.cleaned())


class _Report:
    """The parts of one report."""

    def __init__(self, found: Study, words: Wording) -> None:
        self.found = found
        self.words = words
        self.say = words.say
        estimate = found.estimate
        self.scenario = estimate.scenario
        self.own = _by_id(contents(estimate, found.law, words.language))
        self.tiers = _by_id(tiers_document(self.scenario, found.tiers, words))
        self.months = _by_id(ages_document(self.scenario, found.months, found.cliffs, words))

    def whole(self, person: Person) -> ClientReport:
        """The report."""
        estimate, words = self.found.estimate, self.words
        report = contents(estimate, self.found.law, words.language)
        evidence, sealed = Evidence(words), as_json(self.found.receipt)
        made = sheet(estimate, self.found.law, words.language)
        chapters = evidence.chapters(made)
        names = {
            code: words.place(code)
            for code in (region.code for region in self.found.law.regions.values())
        }
        return ClientReport(
            language=words.language,
            title=self.say("client.title"),
            subject=report.subject,
            person=person,
            month=str(estimate.today),
            answer=tuple(answer(self.found, words)),
            cards=tuple(cards(self.found, words)),
            parts=tuple(part for part in self.parts() if part.sections or part.pictures),
            chapters=chapters,
            replayed=made.replayed,
            sources=evidence.sources(),
            questions=self.own["questions"].paragraphs if "questions" in self.own else (),
            receipt=tuple(receipt(estimate, sealed, words)),
            receipt_file=sealed,
            scenario=dump(self.scenario, names=names),
            note=report.note,
            labels={name: self.say(f"client.label.{name}") for name in LABELS},
        )

    def parts(self) -> Iterator[Part]:
        """All parts in order."""
        ways = (one._replace(title=self.say("client.ways")) for one in self._own("remedies"))
        yield self._part("shortage", tuple(ways))
        yield self._part("paying", self._own("contributions", "dates", "computation", "pension"))
        yield self._part("tiers", self._of(self.tiers, "tiers", "steps"))
        yield self._part("months", tuple(self._months()))
        yield self._part("account", (ledger(self.found.estimate, self.words),))
        yield self._part("schemes", tuple(self._schemes()))
        yield self._certain()
        yield self._part("futures", tuple(self._futures()))
        yield self._part("also", self._own("place", "death", "later", "replacement"))
        yield self._part("payments", (payments(self.found.estimate, self.words),))

    def _part(self, name: str, sections: tuple[Section, ...]) -> Part:
        """A part with its pictures; its lead tells of them, another one where some are missing."""
        key = f"client.part.{name}"
        pictures = tuple(self._pictures(name))
        shown = len(pictures) - len(PICTURES[name]) if name in _TOLD else 0
        return Part(
            id=name,
            title=self.say(f"{key}.title"),
            lead=(self.say(f"{key}.{_LEADS[shown]}"),),
            pictures=pictures,
            sections=tuple(one for one in sections if one.rows or one.paragraphs),
        )

    def _pictures(self, part: str) -> Iterator[Picture]:
        for chart in self.found.charts(part) if part in PICTURES else ():
            told = worded(chart, self.words)
            yield Picture(
                name=chart.name,
                title=told.title,
                description=self._description(chart, told.value, told.series),
                caveat=told.caveat,
                specification=specification(chart, told, missing=self.say("report.not_payable")),
            )

    def _description(self, chart: Chart, value: str, series: tuple[str, ...]) -> str:
        named = self.words.joined(series)
        return self.say("client.picture", value=value, series=named, count=len(chart.at))

    def _own(self, *names: str) -> tuple[Section, ...]:
        return self._of(self.own, *names)

    def _of(self, sections: Mapping[str, Section], *names: str) -> tuple[Section, ...]:
        return tuple(sections[name] for name in names if name in sections)

    def _months(self) -> Iterator[Section]:
        """A row for each year and for the months that stand out; the jumps between them."""
        table = self.months.get("ages")
        if table is not None:
            rows = self.found.months.rows
            kept = [
                line
                for row, line in zip(rows, table.rows, strict=True)
                if row in (rows[0], rows[-1])
                or row.best
                or (row.month - self.found.months.statutory) % MONTHS_PER_YEAR == 0
            ]
            left_out = len(kept) < len(rows)
            note = (self.say("client.months_left_out"),) if left_out else ()
            yield table._replace(rows=tuple(kept), paragraphs=(*table.paragraphs, *note))
        yield from self._of(self.months, "jumps")

    def _schemes(self) -> Iterator[Section]:
        found = self.found
        document = schemes_document(
            self.scenario, found.residents, found.personal, (), found.injury, self.words
        )
        yield from self._of(_by_id(document), "employees", "residents", "conversion", "facts")

    def _futures(self) -> Iterator[Section]:
        found = self.found
        document = scenarios_document(
            self.scenario, found.regimes, found.sensitivities, found.simulation, self.words
        )
        yield from self._of(_by_id(document), "regimes", "sensitivity", "simulation", "model")

    def _certain(self) -> Part:
        """What is published, what is provisional, what is projected; local practice; assumptions."""
        used = self.found.estimate.used
        counts = {
            str(status): sum(one.status is status for one in used)
            for status in (Status.PUBLISHED, Status.PROVISIONAL, Status.PROJECTED)
        }
        part = self._part(
            "certain", self._own("status", "contested", "notices", "assumptions", "assumed")
        )
        method = dict.fromkeys(
            said
            for document in (self.tiers, self.months)
            for section in self._of(document, "notes")
            for said in section.paragraphs
        )
        counted = self.say("client.counted", total=len(used), **counts)
        definitions = Section(
            id="method", title=self.say("client.method"), paragraphs=tuple(method)
        )
        return part._replace(lead=(*part.lead, counted), sections=(*part.sections, definitions))


def _by_id(document: Document) -> dict[str, Section]:
    return {section.id: section for section in document.sections}
