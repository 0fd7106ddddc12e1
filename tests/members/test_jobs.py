"""后台任务: one after the other, and who asked learns what came of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from common import clock
from documents.compiling import Made
from documents.models import Compilation
from documents.services import compiling
from documents.tasks import compile_next
from members.models import Job
from members.services import jobs, sheets
from members.tasks import forget_jobs, run_job
from notices.models import Notice
from tests.browsing import Person
from tests.conftest import at_once


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def asked(seat, kind="long", **told):
    return jobs.ask_job(seat, kind, "导出提案清单", press=uuid4(), total=1, told=told)


def said(seat, job):
    """In the inbox, and on the page of the job."""
    return Notice.objects.get(about=f"job:{job.pk}").text, Person(seat).get(
        job.get_absolute_url()
    ).content.decode()


@pytest.mark.django_db(transaction=True)
def test_one_worker_does_long_work_and_the_other_is_free_for_messages(here, office, monkeypatch):
    """Sheets, verbs for many and 汇编 alike."""
    idle = []

    def by_the_other(*_):
        idle.append(at_once(1, lambda _: (run_job(), compile_next())))
        return Made(b"", None)

    monkeypatch.setitem(jobs.RUNNERS, "long", by_the_other)
    monkeypatch.setattr(compiling, "made", by_the_other)
    asked(office), asked(office)
    Compilation.objects.create(session=here.session, seat=office)
    assert (run_job(), Job.objects.unfinished().get().tries) == (True, 0)
    assert (compile_next(), Job.objects.unfinished().get().tries) == (True, 0)
    assert (run_job(), Job.objects.unfinished().exists()) == (True, False)
    assert idle == [[(False, False)]] * 3


def test_one_that_failed_does_not_hold_up_the_next(office, monkeypatch):
    monkeypatch.setitem(jobs.RUNNERS, "good", lambda job, beat: None)
    failing, good = asked(office, "nothing"), asked(office, "good")
    assert (run_job(), run_job(), run_job()) == (True, True, False)
    assert set(Job.objects.unfinished()) == {failing}
    assert Notice.objects.get().about == f"job:{good.pk}"


def test_who_asked_is_told_why_nothing_came_of_it(submitted, office):
    told = {"list": "proposals", "query": "unit=999999", "columns": [], "picks": []}
    job = asked(office, sheets.KIND, **told)
    run_job()
    notice, page = said(office, job)
    assert notice == "导出提案清单没有办成：筛选条件已不存在，请重新筛选后再导出"
    assert "没有办成：筛选条件已不存在" in page
    assert "已办 0 件" not in page


def test_what_was_done_before_a_worker_gave_up_is_told(office, monkeypatch):
    def breaks(job, beat):
        beat(jobs.BEATS, [])
        raise OSError

    monkeypatch.setitem(jobs.RUNNERS, "many", breaks)
    job = asked(office, "many")
    for _ in range(jobs.TRIES + 1):
        run_job()
        Job.objects.update(beat_at=clock.now() - jobs.SILENT - timedelta(seconds=1))
    notice, page = said(office, job)
    assert "已办20件，其余没有办，请回列表核对" in notice
    assert "已办20件" in page


def test_nobody_fills_the_queue(office, monkeypatch):
    monkeypatch.setattr(jobs, "MOST", 2)
    asked(office), asked(office)
    with pytest.raises(ValidationError, match="您已有2项后台任务没有做完"):
        asked(office)
    assert Job.objects.count() == 2


def test_one_that_was_given_up_says_so_once_and_leaves_no_file(office):
    """Its last try had stored what it made when its worker died."""
    job = asked(office, "nothing")
    Job.objects.update(tries=jobs.TRIES)
    default_storage.save(job.place, ContentFile(b"rows"))
    run_job()
    notice, page = said(office, job)
    told = "没有办成：请稍后再试；仍不成功的，请联系系统管理员。"
    assert (notice, page.count("没有办成")) == (f"导出提案清单{told}", 1)
    assert told in page
    with clock.frozen(clock.now() + timedelta(days=8)):
        assert forget_jobs() == 1
    assert not default_storage.exists(job.place)
