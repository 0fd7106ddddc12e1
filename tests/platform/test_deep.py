"""Frames share one piece of memory: a page does not ask the system for it again and again."""

from __future__ import annotations

import resource

import pytest

from common.deep import with_room
from tests.browsing import Person

DEPTHS, TURNS = 150, 300


def faults():
    """How often this thread had to be given a page of memory."""
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt


def called(depth):
    """At each depth a loop of calls: on an edge, each of them used to ask for a new piece."""
    for _ in range(TURNS):
        leaf()
    if depth:
        called(depth - 1)


def leaf():
    return None


def test_no_loop_lies_across_an_edge():
    with_room(called, DEPTHS)
    before = faults()
    with_room(called, DEPTHS)
    assert faults() - before < TURNS


@pytest.mark.django_db
def test_a_page_of_a_case_is_shown_in_the_room_there_is(filed, office):
    reader = Person(office)
    assert reader.get(filed.get_absolute_url()).status_code == 200
    before = faults()
    assert reader.get(filed.get_absolute_url()).status_code == 200
    assert faults() - before < 500  # 1,143 a page, before there was room
