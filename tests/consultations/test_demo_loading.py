"""The demo prefecture is loaded in portions; what is there already is left alone."""

from __future__ import annotations

from datetime import datetime

import pytest

from common import clock
from consultations.demo.fate import Volume
from consultations.demo.loading import fill
from consultations.demo.places import begin
from consultations.models import Campaign, Consultation
from proposals.demo.almanac import Almanac

TUESDAY = datetime(2026, 11, 24, 20, tzinfo=clock.SHANGHAI)
SMALL = Volume(counties=2, old=1, mid=1, new=2)

pytestmark = pytest.mark.django_db


def test_killed_in_between_it_goes_on_where_it_was():
    with clock.frozen(TUESDAY):
        begin(Almanac(), "!")
        loading = fill(SMALL)
        for _ in range(3):  # both counties' places, and the meetings of one
            next(loading)
        loading.close()
        held = Consultation.objects.count()
        assert 0 < held < 4
        list(fill(SMALL))
        assert Consultation.objects.count() == 6  # with the village, and its next plan
        assert Campaign.objects.count() == 1


def test_without_a_demo_there_is_nothing_to_fill():
    assert list(fill(SMALL)) == []
