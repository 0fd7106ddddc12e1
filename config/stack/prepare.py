"""What the database and the files need before people come: done in one Django process."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config.stack.up import DEMO, EMPTY


def migrate() -> None:
    """Bring the schema up to date; that nothing is to do is seen without loading a migration."""
    if migrations_on_disk() - set(MigrationRecorder(connection).applied_migrations()):
        call_command("migrate", interactive=False, verbosity=0)


def migrations_on_disk() -> set[tuple[str, str]]:
    """(app, name) of every migration file."""
    folders = [(app.label, Path(app.path) / "migrations") for app in apps.get_app_configs()]
    return {(label, f.stem) for label, folder in folders for f in folder.glob("[0-9]*.py")}


def collect_static() -> None:
    """Collect the pages' files again only when one of them has changed."""
    stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
    found = fingerprint()
    if settings.DEBUG or (stamp.exists() and stamp.read_text() == found):
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(found)


def fingerprint() -> str:
    """A digest of name, size and time of every static file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(None):
            file = os.stat(storage.path(path))
            digest.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def tell_story(data: Path, wanted: str) -> None:
    """Load the demo story once, and only where there is nobody yet: it never mixes with people."""
    story = data / "story"
    if not story.exists():
        bare = not get_user_model().objects.exists()
        if wanted == DEMO and bare and not settings.PRODUCTION:
            call_command("load_demo")
        else:
            wanted = EMPTY
        story.write_text(wanted)
    with (data / "run" / "accounts").open("w", encoding="utf-8") as out:
        if story.read_text() == DEMO:
            call_command("demo_accounts", stdout=out)
        else:
            out.write("首次使用：运行 .venv/bin/python manage.py setup_office 建立本会。\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    migrate()
    collect_static()
    tell_story(settings.DATA_DIR, sys.argv[1])
