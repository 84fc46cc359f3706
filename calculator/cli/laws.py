"""The law a call works with: shipped data, the user's own files, the grades asked for."""

from calculator.cli.commands import Settings
from rules.law import Law, load

__all__ = ["law_of"]

_DEFAULT_GRADES = "ABC"


def law_of(settings: Settings, grades: str | None = None) -> Law:
    """The law of a call. Grades of the command line win over those of a scenario.

    Raises ScenarioProblems for a reform that cannot be read, LawNotOnRecord for too early a day.
    """
    law = load(settings.grades or grades or _DEFAULT_GRADES, settings.overlays)
    if settings.as_of is not None:
        law = law.as_known_on(settings.as_of)
    if settings.reform is not None:
        from calculator.reform.reading import read_reform  # noqa: PLC0415 few calls have a reform

        law = law.reformed(read_reform(settings.reform, law))
    return law
