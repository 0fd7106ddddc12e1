"""Ten key proposals of the demo year: each at another turn, and nothing of them forgotten."""

from __future__ import annotations

import pytest

from proposals.demo.key_story import tell_keys
from proposals.demo.story import load
from proposals.demo.year.loading import Volume, load_year
from proposals.models import KeyProposal
from tests.keys.conftest import sound


@pytest.mark.prove
def test_ten_key_proposals_stand_at_different_turns(db):
    load()
    list(load_year(Volume(60, 50), Volume(0, 0)))
    assert tell_keys() == 10
    assert tell_keys() == 0
    states = list(KeyProposal.objects.order_by("proposal__number").values_list("status", flat=True))
    assert states == ["done"] * 3 + ["under_way"] * 6 + ["chosen"]
    for key in KeyProposal.objects.select_related("case"):
        assert sound(key)
