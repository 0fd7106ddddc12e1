"""What is made once for many tests is to each as if it had been made for it alone."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from common import clock
from members.models import Seat, User

JANUARY, JUNE = date(2026, 1, 12), date(2026, 6, 15)
TWICE = pytest.mark.parametrize("time", ["first", "again"])
turns = count(1)
met: list[int] = []
had: list[int] = []


@pytest.fixture
def folder(files_apart):
    """Asks for more than rows, so it runs for each test."""
    return next(turns)


@pytest.fixture
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def paper(member):
    """Would be rows alone, if it did not keep a file."""
    return default_storage.save(f"{member.pk}.txt", ContentFile(b"..."))


@pytest.fixture
def in_january():
    with clock.frozen(JANUARY):
        yield


@pytest.fixture
def in_june():
    with clock.frozen(JUNE):
        yield


@TWICE
def test_it_is_made_once_and_nobody_finds_what_another_did_to_it(cast, member, time):
    assert cast.member is member
    assert member.user.name == User.objects.get(pk=member.user_id).name != "另一个人"
    member.user.name = "另一个人"
    member.user.save()
    met.append(member.pk)
    assert set(met) == {member.pk}


@TWICE
def test_what_asks_for_more_than_rows_is_made_each_time(member, folder, time):
    assert folder not in had
    had.append(folder)


@TWICE
def test_a_file_is_there_for_each(files_apart, member, paper, time):
    assert default_storage.exists(paper)
    default_storage.delete(paper)


def test_who_is_seated_in_january_has_the_seat_since_january(in_january, member):
    assert member.valid_from == JANUARY


def test_who_is_seated_in_june_has_it_since_june(in_june, member):
    assert member.valid_from == JUNE


def test_who_is_seated_today_has_it_since_today(member):
    assert Seat.objects.get(pk=member.pk).valid_from == member.valid_from == clock.today()
