"""Fonts to try papers with, under the names that papers ask for; and what PDFs drew in which."""

from __future__ import annotations

import io
import re
import subprocess
from collections import defaultdict

from fontTools import subset
from fontTools.pens.recordingPen import RecordingPen
from fontTools.t1Lib import T1Font
from fontTools.ttLib import TTFont
from pypdf.generic import DictionaryObject

from documents import measures as m

# the name that a paper asks for, and how a PDF calls the font it got
BOUGHT = {
    m.TITLE: "BoughtBiaoSong",
    m.BODY: "BoughtFangSong",
    m.HEAD: "BoughtHei",
    m.KAI: "BoughtKai",
    m.SONG: "BoughtSong",
}
SETTINGS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{0}</dir><cachedir>{0}/cache</cachedir>
</fontconfig>"""


def bought(folder, letters):
    """Five fonts in the folder with these letters only; what fontconfig reads to find them."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}|%{index}", "Noto Sans CJK SC"], capture_output=True, check=True
    )
    file, index = found.stdout.decode().split("|")
    font = TTFont(file, fontNumber=int(index))
    cutter = subset.Subsetter(subset.Options(name_IDs=[1, 2, 4, 6]))
    cutter.populate(text=letters)
    cutter.subset(font)
    folder.mkdir()
    for asked, called in BOUGHT.items():
        font = renamed(font, asked, called)
        font.save(folder / f"{called}.otf")
    settings = folder / "fonts.conf"
    settings.write_text(SETTINGS.format(folder))
    return settings


def renamed(font, asked, called):
    for number, name in {1: asked, 2: "Regular", 4: asked, 6: called}.items():
        font["name"].names = [one for one in font["name"].names if one.nameID != number]
        font["name"].setName(name, number, 3, 1, 0x409)
    inside = font["CFF "].cff
    inside.fontNames = [called]
    for part in inside[0].FDArray:
        part.FontName = called
    return font


def drawn(pdf):
    """What stands in a PDF, a line of one font after another: words, font, x and y in points."""
    found = []

    def note(words, cm, tm, font, _):
        if words.strip() and font is not None:
            at = (cm[4] + tm[4] * cm[0], cm[5] + tm[5] * cm[3])
            found.append((words, font["/BaseFont"].rpartition("+")[2], *at))

    for page in pdf.pages:
        page.extract_text(visitor_text=note)
    return found


def letters_by_font(pdf):
    by_font = defaultdict(set)
    for words, font, *_ in drawn(pdf):
        by_font[font] |= set(words)
    return by_font


def outlines(pdf, letter):
    """How each font of a PDF that has this letter draws it, and its sign for a missing one."""
    found = []
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            code = coded(font["/ToUnicode"].get_data().decode()).get(letter)
            if code is not None:
                found.append(shapes(font.get_object(), code))
    return found


def coded(table):
    """The codes of a font's letters, from its own table."""
    lists = re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL)
    pairs = [pair for one in lists for pair in re.findall(r"<(\w+)> <(\w+)>", one)]
    return {bytes.fromhex(b).decode("utf-16-be"): int(a, 16) for a, b in pairs}


def shapes(font: DictionaryObject, code):
    holder = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    about = holder.get_object()["/FontDescriptor"]
    if "/FontFile" in about:
        kept = type1(about["/FontFile"].get_data())
        return shape(kept.getGlyphSet(), kept["Encoding"][code]), shape(kept.getGlyphSet())
    data = about["/FontFile2" if "/FontFile2" in about else "/FontFile3"].get_data()
    kept = TTFont(io.BytesIO(data))
    name = kept.getGlyphOrder()[code]
    return shape(kept.getGlyphSet(), name), shape(kept.getGlyphSet())


def type1(data):
    kept = T1Font.__new__(T1Font)
    kept.data, kept.encoding = data, "ascii"
    return kept


def shape(glyphs, name=".notdef"):
    pen = RecordingPen()
    glyphs[name].draw(pen)
    return pen.value
