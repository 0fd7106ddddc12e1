"""Key proposals among the numbers of the year."""

from __future__ import annotations

from django.core.management import call_command

from proposals.services import keys as services
from tests.browsing import Person
from tests.factories import hand
from tests.proposals.test_yearly import table


def shown(seat, by=""):
    title = "按五大建设：提出和办理" if by else "提出和办理"
    [cells] = table(seat, title, by=by).values()
    return cells["key"]


def test_key_proposals_are_counted_while_they_are_on_the_list(key, office, director, capsys):
    for by in ("", "field"):
        cell = shown(office, by)
        rows = Person(office).get(cell["url"]).context["lines"]
        assert (cell["text"], [one.row.pk for one in rows]) == (1, [key.proposal_id])
    call_command("recount_statistics")
    assert "key：页面 1，重算 1" in capsys.readouterr().out
    note = "第二十一次主席会议决定"
    services.amend_key_list(key.keylist, by=hand(director), removed=[key], note=note)
    assert shown(office) is None
    call_command("recount_statistics")
