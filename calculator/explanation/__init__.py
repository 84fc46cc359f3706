"""计算表: the settlement of an estimate line by line, in the order and words of the agency's 核定表.

Person; what the pension is computed on; the items and their sum. Behind them the appendices on dates,
years, payments, index, account and place. Each line has its value, formula, working with the person's
numbers, reason, and the articles and law values behind it. Layout is `calculator.reports`.
"""

from calculator.explanation.chapters import CHAPTERS, sheet
from calculator.explanation.lines import Chapter, Figure, Line, Reading, Sheet

__all__ = ["CHAPTERS", "Chapter", "Figure", "Line", "Reading", "Sheet", "sheet"]
