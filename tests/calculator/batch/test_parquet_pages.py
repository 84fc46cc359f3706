"""Parquet 页头: files that state what cannot be are refused in words before a library believes them."""

import io

import pytest

from calculator.batch.errors import BatchError
from calculator.batch.files.parquet import ParquetSource
from calculator.batch.files.parquet_pages import refuse_absurd_pages
from calculator.batch.files.thrift import WHOLE, struct_at, written
from calculator.i18n import LANGUAGES, text

polars = pytest.importorskip("polars")

# Of the format: fields of a footer, a row group, a column chunk, its metadata, a page header.
SCHEMA, GROUPS, COLUMNS, ROWS = 2, 4, 1, 3
META, VALUES, PACKED, OFFSET, DICTIONARY = 3, 5, 7, 9, 11
PAGE_SIZE, PAGE_PACKED, PAGE = 2, 3, 5
HUGE = 2**58


def whole(**options):
    """A file of one column, in one row group and without a dictionary."""
    made = io.BytesIO()
    polars.DataFrame({"paid": [1.5, 2.5, 3.5]}).write_parquet(
        made, compression="uncompressed", **options
    )
    return made.getvalue()


def parts(content):
    """The bytes before the footer, and the footer."""
    length = int.from_bytes(content[-8:-4], "little")
    return content[: -8 - length], struct_at(content[-8 - length : -8])[0]


def joined(pages, footer):
    end = written(footer)
    return pages + end + len(end).to_bytes(4, "little") + b"PAR1"


def changed(found, *path):
    """A structure with a value replaced: the fields on the way, the new value last."""
    at, *rest = path
    if isinstance(found, tuple):
        kind, values = found
        return kind, [changed(one, *path) for one in values]
    kind, value = found[at]
    return found | {at: (kind, changed(value, *rest) if len(rest) > 1 else rest[0])}


def refusal(tmp_path, content):
    path = tmp_path / "p.parquet"
    path.write_bytes(content)
    with pytest.raises(BatchError) as told:
        ParquetSource(path)
    assert told.value.code == "parquet_absurd"
    for language in LANGUAGES:
        sentence = text(told.value.key, language, **told.value.worded(language))
        assert "p.parquet" in sentence
        assert told.value.values["what"] in sentence
    return told.value.values


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ((GROUPS, ROWS), HUGE, "num_rows"),
        ((GROUPS, ROWS), -1, "num_rows"),
        ((GROUPS, COLUMNS, META, VALUES), HUGE, "num_values"),
        ((GROUPS, COLUMNS, META, VALUES), 4, "num_values"),
        ((GROUPS, COLUMNS, META, PACKED), HUGE, "total_compressed_size"),
        ((GROUPS, COLUMNS, META, OFFSET), HUGE, "data_page_offset"),
        ((GROUPS, COLUMNS, META, DICTIONARY), -5, "dictionary_page_offset"),
        ((SCHEMA, 2), 2**31 - 1, "type_length"),
    ],
)
def test_a_footer_that_states_what_cannot_be_is_refused(tmp_path, field, value, what):
    pages, footer = parts(whole())
    if what in ("type_length", "dictionary_page_offset"):
        footer = with_field(footer, field[:-1], field[-1])
    found = refusal(tmp_path, joined(pages, changed(footer, *field, value)))
    assert (found["what"], found["file"]) == (what, "p.parquet")
    assert not 0 <= found["found"] <= found["most"]


def with_field(found, path, number):
    """The structure with a field of whole numbers added, at the places of `path`."""
    if isinstance(found, tuple):
        return found[0], [with_field(one, path, number) for one in found[1]]
    if not path:
        return dict(sorted((found | {number: (WHOLE, 0)}).items()))
    kind, value = found[path[0]]
    return found | {path[0]: (kind, with_field(value, path[1:], number))}


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ((PAGE_SIZE,), -1, "uncompressed_page_size"),
        ((PAGE_SIZE,), 2**31 - 1, "uncompressed_page_size"),
        ((PAGE_PACKED,), 2**31 - 1, "compressed_page_size"),
        ((PAGE, 1), -1, "num_values"),
        ((PAGE, 1), 2**31 - 1, "num_values"),
        ((PAGE, 1), 2, "num_values"),
    ],
)
def test_a_page_that_states_what_cannot_be_is_refused(tmp_path, field, value, what):
    pages, footer = parts(whole(statistics=False))
    header, end = struct_at(pages, 4)
    moved = written(changed(header, *field, value))
    # One page, which is all of its chunk: a header and what it states to follow.
    packed = len(moved) + header[PAGE_PACKED][1]
    footer = changed(footer, GROUPS, COLUMNS, META, PACKED, packed)
    found = refusal(tmp_path, joined(pages[:4] + moved + pages[end:], footer))
    assert found["what"] == what


@pytest.mark.parametrize("compression", ["uncompressed", "snappy", "zstd", "gzip", "lz4"])
@pytest.mark.parametrize("pages", [500, None])
def test_files_as_they_are_written_are_read(tmp_path, compression, pages):
    path = tmp_path / "p.parquet"
    table = polars.DataFrame(
        {
            "number": range(3_000),
            "text": ["x" * (at % 90) for at in range(3_000)],
            "nothing": [None] * 3_000,
            "list": [[1, 2], [], None] * 1_000,
        }
    )
    table.write_parquet(path, compression=compression, data_page_size=pages)
    refuse_absurd_pages(path)
    pyarrow = pytest.importorskip("pyarrow.parquet")
    pyarrow.write_table(table.drop("nothing").to_arrow(), path, data_page_version="2.0")
    refuse_absurd_pages(path)
    table.clear().write_parquet(path)
    refuse_absurd_pages(path)
