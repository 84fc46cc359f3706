"""设置: language, theme and plainness kept between sessions, and where saved scenarios lie.

The folder follows the habit of the platform. Nothing is written unless the person saves.
"""

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from calculator.i18n import LANGUAGES
from calculator.tui.themes import DARK, LIGHT

__all__ = ["Settings", "home", "load", "save", "saved_scenarios", "scenario_folder"]

_FILE = "app.toml"
_SCENARIOS = "scenarios"


@dataclass(frozen=True, slots=True)
class Settings:
    """`language` empty: that of the surroundings. `welcome`: whether to begin with the examples."""

    language: str = ""
    theme: str = DARK
    plain: bool = False
    welcome: bool = True


def home() -> Path:
    """The folder for settings and scenarios on this platform."""
    from platformdirs import user_config_path  # noqa: PLC0415 only asked for when needed

    return user_config_path("linghuo", appauthor=False)


def load(folder: Path) -> Settings:
    """The settings saved in `folder`; what is missing, broken or unknown is left at its default."""
    try:
        found = tomllib.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    default = Settings()

    def known(name: str) -> Any:
        value, usual = found.get(name), getattr(default, name)
        return value if type(value) is type(usual) else usual

    settings = Settings(*(known(entry.name) for entry in fields(Settings)))
    if settings.language not in LANGUAGES:
        settings = replace(settings, language="")
    return settings if settings.theme in (DARK, LIGHT) else replace(settings, theme=DARK)


def save(folder: Path, settings: Settings) -> Path:
    """Write the settings. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _FILE
    lines = [
        f"{entry.name} = {_written(getattr(settings, entry.name))}" for entry in fields(Settings)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _written(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'


def scenario_folder(folder: Path) -> Path:
    """Where scenarios are saved unless another place is named."""
    return folder / _SCENARIOS


def saved_scenarios(folder: Path) -> list[Path]:
    """The scenarios saved so far, the latest first."""
    try:
        found = [path for path in scenario_folder(folder).glob("*.toml") if path.is_file()]
        return sorted(found, key=lambda path: -path.stat().st_mtime)
    except OSError:
        return []
