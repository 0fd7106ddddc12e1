"""文明村寨: proposed, judged by the county, judged by the prefecture, revoked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction

from common import clock
from common.locks import alone
from consultations import debts
from consultations.figures import MARKS
from consultations.gates_around import last_word
from consultations.models import CivicVillage
from consultations.models.villages import MOST
from consultations.services.files import enclose_all
from consultations.workflow.villages import VILLAGE, VillageAction
from deadlines.defaults import Kind as Duty
from deadlines.policies import limit_for
from deadlines.services import Debtor, cancel_all, meet, owe
from members.models import Role, Township
from proposals.services.submission import needed
from workflow.hand import Hand
from workflow.models import Case

Files = Iterable["File[bytes]"]


@transaction.atomic
def propose_village(
    township: Township, *, by: Hand, village: str, reasons: str, files: Files = ()
) -> CivicVillage:
    """申报文明村寨: the county judges it by a day. Two who propose it at once wait in turn."""
    case = Case(committee=township.committee)
    row = CivicVillage(case=case, township=township, village=village.strip(), reasons=reasons)
    row.proposed_on = clock.today()
    if re.search(MARKS, row.village):
        raise ValidationError({"village": "一次只申报一个村（社区），请分别申报"})
    alone(f"village:{township.pk}")
    refuse_twice(row)  # the database would not even bear it
    with VILLAGE.moving(row, VillageAction.PROPOSE, by=by) as row:
        needed(row.village, "请填写村（社区）", "village")
        needed(reasons, "请写明申报理由", "reasons")
        enclose_all(row, files, by=by)
        debts.owes(row, Duty.JUDGE_VILLAGE, debts.office(row))
    return row


def refuse_twice(row: CivicVillage) -> None:
    same = CivicVillage.objects.filter(township=row.township_id, village=row.village)
    known = same.filter(status__in=CivicVillage.LIVE).first()
    if known:
        told = f"“{row.village}”已申报，现为“{known.get_status_display()}”，不再重复申报"
        raise ValidationError({"village": told})


def supplement_village(
    row: CivicVillage, *, by: Hand, reasons: str, files: Files = ()
) -> CivicVillage:
    """补充申报 after it was sent back: judged anew."""
    with VILLAGE.moving(row, VillageAction.SUPPLEMENT, by=by) as row:
        needed(reasons, "请写明申报理由", "reasons")
        row.reasons = reasons
        enclose_all(row, files, by=by)
        meet(row, Duty.SUPPLEMENT_VILLAGE)
        debts.owes(row, Duty.JUDGE_VILLAGE, debts.office(row))
    return row


def withdraw_village(row: CivicVillage, *, by: Hand, note: str) -> CivicVillage:
    """撤回申报, with the reason."""
    with VILLAGE.moving(row, VillageAction.WITHDRAW, by=by, note=note) as row:
        needed(note, "请写明撤回的原因")
        cancel_all(row)
    return row


def return_village(row: CivicVillage, *, by: Hand, note: str) -> CivicVillage:
    """退回补充: the township tells more, or withdraws it."""
    with VILLAGE.moving(row, VillageAction.RETURN, by=by, note=note) as row:
        needed(note, "请写明需要补充什么")
        meet(row, Duty.JUDGE_VILLAGE)
        debts.owes(row, Duty.SUPPLEMENT_VILLAGE, debts.township(row))
    return row


def recommend_village(row: CivicVillage, *, by: Hand, score: int, note: str) -> CivicVillage:
    """评审通过 by the county; the prefecture has the last word by a day of its own policy."""
    with VILLAGE.moving(row, VillageAction.RECOMMEND, by=by, note=note) as row:
        judged_by_county(row, score, note)
        if above := last_word(row):  # the gate has seen to it
            limit = limit_for(Duty.CONFIRM_VILLAGE, above.pk)
            owe(row, Duty.CONFIRM_VILLAGE, Debtor(Role.OFFICE, above.pk), limit=limit)
    return row


def name_village(row: CivicVillage, *, by: Hand, score: int, note: str) -> CivicVillage:
    """评定为文明村寨 by a county that has the last word."""
    with VILLAGE.moving(row, VillageAction.NAME, by=by, note=note) as row:
        judged_by_county(row, score, note)
        row.named_on = clock.today()
    return row


def decline_village(row: CivicVillage, *, by: Hand, score: int, note: str) -> CivicVillage:
    """评审不通过 by the county, with its score and the reason."""
    with VILLAGE.moving(row, VillageAction.DECLINE, by=by, note=note) as row:
        judged_by_county(row, score, note)
    return row


def judged_by_county(row: CivicVillage, score: int, note: str) -> None:
    row.county_score = fitting(score, note)
    meet(row, Duty.JUDGE_VILLAGE)


def confirm_village(row: CivicVillage, *, by: Hand, score: int, note: str) -> CivicVillage:
    """州评定为文明村寨."""
    with VILLAGE.moving(row, VillageAction.CONFIRM, by=by, note=note) as row:
        judged_by_prefecture(row, score, note)
        row.named_on = clock.today()
    return row


def reject_village(row: CivicVillage, *, by: Hand, score: int, note: str) -> CivicVillage:
    """州评定不通过."""
    with VILLAGE.moving(row, VillageAction.REJECT, by=by, note=note) as row:
        judged_by_prefecture(row, score, note)
    return row


def judged_by_prefecture(row: CivicVillage, score: int, note: str) -> None:
    row.prefecture_score = fitting(score, note)
    meet(row, Duty.CONFIRM_VILLAGE)


def fitting(score: int, note: str) -> int:
    needed(note, "请写明评审意见，乡镇可以看到")
    if not 0 <= score <= MOST:
        raise ValidationError({"score": f"评分应在0至{MOST}之间"})
    return score


def revoke_village(row: CivicVillage, *, by: Hand, note: str) -> CivicVillage:
    """撤销文明村寨, by whoever named it: it counts no more."""
    with VILLAGE.moving(row, VillageAction.REVOKE, by=by, note=note) as row:
        needed(note, "请写明撤销的原因")
    return row


__all__ = [
    *("confirm_village", "decline_village", "name_village", "propose_village"),
    *("recommend_village", "reject_village", "return_village", "revoke_village"),
    *("supplement_village", "withdraw_village"),
]
