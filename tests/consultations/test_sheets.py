"""Every list of consultations is written as a sheet."""

from __future__ import annotations

import pytest

from tests.taking import CONSULTING, is_written


@pytest.mark.parametrize("name", CONSULTING)
def test_every_column_is_written(filed, announced, proposed, people, name):
    assert is_written(name, [people.office])
