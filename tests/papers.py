"""Files that people would upload, small ones, and some made to do harm."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def upload(data=PDF, name="调研报告.pdf"):
    return SimpleUploadedFile(name, data)


def package(kind="docx", **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(
            "[Content_Types].xml", f'<Types><Override ContentType="{TYPES[kind]}"/></Types>'
        )
        for name, data in parts.items():
            made.writestr(name.replace("__", "."), data)
    return out.getvalue()


def legacy(stream):
    return OLE + stream.encode("utf-16-le") + bytes(512)


def picture(form="JPEG", size=(40, 20), *, with_place=False, mode="RGB"):
    """A picture; with_place: lying on its side, with the position where it was taken."""
    out, made = io.BytesIO(), Image.new(mode, size, 1 if mode == "P" else None)
    extra = {}
    if with_place:
        notes = Image.Exif()
        notes[0x0112] = 6  # turn by a quarter
        notes.get_ifd(0x8825)[1] = "N"
        notes[0x010F] = "某某牌手机"
        extra["exif"] = notes
    made.save(out, form, **extra)
    return out.getvalue()


def bomb(megabytes=210):
    return package(word__xml=b"\0" * (megabytes * 1024 * 1024))
