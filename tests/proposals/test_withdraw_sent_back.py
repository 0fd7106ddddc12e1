"""撤案 while it is being reworded: asked for and decided like any other; the sheet stays."""

from __future__ import annotations

import pytest

from deadlines.checks import faults
from proposals import services
from proposals.models import Draft, Withdrawal
from proposals.models.drafts import DraftQuerySet
from tests.browsing import Person, done, fresh, inbox, owed
from tests.factories import hand


@pytest.fixture
def sent_back(submitted, office, cast):
    return services.send_back(submitted, by=hand(office), note="请补充具体建议")


@pytest.fixture
def asked(sent_back, member):
    services.ask_withdrawal(sent_back, by=hand(member), note="情况已有变化")
    return fresh(sent_back)


def test_the_proposer_asks_and_the_director_agrees(sent_back, member, director):
    page = Person(member).does("ask_withdrawal", sent_back, note="情况已有变化")
    assert done(page, sent_back)
    assert owed(sent_back) == {("revise", "member"), ("withdrawal_decision", "director")}
    assert done(Person(director).does("withdraw_sent_back", sent_back), sent_back)
    assert fresh(sent_back).status == "withdrawn"
    assert Withdrawal.objects.get().status == "accepted"
    assert owed(sent_back) == set()
    assert inbox(member)[-1].startswith("您的提案已撤案")
    assert list(faults()) == []


def test_the_sheet_stays_with_its_writer_as_a_draft_of_its_own(asked, member, director):
    services.withdraw_sent_back(asked, by=hand(director))
    sheet = Draft.objects.get(submitted_at=None)
    assert sheet.proposal is None
    again = services.submit(sheet, by=hand(member))
    assert (again.pk != asked.pk, again.receipt) == (True, asked.receipt + 1)


def test_the_sheet_is_set_free_with_the_withdrawal_or_not_at_all(asked, director, monkeypatch):
    def dies(rows, **values):
        raise RuntimeError("power cut")

    monkeypatch.setattr(DraftQuerySet, "update", dies)
    with pytest.raises(RuntimeError):
        services.withdraw_sent_back(asked, by=hand(director))
    assert fresh(asked).status == "sent_back"


def test_refused_it_is_still_to_be_reworded(asked, member, director):
    page = Person(director).does("refuse_withdrawal", asked, note="请修改后再提")
    assert done(page, asked)
    assert (fresh(asked).status, owed(asked)) == ("sent_back", {("revise", "member")})


def test_asked_before_it_was_sent_back_it_can_still_be_agreed(submitted, member, office, director):
    services.ask_withdrawal(submitted, by=hand(member), note="重复提交")
    services.send_back(fresh(submitted), by=hand(office), note="请补充")
    services.withdraw_sent_back(fresh(submitted), by=hand(director))
    assert fresh(submitted).status == "withdrawn"
    assert list(faults()) == []


def test_nobody_withdraws_what_was_not_asked_for_and_only_the_director_agrees(
    sent_back, member, office, director
):
    page = Person(director).insists("withdraw_sent_back", sent_back)
    assert (page.status_code, "提案人没有申请撤案" in page.content.decode()) == (422, True)
    for seat in (member, office):
        assert Person(seat).insists("withdraw_sent_back", sent_back).status_code == 403
