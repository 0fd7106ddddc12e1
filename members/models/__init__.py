from members.models.calls import ApiCall
from members.models.clients import Client, ClientUse, Copied, Receipt
from members.models.committees import (
    Committee,
    Counter,
    Entry,
    Level,
    Organisation,
    Sector,
    Session,
    System,
    Term,
    Township,
    chinese,
)
from members.models.jobs import Job
from members.models.lists import SavedView
from members.models.people import (
    Display,
    Member,
    Membership,
    Registry,
    Unit,
    User,
)
from members.models.seats import Role, Scope, Seat

__all__ = [
    "ApiCall",
    "Client",
    "ClientUse",
    "Committee",
    "Copied",
    "Display",
    "Counter",
    "Entry",
    "Job",
    "Level",
    "Member",
    "Membership",
    "Organisation",
    "Receipt",
    "Registry",
    "Role",
    "SavedView",
    "Scope",
    "Seat",
    "Sector",
    "Session",
    "System",
    "Term",
    "Township",
    "Unit",
    "User",
    "chinese",
]
