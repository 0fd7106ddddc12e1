from consultations.models.after import OversightNote, Rating
from consultations.models.around import Guidance, Posting
from consultations.models.births import Birth
from consultations.models.campaigns import Campaign, Measure, Target
from consultations.models.consultation import Consultation, Partner
from consultations.models.files import Enclosure
from consultations.models.gatherings import Gathering, Invitation
from consultations.models.knocks import Knock
from consultations.models.listed import Consensus, Progress, Task, TaskExtension
from consultations.models.meeting import Attendee, Material, Speech, Visit
from consultations.models.opinion_births import OpinionBirth
from consultations.models.places import Venue
from consultations.models.sendings import Ahead, Sending
from consultations.models.topics import Topic
from consultations.models.villages import CivicVillage

__all__ = [
    "Ahead",
    "Attendee",
    "Birth",
    "Campaign",
    "CivicVillage",
    "Consensus",
    "Consultation",
    "Enclosure",
    "Gathering",
    "Guidance",
    "Invitation",
    "Knock",
    "Material",
    "OpinionBirth",
    "Measure",
    "OversightNote",
    "Partner",
    "Posting",
    "Progress",
    "Rating",
    "Sending",
    "Speech",
    "Target",
    "Task",
    "TaskExtension",
    "Topic",
    "Venue",
    "Visit",
]
