"""The reference client against a real server: it copies, is killed, goes on, and proves it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from clients import mirror
from members import services as members
from members.models import Role, Seat
from proposals import services
from proposals.models import Proposal
from tests.api.systems import issued
from tests.conftest import sql
from tests.factories import hand
from tests.keys.choosing import chosen
from tests.test_queries import copies

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = Path(mirror.__file__)


class Killed(Exception):
    """The machine was switched off."""


@pytest.fixture
def pair(here):
    return issued(here, rate=6000)


@pytest.fixture
def server(pair, live_server):
    client, secret = pair
    return mirror.Server(live_server.url, client.application.client_id, secret)


@pytest.fixture
def copy(tmp_path):
    return mirror.opened(str(tmp_path / "copy.sqlite"))


def test_one_command_copies_everything_and_proves_it(
    pair, live_server, tmp_path, handed_over, office, director
):
    """Also what it was not written for: a key proposal."""
    client, secret = pair
    copies(handed_over, 3)
    chosen(handed_over, office, director)
    words = [sys.executable, str(SCRIPT), live_server.url, str(tmp_path / "x.sqlite"), "--check"]
    keys = {"CLIENT_ID": client.application.client_id, "CLIENT_SECRET": secret}
    run = subprocess.run(words, env=keys, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["已同步", "5", "件。", "核对一致。"]


def test_killed_at_any_page_it_goes_on(server, copy, handed_over, monkeypatch):
    copies(handed_over, 5)
    whole, calls = server.changes, []

    def dying(cursor):
        calls.append(cursor)
        if len(calls) % 2:
            raise Killed
        return whole(cursor)

    monkeypatch.setattr(server, "changes", dying)
    for _ in range(20):
        try:
            mirror.bring_up_to_date(server, copy)
            break
        except Killed:
            continue
    monkeypatch.setattr(server, "changes", whole)
    assert mirror.differences(server, copy) == []
    assert len(mirror.held(copy)) == 6


def test_what_is_taken_back_leaves_the_copy(server, copy, transferred, director):
    mirror.bring_up_to_date(server, copy)
    assert len(mirror.held(copy)) == 1
    services.take_back(transferred, by=hand(director), note="误移交")
    mirror.bring_up_to_date(server, copy)
    assert mirror.held(copy) == {}


def test_after_a_restore_what_never_happened_leaves_the_copy(server, copy, handed_over):
    copies(handed_over, 2)
    mirror.bring_up_to_date(server, copy)
    ghost = "00000000-0000-0000-0000-000000000000"
    with copy:
        copy.execute("INSERT INTO cases VALUES (?, 'proposal', 99, 0, 1, '{}')", [ghost])
    sql("SELECT nextval('workflow_epoch')")
    mirror.bring_up_to_date(server, copy)
    assert set(mirror.held(copy)) == {str(one.case.uid) for one in Proposal.objects.all()}


def test_a_token_that_ran_out_is_renewed(server, copy, pair, handed_over):
    server.token = "ran-out"
    mirror.bring_up_to_date(server, copy)
    assert len(mirror.held(copy)) == 1


def test_a_revoked_client_is_told_so(server, copy, pair):
    keeper = hand(Seat.objects.get(role=Role.SECADMIN))
    members.revoke_client(pair[0], by=keeper, reason="项目终止")
    with pytest.raises(mirror.HTTPError) as refusal:
        mirror.bring_up_to_date(server, copy)
    assert refusal.value.code == 401
