"""Four who write at once, in twelve places."""

import random
import threading
import time

import pytest
from django.db import connections, transaction

from members.models import Sector
from members.services.registry import note
from tests import factories


def write_until(stop, places, seed):
    """Note things, singly and in pairs, some after another write, with delays and rollbacks."""
    dice = random.Random(seed)
    while not stop.is_set():
        with transaction.atomic():
            if dice.random() < 0.3:
                Sector.objects.create(term=places[0].term, name=str(dice.random()))
            for number in sorted(dice.sample(range(len(places)), dice.choice([1, 1, 2]))):
                note(places[number].registry, str(dice.random()), by=places[number].by)
                time.sleep(dice.random() * 0.02)
            transaction.set_rollback(dice.random() < 0.25)
    connections.close_all()


@pytest.fixture
def places(db):
    """Twelve committees, each with a register to write in."""
    return [factories.committee(f"第{n}州", code=f"60{n:02}") for n in range(12)]


@pytest.fixture
def writers(places):
    """Four who write at once until they are told to stop."""
    stop = threading.Event()
    threads = [threading.Thread(target=write_until, args=(stop, places, seed)) for seed in range(4)]
    for thread in threads:
        thread.start()

    def finish():
        stop.set()
        for thread in threads:
            thread.join()

    yield finish
    finish()
