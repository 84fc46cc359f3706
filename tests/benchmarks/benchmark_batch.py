"""批量的速度: ratios within one run, pairs alternating, medians.

    python tests/benchmarks/benchmark_batch.py MEASURE [rows]

    kernel       the reference work: 30 to 45 years of contribution, all provinces, nine tiers, opening
                 balances, five outputs, all threads; persons a second and CPU time a person (1 minute)
    interpreter  CPU time of a person by the interpreter on the same work
    parquet, csv a whole job beside the same scan and sink without the compiled rules, 10 million rows
                 (4 and 8 minutes, 3 GB of disk)
    sizes, sizes_csv
                 jobs of 1, 5, 10 and 50 million rows in processes of their own: peak of anonymous memory,
                 time, and time(50 million) / time(5 million) (4 and 7 minutes, 5 and 13 GB of disk);
                 `rows` divides them
    cold         a file of 1,000 rows in a new process, compiled byte code in place
    cluster      a job of 5 million rows on a local Dask cluster of two, undisturbed and with one worker
                 killed half way (4 minutes)

Not a test: it prints figures. Scratch files go to the temporary folder (TMPDIR) and are removed. The
other lines of the table are `equal_formula.py` (Decimal, OpenFisca) and `differential_batch.py` (the oracle).
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import polars as pl

from calculator.batch.compiled.engine import Engine
from calculator.batch.compiled.kernel import GO_ON, OUT
from calculator.batch.files.exact import decimals
from calculator.batch.interpreter import RowWorker, output_columns
from calculator.batch.job import Job
from calculator.batch.people.headers import read_headers
from calculator.batch.people.scenarios import NOTHING_COMPARED, People
from calculator.batch.results import selected
from calculator.batch.run import run
from calculator.batch.tables.worker import FrameWorker
from rules.law import load
from rules.month import Month

LAW = load()
TODAY = Month.of(2026, 11)
PASSES = 5
CLI = "import sys; from calculator.cli import main; sys.exit(main())"
STEP = 1_000_000
TIERS = ["60%", "80%", "100%", "120%", "150%", "180%", "200%", "250%", "300%"]
PROVINCES = [
    region for region in LAW.regions.values() if region.kind == "province" and region.figures
]
REFERENCE_WORK = ("pension", "account_balance", "paid_total", "basic", "account")
"""The five outputs of the reference work."""
FEWEST, MOST = 30 * 12, 45 * 12
"""Months of contribution of the reference work, paid and still to be paid."""
SHORTEST_AHEAD, AT_WORK = 22 * 12, 18 * 12


def _offered(place: int, tier: int) -> str:
    """A tier of the reference work; where a place has a list of its own, one of those."""
    kind, _, listed = LAW.limits(PROVINCES[place].code)[-1].flexible_choice.partition(" ")
    choices = [f"{percent}%" for percent in listed.split("|")] if kind == "percents" else TIERS
    return choices[tier % len(choices)]


def people(rows: int, seed: int = 0) -> pl.DataFrame:
    """Persons of the reference work: 30 to 45 years of contribution, all provinces, nine tiers, a balance.

    Men and women reach 63 and 58; the months paid so far are what is missing to the years drawn.
    """
    random = np.random.default_rng(seed)
    is_male = random.integers(0, 2, rows) == 0
    age = np.where(is_male, 63 * 12, 58 * 12)
    months = random.integers(FEWEST, MOST, rows)
    ahead = random.integers(SHORTEST_AHEAD, np.minimum(months, age - AT_WORK))
    born = TODAY + ahead - age
    paid = np.minimum(months - ahead, TODAY - (born + AT_WORK))
    first = int(born.min())
    names = pl.Series([str(Month(month)) for month in range(first, int(born.max()) + 1)])
    places, tiers = len(PROVINCES), len(TIERS)
    offered = [_offered(place, tier) for place in range(places) for tier in range(tiers)]
    place = random.integers(0, places, rows)
    fen = random.integers(0, 12_000_000, rows)
    return pl.DataFrame(
        {
            "id": np.arange(rows) + seed * STEP,
            "region": pl.Series([region.short for region in PROVINCES]).gather(place),
            "born": names.gather(born - first),
            "sex": pl.Series(["male", "female"]).gather(np.where(is_male, 0, 1)),
            "tier": pl.Series(offered).gather(place * tiers + random.integers(0, tiers, rows)),
            "paid_months": np.maximum(paid, 0),
            "balance": decimals(fen, 18, 2),
        }
    )


def write_people(path: Path, rows: int) -> None:
    """A file of the reference work, written piece by piece."""
    if path.suffix == ".csv":
        with path.open("wb") as file:
            for at in range(0, rows, STEP):
                part = people(min(STEP, rows - at), at // STEP)
                part.write_csv(file, include_header=at == 0)
        return
    import pyarrow.parquet as parquet

    writer = None
    for at in range(0, rows, STEP):
        table = people(min(STEP, rows - at), at // STEP).to_arrow()
        writer = writer or parquet.ParquetWriter(path, table.schema)
        writer.write_table(table, row_group_size=131_072)
    if writer:
        writer.close()


def worker() -> FrameWorker:
    """A worker that has met every province and tier."""
    who = People(headers=read_headers(people(1).columns), law=LAW, today=TODAY)
    plain = RowWorker(who, selected([]), "en")
    columns = output_columns(who.headers, NOTHING_COMPARED, plain.results, None)
    made = FrameWorker(plain, Engine(plain.evaluator, TODAY), columns, worded=True)
    made.work(people(100_000), 0)
    return made


def kernel(rows: int) -> None:
    """Persons a second of the compiled settlement on all threads, and CPU time a person."""
    made = worker()
    table = people(rows)
    own = made._own_numbers(table)
    templates = made._templates_of(table, own, NOTHING_COMPARED[0])
    persons = made._persons(templates, own, NOTHING_COMPARED[0])
    asked = made.engine.covered(persons)
    columns = [OUT.index(name) for name in REFERENCE_WORK]
    walls, cpus = [], []
    for _ in range(PASSES):
        wall, cpu = time.perf_counter(), time.process_time()
        made.engine.settle(asked, GO_ON, columns)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    print(
        f"kernel, {rows:,} persons, {os.cpu_count()} threads, {int((~asked.covered).sum())} interpreted"
    )
    print(
        f"  {rows / median(walls) / 1e6:.2f} million persons/s (best {rows / min(walls) / 1e6:.2f})"
    )
    print(
        f"  {median(cpus) / rows * 1e9:.0f} ns of CPU a person (best {min(cpus) / rows * 1e9:.0f})"
    )


def identity(source: Path, output: Path) -> None:
    """The same scan and sink, the result columns copied from columns that are there."""
    columns = [pl.col("balance").alias(f"copy_{at}") for at in range(10)]
    columns += [pl.col("paid_months").alias(f"count_{at}") for at in range(3)]
    columns += [pl.col("born").alias(f"text_{at}") for at in range(4)] + [
        pl.col("sex").alias("word")
    ]
    if source.suffix == ".csv":
        pl.scan_csv(source, infer_schema=False).with_columns(columns).sink_csv(output)
    else:
        pl.scan_parquet(source).with_columns(columns).sink_parquet(
            output, compression="snappy", row_group_size=131_072
        )


def job(source: Path, output: Path) -> None:
    """The whole job, compiled."""
    run(Job(source=source, output=output, law=LAW, today=TODAY, engine="compiled"))


def compared(kind: str, rows: int) -> None:
    """The share of the identity pipeline that a whole job reaches."""
    with scratch() as folder:
        source = folder / f"people.{kind}"
        write_people(source, rows)
        write_people(folder / f"few.{kind}", 100_000)
        job(folder / f"few.{kind}", folder / f"warm.{kind}")
        times: dict[str, list[float]] = {"identity": [], "job": []}
        both: tuple[tuple[str, Callable[[Path, Path], None]], ...] = (
            ("identity", identity),
            ("job", job),
        )
        for _ in range(PASSES):
            for name, what in both:
                output = folder / f"{name}.{kind}"
                began = time.perf_counter()
                what(source, output)
                times[name].append(time.perf_counter() - began)
                output.unlink()
        first, second = (median(times[name]) for name in ("identity", "job"))
        ratios = [one / other for one, other in zip(times["identity"], times["job"], strict=True)]
        print(f"{kind}, {rows:,} rows: identity {first:.2f} s, job {second:.2f} s")
        print(f"  {rows / second / 1e6:.2f} million rows/s")
        print(f"  {median(ratios):.2f} of the identity ({min(ratios):.2f} to {max(ratios):.2f})")


def sizes(kind: str, part: int) -> None:
    """Memory and time of jobs of growing size, each in a process of its own."""
    times = {}
    for millions in (1, 5, 10, 50):
        rows = millions * STEP // part
        with scratch() as folder:
            source = folder / f"people.{kind}"
            write_people(source, rows)
            seconds, peak = watched(source, folder / f"o.{kind}")
        times[millions] = seconds
        print(f"{kind}, {rows:,} rows: {seconds:.1f} s, {peak / 1e6:.0f} MB anonymous", flush=True)
    print(f"time of ten times as many rows, the last over the second: {times[50] / times[5]:.1f}")


def watched(source: Path, output: Path) -> tuple[float, int]:
    """The time of a job in a process of its own, and its peak of anonymous memory in bytes."""
    command = [sys.executable, "-c", CLI, "batch", str(source), "-o", str(output)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, anonymous(process.pid))
        time.sleep(0.02)
    if process.returncode:
        raise SystemExit(f"the job has failed: {process.returncode}")
    return time.perf_counter() - began, peak


def anonymous(pid: int) -> int:
    """Anonymous memory of a process, bytes (Linux)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("RssAnon")]
    return int(found[0]) * 1024 if found else 0


def cold(rows: int) -> None:
    """A small file in a new process."""
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    with scratch() as folder:
        source = folder / "people.csv"
        write_people(source, rows)
        command = [sys.executable, "-c", CLI, "batch", str(source), "-o", str(folder / "o.csv")]
        bare = [sys.executable, "-c", "pass"]
        times, bares = [], []
        for _ in range(PASSES + 1):
            for one, found in ((command, times), (bare, bares)):
                began = time.perf_counter()
                subprocess.run(one, check=True, stderr=subprocess.DEVNULL, env=environment)
                found.append(time.perf_counter() - began)
        times, bares = times[1:], bares[1:]
        print(f"cold, {rows:,} rows: {median(times):.2f} s (best {min(times):.2f})")
        print(f"  {median(times) / median(bares):.0f} times a bare interpreter")


def cluster(rows: int) -> None:
    """A job on two workers beside the same one with a worker killed half way through."""
    from distributed import LocalCluster

    with scratch() as folder:
        source = folder / "people.parquet"
        write_people(source, rows)
        times: dict[str, list[float]] = {"undisturbed": [], "killed": []}
        for at in range(3):
            for name, found in times.items():
                with LocalCluster(
                    n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs="ERROR"
                ) as two:
                    address = two.scheduler_address
                    asked = Job(
                        source=source, output=folder / f"{name}{at}.parquet", law=LAW, today=TODAY,
                        engine="dask", scheduler=address,
                    )  # fmt: skip
                    if name == "killed":
                        kill_later(two, median(times["undisturbed"]) / 2)
                    began = time.perf_counter()
                    run(asked)
                    found.append(time.perf_counter() - began)
        outputs = [path.read_bytes() for path in sorted(folder.glob("*[0-9].parquet"))]
        same = all(one == outputs[0] for one in outputs)
        whole, cut = (median(found) for found in times.values())
        print(f"cluster of two, {rows:,} rows: {whole:.1f} s, one worker killed {cut:.1f} s")
        print(f"  {cut / whole:.2f} times; outputs {'the same bytes' if same else 'DIFFER'}")


def kill_later(local: Any, seconds: float) -> None:
    """Kill a worker of a local cluster after some time."""
    victim = next(iter(local.workers.values())).pid
    threading.Timer(seconds, os.kill, (victim, signal.SIGKILL)).start()


def oracle(rows: int) -> None:
    """CPU time of the interpreter beside the kernel's, a person."""
    table = people(rows)
    plain = worker().worker
    from calculator.batch.files.rows import Row

    began = time.process_time()
    plain.work(Row(at, cells) for at, cells in enumerate(table.iter_rows(), start=1))
    print(f"interpreter: {(time.process_time() - began) / rows * 1e6:.0f} us of CPU a person")


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for the files of a measurement."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


MEASURES: dict[str, tuple[Callable[[int], None], int]] = {
    "kernel": (kernel, 1_000_000),
    "interpreter": (oracle, 2_000),
    "parquet": (partial(compared, "parquet"), 10_000_000),
    "csv": (partial(compared, "csv"), 10_000_000),
    "sizes": (partial(sizes, "parquet"), 1),
    "sizes_csv": (partial(sizes, "csv"), 1),
    "cold": (cold, 1_000),
    "cluster": (cluster, 5_000_000),
}

if __name__ == "__main__":
    measure, usual = MEASURES[sys.argv[1]]
    measure(int(sys.argv[2]) if len(sys.argv) > 2 else usual)
