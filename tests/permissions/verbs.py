"""Who may press what, of those for whom the case exists."""

from __future__ import annotations

VERBS = {
    "act": {
        **dict.fromkeys(("screen", "send_back", "transfer"), "office"),
        **dict.fromkeys(("file", "decline", "hold", "release"), "director"),
        **dict.fromkeys(("hand_over", "add_unit"), "dispatcher"),
        "refer": "office",
        "advise": "office",
        "consult": "office dispatcher",
        **dict.fromkeys(("merge", "unmerge", "correct", "reconsider", "reopen"), "director"),
        **dict.fromkeys(("take_back", "recall"), "director"),
        **dict.fromkeys(("rehandle", "leave_as_is"), "director"),
        **dict.fromkeys(("verify", "confer"), "office"),
        **dict.fromkeys(("withdraw", "withdraw_sent_back", "refuse_withdrawal"), "director"),
        **dict.fromkeys(("ask_withdrawal", "consent"), "member office"),
        **dict.fromkeys(("pass_on", "keep"), "office"),
    },
    "share_act": {
        **dict.fromkeys(("pass_inside", "ask_change", "ask_extension"), "liaison"),
        **dict.fromkeys(("accept_change", "add_waiting", "add_handling"), "dispatcher"),
        **dict.fromkeys(("resume_waiting", "resume_handling"), "dispatcher"),
        **dict.fromkeys(("send_across", "give_back"), "dispatcher"),
        "pass_down": "",  # only in a county government
        **dict.fromkeys(("grant_extension", "refuse_extension"), "dispatcher"),
        **dict.fromkeys(("pause", "resume"), "dispatcher office"),
        "urge": "office director dispatcher",
        **dict.fromkeys(("sign_for", "draft", "write", "send_to_review", "contact"), "liaison"),
        **dict.fromkeys(("review_pass", "review_send_back"), "dispatcher"),
        "sign": "unit_head",
        **dict.fromkeys(("draft_opinion", "write_opinion", "give_opinion"), ""),  # of co-units
        "waive_opinion": "",
        **dict.fromkeys(("approve_opinion", "sign_replacement", "sign_for_review"), "unit_head"),
        "replace": "liaison",
        "send_to_sign": "",  # only where signing comes first
        "pass_signed": "dispatcher",
        "deliver": "liaison office",
        **dict.fromkeys(("waive_contact", "give_feedback"), "member office"),
    },
    "commitment_act": {
        "report": "liaison",
        **dict.fromkeys(("keep", "fail", "go_on", "give_way"), "office"),
        "extend": "office dispatcher",
        **dict.fromkeys(("endorse", "contest"), "member office"),
        **dict.fromkeys(("uphold", "take_up"), "office"),
        "put_right": "director",
    },
    "regrade_act": dict.fromkeys(("regrade", "keep_grade"), "director"),
    "contact_act": {"void": "liaison"},
    "consult_act": dict.fromkeys(("agree", "object"), "dispatcher"),
    "offline_act": {"close_offline": "office"},
    "referral_act": dict.fromkeys(("take", "return"), "foreign_office"),
    "meet_act": {"conclude": "office director", "list": "office"},
}
