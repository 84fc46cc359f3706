"""批量的速度: ratios within one run, pairs alternating, medians of five.

    python tests/benchmarks/benchmark_batch.py kernel|interpreter|parquet|csv|memory|cold [rows]

Not a test: it prints figures. `kernel` is the reference work (30 to 45 years of contribution, all
provinces, nine tiers, opening balances, five outputs, all threads); `parquet` and `csv` compare a whole job with the same scan
and sink without the compiled rules; `memory` reads the peak of anonymous memory of a job.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import numpy as np
import polars as pl

from calculator.batch.compiled.engine import Engine
from calculator.batch.compiled.kernel import GO_ON, OUT
from calculator.batch.interpreter import RowWorker, output_columns
from calculator.batch.job import Job
from calculator.batch.people.headers import read_headers
from calculator.batch.people.scenarios import NOTHING_COMPARED, People
from calculator.batch.results import selected
from calculator.batch.run import run
from calculator.batch.tables.figures import decimals
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
    covered = made.engine.covered(persons)
    columns = [OUT.index(name) for name in REFERENCE_WORK]
    walls, cpus = [], []
    for _ in range(PASSES):
        wall, cpu = time.perf_counter(), time.process_time()
        made.engine.settle(persons, covered, GO_ON, columns)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    print(
        f"kernel, {rows:,} persons, {os.cpu_count()} threads, {int((~covered).sum())} interpreted"
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
        job(source, folder / f"warm.{kind}")
        times: dict[str, list[float]] = {"identity": [], "job": []}
        both: tuple[tuple[str, Callable[[Path, Path], None]], ...] = (
            ("identity", identity),
            ("job", job),
        )
        for at in range(PASSES if rows < 5_000_000 else 3):
            for name, what in both:
                began = time.perf_counter()
                what(source, folder / f"{name}{at}.{kind}")
                times[name].append(time.perf_counter() - began)
        first, second = (median(times[name]) for name in ("identity", "job"))
        print(f"{kind}, {rows:,} rows: identity {first:.2f} s, job {second:.2f} s")
        print(f"  {rows / second / 1e6:.2f} million rows/s, {first / second:.2f} of the identity")


def memory(rows: int) -> None:
    """The peak of anonymous memory of a job in a process of its own."""
    with scratch() as folder:
        source = folder / "people.parquet"
        write_people(source, rows)
        command = [sys.executable, "-c", CLI, "batch", str(source), "-o", str(folder / "o.parquet")]
        began = time.perf_counter()
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        peak = 0
        while process.poll() is None:
            peak = max(peak, anonymous(process.pid))
            time.sleep(0.05)
        print(
            f"memory, {rows:,} rows: {peak / 1e6:.0f} MB anonymous, {time.perf_counter() - began:.1f} s"
        )


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
    with scratch() as folder:
        source = folder / "people.csv"
        write_people(source, rows)
        command = [sys.executable, "-c", CLI, "batch", str(source), "-o", str(folder / "o.csv")]
        times = []
        for _ in range(PASSES):
            began = time.perf_counter()
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            times.append(time.perf_counter() - began)
        print(f"cold, {rows:,} rows: {median(times):.2f} s (best {min(times):.2f})")


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
    "parquet": (lambda rows: compared("parquet", rows), 1_000_000),
    "csv": (lambda rows: compared("csv", rows), 1_000_000),
    "memory": (memory, 1_000_000),
    "cold": (cold, 1_000),
}

if __name__ == "__main__":
    measure, usual = MEASURES[sys.argv[1]]
    measure(int(sys.argv[2]) if len(sys.argv) > 2 else usual)
