"""对齐: rows of finished words in lines of at most some cells, nothing cut.

Columns of words give way first, the widest first, and their cells go on below themselves. What is still
too wide is told row by row, each cell beside its title.
"""

from collections.abc import Iterator, Sequence

from calculator.width import cells, longest_piece, padded, split

__all__ = ["aligned"]

_GAP = "  "
_NARROWEST = 8
"""No column of words is narrower, so that Chinese does not stand one character below another."""


def aligned(
    header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], width: int
) -> Iterator[str]:
    """The lines of one table; columns of numbers stand to the `right` and are never broken."""
    columns = list(zip(header, *rows, strict=True))
    widest = [max(map(cells, column)) for column in columns]
    least = [
        size if is_number else max(min(size, _NARROWEST), *map(longest_piece, column))
        for column, size, is_number in zip(columns, widest, right, strict=True)
    ]
    fitted = _fitted(widest, least, width - len(_GAP) * (len(columns) - 1))
    if fitted is None:
        yield from _told(header, rows, width)
        return
    for line in (header, *rows):
        yield from _line(line, fitted, right)


def _fitted(widest: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """Widths that fit into the room, None where words or numbers would have to be broken."""
    fitted = list(widest)
    for _ in range(sum(widest) - room):
        giving = [at for at, size in enumerate(fitted) if size > least[at]]
        if not giving:
            return None
        fitted[max(giving, key=fitted.__getitem__)] -= 1
    return fitted


def _line(line: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    parts = [split(cell, size) or [""] for cell, size in zip(line, widths, strict=True)]
    for at in range(max(map(len, parts))):
        yield _GAP.join(
            padded(part[at] if at < len(part) else "", size, right=is_number)
            for part, size, is_number in zip(parts, widths, right, strict=True)
        ).rstrip()


def _told(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Row by row: the first cell that says something, the others below it beside their titles."""
    column = max(map(cells, header))
    for position, row in enumerate(rows):
        if position:
            yield ""
        first = next((at for at, cell in enumerate(row) if cell), 0)
        yield from split(row[first], width) or [header[first]]
        for title, cell in zip(header[first + 1 :], row[first + 1 :], strict=True):
            for at, part in enumerate(split(cell, width - column - 2 * len(_GAP))):
                yield _GAP + padded("" if at else title, column) + _GAP + part
