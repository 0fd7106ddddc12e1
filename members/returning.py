"""Who comes back: the session and the account of a request, by questions compiled once.

Both are looked up at every request; to put these two questions into words took longer than to
answer them.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.functions import Now

from common.kept import Kept, Told
from members.models import User


def open_sessions() -> QuerySet[Session]:
    """Of that key, by the server's clock: a session is not a date of the office."""
    return Session.objects.filter(session_key=Told(0), expire_date__gt=Now())


def accounts() -> QuerySet[User]:
    return User.objects.filter(pk=Told(0))


OPEN, ACCOUNTS = Kept(open_sessions), Kept(accounts)


class SessionStore(db.SessionStore):
    """Django's, in the database."""

    def _get_session_from_db(self) -> Session | None:
        for found in OPEN.rows(self.session_key):
            return found
        self._session_key = None
        return None


class Accounts(ModelBackend):
    """Django's, of people who have signed in already."""

    def get_user(self, user_id: Any) -> User | None:
        """None when the account is closed, or there is none (any more)."""
        for user in ACCOUNTS.rows(User._meta.pk.to_python(user_id)):
            return user if self.user_can_authenticate(user) else None
        return None
