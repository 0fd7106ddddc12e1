"""显示方式: large type and high contrast, of an account or, before signing in, of a browser."""

from __future__ import annotations

from django.http import HttpRequest

from members.models import Display, User

COOKIE = "display"
YEAR = 365 * 24 * 3600  # seconds


def display_of(request: HttpRequest) -> str:
    """What the page is drawn in from its first byte; "" where nobody chose: as the system says.

    The account's choice comes before the browser's, which several people may share.
    """
    user = getattr(request, "user", None)
    own = user.display if isinstance(user, User) else ""
    kept = request.COOKIES.get(COOKIE, "")
    return own or (kept if kept in Display.values else "")
