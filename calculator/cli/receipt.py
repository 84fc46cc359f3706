"""`linghuo receipt`: compute a receipt again, and say why two of them differ."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from calculator.cli import streams
from calculator.cli.commands import WordedCommand, WordedGroup, format_option, settings_of
from calculator.cli.laws import law_of
from calculator.i18n import Language
from calculator.receipt import Receipt, difference, read, replay
from calculator.reports import FORMATS, Format
from calculator.reports.document import Document
from calculator.reports.layouts import laid_out
from calculator.reports.receipts import (
    difference_data,
    difference_document,
    replay_data,
    replay_document,
)
from calculator.reports.wording import Wording
from rules.law import Law

__all__ = ["command"]

_CHANGED = 1


def command(language: Language) -> click.Command:
    """The group in a language."""
    builders = {
        "replay": partial(_built, "replay", _replay, ("receipt_file",)),
        "diff": partial(_built, "diff", _diff, ("receipt_before", "receipt_after")),
    }
    about = "cli.command.receipt"
    return WordedGroup("receipt", language, dict(builders), about=about, summaries=about)


def _built(
    name: str, run: Callable[..., int], arguments: tuple[str, ...], language: Language
) -> click.Command:
    params: list[click.Parameter] = [
        click.Argument([argument], type=click.Path(path_type=Path)) for argument in arguments
    ]
    params.append(format_option(FORMATS, language))
    return WordedCommand(name, language, run, params, about=f"cli.command.receipt_{name}")


def _law(ctx: click.Context, receipt: Receipt) -> Law:
    return law_of(settings_of(ctx), receipt.scenario.grades)


def _write(data: Callable[[], Any], document: Callable[[], Document], form: Format) -> None:
    if form == "json":
        streams.write(json.dumps(data(), ensure_ascii=False, indent=2))
    else:
        streams.write(laid_out(document(), form, streams.width()))


def _replay(ctx: click.Context, *, receipt_file: Path, form: Format) -> int:
    receipt = read(receipt_file)
    law = _law(ctx, receipt)
    found = replay(receipt, law)
    words = Wording(law, settings_of(ctx).language)
    _write(lambda: replay_data(found), lambda: replay_document(found, words), form)
    return _CHANGED if found.changed else 0


def _diff(ctx: click.Context, *, receipt_before: Path, receipt_after: Path, form: Format) -> int:
    before, after = read(receipt_before), read(receipt_after)
    found = difference(before, after)
    words = Wording(_law(ctx, after), settings_of(ctx).language)
    _write(lambda: difference_data(found), lambda: difference_document(found, words), form)
    return 0
