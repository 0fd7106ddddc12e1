"""Ask the own web server or the heartbeats: the health checks of the containers.

`python -m config.probe /healthz` asks the site, `… worker` and `… beat` look for a sign of life.
"""

from __future__ import annotations

import http.client
import os
import sys


def answer(path: str, port: int, host: str = "127.0.0.1") -> int:
    """The status that GET path gets under an allowed host name, 0 where nobody answers."""
    names = os.environ.get("ALLOWED_HOSTS") or "localhost"
    line = http.client.HTTPConnection(host, port, timeout=5)
    try:
        line.request("GET", path, headers={"Host": names.split(",")[0].strip().lstrip(".")})
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        line.close()


def lives(part: str) -> bool:
    """Whether worker or beat has given a sign of life within the last minute."""
    import django
    from django.core.cache import cache

    django.setup()
    from config import heartbeat

    return heartbeat.is_fresh(cache.get(f"heartbeat:{part}"))


def main(asked: str) -> int:
    """Exit code 0 when the part asked for is well."""
    if asked.startswith("/"):
        return int(answer(asked, int(os.environ.get("PORT", "8000"))) != 200)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    return int(not lives(asked))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
