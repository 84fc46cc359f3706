"""计算表的排列: the calculation sheet as sections of a report, each line with its reasons below it."""

from collections.abc import Iterator

from calculator.explanation import Article, Line, Reading, Sheet
from calculator.reports.document import Row, Section
from calculator.reports.wording import Wording

__all__ = ["calculation"]


def calculation(sheet: Sheet, words: Wording) -> tuple[Section, ...]:
    """A section for each chapter, and one on the replay of the steps."""
    chapters = [
        Section(
            id=f"sheet.{chapter.id}",
            title=chapter.title,
            rows=tuple(row for line in chapter.lines for row in _rows(line, words)),
        )
        for chapter in sheet.chapters
    ]
    replayed = Section(id="sheet.replay", title=sheet.title, paragraphs=(sheet.replayed,))
    return (*chapters, replayed)


def _rows(line: Line, words: Wording) -> Iterator[Row]:
    yield Row((line.label, line.value), tuple(_details(line, words)))
    for child in line.children:
        yield from _rows(child, words)


def _details(line: Line, words: Wording) -> Iterator[tuple[str, str]]:
    for name in ("formula", "working", "because"):
        if sentence := getattr(line, name):
            yield words.say(f"sheet.{name}"), sentence
    for article in line.articles:
        yield words.say("sheet.article"), _article(article, words)
    for reading in line.readings:
        yield words.say("sheet.reading"), _reading(reading, words)


def _article(article: Article, words: Wording) -> str:
    named = words.say("sheet.article_line", document=article.document, article=article.article)
    return " ".join(part for part in (named, article.url) if part)


def _reading(reading: Reading, words: Wording) -> str:
    named = words.say(
        "sheet.reading_line",
        name=reading.name,
        place=reading.place,
        period=words.period(reading.start, reading.end),
        value=reading.value,
        status=reading.status,
        grade=reading.grade,
    )
    published = words.say("sheet.published", published=reading.published) if reading.published else ""
    return words.joined(part for part in (named, reading.document, published) if part)
