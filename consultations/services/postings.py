"""挂县挂乡 and guidance papers: lines of the register of the prefecture or county."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import Q

from common import clock
from consultations.areas import under
from consultations.models import Guidance, Posting
from consultations.services.files import enclose_all
from consultations.services.planning import within
from consultations.workflow.around import GUIDANCE, POSTING
from members.models import Committee, Level, Role, Seat, Township
from members.services.registry import registry_of
from members.workflow import LineAction
from proposals.services.submission import needed
from workflow.hand import Hand

SENT = (Role.LEAD, Role.DIRECTOR, Role.OFFICE, Role.MEMBER)  # who look after a place


def enter_posting(
    committee: Committee,
    *,
    by: Hand,
    seat: Seat,
    first_on: date,
    county: Committee | None = None,
    township: Township | None = None,
    last_on: date | None = None,
    duty: str = "",
) -> Posting:
    """登记挂联: one person and one county or township, from a day, perhaps until a day."""
    if (county is None) == (township is None):  # the database would not even bear it
        raise ValidationError({"township": "请选择挂联的县（市、区）或乡镇，只选一个"})
    days(first_on, last_on)
    registry = registry_of(committee)
    posting = Posting(registry=registry, seat=seat, county=county, township=township)
    posting.first_on, posting.last_on, posting.duty = first_on, last_on, duty.strip()
    with POSTING.moving(posting, LineAction.ENTER, by=by) as posting:
        fitting(posting)
    return posting


def days(first_on: date, last_on: date | None) -> None:
    within(first_on, "first_on", 5)
    if last_on is None:
        return
    within(last_on, "last_on", 5)
    if last_on < first_on:
        raise ValidationError({"last_on": "结束日期不能早于开始日期"})


def fitting(posting: Posting) -> None:
    """A person of the committee's own, a place below it, and no such posting yet."""
    here = posting.case.committee
    seat = posting.seat
    if seat.committee_id != here.pk or seat.role not in SENT:
        raise ValidationError({"seat": "请选择本会的领导、委员或办公室人员"})
    if here.level == Level.PROVINCE:
        raise ValidationError({"seat": "挂联由市（州）或县（市、区）政协登记"})
    if posting.county and posting.county.parent_id != here.pk:
        raise ValidationError({"county": "请选择本会所属的县（市、区）"})
    if posting.township and not under(here).filter(pk=posting.township.pk).exists():
        raise ValidationError({"township": "请选择本会所属的乡镇"})
    place = Q(county=posting.county_id, township=posting.township_id)
    same = Posting.objects.filter(place, status=Posting.Status.CURRENT, seat__user=seat.user_id)
    if same.exclude(pk=posting.pk).exists():
        raise ValidationError({"seat": f"{seat.user}已挂联{posting.place}，请勿重复登记"})


def change_posting(
    posting: Posting, *, by: Hand, first_on: date, last_on: date | None, duty: str
) -> Posting:
    """变更挂联: its days and its duty; another person or place is another line."""
    with POSTING.moving(posting, LineAction.CHANGE, by=by) as posting:
        days(first_on, last_on)
        posting.first_on, posting.last_on, posting.duty = first_on, last_on, duty.strip()
    return posting


def end_posting(posting: Posting, *, by: Hand, note: str) -> Posting:
    """结束挂联 today, with the reason."""
    with POSTING.moving(posting, LineAction.END, by=by, note=note) as posting:
        needed(note, "请写明结束的原因")
        posting.last_on = max(posting.first_on, clock.today())
    return posting


def enter_guidance(
    committee: Committee,
    *,
    by: Hand,
    title: str,
    issued_by: str,
    issued_on: date,
    files: Iterable[File[bytes]],
    number: str = "",
) -> Guidance:
    """登记指导文件, with the paper itself: read here and by everybody below."""
    paper = Guidance(registry=registry_of(committee), issued_on=issued_on)
    with GUIDANCE.moving(paper, LineAction.ENTER, by=by) as paper:
        told_of(paper, title, number, issued_by, issued_on)
        if not enclose_all(paper, files, by=by):
            raise ValidationError({"files": "请选择文件"})
    return paper


def told_of(paper: Guidance, title: str, number: str, issued_by: str, issued_on: date) -> None:
    """What is told about a paper, checked alike when it is entered and when it is put right."""
    needed(title, "请填写标题", "title")
    needed(issued_by, "请填写发文机关", "issued_by")
    if issued_on > clock.today():
        raise ValidationError({"issued_on": "日期不能晚于今天"})
    within(issued_on, "issued_on", 20)
    paper.title, paper.number = title.strip(), number.strip()
    paper.issued_by, paper.issued_on = issued_by.strip(), issued_on


def void_guidance(paper: Guidance, *, by: Hand, note: str) -> Guidance:
    """作废, with the reason: it stays readable, marked."""
    with GUIDANCE.moving(paper, LineAction.END, by=by, note=note) as paper:
        needed(note, "请写明作废的原因")
    return paper


def rename_guidance(
    paper: Guidance, *, by: Hand, title: str, number: str, issued_by: str, issued_on: date
) -> Guidance:
    """更正 what is told about a paper; the paper itself stays."""
    with GUIDANCE.moving(paper, LineAction.CHANGE, by=by) as paper:
        told_of(paper, title, number, issued_by, issued_on)
    return paper


__all__ = [
    *("change_posting", "end_posting", "enter_guidance", "enter_posting"),
    *("rename_guidance", "void_guidance"),
]
