from deadlines.models.feeds import CalendarFeed
from deadlines.models.obligations import DUTIES, MEASURES, OPEN, Obligation, Pause
from deadlines.models.policies import Policy
from deadlines.models.recomputing import Recomputation
from deadlines.models.reminding import LastSweep, OfficeHours, Recipient, Rung
from deadlines.models.workdays import CalendarStamp, CalendarYear, SpecialDay

__all__ = [
    "DUTIES",
    "MEASURES",
    "OPEN",
    "CalendarFeed",
    "CalendarStamp",
    "CalendarYear",
    "LastSweep",
    "Obligation",
    "OfficeHours",
    "Pause",
    "Policy",
    "Recipient",
    "Recomputation",
    "Rung",
    "SpecialDay",
]
