"""改动的说法: what an agency took otherwise, in one sentence, with what it means and where to look."""

from typing import Any

from calculator.audit import Change, Explanation
from calculator.audit.lines import BY_NAME
from calculator.i18n.names import document_name, practice_value
from calculator.reports.wording import Wording
from rules.quantities import INDEX_ONE

__all__ = ["ChangeWording"]

_PLACES = frozenset({"region", "instead"})
_FOUR_DECIMALS = INDEX_ONE // 10**4


class ChangeWording:
    """The words of changes."""

    def __init__(self, words: Wording) -> None:
        self.words = words
        self.say = words.say

    def line(self, name: str) -> str:
        """The name of a line."""
        return self.say(f"audit.line_name.{name}")

    def figure(self, line: str, value: int) -> str:
        """A value of a line; an index with the decimals it needs."""
        shown = BY_NAME[line].shown
        if shown == "index" and value % _FOUR_DECIMALS:
            return f"{value / INDEX_ONE:.6f}"
        return self.words.show(value, shown)

    def change(self, change: Change) -> str:
        """The sentence of a change."""
        values: dict[str, Any] = {name: self._word(change, name) for name in change.values}
        values["line"] = self.line(change.line)
        for side in ("old", "new"):
            value = getattr(change, side)
            known = isinstance(value, int) and change.line in BY_NAME
            values[side] = self.figure(change.line, value) if known else str(value)
        values["new"] = self._about(change, values["new"])
        sentence = self.say(f"audit.change.{_key(change)}", **values)
        return sentence[:1].upper() + sentence[1:]

    def _about(self, change: Change, shown: str) -> str:
        """A value that amounts alone cannot tell exactly."""
        bounds = [change.values.get(side) for side in ("low", "high")]
        if None in bounds or bounds[0] == bounds[1]:
            return shown
        low, high = (self.figure(change.line, int(bound)) for bound in bounds if bound is not None)
        return shown if low == high else self.say("audit.about", value=shown, low=low, high=high)

    def because(self, change: Change) -> str:
        """What the change means and what to ask."""
        return self.say(f"audit.because.{_key(change)}")

    def document(self, change: Change) -> str:
        """The document a published figure rests on, empty for none."""
        instrument = change.values.get("instrument")
        known = self.words.law.instruments
        if not instrument or instrument not in known:
            return ""
        return document_name(known[instrument], self.words.language)

    def whole(self, explanation: Explanation) -> str:
        """All changes of an explanation in one line."""
        return self.say("audit.separator").join(self.change(one) for one in explanation.changes)

    def _word(self, change: Change, name: str) -> Any:
        value = change.values[name]
        if change.kind == "place" or (name == "region" and isinstance(value, str)):
            return self.words.place(value) if name in _PLACES else value
        if change.kind == "practice":
            field = change.values["field"]
            if name == "field":
                return self.say(f"practice.{field}")
            return practice_value(field, value, self.words.language)
        if change.kind == "year_rate":
            return self.words.value("retirement_year_rate", value)
        return value


def _key(change: Change) -> str:
    if change.kind == "extras":
        return "extras_on" if change.values["extras"] else "extras_off"
    return change.kind
