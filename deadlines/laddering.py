"""A committee's ladders and office hours: changed by its 安全管理员, noted in its register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deadlines.models import DUTIES, LastSweep, OfficeHours, Recipient, Rung
from members.models import Committee, Role, Seat
from members.services.registry import note, registry_of
from workflow.hand import Hand

KEEPER, REFUSAL = Role.SECADMIN, "提醒规则由安全管理员设置"
FARTHEST, MOST = 180, 12  # days before the due day; marks in one line
LABELS = dict(DUTIES)


def name_of(duty: str) -> str:
    return LABELS.get(duty, "所有事项")


def spoken(rung: Rung) -> str:
    """A line in words: 到期前30、15日，到期当天，逾期第1个工作日起每2个工作日."""
    days = "、".join(str(day) for day in sorted(rung.before, reverse=True) if day)
    parts = [f"到期前{days}日"] if days else []
    parts += ["到期当天"] if 0 in rung.before else []
    if rung.after_from:
        every = f"起每{rung.every}个工作日" if rung.every else ""
        parts.append(f"逾期第{rung.after_from}个工作日{every}")
    return "，".join(parts) or "不提醒"


@transaction.atomic
def keep_ladder(committee: Committee, duty: str, rungs: Iterable[Rung], *, by: Hand) -> None:
    """The ladder of one duty, or of all others (empty), in place of what was kept before."""
    kept = [rung for rung in rungs if rung.before or rung.after_from or rung.every]
    for rung in kept:
        rung.committee, rung.duty = committee, duty
    complete(kept)
    told = "；".join(f"{rung.get_recipient_display()}{spoken(rung)}" for rung in kept)
    put_down(committee, f"提醒规则“{name_of(duty)}”改为：{told}"[:500], by)
    Rung.objects.filter(committee=committee, duty=duty).delete()
    Rung.objects.bulk_create(kept)
    look_again(committee)


def complete(rungs: list[Rung]) -> None:
    """Who owes is always reminded, and the numbers make sense."""
    faults: dict[str, str] = {}
    if not any(rung.recipient == Recipient.DEBTOR for rung in rungs):
        faults["debtor_before"] = "承担人至少要有一次提醒"
    for rung in rungs:
        if len(rung.before) > MOST or any(day > FARTHEST for day in rung.before):
            faults[f"{rung.recipient}_before"] = f"最多{MOST}个数，每个不超过{FARTHEST}日"
        if rung.every and not rung.after_from:
            faults[f"{rung.recipient}_after_from"] = "请填写从逾期第几个工作日起"
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def drop_ladder(committee: Committee, duty: str, *, by: Hand) -> bool:
    """Back to the ladder of all duties, or of the platform; False where none was kept."""
    kept = Rung.objects.filter(committee=committee, duty=duty)
    if not kept.exists():
        return False
    put_down(committee, f"提醒规则“{name_of(duty)}”恢复通行规则", by)
    kept.delete()
    look_again(committee)
    return True


@transaction.atomic
def keep_hours(
    committee: Committee,
    *,
    by: Hand,
    morning_from: time,
    morning_to: time,
    afternoon_from: time,
    afternoon_to: time,
    rest_days: bool,
) -> OfficeHours:
    """When the committee's people may be written to; an afternoon to 0:00 is to the day's end."""
    ends = time.max if afternoon_to == time() else afternoon_to
    if not morning_from < morning_to <= afternoon_from < ends:
        raise ValidationError("时间应依次为上午自、上午至、下午自、下午至，请核对")
    words = f"{morning_from:%H:%M}—{morning_to:%H:%M}、{afternoon_from:%H:%M}—{afternoon_to:%H:%M}"
    rest = "，休息日也发送" if rest_days else ""
    put_down(committee, f"消息发送时间改为{words}{rest}", by)
    hours, _ = OfficeHours.objects.update_or_create(
        committee=committee,
        defaults={
            "morning_from": morning_from,
            "morning_to": morning_to,
            "afternoon_from": afternoon_from,
            "afternoon_to": afternoon_to,
            "rest_days": rest_days,
        },
    )
    return hours


def put_down(committee: Committee, text: str, by: Hand) -> None:
    """In the register, by the only one who keeps ladders and hours."""
    if isinstance(by.seat, Seat) and by.seat.role != KEEPER:
        raise PermissionDenied(REFUSAL)
    note(registry_of(committee), text, by=by)


def look_again(committee: Committee) -> None:
    """By the new ladder everything is looked at in the next sweep."""
    LastSweep.objects.filter(committee=committee).delete()
