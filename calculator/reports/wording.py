"""报告用语: how the values of an estimate are put into words for every report.

Places are named by the law store, single figures by their format; nothing is computed here.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from calculator.citation import article_of
from calculator.i18n import Language, formatted, text
from calculator.i18n.names import place_name
from calculator.reform.changes import NATION, Change, changes_of
from calculator.result import Notice
from calculator.scenario.choices import Category, Option
from calculator.scenario.fields import FIELDS
from calculator.scenario.model import Scenario
from rules.law import Law, Reform
from rules.month import Month

__all__ = ["Wording"]

_PLACES = frozenset({"region", "claim", "decided"})
_FIELDS = {entry.name: entry for entry in FIELDS}


class Wording:
    """One language over one law."""

    def __init__(self, law: Law, language: Language) -> None:
        self.law = law
        self.language = language

    def say(self, key: str, **values: object) -> str:
        """The text of a key."""
        return text(key, self.language, **values)

    def show(self, value: object, name: str) -> str:
        """A quantity in one of the formats of the catalogs."""
        return formatted(value, name, self.language)

    def yuan(self, amount: int) -> str:
        """An amount to the fen."""
        return self.show(amount, "yuan")

    def place(self, code: str) -> str:
        """The name of a region."""
        return place_name(self.law.region(code), self.language)

    def period(self, start: Month, end: Month | None) -> str:
        """A month, a span of months, or an open one."""
        if end is None:
            return self.say("report.since", start=start)
        if end == start:
            return str(start)
        return self.say("report.span", start=start, end=end)

    def subject(self, scenario: Scenario) -> str:
        """One line on whom a report is for, and on the law it is made by where that is not today's."""
        line = self.say(
            "report.subject",
            region=self.place(scenario.region),
            sex=scenario.sex,
            born=scenario.born,
            today=scenario.today,
        )
        law = self.law
        if law.known_on is not None:
            line += self.joint + self.say("report.as_of", day=law.known_on)
        if law.reform is not None:
            line += self.joint + self.say(
                "report.under_reform", title=self.reform_title(law.reform)
            )
        return line

    @property
    def joint(self) -> str:
        """What stands between two sentences."""
        return "" if self.language == "zh" else " "

    def reform_title(self, reform: Reform) -> str:
        """The title of a reform."""
        return reform.title_zh if self.language == "zh" else reform.title_en

    def change(self, change: Change) -> str:
        """One change of a reform, with the month or the birth month it begins with."""
        everybody = self.say("reform.everybody")
        category = Category(change.category) if change.category else None
        said = self.say(
            f"reform.change.{change.code}",
            value=change.value,
            age=change.age,
            category=everybody if category is None else self.value("category", category),
        )
        values = {"change": said, "start": change.first_born or change.start}
        if change.first_born is not None:
            return self.say("reform.since_birth", **values)
        if change.region != NATION:
            return self.say("reform.since_in", region=self.place(change.region), **values)
        return self.say("reform.since", **values)

    def notice(self, family: str, notice: Notice) -> str:
        """The sentence of a notice or question, with the documents it rests on."""
        sentence = self.say(f"{family}.{notice.code}", **self._readable(notice.values))
        if not notice.cites:
            return sentence
        return sentence + self.say("report.cited", sources=self.sources(notice.cites))

    def sources(self, cites: Iterable[str]) -> str:
        """The documents and articles that are cited."""
        named = [article_of(cite, self.law, self.language) for cite in cites]
        return self.joined(
            self.say("sheet.article_line", document=one.document, article=one.article)
            for one in named
        )

    def joined(self, texts: Iterable[str]) -> str:
        """Several short texts in one line."""
        return self.say("report.separator").join(texts)

    def listed(self, names: Iterable[str]) -> str:
        """Several names in one line."""
        return self.say("report.names_separator").join(names)

    def _readable(self, values: Mapping[str, Any]) -> dict[str, Any]:
        readable = dict(values)
        for name in _PLACES & readable.keys():
            readable[name] = self.place(readable[name])
        if self.law.reform is not None and "title_zh" in readable:
            readable["title"] = self.reform_title(self.law.reform)
            readable["changes"] = self.joined(map(self.change, changes_of(self.law.reform)))
        if "practice" in readable:
            readable["practice"] = self.joined(
                self.say(f"practice.{name}") for name in readable["practice"]
            )
        if "figures" in readable:
            readable["figures"] = self._figures(readable["figures"])
        return readable

    def _figures(self, figures: Iterable[tuple[str, str, str]]) -> str:
        """Single figures by series and place, with their first and last month."""
        months: dict[tuple[str, str], list[str]] = {}
        for series, region, month in figures:
            months.setdefault((series, region), []).append(month)
        return self.joined(
            self.say(
                "report.figure",
                series=self.say(f"series.{series}"),
                place=self.place(region),
                period=self.period(Month.parse(min(found)), Month.parse(max(found))),
            )
            for (series, region), found in months.items()
        )

    def field(self, name: str) -> str:
        """The title of a field of the scenario."""
        return self.say(f"field.{name}.title")

    def value(self, name: str, value: object) -> str:
        """The value of a field as a person would write it."""
        if value is None:
            return self.say("report.by_practice")
        if isinstance(value, Option):
            return self.say(f"choice.{_snake(type(value).__name__)}.{value}")
        if isinstance(value, Month):
            return str(value)
        kind = _FIELDS[name].kind if name in _FIELDS else None
        if name in ("registered", "claim", "region") and isinstance(value, str):
            return self.place(value)
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return self.show(value, kind.shown if kind is not None and is_number else "")


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)[1:]
