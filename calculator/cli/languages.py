"""界面语言: which language a call of the command speaks."""

import os
from collections.abc import Mapping

from calculator.i18n import LANGUAGES, Language

__all__ = ["chosen_language"]

_OPTION = "--lang"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_SAMPLE = "养老金"


def chosen_language(
    args: list[str], encoding: str | None, environment: Mapping[str, str] = os.environ
) -> Language:
    """The language of `--lang`, else of the locale, else Chinese.

    English where the locale asks for it or stdout cannot hold Chinese characters. An unknown word
    after `--lang` is left to the parser to refuse.
    """
    for position, arg in enumerate(args):
        name, _, value = arg.partition("=")
        if name == _OPTION:
            value = value or "".join(args[position + 1 : position + 2])
            for language in LANGUAGES:
                if value == language:
                    return language
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return "en" if locale.startswith("en") or not _can_write(encoding) else "zh"


def _can_write(encoding: str | None) -> bool:
    try:
        _SAMPLE.encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
