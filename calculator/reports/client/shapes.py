"""表格的样式: how wide a section stands on a page; the same on a screen and on paper."""

from calculator.reports.document import Section

__all__ = ["is_wide", "kind"]

_FEW = 4
_LONG = 60


def kind(section: Section) -> str:
    """`grid` with columns, `pairs` of labels and values, `told` where the values are sentences."""
    if section.columns:
        return "grid"
    told = any(row.details or len(row.cells[-1]) > _LONG for row in section.rows)
    return "told" if told else "pairs"


def is_wide(section: Section) -> bool:
    """Whether a section takes the whole width of a page."""
    has_text_alone = bool(section.paragraphs) and not section.rows
    has_details = any(row.details for row in section.rows)
    is_told = kind(section) == "told"
    return len(section.columns) > _FEW or has_details or is_told or has_text_alone
