"""The verbs, in the words of the people who use them."""

from __future__ import annotations

from django.db import models


class Action(models.TextChoices):
    SUBMIT = "submit", "提交"
    COMPILE = "compile", "综合编写"
    WITHDRAW = "withdraw", "撤回"
    TAKE_UP = "take_up", "开始编辑"
    EDIT = "edit", "修改编发稿"
    ADOPT = "adopt", "单篇采用"
    COMBINE = "combine", "综合采用"
    RECONSIDER = "reconsider", "退回编辑"
    RELEASE = "release", "移出综合"
    DISSOLVE = "dissolve", "撤销综合"
    KEEP = "keep", "留存"
    ISSUE = "issue", "编发"
    INSTRUCT = "instruct", "获批示"
    UNINSTRUCT = "uninstruct", "撤销批示"
    FORWARD = "forward", "转办"
    ANSWER = "answer", "反馈完毕"
    ASK_AGAIN = "ask_again", "补充反馈"
    CLOSE = "close", "办结"
    FOLLOW = "follow", "承担主体变更"


class InstructionAction(models.TextChoices):
    RECORD = "record_instruction", "登记批示"
    VOID = "void_instruction", "作废批示"


class ForwardingAction(models.TextChoices):
    GIVE = "give", "转给单位"
    ANSWER = "answer_forwarding", "反馈采纳情况"
    RETURN = "return_forwarding", "退回转办"
    EXTEND = "extend_forwarding", "延长反馈期限"
    SEND_BACK = "send_back_outcome", "退回补充反馈"
