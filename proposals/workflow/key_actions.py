"""The verbs of key proposals, in the words of the people who use them."""

from __future__ import annotations

from django.db import models


class KeyListAction(models.TextChoices):
    OPEN = "open_key_list", "启动遴选"
    SHORTLIST = "shortlist", "列入备选"
    ASK_ADVICE = "ask_advice", "征求意见"
    SUBMIT = "submit_key_list", "提请审定"
    RETURN = "return_key_list", "退回遴选"
    FIX = "fix_key_list", "审定名单"
    AMEND = "amend_key_list", "更正名单"
    CALL_OFF = "call_off_key_list", "取消遴选"
    FOLLOW = "follow", "承担主体变更"


class CandidateAction(models.TextChoices):
    LIST = "list_candidate", "列入备选"
    SCORE = "score_candidate", "评分"
    DROP = "drop_candidate", "移出备选"
    CHOOSE = "choose_candidate", "列为重点提案"
    PASS_OVER = "pass_over", "未列入重点提案"


class AdviceAction(models.TextChoices):
    ASK = "advice_asked", "征求意见"
    GIVE = "give_advice", "反馈意见"
    LAPSE = "lapse_advice", "结束征求意见"


class KeyAction(models.TextChoices):
    CHOOSE = "choose_key", "列为重点提案"
    ISSUE_PLAN = "issue_plan", "印发督办方案"
    CONCLUDE = "conclude_key", "完成督办"
    REOPEN = "reopen_key", "恢复督办"
    REMOVE = "remove_key", "调出重点提案"
    FOLLOW = "follow", "承担主体变更"


class LeaderAction(models.TextChoices):
    ASK = "ask_leader", "商请领导"
    ASK_AGAIN = "ask_again", "再次商请"
    CONSENT = "consent_leader", "同意方案"
    DECLINE = "decline_leader", "不同意承担"
    RELEASE = "release_leader", "不再承担"


class ItemAction(models.TextChoices):
    PROPOSE = "propose_item", "拟列入方案"
    CHANGE = "change_item", "修改拟列事项"
    DROP = "drop_item", "删去拟列事项"
    START = "start_item", "列入方案"
    ADD = "add_item", "补充督办事项"
    PROGRESS = "progress_item", "报告进展"
    REPORT = "report_item", "报告完成"
    RETURN = "return_item", "退回继续推进"
    CONFIRM = "confirm_item", "核定完成"
    EXTEND = "extend_item", "调整时限"
    CANCEL = "cancel_item", "取消事项"


class KeyVisitAction(models.TextChoices):
    PLAN = "plan_visit", "通知督办活动"
    CHANGE = "change_visit", "变更督办活动"
    HOLD = "hold_visit", "记录督办活动"
    ADD = "add_to_visit", "补充活动记录"
    CALL_OFF = "call_off_visit", "取消督办活动"


class InstructionAction(models.TextChoices):
    INSTRUCT = "instruct", "登记批示"
    ANSWER = "answer_instruction", "反馈落实情况"
    RETURN = "return_answer", "退回补充反馈"
    CLOSE = "close_instruction", "办结批示"
    VOID = "void_instruction", "作废批示"


class MediaAction(models.TextChoices):
    RECORD = "record_media", "登记媒体报道"
    VOID = "void_media", "作废媒体报道"
