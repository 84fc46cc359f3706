"""报告: an estimate as text for a terminal, Markdown, CSV or JSON.

The first three are written from one document and show the same cells; JSON carries the numbers.
Covers no pictures and no files.
"""

from typing import Literal, get_args

from calculator.i18n import Language
from calculator.reports.contents import contents
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.result import Estimate
from rules.law import Law, load

__all__ = ["FORMATS", "Format", "document", "render"]

Format = Literal["table", "markdown", "csv", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(
    estimate: Estimate,
    format: Format,  # noqa: A002  the option is called so everywhere
    language: Language,
    *,
    explain: bool = False,
    check: bool = False,
    law: Law | None = None,
    width: int | None = None,
) -> str:
    """The report of `estimate`, ending in a newline.

    `explain` adds the calculation sheet and needs a traced estimate (ValueError otherwise). `law`
    names places and documents; without it the shipped law is used. `check` adds the identities. Lines
    of a table have at most `width` cells, 80 without one.
    """
    if format == "json":
        from calculator.reports.data import as_json  # noqa: PLC0415 only JSON needs it

        return as_json(estimate, explain=explain, check=check)
    from calculator.reports.layouts import laid_out  # noqa: PLC0415 JSON has no layout

    made = document(estimate, law or load(), language, explain=explain, check=check)
    return laid_out(made, format, width)


def document(
    estimate: Estimate,
    law: Law,
    language: Language,
    *,
    explain: bool = False,
    check: bool = False,
) -> Document:
    """The report as headings, tables and lists, for any layout."""
    report = contents(estimate, law, language)
    if check:
        from calculator.identities import identities  # noqa: PLC0415 only a check needs them
        from calculator.reports.checks import check_section  # noqa: PLC0415

        checked = check_section(identities(estimate), Wording(law, language))
        report = report._replace(sections=(*report.sections, checked))
    if not explain:
        return report
    from calculator.explanation import sheet  # noqa: PLC0415 only the sheet needs it
    from calculator.reports.calculation import calculation  # noqa: PLC0415

    added = calculation(sheet(estimate, law, language), Wording(law, language))
    return report._replace(sections=(*report.sections, *added))
