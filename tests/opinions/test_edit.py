"""The office edits beside the writer's own words, adopts or keeps; a writer may take back."""

from __future__ import annotations

from tests.browsing import inbox, owed
from tests.opinions.browsing import Person
from tests.opinions.conftest import fresh, sent_in


def test_the_writer_takes_it_back_until_it_is_edited(submitted, member, office):
    Person(member).does("withdraw", submitted, note="另行反映")
    assert fresh(submitted).status == "withdrawn"
    assert owed(submitted) == set()
    other = sent_in(member, "另一件")
    Person(office).does("take_up", other)
    page = Person(member).insists("withdraw", other)
    assert page.status_code == 409
    assert "withdraw" not in Person(member).buttons(fresh(other))


def test_what_is_edited_stands_beside_what_was_written(editing, office, member):
    words = {"edited_title": "集镇学校路口亟需人行横道", "edited_body": "【建议】\n尽快施划。"}
    Person(office).does("edit", editing, **words)
    row = fresh(editing)
    assert (str(row), row.title) == (words["edited_title"], "集镇学校路口缺少人行横道")
    for seat in (office, member):
        shown = Person(seat).reads(row)
        assert "尽快施划" in shown
        assert "集镇路口没有人行横道" in shown  # 原稿
    said = row.case.events.get(action="edit")
    assert said.audience == "internal"
    assert "修改编发稿" not in Person(member).reads(row)


def test_an_empty_text_is_refused(editing, office):
    page = Person(office).tries("edit", editing, edited_body="")
    assert page.status_code == 422
    assert "请填写编发正文" in page.content.decode()


def test_a_writer_is_told_that_theirs_was_adopted(editing, office, member):
    Person(office).does("adopt", editing)
    assert owed(editing) == {("issue_opinion", "office")}
    assert any("您的社情民意已采用" in told for told in inbox(member))


def test_what_was_adopted_too_soon_is_edited_again(adopted, office):
    Person(office).does("reconsider", adopted, note="数据待核")
    assert fresh(adopted).status == "editing"
    assert owed(adopted) == {("decide_opinion", "office")}


def test_what_is_kept_says_why_and_may_be_taken_up_again(submitted, office, member):
    assert Person(office).tries("keep", submitted, note=" ").status_code == 422
    Person(office).does("keep", submitted, note="已有同类反映，留存备查")
    assert "已有同类反映，留存备查" in Person(member).reads(submitted)
    assert any("已留存" in told for told in inbox(member))
    Person(office).does("take_up", fresh(submitted))
    assert fresh(submitted).status == "editing"
