"""What happens to the files that people upload, the good ones and the spoilt ones."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from common import table_files
from common.tables import TableError, columns, fields, overflow, read, template

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _xlsx(*rows: list[object], hidden: list[object] | None = None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as book:
        if hidden:
            first = book.add_worksheet("草稿")
            first.write_row(0, 0, hidden)
        sheet = book.add_worksheet("名册")
        sheet.activate()
        sheet.set_first_sheet()
        if hidden:
            first.hide()
        for y, row in enumerate(rows):
            sheet.write_row(y, 0, row)
    return out.getvalue()


def _with_sheet(xml: str) -> bytes:
    """A real workbook whose only sheet is replaced by `xml`."""
    source, out = zipfile.ZipFile(io.BytesIO(_xlsx(["a", "b"], ["c", "d"]))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            sheet = name.endswith("sheet1.xml")
            package.writestr(name, xml.encode() if sheet else source.read(name))
    return out.getvalue()


def _cells(data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in read(data).rows]


def _outcome(data: bytes) -> bool:
    """Whether the file ended in rows or in a whole sentence; anything else breaks the test."""
    try:
        return bool(read(data).rows)
    except TableError as error:
        return str(error).endswith("。")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_clerk_may_save_a_csv_in_any_usual_encoding(encoding: str) -> None:
    table = read("姓名,界别\r\n张三,民盟\r\n䶮某,工商联\r\n".encode(encoding))
    assert table.header == ("姓名", "界别")
    assert [row.cells for row in table.rows] == [("张三", "民盟"), ("䶮某", "工商联")]


def test_a_text_of_several_lines_in_quotes_stays_one_cell_and_rows_count_as_in_excel() -> None:
    data = '案由,内容\n一,"第一行\n第二行"\n\n二,短\n'.encode()
    assert _cells(data) == [(2, ("一", "第一行\n第二行")), (4, ("二", "短"))]


def test_a_table_pasted_with_tabs_is_read_too() -> None:
    assert _cells("姓名\t界别\n张三\t民盟，民进\n".encode()) == [(2, ("张三", "民盟，民进"))]


def test_a_title_above_the_column_names_is_passed_over() -> None:
    table = read(_xlsx(["政协委员名册"], ["姓名", "界别"], ["张三", "民盟"]))
    assert (table.header, table.rows[0].number) == (("姓名", "界别"), 3)


def test_numbers_and_dates_of_a_spreadsheet_come_back_as_a_person_would_type_them() -> None:
    row = [13800000000, 2.5, 0, True, date(2026, 1, 31), " 空 "]
    assert _cells(_xlsx(list("abcdef"), row)) == [
        (2, ("13800000000", "2.5", "0", "是", "2026-01-31", "空"))
    ]


def test_a_moment_in_a_spreadsheet_keeps_its_clock_to_the_second() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["案由", "提交时间"])
        sheet.write_row(1, 0, ["一", datetime(2019, 1, 12, 16, 4, 48)])
    assert _cells(out.getvalue()) == [(2, ("一", "2019-01-12 16:04:48"))]


def test_a_hidden_sheet_is_not_what_the_clerk_meant() -> None:
    assert read(_xlsx(["姓名", "界别"], ["张三", "民盟"], hidden=["旧", "表"])).header[0] == "姓名"


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"", "文件是空的"),
        (b"\n \n", "文件是空的"),
        ("姓名,界别\n".encode(), "从第二行起填写"),
        (b",,\n,,\n", "没有内容"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "不是表格"),
        ("姓名,界别\n张\0三,民盟\n".encode(), "不是表格"),
        ("姓名,界别\n张三,民盟\n".encode("utf-16"), "UTF-8 的 CSV"),
        (b"\xef\xbb\xbf\xff\xfe,\xff", "不是表格"),
        ('姓名,界别\n"张三,民盟\n'.encode(), "引号不成对"),
        (("姓名,界别\n" + "长" * 140_000 + ",x\n").encode(), "一格内容过长"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "去掉密码"),
        (b"PK\x03\x04 not a package", "文件打不开"),
        (("a," * 101 + "z\n1,2\n").encode(), "超过 100 列"),
        (b"a,b\n" + b"1,2\n" * 20_001, "超过 20000 行"),
        (b"a,b\n" + b"\n" * 40_001 + b"1,2\n", "超过 40000 行"),
        (b"a" * (20 * 1024 * 1024 + 1), "超过 20 MB"),
    ],
)
def test_every_unusable_file_is_refused_with_advice(data: bytes, advice: str) -> None:
    with pytest.raises(TableError, match=advice):
        read(data)


def test_twenty_thousand_rows_are_still_taken() -> None:
    assert len(read(b"a,b\n" + b"1,2\n" * 20_000).rows) == 20_000


@pytest.mark.parametrize(
    ("cell", "advice"),
    [
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "第 1048576 行"),
        ('<row r="3"><c r="XFD3"><v>1</v></c></row>', "超过 100 列"),
        ("<row><c><v>1</v></c></row>", "另存为 .xlsx"),
    ],
)
def test_a_cell_far_off_is_refused_before_it_can_fill_the_memory(cell: str, advice: str) -> None:
    sheet = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{cell}</sheetData></worksheet>'
    with pytest.raises(TableError, match=advice):
        read(_with_sheet(sheet))


def _with_texts(cells: str, text: str) -> bytes:
    """A workbook of two shared texts, “标题” and `text`, that these cells name."""
    source, out = zipfile.ZipFile(io.BytesIO(_xlsx(["a", "b"], ["c", "d"]))), io.BytesIO()
    sheet = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'
    shared = f'<sst xmlns="{NAMESPACE}"><si><t>标题</t></si><si><t>{text}</t></si></sst>'
    new = {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            package.writestr(name, new.get(name) or source.read(name))
    return out.getvalue()


def _row(number: int, *cells: str) -> str:
    inside = "".join(
        f'<c r="{place}{number}" {cell}' for place, cell in zip("ABC", cells, strict=False)
    )
    return f'<row r="{number}">{inside}</row>'


HEAD = _row(1, 't="s"><v>0</v></c>', 't="s"><v>0</v></c>')


@pytest.mark.parametrize(
    "cell",
    [
        't="s"><v>1</v></c>',
        "s='2' t = 's'><v>1</v></c>",
        't="s"><v>0</v><v>1</v></c>',
        't="s"><v>0<!-- -->1</v></c>',
        't="s"><f>A1</f><v>1</v></c>',
        't="s"><v xml:space="preserve">1</v></c>',
    ],
)
def test_one_text_that_many_cells_name_is_refused_before_it_is_copied(
    cell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the cells say that they mean it."""
    monkeypatch.setattr(table_files, "MAX_TEXT", 100_000)
    monkeypatch.setattr(table_files.CalamineWorkbook, "from_filelike", lambda data: 1 / 0)
    many = HEAD + "".join(_row(number, cell, cell) for number in range(2, 20))
    with pytest.raises(TableError, match="解开后过大"):
        read(_with_texts(many, "长" * 2_000))


def test_a_cell_whose_tag_may_be_understood_in_two_ways_is_refused() -> None:
    with pytest.raises(TableError, match="打不开"):
        read(_with_texts(HEAD + _row(2, 'x=">" t="s"><v>1</v></c>'), "一"))


def test_texts_that_many_cells_share_are_taken_as_long_as_they_are_short() -> None:
    cell = 't="s"><v>1</v></c>'
    many = HEAD + "".join(_row(number, cell, 't="s"/>', cell) for number in range(2, 2_000))
    assert {row.cells for row in read(_with_texts(many, "城乡建设")).rows} == {
        ("城乡建设", "", "城乡建设")
    }


def test_a_cell_holds_no_more_than_a_spreadsheet_lets_anybody_write() -> None:
    cells = HEAD + _row(2, 't="s"><v>1</v></c>')
    assert len(read(_with_texts(cells, "长" * 32_767)).rows[0].cells[0]) == 32_767
    with pytest.raises(TableError, match="第 2 行有一格超过 32767 字"):
        read(_with_texts(cells, "长" * 32_768))


def test_what_nobody_sees_in_a_cell_is_left_out() -> None:
    cells = HEAD + _row(2, 't="s"><v>1</v></c>', 't="str"><v>_x0007_二</v></c>')
    assert _cells(_with_texts(cells, "一_x0000_又")) == [(2, ("一又", "二"))]


def test_a_small_file_that_unpacks_to_a_flood_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "MAX_UNPACKED", 1024 * 1024)
    with pytest.raises(TableError, match="解开后过大"):
        read(_with_sheet(" " * 2 * 1024 * 1024))


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xef\xbb\xbf", b"a,b\n"]))
def test_no_bytes_whatever_bring_anything_but_a_table_or_advice(body: bytes, head: bytes) -> None:
    assert _outcome(head + body)


@given(at=st.integers(0, 5_000), byte=st.integers(0, 255), cut=st.booleans())
def test_a_workbook_with_one_spoilt_byte_never_breaks_the_page(
    at: int, byte: int, cut: bool
) -> None:
    data = bytearray(_xlsx(["姓名", "界别"], ["张三", "民盟"]))
    at %= len(data)
    data[at:] = b"" if cut else bytes([byte]) + data[at + 1 :]
    assert _outcome(bytes(data))


def test_columns_are_found_by_any_of_their_names_and_with_notes_in_the_label() -> None:
    table = read("* 姓 名（必填）,手机号：\n张三,1\n".encode())
    places = columns(table, {"name": ("姓名",), "phone": ("手机", "手机号")}, ["name"])
    assert fields(table.rows[0], places) == {"name": "张三", "phone": "1"}


def test_a_missing_column_is_named_together_with_those_that_are_there() -> None:
    table = read("名字,界别\n张三,民盟\n".encode())
    with pytest.raises(TableError, match="缺少这些列：姓名。现有的列是：“名字”、“界别”"):
        columns(table, {"name": ("姓名",)}, ["name"])


def test_two_columns_of_one_meaning_are_not_guessed_between() -> None:
    table = read("手机,手机号\n1,2\n".encode())
    with pytest.raises(TableError, match="“手机”和“手机号”"):
        columns(table, {"phone": ("手机", "手机号")}, [])


def test_a_row_that_is_longer_than_the_header_is_complained_of() -> None:
    table = read("案由,内容\n一,二\n一,二,三\n".encode())
    assert [str(bad) for row in table.rows for bad in overflow(table, row)] == [
        "第 3 行“整行”：这一行有 3 格，表头只有 2 列，请检查是否多了逗号或错了列。"
    ]


def test_the_template_opens_empty_and_its_examples_are_never_imported() -> None:
    data = template(["姓名", "手机"], [["张三", "01234"]], ["一行一位。"])
    with pytest.raises(TableError, match="从第二行起填写"):
        read(data)


def test_nothing_in_a_template_is_run_as_a_formula() -> None:
    data = template(["姓名", "=1+1"], [["=HYPERLINK(1)", "{=2}"]], ["http://x.example", "@SUM"])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [package.read(n) for n in package.namelist() if "worksheets/" in n]
        words = package.read("xl/sharedStrings.xml").decode()
    assert len(sheets) >= 2
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)
    assert "=HYPERLINK(1)" in words
