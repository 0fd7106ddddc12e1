"""What may happen to a register: who enters, changes and ends its lines."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from django.db import models

from members.models import Client, Member, Membership, Registry, Role, Seat, Unit
from members.models.seats import SeatQuerySet
from workflow.models import Audience, Row
from workflow.procedure import UNBORN, Move, Procedure, Rule, move


class RegistryAction(models.TextChoices):
    OPEN = "open", "建立名册"
    NOTE = "note", "登记事项"
    REWORD = "reword", "修订词典"
    SECURE = "secure", "修订安全规则"
    ENROL = "enrol", "登记集体提案单位"
    AMEND = "amend", "更正集体提案单位"
    PUBLISH = "publish", "公布提案办理统计"
    CONSOLE = "console", "服务器管理员办理"
    EXPORT = "export", "导出"
    TEMPLATE = "template", "更换文书模板"


class LineAction(models.TextChoices):
    ENTER = "enter", "登记"
    CHANGE = "change", "变更"
    END = "end", "终止"
    RENAME = "rename", "更名"
    MERGE = "merge", "合并"
    SPLIT = "split", "拆分"
    LINK = "link", "设定二次交办机构"
    REDIRECT = "redirect", "变更承继单位"
    LEAVE = "leave", "离任"
    CARRY = "carry", "随单位转入"


class ClientAction(models.TextChoices):
    ISSUE = "issue", "发放接入密钥"
    ADJUST = "adjust", "调整接入权限"
    ROTATE = "rotate", "更换接入密钥"
    REVOKE = "revoke", "吊销接入"


REGISTRARS = (Role.OFFICE, Role.SYSADMIN, Role.SECADMIN)
KEEPERS = (Role.OFFICE, Role.SECADMIN)  # of the dictionaries


def registrar(seat: Any, row: Any) -> bool:
    """The office and the administrators of that committee; until one has a seat, the set-up."""
    committee = row.case.committee_id
    if seat is None:
        seats = Seat.objects.held().filter(role__in=REGISTRARS, committee=committee)
        return not seats.exists()
    return seat.role in REGISTRARS and seat.committee_id == committee


def keeper(seat: Any, row: Any) -> bool:
    """The registrars but for the 系统管理员: words and rules of the place are not the system's."""
    return registrar(seat, row) and (seat is None or seat.role in KEEPERS)


def director(seat: Any, row: Any) -> bool:
    """提案委主任"""
    here = seat is not None and seat.committee_id == row.case.committee_id
    return here and bool(seat.role == Role.DIRECTOR)


def of_here(seat: Any, row: Any) -> bool:
    """本会的任何身份"""
    return seat is not None and bool(seat.committee_id == row.case.committee_id)


def console(seat: Any, row: Any) -> bool:
    """Whoever runs commands on the server: no seat, no person."""
    return seat is None


def secadmin(seat: Any, row: Any) -> bool:
    """安全管理员"""
    here = seat is not None and seat.committee_id == row.case.committee_id
    return here and bool(seat.role == Role.SECADMIN)


APART = (Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR)  # 三员分立
PEOPLE = frozenset(Role) - {Role.CLIENT}
BUSINESS = PEOPLE - frozenset(APART)
GIVES: dict[str, frozenset[Role]] = {Role.OFFICE: BUSINESS, Role.SECADMIN: PEOPLE}


def may_give(seat: Any, role: str, committee: int) -> bool:
    """Whether that hand gives and ends seats of a role there.

    The system itself only gives what nobody in office can: the first seats, and the 三员 where
    there is no 安全管理员 yet.
    """
    if seat is None:
        return not givers(role, committee).exists()
    return seat.committee_id == committee and role in GIVES.get(seat.role, ())


def givers(role: str, committee: int) -> SeatQuerySet:
    """Seats held today that may give the role."""
    roles = [one for one, given in GIVES.items() if role in given]
    return Seat.objects.held().filter(role__in=roles, committee=committee)


def giver(seat: Any, row: Any) -> bool:
    """The office for all but the 三员; the 安全管理员 for everybody, and alone for a client."""
    if row.role == Role.CLIENT or row.user.is_machine:
        return secadmin(seat, row)
    return may_give(seat, row.role, row.case.committee_id)


INTERNAL = Audience.INTERNAL
REGISTRY = Procedure[Registry, RegistryAction](
    Registry,
    {
        RegistryAction.OPEN: move(UNBORN, to=Registry.Status.KEPT, by=registrar, audience=INTERNAL),
        RegistryAction.NOTE: move(Registry.Status.KEPT, by=registrar, audience=INTERNAL),
        RegistryAction.REWORD: move(Registry.Status.KEPT, by=keeper, audience=INTERNAL),
        RegistryAction.SECURE: move(Registry.Status.KEPT, by=secadmin, audience=INTERNAL),
        RegistryAction.ENROL: move(Registry.Status.KEPT, by=registrar, audience=INTERNAL),
        RegistryAction.AMEND: move(Registry.Status.KEPT, by=registrar, audience=INTERNAL),
        RegistryAction.PUBLISH: move(Registry.Status.KEPT, by=director, audience=INTERNAL),
        RegistryAction.CONSOLE: move(Registry.Status.KEPT, by=console, audience=INTERNAL),
        RegistryAction.EXPORT: move(Registry.Status.KEPT, by=of_here, audience=INTERNAL),
        RegistryAction.TEMPLATE: move(Registry.Status.KEPT, by=keeper, audience=INTERNAL),
    },
    owed=False,
)


R = TypeVar("R", bound=Row)


def lines(
    model: type[R],
    here: str,
    gone: str,
    more: Mapping[LineAction, Move] = MappingProxyType({}),
    *,
    by: Rule = registrar,
) -> Procedure[R, LineAction]:
    """The procedure of one kind of line: entered, changed, ended, and what else it needs."""
    return Procedure[R, LineAction](
        model,
        {
            LineAction.ENTER: move(UNBORN, to=here, by=by, audience=INTERNAL),
            LineAction.CHANGE: move(here, by=by, audience=INTERNAL),
            LineAction.END: move(here, to=gone, by=by, audience=INTERNAL),
            **more,
        },
        root=REGISTRY,
        owed=False,
    )


def ending(here: str, gone: str) -> Move:
    return move(here, to=gone, by=registrar, audience=INTERNAL)


MEMBER = lines(
    Member,
    Member.Status.SERVING,
    Member.Status.LEFT,
    {LineAction.LEAVE: ending(Member.Status.SERVING, Member.Status.LEFT)},
)
MEMBERSHIP = lines(Membership, Membership.Status.SERVING, Membership.Status.ENDED)
UNIT = lines(
    Unit,
    Unit.Status.ACTIVE,
    Unit.Status.ENDED,
    {
        LineAction.RENAME: ending(Unit.Status.ACTIVE, Unit.Status.ENDED),
        LineAction.MERGE: ending(Unit.Status.ACTIVE, Unit.Status.ENDED),
        LineAction.SPLIT: ending(Unit.Status.ACTIVE, Unit.Status.ENDED),
        LineAction.LINK: move(Unit.Status.ACTIVE, by=registrar, audience=INTERNAL),
        LineAction.REDIRECT: move(Unit.Status.ENDED, by=registrar, audience=INTERNAL),
    },
)
SEAT = lines(
    Seat,
    Seat.Status.HELD,
    Seat.Status.ENDED,
    {  # what becomes of a seat when its member or unit goes, whoever registers that
        LineAction.LEAVE: ending(Seat.Status.HELD, Seat.Status.ENDED),
        LineAction.CARRY: move(UNBORN, to=Seat.Status.HELD, by=registrar, audience=INTERNAL),
    },
    by=giver,
)


def name_is_free(client: Client) -> str:
    """接入系统不重名"""
    others = Client.objects.filter(registry=client.registry_id, status=Client.Status.ISSUED)
    taken = others.filter(name=client.name).exists()
    return f"已有接入系统“{client.name}”，请换一个名称" if taken else ""


CLIENT = Procedure[Client, ClientAction](
    Client,
    {
        ClientAction.ISSUE: move(
            UNBORN, to=Client.Status.ISSUED, by=secadmin, gate=name_is_free, audience=INTERNAL
        ),
        ClientAction.ADJUST: move(Client.Status.ISSUED, by=secadmin, audience=INTERNAL),
        ClientAction.ROTATE: move(Client.Status.ISSUED, by=secadmin, audience=INTERNAL),
        ClientAction.REVOKE: move(
            Client.Status.ISSUED, to=Client.Status.REVOKED, by=secadmin, audience=INTERNAL
        ),
    },
    root=REGISTRY,
    owed=False,
)
