"""列的类型: the types of the columns of a table of results."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from calculator.batch.libraries import polars
from calculator.batch.results import Result

if TYPE_CHECKING:
    import polars as pl

__all__ = ["result_type", "schema_of"]


def result_type(result: Result) -> Any:
    """The type of a result column."""
    library = polars()
    if result.kind.is_decimal:
        return library.Decimal(result.kind.digits, result.kind.scale)
    return {"count": library.Int64, "flag": library.Boolean}.get(result.kind.name, library.String)


def schema_of(
    columns: Sequence[str], carried: Sequence[Any], results: Sequence[Result]
) -> "pl.Schema":
    """The types of `columns`: those carried first, results last, between them names of alternatives."""
    library = polars()
    compared = [library.String] * (len(columns) - len(carried) - len(results))
    types = [*carried, *compared, *(result_type(result) for result in results)]
    schema: pl.Schema = library.Schema(dict(zip(columns, types, strict=True)))
    return schema
