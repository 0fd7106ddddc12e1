"""How lists stand for a person: views that were saved, and the columns they chose."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.http import QueryDict

from common import clock
from members.models.committees import Committee
from members.models.seats import Role, Seat


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, seat: Seat) -> SavedViewQuerySet:
        """One's own, and what the office shares with one's role in the committee."""
        shared = Q(committee=seat.committee_id, roles__contains=[seat.role])
        if seat.role == Role.OFFICE:
            shared |= Q(committee=seat.committee_id) & ~Q(roles=[])
        return self.filter(Q(seat=seat) | shared)


class SavedView(models.Model):
    """视图: conditions, order and columns of one list under a name; what it shows is asked anew.

    Without a name: how the list stands for its owner where no view is chosen.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="views")
    listing = models.CharField(max_length=30)  # the name of the listing
    name = models.CharField("名称", max_length=20, blank=True)
    query = models.TextField("条件", blank=True)  # as an address has it
    columns = models.JSONField("栏目", default=list)  # keys in their order; none: the usual ones
    roles = models.JSONField("共享给", default=list)
    opening = models.ForeignKey(  # of an unnamed one: the view that the list opens with
        "self", models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField("更改时间", default=clock.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "listing", "name"], name="one_view_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The query with which its list is opened."""
        told = QueryDict(self.query, mutable=True)
        told["view"] = str(self.pk)
        return f"?{told.urlencode()}"

    @property
    def shared_with(self) -> str:
        return "、".join(Role(one).label for one in self.roles if one in Role.values)
