"""Old proposals come in from an office's table: all of a file or none, and never twice."""

from __future__ import annotations

import time
from collections import Counter as Tally
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from common import clock
from common.tables import read
from deadlines.models import Obligation
from members import services as members
from members.models import Counter, Entry, Member, Organisation, Session, Term
from members.services.past_sessions import open_past_session, session_named, term_of
from proposals import services
from proposals.guesses import body_kind, field_of
from proposals.models import Proposal, ProposalText
from proposals.reading import read_proposals
from proposals.services.importing import import_proposals
from proposals.services.importing_plan import plan_import
from tests import factories
from tests.conftest import at_once
from tests.factories import hand
from workflow.chain import faults
from workflow.models import Event

REAL = Path(__file__).parents[3] / "shared" / "data" / "proposals_2019.csv"
HEADER = "提案号,年度,提交时间,案由,类别,提案形式,集体提案者,联名人数,内容,提案人,联名人"


def line(number="1", title="关于修路的提案", **cells: str) -> str:
    row = {
        "number": number,
        "year": "2019",
        "at": "2019-01-12 16:04",
        "title": title,
        "category": "城乡建设",
        "form": "个人",
        "body": "",
        "count": "",
        "text": f"{title}：路不平。",
        "proposer": "",
        "joined": "",
    }
    return ",".join((row | cells).values())


def table(*lines: str):
    return read_proposals(read("\n".join([HEADER, *lines, ""]).encode()))


def bring(here, *lines: str, **options):
    return import_proposals(here.body, table(*lines), by=here.by, **options)


def reasons(refusal) -> list[str]:
    return refusal.value.messages


def test_a_row_becomes_a_filed_case_whose_text_is_kept_and_whose_next_step_is_owed(here):
    report = bring(here, line("0007"))
    proposal = Proposal.objects.get()
    assert (report.added, report.known, report.sessions) == (1, 0, ("2019年度",))
    assert (proposal.status, proposal.number, proposal.receipt) == ("filed", 7, None)
    assert (proposal.filed_on, proposal.publication) == (date(2019, 1, 12), "none")
    assert proposal.texts.get().body == "关于修路的提案：路不平。"
    assert [(owed.kind, owed.role) for owed in Obligation.objects.open()] == [
        ("transfer", "office")
    ]
    assert list(faults()) == []


def test_an_imported_case_goes_on_like_any_other(here, office, education):
    bring(here, line("7"))
    transferred = services.transfer(Proposal.objects.get(), by=hand(office), units=[education])
    assert transferred.status == "transferred"


def test_a_case_without_a_number_waits_to_be_numbered(here, office):
    bring(here, line("7"), line("", "关于种树的提案"))
    waiting = services.to_number(Session.objects.get(name="2019年度"))
    [numbered] = services.number(list(waiting), by=hand(office))
    assert numbered.number == 8, "编号须接在导入的最大案号之后"


def test_the_same_file_adds_nothing_the_second_time(here):
    bring(here, line("1"), line("2", "关于种树的提案"))
    again = bring(here, line("1"), line("0002", "关于种树的提案"), line("3", "关于修桥的提案"))
    assert (again.added, again.known) == (1, 2)
    assert Proposal.objects.count() == 3


def test_a_known_row_is_known_in_whatever_session_the_file_is_put(here):
    bring(here, line("1"))
    assert bring(here, line("1"), session_name="十届三次会议").added == 0
    assert not Session.objects.filter(name="十届三次会议").exists()


def test_one_bad_row_keeps_the_whole_file_out_and_says_which_and_why(here):
    with pytest.raises(ValidationError) as refusal:
        bring(here, line("1"), line("2", "关于种树的提案", form="口头"))
    assert reasons(refusal) == ["第 3 行“提案形式”：“口头”不是提案形式，请写：个人、联名或集体。"]
    assert not Proposal.objects.exists()
    assert not Session.objects.filter(name="2019年度").exists()


def test_the_good_rows_come_in_when_the_office_leaves_the_bad_ones_out(here):
    report = bring(here, line("1"), line("2", "关于种树的提案", form="口头"), skip_bad=True)
    assert report.added == 1
    assert [bad.row for bad in report.bad_rows] == [3]


@pytest.mark.parametrize(
    ("cells", "field", "advice"),
    [
        ({"number": "甲7"}, "提案号", "不是提案号"),
        ({"number": "0"}, "提案号", "不是提案号"),
        ({"at": ""}, "提交时间", "请补上"),
        ({"at": "2999-01-01"}, "提交时间", "还没有到"),
        ({"year": ""}, "年度", "请补上，或指定导入到哪次会议"),
        ({"year": "2098"}, "年度", "没有 2098 年的会议"),
        ({"form": "集体", "body": "长" * 61}, "集体提案者", "超过 60 字"),
        ({"category": "长" * 61}, "类别", "超过 60 字"),
        ({"proposer": "长" * 41}, "提案人", "顿号"),
    ],
)
def test_what_the_register_cannot_hold_is_a_complaint_about_its_row(here, cells, field, advice):
    plan = plan_import(here.body, table(line(), line(**{"number": "2", "title": "另一件"} | cells)))
    [bad] = plan.bad
    assert (bad.row, bad.field) == (3, field)
    assert advice in bad.reason
    assert [row.row for row in plan.new] == [2]


def test_a_number_that_another_proposal_has_is_never_given_twice(here):
    bring(here, line("7"))
    with pytest.raises(ValidationError) as refusal:
        bring(here, line("7", year="2018"), session_name="2019年度")
    assert reasons(refusal) == [
        "第 2 行“提案号”：7 号已由本会议已有的提案使用，请核对；不能确定的，留空后再编号。"
    ]


def test_two_years_with_the_same_numbers_cannot_go_to_one_session(here):
    lines = line("7"), line("7", "关于种树的提案", year="2018")
    with pytest.raises(ValidationError) as refusal:
        bring(here, *lines, session_name="往年提案")
    assert "7 号已由第 2 行使用" in reasons(refusal)[0]
    assert bring(here, *lines).sessions == ("2019年度", "2018年度")


def test_a_title_that_stands_twice_is_flagged_and_still_comes_in(here):
    bring(here, line("1"))
    report = bring(here, line("2"), line("3", "甲"), line("4", "甲", text="另有内容。"))
    assert report.added == 3
    assert [str(repeat) for repeat in report.repeated_titles] == [
        "第 2 行与已有的提案案由相同：《关于修路的提案》",
        "第 3 行与第 4 行案由相同：《甲》",
        "第 4 行与第 3 行案由相同：《甲》",
    ]


def test_proposers_are_placeholders_by_kind_until_the_office_completes_them(here):
    bring(
        here,
        line("1"),
        line("2", "二"),
        line("3", "三", form="联名", count="4"),
        line("4", "四", form="集体", body="民盟江苏省委"),
        line("5", "五", form="集体", body="省政协学习委员会"),
    )
    assert sorted(Member.objects.filter(placeholder=True).values_list("name", flat=True)) == [
        "待补登委员（个人提案）",
        "待补登委员（联名提案）",
    ]
    kinds = dict(Organisation.objects.filter(placeholder=True).values_list("name", "kind"))
    assert kinds == {"民盟江苏省委": "party", "省政协学习委员会": "special"}
    stored = Proposal.objects.order_by("number").values_list("proposer_kind", "cosigners")
    assert list(stored) == [
        *(("member", 0), ("member", 0), ("joint", 4), ("party", 0), ("special", 0))
    ]


def test_a_member_of_that_term_is_recognised_by_name_and_a_namesake_is_not_guessed(here, office):
    known = factories.member(here, "张三").member
    factories.member(here, "李四")
    factories.member(here, "李四")
    year = str(clock.today().year)
    first = {"year": year, "at": f"{year}-01-05"}
    bring(
        here,
        line("1", proposer="张三", **first),
        line("2", "二", proposer="李四", **first),
        line("3", "三", proposer="王五", **first),
    )
    named = [proposal.member for proposal in Proposal.objects.order_by("number")]
    assert [str(member) for member in named] == ["张三", "待补登委员（个人提案）", "王五"]
    assert named[0] == known
    assert named[2].placeholder
    notes = Event.objects.filter(action="import").order_by("case").values_list("note", flat=True)
    assert list(notes)[1] == "文件所列提案人：李四"


def test_a_member_of_today_is_not_taken_for_a_namesake_of_an_earlier_term(here):
    now = factories.member(here, "张三").member
    bring(here, line("1", proposer="张三"))
    assert Proposal.objects.get().member != now


def test_categories_are_the_committees_own_and_missing_ones_are_added_to_its_list(here):
    other, none = line("2", "二", category="医卫体育"), line("3", "三", category="")
    report = bring(here, line("1"), other, none)
    assert report.new_categories == ("医卫体育",)
    added = Entry.objects.get(committee=here.body, label="医卫体育")
    assert (added.book, added.field, added.code) == ("category", "society", "ywty")
    assert [p.category and p.category.code for p in Proposal.objects.order_by("number")] == [
        *("build", "ywty", None)
    ]


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("财税金融", "economy"),
        ("法制建设", "politics"),
        ("文化宣传", "culture"),
        ("教育事业", "society"),
        ("资源环境", "ecology"),
        ("其他", ""),
    ],
)
def test_a_category_finds_its_place_among_the_five_fields(label, field):
    assert field_of(label) == field


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("九三学社江苏省委", "party"),
        ("中国民主同盟彩云州委员会", "party"),
        ("省台联", "people"),
        ("共青团彩云州委员会", "people"),
        ("教科卫体委员会", "special"),
        ("农业界", "sector"),
        ("第三委员小组", "group"),
        ("某某协会", "other"),
    ],
)
def test_a_body_is_told_by_its_name(name, kind):
    assert body_kind(name) == kind


def test_the_term_of_an_earlier_year_is_counted_back_by_five_years(here):
    term = term_of(here.body, 2019)
    assert (term.ordinal, term.starts_on, term.ends_on) == (
        *(10, date(2017, 1, 10), date(2022, 1, 9)),
    )
    assert term_of(here.body, 2022) == here.term
    bring(here, line("1"))
    assert str(Session.objects.get(name="2019年度").term) == "第十届"
    assert Term.objects.filter(committee=here.body).count() == 2


def test_a_committee_whose_first_term_came_later_is_asked_to_enter_the_term(here):
    with pytest.raises(ValidationError, match="推算不出"):
        term_of(here.body, 1949)


def test_a_session_is_found_however_its_name_is_written(here):
    made = open_past_session(
        here.body, "十届三次会议", year=2019, first=date(2019, 1, 12), last=date(2019, 1, 19)
    )
    assert (made.term.ordinal, made.ordinal) == (10, 3)
    assert session_named(here.body, "第十届委员会第三次会议") == made
    assert session_named(here.body, "十届四次会议") is None


def test_the_session_that_takes_proposals_today_stays_the_current_one(here):
    bring(here, line("1"))
    assert Session.objects.current(here.body) == here.session


def test_a_session_that_does_not_exist_is_not_opened_for_proposals_of_this_year(here):
    year = str(clock.today().year)
    with pytest.raises(ValidationError, match="没有名为“九次会议”的会议.*十一届五次会议"):
        bring(here, line(year=year, at=f"{year}-01-02"), session_name="九次会议")


def test_a_proposal_of_this_year_goes_to_this_years_session(here):
    year = str(here.session.plenary_from.year)
    report = bring(here, line(year=year, at=f"{year}-01-02"))
    assert report.sessions == ("十一届五次会议",)


def test_nobody_but_the_office_of_the_committee_imports(here, elsewhere, member, director):
    for stranger in (member, director, elsewhere.office):
        with pytest.raises(PermissionDenied):
            import_proposals(here.body, table(line()), by=hand(stranger))
    assert not Proposal.objects.exists()


def test_a_neighbours_import_of_the_same_file_is_its_own(here, elsewhere):
    bring(here, line("1"))
    assert bring(elsewhere, line("1")).added == 1
    assert Proposal.objects.filter(committee=elsewhere.body).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_who_confirm_at_once_import_once(here):
    reading = table(*(line(str(n), f"第{n}件") for n in range(1, 9)))
    reports = at_once(2, lambda _: import_proposals(here.body, reading, by=here.by))
    assert sorted(report.added for report in reports) == [0, 8]
    assert Proposal.objects.count() == 8


def test_a_row_costs_as_many_queries_in_a_long_file_as_in_a_short_one(
    here, django_assert_max_num_queries
):
    bring(here, line("900", "先有一件"))
    lines = [line(str(n), f"第{n}件", year="2019") for n in range(1, 31)]
    with django_assert_max_num_queries(30 * 9 + 40):
        assert bring(here, *lines).added == 30


def test_the_office_learns_on_the_command_line_what_came_and_whose_name_it_bears(here, tmp_path):
    file = tmp_path / "提案.csv"
    file.write_text("\n".join([HEADER, line("1"), ""]))
    out = StringIO()
    call_command("import_proposals", file, stdout=out)
    assert f"（账号 {here.office.user.username}）的名义登记" in out.getvalue()
    assert "导入 1 件到“2019年度”，已有 0 件。" in out.getvalue()


def test_a_preview_on_the_command_line_changes_nothing(here, tmp_path):
    file = tmp_path / "提案.csv"
    file.write_text("\n".join([HEADER, line("1"), ""]))
    out = StringIO()
    call_command("import_proposals", file, "--preview", stdout=out)
    assert "可导入 1 件，已有 0 件，有误 0 处。这是预览，没有导入。" in out.getvalue()
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--committee", "9999"), "没有代码为“9999”的委员会。请用 --committee"),
        (("--by", "nobody"), "账号“nobody”没有在任的提案委办公室席位"),
        ((), "下列各行有误，没有导入任何内容：\n  第 2 行“提案形式”"),
    ],
)
def test_the_command_refuses_in_plain_words(here, tmp_path, options, told):
    file = tmp_path / "提案.csv"
    file.write_text("\n".join([HEADER, line("1", form="口头"), ""]))
    with pytest.raises(CommandError) as refusal:
        call_command("import_proposals", file, *options)
    assert told in str(refusal.value)
    assert refusal.value.returncode == 1


def test_a_file_that_is_not_there_is_told_without_a_traceback(here):
    with pytest.raises(CommandError, match="读不到文件"):
        call_command("import_proposals", "/nowhere/提案.csv")


# The 436 real proposals


def test_exactly_436_real_proposals_come_in_and_none_the_second_time(here):
    if not REAL.exists():
        pytest.skip("旁边没有真实提案数据 proposals_2019.csv，跳过真实数据的检验。")
    reading, started = read_proposals(read(REAL.read_bytes())), time.monotonic()
    report = import_proposals(here.body, reading, by=here.by)
    seconds = time.monotonic() - started
    assert (report.added, report.known, report.bad_rows) == (436, 0, ())
    assert import_proposals(here.body, reading, by=here.by).added == 0
    assert Proposal.objects.filter(status="filed", session__name="2019年度").count() == 436
    assert ProposalText.objects.count() == Obligation.objects.open().count() == 436
    kinds = Tally(Proposal.objects.values_list("proposer_kind", flat=True))
    assert kinds == {"member": 268, "joint": 82, "party": 74, "people": 6, "special": 6}
    assert Counter.objects.get(session__name="2019年度").last == 932
    assert {str(repeat.title) for repeat in report.repeated_titles} == {
        "关于推进江苏高校内涵发展的几点建议"
    }
    unplaced = Entry.objects.filter(label__in=report.new_categories, field="")
    assert not unplaced.exists()
    assert members.registry_of(here.body).case.version < 20
    assert seconds < 15
