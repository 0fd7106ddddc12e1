"""By which addresses this machine is reached."""

from __future__ import annotations

import socket
from contextlib import suppress

EVERYWHERE = ("0.0.0.0", "::")
AT_HOME = ("localhost", "127.0.0.1", "[::1]")
FAR = ("192.0.2.1", 9)  # RFC 5737: an address for documentation


def of_network() -> str:
    """The address under which the office's network knows this machine, "" when it has none."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.connect(FAR)  # only asks for the route: nothing is sent
        return str(line.getsockname()[0])
    return ""


def in_url(address: str) -> str:
    """As an address bar wants it: IPv6 in brackets."""
    return f"[{address}]" if ":" in address else address


def reached_by(bind: str) -> list[str]:
    """The names under which people reach a site bound there, the best to tell first."""
    if bind not in EVERYWHERE:
        return ["localhost" if bind == "127.0.0.1" else in_url(bind)]
    return [name for name in (of_network(), "localhost") if name]


def own_names(bind: str) -> str:
    """Every name of this machine that a browser may use, as ALLOWED_HOSTS is written."""
    names = [*AT_HOME, *reached_by(bind)]
    if bind in EVERYWHERE:
        names.append(socket.gethostname().lower())
        with suppress(OSError):
            names += socket.gethostbyname_ex(socket.gethostname())[2]
    return ",".join(dict.fromkeys(names))
