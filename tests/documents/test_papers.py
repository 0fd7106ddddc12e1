"""Who gets which paper, when there is one, and what it says."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from common import clock
from documents.cleaning import harmless
from documents.lists import list_facts, results_facts
from documents.papers import PAPERS
from documents.subjects import Subject
from documents.views import papers as doors
from members.models import Organisation
from proposals import services
from proposals.models import Proposal
from tests.browsing import Person, fresh
from tests.documents.conftest import address, name_of, opened, paper_of, printed, words
from tests.factories import hand
from tests.merging import another
from tests.moves import put


def shape_of(facts):
    """The names, and those inside what is repeated."""
    return {
        name: set(value[0]) if isinstance(value, list) and isinstance(value[0], dict) else None
        for name, value in facts.items()
    }


def test_the_member_takes_the_text_home_as_it_was_submitted(submitted, member):
    answer = paper_of(member, submitted, "text")
    text = words(opened(answer))
    for part in (submitted.title, "部分路段临水临崖。", "加装护栏。", submitted.proposer, "类别："):
        assert part in text
    assert unquote(name_of(answer)).endswith(f"{submitted.label}-提案正文.docx")
    assert answer["Cache-Control"] == "no-store"


def test_the_pdf_of_the_text_says_the_same(submitted, office):
    page = printed(paper_of(office, submitted, "text", "pdf"))
    assert submitted.title in page.text
    assert "加装护栏。" in page.text


def test_nobody_gets_a_paper_of_a_case_that_is_not_theirs(submitted, other_member, liaison):
    for stranger in (other_member, liaison):
        assert paper_of(stranger, submitted, "text").status_code == 404


def test_there_is_no_notice_before_the_decision(submitted, member):
    assert paper_of(member, submitted, "filing").status_code == 404
    assert paper_of(member, submitted, "declined").status_code == 404


def test_the_proposer_is_told_of_filing_and_units_are_not(handed_over, member, liaison):
    text = words(opened(paper_of(member, handed_over, "filing")))
    assert f"{handed_over.member}委员：" in text
    assert handed_over.label in text
    assert paper_of(liaison, handed_over, "filing").status_code == 403


def test_a_declined_one_is_told_why(screened, meeting, director, member, here):
    ground, way = (here.body.entries.get(book=book) for book in ("ground", "disposition"))
    told = {"ground": ground, "disposition": way, "note": "所提事项已在省级规划中安排。"}
    services.decline(screened, by=hand(director), **told)
    text = words(opened(paper_of(member, screened, "declined")))
    assert str(ground) in text
    assert "所提事项已在省级规划中安排。" in text
    assert "不予立案" in text


def test_the_hand_over_names_units_and_days_for_units_and_not_for_proposers(
    handed_over, liaison, member, education
):
    text = words(opened(paper_of(liaison, handed_over, "handing")))
    assert education.name in text
    assert "主办" in text
    assert f"{handed_over.notice_on.year}年{handed_over.notice_on.month}月" in text
    assert paper_of(member, handed_over, "handing").status_code == 403


def test_a_letter_is_the_proposers_only_once_it_is_delivered(signed, liaison, member, office):
    for early in (member, office):
        assert paper_of(early, signed, "reply").status_code == 404
    assert "彩教函〔2026〕5号" in words(opened(paper_of(liaison, signed, "reply")))
    services.deliver(signed, by=hand(liaison), delivered_on=clock.today())
    text = words(opened(paper_of(member, signed, "reply")))
    for part in ("彩教函〔2026〕5号", "州教育体育局", "类别：", "收悉，现答复如下", "0878-1234567"):
        assert part in text


def test_whom_the_writer_addressed_is_not_addressed_twice(drafted, liaison):
    drafted.replies.update(
        body="李明委员、王芳委员：\n您提出的提案收悉，现答复如下：\n一、已加装护栏。"
    )
    lines = [line.text for line in opened(paper_of(liaison, drafted, "reply")).paragraphs]
    at = lines.index("李明委员、王芳委员：")
    assert lines[at + 1 : at + 3] == ["您提出的提案收悉，现答复如下：", "一、已加装护栏。"]
    assert not [line for line in lines if line.startswith(str(drafted.proposal.member))]


def test_a_draft_says_that_it_is_one(drafted, liaison):
    assert "（未签发稿）" in words(opened(paper_of(liaison, drafted, "reply")))


def test_the_sheet_for_opinions_comes_with_the_letter(delivered, member, dispatcher, signed_for):
    text = words(opened(paper_of(member, delivered, "feedback")))
    assert "□ 满意" in text
    assert "面谈" in text
    assert paper_of(dispatcher, delivered, "feedback").status_code == 403


def test_an_urged_unit_finds_what_it_was_told(signed_for, office, liaison, member):
    assert paper_of(office, signed_for, "urging").status_code == 404
    services.urge(signed_for, by=hand(office), note="请于本周内与提案人面商。")
    text = words(opened(paper_of(liaison, signed_for, "urging")))
    assert "请于本周内与提案人面商。" in text
    assert "已催办1次" in text
    assert paper_of(member, signed_for, "urging").status_code == 403


def test_a_unit_that_is_given_the_case_anew_was_not_urged_for_it(
    handed_over, dispatcher, director, office, education, liaison
):
    first = handed_over.assignments.get()
    services.urge(first, by=hand(office), note="请于本周内签收。")
    services.recall(fresh(handed_over), by=hand(director), note="通知日期有误")
    words = {"host": education, "co_units": [], "notice_on": clock.today()}
    services.hand_over(fresh(handed_over), by=hand(dispatcher), **words)
    page = Person(liaison).get(handed_over.get_absolute_url()).content.decode()
    urls = [address(one, "urging") for one in handed_over.assignments.order_by("pk")]
    assert [url in page for url in urls] == [True, False]
    assert [Person(liaison).get(url).status_code for url in urls] == [200, 404]


def test_a_share_of_another_case_is_not_reached(signed_for, submitted, office, here, other_member):
    other = another(here, other_member, office, "另一件")
    url = address(signed_for, "reply").replace(str(signed_for.case.uid), str(other.case.uid))
    assert Person(office).get(url).status_code == 404


@pytest.mark.parametrize(("code", "form"), [("letter", "docx"), ("text", "odt"), ("reply", "pdf")])
def test_what_is_no_paper_of_a_case_is_no_page(submitted, office, code, form):
    assert paper_of(office, submitted, code, form).status_code == 404


def test_the_buttons_lead_to_papers_that_are_there(delivered, member, liaison, office, dispatcher):
    for seat in (member, liaison, office, dispatcher):
        person = Person(seat)
        page = person.get(delivered.proposal.get_absolute_url()).content.decode()
        for code, paper in PAPERS.items():
            for row in (delivered.proposal, delivered):
                if paper.about != ("share" if row is delivered else "case"):
                    continue
                url = address(row, code)
                assert (url in page) == (person.get(url).status_code == 200), (seat, code)


def test_a_name_that_would_mislead_a_browser_is_harmless(submitted, office):
    Proposal.objects.filter(pk=submitted.pk).update(title='a"\r\nX: y/../\u202e提案')
    answer = paper_of(office, submitted, "text")
    assert "X" not in answer.headers
    submitted.refresh_from_db()
    assert harmless(submitted.title) in words(opened(answer))


def test_without_the_typesetter_word_still_works_and_one_sentence_says_what_is_missing(
    submitted, office, monkeypatch
):
    def missing(*_):
        raise doors.NoTypesetter

    monkeypatch.setattr(doors, "of_subject", missing)
    answer = Person(office).client.get(address(submitted, "text", "pdf"), follow=True)
    assert "libpango-1.0-0" in answer.content.decode()


def test_a_body_is_addressed_by_its_name(submitted, here, office):
    body = Organisation.objects.create(committee=here.body, name="民盟彩云州委", kind="party")
    put(submitted, member_id=None, organisation_id=body.pk, filed_on=here.session.plenary_from)
    assert "民盟彩云州委：" in words(opened(paper_of(office, submitted, "filing")))


def test_what_a_template_may_name_is_what_papers_say(delivered, office, dispatcher, here):
    services_of = {"case": Subject(office, delivered.proposal)}
    services_of["share"] = Subject(office, delivered.proposal, delivered)
    for code in ("text", "filing", "declined", "handing", "feedback"):
        paper = PAPERS[code]
        assert shape_of(paper.facts(services_of[paper.about])) == shape_of(paper.example), code
    told = list_facts(dispatcher, here.session, None)
    assert shape_of(told) == shape_of(PAPERS["list"].example)
    decided = results_facts(delivered.proposal.meeting)
    assert shape_of(decided) == shape_of(PAPERS["results"].example)
    letter = PAPERS["reply"].facts(services_of["share"])
    assert set(letter) == set(PAPERS["reply"].example)
