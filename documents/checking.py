"""Whether an uploaded Word file can serve as a template; if not, what to do about it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes

from common.files import DOCX, FileError, inspect
from documents.cleaning import Facts
from documents.filling import environment, filled
from documents.pdf import html_of

MOST = 2 * 1024 * 1024
ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr),
    *(nodes.For, nodes.If, nodes.Compare, nodes.Operand, nodes.Const, nodes.Not),
)
LINKED = re.compile(rb'TargetMode\s*=\s*["\']External["\']')
HYPERLINK = re.compile(rb"<Relationship\b[^>]*/hyperlink[^>]*>")
HARMFUL = ("embeddings/", "activex/", "attachedtoolbars")
# What the PDF could not show as Word does: told at once, so that both always say the same.
UNSHOWN = {
    "w:numPr": "自动编号",
    "wps:txbx": "文本框",
    "v:textbox": "文本框",
    "wp:anchor": "浮动图片",
    "w:footnoteReference": "脚注",
    "w:ins": "未接受的修订",
    "w:del": "未接受的修订",
    "w:altChunk": "插入的文件",
}
MENDED = "PDF 不能照样显示，请改为普通段落、表格或嵌入式图片后再传。"
SPACES = {
    "wps": "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}",
    "v": "{urn:schemas-microsoft-com:vml}",
}


class TemplateFault(ValueError):
    """The file can't be used; the text is for the person who sent it."""


def checked(data: bytes, name: str, example: Facts) -> bytes:
    """The template as it is kept. TemplateFault: what is wrong with it and what to do."""
    if len(data) > MOST:
        raise TemplateFault("模板超过 2 MB，请压缩其中的图片后再传。")
    try:
        kind = inspect(data, name).kind
    except FileError as refusal:
        raise TemplateFault(str(refusal)) from refusal
    if kind is not DOCX:
        raise TemplateFault("模板须为 Word 文件（.docx），请另存为 .docx 后再传。")
    without_harm(data)
    showable(data)
    tree_checked(data, example)
    tried(data, example)
    return data


def without_harm(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if any(part in name.lower() for part in HARMFUL):
                raise TemplateFault("模板里嵌有其他文件或控件，请删去后再传。")
            links = HYPERLINK.sub(b"", package.read(name)) if name.endswith(".rels") else b""
            if LINKED.search(links):
                raise TemplateFault("模板引用了外部文件或图片，请改为嵌入后再传。")


def showable(data: bytes) -> None:
    try:
        paper = Document(io.BytesIO(data))
    except Exception as error:  # a spoilt file fails in ways that python-docx doesn't name
        raise TemplateFault("模板打不开，可能已损坏，请用 Word 或 WPS 重新保存后再传。") from error
    for tag, called in UNSHOWN.items():
        space, _, bare = tag.partition(":")
        wanted = SPACES[space] + bare if space in SPACES else qn(tag)
        if next(paper.element.body.iter(wanted), None) is not None:
            raise TemplateFault(f"模板含有{called}，{MENDED}")
    for section in paper.sections:
        if any(line.text.strip() for line in section.header.paragraphs):
            raise TemplateFault(f"模板的页眉有文字，{MENDED}")


def tree_checked(data: bytes, example: Facts) -> None:
    """Only known names, only lists that are there, and nothing that reckons or calls."""
    try:
        for source in sources(data):
            walk(environment(True).parse(source), example, {})
    except (TemplateError, RecursionError) as error:
        raise TemplateFault(
            f"模板的占位符没有写对，请核对 {{{{ }}}} 和 {{% %}} 是否成对（{error}）。"
        ) from error


def sources(data: bytes) -> Iterator[str]:
    paper = DocxTemplate(io.BytesIO(data))
    paper.init_docx()
    yield paper.patch_xml(paper.get_xml())
    for uri in (paper.HEADER_URI, paper.FOOTER_URI):
        for _, part in paper.get_headers_footers(uri):
            yield paper.patch_xml(paper.get_part_xml(part))


def walk(node: nodes.Node, example: Facts, inner: Facts) -> None:
    """inner: what stands for the names of the loops around this place."""
    if not isinstance(node, ALLOWED):
        raise TemplateFault("占位符里只能写名称、循环和判断，不能计算或调用，请改写后再传。")
    if isinstance(node, nodes.Name | nodes.Getattr) and node.ctx == "load":
        value_of(node, example, inner)
    elif isinstance(node, nodes.For):
        if inner and isinstance(node.iter, nodes.Name) and node.iter.name not in inner:
            raise TemplateFault("循环里只能再循环该项自己的列表，请改写后再传。")
        walk_loop(node, example, inner)
    else:
        for child in node.iter_child_nodes():
            walk(child, example, inner)


def walk_loop(node: nodes.For, example: Facts, inner: Facts) -> None:
    many = value_of(node.iter, example, inner)
    if not isinstance(many, list) or not isinstance(node.target, nodes.Name) or node.test:
        raise TemplateFault(f"“{spelt(node.iter)}”不是列表，不能循环，请改写后再传。")
    for child in (*node.body, *node.else_):
        walk(child, example, inner | {node.target.name: many[0]})


def value_of(node: nodes.Node, example: Facts, inner: Facts) -> Any:
    if isinstance(node, nodes.Name):
        known = example | inner
        if node.name in known:
            return known[node.name]
    elif isinstance(node, nodes.Getattr):
        whole = value_of(node.node, example, inner)
        if isinstance(whole, dict) and node.attr in whole:
            return whole[node.attr]
    names = "、".join(example)
    raise TemplateFault(f"模板中的“{spelt(node)}”不是本文书的内容，请改用：{names}。")


def spelt(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{spelt(node.node)}.{node.attr}"
    return str(getattr(node, "name", "…"))


def tried(data: bytes, example: Facts) -> None:
    """Filled in with an invented case, and read again as for a PDF."""
    try:
        paper = filled(data, example, strict=True)
        Document(io.BytesIO(paper))
        html_of(paper)
    except Exception as error:  # neither Word's nor Jinja's faults are of one kind
        raise TemplateFault("用示例填写模板时出错，请核对循环和判断各自独占一段后再传。") from error
