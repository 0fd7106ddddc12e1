"""Consultations and their tasks through the API: by the rules of the pages, and no others."""

from __future__ import annotations

from django.urls import reverse

from consultations import services
from members.models import Role
from tests.api.systems import system
from tests.api.test_problems import told
from tests.browsing import Person
from tests.consultations.conftest import entry, fresh
from tests.factories import hand

ALL = reverse("api:consultation-list")
TASKS = reverse("api:task-list")


def act(task, verb):
    return reverse("api:consultation-part-act", args=[task.case.uid, "tasks", task.pk, verb])


def results(answer):
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["results"]


def test_who_is_invited_reads_of_the_list_no_more_than_on_the_page(
    approved, request, studio, county, member, party
):
    role = entry(county, "attendee", "member")
    services.invite(approved, by=hand(studio), role=role, name="委员甲", member=member.member)
    listed = request.getfixturevalue("list_asked")
    person = Person(member)
    [line] = results(person.get(ALL, expand="tasks"))
    assert (line["title"], line["tasks"]) == ("鱼塘村亮化协商", [])
    assert results(person.get(TASKS)) == []
    told(person.get(reverse("api:task-detail", args=[listed.tasks.first().pk])), 404, "not-found")
    services.approve_list(fresh(listed), by=hand(party))
    assert len(results(person.get(TASKS))) == 2


def test_a_system_reads_what_was_put_on_file_and_nothing_before(county, list_approved, office):
    reader = system(county)
    assert results(reader.get(ALL)) == results(reader.get(TASKS)) == []
    services.file_list(list_approved, by=hand(office))
    [line] = results(reader.get(ALL, expand="tasks"))
    assert [task["what"] for task in line["tasks"]] == ["安装太阳能路灯", "平整灯杆基础"]
    assert (line["township"], line["county"]) == ("鱼塘乡", "青山县")  # others may be named alike


def test_a_units_system_signs_for_its_task_as_people_do(county, lamps, footing, power, roads):
    ours = system(county, Role.LIAISON, unit=power)
    read = ours.get(reverse("api:task-detail", args=[lamps.pk]))
    assert "sign_for" in {one["action"] for one in read.json()["available_actions"]}
    told(ours.post(act(footing, "sign_for"), seen=read["ETag"]), 403, "forbidden")
    other = system(county, Role.LIAISON, name="交通系统", unit=roads)
    told(other.post(act(lamps, "sign_for"), seen=read["ETag"]), 404, "not-found")
    told(ours.post(act(lamps, "sign_for")), 428, "precondition-required")
    done = ours.post(act(lamps, "sign_for"), seen=read["ETag"])
    assert (done.status_code, done.json()["status"]) == (200, "handling")
    assert fresh(lamps).status == "handling"


def test_a_copy_holds_consultations_whatever_else_the_address_says(county, filed):
    url, narrow = reverse("api:changes"), system(county, scopes=["consultations:read"])
    [change] = narrow.get(url, fields="title", expand="tasks").json()["changes"]
    assert (change["type"], change["id"]) == ("consultation", str(filed.case.uid))
    assert "tasks" not in change["data"]
    whole = system(county, name="另一系统")
    pages = [whole.get(url).json()]
    while pages[-1]["has_more"]:
        pages.append(whole.get(url, cursor=pages[-1]["next_cursor"]).json())
    [change] = [change for page in pages for change in page["changes"]]
    assert len(change["data"]["tasks"]) == 2
