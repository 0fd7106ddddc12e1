"""The limits of 社情民意; no rule that is known sets any."""

from __future__ import annotations

from deadlines.kinds import MONTHS, OWN, WORKDAYS, Default, Kind

OPINIONS: tuple[Default, ...] = (
    Default(
        Kind.EDIT_OPINION, "社情民意编辑", 5, WORKDAYS,
        "自收到社情民意之日起{limit}内开始编辑，或登记留存。", OWN,
    ),
    Default(
        Kind.DECIDE_OPINION, "社情民意采用决定", 10, WORKDAYS,
        "自开始编辑之日起{limit}内决定单篇采用、综合采用或留存。", OWN,
    ),
    Default(
        Kind.ISSUE_OPINION, "社情民意编发", 5, WORKDAYS,
        "自决定采用之日起{limit}内编发。", OWN,
    ),
    Default(
        Kind.TRACK_OPINION, "跟踪批示", 3, MONTHS,
        "自编发之日起{limit}内登记批示、转办或办结。", OWN,
    ),
    Default(
        Kind.FORWARD_OPINION, "转办社情民意", 5, WORKDAYS,
        "自收到批示或转办单位退回之日起{limit}内转办或办结。", OWN,
    ),
    Default(
        Kind.OPINION_OUTCOME, "反馈采纳情况", 1, MONTHS,
        "自转办之日起{limit}内反馈采纳情况；转办时确定日期的，以该日期为准。", OWN,
    ),
    Default(
        Kind.CLOSE_OPINION, "社情民意办结", 10, WORKDAYS,
        "自收到全部反馈之日起{limit}内办结，或退回补充反馈。", OWN,
    ),
)  # fmt: skip
