"""计算表的排列: the calculation sheet as sections of a report, each line with its reasons below it."""

from collections.abc import Iterator

from calculator.citation import Article
from calculator.explanation import Line, Reading, Sheet
from calculator.reports.document import Row, Section
from calculator.reports.wording import Wording
from rules.law import Status

__all__ = ["article_texts", "calculation", "reading_text"]


def calculation(sheet: Sheet, words: Wording) -> tuple[Section, ...]:
    """A section on the replay of the steps, and one for each chapter."""
    layout = _Layout(words)
    chapters = [
        Section(
            id=f"calculation.{chapter.id}",
            title=chapter.title,
            rows=tuple(row for line in chapter.lines for row in layout.rows(line)),
        )
        for chapter in sheet.chapters
    ]
    replayed = Section(id="calculation.replay", title=sheet.title, paragraphs=(sheet.replayed,))
    return (replayed, *chapters)


class _Layout:
    """Lines as rows. An article is quoted, and a figure of a year shown, where it first occurs."""

    def __init__(self, words: Wording) -> None:
        self.words = words
        self.quoted: set[Article] = set()
        self.shown: set[Reading] = set()

    def rows(self, line: Line, *, child: bool = False) -> Iterator[Row]:
        """The row of a line and those of its years."""
        yield Row((line.label, line.value), tuple(self._details(line, child=child)))
        for year in line.children:
            yield from self.rows(year, child=True)

    def _details(self, line: Line, *, child: bool) -> Iterator[tuple[str, str]]:
        say = self.words.say
        for name in ("formula", "working", "because"):
            if (sentence := getattr(line, name)) and not (child and name == "formula"):
                yield say(f"sheet.{name}"), sentence
        for article in () if child else line.articles:
            yield from self._article(article)
        for reading in line.readings:
            if not (child and reading in self.shown):
                yield say("sheet.reading"), reading_text(reading, self.words)
            self.shown.add(reading)

    def _article(self, article: Article) -> Iterator[tuple[str, str]]:
        say = self.words.say
        if article in self.quoted:
            yield (
                say("sheet.article"),
                say("sheet.article_line", document=article.document, article=article.article),
            )
            return
        self.quoted.add(article)
        named, quote = article_texts(article, self.words)
        yield say("sheet.article"), named
        if quote:
            yield say("sheet.quote"), quote


def article_texts(article: Article, words: Wording) -> tuple[str, str]:
    """Document, article and address in one line, and the governing sentence where it was found."""
    named = words.say("sheet.article_line", document=article.document, article=article.article)
    quoted = ""
    if article.quote:
        quoted = words.say("sheet.quoted", quote=article.quote, seen=article.seen)
    return f"{named} {article.url}".strip(), quoted


def reading_text(reading: Reading, words: Wording) -> str:
    """A law value in one line: what it is, its standing, the document that published it."""
    projected = reading.status is Status.PROJECTED
    named = words.say(
        "sheet.reading_projected" if projected else "sheet.reading_line",
        name=reading.name,
        place=reading.place,
        period=words.period(reading.start, reading.end),
        value=reading.value,
        status=reading.status,
        grade=reading.grade,
    )
    if projected:
        return named
    published = (
        words.say("sheet.published", published=reading.published) if reading.published else ""
    )
    return words.joined(part for part in (named, reading.document, published) if part)
