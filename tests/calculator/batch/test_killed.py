"""被杀与磁盘写满: real signals and real limits instead of stand-ins for them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from calculator.batch.errors import BatchError
from tests.calculator.batch.people import done
from tests.calculator.batch.people import written as csv_of

ROOT = Path(__file__).parents[3]
HEADER = ("id", "region", "born", "sex", "tier", "paid")
# Safe points after every block, so that a kill falls between many of them.
PROGRAM = """
import sys
from calculator.batch import running
from calculator.cli import main
running._BLOCK, running._CHECKPOINT_SECONDS = 10, -1.0
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def people(tmp_path):
    rows = [
        (n, "浙江" if n % 7 else "火星", f"19{70 + n % 30}-0{1 + n % 9}", "f", "60%", f"{n % 50}m")
        for n in range(150)
    ]
    return csv_of(tmp_path / "p.csv", HEADER, rows)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system knows no such signal")
def test_a_process_that_is_killed_again_and_again_ends_with_the_same_bytes(tmp_path, people):
    done(people, tmp_path / "whole.csv")
    output = tmp_path / "o.csv"
    command = [sys.executable, "-c", PROGRAM, "batch", str(people), "-o", str(output), "--resume"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    ends = []
    for delay in (0.0, 0.05, 0.1, None):
        with subprocess.Popen(
            [*command, "--today", "2026-11", "--lang", "en"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            if delay is not None:
                while process.poll() is None and not (tmp_path / "o.csv.partial").exists():
                    time.sleep(0.005)
                time.sleep(delay)
                process.kill()
        ends.append(process.returncode)
    assert -signal.SIGKILL in ends
    assert ends[-1] == 1, "some rows are rejected"
    for name in ("csv", "rejects.csv"):
        assert (tmp_path / f"o.{name}").read_bytes() == (tmp_path / f"whole.{name}").read_bytes()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_a_full_disk_is_said_and_gone_on_from(tmp_path, people, monkeypatch, kind):
    resource = pytest.importorskip("resource")
    if kind != "csv":
        pytest.importorskip("polars")
    monkeypatch.setattr("calculator.batch.running._BLOCK", 10)
    monkeypatch.setattr("calculator.batch.running._CHECKPOINT_SECONDS", -1.0)
    done(people, tmp_path / f"whole.{kind}")
    whole = (tmp_path / f"whole.{kind}").read_bytes()
    output = tmp_path / f"o.{kind}"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) // 2, before[1]))
    try:
        with pytest.raises(BatchError) as refused:
            done(people, output)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refused.value.code == "cannot_write"
    assert not output.exists()
    done(people, output, resume=True)
    assert output.read_bytes() == whole
