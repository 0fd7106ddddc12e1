"""保存视图、选择栏目: how a list stands for one person, and what the office shares."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from members.models import Role, SavedView
from members.services import views as services
from tests import factories
from tests.browsing import Person, told
from tests.factories import hand
from tests.merging import submitted_by
from tests.test_queries import questions
from workflow.models import Event

LIST = reverse("proposals:list")
VIEWS = reverse("lists:views", args=["proposals"])
COLUMNS = reverse("lists:columns", args=["proposals"])
SAVE = reverse("lists:save", args=["proposals"])


@pytest.fixture
def colleague(here):
    return factories.person(here, Role.OFFICE)


def saves(seat, query, press=None, **words):
    """Fill in the page that the list leads to."""
    person, url = Person(seat), f"{SAVE}?{query}"
    press = press or person.get(url).context["form"]["press"].value()
    return person.post(url, press=press, **words)


def view_of(seat, name):
    return SavedView.objects.get(seat=seat, name=name)


def names(seat):
    return [line["view"].name for line in Person(seat).get(VIEWS).context["lines"]]


def change(view):
    return reverse("lists:change", args=["proposals", view.pk])


def columns(seat, **query):
    return [one.key for one in Person(seat).get(LIST, **query).context["columns"]]


def test_a_view_keeps_conditions_order_and_columns(here, submitted, office, other_member):
    submitted_by(here, other_member, "关于发展茶产业的提案")
    services.arrange(office, "proposals", ["title", "number", "status"])
    page = saves(office, "q=茶产业&sort=-submitted&after=7&x=1&more=1", name="茶")
    assert told(page) == ["已保存视图“茶”"]
    services.arrange(office, "proposals", [])
    shown = Person(office).client.get(page["Location"])
    assert [str(line.row) for line in shown.context["lines"]] == ["关于发展茶产业的提案"]
    assert [one.key for one in shown.context["columns"]] == ["title", "number", "status"]
    assert "x=" not in view_of(office, "茶").query
    assert "after" not in view_of(office, "茶").query
    marks = {one["label"]: one["current"] for one in shown.context["views"]}
    assert marks == {"全部": False, "茶": True}


def test_saved_again_under_its_name_it_is_replaced(submitted, office):
    saves(office, "status=submitted", name="待审")
    saves(office, "status=screening", name="待审")
    assert view_of(office, "待审").query == "status=screening"
    assert names(office) == ["待审"]


def test_the_list_opens_with_the_view_that_was_chosen_and_all_rows_stay_near(submitted, office):
    saves(office, "status=filed", name="已立案", opens="on")
    person, view = Person(office), view_of(office, "已立案")
    assert person.get(LIST)["Location"] == f"{LIST}?status=filed&view={view.pk}"
    assert len(person.get(LIST, view=0).context["lines"]) == 1
    person.post(reverse("lists:open", args=["proposals", 0]))
    assert person.get(LIST).status_code == 200


def test_a_view_that_is_gone_opens_nothing(submitted, office):
    saves(office, "status=filed", name="已立案", opens="on")
    view = view_of(office, "已立案")
    page = Person(office).post(reverse("lists:drop", args=["proposals", view.pk]))
    assert told(page) == ["已删除视图“已立案”"]
    assert Person(office).get(LIST).status_code == 200
    assert Person(office).get(LIST, view=view.pk).context["view"] is None


def test_the_office_shares_a_view_which_shows_nobody_more_rows(
    here, transferred, office, dispatcher, liaison, elsewhere
):
    """What is shared is the question, never its answer."""
    saves(
        office, "session=" + str(here.session.pk), name="本次会议", roles=["dispatcher", "liaison"]
    )
    shared = view_of(office, "本次会议")
    assert names(dispatcher) == names(liaison) == ["本次会议"]
    seen = [Person(seat).client.get(LIST + shared.address) for seat in (dispatcher, liaison)]
    assert [len(page.context["lines"]) for page in seen] == [1, 0]
    assert "本次会议”共享给督查室、承办单位经办" in Event.objects.last().note
    neighbour = factories.person(elsewhere, Role.DISPATCHER, system=elsewhere.government)
    assert names(neighbour) == []


def test_a_shared_view_is_changed_by_its_office_alone(submitted, office, colleague, director):
    view = services.save_view(
        office, "proposals", by=hand(office), name="急件", roles=["director", "office"]
    )
    assert Person(director).get(change(view)).status_code == 403
    assert (
        Person(director).post(reverse("lists:drop", args=["proposals", view.pk])).status_code == 403
    )
    person = Person(colleague)
    press = person.get(change(view)).context["form"]["press"].value()
    person.post(change(view), press=press, name="急办件", roles=["office"])
    view.refresh_from_db()
    assert (view.name, view.roles, names(director)) == ("急办件", ["office"], [])
    assert told(person.post(reverse("lists:drop", args=["proposals", view.pk])))
    assert Event.objects.last().note == "删除共享的列表视图“急办件”"


def test_saved_again_from_the_page_before_with_one_role_more(submitted, office):
    press = uuid4()
    for roles in (["director"], ["director", "liaison"]):
        page = saves(office, "status=filed", name="急件", roles=roles, press=press)
        assert told(page) == ["已保存视图“急件”"]
    assert view_of(office, "急件").roles == ["director", "liaison"]


def test_whose_view_it_is_not_is_told_before_choosing_columns(submitted, office, director):
    view = services.save_view(
        office, "proposals", by=hand(office), name="急件", roles=["director", "office"]
    )
    page = Person(director).get(reverse("lists:columns", args=["proposals"]), view=view.pk)
    assert "由提案委办公室设置" in page.content.decode()
    assert 'name="column"' not in page.content.decode()


def test_nobody_else_shares_and_what_is_not_shared_is_nobody_elses(submitted, director, office):
    page = saves(director, "status=filed", name="我的", roles=["office"])
    assert told(page) == ["已保存视图“我的”"]
    view = view_of(director, "我的")
    assert (view.roles, names(office)) == ([], [])
    assert Person(office).get(change(view)).status_code == 404
    assert Person(office).get(LIST, view=view.pk).context["view"] is None


def test_only_the_office_shares_whichever_door_is_used(submitted, director):
    with pytest.raises(PermissionDenied, match="由提案委办公室设置"):
        services.save_view(director, "proposals", by=hand(director), name="我的", roles=["office"])
    assert not SavedView.objects.exists()


def test_what_is_wrong_is_said_and_kept(submitted, office):
    page = saves(office, "status=filed", name="")
    assert page.status_code == 422
    services.save_view(office, "proposals", by=hand(office), name="甲")
    view = services.save_view(office, "proposals", by=hand(office), name="乙")
    press = Person(office).get(change(view)).context["form"]["press"].value()
    page = Person(office).post(change(view), press=press, name="甲")
    assert page.status_code == 422
    assert "已有视图“甲”" in page.content.decode()


def test_views_are_not_without_end(submitted, office, monkeypatch):
    monkeypatch.setattr(services, "MOST", 1)
    saves(office, "", name="甲")
    assert "最多保存1个视图" in saves(office, "", name="乙").content.decode()
    assert saves(office, "status=filed", name="甲").status_code == 302


def test_a_unit_that_is_gone_is_said_of_the_view(submitted, office):
    services.save_view(office, "proposals", by=hand(office), name="旧", query="unit=999999")
    words = Person(office).get(VIEWS).content.decode()
    assert "承办单位：已不存在或写得不对" in words


def test_many_views_are_told_in_as_many_questions_as_one(here, handed_over, office):
    """Each names a session, a unit, a system, a category; one names what is not there."""
    unit = handed_over.assignments.first().unit
    line = factories.entry(here.body, "category", "teach")
    query = f"session={here.session.pk}&system={here.government.pk}&category={line.pk}"
    asked = []
    for name, last in (("甲", unit.pk), ("乙", unit.pk), ("丙", "x"), ("丁", unit.pk)):
        told_of = {"name": name, "query": f"{query}&unit={last}"}
        services.save_view(office, "proposals", by=hand(office), **told_of)
        asked.append(questions(Person(office), VIEWS))
    assert asked == [asked[0]] * 4
    shown = Person(office).get(VIEWS).context["lines"]
    told_of = {
        line["view"].name: {chip.label: chip.text for chip in line["chips"]} for line in shown
    }
    assert told_of["甲"] == told_of["丁"] == {
        "届次": str(here.session), "类别": "教育事业", "承办单位": str(unit),
        "承办系统": "政府系统",
    }  # fmt: skip
    assert told_of["丙"]["承办单位"] == "已不存在或写得不对"


def test_columns_are_chosen_and_moved_without_a_script(submitted, office):
    person = Person(office)
    page = person.get(COLUMNS)
    order = [column.key for column, _ in page.context["lines"]]
    usual = [column.key for column, shown in page.context["lines"] if shown]
    assert usual == columns(office)
    person.post(COLUMNS, order=order, column=["label", "status", "proposer"])
    assert columns(office) == ["label", "title", "status", "proposer"]
    order = ["label", "title", "status", "proposer"]
    person.post(COLUMNS, order=order, column=["label", "status", "proposer"], up="proposer")
    assert columns(office) == ["label", "title", "proposer", "status"]
    assert submitted.proposer in person.get(LIST).content.decode()
    done = person.post(COLUMNS, usual="1", done="1")
    assert done["Location"].startswith(LIST)
    assert columns(office) == usual


def test_columns_of_a_view_are_its_own(submitted, office):
    saves(office, "status=submitted", name="待审")
    view = view_of(office, "待审")
    Person(office).post(f"{COLUMNS}?view={view.pk}", order=["title", "status"], column=["status"])
    assert columns(office, view=view.pk) == ["title", "status"]
    assert "light" in columns(office)


def test_a_column_that_one_may_not_read_is_not_there_to_choose(submitted, office, member):
    services.arrange(member, "proposals", ["title", "recommendation", "grade", "gone"])
    assert columns(member) == ["title"]
    offered = {column.key for column, _ in Person(member).get(COLUMNS).context["lines"]}
    assert not offered & {"recommendation", "grade", "meeting"}


def test_every_column_can_be_shown_at_once_and_asks_the_same_of_many_rows(delivered, office):
    from proposals.columns import LISTING
    from tests.test_queries import copies, questions

    every = [one.key for one in LISTING.offered(office)]
    services.arrange(office, "proposals", every)
    few = questions(Person(office), LIST)
    copies(delivered.proposal, 20)
    assert few == questions(Person(office), LIST) <= 14
    assert columns(office) == every


def test_an_unknown_list_has_no_views(office):
    assert Person(office).get(reverse("lists:views", args=["nothing"])).status_code == 404
