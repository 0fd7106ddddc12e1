"""会办意见 as a paper: for the host once it is given, never for the proposer."""

from __future__ import annotations

from documents.papers import PAPERS
from documents.subjects import Subject
from members.models import Role
from proposals import services
from tests import factories
from tests.documents.conftest import opened, paper_of, words
from tests.factories import hand


def test_the_host_prints_it_once_it_is_given(
    transferred, dispatcher, education, police, liaison, other_liaison, member, here
):
    services.hand_over(
        transferred,
        by=hand(dispatcher),
        host=education,
        co_units=[police],
        notice_on=transferred.filed_on,
    )
    share = services.sign_for(transferred.assignments.get(duty="co"), by=hand(other_liaison))
    head = factories.person(here, Role.UNIT_HEAD, unit=police)
    told = {"body": "我局同意加装测速设备。", "contact_name": "赵", "contact_phone": "0878-2"}
    services.draft_opinion(share, by=hand(other_liaison), **told)
    assert paper_of(liaison, share, "opinion").status_code == 404
    services.approve_opinion(share, by=hand(head))
    services.give_opinion(share, by=hand(other_liaison))
    text = words(opened(paper_of(liaison, share, "opinion")))
    for part in ("我局同意加装测速设备。", "州公安局", "州教育体育局：", "会办意见", "0878-2"):
        assert part in text
    assert paper_of(member, share, "opinion").status_code == 403
    about = Subject(liaison, share.proposal, share)
    assert set(PAPERS["opinion"].facts(about)) == set(PAPERS["opinion"].example)
