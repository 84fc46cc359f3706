"""Catalogs: one TOML file per language and family, read when first asked for.

The first part of a key names the file, the rest the entry: `rule.basic_pension.title` is `title` of
the table `basic_pension` in `zh/rule.toml`. The family `term` is the glossary itself.
"""

import tomllib
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal, get_args

from calculator.i18n.formats import FORMATS, formatted

__all__ = ["FAMILIES", "LANGUAGES", "Language", "MissingText", "family", "has", "template", "text"]

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_GLOSSARY = "term"
_ROOT = Path(__file__).parent

FAMILIES: tuple[str, ...] = (
    *sorted(entry.stem for entry in (_ROOT / LANGUAGES[0]).iterdir() if entry.suffix == ".toml"),
    _GLOSSARY,
)


class MissingText(UserWarning):
    """A key or a value a sentence needs is missing. Tests turn it into an error."""


@cache
def family(name: str, language: Language) -> Mapping[str, str]:
    """All entries of a family by their full key. Raises KeyError for an unknown family."""
    if name not in FAMILIES:
        raise KeyError(name)
    if name == _GLOSSARY:
        terms = tomllib.loads((_ROOT / "glossary.toml").read_text(encoding="utf-8"))
        return {f"{name}.{term}": entry[language] for term, entry in terms.items()}
    source = (_ROOT / language / f"{name}.toml").read_text(encoding="utf-8")
    return dict(_flat(name, tomllib.loads(source)))


def _flat(prefix: str, table: Mapping[str, Any]) -> list[tuple[str, str]]:
    entries: list[tuple[str, str]] = []
    for name, entry in table.items():
        key = f"{prefix}.{name}"
        entries.extend(_flat(key, entry) if isinstance(entry, dict) else [(key, entry)])
    return entries


def template(key: str, language: Language) -> str:
    """The sentence of `key` with its placeholders unfilled. Raises KeyError when there is none."""
    entries = family(key.partition(".")[0], language)
    return entries[key]


def has(key: str) -> bool:
    """Whether there is a sentence for `key`."""
    try:
        template(key, LANGUAGES[0])
    except KeyError:
        return False
    return True


class _Filling(Formatter):
    """Fills placeholders by the format they name; keeps what it cannot fill, with a warning."""

    def __init__(self, key: str, language: Language) -> None:
        self.key = key
        self.language = language

    def get_field(self, name: str, args: Any, kwargs: Any) -> Any:
        try:
            return super().get_field(name, args, kwargs)
        except (KeyError, AttributeError, IndexError):
            _warn(f"{self.key} has no value for {name}")
            return f"{{{name}}}", name

    def format_field(self, value: Any, spec: str) -> str:
        if spec and spec not in FORMATS:
            return text(f"{spec}.{value}", self.language)
        try:
            return formatted(value, spec, self.language)
        except (TypeError, ValueError, ArithmeticError):
            if not isinstance(value, str):
                _warn(f"{self.key} cannot write {value!r} as {spec}")
            return str(value)


def text(key: str, language: Language, /, **values: object) -> str:
    """The sentence of `key` in `language`, filled with `values`.

    A placeholder is `{name}`, `{name:format}` with a format of `FORMATS`, or `{name:family}`, which is
    replaced by the text of `family.<value>`. What is missing is shown as its key and warned of
    (`MissingText`); it never raises.
    """
    try:
        sentence = template(key, language)
    except KeyError:
        _warn(f"no text for {key}")
        return key
    if "{" not in sentence:
        return sentence
    return _Filling(key, language).vformat(sentence, (), values)


def _warn(message: str) -> None:
    warnings.warn(message, MissingText, stacklevel=4)
