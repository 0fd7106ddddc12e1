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
from members.models.people import (
    Member,
    Membership,
    Registry,
    Unit,
    User,
)
from members.models.seats import Role, Scope, Seat

__all__ = [
    "Client",
    "ClientUse",
    "Committee",
    "Copied",
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
