"""命令行: one call of the command in this process."""

from datetime import date

import pytest

from calculator.cli import clock, main


@pytest.fixture
def in_chinese(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))


def run(capsys, *args):
    """Exit code, stdout and stderr of one call."""
    code = main(list(args))
    shown = capsys.readouterr()
    return code, shown.out, shown.err
