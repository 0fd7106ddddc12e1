"""相近提案: texts that share passages are found, shown side by side, and merged from there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from members.models import Level
from proposals import services
from proposals.likeness import similar
from proposals.resembling import common, passages
from tests import factories
from tests.browsing import Person, fresh
from tests.factories import hand
from tests.merging import filed_by, submitted_by

FIRST = (
    "近年来彩云州乡村公路里程不断增加，但不少临水临崖路段至今没有护栏，夜间行车视线不良。",
    "去年雨季先后有三处路基塌陷，养护资金由乡镇自筹，缺口每年都在两百万元以上。",
    "建议由交通运输部门牵头逐段排查，按急弯陡坡优先的次序分三年补齐波形护栏和反光标志。",
    "建议把养护资金列入州级预算，并委托第三方每半年检查一次，结果向沿线群众公开。",
)
OTHER = (
    "我州核桃种植面积已超过百万亩，但加工企业规模偏小，多数以原料形式销往外省。",
    "合作社缺少烘干设备，遇到连阴雨时霉变损失常在一成以上，农户收入很不稳定。",
    "建议设立加工专项贴息资金，扶持三至五家龙头企业建设冷链和深加工生产线。",
    "建议由农业农村部门统一申报地理标志，组织电商培训，帮助合作社直接对接市场。",
)


@pytest.fixture
def road(here, other_member):
    return submitted_by(here, other_member, "关于补齐公路护栏的提案", "\n".join(FIRST))


@pytest.fixture
def walnut(here, other_member):
    return submitted_by(here, other_member, "关于做强核桃产业的提案", "\n".join(OTHER))


@pytest.fixture
def like_ones(office):
    return lambda proposal: [like.proposal for like in similar(proposal, office)]


def test_half_of_the_text_in_another_order_is_found_whatever_its_title(
    here, member, road, walnut, like_ones
):
    half = submitted_by(here, member, "关于民生实事的若干意见", "\n".join((FIRST[3], FIRST[1])))
    assert like_ones(half) == [road]
    assert like_ones(road) == [half]


def test_two_joined_are_like_both(here, member, road, walnut, like_ones):
    both = submitted_by(here, member, "关于几件实事的意见", "\n".join((*FIRST[2:], *OTHER[:2])))
    assert set(like_ones(both)) == {road, walnut}


def test_texts_of_other_matters_are_not_like(road, walnut, like_ones):
    assert like_ones(road) == like_ones(walnut) == []


def test_cases_of_earlier_sessions_are_compared_too(
    here, road, member, office, director, like_ones
):
    filed = filed_by(here, office, director, services.screen(
        road, by=hand(office), recommendation="file", units=[]
    ))  # fmt: skip
    here.session = here.term.sessions.create(
        ordinal=6, name="十一届六次会议", opens_on=clock.today(), plenary_from=clock.today(),
        plenary_to=clock.today(), cutoff=clock.now() + timedelta(days=1),
    )  # fmt: skip
    again = submitted_by(here, member, "关于出行安全的意见", "\n".join(FIRST[:2]))
    assert like_ones(again) == [filed]


def test_the_writer_sees_only_what_they_may_see(here, road, walnut, member, other_member):
    """The like case of another member's does not exist for the writer; their own does."""
    for writer, seen in ((member, False), (other_member, True)):
        sheet = services.start_draft(writer)
        services.save_draft(
            sheet, by=hand(writer), seen=0, title="关于出行的意见", body="\n".join(FIRST[:3])
        )
        url = reverse("proposals:draft_similar", args=[sheet.uid])
        for headers in ({}, {"X-Part": "1"}):
            words = Person(writer, headers=headers).get(url).content.decode()
            assert (road.title in words) is seen
            assert ("没有与已保存内容相近的" in words) is not seen
            assert walnut.title not in words
            assert ("<html" in words) is not bool(headers)


def test_the_sheet_leads_there_without_a_script(draft, member):
    words = Person(member).get(reverse("proposals:draft", args=[draft.uid])).content.decode()
    url = reverse("proposals:draft_similar", args=[draft.uid])
    assert f'<a class="btn small" href="{url}">查看相近提案</a>' in words
    assert f'data-alike="{url}"' in words


def test_an_empty_sheet_is_like_nothing(member, road):
    url = reverse("proposals:draft_similar", args=[services.start_draft(member).uid])
    assert "没有与已保存内容相近的" in Person(member).get(url).content.decode()


def test_the_committee_reads_the_shared_passages_side_by_side(here, road, member, office):
    text = f"<b>补充</b>：{FIRST[1]}{FIRST[3]}"
    half = submitted_by(here, member, "关于民生实事的若干意见", text)
    person = Person(office)
    assert "逐段对照" in person.get(half.get_absolute_url()).content.decode()
    words = person.get(reverse("proposals:compare", args=[half.case.uid])).content.decode()
    assert words.count(f"<mark>{FIRST[1]}") == 2 or words.count(f"<mark>{FIRST[3]}") == 2
    assert "&lt;b&gt;补充&lt;/b&gt;" in words
    assert "<b>补充" not in words
    assert road.title in words


def test_to_whom_a_case_was_referred_compares_it_with_nothing_they_do_not_see(
    here, road, member, office
):
    """The other committee's office sees the one case, and none of those that are like it."""
    half = submitted_by(here, member, "关于民生实事的若干意见", FIRST[1] + FIRST[3])
    below = factories.committee("青林县", code="539001", level=Level.COUNTY, parent=here.body)
    services.refer(half, by=hand(office), to=below.body, note="请协助办理")
    person = Person(below.office)
    for url in (half.get_absolute_url(), reverse("proposals:compare", args=[half.case.uid])):
        page = person.get(url)
        assert page.status_code == 200
        assert road.title not in page.content.decode()


def test_the_director_merges_from_there(here, road, member, office, director):
    target = services.screen(road, by=hand(office), recommendation="file", units=[])
    half = submitted_by(here, member, "关于民生实事的若干意见", FIRST[1] + FIRST[3])
    half = services.screen(half, by=hand(office), recommendation="file", units=[])
    url = reverse("proposals:compare", args=[half.case.uid])
    assert "并入收件" not in Person(office).get(url).content.decode()
    person = Person(director)
    form = person.get(url).context["lines"][0]["merge"]
    told = {name: form[name].value() for name in ("press", "version", "target")}
    assert told["target"] == target.pk
    person.post(reverse("proposals:act", args=[half.case.uid, "merge"]), **told, note="")
    assert (fresh(half).status, fresh(half).merged_into) == ("merged", target)


def test_passages_are_the_longest_runs_and_none_twice():
    own, other = "甲" + FIRST[0] + FIRST[1], FIRST[1] + "乙" + FIRST[0] + FIRST[1]
    assert common(own, other) == [FIRST[0] + FIRST[1]]
    assert common("很短", own) == common(own, "") == []
    found = passages(FIRST[0], "前言。" + FIRST[0])
    assert [str(one.own) for one in found] == [f"<mark>{FIRST[0]}</mark>"]
    assert str(found[0].other) == f"前言。<mark>{FIRST[0]}</mark>"


def test_passages_of_long_texts_are_found_at_once():
    one, other = "".join(FIRST + OTHER) * 20, "".join(OTHER + FIRST) * 20
    began = clock.now()
    assert passages(one, other)
    assert (clock.now() - began).total_seconds() < 2
