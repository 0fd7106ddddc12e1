"""审查面板: the director decides item by item, in groups, and applies it in one press."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from common import clock
from proposals import services
from proposals.models import ReviewMeeting
from tests import factories
from tests.browsing import Person, fresh, told
from tests.factories import hand
from tests.merging import submitted_by
from tests.test_queries import questions


@pytest.fixture
def agenda(screened, here, office, other_member, police):
    """A meeting on three cases: to file, to decline, to merge into the first."""
    idle = submitted_by(here, other_member, "关于给我家门口修路的提案")
    services.screen(idle, by=hand(office), recommendation="decline", note="属个人事项")
    same = submitted_by(here, other_member, "关于完善乡村公路安全防护的提案")
    services.screen(same, by=hand(office), recommendation="merge", target=screened, units=[police])
    rows = [screened, fresh(idle), fresh(same)]
    when = here.session.plenary_from
    services.convene(here.session, by=hand(office), name="第一次会议", held_on=when, proposals=rows)
    return rows


@pytest.fixture
def boss(director):
    return Person(director)


def board(**query):
    path = reverse("proposals:agenda", args=[ReviewMeeting.objects.get().case.uid])
    return path + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def decided(row, verb, **more):
    """What a browser sends of one line."""
    words = {"version": fresh(row).case.version, "verb": verb} | more
    return {f"p{row.pk}-{name}": value for name, value in words.items()}


def press(person, *lines, **more):
    words = {"press": uuid4()} | more
    for line in lines:
        words |= line
    return person.post(board(), **words)


def reasons(here):
    return {
        "ground": factories.entry(here.body, "ground", "vague").pk,
        "disposition": factories.entry(here.body, "disposition", "opinion").pk,
        "note": "所提为个人事项，已转有关方面参考",
    }


def names(page):
    return [(section.name, section.count) for section in page.context["sections"]]


def test_it_is_grouped_by_category_by_advice_or_by_unit(agenda, boss):
    assert names(boss.get(board())) == [("城乡建设", 3)]
    by_advice = boss.get(board(by="advice"))
    assert names(by_advice) == [("建议立案", 1), ("建议不予立案", 1), ("建议并案", 1)]
    by_unit = [("州教育体育局", 1), ("州公安局", 1), ("未建议单位", 1)]
    assert names(boss.get(board(by="unit"))) == by_unit
    one = boss.get(board(by="advice", group="decline"))
    assert names(one) == [("建议不予立案", 1)]
    assert "属个人事项" in one.content.decode()
    assert "案由相近" in boss.get(board()).content.decode()


def test_three_verbs_are_applied_in_one_press(agenda, boss, here):
    file, decline, merge = agenda
    page = press(
        boss,
        decided(file, "file"),
        decided(decline, "decline", **reasons(here)),
        decided(merge, "merge", target=file.label),
    )
    assert page.status_code == 302
    assert told(page) == ["已决定3件：立案1件、不予立案1件、并案1件"]
    assert [fresh(row).status for row in agenda] == ["filed", "declined", "merged"]
    assert fresh(merge).merged_into_id == file.pk
    assert fresh(decline).meeting_id == ReviewMeeting.objects.get().pk
    assert "都已作出决定" in boss.get(board()).content.decode()


def test_what_absorbs_another_is_decided_first_wherever_it_stands(agenda, boss):
    """The merger makes another version of it than the one that was seen."""
    first, _, last = agenda
    page = press(boss, decided(first, "merge", target=last.label), decided(last, "file"))
    assert told(page) == ["已决定2件：并案1件、立案1件"]
    assert (fresh(first).merged_into_id, fresh(last).status) == (last.pk, "filed")


def test_what_is_not_chosen_is_left_for_later(agenda, boss):
    page = press(boss, decided(agenda[0], "file"), decided(agenda[1], ""))
    assert told(page) == ["已决定1件：立案1件"]
    assert [fresh(row).status for row in agenda] == ["filed", "screening", "screening"]
    assert press(boss, decided(agenda[1], "")).status_code == 422


def test_the_advice_is_filled_in_for_a_group_and_nothing_is_done_yet(agenda, boss):
    file, decline, merge = agenda
    sent = [decided(file, ""), decided(decline, "file", note="再看"), decided(merge, "")]
    page = press(boss, *sent, fill="all")
    assert page.status_code == 200
    lines = [item.form for section in page.context["sections"] for item in section.items]
    assert [line.chosen for line in lines] == ["file", "file", "merge"]
    assert lines[2]["target"].value() == file.label
    assert lines[1]["note"].value() == "再看"
    assert {fresh(row).status for row in agenda} == {"screening"}
    words = {"press": uuid4(), "fill": "merge"} | decided(file, "") | decided(merge, "")
    of_group = boss.post(board(by="advice"), **words).context["sections"]
    assert [one.form.chosen for s in of_group for one in s.items] == ["", "", "merge"]


def test_a_line_that_lacks_something_keeps_what_was_typed_and_holds_nobody_up(agenda, boss, here):
    file, decline, merge = agenda
    half = reasons(here) | {"ground": ""}
    page = press(
        boss,
        decided(file, "file"),
        decided(decline, "decline", **half),
        decided(merge, "merge", target="收件9999"),
    )
    assert page.status_code == 422
    assert [fresh(row).status for row in agenda] == ["filed", "screening", "screening"]
    text = page.content.decode()
    assert "请选择不予立案理由" in text
    assert "没有这个号" in text
    assert half["note"] in text
    assert "收件9999" in text


def test_who_was_faster_is_shown_and_nothing_is_done_over_it(agenda, boss, office, police):
    file, decline, _ = agenda
    lines = [decided(file, "file"), decided(decline, "file")]
    services.advise(fresh(file), by=hand(office), recommendation="file", units=[police])
    services.file(fresh(decline), by=hand(boss.seat))
    page = press(boss, *lines)
    assert page.status_code == 422
    assert fresh(file).status == "screening"
    assert [one.why for one in page.context["refused"]] == ["此件已被他人更改，请核对后再办"] * 2
    assert [[change.text for change in one.changes] for one in page.context["refused"]] == [
        ["修改初审建议"],
        ["立案"],
    ]
    kept = page.context["sections"][0].items[0].form
    assert kept.chosen == "file"
    again = press(boss, decided(file, "file", version=kept["version"].value()))
    assert told(again) == ["已决定1件：立案1件"]


def test_the_same_press_twice_is_one_act(agenda, boss):
    words = decided(agenda[0], "file") | {"press": uuid4()}
    assert boss.post(board(), **words).status_code == 302
    assert told(boss.post(board(), **words))[-1] == "已决定1件：立案1件"
    assert fresh(agenda[0]).case.events.filter(action="file").count() == 1


def test_before_its_day_and_for_the_office_it_is_only_read(agenda, boss, office):
    page = Person(office).get(board())
    assert "作出决定</button>" not in page.content.decode()
    assert press(Person(office), decided(agenda[0], "file")).status_code == 403
    ReviewMeeting.objects.update(held_on=clock.today() + timedelta(days=2))
    assert "作出决定</button>" not in boss.get(board()).content.decode()
    assert "当日起才能作出决定" in press(boss, decided(agenda[0], "file")).content.decode()
    assert {fresh(row).status for row in agenda} == {"screening"}


def test_a_case_of_no_agenda_is_not_decided_here(agenda, boss, here, office, other_member):
    foreign = submitted_by(here, other_member, "关于另一件事的提案")
    services.screen(foreign, by=hand(office), recommendation="file")
    assert press(boss, decided(foreign, "file")).status_code == 422
    assert fresh(foreign).status == "screening"


def test_the_official_list_says_what_became_of_each(agenda, boss, here):
    file, decline, merge = agenda
    press(boss, decided(decline, "decline", **reasons(here)), decided(file, "file"))
    press(boss, decided(merge, "merge", target=file.label))
    page = boss.get(reverse("proposals:results", args=[ReviewMeeting.objects.get().case.uid]))
    assert [(name, [row.words for row in rows]) for name, rows in page.context["groups"]] == [
        ("立案", ["州教育体育局"]),
        ("不予立案、转意见建议", ["内容空泛，没有具体建议；转社情民意"]),
        ("并案", [f"并入{file.label}《{file.title}》"]),
    ]


def test_a_long_agenda_costs_no_more_questions_than_a_short_one(
    agenda, boss, here, office, other_member
):
    meeting, few = ReviewMeeting.objects.get(), questions(boss, board())
    more = []
    for number in range(4):
        row = submitted_by(here, other_member, f"关于第{number}件事的提案")
        more.append(services.screen(row, by=hand(office), recommendation="file"))
    services.list_proposals(meeting, by=hand(office), proposals=more)
    assert questions(boss, board()) == few <= 22
