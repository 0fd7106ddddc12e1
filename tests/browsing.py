"""Somebody at a browser: opens pages, fills in forms, presses buttons."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from proposals.models import (
    Assignment,
    Commitment,
    Consultation,
    Contact,
    OfflineMatter,
    Proposal,
    Regrading,
    ReviewMeeting,
)
from workflow.models import Case

MODEL_BACKEND = "members.returning.Accounts"


def lets_in(client: Client, user) -> Client:
    """As the sign-in page leaves a browser; what it asks and notes has tests of its own."""
    ticket = SessionStore()
    ticket[SESSION_KEY], ticket[BACKEND_SESSION_KEY] = str(user.pk), MODEL_BACKEND
    ticket[HASH_SESSION_KEY] = user.get_session_auth_hash()
    ticket.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = ticket.session_key
    return client


class Person:
    """A person signed in, acting from the one seat they have."""

    def __init__(self, seat, **defaults):
        self.seat, self.client = seat, lets_in(Client(**defaults), seat.user)

    def get(self, url, **query):
        return self.client.get(url, query)

    def post(self, url, **words):
        return self.client.post(url, words)

    def form(self, row, action):
        """What the browser would send back of the form as it is shown: press, version, presets."""
        page = self.get(self.address(row, action))
        assert page.status_code == 200, f"{action}: {page.status_code} {told(page)}"
        fields = {bound.html_name: bound.value() for bound in page.context["form"]}
        return {name: value for name, value in fields.items() if value not in (None, "")}

    def does(self, action, row, **words):
        """Open the form of the verb, fill it in, send it."""
        return self.post(self.address(row, action), **(self.form(row, action) | words))

    def insists(self, action, row, **words):
        """Send the verb without having been shown its form."""
        version = Case.objects.get(pk=row.case.pk).version
        words = {"press": uuid4(), "version": version} | words
        return self.post(self.address(row, action), **words)

    @staticmethod
    def address(row, action) -> str:
        """Where the verb is pressed."""
        return url_of(row, action)


class Careful(Person):
    """A person whose every press has to be carried out, unless they only try."""

    def form(self, row, action):
        shown = super().form(row, action)
        return {name: value for name, value in shown.items() if value is not False}

    def does(self, action, row, **words):
        """Open the form of the verb, fill it in, send it; it has to be carried out."""
        page = self.tries(action, row, **words)
        form = page.context and page.context.get("form")
        assert page.status_code == 302, (action, page.status_code, form and form.errors)
        return page

    def tries(self, action, row, **words):
        return super().does(action, row, **words)

    def sees(self, row) -> bool:
        return self.get(row.get_absolute_url()).status_code == 200


def signs_in(username: str, password: str) -> bool:
    """Whether the sign-in page lets somebody in with that."""
    answers = {"username": username, "password": password}
    return Client().post(reverse("login"), answers).status_code == 302


def url_of(row, action):
    uid = row.case.uid
    if isinstance(row, Proposal):
        return reverse("proposals:act", args=[uid, action])
    if isinstance(row, ReviewMeeting):
        return reverse("proposals:meet_act", args=[uid, action])
    if isinstance(row, OfflineMatter):
        return reverse("proposals:offline_act", args=[uid, action])
    kind = KINDS[type(row)]
    return reverse(f"proposals:{kind}", args=[uid, row.pk, action])


KINDS = {
    Assignment: "share_act",
    Commitment: "commitment_act",
    Contact: "contact_act",
    Regrading: "regrade_act",
    Consultation: "consult_act",
}


def told(page) -> list[str]:
    """The messages that the person is shown next."""
    return [str(message) for message in page.wsgi_request._messages]


def done(page, row) -> bool:
    """The press was carried out and led back to the page of the case."""
    root = getattr(row, "root", row)
    return page.status_code == 302 and page["Location"] == root.get_absolute_url()


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def owed(row) -> set[tuple[str, str]]:
    """What is still owed for the case: (duty, role)."""
    from deadlines.models import Obligation

    open_ones = Obligation.objects.open().filter(case=row.case.pk)
    return set(open_ones.values_list("kind", "role"))


def inbox(seat) -> list[str]:
    """What the seat has been told, oldest first, as soon as the post has gone out."""
    from notices.models import Notice
    from notices.tasks import drain
    from workflow.models import Outbox

    drain()
    assert list(Outbox.objects.exclude(error="").values_list("error", flat=True)) == []
    return list(Notice.objects.filter(seat=seat).order_by("id").values_list("text", flat=True))
