"""The verbs, in the words of the people who use them."""

from __future__ import annotations

from django.db import models


class TopicAction(models.TextChoices):
    RAISE = "raise", "登记议题"
    ACCEPT = "accept", "列入协商"
    DECLINE = "decline", "不列入"
    MERGE = "merge_topic", "并入"
    ARRANGE = "arrange", "安排协商"
    RELEASE = "release_topic", "取消安排"
    TURN = "turn_topic", "转为提案草稿"
    BACK_RECEIVED = "back_received", "撤回转提案"
    BACK_ACCEPTED = "back_accepted", "撤回转提案"
    TURN_OPINION = "topic_to_opinion", "转为社情民意"
    FOLLOW = "follow", "承担主体变更"


class Action(models.TextChoices):
    PLAN = "plan", "制定协商计划"
    REVISE = "revise", "修改计划"
    ASK_PLAN = "ask_plan", "报党委审批计划"
    APPROVE_PLAN = "approve_plan", "批准计划"
    SEND_BACK_PLAN = "send_back_plan", "退回计划"
    HOLD = "hold", "记录协商会议"
    RESCHEDULE = "reschedule", "改定日期"
    REWRITE = "rewrite", "补充会议记录"
    CALL_OFF = "call_off", "取消协商"
    ASK_LIST = "ask_list", "报党委审批清单"
    APPROVE_LIST = "approve_list", "批准清单"
    SEND_BACK_LIST = "send_back_list", "退回清单"
    FILE = "file", "备案交办"
    HANDLE = "handle", "开始办理"
    GO_ON = "go_on", "恢复办理"
    ASK_RATING = "ask_rating", "请群众评议"
    END_RATING = "end_rating", "结束群众评议"
    FINISH = "finish", "办结"
    FOLLOW = "follow", "承担主体变更"


class PartAction(models.TextChoices):
    """What is written down beside it: before, in and after the meeting."""

    GRANT = "grant", "授权共同协商"
    END_GRANT = "end_grant", "结束共同协商"
    RECORD_VISIT = "record_visit", "记录走访调研"
    VOID_VISIT = "void_visit", "作废走访记录"
    INVITE = "invite", "邀请参会"
    SIGN_IN = "sign_in", "签到"
    WALK_IN = "walk_in", "登记到会人员"
    MISS = "miss", "登记未到会"
    SEND_MATERIAL = "send_material", "送达会前材料"
    VOID_MATERIAL = "void_material", "作废材料记录"
    RECORD_SPEECH = "record_speech", "记录发言"
    VOID_SPEECH = "void_speech", "作废发言记录"
    RECORD_CONSENSUS = "record_consensus", "记录共识"
    CHANGE_CONSENSUS = "change_consensus", "修改共识"
    VOID_CONSENSUS = "void_consensus", "作废共识"
    RATE = "rate", "登记群众评议"
    VOID_RATING = "void_rating", "作废评议"
    ANSWER = "answer_rating", "据此重新办理"
    OVERSEE = "oversee", "记录监督意见"


class TaskAction(models.TextChoices):
    LIST = "list_task", "列出任务"
    CHANGE = "change_task", "修改任务"
    DROP = "drop_task", "删去任务"
    GIVE = "give", "交办任务"
    REPLACE = "replace", "接替办理"
    SIGN_FOR = "sign_for", "签收任务"
    ASK_RETURN = "ask_return", "申请退回"
    REASSIGN = "reassign", "改派"
    REFUSE_WAITING = "refuse_waiting", "不同意退回"
    REFUSE_HANDLING = "refuse_handling", "不同意退回"
    ASK_EXTENSION = "ask_extension", "申请延期"
    GRANT_EXTENSION = "grant_extension", "同意延期"
    REFUSE_EXTENSION = "refuse_extension", "不同意延期"
    REPORT = "report", "报告完成"
    URGE = "urge_task", "催办"
    CONFIRM = "confirm", "核查通过"
    SEND_BACK = "send_back_task", "退回继续办理"
    REOPEN = "reopen_task", "重新办理"
    CARRY = "carry_task", "转由承继单位办理"
    TURN = "turn_task", "转为提案草稿"
    BACK_WAITING = "back_waiting", "撤回转提案"
    BACK_HANDLING = "back_handling", "撤回转提案"
    BACK_ASKED = "back_asked", "撤回转提案"
    TURN_OPINION = "task_to_opinion", "转为社情民意"


class ProgressAction(models.TextChoices):
    RECORD = "record_progress", "记录进展"


class TaskExtensionAction(models.TextChoices):
    ASK = "ask", "提出申请"
    ACCEPT = "accept", "同意"
    REFUSE = "refuse", "不同意"
    LAPSE = "lapse", "失效"
