"""The default templates of supervision: 督办函 and 重点提案督办情况报告."""

from __future__ import annotations

from documents.layout import Sheet

SENT = ("落款", "{{ 落款 }}"), ("落款", "{{ 落款日期 }}")


def warning() -> bytes:
    """督办函"""
    sheet = Sheet()
    sheet.letterhead("{{ 落款 }}", "{{ 文号 }}")
    sheet.lines("公文标题", "关于{{ 事由 }}的督办函", "")
    sheet.line("主送", "{{ 主送单位 }}：")
    sheet.line("公文正文", "你单位承办的下列{{ 件数 }}件提案，现予督办：")
    names = ("案号", "案由", "提案人", "方式")
    cells = tuple(f"{{{{ 行.{name} }}}}" for name in names)
    blank = ("",) * (len(names) - 1)
    loop = (("{%tr for 行 in 清单 %}", *blank), cells, ("{%tr endfor %}", *blank))
    heads = (*names[:-1], "承办方式")
    sheet.table((heads, *loop), (24, 76, 32, 24), head=True)
    sheet.line("主送")
    sheet.line("公文正文", "{%p for 段 in 正文 %}")
    sheet.line("公文正文", "{{ 段.文 }}")
    sheet.line("公文正文", "{%p endfor %}")
    sheet.line("公文正文", "请于{{ 答复期限 }}前书面答复。")
    sheet.line("主送")
    sheet.lines_of(SENT)
    return sheet.bytes()


def keys() -> bytes:
    """重点提案督办情况报告: the whole in one paragraph, then every case."""
    sheet = Sheet()
    sheet.lines("公文标题", "{{ 届次 }}重点提案督办情况报告", "")
    sheet.line(
        "公文正文",
        "{{ 审定会议 }}审定重点提案{{ 件数 }}件（{{ 纪要文号 }}）。目前完成督办{{ 完成数 }}件；"
        "督办方案共{{ 事项数 }}项，完成{{ 事项完成数 }}项；开展督办活动{{ 活动数 }}次，"
        "领导批示{{ 批示数 }}件，媒体报道{{ 报道数 }}篇。各件情况如下：",
    )
    sheet.line("公文正文", "{%p for 案 in 案件 %}")
    sheet.line("一级标题", "{{ 案.序 }}、{{ 案.案由 }}（{{ 案.案号 }}）")
    for label in ("提案人", "领导", "单位", "状态"):
        sheet.line("公文正文", f"{label}：{{{{ 案.{label} }}}}")
    for label in ("事项", "活动", "报道"):
        sheet.line("公文正文", f"{{%p for 项 in 案.{label} %}}")
        sheet.line("公文正文", f"{label}：{{{{ 项 }}}}")
        sheet.line("公文正文", "{%p endfor %}")
    sheet.line("公文正文", "{%p if 案.成效 %}")
    sheet.line("公文正文", "督办成效：{{ 案.成效 }}")
    sheet.line("公文正文", "{%p endif %}")
    sheet.line("公文正文", "{%p endfor %}")
    sheet.line("主送")
    sheet.lines_of(SENT)
    return sheet.bytes()
