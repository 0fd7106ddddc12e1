"""Leaders are asked, the plan is issued, its lines are done; what the pages tell of it."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from common import clock
from deadlines.models import Obligation
from proposals.ledger_rates import BOARD_RATIOS
from proposals.models import KeyProposal
from proposals.services import give_feedback
from proposals.services import keys as services
from tests.answering import BAD
from tests.browsing import fresh, inbox, owed
from tests.conftest import sql
from tests.factories import hand
from tests.keys.browsing import Person
from tests.keys.conftest import SOON, sound
from tests.papers import picture, upload
from tests.promising import delivered_with, planned
from workflow.models import Event

DAY = timedelta(days=1)


def test_a_leader_agrees_on_their_own_account(key, leader, lead, office, education):
    refused = Person(lead).insists("consent_leader", leader, answered_on=clock.today())
    assert "方案还没有督办事项" in refused.content.decode()
    words = {"content": "加装护栏10公里", "unit": education, "due_on": clock.today() + SOON}
    services.propose_item(fresh(key), by=hand(office), **words)
    assert any("商请您领办重点提案" in one for one in inbox(lead))
    Person(lead).does("consent_leader", leader, words="同意，请抓紧")
    assert (fresh(leader).status, fresh(leader).answered_on) == ("consented", clock.today())
    assert Event.objects.get(action="consent_leader").on_behalf_of == ""


def test_the_office_enters_a_leaders_word_as_theirs(key, item, office):
    words = {"duty": "oversees", "name": "木示例", "post": "州政协副主席"}
    Person(office).does("ask_leader", key, **words)
    row = key.keyleaders.get()
    assert Person(office).tries("decline_leader", row, words="").status_code == 422
    Person(office).does("consent_leader", row)
    assert Event.objects.get(action="consent_leader").on_behalf_of == f"leader:{row.pk}"


def test_a_plan_is_issued_once_a_leader_agreed_and_it_says_something(
    key, leader, item, lead, director, liaison, member
):
    me = Person(director)
    refused = me.insists("issue_plan", key)
    assert "还没有领导同意方案" in refused.content.decode()
    assert owed(key) == {("key_plan", "office"), ("key_consent", "office")}
    services.consent_leader(leader, by=hand(lead), answered_on=clock.today())
    me.does("issue_plan", fresh(key))
    assert owed(key) == {("key_conclude", "office"), ("key_item", "liaison")}
    debt = Obligation.objects.open().get(case=key.pk, kind="key_item")
    assert debt.due_on >= item.due_on
    assert any("落实督办方案" in one for one in inbox(liaison))
    assert any("已印发督办方案" in one for one in inbox(member))
    assert sound(key)


def test_who_would_not_lead_a_line_is_not_named_as_leading_it(
    key, leader, item, office, director, member
):
    """Nor does anybody outside read why, or what became of the asking."""
    words = {"duty": "oversees", "name": "木示例", "post": "州政协副主席"}
    other = services.ask_leader(key, by=hand(office), **words)
    details = {"content": item.content, "unit": item.unit, "due_on": item.due_on}
    services.change_item(fresh(item), by=hand(office), leader=leader, **details)
    services.release_leader(fresh(leader), by=hand(office), note="工作变动的内情")
    services.consent_leader(fresh(other), by=hand(office), answered_on=clock.today())
    refused = Person(director).insists("issue_plan", key).content.decode()
    assert "的牵头领导不承担，请先修改拟列事项" in refused
    services.change_item(fresh(item), by=hand(office), leader=fresh(other), **details)
    services.ask_again(fresh(other), by=hand(office))
    services.consent_leader(fresh(other), by=hand(office), answered_on=clock.today())
    key = services.issue_plan(fresh(key), by=hand(director))
    page = Person(member).get(key.get_absolute_url()).content.decode()
    assert ("州政协副主席木示例牵头" in page, "内情" in page, "田示例" in page) == (
        True, False, False,
    )  # fmt: skip
    services.release_leader(fresh(other), by=hand(office), note="换届")
    page = Person(office).get(key.get_absolute_url()).content.decode()
    assert "木示例牵头（不再承担）" in page


def test_a_plan_that_was_changed_after_a_leader_agreed_goes_before_them_again(
    key, leader, item, lead, office, director
):
    services.consent_leader(leader, by=hand(lead), answered_on=clock.today())
    words = {"content": "加装护栏6公里", "unit": item.unit_id, "due_on": item.due_on}
    Person(office).does("change_item", fresh(item), **words)
    refused = Person(director).insists("issue_plan", fresh(key)).content.decode()
    page = Person(office).get(key.get_absolute_url()).content.decode()
    why = f"{leader}同意以后，督办事项又有改动，请先“再次商请”"
    assert [why in told for told in (refused, page)] == [True, True]
    assert why not in Person(lead).get(key.get_absolute_url()).content.decode()
    Person(office).does("ask_again", fresh(leader))
    assert ("key_consent", "office") in owed(key)
    assert any("督办方案有改动，请再次答复" in one for one in inbox(lead))
    Person(lead).does("consent_leader", fresh(leader))
    Person(director).does("issue_plan", fresh(key))
    refused = Person(office).insists("ask_again", fresh(leader)).content.decode()
    assert "督办方案已印发，不必再次商请" in refused
    assert sound(key)


def test_a_line_is_reported_with_evidence_checked_and_done(
    line, liaison, office, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    unit, me = Person(liaison), Person(office)
    unit.does("progress_item", line, note="已装6公里")
    photo = upload(picture(with_place=True), "护栏.jpg")
    unit.does("report_item", line, note="10公里全部装好", files=photo)
    assert ("key_check", "office") in owed(line)
    me.does("return_item", line, note="南段还缺", due_on=clock.today() + SOON)
    assert any("退回继续推进" in one for one in inbox(liaison))
    unit.does("report_item", line, note="南段已补")
    me.does("confirm_item", line, note="现场看过")
    assert (fresh(line).status, owed(line)) == ("done", {("key_conclude", "office")})
    page = me.get(line.root.get_absolute_url()).content.decode()
    assert "护栏.jpg" in page
    assert "1项，完成1项" in page


def test_what_the_committee_adds_meanwhile_does_not_undo_what_a_unit_wrote(line, liaison, lead):
    """Nor does a leader write in the name of another one."""
    unit, url = Person(liaison), Person.address(line, "report_item")
    form = unit.get(url).context["form"].initial
    words = {"words": "请抓紧", "said_on": clock.today(), "due_on": clock.today() + SOON}
    services.instruct(fresh(line.root), by=hand(lead), unit=line.unit, by_whom="别人", **words)
    assert line.root.keyinstructions.get().by_whom == str(lead.user)  # in nobody else's name
    told = {name: form[name] for name in ("press", "version")} | {"note": "装好了"}
    assert unit.post(url, **told).status_code == 302
    again = unit.post(url, **told | {"press": "0" * 32, "note": "又一次"})
    assert (again.status_code, fresh(line).status) == (409, "reported")


def test_a_leader_agrees_to_the_plan_that_was_before_them(key, leader, item, lead, office):
    me, url = Person(lead), Person.address(leader, "consent_leader")
    form = me.get(url).context["form"].initial
    words = {"content": "加装护栏6公里", "unit": item.unit, "due_on": item.due_on, "leader": None}
    services.change_item(fresh(item), by=hand(office), **words)
    told = {name: form[name] for name in ("press", "version")} | {"answered_on": clock.today()}
    assert me.post(url, **told).status_code == 409
    assert fresh(leader).status == "asked"


def test_the_day_of_a_line_moves_with_a_reason_only(line, office):
    me, later = Person(office), line.due_on + timedelta(days=20)
    assert me.tries("extend_item", line, until=line.due_on, note="雨季").status_code == 422
    me.does("extend_item", line, until=later, note="雨季")
    debt = Obligation.objects.open().get(case=line.case_id, kind="key_item")
    assert (fresh(line).due_on, debt.extended_to) == (later, later)


def test_it_is_concluded_when_nothing_is_left_and_can_be_taken_up_again(line, office, director):
    me, key = Person(director), line.root
    refused = me.insists("conclude_key", key, result="装好了")
    for page in (refused, me.get(key.get_absolute_url())):
        assert "还有1个督办事项没有完成" in page.content.decode()
    services.report_item(line, by=hand(office), note="装好了")
    services.confirm_item(fresh(line), by=hand(office), note="看过")
    words = {"duty": "oversees", "name": "木示例", "post": "州政协副主席"}
    asked = services.ask_leader(fresh(key), by=hand(office), **words)
    refused = me.insists("conclude_key", key, result="装好了").content.decode()
    assert "州政协副主席木示例还没有答复，请先登记意见" in refused
    services.release_leader(asked, by=hand(office), note="改由他人督办")
    me.does("conclude_key", key, result="10公里护栏装好")
    assert (fresh(key).status, owed(key)) == ("done", set())
    for late in ("propose_item", "add_item"):
        page = Person(office).insists(late, key, content="再装", due_on=clock.today() + SOON)
        assert "督办已完成，请先由主任“恢复督办”" in page.content.decode()
    me.does("reopen_key", fresh(key), note="次年回头看")
    assert owed(key) == {("key_conclude", "office")}
    assert sound(key)


def test_a_late_line_is_seen_at_a_glance(line, lead):
    with clock.frozen(clock.now() + timedelta(days=40)):
        page = Person(lead).get(line.root.get_absolute_url()).content.decode()
        index = Person(lead).get(reverse("keys:list")).content.decode()
    assert "逾期" in page
    assert "逾期1" in index


def test_the_office_follows_up_when_nobody_is_left_in_the_unit(line, liaison, here):
    sql("UPDATE members_seat SET valid_to = %s WHERE id = %s", clock.today() - DAY, liaison.pk)
    assert services.follow_key_debtors() == 1
    assert ("key_item", "office") in owed(line)
    assert services.follow_key_debtors() == 0


def test_the_list_is_narrowed_to_one_leader(under_way, leader, office):
    me, url = Person(office), reverse("keys:list")
    for name, rows in ((str(leader), [under_way.pk]), ("", [under_way.pk])):
        page = me.get(url, leader=name)
        assert [one.row.pk for one in page.context["lines"]] == rows
    assert KeyProposal.objects.count() == 1
    assert me.get(url, status="done").context["lines"] == []


def test_the_list_names_all_who_lead_a_proposal_one_after_the_other(key, item, office):
    me, told = Person(office), {"duty": "oversees", "post": "州政协副主席"}
    for name in ("木示例", "罗示例"):
        me.does("ask_leader", fresh(key), **told, name=name)
        me.does("consent_leader", key.keyleaders.get(name=name))
    [shown] = me.get(reverse("keys:list")).context["lines"]
    names = str(shown.cells["led_by"]).split("、")
    assert sorted(names) == ["州政协副主席木示例", "州政协副主席罗示例"]


def test_every_number_of_the_board_by_leader_leads_to_exactly_its_rows(line, instruction, office):
    me, told = Person(office), {}
    with clock.frozen(clock.now() + timedelta(days=40)):
        [shown] = me.get(reverse("keys:leaders")).context["lines"]
        for code, cell in shown.cells.items():
            if code != "leader" and cell:
                for part in cell.get("parts", [cell]):
                    rows = me.get(part["url"]).context["lines"]
                    told[code] = (part["text"], [one.row.pk for one in rows])
    mine = (1, [line.root.pk])
    assert told == dict.fromkeys(("all", "open", "late", "unsaid"), mine)


def test_a_leader_sees_contact_ratings_apart_and_promises_of_what_they_lead(
    under_way, contacted, cast, grade
):
    share = delivered_with(contacted, cast, grade, planned(days=9))
    give_feedback(share, by=hand(cast.member), **BAD)
    me = Person(cast.office)
    with clock.frozen(clock.now() + timedelta(days=10)):
        [shown] = me.get(reverse("keys:leaders")).context["lines"]
        rates = [shown.cells[one.code] for one in BOARD_RATIOS]
        told = [(cell["text"], *(part["text"] for part in cell["parts"])) for cell in rates]
        assert told == [("100.00%", 1, 1), ("100.00%", 1, 1), ("0.00%", 0, 1), ("0.00%", 0, 1)]
        for part in (part for cell in rates for part in cell["parts"]):
            assert len(me.get(part["url"]).context["lines"]) == part["text"], part
