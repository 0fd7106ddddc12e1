"""What each verb asks a person; the rules stand in the services."""

from consultations.forms.before import (
    Accept,
    DeclineTopic,
    MergeTopic,
    NewTopic,
    Plan,
    RecordVisit,
    Reschedule,
    Revise,
    Turn,
)
from consultations.forms.campaigns import ChangeCampaign, NewCampaign, SetTargets
from consultations.forms.guests import Invite, SendMaterial, SignIn, WalkIn
from consultations.forms.handling import (
    AskExtension,
    AskReturn,
    FileList,
    Grant,
    Oversee,
    Rate,
    Reassign,
    RecordProgress,
    Reopen,
    Report,
    TakeOn,
    Urge,
)
from consultations.forms.meeting import (
    Hold,
    ListTask,
    RecordConsensus,
    RecordSpeech,
    Rewrite,
)
from consultations.forms.opinions import TurnToOpinion
from consultations.forms.places import ChangeVenue, NewVenue
from consultations.forms.scanning import ScanIn, ScanRating
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
    "Reopen",
    "Report",
    "Reschedule",
    "Revise",
    "Rewrite",
    "ScanIn",
    "ScanRating",
    "SendMaterial",
    "SetTargets",
    "SignIn",
    "TakeOn",
    "Turn",
    "Urge",
    "TurnToOpinion",
    "WalkIn",
    "Wish",
]
