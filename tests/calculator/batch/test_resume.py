"""续跑: killed at any moment, a run goes on and gives the same bytes."""

# ruff: noqa: PLC0415  optional libraries are asked for first

import json
import os
from itertools import count
from pathlib import Path

import pytest

from calculator.batch import interpreter, manifest, progress, running
from calculator.batch import run as runs
from calculator.batch.errors import BatchError
from calculator.batch.files.hashed import HashedFile
from calculator.batch.files.journal import places_of
from calculator.batch.job import Job
from calculator.cli import main
from calculator.i18n import text
from rules.law import load
from tests.calculator.batch.people import LAW, TODAY, done
from tests.calculator.batch.people import written as csv_of

HEADER = ("id", "region", "born", "sex", "tier", "paid")
KINDS = ("csv", "ndjson", "xlsx", "parquet")
OWN_LAW = '[[crediting_rates]]\nyear = 2026\nrate = "1.55"\n'


class Killed(BaseException):
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
    settings = {"today": TODAY, "language": "en", "engine": "interpreter", "law": LAW}
    return Job(source=source, output=output, **(settings | options))


class Power:
    """Power that fails at one moment among all those at which something reaches the disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = -1
        monkeypatch.setattr(os, "fsync", self._failing(lambda _: None))
        monkeypatch.setattr(Path, "replace", self._failing(Path.replace))
        monkeypatch.setattr(Path, "unlink", self._failing(Path.unlink))
        whole = HashedFile.write

        def half_written(file: HashedFile, content: bytes) -> None:
            if self.left == 1:
                whole(file, content[: len(content) // 2])
            self._passes()
            whole(file, content)

        monkeypatch.setattr(HashedFile, "write", half_written)

    def _passes(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed

    def _failing(self, act):
        def acting(*args, **how):
            self._passes()
            return act(*args, **how)

        return acting


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_whenever_the_power_fails_a_run_goes_on_to_the_same_bytes(
    tmp_path, small_steps, monkeypatch, kind
):
    shared = interpreter.Evaluator(LAW)
    monkeypatch.setattr(interpreter, "Evaluator", lambda _: shared)
    rows = [(n, "浙江" if n % 4 else "火星", "1980-05", "f", "60%", f"{n}m") for n in range(8)]
    monkeypatch.setattr(running, "_BLOCK", 3)
    monkeypatch.setattr("calculator.batch.files.parquet._BATCH", 4)
    source = csv_of(tmp_path / "p.csv", HEADER, rows)
    (tmp_path / "whole").mkdir()
    done(source, tmp_path / "whole" / f"o.{kind}")
    whole = files(tmp_path / "whole", kind)
    power = Power(monkeypatch)
    for moment in count(1):
        folder = tmp_path / str(moment)
        folder.mkdir()
        power.left = moment
        try:
            done(source, folder / f"o.{kind}", resume=True)
        except Killed:
            power.left = -1
            half = folder / f"o.{kind}"
            assert not half.exists() or half.read_bytes() == whole[half.name]
            done(source, folder / f"o.{kind}", resume=True)
        assert files(folder, kind) == whole
        assert len(list(folder.iterdir())) == 3, "output, rejects and manifest, nothing else"
        if power.left > 0:
            break
    assert moment > 20


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rows", [10, 60])
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


@pytest.mark.parametrize("name", ["o.csv", "o.rejects.csv", "o.csv.manifest.json"])
def test_a_finished_run_is_done_again_when_its_files_were_touched(tmp_path, people, name):
    done(people, tmp_path / "o.csv")
    before = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(before[:-5])
    assert not done(people, tmp_path / "o.csv", resume=True).already_whole
    assert (tmp_path / name).read_bytes() == before


def test_another_input_law_version_or_question_cannot_be_gone_on_with(
    tmp_path, people, small_steps, monkeypatch
):
    output = tmp_path / "o.csv"
    run_until(people, output, 30)
    with pytest.raises(BatchError) as refused:
        done(people, output, resume=True, defaults={"extras": "yes"})
    assert refused.value.values["changed"] == ("defaults",)
    own = tmp_path / "own.toml"
    own.write_text(OWN_LAW, "utf-8")
    for law, changed in ((load("AB"), "grades"), (load(overlays=[own]), "law")):
        with pytest.raises(BatchError) as refused:
            done(people, output, resume=True, law=law)
        assert refused.value.values["changed"] == (changed,)
    content = people.read_bytes()
    people.write_bytes(content.replace(b"f,60%,29m", b"m,60%,29m"))
    with pytest.raises(BatchError) as refused:
        done(people, output, resume=True)
    assert refused.value.values["changed"] == ("input",)
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "__version__", "9.9")
        people.write_bytes(content)
        with pytest.raises(BatchError) as refused:
            done(people, output, resume=True)
        assert refused.value.values["changed"] == ("version",)
    done(people, output, resume=True)


def test_a_damaged_remainder_is_refused(tmp_path, people, small_steps):
    output = tmp_path / "o.csv"
    run_until(people, output, 30)
    partial = places_of(output, None).partial
    content = partial.read_bytes()
    for damaged in (b"", content[:5] + b"x" + content[6:]):
        partial.write_bytes(damaged)
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


def test_an_input_that_changes_while_it_is_read_gives_no_output(tmp_path, people):
    def watch(*_: object) -> None:
        os.utime(people, ns=(1, 1))

    with pytest.raises(BatchError) as refused:
        runs.run(job_of(people, tmp_path / "o.csv"), watch)
    assert refused.value.code == "input_changed"
    assert not (tmp_path / "o.csv").exists()


def test_two_runs_cannot_write_the_same_file(tmp_path, people):
    pytest.importorskip("fcntl")
    refusals = []

    def watch(*_: object) -> None:
        with pytest.raises(BatchError) as refused:
            done(people, tmp_path / "o.csv", resume=True)
        refusals.append(refused.value.code)

    runs.run(job_of(people, tmp_path / "o.csv"), watch)
    assert refusals == ["output_in_use"]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"output": "p.csv"}, "same_file"),
        ({"rejects": "p.csv"}, "same_file"),
        ({"segments": "o.csv"}, "same_file"),
        ({"rejects": "o.csv"}, "written_twice"),
    ],
)
def test_no_file_is_read_and_written_or_written_twice(tmp_path, people, how, code):
    paths = {name: tmp_path / file for name, file in ({"output": "o.csv"} | how).items()}
    before = people.read_bytes()
    with pytest.raises(BatchError) as refused:
        runs.run(job_of(people, **paths))
    assert refused.value.code == code
    assert people.read_bytes() == before


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_interrupted_command_says_what_is_kept(
    tmp_path, people, small_steps, monkeypatch, capsys, language
):
    def interrupted(_, rows, __):
        if rows > 30:
            raise KeyboardInterrupt

    command = ["batch", str(people), "-o", str(tmp_path / "o.csv"), "--lang", language]
    with monkeypatch.context() as patch:
        patch.setattr(progress.Progress, "at", interrupted)
        assert main(command) == 130
    # The safe point of the rows to the fortieth was still to come.
    assert text("batch.report.go_on", language, rows=30) in capsys.readouterr().err
    assert main([*command, "--resume"]) == 1
    assert text("batch.report.resumed", language, rows=30) in capsys.readouterr().err


def test_a_command_interrupted_at_once_has_nothing_to_go_on_with(
    tmp_path, people, monkeypatch, capsys
):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(progress.Progress, "at", interrupted)
    for output in (str(tmp_path / "o.csv"), "-"):
        assert main(["batch", str(people), "-o", output]) == 130
        assert "--resume" not in capsys.readouterr().err
