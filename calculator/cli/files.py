"""输出文件: which format a file name asks for, and files that are whole or not there.

Every file is written beside its place and moved there when it is complete.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import click

from calculator.cli.commands import WrongUse, settings_of
from calculator.i18n import text

__all__ = ["check_place", "format_of", "write_whole"]

Form = TypeVar("Form", bound=str)


def format_of(ctx: click.Context, path: Path, endings: Mapping[str, Form]) -> Form:
    """The format the ending of a file name stands for. Raises WrongUse naming those there are."""
    form = endings.get(path.suffix.lower())
    if form is None:
        raise WrongUse("cli.unknown_ending", ctx, file=path.name, allowed=tuple(endings))
    return form


def check_place(ctx: click.Context, path: Path) -> None:
    """Refuse a place no file can be written to, before anything is computed for it."""
    for kind, is_so in (
        (IsADirectoryError, path.is_dir()),
        (FileNotFoundError, not path.parent.is_dir()),
    ):
        if is_so:
            raise _refused(ctx, path, kind())


def write_whole(ctx: click.Context, path: Path, content: bytes) -> None:
    """Write a file, or leave what was there. Raises WrongUse where the place cannot be written to."""
    from calculator import whole_file  # noqa: PLC0415 only a file that is written needs it

    try:
        whole_file.write_whole(path, content)
    except (OSError, ValueError) as error:
        raise _refused(ctx, path, error) from None


def _refused(ctx: click.Context, path: Path, error: Exception) -> WrongUse:
    return WrongUse("cli.cannot_write", ctx, file=str(path), reason=_reason(error, ctx))


def _reason(error: Exception, ctx: click.Context) -> str:
    language = settings_of(ctx).language
    for kind, name in _KNOWN.items():
        if isinstance(error, kind):
            return text(f"cli.write.{name}", language)
    return getattr(error, "strerror", None) or type(error).__name__


_KNOWN = {
    FileNotFoundError: "no_folder",
    IsADirectoryError: "is_folder",
    NotADirectoryError: "no_folder",
    PermissionError: "not_allowed",
}
