"""Thrift 紧凑协议: what is written is read again, as the protocol has it, and half of it is refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.batch.files.thrift import LIST, STRUCT, WHOLE, listed, struct_at, written

BYTE, BINARY, TRUE, DOUBLE = 3, 8, 1, 7

numbers = st.integers(-(2**63), 2**63 - 1).map(lambda number: (WHOLE, number))
leaves = (
    numbers
    | st.integers(0, 255).map(lambda number: (BYTE, number))
    | st.binary(max_size=200).map(lambda content: (BINARY, content))
    | st.binary(min_size=8, max_size=8).map(lambda content: (DOUBLE, content))
    | st.just((TRUE, None))
)


def _nested(inside):
    fields = st.dictionaries(st.integers(1, 40), inside, max_size=5)
    structs = fields.map(lambda found: (STRUCT, dict(sorted(found.items()))))
    lists = st.lists(structs, max_size=18).map(
        lambda found: (LIST, (STRUCT, [value for _, value in found]))
    )
    return structs | lists


structures = st.dictionaries(
    st.integers(1, 2**15 - 1), st.recursive(leaves, _nested, max_leaves=12), max_size=6
).map(lambda found: dict(sorted(found.items())))


def test_as_the_protocol_has_it():
    """By the protocol: a step of the field and its type in one byte, numbers zigzag, seven bits a byte.

    Field 1, 150: zigzag 300 is 0b10_0101100, so AC 02. Field 2, "hi": its length and it. Field 20 is a step
    of 18, too long for half a byte: the type alone and the field itself, zigzag 40. A list of three -1: its
    size and type, zigzag 1 each. Zero ends it.
    """
    content = bytes([0x16, 0xAC, 0x02, 0x18, 2, *b"hi", 0x09, 40, 0x36, 1, 1, 1, 0])
    fields = {1: (WHOLE, 150), 2: (BINARY, b"hi"), 20: (LIST, (WHOLE, [-1, -1, -1]))}
    assert struct_at(content) == (fields, len(content))
    assert written(fields) == content


@given(structures, st.binary(max_size=4))
def test_what_is_written_is_read_again(fields, before):
    content = written(fields)
    assert struct_at(before + content, len(before)) == (fields, len(before) + len(content))


@given(structures, st.data())
def test_what_ends_too_early_is_an_error(fields, data):
    content = written(fields)
    with pytest.raises(IndexError):
        struct_at(content[: data.draw(st.integers(0, len(content) - 1))])


@pytest.mark.parametrize("many", [0, 1, 14, 15, 200])
def test_a_list_may_be_written_already(many):
    entry = {1: (WHOLE, 7)}
    plain = {3: (LIST, (STRUCT, [entry] * many))}
    assert written({3: listed(STRUCT, many, written(entry) * many)}) == written(plain)


@pytest.mark.parametrize("content", [b"\x1b\x00", b"\x1e\x00", b"\x16" + b"\xff" * 12 + b"\x00"])
def test_what_no_parquet_file_has_is_refused(content):
    """A mapping, a type there is none of, a number without end."""
    with pytest.raises(ValueError, match=r"\d"):
        struct_at(content)


@pytest.mark.parametrize("library", ["polars", "pyarrow.parquet"])
def test_footers_of_libraries_are_written_as_they_were(library):
    """Both write by the same protocol, so that nothing may be lost or changed."""
    polars, writer = pytest.importorskip("polars"), pytest.importorskip(library)
    table = polars.DataFrame(
        {"paid": [1, 2, None], "name": ["a", "b", None], "list": [[1], [], None]}
    )
    made = io.BytesIO()
    if library == "polars":
        table.write_parquet(made, row_group_size=2)
    else:
        writer.write_table(table.to_arrow(), made, row_group_size=2)
    content = made.getvalue()
    footer = content[-8 - int.from_bytes(content[-8:-4], "little") : -8]
    fields, end = struct_at(footer)
    assert end == len(footer)
    assert written(fields) == footer
