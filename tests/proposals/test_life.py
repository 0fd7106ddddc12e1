"""One proposal's whole life, by its services."""

from deadlines.models import Obligation
from notices.models import Notice
from notices.tasks import drain
from proposals import services
from proposals.models import Proposal
from tests.factories import hand
from workflow.chain import faults
from workflow.models import Event

LIFE = [
    *("submit", "screen", "file", "number", "transfer", "give", "hand_over", "sign_for", "handle"),
    *("contact", "open", "draft", "send_to_review", "grade", "review_pass", "seal", "sign"),
    *("hand_in", "deliver", "reply", "give_feedback", "close"),
]


def test_a_proposal_goes_from_draft_to_closed(delivered, member):
    services.give_feedback(delivered, by=hand(member), attitude="satisfied", result="fair")
    proposal = Proposal.objects.get()
    actions = Event.objects.filter(case=proposal.case_id).order_by("version")
    assert [event.action for event in actions] == LIFE
    assert proposal.status == Proposal.Status.CLOSED
    assert not Obligation.objects.open().filter(case=proposal.case_id).exists()
    assert list(faults()) == []


def test_everybody_concerned_is_told_once(delivered, member, dispatcher):
    drain()
    told = Notice.objects.filter(seat=member).order_by("id").values_list("text", flat=True)
    assert [text.partition("：")[0] for text in told] == [
        "您的提案已立案",
        "您的提案已编号",
        "您的提案已交办",
        "待办",
        "您的提案已办复",
    ]
    assert not Notice.objects.filter(seat=dispatcher).exists()  # what is done is not owed
    before = Notice.objects.count()
    drain()
    assert Notice.objects.count() == before
