"""A task is signed for, returned, given to another unit, extended, reported and looked at."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common import clock
from consultations import services
from consultations.models import Consultation, Task
from deadlines.models import Obligation
from proposals.models import Draft
from tests.browsing import inbox, owed
from tests.consultations.browsing import Person
from tests.consultations.conftest import agree, fresh, put_on_list, report_and_confirm
from tests.consultations.test_topic import handed_in
from tests.factories import hand
from tests.papers import upload


def due_of(task):
    return Obligation.objects.open().get(subject_id=task.pk, kind="task").fixed_on


def test_what_is_signed_for_is_owed_by_the_day_on_the_list(lamps, power_liaison):
    Person(power_liaison).does("sign_for", lamps)
    assert due_of(lamps) == lamps.due_on
    assert fresh(lamps).signed_on == clock.today()


def test_all_tasks_signed_for_is_being_handled(signed, footing, studio):
    row = Consultation.objects.get(pk=signed.consultation_id)
    assert row.status == "filed"
    Person(studio).does("sign_for", footing)
    assert fresh(row).status == "handling"


def test_the_page_says_of_which_task_something_is_owed(lamps, footing, power_liaison, office):
    mine = Person(power_liaison).get(lamps.consultation.get_absolute_url()).context["mine"]
    assert [one["part"] for one in mine] == [str(lamps)]
    waiting = Person(office).get(lamps.consultation.get_absolute_url()).context["waiting"]
    assert {str(lamps), str(footing)} <= {one["part"] for one in waiting}


def test_a_return_needs_a_reason_and_is_refused_with_one(lamps, power_liaison, office):
    assert Person(power_liaison).tries("ask_return", lamps, note="").status_code == 422
    Person(power_liaison).does("ask_return", lamps, note="不属于本单位职责")
    assert ("task_return", "office") in owed(lamps.consultation)
    assert "refuse_handling" not in Person(office).buttons(lamps.consultation)
    Person(office).does("refuse_waiting", lamps, note="属于你单位职责")
    assert fresh(lamps).status == "waiting"
    assert inbox(power_liaison)[-1].startswith("待办：签收协商任务")


def test_a_return_after_signing_goes_back_to_handling(handling, power_liaison, office):
    day = due_of(handling)
    Person(power_liaison).does("ask_return", handling, note="机构职能已划转")
    Person(office).does("refuse_handling", handling, note="划转前由你单位办理")
    assert fresh(handling).status == "handling"
    assert due_of(handling) == day


def test_another_unit_takes_over_and_the_old_task_stays_as_history(
    lamps, power_liaison, office, roads, roads_liaison
):
    Person(power_liaison).does("ask_return", lamps, note="应由交通局办理", proposed=roads.pk)
    page = Person(office).insists("reassign", lamps, level="county", due_on=lamps.due_on)
    assert page.status_code == 422  # to nobody
    Person(office).does("reassign", lamps)
    taken = Task.objects.get(replaces=lamps)
    assert (taken.unit, taken.status, fresh(lamps).status) == (roads, "waiting", "reassigned")
    shown = Person(office).get(lamps.consultation.get_absolute_url()).content.decode()
    assert f"接替第{lamps.number}项" in shown
    assert Person(roads_liaison).sees(lamps.consultation)


def test_more_time_is_asked_for_with_a_reason_and_granted(handling, power_liaison, office):
    until = handling.due_on + timedelta(days=15)
    earlier = Person(power_liaison).tries(
        "ask_extension", handling, until=handling.due_on, note="雨季"
    )
    assert earlier.status_code == 422
    Person(power_liaison).does("ask_extension", handling, until=until, note="雨季")
    again = Person(power_liaison).insists("ask_extension", handling, until=until, note="雨季")
    assert again.status_code == 422
    Person(office).does("grant_extension", handling)
    assert fresh(handling).due_on == until
    debt = Obligation.objects.open().get(subject_id=handling.pk, kind="task")
    assert (debt.extended_to, debt.first_due_on < debt.due_on) == (until, True)
    [asked] = handling.extensions.all()
    assert asked.status == "accepted"


def test_more_time_is_refused_with_a_reason_and_the_day_stays(handling, power_liaison, office):
    until = handling.due_on + timedelta(days=15)
    services.ask_extension(handling, by=hand(power_liaison), until=until, note="雨季")
    Person(office).does("refuse_extension", handling, note="春节前必须亮灯")
    assert fresh(handling).due_on == handling.due_on
    assert inbox(power_liaison)[-1].startswith("未同意任务延期")


def test_a_request_for_time_lapses_with_the_report(handling, power_liaison):
    until = handling.due_on + timedelta(days=15)
    services.ask_extension(handling, by=hand(power_liaison), until=until, note="雨季")
    Person(power_liaison).does("report", fresh(handling), note="已装好")
    assert handling.extensions.get().status == "lapsed"
    assert ("task_extension", "office") not in owed(handling.consultation)


def test_progress_is_told_with_evidence_while_it_goes_on(
    handling, power_liaison, member, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    Person(power_liaison).does("record_progress", handling, text="已装20盏", files=upload())
    tomorrow = clock.today() + timedelta(days=1)
    page = Person(power_liaison).tries("record_progress", handling, text="装完", on=tomorrow)
    assert page.status_code == 422
    shown = Person(member).get(handling.consultation.get_absolute_url()).content.decode()
    assert "已装20盏" in shown
    services.report(fresh(handling), by=hand(power_liaison), note="完成")
    page = Person(power_liaison).insists("record_progress", handling, text="又", on=clock.today())
    assert page.status_code == 422


def test_a_county_task_is_looked_at_by_the_county(reported, office, studio):
    assert Person(studio).insists("confirm", reported).status_code == 403
    Person(office).does("confirm", reported)
    assert (fresh(reported).status, fresh(reported).done_on) == ("done", clock.today())


def test_what_is_not_finished_goes_back_by_the_same_day(reported, office, power_liaison):
    assert Person(office).tries("send_back_task", reported, note="").status_code == 422
    Person(office).does("send_back_task", reported, note="3盏不亮")
    assert fresh(reported).status == "handling"
    assert due_of(reported) == reported.due_on
    assert any("协商任务办理" in text for text in inbox(power_liaison))


@pytest.fixture
def township_task(held, studio, party, office, roads, roads_liaison):
    """An affair of the township that a unit does."""
    put_on_list(agree(held, studio), studio, "清淤", roads, level="township")
    services.ask_list(fresh(held), by=hand(studio))
    services.approve_list(fresh(held), by=hand(party))
    services.file_list(fresh(held), by=hand(office))
    return services.sign_for(held.tasks.get(), by=hand(roads_liaison))


def test_an_affair_of_the_township_is_decided_and_looked_at_by_the_township(
    township_task, studio, office, roads_liaison
):
    until = township_task.due_on + timedelta(days=9)
    services.ask_extension(township_task, by=hand(roads_liaison), until=until, note="雨季")
    assert Person(office).insists("grant_extension", township_task).status_code == 403
    Person(studio).does("grant_extension", township_task)
    Person(roads_liaison).does("report", fresh(township_task), note="已清淤")
    Person(studio).does("confirm", fresh(township_task))
    assert fresh(township_task.consultation).status == "rating"


def test_what_the_township_does_itself_the_county_looks_at(handling, footing, studio, office):
    services.report(fresh(footing), by=hand(studio), note="已平整")
    assert Person(studio).insists("confirm", footing).status_code == 403
    Person(office).does("confirm", footing)


def test_a_list_is_never_closed_with_an_open_task(handling, footing, studio, office):
    report_and_confirm(footing, studio, office)
    row = Consultation.objects.get(pk=handling.consultation_id)
    assert row.status == "handling"
    assert Person(studio).insists("end_rating", row).status_code == 409


def test_a_task_becomes_a_proposal_and_its_list_goes_on_without_it(
    handling, footing, office, studio, member, county
):
    Person(office).does("turn_task", handling, member=member.member_id)
    draft = Draft.objects.get()
    assert (draft.title, draft.member) == (handling.what, member.member)
    assert "年内装路灯" in draft.body
    row = Consultation.objects.get(pk=handling.consultation_id)
    assert ("task", "liaison") not in owed(row)
    shown = Person(studio).get(row.get_absolute_url()).content.decode()
    assert "提案草稿（尚未提交）" in shown
    report_and_confirm(footing, studio, office)
    assert fresh(row).status == "rating"
    proposal = handed_in(draft, office, county)
    shown = Person(office).get(row.get_absolute_url()).content.decode()
    assert proposal.get_absolute_url() in shown
    came = Person(office).get(proposal.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in came


def test_where_every_task_went_elsewhere_nobody_is_asked_to_rate(handling, footing, office, member):
    services.turn_task(handling, by=hand(office), member=member.member)
    services.turn_task(fresh(footing), by=hand(office), member=member.member)
    row = Consultation.objects.get(pk=handling.consultation_id)
    assert row.status == "done"
    assert owed(row) == set()
