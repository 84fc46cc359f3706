"""说明文字: help on a field and on the keys, and the documents behind an estimate, as blocks."""

from calculator.estimates import estimate as estimated
from calculator.explanation import sheet
from calculator.i18n import Language, has, text
from calculator.i18n.names import document_name
from calculator.scenario.fields import field_named
from calculator.tui.blocks import Block, above, heading, line, pairs, paragraph
from calculator.tui.form_fields import options_of
from calculator.tui.session import Reading

__all__ = ["about", "documents", "field_help", "key_help"]

_FIELDS_OF = {"person": ("sex", "category"), "basis": ("wage", "tier", "base")}
_KEYS = (
    ("Tab, Shift+Tab", "fields"),
    ("F1", "help"),
    ("F2", "language"),
    ("F3", "why"),
    ("F4", "pick"),
    ("F5", "sources"),
    ("F6", "months"),
    ("F7, F8", "tabs"),
    ("Ctrl+G", "cross"),
    ("Ctrl+T", "zoom"),
    ("F9", "theme"),
    ("Ctrl+Z, Ctrl+Y", "undo"),
    ("Ctrl+S, Ctrl+O", "files"),
    ("Ctrl+R", "export"),
    ("Ctrl+L", "command"),
    ("Ctrl+N", "new"),
    ("Ctrl+P", "palette"),
    ("Ctrl+Q", "quit"),
)


def field_help(row: str, basis: str, language: Language, width: int) -> Block:
    """What a field is, what may be typed, where to find it."""
    names = _FIELDS_OF.get(row, (basis if row == "amount" else row,))
    return above(*(_one_field(name, language, width) for name in names))


def _one_field(name: str, language: Language, width: int) -> Block:
    entry = field_named(name)
    if entry is None:
        return ()
    lines = [line((text(f"field.{name}.title", language), "bold"))]
    lines += paragraph(text(f"field.{name}.help", language), width)
    where = f"app.where.{name}"
    if has(where):
        lines += paragraph(text("app.help.where", language, where=text(where, language)), width)
    example = text(f"field.{name}.example", language)
    if entry.kind is not None and not options_of(entry, language):
        lines += paragraph(text("app.help.example", language, example=example), width)
    return tuple(lines)


def key_help(language: Language, width: int) -> Block:
    """What every key does."""
    rows = [(key, text(f"app.keys.{name}", language)) for key, name in _KEYS]
    return (*heading(text("app.help.keys", language)), *pairs(rows, width))


def about(language: Language, width: int) -> Block:
    """What the app is and what it is not."""
    return tuple(paragraph(text("app.help.about", language), width, "$quiet"))


def documents(reading: Reading, language: Language, width: int) -> Block:
    """The documents an estimate rests on: articles with their words, then the figures' sources."""
    if reading.scenario is None:
        return ()
    traced = estimated(reading.scenario, reading.law, trace=True)
    lines = [
        one for chapter in sheet(traced, reading.law, language).chapters for one in chapter.lines
    ]
    articles = list(dict.fromkeys(article for one in lines for article in one.articles))
    blocks: list[Block] = [heading(text("app.sources.articles", language))]
    for article in articles:
        named = text(
            "sheet.article_line", language, document=article.document, article=article.article
        )
        said = text("sheet.quoted", language, quote=article.quote, seen=article.seen)
        quote = paragraph(said, width, "$quiet", "  ") if article.quote else ()
        address = paragraph(article.url, width, "$second", "  ") if article.url else ()
        blocks.append((*paragraph(named, width, "bold"), *quote, *address))
    blocks.append(_figures(reading, language, width))
    return above(*blocks)


def _figures(reading: Reading, language: Language, width: int) -> Block:
    """The documents that published the figures read."""
    if reading.estimate is None:
        return ()
    known = reading.law.instruments
    ids = dict.fromkeys(value.instrument for value in reading.estimate.used if value.instrument)
    lines = list(heading(text("app.sources.figures", language)))
    for instrument in sorted(i for i in ids if i in known):
        lines += paragraph(document_name(known[instrument], language), width, mark="- ")
        if known[instrument].url:
            lines += [line((f"  {known[instrument].url}", "$second"))]
    return tuple(lines)
