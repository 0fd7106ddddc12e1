"""The limits a new committee starts with, and the sentence that tells a reader why."""

from __future__ import annotations

from deadlines.arithmetic import Unit
from deadlines.defaults_consulting import CONSULTING
from deadlines.defaults_opinions import OPINIONS
from deadlines.defaults_supervising import SUPERVISING
from deadlines.kinds import CHANGED, DAYS, MONTHS, OWN, WORKDAYS, Default, Kind

DEFAULTS: tuple[Default, ...] = (
    Default(
        Kind.SCREEN, "初审", 10, WORKDAYS,
        "自提案提交之日起{limit}内完成初审。", OWN,
    ),
    Default(
        Kind.REVISE, "退回修改", 5, WORKDAYS,
        "自退回之日起{limit}内修改并重新提交。", OWN,
    ),
    Default(
        Kind.DECIDE, "审查决定", 20, WORKDAYS,
        "自开始审查之日起{limit}内作出审查决定。", OWN,
    ),
    Default(
        Kind.NUMBER, "编号", 5, WORKDAYS,
        "自立案之日起{limit}内编定案号。", OWN,
    ),
    Default(
        Kind.TRANSFER, "移交", 5, WORKDAYS,
        "自编号之日起{limit}内移交。", OWN,
    ),
    Default(
        Kind.HAND_OVER, "交办", 30, DAYS,
        "自移交之日起{limit}内交办。", "参照有关市全体会议后30日内交办的规定。",
    ),
    Default(
        Kind.SIGN_FOR, "签收", 10, WORKDAYS,
        "自交办通知所载日期起{limit}内签收。", OWN,
    ),
    Default(
        Kind.RETURN_WINDOW, "申请调整承办单位", 10, WORKDAYS,
        "自交办通知所载日期起{limit}内，可书面申请调整承办单位，说明理由并提出建议单位。",
        "参照重庆市巴南区交办会后10个工作日内申请的规定。",
    ),
    Default(
        Kind.CHANGE_DECISION, "调整申请答复", 7, DAYS,
        "自收到调整申请之日起{limit}内作出答复。", "参照广州市7日内答复的规定。",
    ),
    Default(
        Kind.FIRST_CONTACT, "首次联系", 15, WORKDAYS,
        "自交办之日起{limit}内首次联系提案者。", "参照江西省崇义县15个工作日内联系的规定。",
    ),
    Default(
        Kind.OPINION, "会办意见", 1, MONTHS,
        "自交办之日起{limit}内向主办单位反馈会办意见。", "参照有关市会办单位1个月内反馈的规定。",
    ),
    Default(
        Kind.REPLY, "答复", 3, MONTHS,
        "自交办之日起{limit}内答复提案者。", "参照各地通行的3个月内答复的规定。",
    ),
    Default(
        Kind.REPLY_MAX, "答复最长期限", 6, MONTHS,
        "经事先说明理由并获准延期的，自交办之日起最长不超过{limit}。",
        "参照各地通行的最长6个月的规定。",
    ),
    Default(
        Kind.EXTENSION_DECISION, "延期申请答复", 5, WORKDAYS,
        "自收到延期申请之日起{limit}内作出答复。", OWN,
    ),
    Default(
        Kind.REVIEW, "审核", 5, WORKDAYS,
        "自答复稿送审之日起{limit}内完成审核。", OWN,
    ),
    Default(
        Kind.SIGN, "签发", 5, WORKDAYS,
        "自答复稿审核通过之日起{limit}内签发。", OWN,
    ),
    Default(
        Kind.DELIVER, "送达", 3, WORKDAYS,
        "自答复签发之日起{limit}内送达提案者。", OWN,
    ),
    Default(
        Kind.FEEDBACK, "意见反馈", 15, WORKDAYS,
        "自收到答复之日起{limit}内反馈意见，逾期记为未表态。",
        "参照江西省崇义县15个工作日内反馈的规定。",
    ),
    Default(
        Kind.REHANDLE, "重新办理", 3, MONTHS,
        "自决定重新办理之日起{limit}内再次答复提案者。", "参照四川省3个月内再次答复的规定。",
    ),
    Default(
        Kind.CLOSING, "办结", 3, WORKDAYS,
        "自意见反馈结束之日起{limit}内办结。", OWN,
    ),
    Default(
        Kind.CONCLUDE, "召开审查会议", 5, WORKDAYS,
        "自预定召开之日起{limit}内作出全部决定并结束会议。", OWN,
    ),
    Default(
        Kind.RELEASE, "暂缓后处理", 20, WORKDAYS,
        "自暂缓办结之日起{limit}内作出处理决定。", OWN,
    ),
    Default(
        Kind.CONSULT, "答复协商意见", 5, WORKDAYS,
        "自征求意见之日起{limit}内答复，逾期视为没有意见。", OWN,
    ),
    Default(
        Kind.CONSENT, "答复是否同意转送", 10, WORKDAYS,
        "自不予立案之日起{limit}内答复；未经同意不转送。", OWN,
    ),
    Default(
        Kind.PASS_ON, "转送", 5, WORKDAYS,
        "自提案人同意转送之日起{limit}内转送。", OWN,
    ),
    Default(
        Kind.WITHDRAWAL_DECISION, "撤案申请决定", 5, WORKDAYS,
        "自收到撤案申请之日起{limit}内作出决定。", OWN,
    ),
    Default(
        Kind.APPROVE_OPINION, "审定会办意见", 3, WORKDAYS,
        "自会办意见拟写之日起{limit}内审定。", OWN,
    ),
    Default(
        Kind.VERIFY, "核实不满意意见", 5, WORKDAYS,
        "自收到不满意意见之日起{limit}内核实。", OWN,
    ),
    Default(
        Kind.REHANDLE_DECISION, "决定是否重新办理", 5, WORKDAYS,
        "自核实之日起{limit}内决定是否重新办理。", OWN,
    ),
    Default(
        Kind.CONFER, "召开协商会", 20, WORKDAYS,
        "自再次不满意之日起{limit}内召开协商会并记录。", "参照四川省再次不满意时联合面商的规定。",
    ),
    Default(
        Kind.SIGN_REPLACEMENT, "签发更正答复", 3, WORKDAYS,
        "自更正答复拟写之日起{limit}内签发。", OWN,
    ),
    Default(
        Kind.OFFLINE, "线下事项办理", 3, MONTHS,
        "自登记之日起{limit}内办理完毕并登记结果。", OWN,
    ),
    Default(
        Kind.PASS_INSIDE, "二次交办", 5, WORKDAYS,
        "自签收之日起{limit}内二次交办本级政府部门。", OWN,
    ),
    Default(
        Kind.DRAFT_INSIDE, "报送答复稿", 1, MONTHS,
        "自二次交办之日起{limit}内向本级政府报送答复稿或会办意见稿。", OWN,
    ),
    Default(
        Kind.UNANSWERED, "处理未答复的转送征询", 5, WORKDAYS,
        "自提案人逾期未答复之日起{limit}内联系提案人，或登记留存参考；未经同意不转送。", OWN,
    ),
    Default(
        Kind.TASK, "协商任务办理", 3, MONTHS,
        "自协商任务交办之日起{limit}内办理完毕并报告结果。", OWN,
    ),
    *CONSULTING,
    Default(
        Kind.COMMITMENT, "落实承诺事项", 12, MONTHS,
        "自答复送达之日起{limit}内落实承诺事项；答复承诺了日期的，以承诺的日期为准。", OWN,
    ),
    Default(
        Kind.CHECK_COMMITMENT, "核查承诺事项", 10, WORKDAYS,
        "自承办单位报告已落实之日起{limit}内核查。", OWN,
    ),
    Default(
        Kind.CONFIRM_COMMITMENT, "确认承诺落实", 15, WORKDAYS,
        "自核定已落实之日起{limit}内表明是否认可，逾期记为未表态。", OWN,
    ),
    Default(
        Kind.RECHECK_COMMITMENT, "复核承诺事项", 10, WORKDAYS,
        "自提案人不认可之日起{limit}内复核。", OWN,
    ),
    Default(
        Kind.REGRADE, "决定改定类别", 10, WORKDAYS,
        "自承诺事项全部核定已落实之日起{limit}内决定是否改定办理结果类别。", OWN,
    ),
    Default(
        Kind.FOLLOW_UP, "完成跟踪检查", 3, MONTHS,
        "自开展之日起{limit}内完成跟踪检查；开展时确定时限的，以该时限为准。", OWN,
    ),
    Default(
        Kind.VISIT, "走访", 1, MONTHS,
        "自指派之日起{limit}内走访并填报；开展时确定时限的，以该时限为准。", OWN,
    ),
    Default(
        Kind.SETTLE_VISIT, "处理走访情况", 10, WORKDAYS,
        "自填报走访情况之日起{limit}内处理。", OWN,
    ),
    *OPINIONS,
    *SUPERVISING,
)  # fmt: skip

# The answer, or the campaign, names the day itself: no limit to set.
PROMISED = frozenset({Kind.COMMITMENT, Kind.FOLLOW_UP, Kind.VISIT})

BY_KIND = {default.kind: default for default in DEFAULTS}

_COUNTED = {WORKDAYS: "个工作日", MONTHS: "个月", DAYS: "日"}


def limit_text(n: int, unit: Unit) -> str:
    """A limit as people write it: 10个工作日, 3个月, 30日."""
    return f"{n}{_COUNTED[unit]}"


def explain(kind: Kind, n: int, unit: Unit) -> str:
    """Why this day: the rule with the limit in force; a changed limit no longer cites its model."""
    default = BY_KIND[kind]
    source = default.source if (n, unit) == (default.n, default.unit) else CHANGED
    return default.rule.format(limit=limit_text(n, unit)) + source


__all__ = ["BY_KIND", "CHANGED", "DEFAULTS", "OWN", "Default", "Kind", "explain", "limit_text"]
