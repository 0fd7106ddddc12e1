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
from proposals.services.approving import approve_draft, ask_approval, revoke_approval
from proposals.services.changing import (
    accept_addition,
    accept_change,
    add_unit,
    ask_change,
    pass_inside,
    refuse_change,
)
from proposals.services.checking_commitments import (
    extend_promise,
    fail_promise,
    give_way,
    keep_promise,
    report_progress,
    return_promise,
)
from proposals.services.closing import close_expired, hold, release
from proposals.services.confirming import contest, endorse, lapse_confirmations
from proposals.services.consulting import agree, consult, object_to
from proposals.services.correcting import correct, recall, reconsider, reopen, take_back
from proposals.services.cosigning import (
    answer_invitation,
    could_sign,
    ended,
    invite,
    usual_deadline,
    withdraw_invitation,
)
from proposals.services.crossing import give_back, send_across
from proposals.services.deciding import Decision, decide_many
from proposals.services.drafting import drop_draft, save_draft, start_draft
from proposals.services.enrolling import enrol_promises
from proposals.services.extending import ask_extension, grant_extension, refuse_extension
from proposals.services.feedback import give_feedback
from proposals.services.files import attach, content, enclose, void_attachment
from proposals.services.finding import mend_search
from proposals.services.following import follow_debtors
from proposals.services.from_word import draft_as_read
from proposals.services.handing import hand_over, sign_for, transfer
from proposals.services.handing_in import hand_in
from proposals.services.handing_many import Plan, hand_over_many, load_of, to_hand_over
from proposals.services.keeping import keep, lapse_consents
from proposals.services.learning import learn_units
from proposals.services.many import Outcome, each, itself, plain
from proposals.services.marking import mark, unmark
from proposals.services.meetings import (
    conclude,
    convene,
    file_as_recommended,
    list_proposals,
)
from proposals.services.merging import merge, unmerge
from proposals.services.offline import close_offline, register_offline
from proposals.services.opinions import (
    approve_opinion,
    draft_opinion,
    give_opinion,
    waive_opinion,
    write_opinion,
)
from proposals.services.passing_down import pass_down
from proposals.services.pausing import pause, resume
from proposals.services.publishing import publish_year
from proposals.services.rechecking import put_promise_right, take_up_promise, uphold_promise
from proposals.services.referring import refer, return_referral, take_referral
from proposals.services.regrading import keep_grade, regrade
from proposals.services.rehandling import confer, leave_as_is, rehandle, verify
from proposals.services.replacing import replace_reply, sign_replacement
from proposals.services.screening import (
    advise,
    decline,
    file,
    number,
    number_one,
    place_in_book,
    screen,
    to_number,
)
from proposals.services.signing_first import pass_signed, send_to_sign, sign_for_review
from proposals.services.submission import send_back, submit
from proposals.services.urging import urge
from proposals.services.withdrawing import (
    ask_withdrawal,
    consent,
    pass_on,
    refuse_withdrawal,
    withdraw,
    withdraw_sent_back,
)

__all__ = [
    "contest",
    "endorse",
    "enrol_promises",
    "keep_grade",
    "lapse_confirmations",
    "publish_year",
    "put_promise_right",
    "regrade",
    "take_up_promise",
    "uphold_promise",
    "Decision",
    "Outcome",
    "Plan",
    "accept_addition",
    "accept_change",
    "add_unit",
    "advise",
    "agree",
    "answer_invitation",
    "approve_draft",
    "approve_opinion",
    "ask_approval",
    "ask_change",
    "ask_extension",
    "ask_withdrawal",
    "attach",
    "close_expired",
    "close_offline",
    "conclude",
    "confer",
    "consent",
    "consult",
    "content",
    "convene",
    "correct",
    "could_sign",
    "decide_many",
    "decline",
    "deliver",
    "draft_as_read",
    "draft_opinion",
    "draft_reply",
    "drop_draft",
    "each",
    "mark",
    "plain",
    "unmark",
    "enclose",
    "ended",
    "extend_promise",
    "fail_promise",
    "file",
    "file_as_recommended",
    "follow_debtors",
    "give_back",
    "give_feedback",
    "give_opinion",
    "give_way",
    "grant_extension",
    "hand_in",
    "hand_over",
    "hand_over_many",
    "hold",
    "invite",
    "keep",
    "keep_promise",
    "lapse_consents",
    "itself",
    "learn_units",
    "leave_as_is",
    "list_proposals",
    "load_of",
    "mend_search",
    "merge",
    "number",
    "number_one",
    "object_to",
    "pass_down",
    "pass_inside",
    "pass_on",
    "pause",
    "pass_signed",
    "place_in_book",
    "recall",
    "reconsider",
    "record_contact",
    "refer",
    "refuse_change",
    "refuse_extension",
    "refuse_withdrawal",
    "register_offline",
    "rehandle",
    "release",
    "reopen",
    "replace_reply",
    "resume",
    "report_progress",
    "return_promise",
    "return_referral",
    "review_pass",
    "review_send_back",
    "revoke_approval",
    "save_draft",
    "screen",
    "send_across",
    "send_back",
    "send_to_review",
    "send_to_sign",
    "sign",
    "sign_for",
    "sign_for_review",
    "sign_replacement",
    "start_draft",
    "submit",
    "take_back",
    "take_referral",
    "to_hand_over",
    "to_number",
    "transfer",
    "unmerge",
    "urge",
    "usual_deadline",
    "verify",
    "void_attachment",
    "void_contact",
    "waive_contact",
    "waive_opinion",
    "withdraw",
    "withdraw_invitation",
    "withdraw_sent_back",
    "write_opinion",
    "write_reply",
]
