"""核对附件: whatever happens to a stored file is found the next night, and the office is told."""

from __future__ import annotations

import logging
import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from common import clock
from config.celery import app
from notices.models import Notice
from proposals import services, tasks
from proposals.models import FileCheck, FileFault
from proposals.services import checking_files
from proposals.services.files import place
from tests.factories import hand
from tests.papers import PDF, upload


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def annex(draft, member):
    return services.attach(draft, by=hand(member), file=upload())


@pytest.fixture
def handed_in(annex, draft, member):
    services.submit(draft, by=hand(member))
    annex.refresh_from_db()
    return annex


def checked(**options) -> tuple[str, str]:
    """What the command printed, and its complaint."""
    told = StringIO()
    try:
        call_command("check_files", stdout=told, **options)
    except CommandError as complaint:
        return told.getvalue(), str(complaint)
    return told.getvalue(), ""


def flip(path):
    data = bytearray(default_storage.open(path).read())
    data[len(data) // 2] ^= 1
    default_storage.delete(path)
    default_storage.save(path, ContentFile(bytes(data)))


def age(path, days):
    then = (clock.now() - timedelta(days=days)).timestamp()
    os.utime(default_storage.path(path), (then, then))


def told_to(seat) -> list[str]:
    return list(
        Notice.objects.filter(seat=seat, about__startswith="file:").values_list("text", flat=True)
    )


def test_untouched_files_are_in_order(handed_in):
    said, complaint = checked()
    assert "共 1 个文件" in said
    assert "附件核对无误" in said
    assert complaint == ""
    assert FileCheck.objects.get().ended_at is not None


def test_a_flipped_byte_is_found_told_and_logged(handed_in, office, caplog):
    path = place(handed_in.digest)
    flip(path)
    with caplog.at_level(logging.ERROR), pytest.raises(CommandError, match="1 处问题"):
        tasks.check_files()
    assert f"{path}：内容与登记时不符" in caplog.text
    [text] = told_to(office)
    assert "调研报告.pdf" in text
    assert handed_in.proposal.title in text
    assert Notice.objects.get(seat=office, text=text).url == handed_in.proposal.get_absolute_url()


def test_a_deleted_file_is_found_and_the_office_is_told_once(handed_in, office):
    default_storage.delete(place(handed_in.digest))
    assert "已丢失" in checked()[0]
    assert "1 处问题" in checked()[1]
    assert len(told_to(office)) == 1
    assert FileFault.objects.count() == 1


def test_what_was_restored_is_no_fault_any_more(handed_in):
    path = place(handed_in.digest)
    default_storage.delete(path)
    checked()
    default_storage.save(path, ContentFile(PDF))
    assert checked()[1] == ""
    fault = FileFault.objects.get()
    assert (fault.kind, fault.mended_at is not None) == ("missing", True)


def test_an_orphan_is_found_but_not_one_that_is_being_kept_just_now(handed_in, office):
    stray = "files/ab/" + "ab" * 32
    default_storage.save(stray, ContentFile(b"whose?"))
    assert checked()[1] == ""
    age(stray, days=2)
    said, complaint = checked()
    assert f"{stray}：没有登记" in said
    assert "1 处问题" in complaint
    assert told_to(office) == []


def test_a_voided_file_is_still_kept_and_checked(annex, draft, member):
    services.void_attachment(annex, by=hand(member))
    default_storage.delete(place(annex.digest))
    assert "已丢失" in checked()[0]


def test_of_a_draft_the_office_learns_no_title(annex, draft, office):
    default_storage.delete(place(annex.digest))
    checked()
    [text] = told_to(office)
    assert draft.title not in text
    assert "尚未提交的草稿" in text


def test_a_walk_that_was_broken_off_goes_on_where_it_stopped(handed_in, monkeypatch):
    looked = []
    look_into = checking_files.look_into

    def breaks_at_ten(folder):
        if folder == "0a" and "0a" not in looked:
            looked.append(folder)
            raise KeyboardInterrupt
        looked.append(folder)
        return look_into(folder)

    monkeypatch.setattr(checking_files, "look_into", breaks_at_ten)
    with pytest.raises(KeyboardInterrupt):
        checked()
    assert checked()[1] == ""
    assert looked == [*checking_files.FOLDERS[:11], *checking_files.FOLDERS[10:]]
    assert FileCheck.objects.count() == 1
    assert FileCheck.objects.get().checked == 1


def test_it_can_be_done_in_pieces(handed_in):
    said, _ = checked(folders=200)
    assert "已核对到文件夹 c7" in said
    assert "已全部核对" in checked(folders=200)[0]
    assert "已核对到文件夹 00" in checked(folders=1)[0]
    assert checked(folders=0)[1] == "--folders 应为1至256，请改写"


def test_it_runs_every_night():
    names = {line["task"] for line in app.conf.beat_schedule.values()}
    assert "proposals.tasks.check_files" in names
