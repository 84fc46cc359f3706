"""字段说明: every field of a scenario file in Chinese and English, as Markdown tables.

Made from the field table and the catalogs; `examples/README.md` holds a copy that a test keeps equal.
"""

from collections.abc import Iterator

from calculator.i18n import text
from calculator.scenario.fields import CHANGE, FIELDS, GROUPS, HISTORY, PAUSE, Field

__all__ = ["field_reference"]

_HEADER = (
    "| 字段 Key | 说明 | Meaning | 默认 Default | 可选 Choices | 例 Example |",
    "| --- | --- | --- | --- | --- | --- |",
)
_PARTS = {"history": HISTORY, "pauses": PAUSE, "changes": CHANGE}


def field_reference() -> str:
    """The tables, one per group of fields and one per list of tables, ending in a newline."""
    return "\n".join(_lines()).rstrip("\n") + "\n"


def _lines() -> Iterator[str]:
    for group in GROUPS:
        yield from _table(_titles(f"group.{group}.title"), _in(group))
    for name, parts in _PARTS.items():
        yield from _table(f"`[[{name}]]` {_titles(f'field.{name}.title')}", parts)


def _in(group: str) -> tuple[Field, ...]:
    return tuple(entry for entry in FIELDS if entry.group == group)


def _titles(key: str) -> str:
    return f"{text(key, 'zh')} / {text(key, 'en')}"


def _table(title: str, fields: tuple[Field, ...]) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield from _HEADER
    yield from (_row(entry) for entry in fields)
    yield ""


def _row(entry: Field) -> str:
    chinese, english = (
        f"**{text(f'field.{entry.name}.title', language)}** "
        f"{text(f'field.{entry.name}.help', language)}"
        for language in ("zh", "en")
    )
    cells = (
        "<br>".join(f"`{key}`" for key in entry.keys),
        chinese,
        english,
        _default(entry),
        _choices(entry),
        f"`{text(f'field.{entry.name}.example', 'en')}`",
    )
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _default(entry: Field) -> str:
    if entry.required:
        return "必填 required"
    if entry.kind is None or entry.default is None:
        return ""
    written = entry.kind.write(entry.default)
    return f"`{str(written).lower() if isinstance(written, bool) else written}`"


def _choices(entry: Field) -> str:
    options = entry.kind.choices if entry.kind is not None else ()
    return "<br>".join(f"`{option.value}` {option.words[0]}" for option in options)
