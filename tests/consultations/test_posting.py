"""挂县挂乡: who looks after which county or township, from when; guidance papers beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from common import clock
from consultations.models import Enclosure, Guidance, Posting
from consultations.services import postings as services
from members.models import Level, Role
from tests import factories
from tests.browsing import fresh
from tests.consultations.browsing import Person
from tests.consultations.test_campaign import filled
from tests.factories import hand
from tests.papers import upload
from workflow.chain import faults as broken_chains
from workflow.models import Event

LIST, NEW = reverse("consultations:postings"), reverse("consultations:new_posting")
PAPERS, NEW_PAPER = reverse("consultations:guidance"), reverse("consultations:new_guidance")


@pytest.fixture
def leader(prefecture):
    return factories.person(prefecture, Role.LEAD)


@pytest.fixture
def on_county(prefecture, leader, county) -> Posting:
    return services.enter_posting(
        prefecture.body,
        by=hand(prefecture.office),
        seat=leader,
        county=county.body,
        first_on=clock.today(),
        duty="联系指导院坝协商",
    )


@pytest.fixture
def on_town(county, office, member, town) -> Posting:
    return services.enter_posting(
        county.body, by=hand(office), seat=member, township=town, first_on=clock.today()
    )


def line_of(kind, row, verb):
    return reverse(f"consultations:{kind}_act", args=[row.pk, verb])


def presses(person, url, **typed):
    return person.post(url, **(filled(person.get(url)) | typed))


def test_the_office_enters_it_and_the_person_finds_it_as_their_own(
    prefecture, leader, town, studio
):
    office = Person(prefecture.office)
    typed = {"seat": leader.pk, "township": town.pk, "duty": "联系指导院坝协商"}
    assert presses(office, NEW, **typed).status_code == 302
    [posting] = Posting.objects.all()
    page = Person(leader).get(LIST)
    assert page.context["mine"] == [posting]
    assert "青山县鱼塘乡" in page.content.decode()
    assert Event.objects.filter(subject_type=Posting.kind(), action="enter").count() == 1
    assert list(broken_chains()) == []


def test_it_stands_on_the_board_of_the_township_and_of_the_county(
    on_county, on_town, studio, office, prefecture, county, next_county, far_town
):
    board = reverse("consultations:board")
    for seat in (studio, office):
        text = Person(seat).get(board).content.decode()
        for one in (on_county, on_town):
            assert one.seat.user.name in text
    page = Person(prefecture.office).get(board, county=county.body.pk)
    assert set(page.context["postings"]) == {on_county, on_town}
    assert list(Person(prefecture.office).get(board).context["postings"]) == []
    assert list(Person(next_county.office).get(board).context["postings"]) == []


def test_only_who_it_concerns_is_shown_it(
    on_county, on_town, people, next_county, next_town, county, prefecture, leader
):
    beside = factories.person(county, Role.TOWNSHIP, township=next_town)
    hoped = {
        prefecture.office: {on_county, on_town},
        people.office: {on_county, on_town},
        people.studio: {on_county, on_town},
        people.party: {on_county, on_town},
        leader: {on_county, on_town},
        people.member: {on_town},
        beside: {on_county},
        next_county.office: set(),
        people.power: set(),
    }
    for seat, rows in hoped.items():
        assert set(Posting.objects.visible_to(seat)) == rows, seat
        url = line_of("posting", on_town, "end")
        keeps = seat == people.office
        status = 422 if keeps else 403 if on_town in rows else 404
        assert Person(seat).post(url).status_code == status, seat


def test_it_is_changed_and_ended_with_the_reason(on_town, office, member):
    person = Person(office)
    until = clock.today() + timedelta(days=90)
    page = presses(person, line_of("posting", on_town, "change"), last_on=until, duty="督导")
    assert page.status_code == 302
    assert (fresh(on_town).last_on, fresh(on_town).duty) == (until, "督导")
    assert presses(person, line_of("posting", on_town, "end"), note=" ").status_code == 422
    assert presses(person, line_of("posting", on_town, "end"), note="调离").status_code == 302
    assert (fresh(on_town).status, fresh(on_town).last_on) == ("ended", clock.today())
    assert on_town not in Posting.objects.current()
    assert "已结束" in Person(member).get(LIST).content.decode()


def test_what_is_over_by_its_last_day_is_on_no_board(county, office, member, town, studio):
    gone = services.enter_posting(
        county.body,
        by=hand(office),
        seat=member,
        township=town,
        first_on=clock.today() - timedelta(days=30),
        last_on=clock.today() - timedelta(days=1),
    )
    assert gone not in Person(studio).get(reverse("consultations:board")).context["postings"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"township": ""}, "只选一个"),
        ({"county": "here"}, "只选一个"),
        ({"last_on": "2020-01-01", "first_on": "2026-11-01"}, "相差超过5年"),
        ({"first_on": "2026-11-01", "last_on": "2026-10-01"}, "结束日期不能早于开始日期"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_entered(
    prefecture, leader, town, county, typed, told
):
    if typed.get("county"):
        typed = {"county": county.body.pk}
    good = {"seat": leader.pk, "township": town.pk, "duty": "联系指导"}
    page = presses(Person(prefecture.office), NEW, **good | typed)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert "联系指导" in page.content.decode()
    assert Posting.objects.count() == 0


def test_the_same_person_is_not_entered_twice_for_one_place(on_county, prefecture, county, leader):
    typed = {"seat": leader.pk, "county": county.body.pk}
    page = presses(Person(prefecture.office), NEW, **typed)
    assert page.status_code == 422
    assert "已挂联青山县" in page.content.decode()


@pytest.fixture
def paper(prefecture, settings, tmp_path) -> Guidance:
    settings.MEDIA_ROOT = tmp_path
    return services.enter_guidance(
        prefecture.body,
        by=hand(prefecture.office),
        title="关于深化院坝协商的指导意见",
        number="彩云办〔2026〕8号",
        issued_by="彩云州委办公室",
        issued_on=clock.today(),
        files=[upload()],
    )


def test_a_guidance_paper_is_read_by_everybody_below(
    prefecture, people, elsewhere, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    typed = {"title": "关于深化院坝协商的指导意见", "number": "彩云办〔2026〕8号"}
    typed |= {"issued_by": "彩云州委办公室", "issued_on": clock.today(), "files": upload()}
    assert presses(Person(prefecture.office), NEW_PAPER, **typed).status_code == 302
    file = Enclosure.objects.get()
    for name, seat in vars(people).items():
        text = Person(seat).get(PAPERS).content.decode()
        assert "彩云办〔2026〕8号" in text, name
        assert file.url in text, name
        assert Person(seat).get(file.url).status_code == 200, name
    assert "彩云办" not in Person(elsewhere.office).get(PAPERS).content.decode()
    assert Person(elsewhere.office).get(file.url).status_code == 404


def test_without_its_file_a_paper_is_not_entered(prefecture):
    typed = {"title": "指导意见", "issued_by": "彩云州委办公室", "issued_on": clock.today()}
    page = presses(Person(prefecture.office), NEW_PAPER, **typed)
    assert page.status_code == 422
    assert "请选择文件" in page.content.decode()
    assert Guidance.objects.count() == 0


def test_void_it_is_still_read_and_marked(paper, prefecture, people, elsewhere):
    url, office = line_of("guidance", paper, "end"), Person(prefecture.office)
    assert presses(office, url, note=" ").status_code == 422
    assert presses(office, url, note="已有新的意见").status_code == 302
    assert "已作废" in Person(people.studio).get(PAPERS).content.decode()
    assert Person(people.office).post(url).status_code == 403
    assert Person(elsewhere.office).post(url).status_code == 404


def test_what_was_mistyped_about_a_paper_is_put_right(paper, prefecture):
    url = line_of("guidance", paper, "change")
    assert presses(Person(prefecture.office), url, number="彩云办〔2026〕9号").status_code == 302
    assert fresh(paper).number == "彩云办〔2026〕9号"
    told = {"title": paper.title, "number": "", "issued_on": paper.issued_on}
    with pytest.raises(ValidationError, match="请填写发文机关"):
        services.rename_guidance(fresh(paper), by=hand(prefecture.office), issued_by=" ", **told)


def test_a_province_looks_after_no_county_itself(db):
    province = factories.committee("云岭省", code="530000", level=Level.PROVINCE)
    below = factories.committee(
        "彩霞州", code="538000", level=Level.PREFECTURE, parent=province.body
    )
    told = {"seat": province.office.pk, "county": below.body.pk}
    page = presses(Person(province.office), NEW, **told)
    assert page.status_code == 422
    assert "挂联由市（州）或县（市、区）政协登记" in page.content.decode()
    assert Posting.objects.count() == 0
