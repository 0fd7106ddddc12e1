"""交办清单 and 提案汇编: papers of many cases, with their record, their worker and their owner."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from docx import Document

from common import clock
from documents import compiling, services
from documents.models import Compilation
from documents.pdf import NoTypesetter
from members.models import Role
from members.services import dismiss
from notices.models import Notice
from tests import factories
from tests.browsing import Person
from tests.documents.conftest import opened, printed, words
from tests.factories import hand
from workflow.models import Event

LIST = reverse("documents:list", args=["docx"])
PAGE = reverse("documents:compilations")


def taken(action="export"):
    return list(Event.objects.filter(action=action).values_list("note", flat=True))


def test_the_dispatcher_takes_the_list_and_it_is_on_record_once(handed_over, dispatcher, education):
    press = uuid4()
    for _ in range(2):
        answer = Person(dispatcher).post(LIST, press=press)
        text = words(opened(answer))
    for part in (handed_over.title, handed_over.label, education.name, "交办清单", "共1件"):
        assert part in text
    assert taken() == [f"导出{handed_over.session}交办清单"]


def test_a_unit_takes_the_list_of_its_own(handed_over, liaison, other_liaison):
    assert handed_over.title in words(opened(Person(liaison).post(LIST, press=uuid4())))
    assert Person(other_liaison).post(LIST, press=uuid4()).status_code == 404
    assert len(taken()) == 1


def test_the_list_of_another_day_is_empty(handed_over, dispatcher):
    other = handed_over.notice_on - timedelta(days=1)
    assert Person(dispatcher).post(LIST, press=uuid4(), notice_on=other).status_code == 404
    assert Person(dispatcher).post(LIST, press=uuid4(), notice_on="昨天").status_code == 400
    page = Person(dispatcher).get(reverse("proposals:handing_list")).content.decode()
    assert LIST in page


@pytest.fixture
def asked(numbered, office):
    """The office asks for the compilation of the session."""
    answer = Person(office).post(PAGE, press=uuid4(), session=numbered.session_id)
    assert answer.status_code == 302
    return Compilation.objects.get()


def fetch(seat, compilation, form):
    return Person(seat).get(reverse("documents:compilation_file", args=[compilation.uid, form]))


def test_who_asks_watches_it_and_gets_both_files_and_a_message(asked, numbered, office):
    assert "排队中，共 1 件" in Person(office).get(PAGE).content.decode()
    assert taken() == [f"导出{numbered.session}提案汇编"]
    assert services.compile_next()
    paper = opened(fetch(office, asked, "docx"))
    assert numbered.title in words(paper)
    assert "加装护栏。" in words(paper)
    contents = next(p.text for p in paper.paragraphs if p.style.name == "目录行")
    assert contents.startswith(numbered.label)
    assert contents.endswith("1")
    pdf = printed(fetch(office, asked, "pdf"))
    assert "—i—" in pdf.texts[0]
    assert numbered.title in pdf.texts[1]
    assert "—1—" in pdf.texts[1]
    assert Notice.objects.filter(seat=office, text=f"{numbered.session}提案汇编已生成").exists()
    assert not services.compile_next()


def test_it_belongs_to_who_asked(asked, office, director, here):
    services.compile_next()
    for other in (director, factories.person(here, Role.OFFICE)):
        assert fetch(other, asked, "docx").status_code == 404
        assert "还没有汇编" in Person(other).get(PAGE).content.decode()
    assert fetch(office, asked, "odt").status_code == 404


def test_asking_again_while_it_is_made_asks_for_nothing_new(asked, numbered, office):
    Person(office).post(PAGE, press=uuid4(), session=numbered.session_id)
    assert Compilation.objects.count() == 1
    assert len(taken()) == 1


def test_a_session_without_numbers_has_nothing_to_compile(filed, office):
    answer = Person(office).post(PAGE, press=uuid4(), session=filed.session_id)
    assert answer.status_code == 422
    assert "还没有编号的提案" in answer.content.decode()


def test_a_worker_that_died_is_replaced_and_one_that_works_is_left_alone(asked, office):
    Compilation.objects.update(beat_at=clock.now(), tries=1)
    assert not services.compile_next()
    Compilation.objects.update(beat_at=clock.now() - timedelta(minutes=11))
    assert services.compile_next()
    assert fetch(office, asked, "docx").status_code == 200


def test_one_that_fails_again_and_again_is_given_up(asked, office, monkeypatch):
    def broken(*_):
        raise MemoryError

    monkeypatch.setattr("documents.services.compiling.made", broken)
    for _ in range(4):
        Compilation.objects.update(beat_at=None)
        services.compile_next()
    page = Person(office).get(PAGE).content.decode()
    assert "汇编没有做成" in page
    assert Compilation.objects.get().files == []


def test_without_the_typesetter_there_is_word_and_a_sentence(asked, office, monkeypatch):
    def missing(_):
        raise NoTypesetter

    monkeypatch.setattr(compiling, "set_in_type", missing)
    services.compile_next()
    assert fetch(office, asked, "docx").status_code == 200
    assert fetch(office, asked, "pdf").status_code == 404
    assert "libpango-1.0-0" in Person(office).get(PAGE).content.decode()


def test_whoever_lost_the_seat_gets_nothing_made(asked, here, office):
    Compilation.objects.update(seat=factories.person(here, Role.OFFICE))
    dismiss(Compilation.objects.get().seat, by=hand(office), reason="调离")
    services.compile_next()
    assert Compilation.objects.get().fault == "申请汇编的身份已结束，没有生成。"


def test_results_are_deleted_after_a_week(asked, office):
    services.compile_next()
    place = Compilation.objects.get().place("pdf")
    assert default_storage.exists(place)
    assert services.forget_old() == 0
    Compilation.objects.update(ended_at=clock.now() - timedelta(days=8))
    assert services.forget_old() == 1
    assert not default_storage.exists(place)
    assert fetch(office, asked, "pdf").status_code == 404


def test_the_contents_name_the_pages_of_many_cases(asked, here, office, monkeypatch):
    """Set in type some at a time, with pages counted through and outside numbers in turn."""
    monkeypatch.setattr(compiling, "AT_ONCE", 2)
    cases = list(compiling.cases_of(office, here.session)) * 5
    for n, one in enumerate(cases):
        one.title = f"第{n}件"
    monkeypatch.setattr(compiling, "cases_of", lambda *_: cases)
    beats = []
    made = compiling.made(office, here.session, lambda *told: beats.append(told))
    assert beats == [(0, 5), (2, 5), (4, 5), (5, 5)]
    pages = printed_bytes(made.pdf)
    assert [text[-3:] for text in pages[1:]] == [f"—{n}—" for n in range(1, 6)]
    lines = [p.text for p in Document(io.BytesIO(made.docx)).paragraphs if p.style.name == "目录行"]
    assert [line.rpartition("\t")[2] for line in lines] == ["1", "2", "3", "4", "5"]


def printed_bytes(data):
    from pypdf import PdfReader

    return ["".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(data)).pages]


def test_the_list_of_a_meeting_says_what_was_decided_and_who_took_it(filed, meeting, director):
    url = reverse("documents:results", args=[meeting.case.uid, "docx"])
    text = words(opened(Person(director).post(url, press=uuid4())))
    for part in (meeting.name, "共1件：立案1件", filed.title, filed.label, "州教育体育局"):
        assert part in text
    assert taken() == [f"导出{meeting}审查结果清单"]
    assert Person(director).post(url, press="").status_code == 400
    page = Person(director).get(reverse("proposals:results", args=[meeting.case.uid]))
    assert url in page.content.decode()
