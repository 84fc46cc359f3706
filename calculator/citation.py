"""条文出处: the article a rule or a remedy rests on, as it is cited to a reader."""

from typing import NamedTuple

from calculator.i18n import Language, has, text
from calculator.i18n.names import document_name
from rules.law import Law

__all__ = ["Article", "article_of"]


class Article(NamedTuple):
    """An article a line rests on. `quote` is its governing sentence, in Chinese, where it was found.

    `seen` says from what copy of the document it was taken.
    """

    document: str
    article: str
    url: str
    quote: str
    seen: str


def article_of(cite: str, law: Law, language: Language) -> Article:
    """The article a citation `instrument#article` names. Raises UnknownInstrument."""
    instrument_id, _, article = cite.partition("#")
    instrument = law.instrument(instrument_id)
    quote = instrument.quote(article)
    return Article(
        document=document_name(instrument, language),
        article=text(f"article.{cite}", language) if has(f"article.{cite}") else article,
        url=instrument.url,
        quote=quote.zh if quote else "",
        seen=text(f"copy.{quote.text}", language) if quote else "",
    )
