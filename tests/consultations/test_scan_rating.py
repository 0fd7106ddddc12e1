"""扫码评议: villagers rate what was done by their own phones."""

from __future__ import annotations

import pytest
from django.urls import reverse

from consultations import services
from consultations.models import Rating, Task
from consultations.services import scanning
from tests.browsing import inbox
from tests.consultations.browsing import Person
from tests.consultations.conftest import fresh
from tests.consultations.scanning import Phone, code_of
from tests.factories import hand
from workflow.models import Event

GOOD = {"attitude": "satisfied", "result": "fair"}


@pytest.fixture
def code(rating, studio):
    return code_of(rating, studio, "rating")


@pytest.fixture
def lit(rating) -> Task:
    return rating.tasks.get(what="安装太阳能路灯")


def test_attitude_and_result_are_told_apart_with_words_and_without_a_name(
    code, rating, lit, studio
):
    phone = Phone()
    assert "安装太阳能路灯" in phone.opens(code).content.decode()
    answer = phone.sends(code, task=lit.pk, **GOOD, words="路口还暗")
    assert answer.status_code == 302
    assert "评议已收到" in phone.opens(answer["Location"]).content.decode()
    said = Rating.objects.get()
    assert (said.attitude, said.result, said.words, said.villager, said.on_paper) == (
        *("satisfied", "fair", "路口还暗", ""),
        False,
    )
    event = Event.objects.get(subject_type=Rating.kind())
    assert (event.seat, event.address) == (None, None)
    assert "路口还暗" in Person(studio).get(rating.get_absolute_url()).content.decode()
    Person(studio).does("end_rating", rating)


def test_a_browser_rates_a_task_once_and_another_task_too(code, rating, lit):
    phone = Phone()
    phone.opens(code)
    for _ in range(2):
        assert phone.sends(code, task=lit.pk, **GOOD).status_code == 302
    assert Rating.objects.count() == 1
    answer = phone.sends(code, task=lit.pk, **(GOOD | {"result": "dissatisfied"}))
    assert answer.status_code == 422
    assert "您已评议过这项任务" in answer.content.decode()
    other = rating.tasks.exclude(pk=lit.pk).get()
    assert phone.sends(code, task=other.pk, **GOOD).status_code == 302
    assert Phone().sends(code, task=lit.pk, **GOOD).status_code == 302
    assert Rating.objects.count() == 3


def test_discontent_by_phone_is_heard_by_the_county(code, lit, office):
    Phone().sends(code, task=lit.pk, attitude="fair", result="dissatisfied")
    assert inbox(office)[-1].startswith("群众不满意")


def test_half_a_rating_is_refused_and_kept(code, lit):
    answer = Phone().sends(code, task=lit.pk, attitude="fair", words="路口还暗")
    assert answer.status_code == 422
    assert "result" in answer.context["form"].errors
    assert "路口还暗" in answer.content.decode()
    assert not Rating.objects.exists()


def test_one_network_rates_so_often_an_hour(code, lit, monkeypatch):
    monkeypatch.setattr(scanning, "MOST_RATINGS", 1)
    assert Phone().sends(code, task=lit.pk, **GOOD).status_code == 302
    assert Phone().sends(code, task=lit.pk, **GOOD).status_code == 429
    assert Phone("203.0.113.8").sends(code, task=lit.pk, **GOOD).status_code == 302


def test_the_code_is_dead_before_and_after_the_rating(reported, rating, studio, lit):
    code = code_of(rating, studio, "rating")
    Phone().sends(code, task=lit.pk, **GOOD)
    services.end_rating(fresh(rating), by=hand(studio))
    assert Phone().opens(code).status_code == 410
    assert Phone().sends(code, task=lit.pk, **GOOD).status_code == 410
    assert code_of(rating, studio, "rating") == ""
    assert Rating.objects.count() == 1


def test_a_forged_cookie_is_a_browser_of_its_own(code, lit):
    phone = Phone()
    phone.client.cookies["rates"] = "00000000-0000-0000-0000-000000000000:forged"
    assert phone.sends(code, task=lit.pk, **GOOD).status_code == 302


def test_nothing_of_it_stays_in_a_cache_or_needs_a_script(code, rating, studio):
    page = Phone().opens(code)
    assert "no-store" in page["Cache-Control"]
    assert "'unsafe" not in page["Content-Security-Policy"]
    assert " style=" not in page.content.decode()
    sheet = Person(studio).get(reverse("consultations:code", args=[rating.case.uid, "rating"]))
    assert " style=" not in sheet.content.decode()
