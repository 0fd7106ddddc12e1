"""列入备选 from the list of proposals: those that were ticked, each by itself."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.services import keys as services
from tests.browsing import Person, fresh, told
from tests.factories import hand
from tests.merging import another, filed_by
from tests.proposals.test_bulk_screen import sheet
from workflow.models import Event

PAGE = reverse("proposals:many", args=["shortlist"])
LIST = reverse("proposals:list")


def test_what_was_ticked_comes_on_the_shortlist_and_refusals_are_told(
    here, numbered, other_member, office, director
):
    me, titles = Person(office), ("关于修缮古驿道的建议", "关于校园周边交通的提案")
    assert "列入备选" in me.get(LIST).content.decode()
    assert "列入备选" not in Person(director).get(LIST).content.decode()
    assert Person(director).get(PAGE).status_code == 403
    filed, unread = (another(here, other_member, office, title) for title in titles)
    filed = filed_by(here, office, director, filed)
    assert me.get(PAGE).context["lines"] == []
    row = services.open_key_list(here.session, by=hand(office), name="重点提案", wanted=10)
    shown = me.get(PAGE, proposal=[numbered.pk, unread.pk])
    assert [line["ticked"] for line in shown.context["lines"]] == [True]
    assert f"{unread.label}《{unread}》（审查中）" in shown.content.decode()
    words = sheet(me, PAGE)
    assert words["proposal"] == []  # nobody shortlists all by one press too many
    words |= {"proposal": [numbered.pk, filed.pk, unread.pk], "reasons": "事关民生"}
    page = me.post(PAGE, **words)
    done, why = told(page)
    assert page["Location"] == reverse("keys:list")
    assert done == "已列入备选2件，1件未列入备选，原因见下"
    assert "未立案" in why
    assert set(row.candidates.values_list("proposal", "reasons")) == {
        (numbered.pk, "事关民生"), (filed.pk, "事关民生"),
    }  # fmt: skip
    me.post(PAGE, **words)  # sent again by a line that broke
    assert Event.objects.filter(action="list_candidate").count() == 2
    assert me.get(PAGE).context["lines"] == []


def test_many_are_looked_at_in_one_question(numbered, here, other_member, office, director):
    row = services.open_key_list(here.session, by=hand(office), name="重点提案", wanted=10)
    filed = another(here, other_member, office, "关于修缮古驿道的建议")
    filed = filed_by(here, office, director, filed)
    with CaptureQueriesContext(connection) as asked:
        services.shortlist(row, by=hand(office), proposals=[numbered, filed])
    looks = [one["sql"] for one in asked if 'FROM "proposals_keyproposal"' in one["sql"]]
    assert len(looks) == 1


def test_what_lost_its_list_meanwhile_is_refused_with_what_to_do(numbered, here, office, director):
    row = services.open_key_list(here.session, by=hand(office), name="重点提案", wanted=10)
    me = Person(office)
    words = sheet(me, PAGE) | {"proposal": [numbered.pk]}
    services.call_off_key_list(fresh(row), by=hand(director), note="改在秋季")
    refused = me.post(PAGE, **words)
    assert refused.status_code == 422
    assert "请先在“重点提案”中启动遴选" in refused.content.decode()
