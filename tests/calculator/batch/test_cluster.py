"""集群: a Dask cluster gives the same bytes as one machine, also when a worker is killed."""

# ruff: noqa: E402  optional libraries are asked for first

import os
import signal
import threading
import time
from copy import copy

import pytest

pytest.importorskip("distributed")
pl = pytest.importorskip("polars")

from distributed import LocalCluster

from calculator.batch import cluster as clusters
from calculator.batch.errors import BatchError
from calculator.batch.run import run
from tests.calculator.batch.people import done
from tests.calculator.batch.test_resume import job_of

ROWS = 400_000
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    frame = pl.DataFrame(
        {
            "id": range(ROWS),
            "region": ["浙江", "上海", "火星", "四川"] * (ROWS // 4),
            "born": [f"{1980 + n % 25}-{1 + n % 12:02d}" for n in range(ROWS)],
            "sex": ["male", "female"] * (ROWS // 2),
            "tier": ["60%", "100%", "150%", "300%", "80%"] * (ROWS // 5),
            "paid": [f"{n % 12}m" for n in range(ROWS)],
        }
    )
    # One person in a thousand in a place nobody knows: rejected wherever the block is done.
    rare = (pl.col("id") % 1000 == 2) | (pl.col("region") != "火星")
    frame = frame.with_columns(region=pl.when(rare).then("region").otherwise(pl.lit("广东")))
    path = tmp_path_factory.mktemp("people") / "p.parquet"
    frame.write_parquet(path, row_group_size=131_072)
    return path


@pytest.fixture(scope="module")
def workers():
    """A cluster of two processes."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        yield local


def same(folder, *names):
    first, *others = ((folder / f"{name}.parquet").read_bytes() for name in names)
    rejects = [(folder / f"{name}.rejects.csv").read_bytes() for name in names]
    return all(one == first for one in others) and len(set(rejects)) == 1


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes_even_when_a_worker_is_killed(tmp_path, people, workers):
    whole = done(people, tmp_path / "one.parquet", engine="compiled")
    address = {"engine": "dask", "scheduler": workers.scheduler_address}
    by_two = run(job_of(people, tmp_path / "two.parquet", **address))
    victim = next(iter(workers.workers.values())).pid
    killer = threading.Thread(target=lambda: (time.sleep(0.3), os.kill(victim, signal.SIGKILL)))
    killer.start()
    by_one = run(job_of(people, tmp_path / "three.parquet", **address))
    killer.join()
    assert same(tmp_path, "one", "two", "three")
    for report in (by_two, by_one):
        assert report.summary.as_dict() == whole.summary.as_dict()
    assert whole.summary.rejected == ROWS // 1000


def test_what_a_worker_finds_wrong_reaches_the_one_who_asked(
    tmp_path, people, workers, monkeypatch
):
    monkeypatch.setattr(clusters, "sources_digest", lambda: "another")
    with pytest.raises(BatchError) as refused:
        run(
            job_of(
                people,
                tmp_path / "o.parquet",
                engine="dask",
                scheduler=workers.scheduler_address,
            )
        )
    assert refused.value.code == "worker_is_another_program"


def test_a_cluster_needs_an_address_workers_and_a_file_it_can_cut(tmp_path, people, monkeypatch):
    monkeypatch.setattr(clusters, "_PATIENCE", "1s")
    with pytest.raises(BatchError, match="--scheduler"):
        done(people, tmp_path / "o.parquet", engine="dask")
    pl.read_parquet(people)[:10].write_csv(tmp_path / "p.csv")
    with pytest.raises(BatchError, match="dask"):
        done(tmp_path / "p.csv", tmp_path / "o.csv", engine="dask", scheduler="tcp://127.0.0.1:1")
    for nobody in ("tcp://127.0.0.1:1", "nonsense"):
        with pytest.raises(BatchError, match="Cannot reach"):
            done(people, tmp_path / "o.parquet", engine="dask", scheduler=nobody)
    with (
        LocalCluster(n_workers=0, dashboard_address=None) as empty,
        pytest.raises(BatchError, match="no workers"),
    ):
        done(people, tmp_path / "o.parquet", engine="dask", scheduler=empty.scheduler_address)


def test_an_error_travels_between_processes():
    error = BatchError("worker_sees_another_file", file="p.parquet")
    assert str(copy(error)) == str(error), "copied as it is pickled"
