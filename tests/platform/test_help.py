"""本页说明: every page is explained, briefly, and its link leads there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from config.help_texts import AREAS, texts
from tests.browsing import Person
from tests.journeys.picturing.catalogue import HELPED, pages


def test_every_page_is_explained_and_nothing_else():
    assert set(texts()) == pages() - HELPED


def test_what_is_said_is_short_and_whole():
    for one in texts().values():
        assert len(one.what) <= 60, one.page
        assert 1 <= len(one.first) <= 3, one.page
        assert all(len(word) <= 70 for word in (*one.first, *one.words)), one.page
        ends = [one.what, *one.first, *one.words]
        assert all(text.endswith(("。", "）", "；")) for text in ends), one.page


@pytest.mark.django_db
def test_each_page_leads_to_what_is_said_of_it_and_back(member):
    me = Person(member)
    for path, page in (("/", "home"), ("/proposals/?q=路", "proposals:list"), ("/help/", "")):
        shown = me.get(path).content.decode()
        assert (f'href="/help/{page}/?next=' in shown) is bool(page)
    told = me.get(reverse("help", args=["proposals:list"]), next="/proposals/?q=1")
    assert 'href="/proposals/?q=1">返回</a>' in told.content.decode()
    assert "红色三角" in told.content.decode()


@pytest.mark.django_db
def test_whoever_cannot_sign_in_reads_it_too(client):
    assert 'href="/help/login/?next=' in client.get("/login/").content.decode()
    assert "连续输错5次" in client.get("/help/login/").content.decode()
    index = client.get("/help/").content.decode()
    assert all(label in index for label in AREAS.values())
    assert client.get("/help/no-such-page/").status_code == 404


@pytest.mark.django_db
def test_a_page_that_does_not_exist_leads_to_the_list(member):
    assert 'href="/help/"' in Person(member).get("/no-such-page/").content.decode()
