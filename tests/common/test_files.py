"""What a file is, is found by looking inside; what would do harm is refused with advice."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from common.files import LONGEST_NAME, FileError, inspect
from tests.papers import OLE, PDF, bomb, legacy, package, picture


@pytest.mark.parametrize(
    ("data", "name", "kept"),
    [
        (PDF, "报告.pdf", "报告.pdf"),
        (package("docx"), "报告.docx", "报告.docx"),
        (package("xlsx"), "表.xlsx", "表.xlsx"),
        (picture("JPEG"), "现场.JPG", "现场.jpg"),
        (picture("PNG"), "图.png", "图.png"),
        (picture("PNG", mode="P"), "图.png", "图.png"),
        (legacy("WordDocument"), "旧稿.doc", "旧稿.doc"),
        (legacy("WordDocument"), "旧稿.wps", "旧稿.wps"),
        ("说明文字".encode(), "说明.txt", "说明.txt"),
        ("说明文字".encode("gb18030"), "说明.txt", "说明.txt"),
    ],
)
def test_the_usual_files_are_taken(data, name, kept):
    assert inspect(data, name).name == kept


def test_the_name_does_not_decide_what_a_file_is():
    checked = inspect(PDF, "说明.docx")
    assert (checked.name, checked.kind.media_type) == ("说明.pdf", "application/pdf")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "文件是空的"),
        (b"x" * (20 * 1024 * 1024 + 1), "超过 20 MB"),
        (b"MZ\x90\0" + bytes(200), "不能收这种文件"),
        (package("pptx"), "不能收这种文件"),
        (package("docm"), "文件含有宏"),
        (package("docx", **{"word/vbaProject__bin": b"x"}), "文件含有宏"),
        (b"PK\x03\x04" + bytes(40), "可能已损坏"),
        (legacy("EncryptedPackage"), "去掉密码"),
        (legacy("Workbook"), "另存为 .xlsx"),
        (OLE, "另存为 .xlsx"),
        (picture("JPEG")[:200], "图片打不开"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "图片打不开"),
    ],
)
def test_other_files_are_refused_with_advice(data, told):
    with pytest.raises(FileError, match=told):
        inspect(data, "文件.pdf")


def test_a_small_file_that_unpacks_into_a_huge_one_is_refused():
    data = bomb()
    assert len(data) < 1024 * 1024
    with pytest.raises(FileError, match="解开后过大"):
        inspect(data, "炸弹.docx")


def test_a_picture_with_too_many_points_is_refused_before_it_is_laid_out(monkeypatch):
    monkeypatch.setattr("common.files.MOST_PIXELS", 700)
    with pytest.raises(FileError, match="图片过大"):
        inspect(picture("PNG"), "图.png")


def test_a_picture_loses_its_position_and_stands_upright():
    data = picture("JPEG", (40, 20), with_place=True)
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)
    kept = Image.open(io.BytesIO(inspect(data, "现场.jpg").data))
    assert kept.size == (20, 40)
    assert not kept.getexif()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\资料\报告.pdf", "报告.pdf"),
        ("报\u202e告\x00\n.pdf", "报告.pdf"),
        ('a<b>:"c|?*.pdf', "abc.pdf"),
        ("", "附件.pdf"),
        ("...", "附件.pdf"),
    ],
)
def test_names_carry_no_tricks(name, kept):
    assert inspect(PDF, name).name == kept


def test_long_names_are_cut_and_keep_their_ending():
    name = inspect(PDF, "长" * 300 + ".pdf").name
    assert len(name) == LONGEST_NAME
    assert name.endswith("长.pdf")
