"""Names of places and legal documents in one language.

The law store keeps Chinese names and, where one exists, an English one; a document without an English
title is cited by its Chinese number, as everybody cites it.
"""

from calculator.i18n.catalog import Language
from rules.law import Instrument, Region

__all__ = ["document_name", "place_name"]


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
