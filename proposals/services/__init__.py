"""What people can do to proposals. Every caller comes through here."""

from proposals.services.answering import (
    deliver,
    draft_reply,
    record_contact,
    review_pass,
    review_send_back,
    send_to_review,
    sign,
    void_contact,
    waive_contact,
    write_reply,
)
from proposals.services.closing import close_expired, give_feedback, hold, release
from proposals.services.handing import hand_over, sign_for, transfer
from proposals.services.meetings import (
    Outcome,
    conclude,
    convene,
    file_as_recommended,
    list_proposals,
)
from proposals.services.screening import (
    decline,
    file,
    number,
    place_in_book,
    screen,
    to_number,
)
from proposals.services.submission import drop_draft, save_draft, send_back, start_draft, submit

__all__ = [
    "Outcome",
    "close_expired",
    "conclude",
    "convene",
    "decline",
    "deliver",
    "draft_reply",
    "drop_draft",
    "file",
    "file_as_recommended",
    "give_feedback",
    "hand_over",
    "hold",
    "list_proposals",
    "number",
    "place_in_book",
    "record_contact",
    "release",
    "review_pass",
    "review_send_back",
    "save_draft",
    "screen",
    "send_back",
    "send_to_review",
    "sign",
    "sign_for",
    "start_draft",
    "submit",
    "to_number",
    "transfer",
    "void_contact",
    "waive_contact",
    "write_reply",
]
