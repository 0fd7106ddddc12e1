"""Who may: one small sentence each, about a seat and a row."""

from __future__ import annotations

from typing import Any

from consultations.models import Partner, Task, Topic
from deadlines.presence import alive
from deadlines.services import Debtor
from members.models import Role, Seat

Holder = Seat | None
Source = Topic.Source
TOLD = (Source.PEOPLE, Source.MEMBER, Source.PARTY, Source.OPINION)
SOURCES: dict[Role, tuple[Topic.Source, ...]] = {  # whose wish a seat may say it is
    Role.TOWNSHIP: TOLD,
    Role.PARTY: (Source.PARTY,),
    Role.OFFICE: TOLD,
    Role.MEMBER: (Source.MEMBER,),
}


def role_of(role: Role, seat: Holder, row: Any) -> bool:
    return seat is not None and seat.role == role and seat.committee_id == row.case.committee_id


def office(seat: Holder, row: Any) -> bool:
    """县政协办公室"""
    return role_of(Role.OFFICE, seat, row)


def overseer(seat: Holder, row: Any) -> bool:
    """县政协办公室、主任"""
    return office(seat, row) or role_of(Role.DIRECTOR, seat, row)


def at_township(role: Role, row: Any) -> Debtor:
    """Whoever has that role in the township that leads."""
    root = getattr(row, "root", row)
    return Debtor(role, root.case.committee_id, township_id=root.township_id)


def of_township(role: Role, seat: Holder, row: Any) -> bool:
    """That role in the township; while nobody holds it, the county's office in its place (代录)."""
    root = getattr(row, "root", row)
    if role_of(role, seat, row) and seat is not None and seat.township_id == root.township_id:
        return True
    return office(seat, row) and not alive(at_township(role, row), root)


def township(seat: Holder, row: Any) -> bool:
    """乡镇委员工作室；无人在任时由县政协办公室代办"""
    return of_township(Role.TOWNSHIP, seat, row)


def party(seat: Holder, row: Any) -> bool:
    """乡镇党委；无人在任时由县政协办公室代录"""
    return of_township(Role.PARTY, seat, row)


def raiser(seat: Holder, topic: Topic) -> bool:
    """乡镇委员工作室、党委、县政协办公室、本县委员；群众扫码的无须登录"""
    if seat is None:
        return topic.source == Topic.Source.SCAN
    if seat.role in (Role.TOWNSHIP, Role.PARTY):
        return role_of(Role(seat.role), seat, topic) and seat.township_id == topic.township_id
    if role_of(Role.MEMBER, seat, topic):
        return topic.member_id == seat.member_id
    return office(seat, topic)


def the_system(seat: Holder, row: Any) -> bool:
    """系统"""
    return seat is None


def office_or_system(seat: Holder, row: Any) -> bool:
    """县政协办公室；转出的提案未立案或撤案的由系统"""
    return seat is None or office(seat, row)


def township_or_scan(seat: Holder, row: Any) -> bool:
    """乡镇委员工作室；群众扫码的无须登录"""
    return seat is None or township(seat, row)


def township_or_office(seat: Holder, row: Any) -> bool:
    """乡镇委员工作室、县政协办公室"""
    return township(seat, row) or office(seat, row)


def takes_part(seat: Holder, row: Any) -> bool:
    """Whether it sits for a township that takes part; asked once for each row a page has read."""
    if seat is None or seat.role != Role.TOWNSHIP:
        return False
    root = getattr(row, "root", row)
    known: dict[int | None, bool] = root.__dict__.setdefault("who_takes_part", {})
    if seat.township_id not in known:
        granted = root.partners.filter(status=Partner.Status.GRANTED)
        known[seat.township_id] = granted.filter(township=seat.township_id).exists()
    return known[seat.township_id]


def township_or_partner(seat: Holder, row: Any) -> bool:
    """乡镇委员工作室、共同协商的乡镇"""
    return township(seat, row) or takes_part(seat, row)


def who_brought(seat: Holder, row: Any) -> bool:
    """乡镇委员工作室；共同协商的乡镇办自己记录的"""
    theirs = seat is not None and row.township_id and row.township_id == seat.township_id
    return township(seat, row) or bool(theirs and takes_part(seat, row))


def who_brought_or_scan(seat: Holder, row: Any) -> bool:
    """乡镇委员工作室；共同协商的乡镇办自己邀请的；群众扫码的无须登录"""
    return seat is None or who_brought(seat, row)


def partner_or_scan(seat: Holder, row: Any) -> bool:
    """乡镇委员工作室、共同协商的乡镇；群众扫码的无须登录"""
    return seat is None or township_or_partner(seat, row)


def liaison_of(task: Task) -> Debtor:
    """The unit that does it, or who carries on its work; the township where it does it itself."""
    if task.unit is None:
        return at_township(Role.TOWNSHIP, task)
    unit = task.unit.current
    return Debtor(Role.LIAISON, unit.committee_id, unit_id=unit.pk)


def handler(seat: Holder, row: Any) -> bool:
    """责任单位经办（乡镇自办的由乡镇委员工作室）；无人在任时由县政协办公室代办"""
    task: Task = row if isinstance(row, Task) else row.task
    if seat is None:
        return False
    if task.unit is None:
        return township(seat, task)
    unit = task.unit.current
    if seat.role == Role.LIAISON and seat.unit_id == unit.pk:
        return True
    return office(seat, task) and not alive(liaison_of(task), task.consultation)


def by_township(task: Task) -> bool:
    """Whether the township decides about it: its own affairs, done by somebody else."""
    return task.level == Task.Level.TOWNSHIP and task.unit_id is not None


def checker(seat: Holder, row: Any) -> bool:
    """县级事权和乡镇自办的由县政协办公室，其余乡镇事权由乡镇委员工作室"""
    task: Task = row if isinstance(row, Task) else row.task
    return township(seat, task) if by_township(task) else office(seat, task)


def handler_or_office(seat: Holder, row: Any) -> bool:
    """责任单位经办、县政协办公室"""
    return handler(seat, row) or office(seat, row)


def office_above(seat: Holder, row: Any) -> bool:
    """州（市）政协办公室"""
    above = row.case.committee.parent_id
    return seat is not None and seat.role == Role.OFFICE and seat.committee_id == above
