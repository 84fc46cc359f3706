"""旁边的进程: the same rows in the same order, whatever becomes of the second process."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.calculator.batch.people import done
from tests.calculator.batch.people import written as csv_of

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="the system shows no threads: nothing is forked"
)
ROOT = Path(__file__).parents[3]
HEADER = ("id", "region", "born", "sex", "tier", "paid")
# Squares of 0 to 999 made in pieces; `make` makes one, in whichever process.
SQUARES = """
import os, signal, threading, time
from calculator.batch import beside
beside.usable_cores = lambda: 2
rows, here, luggage = 1000, os.getpid(), b""

def make(one):
    time.sleep(0.0002)
    return one * one

{change}

def work(piece):
    return os.getpid(), [(make(one), carried) for one, carried in piece]

made, makers, failed = [], set(), ""
try:
    for piece, (maker, found) in beside.worked(work, ((n, luggage) for n in range(rows)), 500):
        made += zip(piece, found, strict=True)
        makers.add(maker)
except ArithmeticError as error:
    failed = str(error)
assert made == [((n, luggage), (n * n, luggage)) for n in range(len(made))]
try:
    os.waitpid(-1, os.WNOHANG)
    left = "a process is left"
except ChildProcessError:
    left = ""
print(len(made), len(makers), left, failed)
"""
# A core for each, and safe points all along.
PROGRAM = """
import sys
from calculator.batch import beside, running
from calculator.cli import main
beside.usable_cores = lambda: 2
running._CHECKPOINT_SECONDS = 0.02
sys.exit(main(sys.argv[1:]))
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def made(change: str) -> list[str]:
    """How many were made, by how many processes, and what else there is to say."""
    command = [sys.executable, "-c", SQUARES.format(change=change)]
    run = subprocess.run(
        command, env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=True
    )
    assert run.stderr == ""
    return run.stdout.split()


@pytest.mark.parametrize(
    ("change", "makers"),
    [
        pytest.param("", 2, id="two"),
        pytest.param("luggage = bytes(100_000)", 2, id="more than a pipe holds"),
        pytest.param("beside.usable_cores = lambda: 1", 1, id="one core"),
        pytest.param(
            "threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
            1,
            id="another thread",
        ),
        pytest.param("os.fork = lambda: os.open('', 0)", 1, id="no more processes"),
    ],
)
def test_all_once_and_in_order(change, makers):
    assert made(change) == ["1000", str(makers)]


@pytest.mark.parametrize(
    ("death", "makers"),
    [
        ("one > 400 and os.kill(os.getpid(), signal.SIGKILL)", 2),
        ("os.kill(os.getpid(), signal.SIGSTOP)", 1),
        ("1 / (one - 400)", 2),
        ("os._exit(0)", 1),
    ],
)
def test_a_process_that_is_lost_loses_nothing(death, makers):
    change = "beside._PATIENCE_SECONDS = 0.2\nmake = lambda one: one * one"
    change += f" if os.getpid() == here or not ({death}) else one * one"
    found = made(change)
    assert found[0] == "1000"
    assert int(found[1]) <= makers


def test_few_are_made_here():
    assert made("rows = 199") == ["199", "1"]


def test_what_fails_is_told_here():
    count, _, *said = made("make = lambda one: one * one + 0 // (one - 700)")
    assert int(count) <= 700
    assert said == ["integer", "division", "or", "modulo", "by", "zero"]


@pytest.fixture
def people(tmp_path):
    rows = [
        (n, "浙江" if n % 7 else "火星", f"19{70 + n % 30}-0{1 + n % 9}", "f", "60%", f"{n % 50}m")
        for n in range(900)
    ]
    return csv_of(tmp_path / "p.csv", HEADER, rows)


@pytest.fixture
def whole(tmp_path, people):
    """What one process makes of them."""
    done(people, tmp_path / "whole.csv", engine="interpreter")
    return [(tmp_path / f"whole.{name}").read_bytes() for name in ("csv", "rejects.csv")]


def begun(people: Path, output: Path) -> "subprocess.Popen[str]":
    """A run of the command, in a group of its own."""
    command = [sys.executable, "-c", PROGRAM, "batch", str(people), "-o", str(output), "--resume"]
    return subprocess.Popen(
        [*command, "--today", "2026-11", "--lang", "en"],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def other_of(run: "subprocess.Popen[str]") -> int:
    """The second process of a run, as soon as it has let go of the files of the first."""
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while run.poll() is None:
        for child in children.read_text().split():
            held = set()
            with suppress(OSError):
                held = {str(file.readlink()) for file in Path(f"/proc/{child}/fd").iterdir()}
            if len(held) == 2:
                assert {one.split(":")[0] for one in held} == {"/dev/null", "socket"}
                return int(child)
        time.sleep(0.001)
    raise AssertionError(run.communicate())


def has_ended(process: int) -> bool:
    """Whether a process is no more, or only waits to be looked at."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def ends(process: int) -> bool:
    """Whether it ends soon. Interrupted at once, a run has not yet learnt whom to end, and leaves it alone."""
    until = time.monotonic() + 20
    while not has_ended(process) and time.monotonic() < until:
        time.sleep(0.005)
    return has_ended(process)


def made_files(output: Path) -> list[bytes]:
    return [path.read_bytes() for path in (output, output.with_name("o.rejects.csv"))]


def test_the_command_gives_the_same_bytes_with_it_and_when_it_is_killed(tmp_path, people, whole):
    with begun(people, tmp_path / "o.csv") as run:
        os.kill(other_of(run), signal.SIGKILL)
        said = run.communicate(timeout=60)
    assert run.returncode == 1, said
    assert made_files(tmp_path / "o.csv") == whole


def test_it_ends_with_the_run_that_is_killed_and_another_goes_on(tmp_path, people, whole):
    output = tmp_path / "o.csv"
    with begun(people, output) as run:
        other = other_of(run)
        while not (tmp_path / "o.csv.progress.json").exists():
            time.sleep(0.001)
        run.kill()
    assert run.returncode == -signal.SIGKILL
    assert ends(other)
    with begun(people, output) as run:
        said = run.communicate(timeout=60)
    assert run.returncode == 1, said
    assert made_files(output) == whole


def test_an_interruption_ends_both_with_a_word(tmp_path, people):
    with begun(people, tmp_path / "o.csv") as run:
        other = other_of(run)
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in said
    assert ends(other)
