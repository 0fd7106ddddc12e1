"""提交: plenary or 平时, in whose name, and what the office then owes."""

from datetime import timedelta

import pytest

from common import clock
from members.models import Session
from proposals import services
from tests.browsing import Person, inbox, owed
from tests.factories import hand


def test_the_office_owes_the_first_review_and_is_told(submitted, office):
    assert submitted.status == "submitted"
    assert owed(submitted) == {("screen", "office")}
    assert [text for text in inbox(office) if "初审" in text]


def test_before_the_cutoff_it_belongs_to_the_plenary_and_after_it_does_not(draft, member, here):
    with clock.frozen(here.session.cutoff + timedelta(seconds=1)):
        late = services.submit(draft, by=hand(member))
    assert late.occasion == "between"


def test_up_to_the_last_moment_it_belongs_to_the_plenary(draft, member, here):
    with clock.frozen(here.session.cutoff):
        assert services.submit(draft, by=hand(member)).occasion == "plenary"


def test_before_the_first_session_opens_nothing_can_be_submitted(draft, member):
    Session.objects.update(opens_on=clock.today() + timedelta(days=1))
    with pytest.raises(Exception, match="尚未开始征集"):
        services.submit(draft, by=hand(member))


def test_the_longest_text_is_twenty_thousand_characters(draft, member):
    draft = services.save_draft(draft, by=hand(member), seen=draft.revision, body="字" * 20_001)
    with pytest.raises(Exception, match="正文不超过20000字，现有20001字"):
        services.submit(draft, by=hand(member))


def test_the_proposer_reads_it_and_the_neighbours_do_not(submitted, member, elsewhere):
    url = submitted.get_absolute_url()
    page = Person(member).get(url)
    assert page.status_code == 200
    assert "部分路段临水临崖" in page.content.decode()
    assert Person(elsewhere.office).get(url).status_code == 404
    assert submitted.title not in Person(elsewhere.office).get("/proposals/").content.decode()


def test_receipts_follow_each_other(submitted, member, category):
    sheet = services.start_draft(member)
    words = {"title": "第二件", "category": category, "body": "【建议】"}
    sheet = services.save_draft(sheet, by=hand(member), seen=0, **words)
    assert services.submit(sheet, by=hand(member)).receipt == submitted.receipt + 1


def test_what_is_written_is_shown_as_words_never_run(draft, member, office):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    words = {"title": evil, "body": f"【情况】\n{evil}"}
    draft = services.save_draft(draft, by=hand(member), seen=draft.revision, **words)
    proposal = services.submit(draft, by=hand(member))
    for url in (proposal.get_absolute_url(), "/proposals/", "/"):
        page = Person(office).get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page
