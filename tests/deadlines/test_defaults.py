"""The limits a new committee starts with, as the reader of a date sees them."""

from __future__ import annotations

import pytest

from deadlines.arithmetic import Unit
from deadlines.defaults import BY_KIND, DEFAULTS, OWN, Kind, explain


def test_every_kind_of_limit_has_one_default():
    assert [default.kind for default in DEFAULTS] == list(BY_KIND)
    assert set(BY_KIND) == set(Kind)


@pytest.mark.parametrize("default", DEFAULTS, ids=str)
def test_a_reader_is_told_the_limit_and_where_it_comes_from(default):
    text = explain(default.kind, default.n, default.unit)
    assert str(default.n) in text
    assert "{" not in text
    assert default.source == OWN or default.source.startswith("参照")
    assert text.count("。") == 2


def test_a_liaison_reads_why_the_reply_is_due():
    assert explain(Kind.REPLY, 3, Unit.MONTHS) == (
        "自交办之日起3个月内答复提案者。参照各地通行的3个月内答复的规定。"
    )


def test_a_limit_that_the_committee_changed_no_longer_cites_its_model():
    assert explain(Kind.REPLY, 100, Unit.DAYS) == (
        "自交办之日起100日内答复提案者。此期限由本会在期限设置中确定。"
    )


def test_the_window_for_returning_a_case_is_as_long_as_that_for_signing_for_it():
    window, sign_for = BY_KIND[Kind.RETURN_WINDOW], BY_KIND[Kind.SIGN_FOR]
    assert (window.n, window.unit) == (sign_for.n, sign_for.unit) == (10, Unit.WORKDAYS)
    assert BY_KIND[Kind.REPLY].n < BY_KIND[Kind.REPLY_MAX].n
