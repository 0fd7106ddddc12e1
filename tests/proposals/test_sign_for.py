"""签收: the unit takes the case on, and owes contact and answer from the date of the notice."""

from members.models import Role
from proposals.models import Proposal
from tests import factories
from tests.browsing import Person, done, fresh, owed


def test_with_the_hosts_signature_handling_begins(share, liaison):
    page = Person(liaison).does("sign_for", share)
    assert done(page, share)
    assert fresh(share).status == "handling"
    assert Proposal.objects.get().status == "handling"
    assert owed(share) == {("first_contact", "liaison"), ("reply", "liaison")}


def test_the_months_for_the_answer_run_from_the_notice(signed_for):
    reply = signed_for.case.obligations.get(kind="reply")
    notice = signed_for.proposal.notice_on
    assert (reply.due_on - notice).days >= 89


def test_only_the_units_own_liaison_signs(request, share):
    for who, status in [
        ("unit_head", 403),
        ("dispatcher", 403),
        ("office", 403),
        ("other_liaison", 404),
    ]:
        assert Person(request.getfixturevalue(who)).insists("sign_for", share).status_code == status
        assert fresh(share).status == "waiting"


def test_a_colleague_of_the_unit_signs_as_well(here, share, education):
    colleague = factories.person(here, Role.LIAISON, unit=education)
    assert done(Person(colleague).does("sign_for", share), share)


def test_what_is_signed_for_is_no_longer_offered(signed_for, liaison):
    page = Person(liaison).get(signed_for.proposal.get_absolute_url())
    labels = [button["label"] for button in page.context["actions"]]
    assert "签收" not in labels
    assert "拟写答复" in labels
    assert Person(liaison).insists("sign_for", signed_for).status_code == 409


def test_the_expected_press_stands_first(share, liaison):
    page = Person(liaison).get(share.proposal.get_absolute_url())
    labels = [button["label"] for button in page.context["actions"]]
    assert labels[0] == "签收"
    assert len(labels) > 1
