"""The pages on which a verb is carried out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from consultations.doors import CONSULTATION_DOORS, PART_DOORS, TOPIC_DOORS, VENUE_DOORS
from consultations.models import Consultation, Topic, Venue
from consultations.querysets import reads_list, watches
from consultations.showing import events_for
from consultations.showing_topics import topic_events
from consultations.views.keeping import Kept
from members.doors import ActionView, Door
from workflow.models import Event


class TopicAction(ActionView):
    doors: ClassVar[dict[str, Door]] = TOPIC_DOORS

    def get_row(self) -> Topic:
        visible = Topic.objects.visible_to(self.request.seat).for_page()
        topic: Topic = get_object_or_404(visible, case__uid=self.kwargs["uid"])
        return topic

    def page_of(self, row: Topic) -> str:
        return row.get_absolute_url()

    def history(self, row: Topic) -> QuerySet[Event]:
        return topic_events(row, self.request.seat)


class ConsultationAction(Kept):
    doors: ClassVar[dict[str, Door]] = CONSULTATION_DOORS

    def consultation(self) -> Consultation:
        visible = Consultation.objects.visible_to(self.request.seat).for_page()
        row: Consultation = get_object_or_404(visible, case__uid=self.kwargs["uid"])
        return row

    def get_row(self) -> Any:
        return self.consultation()

    def page_of(self, row: Any) -> str:
        root: Consultation = getattr(row, "consultation", row)
        return root.get_absolute_url()

    def history(self, row: Any) -> QuerySet[Event]:
        return events_for(getattr(row, "consultation", row), self.request.seat)


KNOWN_OUTSIDE = ("tasks", "consensus", "ratings")  # to units and members


class PartAction(ConsultationAction):
    """A verb of one of its parts, which the address names by a word and a number."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        _, doors = PART_DOORS.get(kwargs["part"], (None, {}))
        self.doors = doors  # type: ignore[misc]

    def get_row(self) -> Any:
        root, word = self.consultation(), self.kwargs["part"]
        if word not in PART_DOORS:
            raise Http404
        seat = self.request.seat
        known = reads_list(seat, root) if word in KNOWN_OUTSIDE else watches(seat)
        if not known:
            raise Http404
        row = get_object_or_404(PART_DOORS[word][0], pk=self.kwargs["pk"], consultation=root)
        row.consultation = root
        return row


class VenueAction(ActionView):
    doors: ClassVar[dict[str, Door]] = VENUE_DOORS

    def get_row(self) -> Venue:
        visible = Venue.objects.visible_to(self.request.seat)
        known = visible.select_related("registry__case__committee", "township")
        venue: Venue = get_object_or_404(known, pk=self.kwargs["pk"])
        return venue

    def page_of(self, row: Venue) -> str:
        return reverse("consultations:venues")
