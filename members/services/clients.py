"""政府系统接入: clients of the API are issued, adjusted, given a new secret, revoked."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import get_access_token_model, get_application_model

from common import clock
from members.models import Client, Committee, Registry, Role, User
from members.scopes import labels
from members.services.seats import appoint
from members.spelling import pinyin
from members.workflow import CLIENT, SEAT, ClientAction, LineAction
from workflow.hand import Hand

# What persons in charge and proposers decide is never a machine's.
ROLES = (Role.CLIENT, Role.OFFICE, Role.DISPATCHER, Role.LIAISON)
SLOWEST, FASTEST = 1, 6000  # calls in a minute


def issue_client(
    registry: Registry,
    *,
    by: Hand,
    name: str,
    role: str,
    scopes: Collection[str],
    rate: int,
    **scope: Any,
) -> tuple[Client, str]:
    """A client with its seat, and its secret, which is told once and kept hashed.

    role client reads what was handed over; another one lets it act as people of that role do.
    Raises ValidationError by field.
    """
    refuse_unfit(role, scopes, rate)
    client = Client(registry=registry, name=name, rate=rate, scopes=sorted(scopes))
    client.secret_at, secret = clock.now(), generate_client_secret()
    with CLIENT.moving(client, ClientAction.ISSUE, by=by) as client:
        account = machine(name, client.case.committee)
        client.seat = appoint(client.registry, by=by, user=account, role=role, **scope)
        client.application = application(name, secret)
    return client, secret


def refuse_unfit(role: str, scopes: Collection[str], rate: int) -> None:
    if role not in ROLES:
        raise ValidationError({"role": "这一身份只能由本人办理，请另选"}, code="role")
    if not scopes or not set(scopes) <= set(labels()):
        raise ValidationError({"scopes": "请至少选择一项列表中的权限"}, code="scopes")
    if not SLOWEST <= rate <= FASTEST:
        raise ValidationError({"rate": f"请填写{SLOWEST}至{FASTEST}的整数"}, code="rate")


def machine(name: str, committee: Committee) -> User:
    """An account of nobody: without a password, no seat of people and no mail."""
    account = User(
        username=f"client-{uuid.uuid4().hex[:16]}",
        name=name,
        pinyin=pinyin(name),
        committee=committee,
        is_machine=True,
    )
    account.set_unusable_password()
    account.save()
    return account


def application(name: str, secret: str) -> Any:
    model = get_application_model()
    return model.objects.create(
        name=name,
        client_type=model.CLIENT_CONFIDENTIAL,
        authorization_grant_type=model.GRANT_CLIENT_CREDENTIALS,
        client_secret=secret,
    )


def adjust_client(client: Client, *, by: Hand, scopes: Collection[str], rate: int) -> Client:
    """Other scopes, or another rate: tokens that are out already obey at once."""
    refuse_unfit(Role.CLIENT, scopes, rate)
    with CLIENT.moving(client, ClientAction.ADJUST, by=by) as client:
        client.scopes, client.rate = sorted(scopes), rate
        return client


def rotate_secret(client: Client, *, by: Hand) -> tuple[Client, str]:
    """A new secret; the old one and all tokens are void at once."""
    secret = generate_client_secret()
    with CLIENT.moving(client, ClientAction.ROTATE, by=by) as client:
        client.secret_at = clock.now()
        given: Any = client.application
        given.client_secret = secret
        given.save()
        drop_tokens(client)
    return client, secret


def revoke_client(client: Client, *, by: Hand, reason: str) -> Client:
    """It comes in no more; what it did stays under its name."""
    with CLIENT.moving(client, ClientAction.REVOKE, by=by, note=reason) as client:
        seat: Any = client.seat
        seat.registry = client.registry
        with SEAT.moving(seat, LineAction.END, by=by) as seat:
            seat.valid_to = clock.today()
        drop_tokens(client)
        return client


def drop_tokens(client: Client) -> None:
    """They end now; until the nightly tidying it is still known whose they were."""
    tokens = get_access_token_model().objects.filter(application=client.application_id)
    tokens.update(expires=F("created"))
