"""An afternoon at the committee's desk: old and new papers in, screened, decided, handed over."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from members.models import Entry
from proposals import services
from proposals.models import Assignment, Proposal, ReviewMeeting
from tests import factories
from tests.factories import hand
from tests.proposals.test_from_word import in_lines

REAL = Path(__file__).parents[3] / "shared" / "data" / "proposals_2019.csv"
LEDGER = (
    "序号,年份,收到日期,提案题目,提案者,提案内容\n"
    "1,2019,2019-01-12,关于推广电子票据的提案,李示例,建议医院和学校推广电子票据。\n"
    "2,2019,2019-01-13,关于保护古茶园的提案,王示例,建议划定古茶园保护范围。\n"
)
ADVICE = "调研情况：路段临水临崖。\n建议：加装护栏，设置警示标志。"
MADE = [
    ("关于完善乡村公路护栏的提案", ADVICE),
    ("关于增设公交夜班线路的提案", "建议：延长末班车时间。"),
    ("关于校园周边增设减速带的提案", "建议：在校门两侧设置减速带。"),
    ("关于完善乡村公路护栏设施的提案", ADVICE),
]
AT_ONCE = 60  # cases on one page
PATIENCE = 180_000  # milliseconds: 436 cases in one press on a busy machine


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def units(education, police):
    return [education, police]


def submitted(here, member, units, texts):
    """As members have sent them in, each with a wish who should answer."""
    category = factories.entry(here.body, Entry.Book.CATEGORY, "build")
    for place, (title, body) in enumerate(texts):
        words = {"title": title, "category": category, "body": body}
        sheet = services.start_draft(member)
        sheet = services.save_draft(
            sheet, by=hand(member), seen=sheet.revision, units=[units[place % 2]], **words
        )
        services.submit(sheet, by=hand(member))


def presses(person, button):
    """And waits for the answer, however many cases it is about."""
    with person.page.expect_navigation(timeout=PATIENCE):
        person.page.get_by_role("button", name=button, exact=True).click(timeout=PATIENCE)
    return person


def imports_last_years_ledger(desk, folder):
    table = folder / "台账.csv"
    table.write_text(LEDGER, "utf-8")
    desk.goes("/imports/proposals/")
    desk.page.get_by_label("文件", exact=True).set_input_files(table)
    desk.page.get_by_label("历史存档").check()
    presses(desk, "上传并预览").sees("核对各列的对应")
    desk.page.get_by_label("提案形式按提案人推定").check()
    presses(desk, "预览").sees("将导入")
    presses(desk, "确认导入").sees("导入 2 件，已有 0 件。", "下载逐行结果")


def enters_a_word_file(desk, folder, proposer):
    paper = folder / "护学岗.docx"
    paper.write_bytes(in_lines(
        "案由：关于设置护学岗的提案", f"提案人：{proposer}　类别：教育事业",
        "建议承办单位：州公安局", "建议：在校门口设置护学岗。",
    ))  # fmt: skip
    desk.goes("/proposals/drafts/word/")
    desk.page.get_by_label("提案文件").set_input_files(paper)
    presses(desk, "识别").sees("护学岗.docx")
    presses(desk, "存为草稿").sees("已存为草稿，尚未提交")
    presses(desk, "提交").sees("已提交，收件号")


def screens_all_but_what_looks_alike(desk):
    """Several pages of many; what is left is looked at by itself."""
    while True:
        desk.goes("/proposals/many/screen/")
        if not desk.page.locator("input[name=proposal]:checked").count():
            return desk.page.locator("input[name=proposal]").count()
        presses(desk, "初审所选提案").sees("已初审")


def advises_a_merger(desk, row, target):
    """Beside the other text, passage by passage."""
    desk.goes(f"/proposals/{row.case.uid}/compare/").sees(target.label, row.title)
    desk.goes(f"/proposals/{row.case.uid}/screen/")
    desk.page.get_by_label("建议并案").check()
    desk.page.get_by_label("并入").select_option(value=str(target.pk))
    presses(desk, "初审").sees("已初审")


def decides_on_the_board(boss, meeting, pages):
    boss.goes(meeting.get_absolute_url()).follows("在审查面板上逐件决定")
    for _ in range(pages):
        boss.presses("全部按初审建议填入")
        presses(boss, "作出决定").sees("已决定")
    boss.sees("都已作出决定").follows("审查结果清单").sees("提案审查结果清单", "立案")


def numbers_and_transfers(desk, pages):
    desk.goes("/proposals/numbering/")
    presses(desk, "为所选提案编号").sees("已编号")
    for _ in range(pages):
        desk.goes("/proposals/many/transfer/")
        presses(desk, "移交所选提案").sees("已移交")


def hands_over_and_prints(chair, pages):
    for _ in range(pages):
        chair.goes("/proposals/handing/")
        presses(chair, "交办所选提案").sees("已交办")
    chair.sees("没有待交办的提案").follows("交办清单").sees("州教育体育局", "州公安局")
    with chair.page.expect_download(timeout=PATIENCE) as taken:
        chair.page.get_by_role("button", name="交办清单（Word）").click()
    assert taken.value.suggested_filename.endswith(".docx")
    case = Assignment.objects.first().proposal
    notice = f"/documents/cases/{case.case.uid}/handing/docx/"
    assert chair.page.request.get(chair.address + notice).status == 200


def test_an_afternoon_from_the_papers_to_the_printed_list(
    window, here, office, director, dispatcher, member, units, tmp_path
):
    submitted(here, member, units, MADE)
    desk = window(office).arrives()
    imports_last_years_ledger(desk, tmp_path)
    enters_a_word_file(desk, tmp_path, member.member.name)
    assert screens_all_but_what_looks_alike(desk) == 2
    first, twin = Proposal.objects.filter(title__startswith="关于完善乡村公路护栏").order_by("pk")
    services.screen(first, by=hand(office), recommendation="file", units=units)
    first.refresh_from_db()
    advises_a_merger(desk, twin, first)
    desk.goes("/proposals/meetings/new/")
    presses(desk, "召集").sees("已召集审查会议")
    decides_on_the_board(window(director).arrives(), ReviewMeeting.objects.get(), 1)
    assert Proposal.objects.get(pk=twin.pk).merged_into == first
    numbers_and_transfers(desk, 1)
    hands_over_and_prints(window(dispatcher).arrives(), 1)
    assert Proposal.objects.filter(status="handed_over").count() == 4


@pytest.mark.prove
def test_the_same_afternoon_with_the_436_real_proposals(
    window, here, office, director, dispatcher, member, units, tmp_path
):
    if not REAL.exists():
        pytest.skip("旁边没有真实提案数据 proposals_2019.csv，跳过真实数据的走查。")
    rows = csv.DictReader(io.StringIO(REAL.read_text("utf-8-sig")))
    submitted(here, member, units, [(row["案由"], row["内容"]) for row in rows])
    desk = window(office).arrives()
    left = screens_all_but_what_looks_alike(desk)
    alike = list(Proposal.objects.filter(status="submitted").order_by("pk"))
    assert left == min(len(alike), AT_ONCE)
    for row in alike:
        services.screen(row, by=hand(office), recommendation="file", units=units[:1])
    desk.goes("/proposals/meetings/new/")
    presses(desk, "召集").sees("已召集审查会议")
    pages = -(-436 // AT_ONCE)
    decides_on_the_board(window(director).arrives(), ReviewMeeting.objects.get(), pages)
    numbers_and_transfers(desk, pages)
    hands_over_and_prints(window(dispatcher).arrives(), pages)
    assert Proposal.objects.filter(status="handed_over").count() == 436
