"""制作: from a scenario to the finished report, for one person or for many in a row."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from calculator.i18n import Language
from calculator.reports.client.fonts import typefaces
from calculator.reports.client.model import Person
from calculator.reports.client.page import as_html
from calculator.reports.client.paper import Paper, as_pdf
from calculator.reports.client.report import client_report
from calculator.reports.client.study import study
from calculator.scenario.model import Scenario
from rules.law import Law

__all__ = ["KINDS", "Kind", "Press"]

Kind = Literal["html", "pdf"]
KINDS: tuple[Kind, ...] = ("html", "pdf")
_NEEDED = {"html": ("vl_convert", "jinja2"), "pdf": ("vl_convert", "typst")}


class Press:
    """Makes reports of one kind in some languages.

    `folders` hold typefaces besides the installed ones. What is missing is said before anything is
    computed: ModuleNotFoundError without the extra `report`, NoChineseFont for a PDF.
    """

    def __init__(
        self, kind: Kind, languages: Sequence[Language], folders: Sequence[Path] = ()
    ) -> None:
        for module in _NEEDED[kind]:
            import_module(module)
        self._kind, self._folders = kind, tuple(folders)
        typst: Any = import_module("typst") if kind == "pdf" else None
        self._languages = tuple(languages)
        self._faces = None if typst is None else typefaces(typst, folders)

    def __reduce__(self) -> tuple[Any, ...]:
        """As what it was made from: another process finds modules and typefaces itself."""
        return Press, (self._kind, self._languages, self._folders)

    def made(self, scenario: Scenario, law: Law, person: Person) -> Paper:
        """The file of a person. Raises NoValueInForce where the law has no value."""
        found = study(scenario, law)
        reports = [client_report(found, language, person) for language in self._languages]
        if self._faces is None:
            return Paper(as_html(reports).encode(), "")
        return as_pdf(reports, self._faces)
