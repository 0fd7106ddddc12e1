"""落实证据: pictures and documents with a report or a check, several at once, within bounds."""

import io

import pytest
from PIL import Image

from proposals import services
from proposals.services import enclosing
from tests.answering import GOOD
from tests.browsing import Person, done, fresh
from tests.factories import hand
from tests.papers import picture, upload
from tests.promising import delivered_with, planned, promise_of


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    """Evidence goes where the test ends."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def promise(contacted, cast, grade):
    return promise_of(delivered_with(contacted, cast, grade, planned()))


def names(promise):
    return list(promise.proposal.files.order_by("pk").values_list("name", flat=True))


def test_several_files_go_with_one_press_also_after_the_case_is_closed(promise, cast):
    services.give_feedback(promise.assignment, by=hand(cast.member), **GOOD)
    assert fresh(promise.proposal).status == "closed"
    files = [upload(picture(), "东.jpg"), upload(name="验收单.pdf")]
    page = Person(cast.liaison).does("report", promise, note="装好了", files=files)
    assert done(page, promise)
    page = Person(cast.office).does("keep", promise, note="属实", files=[upload(name="核查.pdf")])
    assert done(page, promise)
    assert names(promise) == ["东.jpg", "验收单.pdf", "核查.pdf"]
    assert {one.subject_id for one in promise.proposal.files.all()} == {promise.pk}


def test_who_sees_the_case_opens_them_and_nobody_else(promise, cast, other_member, elsewhere):
    services.report_progress(promise, by=hand(cast.liaison), note="装好了", files=[upload()])
    url = promise.proposal.files.get().url
    assert {Person(seat).get(url).status_code for seat in vars(cast).values()} == {200}
    for seat in (other_member, elsewhere.office):
        assert Person(seat).get(url).status_code == 404


def test_a_picture_does_not_tell_where_it_was_taken(promise, cast):
    placed = upload(picture(size=(80, 40), with_place=True), "现场.jpg")
    services.report_progress(promise, by=hand(cast.liaison), note="装好了", files=[placed])
    page = Person(cast.office).get(promise.proposal.files.get().url)
    with Image.open(io.BytesIO(b"".join(page.streaming_content))) as shown:
        assert not dict(shown.getexif())


def test_too_many_at_once_are_refused_and_what_was_written_is_kept(promise, cast):
    files = [upload(name=f"{n}.pdf") for n in range(enclosing.MOST_FILES + 1)]
    page = Person(cast.liaison).does("report", promise, note="全部装好", files=files)
    assert page.status_code == 422
    assert "一次最多附10个文件" in page.content.decode()
    assert "全部装好" in page.content.decode()
    assert names(promise) == []


def test_over_the_years_there_is_a_bound_too(promise, cast, monkeypatch):
    monkeypatch.setattr(enclosing, "MOST_EVIDENCE", 2)
    unit = hand(cast.liaison)
    services.report_progress(promise, by=unit, note="一", files=[upload(), upload(name="二.pdf")])
    page = Person(cast.liaison).does("report", promise, note="三", files=[upload(name="三.pdf")])
    assert "一项承诺最多附2个文件" in page.content.decode()


def test_what_is_no_picture_nor_document_is_refused_by_its_name(promise, cast):
    files = [upload(), upload(b"MZ\x90", "安装.exe")]
    page = Person(cast.liaison).does("report", promise, note="装好了", files=files)
    assert page.status_code == 422
    assert "《安装.exe》" in page.content.decode()
    assert (names(promise), promise_of(promise.assignment).progress) == ([], "")
