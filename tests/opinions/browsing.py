"""Where the verbs of opinions are pressed."""

from __future__ import annotations

from django.urls import reverse

from opinions.models import Forwarding, Instruction, Opinion
from tests import browsing

WORDS = {Instruction: "instructions", Forwarding: "forwardings"}


def url_of(row, action):
    if isinstance(row, Opinion):
        return reverse("opinions:act", args=[row.case.uid, action])
    return reverse("opinions:part_act", args=[row.case.uid, WORDS[type(row)], row.pk, action])


class Person(browsing.Careful):
    """Somebody at a browser who writes, edits or answers."""

    address = staticmethod(url_of)

    def reads(self, row) -> str:
        """The page, as text of HTML."""
        page = self.get(row.get_absolute_url())
        assert page.status_code == 200
        return page.content.decode()

    def buttons(self, row) -> set[str]:
        """What the page of the case offers, by verb."""
        page = self.get(row.get_absolute_url())
        offered = [*page.context["actions"]]
        for block in (*page.context["forwardings"], *page.context["instructions"]):
            offered += block["actions"]
        return {one["url"].partition("?")[0].rstrip("/").rpartition("/")[2] for one in offered}
