"""How people come to the verbs around the meetings: one line a verb."""

from __future__ import annotations

from consultations import forms
from consultations.doors import by_action
from consultations.forms import around
from consultations.services import gatherings, postings, villages
from consultations.workflow.around import GATHERING, GUIDANCE, POSTING, GatheringAction
from consultations.workflow.villages import VILLAGE, VillageAction
from members.doors import Door
from members.workflow import LineAction

POSTING_DOORS = by_action(
    Door(LineAction.CHANGE, POSTING, around.ChangePosting, postings.change_posting, main=True),
    Door(LineAction.END, POSTING, forms.Reason, postings.end_posting, danger=True),
)
GUIDANCE_DOORS = by_action(
    Door(LineAction.CHANGE, GUIDANCE, around.ChangeGuidance, postings.rename_guidance, main=True),
    Door(LineAction.END, GUIDANCE, forms.Reason, postings.void_guidance, danger=True),
)
GATHERING_DOORS = by_action(
    *(
        Door(verb, GATHERING, form, service, main=main, danger=danger)
        for verb, form, service, main, danger in (
            (GatheringAction.HOLD, around.HoldGathering, gatherings.hold_gathering, True, False),
            (
                *(GatheringAction.CHANGE, around.ChangeGathering),
                *(gatherings.change_gathering, False, False),
            ),
            (GatheringAction.ADD, around.AddToGathering, gatherings.add_to_gathering, False, False),
            (GatheringAction.CALL_OFF, forms.Reason, gatherings.call_off_gathering, False, True),
        )
    )
)
VILLAGE_DOORS = by_action(
    Door(
        VillageAction.SUPPLEMENT,
        VILLAGE,
        around.SupplementVillage,
        villages.supplement_village,
        main=True,
    ),
    *(
        Door(verb, VILLAGE, around.JudgeVillage, service, main=main)
        for verb, service, main in (
            (VillageAction.RECOMMEND, villages.recommend_village, True),
            (VillageAction.NAME, villages.name_village, True),
            (VillageAction.DECLINE, villages.decline_village, False),
            (VillageAction.CONFIRM, villages.confirm_village, True),
            (VillageAction.REJECT, villages.reject_village, False),
        )
    ),
    *(
        Door(verb, VILLAGE, forms.Reason, service, danger=danger)
        for verb, service, danger in (
            (VillageAction.RETURN, villages.return_village, False),
            (VillageAction.WITHDRAW, villages.withdraw_village, True),
            (VillageAction.REVOKE, villages.revoke_village, True),
        )
    ),
)
