"""The default templates of what a committee tells of a year: drafts filled with numbers."""

from __future__ import annotations

from documents.layout import Sheet

SENT = ("落款", "{{ 落款 }}"), ("落款", "{{ 落款日期 }}")
ACCEPTED = (
    "{{ 届次 }}以来，共收到提案{{ 收到 }}件，立案{{ 立案 }}件，并入他案{{ 并入他案 }}件，"
    "不予立案、转意见建议{{ 不予立案 }}件，撤案{{ 撤案 }}件，在审{{ 在审 }}件。"
    "立案率{{ 立案率按案件 }}（并入他案的不计），并入他案的视同立案为{{ 立案率按提案 }}。"
)
ANSWERED = (
    "截至{{ 落款日期 }}，已办复{{ 办复 }}件，办复率{{ 办复率 }}（政府称办结率）；"
    "经提案人反馈意见或期满，已办结{{ 办结 }}件，办结率{{ 办结率 }}（政协口径）。"
    "面商率{{ 面商率 }}，"
    "按期签收率{{ 按期签收率 }}，按期办复率{{ 按期办复率 }}。"
)
PEOPLE = (
    "在任和参与过的委员{{ 委员 }}名，其中提交或联名提案的{{ 参与委员 }}名，参与率{{ 参与率 }}。"
    "审定重点提案{{ 重点提案 }}件。"
)
SATISFIED = "提案人对办理态度的满意率为{{ 态度满意率 }}，对办理结果的满意率为{{ 结果满意率 }}。"
KEPT = (
    "答复中承诺的事项共{{ 承诺 }}项，到期{{ 到期 }}项，已核定落实{{ 已落实 }}项，"
    "办实率{{ 办实率 }}。"
)


def circular() -> bytes:
    """提案办理情况通报"""
    sheet = Sheet()
    sheet.letterhead("{{ 落款 }}")
    sheet.lines("公文标题", "关于{{ 届次 }}提案办理情况的通报", "")
    sheet.line("主送", "各承办单位：")
    sheet.line("公文正文", "现将{{ 届次 }}提案办理情况通报如下。")
    sheet.line("一级标题", "一、总体情况")
    sheet.lines("公文正文", ACCEPTED, PEOPLE, ANSWERED, SATISFIED, KEPT)
    graded(sheet)
    sheet.line("一级标题", "二、各承办单位情况")
    sheet.line("公文正文", "承办提案的单位共{{ 单位数 }}个，办理情况如下（满意率为态度／结果）：")
    names = ("承办单位", "办复", "面商率", "满意率", "办实率", "认定类别")
    cells = tuple(f"{{{{ 行.{one} }}}}" for one in ("单位", *names[1:-1], "类别"))
    repeated(sheet, "清单", names, cells, (42, 20, 22, 28, 22, 22))
    sheet.line("一级标题", "三、存在的问题")
    sheet.line("公文正文", "未能全部按期办复的单位：{{ 未按期单位 }}。")
    sheet.line("一级标题", "四、下一步要求")
    sheet.line("公文正文", "请各承办单位对照承诺事项台账，逐项抓好落实，按期报告进展。")
    return ended(sheet)


def work_report() -> bytes:
    """提案工作情况报告"""
    sheet = Sheet()
    sheet.lines("公文标题", "关于{{ 届次 }}以来提案工作情况的报告", "")
    sheet.line("主送", "各位委员：")
    sheet.line("公文正文", "现将{{ 届次 }}以来的提案工作情况报告如下，请予审议。")
    sheet.line("一级标题", "一、提案的提出和审查")
    sheet.lines("公文正文", ACCEPTED, PEOPLE)
    sheet.line("二级标题", "（一）按提案形式")
    repeated(sheet, "形式", *BY)
    sheet.line("二级标题", "（二）按五大建设")
    repeated(sheet, "领域", *BY)
    sheet.line("一级标题", "二、提案的办理和反馈")
    sheet.lines("公文正文", ANSWERED, SATISFIED)
    graded(sheet)
    sheet.line("一级标题", "三、从办复到办实")
    sheet.line("公文正文", KEPT)
    sheet.line("一级标题", "四、下一步工作")
    sheet.line("公文正文", "坚持提案不在多而在精、办理不仅重答复更重落实，持续跟踪承诺事项。")
    return ended(sheet)


def follow_up() -> bytes:
    """跟踪检查报告"""
    sheet = Sheet()
    sheet.lines("公文标题", "{{ 名称 }}报告", "")
    sheet.line(
        "公文正文",
        "{{ 落款 }}自{{ 开展日期 }}起，对{{ 届次 }}认定为{{ 类别 }}的提案开展{{ 方式 }}，"
        "符合条件{{ 符合条件 }}件，{{ 抽取方式 }}，走访{{ 走访 }}件。",
    )
    sheet.line("一级标题", "一、走访结果")
    sheet.line(
        "公文正文",
        "与答复相符{{ 相符 }}件，部分相符{{ 部分相符 }}件，与答复不符{{ 不符 }}件。"
        "承诺事项重新列为待落实{{ 重列 }}件，"
        "提请改定类别{{ 提请改定 }}件，其中已改定{{ 已改定 }}件。",
    )
    sheet.line("一级标题", "二、逐件情况")
    names = ("案号", "案由", "走访", "结论", "情况", "处理")
    cells = tuple(f"{{{{ 行.{one} }}}}" for one in names)
    repeated(sheet, "清单", names, cells, (20, 38, 20, 20, 36, 22))
    sheet.line("一级标题", "三、结论和建议")
    sheet.line("公文正文", "{{ 结论 }}")
    return ended(sheet)


BY = (
    ("项目", "收到（件）", "立案（件）"),
    ("{{ 行.名称 }}", "{{ 行.收到 }}", "{{ 行.立案 }}"),
    (76, 40, 40),
)


def graded(sheet: Sheet) -> None:
    sheet.line("公文正文", "按认定类别：")
    names = ("类别", "件数", "占办复的比例")
    cells = ("{{ 行.名称 }}", "{{ 行.件数 }}", "{{ 行.占比 }}")
    repeated(sheet, "类别", names, cells, (76, 40, 40))


def repeated(
    sheet: Sheet,
    many: str,
    names: tuple[str, ...],
    cells: tuple[str, ...],
    widths: tuple[int, ...],
) -> None:
    """A ruled table with a row for each 行 of the list of that name."""
    blank = ("",) * (len(names) - 1)
    rows = (names, (f"{{%tr for 行 in {many} %}}", *blank), cells, ("{%tr endfor %}", *blank))
    sheet.table(rows, widths, head=True)
    sheet.line("主送")


def ended(sheet: Sheet) -> bytes:
    sheet.line("主送")
    sheet.lines_of(SENT)
    return sheet.bytes()
