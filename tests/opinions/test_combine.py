"""综合采用: several become one; each writer sees what theirs went into."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from opinions.models import Opinion
from tests.browsing import inbox, owed
from tests.opinions.browsing import Person
from tests.opinions.conftest import answer, forward, fresh, instruct, issue, sent_in

WORDS = {"title": "关于校园周边交通安全的综合反映", "body": "【建议】\n专项整治。"}
URL = "opinions:combine"


def combines(seat, *rows, press=None, **words):
    picked = {"sources": [row.pk for row in rows], "press": press or uuid4()}
    return Person(seat).post(reverse(URL), **(picked | WORDS | words))


def test_three_become_one_and_each_writer_is_told(editing, others, office, people):
    page = combines(office, editing, *others)
    whole = Opinion.objects.get(form="combined")
    assert page["Location"] == whole.get_absolute_url()
    assert whole.status == "adopted"
    assert owed(whole) == {("issue_opinion", "office")}
    for row in (editing, *others):
        assert (fresh(row).status, fresh(row).combined_into) == ("combined", whole)
        assert owed(row) == set()
    for seat in (people.member, people.contact, people.studio):
        assert any("已综合采用" in told for told in inbox(seat))
        assert not Person(seat).sees(whole)


def test_a_source_tells_its_writer_all_that_became_of_the_whole(
    combined, office, member, police, police_liaison, editing
):
    issue(combined, office)
    instruct(combined, office)
    row = forward(combined, office, police)
    answer(row.forwardings.get(), police_liaison)
    shown = Person(member).reads(editing)
    assert fresh(combined).label in shown
    assert "县长 李某" in shown
    assert "请公安局研究办理" not in shown
    assert "已施划人行横道" in shown
    assert combined.get_absolute_url() not in shown
    told = " ".join(inbox(member))
    assert all(word in told for word in ("已编发", "获领导批示", "已有办理反馈"))


def test_the_same_press_makes_one_piece(editing, others, office):
    press = uuid4()
    first = combines(office, editing, *others, press=press)
    again = combines(office, editing, *others, press=press)
    assert first["Location"] == again["Location"]
    assert Opinion.objects.filter(form="combined").count() == 1


@pytest.mark.parametrize("count", [0, 1])
def test_one_alone_is_not_combined(editing, office, count):
    page = combines(office, *[editing][:count])
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["sources"]
    assert page.context["form"]["title"].value() == WORDS["title"]
    assert Opinion.objects.filter(form="combined").count() == 0


def test_what_is_not_being_edited_is_not_offered(editing, member, office):
    fresh_one = sent_in(member, "刚提交的")
    assert combines(office, editing, fresh_one).status_code == 422
    assert fresh(fresh_one).status == "submitted"


def test_the_page_of_one_leads_there_with_it_chosen(editing, others, office):
    [link] = [
        one["url"]
        for one in Person(office).get(editing.get_absolute_url()).context["actions"]
        if one["label"] == "综合编写"
    ]
    shown = Person(office).get(link).content.decode()
    assert f'value="{editing.pk}" id="id_sources_0" checked' in " ".join(shown.split())


def test_before_it_is_issued_it_is_taken_apart(combined, office, editing):
    Person(office).does("dissolve", combined, note="分别编发")
    assert fresh(combined).status == "withdrawn"
    assert owed(combined) == set()
    assert (fresh(editing).status, fresh(editing).combined_into) == ("editing", None)
    assert owed(editing) == {("decide_opinion", "office")}


def test_a_piece_of_its_own_is_not_taken_apart_nor_a_whole_edited_back(adopted, combined, office):
    assert "dissolve" not in Person(office).buttons(adopted)
    assert Person(office).insists("dissolve", adopted, note="一").status_code == 422
    assert "reconsider" not in Person(office).buttons(combined)


@pytest.fixture
def adopted(member, office):
    """Another one of the member's, adopted by itself."""
    from opinions import services
    from tests.factories import hand

    row = services.take_up(sent_in(member, "单独一篇"), by=hand(office))
    return services.adopt(row, by=hand(office))
