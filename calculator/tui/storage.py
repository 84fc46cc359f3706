"""存取: a draft to and from a scenario file, complete or not."""

from pathlib import Path
from typing import TYPE_CHECKING

from calculator.i18n import Language
from calculator.scenario.files import dump, parse
from calculator.tui.draft import Draft

if TYPE_CHECKING:
    from calculator.tui.session import Reading

__all__ = ["file_text", "opened", "shell_line"]


def opened(source: Path | str | bytes) -> Draft:
    """The draft of a scenario file (a path) or of its text. Raises ScenarioProblems."""
    return Draft.of_keys(parse(source).keys)


def file_text(reading: "Reading", language: Language) -> str:
    """A scenario file: of the scenario where there is one, else of the texts as they were typed."""
    if reading.scenario is not None:
        return dump(reading.scenario, names=_names(reading, language))
    lines = [f"{name} = {_quoted(text)}" for name, text in _texts(reading.draft)]
    for name, tables in reading.draft.parts.items():
        for table in tables:
            lines += [
                "",
                f"[[{name}]]",
                *(f"{key} = {_quoted(text)}" for key, text in table.items()),
            ]
    return "\n".join(lines) + "\n"


def _texts(draft: Draft) -> list[tuple[str, str]]:
    return [(key, text) for key, text in draft.keys().items() if isinstance(text, str)]


def _names(reading: "Reading", language: Language) -> dict[str, str]:
    return {
        code: region.zh if language == "zh" else region.en
        for code, region in reading.law.regions.items()
    }


def _quoted(text: str) -> str:
    """A TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'


def shell_line(reading: "Reading", language: Language) -> str:
    """The command that gives the same estimate; empty while there is none."""
    import shlex  # noqa: PLC0415 only for this
    import tomllib  # noqa: PLC0415 only for this

    if reading.scenario is None:
        return ""
    words = ["linghuo", "estimate"]
    for name, value in tomllib.loads(
        dump(reading.scenario, names=_names(reading, language))
    ).items():
        flag = name.replace("_", "-")
        if isinstance(value, bool):
            words.append(f"--{flag}" if value else f"--no-{flag}")
        elif isinstance(value, list):
            words += [f"--{flag}", "; ".join(map(_spelt, value))]
        else:
            words += [f"--{flag}", str(value)]
    return shlex.join([*words, "--lang", language])


def _spelt(table: dict[str, object]) -> str:
    """A table as the command line takes it: from=2015-01 to=2019-12 base=4000."""
    pairs = {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in table.items()}
    return " ".join(
        f'{key}="{value}"' if " " in value else f"{key}={value}" for key, value in pairs.items()
    )
