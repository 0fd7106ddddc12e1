"""What each verb asks a person; the rules stand in the services."""

from proposals.forms.drafting import (
    DraftForm,
    Proposer,
    typed_again,
)
from proposals.forms.handling import (
    Confirm,
    Deliver,
    GiveFeedback,
    HandOver,
    Letter,
    Note,
    Reason,
    RecordContact,
    ReviewPass,
    Sign,
    TakeOn,
    ToReview,
    Transfer,
)
from proposals.forms.reviewing import (
    Conclude,
    Convene,
    Decline,
    Screen,
)

__all__ = [
    "Conclude",
    "Confirm",
    "Convene",
    "Decline",
    "Deliver",
    "DraftForm",
    "GiveFeedback",
    "HandOver",
    "Letter",
    "Note",
    "Proposer",
    "Reason",
    "RecordContact",
    "ReviewPass",
    "Screen",
    "Sign",
    "TakeOn",
    "ToReview",
    "Transfer",
    "typed_again",
]
