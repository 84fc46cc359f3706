"""Parquet 输出: row groups added one after another are one file for every reader, gone on with or not."""

from decimal import Decimal

import pytest

from calculator.batch.files.parquet import ParquetSink, ParquetSource

pl = pytest.importorskip("polars")
parquet = pytest.importorskip("pyarrow.parquet")

SCHEMA = pl.Schema({"id": pl.Int64, "place": pl.String, "pension": pl.Decimal(18, 2)})
HEIGHTS = (5, 1, 70_000, 3)


def rows(first, many):
    """Persons with numbers from `first` on; some have no place."""
    return [
        (at, None if at % 7 == 0 else f"省{at % 31}", Decimal(at) / 100)
        for at in range(first, first + many)
    ]


def table(first, many):
    """The same as a frame whose types are those a batch lays out: whole fen, words."""
    ids, places, amounts = zip(*rows(first, many), strict=True)
    words = pl.Enum(sorted({place for place in places if place}))
    fen = [int(amount * 100) for amount in amounts]
    return pl.DataFrame(
        [pl.Series("id", ids), pl.Series("place", places, dtype=words), pl.Series("pension", fen)]
    )


def tables():
    """Frames, one after another."""
    first = 0
    for many in HEIGHTS:
        yield table(first, many)
        first += many


@pytest.fixture
def paths(tmp_path):
    return tmp_path / "o.parquet.partial", tmp_path / "o.parquet.groups"


def held_as_one(path):
    """Whether each reader finds all rows, in the row groups they were added in."""
    expected = pl.DataFrame(rows(0, sum(HEIGHTS)), schema=SCHEMA, orient="row")
    assert pl.read_parquet(path).equals(expected)
    assert pl.scan_parquet(path).filter(pl.col("id") == 70_004).collect().rows() == rows(70_004, 1)
    assert pl.from_arrow(parquet.read_table(path)).equals(expected)
    file = parquet.ParquetFile(path)
    assert [file.read_row_group(at).num_rows for at in range(len(HEIGHTS))] == list(HEIGHTS)
    lasts = [file.metadata.row_group(at).column(0).statistics.max for at in range(len(HEIGHTS))]
    assert lasts == [sum(HEIGHTS[: at + 1]) - 1 for at in range(len(HEIGHTS))]
    source = ParquetSource(path)
    assert [row.cells for row in source.rows(70_000)] == rows(70_000, 9)


def test_every_reader_finds_every_row(paths):
    sink = ParquetSink(*paths, SCHEMA, None)
    for one in tables():
        sink.write_table(one)
    sink.finish()
    held_as_one(paths[0])


def test_gone_on_with_it_is_the_same_file(paths, tmp_path):
    whole = ParquetSink(paths[0], paths[1], SCHEMA, None)
    for one in tables():
        whole.write_table(one)
    stated = whole.finish()
    places = tmp_path / "again.partial", tmp_path / "again.groups"
    sink = ParquetSink(*places, SCHEMA, None)
    first, *others = tables()
    sink.write_table(first)
    position = sink.position()
    sink.write_table(others[0])  # lost: it came after the last safe point
    sink.abandon()
    sink = ParquetSink(*places, SCHEMA, position)
    for one in others:
        sink.write_table(one)
    assert sink.finish() == stated
    held_as_one(places[0])


def test_rows_and_tables_make_one_file(paths):
    sink = ParquetSink(*paths, SCHEMA, None)
    sink.write(rows(0, 20_000))
    assert sink.settled
    sink.write_table(table(20_000, 10))
    sink.write(rows(20_010, 2))
    assert not sink.settled
    sink.finish()
    assert pl.read_parquet(paths[0]).rows() == rows(0, 20_012)
    assert parquet.ParquetFile(paths[0]).metadata.num_row_groups == 3


def test_without_rows_there_are_the_types(paths):
    ParquetSink(*paths, SCHEMA, None).finish()
    assert pl.read_parquet_schema(paths[0]) == SCHEMA
    assert parquet.read_table(paths[0]).num_rows == 0
