"""Where the verbs of opinions are pressed."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from opinions.models import Forwarding, Instruction, Opinion
from tests import browsing
from workflow.models import Case

WORDS = {Instruction: "instructions", Forwarding: "forwardings"}


def url_of(row, action):
    if isinstance(row, Opinion):
        return reverse("opinions:act", args=[row.case.uid, action])
    return reverse("opinions:part_act", args=[row.case.uid, WORDS[type(row)], row.pk, action])


class Person(browsing.Person):
    """Somebody at a browser who writes, edits or answers."""

    def form(self, row, action):
        page = self.get(url_of(row, action))
        assert page.status_code == 200, f"{action}: {page.status_code} {browsing.told(page)}"
        fields = {bound.html_name: bound.value() for bound in page.context["form"]}
        return {name: value for name, value in fields.items() if value not in (None, "", False)}

    def does(self, action, row, **words):
        """Open the form of the verb, fill it in, send it; it has to be carried out."""
        page = self.tries(action, row, **words)
        form = page.context and page.context.get("form")
        assert page.status_code == 302, (action, page.status_code, form and form.errors)
        return page

    def tries(self, action, row, **words):
        return self.post(url_of(row, action), **(self.form(row, action) | words))

    def insists(self, action, row, **words):
        """Send the verb without having been shown its form."""
        version = Case.objects.get(pk=row.case.pk).version
        return self.post(url_of(row, action), **({"press": uuid4(), "version": version} | words))

    def sees(self, row) -> bool:
        return self.get(row.get_absolute_url()).status_code == 200

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
