"""办理规则: numbers and habits that differ from place to place; a dictionary entry sets each."""

from __future__ import annotations

from typing import NamedTuple

from django.core.exceptions import ValidationError

from members.books import entries
from members.models import Entry

YES, NO = "是", "否"


class Rule(NamedTuple):
    """A rule an entry may set: its number within bounds, or (`most` 1) whether it holds.

    secure: a matter of the 安全管理员 alone, and the same in all terms.
    """

    code: str
    title: str
    usual: int
    least: int
    most: int
    measure: str
    secure: bool = False

    @property
    def is_switch(self) -> bool:
        return self.most == 1

    def reads(self, label: str) -> int:
        """The number an entry gives; a switch is on unless its entry says no."""
        if self.is_switch:
            return int(label != NO)
        return int(label) if label.isascii() and label.isdigit() else self.usual

    def usually(self) -> str:
        if self.is_switch:
            return YES if self.usual else NO
        return f"{self.usual}{self.measure}" if self.usual else "不设"


BODY_LIMIT = Rule("body_limit", "提案正文最多字数", 20_000, 200, 20_000, "字")  # real ones: 5,513
TITLE_LIMIT = Rule("title_limit", "案由最多字数", 200, 10, 200, "字")
WISHED_UNITS = Rule("wished_units", "提案人建议承办单位最多个数", 5, 0, 50, "个")
MEETINGS_NEEDED = Rule("meetings_needed", "送审前至少面商次数", 1, 0, 9, "次")
FILING_TARGET = Rule("filing_target", "每次会议立案控制数", 0, 0, 9_999, "件")
VERIFY_FAIR = Rule("verify_fair", "基本满意的也须核实", 0, 0, 1, "")
SIGN_FIRST = Rule("review_after_signing", "先签发、后审核", 0, 0, 1, "")
SOON_DAYS = Rule("soon_days", "到期前几个工作日亮黄灯", 5, 0, 60, "个工作日")
REGRADE_FROM = Rule("regrade_from", "承诺全部落实后，从第几类改定为前一类", 2, 0, 9, "")
VISITS_NEEDED = Rule("visits_needed", "协商前至少走访调研次数", 1, 0, 20, "次")
SIGN_IN_DAYS = Rule("sign_in_days", "扫码签到在召开日期前后开放的天数", 1, 0, 7, "日")
MOST_FILES = Rule("most_files", "院坝协商每条记录最多附件数", 20, 1, 100, "个")
COUNTY_ONLY = Rule("county_only", "共同协商只限本县乡镇", 0, 0, 1, "")  # of a prefecture
VILLAGES_BY_COUNTY = Rule(  # of a prefecture
    "villages_by_county", "文明村寨由县级评定，不再报州（市）", 0, 0, 1, ""
)
OPINION_LIMIT = Rule("opinion_limit", "社情民意正文最多字数", 3_000, 200, 20_000, "字")
WARN_AFTER = Rule("warn_after", "逾期满几个自然日的列为应督办（0为不列）", 10, 0, 365, "日")
WARN_DISSATISFIED = Rule("warn_dissatisfied", "有提案人不满意的列为应督办", 1, 0, 1, "")
CALLS_KEPT = Rule(  # never under 180
    "calls_kept", "接口调用记录保存天数", 400, 180, 3_650, "日", secure=True
)
RULES = {
    one.code: one
    for one in (
        *(BODY_LIMIT, TITLE_LIMIT, WISHED_UNITS, MEETINGS_NEEDED),
        *(FILING_TARGET, VERIFY_FAIR, SIGN_FIRST, SOON_DAYS, VISITS_NEEDED),
        *(SIGN_IN_DAYS, MOST_FILES, COUNTY_ONLY),
        *(OPINION_LIMIT, REGRADE_FROM, VILLAGES_BY_COUNTY),
        *(WARN_AFTER, WARN_DISSATISFIED),
        CALLS_KEPT,
    )
}


def rule(of: Rule, committee_id: int, term_id: int | None = None) -> int:
    """The number in force in that term; a switch is 1 or 0."""
    listed = entries(committee_id, Entry.Book.RULE, term_id).filter(code=of.code)
    label = listed.values_list("label", flat=True).first()
    return of.usual if label is None else of.reads(label)


def check_value(code: str, label: str) -> None:
    """Raises ValidationError for a rule nobody asks about, or a number out of its bounds."""
    known = RULES.get(code)
    if known is None:
        raise ValidationError({"code": "没有这条规则，请从列出的规则中选择"})
    if known.is_switch:
        if label not in (YES, NO):
            raise ValidationError({"label": f"“{known.title}”请填写“是”或“否”"})
        return
    inside = label.isascii() and label.isdigit() and known.least <= int(label) <= known.most
    if not inside:
        bounds = f"{known.least}至{known.most}"
        raise ValidationError({"label": f"“{known.title}”请填写{bounds}之间的数字"})
