"""HTTP to addresses that somebody typed: no redirects, no inner machines, never long."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread, Timer
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

from notices.refusals import NotSent, Refused

STEP, WHOLE = 10, 20  # seconds: for one step, for all of it
LONGEST = 20_000  # bytes of an answer that are read
INNER = "该地址指向内部网络，系统不予连接；确需使用的，请在部署配置 GATEWAY_NETWORKS 中列出"
NAT64 = IPv6Network("64:ff9b::/96")
PLAIN = "不加密的地址（http://）只能用于部署配置 GATEWAY_NETWORKS 中列出的网络"
CAUSES: dict[type[Exception], str] = {
    socket.gaierror: "域名查不到",
    ssl.SSLCertVerificationError: "对方的证书无效、过期或者不属于这个域名",
    ssl.SSLError: "加密连接没有建立",
    TimeoutError: "超时",
    ConnectionRefusedError: "对方拒绝连接",
}
Judge = Callable[[str], str]  # an address of a machine → why it may not be used, or nothing


class Answer(NamedTuple):
    status: int
    text: str


def post(url: str, body: bytes, headers: Mapping[str, str], *, sealed: bool = False) -> Answer:
    """POST it; sealed: without TLS only to machines that the deployment lists.

    Raises Refused for an address that may not be used, NotSent when nothing came.
    """
    line, parts = connected(url, sealed), urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        with ended_after(line, WHOLE):
            if isinstance(line.sock, ssl.SSLSocket):
                line.sock.do_handshake()
            line.request("POST", path, body, dict(headers))
            answer = line.getresponse()
            return Answer(answer.status, answer.read(LONGEST).decode("utf-8", "replace"))
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as failure:
        raise NotSent(f"对方没有应答：{cause(failure)}") from failure
    finally:
        line.close()


def connected(url: str, sealed: bool = False) -> http.client.HTTPConnection:
    """A line to the machine; Host and certificate are those of the name in the address."""
    line = line_to(url)
    secure = isinstance(line, http.client.HTTPSConnection)
    try:
        plug = reached(line.host, line.port, unlisted if sealed and not secure else unfit)
        line.sock = in_tls(plug, line.host) if secure else plug
    except (OSError, ValueError) as failure:
        raise NotSent(f"连接不上对方：{cause(failure)}") from failure
    return line


def cause(failure: Exception) -> str:
    """What whoever looks after it must ask for: the name, the certificate or the port."""
    named = (words for kind, words in CAUSES.items() if isinstance(failure, kind))
    return next(named, type(failure).__name__)


def line_to(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return http.client.HTTPSConnection(parts.hostname, parts.port or 443)
    if parts.scheme == "http" and parts.hostname:
        return http.client.HTTPConnection(parts.hostname, parts.port or 80)
    raise Refused("地址应以 https:// 开头")


def reached(host: str, port: int, judge: Judge) -> socket.socket:
    """Connected to one of the machines that the name means at this moment.

    The name is asked once and each machine is judged before a byte goes there: what the name
    means a moment later changes nothing. All of them together get the time of one step: a name
    may mean a hundred machines that never answer.
    """
    machines = [str(found[4][0]) for found in lookup(host, port)]
    reasons = {machine: judge(machine) for machine in machines}
    fit = [machine for machine, reason in reasons.items() if not reason]
    if not fit:
        raise Refused(next(iter(reasons.values()), INNER))
    plug = first_of(fit, port)
    plug.settimeout(STEP)
    return plug


def first_of(machines: list[str], port: int) -> socket.socket:
    """Connected to the first that answers. Raises OSError."""
    until, failure = monotonic() + STEP, OSError()
    for machine in machines:
        if (left := until - monotonic()) <= 0:
            break
        try:
            return socket.create_connection((machine, port), left)
        except OSError as refusal:
            failure = refusal
    raise failure


def lookup(host: str, port: int) -> list[Any]:
    """What the name means. Raises TimeoutError when the time of one step is over: the library of
    the system has no limit of its own, and cannot be stopped; who it still keeps is left to it."""
    found: SimpleQueue[Any] = SimpleQueue()

    def ask() -> None:
        try:
            found.put(resolved(host, port))
        except (OSError, ValueError) as failure:
            found.put(failure)

    Thread(target=ask, daemon=True, name=f"lookup {host}").start()
    try:
        told = found.get(timeout=STEP)
    except Empty:
        raise TimeoutError from None
    if isinstance(told, Exception):
        raise told
    return told  # type: ignore[no-any-return]


def resolved(host: str, port: int) -> list[Any]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


def in_tls(plug: socket.socket, host: str) -> ssl.SSLSocket:
    """Not yet shaken hands: that takes as long as the other side likes."""
    context = ssl.create_default_context()
    return context.wrap_socket(plug, server_hostname=host, do_handshake_on_connect=False)


def unfit(machine: str) -> str:
    return "" if may_be_used(machine) else INNER


def unlisted(machine: str) -> str:
    return "" if is_listed(machine) else PLAIN


def may_be_used(machine: str) -> bool:
    """Whether the machine is outside, or the deployment lists its network."""
    address = plain_address(machine)
    return is_listed(machine) or (address.is_global and not is_special(address))


def is_special(address: IPv4Address | IPv6Address) -> bool:
    """No single machine of the internet, though it may count as global: groups, ranges of no
    use yet, and the old forms in which IPv6 wraps an address of the house."""
    old = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_multicast or address.is_reserved or old


def is_listed(machine: str) -> bool:
    networks = (ip_network(one) for one in settings.GATEWAY_NETWORKS)
    return any(plain_address(machine) in network for network in networks)


def plain_address(machine: str) -> IPv4Address | IPv6Address:
    """Of IPv4 also where it is written as IPv6: mapped, by NAT64 or 6to4."""
    address = ip_address(machine.split("%")[0])
    if isinstance(address, IPv4Address):
        return address
    inside = address.ipv4_mapped or address.sixtofour
    if inside is None and address in NAT64:
        inside = IPv4Address(int(address) & 0xFFFFFFFF)
    return inside or address


@contextmanager
def ended_after(line: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """Hang up after so long, however slowly the other side goes on speaking."""
    plug = line.sock  # once the answer has begun, the line no longer knows it

    def hang_up() -> None:
        with suppress(OSError):
            plug.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
