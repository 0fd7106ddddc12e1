"""全部符合条件: every case that the conditions leave, not only those on the page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from common import clock
from members.models import Job, Unit
from members.services import jobs
from members.tasks import run_job
from notices.models import Notice
from proposals import batch_jobs, likely, services
from proposals.models import Mark
from proposals.views import many
from tests import factories
from tests.browsing import Person, fresh, told
from tests.conftest import ORIGIN, sql
from tests.merging import another, filed_by, submitted_by
from workflow.models import Event

LIST = reverse("proposals:list")
TITLES = ("关于修缮古驿道的建议", "关于增设公交夜班线路的建议", "关于推广电子处方的建议")


def page(action):
    return reverse("proposals:many", args=[action])


@pytest.fixture
def few_shown(monkeypatch):
    """Two cases are more than a page shows."""
    monkeypatch.setattr(many, "SHOWN", 1)


@pytest.fixture
def four(here, submitted, other_member):
    return [submitted, *(submitted_by(here, other_member, title) for title in TITLES)]


def confirms(seat, action, query="", **words):
    """Open the page that the list leads to, and press its button."""
    person, url = Person(seat), f"{page(action)}?all=1&{query}"
    shown = person.get(url)
    assert "count" in shown.content.decode()
    words = {
        "press": shown.context["form"]["press"].value(),
        "count": shown.context["total"],
    } | words
    return person.post(url, **words)


DECLINED = {"recommendation": "decline", "note": "不属本会职责"}


def statuses(rows):
    return [fresh(row).status for row in rows]


def screened():
    return Event.objects.filter(action="screen").count()


def test_only_what_the_conditions_leave_is_shown(four, office):
    shown = Person(office).get(page("screen"), all="1", q="古驿道")
    assert [line["proposal"].title for line in shown.context["lines"]] == [TITLES[0]]
    assert "案号、词语、姓名：古驿道" in shown.content.decode()


def test_all_that_match_are_meant_whatever_was_ticked_besides(four, office):
    shown = Person(office).get(page("screen"), all="1", proposal=four[0].pk)
    assert shown.context["total"] == 4


def test_the_list_carries_its_conditions_to_the_verb(four, office):
    shown = Person(office).get(LIST, q="古驿道", more="1", view="0")
    assert shown.context["set"] == [("q", "古驿道")]
    assert "符合条件的全部 1 件" in shown.content.decode()


def test_a_worker_does_them_all_and_tells_which_it_could_not(here, four, office, few_shown):
    """The cases are fixed at the press: what comes in later is left alone."""
    answer = confirms(office, "screen", "status=submitted", **DECLINED)
    job = Job.objects.get()
    assert answer["Location"] == job.get_absolute_url()
    services.screen(fresh(four[1]), by=here.by, **DECLINED)
    late = submitted_by(here, factories.member(here), "关于保护古树名木的建议")
    person = Person(office)
    assert "排队中，共 4 件" in person.get(answer["Location"]).content.decode()
    run_job()
    words = person.get(answer["Location"]).content.decode()
    assert "已办 3 件，1 件未办，原因见下" in words
    assert TITLES[0] in words
    assert (statuses(four), fresh(late).status) == (["screening"] * 4, "submitted")
    assert Notice.objects.get(seat=office, about=f"job:{job.pk}").text == "成批初审已办完，1件未办"


def test_a_worker_leaves_alone_what_the_seat_does_not_see(four, office, elsewhere, few_shown):
    confirms(office, "mark")
    Job.objects.update(seat=elsewhere.office)  # as if the cases had gone out of its sight
    run_job()
    assert not Mark.objects.exists()
    assert Job.objects.get().reasons() == {batch_jobs.UNSEEN: ["已变动的提案"] * 4}


def test_a_worker_gives_no_units_but_those_that_somebody_suggested(
    here, four, office, education, few_shown, monkeypatch
):
    """What is only learned from the past is looked at first; who advises otherwise needs none."""
    monkeypatch.setattr(likely, "learned", lambda *_: [education.pk])
    four[0].suggestions.create(unit=education, by="proposer")
    confirms(office, "screen", recommendation="file")
    run_job()
    assert statuses(four) == ["screening", *["submitted"] * 3]
    assert set(Job.objects.get().reasons()) == {"没有建议承办单位，请逐件核对"}


def test_what_looks_like_another_is_left_to_a_closer_look(here, four, office, few_shown):
    twin = submitted_by(here, factories.member(here), "关于修缮古驿道的提案")
    confirms(office, "screen", **DECLINED)
    run_job()
    assert statuses([four[1], twin, four[2]]) == ["submitted", "submitted", "screening"]
    assert set(Job.objects.get().reasons()) == {"案由与其他提案相近，请逐件核对"}


def test_the_same_press_twice_and_a_worker_that_died_are_one_act(four, office, few_shown):
    press = uuid4()
    for _ in range(2):
        confirms(office, "screen", press=press, **DECLINED)
    assert Job.objects.count() == 1
    run_job()
    gone = clock.now() - jobs.SILENT - timedelta(seconds=1)
    Job.objects.update(ended_at=None, beat_at=gone)  # it died before it said so
    run_job()
    assert (screened(), Job.objects.get().done) == (4, 4)


def test_more_cases_than_were_told_are_not_done_unseen(here, four, office, few_shown):
    url = f"{page('screen')}?all=1"
    answer = Person(office).post(url, press=uuid4(), count=3, **DECLINED)
    assert answer.status_code == 422
    assert "现在有4件，与刚才不同" in answer.content.decode()
    assert not Job.objects.exists()


@pytest.mark.parametrize("query", ["unit=999999", "status=gone", "filed_since=x"])
def test_a_condition_that_is_gone_does_nothing_to_all(four, office, query):
    """Else it would be done to all cases that there are."""
    url = f"{page('screen')}?all=1&{query}"
    stale = Person(office).get(url)
    assert (stale.status_code, "请回列表重新筛选" in stale.content.decode()) == (400, True)
    assert Person(office).post(url, press=uuid4(), count=4, **DECLINED).status_code == 400


def test_others_may_not_and_foreign_cases_are_not_there(four, director, elsewhere, few_shown):
    assert Person(director).get(page("screen"), all="1").status_code == 403
    theirs = Person(elsewhere.office).get(page("screen"), all="1")
    assert theirs.context["total"] == 0


def test_many_are_numbered_in_the_order_of_the_book(here, filed, office, director, other_member):
    """As they were received, whatever the order in which they were filed or ticked."""
    later = filed_by(here, office, director, another(here, other_member, office, TITLES[0]))
    words = {"press": uuid4(), "proposal": [later.pk, filed.pk]}
    assert told(Person(office).post(page("number"), **words)) == ["已编号2件"]
    assert (fresh(filed).number, fresh(later).number) == (1, 2)


def test_units_are_pressed_together_once_a_day(share, office, liaison):
    person = Person(office)
    words = {"press": uuid4(), "note": "请抓紧办理", "proposal": share.proposal_id}
    assert told(person.post(page("urge"), **words)) == ["已催办1件"]
    again = person.post(page("urge"), **words | {"press": uuid4()})
    assert "今天已催办过" in again.content.decode()
    assert Event.objects.filter(action="urge").count() == 1
    assert Person(liaison).get(page("urge")).status_code == 403


def test_a_unit_that_went_into_one_of_another_system_does_not_hold_up_the_others(
    here, share, dispatcher, police
):
    other = type(share)._base_manager.get(pk=share.pk)
    other.pk, other.unit = None, police
    sql("SET session_replication_role = replica")
    type(share).objects.bulk_create([other])
    Unit.objects.filter(pk=police.pk).update(successor=factories.unit(here, "政法委", here.party))
    sql(ORIGIN)
    words = {"press": uuid4(), "note": "请抓紧办理", "proposal": share.proposal_id}
    assert told(Person(dispatcher).post(page("urge"), **words)) == ["已催办1件"]


def test_many_are_handed_over_as_the_office_advised(transferred, dispatcher, education):
    words = {"press": uuid4(), "proposal": transferred.pk, "notice_on": transferred.filed_on}
    assert told(Person(dispatcher).post(page("hand_over"), **words)) == ["已交办1件"]
    share = transferred.assignments.get()
    assert (share.unit, share.duty) == (education, "host")


def test_a_dispatcher_hands_over_and_presses_only_in_their_system(here, share, transferred):
    party = factories.person(here, "dispatcher", system=here.party)
    for verb in ("hand_over", "urge"):
        assert Person(party).get(page(verb)).context["lines"] == []


def test_a_mark_is_ones_own_and_changes_nothing(four, office, director):
    before = Event.objects.count()
    person = Person(office)
    words = {"press": uuid4(), "proposal": [four[0].pk, four[2].pk]}
    assert told(person.post(page("mark"), **words)) == ["已标记2件"]
    person.post(page("mark"), **words)
    assert Mark.objects.count() == 2
    marked = {line.pk for line in person.get(LIST, marked="yes").context["lines"]}
    assert marked == {four[0].pk, four[2].pk}
    assert Person(director).get(LIST, marked="yes").context["lines"] == []
    person.post(page("unmark"), press=uuid4(), proposal=[four[0].pk])
    assert Mark.objects.get().proposal == four[2]
    assert Event.objects.count() == before


def test_what_one_does_not_see_one_does_not_mark(four, other_member, elsewhere):
    Person(elsewhere.office).post(page("mark"), press=uuid4(), proposal=[four[0].pk])
    Person(other_member).post(page("mark"), press=uuid4(), proposal=[four[0].pk])
    assert not Mark.objects.exists()
