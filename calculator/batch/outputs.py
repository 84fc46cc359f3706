"""输出与引擎的选择: the sink a job writes to, and which evaluator its size is worth."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from calculator.batch.errors import BatchError
from calculator.batch.files.journal import Places
from calculator.batch.files.opening import open_sink
from calculator.batch.files.parquet import ParquetSource
from calculator.batch.files.rows import Sink, Source, kind_of
from calculator.batch.files.text_source import TextSource
from calculator.batch.interpreter import output_columns
from calculator.batch.job import Job
from calculator.batch.libraries import polars
from calculator.batch.people.headers import Headers

__all__ = ["sink_of", "use_compiler"]

_WORTH_COMPILING = 10_000
_SAMPLE = 1 << 18


def use_compiler(job: Job, source: Source) -> bool:
    """Whether the compiled rules are worth loading: asked for, or enough rows for them.

    Raises BatchError where they are asked for and not installed.
    """
    if job.engine == "interpreter":
        return False
    is_tabular = not isinstance(source, TextSource) or source.is_tabular
    installed = all(find_spec(name) for name in ("numba", "polars", "pyarrow"))
    if job.engine == "auto":
        many = rows_expected(source) * len(job.alternatives) >= _WORTH_COMPILING
        return installed and many and is_tabular
    if not installed:
        raise BatchError("missing_extra", extra="batch")
    if not is_tabular:
        raise BatchError("engine_not_for", engine=job.engine)
    return True


def rows_expected(source: Source) -> int:
    """About how many rows a file has."""
    height = getattr(source, "height", None)
    if isinstance(height, int):
        return height
    assert isinstance(source, TextSource)  # noqa: S101 the only kind that is not counted
    with source.path.open("rb") as file:
        sample = file.read(_SAMPLE)
    lines = max(1, sample.count(b"\n"), sample.count(b"\r"))
    return source.path.stat().st_size * lines // max(1, len(sample))


def sink_of(
    job: Job, source: Source, headers: Headers, places: Places, state: dict[str, Any] | None
) -> Sink:
    """The output of a job as a sink, begun or gone on with. Raises BatchError."""
    columns = output_columns(headers, job.alternatives, job.results, job.headers)
    first_result = len(columns) - len(job.results)
    scales = {
        at: result.kind.scale
        for at, result in enumerate(job.results, start=first_result)
        if result.kind.is_decimal
    }
    return open_sink(
        places,
        kind_of(job.output, job.to),
        columns,
        scales,
        lambda: _schema(job, source, columns),
        job.encoding or "utf-8",
        state["output"] if state else None,
        source.styles,
    )


def _schema(job: Job, source: Source, columns: Sequence[str]) -> Any:
    """The types of a table of results: those of a Parquet input, else text; results by their kind."""
    from calculator.batch.tables.types import schema_of  # noqa: PLC0415 heavy

    if isinstance(source, ParquetSource):
        return schema_of(columns, source.schema.dtypes(), job.results)
    return schema_of(columns, [polars().String] * len(source.columns), job.results)
