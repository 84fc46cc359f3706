"""依据: the calculation sheet with numbered documents, and the list of these documents."""

from calculator.citation import Article
from calculator.explanation import Line, Sheet
from calculator.reports.calculation import reading_text
from calculator.reports.client.model import Chapter, Entry, Reference, Source
from calculator.reports.wording import Wording

__all__ = ["Evidence"]

_SCHEMES = ("https://", "http://")


class Evidence:
    """Numbers the documents of a sheet in the order they are met."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        self._articles: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}

    def chapters(self, sheet: Sheet) -> tuple[Chapter, ...]:
        """The sheet; the years stand in the tables of payments and of the account."""
        return tuple(
            Chapter(chapter.title, tuple(self._entry(line) for line in chapter.lines))
            for chapter in sheet.chapters
        )

    def _entry(self, line: Line) -> Entry:
        return Entry(
            label=line.label,
            value=line.value,
            formula=line.formula,
            working=line.working,
            because=line.because,
            references=tuple(self._reference(article) for article in line.articles),
            readings=tuple(reading_text(reading, self._words) for reading in line.readings),
        )

    def _reference(self, article: Article) -> Reference:
        document = (article.document, article.url)
        quotes = self._articles.setdefault(document, {})
        quotes.setdefault(article.article, (article.quote, article.seen))
        return Reference(list(self._articles).index(document) + 1, article.article)

    def sources(self) -> tuple[Source, ...]:
        """The documents cited so far; an address of any other kind than a web page is left out."""
        return tuple(
            Source(number, name, _address(url), tuple((at, *said) for at, said in quotes.items()))
            for number, ((name, url), quotes) in enumerate(self._articles.items(), start=1)
        )


def _address(url: str) -> str:
    """A web address; one written without its scheme gets one."""
    if url.startswith(_SCHEMES):
        return url
    host = url.partition("/")[0]
    return f"http://{url}" if "." in host and ":" not in host and " " not in url else ""
