#!/usr/bin/env python
"""Django's command line; a setting that makes no sense is told in one sentence."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if os.environ.get("LOG_LEVEL", "INFO") == "INFO":  # lines for machines hide the questions
        os.environ["LOG_LEVEL"] = "WARNING"
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018  (the settings are read at the first look)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
