"""差异项的说法: what differs between two receipts in words: which figure or field, from what to what."""

from collections.abc import Iterator, Mapping
from typing import Any

from calculator.assumptions import Assumptions, assumptions_of
from calculator.i18n import has
from calculator.i18n.names import document_name, place_name, practice_value
from calculator.receipt import Group, Item, Receipt
from calculator.reports.wording import Wording
from rules.law import Instrument, LimitPeriod, Region, Value

__all__ = ["ItemWording"]

_FORMATS = {"micro": "wage", "ppm": "percent", "fen": "yuan"}
_LIMITS = "contribution_limits"


class ItemWording:
    """The words of the items between two receipts; places and documents are named by the receipts."""

    def __init__(self, receipts: tuple[Receipt, Receipt], words: Wording) -> None:
        self.words = words
        self.say = words.say
        self._places: Mapping[str, Region] = _joined(one.law.regions for one in receipts)
        self._documents: Mapping[str, Instrument] = _joined(one.law.documents for one in receipts)
        self._scenarios = [one.scenario for one in receipts]

    def title(self, item: Item) -> str:
        """What the item is: a field, a figure of a place and time, a local practice."""
        title = self._title(item)
        return title[:1].upper() + title[1:]

    def _title(self, item: Item) -> str:
        if item.group is not Group.DATA:
            return self.words.joined(self.words.field(name) for name in item.new)
        if item.name in ("categories", "local_ages", "minimum_rule", "payment_months", "regions"):
            return self.say(f"receipt.national.{item.name}")
        place = self._place(item.place)
        if item.first is None:
            return self.say("receipt.local", name=self.say(f"practice.{item.name}"), place=place)
        period = self.words.period(item.first, item.last)
        name = self.say(f"series.{item.name}")
        return self.say("receipt.figure", name=name, place=place, period=period)

    def turn(self, item: Item) -> str:
        """From what to what."""
        old, new = self._side(item, item.old, 0), self._side(item, item.new, 1)
        return self.say("receipt.changed" if old == new else "receipt.turn", old=old, new=new)

    def documents(self, item: Item) -> str:
        """The documents the figures rest on, empty where there are none."""
        named = [
            document_name(self._documents[name], self.words.language)
            for name in item.documents
            if name in self._documents
        ]
        return self.words.joined((*named, *self._own_documents(item)))

    def _own_documents(self, item: Item) -> Iterator[str]:
        """What a user's own file says its figures rest on."""
        for row in _rows(item.new):
            if isinstance(row, (Value, LimitPeriod)) and row.grade == "U":
                yield row.note or self.say("receipt.own_file")

    def _place(self, code: str) -> str:
        region = self._places.get(code)
        return place_name(region, self.words.language) if region else code

    def _side(self, item: Item, side: Any, at: int) -> str:
        if side is None:
            return self.say("receipt.absent")
        if item.group is not Group.DATA:
            return self.words.joined(self._field(name, side[name], at) for name in side)
        if item.name == _LIMITS:
            return self.words.joined(map(self._limits, side))
        if isinstance(side, Value):
            return self.words.show(side.amount, _FORMATS.get(side.unit, "count"))
        return self._practice(item, side)

    def _field(self, name: str, value: Any, at: int) -> str:
        if isinstance(value, tuple):
            return self.say("receipt.listed", count=len(value))
        if value is None and name in Assumptions._fields:
            scenario = self._scenarios[at]
            standing = self.words.value(name, getattr(assumptions_of(scenario), name))
            return self.say("receipt.by_set", value=standing, level=scenario.assumption_set)
        return self.say("receipt.ungiven") if value is None else self.words.value(name, value)

    def _limits(self, period: LimitPeriod) -> str:
        return self.say(
            "receipt.limits",
            floor=period.floor,
            ceiling=period.ceiling,
            wage=period.reference_wage,
        )

    def _practice(self, item: Item, value: Any) -> str:
        """A practice in words where it has any; structures only say that they changed."""
        if item.name == "transitional_coefficients":
            return self.words.joined(self.words.show(rate, "percent") for _, rate in value)
        if item.first is None and has(f"practice.{item.name}") and not isinstance(value, tuple):
            return practice_value(item.name, value, self.words.language)
        return self.say("receipt.changed")


def _rows(side: Any) -> tuple[Any, ...]:
    if side is None:
        return ()
    return side if isinstance(side, tuple) and not hasattr(side, "_fields") else (side,)


def _joined(mappings: Iterator[Mapping[str, Any]] | Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for mapping in mappings:
        found |= mapping
    return found
