"""What a monitor is told, signed in or not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError
from redis.exceptions import ConnectionError as RedisConnectionError

from common import clock
from config import health, heartbeat


@pytest.fixture
def beating(nothing_cached):
    """Worker and beat have just given a sign of life, after the cache was emptied."""
    heartbeat.beat()
    heartbeat.stamp(heartbeat.BEAT)
    yield
    cache.delete_many([heartbeat.BEAT, heartbeat.WORKER])


def test_a_living_process_says_so_without_asking_any_server(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"alive": True})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_is_ready_when_all_parts_work(client, beating):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "failing": []})


@pytest.mark.django_db
@pytest.mark.parametrize(("stopped", "named"), [("WORKER", "worker"), ("BEAT", "beat")])
def test_a_part_silent_for_a_minute_is_named(client, beating, stopped, named):
    long_ago = (clock.now() - timedelta(seconds=61)).timestamp()
    cache.set(getattr(heartbeat, stopped), long_ago)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["failing"]) == (503, [named])


@pytest.mark.django_db
def test_a_lost_broker_is_named(client, monkeypatch):
    def refuse(*_):
        raise RedisConnectionError

    monkeypatch.setattr(health.cache, "get_many", refuse)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["broker", "worker", "beat"])


def test_a_lost_database_is_named(client, beating, monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(health.connection, "cursor", refuse)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["database"])


def test_every_task_of_the_timetable_exists():
    from config.celery import app

    app.loader.import_default_modules()
    planned = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert len(planned) >= 5
    assert planned <= set(app.tasks)
