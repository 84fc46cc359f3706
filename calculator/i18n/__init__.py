"""Words of the program: Chinese and English, both originals, by symbolic key.

`text` finds a sentence and fills it. A placeholder names its own format (`{amount:yuan}`), because
quantities are plain integers at run time. Names of places and documents are in `names`; covers no
layout (`calculator.reports`).
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

__all__ = [
    "FAMILIES",
    "FORMATS",
    "LANGUAGES",
    "Language",
    "MissingText",
    "family",
    "formatted",
    "has",
    "template",
    "text",
]
