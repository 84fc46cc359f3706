"""输出与引擎的选择: the sink a job writes to, and which evaluator its size is worth."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from calculator.batch.errors import BatchError
from calculator.batch.headers import Headers
from calculator.batch.interpreter import output_columns
from calculator.batch.journal import HashedFile, Places
from calculator.batch.sinks import Sink, TextSink
from calculator.batch.sources import Source, TextSource, kind_of

if TYPE_CHECKING:
    from calculator.batch.job import Job

__all__ = ["open_sink", "use_compiler"]

_WORTH_COMPILING = 10_000
_SAMPLE = 1 << 18


def use_compiler(job: "Job", source: Source) -> bool:
    """Whether the compiled rules are worth loading: asked for, or enough rows for them.

    Raises BatchError where they are asked for and not installed.
    """
    if job.engine == "interpreter":
        return False
    installed = all(find_spec(name) for name in ("numba", "polars", "pyarrow"))
    if job.engine == "auto":
        many = rows_expected(source) * len(job.alternatives) >= _WORTH_COMPILING
        return installed and many
    if not installed:
        raise BatchError("missing_extra", extra="batch")
    return True


def rows_expected(source: Source) -> int:
    """About how many rows a file has."""
    height = getattr(source, "height", None)
    if isinstance(height, int):
        return height
    assert isinstance(source, TextSource)  # noqa: S101 the only kind that is not counted
    with source.path.open("rb") as file:
        sample = file.read(_SAMPLE)
    lines = max(1, sample.count(b"\n"))
    return source.path.stat().st_size * lines // max(1, len(sample))


def open_sink(
    job: "Job", source: Source, headers: Headers, places: Places, state: dict[str, Any] | None
) -> Sink:
    """The output as a sink, begun or gone on with. Raises BatchError."""
    kind = kind_of(job.output, job.to)
    columns = output_columns(headers, job.alternatives, job.results, job.headers)
    first_result = len(columns) - len(job.results)
    numbers = frozenset(
        at for at, result in enumerate(job.results, start=first_result) if result.kind.is_decimal
    )
    if kind == "xlsx":
        from calculator.batch.spreadsheets import SpreadsheetSink  # noqa: PLC0415 heavy

        return SpreadsheetSink(
            places.partial, columns, numbers, state["output"] if state else (0, 0)
        )
    if kind == "parquet":
        from calculator.batch.parquet import ParquetSink  # noqa: PLC0415 heavy

        schema = parquet_schema(job, source, columns)
        return ParquetSink(places.partial, schema, state["output"] if state else (0, 0))
    file = HashedFile(places.partial, state["output"] if state else 0)
    encoding = job.encoding or "utf-8"
    return TextSink(file, kind, columns, encoding, numbers=numbers, begun=bool(state))


def parquet_schema(job: "Job", source: Source, columns: Sequence[str]) -> Any:
    """The types of a Parquet output: those of a Parquet input, else text; results by their kind."""
    from calculator.batch.parquet import ParquetSource, polars, result_type  # noqa: PLC0415 heavy

    library = polars()
    carried = [library.String] * len(source.columns)
    if isinstance(source, ParquetSource):
        carried = list(source.schema.dtypes())
    compared = [library.String] * (len(columns) - len(carried) - len(job.results))
    types = [*carried, *compared, *(result_type(result) for result in job.results)]
    return library.Schema(dict(zip(columns, types, strict=True)))
