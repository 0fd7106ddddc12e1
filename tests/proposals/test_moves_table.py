"""Who may move what, from where to where: every verb in every state by every seat."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.db import transaction

from proposals.models import Assignment, Feedback, Proposal, Withdrawal
from proposals.workflow import ASSIGNMENT, FEEDBACK, PROPOSAL, FeedbackAction, ShareAction
from tests.answering import open_the_gate
from tests.changing import open_the_way
from tests.moves import again, collective, compare, everybody, newborn, proposers, put, report

EXPECTED = Path(settings.BASE_DIR).parent / "shared" / "expect" / "moves.csv"
UNBUILT: set[str] = set()
NAMES = {
    "(derived) handling": "handle",
    "(derived) replied": "reply",
    "(derived) close": "close",
    "review:pass": "review_pass",
    "review:send_back": "review_send_back",
    "give": "give_feedback",
    "decide_change:accept": "accept_change",
    "decide_extension": "grant_extension",
}
PEOPLE = {"member": "proposer"}  # the word of the table → the seat that it means here
LABELS = {  # of states, where the table's word is not the status' own
    "proposal": {"草稿": ""},
    "feedback": {label: value for value, label in Assignment.Status.choices},
}


class Line(NamedTuple):
    """subject, action | from | to | who; as the secretary of a committee would write it."""

    subject: str
    action: str
    sources: frozenset[str]
    target: str
    seats: frozenset[str]


def lines(text: str) -> dict[str, Line]:
    found = [line(*map(str.strip, row.split(","))) for row in text.strip().splitlines()]
    return {one.action: one for one in found}


def line(subject: str, action: str, sources: str, target: str, seats: str) -> Line:
    codes = {label: value for value, label in MODELS[subject].Status.choices}
    codes |= LABELS.get(subject, {})
    people = {seat.partition("(")[0].split()[0] for seat in seats.split("|") if seat}
    return Line(
        subject,
        NAMES.get(action, action),
        frozenset(MODELS[subject].Status.values)
        if sources == "(any)"
        else frozenset(codes[state] for state in MEANT.get(sources, sources).split("|")),
        codes.get(target, target),
        frozenset(PEOPLE.get(word, word) for word in people),
    )


# Words of the table for several states at once.
MEANT = {
    "(request open)": "待签收|办理中|申请调整|拟稿|待审核|待签发|已签发",
    "(standing)": "待签收|办理中|申请调整|已反馈会办意见|已免会办意见"
    "|拟稿|待审核|待签发|已签发|已送达",
    "(unended)": ("退回修改|已提交|审查中|已立案|转意见建议|待交办|已交办|办理中|已办复|已办结"),
}
MODELS = {
    "proposal": Proposal,
    "assignment": Assignment,
    "feedback": Feedback,
}
TABLE = lines("""
proposal, submit, 草稿|退回修改, 已提交, member|contact|office
proposal, send_back, 已提交|审查中, 退回修改, office
proposal, screen, 已提交, 审查中, office
proposal, file, 审查中, 已立案, director
proposal, decline, 审查中, 转意见建议, director
proposal, merge, 审查中|已立案, 已并案, director
proposal, unmerge, 已并案, 审查中, director
proposal, withdraw, 已提交|审查中|已立案|待交办|已交办|办理中, 已撤案, director
proposal, transfer, 已立案, 待交办, office
proposal, hand_over, 待交办, 已交办, dispatcher
proposal, (derived) handling, 已交办, 办理中,
proposal, (derived) replied, 办理中, 已办复,
proposal, (derived) close, 已办复, 已办结,
proposal, rehandle, 已办复, 办理中, director
proposal, hold, 已办复, 已办复, director
assignment, sign_for, 待签收, 办理中, liaison
assignment, ask_change, 待签收|办理中, 申请调整, liaison
assignment, decide_change:accept, 申请调整, 已改办, dispatcher
assignment, decide_change:refuse, 申请调整, 待签收|办理中, dispatcher
assignment, ask_extension, 办理中|拟稿|待审核, (unchanged), liaison
assignment, decide_extension, (request open), (unchanged), dispatcher
assignment, give_opinion, 办理中, 已反馈会办意见, liaison
assignment, waive_opinion, 待签收|办理中, 已免会办意见, dispatcher
assignment, draft, 办理中, 拟稿, liaison
assignment, send_to_review, 拟稿, 待审核, liaison
assignment, review:pass, 待审核, 待签发, dispatcher
assignment, review:send_back, 待审核, 拟稿, dispatcher
assignment, sign, 待签发, 已签发, unit_head
assignment, deliver, 已签发, 已送达, liaison|office
feedback, give, 已送达, (recorded), member|contact|office
""")
OURS = lines("""
proposal, import, 草稿, 已立案, office
proposal, archive, 草稿, 已办结, office
proposal, number, 已立案, 已立案, office
proposal, advise, 审查中, 审查中, office
proposal, consult, 审查中|待交办, (unchanged), office|dispatcher
proposal, absorb, 审查中|已立案, (unchanged), director
proposal, part, (any), (unchanged), director
proposal, correct, (any), (unchanged), director
proposal, reconsider, 转意见建议, 审查中, director
proposal, take_back, 待交办, 已立案, director
proposal, recall, 已交办, 待交办, director
assignment, call_in, 待签收|申请调整|已免会办意见, 已终止, director
proposal, reopen, 已办结, 已办复, director
proposal, release, 已办复, 已办复, director
proposal, verify, 已办复, 已办复, office
proposal, leave_as_is, 已办复, 已办复, director
proposal, confer, 已办复, 已办复, office
proposal, consent, 转意见建议, 转意见建议, member|contact|office
proposal, lapse_consent, 转意见建议, 转意见建议, nobody
proposal, keep, 转意见建议, 转意见建议, office
proposal, withdraw_sent_back, 退回修改, 已撤案, director
proposal, pass_on, 转意见建议, 转意见建议, office
assignment, waive_contact, 办理中|拟稿, (unchanged), member|contact|office
assignment, write, 拟稿, 拟稿, liaison
proposal, add_unit, 已交办|办理中, (unchanged), dispatcher
proposal, receive, 草稿, 已提交, office
proposal, follow, (unended), (unchanged), nobody
assignment, urge, (request open), (unchanged), office|director|dispatcher
assignment, pass_inside, 办理中|拟稿, (unchanged), liaison
assignment, carry, (standing), (unchanged), nobody
assignment, pass_down, 办理中|拟稿, (unchanged), liaison|foreign_dispatcher
assignment, add_waiting, 申请调整, 待签收, dispatcher
assignment, add_handling, 申请调整, 办理中, dispatcher
assignment, send_across, 申请调整, (unchanged), dispatcher
assignment, give_back, 申请调整, (unchanged), dispatcher
assignment, resume_waiting, 申请调整, 待签收, dispatcher
assignment, resume_handling, 申请调整, 办理中, dispatcher
assignment, refuse_extension, (request open), (unchanged), dispatcher
assignment, pause, 办理中|拟稿, (unchanged), dispatcher|office
assignment, resume, 办理中|拟稿|待审核|待签发|已签发, (unchanged), dispatcher|office
assignment, send_to_sign, 拟稿, 待签发, liaison
assignment, sign_for_review, 待签发, 待审核, unit_head
assignment, pass_signed, 待审核, 已签发, dispatcher
assignment, replace, 已送达, 已送达, liaison
assignment, sign_replacement, 已送达, 已送达, unit_head
assignment, stop, 待签收|办理中|申请调整|拟稿|待审核|待签发|已签发, 已终止, director
""")


def test_the_table_here_is_the_one_that_was_agreed():
    if not EXPECTED.exists():
        pytest.skip("约定的流转表不在此处，以本文件所载为准")
    with EXPECTED.open(encoding="utf-8") as agreed:
        rows = [row for row in csv.DictReader(agreed) if row["action"] not in UNBUILT]
    built = [
        line(row["subject"], row["action"], row["from"], row["to"], row["seats"]) for row in rows
    ]
    assert {one.action: one for one in built} == TABLE


def test_a_refused_change_leads_back_to_where_it_was():
    """One line of the agreed table is two verbs here, one for each place to go back to."""
    back = [OURS["resume_waiting"], OURS["resume_handling"]]
    agreed = TABLE["decide_change:refuse"]
    labels = dict(Assignment.Status.choices)
    assert "|".join(labels[one.target] for one in back) == agreed.target
    assert {(one.sources, one.seats) for one in back} == {(agreed.sources, agreed.seats)}


def test_every_verb_is_in_the_table_or_among_ours():
    known = {*TABLE, *OURS}
    assert {str(action) for action in PROPOSAL.moves} <= known
    assert {str(action) for action in ASSIGNMENT.moves} - GIVEN <= known
    assert not known & UNBUILT


@pytest.fixture
def world(share, here, settings):
    """One proposal, one share and everybody; each verb's gate stands open."""
    settings.WORKFLOW_CONSUMERS = []
    return share, everybody(here, share)


def by_line(one: Line, elsewhere: str = "wrong_state"):
    """First who, then where it stands."""

    def expected(state, name):
        if name not in one.seats:
            return "forbidden"
        if state not in one.sources:
            return elsewhere
        return one.target if not one.target.startswith("(") else state

    return expected


def test_everybody_does_to_a_proposal_only_what_the_table_says(world):
    share, seats = world
    total, faults = 0, []
    for action in PROPOSAL.moves:
        for one, jointly in proposers((TABLE | OURS)[str(action)]):
            tries, wrong = try_proposal(share, seats, action, one, jointly)
            total, faults = total + tries, faults + wrong
    report(total, faults)


GIVEN = {"give", "reopen"}  # shares are born inside another verb
GATES = {  # columns with which a verb's gate stands open
    "number": {"number": None},
    "release": {"on_hold": True},
    "pass_on": {"consent": True},
}


def try_proposal(share, seats, action, one, jointly):
    with transaction.atomic():
        kept = collective(share, seats) if jointly else share.proposal
        put(kept, **GATES.get(str(action), {}))
        open_the_gate(action, kept)
        if action in ("withdraw", "withdraw_sent_back"):
            Withdrawal(proposal=kept, reason="撤案", status="pending").save(force_insert=True)
        result = compare(
            PROPOSAL,
            action,
            seats,
            [*([""] if "" in one.sources else []), *Proposal.Status.values],
            made=lambda state: kept if state else newborn(kept),
            expected=by_line(one),
            enters=lambda state: put(kept, status=state) if state else None,
        )
        transaction.set_rollback(True)
    return result


def test_everybody_does_to_a_share_only_what_the_table_says(world):
    share, seats = world
    total, faults = 0, []
    for action in ASSIGNMENT.moves:
        if action in GIVEN:
            continue
        for one, jointly in proposers((TABLE | OURS)[str(action)]):
            tries, wrong = try_share(share, seats, action, one, jointly)
            total, faults = total + tries, faults + wrong
    report(total, faults)


def try_share(share, seats, action, one, jointly, **columns):
    with transaction.atomic():
        if jointly:
            collective(share, seats)
        put(share, contact_waived=True, **columns)
        open_the_gate(action, share)
        open_the_way(action, share)
        result = compare(
            ASSIGNMENT,
            action,
            seats,
            Assignment.Status.values,
            made=lambda state: share,
            expected=by_line(one),
            enters=lambda state: put(share, status=state),
        )
        transaction.set_rollback(True)
    return result


def test_a_co_unit_answers_nobody(world):
    share, seats = world
    total, faults = 0, []
    for action in (ShareAction.DRAFT, ShareAction.WRITE, ShareAction.SEND_TO_REVIEW):
        nobody = (TABLE | OURS)[action.value]._replace(seats=frozenset())
        tries, wrong = try_share(share, seats, action, nobody, False, duty="co")
        total, faults = total + tries, faults + wrong
    report(total, faults)


def test_only_the_dispatcher_of_its_system_gives_a_unit_its_share(world):
    share, seats = world
    one = Line("assignment", "give", frozenset({""}), "waiting", frozenset({"dispatcher"}))
    made = Assignment(proposal=share.proposal, unit=share.unit, duty="host")
    result = compare(
        ASSIGNMENT,
        ShareAction.GIVE,
        seats,
        [""],
        made=lambda state: again(made),
        expected=by_line(one),
        enters=lambda state: put(share, status="changed"),
    )
    report(*result)


def test_only_proposers_say_what_they_think_of_an_answer_and_only_once_it_is_there(world):
    share, seats = world
    total, faults = 0, []
    for one, jointly in proposers(TABLE["give_feedback"]):
        with transaction.atomic():
            proposal = collective(share, seats) if jointly else share.proposal
            made = Feedback(proposal=proposal, assignment=share, member=proposal.member,
                            organisation=proposal.organisation,
                            attitude="fair", result="fair")  # fmt: skip
            one = one._replace(target="recorded")
            tries, wrong = compare(
                FEEDBACK,
                FeedbackAction.GIVE_FEEDBACK,
                seats,
                Assignment.Status.values,
                made=lambda _, made=made: again(made),
                expected=by_line(one, elsewhere="gate"),
                enters=lambda state: put(share, status=state),
            )
            transaction.set_rollback(True)
        total, faults = total + tries, faults + wrong
    report(total, faults)
