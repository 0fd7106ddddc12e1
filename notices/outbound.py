"""HTTP to addresses that somebody typed: no redirects, no inner machines, never long."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from ipaddress import ip_address, ip_network
from socket import SHUT_RDWR
from threading import Timer
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

from notices.refusals import NotSent, Refused

STEP, WHOLE = 10, 20  # seconds: for one step, for all of it
LONGEST = 20_000  # bytes of an answer that are read
INNER = "该地址指向内部网络，系统不予连接；确需使用的，请在部署配置 GATEWAY_NETWORKS 中列出"


class Answer(NamedTuple):
    status: int
    text: str


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """POST it. Raises Refused for an address that may not be used, NotSent when nothing came."""
    line = connected(url)
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        with ended_after(line, WHOLE):
            line.request("POST", path, body, dict(headers))
            answer = line.getresponse()
            return Answer(answer.status, answer.read(LONGEST).decode("utf-8", "replace"))
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as failure:
        raise NotSent(f"消息接口没有应答：{type(failure).__name__}") from failure
    finally:
        line.close()


def connected(url: str) -> http.client.HTTPConnection:
    """A line to the machine, judged by the address it has really got."""
    line = line_to(url)
    try:
        line.connect()
        if not may_be_used(str(line.sock.getpeername()[0])):
            raise Refused(INNER)
    except (OSError, ValueError) as failure:
        line.close()
        raise NotSent(f"连接不上消息接口：{type(failure).__name__}") from failure
    except Refused:
        line.close()
        raise
    return line


def line_to(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(
            parts.hostname, parts.port, timeout=STEP, context=context
        )
    if parts.scheme == "http" and parts.hostname:
        return http.client.HTTPConnection(parts.hostname, parts.port, timeout=STEP)
    raise Refused("消息接口的地址应以 https:// 开头")


def may_be_used(address: str) -> bool:
    """Whether the machine is outside, or the deployment lists its network."""
    machine = ip_address(address.split("%")[0])
    machine = getattr(machine, "ipv4_mapped", None) or machine
    listed = (ip_network(one) for one in settings.GATEWAY_NETWORKS)
    return machine.is_global or any(machine in network for network in listed)


@contextmanager
def ended_after(line: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """Hang up after so long, however slowly the other side goes on speaking."""
    socket = line.sock  # once the answer has begun, the line no longer knows it

    def hang_up() -> None:
        with suppress(OSError):
            socket.shutdown(SHUT_RDWR)

    timer = Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
