"""Who called the API, as far as that is proven, and how many lines of its record they may fill.

A session or a token proves it, even a token that has ended; a client_id is only a claim, which
anybody can make. So a stranger can neither fill the record nor stand in it as somebody else.
"""

from __future__ import annotations

from base64 import b64decode
from ipaddress import IPv6Address, IPv6Network, ip_address
from re import ASCII, compile
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

from django.http import HttpRequest

from common.middleware import client_address
from common.windows import Window
from members.api import checksum
from members.models import Client, User

TOKEN = "api:token"  # noqa: S105 - the name of an address
# Lines a minute:
STRANGERS = 30  # of whoever is not known, from one address (IPv6: one house, which has a /64)
ALL_STRANGERS = 300  # of all of them together
UNMEASURED = 60  # of a client, besides the calls that its own rate has let in
PEOPLE = 300  # of a person signed in on the site
NAMED = compile(r"[\w.-]{1,100}", ASCII)


class Caller(NamedTuple):
    """Keys, as far as it is known who called; named: the client_id that was only claimed.

    user: whose session it is. committee: None for a stranger, and for an account of no place.
    """

    client: int | None = None
    seat: int | None = None
    user: int | None = None
    committee: int | None = None
    named: str = ""


def caller_of(request: HttpRequest) -> Caller:
    client: Client | None = getattr(request, "client", None)
    if client:
        seat: Any = client.seat
        return Caller(client.pk, seat.pk, committee=seat.committee_id)
    user = getattr(request, "user", None)
    return signed_in(request, user) if isinstance(user, User) else by_token(request)


def signed_in(request: HttpRequest, user: User) -> Caller:
    """From a seat; an account that has none belongs to where it is at home."""
    seat = getattr(request, "seat", None)
    if seat is None:
        return Caller(user=user.pk, committee=user.committee_id)
    return Caller(None, seat.pk, user.pk, seat.committee_id)


def by_token(request: HttpRequest) -> Caller:
    """Who was refused before it came in: whose the token is or was."""
    kind, text = credential(request)
    if kind != "bearer":
        return Caller(named=claimed(request, kind, text))
    owner = Client.objects.order_by().filter(
        application__accesstoken__token_checksum=checksum(text)
    )
    found = owner.values_list("pk", "seat", "seat__committee")[:1]
    return next((Caller(pk, seat, committee=at) for pk, seat, at in found), Caller())


def credential(request: HttpRequest) -> tuple[str, str]:
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    return kind.lower(), text


def claimed(request: HttpRequest, kind: str, text: str) -> str:
    """The client_id of whoever asks for a token, where it can be one."""
    if route_of(request) != TOKEN:
        return ""
    told = before_secret(text) if kind == "basic" else in_form(request)
    return told if NAMED.fullmatch(told) else ""


def before_secret(text: str) -> str:
    """As RFC 6749 lets it be told in the header."""
    try:
        return unquote_plus(b64decode(text).decode().partition(":")[0])
    except ValueError:
        return ""


def in_form(request: HttpRequest) -> str:
    """As a field, if the view has read the form: what it did not read is not read for a record."""
    return request.POST.get("client_id", "") if hasattr(request, "_post") else ""


def route_of(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def leaves_line(request: HttpRequest, caller: Caller) -> bool:
    """What nothing else bounds is bounded here: nobody may fill the disk."""
    if caller.client:
        let_in = getattr(request, "let_in", False)
        return let_in or Window(f"calls:client:{caller.client}", UNMEASURED).admits()
    if caller.user:
        return Window(f"calls:user:{caller.user}", PEOPLE).admits()
    mine = Window(f"calls:{network_of(request)}", STRANGERS)
    return mine.admits() and Window("calls:strangers", ALL_STRANGERS).admits()


def address_of(request: HttpRequest) -> str | None:
    """Behind a proxy it is what that wrote, which need be no address; a zone is none of ours."""
    try:
        return str(ip_address(client_address(request).partition("%")[0]))
    except ValueError:
        return None


def network_of(request: HttpRequest) -> str:
    """By which strangers are told apart: who has one address of a /64 has all of it."""
    told = address_of(request)
    address = ip_address(told) if told else None
    if not isinstance(address, IPv6Address):
        return told or "?"
    mapped = address.ipv4_mapped
    return str(mapped or IPv6Network((address, 64), strict=False))
