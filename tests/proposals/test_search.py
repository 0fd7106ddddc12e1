"""搜索: everybody finds what they may read, by any word of it, and nothing else."""

import pytest
from django.urls import reverse

from common import clock, paging
from proposals import services
from proposals.models import Proposal, SearchText
from proposals.searching import Term, fold, terms_of
from tests import factories
from tests.browsing import Person
from tests.conftest import behind_its_back, sql
from tests.factories import hand
from tests.merging import another, submitted_by

LIST = reverse("proposals:list")


def finds(seat, words) -> list[Proposal]:
    page = Person(seat).get(LIST, q=words)
    assert page.status_code == 200
    return [line.row for line in page.context["lines"]]


THERE = (
    *("护栏", "临崖", "公路", "崖", "“部分路段临水临崖”", "完善 护栏", "公路　安全"),
    *("部分路段", '"加装护栏"', "公路 “加装护栏”"),
)
NOT_THERE = (
    "护路",
    "公路 茶叶",
    "“公路防护”",
    "“乡村安全”",
    "“加装 公路”",
    "？！",
    "''",
    "&|",
    "\\",
)


def test_the_office_finds_a_case_by_any_word_of_title_and_text(submitted, office):
    found = {words: finds(office, words) for words in (*THERE, *NOT_THERE)}
    assert [words for words in THERE if found[words] != [submitted]] == []
    assert [words for words in NOT_THERE if found[words]] == []


def test_a_longer_piece_need_not_stand_together_unless_quoted(submitted, office):
    assert finds(office, "公路安全设施") == []  # 全设 stands nowhere
    assert finds(office, "公路安全防护 加装") == [submitted]
    assert finds(office, "“公路安全防护 加装”") == []


def test_width_case_and_line_ends_do_not_matter(here, other_member, office, submitted):
    paper = another(here, other_member, office, "关于推进５Ｇ网络与ＡＩ应用的提案")
    for words in ("5g网络", "５Ｇ", "5G", "ai应用", "Ai"):
        assert finds(office, words) == [paper], words
    assert finds(office, "临水临崖。【建议】") == [submitted]


def test_a_case_is_found_by_its_number_and_its_receipt(numbered, office):
    for words in ("1", "001", "第1号", "第001号", "收件0001", "＃1"):
        assert finds(office, words) == [numbered], words
    assert finds(office, "11") == finds(office, "第2号") == []


def test_the_case_of_that_number_comes_before_texts_that_say_it(
    numbered, here, other_member, office
):
    later = another(here, other_member, office, "关于发展 1 县 1 业的提案")
    assert finds(office, "1") == [numbered, later]


def test_people_are_found_by_name_and_initials(here, office):
    writer = factories.member(here, "段立秋")
    theirs = submitted_by(here, writer, "关于发展茶产业的提案")
    for words in ("段立秋", "立秋", "dlq", "DLQ", "茶产业 dlq"):
        assert finds(office, words) == [theirs], words
    assert finds(office, "dl") == []


def test_who_is_renamed_is_found_by_the_new_name(submitted, member, office):
    sql("UPDATE members_member SET name = '白露', initials = 'bl' WHERE id = %s", member.member_id)
    assert finds(office, "白露") == finds(office, "bl") == [submitted]


def test_the_title_outweighs_the_text(submitted, here, other_member, office):
    tea = another(here, other_member, office, "关于公路护栏的提案")
    assert finds(office, "护栏") == [tea, submitted]


def test_an_answer_is_found_once_it_is_delivered(signed, liaison, member, office, police, here):
    stranger = factories.person(here, "liaison", unit=police)
    for seat in (office, member, liaison, stranger):
        assert finds(seat, "提案收悉") == []
    services.deliver(signed, by=hand(liaison), delivered_on=clock.today())
    for seat in (office, member, liaison):
        assert finds(seat, "提案收悉") == [signed.proposal]
    assert finds(stranger, "提案收悉") == []


def test_of_an_answer_nothing_is_quoted_that_is_not_delivered(delivered, liaison, member):
    told = {"contact_name": "李", "contact_phone": "1", "note": "数字有误"}
    unsent = "现有数字作废。" + "提案收悉，改为四十公里。"
    services.replace_reply(delivered, by=hand(liaison), body=unsent, **told)
    assert finds(member, "数字作废") == []
    page = Person(member).get(LIST, q="提案收悉").content.decode()
    assert "<mark>提案收悉</mark>" in page
    assert "作废" not in page
    assert "四十公里" not in page


def test_what_is_internal_finds_nothing(screened, contacted, office, liaison):
    """Notes, minutes of contacts and recommendations are not in what is searched."""
    for words in ("沟通", "建议立案", "初审"):
        assert finds(office, words) == finds(liaison, words) == []


def test_a_member_does_not_find_anothers(submitted, member, other_member, elsewhere):
    assert finds(member, "护栏") == [submitted]
    assert finds(other_member, "护栏") == []
    assert finds(elsewhere.office, "护栏") == []


def test_drafts_are_not_found(draft, member, office):
    assert finds(member, "护栏") == finds(office, "护栏") == []


def test_a_unit_finds_only_what_it_was_given(handed_over, liaison, other_liaison):
    assert finds(liaison, "护栏") == [handed_over]
    assert finds(other_liaison, "护栏") == []


def test_another_wording_replaces_the_old_one(submitted, office, member):
    services.send_back(submitted, by=hand(office), note="请补充路段")
    sheet = submitted.drafts.unfinished().get()
    services.save_draft(
        sheet, by=hand(member), seen=sheet.revision, title=sheet.title,
        category=sheet.category, body="【建议】\n设置反光标志。",
    )  # fmt: skip
    services.submit(sheet, by=hand(member))
    assert finds(office, "反光标志") == [submitted]
    assert finds(office, "护栏") == []


def test_hits_are_marked_and_everything_else_is_escaped(here, other_member, office):
    another(here, other_member, office, "关于<b>公路</b>&公路的提案")
    page = Person(office).get(LIST, q="公路").content.decode()
    assert "关于&lt;b&gt;<mark>公路</mark>&lt;/b&gt;&amp;<mark>公路</mark>的提案" in page
    assert "<b>公路" not in page


def test_the_text_is_quoted_where_the_title_does_not_say_it(submitted, office):
    page = Person(office).get(LIST, q="临水 公路").content.decode()
    assert "正文：【情况】 部分路段<mark>临水</mark>临崖。" in page


def test_each_word_is_quoted_though_they_stand_far_apart(here, other_member, office):
    body = f"开头说到雾苇湖的水质。{'中间很长。' * 40}末尾说到蕨霜岭的林道。"
    submitted_by(here, other_member, "关于生态保护的提案", body)
    page = Person(office).get(LIST, q="雾苇湖 蕨霜岭").content.decode()
    assert "<mark>雾苇湖</mark>" in page
    assert "<mark>蕨霜岭</mark>" in page
    assert len(page.split("正文：")[1].split("</span>")[0]) < 300


def test_the_pages_of_a_search_follow_one_another(submitted, here, office, monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 2)
    writers = [factories.member(here) for _ in range(2)]
    titles = ("关于公路的提案", "关于公路护栏和很多别的事情的提案")
    papers = [submitted_by(here, who, title) for who, title in zip(writers, titles, strict=True)]
    person, seen = Person(office), []
    url = f"{LIST}?q=公路"
    while url:
        page = person.get(url)
        seen.append([line.row for line in page.context["lines"]])
        onward = page.context["page"]["next_url"]
        url = onward and LIST + onward
    assert seen == [[papers[0], papers[1]], [submitted]]
    back = person.get(LIST + page.context["page"]["previous_url"]).context["lines"]
    assert [line.row for line in back] == papers


def test_what_went_round_the_triggers_is_found_at_night(submitted, office, member):
    assert services.mend_search() == 0
    behind_its_back("UPDATE proposals_proposal SET title = '关于发展茶产业的提案'")
    assert finds(office, "茶产业") == []
    assert services.mend_search() == 1
    assert finds(office, "茶产业") == [submitted]
    sql("DELETE FROM proposals_searchtext")
    assert (services.mend_search(), SearchText.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("养老 服务", [Term("养老"), Term("服务")]),
        ("“养老 服务” 中心", [Term("养老服务", True), Term("中心")]),
        ("“没有收尾", [Term("没有收尾", True)]),
        ("ＧＤＰ\u3000增长", [Term("gdp"), Term("增长")]),
        ("，。 ''", []),
    ],
)
def test_what_is_typed_becomes_terms(typed, terms):
    assert terms_of(typed) == terms


@pytest.mark.parametrize("text", ["Ａ ＢＣ 中 文\n句，x  y", "第３章 “试”\r\n内容", "𠮷 野家㙍〇"])
@pytest.mark.django_db
def test_the_database_and_the_search_fold_alike(text):
    assert sql("SELECT proposals_search_fold(%s)", text) == [(fold(text),)]
