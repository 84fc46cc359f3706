"""终端: the app on a real pseudo-terminal: ended by a signal, under poor locales, with input methods."""

import fcntl
import io
import os
import re
import select
import signal
import subprocess
import sys
import termios
import time

import pytest

from calculator.tui.launching import write_for

LEFT_THE_SCREEN = b"\x1b[?1049l"
PATIENCE = 60


class Terminal:
    """The app on a pseudo-terminal of its own, 100 cells wide and 30 high."""

    def __init__(self, **environment):
        self.lead, self.follow = os.openpty()
        self.before = termios.tcgetattr(self.follow)
        self.seen = b""
        asked = {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30", **environment}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "calculator.tui", "zh"],
            stdin=self.follow,
            stdout=self.follow,
            stderr=self.follow,
            env={**os.environ, **asked},
            start_new_session=True,
        )

    def read(self, until, patience=PATIENCE):
        """Read until some words came, or the app ended."""
        end = time.monotonic() + patience
        while until not in self.seen and time.monotonic() < end:
            ready, _, _ = select.select([self.lead], [], [], 0.05)
            if ready:
                self.seen += os.read(self.lead, 65536)
            elif self.process.poll() is not None:
                return
        assert until in self.seen

    def type(self, text):
        os.write(self.lead, text.encode())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.lead)
        os.close(self.follow)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_asked_to_end_while_typing_the_terminal_is_given_back_and_nothing_is_written(
    name, tmp_path
):
    with Terminal(HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path)) as terminal:
        terminal.read("缴了 5 年".encode())
        terminal.type("\r")
        terminal.read("起领".encode())
        terminal.type("\t\t\t\t98")
        terminal.process.send_signal(getattr(signal, name))
        terminal.read(LEFT_THE_SCREEN)
        assert terminal.process.wait(PATIENCE) == 128 + getattr(signal, name)
        assert termios.tcgetattr(terminal.follow) == terminal.before
        assert b"Traceback" not in terminal.seen
    assert list(tmp_path.rglob("*")) == []


def test_typing_goes_on_while_the_window_changes_its_size(tmp_path):
    with Terminal(HOME=str(tmp_path)) as terminal:
        terminal.read("缴了 5 年".encode())
        terminal.type("\r")
        terminal.read("起领".encode())
        for high, wide, key in ((24, 80, "\t"), (60, 200, "\t"), (10, 30, "\t"), (40, 120, "1")):
            size = high.to_bytes(2, sys.byteorder) + wide.to_bytes(2, sys.byteorder) + bytes(4)
            fcntl.ioctl(terminal.lead, termios.TIOCSWINSZ, size)
            terminal.process.send_signal(signal.SIGWINCH)
            terminal.type(key)
            time.sleep(0.2)
        terminal.type("\x11")
        terminal.read("不保存".encode())
        assert b"Traceback" not in terminal.seen
        assert terminal.process.poll() is None


def test_what_an_input_method_commits_and_what_is_pasted_arrives_whole(tmp_path):
    with Terminal(HOME=str(tmp_path)) as terminal:
        terminal.read("缴了 5 年".encode())
        terminal.type("\r")
        terminal.read("浙江省".encode())
        # the field of the place has the cursor, its text selected: a commit of two letters at once
        terminal.type("河南")
        terminal.read("河南省".encode())
        # all selected, and pasted over in brackets, with the line end a copy brings along
        terminal.type("\x1b[H\x1b[1;2F\x1b[200~四川\n\x1b[201~")
        terminal.read("四川省".encode())
        assert b"Traceback" not in terminal.seen
        assert terminal.process.poll() is None


def test_a_bare_locale_shows_chinese_all_the_same(tmp_path):
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with Terminal(HOME=str(tmp_path), **bare) as terminal:
        terminal.read("缴了 5 年".encode())
        assert b"\\u" not in terminal.seen


def test_with_no_color_not_one_colour_is_sent(tmp_path):
    with Terminal(HOME=str(tmp_path), COLORTERM="truecolor", NO_COLOR="1") as terminal:
        terminal.read("缴了 5 年".encode())
        terminal.type("\r")
        terminal.read("起领".encode())
        # to the view of tiers: bars, and a tab picked out
        terminal.type("\x1b[19~")
        terminal.read("每档缴多少".encode())
        asked = set(re.findall(rb"\x1b\[([0-9;]*)m", terminal.seen))
    sent = {int(code) for one in asked for code in one.split(b";") if code}
    # 30 to 49 and 90 to 107 are colours (ECMA-48 8.3.117, and the bright ones of terminals)
    assert not {code for code in sent if 30 <= code <= 49 or 90 <= code <= 107}
    assert {1, 7} <= sent


def test_an_encoding_without_some_letters_shows_a_sign_of_one_cell():
    for encoding, shown in (("ascii", "元▾\u28ff".encode()), ("gbk", "元??".encode("gbk"))):
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace")
        write_for(stream)
        stream.write("元▾\u28ff")
        stream.flush()
        assert raw.getvalue() == shown
    write_for(None)


def test_a_screen_is_drawn_120_times_a_second_unless_told_otherwise():
    """At Textual's own rate a third of the time from a key to its answer is waiting for the frame."""
    program = "import calculator.tui.app, textual.constants as t; print(t.MAX_FPS)"
    plain = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"}
    for given, drawn in (({}, "120"), ({"TEXTUAL_FPS": "30"}, "30")):
        told = subprocess.check_output(
            [sys.executable, "-c", program], env=plain | given, text=True
        )
        assert told.strip() == drawn
