"""A page is small: at most 100 kB over the wire with all it needs, its scripts at most 60 kB."""

from __future__ import annotations

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from common.statics import OwnCompressed
from tests.browsing import Person

pytestmark = pytest.mark.django_db
ASKED = re.compile(r'(?:src|href)="/static/([^"]+)"')
PAGE, SCRIPTS = 100_000, 60_000  # bytes
GZIP = {"HTTP_ACCEPT_ENCODING": "gzip"}


def weight(name: str) -> int:
    with open(finders.find(name), "rb") as file:
        return len(gzip.compress(file.read()))


def heavy(answer) -> tuple[int, int]:
    """What a page and its scripts weigh on the wire."""
    assert answer["Content-Encoding"] == "gzip"
    asked = set(ASKED.findall(gzip.decompress(answer.content).decode()))
    assert "app.css" in asked
    scripts = sum(weight(name) for name in asked if name.endswith(".js"))
    rest = sum(weight(name) for name in asked if not name.endswith(".js"))
    return len(answer.content) + scripts + rest, scripts


def test_the_first_page_is_small(office, share):
    for path in ("/", "/proposals/", share.proposal.get_absolute_url(), "/proposals/drafts/new/"):
        whole, scripts = heavy(Person(office, **GZIP).get(path))
        assert whole <= PAGE, path
        assert scripts <= SCRIPTS, path
    assert heavy(Client(**GZIP).get("/login/"))[0] <= PAGE / 2


def test_a_file_is_not_packed_again(office):
    answer = Person(office, **GZIP).get("/imports/units/template/")
    assert "Content-Encoding" not in answer


def test_the_pages_own_files_are_served_packed(tmp_path):
    for name in ("app.css", "lib/big.js"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(".a { color: red }\n" * 1000)
    packed = dict(OwnCompressed(location=tmp_path).compress_files(["app.css", "lib/big.js"]))
    assert set(packed) == {"app.css"}
    assert (tmp_path / "app.css.gz").stat().st_size < 1000
