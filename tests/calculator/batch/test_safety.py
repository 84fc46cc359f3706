"""安全: card numbers are masked, formulas disarmed, absurd files refused."""

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.batch.errors import BatchError
from calculator.batch.files.broken import broken_as
from calculator.batch.files.sheet_extent import spanned_cells
from calculator.batch.files.sniffing import kind_by_content
from calculator.batch.files.spreadsheets import workbook
from calculator.batch.people.privacy import masked
from calculator.spreadsheet_text import neutralised
from tests.calculator.batch.people import done, read
from tests.calculator.batch.people import written as csv_of

# GB 11643 prints 11010519491231002X as its example.
IDENTITY = "11010519491231002X"
# 16 digits that pass the check of ISO/IEC 7812, from the examples of payment test cards.
CARD = "4111111111111111"
HEADER = ("姓名", "身份证", "参保地", "出生年月", "性别", "缴费档次", "已缴月数")
PERSON = ("张三", IDENTITY, "浙江", "1990-03", "女", "60%", "60")


def test_identity_and_bank_card_numbers_keep_their_ends_only():
    assert masked(IDENTITY) == "110***********002X"
    assert masked(f"卡号{CARD}。") == "卡号411*********1111。"


def test_numbers_in_groups_and_fullwidth_digits_are_found_too():
    assert masked("4111 1111 1111 1111") == "411*********1111"
    assert masked("4111-1111-1111-1111, 张三") == "411*********1111, 张三"
    assert masked("110105 19491231 002x") == "110***********002X"
    assert masked("１１０１０５１９４９１２３１００２Ｘ") == "110***********002X"


def test_a_mistyped_identity_number_is_one_all_the_same():
    # Province and date of birth tell it, also where the check character is wrong.
    assert masked("110105194912310020") == "110***********0020"


def test_numbers_that_fail_the_check_are_left_alone():
    # No province has 99; no month 13; nobody of 1849 is insured.
    for number in ("990105194912310020", "110105194913310020", "110105184912310021"):
        assert masked(number) == number
    assert masked("4111111111111112") == "4111111111111112"
    assert masked("12345678901.1234567890123456") == "12345678901.1234567890123456"


def test_card_numbers_are_reported_and_masked_in_output_and_rejects(tmp_path):
    wrong = ("李四", IDENTITY, IDENTITY, "1990-03", "女", "60%", "60")
    source = csv_of(tmp_path / "p.csv", HEADER, [PERSON, wrong])
    report = done(source, tmp_path / "o.csv")
    for name in ("o.csv", "o.rejects.csv", "o.csv.manifest.json"):
        assert IDENTITY not in (tmp_path / name).read_text(encoding="utf-8")
    assert report.summary.masked["身份证"] == 2


def test_card_numbers_are_kept_when_asked(tmp_path):
    source = csv_of(tmp_path / "p.csv", HEADER, [PERSON])
    done(source, tmp_path / "o.csv", keep_ids=True)
    assert read(tmp_path / "o.csv")[0]["身份证"] == IDENTITY


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd", "-cmd", "@SUM(1)", "\tx", "=HYPERLINK(1)", "＝1+1", "＠SUM(1)"]
)
def test_cells_a_spreadsheet_would_run_are_disarmed(tmp_path, cell):
    source = csv_of(tmp_path / "p.csv", HEADER, [(cell, *PERSON[1:])])
    done(source, tmp_path / "o.csv")
    assert read(tmp_path / "o.csv")[0]["姓名"] == "'" + cell


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_numbers_are_no_formulas(number):
    assert neutralised(f"{number:f}") == f"{number:f}"


@given(st.text())
def test_nothing_starts_a_formula_afterwards(text):
    safe = neutralised(text)
    assert not safe.startswith(("=", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert safe in (text, "'" + text)


def test_an_archive_that_unpacks_to_absurd_sizes_is_not_unpacked(tmp_path):
    pytest.importorskip("fastexcel")
    with zipfile.ZipFile(tmp_path / "p.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(BatchError) as refused:
        done(tmp_path / "p.xlsx", tmp_path / "o.csv")
    assert refused.value.code == "spreadsheet_too_large"


@pytest.mark.parametrize("reference", ["XFD1048576", "xfd1048576"])
def test_a_cell_in_the_last_corner_is_told_and_not_given_room_for(tmp_path, reference):
    """16,384 columns and 1,048,576 rows: 17 thousand million cells for one that says something."""
    pytest.importorskip("fastexcel")
    plain = tmp_path / "plain.xlsx"
    with workbook(plain) as book:
        book.add_worksheet().write_string(0, 0, "region")
    with zipfile.ZipFile(plain) as packed, zipfile.ZipFile(tmp_path / "p.xlsx", "w") as archive:
        for entry in packed.infolist():
            content = packed.read(entry).replace(
                b"</row>", f'<c r="{reference}"><v>1</v></c></row>'.encode()
            )
            archive.writestr(entry, content)
    with pytest.raises(BatchError) as refused:
        done(tmp_path / "p.xlsx", tmp_path / "o.csv")
    assert refused.value.code == "spreadsheet_too_wide"


def test_the_extent_of_a_sheet_is_its_last_row_times_its_last_column(tmp_path, monkeypatch):
    monkeypatch.setattr("calculator.batch.files.sheet_extent._CHUNK", 7)
    with workbook(tmp_path / "p.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "region")
        sheet.write_string(11, 27, "x")  # AB12: 28 columns
    with zipfile.ZipFile(tmp_path / "p.xlsx") as archive:
        assert spanned_cells(archive) == 12 * 28


def test_an_archive_whose_names_are_no_text_is_refused(tmp_path):
    """Found by guided fuzzing: a name that says it is UTF-8 and is not."""
    pytest.importorskip("fastexcel")
    path = tmp_path / "p.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("表.xml", b"x")
    path.write_bytes(path.read_bytes().replace("表".encode(), b"\xba\xba\xba"))
    with pytest.raises(BatchError) as refused:
        done(path, tmp_path / "o.csv")
    assert refused.value.code == "spreadsheet_broken"


class Panic(BaseException):
    """What a reader written in Rust raises: no Exception."""


@pytest.mark.parametrize(("raised", "seen"), [(Panic("a\nb"), BatchError), (OSError(), BatchError),
                                              (KeyboardInterrupt(), KeyboardInterrupt)])  # fmt: skip
def test_a_panic_of_a_reader_is_told_and_an_interruption_is_none(tmp_path, raised, seen):
    with pytest.raises(seen) as told, broken_as("parquet_broken", tmp_path / "p.parquet"):
        raise raised
    if seen is BatchError:
        assert told.value.values == {
            "file": "p.parquet",
            "reason": "a" if str(raised) else "OSError",
        }


def test_an_archive_that_lies_about_its_sizes_is_not_unpacked(tmp_path, monkeypatch):
    pytest.importorskip("fastexcel")
    monkeypatch.setattr("calculator.batch.files.spreadsheets._MOST_BYTES", 1_000_000)
    path = tmp_path / "p.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0123456789" * 300_000)
    content = bytearray(path.read_bytes())
    central = content.index(b"PK\x01\x02")
    content[central + 24 : central + 28] = (1_000).to_bytes(4, "little")  # the size it states
    path.write_bytes(content)
    with pytest.raises(BatchError) as refused:
        done(path, tmp_path / "o.csv")
    assert refused.value.code == "spreadsheet_broken"


def test_an_error_in_a_cell_is_no_empty_cell(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("fastexcel")
    book = openpyxl.Workbook()
    book.active.append([*HEADER, "个人账户余额"])
    book.active.append([*PERSON, "#N/A"])
    book.active.append([*PERSON, 1])
    book.active["H2"].data_type = "e"
    book.save(tmp_path / "p.xlsx")
    report = done(tmp_path / "p.xlsx", tmp_path / "o.csv")
    (row,) = read(tmp_path / "o.rejects.csv")
    assert (row["row"], row["column"], row["value"]) == ("1", "个人账户余额", "#n/a")
    assert report.summary.results == 1


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04", "xlsx"),
        (b"PAR1", "parquet"),
        (b'\xef\xbb\xbf {"a": 1}', "ndjson"),
        (b"a,b", "csv"),
        (b"", "csv"),
    ],
)
def test_the_kind_of_a_file_without_an_ending_is_seen(tmp_path, content, kind):
    (tmp_path / "p").write_bytes(content)
    assert kind_by_content(tmp_path / "p") == kind


def test_what_is_no_spreadsheet_is_refused(tmp_path):
    pytest.importorskip("fastexcel")
    (tmp_path / "p.xlsx").write_bytes(b"PK not really")
    with pytest.raises(BatchError) as refused:
        done(tmp_path / "p.xlsx", tmp_path / "o.csv")
    assert refused.value.code == "spreadsheet_broken"


_ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "'
    + b"&a;" * 100
    + b'"><!ENTITY secret "'
    + b"&b;" * 100
    + b'">]>'
)


@pytest.mark.parametrize("declared", [_ENTITY, _LAUGHS])
def test_entities_of_a_spreadsheet_are_not_followed(tmp_path, declared):
    source = _spreadsheet(tmp_path / "p.xlsx", lambda xml: _with_entity(xml, declared))
    with suppress(BatchError):
        done(source, tmp_path / "o.csv", keep_ids=True)
    host = Path("/etc/hostname").read_text(encoding="utf-8").strip()
    for made in tmp_path.glob("o*"):
        said = made.read_text(encoding="utf-8")
        assert host not in said
        assert "haha" not in said


def test_a_formula_of_a_spreadsheet_is_its_stored_value(tmp_path):
    pytest.importorskip("xlsxwriter")
    from calculator.batch.files.spreadsheets import workbook  # noqa: PLC0415 needs the extra

    with workbook(tmp_path / "p.xlsx") as book:
        sheet = book.add_worksheet()
        for at, (name, cell) in enumerate(zip(HEADER, PERSON, strict=True)):
            sheet.write_string(0, at, name)
            sheet.write_string(1, at, cell)
        sheet.write_formula(1, 0, '=WEBSERVICE("https://example.org/")', value="张三")
    done(tmp_path / "p.xlsx", tmp_path / "o.csv")
    assert read(tmp_path / "o.csv")[0]["姓名"] == "张三"


@pytest.mark.parametrize("engine", ["interpreter", "compiled"])
def test_a_parquet_file_with_a_whole_footer_and_broken_pages_is_refused(tmp_path, engine):
    polars = pytest.importorskip("polars")
    path = tmp_path / "p.parquet"
    names = ("name", "id", "region", "born", "sex", "tier", "paid")
    polars.DataFrame([dict(zip(names, PERSON, strict=True))] * 500).write_parquet(path)
    content = bytearray(path.read_bytes())
    content[4:40] = b"\xff" * 36
    path.write_bytes(content)
    with pytest.raises(BatchError) as refused:
        done(path, tmp_path / "o.csv", engine=engine)
    assert refused.value.code == "parquet_broken"


def _spreadsheet(path, changed):
    """A spreadsheet of one person whose strings are changed on the way."""
    pytest.importorskip("fastexcel")
    pytest.importorskip("xlsxwriter")
    from calculator.batch.files.spreadsheets import workbook  # noqa: PLC0415 needs the extra

    with workbook(path) as book:
        sheet = book.add_worksheet()
        for at, (name, cell) in enumerate(zip(HEADER, PERSON, strict=True)):
            sheet.write_string(0, at, name)
            sheet.write_string(1, at, cell)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/sharedStrings.xml"] = changed(parts["xl/sharedStrings.xml"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def _with_entity(xml, declared):
    body = xml.split(b"?>", 1)[1]
    name = PERSON[0].encode()
    assert name in body
    return declared + body.replace(name, b"&secret;")
