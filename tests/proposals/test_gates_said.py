"""What must be told before a decision goes through, and who meets to decide."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from members.models import Entry
from proposals import services
from tests import factories
from tests.answering import BAD
from tests.browsing import Person, fresh
from tests.factories import hand


@pytest.mark.parametrize("missing", ["ground", "disposition"])
def test_nothing_is_declined_without_ground_and_disposition(
    here, screened, meeting, director, missing
):
    told = {"ground": ("ground", "vague"), "disposition": ("disposition", "opinion")}
    words = {name: factories.entry(here.body, *line).pk for name, line in told.items()}
    words[missing] = ""
    page = Person(director).does("decline", screened, note="建议转社情民意", **words)
    assert page.status_code == 422
    assert missing in page.context["form"].errors
    assert fresh(screened).status == "screening"


def test_nothing_is_handed_over_without_the_date_of_the_notice(transferred, dispatcher, education):
    page = Person(dispatcher).does("hand_over", transferred, host=education.pk, notice_on="")
    assert page.status_code == 422
    assert "notice_on" in page.context["form"].errors
    assert fresh(transferred).status == "transferred"


def test_nothing_is_handled_again_without_a_reason(delivered, member, office, director, education):
    proposal = delivered.proposal
    services.give_feedback(delivered, by=hand(member), **BAD)
    services.verify(proposal, by=hand(office), note="属实")
    for nothing in ("", "　 "):
        words = {"units": [education.pk], "note": nothing}
        assert Person(director).does("rehandle", proposal, **words).status_code == 422
    assert (fresh(proposal).status, fresh(proposal).round) == ("replied", 1)


def test_what_nobody_is_dissatisfied_with_is_not_handled_again(delivered, director, education):
    words = {"units": [education.pk], "note": "再办一次"}
    page = Person(director).insists("rehandle", delivered.proposal, **words)
    assert page.status_code == 422
    assert fresh(delivered.proposal).round == 1


def test_while_the_plenary_sits_its_own_committee_reviews_and_later_the_standing_one(
    here, screened, meeting, office
):
    def suggested():
        return Person(office).get(reverse("proposals:convene")).context["form"]["name"].value()

    assert suggested() == "提案审查委员会第2次会议"
    with clock.frozen(here.session.plenary_to + timedelta(days=1)):
        assert suggested() == "提案委员会第1次审查会议"


def test_a_category_of_the_place_counts_in_one_of_the_five_fields(here, office):
    add = reverse("dictionary_add", args=["category"])
    fields = {field: Person(office).post(add, label=f"类别{field}", field=field).status_code
              for field in Entry.Field.values}  # fmt: skip
    assert set(fields.values()) == {302}
    assert Person(office).post(add, label="又一类", field="sports").status_code == 422
