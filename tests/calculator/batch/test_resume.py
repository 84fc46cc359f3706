"""续跑: killed at any moment, a run goes on and gives the same bytes."""

# ruff: noqa: PLC0415  optional libraries are asked for first

import json
from pathlib import Path

import pytest

from calculator.batch import run as runs
from calculator.batch import running
from calculator.batch.errors import BatchError
from calculator.batch.files.journal import places_of
from calculator.batch.job import Job
from tests.calculator.batch.people import done
from tests.calculator.batch.people import written as csv_of

HEADER = ("id", "region", "born", "sex", "tier", "paid")
KINDS = ("csv", "ndjson", "xlsx", "parquet")


class Killed(Exception):
    """Stands for power that fails: nothing after it is run."""


@pytest.fixture
def people(tmp_path):
    rows = [
        (n, "浙江" if n % 7 else "火星", f"19{70 + n % 30}-0{1 + n % 9}", "f", "60%", f"{n % 50}m")
        for n in range(60)
    ]
    return csv_of(tmp_path / "p.csv", HEADER, rows)


@pytest.fixture
def small_steps(monkeypatch):
    monkeypatch.setattr(running, "_BLOCK", 10)
    monkeypatch.setattr(running, "_CHECKPOINT_SECONDS", -1.0)
    pytest.importorskip("polars")
    from calculator.batch.files import parquet

    monkeypatch.setattr(parquet, "_BATCH", 20)


def files(folder: Path, kind: str) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in (f"o.{kind}", "o.rejects.csv")}


def killed_after(rows: int):
    def watch(done_rows: int, _: float) -> None:
        if done_rows >= rows:
            raise Killed

    return watch


def run_until(source, output, rows, **options):
    with pytest.raises(Killed):
        runs.run(job_of(source, output, **options), killed_after(rows))


def job_of(source, output, **options):
    from tests.calculator.batch.people import LAW, TODAY

    settings = {"today": TODAY, "language": "en", "engine": "interpreter", "law": LAW}
    return Job(source=source, output=output, **(settings | options))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rows", [10, 30, 60])
def test_a_killed_run_goes_on_to_the_same_bytes(tmp_path, people, small_steps, kind, rows):
    (tmp_path / "whole").mkdir()
    done(people, tmp_path / "whole" / f"o.{kind}")
    output = tmp_path / f"o.{kind}"
    run_until(people, output, rows)
    assert not output.exists()
    report = done(people, output, resume=True)
    assert files(tmp_path, kind) == files(tmp_path / "whole", kind)
    assert report.resumed_at <= rows - 10
    assert report.resumed_at == rows - 10 or kind == "parquet"
    assert not places_of(output, None).journal.exists()


def test_bytes_written_after_the_last_safe_point_are_cut_off(tmp_path, people, small_steps):
    done(people, tmp_path / "w.csv")
    output = tmp_path / "o.csv"
    run_until(people, output, 30)
    with places_of(output, None).partial.open("ab") as file:
        file.write(b"half a li")
    done(people, output, resume=True)
    assert output.read_bytes() == (tmp_path / "w.csv").read_bytes()


def test_a_run_killed_between_the_names_is_finished(tmp_path, people, small_steps, monkeypatch):
    done(people, tmp_path / "w.csv")
    output = tmp_path / "o.csv"
    with monkeypatch.context() as patch:

        def fail(*_: object) -> None:
            raise Killed

        patch.setattr(runs, "manifest_of", fail)
        with pytest.raises(Killed):
            done(people, output)
    assert places_of(output, None).journal.exists()
    done(people, output, resume=True)
    assert output.read_bytes() == (tmp_path / "w.csv").read_bytes()
    assert places_of(output, None).manifest.exists()


def test_a_finished_run_is_not_done_again(tmp_path, people):
    done(people, tmp_path / "o.csv")
    assert done(people, tmp_path / "o.csv", resume=True).already_whole


def test_another_input_or_another_question_cannot_be_gone_on_with(tmp_path, people, small_steps):
    output = tmp_path / "o.csv"
    run_until(people, output, 30)
    with pytest.raises(BatchError) as refused:
        done(people, output, resume=True, defaults={"extras": "yes"})
    assert refused.value.values["changed"] == ("defaults",)
    people.write_text(people.read_text(encoding="utf-8") + "99,浙江,1990-01,f,60%,5m\n", "utf-8")
    with pytest.raises(BatchError) as refused:
        done(people, output, resume=True)
    assert refused.value.values["changed"] == ("input",)


def test_a_damaged_remainder_is_refused(tmp_path, people, small_steps):
    output = tmp_path / "o.csv"
    run_until(people, output, 30)
    places_of(output, None).partial.write_bytes(b"")
    with pytest.raises(BatchError) as refused:
        done(people, output, resume=True)
    assert refused.value.code == "resume_damaged"


def test_a_broken_journal_is_refused(tmp_path, people, small_steps):
    output = tmp_path / "o.csv"
    run_until(people, output, 30)
    journal = places_of(output, None).journal
    journal.write_text(journal.read_text("utf-8")[:40], "utf-8")
    with pytest.raises(BatchError) as refused:
        done(people, output, resume=True)
    assert refused.value.code == "resume_damaged"


def test_an_old_output_stays_until_the_new_one_is_whole(tmp_path, people, small_steps):
    output = tmp_path / "o.csv"
    output.write_text("yesterday", "utf-8")
    run_until(people, output, 30)
    assert output.read_text("utf-8") == "yesterday"


def test_the_manifest_of_a_resumed_run_is_that_of_a_whole_one(tmp_path, people, small_steps):
    output = tmp_path / "o.csv"
    done(people, output)
    whole = json.loads(places_of(output, None).manifest.read_text("utf-8"))
    output.unlink()
    run_until(people, output, 30)
    done(people, output, resume=True)
    assert json.loads(places_of(output, None).manifest.read_text("utf-8")) == whole
