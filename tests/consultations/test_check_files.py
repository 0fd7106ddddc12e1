"""核对附件: a picture of a consultation that is lost or changed is found the next night."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from consultations.models import Enclosure
from consultations.services.files import place
from notices.models import Notice
from proposals.models import FileFault
from tests.consultations.browsing import Person
from tests.papers import upload


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def proof(signed, people):
    Person(people.power).does("record_progress", signed, text="已装20盏", files=upload())
    return Enclosure.objects.get()


def checked() -> str:
    told = StringIO()
    call_command("check_files", stdout=told)
    return told.getvalue()


def test_what_was_kept_is_in_order(proof):
    assert "共 1 个文件" in checked()
    assert not FileFault.objects.exists()


@pytest.mark.parametrize(("harm", "kind"), [("lost", "已丢失"), ("changed", "内容与登记时不符")])
def test_what_is_lost_or_changed_is_told_to_the_county_once(
    proof, people, prefecture, filed, harm, kind
):
    path = place(proof.digest)
    if harm == "lost":
        default_storage.delete(path)
    else:
        with open(default_storage.path(path), "ab") as file:
            file.write(b"more")
    for _ in range(2):
        with pytest.raises(CommandError, match="1 处问题"):
            checked()
    [notice] = Notice.objects.filter(about__startswith="file:")
    assert notice.seat == people.office
    assert (kind in notice.text, filed.title in notice.text) == (True, True)
    assert notice.url == filed.get_absolute_url()
