"""What gunicorn serves."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)

from common.requests import Handler  # noqa: E402 - the settings must be there first

application = Handler()
