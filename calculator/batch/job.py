"""批量作业: what a batch is asked to do, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from calculator.batch.files.journal import Places
from calculator.batch.people.headers import Headers
from calculator.batch.people.scenarios import NOTHING_COMPARED, Alternative
from calculator.batch.results import DEFAULT, RESULTS, Result
from calculator.batch.summary import Summary
from calculator.i18n import Language
from rules.law import Law
from rules.month import Month

__all__ = ["ENGINES", "Job", "Report"]

ENGINES = ("auto", "interpreter", "compiled", "dask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is asked for.

    `output` is a path; `to` states its kind where the ending does not. `today` is the month of the
    estimates, `defaults` hold where a row says nothing. `scheduler` is the address of a Dask cluster.
    """

    source: Path
    output: Path
    law: Law
    today: Month
    language: Language = "zh"
    source_kind: str | None = None
    to: str | None = None
    results: tuple[Result, ...] = tuple(RESULTS[name] for name in DEFAULT)
    alternatives: tuple[Alternative, ...] = NOTHING_COMPARED
    defaults: Mapping[str, Any] = field(default_factory=dict)
    segments: Path | None = None
    segments_sheet: str | None = None
    id_column: str | None = None
    rejects: Path | None = None
    encoding: str | None = None
    headers: Language | None = None
    sheet: str | None = None
    keep_ids: bool = False
    resume: bool = False
    engine: str = "auto"
    scheduler: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run."""

    summary: Summary
    places: Places
    encoding: str
    headers: Headers
    seconds: float
    resumed_at: int
    already_whole: bool = False
