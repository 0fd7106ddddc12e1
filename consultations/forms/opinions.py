"""转为社情民意, and the opinion that a topic came of: what a person is asked."""

from __future__ import annotations

from typing import Any

from consultations.forms.shared import choice, members_of, offer
from members.doors import ActionForm
from members.models import Role, Seat
from opinions.models import Opinion
from proposals.forms.asking import text


class TurnToOpinion(ActionForm):
    lead = "转出后另起社情民意稿，由您核对后提交；此处不再办理。"
    member = choice(
        "反映人", required=False, empty="乡镇委员工作室", help_text="以委员名义反映的，选择该委员"
    )
    note = text("说明", required=False)

    def fit(self) -> None:
        if self.seat.role != Role.OFFICE:
            del self.fields["member"]
            return
        offer(self, "member", members_of(self.seat.committee_id).select_related("registry"))


def opinions_for(seat: Seat) -> Any:
    """Those of the county that the seat sees, but for what was taken back."""
    seen = Opinion.objects.visible_to(seat).filter(committee=seat.committee_id)
    return seen.exclude(status=Opinion.Status.WITHDRAWN).for_list().order_by("-pk")
