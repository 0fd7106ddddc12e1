"""Another system at the API: it gets a token for its secret and sends it with each call."""

from __future__ import annotations

import json
from base64 import b64encode
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from members import services
from members.models import Role
from members.scopes import labels
from tests import factories
from tests.browsing import lets_in
from tests.factories import hand


def issued(here, role=Role.CLIENT, *, name="州政府督查系统", scopes=None, rate=300, **scope):
    """A client of the committee, by its 安全管理员: (client, secret)."""
    keeper = factories.person(here, Role.SECADMIN)
    terms = {"scopes": scopes if scopes is not None else list(labels()), "rate": rate}
    return services.issue_client(
        here.registry, by=hand(keeper), name=name, role=role, **terms, **scope
    )


def asks_for_token(client, secret, **words):
    pair = b64encode(f"{client.application.client_id}:{secret}".encode()).decode()
    return Client(headers={"Authorization": f"Basic {pair}"}).post(
        reverse("api:token"), {"grant_type": "client_credentials", **words}
    )


class System:
    """A client that has got its token."""

    def __init__(self, client, secret, **words):
        self.client = client
        self.token = asks_for_token(client, secret, **words).json()["access_token"]
        self.browser = Client(headers={"Authorization": f"Bearer {self.token}"})

    def get(self, url, headers=None, **query):
        return self.browser.get(url, query, headers=headers or {})

    def post(self, url, body=None, *, key=None, seen=None):
        """A press: what is told, under which key, having seen which version."""
        headers = {"Idempotency-Key": str(key or uuid4())}
        headers |= {"If-Match": seen} if seen else {}
        content = json.dumps(body or {})
        return self.browser.post(url, content, content_type="application/json", headers=headers)


class SignedIn(System):
    """A person signed in on the site, who asks there from the seat they have."""

    def __init__(self, seat):
        self.browser = lets_in(Client(), seat.user)


def system(here, role=Role.CLIENT, **details):
    return System(*issued(here, role, **details))
