"""编发 with a number, 批示, 转办 to units, what they tell, and 办结."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common import clock
from opinions.models import Opinion
from tests.browsing import inbox, owed
from tests.opinions.browsing import Person
from tests.opinions.conftest import fresh, instruct, issue

TODAY = clock.today


def test_it_is_issued_under_the_next_number_of_the_year(adopted, others, office, member):
    Person(office).does("issue", adopted, recipients="县委办公室、县政府办公室")
    row = fresh(adopted)
    assert row.label == f"{TODAY().year}年第1期"
    assert any(row.label in told for told in inbox(member))
    assert "县委办公室" in Person(member).reads(row)
    second = others[0]
    Person(office).does("adopt", second)
    page = Person(office).form(fresh(second), "issue")
    assert page["recipients"] == "县委办公室、县政府办公室"  # as the last time
    Person(office).does("issue", second)
    assert fresh(second).issue_number == 2


def test_another_year_and_another_committee_begin_anew(adopted, others, office):
    issue(adopted, office)
    Person(office).does("adopt", others[0])
    with clock.frozen(clock.now() + timedelta(days=366)):
        assert issue(others[0], office).issue_number == 1


def test_whom_it_goes_to_is_said(adopted, office):
    page = Person(office).tries("issue", adopted, recipients=" ")
    assert page.status_code == 422
    assert fresh(adopted).issue_number is None


def test_the_committee_above_is_told_and_reads_no_more_than_the_issue(
    adopted, office, prefecture, member
):
    row = issue(adopted, office, sent_up=True)
    instruct(row, office)
    told = inbox(prefecture.office)
    assert [one for one in told if "青山县报送社情民意" in one]
    shown = Person(prefecture.office).reads(row)
    assert "施划人行横道" in shown
    for hidden in ("委员甲", "县长 李某", "转办社情民意"):
        assert hidden not in shown


def test_a_committee_without_one_above_does_not_send_up(adopted, office, county):
    type(county.body).objects.filter(pk=county.body.pk).update(parent=None)
    assert "sent_up" not in Person(office).form(adopted, "issue")


def test_several_leaders_write_on_it(issued, office, member):
    for leader in ("县委书记 王某", "县长 李某"):
        words = {"leader": leader, "text": "请公安局研究办理"}
        Person(office).does("record_instruction", issued, **words)
    row = fresh(issued)
    assert (row.status, row.instructions.count()) == ("instructed", 2)
    assert owed(row) == {("forward_opinion", "office")}
    shown = Person(member).reads(row)
    assert "县委书记 王某" in shown
    assert "请公安局研究办理" not in shown
    assert sum("获领导批示" in told for told in inbox(member)) == 1


@pytest.mark.parametrize("days", [-30, 1])
def test_what_was_written_before_the_issue_or_tomorrow_is_refused(issued, office, days):
    day = TODAY() + timedelta(days=days)
    words = {"leader": "县长 李某", "text": "阅", "on": day}
    page = Person(office).tries("record_instruction", issued, **words)
    assert list(page.context["form"].errors) == ["on"]


def test_what_was_recorded_by_mistake_is_void(instructed, office):
    row = instructed.instructions.select_related("opinion__case").get()
    Person(office).does("void_instruction", row, note="登记到别的期上了")
    assert fresh(instructed).status == "issued"
    assert owed(instructed) == {("track_opinion", "office")}
    assert "县长 李某" not in Person(office).reads(instructed)


def test_a_unit_reads_what_it_needs_and_tells_what_became_of_it(
    instructed, office, police, police_liaison, member
):
    due_on = TODAY() + timedelta(days=20)
    words = {"units": [police.pk], "due_on": due_on, "note": "请阅办并反馈"}
    Person(office).does("forward", instructed, **words)
    assert any("反馈采纳情况" in told for told in inbox(police_liaison))
    shown = Person(police_liaison).reads(instructed)
    for needed in ("施划人行横道", "请公安局研究办理", "请阅办并反馈"):
        assert needed in shown
    assert "委员甲" not in shown
    given = instructed.forwardings.get()
    outcome = {"result": "adopted", "outcome": "已施划人行横道两处"}
    Person(police_liaison).does("answer_forwarding", given, **outcome)
    assert fresh(instructed).status == "answered"
    assert "已施划人行横道两处" in Person(member).reads(instructed)
    assert any("已有办理反馈" in told for told in inbox(member))


def test_the_desk_of_the_unit_leads_to_it(given, police_liaison):
    page = Person(police_liaison).get("/").content.decode()
    assert given.opinion.get_absolute_url() in page
    assert "反馈采纳情况" in page


@pytest.mark.parametrize(
    ("words", "field"), [({"units": []}, "units"), ({"due_on": "2020-01-01"}, "due_on")]
)
def test_forwarding_names_a_unit_and_a_day_to_come(instructed, office, police, words, field):
    told = {"units": [police.pk], "due_on": TODAY() + timedelta(days=9)} | words
    page = Person(office).tries("forward", instructed, **told)
    assert list(page.context["form"].errors) == [field]
    assert instructed.forwardings.count() == 0


def test_what_is_not_the_units_affair_goes_to_another(given, office, police_liaison, schools):
    Person(police_liaison).does("return_forwarding", given, note="属学校管理职责")
    row = fresh(given.opinion)
    assert owed(row) == {("forward_opinion", "office")}
    assert "属学校管理职责" in Person(office).reads(row)
    told = {"units": [schools.pk], "due_on": TODAY() + timedelta(days=9)}
    Person(office).does("forward", row, **told)
    assert row.forwardings.filter(status="handling").get().unit == schools


def test_an_outcome_that_says_too_little_is_sent_back(answered, office, police_liaison):
    given = answered.forwardings.get()
    told = {"due_on": TODAY() + timedelta(days=5), "note": "请写明完成时间"}
    Person(office).does("send_back_outcome", given, **told)
    assert fresh(answered).status == "forwarded"
    Person(police_liaison).does("answer_forwarding", given, outcome="12月底前完成")
    assert fresh(answered).status == "answered"
    assert fresh(given).outcome == "12月底前完成"


def test_a_unit_is_given_more_time_and_told(given, office, police_liaison):
    until = TODAY() + timedelta(days=40)
    page = Person(office).tries("extend_forwarding", given, until=given.due_on, note="雨季")
    assert list(page.context["form"].errors) == ["until"]
    Person(office).does("extend_forwarding", given, until=until, note="雨季施工")
    assert fresh(given).due_on == until
    assert any("期限已延长" in told for told in inbox(police_liaison))


def test_it_is_not_closed_while_a_unit_is_asked(given, office):
    row = given.opinion
    page = Person(office).insists("close", row, note="办结")
    assert "县公安局尚未反馈" in page.content.decode()
    assert "暂不能办结" in Person(office).reads(row)


def test_the_writer_reads_how_it_ended(answered, office, member):
    Person(office).does("close", answered, note="建议已采纳，路口已整治")
    assert Opinion.objects.get(pk=answered.pk).done_on == TODAY()
    assert "建议已采纳，路口已整治" in Person(member).reads(answered)
    assert owed(answered) == set()
