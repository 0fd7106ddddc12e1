"""退回修改 of what nobody wrote here: it came from another committee, and the office rewords it."""

import pytest
from django.urls import reverse

from members.models import Entry, Level
from proposals import services
from proposals.models import Draft, Proposal
from tests import factories
from tests.browsing import Person, done, fresh, owed
from tests.factories import hand


@pytest.fixture
def below(here):
    return factories.committee("青林县", code="539001", level=Level.COUNTY, parent=here.body)


@pytest.fixture
def taken(handed_over, office, below):
    referral = services.refer(handed_over, by=hand(office), to=below.body, note="请协助办理")
    services.take_referral(referral, by=hand(below.office))
    return Proposal.objects.get(committee=below.body)


@pytest.fixture
def sent_back(taken, below):
    assert done(Person(below.office).does("send_back", taken, note="请改为本县事项"), taken)
    return fresh(taken)


def test_the_office_owes_the_wording_and_starts_from_the_text_that_came(sent_back, below):
    assert owed(sent_back) == {("revise", "office")}
    sheet = Draft.objects.get(proposal=sent_back, submitted_at=None)
    assert (sheet.seat, sheet.body) == (below.office, sent_back.body())
    shown = Person(below.office).get(reverse("proposals:draft", args=[sheet.uid]))
    assert "请改为本县事项" in shown.content.decode()
    assert "盖章件" not in shown.content.decode()


def test_reworded_and_with_a_category_it_is_reviewed_again(sent_back, below):
    sheet = Draft.objects.get(proposal=sent_back, submitted_at=None)
    url = reverse("proposals:draft", args=[sheet.uid])
    category = factories.entry(below.body, Entry.Book.CATEGORY, "build")
    words = {"title": "关于青林县校车的提案", "category": category.pk, "body": "【建议】\n增购。"}
    same = {"title": sheet.title, "category": "", "body": sheet.body}
    kept = {"publication": "full", "do": "submit"}
    page = Person(below.office).post(url, **same, **kept, version=sheet.revision)
    assert (page.status_code, "请选择类别" in page.content.decode()) == (422, True)
    sheet.refresh_from_db()
    page = Person(below.office).post(url, **words, **kept, version=sheet.revision)
    assert done(page, sent_back), page.content.decode()
    now = fresh(sent_back)
    assert (now.status, now.revision, now.title) == ("submitted", 2, words["title"])
    assert owed(now) == {("screen", "office")}
