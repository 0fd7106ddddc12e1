"""办理规则: what differs from place to place is set in the dictionary, not in the code."""

import pytest
from django.urls import reverse

from members import services as members
from members.models import Entry
from members.place import RULES, WARN_DISSATISFIED, rule
from proposals import services
from tests.browsing import Person, done, owed
from tests.factories import hand
from tests.proposals.test_drafts import page_of, typed

ADD = reverse("dictionary_add", args=["rule"])


def rules(office, code, label, **more):
    return Person(office).post(ADD, code=code, label=label, **more)


def test_a_place_asks_for_two_meetings_before_review(office, drafted, liaison):
    assert rules(office, "meetings_needed", "2").status_code == 302
    page = Person(liaison).insists("send_to_review", drafted)
    assert page.status_code == 422
    assert "本会规定送审前面商2次，现有1次记录" in page.content.decode()
    again = {"way": "visit", "held_on": drafted.proposal.notice_on, "minutes": "又谈了一次"}
    services.record_contact(drafted, by=hand(liaison), people="提案人", **again)
    assert done(Person(liaison).does("send_to_review", drafted), drafted)


def test_a_place_that_does_not_insist_lets_it_go_without(office, drafted, liaison):
    [contact] = drafted.contacts.all()
    assert done(Person(liaison).does("void", contact, note="记错了"), drafted)
    page = Person(liaison).insists("send_to_review", drafted)
    assert "尚无面商记录" in page.content.decode()
    rules(office, "meetings_needed", "0")
    assert done(Person(liaison).does("send_to_review", drafted), drafted)


@pytest.mark.parametrize(
    ("code", "label", "complaint"),
    [
        ("body_limit", "200", "正文不超过200字"),
        ("title_limit", "10", "案由不超过10字"),
        ("wished_units", "0", "建议承办单位最多0个"),
    ],
)
def test_the_limits_of_a_proposal_are_the_places_own(
    office, member, draft, education, code, label, complaint
):
    draft.units.add(education)
    long = {"body": "【建议】" + "甲" * 300, "units": [education.pk]}
    words = typed(draft, do="submit", category=draft.category_id, title=draft.title, **long)
    rules(office, code, label)
    page = Person(member).post(page_of(draft), **words)
    assert page.status_code == 422
    assert complaint in page.content.decode()


def test_without_a_rule_the_usual_limits_hold(member, draft, education):
    long = {"body": "【建议】" + "甲" * 300, "units": [education.pk]}
    words = typed(draft, do="submit", category=draft.category_id, title=draft.title, **long)
    assert Person(member).post(page_of(draft), **words).status_code == 302


def test_a_place_may_look_into_half_hearted_praise_too(office, delivered, member):
    rules(office, "verify_fair", "是")
    Person(member).does("give_feedback", delivered, attitude="satisfied", result="fair")
    assert ("verify", "office") in owed(delivered)


def test_elsewhere_it_is_enough(delivered, member):
    Person(member).does("give_feedback", delivered, attitude="satisfied", result="fair")
    assert ("verify", "office") not in owed(delivered)


def test_the_target_of_a_session_stands_beside_what_was_filed(
    office, filed, django_capture_on_commit_callbacks
):
    assert "控制数" not in Person(office).get("/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        rules(office, "filing_target", "430")
    assert "控制数 430" in Person(office).get("/").content.decode()


def test_a_rule_is_of_its_term(here, office, drafted, liaison):
    members.add_entry(
        here.body, by=hand(office), book="rule", code="meetings_needed", label="3", term=here.term
    )
    members.add_entry(here.body, by=hand(office), book="rule", code="meetings_needed", label="0")
    assert Person(liaison).insists("send_to_review", drafted).status_code == 422


@pytest.mark.parametrize("label", ["二", "-1", "1000", "1.5", "²"])
def test_a_number_out_of_bounds_is_refused_and_kept_on_the_page(office, label):
    page = rules(office, "meetings_needed", label)
    assert page.status_code == 422
    assert "请填写0至9之间的数字" in page.content.decode()
    assert f'value="{label}"' in page.content.decode()
    assert not Entry.objects.filter(book="rule").exists()


def test_a_switch_that_is_on_by_default_can_be_switched_off(here, office):
    assert rule(WARN_DISSATISFIED, here.body.pk) == 1
    assert rules(office, "warn_dissatisfied", "关").status_code == 422
    rules(office, "warn_dissatisfied", "否")
    assert rule(WARN_DISSATISFIED, here.body.pk) == 0


def test_a_rule_nobody_asks_about_is_refused(here, office):
    assert rules(office, "anything", "1").status_code == 422
    with pytest.raises(Exception, match="没有这条规则"):
        members.add_entry(here.body, by=hand(office), book="rule", code="anything", label="1")


def test_the_page_names_every_rule_with_what_holds_without_it(office):
    shown = Person(office).get(reverse("dictionary"), book="rule").content.decode()
    assert all(one.title in shown and one.usually() in shown for one in RULES.values())


def test_a_category_that_was_retired_meanwhile_is_not_submitted(office, member, draft, category):
    members.retire_entry(category, by=hand(office))
    with pytest.raises(Exception, match="已停用，请另选"):
        services.submit(draft, by=hand(member))
    draft.refresh_from_db()
    assert draft.submitted_at is None
