"""The default template of every paper, in code; a committee may put its own Word file in its place.

Placeholders are the names of documents/facts.py, in Chinese as an office writes them.
"""

from __future__ import annotations

from collections.abc import Callable

from docx.enum.section import WD_SECTION

from documents.defaults_supervising import keys, warning
from documents.defaults_yearly import circular, follow_up, work_report
from documents.layout import Sheet, dotted, field, marked, page

CASE = "《{{ 案由 }}》"
SENT = ("落款", "{{ 落款 }}"), ("落款", "{{ 落款日期 }}")
LABELS = ("案号", "提案人", "联名人", "提案形式", "提交日期", "承办单位")


def text() -> bytes:
    """提案正文"""
    sheet = Sheet()
    sheet.line("类别行", "类别：{{ 类别 }}")
    sheet.letterhead("{{ 本会 }}提案", "{{ 届次 }}　{{ 案号 }}")
    sheet.lines("公文标题", "{{ 案由 }}", "")
    rows = [(label, f"{{{{ {label} }}}}") for label in LABELS]
    sheet.table(rows, (30, 126), head=False)
    sheet.line("主送")
    words(sheet, "正文")
    return sheet.bytes()


def filing() -> bytes:
    """立案通知"""
    sheet = notice("提案立案通知", "{{ 称呼 }}：")
    sheet.lines(
        "公文正文",
        f"您（贵单位）在{{{{ 届次 }}}}期间提出的{CASE}，经提案审查委员会审查，"
        "已于{{ 立案日期 }}立案，案号为{{ 案号 }}，类别为{{ 类别 }}。",
        "提案将按程序交有关单位办理。办理过程中，承办单位会与您（贵单位）沟通，"
        "办理结果由承办单位书面答复。收到答复后，请对办理态度和办理结果提出意见。",
    )
    return closed(sheet)


def declined() -> bytes:
    """转意见建议告知"""
    sheet = notice("提案转为意见建议告知书", "{{ 称呼 }}：")
    sheet.lines(
        "公文正文",
        f"您（贵单位）在{{{{ 届次 }}}}期间提出的{CASE}收悉。经提案审查委员会审查，"
        "该提案不予立案，理由：{{ 不予立案理由 }}。{{ 理由说明 }}",
        "按照规定，该件作为意见建议处理，去向：{{ 去向 }}。感谢您（贵单位）对政协工作的支持。",
    )
    return closed(sheet)


def handing() -> bytes:
    """交办通知单"""
    sheet = notice("提案交办通知单", "各承办单位：")
    sheet.line(
        "公文正文",
        f"{{{{ 届次 }}}}{{{{ 案号 }}}}提案{CASE}（提案人：{{{{ 提案人 }}}}），"
        "交你们办理，办理期限自{{ 交办日期 }}起算。承办单位和答复期限如下：",
    )
    loop = ("{{ 行.单位 }}", "{{ 行.方式 }}", "{{ 行.期限 }}")
    table(sheet, ("承办单位", "承办方式", "期限"), loop, (76, 30, 50))
    sheet.line("公文正文", "请及时签收，办理中与提案人沟通，按期答复，并抄送提案委员会。")
    return closed(sheet)


def results() -> bytes:
    """审查结果清单"""
    sheet = Sheet()
    sheet.letterhead("{{ 落款 }}")
    sheet.lines("公文标题", "{{ 届次 }}提案审查结果清单", "")
    sheet.line("表内", "{{ 会议日期 }}　{{ 会议 }}　共{{ 件数 }}件：{{ 分项 }}")
    names = ("序", "编号", "案由", "提案人", "决定", "说明")
    loop = tuple(f"{{{{ 行.{name} }}}}" for name in names)
    table(sheet, names, loop, (10, 24, 50, 22, 18, 32))
    return sheet.bytes()


def handing_list() -> bytes:
    """交办清单"""
    sheet = Sheet()
    sheet.letterhead("{{ 落款 }}")
    sheet.lines("公文标题", "{{ 届次 }}提案交办清单", "")
    sheet.line("表内", "交办通知日期：{{ 交办日期 }}　承办范围：{{ 范围 }}　共{{ 件数 }}件")
    names = ("案号", "案由", "提案人", "主办（分办）", "会办")
    cells = ("案号", "案由", "提案人", "主办", "会办")
    loop = tuple(f"{{{{ 行.{name} }}}}" for name in cells)
    table(sheet, names, loop, (24, 48, 24, 36, 24))
    return sheet.bytes()


def opinion() -> bytes:
    """会办意见"""
    sheet = Sheet()
    sheet.letterhead("{{ 发文机关 }}")
    sheet.lines("公文标题", "关于{{ 届次 }}{{ 案号 }}提案的{{ 会办 }}意见", "")
    sheet.line("主送", "{{ 主办单位 }}：")
    sheet.line("公文正文", f"现就提案{CASE}提出{{{{ 会办 }}}}意见如下：")
    words(sheet, "正文")
    return closed(sheet, contact=True)


def reply() -> bytes:
    """答复函"""
    sheet = Sheet()
    sheet.line("类别行", "类别：{{ 答复类别 }}")
    sheet.letterhead("{{ 发文机关 }}", "{{ 发文字号 }}")
    sheet.lines("公文标题", "关于{{ 届次 }}{{ 案号 }}提案的答复", "")
    sheet.line("主送", "{{ 称呼 }}：")
    words(sheet, "正文")
    sheet.line("公文正文", "{%p if 办理事项 %}")
    sheet.line("一级标题", "办理事项")
    sheet.repeat("项", "办理事项", ("公文正文", "{{ 项 }}"))
    sheet.line("公文正文", "{%p endif %}")
    return closed(sheet, contact=True, copies="抄送：{{ 提案委员会 }}")


def feedback() -> bytes:
    """意见征求表"""
    sheet = Sheet()
    sheet.lines("公文标题", "提案办理意见征求表", "")
    rows = (
        *(("案　　号", "{{ 届次 }}　{{ 案号 }}"), ("案　　由", "{{ 案由 }}")),
        *(("提 案 人", "{{ 提案人 }}"), ("承办单位", "{{ 承办单位 }}")),
        *(("发文字号", "{{ 发文字号 }}"), ("沟通情况", "{{ 沟通情况 }}")),
        ("办理态度", "□ 满意　　□ 基本满意　　□ 不满意"),
        ("办理结果", "□ 满意　　□ 基本满意　　□ 不满意"),
        *(("具体意见", ""), ("签　　名", "　　　　　　　　　　　年　　月　　日")),
    )
    table = sheet.table(rows, (32, 124), head=False)
    for _ in range(4):
        table.rows[8].cells[1].add_paragraph(style="表内")
    sheet.line("主送")
    sheet.line("附注", "办理态度和办理结果请分别评价；填好后请交{{ 提案委员会 }}。")
    return sheet.bytes()


def urging() -> bytes:
    """催办通知"""
    sheet = notice("提案催办通知", "{{ 承办单位 }}：")
    sheet.lines(
        "公文正文",
        f"{{{{ 届次 }}}}{{{{ 案号 }}}}提案{CASE}由你单位{{{{ 承办方式 }}}}，"
        "{{ 交办日期 }}交办，期限为{{ 期限 }}，目前{{ 办理状态 }}。"
        "已催办{{ 催办次数 }}次，最近一次为{{ 催办日期 }}：",
        "{{ 催办内容 }}",
        "请抓紧办理，并将进展情况及时报送。",
    )
    return closed(sheet)


def compilation() -> bytes:
    """提案汇编: contents with page numbers, then every case on a page of its own."""
    sheet = Sheet()
    sheet.lines("公文标题", "{{ 届次 }}提案汇编", "")
    sheet.line("落款", "{{ 落款 }}　{{ 落款日期 }}")
    sheet.lines("公文标题", "", "目　录")
    sheet.line("目录行", "{%p for 案 in 案件 %}")
    row = sheet.line("目录行", "{{ 案.案号 }}　{{ 案.案由 }}\t")
    dotted(row)
    field(row, "PAGEREF a{{ 案.序 }}", "{{ 案.页 }}")
    sheet.line("目录行", "{%p endfor %}")
    page(sheet.doc.sections[0], roman=True)
    page(sheet.doc.add_section(WD_SECTION.NEW_PAGE))
    one_case(sheet)
    return sheet.bytes()


def one_case(sheet: Sheet) -> None:
    sheet.line("公文正文", "{%p for 案 in 案件 %}")
    title = sheet.line("公文标题", "{{ 案.案由 }}", start=True)
    marked(title, "a{{ 案.序 }}", "{{ 案.序 }}")
    sheet.line("主送")
    for label in ("案号", "提案人", "类别", "承办单位"):
        sheet.line("二级标题", f"{label}：{{{{ 案.{label} }}}}")
    words(sheet, "案.正文")
    sheet.line("公文正文", "{%p endfor %}")


def notice(title: str, to: str) -> Sheet:
    """A letter of the committee's or the dispatcher's own, from its head to whom it goes."""
    sheet = Sheet()
    sheet.letterhead("{{ 落款 }}")
    sheet.lines("公文标题", title, "")
    sheet.line("主送", to)
    return sheet


def closed(sheet: Sheet, *, contact: bool = False, copies: str = "") -> bytes:
    """Who sends it and when; whom to ask; who gets a copy."""
    sheet.line("主送")
    sheet.lines_of(SENT)
    if contact:
        sheet.line("公文正文", "{%p if 联系人 %}")
        sheet.line("附注", "（联系人：{{ 联系人 }}　联系电话：{{ 联系电话 }}）")
        sheet.line("公文正文", "{%p endif %}")
    if copies:
        sheet.lines("主送", "", copies)
    return sheet.bytes()


def words(sheet: Sheet, many: str) -> None:
    """A text line by line: 一、 in 黑体, （一） in 楷体, all else in 仿宋 (7.3.3)."""
    sheet.line("公文正文", f"{{%p for 段 in {many} %}}")
    sheet.line("公文正文", "{%p if 段.级 == 1 %}")
    sheet.line("一级标题", "{{ 段.文 }}")
    sheet.line("公文正文", "{%p elif 段.级 == 2 %}")
    sheet.line("二级标题", "{{ 段.文 }}")
    sheet.line("公文正文", "{%p else %}")
    sheet.line("公文正文", "{{ 段.文 }}")
    sheet.line("公文正文", "{%p endif %}")
    sheet.line("公文正文", "{%p endfor %}")


def table(
    sheet: Sheet, names: tuple[str, ...], cells: tuple[str, ...], widths: tuple[int, ...]
) -> None:
    """A ruled table with a row for each 行 of 清单."""
    blank = ("",) * (len(names) - 1)
    rows = (names, ("{%tr for 行 in 清单 %}", *blank), cells, ("{%tr endfor %}", *blank))
    sheet.table(rows, widths, head=True)
    sheet.line("主送")


USUAL: dict[str, Callable[[], bytes]] = {  # by the code of the paper
    **{"text": text, "filing": filing, "declined": declined, "handing": handing},
    **{"opinion": opinion, "reply": reply, "feedback": feedback, "urging": urging},
    **{"list": handing_list, "results": results, "compilation": compilation},
    **{"keys": keys, "warning": warning},
    **{"circular": circular, "work_report": work_report, "follow_up": follow_up},
}
