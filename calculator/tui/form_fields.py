"""表单字段: which fields stand in the form at once, which fold away, and how each is edited.

Everything follows the field table of `calculator.scenario`; only the four questions asked first are
named here.
"""

import re

from calculator.i18n import Language, formatted, text
from calculator.scenario.fields import FIELDS, GROUPS, Field, field_named
from calculator.tui.draft import Draft
from calculator.tui.session import Reading
from calculator.wording import field_title, problem_sentence
from rules.law import Law
from rules.month import Month

__all__ = [
    "FIRST",
    "FOLDED",
    "PERSONS",
    "filled",
    "groups",
    "note_of",
    "options_of",
    "person_of",
    "reasons",
    "row_of",
]

FIRST = ("region", "born", "person", "basis", "amount", "paid")
"""The rows that are always in sight; `person`, `basis` and `amount` stand for fields of the table."""

PERSONS: dict[str, tuple[str, str]] = {
    "male_60": ("male", ""),
    "female_55": ("female", ""),
    "female_50": ("female", "female_50"),
}
"""The texts of sex and category by retirement category."""

_ASKED_FIRST = frozenset({"region", "born", "sex", "category", "wage", "tier", "base", "paid"})
_ROWS = {
    "sex": "person",
    "category": "person",
    "wage": "amount",
    "tier": "amount",
    "base": "amount",
}
_ROWS |= {"history": "paid"}

FOLDED: dict[str, tuple[Field, ...]] = {
    group: tuple(
        entry
        for entry in FIELDS
        if entry.group == group and entry.kind is not None and entry.name not in _ASKED_FIRST
    )
    for group in GROUPS
}
"""The fields that fold away, by group."""


def groups() -> tuple[str, ...]:
    """The groups that have something to fold away."""
    return tuple(group for group, entries in FOLDED.items() if entries)


def row_of(path: str) -> str:
    """The row of the form that a field's path belongs to."""
    name = path.partition("[")[0].partition(".")[0]
    return _ROWS.get(name, name)


def person_of(draft: Draft) -> str:
    """The retirement category a draft says, empty while the sex is not given."""
    texts = (draft.text("sex"), draft.text("category"))
    if texts[1] in PERSONS:
        return texts[1]
    sex = field_named("sex")
    if sex is None or sex.kind is None or not texts[0]:
        return ""
    found = next((o for o in sex.kind.choices if texts[0] in (o.value, *o.words)), None)
    return {"male": "male_60", "female": "female_55"}.get(str(found), "")


def filled(draft: Draft, group: str) -> int:
    """How many folded fields of a group were filled."""
    listed = {"past": ("history",), "plan": ("pauses", "changes")}.get(group, ())
    return sum(bool(draft.text(entry.name)) for entry in FOLDED[group]) + sum(
        bool(draft.parts.get(name)) for name in listed
    )


def options_of(entry: Field, language: Language) -> tuple[tuple[str, str], ...]:
    """The values and words of a choice, empty for a field that is typed."""
    kind = entry.kind
    if kind is None or kind.name not in ("choice", "boolean"):
        return ()
    if kind.name == "boolean":
        words = tuple((value, formatted(value == "true", "", language)) for value in _BOOLEANS)
    else:
        family = _snake(type(kind.choices[0]).__name__)
        words = tuple((o.value, text(f"choice.{family}.{o.value}", language)) for o in kind.choices)
    if entry.default is not None:
        return words
    return (("", text("report.by_practice", language)), *words)


def default_of(entry: Field) -> str:
    """The value of a choice that was not touched."""
    if entry.default is None:
        return ""
    return str(entry.default).lower() if isinstance(entry.default, bool) else str(entry.default)


def placeholder_of(entry: Field, language: Language) -> str:
    """What stands in an empty field: an example."""
    example = text(f"field.{entry.name}.example", language).partition(" / ")[0]
    return text("app.form.example", language, example=example)


def reasons(reading: Reading, language: Language) -> dict[str, str]:
    """What is wrong, by row of the form."""
    found: dict[str, str] = {}
    for problem in reading.faults:
        sentence = problem_sentence(problem, language)
        if "[" in problem.field:
            sentence = f"{field_title(problem.field, language)}: {sentence}"
        found.setdefault(row_of(problem.field), sentence)
    return found


def note_of(name: str, draft: Draft, law: Law, today: Month, language: Language) -> str:
    """How the text of a field was understood, empty where it was not or where that adds nothing."""
    entry = field_named(name)
    typed = draft.text(name).strip()
    if entry is None or entry.kind is None or not typed:
        return ""
    try:
        value = entry.kind.parse(typed, None)
        if entry.kind.name == "region":
            region = law.region(value)
            return region.zh if language == "zh" else region.en
    except Exception:  # noqa: BLE001 what cannot be read is explained by its problem
        return ""
    if name == "born":
        return formatted(max(0, today - value) // 12 * 12, "age", language)
    if not isinstance(value, int) or isinstance(value, bool) or not entry.kind.shown:
        return text(f"choice.{_snake(type(value).__name__)}.{value}", language)
    return _tersely(formatted(value, entry.kind.shown, language))


def _tersely(amount: str) -> str:
    return re.sub(r"\.00(?= )", "", amount)


def _snake(name: str) -> str:
    return re.sub("(?<!^)(?=[A-Z])", "_", name).lower()


_BOOLEANS = ("false", "true")
