"""Copies hold checks, meetings and matters on paper, and are told of each what becomes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from members.models import Role
from proposals import services
from proposals.services import follow_up
from tests.api.systems import system
from tests.api.test_changes import Mirror, alive, anew
from tests.factories import hand
from tests.promising import delivered_with, planned

pytestmark = pytest.mark.django_db(transaction=True)
READ = ["follow-ups:read", "follow-up-visits:read", "meetings:read", "offline:read"]


class Copy(Mirror):
    """What it was told last, by kind."""

    def titles(self):
        return {row["type"]: row["data"] for row in self.rows.values()}


@pytest.fixture
def begun(meeting, contacted, cast, grade, here, other_member):
    """One of each."""
    by, today = hand(cast.office), clock.today()
    delivered_with(contacted, cast, grade, planned())
    told = {"name": "专项民主监督", "manner": "oversight", "grades": [grade], "size": None}
    told |= {"members": [other_member.member], "experts": False, "due_on": today + timedelta(30)}
    paper = {"title": "线下提案第3号", "registered_on": today, "handled_by": "机要室"}
    return (
        follow_up.start_follow_up(here.session, by=by, **told),
        meeting,
        services.register_offline(here.session, by=by, **paper),
    )


def test_a_copy_holds_them_and_learns_what_changed(begun, here, cast, other_member, education):
    started, meeting, paper = begun
    ours = Copy(system(here, Role.OFFICE, scopes=READ))
    held = ours.catch_up(limit=1)
    assert held["meeting"]["items"] == [
        {"position": 1, "proposal": str(visited(started).proposal.case.uid)}
    ]
    assert [one["status"] for one in held["follow-up"]["visits"]] == ["assigned"]
    saw = {"visited_on": clock.today(), "finding": "true", "words": "装好了。"}
    follow_up.fill_in_visit(visited(started), by=hand(other_member), **saw)
    services.conclude(meeting, by=hand(cast.director), minutes="同意。")
    services.close_offline(paper, by=hand(cast.office), closed_on=clock.today())
    held = ours.catch_up()
    assert {uid for _, uid in ours.seen} == {str(row.case.uid) for row in begun}
    assert [one["finding"] for one in held["follow-up"]["visits"]] == ["true"]
    assert (held["meeting"]["status"], held["offline"]["status"]) == ("held", "closed")
    assert alive(ours) == anew(ours)
    narrow = Copy(system(here, Role.OFFICE, name="窄", scopes=["follow-ups:read", "offline:read"]))
    assert {kind: "visits" in data for kind, data in narrow.catch_up().items()} == {
        "follow-up": False, "offline": False}  # fmt: skip
    unit = Copy(system(here, Role.LIAISON, name="教体局", unit=education, scopes=READ))
    assert unit.catch_up() == {}
    lines = unit.one.get(reverse("api:changes"), headers={"Accept": "application/x-ndjson"})
    assert b'"op"' not in b"".join(lines.streaming_content)


def visited(started):
    return started.visits.select_related("follow_up__case", "proposal__case").get()
