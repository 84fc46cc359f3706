"""The law a call works with: shipped data, the user's own files, the grades asked for."""

from calculator.cli.commands import Settings
from rules.law import Law, load

__all__ = ["law_of"]

_DEFAULT_GRADES = "ABC"


def law_of(settings: Settings, grades: str | None = None) -> Law:
    """The law of a call. Grades of the command line win over those of a scenario."""
    return load(settings.grades or grades or _DEFAULT_GRADES, settings.overlays)
