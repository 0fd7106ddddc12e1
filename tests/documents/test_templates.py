"""文书模板: a committee puts its own Word file in place of the default, and takes it back."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from documents.layout import Sheet
from documents.models import PaperTemplate
from documents.papers import PAPERS
from documents.printing import template_of, usual
from members.models import Role
from tests import factories
from tests.browsing import Person
from tests.documents.conftest import opened, paper_of, printed, words
from tests.papers import package, picture
from workflow.models import Event

PAGE = reverse("documents:template", args=["text"])


def sheet(*lines, style="公文正文"):
    made = Sheet()
    made.lines(style, *lines)
    return made.bytes()


def sends(seat, data, name="本会模板.docx", code="text"):
    url = reverse("documents:template", args=[code])
    return Person(seat).post(url, file=SimpleUploadedFile(name, data))


def refused(answer, *reasons):
    assert answer.status_code == 422
    page = answer.content.decode()
    return all(reason in page for reason in reasons)


def test_the_office_prints_by_its_own_template_from_now_on(submitted, office, elsewhere):
    answer = sends(office, sheet("本会格式：{{ 案由 }}", "{{ 提案人 }}"))
    assert answer.status_code == 302
    text = words(opened(paper_of(office, submitted, "text")))
    assert text.startswith(f"本会格式：{submitted.title}")
    assert "本会格式：" in printed(paper_of(office, submitted, "text", "pdf")).text
    assert template_of(elsewhere.body.pk, PAPERS["text"]) == usual("text")
    event = Event.objects.filter(action="template").get()
    assert event.note == "提案正文改用模板：本会模板.docx"


def test_the_default_comes_back_and_the_old_file_is_kept(submitted, office, here):
    drop = reverse("documents:template_drop", args=["text"])
    sends(office, sheet("甲{{ 案由 }}"))
    sends(office, sheet("乙{{ 案由 }}"))
    assert "乙" in words(opened(paper_of(office, submitted, "text")))
    assert Person(office).post(drop).status_code == 302
    assert "类别：" in words(opened(paper_of(office, submitted, "text")))
    assert PaperTemplate.objects.filter(committee=here.body).count() == 2
    before = Event.objects.count()
    again = Person(office).client.post(drop, follow=True).content.decode()
    assert "正在使用默认模板" in again
    assert Event.objects.count() == before


def test_the_security_administrator_may_and_the_system_administrator_may_not(here):
    good = sheet("{{ 案由 }}")
    assert sends(factories.person(here, Role.SECADMIN), good).status_code == 302
    assert sends(factories.person(here, Role.SYSADMIN), good).status_code == 403


def test_every_default_template_passes_its_own_check(office):
    for code in PAPERS:
        assert sends(office, usual(code), code=code).status_code == 302, code


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["{{ 委员手机 }}"], "“委员手机”不是本文书的内容"),
        (["{%p for 段 in 正文 %}", "{{ 段.字 }}", "{%p endfor %}"], "“段.字”不是本文书的内容"),
        (["{{ 案由.__class__ }}"], "不是本文书的内容"),
        (["{{ 案由|upper }}"], "不能计算或调用"),
        (["{{ 'x' * 99999999 }}"], "不能计算或调用"),
        (["{{ range(9) }}"], "不能计算或调用"),
        (["{%p for 甲 in 正文 %}", "{%p for 乙 in 正文 %}", "{%p endfor %}", "{%p endfor %}"],
         "循环里只能再循环该项自己的列表"),
        (["{%p for 字 in 案由 %}", "{%p endfor %}"], "不是列表"),
        (["{{ 案由"], "没有写对"),
        (["{%p for 段 in 正文 %}"], "没有写对"),
        (["{% if 案由 %}" * 2000], "没有写对"),
    ],
)  # fmt: skip
def test_a_template_that_says_more_than_values_is_refused(office, lines, reason):
    assert refused(sends(office, sheet(*lines)), reason)
    assert not PaperTemplate.objects.exists()


def altered(**parts):
    """The default template with other parts put in."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(usual("text"))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            change = parts.get(name.rpartition("/")[2].replace(".", "_"))
            new.writestr(name, change(old.read(name)) if change else old.read(name))
        if "more" in parts:
            new.writestr(*parts["more"])
    return out.getvalue()


def linked(rels):
    far = (
        '<Relationship Id="r99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="http://far.example/t.dotm" TargetMode="External"/>'
    )
    return rels.replace(b"</Relationships>", far.encode() + b"</Relationships>")


def listed(xml):
    return xml.replace(
        b"<w:pPr>", b'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', 1
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: package("docm"), "含有宏"),
        (lambda: package("docx"), "打不开"),
        (lambda: b"PK" + bytes(99), "打不开"),
        (picture, "须为 Word 文件"),
        (lambda: altered(document_xml_rels=linked), "引用了外部文件"),
        (lambda: altered(more=("word/embeddings/a.bin", b"x")), "嵌有其他文件"),
        (lambda: altered(document_xml=listed), "自动编号"),
        (lambda: bytes(2 * 1024 * 1024 + 1), "超过 2 MB"),
    ],
)
def test_a_file_that_may_do_harm_or_print_differently_is_refused(office, data, reason):
    assert refused(sends(office, data()), reason)


def test_a_picture_in_the_template_is_printed_too(submitted, office):
    made = Sheet()
    made.line("公文正文", "{{ 案由 }}")
    made.doc.add_picture(io.BytesIO(picture("PNG")))
    assert sends(office, made.bytes()).status_code == 302
    assert len(printed(paper_of(office, submitted, "text", "pdf")).pages[0].images) == 1


def test_the_page_shows_the_template_its_placeholders_and_an_example(office):
    person = Person(office)
    page = person.get(PAGE).content.decode()
    assert "正在使用默认模板" in page
    assert "{{ 案由 }}" in page
    for door, args in (("template_file", []), ("template_try", ["docx"])):
        answer = person.get(reverse(f"documents:{door}", args=["text", *args]))
        assert Document(io.BytesIO(answer.content)).paragraphs
    example = person.get(reverse("documents:template_try", args=["text", "pdf"]))
    assert PAPERS["text"].example["案由"] in printed(example).text
    assert "提案汇编" in person.get(reverse("documents:templates")).content.decode()
