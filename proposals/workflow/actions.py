"""The verbs, in the words of the people who use them."""

from __future__ import annotations

from django.db import models


class Action(models.TextChoices):
    SUBMIT = "submit", "提交"
    IMPORT = "import", "导入登记"
    ARCHIVE = "archive", "导入存档"
    SEND_BACK = "send_back", "退回修改"
    SCREEN = "screen", "初审"
    ADVISE = "advise", "修改初审建议"
    CONSULT = "consult", "征求意见"
    FILE = "file", "立案"
    DECLINE = "decline", "不予立案"
    MERGE = "merge", "并案"
    ABSORB = "absorb", "接收并案"
    UNMERGE = "unmerge", "撤销并案"
    PART = "part", "并入的提案已分出"
    CONSENT = "consent", "答复是否同意转送"
    PASS_ON = "pass_on", "转送"
    LAPSE_CONSENT = "lapse_consent", "逾期未答复是否同意转送"
    KEEP = "keep", "留存参考"
    WITHDRAW_SENT_BACK = "withdraw_sent_back", "同意撤案"
    WITHDRAW = "withdraw", "同意撤案"
    NUMBER = "number", "编号"
    TRANSFER = "transfer", "移交"
    HAND_OVER = "hand_over", "交办"
    ADD_UNIT = "add_unit", "增派承办单位"
    RECEIVE = "receive", "接收登记"
    FOLLOW = "follow", "承办主体变更"
    HANDLE = "handle", "开始办理"
    REPLY = "reply", "办复"
    VERIFY = "verify", "核实不满意意见"
    REHANDLE = "rehandle", "重新办理"
    LEAVE_AS_IS = "leave_as_is", "不再重新办理"
    CONFER = "confer", "记录协商会"
    HOLD = "hold", "暂缓办结"
    RELEASE = "release", "解除暂缓"
    CLOSE = "close", "办结"
    CORRECT = "correct", "更正登记"
    RECONSIDER = "reconsider", "更正：重新审查"
    TAKE_BACK = "take_back", "更正：收回移交"
    RECALL = "recall", "更正：收回交办"
    REOPEN = "reopen", "更正：恢复办理"


class ShareAction(models.TextChoices):
    GIVE = "give", "确定为承办单位"
    SIGN_FOR = "sign_for", "签收"
    PASS_INSIDE = "pass_inside", "分派科室"
    PASS_DOWN = "pass_down", "二次交办"
    ASK_CHANGE = "ask_change", "申请调整承办单位"
    ACCEPT_CHANGE = "accept_change", "同意调整"
    CARRY = "carry", "转由承继单位办理"
    SEND_ACROSS = "send_across", "移送其他系统"
    GIVE_BACK = "give_back", "退回移送"
    ADD_WAITING = "add_waiting", "同意增办"
    ADD_HANDLING = "add_handling", "同意增办"
    RESUME_WAITING = "resume_waiting", "不同意调整"
    RESUME_HANDLING = "resume_handling", "不同意调整"
    ASK_EXTENSION = "ask_extension", "申请延期"
    GRANT_EXTENSION = "grant_extension", "同意延期"
    REFUSE_EXTENSION = "refuse_extension", "不同意延期"
    URGE = "urge", "催办"
    PAUSE = "pause", "暂停计时"
    RESUME = "resume", "恢复计时"
    WAIVE_CONTACT = "waive_contact", "同意免面商"
    GIVE_OPINION = "give_opinion", "反馈会办意见"
    WAIVE_OPINION = "waive_opinion", "免会办意见"
    DRAFT = "draft", "拟写答复"
    WRITE = "write", "修改答复稿"
    SEND_TO_REVIEW = "send_to_review", "送审"
    REVIEW_PASS = "review_pass", "审核通过"
    REVIEW_SEND_BACK = "review_send_back", "退回重拟"
    SIGN = "sign", "签发"
    SEND_TO_SIGN = "send_to_sign", "送签"
    SIGN_FOR_REVIEW = "sign_for_review", "签发送审"
    PASS_SIGNED = "pass_signed", "审核通过"
    DELIVER = "deliver", "送达"
    STOP = "stop", "终止办理"
    CALL_IN = "call_in", "收回承办件"
    REPLACE = "replace", "拟写更正答复"
    SIGN_REPLACEMENT = "sign_replacement", "签发更正答复"
    REOPEN = "reopen", "重新办理"


class LetterAction(models.TextChoices):
    OPEN = "open", "起草"
    WRITE = "write", "修改"
    GRADE = "grade", "认定类别"
    SEAL = "seal", "定稿"
    HAND_IN = "hand_in", "送达"
    SUPERSEDE = "supersede", "以新答复取代"


class ContactAction(models.TextChoices):
    CONTACT = "contact", "记录面商"
    VOID = "void", "作废记录"


class OpinionAction(models.TextChoices):
    DRAFT_OPINION = "draft_opinion", "拟写会办意见"
    WRITE_OPINION = "write_opinion", "修改会办意见"
    APPROVE_OPINION = "approve_opinion", "审定会办意见"
    GIVEN = "given", "反馈"


class FeedbackAction(models.TextChoices):
    GIVE_FEEDBACK = "give_feedback", "反馈意见"


class MeetingAction(models.TextChoices):
    CONVENE = "convene", "召集审查会议"
    LIST = "list", "列入议程"
    CONCLUDE = "conclude", "结束会议"


class ConsultAction(models.TextChoices):
    """What becomes of a question that is put to somebody before filing or handing over."""

    ASK = "ask", "征求意见"
    AGREE = "agree", "同意"
    OBJECT = "object", "提出不同意见"
    LAPSE = "lapse", "结束征求"


class OfflineAction(models.TextChoices):
    REGISTER = "register", "登记线下事项"
    CLOSE = "close_offline", "登记办理完毕"


class CommitmentAction(models.TextChoices):
    """What becomes of a promise made in an answer, until it is kept."""

    PROMISE = "promise", "列入承诺事项"
    ENROL = "enrol", "补列承诺事项"
    REPORT = "report", "报告进展"
    CLAIM = "claim", "新答复称已落实"
    KEEP = "keep", "核定已落实"
    FAIL = "fail", "核定未落实"
    GO_ON = "go_on", "退回继续落实"
    EXTEND = "extend", "准予延期"
    DISPUTE = "dispute", "提案人不认可落实"
    UPHOLD = "uphold", "复核维持已落实"
    TAKE_UP = "take_up", "复核后继续落实"
    SILENCE = "silence", "逾期未表态"
    PUT_RIGHT = "put_right", "更正核定"
    REPLACE = "replace", "以新承诺替代"
    GIVE_WAY = "give_way", "由新承诺替代"
    DROP = "drop", "新答复不再承诺"
    CALL_OFF = "call_off", "随撤案终止"


class ConfirmAction(models.TextChoices):
    """A first proposer's word on a promise that was found kept."""

    ENDORSE = "endorse", "认可已落实"
    CONTEST = "contest", "不认可已落实"
    LAPSE = "lapse", "意见失效"


class RegradeAction(models.TextChoices):
    PROPOSE = "propose", "提请改定类别"
    REGRADE = "regrade", "改定类别"
    KEEP_GRADE = "keep_grade", "维持原类别"
    LAPSE = "lapse", "改定失效"


class FollowUpAction(models.TextChoices):
    START = "start_follow_up", "开展跟踪检查"
    END = "end_follow_up", "结束跟踪检查"
    CALL_OFF = "call_off_follow_up", "取消跟踪检查"


class VisitAction(models.TextChoices):
    ASSIGN = "assign_visit", "指派走访"
    REASSIGN = "reassign_visit", "改派走访"
    FOLLOW = "follow_visitor", "走访人变更"
    DROP = "drop_visit", "不再走访"
    FILL_IN = "fill_in_visit", "填报走访情况"
    SETTLE = "settle_visit", "了结"
    RE_OPEN = "reopen_by_visit", "承诺事项重新列为待落实"
    ASK_GRADE = "ask_grade_by_visit", "提请改定类别"


class RequestAction(models.TextChoices):
    """The two steps of a request for another unit or for more time."""

    ASK = "ask", "提出申请"
    ACCEPT = "accept", "同意"
    REFUSE = "refuse", "不同意"
    LAPSE = "lapse", "失效"
    SEND = "send", "移送"
    HAND_BACK = "hand_back", "退回移送"


class ReferralAction(models.TextChoices):
    REFER = "refer", "转送其他政协"
    TAKE = "take", "接收"
    RETURN = "return", "退回"


class WithdrawAction(models.TextChoices):
    """The request to take a proposal back; agreeing to it is a verb of the proposal itself."""

    ASK_WITHDRAWAL = "ask_withdrawal", "申请撤案"
    ACCEPT_WITHDRAWAL = "accept_withdrawal", "同意撤案申请"
    REFUSE_WITHDRAWAL = "refuse_withdrawal", "不同意撤案"
    LAPSE_WITHDRAWAL = "lapse_withdrawal", "撤案申请失效"


class CosignAction(models.TextChoices):
    SIGN = "cosign", "联名"
