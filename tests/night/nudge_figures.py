"""数据变异: every shipped figure moved by one unit of its last digit, one at a time; some test must fail.

    python tests/night/nudge_figures.py [--sample 200] [--seed 1] [--only calculation_bases] [TESTS ...]

Works on a copy of the project. Figures of tables and of the practice files alike; a figure no test of
TESTS (those of the law and the published sheets by default) misses is printed: nobody checked it.
"""

import argparse
import csv
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LAW = Path("rules") / "law"
TESTS = ("tests/law", "tests/rules/test_contribution.py", "tests/golden")
NO_FIGURES = {"notices", "regions", "continuity_exceptions", "limit_exceptions", "injury_cover"}
IDENTITIES = {"region", "code", "parent", "year", "start", "end", "published", "checked"}
NUMBER = re.compile(r"-?\d+(\.\d+)?")
TOML_NUMBER = re.compile(
    r'(?:(?<!region) = |[\[,] ?)"?(\d+(?:\.\d+)?)"?(?=\s*(?:$|[,\]}]))(?!, reason)', re.MULTILINE
)
"""A number that is a whole value or an entry of a list; not that of another reading."""


PROSE = re.compile(r'(?:evidence|reason|title_\w\w|condition_\w\w) = "[^"]*"')


class Figure(NamedTuple):
    """One figure and the file as it is with the figure moved."""

    file: str
    at: str
    moved: str


def nudged(text: str) -> str:
    """`text` one unit of its last digit higher: 7162 is 7163, 8.31 is 8.32."""
    whole, point, part = text.partition(".")
    value = str(int(whole + part) + 1).zfill(len(part) + 1)
    return f"{value[: len(value) - len(part)]}.{part and value[-len(part) :]}" if point else value


def in_tables() -> Iterator[Figure]:
    for path in sorted((ROOT / LAW).glob("*.csv")):
        if path.stem in NO_FIGURES:
            continue
        lines = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
        for number, line in enumerate(lines[1:], start=1):
            for column, name in enumerate(lines[0]):
                if name in IDENTITIES or not NUMBER.fullmatch(line[column]):
                    continue
                row = [*line[:column], nudged(line[column]), *line[column + 1 :]]
                out = io.StringIO()
                csv.writer(out, lineterminator="\n").writerows(
                    [*lines[:number], row, *lines[number + 1 :]]
                )
                place = f"{name} of {','.join(line[:3])}"
                yield Figure(str(path.relative_to(ROOT)), place, out.getvalue())


def in_practices() -> Iterator[Figure]:
    files = [ROOT / LAW / "retirement.toml", *sorted((ROOT / LAW / "practices").glob("*.toml"))]
    for path in files:
        text = path.read_text("utf-8")
        figures = PROSE.sub(lambda prose: "~" * len(prose[0]), text)
        for found in TOML_NUMBER.finditer(figures):
            begin, end = found.span(1)
            line = text.count("\n", 0, begin) + 1
            moved = text[:begin] + nudged(found[1]) + text[end:]
            yield Figure(str(path.relative_to(ROOT)), f"line {line}: {found[1]}", moved)


def is_missed(copy: Path, figure: Figure, tests: list[str]) -> bool:
    """Whether a test fails on the copy with the figure moved."""
    path = copy / figure.file
    before = path.read_bytes()
    path.write_text(figure.moved, encoding="utf-8", newline="\n")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:xdist", *tests],
            cwd=copy,
            env={**os.environ, "HYPOTHESIS_PROFILE": "ci"},
            capture_output=True,
            check=False,
        )
    finally:
        path.write_bytes(before)
    return done.returncode != 0


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("tests", nargs="*", default=list(TESTS))
    asked.add_argument("--sample", type=int, default=0, help="so many figures at random, 0: all")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", default="", help="files whose path holds this word")
    given = asked.parse_args()
    figures = [one for one in (*in_tables(), *in_practices()) if given.only in one.file]
    if 0 < given.sample < len(figures):
        figures = random.Random(given.seed).sample(figures, given.sample)  # noqa: S311
    held: Counter[str] = Counter()
    asked_of = Counter(figure.file for figure in figures)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        skipped = shutil.ignore_patterns(".*", "__pycache__", "snapshots")
        shutil.copytree(ROOT, copy, ignore=skipped)
        for figure in figures:
            if is_missed(copy, figure, given.tests):
                held[figure.file] += 1
            else:
                print(f"nobody noticed: {figure.file}: {figure.at}", flush=True)
    for file, total in sorted(asked_of.items()):
        print(f"{file}: {held[file]} of {total} held")
    print(f"{held.total()} of {asked_of.total()} figures held")
    return 0 if held == asked_of else 1


if __name__ == "__main__":
    sys.exit(main())
