"""Where the verbs of consultations are pressed."""

from __future__ import annotations

from django.urls import reverse

from consultations.models import (
    Attendee,
    Consensus,
    Consultation,
    Material,
    Partner,
    Rating,
    Speech,
    Task,
    Topic,
    Visit,
)
from tests import browsing

WORDS = {
    Visit: "visits",
    Attendee: "attendees",
    Material: "materials",
    Speech: "speeches",
    Consensus: "consensus",
    Task: "tasks",
    Rating: "ratings",
    Partner: "partners",
}


def url_of(row, action):
    if isinstance(row, Topic):
        return reverse("consultations:topic_act", args=[row.case.uid, action])
    if isinstance(row, Consultation):
        return reverse("consultations:act", args=[row.case.uid, action])
    return reverse("consultations:part_act", args=[row.case.uid, WORDS[type(row)], row.pk, action])


class Person(browsing.Careful):
    """Somebody at a browser who takes part in consultations."""

    address = staticmethod(url_of)

    def buttons(self, row) -> set[str]:
        """What the page of the case offers, by verb."""
        page = self.get(row.get_absolute_url())
        blocks = page.context.get("agreed", [])
        offered = [*page.context["actions"]]
        for block in blocks:
            offered += block["actions"] + [one for t in block["tasks"] for one in t["actions"]]
        return {one["url"].rstrip("/").rpartition("/")[2] for one in offered}
