"""Where a message may go, and for how long it is tried."""

from __future__ import annotations

import time

import pytest

from notices import outbound
from notices.refusals import Refused


@pytest.fixture(autouse=True)
def only_here(settings):
    settings.GATEWAY_NETWORKS = ["127.0.0.1/32"]


def test_a_name_of_many_silent_machines_takes_no_longer_than_one(monkeypatch):
    def silence(place, wait):
        time.sleep(wait)
        raise TimeoutError

    monkeypatch.setattr(outbound, "STEP", 0.02)
    monkeypatch.setattr(outbound.socket, "create_connection", silence)
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        outbound.first_of([f"127.0.0.{n}" for n in range(2, 250)], 443)
    assert time.monotonic() - began < 1


def test_without_tls_nothing_leaves_the_listed_networks():
    assert outbound.unfit("114.114.114.114") == ""
    assert outbound.unlisted("114.114.114.114") == outbound.PLAIN
    assert outbound.unlisted("127.0.0.1") == ""
    with pytest.raises(Refused, match="不加密"):
        outbound.post("http://114.114.114.114/", b"", {}, sealed=True)
