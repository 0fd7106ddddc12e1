"""The desk of a township on its first day: nothing to do yet, and where to begin."""

from django.urls import reverse

from tests.browsing import Person


def test_a_township_without_work_is_shown_where_to_begin(studio, party):
    for seat, begin in ((studio, "consultations:new_topic"), (party, "consultations:list")):
        page = Person(seat).get("/").content.decode()
        assert "没有待办" in page
        assert f'<a class="btn" href="{reverse(begin)}"' in page
