"""立案: decided by a review meeting, confirmed by the director, told to the proposer."""

from common import clock
from proposals.gates import listed_by_a_meeting
from tests.browsing import Person, done, fresh, inbox, owed
from tests.conftest import behind_its_back


def test_the_director_confirms_what_the_meeting_decided(screened, meeting, director, member):
    page = Person(director).does("file", screened)
    assert done(page, screened)
    now = fresh(screened)
    assert (now.status, now.filed_on, now.meeting) == ("filed", clock.today(), meeting)
    assert now.number is None
    assert owed(screened) == {("number", "office")}
    assert inbox(member)[0].startswith("您的提案已立案")


def test_nothing_is_filed_that_no_meeting_lists(screened, director):
    person = Person(director)
    shown = person.get(screened.get_absolute_url()).content.decode()
    assert "尚未列入审查会议议程，请先由提案委办公室列入" in shown
    page = person.insists("file", screened, note="同意")
    assert page.status_code == 422
    assert "尚未列入审查会议议程，请先由提案委办公室列入" in page.content.decode()
    assert "同意" in page.content.decode()
    assert fresh(screened).status == "screening"


def test_a_meeting_that_is_over_decides_nothing_more(screened, meeting, director):
    behind_its_back("UPDATE proposals_reviewmeeting SET status = 'held'")
    assert listed_by_a_meeting(screened) == "尚未列入审查会议议程，请先由提案委办公室列入"
    assert Person(director).insists("file", screened).status_code == 422


def test_nobody_else_files(request, screened, meeting):
    for who, status in [
        ("office", 403),
        ("member", 403),
        ("other_member", 404),
        ("dispatcher", 404),
    ]:
        assert Person(request.getfixturevalue(who)).insists("file", screened).status_code == status


def test_what_is_filed_is_not_filed_again(filed, director):
    person = Person(director)
    page = person.insists("file", filed)
    assert page.status_code == 409
    assert "查看最新情况" in page.content.decode()
