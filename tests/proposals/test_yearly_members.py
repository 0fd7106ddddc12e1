"""委员参与提案: how many members took part in a session, by sector, and who they are."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.urls import reverse

from members.models import Committee, Membership
from proposals import services
from tests import factories
from tests.browsing import Person
from tests.conftest import behind_its_back
from tests.factories import hand
from tests.merging import another
from tests.proposals.test_yearly import page, table

PEOPLE = reverse("proposals:yearly_members")
WHOLE, SECTORS = "委员参与提案", "按界别：委员参与提案"


@pytest.fixture
def together(here, draft, member, other_member, cast):
    """One proposes, with one who signs; a third does neither."""
    idle = factories.member(here, "段立秋")
    [invited] = services.invite(draft, by=hand(member), members=[other_member.member])
    services.answer_invitation(
        invited, by=hand(other_member), answer="confirmed", seen=invited.draft.revision
    )
    draft.refresh_from_db()
    services.submit(draft, by=hand(member))
    another(here, member, cast.office, "关于发展茶产业的提案")
    return idle


def told(cells):
    """Each number, and 参与率."""
    return {code: cell["text"] for code, cell in cells.items() if isinstance(cell, dict)}


def names(seat, url):
    return [line.cells["name"]["text"] for line in Person(seat).get(url).context["lines"]]


def test_members_who_proposed_or_signed_and_their_share(together, member, other_member, office):
    [cells] = table(office, WHOLE).values()
    assert told(cells) == {
        "members": 3, "took": 2, "proposed": 1, "cosigned": 1, "apart": 1, "rate": "66.67%",
    }  # fmt: skip
    who = {
        code: sorted(names(office, cells[code]["url"])) for code in told(cells) if code != "rate"
    }
    first, second, third = (str(seat.member) for seat in (member, other_member, together))
    assert who == {
        "members": sorted([first, second, third]), "took": sorted([first, second]),
        "proposed": [first], "cosigned": [second], "apart": [third],
    }  # fmt: skip
    assert "提交或联名过提案" in page(office).content.decode()
    call_command("recount_statistics")


def test_the_numbers_beside_a_member_lead_to_their_proposals(together, office, member):
    lines = Person(office).get(PEOPLE, figure="took").context["lines"]
    led = {}
    for line in lines:
        for code in ("proposed", "cosigned"):
            if cell := line.cells[code]:
                shown = Person(office).get(cell["url"]).context["lines"]
                led[code] = (cell["text"], len(shown))
    assert led == {"proposed": (2, 2), "cosigned": (1, 1)}


def test_whoever_left_the_term_counts_only_if_they_took_part(together, member, office):
    left = (member.member_id, together.member_id)
    behind_its_back(
        "UPDATE members_membership SET status = 'ended' WHERE member_id = ANY(%s)", list(left)
    )
    [cells] = table(office, WHOLE).values()
    assert (told(cells)["members"], told(cells)["took"], told(cells).get("apart")) == (2, 2, None)
    call_command("recount_statistics")


def test_by_sector_each_has_its_part_and_who_has_none_is_named(together, office, here):
    Membership.objects.filter(member=together.member_id).update(sector=None)
    lines = table(office, SECTORS, by="sector")
    assert {name: told(cells)["members"] for name, cells in lines.items()} == {
        str(here.sector): 2, "未注明界别": 1,
    }  # fmt: skip
    assert names(office, lines["未注明界别"]["apart"]["url"]) == [str(together.member)]
    assert len(names(office, lines[str(here.sector)]["members"]["url"])) == 2
    call_command("recount_statistics")


def test_who_they_are_is_the_committees_own_affair(together, here, elsewhere, cast):
    Committee.objects.filter(pk=here.body.pk).update(parent=elsewhere.body)
    [cells] = table(elsewhere.office, WHOLE, committee=here.body.pk).values()
    assert told(cells)["took"] == 2
    url = f"{PEOPLE}?session={here.session.pk}"
    shown = Person(elsewhere.office).get(url)
    assert str(together.member) not in shown.content.decode()
    for seat in (cast.liaison, cast.dispatcher, cast.member):
        assert Person(seat).get(PEOPLE).status_code == 403
    assert WHOLE not in [one.title for one in page(cast.liaison).context["tables"]]
