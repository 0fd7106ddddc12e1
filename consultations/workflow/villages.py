"""The table of 文明村寨: proposed by the township, judged by county and prefecture."""

from __future__ import annotations

from django.db import models

from consultations.gates_around import judged_above, judged_here, who_named
from consultations.models import CivicVillage
from consultations.rules import office, office_above, the_system, township
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

Status = CivicVillage.Status


class VillageAction(models.TextChoices):
    PROPOSE = "propose_village", "申报文明村寨"
    SUPPLEMENT = "supplement_village", "补充申报"
    WITHDRAW = "withdraw_village", "撤回申报"
    RETURN = "return_village", "退回补充"
    RECOMMEND = "recommend_village", "评审通过，报州评定"
    NAME = "name_village", "评定为文明村寨"
    DECLINE = "decline_village", "评审不通过"
    CONFIRM = "confirm_village", "州评定为文明村寨"
    REJECT = "reject_village", "州评定不通过"
    REVOKE = "revoke_village", "撤销文明村寨"
    FOLLOW = "follow", "承担主体变更"


VILLAGE = Procedure[CivicVillage, VillageAction](
    CivicVillage,
    {
        VillageAction.PROPOSE: move(UNBORN, to=Status.PROPOSED, by=township),
        VillageAction.SUPPLEMENT: move(Status.RETURNED, to=Status.PROPOSED, by=township),
        VillageAction.WITHDRAW: move(
            Status.PROPOSED, Status.RETURNED, to=Status.WITHDRAWN, by=township
        ),
        VillageAction.RETURN: move(Status.PROPOSED, to=Status.RETURNED, by=office),
        VillageAction.RECOMMEND: move(
            Status.PROPOSED, to=Status.RECOMMENDED, by=office, gate=judged_above
        ),
        VillageAction.NAME: move(Status.PROPOSED, to=Status.NAMED, by=office, gate=judged_here),
        VillageAction.DECLINE: move(Status.PROPOSED, to=Status.DECLINED, by=office),
        VillageAction.CONFIRM: move(Status.RECOMMENDED, to=Status.NAMED, by=office_above),
        VillageAction.REJECT: move(Status.RECOMMENDED, to=Status.DECLINED, by=office_above),
        VillageAction.REVOKE: move(Status.NAMED, to=Status.REVOKED, by=who_named),
        VillageAction.FOLLOW: move(
            *(Status.PROPOSED, Status.RETURNED, Status.RECOMMENDED),
            by=the_system,
            audience=Audience.INTERNAL,
        ),
    },
    ends=frozenset({Status.NAMED, Status.DECLINED, Status.WITHDRAWN, Status.REVOKED}),
)
