"""Every page of the life opens for whom it is meant."""

import pytest


@pytest.fixture
def browse(client):
    def as_(seat):
        client.force_login(seat.user)
        return client

    return as_


@pytest.mark.parametrize(
    "who", ["office", "director", "dispatcher", "liaison", "unit_head", "member"]
)
@pytest.mark.parametrize(
    "state", ["submitted", "numbered", "handed_over", "drafted", "reviewing", "delivered"]
)
def test_pages_open(request, browse, cast, who, state):
    request.getfixturevalue(state)
    browser = browse(getattr(cast, who))
    from proposals.models import Proposal

    proposal = Proposal.objects.get()
    for url in ("/", "/proposals/", "/notices/"):
        assert browser.get(url).status_code == 200
    assert browser.get(proposal.get_absolute_url()).status_code in (200, 404)
