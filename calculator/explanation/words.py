"""计算表用语: one recorded step, or one law value, as a line in one language."""

from string import Formatter
from typing import Any

from calculator.citation import article_of
from calculator.columns import Origin, series_of
from calculator.explanation.lines import Figure, Line, Reading
from calculator.i18n import FORMATS, Language, formatted, template, text
from calculator.i18n.names import document_name, place_name
from rules.law import Law, LimitPeriod
from rules.tracing import RULES, Step

__all__ = ["StepWords"]

_UNITS = {"fen": "yuan", "micro": "wage", "ppm": "percent"}
_NO_NUMBERS = frozenset({"month", "age", "duration"})


class StepWords:
    """One language over one law."""

    def __init__(self, law: Law, language: Language) -> None:
        self.law = law
        self.language = language

    def say(self, key: str, **values: object) -> str:
        """The text of a key."""
        return text(key, self.language, **values)

    def place(self, code: str) -> str:
        """The name of a region."""
        return place_name(self.law.region(code), self.language)

    def fact(self, key: str, value: str) -> Line:
        """A line that no rule gives, and that is not one number."""
        return Line(rule="", label=self.say(key), value=value)

    def amount(self, key: str, value: int, name: str) -> Line:
        """A line that no single rule gives: a figure in the format `name`."""
        shown = formatted(value, name, self.language)
        return Line(rule="", label=self.say(key), value=shown, figure=Figure(value, name))

    def line(self, step: Step) -> Line:
        """The line of one evaluated rule."""
        values = {**step.inputs, "value": step.value}
        if step.rule == "paying_place":
            values = self._with_names(values)
        key = f"rule.{step.rule}"
        return Line(
            rule=step.rule,
            label=self.say(f"{key}.title"),
            value=self.say(f"{key}.value", **values),
            formula=self.say(f"{key}.formula"),
            working=self.say(f"{key}.working", **values),
            because=self.say(f"{key}.because"),
            articles=tuple(
                article_of(cite, self.law, self.language) for cite in RULES[step.rule].cites
            ),
            readings=tuple(self.reading(origin) for origin in step.reads),
            figure=_figure(f"{key}.value", step.value),
        )

    def _with_names(self, values: dict[str, Any]) -> dict[str, Any]:
        decided = values["value"]
        return {
            "registered": self.place(values["registered"]),
            "current": self.place(values["current"]),
            "value": decided._replace(province=self.place(decided.province)),
        }

    def reading(self, origin: Origin) -> Reading:
        """A law value in words."""
        known = self.law.instruments.get(origin.instrument)
        return Reading(
            name=self.say(f"series.{series_of(origin)}"),
            place=self.place(origin.region),
            start=origin.start,
            end=origin.end,
            value=self._value(origin),
            status=origin.status,
            grade=origin.grade,
            document=document_name(known, self.language) if known else "",
            url=known.url if known else "",
            published=origin.published,
        )

    def _value(self, origin: Origin) -> str:
        if isinstance(origin, LimitPeriod):
            return self.say(
                "sheet.limits",
                floor=origin.floor,
                ceiling=origin.ceiling,
                wage=origin.reference_wage,
            )
        return formatted(origin.amount, _UNITS.get(origin.unit, "count"), self.language)


def _figure(key: str, value: object) -> Figure | None:
    """The number of a sentence that shows one number of `value`; months and spans are no numbers."""
    named = [(name, spec) for _, name, spec, _ in Formatter().parse(template(key, "en")) if name]
    if len(named) != 1 or named[0][0] != "value" or not isinstance(value, int):
        return None
    spec = named[0][1] or ""
    return Figure(int(value), spec) if spec in FORMATS and spec not in _NO_NUMBERS else None
