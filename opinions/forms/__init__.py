"""What each verb asks a person; the rules stand in the services."""

from opinions.forms.after import (
    AnswerForwarding,
    Close,
    ExtendForwarding,
    Forward,
    RecordInstruction,
    SendBackOutcome,
)
from opinions.forms.editing import (
    Adopt,
    Combine,
    Edit,
    Issue,
    Keep,
    Note,
    Reason,
    TakeUp,
    TurnProposal,
)
from opinions.forms.writing import DraftForm, Writer, typed_again

__all__ = [
    "Adopt",
    "AnswerForwarding",
    "Close",
    "Combine",
    "DraftForm",
    "Edit",
    "ExtendForwarding",
    "Forward",
    "Issue",
    "Keep",
    "Note",
    "Reason",
    "RecordInstruction",
    "SendBackOutcome",
    "TakeUp",
    "TurnProposal",
    "Writer",
    "typed_again",
]
