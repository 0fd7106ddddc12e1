"""What people can do in consultations. Every caller comes through here."""

from consultations.services.after import (
    end_grant,
    end_rating,
    finish_expired,
    grant,
    oversee,
    rate,
    void_rating,
)
from consultations.services.births import take_back, turn_task, turn_topic
from consultations.services.extending import ask_extension, grant_extension, refuse_extension
from consultations.services.files import content, enclose_all
from consultations.services.following import follow_debtors
from consultations.services.guests import (
    invite,
    miss,
    send_material,
    sign_in,
    void_material,
    walk_in,
)
from consultations.services.handling import (
    ask_return,
    confirm,
    file_list,
    reassign,
    record_progress,
    refuse_return,
    report,
    send_back_task,
    sign_for,
)
from consultations.services.knocking import forget_knocks
from consultations.services.listing import (
    approve_list,
    ask_list,
    change_consensus,
    change_task,
    drop_task,
    list_task,
    record_consensus,
    send_back_list,
    void_consensus,
)
from consultations.services.meeting import hold, record_speech, rewrite, void_speech
from consultations.services.once_more import reopen_task, urge_task
from consultations.services.places import change_venue, close_venue, enter_venue
from consultations.services.planning import (
    approve_plan,
    ask_plan,
    call_off,
    plan,
    record_visit,
    reschedule,
    revise,
    send_back_plan,
    void_visit,
)
from consultations.services.scanning import scan_in, scan_rating
from consultations.services.topics import accept, decline, merge_topic, raise_topic
from consultations.services.wishing import wish

__all__ = [
    "accept",
    "approve_list",
    "approve_plan",
    "ask_extension",
    "ask_list",
    "ask_plan",
    "ask_return",
    "call_off",
    "change_consensus",
    "change_task",
    "change_venue",
    "close_venue",
    "confirm",
    "content",
    "decline",
    "drop_task",
    "enclose_all",
    "end_grant",
    "end_rating",
    "enter_venue",
    "file_list",
    "finish_expired",
    "follow_debtors",
    "forget_knocks",
    "grant",
    "grant_extension",
    "hold",
    "invite",
    "list_task",
    "merge_topic",
    "miss",
    "oversee",
    "plan",
    "raise_topic",
    "rate",
    "reassign",
    "record_consensus",
    "record_progress",
    "record_speech",
    "record_visit",
    "refuse_extension",
    "refuse_return",
    "reopen_task",
    "report",
    "reschedule",
    "revise",
    "rewrite",
    "scan_in",
    "scan_rating",
    "send_back_list",
    "send_back_plan",
    "send_back_task",
    "send_material",
    "sign_for",
    "sign_in",
    "take_back",
    "turn_task",
    "turn_topic",
    "urge_task",
    "void_consensus",
    "void_material",
    "void_rating",
    "void_speech",
    "void_visit",
    "walk_in",
    "wish",
]
