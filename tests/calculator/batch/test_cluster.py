"""集群: a Dask cluster gives the same bytes as one machine, also when a worker is killed."""

# ruff: noqa: E402  optional libraries are asked for first

import os
import signal
import threading
import time

import pytest

pytest.importorskip("distributed")
pl = pytest.importorskip("polars")

from distributed import LocalCluster

from calculator.batch.errors import BatchError
from calculator.batch.run import run
from tests.calculator.batch.people import done
from tests.calculator.batch.test_resume import job_of

ROWS = 400_000


@pytest.fixture
def people(tmp_path):
    frame = pl.DataFrame(
        {
            "id": range(ROWS),
            "region": ["浙江", "上海", "广东", "四川"] * (ROWS // 4),
            "born": [f"{1980 + n % 25}-{1 + n % 12:02d}" for n in range(ROWS)],
            "sex": ["male", "female"] * (ROWS // 2),
            "tier": ["60%", "100%", "150%", "300%", "80%"] * (ROWS // 5),
            "paid": [f"{n % 12}m" for n in range(ROWS)],
        }
    )
    frame.write_parquet(tmp_path / "p.parquet", row_group_size=131_072)
    return tmp_path / "p.parquet"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_bytes_even_when_a_worker_is_killed(tmp_path, people):
    done(people, tmp_path / "one.parquet", engine="compiled")
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        run(job_of(people, tmp_path / "two.parquet", engine="dask", scheduler=address))
        victim = next(iter(cluster.workers.values())).pid
        killer = threading.Thread(target=lambda: (time.sleep(0.3), os.kill(victim, signal.SIGKILL)))
        killer.start()
        run(job_of(people, tmp_path / "three.parquet", engine="dask", scheduler=address))
        killer.join()
    whole = (tmp_path / "one.parquet").read_bytes()
    assert (tmp_path / "two.parquet").read_bytes() == whole
    assert (tmp_path / "three.parquet").read_bytes() == whole


def test_a_cluster_needs_an_address_and_a_file_it_can_cut(tmp_path, people):
    with pytest.raises(BatchError, match="--scheduler"):
        done(people, tmp_path / "o.parquet", engine="dask")
    pl.read_parquet(people)[:10].write_csv(tmp_path / "p.csv")
    with pytest.raises(BatchError, match="dask"):
        done(tmp_path / "p.csv", tmp_path / "o.csv", engine="dask", scheduler="tcp://127.0.0.1:1")
