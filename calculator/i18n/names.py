"""Names of places, legal documents and local practice in one language.

The law store keeps Chinese names and, where one exists, an English one; a document without an English
title is cited by its Chinese number, as everybody cites it.
"""

from calculator.i18n.catalog import Language, has, text
from calculator.i18n.formats import formatted
from rules.law import Instrument, Region

__all__ = ["document_name", "place_name", "practice_value"]


def place_name(region: Region, language: Language) -> str:
    """浙江省, or Zhejiang."""
    return region.zh if language == "zh" else region.en


def document_name(instrument: Instrument, language: Language) -> str:
    """国发〔2005〕38号《…》, or the English title with the number behind it."""
    if language == "zh":
        return instrument.name
    if not instrument.title_en:
        return instrument.number or instrument.title_zh
    return (
        f"{instrument.title_en} ({instrument.number})" if instrument.number else instrument.title_en
    )


def practice_value(field: str, value: object, language: Language) -> str:
    """A value of a field of local practice, the one that holds or another reading."""
    if isinstance(value, tuple) and all(isinstance(part, str) for part in value):
        return formatted([practice_value(field, part, language) for part in value], "", language)
    for key in (f"choice.{field}.{value}", f"practice_value.{field}.{value}"):
        if has(key):
            return text(key, language)
    return formatted(value, "", language)
