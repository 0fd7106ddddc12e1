"""What limits are for."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from deadlines.arithmetic import Unit


class Kind(StrEnum):
    """What a limit is for; the values are stored with policies and obligations."""

    SCREEN = "screen"
    REVISE = "revise"
    DECIDE = "decide"
    NUMBER = "number"
    TRANSFER = "transfer"
    HAND_OVER = "hand_over"
    SIGN_FOR = "sign_for"
    RETURN_WINDOW = "return_window"
    CHANGE_DECISION = "change_decision"
    FIRST_CONTACT = "first_contact"
    OPINION = "opinion"
    REPLY = "reply"
    REPLY_MAX = "reply_max"
    EXTENSION_DECISION = "extension_decision"
    REVIEW = "review"
    SIGN = "sign"
    DELIVER = "deliver"
    FEEDBACK = "feedback"
    REHANDLE = "rehandle"
    CLOSING = "closing"
    CONCLUDE = "conclude"
    RELEASE = "release"
    CONSULT = "consult"
    CONSENT = "consent"
    WITHDRAWAL_DECISION = "withdrawal_decision"
    PASS_ON = "pass_on"
    APPROVE_OPINION = "approve_opinion"
    VERIFY = "verify"
    REHANDLE_DECISION = "rehandle_decision"
    CONFER = "confer"
    SIGN_REPLACEMENT = "sign_replacement"
    OFFLINE = "offline"
    PASS_INSIDE = "pass_inside"
    DRAFT_INSIDE = "draft_inside"
    UNANSWERED = "unanswered"
    TASK = "task"
    COMMITMENT = "commitment"
    CHECK_COMMITMENT = "check_commitment"
    CONFIRM_COMMITMENT = "confirm_commitment"
    RECHECK_COMMITMENT = "recheck_commitment"
    REGRADE = "regrade"
    FOLLOW_UP = "follow_up"
    VISIT = "visit"
    SETTLE_VISIT = "settle_visit"
    SCREEN_TOPIC = "screen_topic"
    PLAN_TOPIC = "plan_topic"
    ASK_PLAN = "ask_plan"
    APPROVE_PLAN = "approve_plan"
    HOLD_MEETING = "hold_meeting"
    ASK_LIST = "ask_list"
    APPROVE_LIST = "approve_list"
    FILE_LIST = "file_list"
    SIGN_TASK = "sign_task"
    TASK_RETURN = "task_return"
    TASK_EXTENSION = "task_extension"
    CHECK_TASK = "check_task"
    RATE_TASKS = "rate_tasks"
    JUDGE_VILLAGE = "judge_village"
    SUPPLEMENT_VILLAGE = "supplement_village"
    CONFIRM_VILLAGE = "confirm_village"
    RECORD_GATHERING = "record_gathering"
    EDIT_OPINION = "edit_opinion"
    DECIDE_OPINION = "decide_opinion"
    ISSUE_OPINION = "issue_opinion"
    TRACK_OPINION = "track_opinion"
    FORWARD_OPINION = "forward_opinion"
    OPINION_OUTCOME = "opinion_outcome"
    CLOSE_OPINION = "close_opinion"
    KEY_SELECT = "key_select"
    KEY_ADVISE = "key_advise"
    KEY_FIX = "key_fix"
    KEY_PLAN = "key_plan"
    KEY_CONSENT = "key_consent"
    KEY_ITEM = "key_item"
    KEY_CHECK = "key_check"
    KEY_VISIT = "key_visit"
    KEY_INSTRUCTION = "key_instruction"
    KEY_CLOSE = "key_close"
    KEY_CONCLUDE = "key_conclude"
    WARNED = "warned"
    CHECK_WARNED = "check_warned"


class Default(NamedTuple):
    """A limit as data: `rule` carries {limit}, `source` says where the number comes from."""

    kind: Kind
    label: str
    n: int
    unit: Unit
    rule: str
    source: str


OWN = "本会默认，可在期限设置中调整。"
CHANGED = "此期限由本会在期限设置中确定。"

WORKDAYS, MONTHS, DAYS = Unit.WORKDAYS, Unit.MONTHS, Unit.DAYS
