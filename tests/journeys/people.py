"""Somebody at a browser: what they see, press and write, in the words of the screen."""

from __future__ import annotations

import re

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browsing import lets_in
from tests.factories import PASSWORD

expect.set_options(timeout=5_000)
# A page that answers 403, 404, 409 or 422 is what the journey asked for; a missing file is not.
TITLE = re.compile(r"<title>(.*?)</title>", re.S)
SENDING = re.compile("^(待发送|发送中)$")  # a line of the tray that the server has not answered yet
PRESSED = r"<(a|button)\b[^>]*>\s*{}\s*</\1>"
REFUSAL = re.compile(r"Failed to load resource: .*status of (403|404|409|422)")


class Person:
    """One browser window of one person. What goes wrong in the console is kept in `faults`."""

    def __init__(self, page: Page, address: str, seat):
        self.page, self.address, self.seat = page, address, seat
        self.faults: list[str] = []
        self.bears: tuple[str, ...] = ()  # what the journey brings about
        page.on("console", self.note)
        page.on("pageerror", lambda error: self.faults.append(f"脚本出错：{error}"))

    def note(self, message) -> None:
        if message.type not in ("error", "warning"):
            return
        if any(one in message.text for one in self.bears):
            return
        asked = "/static/" not in (message.location or {}).get("url", "")
        if not (asked and REFUSAL.search(message.text)):
            self.faults.append(f"{message.text} {message.location}")

    def signs_in(self) -> Person:
        self.goes("/login/")
        self.writes(账号=self.seat.user.username, 密码=PASSWORD)
        self.presses("登录")
        expect(self.page.get_by_role("heading", name="今天")).to_be_visible()
        return self

    def arrives(self) -> Person:
        """Signed in before the journey begins; the page for it is walked by those who sign in."""
        browser = lets_in(Client(), self.seat.user)
        name = settings.SESSION_COOKIE_NAME
        ticket = {"name": name, "value": browser.cookies[name].value, "url": self.address}
        self.page.context.add_cookies([ticket])
        return self.goes("/").sees("今天")

    def goes(self, path: str) -> Person:
        self.page.goto(self.address + path, wait_until="load")
        return self

    def follows(self, *links: str) -> Person:
        """Clicks these links one after the other; a word of each is enough."""
        for link in links:
            self.page.locator("#main, .tabs").get_by_role("link", name=link).first.click()
        return self

    def begins(self, verb: str) -> Person:
        """Clicks the button of exactly that name on the page itself."""
        self.page.locator("#main").get_by_role("link", name=verb, exact=True).first.click()
        return self

    def presses(self, button: str) -> Person:
        self.page.get_by_role("button", name=button, exact=True).click()
        return self

    def writes(self, **fields: str) -> Person:
        for label, words in fields.items():
            self.page.get_by_label(label).first.fill(words)
        return self

    def chooses(self, label: str, option: str = "") -> Person:
        """A radio button or a box by its label, or an option of the list with that label."""
        if option:
            self.page.get_by_label(label).select_option(label=option)
        else:
            self.page.get_by_label(label, exact=True).first.check()
        return self

    def sees(self, *words: str) -> Person:
        """On the page; not while they only lie in the tray, on their way to the server."""
        for one in words:
            expect(self.page.locator("body")).to_contain_text(one)
        on_their_way = self.page.locator(".tray p.soon", has_text=SENDING)
        if on_their_way.count():
            expect(on_their_way).to_have_count(0)
            return self.sees(*words)
        return self

    def misses(self, *words: str) -> Person:
        for one in words:
            expect(self.page.locator("#main")).not_to_contain_text(one)
        return self

    def may(self, verb: str) -> bool:
        """Whether there is something to press with exactly this name."""
        main = self.page.locator("#main")
        either = main.get_by_role("link", name=verb, exact=True).or_(
            main.get_by_role("button", name=verb, exact=True)
        )
        return either.count() > 0

    def is_offered(self, path: str, *verbs: str) -> list[str]:
        """Which of these there are to press on a page that is asked for and not drawn."""
        main = self.page.request.get(self.address + path).text().partition('id="main"')[2]
        return [verb for verb in verbs if re.search(PRESSED.format(re.escape(verb)), main)]

    def address_of(self, verb: str) -> str:
        """Where the button of exactly this name on the page leads."""
        link = self.page.locator("#main").get_by_role("link", name=verb, exact=True).first
        return link.get_attribute("href")

    @property
    def path(self) -> str:
        """The address of the page that is open."""
        return self.page.url.removeprefix(self.address)

    def asks(self, path: str) -> tuple[int, str]:
        """Status and title of the answer to whoever types this address; nothing is drawn."""
        answer = self.page.request.get(self.address + path)
        return answer.status, TITLE.search(answer.text())[1]

    def owes(self, duty: str, title: str) -> bool:
        """Whether the desk lists this duty for this case, with a light."""
        self.goes("/")
        lines = self.page.locator("tbody tr").filter(has_text=title).filter(has_text=duty)
        return lines.filter(has=self.page.locator(".light")).count() > 0
