"""The verbs, in the words of the people who use them."""

from __future__ import annotations

from django.db import models


class Action(models.TextChoices):
    SUBMIT = "submit", "提交"
    IMPORT = "import", "导入登记"
    SEND_BACK = "send_back", "退回修改"
    SCREEN = "screen", "初审"
    FILE = "file", "立案"
    DECLINE = "decline", "不予立案"
    NUMBER = "number", "编号"
    TRANSFER = "transfer", "移交"
    HAND_OVER = "hand_over", "交办"
    HANDLE = "handle", "开始办理"
    REPLY = "reply", "办复"
    HOLD = "hold", "暂缓办结"
    RELEASE = "release", "解除暂缓"
    CLOSE = "close", "办结"


class ShareAction(models.TextChoices):
    GIVE = "give", "分派"
    SIGN_FOR = "sign_for", "签收"
    WAIVE_CONTACT = "waive_contact", "同意免面商"
    DRAFT = "draft", "拟写答复"
    WRITE = "write", "修改答复稿"
    SEND_TO_REVIEW = "send_to_review", "送审"
    REVIEW_PASS = "review_pass", "审核通过"
    REVIEW_SEND_BACK = "review_send_back", "退回重拟"
    SIGN = "sign", "签发"
    DELIVER = "deliver", "送达"


class LetterAction(models.TextChoices):
    OPEN = "open", "起草"
    WRITE = "write", "修改"
    GRADE = "grade", "认定类别"
    SEAL = "seal", "定稿"
    HAND_IN = "hand_in", "送达"


class ContactAction(models.TextChoices):
    CONTACT = "contact", "记录面商"
    VOID = "void", "作废记录"


class FeedbackAction(models.TextChoices):
    GIVE_FEEDBACK = "give_feedback", "反馈意见"


class MeetingAction(models.TextChoices):
    CONVENE = "convene", "召集审查会议"
    LIST = "list", "列入议程"
    CONCLUDE = "conclude", "结束会议"
