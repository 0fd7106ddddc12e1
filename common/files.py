"""What an uploaded file really is, told by its content, not by its name; harm is refused."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from typing import NamedTuple

from PIL import Image, ImageOps

from common.table_files import MAX_BYTES, MAX_UNPACKED

MOST_PARTS = 5_000  # inside a package
MOST_PIXELS = 50_000_000  # of a picture
LONGEST_NAME = 120
CHUNK = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNSAFE = re.compile(r'[<>:"|?*/\\]')


class FileError(ValueError):
    """The file can't be taken; the text is for the person who sent it."""


class Kind(NamedTuple):
    """A kind of file that is taken; `inline`: a browser may show it in its own window."""

    media_type: str
    endings: tuple[str, ...]
    inline: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = Kind("application/pdf", (".pdf",), inline=True)
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"), inline=True)
PNG = Kind("image/png", (".png",), inline=True)
DOCX = Kind(_OFFICE + "wordprocessingml.document", (".docx",))
XLSX = Kind(_OFFICE + "spreadsheetml.sheet", (".xlsx",))
DOC = Kind("application/msword", (".doc", ".wps"))
TEXT = Kind("text/plain", (".txt",))
KINDS = (PDF, JPEG, PNG, DOCX, XLSX, DOC, TEXT)
INLINE = frozenset(kind.media_type for kind in KINDS if kind.inline)
ACCEPT = ",".join(ending for kind in KINDS for ending in kind.endings)
TAKEN = "PDF、Word（.docx、.doc、.wps）、Excel（.xlsx）、图片（.jpg、.png）和文本（.txt）"
_NOT_TAKEN = f"不能收这种文件，可上传{TAKEN}；其他格式请另存为 PDF 后再传。"
_BROKEN = "文件打不开，可能已损坏或加了密码，请去掉密码，重新保存后再传。"


class Checked(NamedTuple):
    """A file as it is kept: a name without tricks, what it is, and its bytes."""

    name: str
    kind: Kind
    data: bytes


def inspect(data: bytes, name: str) -> Checked:
    """Look inside; pictures come back re-encoded, without the place where they were taken.

    FileError when it is empty, over 20 MB, broken, of another kind, or made to do harm.
    """
    if not data:
        raise FileError("文件是空的，请选择有内容的文件。")
    if len(data) > MAX_BYTES:
        raise FileError("文件超过 20 MB，请压缩图片或拆分后再传。")
    kind = kind_of(data)
    if kind in (JPEG, PNG):
        data = reencoded(data, kind)
    return Checked(clean_name(name, kind), kind, data)


def kind_of(data: bytes) -> Kind:
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"PK"):
        return _package(data)
    return _legacy(data) if data.startswith(_OLE) else _text(data)


def _legacy(data: bytes) -> Kind:
    """A compound file of old Word or WPS; the names of its streams are in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise FileError(_BROKEN)
    if "WordDocument".encode("utf-16-le") in data:
        return DOC
    raise FileError("这是旧版 Excel 等格式的文件，请用 Excel 或 WPS 打开，另存为 .xlsx 后再传。")


def _text(data: bytes) -> Kind:
    for encoding in ("utf-8", "gb18030"):
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(ord(sign) < 32 and sign not in "\t\r\n\f" for sign in words):
            return TEXT
        break
    raise FileError(_NOT_TAKEN)


def _package(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _unpack(package)
            types = package.read("[Content_Types].xml")
            names = package.namelist()
    except FileError:
        raise
    except KeyError as error:
        raise FileError(_NOT_TAKEN) from error
    except Exception as error:  # a spoilt archive fails in ways that zipfile doesn't name
        raise FileError(_BROKEN) from error
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileError("文件含有宏，请另存为不含宏的 .docx 或 .xlsx 后再传。")
    for kind, mark in ((DOCX, b"wordprocessingml.document.main"), (XLSX, b"sheet.main")):
        if mark in types:
            return kind
    raise FileError(_NOT_TAKEN)


def _unpack(package: zipfile.ZipFile) -> None:
    """Unpack once and keep nothing: the sizes are counted, not believed."""
    if len(package.infolist()) > MOST_PARTS:
        raise FileError("文件内部过于复杂，请另存为 PDF 后再传。")
    left = MAX_UNPACKED
    for part in package.infolist():
        with package.open(part) as opened:
            while chunk := opened.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise FileError("文件解开后过大，请精简内容或另存为 PDF 后再传。")


def reencoded(data: bytes, kind: Kind, longest: int | None = None) -> bytes:
    """The picture upright and without its notes: position, camera, thumbnail.

    longest: to how many pixels its longer side is made smaller.
    """
    form = "JPEG" if kind is JPEG else "PNG"
    try:
        with Image.open(io.BytesIO(data), formats=(form,)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FileError("图片过大，请缩小到 5000 万像素以内再传。")
            upright = ImageOps.exif_transpose(picture)
            if longest:
                upright.thumbnail((longest, longest))
            return _saved(upright, form)
    except FileError:
        raise
    except Exception as error:  # a spoilt picture fails in ways that Pillow doesn't name
        raise FileError("图片打不开，可能已损坏，请重新保存后再传。") from error


def _saved(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    if form == "JPEG":
        picture.convert("L" if picture.mode == "L" else "RGB").save(out, form, quality=90)
    else:
        plain = picture.convert("RGBA" if "transparency" in picture.info else picture.mode)
        plain.info.clear()
        plain.save(out, form)
    return out.getvalue()


def clean_name(name: str, kind: Kind) -> str:
    """The last part of the path, without signs that mislead, with the ending of what it is."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    stem, dot, ending = _UNSAFE.sub("", plain).strip(" .").rpartition(".")
    if not dot or len(ending) > 5:
        stem, ending = f"{stem}{dot}{ending}", ""
    ending = f".{ending.lower()}"
    kept = ending if ending in kind.endings else kind.endings[0]
    return (stem.strip(" .") or "附件")[: LONGEST_NAME - len(kept)] + kept
