"""计算表的内容: chapters, lines and the law values behind them, as finished words in plain data."""

from typing import NamedTuple

from calculator.citation import Article
from rules.law import Status
from rules.month import Month

__all__ = ["Chapter", "Figure", "Line", "Reading", "Sheet"]


class Figure(NamedTuple):
    """The number of a line: a whole number of a unit, and the format that writes it."""

    value: int
    format: str


class Reading(NamedTuple):
    """A law value a line read: what it is, where and when it holds, how far it can be trusted."""

    name: str
    place: str
    start: Month
    end: Month | None
    value: str
    status: Status
    grade: str
    document: str
    url: str
    published: str


class Line(NamedTuple):
    """One line of the sheet. A line that sums up years has a child for each year.

    `rule` is empty for a fact or a sum no single rule gives; `figure` is the number in `value` where
    the value is one number.
    """

    rule: str
    label: str
    value: str
    formula: str = ""
    working: str = ""
    because: str = ""
    articles: tuple[Article, ...] = ()
    readings: tuple[Reading, ...] = ()
    children: tuple["Line", ...] = ()
    figure: Figure | None = None


class Chapter(NamedTuple):
    """A part of the sheet; `id` is stable and language-free."""

    id: str
    title: str
    lines: tuple[Line, ...]


class Sheet(NamedTuple):
    """The calculation sheet. `steps` were evaluated again; `unequal` names rules that differed."""

    title: str
    chapters: tuple[Chapter, ...]
    steps: int
    unequal: tuple[str, ...]
    replayed: str
