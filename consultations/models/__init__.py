from consultations.models.after import OversightNote, Rating
from consultations.models.births import Birth
from consultations.models.campaigns import Campaign, Measure, Target
from consultations.models.consultation import Consultation, Partner
from consultations.models.files import Enclosure
from consultations.models.listed import Consensus, Progress, Task, TaskExtension
from consultations.models.meeting import Attendee, Speech, Visit
from consultations.models.places import Venue
from consultations.models.topics import Topic

__all__ = [
    "Attendee",
    "Birth",
    "Campaign",
    "Consensus",
    "Consultation",
    "Enclosure",
    "Measure",
    "OversightNote",
    "Partner",
    "Progress",
    "Rating",
    "Speech",
    "Target",
    "Task",
    "TaskExtension",
    "Topic",
    "Venue",
    "Visit",
]
