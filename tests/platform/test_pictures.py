"""docs/pictures: every page was photographed and looked at, and a new one cannot be forgotten."""

from __future__ import annotations

import re

from tests.journeys.picturing.catalogue import FINDINGS, LEFT_OUT, found_about, names, wanted

MOST = 6_000_000  # bytes of all contact sheets


def test_every_page_has_a_written_finding_or_a_reason_why_it_has_no_picture():
    found = found_about()
    assert len(found) == len(set(found))
    assert set(found) == wanted()
    assert set(LEFT_OUT) <= names()
    assert all(LEFT_OUT.values())


def test_the_contact_sheets_are_there_and_small():
    sheets, told = list(FINDINGS.parent.glob("*.webp")), FINDINGS.read_text("utf-8")
    assert sum(sheet.stat().st_size for sheet in sheets) <= MOST
    assert {sheet.name for sheet in sheets} == set(re.findall(r"\]\((\S+\.webp)\)", told))
    assert sheets
