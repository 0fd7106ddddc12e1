"""Every verb of the tables has an address that it is posted to, or goes with one that has."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from config.api import v1
from members.api_actions import Act
from members.scopes import BEAR, OFFERED, labels, scope
from workflow.procedure import PROCEDURES

BY_ITSELF = {"the_system", "nobody"}  # rules that let no person do it
# What is done inside another verb, by the same press: "row.verb": the verbs it goes with.
TOGETHER: dict[str, dict[str, str]] = {
    "proposals": {
        "Advice.advice_asked": "KeyList.ask_advice",
        "Advice.lapse_advice": "KeyList.submit_key_list KeyList.call_off_key_list",
        "Assignment.give": "Proposal.hand_over Proposal.add_unit Assignment.accept_change",
        "Assignment.stop": "Proposal.withdraw",
        "Assignment.call_in": "Proposal.recall",
        "Assignment.reopen": "Proposal.rehandle",
        "Candidate.list_candidate": "KeyList.shortlist",
        "Candidate.choose_candidate": "KeyList.fix_key_list",
        "Candidate.pass_over": "KeyList.fix_key_list",
        "Change.ask": "Assignment.ask_change",
        "Change.accept": "Assignment.accept_change",
        "Change.refuse": "Assignment.resume_waiting Assignment.resume_handling",
        "Change.lapse": "Assignment.deliver Proposal.withdraw Proposal.recall",
        "Change.send": "Assignment.send_across",
        "Change.hand_back": "Assignment.give_back",
        "Commitment.promise": "Assignment.deliver",
        "Commitment.claim": "Assignment.deliver",
        "Commitment.replace": "Assignment.deliver",
        "Commitment.drop": "Assignment.deliver",
        "Commitment.dispute": "Confirmation.contest",
        "Commitment.call_off": "Proposal.withdraw",
        "Confirmation.lapse": "Commitment.put_right",
        "Consultation.ask": "Proposal.consult",
        "Consultation.lapse": "Proposal.withdraw",
        "Cosigner.cosign": "Proposal.submit",
        "Extension.ask": "Assignment.ask_extension",
        "Extension.accept": "Assignment.grant_extension",
        "Extension.refuse": "Assignment.refuse_extension",
        "Extension.lapse": "Assignment.deliver Proposal.withdraw",
        "KeyProposal.choose_key": "KeyList.fix_key_list KeyList.amend_key_list",
        "KeyProposal.remove_key": "KeyList.amend_key_list",
        "Opinion.given": "Assignment.give_opinion",
        "PlanItem.start_item": "KeyProposal.issue_plan",
        "Proposal.absorb": "Proposal.merge",
        "Proposal.part": "Proposal.unmerge",
        "Proposal.receive": "Referral.take",
        "Regrading.propose": "Commitment.keep Commitment.uphold",
        "Regrading.lapse": "Commitment.put_right Confirmation.contest",
        "Reply.open": "Assignment.draft Assignment.replace",
        "Reply.write": "Assignment.write",
        "Reply.grade": "Assignment.review_pass Assignment.pass_signed",
        "Reply.seal": "Assignment.sign Assignment.sign_for_review",
        "Reply.hand_in": "Assignment.deliver",
        "Reply.supersede": "Assignment.sign_replacement",
        "Visit.assign_visit": "FollowUp.start_follow_up",
        "Withdrawal.accept_withdrawal": "Proposal.withdraw",
        "Withdrawal.lapse_withdrawal": "Proposal.merge",
    },
}
# A file of many brings them in: /api/v1/imports/.
BY_FILE = {"proposals": {"Proposal.import", "Proposal.archive"}}


def views():
    """The class behind every address, and whether a word of it names the part."""
    for one in v1:
        kind = getattr(one.callback, "cls", None) or one.callback.view_class
        yield kind, ":part>" in str(one.pattern)


def pressed(act, word):
    """What is pressed at an address: app, row and verb, and the scopes that it needs."""
    request = RequestFactory().post("/")
    place = {"action": "", "pk": 0, "uid": None} | ({"part": word} if word else {})
    page, view = act.page(), act()
    page.setup(request, **place)
    for verb, door in page.doors.items():
        view.kwargs = place | {"action": verb}
        yield called(door.procedure.model, verb), view.scopes_for(request)


def called(model, verb):
    return model._meta.app_label, f"{model.__name__}.{verb}"


def begins(kind):
    """What is born at an address."""
    rows = getattr(kind, "queryset", None)
    name = rows.model.__name__ if rows is not None else kind.kind.removesuffix("s").capitalize()
    return kind.__module__.partition(".")[0], f"{name}.{kind().verb.value}"


@pytest.fixture(scope="module")
def posted():
    """All that is posted to the API, with its scopes."""
    words = {kind.removeprefix("key-") for kind in OFFERED}
    found = {}
    for kind, by_word in views():
        if issubclass(kind, Act):
            for word in words if by_word else ("",):
                found |= dict(pressed(kind, word))
        elif hasattr(kind, "verb"):
            found[begins(kind)] = (scope(kind.kind, BEAR),)
    return found


def moves(app):
    """What people do by the tables of an app."""
    tables = [one for one in PROCEDURES.values() if one.model._meta.app_label == app]
    return {
        called(table.model, verb.value)
        for table in tables
        for verb, move in table.moves.items()
        if move.allowed.__name__ not in BY_ITSELF
    }


@pytest.mark.parametrize("app", TOGETHER)
def test_whatever_people_do_is_posted_or_goes_with_what_is(posted, app):
    missing = {verb for _, verb in moves(app) - set(posted)}
    assert missing == set(TOGETHER[app]) | BY_FILE[app]
    assert not set(TOGETHER[app]) & BY_FILE[app]
    named = {(app, verb) for verbs in TOGETHER[app].values() for verb in verbs.split()}
    assert named - set(posted) == set()


def test_nothing_is_posted_without_a_scope_of_its_own(posted):
    assert {verb for verb, scopes in posted.items() if not set(scopes) & set(labels())} == set()
