"""The limits of courtyard consultations (院坝协商); no rule that is known sets any."""

from __future__ import annotations

from deadlines.kinds import MONTHS, OWN, WORKDAYS, Default, Kind

CONSULTING: tuple[Default, ...] = (
    Default(
        Kind.SCREEN_TOPIC, "议题筛选", 10, WORKDAYS,
        "自收到议题之日起{limit}内筛选，并告知反映人。", OWN,
    ),
    Default(
        Kind.PLAN_TOPIC, "安排协商", 3, MONTHS,
        "自列入协商之日起{limit}内制定协商计划。", OWN,
    ),
    Default(
        Kind.ASK_PLAN, "报批协商计划", 20, WORKDAYS,
        "自开始筹备之日起{limit}内完成走访调研并报乡镇党委审批。", OWN,
    ),
    Default(
        Kind.APPROVE_PLAN, "审批协商计划", 5, WORKDAYS,
        "自收到协商计划之日起{limit}内审批。", OWN,
    ),
    Default(
        Kind.HOLD_MEETING, "召开协商会议", 1, MONTHS,
        "按批准的计划日期召开；未定日期的，自批准之日起{limit}内召开。", OWN,
    ),
    Default(
        Kind.ASK_LIST, "报批任务清单", 10, WORKDAYS,
        "自协商会议召开之日起{limit}内形成任务清单并报乡镇党委审批。", OWN,
    ),
    Default(
        Kind.APPROVE_LIST, "审批任务清单", 5, WORKDAYS,
        "自收到任务清单之日起{limit}内审批。", OWN,
    ),
    Default(
        Kind.FILE_LIST, "备案交办", 5, WORKDAYS,
        "自任务清单审批之日起{limit}内备案并交办。", OWN,
    ),
    Default(
        Kind.SIGN_TASK, "签收协商任务", 5, WORKDAYS,
        "自协商任务交办之日起{limit}内签收，或说明理由申请退回。", OWN,
    ),
    Default(
        Kind.TASK_RETURN, "退回申请答复", 5, WORKDAYS,
        "自收到退回申请之日起{limit}内改派或答复。", OWN,
    ),
    Default(
        Kind.TASK_EXTENSION, "任务延期答复", 5, WORKDAYS,
        "自收到延期申请之日起{limit}内作出答复。", OWN,
    ),
    Default(
        Kind.CHECK_TASK, "核查完成情况", 10, WORKDAYS,
        "自报告完成之日起{limit}内核查。", OWN,
    ),
    Default(
        Kind.RATE_TASKS, "组织群众评议", 15, WORKDAYS,
        "自任务全部办理完毕之日起{limit}内请群众评议，逾期不再等待。", OWN,
    ),
    Default(
        Kind.JUDGE_VILLAGE, "评审文明村寨", 20, WORKDAYS,
        "自收到文明村寨申报之日起{limit}内评审。", OWN,
    ),
    Default(
        Kind.SUPPLEMENT_VILLAGE, "补充申报材料", 10, WORKDAYS,
        "自退回之日起{limit}内补充材料重新申报，或撤回申报。", OWN,
    ),
    Default(
        Kind.CONFIRM_VILLAGE, "评定文明村寨", 20, WORKDAYS,
        "自县级评审通过之日起{limit}内评定。", OWN,
    ),
    Default(
        Kind.RECORD_GATHERING, "记录活动情况", 5, WORKDAYS,
        "自活动之日起{limit}内记录到会和活动情况。", OWN,
    ),
)  # fmt: skip
