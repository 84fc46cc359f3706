"""字段类型: how each sort of field is read, written to a file and described to other programs.

A kind turns what was typed into a typed value, or raises AmountError; and a typed value back into
what a TOML file holds. What values are lawful is `checking`.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from calculator.amounts import (
    AmountError,
    format_duration,
    format_index,
    format_money,
    format_rate,
    normalized,
    parse_boolean,
    parse_count,
    parse_duration,
    parse_index,
    parse_money,
    parse_month,
    parse_rate,
    parse_tier,
)
from calculator.scenario.choices import Option

__all__ = [
    "BOOLEAN",
    "COUNT",
    "DURATION",
    "GRADES",
    "INDEX",
    "MONEY",
    "MONTH",
    "RATE",
    "REGION",
    "TEXT",
    "TIER",
    "FieldKind",
    "choice",
    "either",
    "written_choice",
]

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FieldKind:
    """One sort of value.

    `parse` takes what was typed and the unit the header states, `write` gives what a file holds,
    `shown` names the format of `calculator.i18n` ("" for none), `choices` the words allowed.
    """

    name: str
    parse: Callable[[object, str | None], Any]
    write: Callable[[Any], str | int | bool]
    schema: Schema
    shown: str = ""
    choices: tuple[Option, ...] = field(default=())


def _unitless(parse: Callable[[object], Any]) -> Callable[[object, str | None], Any]:
    return lambda value, _: parse(value)


def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _money(amount: Any) -> str | int:
    text = format_money(amount)
    return int(text) if text.isdecimal() else text


def _region(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise AmountError("wrong_type", str(value))
    text = value.strip()
    if not text or len(text) > _LONGEST_NAME:
        raise AmountError("empty" if not text else "too_long", text[:_LONGEST_NAME], longest=40)
    return text


def _grades(value: object) -> str:
    text = normalized(value).upper()
    if text not in _GRADES:
        raise AmountError("grades_unreadable", text, allowed=_GRADES)
    return text


def _words(value: object) -> str:
    """A title: one line of plain text."""
    if not isinstance(value, str):
        raise AmountError("wrong_type", str(value)[:_LONGEST_NAME])
    text = " ".join(value.split())
    if not text or len(text) > _LONGEST_TITLE:
        raise AmountError("empty" if not text else "too_long", "", longest=_LONGEST_TITLE)
    if any(unicodedata.category(letter).startswith("C") for letter in text):
        raise AmountError("control_characters", ascii(text)[1:-1][:_LONGEST_NAME])
    return text


_LONGEST_NAME = 40
_LONGEST_TITLE = 100
_GRADES = ("AB", "ABC", "ABCD")
_AMOUNT = {"type": ["number", "string"]}

REGION = FieldKind(name="region", parse=_unitless(_region), write=str, schema={"type": "string"})
MONTH = FieldKind(
    name="month",
    parse=_unitless(parse_month),
    write=str,
    schema=_text(r"^[0-9]{4}-[0-9]{2}$"),
    shown="month",
)
MONEY = FieldKind(
    name="money",
    parse=_unitless(parse_money),
    write=_money,
    schema=_AMOUNT | {"minimum": 0},
    shown="yuan",
)
RATE = FieldKind(
    name="rate",
    parse=parse_rate,
    write=format_rate,
    schema=_text(r"^-?[0-9]+(\.[0-9]+)?%$"),
    shown="percent",
)
TIER = FieldKind(
    name="tier", parse=_unitless(parse_tier), write=format_rate, schema=_AMOUNT, shown="percent"
)
INDEX = FieldKind(
    name="index", parse=_unitless(parse_index), write=format_index, schema=_AMOUNT, shown="index"
)
DURATION = FieldKind(
    name="duration",
    parse=parse_duration,
    write=format_duration,
    schema=_text(r"^([0-9]+y)?([0-9]+m)?$"),
    shown="duration",
)
COUNT = FieldKind(
    name="count",
    parse=_unitless(parse_count),
    write=int,
    schema={"type": "integer", "minimum": 0},
    shown="count",
)
BOOLEAN = FieldKind(
    name="boolean", parse=_unitless(parse_boolean), write=bool, schema={"type": "boolean"}
)
TEXT = FieldKind(
    name="text",
    parse=_unitless(_words),
    write=str,
    schema={"type": "string", "minLength": 1, "maxLength": _LONGEST_TITLE},
)
GRADES = FieldKind(
    name="grades", parse=_unitless(_grades), write=str, schema={"enum": list(_GRADES)}
)


def choice(members: Iterable[Option]) -> FieldKind:
    """A field that holds one of `members`, by its own word or another word for it."""
    choices = tuple(members)
    by_word = {
        normalized(word): member for member in choices for word in (member.value, *member.words)
    }

    def parse(value: object, _: str | None) -> Option:
        word = normalized(value)
        if word not in by_word:
            raise AmountError("choice_unknown", word, allowed=choices)
        return by_word[word]

    return FieldKind(
        name="choice",
        parse=parse,
        write=str,
        schema={"enum": [str(member) for member in choices]},
        choices=choices,
    )


def either(words: FieldKind, other: FieldKind) -> FieldKind:
    """A field that holds a word of `words` or a value of `other`."""

    def parse(value: object, unit: str | None) -> Any:
        try:
            return words.parse(value, unit)
        except AmountError:
            return other.parse(value, unit)

    return FieldKind(
        name=other.name,
        parse=parse,
        write=lambda value: written_choice(value) or other.write(value),
        schema={"anyOf": [words.schema, other.schema]},
        shown=other.shown,
        choices=words.choices,
    )


def written_choice(value: object) -> str:
    """The word of a choice, empty for any other value."""
    return value.value if isinstance(value, Option) else ""
