"""运行与出错: one call of the command from its arguments to an exit code, without a traceback.

Every failure becomes a sentence on stderr. What an error means is the catalog's to say.
"""

import sys

import click

from calculator.cli import streams
from calculator.cli.commands import WrongUse
from calculator.cli.languages import chosen_language
from calculator.cli.root import root
from calculator.i18n import Language, text
from rules.errors import FiguresMissing, LawNotOnRecord, NoValueInForce, RulesError

__all__ = ["DATA_AT_FAULT", "DONE", "NO_VALUE", "WRONG_USE", "run"]

DONE, DATA_AT_FAULT, WRONG_USE, NO_VALUE = 0, 1, 2, 3
_INTERRUPTED = 130
_PROGRAM = "linghuo"
_WHOLE_FILE = "file"


def run(args: list[str]) -> int:
    """Run the command and return its exit code."""
    streams.prepare()
    language = chosen_language(args, getattr(sys.stdout, "encoding", None))
    try:
        result = root(language).main(args=args, prog_name=_PROGRAM, standalone_mode=False)
    except streams.ReaderGone:
        streams.close_quietly()
        return DONE
    except streams.CannotWrite as error:
        streams.close_quietly()
        streams.write_error(_error(text("cli.stdout_full", language, reason=str(error)), language))
        return DATA_AT_FAULT
    except (KeyboardInterrupt, click.Abort):
        streams.write_error(text("cli.interrupted", language))
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 the last resort: a user never sees a traceback
        code, lines = _explained(error, language)
        for line in lines:
            streams.write_error(line)
        return code
    return result if isinstance(result, int) else DONE


def _explained(error: Exception, language: Language) -> tuple[int, list[str]]:
    """The exit code of an error and what to say."""
    if isinstance(error, click.ClickException):
        return WRONG_USE, _usage(error, language)
    if isinstance(error, RulesError):
        from calculator.wording import error_sentence  # noqa: PLC0415 only failures need it

        if found := error.values.get("problems"):
            return WRONG_USE, [_error(line, language) for line in _law_file_lines(found, language)]
        missing = isinstance(error, (NoValueInForce, FiguresMissing, LawNotOnRecord))
        message = error_sentence(error, language)
        return NO_VALUE if missing else WRONG_USE, [_error(message, language)]
    problems = getattr(error, "problems", None)
    if isinstance(problems, tuple):
        from calculator.wording import problem_line  # noqa: PLC0415 only failures need it

        return WRONG_USE, [_error(problem_line(found, language), language) for found in problems]
    place = _place(error)
    reason = f"{type(error).__name__}: {error} ({place})"
    return DATA_AT_FAULT, [_error(text("cli.broken", language, reason=reason), language)]


def _law_file_lines(problems: object, language: Language) -> list[str]:
    """A line for each problem of the user's own law files: file, key, what is wrong or expected."""
    rows = problems if isinstance(problems, tuple) else ()
    return [
        text("error.law_file_unread", language, file=file, reason=expected)
        if key == _WHOLE_FILE
        else text("error.law_file", language, file=file, key=key, expected=expected)
        for file, key, expected in rows
    ]


def _place(error: Exception) -> str:
    """File and line an error was raised at."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        return "?"
    file = last.tb_frame.f_code.co_filename
    return f"{file.replace(chr(92), '/').rpartition('/')[2]}:{last.tb_lineno}"


def _error(message: str, language: Language) -> str:
    return text("cli.error", language, message=message)


def _usage(error: click.ClickException, language: Language) -> list[str]:
    """A wrong use in the words of the catalog, and where to find help."""
    lines = [_error(_usage_sentence(error, language), language)]
    context = getattr(error, "ctx", None)
    if context is not None:
        lines.append(text("cli.hint_help", language, command=context.command_path))
    return lines


def _usage_sentence(error: click.ClickException, language: Language) -> str:
    if isinstance(error, WrongUse):
        return text(error.key, language, **error.values).strip()
    if isinstance(error, click.NoSuchOption):
        close = tuple(error.possibilities or ())
        similar = text("problem.did_you_mean", language, names=close) if close else ""
        option = error.option_name
        return text("cli.no_such_option", language, option=option, suggestions=similar).strip()
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return text("cli.missing_argument", language, name=name)
    if isinstance(error, click.BadOptionUsage):
        return text("cli.missing_value", language, option=error.option_name)
    return text("cli.bad_usage", language, reason=error.format_message())
