"""The web server: read by gunicorn itself (`gunicorn -c config/gunicorn.py config.wsgi`)."""

from __future__ import annotations

import os
from pathlib import Path

from common import logs
from common.addresses import in_url

_debug = os.environ.get("DEBUG") == "1"
bind = f"{in_url(os.environ.get('BIND', '127.0.0.1'))}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = 4
timeout = 60
graceful_timeout = 10
reload = _debug
reload_extra_files = [str(page) for page in Path("templates").rglob("*.html")] if _debug else []
preload_app = not _debug
control_socket_disable = True
logconfig_dict = logs.configuration("INFO")
