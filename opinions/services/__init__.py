"""What people can do with opinions. Every caller comes through here."""

from opinions.services.combining import combine, dissolve
from opinions.services.drafting import drop_draft, save_draft, start_draft
from opinions.services.editing import (
    adopt,
    edit,
    hand_in,
    issue,
    keep,
    reconsider,
    submit,
    take_up,
    withdraw,
)
from opinions.services.following import follow_debtors
from opinions.services.forwarding import (
    answer,
    close,
    extend_forwarding,
    forward,
    give_back,
    send_back_outcome,
)
from opinions.services.instructing import record_instruction, void_instruction
from opinions.services.turning import turn_proposal

__all__ = [
    "adopt",
    "answer",
    "close",
    "combine",
    "dissolve",
    "drop_draft",
    "edit",
    "extend_forwarding",
    "follow_debtors",
    "forward",
    "give_back",
    "hand_in",
    "issue",
    "keep",
    "reconsider",
    "record_instruction",
    "save_draft",
    "send_back_outcome",
    "start_draft",
    "submit",
    "take_up",
    "turn_proposal",
    "void_instruction",
    "withdraw",
]
