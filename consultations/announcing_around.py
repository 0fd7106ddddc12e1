"""Who is told what about gatherings and about 文明村寨. Debtors are told by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from consultations.models import CivicVillage, Gathering
from consultations.workflow.around import GatheringAction
from consultations.workflow.villages import VillageAction
from deadlines.announcing import to_debtors
from members.models import Role, Seat
from notices.services import Message
from workflow.models import Event

TO_INVITED: dict[str, str] = {
    GatheringAction.ANNOUNCE: "邀请参加{sort}：{title}，{day}，{place}",
    GatheringAction.CHANGE: "{sort}有变更：{title}，{day}，{place}",
    GatheringAction.CALL_OFF: "{sort}已取消：{title}，原定{day}",
    GatheringAction.HOLD: "{sort}的活动情况已记录：{title}",
}
TO_TOWNSHIP: dict[str, str] = {
    VillageAction.RETURN: "文明村寨申报退回补充，需要补充什么见申报页",
    VillageAction.RECOMMEND: "文明村寨申报已通过县级评审，待州（市）评定",
    VillageAction.NAME: "已评定为文明村寨",
    VillageAction.DECLINE: "文明村寨申报未通过县级评审，意见见申报页",
    VillageAction.CONFIRM: "已评定为文明村寨",
    VillageAction.REJECT: "文明村寨申报未通过州（市）评定，意见见申报页",
    VillageAction.REVOKE: "文明村寨已撤销，原因见申报页",
}
TO_COUNTY = (VillageAction.CONFIRM, VillageAction.REJECT, VillageAction.REVOKE)


def about_gathering(event: Event) -> Iterator[Message]:
    """The invited townships with their Party committees, and the offices of their counties."""
    row = Gathering.objects.select_related("case", "sort").get(pk=event.case_id)
    url = row.get_absolute_url()
    yield from to_debtors(event, url)
    if told := TO_INVITED.get(event.action):
        day = f"{row.planned_on:%-m月%-d日}"
        text = told.format(sort=row.sort, title=row.title, day=day, place=row.place)
        for seat in invited(row):
            yield Message(seat, text, url)


def invited(row: Gathering) -> QuerySet[Seat]:
    asked = row.invitations.values("township")
    places = Q(township__in=asked) | Q(township=row.host_id)
    counties = row.invitations.values("township__committee")
    offices = Q(role=Role.OFFICE, committee__in=counties) & ~Q(committee=row.committee_id)
    return Seat.objects.held().filter(Q(places, role__in=(Role.TOWNSHIP, Role.PARTY)) | offices)


def about_village(event: Event) -> Iterator[Message]:
    row = CivicVillage.objects.select_related("case", "township").get(pk=event.case_id)
    url = row.get_absolute_url()
    yield from to_debtors(event, url)
    told = TO_TOWNSHIP.get(event.action)
    if told is None:
        return
    theirs = Q(role__in=(Role.TOWNSHIP, Role.PARTY), township=row.township_id)
    if event.action in TO_COUNTY:
        theirs |= Q(role=Role.OFFICE, committee=row.committee_id)
    for seat in Seat.objects.held().filter(theirs):
        yield Message(seat, f"{told}：{row.township}{row}", url)
