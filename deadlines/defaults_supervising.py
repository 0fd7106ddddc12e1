"""The limits of key proposals and of supervision; where no rule is known, the committee's own."""

from __future__ import annotations

from deadlines.kinds import MONTHS, OWN, WORKDAYS, Default, Kind

SUPERVISING: tuple[Default, ...] = (
    Default(
        Kind.KEY_SELECT, "遴选重点提案", 2, MONTHS,
        "自启动遴选之日起{limit}内完成遴选，提请审定。", OWN,
    ),
    Default(
        Kind.KEY_ADVISE, "反馈遴选意见", 10, WORKDAYS,
        "自征求意见之日起{limit}内反馈；征求时确定日期的，以该日期为准。", OWN,
    ),
    Default(
        Kind.KEY_FIX, "审定重点提案", 1, MONTHS,
        "自提请审定之日起{limit}内由主席会议审定。", OWN,
    ),
    Default(
        Kind.KEY_PLAN, "制定督办方案", 1, MONTHS,
        "自重点提案确定之日起{limit}内商请领导、制定并印发督办方案。", OWN,
    ),
    Default(
        Kind.KEY_CONSENT, "登记领导意见", 10, WORKDAYS,
        "自商请之日起{limit}内登记领导是否同意。", OWN,
    ),
    Default(
        Kind.KEY_ITEM, "落实督办方案", 6, MONTHS,
        "自方案印发之日起{limit}内落实；方案确定日期的，以该日期为准。", OWN,
    ),
    Default(
        Kind.KEY_CHECK, "核查方案落实", 10, WORKDAYS,
        "自责任单位报告完成之日起{limit}内核查。", OWN,
    ),
    Default(
        Kind.KEY_VISIT, "记录督办活动", 5, WORKDAYS,
        "自活动之日起{limit}内记录到会和活动情况。", OWN,
    ),
    Default(
        Kind.KEY_INSTRUCTION, "反馈批示落实情况", 1, MONTHS,
        "自收到批示之日起{limit}内反馈；批示确定日期的，以该日期为准。", OWN,
    ),
    Default(
        Kind.KEY_CLOSE, "办结批示", 10, WORKDAYS,
        "自单位反馈之日起{limit}内办结，或退回补充。", OWN,
    ),
    Default(
        Kind.KEY_CONCLUDE, "总结重点提案督办", 12, MONTHS,
        "自督办方案印发之日起{limit}内完成督办并总结。", OWN,
    ),
    Default(
        Kind.WARNED, "答复督办函", 10, WORKDAYS,
        "自督办函发出之日起{limit}内书面答复；函中确定日期的，以该日期为准。", OWN,
    ),
    Default(
        Kind.CHECK_WARNED, "审核督办函答复", 5, WORKDAYS,
        "自收到督办函答复之日起{limit}内了结，或再次发函。", OWN,
    ),
)  # fmt: skip
