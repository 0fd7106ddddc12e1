"""Photographs every page of the site in every state, and lays out the contact sheets: bin/pictures.

Full: the fullest example that somebody finds by links. Empty: the same page on a committee's first
day. Wrong: its form sent without a word. And who is refused, and what does not exist.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from playwright.sync_api import TimeoutError

from config.manuals import FOLDER, manuals
from tests.browsing import MODEL_BACKEND
from tests.journeys.picturing import demo
from tests.journeys.picturing.catalogue import FINDINGS, wanted
from tests.journeys.picturing.crawling import Found, Walk, bare, keep
from tests.journeys.picturing.sheets import WIDTHS, Shot, draw_sheets, shrink
from tests.journeys.test_every_page import barriers
from tests.members.test_import_rolls import HEADER, LI, UNITS, ZHANG
from tests.proposals.test_import import HEADER as PROPOSALS
from tests.proposals.test_import import line

FORM = """
  const asks = (field) => !/^(hidden|submit|button)$/.test(field.type) && field.name;
  const forms = [...document.querySelectorAll("#main form[method=post]")];
  const form = forms.find((one) => [...one.elements].some(asks));
"""
HAS_FORM = f"() => {{ {FORM} return !!form; }}"
SEND_EMPTY = f"""() => {{ {FORM}
  for (const field of [...form.elements].filter(asks)) {{
    if (/^(checkbox|radio)$/.test(field.type)) field.checked = false; else field.value = "";
  }}
  setTimeout(() => form.submit());
}}"""
STICKS_OUT = "document.documentElement.scrollWidth > innerWidth"
WRONG = ".summary, .err, .say.error, .say.warning"
REFUSED = re.compile(r'<p class="gap">(.*?)</p>', re.S)
TABLES = {
    "members": (HEADER, ZHANG, LI),
    "units": (UNITS, "州茶叶产业发展中心,茶产中心,政府系统,"),
    "proposals": (PROPOSALS, line()),
}
OLD = ("序号,年份,收到日期,提案题目,提案者", "1,2019,2019-01-12,关于增设护学岗的提案,李示例")
ASKED = "import_proposals_columns"
DEEPEST = 4000  # pixels of a page that are photographed
NOWHERE = "00000000-0000-0000-0000-000000000000"
REFUSALS = 6  # all are drawn alike; so many of the sentences are shown
LAST = ("400", "405", "413", "500")  # pages of last resort: drawn as they would be sent


class Album:
    """The pictures so far, by sheet."""

    def __init__(self, folder: Path):
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.sheets: dict[str, list[Shot]] = {}
        self.stumbles: list[str] = []

    def take(self, page, sheet: str, name: str, state: str) -> None:
        """Each width once, the whole page; and what a reader would stumble over there."""
        files = []
        page.set_viewport_size({"width": WIDTHS[0], "height": 844})
        self.stumbles += [f"{name} {state}：{one}" for one in barriers(page)]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            if page.evaluate(STICKS_OUT):
                self.stumbles.append(f"{name} {state}：{width} 像素宽时横向溢出")
            deep = page.evaluate("document.documentElement.scrollHeight")
            # As deep as the page: bars that keep in sight would else lie across its middle.
            page.set_viewport_size({"width": width, "height": min(max(deep, 844), DEEPEST)})
            file = self.folder / f"{name.replace(':', '.')}-{state}-{width}.jpg"
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=file, type="jpeg", quality=80)
            files.append(file)
        self.sheets.setdefault(sheet, []).append(Shot(f"{name}　{state}", tuple(files)))

    def lay_out(self, folder: Path) -> list[Path]:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.webp"):
            old.unlink()
        made = [draw_sheets(shots, folder, name) for name, shots in self.sheets.items()]
        return [file for some in made for file in some]


def sheet_of(name: str) -> str:
    space = name.partition(":")[0] if ":" in name else "site"
    return {"villagers": "consultations", "limits": "time", "workdays": "time"}.get(space, space)


def found_by(seats, names: frozenset[str]) -> dict[str, Found]:
    """The fullest example of every page that anybody finds."""
    found: dict[str, Found] = {}
    ways = {who: bare(names) for who in seats}
    for who, seat in seats.items():
        begun = list(dict.fromkeys(["/", reverse("proposals:list"), *ways[who]]))
        for name, page in Walk(who, seat.user, names).along(begun).items():
            if not (who in demo.ACCOUNTS and name.startswith("consultations:")):
                keep(found, name, page)  # the others' prefecture has consultations to show
    for name, page in Walk("nobody", None, names).along(demo.unsigned()).items():
        keep(found, name, page)
    return dict(sorted(found.items()))


def uploaded(album, windows, office) -> None:
    """What the office sees after sending a table of one line; only who sent it may look."""
    person = windows("office", office)
    for kind, lines in TABLES.items():
        send_table(person, kind, lines)
        assert "预览" in person.page.title(), person.page.title()
        name = f"import_{kind}_preview"
        album.take(person.page, sheet_of(name), name, "full")
    send_table(person, "proposals", OLD)
    album.take(person.page, "site", ASKED, "full")


def send_table(person, kind: str, lines: tuple[str, ...]) -> None:
    person.goes(reverse(f"import_{kind}"))
    table = {"name": f"{kind}.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    person.page.set_input_files("input[type=file]", table)
    with person.page.expect_navigation():
        person.page.eval_on_selector("#main form", "form => form.submit()")


def desks(windows, seats) -> None:
    """The desk of each role, for its manual."""
    for one in manuals():
        page = windows(one.who, seats[one.who]).goes("/").page
        page.set_viewport_size({"width": 1280, "height": 800})
        shrink(page.screenshot(), FOLDER / f"{one.role}.webp")


def refusals(found: dict[str, Found], seats) -> dict[str, tuple[str, str]]:
    """Every sentence by which somebody is refused: who, and where."""
    told: dict[str, tuple[str, str]] = {}
    for who in ("auditor", "member", "liaison"):
        browser = Client()
        browser.force_login(seats[who].user, MODEL_BACKEND)
        for page in found.values():
            answer = browser.get(page.path)
            if answer.status_code == 403:
                told.setdefault(REFUSED.search(answer.content.decode())[1], (who, page.path))
    return told


@pytest.fixture
def windows(window):
    """One for each person, opened when first asked for."""
    opened = {}

    def of(who: str, seat=None):
        if who not in opened:
            opened[who] = window(seat).arrives() if seat else window(SimpleNamespace())
        return opened[who]

    return of


def test_every_page_has_its_pictures(transactional_db, windows, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    names, album = wanted(), Album(Path(os.environ.get("PICTURES", "var/pictures")))
    only = os.environ.get("ONLY", "")  # pages whose names begin so; then no sheets are laid out
    seats = demo.told()
    found = {name: page for name, page in found_by(seats, names).items() if name.startswith(only)}
    for name, page in found.items():
        album.take(windows(page.who, seats.get(page.who)).goes(page.path).page,
                   sheet_of(name), name, "full")  # fmt: skip
    if only in ("", "import"):
        uploaded(album, windows, seats["office"])
    desks(windows, seats)
    nothing_there(album, windows, frozenset(one for one in names if one.startswith(only)))
    sent_without_a_word(album, windows, found, seats)
    not_for_them(album, windows, found, seats)
    assert album.stumbles == []
    if not only:
        made = album.lay_out(FINDINGS.parent)
        assert names - set(found) == {ASKED, *(f"import_{kind}_preview" for kind in TABLES)}
        assert sum(file.stat().st_size for file in made) <= 6_000_000


def nothing_there(album, windows, names) -> None:
    """The same pages where nothing has been done yet."""
    first_day = demo.nobody_yet()
    empty: dict[str, Found] = {}
    for who, seat in first_day.items():
        for name, page in Walk(who, seat.user, names).along(["/", *bare(names)]).items():
            empty.setdefault(name, page)
    for name, page in sorted(empty.items()):
        if page.path in bare([name]):
            person = windows(f"first {page.who}", first_day[page.who]).goes(page.path)
            album.take(person.page, sheet_of(name), name, "empty")


def sent_without_a_word(album, windows, found, seats) -> None:
    """What a form says that comes back empty; one that hands out a file leads nowhere."""
    for name, page in found.items():
        person = windows(page.who, seats.get(page.who)).goes(page.path)
        if not person.page.evaluate(HAS_FORM):
            continue
        with suppress(TimeoutError), person.page.expect_navigation(timeout=5_000):
            person.page.evaluate(SEND_EMPTY)
        if person.page.locator(WRONG).count():
            album.take(person.page, sheet_of(name), name, "error")


def not_for_them(album, windows, found, seats) -> None:
    """Forbidden, each sentence once; what does not exist; and pages of last resort."""
    for number, (who, path) in enumerate(refusals(found, seats).values(), 1):
        if number <= REFUSALS:
            person = windows(who, seats[who]).goes(path)
            album.take(person.page, "refused", f"forbidden-{number}", "403")
    missing = {"case": f"/proposals/{NOWHERE}/", "page": "/no-such-page/", "code": "/w/none/"}
    for name, path in missing.items():
        person = windows("member", seats["member"]).goes(path)
        album.take(person.page, "refused", f"missing-{name}", "404")
    for code in LAST:
        album.take(last_resort(windows("nobody"), code), "refused", f"errors-{code}", code)


def last_resort(person, code: str):
    """A page that nothing here leads to, drawn as it would be sent."""
    body = render_to_string(f"errors/{code}.html", {"limit": "20 MB"})
    person.page.route("**/last-resort", lambda route: route.fulfill(body=body))
    person.goes("/last-resort").page.unroute("**/last-resort")
    return person.page
