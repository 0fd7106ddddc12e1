"""What each verb asks a person; the rules stand in the services."""

from consultations.forms.before import (
    Accept,
    DeclineTopic,
    MergeTopic,
    NewTopic,
    Plan,
    RecordVisit,
    Revise,
    Turn,
)
from consultations.forms.campaigns import ChangeCampaign, NewCampaign, SetTargets
from consultations.forms.handling import (
    AskExtension,
    AskReturn,
    FileList,
    Grant,
    Oversee,
    Rate,
    Reassign,
    RecordProgress,
    Report,
    TakeOn,
)
from consultations.forms.meeting import (
    Hold,
    Invite,
    ListTask,
    RecordConsensus,
    RecordSpeech,
    Rewrite,
    SignIn,
    WalkIn,
)
from consultations.forms.places import ChangeVenue, NewVenue
from consultations.forms.shared import Note, Reason
from consultations.forms.wishing import AskReceipt, Wish

__all__ = [
    "Accept",
    "AskExtension",
    "AskReceipt",
    "AskReturn",
    "ChangeCampaign",
    "ChangeVenue",
    "DeclineTopic",
    "FileList",
    "Grant",
    "Hold",
    "Invite",
    "ListTask",
    "MergeTopic",
    "NewCampaign",
    "NewTopic",
    "NewVenue",
    "Note",
    "Oversee",
    "Plan",
    "Rate",
    "Reason",
    "Reassign",
    "RecordConsensus",
    "RecordProgress",
    "RecordSpeech",
    "RecordVisit",
    "Report",
    "Revise",
    "Rewrite",
    "SetTargets",
    "SignIn",
    "TakeOn",
    "Turn",
    "WalkIn",
    "Wish",
]
