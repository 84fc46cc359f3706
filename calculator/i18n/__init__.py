"""Words of the program: Chinese and English, both originals, by symbolic key.

`text` finds a sentence and fills it. A placeholder names its own format (`{amount:yuan}`), because
quantities are plain integers at run time. Covers no layout (`calculator.reports`).
"""

from calculator.i18n.catalog import (
    FAMILIES,
    LANGUAGES,
    Language,
    MissingText,
    family,
    has,
    template,
    text,
)
from calculator.i18n.formats import FORMATS, formatted
from calculator.i18n.names import document_name, place_name

__all__ = [
    "FAMILIES",
    "FORMATS",
    "LANGUAGES",
    "Language",
    "MissingText",
    "document_name",
    "family",
    "formatted",
    "has",
    "place_name",
    "template",
    "text",
]
