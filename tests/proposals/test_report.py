"""审查情况报告: the numbers of a session, with both conventions of the acceptance rate."""

import pytest
from django.urls import reverse

from common import clock
from members.models import Entry
from proposals import services
from proposals.report import rates
from tests import factories
from tests.browsing import Person
from tests.factories import hand
from tests.merging import another, submitted_by

URL = reverse("proposals:report")


@pytest.mark.parametrize(
    ("received", "filed", "merged", "by_case", "by_proposal"),
    [
        (578, 470, 23, "81.31%", "85.29%"),  # Kunming 2020 reports the first
        (142, 136, 3, "95.77%", "97.89%"),  # Dongchuan 2026 reports the second
        (0, 0, 0, "—", "—"),
    ],
)
def test_the_rates_are_those_that_places_report(received, filed, merged, by_case, by_proposal):
    assert [rate.value for rate in rates(received, filed, merged)] == [by_case, by_proposal]


@pytest.fixture
def session(here, office, director, member, other_member, screened, meeting):
    """Five received: one filed, one merged into it, one declined, one under review, one new."""
    target = services.file(screened, by=hand(director))
    absorbed = another(here, other_member, office, "关于公路防护的建议")
    services.merge(absorbed, by=hand(director), target=target)
    declined = another(here, member, office, "关于某件小事的提案")
    meeting = services.list_proposals(meeting, by=hand(office), proposals=[declined])
    services.decline(
        declined,
        by=hand(director),
        ground=factories.entry(here.body, Entry.Book.GROUND, "vague"),
        disposition=factories.entry(here.body, Entry.Book.DISPOSITION, "opinion"),
        note="空泛",
    )
    another(here, member, office, "关于发展茶产业的提案")
    submitted_by(here, member, "关于校车安全的提案")
    services.register_offline(
        here.session, by=hand(office), title="线下提案第1号", registered_on=clock.today(),
        handled_by="机要室",
    )  # fmt: skip
    return here.session


def test_every_proposal_is_counted_once(session, office):
    page = Person(office).get(URL)
    counts = page.context["counts"]
    assert (counts.received, counts.filed, counts.merged, counts.declined) == (5, 1, 1, 1)
    assert counts.pending == 2
    assert [rate.value for rate in page.context["rates"]] == ["20.00%", "40.00%"]
    shown = page.content.decode()
    assert "立案率（按案件）" in shown
    assert "立案率（按提案）" in shown
    assert "内容空泛，没有具体建议" in shown


def test_what_is_handled_on_paper_is_a_line_of_its_own(session, office):
    assert "线下办理的事项 1 件，不计入以上数字" in Person(office).get(URL).content.decode()


def test_it_counts_by_kind_category_and_the_five_fields(session, director):
    tables = {t["title"]: t["rows"] for t in Person(director).get(URL).context["tables"]}
    assert [tuple(row) for row in tables["按类别"]] == [("城乡建设", 5, 1)]
    assert [tuple(row) for row in tables["按五大建设"]] == [("社会建设", 5, 1)]
    assert [tuple(row) for row in tables["按提案形式"]] == [("委员提案", 5, 1)]


def test_a_category_without_a_field_is_not_lost(session, office, category):
    Entry.objects.filter(pk=category.pk).update(field="")
    tables = {t["title"]: t["rows"] for t in Person(office).get(URL).context["tables"]}
    assert [tuple(row) for row in tables["按五大建设"]] == [("未分类", 5, 1)]


def test_the_report_of_a_meeting_counts_what_it_had_before_it(session, meeting, office):
    person = Person(office)
    page = person.get(URL, meeting=str(meeting.case.uid))
    counts = page.context["counts"]
    assert (counts.received, counts.filed, counts.declined, counts.pending) == (2, 1, 1, 0)
    assert "线下办理" not in page.content.decode()
    assert f"meeting={meeting.case.uid}" in person.get(meeting.get_absolute_url()).content.decode()


def test_a_neighbours_meeting_is_not_reported_on(session, meeting, elsewhere):
    neighbour = Person(elsewhere.office)
    assert neighbour.get(URL, meeting=str(meeting.case.uid)).status_code == 404
    assert neighbour.get(URL, session=session.pk).context["counts"].received == 0
    assert neighbour.get(URL, meeting="x").status_code == 404


@pytest.mark.parametrize("who", ["member", "dispatcher", "liaison"])
def test_it_is_the_committees_own(request, here, who):
    assert Person(request.getfixturevalue(who)).get(URL).status_code == 403
